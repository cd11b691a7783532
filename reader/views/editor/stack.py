"""A column of widgets that is placed at once, each as high as it must be in its width.

Qt's own layouts wait for the event loop; a field that grows while one types must not.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

#: Room left and right of everything, for the rings of the focus.
HALO = 4


class Stack(QWidget):
    """Widgets below one another, hidden ones left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[QWidget, int]] = []

    def add(self, widget: QWidget, gap: int = 0) -> None:
        """Put a widget below the others, `gap` pixels from them."""
        widget.setParent(self)
        self._parts.append((widget, gap))

    def insert(self, index: int, widget: QWidget, gap: int = 0) -> None:
        """Put a widget above the one that has this index now."""
        widget.setParent(self)
        self._parts.insert(index, (widget, gap))

    def take(self, widget: QWidget) -> None:
        """Take a widget out; it is hidden, not deleted."""
        self._parts = [part for part in self._parts if part[0] is not widget]
        widget.hide()

    def set_gap(self, widget: QWidget, gap: int) -> None:
        """Let a widget stand so far from what is above it."""
        self._parts = [(part, gap if part is widget else old) for part, old in self._parts]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        total = 0
        for widget, gap in self._shown():
            total += gap + height_of(widget, width)
        return total

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.heightForWidth(self.width()))

    def arrange(self) -> None:
        """Place everything in the width that there is."""
        y = 0
        for widget, gap in self._shown():
            height = height_of(widget, self.width())
            widget.setGeometry(0, y + gap, self.width(), height)
            if isinstance(widget, Stack):
                widget.arrange()
            y += gap + height

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def _shown(self) -> list[tuple[QWidget, int]]:
        """Parts that are not hidden, the first without its gap."""
        shown = [part for part in self._parts if not part[0].isHidden()]
        return [(widget, gap if at else 0) for at, (widget, gap) in enumerate(shown)]


def height_of(widget: QWidget, width: int) -> int:
    """How high a widget must be in a width."""
    if widget.hasHeightForWidth():
        return widget.heightForWidth(width)
    return widget.sizeHint().height()
