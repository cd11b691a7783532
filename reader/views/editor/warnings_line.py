"""What is wrong with a field, in words and with a sign, right below it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotations import Severity
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph
from reader.theme.theme import Theme
from reader.views.editor.stack import HALO
from reader.views.paragraph import Paragraph, Run

_GLYPH, _INDENT, _PITCH = 14, 20, 16


class WarningsLine(QWidget):
    """Sentences below one another; hidden while there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sentences: tuple[str, ...] = ()
        self.hide()

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it says."""
        return self._sentences

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def show_sentences(self, sentences: tuple[str, ...]) -> bool:
        """Say these; False where they are said already."""
        if sentences == self._sentences:
            return False
        self._sentences = sentences
        self.setAccessibleName(" ".join(sentences))
        self.setVisible(bool(sentences))
        self.update()
        return True

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(sum(paragraph.height for paragraph in self._paragraphs(width)))

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for paragraph in self._paragraphs(self.width()):
            glyph = QPointF(HALO, paragraph.y + 1)
            draw_severity_glyph(painter, glyph, Severity.MODERATE, _GLYPH, self._theme)
            paragraph.paint(painter, self._theme)

    def _paragraphs(self, width: int) -> list[Paragraph]:
        ink, font = self._theme.severity(Severity.MODERATE).ink, sans(12, 500)
        room = max(40, width - 2 * HALO - _INDENT)
        found: list[Paragraph] = []
        y = 0.0
        for sentence in self._sentences:
            run = Run(sentence, font, ink)
            found.append(Paragraph([run], HALO + _INDENT, y, room, _PITCH))
            y = found[-1].bottom
        return found
