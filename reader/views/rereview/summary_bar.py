"""The bar that says what a new text did to the notes, and how far deciding has come."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotations import Severity
from reader.theme.fonts import sans
from reader.theme.glyphs import paint_check
from reader.theme.roles import Role
from reader.theme.text_lines import TextLines
from reader.theme.theme import Theme

HEIGHT_PX = 64
_SIDE, _BAR_PX, _GLYPH = 24, 96, 16
#: Below it the words beside the numbers are left out, then the line of what is compared.
_WORDS_FROM_PX, _DATES_FROM_PX = 1000, 800


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What the bar says."""

    #: Days in the user's words; empty where unknown.
    changed_on: str = ""
    compared_with: str = ""
    unchanged: int = 0
    moved: int = 0
    changed: int = 0
    ambiguous: int = 0
    lost: int = 0
    decided: int = 0
    of: int = 0

    @property
    def heading(self) -> str:
        """When the text changed."""
        return f"The text changed on {self.changed_on}" if self.changed_on else "The text changed"

    @property
    def compared(self) -> str:
        """With what it is compared."""
        if not self.compared_with:
            return "compared with the text that was confirmed"
        return f"compared with the text confirmed on {self.compared_with}"

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """Numbers with their words; what there is none of is left out, but for the first."""
        found = (
            ("unchanged", self.unchanged),
            ("moved", self.moved),
            ("changed", self.changed),
            ("ambiguous", self.ambiguous),
            ("lost", self.lost),
        )
        return tuple(each for each in found if each[1] or each[0] == "unchanged")

    @property
    def progress(self) -> str:
        """How far deciding has come."""
        return f"{self.decided} of {self.of} decided"

    @property
    def spoken(self) -> str:
        """All of it, for assistive technology."""
        counts = ", ".join(f"{number} {word}" for word, number in self.counts)
        return f"{self.heading}, {self.compared}. {counts}. {self.progress}."


class SummaryBar(QWidget):
    """64 px: dates, counts with their signs, and the progress of deciding."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._summary = Summary()
        self._heading = TextLines(sans(14, 600))
        self._small = TextLines(sans(12, tabular=True))
        self._number = TextLines(sans(16, 600, tabular=True))
        self._word = TextLines(sans(13))
        self._progress = TextLines(sans(13, tabular=True))
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_summary(self._summary)

    @property
    def summary(self) -> Summary:
        """What the bar says."""
        return self._summary

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def set_summary(self, summary: Summary) -> None:
        """Say something else."""
        self._summary = summary
        self.setAccessibleName(summary.spoken)
        self.setToolTip(summary.spoken)
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._theme.color(Role.SUNKEN))
        painter.fillRect(0, HEIGHT_PX - 1, self.width(), 1, self._theme.color(Role.LINE))
        end = self._paint_progress(painter)
        start = self._paint_dates(painter, end)
        self._paint_counts(painter, start, end)

    def _paint_progress(self, painter: QPainter) -> float:
        """At the far end; returns where it begins."""
        summary, right = self._summary, float(self.width() - _SIDE)
        track = QRectF(right - _BAR_PX, HEIGHT_PX / 2 - 3, _BAR_PX, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(Role.TRACK))
        painter.drawRoundedRect(track, 3, 3)
        if summary.decided and summary.of:
            done = QRectF(track)
            done.setWidth(max(6.0, track.width() * min(1.0, summary.decided / summary.of)))
            painter.setBrush(self._theme.color(Role.ACCENT))
            painter.drawRoundedRect(done, 3, 3)
        painter.setPen(self._theme.color(Role.TEXT2))
        width = self._progress.width_of(summary.progress)
        box = QRectF(track.left() - 12 - width, 0, width + 1, HEIGHT_PX)
        self._progress.paint(painter, box, summary.progress)
        return box.left() - 16

    def _paint_dates(self, painter: QPainter, end: float) -> float:
        """At the leading end, with the line after it; returns where the counts begin."""
        if self.width() < _DATES_FROM_PX:
            return float(_SIDE)
        summary = self._summary
        wide = max(self._heading.width_of(summary.heading), self._small.width_of(summary.compared))
        width = min(wide + 1, (end - _SIDE) / 2)
        painter.setPen(self._theme.color(Role.TEXT))
        self._heading.paint(painter, QRectF(_SIDE, 14, width, 20), summary.heading)
        painter.setPen(self._theme.color(Role.TEXT2))
        self._small.paint(painter, QRectF(_SIDE, 34, width, 16), summary.compared)
        line = _SIDE + width + 24
        painter.fillRect(QRectF(line, 16, 1, 32), self._theme.color(Role.LINE))
        return line + 25

    def _paint_counts(self, painter: QPainter, start: float, end: float) -> None:
        has_words = self.width() >= _WORDS_FROM_PX
        x = start
        for word, number in self._summary.counts:
            digits = str(number)
            width = self._number.width_of(digits)
            words = 9 + self._word.width_of(word) if has_words else 0
            if x + _GLYPH + 8 + width + words > end:
                return
            self._paint_sign(painter, QRectF(x, HEIGHT_PX / 2 - 8, _GLYPH, _GLYPH), word)
            x += _GLYPH + 7
            painter.setPen(self._theme.color(Role.TEXT))
            self._number.paint(painter, QRectF(x, 0, width + 1, HEIGHT_PX), digits)
            x += width
            if has_words:
                painter.setPen(self._theme.color(Role.TEXT2))
                self._word.paint(painter, QRectF(x + 8, 0, words, HEIGHT_PX), word)
                x += words
            x += 24

    def _paint_sign(self, painter: QPainter, box: QRectF, word: str) -> None:
        if word in ("unchanged", "moved"):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            place = QRectF(box.left() + 2, box.top() + 2, 12, 12)
            paint_check(painter, place, self._theme.color(Role.ACCENT))
            return
        ink = self._theme.severity(Severity.SERIOUS).ink
        if word == "changed":
            paint_swap(painter, box, ink)
        else:
            paint_dashed_ring(painter, box, ink)


def paint_swap(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """Two arrows past each other: one thing has come in place of another."""
    path = QPainterPath()
    for y, tip, tail in ((5.0, 13.0, 3.0), (11.0, 3.0, 13.0)):
        back = -3.0 if tip > tail else 3.0
        path.moveTo(tail, y)
        path.lineTo(tip, y)
        path.moveTo(tip + back, y - 3)
        path.lineTo(tip, y)
        path.lineTo(tip + back, y + 3)
    _stroke(painter, box, path, QPen(ink, 1.6))


def paint_dashed_ring(painter: QPainter, box: QRectF, ink: QColor) -> None:
    """A ring that is not whole: no one place."""
    path = QPainterPath()
    path.addEllipse(QPointF(8, 8), 6.2, 6.2)
    pen = QPen(ink, 1.6)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.9, 1.15])
    _stroke(painter, box, path, pen)


def _stroke(painter: QPainter, box: QRectF, path: QPainterPath, pen: QPen) -> None:
    painter.save()
    painter.translate(box.topLeft())
    painter.scale(box.width() / 16, box.height() / 16)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()
