"""The part of a panel that scrolls, between its head and its foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme


class PanelScroll(QScrollArea):
    """Scrolls `content` up and down only; the ground is the panel's."""

    def __init__(self, theme: Theme, parent: QWidget, content: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content if content is not None else QWidget()
        self.setWidget(self.content)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that nothing moves when it is needed; without a range it is empty.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._bar = ThinScrollBar(theme, self, ground=Role.SURFACE)
        self.setVerticalScrollBar(self._bar)
        self.content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._bar.set_theme(theme)

    def to_top(self) -> None:
        """Show the beginning."""
        self._bar.setValue(0)
