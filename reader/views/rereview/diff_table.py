"""A case as a table: the sentence as it was, as it is, and the note on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.theme.fonts import sans
from reader.theme.glyphs import paint_rank_badge
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.paragraph import Paragraph, Run
from reader.views.rereview.case_text import CaseText
from reader.views.rereview.diff_text import DiffParagraph
from reader.views.wording import isolate

RADIUS = 8
_PAD, _BADGE = 16, 20
#: Below it the dates stand above the sentences.
_DATES_BESIDE_FROM_PX = 520


@dataclass(frozen=True, slots=True)
class _Measures:
    """Sizes of the two ways in which the table is shown."""

    px: int
    pitch: int
    #: From the edge of the row to its first line.
    above: int
    label: int


_WHOLE = _Measures(20, 31, 8, 120)
_BRIEF = _Measures(16, 24, 6, 104)


@dataclass(slots=True)
class _Layout:
    """What is painted, for one width."""

    height: float = 0.0
    sentences: list[DiffParagraph] = field(default_factory=list)
    words: list[Paragraph] = field(default_factory=list)
    #: Lower edges of the rows but the last.
    lines: list[float] = field(default_factory=list)
    #: Where the row of the note begins; None where there is none.
    note_top: float | None = None
    badge: QRectF | None = None


class DiffTable(QWidget):
    """Old above new, what changed marked in both; the note below them.

    Args:
        theme: Colours.
        parent: Owner.
        is_brief: Smaller, and without the note: for the case that comes next.
        format_date: From `2026-11-20` to the user's format.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        is_brief: bool = False,
        format_date: Callable[[str], str],
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measures = _BRIEF if is_brief else _WHOLE
        self._is_brief = is_brief
        self._format_date = format_date
        self._case: CaseText | None = None
        self._made: tuple[int, _Layout] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self._made = None
        self.update()

    def set_case(self, case: CaseText) -> None:
        """Show a case."""
        self._case, self._made = case, None
        self.setAccessibleName(case.description)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._layout(width).height)

    def sizeHint(self) -> QSize:
        width = max(320, self.width())
        return QSize(320, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        made = self._layout(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(0.5, 0.5, self.width() - 1, made.height - 1)
        shape = QPainterPath()
        shape.addRoundedRect(frame, RADIUS, RADIUS)
        painter.fillPath(shape, self._theme.color(Role.SURFACE))
        if made.note_top is not None:
            painter.save()
            painter.setClipRect(QRectF(0, made.note_top, self.width(), made.height))
            painter.fillPath(shape, self._theme.color(Role.SUNKEN))
            painter.restore()
        for line in made.lines:
            rule = QRectF(1, line, self.width() - 2, 1)
            painter.fillRect(rule, self._theme.color(Role.LINE))
        painter.setPen(QPen(self._theme.color(Role.LINE), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        for sentence in made.sentences:
            sentence.paint(painter)
        for words in made.words:
            words.paint(painter, self._theme)
        if made.badge is not None and self._case is not None and self._case.note.rank is not None:
            paint_rank_badge(painter, made.badge, self._case.note.rank, self._theme)

    def _layout(self, width: int) -> _Layout:
        if self._made is None or self._made[0] != width:
            self._made = (width, self._lay_out(width))
        return self._made[1]

    def _lay_out(self, width: int) -> _Layout:
        made, case = _Layout(), self._case
        if case is None:
            return made
        rows = [(case.old, self._day(case.old_on, "As it was"))]
        if case.new:
            rows.append((case.new, self._day(case.new_on, "As it is")))
        y = 0.0
        for runs, label in rows:
            x, y = self._label(made, label, y, width)
            room = QRectF(x, y, width - x - _PAD, 0)
            sentence = DiffParagraph(
                runs, room, self._measures.px, self._measures.pitch, self._theme
            )
            made.sentences.append(sentence)
            y += sentence.height + self._measures.above
            made.lines.append(y)
            y += 1
        if self._is_brief:
            made.lines.pop()
        else:
            made.note_top = y - 1
            y = self._lay_note(made, case, y, width)
        made.height = y
        return made

    def _day(self, iso: str, otherwise: str) -> str:
        return self._format_date(iso) if iso else otherwise

    def _label(self, made: _Layout, text: str, y: float, width: int) -> tuple[float, float]:
        """Write the label of a row; returns where its words begin."""
        measures = self._measures
        top = y + measures.above
        run = Run(text, sans(12, 500, tabular=True), self._theme.color(Role.TEXT2))
        if width < _DATES_BESIDE_FROM_PX:
            made.words.append(Paragraph([run], _PAD, top, width - 2 * _PAD, 16))
            return float(_PAD), top + 18
        middle = top + (measures.pitch - 16) / 2
        made.words.append(Paragraph([run], _PAD, middle, measures.label - 8, 16))
        return float(_PAD + measures.label), top

    def _lay_note(self, made: _Layout, case: CaseText, y: float, width: int) -> float:
        note, theme = case.note, self._theme
        x, y = self._label(made, "Your note", y + 3, width)
        if width >= _DATES_BESIDE_FROM_PX:
            y += (self._measures.pitch - 22) / 2
        room = width - x - _PAD

        def say(text: str, px: int, pitch: int, weight: int = 400, role: Role = Role.TEXT2) -> None:
            nonlocal y
            run = Run(isolate(text), sans(px, weight), theme.color(role))
            made.words.append(Paragraph([run], x, y, room, pitch))
            y = made.words[-1].bottom

        say(note.headline, 15, 22, 600, Role.TEXT)
        if note.why:
            say(note.why, 13, 20)
        y += 6
        if note.rank is None:
            say(note.citation, 12, 16)
            return y + 14
        made.badge = QRectF(x, y, _BADGE, _BADGE)
        runs = [
            Run(f"{note.relation} ", sans(12, 600), theme.color(Role.TEXT)),
            Run(isolate(note.citation), sans(12), theme.color(Role.TEXT2)),
        ]
        left = x + _BADGE + 8
        made.words.append(Paragraph(runs, left, y + 2, width - left - _PAD, 16))
        return max(y + _BADGE, made.words[-1].bottom) + 12
