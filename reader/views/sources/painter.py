"""How a row of the list of sources looks, and the heads above the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotations import Severity
from reader.dates import local_date
from reader.models.source_list import name_and_title
from reader.theme.fonts import sans
from reader.theme.glyphs import paint_rank_badge
from reader.theme.roles import Role
from reader.theme.text_lines import TextLines
from reader.theme.theme import Theme
from reader.views.sources.geometry import (
    BADGE_PX,
    NAME_LEFT_PX,
    PAD_PX,
    SourceColumns,
    source_columns,
)

if TYPE_CHECKING:
    from annotations import SourceRow

STALE, RETRACTED = "Not checked for a year", "Retracted"
_HEAD_PX = 32
_FLAG_HEIGHT_PX, _FLAG_RADIUS = 20, 4
#: A title shorter than this says nothing.
_TITLE_MIN_PX = 32


class SourcePainter:
    """Paints rows in a theme, which may be replaced."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._name = TextLines(sans(13, 600))
        self._title = TextLines(sans(13))
        self._struck = TextLines(_struck(sans(13)))
        self._small = TextLines(sans(12))
        self._number = TextLines(sans(12, tabular=True))
        self._flag = TextLines(sans(12, 600))

    def paint_row(self, painter: QPainter, rect: QRectF, row: SourceRow) -> None:
        """Paint what a row says, over its ground."""
        columns = source_columns(round(rect.width()))
        left, top = rect.left(), rect.top()
        badge = QRectF(left + PAD_PX, top + (rect.height() - BADGE_PX) / 2, BADGE_PX, BADGE_PX)
        paint_rank_badge(painter, badge, row.source.rank, self.theme)
        self._paint_name(painter, rect, row, columns)
        for x, width, text, lines in (
            (columns.type_left, columns.type_width, row.source.type.label, self._small),
            (columns.notes_left, columns.notes_width, str(row.notes), self._number),
            (columns.checked_left, columns.checked_width, _checked(row), self._number),
        ):
            if width:
                box = QRectF(left + x, top, width, rect.height())
                self._draw(painter, box, text, lines, Role.TEXT2)
        self._paint_flag(
            painter, QRectF(left + columns.flag_left, top, columns.flag_width, rect.height()), row
        )

    def _paint_name(
        self, painter: QPainter, rect: QRectF, row: SourceRow, columns: SourceColumns
    ) -> None:
        name, title = name_and_title(row.source)
        box = QRectF(rect.left() + NAME_LEFT_PX, rect.top(), columns.name_width, rect.height())
        used = self._draw(painter, box, name, self._name, Role.TEXT) + 8
        if title and used + _TITLE_MIN_PX < box.width():
            box.setLeft(box.left() + used)
            lines = self._struck if row.source.retracted else self._title
            self._draw(painter, box, title, lines, Role.TEXT2)

    def _paint_flag(self, painter: QPainter, box: QRectF, row: SourceRow) -> None:
        """One badge, the graver: filled for retracted, outlined for stale."""
        if not row.source.retracted and not row.is_stale:
            return
        words = RETRACTED if row.source.retracted else STALE
        severity = Severity.SERIOUS if row.source.retracted else Severity.MODERATE
        ink = self.theme.severity(severity).ink
        flag = QRectF(box.left(), 0, self._flag.width_of(words) + 14, _FLAG_HEIGHT_PX)
        flag.moveTop(round(box.center().y() - _FLAG_HEIGHT_PX / 2))
        if row.source.retracted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(flag, _FLAG_RADIUS, _FLAG_RADIUS)
            painter.setPen(self.theme.color(Role.SURFACE))
        else:
            painter.setPen(QPen(ink, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(flag.adjusted(0.5, 0.5, -0.5, -0.5), _FLAG_RADIUS, _FLAG_RADIUS)
        self._flag.paint(painter, flag.adjusted(7, -1, 0, -1), words)

    def _draw(
        self, painter: QPainter, box: QRectF, text: str, lines: TextLines, role: Role
    ) -> float:
        painter.setPen(self.theme.color(role))
        # The middle of small letters, not of the line, is to be level with the badges.
        return lines.paint(painter, box.translated(0, -1), text)


class SourceHeads(QWidget):
    """The heads above the columns, painted by the same numbers as the rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(_HEAD_PX)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(sans(12, 500))
        painter.setPen(self._theme.color(Role.TEXT2))
        columns = source_columns(self.width())
        for x, width, text in (
            (PAD_PX, NAME_LEFT_PX - PAD_PX, "Rank"),
            (NAME_LEFT_PX, columns.name_width, "Source"),
            (columns.type_left, columns.type_width, "Type"),
            (columns.notes_left, columns.notes_width, "Notes"),
            (columns.checked_left, columns.checked_width, "Checked"),
        ):
            if width:
                align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(QRectF(x, 0, width, _HEAD_PX - 2), align, text)
        painter.fillRect(0, _HEAD_PX - 1, self.width(), 1, self._theme.color(Role.LINE))


def _checked(row: SourceRow) -> str:
    return local_date(row.checked_on) if row.checked_on else "never"


def _struck(font: QFont) -> QFont:
    font.setStrikeOut(True)
    return font
