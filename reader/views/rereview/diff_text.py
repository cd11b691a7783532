"""A sentence with what was changed in it: fills with round corners under struck or
underlined words, so that the change is told by more than colour.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLine

from annotations import DiffKind, DiffRun
from reader.theme.fonts import serif
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.paragraph import Paragraph, Run

_CORNER = 3.0
#: How far a fill reaches over its words on both sides.
_OVERHANG = 2.0
_INKS = {DiffKind.REMOVED: (Role.DEL, Role.DEL_BG), DiffKind.ADDED: (Role.INS, Role.INS_BG)}


class DiffParagraph:
    """Lines of one side of a change."""

    def __init__(
        self, runs: Sequence[DiffRun], place: QRectF, px: int, pitch: int, theme: Theme
    ) -> None:
        self._theme = theme
        self._font = serif(px)
        styled: list[Run] = []
        #: UTF-16 units of the words that changed, and how.
        self._changed: list[tuple[int, int, DiffKind]] = []
        at = 0
        for run in runs:
            for piece, is_word in _pieces(run):
                length = len(piece.encode("utf-16-le", "surrogatepass")) // 2
                if is_word:
                    self._changed.append((at, at + length, run.kind))
                styled.append(_styled(piece, run.kind if is_word else DiffKind.SAME, px, theme))
                at += length
        styled = styled or [Run("", self._font, theme.color(Role.TEXT))]
        self._words = Paragraph(styled, place.x(), place.y(), place.width(), pitch)

    @property
    def height(self) -> float:
        """Pixels that all lines take."""
        return self._words.height

    def paint(self, painter: QPainter) -> None:
        """Paint the fills, then the words."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for box, kind in self._boxes():
            painter.setBrush(self._theme.color(_INKS[kind][1]))
            painter.drawRoundedRect(box, _CORNER, _CORNER)
        painter.restore()
        self._words.paint(painter, self._theme)

    def _boxes(self) -> list[tuple[QRectF, DiffKind]]:
        layout, metrics = self._words.layout, QFontMetricsF(self._font)
        found = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            top = self._words.y + line.y() + line.ascent() - metrics.ascent() * 0.92
            height = metrics.ascent() * 0.92 + metrics.descent() * 0.95
            for start, end, kind in self._changed:
                if start < last and end > first:
                    xs = sorted((_x(line, max(start, first)), _x(line, min(end, last))))
                    left = self._words.x + xs[0] - _OVERHANG
                    width = xs[1] - xs[0] + 2 * _OVERHANG
                    found.append((QRectF(left, top, width, height), kind))
        return found


def _x(line: QTextLine, position: int) -> float:
    """Where a position of the text is on a line."""
    # PySide gives the position along with the edge, which the stubs do not tell.
    found: tuple[float, int] = line.cursorToX(position)  # type: ignore[assignment]
    return found[0]


def _pieces(run: DiffRun) -> list[tuple[str, bool]]:
    """A run as what is filled and the white space around it, which is not."""
    if run.kind is DiffKind.SAME:
        return [(run.text, False)]
    bare = run.text.strip()
    if not bare:
        return [(run.text, True)]
    before, _, after = run.text.partition(bare)
    return [piece for piece in ((before, False), (bare, True), (after, False)) if piece[0]]


def _styled(text: str, kind: DiffKind, px: int, theme: Theme) -> Run:
    if kind is DiffKind.SAME:
        return Run(text, serif(px), theme.color(Role.TEXT))
    ink = theme.color(_INKS[kind][0])
    is_added = kind is DiffKind.ADDED
    font: QFont = serif(px, 600 if is_added else 400)
    return Run(text, font, ink, strike=not is_added, underline=is_added)
