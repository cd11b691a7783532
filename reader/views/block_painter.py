"""Paints what belongs to blocks and is no text: markers, bars, code fields, rules, folds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextBlock

from annotations import Block, BlockKind, InlineStyle
from reader.text_chunks import Fold
from reader.text_formats import (
    CELL_PADDING,
    CODE_PADDING,
    FOLD_LINE,
    LIST_INDENT,
    MAX_INLINES,
    MAX_QUOTES,
    QUOTE_INDENT,
    Formats,
)
from reader.theme.fonts import sans, serif
from reader.theme.glyphs import paint_disclosure
from reader.theme.roles import Role
from reader.views.text_places import TextPlaces

_BULLETS = "-*+•◦▪‣·"
_BAR = 3.0
_CODE_FIELD_ABOVE = 8


class BlockPainter:
    """Decorations of the blocks of one document, at `(column_left, column_width)`."""

    def __init__(self, places: TextPlaces, formats: Formats) -> None:
        self._places = places
        self._bridge = places.bridge
        self._formats = formats
        self._theme = formats.theme
        self._column = QRectF()
        #: Boxes of inline code by number of the text block, relative to it.
        self._code_boxes: dict[int, list[QRectF]] = {}

    def paint(
        self,
        painter: QPainter,
        blocks: Iterable[tuple[QTextBlock, QRectF]],
        column_left: float,
        column_width: float,
    ) -> None:
        """Paint behind the words of shown text blocks, in the document's coordinates."""
        self._column = QRectF(column_left, 0, column_width, 0)
        for text_block, rect in blocks:
            chunk = self._bridge.chunk_of(text_block)
            if chunk is None:
                continue
            block = self._bridge.blocks[chunk.block]
            is_first = chunk.start == self._bridge.block_start(chunk.block)
            self._paint_block(painter, text_block, rect, block, chunk.block, is_first=is_first)

    def _paint_block(
        self,
        painter: QPainter,
        text_block: QTextBlock,
        rect: QRectF,
        block: Block,
        index: int,
        *,
        is_first: bool,
    ) -> None:
        if _quote_levels(block):
            self._paint_bars(painter, text_block, rect, block, index)
        if block.kind is BlockKind.CODE:
            self._paint_code_field(painter, text_block, rect, index)
        elif block.kind is BlockKind.RULE:
            middle = self._column.left() + self._column.width() / 2
            line = QRectF(middle - 60, round(rect.top()), 120, 1)
            painter.fillRect(line, self._theme.color(Role.LINE))
        elif block.kind is BlockKind.CELL:
            self._paint_cell_lines(painter, rect, block, index)
        elif block.kind is BlockKind.LI and is_first:
            self._paint_marker(painter, text_block, rect, block)
        if block.inlines and block.kind is not BlockKind.CODE:
            self._paint_inline_code(painter, text_block, rect, index)

    def _paint_bars(
        self, painter: QPainter, text_block: QTextBlock, rect: QRectF, block: Block, index: int
    ) -> None:
        """A bar for each level of quotation, unbroken to the next block of the quote."""
        after = self._bridge.blocks[index + 1] if index + 1 < len(self._bridge.blocks) else None
        gap = 0.0
        if after is not None and _quote_levels(after):
            gap = self._formats.block_format(after, block).topMargin()
            gap += text_block.blockFormat().lineHeight()
        step = self._formats.style.px(QUOTE_INDENT)
        for level in range(_quote_levels(block)):
            x = self._column.left() + level * step
            if block.rtl:
                x = self._column.right() - level * step - _BAR
            reach = gap if after is not None and level < _quote_levels(after) else 0.0
            bar = QRectF(x, rect.top(), _BAR, rect.height() + reach)
            painter.fillRect(bar, self._theme.color(Role.THUMB))

    def _paint_code_field(
        self, painter: QPainter, text_block: QTextBlock, rect: QRectF, index: int
    ) -> None:
        above = _CODE_FIELD_ABOVE if self._kind(index - 1) is not BlockKind.CODE else 0
        below = _CODE_FIELD_ABOVE if self._kind(index + 1) is not BlockKind.CODE else 0
        # The distance to the next line is no part of a block's rectangle.
        leading = 0.0 if below else text_block.blockFormat().lineHeight()
        indent = self._formats.indent(self._bridge.blocks[index])
        inset = indent - self._formats.style.px(CODE_PADDING)
        field = QRectF(
            self._column.left() + inset,
            rect.top() - above,
            self._column.width() - inset,
            rect.height() + above + below + leading,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(Role.SUNKEN))
        painter.setClipRect(field.adjusted(0, 0, 0, 0.5))
        painter.drawRoundedRect(field.adjusted(0, 0 if above else -8, 0, 0 if below else 8), 6, 6)
        painter.setClipping(False)

    def _kind(self, index: int) -> BlockKind | None:
        blocks = self._bridge.blocks
        return blocks[index].kind if 0 <= index < len(blocks) else None

    def _paint_cell_lines(self, painter: QPainter, rect: QRectF, block: Block, index: int) -> None:
        """A hairline under each row, drawn with its first cell; stronger under the heading."""
        before = self._bridge.blocks[index - 1] if index else None
        if before and (before.kind, before.table, before.row) == (
            BlockKind.CELL,
            block.table,
            block.row,
        ):
            return
        padding = self._formats.style.px(CELL_PADDING)
        is_top = before is None or before.table != block.table
        if not is_top and before is not None:
            role = Role.EDGE if before.is_table_heading else Role.LINE
            self._hairline(painter, rect.top() - padding, role)
        last = self._last_of_row(index)
        after = self._bridge.blocks[last + 1] if last + 1 < len(self._bridge.blocks) else None
        if after is None or (after.kind, after.table) != (BlockKind.CELL, block.table):
            self._hairline(painter, self._bottom(index, last) + padding, Role.LINE)

    def _last_of_row(self, index: int) -> int:
        blocks = self._bridge.blocks
        place = (blocks[index].table, blocks[index].row)
        while index + 1 < len(blocks) and (blocks[index + 1].table, blocks[index + 1].row) == place:
            index += 1
        return index

    def _bottom(self, first: int, last: int) -> float:
        chunks = self._bridge.chunks_of_blocks(first, last + 1)
        return max(self._places.block_rect(self._bridge.text_block(c)).bottom() for c in chunks)

    def _hairline(self, painter: QPainter, y: float, role: Role) -> None:
        line = QRectF(self._column.left(), round(y), self._column.width(), 1)
        painter.fillRect(line, self._theme.color(role))

    def _paint_marker(
        self, painter: QPainter, text_block: QTextBlock, rect: QRectF, block: Block
    ) -> None:
        line = text_block.layout().lineAt(0)
        if not line.isValid():
            return
        px = self._formats.style.px
        indent = self._formats.indent(block)
        width = px(LIST_INDENT)
        left = self._column.left() + indent - width
        if block.rtl:
            left = self._column.right() - indent
        baseline = rect.top() + line.y() + line.ascent()
        painter.setPen(self._theme.color(Role.TEXT2))
        if block.marker in _BULLETS:
            self._paint_bullet(painter, QPointF(left + width / 2, baseline), block.depth)
            return
        painter.setFont(serif(self._formats.style.size_px))
        box = QRectF(left - 3 * width, baseline - 2 * width, 4 * width - px(8), 2 * width)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        if block.rtl:
            box.moveLeft(left + px(8))
            flags |= Qt.AlignmentFlag.AlignAbsolute
            painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        descent = QFontMetricsF(painter.font()).descent()
        painter.drawText(box.translated(0, descent), flags, block.marker)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _paint_bullet(self, painter: QPainter, at: QPointF, depth: int) -> None:
        radius = self._formats.style.px(5) / 2
        center = at - QPointF(0, self._formats.style.size_px * 0.26)
        painter.setBrush(Qt.BrushStyle.NoBrush if depth % 2 else self._theme.color(Role.TEXT2))
        painter.drawEllipse(center, radius, radius)

    def _paint_inline_code(
        self, painter: QPainter, text_block: QTextBlock, rect: QRectF, index: int
    ) -> None:
        number = text_block.blockNumber()
        if number not in self._code_boxes:
            self._code_boxes[number] = list(self._find_code(text_block, index))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(Role.HOVER))
        for box in self._code_boxes[number]:
            painter.drawRoundedRect(box.translated(rect.topLeft()), 3, 3)

    def _find_code(self, text_block: QTextBlock, index: int) -> Iterator[QRectF]:
        chunk = self._bridge.chunk_of(text_block)
        start = self._bridge.block_start(index)
        for run in self._bridge.blocks[index].inlines[:MAX_INLINES]:
            if run.style is InlineStyle.CODE and chunk is not None:
                left, right = chunk.to_units(start + run.start), chunk.to_units(start + run.end)
                for box in self._places.boxes(text_block, left, right):
                    yield box.rect.adjusted(-2, 0, 2, 0)

    def forget(self) -> None:
        """Drop what is kept of the layout: the words were laid out anew."""
        self._code_boxes.clear()

    def fold_rect(self, fold: Fold) -> QRectF:
        """Rectangle of a fold's line in the document, as wide as the column."""
        text_block = self._bridge.document.findBlock(fold.qt_start)
        rect = self._places.block_rect(text_block)
        return QRectF(rect.left(), rect.top(), rect.width(), self._formats.style.px(FOLD_LINE))

    def fold_words(self, fold: Fold) -> str:
        """What the line of a fold says."""
        if self._bridge.is_open(fold):
            return "Page furniture"
        words = " · ".join(
            block.text
            for block in self._bridge.blocks[fold.first : min(fold.last, fold.first + 20)]
        )
        return f"Page furniture, folded: “{words[:300]}”"

    def paint_fold(self, painter: QPainter, fold: Fold, rect: QRectF, *, hovered: bool) -> None:
        """Paint the line of a fold into `rect`."""
        px = self._formats.style.px
        color = self._theme.color(Role.TEXT if hovered else Role.TEXT3)
        is_rtl = all(b.rtl for b in self._bridge.blocks[fold.first : fold.last])
        size, gap = 8.0, px(14)
        triangle = QRectF(rect.left(), rect.center().y() - size / 2, size, size)
        words = rect.adjusted(gap, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if is_rtl:
            triangle.moveRight(rect.right())
            words = rect.adjusted(0, 0, -gap, 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        is_open = self._bridge.is_open(fold)
        paint_disclosure(painter, triangle, color, open=is_open, is_rtl=is_rtl)
        font = sans(px(13))
        text = QFontMetricsF(font).elidedText(
            self.fold_words(fold), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(words, flags, text)


def _quote_levels(block: Block) -> int:
    """How many bars stand beside a block."""
    return min(block.depth + 1, MAX_QUOTES) if block.kind is BlockKind.QUOTE else int(block.quoted)
