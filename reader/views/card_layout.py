"""Where cards stand beside the text: pure numbers, no Qt.

Each card wants to stand at its sentence. Cards keep the order of the text and never overlap;
where they crowd, a run of them is moved by the least squares of the distances. The active
card stands where it wants to, and its neighbours give way.

All lengths are logical pixels, all places content coordinates (from the top of the
document), so that scrolling alone moves nothing.

Source:
    Pool-adjacent-violators: R. E. Barlow et al., Statistical Inference under Order
    Restrictions, 1972. A bounded isotonic regression is the unbounded one, clipped.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

#: Free pixels that the active card keeps to the edges of the screen.
EDGE_PX = 8.0
#: A run of cards folds where it needs more than this many times the height of its text.
DENSE = 1.5
#: Height of a folded card.
FOLDED_PX = 32.0
#: A run folds, too, where a card would stand further than this share of a screen away.
FAR = 0.75


@dataclass(frozen=True, slots=True)
class Screen:
    """The visible slice of the content, `[top, bottom)`."""

    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Column:
    """Cards at rest, of which `top` says where each stands.

    A card's level is its place minus what is stacked above it; levels never fall from one
    card to the next, which is what keeps cards apart.
    """

    heights: Sequence[float]
    #: Height of all cards and gaps above each card.
    offsets: Sequence[float]
    levels: Sequence[float]
    #: Index of the card that is pinned, or -1.
    active: int = -1
    #: No card rests above it.
    floor: float = float("-inf")

    def __len__(self) -> int:
        return len(self.levels)

    def top(self, index: int, pin: float | None = None) -> float:
        """Place of a card.

        Args:
            index: Of the card, in text order.
            pin: Top of the active card; None leaves it where it rests.
        """
        level = self.levels[index]
        if pin is not None and self.active >= 0:
            pinned = pin - self.offsets[self.active]
            if index < self.active:
                level = min(level, pinned)
            elif index > self.active:
                level = max(level, pinned)
            else:
                level = pinned
        return level + self.offsets[index]

    def tops(self, pin: float | None = None) -> tuple[float, ...]:
        """Places of all cards, in text order."""
        return tuple(self.top(index, pin) for index in range(len(self)))

    def visible(self, screen: Screen, pin: float | None = None) -> range:
        """Cards of which at least one pixel lies on the screen."""
        indexes = range(len(self))
        first = bisect_left(
            indexes, screen.top, key=lambda i: self.top(i, pin) + self.heights[i] - 1e-6
        )
        last = bisect_left(indexes, screen.bottom, key=lambda i: self.top(i, pin))
        return range(first, max(first, last))


def settle(
    wanted: Sequence[float],
    heights: Sequence[float],
    gaps: Sequence[float],
    *,
    active: int = -1,
    floor: float | None = None,
    ceiling: float | None = None,
) -> Column:
    """Find where cards rest.

    Args:
        wanted: The top each card would like, in text order; may fall, may repeat.
        heights: Of the cards; parallel to `wanted`.
        gaps: Free pixels below each card; the last one does not matter.
        active: Index of the card that will be pinned; those above and below it are placed
            without regard to it, and give way when it is pinned.
        floor: No card rests above it.
        ceiling: No card rests below it, where the floor allows.

    Raises:
        ValueError: the lengths differ.
    """
    if not len(wanted) == len(heights) == len(gaps):
        raise ValueError("wanted, heights and gaps must be parallel")
    steps = [height + gap for height, gap in zip(heights, gaps, strict=True)]
    offsets = [0.0, *accumulate(steps[:-1])] if steps else []
    targets = [want - offset for want, offset in zip(wanted, offsets, strict=True)]
    if active < 0:
        levels = _relax(targets)
    else:
        levels = [*_relax(targets[:active]), targets[active], *_relax(targets[active + 1 :])]
    if ceiling is not None and levels:
        highest = ceiling - offsets[-1] - heights[-1]
        for first, last in _runs(active, len(levels)):
            cut = bisect_right(levels, highest, first, last)
            levels[cut:last] = [highest] * (last - cut)
    if floor is None:
        return Column(heights, offsets, levels, active)
    # Below a pinned card nothing else holds: it may have been moved above the floor.
    for first, last in _runs(active, len(levels))[:2]:
        cut = bisect_left(levels, floor, first, last)
        levels[first:cut] = [floor] * (cut - first)
    return Column(heights, offsets, levels, active, floor)


def _runs(active: int, count: int) -> tuple[tuple[int, int], ...]:
    """Ranges in which levels never fall: above the active card, it alone, below it."""
    if active < 0:
        return ((0, count),)
    return (0, active), (active, active + 1), (active + 1, count)


def _relax(targets: Sequence[float]) -> list[float]:
    """Return the non-falling sequence with the least squared distance to `targets`."""
    sums: list[float] = []
    counts: list[int] = []
    # The mean of the last pool is most often all that is looked at.
    last = float("-inf")
    for target in targets:
        if target > last:
            sums.append(target)
            counts.append(1)
            last = target
            continue
        total, count = sums.pop() + target, counts.pop() + 1
        last = total / count
        while counts and sums[-1] >= last * counts[-1]:
            total += sums.pop()
            count += counts.pop()
            last = total / count
        sums.append(total)
        counts.append(count)
    levels: list[float] = []
    for total, count in zip(sums, counts, strict=True):
        levels += [total / count] * count
    return levels


def resting_pin(column: Column, wanted: Sequence[float], screen: Screen) -> float:
    """Choose where the active card stands: at its sentence and wholly on screen.

    Where there is room, neighbours whose sentences are on the screen stay on it, too.

    Args:
        column: Settled with an active card.
        wanted: What `settle` was given.
        screen: At the moment of activation.
    """
    active, heights, offsets = column.active, column.heights, column.offsets
    first, last = active, active
    while first > 0 and wanted[first - 1] + heights[first - 1] > screen.top:
        first -= 1
    while last + 1 < len(column) and wanted[last + 1] < screen.bottom:
        last += 1
    above = offsets[active] - offsets[first]
    below = offsets[last] + heights[last] - offsets[active] - heights[active]
    lowest = max(screen.top + EDGE_PX, column.floor) + above
    highest = screen.bottom - EDGE_PX - heights[active] - below
    if lowest <= highest:
        return min(max(wanted[active], lowest), highest)
    # Not all of them have room: those above keep theirs where the sentence allows.
    place = max(min(wanted[active], lowest), column.floor)
    return clamp_to_screen(place, heights[active], screen)


def clamp_to_screen(
    top: float, height: float, screen: Screen, anchors: Sequence[float] = ()
) -> float:
    """Move a card the least so that it lies wholly on the screen.

    A card taller than the screen covers it. Once all its anchors have left the screen, the
    card leaves with the nearest of them, without a jump.

    Args:
        top: Where the card would stand.
        height: Of the card.
        screen: The visible slice.
        anchors: Places of its sentences; none means that it never leaves.
    """
    beyond = min((_beyond(anchor, screen) for anchor in anchors), key=abs, default=0.0)
    low = screen.top + EDGE_PX + beyond
    high = screen.bottom - EDGE_PX - height + beyond
    return min(max(top, min(low, high)), max(low, high))


def _beyond(place: float, screen: Screen) -> float:
    """Signed distance of a place from the screen; 0 on it."""
    return min(0.0, place - screen.top) + max(0.0, place - screen.bottom)


def fold_where_dense(
    wanted: Sequence[float],
    heights: Sequence[float],
    *,
    gap: float,
    screen_height: float,
    floor: float | None = None,
) -> tuple[bool, ...]:
    """Say which cards fold to one line because they crowd.

    Cards fold where those of one screen of text need more than `DENSE` screens; and then,
    where one would stand more than `FAR` screens from its sentence, those around it. It does
    not depend on which card is active or on what is visible, so nothing folds while scrolling.

    Args:
        wanted: Tops the cards would like, in text order.
        heights: Of the cards unfolded (an estimate will do).
        gap: Between cards.
        screen_height: Of the viewport.
        floor: No card rests above it.
    """
    folded = _covered(_crowded_windows(wanted, heights, gap, screen_height), len(wanted))
    gaps = [gap] * len(wanted)
    far: list[int] = []
    has_changed = True
    for reach in (FAR / 2, FAR, 2 * FAR, 4 * FAR):
        if has_changed:
            now = [FOLDED_PX if f else h for f, h in zip(folded, heights, strict=True)]
            column = settle(wanted, now, gaps, floor=floor)
            far = _far(column, wanted, FAR * screen_height)
        if not far:
            break
        near_far = _covered(_ranges_around(far, wanted, reach * screen_height), len(wanted))
        grown = [a or b for a, b in zip(folded, near_far, strict=True)]
        has_changed, folded = grown != folded, grown
    return tuple(folded)


def _covered(ranges: Sequence[tuple[int, int]], count: int) -> list[bool]:
    """True for each index that one of the ranges `[first, last)` covers."""
    edges = [0] * (count + 1)
    for first, last in ranges:
        edges[first] += 1
        edges[last] -= 1
    return [depth > 0 for depth in accumulate(edges[:count])]


def _crowded_windows(
    wanted: Sequence[float], heights: Sequence[float], gap: float, screen_height: float
) -> list[tuple[int, int]]:
    found = []
    end, needed = 0, 0.0
    for first, top in enumerate(wanted):
        while end < len(wanted) and wanted[end] < top + screen_height:
            needed += heights[end] + gap
            end += 1
        if end - first > 1 and needed - gap > DENSE * screen_height:
            found.append((first, end))
        if end > first:
            needed -= heights[first] + gap
        else:
            end = first + 1
    return found


def _far(column: Column, wanted: Sequence[float], far: float) -> list[int]:
    """Indexes of the cards that rest further than `far` pixels from where they want to."""
    places = zip(column.levels, column.offsets, wanted, strict=True)
    return [
        index
        for index, (level, offset, want) in enumerate(places)
        if not -far <= level + offset - want <= far
    ]


def _ranges_around(
    indexes: Sequence[int], wanted: Sequence[float], reach: float
) -> list[tuple[int, int]]:
    """For each card, those within `reach` pixels of text around it."""
    return [
        (
            bisect_left(wanted, wanted[index] - reach),
            max(index + 1, bisect_left(wanted, wanted[index] + reach)),
        )
        for index in indexes
    ]
