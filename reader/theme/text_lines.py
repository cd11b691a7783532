"""Single lines of text, shaped once and painted often: for the rows of long lists."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTextOption

_KEPT = 1024


class TextLines:
    """Paints lines of one font, cut with an ellipsis, each isolated in its direction."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self._prepared = lru_cache(maxsize=_KEPT)(self._prepare)

    def width_of(self, text: str) -> float:
        """Width of the whole text in logical pixels."""
        return self._metrics.horizontalAdvance(text)

    def paint(self, painter: QPainter, box: QRectF, text: str, *, at_right: bool = False) -> float:
        """Paint in the pen's colour, in the middle of the box's height.

        Returns:
            The width that the line took, at most that of the box.
        """
        line, width = self._prepared(text, int(box.width()))
        x = box.right() - width if at_right else box.left()
        painter.setFont(self.font)
        top = box.center().y() - self._metrics.height() / 2
        painter.drawStaticText(QPointF(x, top), line)
        return width

    def _prepare(self, text: str, width_px: int) -> tuple[QStaticText, float]:
        cut = text
        width = self._metrics.horizontalAdvance(text)
        if width > width_px:
            cut = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width_px)
            width = self._metrics.horizontalAdvance(cut)
        line = QStaticText(f"\N{FIRST STRONG ISOLATE}{cut}\N{POP DIRECTIONAL ISOLATE}")
        line.setTextFormat(Qt.TextFormat.PlainText)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        line.setTextOption(option)
        line.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        return line, width
