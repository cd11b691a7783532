"""Small painted controls that several views use. Colours come from a theme, never a style sheet."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotations import Severity
from reader.theme.buttons import ButtonKind, TextButton
from reader.theme.counts import counts_in_words
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph
from reader.theme.painting import (
    FOCUS_MARGIN_PX,
    RADIUS_PX,
    elide,
    is_keyboard_focus,
    key_cap_size,
    paint_focus_ring,
    paint_key_cap,
)
from reader.theme.roles import Role
from reader.theme.theme import Theme

__all__ = [
    "FOCUS_MARGIN_PX",
    "ButtonKind",
    "Chip",
    "CountsLine",
    "ElidedLabel",
    "Hairline",
    "KeyCap",
    "TextButton",
    "elide",
    "is_keyboard_focus",
    "key_cap_size",
    "paint_focus_ring",
    "paint_key_cap",
]

_ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


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
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_PX, RADIUS_PX)
        painter.setFont(sans(12, 500))
        painter.setPen(self._theme.color(Role.TEXT2))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self._text)
