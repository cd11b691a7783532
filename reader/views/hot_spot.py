"""A part of a painted card that is a button: for the mouse, the keyboard and screen readers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from reader.theme.theme import Theme
from reader.theme.widgets import is_keyboard_focus, paint_focus_ring


class HotSpotButton(QAbstractButton):
    """Paints nothing but its focus; the card paints what lies under it.

    A double click is two clicks: a disclosure opens and closes.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shows_ring = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def place(self, rect: QRectF, name: str, tip: str, *, takes_focus: bool) -> None:
        """Lie over a part of the card; `rect` in the parent's coordinates."""
        self.setGeometry(rect.adjusted(-1, -1, 1, 1).toAlignedRect())
        self.setAccessibleName(name)
        self.setToolTip(tip)
        policy = Qt.FocusPolicy.TabFocus if takes_focus else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        """Paint the focus ring in another theme."""
        self._theme = theme
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = is_keyboard_focus(event.reason())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not (self._shows_ring and self.hasFocus()):
            return
        painter = QPainter(self)
        inner = QRectF(self.rect()).adjusted(4, 4, -4, -4)
        paint_focus_ring(painter, inner, self._theme, 4)
