"""Small painted controls that several views use. Colours come from a theme, never a style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotations import Severity
from reader.theme.counts import counts_in_words
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph, paint_disclosure
from reader.theme.roles import Role
from reader.theme.theme import Theme

#: The focus ring is 2 px wide and stands 2 px outside of what it frames.
FOCUS_MARGIN_PX = 4
_RADIUS = 6
_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def elide(text: str, font: QFont, width_px: float) -> str:
    """Cut text to a width with an ellipsis at its end; whole where it fits."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width_px)


def is_keyboard_focus(reason: Qt.FocusReason) -> bool:
    """True where focus arrived by a key, so that its ring is to be drawn."""
    return reason in _KEYBOARD_REASONS


def paint_focus_ring(
    painter: QPainter, rect: QRectF, theme: Theme, radius: float = _RADIUS
) -> None:
    """Paint the 2 px accent ring 2 px outside of `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(Role.ACCENT), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), radius + 3, radius + 3)
    painter.restore()


def key_cap_size(keys: str) -> QSize:
    """Room for a key cap with that text."""
    width = QFontMetricsF(sans(11, 500)).horizontalAdvance(keys)
    return QSize(max(18, round(width) + 11), 18)


def paint_key_cap(painter: QPainter, rect: QRectF, keys: str, theme: Theme) -> None:
    """Paint a key as its cap: 11 px in a rounded outline."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(Role.POPUP_EDGE), 1))
    painter.setBrush(theme.color(Role.SURFACE))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(sans(11, 500))
    painter.setPen(theme.color(Role.TEXT2))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()


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
        painter.drawRoundedRect(body, _RADIUS, _RADIUS)

    def _paint_text(self, painter: QPainter, body: QRectF) -> None:
        ink = Role.TEXT2 if self._kind is ButtonKind.FLAT and not self._lead else Role.TEXT
        if self._kind is ButtonKind.PRIMARY:
            ink = Role.ON_ACCENT
        if not self.isEnabled():
            ink = Role.TEXT3
        rest = body.adjusted(self._padding(), 0, -self._padding(), 0)
        if self._lead:
            painter.setFont(sans(13, 500))
            painter.setPen(self._theme.color(Role.TEXT2))
            painter.drawText(rest, _ALIGN_LEFT, self._lead)
            rest.setLeft(rest.left() + painter.fontMetrics().horizontalAdvance(self._lead) + 6)
        painter.setFont(self._text_font())
        painter.setPen(self._theme.color(ink))
        painter.drawText(rest, _ALIGN_LEFT, self.text())
        rest.setLeft(rest.left() + self._text_width())
        if self._has_menu:
            box = QRectF(rest.left() + 6, rest.center().y() - 4, 8, 8)
            paint_disclosure(painter, box, self._theme.color(Role.TEXT2), open=True)
            rest.setLeft(box.right())
        if self._keys:
            size = key_cap_size(self._keys)
            cap = QRectF(QPointF(rest.left() + 7, rest.center().y() - 9), size.toSizeF())
            paint_key_cap(painter, cap, self._keys, self._theme)


class KeyCap(QWidget):
    """A key as its cap."""

    def __init__(self, keys: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._theme = theme
        self.setAccessibleName(f"Key {keys}")
        self.setFixedSize(key_cap_size(keys))

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_key_cap(QPainter(self), QRectF(self.rect()), self._keys, self._theme)


class CountsLine(QWidget):
    """Counts by severity, worst first: glyph, number, word. Nothing is shown of a zero.

    Where the words do not fit the numbers stand alone.
    """

    _GLYPH, _GAP, _SPACING = 16, 6, 20

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, px: float = 13) -> None:
        super().__init__(parent)
        self._theme = theme
        self._font = sans(px, 600, tabular=True)
        self._counts: dict[Severity, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def set_counts(self, counts: Mapping[Severity, int]) -> None:
        """Show these numbers of notes."""
        self._counts = {s: counts[s] for s in reversed(Severity) if counts.get(s)}
        words = counts_in_words(counts)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._width(self._items(with_words=True)) + 0.5), 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(self._width(self._items(with_words=False)) + 0.5), 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._font)
        items = self._items(with_words=True)
        if self._width(items) > self.width():
            items = self._items(with_words=False)
        x = 0.0
        top = (self.height() - self._GLYPH) / 2
        for severity, text in items:
            draw_severity_glyph(painter, QPointF(x, top), severity, self._GLYPH, self._theme)
            x += self._GLYPH + self._GAP
            width = self._text_width(text)
            painter.setPen(self._theme.severity(severity).ink)
            painter.drawText(QRectF(x, 0, width + 1, self.height()), _ALIGN_LEFT, text)
            x += width + self._SPACING

    def _items(self, *, with_words: bool) -> list[tuple[Severity, str]]:
        return [
            (s, f"{n} {s.label.lower()}" if with_words else str(n)) for s, n in self._counts.items()
        ]

    def _text_width(self, text: str) -> float:
        return QFontMetricsF(self._font).horizontalAdvance(text)

    def _width(self, items: list[tuple[Severity, str]]) -> float:
        texts = sum(self._text_width(text) for _, text in items)
        return (
            texts
            + len(items) * (self._GLYPH + self._GAP + self._SPACING)
            - (self._SPACING if items else 0)
        )


class Hairline(QWidget):
    """A line of one pixel between things, across its width."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(1)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(Role.LINE))


class ElidedLabel(QWidget):
    """One line of plain text, cut with an ellipsis where it does not fit.

    The whole text is its accessible name, and its tool tip while it is cut.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        font: QFont | None = None,
        role: Role = Role.TEXT,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._text = ""
        self.setFont(font or sans(13))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another text; line breaks become spaces."""
        self._text = " ".join(text.split("\n"))
        self.setAccessibleName(self._text)
        self._update_tool_tip()
        self.updateGeometry()
        self.update()

    def set_role(self, role: Role) -> None:
        """Paint in the colour of another role."""
        self._role = role
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        margins = self.contentsMargins()
        return QSize(
            round(metrics.horizontalAdvance(self._text) + 1.5) + margins.left() + margins.right(),
            round(metrics.height() + 0.5) + margins.top() + margins.bottom(),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(24 if self._text else 0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._update_tool_tip()
        super().resizeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._theme.color(self._role))
        box = self.contentsRect()
        painter.drawText(QRectF(box), _ALIGN_LEFT, elide(self._text, self.font(), box.width()))

    def _update_tool_tip(self) -> None:
        is_cut = elide(self._text, self.font(), self.contentsRect().width()) != self._text
        self.setToolTip(self._text if is_cut else "")


class Chip(QWidget):
    """A short word on a quiet fill, 24 px high."""

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self._theme = theme
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(QFontMetricsF(sans(12, 500)).horizontalAdvance(self._text)) + 17, 24)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(Role.SUNKEN))
        painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        painter.setFont(sans(12, 500))
        painter.setPen(self._theme.color(Role.TEXT2))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._text)
