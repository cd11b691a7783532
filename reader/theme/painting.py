"""What painted controls share: cut text, the focus ring, key caps."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme

#: The focus ring is 2 px wide and stands 2 px outside of what it frames.
FOCUS_MARGIN_PX = 4
#: Corner of fields, buttons and chips.
RADIUS_PX = 6
_KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


def elide(text: str, font: QFont, width_px: float) -> str:
    """Cut text to a width with an ellipsis at its end; whole where it fits."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width_px)


def is_keyboard_focus(reason: Qt.FocusReason) -> bool:
    """True where focus arrived by a key, so that its ring is to be drawn."""
    return reason in _KEYBOARD_REASONS


def paint_focus_ring(
    painter: QPainter, rect: QRectF, theme: Theme, radius: float = RADIUS_PX
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
