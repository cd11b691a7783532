"""The parts of the library and where they stand: the sidebar, the head, the lists."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from reader.theme.roles import Role
from reader.theme.scroll_bar import WIDTH_PX as SCROLL_BAR_PX
from reader.theme.theme import Theme
from reader.views.library_head import LibraryHead
from reader.views.library_lists import LibraryLists
from reader.views.sidebar import Sidebar
from reader.views.sidebar_panel import SidebarPanel

#: Below it the sidebar becomes a button.
SIDEBAR_FROM_PX = 1000
_MARGIN_PX, _NARROW_MARGIN_PX = 32, 16


class LibraryFrame(QWidget):
    """Keeps the sidebar beside the list, or behind a button where there is no room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.sidebar = Sidebar(theme, self)
        #: Holds the sidebar while it is behind the button.
        self.panel = SidebarPanel(self)
        self.head = LibraryHead(theme, self)
        self.search = self.head.search
        self.lists = LibraryLists(theme, self)
        self.list, self.empty = self.lists.articles, self.lists.empty
        self.menu = QMenu(self)
        self._lay_out()
        self.head.filter_button.clicked.connect(self._on_filter_button_clicked)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in (self.sidebar, self.panel, self.head, self.lists):
            child.set_theme(theme)
        self.menu.setPalette(theme.palette())
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.CANVAS))
        if not self.sidebar.isHidden():
            side = self.sidebar.geometry()
            x = side.left() - 1 if self.isRightToLeft() else side.right() + 1
            painter.fillRect(x, 0, 1, self.height(), self._theme.color(Role.LINE))

    def _lay_out(self) -> None:
        body = QVBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.head)
        body.addWidget(self.lists, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)
        self._row.addWidget(self.sidebar)
        self._row.addLayout(body, 1)
        QWidget.setTabOrder(self.sidebar, self.head.filter_button)
        QWidget.setTabOrder(self.head.group_button, self.list)

    def _arrange(self) -> None:
        is_wide = self.width() >= SIDEBAR_FROM_PX
        if is_wide and self.sidebar.parent() is not self:
            self.panel.give_back()
            self._row.insertWidget(0, self.sidebar)
        self.sidebar.setVisible(is_wide or self.panel.isVisible())
        self.head.filter_button.setVisible(not is_wide)
        margin = _MARGIN_PX if is_wide else _NARROW_MARGIN_PX
        self.head.set_margin(margin)
        # The scroll bar stands in the margin, so that rows and heads are equally wide.
        start, end = margin, margin - SCROLL_BAR_PX
        if self.isRightToLeft():
            start, end = end, start
        self.lists.setContentsMargins(start, 0, end, 0)

    def _on_filter_button_clicked(self) -> None:
        button = self.head.filter_button
        corner = button.mapToGlobal(button.rect().bottomLeft())
        self.panel.open(self.sidebar, corner, self.height())
