"""The rows of the sidebar: a choice with its number, and the way to the rarer ones."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotations import Severity
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import elide, is_keyboard_focus, paint_focus_ring
from reader.views.row_ink import RowBox
from reader.views.wording import counted

WIDTH_PX = 232
ROW_PX = 30
MARGIN_PX = 12
_RADIUS = 6
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SidebarRow(QAbstractButton):
    """One choice: glyph, words, number. Exactly one of its siblings is chosen."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        parent: QWidget,
        *,
        severity: Severity | None = None,
        noun: str = "article",
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._severity = severity
        self._noun = noun
        self._number = 0
        self._shows_ring = False
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_number(0)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def set_number(self, number: int) -> None:
        """Show how many there are."""
        self._number = number
        self.setAccessibleName(f"{self.text()}, {counted(number, self._noun)}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX - 2 * MARGIN_PX, ROW_PX)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Arrow keys move through the choices with "other" as their reason.
        other = event.reason() is Qt.FocusReason.OtherFocusReason
        self._shows_ring = other or is_keyboard_focus(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = False
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            role = Role.ACCENT_BG if self.isChecked() else Role.HOVER
            painter.setBrush(self._theme.color(role))
            painter.drawRoundedRect(body, _RADIUS, _RADIUS)
        self._paint_words(painter, RowBox(body, self.isRightToLeft()))
        if self._shows_ring and self.hasFocus():
            paint_focus_ring(painter, body.adjusted(4, 4, -4, -4), self._theme, radius=3)

    def _paint_words(self, painter: QPainter, row: RowBox) -> None:
        start, width = float(MARGIN_PX), row.width - 2 * MARGIN_PX
        if self._severity is not None:
            corner = row.at(start, ROW_PX / 2 - 7, 14, 14).topLeft()
            draw_severity_glyph(painter, corner, self._severity, 14, self._theme)
            start, width = start + 22, width - 22
        painter.setFont(sans(13, tabular=True))
        painter.setPen(self._theme.color(Role.TEXT2))
        painter.drawText(row.at(start, 0, width, ROW_PX), _RIGHT, f"{self._number:,}")
        width -= painter.fontMetrics().horizontalAdvance("00000")
        font = sans(13, 600 if self.isChecked() else 500)
        painter.setFont(font)
        painter.setPen(self._theme.color(Role.TEXT))
        box = row.at(start, 0, width, ROW_PX)
        painter.drawText(box, _LEFT, elide(self.text(), font, box.width()))


class MoreRow(QAbstractButton):
    """Shows the rarer categories, or hides them again."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(ROW_PX)
        self._shows_ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = is_keyboard_focus(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = False
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = sans(13, 500)
        font.setUnderline(self.underMouse())
        if self._shows_ring:
            ring = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            paint_focus_ring(painter, ring, self._theme, radius=3)
        painter.setFont(font)
        painter.setPen(self._theme.color(Role.LINK))
        painter.drawText(
            QRectF(self.rect()).adjusted(MARGIN_PX, 0, -MARGIN_PX, 0), _LEFT, self.text()
        )
