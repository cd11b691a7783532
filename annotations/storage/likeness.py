"""Which article a file may be a newer text of: a guess to be offered, made in a moment."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from annotations.ids import ArticleUid
from annotations.model import Conversion
from annotations.storage.rows import clean, clean_line, pairs_from_blob
from annotations.storage.words import searchable
from annotations.text.blocks import canonical_text

#: A file is offered as a newer text where so much of its sentences, or of the article's own
#: where these are fewer, is known word for word.
_MOST = 0.5
_MOST_COMPARED = 300
#: Sentences that are looked for, in how many articles; and so many of the same file name.
_PROBES = 6
_HITS = 3
_CANDIDATES = 8
#: Sentences of so many words tell one text from another, and are quick to find.
_SHORTEST, _LONGEST = 6, 30
#: Words in a row that are looked for; longer ones than this are not held for rarer.
_ROW = 5
_LONG = 9

_SAME_TEXT = (
    "SELECT 1 FROM revisions r JOIN articles a ON a.revision_id = r.id WHERE r.text_sha256 = ?"
    " AND a.deleted_at IS NULL LIMIT 1"
)
_BY_URL = (
    "SELECT id FROM articles WHERE url = ? AND url <> '' AND deleted_at IS NULL"
    " ORDER BY id DESC LIMIT ?"
)
_BY_FILE = (
    "SELECT id FROM articles WHERE file_name = ? AND deleted_at IS NULL ORDER BY id DESC LIMIT ?"
)
_BY_WORDS = (
    "SELECT a.id FROM articles_fts f JOIN articles a ON a.id = f.rowid"
    " WHERE articles_fts MATCH ? AND a.deleted_at IS NULL LIMIT ?"
)
_TEXT = (
    "SELECT a.uid, r.text, r.sentences FROM articles a JOIN revisions r ON r.id = a.revision_id"
    " WHERE a.id = ?"
)


def likely_article(
    connection: sqlite3.Connection, conversion: Conversion, file_name: str
) -> ArticleUid | None:
    """See `Library.likely_article`."""
    text = clean(canonical_text(conversion.blocks))
    if connection.execute(_SAME_TEXT, (hashlib.sha256(text.encode()).hexdigest(),)).fetchall():
        return None
    sentences = [text[span.start : span.end] for span in conversion.sentences]
    ours = _Sentences(sentences)
    by_url = _ids(connection, _BY_URL, clean_line(conversion.fields.url))
    by_file = _ids(connection, _BY_FILE, clean_line(PurePath(file_name).name))
    best: tuple[float, int, ArticleUid] | None = None
    for article in dict.fromkeys([*by_url, *by_file, *_by_words(connection, sentences)]):
        ((uid, known_text, blob),) = connection.execute(_TEXT, (article,)).fetchall()
        share = ours.shared([known_text[start:end] for start, end in pairs_from_blob(blob)])
        is_likely = article in by_url or share >= _MOST or (article in by_file and share > 0)
        if is_likely and (best is None or (share, article) > best[:2]):
            best = share, article, ArticleUid(uid)
    return best[2] if best else None


def _ids(connection: sqlite3.Connection, sql: str, name: str) -> list[int]:
    if not name:
        return []
    return [row[0] for row in connection.execute(sql, (name, _CANDIDATES)).fetchall()]


class _Sentences:
    """The sentences of a text, to be compared with those of others word for word."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._all = frozenset(sentences)
        self._some = _sample(sentences)

    def shared(self, others: Sequence[str]) -> float:
        """Share of the sentences of the one or the other that both have, the larger of them;
        judged by some where there are very many.
        """
        theirs, their_sample = frozenset(others), _sample(others)
        return max(
            sum(each in theirs for each in self._some) / max(len(self._some), 1),
            sum(each in self._all for each in their_sample) / max(len(their_sample), 1),
        )


def _sample(sentences: Sequence[str]) -> list[str]:
    """Sentences from all over a text, without those of a word or two."""
    step = max(1, len(sentences) // _MOST_COMPARED)
    return [each for each in sentences[::step] if each.count(" ") > 1]


def _by_words(connection: sqlite3.Connection, sentences: list[str]) -> Iterator[int]:
    """Articles that hold a few words in a row of one of some sentences."""
    for sentence in _probes(sentences):
        words = [word for word in sentence.replace('"', " ").split() if searchable(word)]
        if not words:
            continue
        query = f'text : "{" ".join(_rarest_row(words))}"'
        for (article,) in connection.execute(_BY_WORDS, (query, _HITS)).fetchall():
            yield article


def _rarest_row(words: list[str]) -> list[str]:
    """Words in a row of which even the shortest is long: rare words are found soonest."""
    rows = [words[at : at + _ROW] for at in range(max(1, len(words) - _ROW + 1))]
    return max(rows, key=lambda row: (sum(min(len(word), _LONG) for word in row), row))


def _probes(sentences: list[str]) -> list[str]:
    """Sentences from all over the text, each the one with the longest words around it."""
    fit = [s for s in sentences if _SHORTEST <= len(s.split()) <= _LONGEST]
    fit = fit or sorted(sentences, key=len, reverse=True)[:1]
    step = max(1, len(fit) // _PROBES)
    parts = [fit[start : start + step] for start in range(0, len(fit), step)][:_PROBES]
    return [max(part, key=_telling) for part in parts]


def _telling(sentence: str) -> tuple[int, str]:
    return sum(sorted(map(len, sentence.split()))[-4:]), sentence
