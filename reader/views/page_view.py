"""A text at a fixed measure: building, margins, scrolling, positions, copying.

What is painted on it and what a press does is `article_view`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QByteArray, QMimeData, Qt, QUrl, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotations import Block, Span
from reader.text_formats import TextStyle
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.article_page import HEAD_SPACE, TAIL_SPACE, ArticlePage
from reader.views.lazy_layout import LazyLayout
from reader.views.marks import MarkIndex
from reader.views.page_geometry import PageGeometry, page_geometry
from reader.views.page_places import LANDING, PlaceGeometry, ReadingPosition
from reader.views.scroll_keys import LINE_STEP

_MAX_BACK = 100


class PageView(QTextEdit):
    """Shows one text, read-only, with the text column at its place in the page.

    Signals:
        geometry_changed(): After a scroll, resize, zoom, fold or further layout: places and
            `geometry_now` may differ. Not emitted from within `place_of`.
        overview_changed(): What the overview shows besides the part on screen changed.
    """

    geometry_changed = Signal()
    overview_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._style = TextStyle()
        self._blocks: tuple[Block, ...] = ()
        self._kept_open = MarkIndex()
        self._back: list[ReadingPosition] = []
        self._is_installing = False
        self._space = {"head": float(HEAD_SPACE), "tail": float(TAIL_SPACE)}
        self._set_up()
        self._geometry = page_geometry(self.width(), self._style.size_px)
        self._page = self._make_page()
        self._install_page()

    def _set_up(self) -> None:
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Article")
        self.horizontalScrollBar().valueChanged.connect(self._pin_sideways)
        self.horizontalScrollBar().rangeChanged.connect(self._pin_sideways)
        self._set_palette()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours; the reading position stays."""
        self._theme = theme
        self._set_palette()
        self._set_anew()

    def set_text_size(self, px: int) -> None:
        """Set the text in 16, 18, 20, 22 or 24 px; the reading position stays."""
        if px != self._style.size_px:
            self._style = TextStyle(px)
            self._set_anew()

    @property
    def page(self) -> ArticlePage:
        """The page that is shown; another object after each rebuild."""
        return self._page

    @property
    def is_laid_out(self) -> bool:
        """True where the whole article is laid out, so that no place is an estimate."""
        return self._page.places.is_laid_out

    def shares_of(self, code_points: Sequence[int]) -> list[float]:
        """How far down the document code points stand, 0 to 1; fast for ascending ones."""
        return self._page.places.shares_of(code_points)

    @property
    def geometry_now(self) -> PageGeometry:
        """Where column, gutter, lane and cards stand, in pixels of the viewport."""
        return self._geometry

    # Building

    def show_blocks(self, blocks: Sequence[Block], kept_open: MarkIndex) -> None:
        """Show another text, at its top; blocks that `kept_open` covers are never folded."""
        self._blocks, self._kept_open = tuple(blocks), kept_open
        self._back.clear()
        self._replace_page()
        self.verticalScrollBar().setValue(0)

    def _make_page(self) -> ArticlePage:
        return ArticlePage(
            self._blocks,
            self._style,
            self._theme,
            all_marks=self._kept_open,
            space=(self._space["head"], self._space["tail"]),
            parent=self,
        )

    def _replace_page(self) -> None:
        before, self._page = self._page, self._make_page()
        self._install_page()
        self._page_replaced()
        before.document.deleteLater()

    def _page_replaced(self) -> None:
        """Give a new page what it shows besides its words; for who adds something."""

    def _install_page(self) -> None:
        self._was_laid_out = False
        self._is_installing = True
        try:
            self._geometry = self._find_geometry()
            self._set_measure()
            self.setDocument(self._page.document)
            LazyLayout(self._page.places, self._on_laid_out)
            self._page.document.documentLayout().documentSizeChanged.connect(self._on_laid_out)
            self._apply_margins()
        finally:
            self._is_installing = False

    def _tell_geometry(self) -> None:
        """Emit `geometry_changed`, but not of a page that is being put in.

        Qt scrolls it before it has its width: each paragraph is one long line then.
        """
        if not self._is_installing:
            self.geometry_changed.emit()

    def _set_anew(self) -> None:
        """Build the page again in the style and theme of now, at the same position."""
        position = self.reading_position()
        selection = self.textCursor().selectionStart(), self.textCursor().selectionEnd()
        bridge = self._page.bridge
        opened = {fold.span for fold in bridge.folds if bridge.is_open(fold)}
        self._replace_page()
        bridge = self._page.bridge
        for fold in bridge.folds:
            self._page.set_fold_open(fold, is_open=fold.span in opened)
        cursor = QTextCursor(self._page.document)
        cursor.setPosition(selection[0])
        cursor.setPosition(selection[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.restore_reading_position(position)
        self.geometry_changed.emit()
        self.overview_changed.emit()

    def _set_palette(self) -> None:
        palette = self._theme.palette()
        palette.setColor(QPalette.ColorRole.Base, self._theme.color(Role.CANVAS))
        palette.setColor(QPalette.ColorRole.Highlight, self._theme.color(Role.ACCENT_BG))
        palette.setColor(QPalette.ColorRole.HighlightedText, self._theme.color(Role.TEXT))
        self.setPalette(palette)
        self.viewport().setPalette(palette)

    # Geometry

    def _find_geometry(self) -> PageGeometry:
        return page_geometry(self.width(), self._style.size_px, rtl=self._page.is_rtl)

    def _set_measure(self) -> None:
        width = self._page.document_width(self._geometry.column_width)
        if width != self.lineWrapColumnOrWidth():
            self.setLineWrapColumnOrWidth(width)

    def _apply_margins(self) -> None:
        margin = self._geometry.viewport_margin
        if self.viewportMargins().left() != margin:
            self.setViewportMargins(margin, 0, 0, 0)
        self._pin_sideways()

    def _pin_sideways(self) -> None:
        """Hold the document at its place: nothing scrolls an article sideways."""
        bar = self.horizontalScrollBar()
        if bar.value() != self._geometry.document_shift:
            bar.setValue(self._geometry.document_shift)

    def _document_geometry(self) -> PageGeometry:
        """Places of the page with x in the document's coordinates."""
        now, shift = self._geometry, self._geometry.document_shift
        return replace(now, column_left=now.column_left + shift, gutter_x=now.gutter_x + shift)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move margins; only a narrower column is laid out anew."""
        before, self._geometry = self._geometry, self._find_geometry()
        if before.column_width != self._geometry.column_width:
            position = self.reading_position()
            self._set_measure()
            self._page.forget()
            super().resizeEvent(event)
            self.restore_reading_position(position)
        else:
            super().resizeEvent(event)
        self._apply_margins()
        self._tell_geometry()

    def _on_laid_out(self) -> None:
        self._tell_geometry()
        if self.is_laid_out and not self._was_laid_out:
            self._was_laid_out = True
            self.overview_changed.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Repaint whole: the curves change with every step."""
        super().scrollContentsBy(dx, dy)
        if dy:
            self.viewport().update()
            self._tell_geometry()

    @property
    def scroll_y(self) -> int:
        """Pixels of the document above the viewport."""
        return self.verticalScrollBar().value()

    def set_scroll_y(self, y: float) -> None:
        """Scroll there, as far as the document reaches."""
        bar = self.verticalScrollBar()
        if y > bar.maximum():
            # Qt's range is an estimate until all is laid out: find out.
            bar.setMaximum(max(0, self._full_height() - self.viewport().height()))
        bar.setValue(round(y))

    def content_height(self) -> int:
        """Height of the document in pixels; an estimate until it is laid out."""
        if self.is_laid_out:
            return self._full_height()
        return self.verticalScrollBar().maximum() + self.viewport().height()

    def _full_height(self) -> int:
        """Height of the document; lays it out to the end."""
        return round(self._page.document.documentLayout().documentSize().height())

    def set_space(self, *, head: float | None = None, tail: float | None = None) -> None:
        """Keep room above the title (an article card) or below the end (cards), in pixels."""
        wanted = {"head": head, "tail": tail}
        news = {k: v for k, v in wanted.items() if v is not None and v != self._space[k]}
        if news:
            self._space.update(news)
            self._page.set_space(**news)
            self.geometry_changed.emit()

    def to_viewport_y(self, content_y: float) -> float:
        """Pixels from the top of the viewport for pixels from the top of the document."""
        return content_y - self.scroll_y

    def place_of_span(self, span: Span) -> PlaceGeometry | None:
        """Find a span of the canonical text; None where it holds no words."""
        place = self._page.places.place(span)
        if place is None:
            return None
        shift = self._geometry.document_shift
        left, right = place.first.left() - shift, place.first.right() - shift
        if self._geometry.rtl:
            run_on = left - 1 if place.ends_left else None
        else:
            run_on = right + 1 if place.ends_right else None
        underline_y = round(place.first.bottom()) + 1
        return PlaceGeometry(place.first.top(), underline_y, place.bottom + 5, left, right, run_on)

    def visible_span(self) -> Span:
        """Code points from the first line on screen to the end of the last."""
        top = self._page.places.cp_at(self.scroll_y)
        below = self.scroll_y + self.viewport().height()
        last = self._page.places.cp_at(below)
        chunk = self._page.bridge.chunk_at(last) if self._page.bridge.chunks else None
        return Span(top, max(top, chunk.end if chunk else 0))

    # Moving

    def reading_position(self) -> ReadingPosition:
        """Remember the line at a third of the height."""
        return ReadingPosition(0, 0.0) if not self.scroll_y else self._exact_position()

    def _exact_position(self) -> ReadingPosition:
        y = self.scroll_y + self.viewport().height() * LANDING
        code_point = self._page.places.cp_at(y)
        return ReadingPosition(code_point, self._page.places.top_of(code_point) - self.scroll_y)

    def restore_reading_position(self, position: ReadingPosition) -> None:
        """Bring the line back to where it was on screen."""
        if not position.code_point and not position.offset:
            self.set_scroll_y(0)
        else:
            self.set_scroll_y(self._page.places.top_of(position.code_point) - position.offset)

    def reveal(self, span: Span) -> None:
        """Bring a span to a third of the height, unfolded; `go_back` returns."""
        before = self._exact_position()
        self.unfold(span)
        place = self._page.places.place(span)
        if place is None:
            return
        self._back.append(before)
        del self._back[:-_MAX_BACK]
        self.set_scroll_y(place.first.top() - self.viewport().height() * LANDING)

    def show_span(self, span: Span) -> None:
        """Bring a span on screen, unfolded; nothing scrolls where it is there."""
        self.unfold(span)
        place = self._page.places.place(span)
        if place is None:
            return
        height = self.viewport().height()
        if not self.scroll_y <= place.first.top() <= self.scroll_y + height - LINE_STEP:
            self.set_scroll_y(place.first.top() - height * LANDING)

    def go_back(self) -> bool:
        """Return to where the last jump began, to the same pixel; False where none did."""
        if not self._back:
            return False
        self.restore_reading_position(self._back.pop())
        return True

    @property
    def jumps(self) -> tuple[ReadingPosition, ...]:
        """Where `go_back` leads, the latest last."""
        return tuple(self._back)

    def set_jumps(self, jumps: Sequence[ReadingPosition]) -> None:
        """Take jumps that were remembered; none makes what came before no jump."""
        self._back = list(jumps)

    def unfold(self, span: Span) -> None:
        """Open the folds that hold any of a span."""
        changed = False
        for fold in self._page.bridge.folds_over(span):
            changed |= self._page.set_fold_open(fold, is_open=True)
        if changed:
            self._folds_changed()

    def _folds_changed(self) -> None:
        self.viewport().update()
        self.geometry_changed.emit()
        self.overview_changed.emit()

    # Text

    def selected_text(self) -> str:
        """The selected words as they are copied; empty where nothing is selected."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return ""
        bridge = self._page.bridge
        return bridge.visible_text(
            bridge.to_cp(cursor.selectionStart()), bridge.to_cp(cursor.selectionEnd())
        )

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy clean words: no signs of Qt's own, no formats."""
        data = QMimeData()
        data.setText(self.selected_text())
        return data

    def canInsertFromMimeData(self, _source: QMimeData) -> bool:
        """Take nothing that is dropped: files are for the window."""
        return False

    def loadResource(self, _type: int, _name: QUrl | str) -> object:
        """Nothing that an article names is ever read."""
        return QByteArray()
