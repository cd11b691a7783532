"""Curves between sentences and cards: values from the card column, painted by the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from annotations import Severity
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme

DOT_RADIUS = 2.4
DISC_RADIUS = 9.0
#: How far each control point lies beyond the middle of the lane.
BEND = 6.0
_AT_REST, _HOVERED = 0.5, 0.8
#: A picture with the place of its upper left corner.
_Picture = tuple[QPointF, QPixmap]
#: Where a curve begins, and how the pixels of the device fall there.
_Place = tuple[float, float, float, float]
#: The same with a number, from 1: several notes may begin at one place.
_Name = tuple[float, float, float, float, int]
#: Where a curve ends, and its look.
_Shape = tuple[float, float, Severity, bool]
#: Some 100 KB each; beyond so many only those that show are kept.
_KEPT_CURVES = 100
#: A taller curve is painted anew each time, in pixels.
_TALLEST_PICTURE = 700.0
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


class ConnectorPainter:
    """Paints the curves of one view; keeps pictures of those that stay where they are.

    A dashed curve takes longer to stroke than all else of a card, and most curves stay at
    their place in the document from one step of a scroll to the next.
    """

    def __init__(self) -> None:
        self._kept: dict[_Name, tuple[_Shape, _Picture | None]] = {}
        self._made_for: tuple[Theme, float] | None = None

    def paint(
        self, painter: QPainter, connectors: Iterable[Connector], theme: Theme, clip: QRectF
    ) -> None:
        """Draw the curves that touch `clip`; active ones last, so that they lie on top.

        The painter stands in the connectors' coordinates: already moved by the scroll offset.
        """
        dpr, to_device = painter.device().devicePixelRatioF(), painter.deviceTransform()
        if self._made_for != (theme, dpr):
            self._kept.clear()
            self._made_for = (theme, dpr)
        # Where pixels are no whole ones of the device, a scroll changes how they fall.
        phase = QPointF(round(to_device.dx() % 1, 3), round(to_device.dy() % 1, 3))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        visible = [c for c in connectors if _touches(c, clip)]
        named: Counter[_Place] = Counter()
        shown: list[_Name] = []
        for connector in sorted(visible, key=lambda c: (c.active, c.hovered)):
            place = (connector.start.x(), connector.start.y(), phase.x(), phase.y())
            named[place] += 1
            shown.append((*place, named[place]))
            picture = self._picture(connector, shown[-1], phase)
            if picture is None:
                _paint(painter, connector, theme)
            else:
                painter.drawPixmap(*picture)
        if len(self._kept) > _KEPT_CURVES:
            self._kept = {name: self._kept[name] for name in shown if name in self._kept}

    def _picture(self, connector: Connector, name: _Name, phase: QPointF) -> _Picture | None:
        """A picture of a curve; None for one that is painted anew, since it moves."""
        end = connector.end
        is_tall = abs(end.y() - connector.start.y()) > _TALLEST_PICTURE
        if connector.active or is_tall or self._made_for is None:
            return None
        shape = (end.x(), end.y(), connector.severity, connector.hovered)
        before, picture = self._kept.get(name, (shape, None))
        if before != shape:
            self._kept[name] = (shape, None)
            return None
        if picture is None:
            picture = _draw(connector, *self._made_for, phase)
            self._kept[name] = (shape, picture)
        return picture


def _draw(connector: Connector, theme: Theme, dpr: float, phase: QPointF) -> _Picture:
    """Paint a curve on a picture whose corner falls on a whole pixel of the device."""
    left, top, right, bottom = _bounds(connector)
    upper_left = QPointF(left, top) * dpr + phase
    lower_right = QPointF(right, bottom) * dpr + phase
    area = QRectF(upper_left, lower_right).toAlignedRect()
    corner = (QPointF(area.topLeft()) - phase) / dpr
    pixmap = QPixmap(area.size())
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-corner)
    _paint(painter, connector, theme)
    painter.end()
    return corner, pixmap


def _bounds(connector: Connector) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all that is painted; plain numbers, asked each frame."""
    first, last = connector.start.x(), connector.end.x()
    upper, lower = connector.start.y(), connector.end.y()
    left, right = min(first, last), max(first, last)
    if connector.active and connector.from_text_end_x is not None:
        left, right = min(left, connector.from_text_end_x), max(right, connector.from_text_end_x)
    reach = DISC_RADIUS + 1
    return left - reach, min(upper, lower) - reach, right + reach, max(upper, lower) + reach


def _touches(connector: Connector, clip: QRectF) -> bool:
    left, top, right, bottom = _bounds(connector)
    is_level = top < clip.bottom() and bottom > clip.top()
    return is_level and left < clip.right() and right > clip.left()


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
