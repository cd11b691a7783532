"""Marks of one block laid flat: who owns the fill of each stretch, what is underlined.

The higher severity owns the fill, claims only; underlines of different severities stack, the
two highest at most. Two notes of one severity share a line: doubled, it would read as the
line of a higher one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from annotations import Severity
from reader.views.marks import Mark

#: Underlines that stand below each other at most.
MAX_UNDERLINES = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """Part of a block that is painted in one way, `[start, end)` in code points."""

    start: int
    end: int
    #: The mark that fills it; None where only conflicts lie.
    owner: Mark | None
    #: Severities of its underlines, the highest first; one or two.
    underlines: tuple[Severity, ...]


def flatten(marks: Iterable[Mark], start: int, end: int) -> tuple[Stretch, ...]:
    """Cut `[start, end)` into stretches, in order; what no mark covers is left out."""
    pending = sorted(marks, key=lambda mark: mark.span.start)
    edges = {start, end}
    for mark in pending:
        edges |= {max(start, mark.span.start), min(end, mark.span.end)}
    ordered = sorted(edges)
    stretches: list[Stretch] = []
    layers = _Layers()
    at = 0
    for left, right in pairwise(ordered):
        while at < len(pending) and pending[at].span.start <= left:
            layers.add(pending[at])
            at += 1
        owner, underlines = layers.at(left)
        if underlines:
            _append(stretches, Stretch(left, right, owner, underlines))
    return tuple(stretches)


class _Layers:
    """The marks that cover a moving position: one heap for claims, one a severity."""

    def __init__(self) -> None:
        self._claims: list[tuple[int, int, int, Mark]] = []
        self._ends: dict[Severity, int] = {}

    def add(self, mark: Mark) -> None:
        if mark.is_claim:
            key = (-mark.severity, mark.order, id(mark))
            heappush(self._claims, (*key, mark))
        self._ends[mark.severity] = max(self._ends.get(mark.severity, 0), mark.span.end)

    def at(self, position: int) -> tuple[Mark | None, tuple[Severity, ...]]:
        while self._claims and self._claims[0][3].span.end <= position:
            heappop(self._claims)
        covering = sorted((s for s, end in self._ends.items() if end > position), reverse=True)
        owner = self._claims[0][3] if self._claims else None
        return owner, tuple(covering[:MAX_UNDERLINES])


def _append(stretches: list[Stretch], new: Stretch) -> None:
    last = stretches[-1] if stretches else None
    if (
        last
        and (last.end, last.underlines) == (new.start, new.underlines)
        and last.owner is new.owner
    ):
        stretches[-1] = Stretch(last.start, new.end, new.owner, new.underlines)
    else:
        stretches.append(new)
