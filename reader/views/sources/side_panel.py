"""What stands beside the list of sources: the details, the form, or merging."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.sources.detail_panel import DetailPanel
from reader.views.sources.form_panel import FormPanel
from reader.views.sources.merge_panel import MergePanel

#: In a narrower place the panel lies over the list, and comes when it is asked for.
BESIDE_FROM_PX = 1100
PANEL_PX, MERGE_PX = 440, 600
_LIST_MIN_PX = 480
_EDGE_PX = 1


class Side(Enum):
    """What stands beside the list."""

    DETAILS = auto()
    FORM = auto()
    MERGE = auto()


class SidePanel(QWidget):
    """Shows one of three panels, with a line where it begins."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        #: True while it is open over the list.
        self._is_sheet = False
        self._is_beside = True
        self.details = DetailPanel(theme, self)
        self.form = FormPanel(theme, self)
        self.merge = MergePanel(theme, self)
        self._stack = QStackedWidget(self)
        row = QVBoxLayout(self)
        row.setContentsMargins(_EDGE_PX, 0, 0, 0)
        row.addWidget(self._stack)
        for panel in (self.details, self.form, self.merge):
            self._stack.addWidget(panel)

    @property
    def side(self) -> Side:
        """What is shown."""
        return tuple(Side)[self._stack.currentIndex()]

    @property
    def is_sheet(self) -> bool:
        """True while it lies open over the list."""
        return self._is_sheet and not self._is_beside

    @property
    def has_keyboard(self) -> bool:
        """True where something in it has the keyboard."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for panel in (self.details, self.form, self.merge):
            panel.set_theme(theme)
        self.update()

    def show_side(self, side: Side, *, opens: bool) -> None:
        """Bring a panel to the front.

        Args:
            side: Which.
            opens: Whether it is to lie over the list where there is no room beside it.
        """
        self._stack.setCurrentIndex(tuple(Side).index(side))
        self._is_sheet = opens

    def place(self, room: QRect) -> int:
        """Stand at the right of a room, beside the list or over it.

        Returns:
            The width that is left for the list.
        """
        self._is_beside = room.width() >= BESIDE_FROM_PX
        wanted = MERGE_PX if self.side is Side.MERGE else PANEL_PX
        most = max(PANEL_PX, room.width() - _LIST_MIN_PX) if self._is_beside else room.width()
        width = min(wanted + _EDGE_PX, most)
        self.setGeometry(room.right() + 1 - width, room.top(), width, room.height())
        self.details.close_button.setVisible(not self._is_beside)
        self.setVisible(self._is_beside or self._is_sheet)
        self.raise_()
        self.update()
        return room.width() - width if self._is_beside else room.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        role = Role.LINE if self._is_beside else Role.POPUP_EDGE
        QPainter(self).fillRect(0, 0, _EDGE_PX, self.height(), self._theme.color(role))
