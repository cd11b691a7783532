"""Paints marks under the words: fills, then what is hovered or active, then underlines."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotations import Severity
from reader.theme.theme import Theme
from reader.views.mark_layout import BlockMarks, Stroke

CORNER = 3.0
#: How far a fill reaches over its words on both sides.
OVERHANG = 1.0
STROKE = 2.0
#: Distance of the second underline, and of the two strokes of a double one.
STACK_STEP = 3.0


def paint_fills(
    painter: QPainter,
    blocks: Iterable[tuple[BlockMarks, QPointF]],
    theme: Theme,
    lit: frozenset[str],
) -> None:
    """Fill the marks of blocks, each at its place.

    Args:
        painter: Stands in the coordinates of the places.
        blocks: Marks with the top left corner of their block.
        theme: Colours.
        lit: Notes whose marks take the active fill, above all others.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    colors = {severity: theme.severity(severity) for severity in Severity}
    for marks, at in blocks:
        for box, mark in marks.fills:
            painter.fillPath(_fill_path(box, at), colors[mark.severity].rest)
        if not lit:
            continue
        for box, mark in sorted(marks.areas, key=lambda area: area[1].severity):
            if mark.annotation_uid in lit and mark.is_claim:
                painter.fillPath(_fill_path(box, at), colors[mark.severity].active)


def paint_underlines(
    painter: QPainter, blocks: Iterable[tuple[BlockMarks, QPointF]], theme: Theme
) -> None:
    """Underline the marks of blocks, in the style of their severities."""
    inks = {severity: theme.severity(severity).ink for severity in Severity}
    for marks, at in blocks:
        for stroke in marks.strokes:
            _paint_stroke(painter, stroke, at, inks)


def _fill_path(box: QRectF, at: QPointF) -> QPainterPath:
    """Rounded above, square below, where the underline begins; on whole pixels."""
    left, right = round(box.left() + at.x() - OVERHANG), box.right() + at.x() + OVERHANG
    top, bottom = round(box.top() + at.y()), round(box.bottom() + at.y())
    path = QPainterPath(QPointF(left, bottom))
    path.lineTo(left, top + CORNER)
    path.quadTo(left, top, left + CORNER, top)
    path.lineTo(right - CORNER, top)
    path.quadTo(right, top, right, top + CORNER)
    path.lineTo(right, bottom)
    path.closeSubpath()
    return path


def _paint_stroke(
    painter: QPainter, stroke: Stroke, at: QPointF, inks: dict[Severity, QColor]
) -> None:
    left = round(stroke.left + at.x() - OVERHANG)
    right = stroke.right + at.x() + OVERHANG
    y = round(stroke.top + at.y()) + STROKE / 2
    lines = stroke.severities
    if lines == (Severity.CRITICAL,):
        lines = (Severity.CRITICAL, Severity.CRITICAL)
    for severity in lines:
        painter.setPen(_pen(severity, inks[severity]))
        painter.drawLine(QLineF(left, y, right, y))
        y += STACK_STEP


def _pen(severity: Severity, ink: QColor) -> QPen:
    """Dotted, dashed or solid; the double line is two solid ones. Dashes count in widths."""
    pen = QPen(ink, STROKE)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if severity is Severity.MODERATE:
        pen.setDashPattern([3.0, 1.5])
    elif severity is Severity.INFO:
        pen.setDashPattern([1.0, 1.0])
    return pen
