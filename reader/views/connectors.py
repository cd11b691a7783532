"""Curves between sentences and cards: values from the card column, painted by the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from annotations import Severity
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme

DOT_RADIUS = 2.4
DISC_RADIUS = 9.0
#: How far each control point lies beyond the middle of the lane.
BEND = 6.0
_AT_REST, _HOVERED = 0.5, 0.8
_DASHES = {Severity.INFO: (2.0, 3.0), Severity.MODERATE: (5.0, 3.0)}


@dataclass(frozen=True, slots=True)
class Connector:
    """One curve. x in pixels of the viewport, y in pixels from the top of the document."""

    #: At the lane's edge by the text, at the underline of the sentence's first line.
    start: QPointF
    #: At the card's edge.
    end: QPointF
    severity: Severity
    active: bool = False
    hovered: bool = False
    #: Number on a disc at the start (a contradiction pair); None for the small dot.
    disc: int | None = None
    #: Where the sentence's underline ends on that line; it runs on from there to the lane
    #: while the connector is active. None where other text follows on the line.
    from_text_end_x: float | None = None


def connector_path(connector: Connector) -> QPainterPath:
    """The curve alone, in the connector's own coordinates."""
    start, end = connector.start, connector.end
    middle = (start.x() + end.x()) / 2
    bend = BEND if end.x() >= start.x() else -BEND
    path = QPainterPath(start)
    path.cubicTo(middle + bend, start.y(), middle - bend, end.y(), end.x(), end.y())
    return path


def paint_connectors(
    painter: QPainter, connectors: Iterable[Connector], theme: Theme, clip: QRectF
) -> None:
    """Draw the curves that touch `clip`; active ones last, so that they lie on top.

    The painter stands in the connectors' coordinates: already moved by the scroll offset.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    visible = [c for c in connectors if _bounds(c).intersects(clip)]
    for connector in sorted(visible, key=lambda c: (c.active, c.hovered)):
        _paint(painter, connector, theme)


def _bounds(connector: Connector) -> QRectF:
    first = connector.start.x()
    if connector.from_text_end_x is not None:
        first = connector.from_text_end_x
    rect = QRectF(QPointF(first, connector.start.y()), connector.end).normalized()
    return rect.united(QRectF(connector.start, connector.end).normalized()).adjusted(
        -DISC_RADIUS - 1, -DISC_RADIUS - 1, DISC_RADIUS + 1, DISC_RADIUS + 1
    )


def _paint(painter: QPainter, connector: Connector, theme: Theme) -> None:
    ink = QColor(theme.severity(connector.severity).ink)
    width = 2.0 if connector.active else 1.5 if connector.hovered else 1.2
    painter.setOpacity(1.0 if connector.active else _HOVERED if connector.hovered else _AT_REST)
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    dashes = _DASHES.get(connector.severity)
    if dashes:
        pen.setDashPattern([length / width for length in dashes])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if connector.active and connector.from_text_end_x is not None:
        painter.drawLine(QPointF(connector.from_text_end_x, connector.start.y()), connector.start)
    painter.drawPath(connector_path(connector))
    painter.setOpacity(1.0 if connector.active else 0.7)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if connector.disc is None:
        painter.drawEllipse(connector.start, DOT_RADIUS, DOT_RADIUS)
    else:
        paint_disc(painter, connector.start, connector.disc, ink, theme)
    painter.setOpacity(1.0)


def paint_disc(painter: QPainter, center: QPointF, number: int, ink: QColor, theme: Theme) -> None:
    """Draw the numbered disc of a contradiction pair; cards draw the same one."""
    painter.setOpacity(1.0)
    painter.setPen(QPen(theme.color(Role.CANVAS), 2.0))
    painter.setBrush(ink)
    painter.drawEllipse(center, DISC_RADIUS, DISC_RADIUS)
    painter.setFont(sans(11, 600))
    painter.setPen(theme.color(Role.SURFACE))
    box = QRectF(
        center.x() - DISC_RADIUS, center.y() - DISC_RADIUS, 2 * DISC_RADIUS, 2 * DISC_RADIUS
    )
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
