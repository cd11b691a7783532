"""The chips of a search: a field with its value, to walk to and to take out."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from reader.models.query_words import chip_words
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import elide

HEIGHT_PX = 24
_PAD_PX, _GAP_PX, _CROSS_PX = 8, 5, 16
_LONGEST_PX = 240
_RADIUS = 6
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class QueryChip(QAbstractButton):
    """One `field:value` in words. Left and Right walk on, Delete and Backspace take it out,
    Enter makes it text again.

    Signals:
        removed: It is to go.
        opened: It is to be text again.
        walked: -1 or 1: the chip before or after it is wanted.
        typed: A letter that belongs into the field.
    """

    removed = Signal()
    opened = Signal()
    walked = Signal(int)
    typed = Signal(str)

    def __init__(self, token: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.token = token
        self._theme = theme
        self._words = chip_words(token)
        self.setText(token)
        self.setAccessibleName(f"Filter: {self._words.spoken}")
        self.setAccessibleDescription("Delete takes it out, Enter lets you change it.")
        self.setToolTip(token)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFixedSize(self.sizeHint())

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        words = self._lead_width() + QFontMetricsF(sans(12, 600)).horizontalAdvance(
            self._words.value
        )
        return QSize(min(_LONGEST_PX, round(words) + 1 + 2 * _PAD_PX + _CROSS_PX), HEIGHT_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, step = event.key(), -1 if self.isRightToLeft() else 1
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit()
        elif key == Qt.Key.Key_Left:
            self.walked.emit(-step)
        elif key == Qt.Key.Key_Right:
            self.walked.emit(step)
        elif key == Qt.Key.Key_End:
            self.typed.emit("")
        elif event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            # Space would press the button.
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._cross().adjusted(-2, -4, 6, 4).contains(event.position()):
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(self._theme.color(Role.ACCENT), width))
        painter.setBrush(self._theme.color(Role.ACCENT_BG))
        inset = width / 2
        body = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(body, _RADIUS, _RADIUS)
        self._paint_words(painter)
        pen = QPen(self._theme.color(Role.TEXT if self.underMouse() else Role.TEXT2), 1.4)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        middle = self._cross().center()
        for slope in (-1, 1):
            arm = QPointF(2.8, 2.8 * slope)
            painter.drawLine(middle - arm, middle + arm)

    def _paint_words(self, painter: QPainter) -> None:
        lead = self._lead_width()
        room = self.width() - 2 * _PAD_PX - _CROSS_PX
        painter.setFont(sans(12))
        painter.setPen(self._theme.color(Role.TEXT2))
        painter.drawText(self._at(_PAD_PX, min(lead, room)), _START, self._words.lead)
        font = sans(12, 600)
        painter.setFont(font)
        painter.setPen(self._theme.color(Role.TEXT))
        rest = max(0.0, room - lead)
        value = elide(self._words.value, font, rest + 1)
        painter.drawText(self._at(_PAD_PX + lead, rest + 2), _START, value)

    def _lead_width(self) -> float:
        if not self._words.lead:
            return 0.0
        return QFontMetricsF(sans(12)).horizontalAdvance(self._words.lead) + _GAP_PX

    def _cross(self) -> QRectF:
        return self._at(self.width() - _PAD_PX - _CROSS_PX + 5, _CROSS_PX)

    def _at(self, start: float, width: float) -> QRectF:
        if self.isRightToLeft():
            start = self.width() - start - width
        return QRectF(start, 0, width, HEIGHT_PX)
