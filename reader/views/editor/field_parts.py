"""What all fields share: the label with its hint, the box, the line that says what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPalette, QPen

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import elide
from reader.views.editor.stack import HALO

LABEL_PX = 16
#: From the label to the box.
LABEL_GAP = 4
FIELD_PX = 32
RADIUS = 6
#: From the box to the words.
PADDING = 10
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def paint_label(
    painter: QPainter, width: float, label: str, hint: str, theme: Theme, *, y: float = 0
) -> None:
    """Paint a label on its line of 16 px, the hint at the far end."""
    row = QRectF(HALO, y, width - 2 * HALO, LABEL_PX)
    painter.setFont(sans(12, 500))
    painter.setPen(theme.color(Role.TEXT2))
    painter.drawText(row, _MIDDLE | Qt.AlignmentFlag.AlignLeft, label)
    if hint:
        room = row.width() - painter.fontMetrics().horizontalAdvance(label) - 12
        font = sans(12)
        painter.setFont(font)
        painter.setPen(theme.color(Role.TEXT3))
        painter.drawText(row, _MIDDLE | Qt.AlignmentFlag.AlignRight, elide(hint, font, room))


def paint_box(painter: QPainter, box: QRectF, theme: Theme, *, has_focus: bool) -> None:
    """Paint the rounded outline of a field; 2 px in the accent while it has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2.0 if has_focus else 1.0
    painter.setPen(QPen(theme.color(Role.ACCENT if has_focus else Role.EDGE), width))
    painter.setBrush(theme.color(Role.SURFACE))
    inset = width / 2
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)


def field_palette(theme: Theme) -> QPalette:
    """Colours of the words in a field, of selected ones, and of the placeholder."""
    palette = theme.palette()
    palette.setColor(QPalette.ColorRole.Base, theme.color(Role.SURFACE))
    palette.setColor(QPalette.ColorRole.Window, theme.color(Role.SURFACE))
    return palette
