"""Where the sidebar goes while the window is too narrow for it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from reader.theme.theme import Theme
from reader.views.sidebar_row import WIDTH_PX

_LEAST_HEIGHT_PX = 200


class SidebarPanel(QFrame):
    """Holds the sidebar as a popup while the window is narrow."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self.setPalette(theme.palette())

    def open(self, sidebar: QWidget, place: QPoint, height_px: int) -> None:
        """Show the sidebar at a place, in global coordinates."""
        self._column.addWidget(sidebar)
        sidebar.show()
        self.setFixedSize(WIDTH_PX + 2, max(_LEAST_HEIGHT_PX, height_px - 80))
        self.move(place)
        self.show()
        sidebar.setFocus()

    def give_back(self) -> None:
        """Let the sidebar go, into the window again."""
        self.hide()
