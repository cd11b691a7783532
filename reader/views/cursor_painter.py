"""The outline of the sentence cursor, and of sentences that were marked for later.

One outline goes round the united rectangles of the lines; nothing is filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF, QTextBlock

from annotations import Span
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.text_places import TextPlaces

#: Width of the outline, and how far its middle lies from the words: beside them, above, and
#: below, where it leaves room for two underlines.
STROKE = 2.0
_BESIDE, _ABOVE, _BELOW = 2.0, 2.0, 6.0
_CORNER = 3.0
#: Dashes of what was marked for later, in widths of the stroke.
_DASHES = (3.0, 2.0)
#: Edges nearer than this are one, in pixels.
_NEAR = 0.01

Shown = Sequence[tuple[QTextBlock, QRectF]]


class CursorPainter:
    """Paints outlines on one page; keeps the shapes of those that stay where they are."""

    def __init__(self, places: TextPlaces) -> None:
        self._places = places
        self._kept: dict[Span, tuple[object, QPainterPath]] = {}

    def forget(self) -> None:
        """Drop all shapes: the words were laid out anew."""
        self._kept.clear()

    def paint(
        self,
        painter: QPainter,
        shown: Shown,
        theme: Theme,
        cursor: Span | None,
        pending: Iterable[Span],
    ) -> None:
        """Draw the outlines that lie on the text blocks `shown`.

        Args:
            painter: In the coordinates of the document.
            shown: Text blocks with their rectangles, in order.
            theme: Colours.
            cursor: What the cursor stands on, drawn last.
            pending: What was marked for later: dashed.
        """
        pen = QPen(theme.color(Role.ACCENT), STROKE)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        dashed = QPen(pen)
        dashed.setCapStyle(Qt.PenCapStyle.FlatCap)
        dashed.setDashPattern(_DASHES)
        painter.setPen(dashed)
        for span in pending:
            painter.drawPath(self.outline(span, shown))
        if cursor is not None:
            painter.setPen(pen)
            painter.drawPath(self.outline(cursor, shown))

    def outline(self, span: Span, shown: Shown) -> QPainterPath:
        """The outline round the part of a span that lies on the text blocks `shown`."""
        here = []
        for text_block, rect in shown:
            chunk = self._places.bridge.chunk_of(text_block)
            if chunk is not None and chunk.start < span.end and span.start < chunk.end:
                here.append((text_block, rect.topLeft(), chunk))
        key = [(chunk.qt_number, at.x(), at.y()) for _, at, chunk in here]
        made_for, path = self._kept.get(span, (None, QPainterPath()))
        if made_for != key:
            boxes = [
                box.rect.translated(at)
                for text_block, at, chunk in here
                for box in self._places.boxes(
                    text_block, chunk.to_units(span.start), chunk.to_units(span.end)
                )
            ]
            path = outline_of(boxes)
            if len(self._kept) > 100:
                self._kept.clear()
            self._kept[span] = (key, path)
        return path


def outline_of(boxes: Iterable[QRectF]) -> QPainterPath:
    """One outline with rounded corners round the boxes of lines, on whole pixels."""
    united = QPainterPath()
    for box in boxes:
        left, right = round(box.left() - _BESIDE), round(box.right() + _BESIDE)
        top, bottom = round(box.top()) - _ABOVE, round(box.bottom()) + _BELOW
        line = QPainterPath()
        line.addRect(QRectF(left, top, right - left, bottom - top))
        united = united.united(line)
    path = QPainterPath()
    for polygon in united.simplified().toSubpathPolygons():
        _add_rounded(path, _corners(polygon))
    return path


def _corners(polygon: QPolygonF) -> list[QPointF]:
    """The points at which an outline of level and upright edges turns."""
    points: list[QPointF] = []
    for point in polygon.toList():
        if not points or (point - points[-1]).manhattanLength() > _NEAR:
            points.append(point)
    if len(points) > 1 and (points[0] - points[-1]).manhattanLength() <= _NEAR:
        points.pop()
    around = zip(points[-1:] + points[:-1], points, points[1:] + points[:1], strict=True)
    return [here for before, here, after in around if not _in_line(before, here, after)]


def _in_line(before: QPointF, here: QPointF, after: QPointF) -> bool:
    return (abs(before.x() - here.x()) < _NEAR and abs(here.x() - after.x()) < _NEAR) or (
        abs(before.y() - here.y()) < _NEAR and abs(here.y() - after.y()) < _NEAR
    )


def _add_rounded(path: QPainterPath, corners: list[QPointF]) -> None:
    around = zip(corners[-1:] + corners[:-1], corners, corners[1:] + corners[:1], strict=True)
    for number, (before, here, after) in enumerate(around):
        start, end = _towards(here, before), _towards(here, after)
        if number:
            path.lineTo(start)
        else:
            path.moveTo(start)
        path.quadTo(here, end)
    path.closeSubpath()


def _towards(here: QPointF, other: QPointF) -> QPointF:
    """The point where the rounding of a corner begins, on the way to the next corner."""
    way = other - here
    length = max(abs(way.x()), abs(way.y()))
    return here + way * (min(_CORNER, length / 2) / length) if length else here
