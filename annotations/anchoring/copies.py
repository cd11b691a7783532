"""Equal sentences that stand in another order, and repeated ones: which copy is which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotations.anchoring.matching import Pair
from annotations.anchoring.similarity import context_similarity

#: Of several equal copies one is chosen by its surroundings if it leads by so much. Lower
#: decides more often, and takes the wrong one of two like surroundings at times.
COPY_MARGIN = 0.12
#: How far around a sentence its surroundings are compared, in characters.
CONTEXT = 64
#: Copies are told apart up to so many comparisons of surroundings for one text.
_MOST_COMPARED = 10_000


@dataclass(slots=True)
class Copies:
    """Pairs of equal sentences, and old sentences that could be any of several new ones."""

    pairs: list[Pair] = field(default_factory=list)
    unclear: dict[int, tuple[int, ...]] = field(default_factory=dict)


def pair_copies(
    old: Sequence[str], new: Sequence[str], lost: Iterable[int], free: Iterable[int]
) -> Copies:
    """Pair equal keys among the old sentences `lost` and the new ones `free`."""
    here: dict[str, list[int]] = defaultdict(list)
    there: dict[str, list[int]] = defaultdict(list)
    for i in lost:
        here[old[i]].append(i)
    for j in free:
        if new[j] in here:
            there[new[j]].append(j)
    found = Copies()
    for key, places in there.items():
        if len(here[key]) == len(places) == 1:
            found.pairs.append((here[key][0], places[0]))
        else:
            _pair_by_context(old, new, (here[key], places), found)
    return found


def surroundings(keys: Sequence[str], index: int) -> tuple[str, str]:
    """What stands before and after a sentence, up to `CONTEXT` characters each."""
    before = " ".join(keys[max(0, index - 4) : index])[-CONTEXT:]
    after = " ".join(keys[index + 1 : index + 5])[:CONTEXT]
    return before, after


def _pair_by_context(
    old: Sequence[str], new: Sequence[str], places: tuple[list[int], list[int]], found: Copies
) -> None:
    """Give each old copy the new one whose surroundings lead clearly, best first."""
    here, there = places
    if len(here) * len(there) > _MOST_COMPARED:
        return
    left_of = {i: surroundings(old, i) for i in here}
    right_of = {j: surroundings(new, j) for j in there}
    scores = {(i, j): context_similarity(left_of[i], right_of[j]) for i in here for j in there}
    left, free = set(here), set(there)
    for (i, j), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if i not in left or j not in free:
            continue
        rivals = [scores[i, other] for other in free if other != j]
        rivals += [scores[other, j] for other in left if other != i]
        if rivals and score - max(rivals) < COPY_MARGIN:
            continue
        found.pairs.append((i, j))
        left.discard(i)
        free.discard(j)
    if free:
        found.unclear.update({i: tuple(sorted(free)) for i in left})
