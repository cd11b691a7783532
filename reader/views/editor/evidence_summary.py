"""What an evidence row says of its source: citation, words or summary, place and date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter

from annotations import Severity, short_citation
from reader.dates import local_date
from reader.editing.form import EvidenceForm
from reader.theme.fonts import sans
from reader.theme.painting import key_cap_size, paint_key_cap
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.paragraph import Paragraph, Run
from reader.views.wording import isolate, one_line, quoted

_PASTE_WORDS = "paste its words"
#: Lines of a quote or a summary before it is cut.
_MOST_LINES = 3
#: The summary of a reviewer is shorter than that.
_SHORT_LINES = 2
_PITCH = 17

#: So many words are taken off for the ellipsis at most.
_MOST_CUTS = 4
#: In less width, words go below the button of the relation, which is so high.
_LEAST_WIDTH, _BUTTON_HEIGHT = 190.0, 28.0
#: x, y and width.
Place = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class SummaryRoom:
    """Where the words of a row may stand, in pixels of the row."""

    #: After the button of the relation and the badge.
    left: float
    right: float
    #: Below the button: where words begin for which there is too little room beside it.
    start: float
    #: What other buttons take of the line of the citation.
    beside: float


@dataclass(slots=True)
class Summary:
    """Laid-out words of a row; y from the top of the row's words."""

    paragraphs: list[Paragraph]
    #: Where the hint for pasting stands; None where the source's words are there.
    hint_at: QPointF | None
    height: float
    paste_keys: str


def lay_out_summary(
    row: EvidenceForm, room: SummaryRoom, theme: Theme, *, is_open: bool, paste_keys: str
) -> Summary:
    """Lay the words of a row out; while its fields are open only the citation shows.

    `paste_keys` is on the cap of the hint that the source's own words are missing.
    """
    cited = isolate(short_citation(row.source))
    place = (room.left, 0.0, room.right - room.beside - room.left)
    paragraphs = [_cut_at(partial(_citation, row, theme), cited, 2, place, 20)]
    x, y = room.left, paragraphs[0].bottom
    if room.right - x < _LEAST_WIDTH:
        x, y = room.start, max(y, _BUTTON_HEIGHT)
    width = room.right - x
    hint_at: QPointF | None = None
    if not is_open:
        words = _words(row)
        if words:
            most = _MOST_LINES if row.quote.strip() else _SHORT_LINES
            ink = theme.color(Role.TEXT2)
            paragraph = _cut_at(
                lambda text: [Run(text, sans(12), ink)], words, most, (x, y, width), _PITCH
            )
            paragraphs.append(paragraph)
            y = paragraph.bottom
        if paste_keys and not row.quote.strip():
            hint_at, y = _hint_place(paragraphs, (x, y, width), paste_keys)
        facts = _facts(row)
        if facts:
            run = Run(facts, sans(12, tabular=True), theme.color(Role.TEXT3))
            paragraphs.append(Paragraph([run], x, y, width, _PITCH))
            y = paragraphs[-1].bottom
    return Summary(paragraphs, hint_at, y, paste_keys)


def paint_summary(painter: QPainter, summary: Summary, theme: Theme) -> None:
    """Draw the words, and the hint that the source's own are still missing."""
    for paragraph in summary.paragraphs:
        paragraph.paint(painter, theme)
    at = summary.hint_at
    if at is None:
        return
    cap = key_cap_size(summary.paste_keys)
    box = QRectF(at.x(), at.y(), cap.width(), _PITCH)
    paint_key_cap(painter, box, summary.paste_keys, theme)
    painter.setFont(sans(12))
    painter.setPen(theme.color(Role.TEXT2))
    baseline = at.y() + (_PITCH + painter.fontMetrics().capHeight()) / 2
    painter.drawText(QPointF(at.x() + cap.width() + 5, baseline), _PASTE_WORDS)


def spoken(row: EvidenceForm) -> str:
    """The row in one sentence, for assistive technology."""
    rank = row.source.rank
    words = f"{row.relation.label}, {short_citation(row.source)}, {rank.value}, {rank.label}"
    return words + (", retracted" if row.source.retracted else "")


def _citation(row: EvidenceForm, theme: Theme, cited: str) -> list[Run]:
    runs = []
    if row.source.retracted:
        runs.append(Run("Retracted ", sans(13, 600), theme.severity(Severity.SERIOUS).ink))
    return [*runs, Run(cited, sans(13, 600), theme.color(Role.TEXT), strike=row.source.retracted)]


def _words(row: EvidenceForm) -> str:
    """The source's own words in quotes, or what it shows in a reviewer's."""
    if row.quote.strip():
        return isolate(quoted(row.quote, 400))
    shown = one_line(row.source.establishes)
    return f"In short: {isolate(shown)}" if shown else ""


def _cut_at(
    runs: Callable[[str], list[Run]], words: str, lines: int, place: Place, pitch: int
) -> Paragraph:
    """Lay words out in so many lines at most, an ellipsis where they go on.

    Args:
        runs: Makes runs of words; the words come last in them.
        words: All of them.
        lines: How many may show.
        place: x, y and width.
        pitch: From line to line.
    """
    paragraph = Paragraph(runs(words), *place, pitch)
    if paragraph.line_count <= lines:
        return paragraph
    lead = len(paragraph.text) - len(words)
    line = paragraph.layout.lineAt(lines - 1)
    kept = words[: max(0, line.textStart() + line.textLength() - lead)]
    for _ in range(_MOST_CUTS):
        kept = kept.rstrip(" ,;:").rpartition(" ")[0]
        paragraph = Paragraph(runs(f"{kept}\u2026"), *place, pitch)
        if paragraph.line_count <= lines:
            return paragraph
    paragraph.keep_lines(paragraph.y + lines * pitch)
    return paragraph


def _facts(row: EvidenceForm) -> str:
    checked = f"checked {local_date(row.checked.strip())}" if row.checked.strip() else ""
    return " \u00b7 ".join(part for part in (row.locator.strip(), checked) if part)


def _hint_place(
    paragraphs: list[Paragraph], place: Place, paste_keys: str
) -> tuple[QPointF, float]:
    """After the last words where there is room, else on a line of its own."""
    x, y, width = place
    needed = key_cap_size(paste_keys).width() + 5.0
    needed += QFontMetricsF(sans(12)).horizontalAdvance(_PASTE_WORDS)
    last = paragraphs[-1]
    if len(paragraphs) > 1:
        line = last.layout.lineAt(last.line_count - 1)
        end = line.naturalTextWidth() + 6
        if end + needed <= width:
            return QPointF(x + end, last.bottom - _PITCH), y
    return QPointF(x, y), y + _PITCH
