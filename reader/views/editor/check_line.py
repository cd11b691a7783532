"""A box to tick, with its words beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader.theme.fonts import sans
from reader.theme.painting import paint_focus_ring
from reader.theme.ring_button import RingButton
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.editor.stack import HALO

_BOX, _HEIGHT = 16, 24


class CheckLine(RingButton):
    """Ticked by a press, Space or Enter."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(sans(13)).horizontalAdvance(self.text())
        return QSize(round(2 * HALO + _BOX + 8 + words), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        box = QRectF(HALO, (self.height() - _BOX) / 2, _BOX, _BOX)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(Role.ACCENT))
            painter.drawRoundedRect(box, 4, 4)
            self._paint_tick(painter, box)
        else:
            painter.setPen(QPen(theme.color(Role.EDGE), 1))
            painter.setBrush(theme.color(Role.HOVER if self.underMouse() else Role.SURFACE))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(sans(13))
        painter.setPen(theme.color(Role.TEXT))
        words = QRectF(box.right() + 8, 0, self.width(), self.height())
        painter.drawText(
            words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text()
        )
        if self._shows_ring and self.hasFocus():
            paint_focus_ring(painter, box.adjusted(1, 1, -1, -1), theme, 4)

    def _paint_tick(self, painter: QPainter, box: QRectF) -> None:
        pen = QPen(self._theme.color(Role.ON_ACCENT), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        corner = box.topLeft()
        painter.drawPolyline(
            [corner + QPointF(4, 8.4), corner + QPointF(7, 11.2), corner + QPointF(12, 5)]
        )
