"""Rows to choose one from, 42 px each: a list that is painted, with one row marked."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotations import Severity
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph
from reader.theme.painting import elide, key_cap_size, paint_key_cap
from reader.theme.roles import Role
from reader.theme.theme import Theme

ROW_PX = 42
_GLYPH = 16
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One row."""

    title: str
    detail: str
    #: Of its note; None without one.
    severity: Severity | None = None
    #: A word in a box before the title; empty for none.
    badge: str = ""
    #: False for a word on what is missing.
    is_choice: bool = True


class OfferList(QWidget):
    """Up to `most` rows are seen at once; the others come up as they are marked.

    Signals:
        chosen: Index of the row that was pressed.
        marked_changed: Another row is marked.
    """

    chosen = Signal(int)
    marked_changed = Signal()

    def __init__(self, theme: Theme, name: str, most: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._most = self._room = most
        self._rows: tuple[OfferRow, ...] = ()
        self._marked, self._first = -1, 0
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def rows(self) -> tuple[OfferRow, ...]:
        """All rows."""
        return self._rows

    @property
    def marked(self) -> int:
        """Index of the row that Enter takes; -1 where there is none."""
        return self._marked

    @property
    def spoken(self) -> str:
        """The marked row in words, with its place in the list."""
        if self._marked < 0:
            return self._rows[0].title if self._rows else ""
        row = self._rows[self._marked]
        severity = f"{row.severity.label}. " if row.severity is not None else ""
        return f"{self._marked + 1} of {len(self._rows)}: {severity}{row.title}. {row.detail}"

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def set_room(self, rows: int) -> None:
        """Show no more rows at once than there is room for."""
        self._room = max(1, min(self._most, rows))
        self._tell()

    def show_rows(self, rows: tuple[OfferRow, ...]) -> None:
        """Show these rows, the first that can be taken marked."""
        self._rows, self._first = rows, 0
        self._marked = next((at for at, row in enumerate(rows) if row.is_choice), -1)
        self._tell()

    def step(self, by: int) -> None:
        """Mark the row after or before, round the ends."""
        if self._marked >= 0:
            self._marked = (self._marked + by) % len(self._rows)
            self._tell()

    def sizeHint(self) -> QSize:
        return QSize(320, min(len(self._rows), self._room) * ROW_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last = min(self._first + self._room, len(self._rows))
        for at in range(self._first, last):
            self._paint_row(painter, self._rect(at), self._rows[at], is_marked=at == self._marked)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().toPoint())
        if at >= 0 and at != self._marked:
            self._marked = at
            self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().toPoint())
        if at >= 0:
            self.chosen.emit(at)

    def wheelEvent(self, event: QWheelEvent) -> None:
        furthest = max(0, len(self._rows) - self._room)
        step = -1 if event.angleDelta().y() > 0 else 1
        self._first = min(max(0, self._first + step), furthest)
        event.accept()
        self.update()

    def _tell(self) -> None:
        if self._marked >= 0:
            self._first = min(max(self._first, self._marked - self._room + 1), self._marked)
        self.setAccessibleDescription(self.spoken)
        self.updateGeometry()
        self.update()
        self.marked_changed.emit()

    def _rect(self, at: int) -> QRectF:
        return QRectF(0, (at - self._first) * ROW_PX, self.width(), ROW_PX)

    def _row_at(self, point: QPoint) -> int:
        at = self._first + point.y() // ROW_PX
        is_row = self.rect().contains(point) and at < len(self._rows)
        return at if is_row and self._rows[at].is_choice else -1

    def _paint_row(
        self, painter: QPainter, row: QRectF, offer: OfferRow, *, is_marked: bool
    ) -> None:
        theme = self._theme
        if is_marked:
            painter.fillRect(row, theme.color(Role.ACCENT_BG))
        left, right = row.left() + 12, row.right() - 12
        if offer.severity is not None:
            corner = QPointF(left, row.center().y() - _GLYPH / 2)
            draw_severity_glyph(painter, corner, offer.severity, _GLYPH, theme, filled=is_marked)
        left += _GLYPH + 10
        if is_marked:
            cap = key_cap_size("Enter")
            box = QRectF(right - cap.width(), row.center().y() - 9, cap.width(), cap.height())
            paint_key_cap(painter, box, "Enter", theme)
            right = box.left() - 12
        if offer.badge:
            left = self._paint_badge(painter, QPointF(left, row.top() + 4), offer.badge)
        font = sans(13, 600 if offer.is_choice else 400)
        painter.setFont(font)
        painter.setPen(theme.color(Role.TEXT if offer.is_choice else Role.TEXT3))
        line = QRectF(left, row.top() + (3 if offer.detail else 11), right - left, 20)
        painter.drawText(line, _LEFT, elide(offer.title, font, right - left))
        if offer.detail:
            left = row.left() + 22 + _GLYPH
            font = sans(12)
            painter.setFont(font)
            painter.setPen(theme.color(Role.TEXT2 if is_marked else Role.TEXT3))
            line = QRectF(left, row.top() + 21, right - left, 17)
            painter.drawText(line, _LEFT, elide(offer.detail, font, right - left))

    def _paint_badge(self, painter: QPainter, corner: QPointF, word: str) -> float:
        """Paint a word in a box; returns where what follows begins."""
        painter.setFont(sans(11, 600))
        width = painter.fontMetrics().horizontalAdvance(word) + 10
        box = QRectF(corner.x() + 0.5, corner.y() + 0.5, width, 17)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color(Role.ACCENT), 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
        return box.right() + 8
