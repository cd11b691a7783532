"""Signs beside the lines on which marks and sentences begin: placing, painting, finding one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from annotations import SentenceState
from reader.theme.fonts import sans
from reader.theme.glyphs import paint_conflict_glyph, severity_glyph
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.mark_layout import BlockMarks
from reader.views.marks import Mark
from reader.views.page_geometry import PageGeometry

if TYPE_CHECKING:
    from reader.views.sentence_gutter import SentenceBegin

GLYPH = 18
#: Glyphs of one line; a further place says how many more there are.
MAX_GLYPHS = 2


@dataclass(frozen=True, slots=True)
class GutterItem:
    """One sign, or a "+n" where `more` is above 0. In the coordinates of its block."""

    rect: QRectF
    #: What it stands for: a mark, or a sentence with its state; behind a "+n" the highest.
    stands_for: Mark | SentenceBegin
    more: int = 0

    @property
    def mark(self) -> Mark | None:
        """The mark that it stands for."""
        return self.stands_for if isinstance(self.stands_for, Mark) else None

    @property
    def sentence(self) -> int | None:
        """Index of the sentence whose state it shows; None for a mark's glyph."""
        return None if isinstance(self.stands_for, Mark) else self.stands_for.index


def gutter_items(
    marks: BlockMarks, at: QPointF, page: PageGeometry, begins: Sequence[SentenceBegin] = ()
) -> list[GutterItem]:
    """Place the signs of a block's lines, further ones outwards in reading order.

    Args:
        marks: Shapes of the block's marks.
        at: Top left corner of the block, y in the coordinates wanted.
        page: Places of the page; x of the items follows it.
        begins: Sentences whose state is shown.
    """
    lines: dict[int, tuple[QRectF, list[Mark], list[SentenceBegin]]] = {}
    for box, mark in marks.starts:
        lines.setdefault(round(box.top()), (box, [], []))[1].append(mark)
    for begin in begins:
        lines.setdefault(round(begin.line.top()), (begin.line, [], []))[2].append(begin)
    items = []
    for box, on_line, begin_there in lines.values():
        items += _line_items(on_line, begin_there, box.center().y() + at.y(), page)
    return items


def _line_items(
    marks: list[Mark], begins: list[SentenceBegin], middle: float, page: PageGeometry
) -> list[GutterItem]:
    unique = {(mark.annotation_uid, mark.role): mark for mark in reversed(marks)}
    # What is said of a sentence goes before what another one contradicts in it, and both
    # before what is not said yet.
    ranked: list[Mark | SentenceBegin] = [
        *sorted(unique.values(), key=lambda m: (not m.is_claim, -m.severity, m.order)),
        *sorted(begins, key=lambda begin: (begin.state is SentenceState.OK, begin.start)),
    ]
    shown = min(len(ranked), MAX_GLYPHS, page.gutter_places)
    rest = ranked[shown:]
    # Reading order ends beside the column: the last to begin stands next to its words, of
    # those that begin together the highest.
    nearest_first = sorted(ranked[:shown], key=_nearness, reverse=True)
    items = [
        GutterItem(_glyph_rect(place, middle, page), each)
        for place, each in enumerate(nearest_first)
    ]
    if rest and shown < page.gutter_places:
        items.append(GutterItem(_glyph_rect(shown, middle, page), rest[0], len(rest)))
    return items


def _nearness(each: Mark | SentenceBegin) -> tuple[int, bool, int]:
    """Where it begins; of those that begin together claims and high severities are largest."""
    if isinstance(each, Mark):
        return each.span.start, each.is_claim, each.severity
    return each.start, False, 0


def _glyph_rect(place: int, middle: float, page: PageGeometry) -> QRectF:
    x = page.gutter_x + place * page.gutter_step
    return QRectF(x - GLYPH / 2, round(middle) - GLYPH / 2, GLYPH, GLYPH)


def paint_gutter(
    painter: QPainter, items: Iterable[GutterItem], theme: Theme, lit: frozenset[str]
) -> None:
    """Draw signs; the glyphs of the notes in `lit` are filled."""
    dpr = painter.device().devicePixelRatioF()
    for item in items:
        mark = item.stands_for
        if item.more:
            painter.setFont(sans(12, 600, tabular=True))
            painter.setPen(theme.color(Role.TEXT2))
            painter.drawText(item.rect, Qt.AlignmentFlag.AlignCenter, f"+{item.more}")
        elif not isinstance(mark, Mark):
            from reader.views.sentence_gutter import paint_state

            paint_state(painter, item.rect.center(), mark.state, theme)
        elif mark.is_claim:
            filled = mark.annotation_uid in lit
            glyph = severity_glyph(mark.severity, GLYPH, theme, filled=filled, dpr=dpr)
            painter.drawPixmap(item.rect.topLeft(), glyph)
        else:
            paint_conflict_glyph(painter, item.rect, theme.severity(mark.severity).ink)
