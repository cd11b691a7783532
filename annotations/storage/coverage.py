"""How much of an article is checked, where its cautions sit, and what its list row says."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from annotations.storage.rows import pairs_from_blob, strip_to_blob
from annotations.vocabulary import BlockKind

#: Half-open code points of a canonical text; a pair, since there may be 10,000 of them.
Place = tuple[int, int]

_COUNTING = frozenset(kind.value for kind in BlockKind if kind.counts_for_coverage)

_TEXT = (
    "SELECT r.sentences, r.blocks, length(r.text), r.id FROM articles a"
    " JOIN revisions r ON r.id = a.revision_id WHERE a.id = ?"
)
# A note that only contradicts the article from another one does not belong to it.
_NOTED = (
    "SELECT t.role, t.start_cp, t.end_cp, n.severity, n.reviewer_id, n.modified_at"
    " FROM targets t JOIN annotations n ON n.id = t.annotation_id"
    " JOIN article_notes b ON b.article_id = t.article_id AND b.annotation_id = n.id"
    " WHERE t.article_id = ? AND n.status IN('ready', 'approved') AND n.deleted_at IS NULL"
)
_OKS = (
    "SELECT start_cp, end_cp, reviewer_id, checked_at FROM sentence_checks"
    " WHERE revision_id = ? AND deleted_at IS NULL"
)
_NAME = "SELECT name FROM reviewers WHERE id = ?"
_STORE = (
    "UPDATE articles SET checked = ?, to_check = ?, fully_checked = ?, checked_on = ?,"
    " checked_by = ?, strip = ?, modified_at = ? WHERE id = ? RETURNING uid"
)


def overlapped(sentences: Sequence[Place], places: Iterable[Place]) -> set[int]:
    """Indexes of the sentences that at least one place overlaps.

    Args:
        sentences: Half-open code points, sorted and disjoint.
        places: Half-open code points, in any order.
    """
    # Most notes speak of exactly one sentence.
    numbers = {sentence: index for index, sentence in enumerate(sentences)}
    found: set[int] = set()
    other: list[Place] = []
    for place in places:
        index = numbers.get(place)
        if index is None:
            other.append(place)
        else:
            found.add(index)
    starts = [start for start, _ in sentences] if other else []
    ends = [end for _, end in sentences] if other else []
    for start, end in other:
        found.update(range(bisect_right(ends, start), bisect_left(starts, end)))
    return found


def to_be_checked(
    sentences: Sequence[Place],
    blocks: Iterable[tuple[str, int, bool]],
    unfolding: Iterable[Place],
) -> set[int]:
    """Indexes of the sentences that count for coverage.

    Args:
        sentences: Half-open code points, sorted, disjoint, each inside one block.
        blocks: Kind, length in code points, and whether it is folded, of each block.
        unfolding: Places of notes: a folded block that one overlaps counts as unfolded.
    """
    starts = [start for start, _ in sentences]
    # Most articles have no folded block that counts.
    unfolded: _Merged | None = None
    counting: set[int] = set()
    position = 0
    for kind, length, folded in blocks:
        end = position + length
        counts = kind in _COUNTING
        if folded and counts:
            unfolded = unfolded or _Merged(unfolding)
            counts = unfolded.overlaps(position, end)
        if counts:
            counting.update(range(bisect_left(starts, position), bisect_left(starts, end)))
        position = end + 1
    return counting


class _Merged:
    """Places joined where they touch, for fast overlap questions."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(places):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlaps(self, start: int, end: int) -> bool:
        index = bisect_right(self._ends, start)
        return index < len(self._starts) and self._starts[index] < end


def refresh_articles(
    connection: sqlite3.Connection, article_ids: Iterable[int], at: str
) -> list[str]:
    """Compute the derived columns of the articles again; returns their uids."""
    return [_refresh(connection, article_id, at) for article_id in sorted(article_ids)]


def _refresh(connection: sqlite3.Connection, article_id: int, at: str) -> str:
    sentence_blob, block_text, length, revision = connection.execute(
        _TEXT, (article_id,)
    ).fetchone()
    noted = connection.execute(_NOTED, (article_id,)).fetchall()
    fine = connection.execute(_OKS, (revision,)).fetchall()
    claims = {row[1:4] for row in noted if row[0] == "claim" and row[1] is not None}
    sentences = pairs_from_blob(sentence_blob)
    counting = to_be_checked(
        sentences,
        (
            (kind, size, any(extra.get("folded", False) for extra in extras))
            for kind, size, *extras in json.loads(block_text)
        ),
        {row[1:3] for row in noted if row[1] is not None},
    )
    seen = overlapped(sentences, {claim[:2] for claim in claims} | {row[:2] for row in fine})
    checked = len(counting & seen)
    last_on, names = _reviewed(connection, {row[4:6] for row in noted} | {r[2:4] for r in fine})
    stored = connection.execute(
        _STORE,
        (
            checked,
            len(counting),
            int(0 < len(counting) == checked),
            last_on,
            "\n".join(names),
            strip_to_blob((claim[0] / max(length, 1), claim[2]) for claim in claims),
            at,
            article_id,
        ),
    ).fetchall()
    return str(stored[0][0])


def _reviewed(
    connection: sqlite3.Connection, done: Iterable[tuple[int, str]]
) -> tuple[str, list[str]]:
    """Day of the latest note or check, and who did them."""
    done = tuple(done)
    people = {reviewer for reviewer, _ in done}
    names = {connection.execute(_NAME, (person,)).fetchone()[0] for person in people}
    return max((at[:10] for _, at in done), default=""), sorted(names)
