"""Notes whose sentence comes back: what may be attached to the sentences of an article.

All words of the article are looked up at once, so that a long text takes few statements.
Then each sentence is compared with the claims that share the most of its rare words.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from annotations.anchoring.flags import change_flags
from annotations.anchoring.keys import typographic_key
from annotations.ids import AnnotationUid, ArticleUid, RevisionUid
from annotations.model import Span
from annotations.storage.likely_places import LikelyPlace, Sentences
from annotations.storage.postings import pieces_of, postings, quoted, threes_of, words_of
from annotations.storage.reading import no_article
from annotations.storage.rejections import key_hash, rejected
from annotations.storage.reuse_values import NoteSuggestion
from annotations.storage.rows import sentences_from_blob
from annotations.vocabulary import Category, Severity, Status

#: A word that more claims have does not tell which of them comes back; a sentence without
#: rarer words is looked for by several of them together.
COMMON = 300
#: Claims that are compared with a sentence, those that share the most first.
COMPARED = 12
#: Most sentences that are looked for so, and most words of one that are looked up.
_BY_THREES, _LOOKED_UP = 300, 40
#: Words that a claim has to share.
_SHARED = 2
#: Most suggestions for one article.
MOST = 200

_TEXT = (
    "SELECT a.id, r.uid, r.sentences, r.text FROM articles a"
    " JOIN revisions r ON r.id = a.revision_id WHERE a.uid = ?"
)
_ATTACHED = (
    "SELECT annotation_id, place_start, place_end FROM targets"
    " WHERE article_id = ? AND role = 'claim' AND place_start IS NOT NULL"
)
_CLAIMS = (
    "SELECT t.id, t.exact, n.id, n.uid, n.category, n.severity, n.status, n.correction, n.body,"
    " a.uid, a.title FROM json_each(?) j CROSS JOIN targets t ON t.id = j.value"
    " JOIN annotations n ON n.id = t.annotation_id JOIN articles a ON a.id = t.article_id"
    " WHERE n.live = 1 AND n.status <> 'withdrawn' AND a.deleted_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A place that a note speaks of, as far as a suggestion says it."""

    note_id: int
    exact: str
    key: str
    note: tuple[str, str, int, str]
    headline: str
    article: str
    title: str


def similar_notes(connection: sqlite3.Connection, article_uid: str) -> tuple[NoteSuggestion, ...]:
    """What may be attached to sentences of an article, in text order, the likeliest first."""
    found = connection.execute(_TEXT, (article_uid,)).fetchall()
    if not found:
        raise no_article(article_uid)
    article_id, revision, blob, text = found[0]
    sentences = Sentences(text, sentences_from_blob(blob))
    candidates = _candidates(connection, sentences)
    claims = _claims(connection, {row for rows in candidates.values() for row in rows})
    attached: dict[int, list[Span]] = defaultdict(list)
    for note_id, start, end in connection.execute(_ATTACHED, (article_id,)).fetchall():
        attached[note_id].append(Span(start, end))
    likely = _likely(sentences, candidates, claims, attached)
    turned_down = rejected(connection, {claims[row].note_id for row, _ in likely})
    here = ArticleUid(article_uid), RevisionUid(revision)
    made = [
        _suggestion(claims[row], place, sentences.words(place.span), *here)
        for row, place in likely
        if (claims[row].note_id, key_hash(sentences.words(place.span))) not in turned_down
    ]
    return tuple(sorted(made, key=lambda each: (each.span, -each.score, each.annotation))[:MOST])


def _candidates(connection: sqlite3.Connection, sentences: Sentences) -> dict[int, tuple[int, ...]]:
    """Rows of claims that share rare words with a sentence, by its index."""
    words = {index: _asked(words_of(text)) for index, text in sentences.enough()}
    rows = postings(connection, "claims_fts", _all(words.values()), COMMON)
    chosen = {index: _chosen(terms, rows) for index, terms in words.items()}
    threes = {index: _common(terms, rows) for index, terms in words.items() if not chosen[index]}
    asked = [query for query in threes.values() if query][:_BY_THREES]
    together = postings(connection, "claims_fts", asked, 3 * COMPARED)
    chosen |= {index: tuple(together.get(query, ())) for index, query in threes.items()}
    pieces = {index: _asked(pieces_of(text)) for index, text in sentences.enough()}
    rows = postings(connection, "unparted_claims_fts", _all(pieces.values()), COMMON)
    for index, terms in pieces.items():
        chosen[index] = (*chosen[index], *_chosen(terms, rows))
    return {index: rows for index, rows in chosen.items() if rows}


def _asked(terms: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(quoted, terms[:_LOOKED_UP]))


def _all(terms: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(term for each in terms for term in each))


def _common(terms: Sequence[str], rows: Mapping[str, Sequence[int]]) -> str:
    """A query for several common words of a sentence together."""
    return threes_of([term[1:-1] for term in terms if len(rows.get(term, ())) >= COMMON])


def _chosen(terms: Sequence[str], rows: Mapping[str, Sequence[int]]) -> tuple[int, ...]:
    """The claims that share the most of what is rare."""
    weights: dict[int, float] = defaultdict(float)
    shared: Counter[int] = Counter()
    for term in terms:
        having = rows.get(term, ())
        if 0 < len(having) < COMMON:
            weight = log(2 * COMMON / len(having))
            for row in having:
                weights[row] += weight
            shared.update(having)
    enough = [row for row, count in shared.items() if count >= _SHARED]
    # A claim is likeliest where it shares the most; of copies the latest.
    return tuple(sorted(enough, key=lambda row: (-weights[row], -row))[:COMPARED])


def _claims(connection: sqlite3.Connection, rows: Iterable[int]) -> dict[int, _Claim]:
    found = connection.execute(_CLAIMS, (json.dumps(sorted(rows)),)).fetchall()
    return {
        row: _Claim(
            note_id,
            exact,
            typographic_key(exact),
            tuple(note),
            correction or body.strip().split("\n", 1)[0],
            article,
            title,
        )
        for row, exact, note_id, *note, correction, body, article, title in found
    }


def _likely(
    sentences: Sentences,
    candidates: Mapping[int, Sequence[int]],
    claims: Mapping[int, _Claim],
    attached: Mapping[int, Sequence[Span]],
) -> list[tuple[int, LikelyPlace]]:
    """The claims that come back, each with its place: of one note at one place the likeliest."""
    best: dict[tuple[int, Span], tuple[int, LikelyPlace]] = {}
    for row, place in _compared(sentences, candidates, claims):
        note_id = claims[row].note_id
        if any(place.span.overlaps(span) for span in attached.get(note_id, ())):
            continue
        known = best.get((note_id, place.span))
        if known is None or (place.score, -row) > (known[1].score, -known[0]):
            best[note_id, place.span] = (row, place)
    return list(best.values())


def _compared(
    sentences: Sentences, candidates: Mapping[int, Sequence[int]], claims: Mapping[int, _Claim]
) -> Iterator[tuple[int, LikelyPlace]]:
    for index, rows in candidates.items():
        for row in rows:
            claim = claims.get(row)
            place = claim and sentences.likely_place(index, claim.key)
            if place:
                yield row, place


def _suggestion(
    claim: _Claim, place: LikelyPlace, words: str, here: ArticleUid, revision: RevisionUid
) -> NoteSuggestion:
    uid, category, severity, status = claim.note
    return NoteSuggestion(
        annotation=AnnotationUid(uid),
        category=Category(category),
        severity=Severity(severity),
        status=Status(status),
        headline=claim.headline,
        article=ArticleUid(claim.article),
        article_title=claim.title,
        exact=claim.exact,
        here=here,
        revision=revision,
        span=place.span,
        words=words,
        score=place.score,
        flags=change_flags(claim.exact, words),
        is_identical=typographic_key(words) == claim.key,
    )
