"""Where code points stand in a laid-out document, in pixels from its top left corner.

Every question lays the document out down to the block that it asks about, and no further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextLine

from annotations import Span
from reader.text_bridge import TextBridge
from reader.text_formats import Formats

#: A mark's box in ascents and descents of its font: 25 of 31 px at text size 20, so that
#: marks on neighbouring lines never touch.
ASCENT_SHARE, DESCENT_SHARE = 0.92, 0.95
#: Two boxes of a bidirectional line that are this near are one.
_SLACK = 1.0
#: A line's end without a space's width.
_END_SLACK = 8.0
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


@dataclass(frozen=True, slots=True)
class LineBox:
    """The part of a span on one visual line, relative to its text block.

    The box reaches from above the words to the top of the underline.
    """

    rect: QRectF
    #: Number of the line in its block, from 0.
    line: int
    #: True where no words stand right of the box on that line; left of it.
    ends_right: bool
    ends_left: bool


@dataclass(frozen=True, slots=True)
class SpanPlace:
    """Where a span stands in the document."""

    #: Box of its first line, and the bottom of its last.
    first: QRectF
    bottom: float
    ends_right: bool
    ends_left: bool


class TextPlaces:
    """Geometry of one document; made anew with each."""

    def __init__(self, bridge: TextBridge, formats: Formats) -> None:
        self.bridge = bridge
        self._formats = formats
        self._layout = bridge.document.documentLayout()
        self._heights: dict[tuple[object, ...], tuple[float, float]] = {}

    def block_rect(self, text_block: QTextBlock) -> QRectF:
        """Rectangle of a text block in the document; empty where it is hidden."""
        return self._layout.blockBoundingRect(text_block)

    def blocks_between(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Yield the shown text blocks that touch `[top, bottom)`, in order."""
        text_block = self._row_start(self._block_at(top))
        cell = None
        while text_block.isValid():
            if not text_block.isVisible():
                text_block = self.bridge.after_fold(text_block)
                continue
            rect = self.block_rect(text_block)
            before, cell = cell, self._cell_of(text_block)
            if rect.top() >= bottom and (cell is None or cell != before):
                return
            if rect.bottom() >= top and rect.top() < bottom:
                yield text_block, rect
            text_block = text_block.next()

    def _block_at(self, y: float) -> QTextBlock:
        """The last shown text block that begins at or above `y`; the first above all.

        Qt's own hit test cannot be asked: between blocks it may answer with a hidden one.
        """
        document = self.bridge.document
        low, high = 0, document.blockCount() - 1
        while low < high:
            middle = (low + high + 1) // 2
            text_block = self._shown(document.findBlockByNumber(middle))
            is_new = not text_block.layout().lineCount()
            if is_new or self.block_rect(text_block).top() > y:
                high = min(middle, text_block.blockNumber() + 1) - 1
            else:
                low = middle
        return self._walk_down(self._shown(document.findBlockByNumber(low)), y)

    def _walk_down(self, text_block: QTextBlock, y: float) -> QTextBlock:
        """Go on from the last block that was laid out, laying out as far as needed."""
        after = text_block.next()
        while after.isValid():
            if not after.isVisible():
                after = self.bridge.after_fold(after)
                continue
            if self.block_rect(after).top() > y:
                break
            text_block, after = after, after.next()
        return text_block

    def _shown(self, text_block: QTextBlock) -> QTextBlock:
        """The block itself, or the line of the fold that hides it."""
        if text_block.isVisible():
            return text_block
        chunk = self.bridge.chunk_of(text_block)
        fold = self.bridge.fold_of(chunk.block) if chunk else None
        return self.bridge.document.findBlock(fold.qt_start) if fold else text_block

    def _cell_of(self, text_block: QTextBlock) -> tuple[int, int, int] | None:
        """Table, row and column of a text block; None outside a table."""
        chunk = self.bridge.chunk_of(text_block)
        if chunk is None:
            return None
        block = self.bridge.blocks[chunk.block]
        return (block.table, block.row, block.column) if block.row >= 0 else None

    def _row_start(self, text_block: QTextBlock) -> QTextBlock:
        """Go back to the first cell of a row: its cells stand side by side."""
        cell = self._cell_of(text_block)
        while cell is not None:
            before = text_block.previous()
            other = self._cell_of(before) if before.isValid() else None
            if other is None or other[:2] != cell[:2]:
                break
            text_block = before
        return text_block

    def row_of(self, text_block: QTextBlock) -> list[QTextBlock]:
        """The text blocks of a row of cells, in order; the block alone outside a table."""
        cell = self._cell_of(text_block)
        if cell is None:
            return [text_block]
        here = self._row_start(text_block)
        row = []
        while here.isValid() and (other := self._cell_of(here)) and other[:2] == cell[:2]:
            row.append(here)
            here = here.next()
        return row

    def boxes(self, text_block: QTextBlock, start: int, end: int) -> Iterator[LineBox]:
        """Yield boxes of UTF-16 units `[start, end)` of a text block, line by line.

        Spaces at both ends of a line are left out: a mark never sticks out of its words.
        """
        self.block_rect(text_block)
        layout = text_block.layout()
        text = text_block.text()
        units = text if text.isascii() or max(text) <= "\uffff" else _as_units(text)
        is_bidi = not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None
        above, below = self._box_height(text_block)
        number = max(0, layout.lineForTextPosition(start).lineNumber())
        while number < layout.lineCount():
            line = layout.lineAt(number)
            left = max(start, line.textStart())
            if left >= end:
                break
            right = min(end, line.textStart() + line.textLength())
            while right > left and units[right - 1].isspace():
                right -= 1
            while left < right and units[left].isspace():
                left += 1
            if right > left:
                baseline = line.y() + line.ascent()
                yield from _boxes_of_line(
                    line, left, right, baseline - above, baseline + below, is_bidi=is_bidi
                )
            number += 1

    def lines_at(self, text_block: QTextBlock, units: Sequence[int]) -> list[QRectF]:
        """Boxes of the whole lines on which UTF-16 units of a text block stand."""
        self.block_rect(text_block)
        layout = text_block.layout()
        above, below = self._box_height(text_block)
        found = []
        for unit in units:
            line = layout.lineForTextPosition(unit)
            box = line.naturalTextRect()
            baseline = line.y() + line.ascent()
            found.append(QRectF(box.left(), baseline - above, box.width(), above + below))
        return found

    def place(self, span: Span) -> SpanPlace | None:
        """Find a span; None where it holds no words. In a closed fold: the fold's line."""
        first: SpanPlace | None = None
        bottom = 0.0
        for chunk in self.bridge.chunks_in(span):
            text_block = self.bridge.text_block(chunk)
            if not text_block.isVisible():
                rect = self.block_rect(self._shown(text_block))
                return SpanPlace(rect, rect.bottom(), ends_right=False, ends_left=False)
            rect = self.block_rect(text_block)
            start, end = chunk.to_units(span.start), chunk.to_units(span.end)
            if first is None:
                box = next(self.boxes(text_block, start, end), None)
                if box is None:
                    continue
                at = box.rect.translated(rect.topLeft())
                first = SpanPlace(at, at.bottom(), box.ends_right, box.ends_left)
            line = text_block.layout().lineForTextPosition(max(start, end - 1))
            bottom = rect.top() + line.y() + line.ascent() + self._box_height(text_block)[1]
        return first and replace(first, bottom=max(bottom, first.bottom))

    @property
    def is_laid_out(self) -> bool:
        """True where the whole document is; nothing is laid out to find out.

        The size of the document must not be asked for before: that lays it out.
        """
        last = self.bridge.document.lastBlock()
        if self.bridge.chunks:
            # The room below the text is laid out alone when it is changed.
            last = self._shown(self.bridge.text_block(self.bridge.chunks[-1]))
        return last.layout().lineCount() > 0

    def lay_out_to(self, cp: int) -> None:
        """Lay the document out down to the block of a code point; beyond the end, all of it."""
        if self.bridge.chunks:
            self.block_rect(self._shown(self.bridge.text_block(self.bridge.chunk_at(cp))))

    def shares_of(self, code_points: Sequence[int]) -> list[float]:
        """How far down the document code points stand, 0 to 1; fast for ascending ones.

        By their places, within a line, where the document is laid out; until then by their
        shares of the characters.
        """
        if not self.is_laid_out:
            length = max(1, self.bridge.length)
            return [cp / length for cp in code_points]
        height = max(1.0, self._layout.documentSize().height())
        shares = []
        # Plain numbers: there may be ten thousand code points in a thousand chunks.
        start, end, top, per_cp = 0, -1, 0.0, 0.0
        for cp in code_points:
            if not start <= cp <= end:
                chunk = self.bridge.chunk_at(cp)
                rect = self.block_rect(self._shown(self.bridge.text_block(chunk)))
                start, end, top = chunk.start, chunk.end, rect.top() / height
                per_cp = rect.height() / height / max(1, end - start)
            shares.append(top + per_cp * min(cp - start, end - start))
        return shares

    def top_of(self, cp: int) -> float:
        """Top of the line on which a code point stands; of the fold's line in a closed one."""
        if not self.bridge.chunks:
            return 0.0
        chunk = self.bridge.chunk_at(cp)
        text_block = self.bridge.text_block(chunk)
        if not text_block.isVisible():
            return self.block_rect(self._shown(text_block)).top()
        rect = self.block_rect(text_block)
        line = text_block.layout().lineForTextPosition(chunk.to_units(cp))
        return rect.top() + (line.y() if line.isValid() else 0.0)

    def cp_at(self, y: float) -> int:
        """Code point at the leading end of the last line that begins at or above `y`."""
        text_block = self._block_at(y)
        layout = text_block.layout()
        inside = y - self.block_rect(text_block).top()
        low, high = 0, layout.lineCount() - 1
        while low < high:
            middle = (low + high + 1) // 2
            if layout.lineAt(middle).y() > inside:
                high = middle - 1
            else:
                low = middle
        line = layout.lineAt(low)
        start = line.textStart() if line.isValid() else 0
        return self.bridge.to_cp(text_block.position() + start)

    def link_at(self, point: QPointF) -> str:
        """Address of the link under a point of the document; empty where there is none."""
        code_point = self.cp_under(point)
        return "" if code_point is None else self.bridge.link_at(code_point)

    def cp_under(self, point: QPointF) -> int | None:
        """Code point of the letter under a point of the document; None where there is none."""
        return self._letter_at(point, Qt.HitTestAccuracy.ExactHit)

    def cp_near(self, point: QPointF) -> int | None:
        """The same, or the nearest letter where the point lies beside or between lines.

        None above, below and between text blocks.
        """
        touched = self.blocks_between(point.y(), point.y() + 1)
        if not any(self.bridge.chunk_of(text_block) for text_block, _ in touched):
            return None
        return self._letter_at(point, Qt.HitTestAccuracy.FuzzyHit)

    def _letter_at(self, point: QPointF, accuracy: Qt.HitTestAccuracy) -> int | None:
        position = self._layout.hitTest(point, accuracy)
        text_block = self.bridge.document.findBlock(position)
        if position < 0 or not text_block.isVisible():
            return None
        unit = position - text_block.position()
        line = text_block.layout().lineForTextPosition(unit)
        if not line.isValid():
            return None
        # A hit test answers with the nearest gap between letters: find the letter itself.
        x = point.x() - self.block_rect(text_block).left()
        for letter in (unit, unit - 1):
            left, right = sorted((_x(line, letter), _x(line, letter + 1)))
            if left <= x < right:
                unit = letter
                break
        return self.bridge.to_cp(text_block.position() + unit)

    def _box_height(self, text_block: QTextBlock) -> tuple[float, float]:
        """How far boxes of a block reach above and below the baseline."""
        chunk = self.bridge.chunk_of(text_block)
        if chunk is None:
            return 0.0, 0.0
        block = self.bridge.blocks[chunk.block]
        key = (block.kind, block.is_table_heading)
        if key not in self._heights:
            metrics = QFontMetricsF(self._formats.font(block)[0])
            self._heights[key] = (
                metrics.ascent() * ASCENT_SHARE,
                metrics.descent() * DESCENT_SHARE,
            )
        return self._heights[key]


def _as_units(text: str) -> str:
    """The text with each astral character doubled: one character for each UTF-16 unit."""
    return "".join(char * 2 if char > "\uffff" else char for char in text)


def _boxes_of_line(
    line: QTextLine, start: int, end: int, top: float, bottom: float, *, is_bidi: bool
) -> list[LineBox]:
    extent = line.naturalTextRect()
    ranges = _bidi_ranges(line, start, end) if is_bidi else []
    if not ranges:
        first, last = _x(line, start), _x(line, end)
        ranges = [(min(first, last), max(first, last))]
    return [
        LineBox(
            QRectF(left, top, right - left, bottom - top),
            line.lineNumber(),
            ends_right=right >= extent.right() - _END_SLACK,
            ends_left=left <= extent.left() + _END_SLACK,
        )
        for left, right in ranges
    ]


def _x(line: QTextLine, position: int) -> float:
    # The stub says a number; PySide6 returns (x, position).
    found: Any = line.cursorToX(position)
    return float(found[0])


def _bidi_ranges(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """Horizontal ranges of a span on a line of mixed direction, from left to right."""
    spans = sorted(
        (run.boundingRect().left(), run.boundingRect().right())
        for run in line.glyphRuns(start, end - start)
    )
    merged: list[tuple[float, float]] = []
    for left, right in spans:
        if merged and left <= merged[-1][1] + _SLACK:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged
