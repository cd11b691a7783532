"""The same claim elsewhere: sentences of all articles that say something like one."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from rapidfuzz import fuzz

from annotations.anchoring.flags import change_flags
from annotations.anchoring.keys import typographic_key
from annotations.anchoring.words import words_of as key_words
from annotations.ids import AnnotationUid, ArticleUid
from annotations.model import Span
from annotations.storage.likely_places import NEAR
from annotations.storage.postings import likely_query, pieces_of, words_of
from annotations.storage.reuse_values import ClaimNote, SameClaim
from annotations.storage.rows import pairs_from_blob
from annotations.storage.sentence_index import place_of_row
from annotations.vocabulary import Severity, Status

#: Words that are looked for, and those of so many sentences are left aside for rarer ones:
#: more of either finds a little more and takes longer.
RAREST, COMMON = 10, 2_000
#: Sentences that are compared, those with the rarest words first.
COMPARED = 60
#: Words that are counted, of a very long text.
_COUNTED = 60
#: How much a place further down each of the two lists matters; small: the first ones count.
_RANK = 10
_GRAM = 4
#: Words, or pairs of letters, of a sentence that is only similar.
LEAST_WORDS = 5

_FOUND = "SELECT rowid FROM {0} WHERE {0} MATCH ? ORDER BY rank LIMIT ?"
_SHOWN = (
    "SELECT r.id, a.id, a.uid, a.title, r.sentences, r.text FROM json_each(?) j"
    " CROSS JOIN revisions r ON r.id = j.value JOIN articles a ON a.revision_id = r.id"
    " WHERE a.deleted_at IS NULL AND a.uid <> ?"
)
_NOTES = (
    "SELECT DISTINCT n.uid, n.severity, n.status, n.correction, n.body, t.place_start, t.place_end"
    " FROM targets t JOIN annotations n ON n.id = t.annotation_id"
    " WHERE t.article_id = ? AND t.role = 'claim' AND t.place_start < ? AND t.place_end > ?"
    " AND n.live = 1 AND n.status <> 'withdrawn' ORDER BY n.severity DESC, n.id"
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    article_id: int
    article: str
    title: str
    span: Span
    exact: str
    key: str


def same_claims(
    connection: sqlite3.Connection, text: str, *, not_in: str, limit: int
) -> tuple[SameClaim, ...]:
    """Sentences that say the same nearly word for word, the nearest first; then similar ones,
    the likeliest first.
    """
    rows = _rows(connection, text)
    sentences = _sentences(connection, rows, not_in)
    key = typographic_key(text)
    ratios = {row: fuzz.ratio(key, each.key) for row, each in sentences.items()}
    alike = {row: _likeness(key, each.key) for row, each in sentences.items()}
    found = [row for row in rows if row in sentences and _says_enough(sentences[row], ratios[row])]
    by_letters = sorted(found, key=lambda row: (-alike[row], row))
    rank: dict[int, float] = defaultdict(float)
    for order in (found, by_letters):
        for place, row in enumerate(order):
            rank[row] += 1 / (_RANK + place)
    order = sorted(
        found, key=lambda row: (-ratios[row] if ratios[row] >= NEAR else 0.0, -rank[row], row)
    )
    return tuple(_claim(connection, text, sentences[row], ratios[row]) for row in order[:limit])


def _rows(connection: sqlite3.Connection, text: str) -> list[int]:
    """Rows of sentences with the rarest words of a text, the best first."""
    rows: dict[int, None] = {}
    for index, terms in (
        ("sentences_fts", words_of(text)),
        ("unparted_sentences_fts", pieces_of(text)),
    ):
        query = likely_query(connection, index, terms[:_COUNTED], most=RAREST, cap=COMMON)
        if query:
            found = connection.execute(_FOUND.format(index), (query, COMPARED)).fetchall()
            rows.update((row[0], None) for row in found)
    return list(rows)


def _sentences(
    connection: sqlite3.Connection, rows: Iterable[int], not_in: str
) -> dict[int, _Sentence]:
    wanted: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        wanted[place_of_row(row)[0]].append(row)
    made = {}
    texts = connection.execute(_SHOWN, (json.dumps(list(wanted)), not_in))
    for revision_id, article_id, article, title, blob, text in texts.fetchall():
        places = pairs_from_blob(blob)
        for row in wanted[revision_id]:
            start, end = places[place_of_row(row)[1]]
            exact = text[start:end]
            made[row] = _Sentence(
                article_id, article, title, Span(start, end), exact, typographic_key(exact)
            )
    return made


def _says_enough(sentence: _Sentence, ratio: float) -> bool:
    """False for a title that is no heading, a label or the like."""
    return ratio >= NEAR or len(key_words(sentence.key)) >= LEAST_WORDS


def _likeness(one: str, other: str) -> float:
    """Cosine of what both keys have of every four letters."""
    here, there = _grams(one), _grams(other)
    both = sum(n * there[gram] for gram, n in here.items() if gram in there)
    return both / ((_length(here) * _length(there)) or 1.0)


def _grams(key: str) -> Counter[str]:
    padded = f" {key} "
    return Counter(padded[at : at + _GRAM] for at in range(max(1, len(padded) - _GRAM + 1)))


def _length(grams: Counter[str]) -> float:
    return sqrt(sum(n * n for n in grams.values()))


def _claim(connection: sqlite3.Connection, text: str, found: _Sentence, ratio: float) -> SameClaim:
    is_near = ratio >= NEAR
    flags = change_flags(text, found.exact) if is_near else frozenset()
    return SameClaim(
        article=ArticleUid(found.article),
        article_title=found.title,
        span=found.span,
        exact=found.exact,
        score=ratio / 100,
        flags=flags,
        is_same=is_near and not flags,
        notes=_notes(connection, found),
    )


def _notes(connection: sqlite3.Connection, found: _Sentence) -> tuple[ClaimNote, ...]:
    rows: Sequence[tuple[str, int, str, str, str]] = [
        row[:5]
        for row in connection.execute(
            _NOTES, (found.article_id, found.span.end, found.span.start)
        ).fetchall()
    ]
    return tuple(
        ClaimNote(
            annotation=AnnotationUid(uid),
            severity=Severity(severity),
            status=Status(status),
            headline=correction or body.strip().split("\n", 1)[0],
        )
        for uid, severity, status, correction, body in dict.fromkeys(rows)
    )
