"""What the rows of lists share: their ground, their headers, lines of text, and a row that
reads from right to left.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle

from annotations import Severity
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph, paint_disclosure
from reader.theme.painting import RADIUS_PX
from reader.theme.roles import Role
from reader.theme.text_lines import TextLines
from reader.theme.theme import Theme
from reader.theme.widgets import paint_focus_ring
from reader.views.library_geometry import HEADER_PX

GLYPH_PX = 16
HOVER = QStyle.StateFlag.State_MouseOver
SELECTED = QStyle.StateFlag.State_Selected


class RowBox(NamedTuple):
    """A row on screen; places in it are counted from where reading begins."""

    rect: QRectF
    is_rtl: bool = False

    @property
    def width(self) -> float:
        """Of the row."""
        return self.rect.width()

    def at(self, start: float, top: float, width: float, height: float) -> QRectF:
        """A box in the row, mirrored where it reads from right to left."""
        if self.is_rtl:
            start = self.rect.width() - start - width
        return QRectF(self.rect.left() + start, self.rect.top() + top, width, height)

    def foot(self, height: float) -> RowBox:
        """The lowest part of the row."""
        return RowBox(self.rect.adjusted(0, self.rect.height() - height, 0, 0), self.is_rtl)


class Header(Protocol):
    """What the header of a group says."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def count(self) -> str:
        """What it holds in words."""

    @property
    def severity(self) -> Severity | None:
        """Its glyph; None for none."""

    @property
    def is_open(self) -> bool:
        """Whether its rows are shown."""


class Style(NamedTuple):
    """A font with what it has shaped, and its colour."""

    lines: TextLines
    role: Role


def style(font: QFont, role: Role) -> Style:
    """A style for lines that are painted often."""
    return Style(TextLines(font), role)


def paint_row_ground(
    painter: QPainter, rect: QRectF, state: QStyle.StateFlag, theme: Theme, *, has_line: bool
) -> None:
    """Paint what lies under a row of a list: selection, hover, the line to the next row."""
    painter.setPen(Qt.PenStyle.NoPen)
    if state & SELECTED:
        painter.setPen(QPen(theme.color(Role.ACCENT), 2))
        painter.setBrush(theme.color(Role.ACCENT_BG))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)
    elif state & HOVER:
        painter.setBrush(theme.color(Role.HOVER))
        painter.drawRoundedRect(rect.adjusted(0, 1, 0, -2), RADIUS_PX, RADIUS_PX)
    if has_line and not state & SELECTED:
        _paint_line(painter, rect, theme)


def _paint_line(painter: QPainter, rect: QRectF, theme: Theme) -> None:
    line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
    painter.fillRect(line, theme.color(Role.LINE))


class RowInk:
    """Paints what all rows have, in a theme.

    Attributes:
        theme: Colours; may be replaced.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.name = style(sans(13, 600), Role.TEXT)
        self.line = style(sans(13, 500), Role.TEXT)
        self.number = style(sans(13, tabular=True), Role.TEXT2)
        self.small = style(sans(12), Role.TEXT2)
        self.faint = style(sans(12), Role.TEXT3)

    def paint_ground(
        self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, *, has_line: bool
    ) -> None:
        """Paint what lies under a row: selection, hover, and the line to the next row."""
        paint_row_ground(painter, rect, state, self.theme, has_line=has_line)

    def paint_line(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the hairline at the foot of a row."""
        _paint_line(painter, rect, self.theme)

    def paint_header(
        self, painter: QPainter, row: RowBox, header: Header, state: QStyle.StateFlag
    ) -> None:
        """Paint the header of a group: triangle, glyph, title, count."""
        foot = row.foot(HEADER_PX)
        ink = self.theme.color(Role.TEXT if state & (HOVER | SELECTED) else Role.TEXT2)
        triangle = foot.at(4, HEADER_PX / 2 - 4, 8, 8)
        paint_disclosure(painter, triangle, ink, open=header.is_open, is_rtl=row.is_rtl)
        start = 18.0
        if header.severity is not None:
            self.paint_glyph(painter, foot, start, HEADER_PX / 2, header.severity)
            start += GLYPH_PX + 8
        # The count keeps its room: a long title gives way.
        room = max(0.0, row.width - start - self.number.lines.width_of(header.count) - 12)
        start += 8 + self.draw(painter, foot, (start, 0, room, HEADER_PX), header.title, self.name)
        rest = max(0.0, row.width - start)
        self.draw(painter, foot, (start, 0, rest, HEADER_PX), header.count, self.number)
        self.paint_line(painter, row.rect)

    def paint_ring_of_header(self, painter: QPainter, row: RowBox, header: Header) -> None:
        """Paint the keyboard's focus round the words of a header."""
        words = self.name.lines.width_of(header.title + header.count)
        width = words + 36 + (GLYPH_PX + 8 if header.severity else 0)
        box = row.foot(HEADER_PX).at(4, HEADER_PX / 2 - 11, min(width, row.width - 8), 22)
        paint_focus_ring(painter, box, self.theme, radius=3)

    def paint_glyph(
        self,
        painter: QPainter,
        row: RowBox,
        start: float,
        middle: float,
        severity: Severity,
        *,
        size_px: int = GLYPH_PX,
    ) -> None:
        """Paint a severity with its middle `middle` below the top of the row."""
        box = row.at(start, middle - size_px / 2, size_px, size_px)
        draw_severity_glyph(painter, QPointF(box.topLeft()), severity, size_px, self.theme)

    def draw(
        self,
        painter: QPainter,
        row: RowBox,
        place: tuple[float, float, float, float],
        text: str,
        look: Style,
        *,
        at_end: bool = False,
    ) -> float:
        """Draw one line, cut where it does not fit.

        Args:
            painter: On the list.
            row: The row.
            place: Start, top, width and height in it.
            text: The line.
            look: Font and colour.
            at_end: Whether it ends where the place ends.

        Returns:
            The width that the line took.
        """
        painter.setPen(self.theme.color(look.role))
        return look.lines.paint(painter, row.at(*place), text, at_right=at_end != row.is_rtl)
