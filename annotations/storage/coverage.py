"""How much of an article is checked, where its cautions sit, and what its list row says."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from annotations.model import Span
from annotations.storage.rows import sentences_from_blob, strip_to_blob
from annotations.vocabulary import BlockKind

_COUNTING = frozenset(kind.value for kind in BlockKind if kind.counts_for_coverage)

_TEXT = (
    "SELECT r.sentences, r.blocks, length(r.text) FROM articles a"
    " JOIN revisions r ON r.id = a.revision_id WHERE a.id = ?"
)
_PLACES = (
    "SELECT t.role, t.start_cp, t.end_cp, n.severity FROM targets t"
    " JOIN annotations n ON n.id = t.annotation_id"
    " WHERE t.article_id = ? AND t.start_cp IS NOT NULL"
    " AND n.status IN('ready', 'approved') AND n.deleted_at IS NULL"
)
_REVIEWERS = (
    "SELECT r.name, max(n.modified_at) FROM article_notes b"
    " JOIN annotations n ON n.id = b.annotation_id JOIN reviewers r ON r.id = n.reviewer_id"
    " WHERE b.article_id = ? AND n.status IN('ready', 'approved') AND n.deleted_at IS NULL"
    " GROUP BY r.name ORDER BY r.name"
)
_STORE = (
    "UPDATE articles SET checked = ?, to_check = ?, fully_checked = ?, checked_on = ?,"
    " checked_by = ?, strip = ?, modified_at = ? WHERE id = ? RETURNING uid"
)


def overlapped(sentences: Sequence[Span], spans: Iterable[Span]) -> set[int]:
    """Indexes of the sentences that at least one span overlaps.

    Args:
        sentences: Sorted and disjoint.
        spans: In any order.
    """
    starts = [sentence.start for sentence in sentences]
    ends = [sentence.end for sentence in sentences]
    found: set[int] = set()
    for span in spans:
        found.update(range(bisect_right(ends, span.start), bisect_left(starts, span.end)))
    return found


def to_be_checked(
    sentences: Sequence[Span],
    blocks: Iterable[tuple[str, int, bool]],
    unfolding: Iterable[Span],
) -> set[int]:
    """Indexes of the sentences that count for coverage.

    Args:
        sentences: Sorted, disjoint, each inside one block.
        blocks: Kind, length in code points, and whether it is folded, of each block.
        unfolding: Places of notes: a folded block that one overlaps counts as unfolded.
    """
    starts = [sentence.start for sentence in sentences]
    unfolded = _Merged(unfolding)
    counting: set[int] = set()
    position = 0
    for kind, length, folded in blocks:
        end = position + length
        if kind in _COUNTING and not (folded and not unfolded.overlaps(position, end)):
            counting.update(range(bisect_left(starts, position), bisect_left(starts, end)))
        position = end + 1
    return counting


class _Merged:
    """Spans joined where they touch, for fast overlap questions."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def overlaps(self, start: int, end: int) -> bool:
        index = bisect_right(self._ends, start)
        return index < len(self._starts) and self._starts[index] < end


def refresh_articles(
    connection: sqlite3.Connection, article_ids: Iterable[int], at: str
) -> list[str]:
    """Compute the derived columns of the articles again; returns their uids."""
    return [_refresh(connection, article_id, at) for article_id in sorted(article_ids)]


def _refresh(connection: sqlite3.Connection, article_id: int, at: str) -> str:
    sentence_blob, block_text, length = connection.execute(_TEXT, (article_id,)).fetchone()
    places = connection.execute(_PLACES, (article_id,)).fetchall()
    people = connection.execute(_REVIEWERS, (article_id,)).fetchall()
    sentences = sentences_from_blob(sentence_blob)
    claims = [
        (Span(start, end), severity) for role, start, end, severity in places if role == "claim"
    ]
    counting = to_be_checked(
        sentences,
        (
            (kind, size, any(extra.get("folded", False) for extra in extras))
            for kind, size, *extras in json.loads(block_text)
        ),
        (Span(start, end) for _, start, end, _ in places),
    )
    checked = len(counting & overlapped(sentences, (span for span, _ in claims)))
    strip = strip_to_blob((span.start / max(length, 1), severity) for span, severity in claims)
    names = "\n".join(name for name, _ in people)
    last_on = max((modified[:10] for _, modified in people), default="")
    is_done = int(0 < len(counting) == checked)
    stored = connection.execute(
        _STORE, (checked, len(counting), is_done, last_on, names, strip, at, article_id)
    ).fetchall()
    return str(stored[0][0])
