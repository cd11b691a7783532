"""The parts of the place of sources and where they stand: bar, list, the panel beside it."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.sources.bar import HEIGHT_PX as BAR_PX
from reader.views.sources.bar import SourcesBar
from reader.views.sources.list_column import ListColumn
from reader.views.sources.side_panel import Side, SidePanel


class SourcesFrame(QWidget):
    """Keeps the panel beside the list, or over it where there is no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bar = SourcesBar(theme, self)
        self.column = ListColumn(theme, self)
        self._panel = SidePanel(theme, self)
        self.details, self.form = self._panel.details, self._panel.form
        self.merge = self._panel.merge
        self.menu = QMenu(self)
        self.set_theme(theme)

    @property
    def side(self) -> Side:
        """What stands beside the list."""
        return self._panel.side

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in (self.bar, self.column, self._panel):
            child.set_theme(theme)
        self.menu.setPalette(theme.palette())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(Role.CANVAS))

    def _show_side(self, side: Side, *, opens: bool = True) -> None:
        """Bring a panel to the front; in a narrow window over the list, where `opens`."""
        self._panel.show_side(side, opens=opens)
        self._arrange()

    def _arrange(self) -> None:
        """Place bar, list and panel by hand: the panel may lie over the list."""
        self.bar.setGeometry(0, 0, self.width(), BAR_PX)
        room = self.rect().adjusted(0, BAR_PX, 0, 0)
        width = self._panel.place(room)
        self.column.setGeometry(0, room.top(), width, room.height())
