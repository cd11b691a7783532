"""Small square buttons of a row: take out, show more."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader.theme.glyphs import paint_disclosure
from reader.theme.painting import paint_focus_ring
from reader.theme.ring_button import RingButton
from reader.theme.roles import Role
from reader.theme.theme import Theme

SIDE_PX = 28
_INNER = 20


class ButtonSign(StrEnum):
    """What is drawn on the button."""

    REMOVE = "remove"
    DISCLOSE = "disclose"


class SmallButton(RingButton):
    """20 px within the room of its focus ring; a disclosure is checked while open."""

    def __init__(self, sign: ButtonSign, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._sign = sign
        self.setCheckable(sign is ButtonSign.DISCLOSE)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Say what it does, to assistive technology and in a tool tip."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        return QSize(SIDE_PX, SIDE_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(0, 0, _INNER, _INNER)
        inner.moveCenter(QRectF(self.rect()).center())
        is_hot = self.underMouse() or self.isDown()
        if is_hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(Role.HOVER))
            painter.drawRoundedRect(inner, 4, 4)
        ink = self._theme.color(Role.TEXT if is_hot else Role.TEXT3)
        if self._sign is ButtonSign.REMOVE:
            self._paint_cross(painter, inner.center(), QPen(ink, 1.5))
        else:
            box = QRectF(0, 0, 8, 8)
            box.moveCenter(inner.center())
            paint_disclosure(painter, box, ink, open=self.isChecked())
        if self._shows_ring and self.hasFocus():
            paint_focus_ring(painter, inner.adjusted(1, 1, -1, -1), self._theme, 3)

    def _paint_cross(self, painter: QPainter, at: QPointF, pen: QPen) -> None:
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        arm = 3.5
        painter.drawLines(
            [
                QLineF(at.x() - arm, at.y() - arm, at.x() + arm, at.y() + arm),
                QLineF(at.x() - arm, at.y() + arm, at.x() + arm, at.y() - arm),
            ]
        )
