"""The button of words."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.theme.fonts import sans
from reader.theme.glyphs import paint_disclosure
from reader.theme.painting import (
    FOCUS_MARGIN_PX,
    RADIUS_PX,
    is_keyboard_focus,
    key_cap_size,
    paint_focus_ring,
    paint_key_cap,
)
from reader.theme.roles import Role
from reader.theme.theme import Theme

_ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ButtonKind(StrEnum):
    """How much a button asks for attention."""

    FLAT = "flat"
    OUTLINED = "outlined"
    PRIMARY = "primary"


class TextButton(QAbstractButton):
    """A button of words, 28 px high within its focus margin of 4.

    It may carry a quiet lead before its text ("Group by"), a key cap after it, and the
    triangle of a menu. Checkable buttons show the accent fill while checked.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        kind: ButtonKind = ButtonKind.FLAT,
        keys: str = "",
        lead: str = "",
        has_menu: bool = False,
        height_px: int = 28,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = kind
        self._keys = keys
        self._lead = lead
        self._has_menu = has_menu
        self._height = height_px
        self._shows_ring = False
        self.setText(text)
        self.setAccessibleName(f"{lead} {text}".strip())
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def set_label(self, text: str) -> None:
        """Change the words, and the name that assistive technology reads."""
        self.setText(text)
        self.setAccessibleName(f"{self._lead} {text}".strip())
        self.updateGeometry()

    def set_keys(self, keys: str) -> None:
        """Change the key cap; empty text removes it."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = 2.0 * (FOCUS_MARGIN_PX + self._padding()) + self._text_width()
        if self._lead:
            width += QFontMetricsF(sans(13, 500)).horizontalAdvance(self._lead) + 6
        if self._keys:
            width += key_cap_size(self._keys).width() + 7
        if self._has_menu:
            width += 14
        return QSize(round(width + 0.5), self._height + 2 * FOCUS_MARGIN_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = is_keyboard_focus(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = FOCUS_MARGIN_PX
        body = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        self._paint_body(painter, body)
        self._paint_text(painter, body)
        if self._shows_ring and self.hasFocus():
            paint_focus_ring(painter, body, self._theme)

    def _padding(self) -> int:
        return 8 if self._kind is ButtonKind.FLAT else 11

    def _text_font(self) -> QFont:
        return sans(13, 600 if self._lead or self._kind is ButtonKind.PRIMARY else 500)

    def _text_width(self) -> float:
        return QFontMetricsF(self._text_font()).horizontalAdvance(self.text())

    def _paint_body(self, painter: QPainter, body: QRectF) -> None:
        is_hot = self.isEnabled() and (self.underMouse() or self.isDown())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._kind is ButtonKind.PRIMARY:
            fill = self._theme.color(Role.ACCENT if self.isEnabled() else Role.THUMB)
            if is_hot:
                fill = fill.lighter(112) if self._theme.is_dark else fill.darker(112)
            painter.setBrush(fill)
        elif self.isChecked():
            painter.setBrush(self._theme.color(Role.ACCENT_BG))
        elif is_hot:
            painter.setBrush(self._theme.color(Role.HOVER))
        elif self._kind is ButtonKind.OUTLINED:
            painter.setBrush(self._theme.color(Role.SURFACE))
        if self._kind is ButtonKind.OUTLINED:
            edge = Role.ACCENT if self.isChecked() else Role.EDGE
            painter.setPen(QPen(self._theme.color(edge), 1))
            body = body.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(body, RADIUS_PX, RADIUS_PX)

    def _paint_text(self, painter: QPainter, body: QRectF) -> None:
        ink = Role.TEXT2 if self._kind is ButtonKind.FLAT and not self._lead else Role.TEXT
        if self._kind is ButtonKind.PRIMARY:
            ink = Role.ON_ACCENT
        if not self.isEnabled():
            ink = Role.TEXT3
        start = float(self._padding())
        if self._lead:
            painter.setFont(sans(13, 500))
            painter.setPen(self._theme.color(Role.TEXT2))
            width = QFontMetricsF(painter.font()).horizontalAdvance(self._lead)
            painter.drawText(self._part(body, start, width + 1), _ALIGN_LEFT, self._lead)
            start += width + 6
        painter.setFont(self._text_font())
        painter.setPen(self._theme.color(ink))
        width = self._text_width()
        painter.drawText(self._part(body, start, width + 1), _ALIGN_LEFT, self.text())
        start += width
        if self._has_menu:
            box = self._part(body, start + 6, 8, 8)
            paint_disclosure(painter, box, self._theme.color(Role.TEXT2), open=True)
            start += 14
        if self._keys:
            size = key_cap_size(self._keys)
            cap = self._part(body, start + 7, size.width(), size.height())
            paint_key_cap(painter, cap, self._keys, self._theme)

    def _part(self, body: QRectF, start: float, width: float, height: float = 0) -> QRectF:
        """A box in the middle of the body's height, counted from where reading begins."""
        left = body.right() - start - width if self.isRightToLeft() else body.left() + start
        height = height or body.height()
        return QRectF(left, body.center().y() - height / 2, width, height)
