"""A paragraph of a card: words in runs, laid out on lines of one pitch, ready to paint.

Lines are as far apart as the pitch says, whatever fonts the words fall back to; QLabel
cannot do that with plain text, and rich text is never made from foreign words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from reader.theme.roles import Role
from reader.theme.theme import Theme

#: Stands between two facts on a line.
SEPARATOR = " \u00b7 "


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one font and colour."""

    text: str
    font: QFont
    color: QColor
    fill: QColor | None = None
    strike: bool = False
    underline: bool = False


class Paragraph:
    """Runs laid out in a width; positions are UTF-16 units of `text`, as Qt counts."""

    def __init__(
        self,
        runs: Sequence[Run],
        x: float,
        y: float,
        width: float,
        pitch: float,
        *,
        align_right: bool = False,
    ) -> None:
        self.text = "".join(run.text for run in runs).replace("\n", "\u2028")
        self.x, self.y, self.width, self.pitch = x, y, width, pitch
        base = runs[0].font
        self.layout = QTextLayout(self.text, base)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if align_right:
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.layout.setTextOption(option)
        formats = _formats(runs)
        self.layout.setFormats(formats)
        self._lay_out(QFontMetricsF(base))
        hidden = self._separators_at_line_ends()
        if hidden:
            self.layout.setFormats([*formats, *(_hidden(at) for at in hidden)])
            self._lay_out(QFontMetricsF(base))

    def _separators_at_line_ends(self) -> list[int]:
        """Where a dot between two facts is the last of a line, and so parts nothing."""
        if SEPARATOR not in self.text:
            return []
        units = self.text.encode("utf-16-le", "surrogatepass")
        ends = []
        for number in range(self.line_count - 1):
            line = self.layout.lineAt(number)
            start, end = line.textStart(), line.textStart() + line.textLength()
            words = units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass").rstrip()
            if words.endswith(SEPARATOR.rstrip()):
                ends.append(start + len(words.encode("utf-16-le", "surrogatepass")) // 2 - 1)
        return ends

    def _lay_out(self, metrics: QFontMetricsF) -> None:
        baseline = (self.pitch - metrics.ascent() - metrics.descent()) / 2 + metrics.ascent()
        self.layout.beginLayout()
        count = 0
        while (line := self.layout.createLine()).isValid():
            line.setLineWidth(self.width)
            line.setPosition(QPointF(0, round(count * self.pitch + baseline) - line.ascent()))
            count += 1
        self.layout.endLayout()
        self.line_count = max(1, count)

    @property
    def height(self) -> float:
        """Pixels that all lines take."""
        return self.line_count * self.pitch

    @property
    def bottom(self) -> float:
        """Lower edge of the last line."""
        return self.y + self.height

    @property
    def rect(self) -> QRectF:
        """The room of the paragraph, as wide as it was allowed to be."""
        return QRectF(self.x, self.y, self.width, self.height)

    @property
    def natural_width(self) -> float:
        """Width of the widest line."""
        lines = range(self.layout.lineCount())
        return max((self.layout.lineAt(i).naturalTextWidth() for i in lines), default=0.0)

    def keep_lines(self, bottom: float) -> bool:
        """Drop the lines that end below `bottom`; False where none would be left."""
        count = min(self.line_count, int((bottom - self.y + 0.5) // self.pitch))
        self.line_count = max(0, count)
        return self.line_count > 0

    def paint(
        self, painter: QPainter, theme: Theme, selection: tuple[int, int] | None = None
    ) -> None:
        """Draw the lines, with the selected words on the accent."""
        origin = QPointF(self.x, self.y)
        if selection is None:
            for index in range(min(self.line_count, self.layout.lineCount())):
                self.layout.lineAt(index).draw(painter, origin)
            return
        chosen = QTextLayout.FormatRange()
        chosen.start, chosen.length = selection[0], selection[1] - selection[0]
        form = QTextCharFormat()
        form.setBackground(theme.color(Role.ACCENT))
        form.setForeground(theme.color(Role.ON_ACCENT))
        chosen.format = form
        painter.save()
        painter.setClipRect(self.rect.adjusted(-2, 0, 2, 0), Qt.ClipOperation.IntersectClip)
        self.layout.draw(painter, origin, [chosen])
        painter.restore()

    def position_at(self, point: QPointF) -> int:
        """Text position nearest to a point, in the card's coordinates."""
        index = int((point.y() - self.y) // self.pitch)
        index = min(max(index, 0), self.line_count - 1)
        if index >= self.layout.lineCount():
            return 0
        return int(self.layout.lineAt(index).xToCursor(point.x() - self.x))

    @property
    def visible_end(self) -> int:
        """Text position after the last line that is shown."""
        last = min(self.line_count, self.layout.lineCount()) - 1
        if last < 0:
            return 0
        line = self.layout.lineAt(last)
        return int(line.textStart() + line.textLength())

    def word_at(self, position: int) -> tuple[int, int]:
        """The word around a text position."""
        start = min(max(position, 0), max(0, len(self.text) - 1))
        words = QTextLayout.CursorMode.SkipWords
        left = self.layout.previousCursorPosition(start + 1, words)
        return left, self.layout.nextCursorPosition(left, words)


def _formats(runs: Sequence[Run]) -> list[QTextLayout.FormatRange]:
    ranges = []
    start = 0
    for run in runs:
        length = len(run.text.encode("utf-16-le", "surrogatepass")) // 2
        form = QTextCharFormat()
        form.setFont(run.font)
        form.setForeground(run.color)
        if run.fill is not None:
            form.setBackground(run.fill)
        form.setFontStrikeOut(run.strike)
        form.setFontUnderline(run.underline)
        item = QTextLayout.FormatRange()
        item.start, item.length, item.format = start, length, form
        ranges.append(item)
        start += length
    return ranges


def _hidden(at: int) -> QTextLayout.FormatRange:
    """Leave one character its room, but do not draw it."""
    form = QTextCharFormat()
    form.setForeground(Qt.GlobalColor.transparent)
    item = QTextLayout.FormatRange()
    item.start, item.length, item.format = at, 1, form
    return item
