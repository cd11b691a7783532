"""How much of an article is checked, where its cautions sit, and what its list row says."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from annotations.storage.block_kinds import chosen, shape_of
from annotations.storage.rows import pairs_from_blob, strip_to_blob
from annotations.vocabulary import BlockKind

#: Half-open code points of a canonical text; a pair, since there may be 10,000 of them.
Place = tuple[int, int]

_COUNTING = frozenset(kind.value for kind in BlockKind if kind.counts_for_coverage)

#: What a `TextShape` is made of: of an article `a` and the revision `r` that it shows.
SHAPE = "r.sentences, r.blocks, a.block_kinds, CASE WHEN a.block_kinds = '' THEN '' ELSE r.text END"
_TEXT = (
    f"SELECT r.id, {SHAPE} FROM articles a JOIN revisions r ON r.id = a.revision_id WHERE a.id = ?"
)
#: Notes that say something of their articles; one that only contradicts an article from
#: another does not belong to it.
PUBLISHED = "n.status IN('ready', 'approved') AND n.deleted_at IS NULL"
_NOTED = (
    "SELECT t.role, t.place_start, t.place_end, n.severity, n.reviewer_id, n.modified_at"
    " FROM targets t JOIN annotations n ON n.id = t.annotation_id"
    " JOIN article_notes b ON b.article_id = t.article_id AND b.annotation_id = n.id"
    f" WHERE t.article_id = ? AND {PUBLISHED}"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """The columns of an article that verbs compute from its notes and checked sentences."""

    checked: int
    to_check: int
    checked_on: str
    checked_by: tuple[str, ...]
    strip: bytes

    def store(self, connection: sqlite3.Connection, article_id: int, at: str) -> str:
        """Write them into the article's row; returns the article's uid."""
        values = (
            self.checked,
            self.to_check,
            int(0 < self.to_check == self.checked),
            self.checked_on,
            "\n".join(self.checked_by),
            self.strip,
            at,
            article_id,
        )
        return str(connection.execute(_STORE, values).fetchall()[0][0])


class TextShape:
    """Where the sentences and blocks of one revision lie."""

    def __init__(
        self, sentence_blob: bytes, block_text: str, block_kinds: str = "", text: str = ""
    ) -> None:
        self.sentences = pairs_from_blob(sentence_blob)
        self._blocks = [
            (kind, size, any(extra.get("folded", False) for extra in extras))
            for kind, size, *extras in json.loads(block_text)
        ]
        for index, choice in chosen(block_kinds, (size for _, size, _ in self._blocks), text):
            kind, folded = shape_of(choice)
            self._blocks[index] = (kind.value, self._blocks[index][1], folded)
        self._block_starts = [0]
        for _, size, _ in self._blocks:
            self._block_starts.append(self._block_starts[-1] + size + 1)
        #: Code points of the canonical text.
        self.length = max(self._block_starts[-1] - 1, 0)

    @property
    def whole(self) -> Place:
        """A place that holds all of the text."""
        return 0, self.length + 1

    def areas(self, places: Iterable[Place]) -> list[Place]:
        """Where sentences may count otherwise because of notes at the places: whole sentences,
        and whole blocks where they are folded; sorted and disjoint.
        """
        hulls = []
        for start, end in places:
            first = bisect_right(self.sentences, start, key=itemgetter(1))
            last = bisect_left(self.sentences, end, key=itemgetter(0))
            if first < last:
                hulls.append((self.sentences[first][0], self.sentences[last - 1][1]))
            hulls.extend(
                (self._block_starts[index], self._block_starts[index + 1])
                for index in self._blocks_in((start, end))
                if self._blocks[index][2]
            )
        return _Merged(hulls).places()

    def count(
        self, area: Place, seen: Collection[Place], unfolding: Iterable[Place]
    ) -> tuple[int, int]:
        """How many sentences of an area are checked, and how many are to be.

        Args:
            area: As `areas` gives one, or `whole`.
            seen: Places of claims and of checked sentences.
            unfolding: Places of notes: a folded block that one overlaps counts as unfolded.
        """
        first = bisect_left(self.sentences, area[0], key=itemgetter(0))
        last = bisect_left(self.sentences, area[1], key=itemgetter(0))
        sentences = self.sentences[first:last]
        blocks = self._blocks_in(area)
        counting = to_be_checked(
            sentences,
            self._blocks[blocks.start : blocks.stop],
            unfolding,
            start=self._block_starts[blocks.start],
        )
        return len(counting & overlapped(sentences, seen)), len(counting)

    def _blocks_in(self, place: Place) -> range:
        first = bisect_right(self._block_starts, place[0]) - 1
        last = bisect_left(self._block_starts, place[1], hi=len(self._blocks))
        return range(min(first, len(self._blocks)), last)


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
    *,
    start: int = 0,
) -> set[int]:
    """Indexes of the sentences that count for coverage.

    Args:
        sentences: Half-open code points, sorted, disjoint, each inside one block.
        blocks: Kind, length in code points, and whether it is folded, of each block.
        unfolding: Places of notes: a folded block that one overlaps counts as unfolded.
        start: Code point at which the first block begins.
    """
    starts = [begin for begin, _ in sentences]
    # Most articles have no folded block that counts.
    unfolded: _Merged | None = None
    counting: set[int] = set()
    position = start
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

    def places(self) -> list[Place]:
        return list(zip(self._starts, self._ends, strict=True))

    def overlaps(self, start: int, end: int) -> bool:
        index = bisect_right(self._ends, start)
        return index < len(self._starts) and self._starts[index] < end


def recount_article(connection: sqlite3.Connection, article_id: int, at: str) -> str:
    """Compute the derived columns of an article from all that is said of it; returns its uid."""
    revision, *stored = connection.execute(_TEXT, (article_id,)).fetchall()[0]
    shape = TextShape(*stored)
    noted = connection.execute(_NOTED, (article_id,)).fetchall()
    fine = connection.execute(_OKS, (revision,)).fetchall()
    claims = {row[1:4] for row in noted if row[0] == "claim" and row[1] is not None}
    checked, to_check = shape.count(
        shape.whole,
        {claim[:2] for claim in claims} | {row[:2] for row in fine},
        {row[1:3] for row in noted if row[1] is not None},
    )
    done = {row[4:6] for row in noted} | {row[2:4] for row in fine}
    derived = Derived(
        checked=checked,
        to_check=to_check,
        checked_on=max((when[:10] for _, when in done), default=""),
        checked_by=names_of(connection, {person for person, _ in done}),
        strip=strip_to_blob((claim[0] / max(shape.length, 1), claim[2]) for claim in claims),
    )
    return derived.store(connection, article_id, at)


def names_of(connection: sqlite3.Connection, people: Iterable[int]) -> tuple[str, ...]:
    """Names of reviewers by row number, each once, in alphabetical order."""
    names = {connection.execute(_NAME, (person,)).fetchall()[0][0] for person in people}
    return tuple(sorted(names))
