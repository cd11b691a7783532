"""Glyphs beside the lines on which marks begin: placing them, painting, finding one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from reader.theme.fonts import sans
from reader.theme.glyphs import paint_conflict_glyph, severity_glyph
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.mark_layout import BlockMarks
from reader.views.marks import Mark
from reader.views.page_geometry import PageGeometry

GLYPH = 18
#: Glyphs of one line; a further place says how many more there are.
MAX_GLYPHS = 2


@dataclass(frozen=True, slots=True)
class GutterItem:
    """One glyph, or a "+n" where `more` is above 0. In the coordinates of its block."""

    rect: QRectF
    #: The mark that it stands for; the highest of those behind a "+n".
    mark: Mark
    more: int = 0


def gutter_items(marks: BlockMarks, at: QPointF, page: PageGeometry) -> list[GutterItem]:
    """Place the glyphs of a block's lines, further ones outwards in reading order.

    Args:
        marks: Shapes of the block's marks.
        at: Top left corner of the block, y in the coordinates wanted.
        page: Places of the page; x of the items follows it.
    """
    lines: dict[int, list[tuple[QRectF, Mark]]] = {}
    for box, mark in marks.starts:
        lines.setdefault(round(box.top()), []).append((box, mark))
    items = []
    for on_line in lines.values():
        middle = on_line[0][0].center().y() + at.y()
        items += _line_items([mark for _, mark in on_line], middle, page)
    return items


def _line_items(marks: list[Mark], middle: float, page: PageGeometry) -> list[GutterItem]:
    unique = {(mark.annotation_uid, mark.role): mark for mark in reversed(marks)}
    # What is said of a sentence goes before what another one contradicts in it.
    ranked = sorted(unique.values(), key=lambda m: (not m.is_claim, -m.severity, m.order))
    shown = min(len(ranked), MAX_GLYPHS, page.gutter_places)
    rest = ranked[shown:]
    # Reading order ends beside the column: the last to begin stands next to its words, of
    # those that begin together the highest.
    nearest_first = sorted(
        ranked[:shown], key=lambda m: (m.span.start, m.is_claim, m.severity), reverse=True
    )
    items = [
        GutterItem(_glyph_rect(place, middle, page), mark)
        for place, mark in enumerate(nearest_first)
    ]
    if rest and shown < page.gutter_places:
        items.append(GutterItem(_glyph_rect(shown, middle, page), rest[0], len(rest)))
    return items


def _glyph_rect(place: int, middle: float, page: PageGeometry) -> QRectF:
    x = page.gutter_x + place * page.gutter_step
    return QRectF(x - GLYPH / 2, round(middle) - GLYPH / 2, GLYPH, GLYPH)


def paint_gutter(
    painter: QPainter, items: Iterable[GutterItem], theme: Theme, lit: frozenset[str]
) -> None:
    """Draw glyphs; those of the notes in `lit` are filled."""
    dpr = painter.device().devicePixelRatioF()
    for item in items:
        mark = item.mark
        if item.more:
            painter.setFont(sans(12, 600, tabular=True))
            painter.setPen(theme.color(Role.TEXT2))
            painter.drawText(item.rect, Qt.AlignmentFlag.AlignCenter, f"+{item.more}")
        elif mark.is_claim:
            filled = mark.annotation_uid in lit
            glyph = severity_glyph(mark.severity, GLYPH, theme, filled=filled, dpr=dpr)
            painter.drawPixmap(item.rect.topLeft(), glyph)
        else:
            paint_conflict_glyph(painter, item.rect, theme.severity(mark.severity).ink)
