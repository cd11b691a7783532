"""The sentence itself, where the editor lies over it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.theme.fonts import serif
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.editor.stack import HALO
from reader.views.paragraph import Paragraph, Run
from reader.views.wording import isolate, quoted

_PITCH, _MOST_LINES, _INDENT = 20, 4, 12


class ClaimLine(QWidget):
    """Quotes the words that the note is on; hidden while there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def show_text(self, text: str) -> bool:
        """Quote these words; False where they are quoted already."""
        if text == self._text:
            return False
        self._text = text
        self.setAccessibleName(f"The article says: {text}" if text else "")
        self.setVisible(bool(text))
        self.update()
        return True

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._paragraph(width).height)

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rule = QRectF(HALO, 2, 2, self.height() - 4)
        painter.fillRect(rule, self._theme.color(Role.EDGE))
        self._paragraph(self.width()).paint(painter, self._theme)

    def _paragraph(self, width: int) -> Paragraph:
        run = Run(isolate(quoted(self._text, 400)), serif(14), self._theme.color(Role.TEXT))
        room = max(40, width - 2 * HALO - _INDENT)
        paragraph = Paragraph([run], HALO + _INDENT, 0, room, _PITCH)
        paragraph.keep_lines(_MOST_LINES * _PITCH)
        return paragraph
