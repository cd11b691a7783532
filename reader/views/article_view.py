"""The article with its marks: the one surface that is painted on.

The words are a QTextEdit; marks, glyphs, lane and curves are painted on its viewport, and
cards are children of that viewport. The text has a fixed measure: a resize moves margins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from annotations import InlineStyle, ReviewedArticle, Severity, Span, Target, TargetRole
from reader.text_formats import TextStyle
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.article_page import (
    HEAD_SPACE,
    TAIL_SPACE,
    ArticlePage,
    Lights,
)
from reader.views.connectors import Connector, paint_connectors
from reader.views.find import find_spans
from reader.views.marks import Mark, MarkIndex, marks_of
from reader.views.page_geometry import PageGeometry, page_geometry
from reader.views.pointer import PageHit, hit_at

#: A jump lands at this share of the height, so that a line of context stays above it.
LANDING = 1 / 3
_MAX_BACK = 100
_LINE_STEP = 62
#: More pixels than any article is high.
_TO_THE_END = 2**30


@dataclass(frozen=True, slots=True)
class PlaceGeometry:
    """Where a target stands: y in pixels from the top of the document, x of the viewport."""

    top: float
    #: Middle of the upper underline of the first line: where a connector leaves.
    underline_y: float
    bottom: float
    #: Left and right edge of its words on the first line.
    start_x: float
    end_x: float
    #: Where the underline may run on to the lane: the edge of the words there. None where
    #: other words stand between.
    run_on_x: float | None


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """A place to come back to, also after the text was set in another size."""

    code_point: int
    #: From the top of the viewport to the line of the code point, in pixels.
    offset: float


class ArticleView(QTextEdit):
    """Shows an article with its marks, for reading.

    Signals:
        annotation_activated(str): A mark or glyph was pressed; Enter on one. Uid of the note.
        annotation_hovered(str): The pointer came upon a note's mark; empty when it left.
        link_requested(str): A link of the article was pressed: ask before it is opened.
        zoom_requested(int): +1 or -1, the wheel with Ctrl.
        geometry_changed(): After a scroll, resize, zoom, fold or further layout: places and
            `geometry_now` may differ. Not emitted from within `place_of`.
        overview_changed(): Marks, hits, the active note or the theme changed.
    """

    annotation_activated = Signal(str)
    annotation_hovered = Signal(str)
    link_requested = Signal(str)
    zoom_requested = Signal(int)
    geometry_changed = Signal()
    overview_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._style = TextStyle()
        self._reviewed: ReviewedArticle | None = None
        self._threshold = Severity.INFO
        self._are_marks_visible = True
        self._active: str | None = None
        self._hovered: str | None = None
        self._hits: tuple[Span, ...] = ()
        self._current_hit: Span | None = None
        self._connectors: tuple[Connector, ...] = ()
        self._back: list[ReadingPosition] = []
        self._space = {"head": float(HEAD_SPACE), "tail": float(TAIL_SPACE)}
        self._pressed_at: QPoint | None = None
        self._under_pointer = PageHit()
        self._index = self._all_marks = MarkIndex()
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
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Article")
        self.horizontalScrollBar().valueChanged.connect(self._pin_sideways)
        self.horizontalScrollBar().rangeChanged.connect(self._pin_sideways)
        self._set_palette()

    # What is shown

    def show_article(self, reviewed: ReviewedArticle) -> None:
        """Show an article, at its top; the same text with other notes keeps its position."""
        before, self._reviewed = self._reviewed, reviewed
        self.setAccessibleName(f"Article: {reviewed.article.title}")
        if before and before.revision.uid == reviewed.revision.uid:
            self._refresh_marks()
            return
        self._back.clear()
        self._active = self._hovered = None
        self._hits, self._current_hit = (), None
        self._connectors = ()
        self._take_marks()
        self._replace_page()
        self.verticalScrollBar().setValue(0)
        self._marks_changed()

    def _refresh_marks(self) -> None:
        self._take_marks()
        for fold in self._page.bridge.folds:
            if self._all_marks.covers(fold.span):
                self._page.bridge.set_open(fold, is_open=True)
        self._marks_changed()

    def _take_marks(self) -> None:
        """Collect the marks of the article, and those of them that are shown."""
        marks = marks_of(self._reviewed) if self._reviewed else ()
        self._all_marks = self._index = MarkIndex(marks)
        if self._threshold > Severity.INFO:
            shown = (mark for mark in marks if mark.severity >= self._threshold)
            self._index = MarkIndex(shown)

    def _marks_changed(self) -> None:
        self._page.show_marks(self._index if self._are_marks_visible else MarkIndex())
        self._describe()
        self._recolor_links()
        self.viewport().update()
        self.overview_changed.emit()

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

    def set_threshold(self, severity: Severity) -> None:
        """Show notes of at least this severity."""
        if severity is not self._threshold:
            self._threshold = severity
            self._refresh_marks()

    def set_marks_visible(self, visible: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Show or hide all marks and glyphs; cards are hidden by their own column."""
        self._are_marks_visible = visible
        self._marks_changed()

    def set_active(self, uid: str | None) -> None:
        """Mark a note as active, None for no note. Nothing scrolls."""
        if uid != self._active:
            self._active = uid
            self._recolor_links()
            self._describe()
            self.viewport().update()
            self.overview_changed.emit()

    def set_hovered(self, uid: str | None) -> None:
        """Light a note's marks up, as when its card is hovered."""
        if (uid or None) != self._hovered:
            self._hovered = uid or None
            self.viewport().update()

    def set_connectors(self, connectors: Sequence[Connector]) -> None:
        """Take the curves to paint, in document coordinates (see `Connector`)."""
        if tuple(connectors) != self._connectors:
            self._connectors = tuple(connectors)
            self.viewport().update()

    def set_find_hits(self, spans: Sequence[Span], current: int | None = None) -> None:
        """Paint places that were found, sorted and disjoint; `current` counts from 0."""
        self._hits = tuple(spans)
        self._current_hit = None if current is None else self._hits[current]
        self.viewport().update()
        self.overview_changed.emit()

    @property
    def page(self) -> ArticlePage:
        """The page that is shown; another object after each rebuild."""
        return self._page

    @property
    def index(self) -> MarkIndex:
        """The marks that are shown, hidden or not."""
        return self._index

    @property
    def marks_shown(self) -> tuple[Mark, ...]:
        """The marks that are painted; the same object until they change."""
        return self._page.marks.index.marks

    @property
    def is_laid_out(self) -> bool:
        """True where the whole article is laid out, so that no place is an estimate."""
        return self._page.places.is_laid_out

    def shares_of(self, code_points: Sequence[int]) -> list[float]:
        """How far down the document code points stand, 0 to 1; fast for ascending ones."""
        return self._page.places.shares_of(code_points)

    @property
    def active(self) -> str | None:
        """Uid of the active note."""
        return self._active

    @property
    def find_hits(self) -> tuple[Span, ...]:
        """The places that were found."""
        return self._hits

    @property
    def geometry_now(self) -> PageGeometry:
        """Where column, gutter, lane and cards stand, in pixels of the viewport."""
        return self._geometry

    # Building

    def _make_page(self) -> ArticlePage:
        blocks = self._reviewed.revision.blocks if self._reviewed else ()
        return ArticlePage(
            blocks,
            self._style,
            self._theme,
            all_marks=self._all_marks,
            space=(self._space["head"], self._space["tail"]),
            parent=self,
        )

    def _replace_page(self) -> None:
        before, self._page = self._page, self._make_page()
        self._install_page()
        before.document.deleteLater()

    def _install_page(self) -> None:
        self._page.show_marks(self._index if self._are_marks_visible else MarkIndex())
        self._geometry = self._find_geometry()
        self._set_measure()
        self.setDocument(self._page.document)
        self._page.document.documentLayout().documentSizeChanged.connect(self._on_laid_out)
        self._apply_margins()

    def _set_anew(self) -> None:
        """Build the page again in the style and theme of now, at the same position."""
        position = self.reading_position()
        selection = self.textCursor().selectionStart(), self.textCursor().selectionEnd()
        bridge = self._page.bridge
        opened = {fold.span for fold in bridge.folds if bridge.is_open(fold)}
        self._replace_page()
        bridge = self._page.bridge
        for fold in bridge.folds:
            bridge.set_open(fold, is_open=fold.span in opened)
        cursor = QTextCursor(self._page.document)
        cursor.setPosition(selection[0])
        cursor.setPosition(selection[1], QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.restore_reading_position(position)
        self._recolor_links()
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
            self._page.marks.forget()
            super().resizeEvent(event)
            self.restore_reading_position(position)
        else:
            super().resizeEvent(event)
        self._apply_margins()
        self.geometry_changed.emit()

    def _on_laid_out(self) -> None:
        self.geometry_changed.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Repaint whole: the curves change with every step."""
        super().scrollContentsBy(dx, dy)
        if dy:
            self.viewport().update()
            self.geometry_changed.emit()

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

    def place_of(self, target: Target) -> PlaceGeometry | None:
        """Find a target in this article; None for one without a place here.

        Lays the document out down to that place and no further.
        """
        here = self._reviewed and target.article_uid == self._reviewed.article.uid
        return self.place_of_span(target.span) if here and target.span else None

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
        if position == ReadingPosition(0, 0.0):
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
        if not self.scroll_y <= place.first.top() <= self.scroll_y + height - _LINE_STEP:
            self.set_scroll_y(place.first.top() - height * LANDING)

    def find_all(self, words: str) -> tuple[Span, ...]:
        """Places of words in the article, whatever their case and diacritics."""
        return find_spans(self._reviewed.revision.text, words) if self._reviewed else ()

    def go_back(self) -> bool:
        """Return to where the last jump began, to the same pixel; False where none did."""
        if not self._back:
            return False
        self.restore_reading_position(self._back.pop())
        return True

    def unfold(self, span: Span) -> None:
        """Open the folds that hold any of a span."""
        changed = False
        for fold in self._page.bridge.folds_over(span):
            changed |= self._page.bridge.set_open(fold, is_open=True)
        if changed:
            self._folds_changed()

    def _folds_changed(self) -> None:
        self.viewport().update()
        self.geometry_changed.emit()
        self.overview_changed.emit()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all that lies under the words, then the words."""
        painter = QPainter(self.viewport())
        clip = QRectF(event.rect())
        shift, scroll = self._geometry.document_shift, self.scroll_y
        painter.translate(-shift, -scroll)
        self._page.paint(
            painter, clip.translated(shift, scroll), self._document_geometry(), self._lights()
        )
        if self._connectors:
            painter.resetTransform()
            painter.translate(0, -scroll)
            paint_connectors(painter, self._connectors, self._theme, clip.translated(0, scroll))
        painter.end()
        super().paintEvent(event)

    def _lights(self) -> Lights:
        return Lights(
            active=frozenset({self._active} if self._active else ()),
            hovered=frozenset({self._hovered} if self._hovered else ()),
            hits=self._hits,
            current_hit=self._current_hit,
            hovered_fold=self._under_pointer.fold,
        )

    def _recolor_links(self) -> None:
        """Paint links inside the active marks as text: link colour is too faint there."""
        selections = []
        plain = QTextCharFormat()
        plain.setForeground(self._theme.color(Role.TEXT))
        bridge = self._page.bridge
        for mark in self._index.of_note(self._active):
            if mark.role is TargetRole.CONFLICT:
                continue
            for span in self._links_in(mark.span):
                selection = QTextEdit.ExtraSelection()
                cursor = QTextCursor(bridge.document)
                cursor.setPosition(bridge.to_qt(span.start))
                cursor.setPosition(bridge.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
                selection.cursor = cursor
                selection.format = plain
                selections.append(selection)
        self.setExtraSelections(selections)

    def _links_in(self, span: Span) -> list[Span]:
        bridge = self._page.bridge
        found = []
        for index in sorted({chunk.block for chunk in bridge.chunks_in(span)}):
            start = bridge.block_start(index)
            for run in bridge.blocks[index].inlines:
                link = Span(max(span.start, start + run.start), min(span.end, start + run.end))
                if run.style is InlineStyle.LINK and link.start < link.end:
                    found.append(link)
        return found

    # Pointer and keys

    def _hit(self, point: QPoint) -> PageHit:
        shift = self._geometry.document_shift
        at = QPointF(point) + QPointF(shift, self.scroll_y)
        return hit_at(self._page, at, self._document_geometry(), self.anchorAt(point))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a press began."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.position().toPoint() if is_left else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act on a press that was no drag and selected nothing."""
        super().mouseReleaseEvent(event)
        pressed_at, self._pressed_at = self._pressed_at, None
        if pressed_at is None or self.textCursor().hasSelection():
            return
        point = event.position().toPoint()
        moved = (point - pressed_at).manhattanLength()
        if moved < QGuiApplication.styleHints().startDragDistance():
            self._press(self._hit(point))

    def _press(self, hit: PageHit) -> None:
        if hit.fold:
            is_open = self._page.bridge.is_open(hit.fold)
            self._page.bridge.set_open(hit.fold, is_open=not is_open)
            self._folds_changed()
        elif hit.href:
            self.link_requested.emit(hit.href)
        elif hit.notes:
            self.annotation_activated.emit(hit.next_note(self._active))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what a press would act on."""
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            self._point_at(self._hit(event.position().toPoint()))

    def _point_at(self, hit: PageHit) -> None:
        before, self._under_pointer = self._under_pointer, hit
        shape = Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)
        if hit.fold != before.fold:
            self.viewport().update()
        if hit.hovered_note != before.hovered_note:
            self.set_hovered(hit.hovered_note)
            self.annotation_hovered.emit(hit.hovered_note)

    def viewportEvent(self, event: QEvent) -> bool:
        """Notice that the pointer left."""
        if event.type() == QEvent.Type.Leave:
            self._point_at(PageHit())
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ask for another text size with Ctrl; scroll otherwise."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # QTextEdit would change the font behind our backs.
            if event.angleDelta().y():
                self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, or activate the active note again; leave all other keys to the window."""
        step = self._scroll_step(event)
        if step is not None:
            self.set_scroll_y(step)
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._active:
            self.annotation_activated.emit(self._active)
        else:
            super().keyPressEvent(event)

    def _scroll_step(self, event: QKeyEvent) -> float | None:
        """Where a key scrolls to; None for any other key."""
        here, page = self.scroll_y, self.viewport().height() - _LINE_STEP
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier
            | Qt.KeyboardModifier.ControlModifier
            | Qt.KeyboardModifier.KeypadModifier
        ):
            return None
        targets = {
            Qt.Key.Key_Space: here + (-page if shift else page),
            Qt.Key.Key_PageDown: here + page,
            Qt.Key.Key_PageUp: here - page,
            Qt.Key.Key_Down: here + _LINE_STEP,
            Qt.Key.Key_Up: here - _LINE_STEP,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: _TO_THE_END,
        }
        return targets.get(Qt.Key(event.key()))

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

    def _describe(self) -> None:
        """Say to assistive technology what the painted marks show."""
        notes = {mark.annotation_uid for mark in self._index.marks}
        words = f"{len(notes)} cautions are marked." if len(notes) != 1 else "1 caution is marked."
        self.setAccessibleDescription(words)
