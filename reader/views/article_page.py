"""All that is made of one article in one style and theme: the document and its painters.

The view shows it and the printer prints it; it knows no widget.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QTextBlock, QTextCursor, QTextDocument

from annotations import Block, Span
from reader.text_bridge import TextBridge
from reader.text_builder import build_document
from reader.text_chunks import Fold
from reader.text_formats import Formats, TextStyle
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.block_painter import BlockPainter
from reader.views.gutter import (
    GutterItem,
    LineSign,
    gutter_items,
    one_state_a_line,
    paint_gutter,
)
from reader.views.mark_layout import BlockMarks, MarkLayout
from reader.views.mark_painter import MarkInk, ink_of, paint_fills, paint_lit, paint_underlines
from reader.views.marks import MarkIndex
from reader.views.page_geometry import PageGeometry, document_margins
from reader.views.text_places import TextPlaces

if TYPE_CHECKING:
    from reader.views.cursor_painter import CursorPainter
    from reader.views.sentence_gutter import SentenceGutter

#: Room above the title and below the last line, in pixels at any text size.
HEAD_SPACE = 18
TAIL_SPACE = 96
#: How far underlines and fold lines reach out of their text block.
_SPILL = 24.0
#: Blocks whose marks are kept ready: some screens full of short ones.
_KEPT_BLOCKS = 200


@dataclass(frozen=True, slots=True)
class Lights:
    """What stands out while a page is painted."""

    #: Notes whose marks and glyphs take the active look.
    active: frozenset[str] = frozenset()
    #: Notes whose marks take the active fill under the pointer.
    hovered: frozenset[str] = frozenset()
    #: Places that were found, sorted, and the one that is current.
    hits: Sequence[Span] = field(default=())
    current_hit: Span | None = None
    hovered_fold: Fold | None = None
    #: Where the sentence cursor of a review stands, and what was marked for later.
    cursor: Span | None = None
    pending: Sequence[Span] = field(default=())


@dataclass(frozen=True, slots=True)
class _Prepared:
    """Marks of one text block, ready to be painted while block and page stay where they are."""

    marks: BlockMarks
    at: QPointF
    page: PageGeometry
    ink: MarkInk
    gutter: list[GutterItem]


class ArticlePage:
    """One article, set in type.

    Attributes:
        bridge: Document and code-point map.
        places: Where code points stand.
        marks: Shapes of the marks that are shown.
        is_rtl: True where most of the article reads from right to left.
    """

    def __init__(
        self,
        blocks: Sequence[Block],
        style: TextStyle,
        theme: Theme,
        *,
        all_marks: MarkIndex,
        space: tuple[float, float] = (HEAD_SPACE, TAIL_SPACE),
        parent: QObject | None = None,
    ) -> None:
        self.style = style
        self.theme = theme
        self.is_rtl = reads_right_to_left(blocks)
        self._formats = Formats(style, theme)
        self.bridge: TextBridge = build_document(
            blocks, style, theme, keep_open=all_marks.covers, parent=parent
        )
        self.places = TextPlaces(self.bridge, self._formats)
        self.marks = MarkLayout(self.places, MarkIndex())
        self.block_painter = BlockPainter(self.places, self._formats)
        self._prepared: dict[int, _Prepared] = {}
        self._states: SentenceGutter | None = None
        self._outlines: CursorPainter | None = None
        self._set_frame()
        self.set_space(head=space[0], tail=space[1])
        self.document.setLayoutEnabled(True)

    @property
    def document(self) -> QTextDocument:
        """The document; owned by `parent`."""
        return self.bridge.document

    def show_marks(self, index: MarkIndex) -> None:
        """Take other marks; nothing is laid out."""
        self.marks = MarkLayout(self.places, index)

    def show_states(self, states: SentenceGutter | None) -> None:
        """Show the states of the sentences in the gutter; None for glyphs of notes alone."""
        self._states = states
        self._prepared.clear()

    def forget(self) -> None:
        """Drop shapes that are kept: the words were laid out anew."""
        self.marks.forget()
        self.block_painter.forget()
        self._prepared.clear()
        if self._outlines:
            self._outlines.forget()

    def _set_frame(self) -> None:
        frame = self.document.rootFrame()
        made = frame.frameFormat()
        left, right = document_margins(rtl=self.is_rtl)
        made.setLeftMargin(left)
        made.setRightMargin(right)
        made.setTopMargin(0)
        made.setBottomMargin(0)
        frame.setFrameFormat(made)

    def set_space(self, *, head: float | None = None, tail: float | None = None) -> None:
        """Set the room above and below the text; only those two blocks are laid out."""
        is_laid_out = self.places.is_laid_out
        for text_block, height in (
            (self.document.firstBlock(), head),
            (self.document.lastBlock(), tail),
        ):
            if height is not None:
                QTextCursor(text_block).setBlockFormat(self._formats.spacer(max(1.0, height)))
        self._go_on_laying_out(was_laid_out=is_laid_out)

    def set_fold_open(self, fold: Fold, *, is_open: bool) -> bool:
        """Show or hide the blocks of a fold; False where that is how it is."""
        was_laid_out = self.places.is_laid_out
        changed = self.bridge.set_open(fold, is_open=is_open)
        if changed:
            self._go_on_laying_out(was_laid_out=was_laid_out)
        return changed

    def _go_on_laying_out(self, *, was_laid_out: bool) -> None:
        if not was_laid_out:
            # A change during lazy layout makes Qt take what is left for laid out, and it never
            # is: setting the page size begins the lazy layout again.
            self.document.setPageSize(self.document.pageSize())

    def document_width(self, column_width: float) -> int:
        """Width of the document for a column, frame margins included."""
        return round(column_width) + sum(document_margins(rtl=self.is_rtl))

    def paint(self, painter: QPainter, clip: QRectF, page: PageGeometry, lights: Lights) -> None:
        """Paint all that lies under the words and touches `clip`.

        The painter, the clip and x of `page` are in the document's coordinates.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = list(self.places.blocks_between(clip.top() - _SPILL, clip.bottom() + _SPILL))
        self.block_painter.paint(painter, shown, page.column_left, page.column_width)
        prepared = [self._prepare(block, rect.topLeft(), page) for block, rect in shown]
        lit = lights.active | lights.hovered
        for each in prepared:
            paint_fills(painter, each.ink)
            if lit:
                paint_lit(painter, each.marks, each.at, self.theme, lit)
        self._paint_hits(painter, shown, lights)
        for each in prepared:
            paint_underlines(painter, each.ink)
        items = [item for each in prepared for item in each.gutter]
        paint_gutter(painter, items, self.theme, lights.active)
        self._paint_folds(painter, shown, page, lights.hovered_fold)
        if lights.cursor or lights.pending:
            self._paint_outlines(painter, shown, lights)

    def _prepare(self, text_block: QTextBlock, at: QPointF, page: PageGeometry) -> _Prepared:
        """What is painted of a block's marks; kept, since a scroll moves none of it."""
        number, marks = text_block.blockNumber(), self.marks.of_block(text_block)
        kept = self._prepared.get(number)
        if kept and kept.marks is marks and kept.at == at and kept.page == page:
            return kept
        if len(self._prepared) >= _KEPT_BLOCKS:
            self._prepared.clear()
        gutter = gutter_items(self._signs(text_block), at, page)
        made = _Prepared(marks, at, page, ink_of(marks, at, self.theme), gutter)
        self._prepared[number] = made
        return made

    def _signs(self, text_block: QTextBlock) -> Sequence[LineSign]:
        """What stands in the gutter beside a text block.

        Cells of a row stand side by side: beside the lines of the first one its own signs
        and those of all others are shown together.
        """
        row = self.places.row_of(text_block)
        if len(row) == 1:
            return self._own_signs(text_block)
        first, here = self.places.block_rect(row[0]), self.places.block_rect(text_block)
        signs = []
        for cell in row if text_block == row[0] else (text_block,):
            shift = self.places.block_rect(cell).top() - here.top()
            for box, sign in self._own_signs(cell):
                y = here.top() + shift + box.top()
                if (y < first.bottom()) is (text_block == row[0]):
                    signs.append((box.translated(0, shift), sign))
        return one_state_a_line(signs)

    def _own_signs(self, text_block: QTextBlock) -> Sequence[LineSign]:
        starts = self.marks.of_block(text_block).starts
        if self._states is None:
            return starts
        return (*starts, *self._states.begins(text_block, self.places))

    def _paint_outlines(
        self, painter: QPainter, shown: list[tuple[QTextBlock, QRectF]], lights: Lights
    ) -> None:
        if self._outlines is None:
            from reader.views.cursor_painter import CursorPainter

            self._outlines = CursorPainter(self.places)
        self._outlines.paint(painter, shown, self.theme, lights.cursor, lights.pending)

    def _paint_hits(
        self, painter: QPainter, shown: list[tuple[QTextBlock, QRectF]], lights: Lights
    ) -> None:
        if not lights.hits:
            return
        for text_block, rect in shown:
            chunk = self.bridge.chunk_of(text_block)
            if chunk is None:
                continue
            for hit in spans_within(lights.hits, Span(chunk.start, chunk.end)):
                start, end = chunk.to_units(hit.start), chunk.to_units(hit.end)
                for box in self.places.boxes(text_block, start, end):
                    area = box.rect.translated(rect.topLeft()).adjusted(-1, 0, 1, 0)
                    self._paint_hit(painter, area, is_current=hit == lights.current_hit)

    def _paint_hit(self, painter: QPainter, area: QRectF, *, is_current: bool) -> None:
        accent = self.theme.color(Role.ACCENT)
        painter.setPen(QPen(accent, 2.0 if is_current else 1.0))
        painter.setBrush(self.theme.color(Role.ACCENT_BG))
        painter.drawRoundedRect(area, 3, 3)

    def _paint_folds(
        self,
        painter: QPainter,
        shown: list[tuple[QTextBlock, QRectF]],
        page: PageGeometry,
        hovered: Fold | None,
    ) -> None:
        for text_block, _ in shown:
            fold = self.bridge.fold_at(text_block)
            if fold is not None:
                rect = self.fold_rect(fold, page)
                self.block_painter.paint_fold(painter, fold, rect, hovered=fold == hovered)

    def fold_rect(self, fold: Fold, page: PageGeometry) -> QRectF:
        """Rectangle of a fold's line, as wide as the column."""
        rect = self.block_painter.fold_rect(fold)
        return QRectF(page.column_left, rect.top(), page.column_width, rect.height())

    def gutter_at(self, point: QPointF, page: PageGeometry) -> GutterItem | None:
        """The sign in the gutter under a point of the document."""
        for text_block, rect in self.places.blocks_between(point.y() - 20, point.y() + 20):
            for item in gutter_items(self._signs(text_block), rect.topLeft(), page):
                if item.rect.adjusted(-2, -6, 2, 6).contains(point):
                    return item
        return None


def reads_right_to_left(blocks: Sequence[Block]) -> bool:
    """True where more than half of the characters stand in right-to-left blocks."""
    rtl = sum(len(block.text) for block in blocks if block.rtl)
    return rtl * 2 > sum(len(block.text) for block in blocks)


def spans_within(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """The spans of a sorted, disjoint sequence that overlap `span`."""
    first = bisect_left(spans, span.start, key=lambda each: each.end)
    last = bisect_left(spans, span.end, key=lambda each: each.start)
    return [each for each in spans[first:last] if each.overlaps(span)]
