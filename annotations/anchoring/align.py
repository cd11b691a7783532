"""The map between two texts: which sentence of the old one became which of the new one.

Sentences are paired one to one. A sentence that has been given away cannot take a second
note: this is what keeps the notes of deleted sentences from landing on their neighbours.

Source:
    Developed on real histories of public prose; compare Tichy, "The string-to-string
    correction problem with block moves" (1984), for the idea of moves beside edits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from rapidfuzz import fuzz, process

from annotations.anchoring.lookup import SentenceLookup
from annotations.anchoring.matching import equal_pairs
from annotations.anchoring.similarity import containment, context_similarity, similarity

#: An edited sentence between its old neighbours must be so much alike. Lower finds harder
#: rewrites, and puts notes of deleted sentences on what came in their place: at 0.50 one
#: deleted sentence in 37 is anchored, at 0.45 one in 16.
SLOT = 0.55
#: The same where it is the only one that is left between its neighbours on both sides.
SLOT_ALONE = 0.45
#: A sentence that moved and was edited must be so much alike, and by so much more than the
#: next best; lower finds more of them and mistakes one stock phrase for another.
MOVE = 0.72
MOVE_MARGIN = 0.06
MOVE_SHORTEST = 25
MOVE_CLOSELY = 10
#: Two sentences that were joined, or one that was parted: the piece must be found so well.
MERGE = 0.80
MERGE_LONGER = 1.3
#: Of several equal copies one is chosen by its surroundings if it leads by so much.
COPY_MARGIN = 0.12
#: How far around a sentence its surroundings are compared, in characters.
CONTEXT = 64
#: A slot is searched so far; the best so many candidates are compared closely.
SLOT_MOST = 400
SLOT_CLOSELY = 12
SLOT_FIRST_SIGHT = 30
#: Texts of more sentences than this with fewer equal ones than this share are not compared
#: further: they look like different articles.
STRANGE_FROM = 2_000
STRANGE_SHARE = 0.02


class Kind(Enum):
    """How a sentence was found."""

    EQUAL = auto()
    MOVED = auto()
    EDITED = auto()


@dataclass(frozen=True, slots=True)
class Match:
    """New sentences that an old one became: usually one, two where it was parted."""

    new: tuple[int, ...]
    kind: Kind
    score: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Old sentence -> match; `unclear` holds old sentences with several equal copies."""

    matches: dict[int, Match]
    unclear: dict[int, tuple[int, ...]]
    is_strange: bool


def align_keys(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Align two texts by the typographic keys of their sentences."""
    aligner = _Aligner(old, new)
    return aligner.run()


class _Aligner:
    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old = old
        self._new = new
        self._matches: dict[int, Match] = {}
        self._taken: set[int] = set()
        self._unclear: dict[int, tuple[int, ...]] = {}

    def run(self) -> Alignment:
        for i, j in equal_pairs(self._old, self._new):
            self._take(i, Match((j,), Kind.EQUAL, 1.0))
        self._pair_copies()
        if self._is_strange():
            return Alignment(self._matches, self._unclear, is_strange=True)
        self._fill_slots()
        self._join_pieces()
        self._find_moved()
        return Alignment(self._matches, self._unclear, is_strange=False)

    def _take(self, i: int, match: Match) -> None:
        self._matches[i] = match
        self._taken.update(match.new)

    def _is_strange(self) -> bool:
        smaller = min(len(self._old), len(self._new))
        return smaller > STRANGE_FROM and len(self._matches) < STRANGE_SHARE * smaller

    def _unmatched(self) -> list[int]:
        return [
            i
            for i in range(len(self._old))
            if i not in self._matches and i not in self._unclear and self._old[i]
        ]

    def _untaken(self) -> list[int]:
        return [j for j in range(len(self._new)) if j not in self._taken and self._new[j]]

    # Equal sentences out of order, and repeated ones

    def _pair_copies(self) -> None:
        olds: dict[str, list[int]] = defaultdict(list)
        news: dict[str, list[int]] = defaultdict(list)
        for i in self._unmatched():
            olds[self._old[i]].append(i)
        for j in self._untaken():
            if self._new[j] in olds:
                news[self._new[j]].append(j)
        for key, there in news.items():
            here = olds[key]
            if len(here) == len(there) == 1:
                self._take(here[0], Match((there[0],), Kind.MOVED, 1.0))
            else:
                self._pair_by_context(here, there)

    def _pair_by_context(self, here: list[int], there: list[int]) -> None:
        """Give each old copy the new one whose surroundings lead clearly, best first."""
        if len(here) * len(there) > 10_000:
            return
        scores = {
            (i, j): context_similarity(self._context(self._old, i), self._context(self._new, j))
            for i in here
            for j in there
        }
        left, free = set(here), set(there)
        for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
            if i not in left or j not in free:
                continue
            rivals = [scores[i, other] for other in free if other != j]
            rivals += [scores[other, j] for other in left if other != i]
            if rivals and score - max(rivals) < COPY_MARGIN:
                continue
            self._take(i, Match((j,), Kind.MOVED, 1.0))
            left.discard(i)
            free.discard(j)
        if free:
            self._unclear.update({i: tuple(sorted(free)) for i in left})

    def _context(self, keys: Sequence[str], index: int) -> tuple[str, str]:
        before = " ".join(keys[max(0, index - 4) : index])[-CONTEXT:]
        after = " ".join(keys[index + 1 : index + 5])[:CONTEXT]
        return before, after

    # Edited sentences at their place

    def _fill_slots(self) -> None:
        offers: list[tuple[float, int, tuple[int, ...]]] = []
        untaken = self._untaken()
        for run in _runs(self._unmatched()):
            low, high = self._slot(run[0], run[-1])
            free = untaken[bisect_right(untaken, low) : bisect_left(untaken, high)][:SLOT_MOST]
            is_alone = len(run) == 1 and len(free) == 1
            for i in run:
                offers += self._offers(i, free, SLOT_ALONE if is_alone else SLOT)
        for score, i, new in sorted(offers, key=lambda offer: (-offer[0], offer[1:])):
            if i not in self._matches and self._taken.isdisjoint(new):
                self._take(i, Match(new, Kind.EDITED, score))

    def _slot(self, first: int, last: int) -> tuple[int, int]:
        """New indexes that the neighbours of a run of old ones lie at, exclusive."""
        low, high = -1, len(self._new)
        if first - 1 in self._matches:
            low = self._matches[first - 1].new[-1]
        if last + 1 in self._matches:
            high = self._matches[last + 1].new[0]
        if low < high:
            return low, high
        # The neighbours went apart: look after the one that stands before.
        return low, min(len(self._new), low + 1 + 2 * (last - first + 1) + 2)

    def _offers(
        self, i: int, free: Sequence[int], least: float
    ) -> Iterable[tuple[float, int, tuple[int, ...]]]:
        key = self._old[i]
        for j in self._closest(key, free):
            best = similarity(key, self._new[j])
            new: tuple[int, ...] = (j,)
            for pair in ((j, j + 1), (j - 1, j)):
                if pair[0] >= 0 and pair[1] < len(self._new) and self._taken.isdisjoint(pair):
                    joined = similarity(key, f"{self._new[pair[0]]} {self._new[pair[1]]}")
                    if joined > best + 0.03:
                        best, new = joined, pair
            if len(self._new[j]) > MERGE_LONGER * len(key) and len(key) >= MOVE_SHORTEST:
                within = 0.8 * containment(key, self._new[j])
                if within > best:
                    best, new = within, (j,)
            if best >= least:
                yield best, i, new

    def _closest(self, key: str, free: Sequence[int]) -> list[int]:
        if len(free) <= SLOT_CLOSELY:
            return list(free)
        found = process.extract(
            key,
            {j: self._new[j] for j in free},
            scorer=fuzz.ratio,
            limit=SLOT_CLOSELY,
            score_cutoff=SLOT_FIRST_SIGHT,
        )
        return [j for _, _, j in found]

    def _join_pieces(self) -> None:
        """An old sentence that its neighbour's new sentence took in goes along with it."""
        for i in self._unmatched():
            for neighbour in (i - 1, i + 1):
                match = self._matches.get(neighbour)
                if match is None or match.kind is not Kind.EDITED or len(match.new) > 1:
                    continue
                whole = self._new[match.new[0]]
                is_longer = len(whole) > MERGE_LONGER * len(self._old[neighbour])
                found = containment(self._old[i], whole)
                if is_longer and found >= MERGE:
                    self._matches[i] = Match(match.new, Kind.EDITED, found)
                    break

    # Edited sentences elsewhere

    def _find_moved(self) -> None:
        lost = [i for i in self._unmatched() if len(self._old[i]) >= MOVE_SHORTEST]
        free = [j for j in self._untaken() if len(self._new[j]) >= MOVE_SHORTEST]
        if not lost or not free:
            return
        lookup = SentenceLookup(self._new, free)
        offers = []
        for i in lost:
            near = lookup.candidates(self._old[i], MOVE_CLOSELY)
            scored = sorted(
                ((similarity(self._old[i], self._new[j]), j) for j in near), reverse=True
            )
            second = scored[1][0] if len(scored) > 1 else 0.0
            if scored and scored[0][0] >= MOVE and scored[0][0] - second >= MOVE_MARGIN:
                offers.append((scored[0][0], i, scored[0][1]))
        for score, i, j in sorted(offers, reverse=True):
            if j not in self._taken:
                self._take(i, Match((j,), Kind.EDITED, score))


def _runs(indexes: Sequence[int]) -> list[list[int]]:
    """Part ascending indexes where one is left out."""
    runs: list[list[int]] = []
    for index in indexes:
        if runs and runs[-1][-1] == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
