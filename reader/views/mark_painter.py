"""Paints marks under the words: fills, then what is hovered or active, then underlines.

Shapes are made once and kept by the page: making them anew took most of each frame where
thousands of notes crowd.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotations import Severity
from reader.theme.theme import Theme
from reader.views.mark_layout import BlockMarks, Stroke
from reader.views.marks import Mark

CORNER = 3.0
#: How far a fill reaches over its words on both sides.
OVERHANG = 1.0
STROKE = 2.0
#: Distance of the second underline, and of the two strokes of a double one.
STACK_STEP = 3.0
#: Dashes of the outline of what is doubtful, in pixels, and their width.
DOUBT_DASHES, DOUBT_WIDTH = (4.0, 3.0), 1.2
#: Of the fill of a note that is not published yet.
DRAFT_OPACITY = 0.5


@dataclass(frozen=True, slots=True)
class MarkInk:
    """Marks of one text block at their place, ready to be painted: shapes and colours."""

    #: In the order of the text; neighbours of one severity and status are one path.
    fills: list[tuple[QPainterPath, QColor]]
    underlines: list[tuple[QPen, list[QLineF]]]
    #: In place of a fill where the words have changed since a person saw them.
    outlines: list[tuple[QPainterPath, QPen]]


def ink_of(marks: BlockMarks, at: QPointF, theme: Theme) -> MarkInk:
    """Make what is painted of a block's marks.

    Args:
        marks: Shapes of the marks.
        at: Top left corner of the block.
        theme: Colours.
    """
    fills, outlines = [], []
    for (severity, is_draft, is_doubtful), run in groupby(marks.fills, key=_look):
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for box, _mark in run:
            _add_fill(path, box, at)
        if is_doubtful:
            outlines.append((path, _doubt_pen(theme.severity(severity).ink)))
        else:
            fills.append((path, _rest(severity, is_draft, theme)))
    return MarkInk(fills, _underlines(marks.strokes, at, theme), outlines)


def _look(fill: tuple[QRectF, Mark]) -> tuple[Severity, bool, bool]:
    """What is painted alike."""
    mark = fill[1]
    return mark.severity, mark.is_draft, mark.is_doubtful


def _doubt_pen(ink: QColor) -> QPen:
    pen = QPen(ink, DOUBT_WIDTH)
    pen.setDashPattern([dash / DOUBT_WIDTH for dash in DOUBT_DASHES])
    return pen


def _rest(severity: Severity, is_draft: bool, theme: Theme) -> QColor:  # noqa: FBT001 - a look
    """The fill at rest; a draft's is half as strong."""
    color = theme.severity(severity).rest
    if is_draft:
        color = QColor(color)
        color.setAlphaF(DRAFT_OPACITY)
    return color


def paint_fills(painter: QPainter, ink: MarkInk) -> None:
    """Fill the marks of a block as they are at rest."""
    for path, color in ink.fills:
        painter.fillPath(path, color)
    for path, pen in ink.outlines:
        painter.strokePath(path, pen)


def paint_lit(
    painter: QPainter, marks: BlockMarks, at: QPointF, theme: Theme, lit: frozenset[str]
) -> None:
    """Give the marks of the notes in `lit` the active fill, above all others; what is doubtful
    gets a whole outline.
    """
    areas = [a for a in marks.areas if a[1].annotation_uid in lit and a[1].is_claim]
    for box, mark in sorted(areas, key=lambda area: area[1].severity):
        path = QPainterPath()
        _add_fill(path, box, at)
        if mark.is_doubtful:
            painter.strokePath(path, QPen(theme.severity(mark.severity).ink, STROKE))
        else:
            painter.fillPath(path, theme.severity(mark.severity).active)


def paint_underlines(painter: QPainter, ink: MarkInk) -> None:
    """Underline the marks of a block, in the style of their severities."""
    for pen, lines in ink.underlines:
        painter.setPen(pen)
        painter.drawLines(lines)


def _add_fill(path: QPainterPath, box: QRectF, at: QPointF) -> None:
    """Rounded above, square below, where the underline begins; on whole pixels."""
    left, right = round(box.left() + at.x() - OVERHANG), box.right() + at.x() + OVERHANG
    top, bottom = round(box.top() + at.y()), round(box.bottom() + at.y())
    path.moveTo(left, bottom)
    path.lineTo(left, top + CORNER)
    path.quadTo(left, top, left + CORNER, top)
    path.lineTo(right - CORNER, top)
    path.quadTo(right, top, right, top + CORNER)
    path.lineTo(right, bottom)
    path.closeSubpath()


def _underlines(
    strokes: Iterable[Stroke], at: QPointF, theme: Theme
) -> list[tuple[QPen, list[QLineF]]]:
    """Lines by pen, the higher severity above the lower."""
    found: dict[Severity, list[QLineF]] = {}
    for stroke in strokes:
        left = round(stroke.left + at.x() - OVERHANG)
        right = stroke.right + at.x() + OVERHANG
        y = round(stroke.top + at.y()) + STROKE / 2
        lines = stroke.severities
        if lines == (Severity.CRITICAL,):
            lines = (Severity.CRITICAL, Severity.CRITICAL)
        for severity in lines:
            found.setdefault(severity, []).append(QLineF(left, y, right, y))
            y += STACK_STEP
    return [
        (_pen(severity, theme.severity(severity).ink), found[severity])
        for severity in sorted(found)
    ]


def _pen(severity: Severity, ink: QColor) -> QPen:
    """Dotted, dashed or solid; the double line is two solid ones. Dashes count in widths."""
    pen = QPen(ink, STROKE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if severity is Severity.MODERATE:
        pen.setDashPattern([3.0, 1.5])
    elif severity is Severity.INFO:
        pen.setDashPattern([1.0, 1.0])
    return pen
