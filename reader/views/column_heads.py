"""The heads above the columns of the library list."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.library_geometry import TITLE_LEFT_PX, row_geometry
from reader.views.row_ink import RowBox

HEIGHT_PX = 28
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ColumnHeads(QWidget):
    """Painted by the same numbers as the rows; a column that is left out has no head."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(HEIGHT_PX)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(sans(12, 500))
        painter.setPen(self._theme.color(Role.TEXT2))
        row = RowBox(QRectF(self.rect()), self.isRightToLeft())
        columns = row_geometry(self.width())
        left = Qt.AlignmentFlag.AlignLeft | _MIDDLE
        right = Qt.AlignmentFlag.AlignRight | _MIDDLE
        for x, width, text, align in (
            (TITLE_LEFT_PX, columns.title_width, "Article", left),
            (columns.strip_left, columns.strip_width, "Where its cautions sit", left),
            (columns.counts_left, columns.counts_width, "Notes", left),
            (columns.coverage_left, columns.coverage_width, "Checked", right),
        ):
            if width:
                painter.drawText(row.at(x, 0, width, HEIGHT_PX), align, text)
