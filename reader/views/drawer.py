"""The panel under the cards of a narrow page: it lies over the far margin of the text."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.page_geometry import DRAWER_PADDING, PageGeometry


class Drawer(QWidget):
    """Hides the text under the cards while it is open; empty itself."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_open = False
        self._rtl = False
        self.setAccessibleName("Cautions")
        self.hide()

    @property
    def is_open(self) -> bool:
        """True while cards show over the text."""
        return self._is_open

    def open(self) -> None:
        """Show the panel, below the cards."""
        self._is_open = True

    def close_panel(self) -> None:
        """Hide the panel."""
        self._is_open = False
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint it in another theme."""
        self._theme = theme
        self.update()

    def lie_over(self, page: PageGeometry, size: QSize) -> None:
        """Take the place of the cards, from top to bottom of the viewport."""
        if not self._is_open or not page.is_drawer:
            self.hide()
            return
        left = round(page.cards_left) - DRAWER_PADDING
        right = size.width()
        if page.rtl:
            left, right = 0, round(page.cards_left + page.cards_width) + DRAWER_PADDING
        self._rtl = page.rtl
        self.setGeometry(QRect(left, 0, right - left, size.height()))
        if not self.isVisible():
            self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.SUNKEN))
        x = self.width() - 1 if self._rtl else 0
        painter.fillRect(QRectF(x, 0, 1, self.height()), self._theme.color(Role.POPUP_EDGE))
