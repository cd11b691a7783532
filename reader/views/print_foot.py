"""What stands at the foot of every printed page: the article's title and the page's number."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import load_theme
from reader.theme.widgets import elide
from reader.views.wording import isolate

#: Room that it takes, in pixels of the page.
FOOT = 28.0
_MOST_OF_PAGE = 0.8


class PrintFoot:
    """Counts the pages of one print, from 1.

    Attributes:
        page: Size of the inside of a page, in pixels of the painter; the foot takes its
            lowest `FOOT`.
    """

    def __init__(self, title: str, page: QSizeF) -> None:
        self._title = title
        self.page = page
        self._number = 0

    def paint(self, painter: QPainter) -> None:
        """Finish a page; `painter` stands in its upper left corner."""
        page = self.page
        self._number += 1
        font = sans(11)
        painter.setFont(font)
        painter.setPen(load_theme("light").color(Role.TEXT3))
        title = isolate(elide(self._title, font, page.width() * _MOST_OF_PAGE))
        box = QRectF(0, page.height() - FOOT, page.width(), FOOT)
        bottom = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(box, int(bottom), f"{title} · {self._number}")
