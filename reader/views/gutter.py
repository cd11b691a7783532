"""Signs beside the lines on which marks and sentences begin: placing, painting, finding one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from annotations import SentenceState
from reader.theme.fonts import sans
from reader.theme.glyphs import paint_conflict_glyph, severity_glyph
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.marks import Mark
from reader.views.page_geometry import PageGeometry

if TYPE_CHECKING:
    from reader.views.sentence_gutter import SentenceBegin

GLYPH = 18
#: Glyphs of one line; a further place says how many more there are.
MAX_GLYPHS = 2


#: What a sign in the gutter stands for: a mark, or a sentence with its state.
Sign: TypeAlias = "Mark | SentenceBegin"
#: A sign with the box of the line on which it begins, relative to a text block.
LineSign: TypeAlias = "tuple[QRectF, Sign]"


@dataclass(frozen=True, slots=True)
class GutterItem:
    """One sign, or a "+n" where `more` is above 0. In the coordinates of its block."""

    rect: QRectF
    #: What it stands for; of those behind a "+n" the highest.
    stands_for: Sign
    more: int = 0

    @property
    def mark(self) -> Mark | None:
        """The mark that it stands for."""
        return self.stands_for if isinstance(self.stands_for, Mark) else None

    @property
    def sentence(self) -> int | None:
        """Index of the sentence whose state it shows; None for a mark's glyph."""
        return None if isinstance(self.stands_for, Mark) else self.stands_for.index


def gutter_items(signs: Iterable[LineSign], at: QPointF, page: PageGeometry) -> list[GutterItem]:
    """Place the signs of a block's lines, further ones outwards in reading order.

    Args:
        signs: What begins on the lines of the block.
        at: Top left corner of the block, y in the coordinates wanted.
        page: Places of the page; x of the items follows it.
    """
    lines: dict[int, list[LineSign]] = {}
    for box, sign in signs:
        lines.setdefault(round(box.top()), []).append((box, sign))
    items = []
    for on_line in lines.values():
        middle = on_line[0][0].center().y() + at.y()
        items += _line_items([sign for _, sign in on_line], middle, page)
    return items


def one_state_a_line(signs: Iterable[LineSign]) -> list[LineSign]:
    """Leave one state on each line, of a row of cells: unseen where any sentence there is."""
    kept: list[LineSign] = []
    states: dict[int, LineSign] = {}
    for box, sign in signs:
        if isinstance(sign, Mark):
            kept.append((box, sign))
            continue
        line = round(box.top())
        if line not in states or (_is_unseen(sign) and not _is_unseen(states[line][1])):
            states[line] = (box, sign)
    return [*kept, *states.values()]


def _is_unseen(sign: Sign) -> bool:
    return not isinstance(sign, Mark) and sign.state is SentenceState.UNSEEN


def _line_items(signs: list[Sign], middle: float, page: PageGeometry) -> list[GutterItem]:
    marks = [sign for sign in reversed(signs) if isinstance(sign, Mark)]
    begins = [sign for sign in signs if not isinstance(sign, Mark)]
    unique = {(mark.annotation_uid, mark.role): mark for mark in marks}
    # What is said of a sentence goes before what another one contradicts in it, and both
    # before what is not said yet.
    ranked: list[Sign] = [
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


def _nearness(each: Sign) -> tuple[int, bool, int]:
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
