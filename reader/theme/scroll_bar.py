"""A quiet vertical scroll bar: a thumb without track or arrows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from reader.theme.roles import Role
from reader.theme.theme import Theme

WIDTH_PX = 14
_THUMB_PX = 6
_THUMB_MIN_PX = 32


class ThinScrollBar(QScrollBar):
    """Shows nothing where there is nothing to scroll; keys and wheel are Qt's own."""

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, ground: Role = Role.CANVAS
    ) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self._ground = ground
        self._grip_px: float | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX, 2 * _THUMB_MIN_PX)

    @property
    def thumb_rect(self) -> QRectF:
        """Where the thumb is; empty where there is nothing to scroll."""
        span = self.maximum() - self.minimum()
        if span <= 0:
            return QRectF()
        height = float(self.height())
        length = max(_THUMB_MIN_PX, height * self.pageStep() / (span + self.pageStep()))
        top = (height - length) * (self.value() - self.minimum()) / span
        return QRectF((self.width() - _THUMB_PX) / 2, top, _THUMB_PX, length)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(self._ground))
        thumb = self.thumb_rect
        if thumb.isEmpty():
            return
        is_hot = self._grip_px is not None or self.underMouse()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(Role.EDGE if is_hot else Role.THUMB))
        radius = _THUMB_PX / 2
        painter.drawRoundedRect(thumb.adjusted(0, 2, 0, -2), radius, radius)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        thumb, y = self.thumb_rect, event.position().y()
        if event.button() is not Qt.MouseButton.LeftButton or thumb.isEmpty():
            return
        if thumb.top() <= y <= thumb.bottom():
            self._grip_px = y - thumb.top()
        else:
            self.setValue(self.value() + (self.pageStep() if y > thumb.top() else -self.pageStep()))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip_px is None:
            return
        room = self.height() - self.thumb_rect.height()
        share = (event.position().y() - self._grip_px) / room if room > 0 else 0.0
        self.setValue(self.minimum() + round(share * (self.maximum() - self.minimum())))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip_px = None
        self.update()
