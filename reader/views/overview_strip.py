"""The strip beside the article: where its cautions lie, and what part is on screen.

It takes the place of the vertical scroll bar. Ticks are drawn once into a pixmap; a scroll
moves only the thumb under them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from annotations import Severity
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.article_view import ArticleView
from reader.views.marks import Mark

WIDTH = 16
#: Between the strip and the window's edge; presses there count as on the strip.
EDGE_GAP = 6
TRACK_WIDTH = 8
#: Ticks closer than this merge; the highest severity wins.
MERGE_DISTANCE = 2.0
_MIN_THUMB = 24.0
_HIT_REACH = 4.0
#: Corners of the flag of a critical tick, from its point; y from the tick's middle.
_FLAG = ((0.5, 0.0), (4.5, -3.5), (15.5, -3.5), (15.5, 3.5), (4.5, 3.5))


class Tick(NamedTuple):
    """One mark on the strip; a tuple, since there is one for each of thousands of marks."""

    #: From the top of the strip to the middle of the tick, in pixels.
    y: float
    severity: Severity
    annotation_uid: str


def merge_ticks(ticks: Iterable[Tick]) -> tuple[Tick, ...]:
    """Keep the highest of ticks that lie closer than 2 px, in order of place.

    Of equals the first stays, at its own place.
    """
    kept: list[Tick] = []
    last = float("-inf")
    for tick in sorted(ticks, key=itemgetter(0)):
        if tick[0] - last >= MERGE_DISTANCE:
            kept.append(tick)
        elif tick[1] > kept[-1][1]:
            kept[-1] = tick
        else:
            continue
        last = tick[0]
    return tuple(kept)


class OverviewStrip(QWidget):
    """The overview of one article view; follows it by itself.

    Signals:
        annotation_activated(str): A tick was pressed. Uid of its note.
    """

    annotation_activated = Signal(str)

    def __init__(self, view: ArticleView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self._ticks: tuple[Tick, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._made_for: tuple[object, ...] | None = None
        self._pixmap: QPixmap | None = None
        self._grip: float | None = None
        self.setFixedWidth(WIDTH + EDGE_GAP)
        self.setAccessibleName("Overview of cautions")
        view.overview_changed.connect(self._on_overview_changed)
        view.cursor_changed.connect(self.update)
        view.verticalScrollBar().valueChanged.connect(self.update)
        view.verticalScrollBar().rangeChanged.connect(self._on_overview_changed)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._on_overview_changed()

    def sizeHint(self) -> QSize:
        """As wide as the strip is fixed to."""
        return QSize(WIDTH + EDGE_GAP, 100)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The ticks as they are drawn, from top to bottom."""
        marks = self._view.marks_shown
        is_laid_out = self._view.is_laid_out
        state = (is_laid_out and self._view.content_height(), is_laid_out, self.height())
        if marks is not self._marks or state != self._made_for:
            self._marks, self._made_for = marks, state
            self._ticks = merge_ticks(self._make_ticks([m for m in marks if m.is_claim]))
        return self._ticks

    def _make_ticks(self, marks: Sequence[Mark]) -> list[Tick]:
        ys = self._ys([mark.span.start for mark in marks])
        severities = [mark.severity for mark in marks]
        uids = [mark.annotation_uid for mark in marks]
        return list(map(Tick, ys, severities, uids))

    def _ys(self, code_points: Sequence[int]) -> list[float]:
        room = self.height() - 4
        return [2 + share * room for share in self._view.shares_of(code_points)]

    def _on_overview_changed(self) -> None:
        self._pixmap = None
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the ticks anew."""
        super().resizeEvent(event)
        self._on_overview_changed()

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, thumb, the pixmap of ticks over both, and the place of a review."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left = (WIDTH - TRACK_WIDTH) / 2
        painter.setBrush(self._theme.color(Role.TRACK))
        painter.drawRoundedRect(QRectF(left, 0, TRACK_WIDTH, self.height()), 4, 4)
        painter.setBrush(self._theme.color(Role.THUMB))
        top, height = self._thumb()
        painter.drawRoundedRect(QRectF(left, top, TRACK_WIDTH, height), 4, 4)
        if self._pixmap is None:
            self._pixmap = self._draw_ticks()
        painter.drawPixmap(0, 0, self._pixmap)
        cursor = self._view.sentence_cursor
        if cursor is not None:
            (y,) = self._ys([cursor.span.start])
            painter.setPen(QPen(self._theme.color(Role.ACCENT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(0.75, round(y) - 4.75, WIDTH - 1.5, 9.5)
            painter.drawRoundedRect(frame, 3, 3)

    def _thumb(self) -> tuple[float, float]:
        """Top and height of the thumb in pixels."""
        bar = self._view.verticalScrollBar()
        page = max(1, self._view.viewport().height())
        total = bar.maximum() + page
        height = max(_MIN_THUMB, self.height() * page / total)
        room = self.height() - height
        return (room * bar.value() / bar.maximum() if bar.maximum() else 0.0), height

    def _draw_ticks(self) -> QPixmap:
        dpr = self.devicePixelRatioF()
        pixmap = QPixmap(self.size() * dpr)
        pixmap.setDevicePixelRatio(dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_hits(painter)
        for tick in sorted(self.ticks, key=lambda t: t.severity):
            self._draw_tick(painter, tick)
        self._draw_active(painter)
        painter.end()
        return pixmap

    def _draw_hits(self, painter: QPainter) -> None:
        color = self._theme.color(Role.ACCENT)
        last = -MERGE_DISTANCE
        for y in self._ys([hit.start for hit in self._view.find_hits]):
            if y - last >= MERGE_DISTANCE:
                painter.fillRect(QRectF(5, round(y) - 1, 6, 2), color)
                last = y

    def _draw_tick(self, painter: QPainter, tick: Tick) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.severity(tick.severity).ink)
        y = round(tick.y)
        if tick.severity is Severity.INFO:
            painter.drawEllipse(QPointF(WIDTH / 2, y), 2.5, 2.5)
        elif tick.severity is Severity.CRITICAL:
            is_mirrored = self._view.geometry_now.rtl
            flag = [QPointF(WIDTH - x if is_mirrored else x, y + dy) for x, dy in _FLAG]
            painter.drawPolygon(QPolygonF(flag))
        else:
            width = 8 if tick.severity is Severity.MODERATE else 14
            painter.drawRect(QRectF((WIDTH - width) / 2, y - 1.5, width, 3))

    def _draw_active(self, painter: QPainter) -> None:
        """Frame the places of the active note, drawn again on top of what hides them."""
        marks = self._view.index.of_note(self._view.active)
        for tick in self._make_ticks([mark for mark in marks if mark.is_claim]):
            self._draw_tick(painter, tick)
            painter.setPen(QPen(self._theme.color(Role.TEXT), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            frame = QRectF(0.75, round(tick.y) - 6, WIDTH - 1.5, 12)
            painter.drawRoundedRect(frame, 3, 3)

    # Pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Activate a tick, or take the thumb to scroll."""
        if event.button() is not Qt.MouseButton.LeftButton:
            event.ignore()
            return
        y = event.position().y()
        tick = self.tick_at(y)
        if tick is not None:
            self.annotation_activated.emit(tick.annotation_uid)
            return
        top, height = self._thumb()
        self._grip = y - top if top <= y <= top + height else height / 2
        self._drag_to(y)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scroll while the thumb is held."""
        if self._grip is not None:
            self._drag_to(event.position().y())
        else:
            over = self.tick_at(event.position().y()) is not None
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            )

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the thumb."""
        self._grip = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the article."""
        QApplication.sendEvent(self._view.verticalScrollBar(), event)

    def tick_at(self, y: float) -> Tick | None:
        """The nearest tick within 4 px; of two equally near ones the higher severity."""
        near = [tick for tick in self.ticks if abs(tick.y - y) <= _HIT_REACH]
        return min(near, key=lambda t: (abs(t.y - y), -t.severity), default=None)

    def _drag_to(self, y: float) -> None:
        bar = self._view.verticalScrollBar()
        _, height = self._thumb()
        room = max(1.0, self.height() - height)
        bar.setValue(round((y - (self._grip or 0.0)) / room * bar.maximum()))
