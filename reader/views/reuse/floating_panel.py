"""A panel over the text that Escape takes away: its frame, its shadow and its place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from reader.theme.roles import Role
from reader.theme.theme import Theme

#: Room around the panel for its shadow.
SHADOW = 8
_RADIUS = 8


class FloatingPanel(QWidget):
    """A rounded box; what is in it is laid out within `SHADOW` of each edge.

    Signals:
        closed: Escape was pressed, or the panel was left.
    """

    closed = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.setPalette(theme.palette())
        self.update()

    def lie_in(self, body: QRect) -> None:
        """Take a place, the shadow around it."""
        self.setGeometry(body.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))

    def event(self, event: QEvent) -> bool:
        """Claim Escape before the window does."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(SHADOW - 1, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 9))
            grown = body.adjusted(-step * 0.6, -step * 0.2, step * 0.6, step)
            painter.drawRoundedRect(grown, _RADIUS + step * 0.6, _RADIUS + step * 0.6)
        painter.setPen(QPen(theme.color(Role.POPUP_EDGE), 1))
        painter.setBrush(theme.color(Role.SURFACE))
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
