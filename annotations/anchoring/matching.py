"""Equal sentences of two texts, paired in order: a longest common subsequence.

Cut at sentences that are unique in both texts (Bram Cohen's patience diff), so that the cost
grows no faster than the texts on ordinary edits; between the cuts, rapidfuzz's bit-parallel
LCS.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Indel

Pair = tuple[int, int]

#: A piece is compared whole up to so many comparisons; rapidfuzz keeps a bit for each.
_MOST_CELLS = 40_000_000


def equal_pairs(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pair equal keys in order.

    Returns:
        Indexes into both, ascending in both; a repeated key only where the pair before or
        after it is joined to it, since it may be another copy otherwise.
    """
    pairs = _common(old, new)
    often = {key for keys in (old, new) for key, n in Counter(keys).items() if n > 1}
    known = set(pairs)
    return [
        (i, j)
        for i, j in pairs
        if old[i] not in often or not known.isdisjoint({(i - 1, j - 1), (i + 1, j + 1)})
    ]


def _common(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    found: list[Pair] = []
    pending = [(0, len(old), 0, len(new))]
    while pending:
        old_from, old_to, new_from, new_to = pending.pop()
        while old_from < old_to and new_from < new_to and old[old_from] == new[new_from]:
            found.append((old_from, new_from))
            old_from, new_from = old_from + 1, new_from + 1
        while old_from < old_to and new_from < new_to and old[old_to - 1] == new[new_to - 1]:
            old_to, new_to = old_to - 1, new_to - 1
            found.append((old_to, new_to))
        if old_from == old_to or new_from == new_to:
            continue
        anchors = _unique_in_order(old, new, (old_from, old_to, new_from, new_to))
        if not anchors:
            found += _piece(old, new, (old_from, old_to, new_from, new_to))
            continue
        found += anchors
        i0, j0 = old_from, new_from
        for i, j in (*anchors, (old_to, new_to)):
            if i0 < i and j0 < j:
                pending.append((i0, i, j0, j))
            i0, j0 = i + 1, j + 1
    return sorted(found)


def _unique_in_order(
    old: Sequence[str], new: Sequence[str], area: tuple[int, int, int, int]
) -> list[Pair]:
    old_from, old_to, new_from, new_to = area
    old_counts = Counter(old[old_from:old_to])
    new_counts = Counter(new[new_from:new_to])
    places = {key: j for j, key in enumerate(new[new_from:new_to], new_from)}
    pairs = [
        (i, places[key])
        for i, key in enumerate(old[old_from:old_to], old_from)
        if old_counts[key] == 1 and new_counts.get(key) == 1
    ]
    return _longest_ascending(pairs)


def _longest_ascending(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest run of pairs that ascends in the second index, too (patience sorting)."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(ends[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(j)
            ends.append(index)
        else:
            tops[pile], ends[pile] = j, index
    chain: list[Pair] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _piece(old: Sequence[str], new: Sequence[str], area: tuple[int, int, int, int]) -> list[Pair]:
    old_from, old_to, new_from, new_to = area
    common = set(old[old_from:old_to]) & set(new[new_from:new_to])
    left = [i for i in range(old_from, old_to) if old[i] in common]
    right = [j for j in range(new_from, new_to) if new[j] in common]
    if not left or not right or len(left) * len(right) > _MOST_CELLS:
        return []
    codes = Indel.opcodes([old[i] for i in left], [new[j] for j in right])
    return [
        (left[code.src_start + step], right[code.dest_start + step])
        for code in codes
        if code.tag == "equal"
        for step in range(code.src_end - code.src_start)
    ]
