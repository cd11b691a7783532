"""A column that scrolls inside a box; its width never depends on the bar."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QTextEdit, QWidget

from reader.theme.roles import Role
from reader.theme.scroll_bar import WIDTH_PX as BAR_PX
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.views.editor.stack import Stack

__all__ = ["BAR_PX", "ScrollBox"]

#: Kept free above and below the part that has the keyboard.
_MARGIN = 28


class ScrollBox(QScrollArea):
    """Shows a `Stack` on a transparent ground, its bar in the margin beside it."""

    def __init__(self, stack: Stack, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._stack = stack
        self._frame = QWidget()
        stack.setParent(self._frame)
        self.setWidget(self._frame)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ThinScrollBar(theme, self, ground=Role.SURFACE)
        self.setVerticalScrollBar(self._bar)
        self.viewport().setAutoFillBackground(False)
        self._frame.setAutoFillBackground(False)

    def set_theme(self, theme: Theme) -> None:
        """Paint the bar in another theme."""
        self._bar.set_theme(theme)

    def lay_out(self, width: int, *, above: int, below: int) -> None:
        """Place the stack in a width, with room above and below it."""
        height = self._stack.heightForWidth(width)
        self._frame.resize(width, above + height + below)
        self._stack.setGeometry(0, above, width, height)
        self._stack.arrange()

    def show_part(self, part: QWidget) -> None:
        """Scroll the least that shows a part; of a tall field the line with the caret."""
        top = part.mapTo(self._frame, QPoint(0, 0))
        rect = QRect(top, part.size())
        room = self.viewport().height() - 2 * _MARGIN
        if isinstance(part, QTextEdit) and rect.height() > room:
            rect = part.cursorRect().translated(top)
        bar = self._bar
        above, below = rect.top() - _MARGIN, rect.bottom() + _MARGIN - self.viewport().height()
        if above < bar.value():
            bar.setValue(above)
        elif below > bar.value():
            bar.setValue(min(below, above))
