"""The map between two texts: which sentence of the old one became which of the new one.

Sentences are paired one to one. A sentence that has been given away cannot take a second
note: this is what keeps the notes of deleted sentences from landing on their neighbours.

Source:
    Developed on real histories of public prose; compare Tichy, "The string-to-string
    correction problem with block moves" (1984), for the idea of moves beside edits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise
from math import log2

from rapidfuzz import fuzz, process

from annotations.anchoring.copies import pair_copies, surroundings
from annotations.anchoring.lookup import SentenceLookup
from annotations.anchoring.matching import equal_pairs
from annotations.anchoring.similarity import containment, context_similarity, similarity
from annotations.anchoring.words import WordWeights

#: An edited sentence between its old neighbours must be so much alike where it is the only one
#: left there, and by `SLOT_WIDER` more for every doubling of the sentences to choose from.
#: Lower finds harder rewrites, and puts notes of deleted sentences on what came in their place:
#: on real histories none down to 0.37, one in 190 at 0.36, one in 95 at 0.34.
SLOT = 0.39
SLOT_WIDER = 0.02
#: The same in a text of which nothing is known to be where it was.
SLOT_ADRIFT = 0.60
#: Neighbours found in one pass tell the next one where to look.
SLOT_PASSES = 2
#: A sentence that moved and was edited must be so much alike. Lower finds more of them, and
#: mistakes one stock phrase for another; the same goes for sentences of fewer words.
MOVE = 0.55
MOVE_SHORTEST = 4
#: It must lead the next best place by so much, or the next best be so much less alike (as a
#: share of unlikeness), surroundings counted in with so much weight. Nearer to none decides
#: between more twins, and at times for the wrong one.
MOVE_MARGIN = 0.06
MOVE_RATIO = 0.80
MOVE_CONTEXT = 0.10
#: So many candidates with the same rare words are compared; more cost time.
MOVE_CLOSELY = 10
#: A place elsewhere must be so much more alike than the best one between the old neighbours,
#: and is not looked for where that one is as good as settled.
MOVE_FARTHER = 0.15
MOVE_SETTLED = 0.70
#: What was joined to its neighbour must be found so well in the sentence that this became, and
#: that must have grown so much. Lower follows more joined sentences, and takes what two
#: neighbours have in common for one of them.
MERGE = 0.80
MERGE_LONGER = 1.3
#: Two new sentences are taken for one old sentence where they are so much more alike together.
JOIN_GAIN = 0.03
#: A slot is searched so far; the best so many candidates are compared closely.
SLOT_MOST = 400
SLOT_CLOSELY = 12
SLOT_FIRST_SIGHT = 30
#: Texts of more sentences than this with fewer equal ones than this share are not compared
#: further: they look like different articles.
STRANGE_FROM = 2_000
STRANGE_SHARE = 0.02

#: Rank among offers, score, old sentence, new sentences.
Offer = tuple[float, float, int, tuple[int, ...]]


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


def align_keys(
    old: Sequence[str],
    new: Sequence[str],
    weights: WordWeights | None = None,
    *,
    breaks: Collection[int] = (),
) -> Alignment:
    """Align two texts by the typographic keys of their sentences.

    Args:
        old: Keys of the old text's sentences, in order.
        new: The same of the new text.
        weights: Of the words of both; counted where None.
        breaks: New sentences that begin a paragraph: none is taken for the second half of
            one that stands before it.
    """
    return _Aligner(old, new, weights or WordWeights(old, new), frozenset(breaks)).run()


class _Aligner:
    def __init__(
        self, old: Sequence[str], new: Sequence[str], weights: WordWeights, breaks: frozenset[int]
    ) -> None:
        self._old = old
        self._new = new
        self._weights = weights
        self._breaks = breaks
        self._matches: dict[int, Match] = {}
        self._taken: set[int] = set()
        self._unclear: dict[int, tuple[int, ...]] = {}

    def run(self) -> Alignment:
        for i, j in equal_pairs(self._old, self._new):
            self._take(i, Match((j,), Kind.EQUAL, 1.0))
        copies = pair_copies(self._old, self._new, self._unmatched(), self._untaken())
        for i, j in copies.pairs:
            self._take(i, Match((j,), Kind.MOVED, 1.0))
        self._unclear = copies.unclear
        if self._is_strange():
            return Alignment(self._matches, self._unclear, is_strange=True)
        for _ in range(SLOT_PASSES):
            if not self._fill_slots():
                break
        self._join_pieces()
        self._take_best(self._moved(self._unmatched()))
        return Alignment(self._matches, self._unclear, is_strange=False)

    def _take(self, i: int, match: Match) -> None:
        self._matches[i] = match
        self._taken.update(match.new)

    def _take_best(self, offers: Iterable[Offer]) -> bool:
        """Give new sentences away, best offers first; True where any was."""
        before = len(self._matches)
        for _, score, i, new in sorted(offers, key=lambda offer: (-offer[0], offer[2:])):
            if i not in self._matches and self._taken.isdisjoint(new):
                self._take(i, Match(new, Kind.EDITED, score))
        return len(self._matches) > before

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

    def _alike(self, i: int, j: int) -> float:
        return similarity(self._old[i], self._new[j], self._weights)

    # Edited sentences at their place

    def _fill_slots(self) -> bool:
        offers: list[Offer] = []
        best: dict[int, float] = {}
        untaken = self._untaken()
        unmatched = self._unmatched()
        for run in _runs(unmatched):
            low, high = self._slot(run[0], run[-1])
            free = untaken[bisect_right(untaken, low) : bisect_left(untaken, high)][:SLOT_MOST]
            least = SLOT + SLOT_WIDER * log2(max(1, len(run), len(free)))
            if not self._matches:
                least = SLOT_ADRIFT
            for i in run:
                here = [offer for offer in self._offers(i, free) if offer[0] >= least]
                best[i] = max((offer[0] for offer in here), default=0.0)
                offers += here
        unsettled = [i for i in unmatched if best[i] < MOVE_SETTLED]
        offers += [
            (rank - MOVE_FARTHER, score, i, new) for rank, score, i, new in self._moved(unsettled)
        ]
        return self._take_best(offers)

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

    def _offers(self, i: int, free: Sequence[int]) -> Iterator[Offer]:
        key = self._old[i]
        for j in self._closest(key, free):
            best = self._alike(i, j)
            new: tuple[int, ...] = (j,)
            for pair in self._pairs_around(j, longest=len(key)):
                both = " ".join(self._new[part] for part in pair)
                joined = similarity(key, both, self._weights)
                if joined > best + JOIN_GAIN:
                    best, new = joined, pair
            yield best, best, i, new

    def _pairs_around(self, j: int, *, longest: int) -> Iterator[tuple[int, int]]:
        if len(self._new[j]) > longest:
            return
        for pair in ((j - 1, j), (j, j + 1)):
            is_inside = pair[0] >= 0 and pair[1] < len(self._new) and pair[1] not in self._breaks
            if is_inside and self._taken.isdisjoint(pair):
                yield pair

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

    def _moved(self, lost: Iterable[int]) -> list[Offer]:
        wanted = [i for i in lost if self._weights.length(self._old[i]) >= MOVE_SHORTEST]
        free = self._untaken() if wanted else []
        if not free:
            return []
        lookup = SentenceLookup(self._new, free)
        offers: list[Offer] = []
        for i in wanted:
            near = lookup.candidates(self._old[i], MOVE_CLOSELY)
            scored = sorted(((self._alike(i, j), j) for j in near), reverse=True)
            if scored and scored[0][0] >= MOVE:
                offers += self._clearest(i, scored)
        return offers

    def _clearest(self, i: int, scored: Sequence[tuple[float, int]]) -> list[Offer]:
        """The best of several candidates, where it leads clearly; surroundings count a little."""
        if len(scored) == 1:
            return [(scored[0][0], scored[0][0], i, (scored[0][1],))]
        here = surroundings(self._old, i)
        ranked = sorted(
            (
                (
                    score + MOVE_CONTEXT * context_similarity(here, surroundings(self._new, j)),
                    score,
                    j,
                )
                for score, j in scored[:4]
            ),
            reverse=True,
        )
        (best, score, j), (second, other, _) = ranked[:2]
        is_clear = best - second >= MOVE_MARGIN or 1 - score <= MOVE_RATIO * (1 - other)
        return [(best - MOVE_CONTEXT, score, i, (j,))] if is_clear and score >= MOVE else []


def _runs(indexes: Sequence[int]) -> list[list[int]]:
    """Part ascending indexes where one is left out."""
    runs: list[list[int]] = []
    for before, index in pairwise((-2, *indexes)):
        if before == index - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
