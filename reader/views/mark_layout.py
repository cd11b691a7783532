"""Marks of each text block as shapes, made when the block is first painted and kept.

Shapes are relative to their block, so that nothing but a new layout of the words, other
marks or another document makes them stale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock

from annotations import Severity, Span
from reader.text_chunks import Chunk
from reader.views.marks import Mark, MarkIndex
from reader.views.overlaps import flatten
from reader.views.text_places import TextPlaces

#: Blocks whose shapes are kept; more are forgotten at once, so that a long read of a long
#: article does not grow.
_KEPT_BLOCKS = 1_000


@dataclass(frozen=True, slots=True)
class Stroke:
    """One or two underlines of a line, below `top`."""

    left: float
    right: float
    top: float
    severities: tuple[Severity, ...]


@dataclass(frozen=True, slots=True)
class BlockMarks:
    """What is painted of the marks of one text block, relative to it."""

    #: Flat: no two fills overlap.
    fills: tuple[tuple[QRectF, Mark], ...] = ()
    strokes: tuple[Stroke, ...] = ()
    #: All of each mark, overlaps and all: for the pointer and for active fills.
    areas: tuple[tuple[QRectF, Mark], ...] = ()
    #: Marks that begin here, with the box of their first line.
    starts: tuple[tuple[QRectF, Mark], ...] = ()


_NO_MARKS = BlockMarks()


class MarkLayout:
    """Shapes of the marks of one document."""

    def __init__(self, places: TextPlaces, index: MarkIndex) -> None:
        self.places = places
        self.index = index
        self._blocks: dict[int, BlockMarks] = {}

    def forget(self) -> None:
        """Drop all shapes: the words were laid out anew."""
        self._blocks.clear()

    def of_block(self, text_block: QTextBlock) -> BlockMarks:
        """Shapes of a text block; it is laid out where it was not."""
        number = text_block.blockNumber()
        if number not in self._blocks:
            if len(self._blocks) >= _KEPT_BLOCKS:
                self._blocks.clear()
            self._blocks[number] = self._make(text_block)
        return self._blocks[number]

    def marks_at(self, text_block: QTextBlock, point: QPointF) -> list[Mark]:
        """Marks under a point relative to the block: highest severity first, claims first."""
        hit = {mark for area, mark in self.of_block(text_block).areas if area.contains(point)}
        return sorted(hit, key=lambda m: (-m.severity, not m.is_claim, m.order, m.span))

    def _make(self, text_block: QTextBlock) -> BlockMarks:
        chunk = self.places.bridge.chunk_of(text_block)
        if chunk is None or chunk.start == chunk.end:
            return _NO_MARKS
        marks = list(self.index.overlapping(Span(chunk.start, chunk.end)))
        if not marks:
            return _NO_MARKS
        areas = [(box, mark) for mark in marks for box in self._boxes(text_block, chunk, mark.span)]
        fills, strokes = self._flat(text_block, chunk, marks)
        return BlockMarks(fills, strokes, tuple(areas), tuple(_starts(areas, chunk)))

    def _flat(
        self, text_block: QTextBlock, chunk: Chunk, marks: Sequence[Mark]
    ) -> tuple[tuple[tuple[QRectF, Mark], ...], tuple[Stroke, ...]]:
        fills, strokes = [], []
        for stretch in flatten(marks, chunk.start, chunk.end):
            for box in self._boxes(text_block, chunk, Span(stretch.start, stretch.end)):
                if stretch.owner is not None:
                    fills.append((box, stretch.owner))
                strokes.append(Stroke(box.left(), box.right(), box.bottom(), stretch.underlines))
        return tuple(fills), tuple(strokes)

    def _boxes(self, text_block: QTextBlock, chunk: Chunk, span: Span) -> Iterator[QRectF]:
        start, end = chunk.to_units(span.start), chunk.to_units(span.end)
        for box in self.places.boxes(text_block, start, end):
            yield box.rect


def _starts(areas: list[tuple[QRectF, Mark]], chunk: Chunk) -> Iterator[tuple[QRectF, Mark]]:
    seen: set[Mark] = set()
    for area, mark in areas:
        if mark not in seen and mark.span.start >= chunk.start:
            seen.add(mark)
            yield area, mark
