"""The article as it is read and reviewed: what pointer and keys do on it.

What is painted is `marked_view`; the sentence cursor of a review is `review_cursor`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
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

from annotations import ReviewedArticle, Span
from reader.theme.theme import Theme
from reader.views.article_page import Lights
from reader.views.keyboard_stops import Stop, next_stop, paint_stop, stops_between
from reader.views.marked_view import MarkedView
from reader.views.page_places import LANDING, PlaceGeometry, ReadingPosition
from reader.views.pointer import PageHit, hit_at
from reader.views.scroll_keys import scroll_target

if TYPE_CHECKING:
    from reader.views.review_cursor import ReviewCursor
    from reader.views.sentence_cursor import CursorInfo, Edge, SentenceCursor

__all__ = ["LANDING", "ArticleView", "PlaceGeometry", "ReadingPosition"]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
#: What scrolls a text that is read, and goes to the window's actions in a review.
_SENTENCE_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space)


class ArticleView(MarkedView):
    """Shows an article with its marks, for reading and for reviewing.

    Its `cursor` is the sentence cursor, not the shape of the pointer that Qt means.

    Signals:
        annotation_activated(str): A mark or glyph was pressed; Enter on one. Uid of the note.
        annotation_hovered(str): The pointer came upon a note's mark; empty when it left.
        link_requested(str): A link of the article was pressed: ask before it is opened.
        zoom_requested(int): +1 or -1, the wheel with Ctrl.
        cursor_changed(): In a review: the sentence cursor, or what is known of its place.
        sentence_entered(): In a review: Enter, or a double click on a sentence.
    """

    annotation_activated = Signal(str)
    annotation_hovered = Signal(str)
    link_requested = Signal(str)
    zoom_requested = Signal(int)
    cursor_changed = Signal()
    sentence_entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed_at: QPoint | None = None
        self._under_pointer = PageHit()
        self._stop: Stop | None = None
        self._review: ReviewCursor | None = None
        self._pending: tuple[Span, ...] = ()
        self.setAccessibleName("Article")
        self.viewport().setMouseTracking(True)
        self.cursorPositionChanged.connect(self._on_caret_moved)

    def show_article(self, reviewed: ReviewedArticle) -> None:
        """Show an article, at its top; the same text with other notes keeps its position."""
        super().show_article(reviewed)
        if self._review:
            self._review.show_article(reviewed, self._all_marks)

    def _page_replaced(self) -> None:
        super()._page_replaced()
        self._stop = None
        if self._review:
            self._review.show_states()

    # Reviewing

    @property
    def is_reviewing(self) -> bool:
        """True while the sentence cursor is shown."""
        return self._shown_review is not None

    def set_reviewing(self, on: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Show the sentence cursor and the state of each sentence, or hide both.

        The cursor comes back where it was; at first it stands on the first sentence of the
        screen that was not checked yet.
        """
        if self._review is None and on:
            from reader.views.review_cursor import ReviewCursor

            self._review = ReviewCursor(self, self._announcer, self._on_cursor_set)
            if self._reviewed:
                self._review.show_article(self._reviewed, self._all_marks)
        if self._review:
            self._review.set_on(on=on)

    @property
    def _shown_review(self) -> ReviewCursor | None:
        return self._review if self._review and self._review.is_on else None

    @property
    def sentence_cursor(self) -> SentenceCursor | None:
        """Where the review stands; None for an article without sentences, and in reading."""
        review = self._shown_review
        return review.cursor if review else None

    def cursor_info(self) -> CursorInfo | None:
        """What is known of the place of the cursor; None where there is no cursor."""
        review = self._shown_review
        return review.info() if review else None

    def move_cursor(self, by: int, *, extend: bool = False) -> bool:
        """Go `by` sentences on, back where below 0; False where there is no further one."""
        review = self._shown_review
        return review is not None and review.move(by, extend=extend)

    def trim_cursor(self, edge: Edge, by_words: int) -> bool:
        """Move the start or the end by words within its sentences; False where it cannot."""
        review = self._shown_review
        return review is not None and review.trim(edge, by_words)

    def next_unseen(self) -> bool:
        """Go to the next sentence that was not checked; False where all are."""
        review = self._shown_review
        return review is not None and review.next_unseen()

    def place_cursor(self, span: Span, *, reveal: bool = True) -> bool:
        """Set the cursor on just a span; `reveal` brings it to a third of the height.

        Nothing scrolls where the cursor is there already, on the screen.
        """
        review = self._shown_review
        return review is not None and review.place(span, reveal=reveal)

    def cursor_history_back(self) -> bool:
        """Return to where the last jump began; False where none did."""
        return self.go_back()

    def set_pending(self, spans: Sequence[Span]) -> None:
        """Outline places with dashes: what was marked for a contradiction or a pinned note."""
        if tuple(spans) != self._pending:
            self._pending = tuple(spans)
            self.viewport().update()

    def _on_cursor_set(self) -> None:
        self._stop = None
        self.viewport().update()
        self.cursor_changed.emit()

    def go_back(self) -> bool:
        """Return to where the last jump began, cursor and all; False where none did."""
        jump, review = (self.jumps or (None,))[-1], self._shown_review
        if jump and jump.cursor and review:
            review.place(jump.cursor, reveal=False)
        return super().go_back()

    def _exact_position(self) -> ReadingPosition:
        position = super()._exact_position()
        return (
            replace(position, cursor=self.sentence_cursor.span)
            if self.sentence_cursor
            else position
        )

    def restore_reading_position(self, position: ReadingPosition) -> None:
        """Bring the line back to where it was on screen."""
        super().restore_reading_position(position)
        if self._review:
            self._review.begin_on_screen()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all that lies under the words, the words, then the ring of the keyboard."""
        super().paintEvent(event)
        if self._stop:
            painter = QPainter(self.viewport())
            painter.translate(-self._geometry.document_shift, -self.scroll_y)
            paint_stop(painter, self._page, self._document_geometry(), self._stop)
            painter.end()

    def _lights(self) -> Lights:
        lights = replace(super()._lights(), hovered_fold=self._under_pointer.fold)
        if not self.is_reviewing:
            return lights
        cursor = self.sentence_cursor.span if self.sentence_cursor else None
        return replace(lights, cursor=cursor, pending=self._pending)

    # Pointer and keys

    def _in_document(self, point: QPoint) -> QPointF:
        return QPointF(point) + QPointF(self._geometry.document_shift, self.scroll_y)

    def _hit(self, point: QPoint) -> PageHit:
        return hit_at(self._page, self._in_document(point), self._document_geometry())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a press began; with Shift in a review it selects no letters."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.position().toPoint() if is_left else None
        if is_left and self._extends(event):
            self.clear_selection()
        else:
            super().mousePressEvent(event)

    def _extends(self, event: QMouseEvent) -> bool:
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        return self.is_reviewing and is_shifted

    def clear_selection(self) -> None:
        """Select no letters."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Act on a press that was no drag and selected nothing."""
        super().mouseReleaseEvent(event)
        pressed_at, self._pressed_at = self._pressed_at, None
        if pressed_at is None:
            return
        if self.textCursor().hasSelection():
            self._place_on_selection()
            return
        point = event.position().toPoint()
        moved = (point - pressed_at).manhattanLength()
        if moved < QGuiApplication.styleHints().startDragDistance():
            hit = self._hit(point)
            extend = self._extends(event)
            self._press_sentence(point, hit, extend=extend)
            if not extend:
                self._press(hit)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """In a review ask for a note on the sentence; select a word in reading."""
        point = event.position().toPoint()
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and self._press_sentence(point, self._hit(point)):
            self.sentence_entered.emit()
        else:
            super().mouseDoubleClickEvent(event)

    def _press_sentence(self, point: QPoint, hit: PageHit, *, extend: bool = False) -> bool:
        """Set the cursor of a review on the sentence that was pressed; False for none."""
        review = self._shown_review
        if review is None or hit.fold:
            return False
        if hit.sentence is not None:
            return review.press_sentence(hit.sentence, extend=extend)
        at, page = self._in_document(point), self._document_geometry()
        if not page.column_left - 4 <= at.x() <= page.column_right + 4:
            return False
        code_point = self._page.places.cp_near(at)
        return code_point is not None and review.press(code_point, extend=extend)

    def _place_on_selection(self) -> None:
        review = self._shown_review
        if review:
            cursor, bridge = self.textCursor(), self._page.bridge
            start, end = cursor.selectionStart(), cursor.selectionEnd()
            span = Span(bridge.to_cp(start), bridge.to_cp(end))
            review.place(span, reveal=False, keeps_selection=True)

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

    def event(self, event: QEvent) -> bool:
        """Keep Enter for what has the ring, before an action of the window takes it."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and self._stop and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll, or act on what has the ring; leave all other keys to the window."""
        if self.is_reviewing and event.key() in _SENTENCE_KEYS:
            event.ignore()
            return
        target = scroll_target(event, self.scroll_y, self.viewport().height())
        if target is not None:
            self.set_scroll_y(target)
        elif event.key() in _ENTER and self._stop:
            self._press(self._stop.hit)
        elif event.key() in _ENTER and self.is_reviewing:
            self._enter_sentence(event)
        elif event.key() in _ENTER and self._active:
            self.annotation_activated.emit(self._active)
        else:
            super().keyPressEvent(event)

    def _enter_sentence(self, event: QKeyEvent) -> None:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or self.sentence_cursor is None:
            event.ignore()
        else:
            self.sentence_entered.emit()

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
