"""The line at the top of the editor: which sentence, where, and what the note is now."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from reader.theme.fonts import sans
from reader.theme.painting import elide, key_cap_size, paint_key_cap
from reader.theme.roles import Role
from reader.theme.theme import Theme

HEIGHT_PX = 28
_ALIGN = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class EscapeCap(QAbstractButton):
    """The key that leads back to the text, to be pressed with the mouse, too."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Back to the text")
        self.setToolTip("Back to the text (Esc); what is typed is kept")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.resize(key_cap_size("Esc"))

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return key_cap_size("Esc")

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_key_cap(QPainter(self), QRectF(self.rect()), "Esc", self._theme)


class EditorHeader(QWidget):
    """Says what the editor stands beside.

    Signals:
        closed: The cap of Esc was pressed.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = self._heading = self._status = ""
        self._cap = EscapeCap(theme, self)
        self._cap.clicked.connect(self.closed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self._cap.set_theme(theme)
        self.update()

    def show_place(self, title: str, heading: str) -> None:
        """Say which sentence it is, and below which heading it stands."""
        self._title, self._heading = title, heading
        self.setToolTip(heading)
        self._name()

    def show_status(self, status: str) -> None:
        """Say what the note is in the library."""
        if status != self._status:
            self._status = status
            self._name()

    def _name(self) -> None:
        self.setAccessibleName(", ".join(filter(None, (self._title, self._heading, self._status))))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cap.move(self.width() - self._cap.width(), (HEIGHT_PX - self._cap.height()) // 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        right = float(self._cap.x() - 8)
        painter.setFont(sans(13))
        painter.setPen(theme.color(Role.TEXT2))
        painter.drawText(
            QRectF(0, 0, right, HEIGHT_PX), _ALIGN | Qt.AlignmentFlag.AlignRight, self._status
        )
        right -= painter.fontMetrics().horizontalAdvance(self._status) + 12
        font = sans(14, 600)
        painter.setFont(font)
        painter.setPen(theme.color(Role.TEXT))
        title = elide(self._title, font, right)
        painter.drawText(QRectF(0, 0, right, HEIGHT_PX), _ALIGN, title)
        left = painter.fontMetrics().horizontalAdvance(title) + 9
        font = sans(13)
        painter.setFont(font)
        painter.setPen(theme.color(Role.TEXT2))
        if right - left > 40:
            painter.drawText(
                QRectF(left, 0, right - left, HEIGHT_PX),
                _ALIGN,
                elide(self._heading, font, right - left),
            )
