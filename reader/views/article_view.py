"""The article with its marks: the one surface that is painted on.

The words are a QTextEdit; marks, glyphs, lane and curves are painted on its viewport, and
cards are children of that viewport. The text has a fixed measure: a resize moves margins.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from annotations import ReviewedArticle, Severity, Span, Target
from reader.theme.theme import Theme
from reader.views.announcer import Announcer
from reader.views.article_page import Lights
from reader.views.connectors import Connector, ConnectorPainter
from reader.views.find import find_spans
from reader.views.keyboard_stops import Stop, next_stop, paint_stop, stops_between
from reader.views.link_colors import link_selections
from reader.views.marks import Mark, MarkIndex, marks_of
from reader.views.page_view import LANDING, PageView, PlaceGeometry, ReadingPosition
from reader.views.pointer import PageHit, hit_at
from reader.views.scroll_keys import scroll_target

__all__ = ["LANDING", "ArticleView", "PlaceGeometry", "ReadingPosition"]


class ArticleView(PageView):
    """Shows an article with its marks, for reading.

    Signals:
        annotation_activated(str): A mark or glyph was pressed; Enter on one. Uid of the note.
        annotation_hovered(str): The pointer came upon a note's mark; empty when it left.
        link_requested(str): A link of the article was pressed: ask before it is opened.
        zoom_requested(int): +1 or -1, the wheel with Ctrl.
        geometry_changed(), overview_changed(): As in `PageView`; the overview shows marks,
            hits and the active note.
    """

    annotation_activated = Signal(str)
    annotation_hovered = Signal(str)
    link_requested = Signal(str)
    zoom_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._reviewed: ReviewedArticle | None = None
        self._threshold = Severity.INFO
        self._are_marks_visible = True
        self._active: str | None = None
        self._hovered: str | None = None
        self._hits: tuple[Span, ...] = ()
        self._current_hit: Span | None = None
        self._connectors: tuple[Connector, ...] = ()
        self._connector_painter = ConnectorPainter()
        self._pressed_at: QPoint | None = None
        self._under_pointer = PageHit()
        self._stop: Stop | None = None
        self._announcer = Announcer(self)
        self._index = self._all_marks = MarkIndex()
        self.setAccessibleName("Article")
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._on_caret_moved)

    # What is shown

    def show_article(self, reviewed: ReviewedArticle) -> None:
        """Show an article, at its top; the same text with other notes keeps its position."""
        before, self._reviewed = self._reviewed, reviewed
        self.setAccessibleName(f"Article: {reviewed.article.title}")
        if before and before.revision.uid == reviewed.revision.uid:
            self._refresh_marks()
            return
        self._active = self._hovered = self._stop = None
        self._hits, self._current_hit = (), None
        self._connectors = ()
        self._take_marks()
        self.show_blocks(reviewed.revision.blocks, self._all_marks)
        self._marks_changed()

    def _refresh_marks(self) -> None:
        self._take_marks()
        self._kept_open = self._all_marks
        for fold in self._page.bridge.folds:
            if self._all_marks.covers(fold.span):
                self._page.set_fold_open(fold, is_open=True)
        self._marks_changed()

    def _page_replaced(self) -> None:
        self._stop = None
        self._page.show_marks(self._index if self._are_marks_visible else MarkIndex())
        self._recolor_links()

    def _take_marks(self) -> None:
        """Collect the marks of the article, and those of them that are shown."""
        marks = marks_of(self._reviewed) if self._reviewed else ()
        self._all_marks = self._index = MarkIndex(marks)
        if self._threshold > Severity.INFO:
            shown = (mark for mark in marks if mark.severity >= self._threshold)
            self._index = MarkIndex(shown)

    def _marks_changed(self) -> None:
        self._page.show_marks(self._index if self._are_marks_visible else MarkIndex())
        self._announcer.show_notes(self._reviewed, self._threshold)
        self._announcer.describe(self._active)
        self._recolor_links()
        self.viewport().update()
        self.overview_changed.emit()

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
            self._announcer.describe(uid)
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
    def index(self) -> MarkIndex:
        """The marks that are shown, hidden or not."""
        return self._index

    @property
    def marks_shown(self) -> tuple[Mark, ...]:
        """The marks that are painted; the same object until they change."""
        return self._page.marks.index.marks

    @property
    def active(self) -> str | None:
        """Uid of the active note."""
        return self._active

    @property
    def find_hits(self) -> tuple[Span, ...]:
        """The places that were found."""
        return self._hits

    def place_of(self, target: Target) -> PlaceGeometry | None:
        """Find a target in this article; None for one without a place here.

        Lays the document out down to that place and no further.
        """
        here = self._reviewed and target.article_uid == self._reviewed.article.uid
        return self.place_of_span(target.span) if here and target.span else None

    def find_all(self, words: str) -> tuple[Span, ...]:
        """Places of words in the article, whatever their case and diacritics."""
        return find_spans(self._reviewed.revision.text, words) if self._reviewed else ()

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
            area = clip.translated(0, scroll)
            self._connector_painter.paint(painter, self._connectors, self._theme, area)
        painter.end()
        super().paintEvent(event)
        if self._stop:
            self._paint_stop(self._stop)

    def _paint_stop(self, stop: Stop) -> None:
        painter = QPainter(self.viewport())
        painter.translate(-self._geometry.document_shift, -self.scroll_y)
        paint_stop(painter, self._page, self._document_geometry(), stop)
        painter.end()

    def _lights(self) -> Lights:
        return Lights(
            active=frozenset({self._active} if self._active else ()),
            hovered=frozenset({self._hovered} if self._hovered else ()),
            hits=self._hits,
            current_hit=self._current_hit,
            hovered_fold=self._under_pointer.fold,
        )

    def _recolor_links(self) -> None:
        self.setExtraSelections(link_selections(self._page, self._index.of_note(self._active)))

    # Pointer and keys

    def _hit(self, point: QPoint) -> PageHit:
        shift = self._geometry.document_shift
        at = QPointF(point) + QPointF(shift, self.scroll_y)
        return hit_at(self._page, at, self._document_geometry())

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
            self._page.set_fold_open(hit.fold, is_open=not is_open)
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
        """Scroll, or act on what has the ring; leave all other keys to the window."""
        target = scroll_target(event, self.scroll_y, self.viewport().height())
        if target is not None:
            self.set_scroll_y(target)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._stop:
            self._press(self._stop.hit)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._active:
            self.annotation_activated.emit(self._active)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Let Tab go through the links and folds on screen, then to the cards."""
        top = float(self.scroll_y)
        stops = stops_between(self._page, top, top + self.viewport().height())
        self._stop = next_stop(stops, self._stop, forward=forward)
        self.viewport().update()
        return self._stop is not None or super().focusNextPrevChild(forward)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self._stop = None
        self.viewport().update()
        super().focusOutEvent(event)

    def _on_caret_moved(self) -> None:
        code_point = self._page.bridge.to_cp(self.textCursor().position())
        marks = self._index.overlapping(Span(code_point, code_point + 1))
        self._announcer.meet(tuple(dict.fromkeys(mark.annotation_uid for mark in marks)))
