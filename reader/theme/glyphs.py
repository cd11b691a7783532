"""Signs drawn from paths: severities, ranks, coverage, disclosure. Never from a font's glyphs,
so that they look alike on every desktop and carry no name of their own.

The number of strokes is the level of a severity, so it survives greyscale and colour
blindness. Strokes are laid on whole device pixels.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from annotations import Authority, Severity
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme

__all__ = [
    "draw_severity_glyph",
    "paint_check",
    "paint_conflict_glyph",
    "paint_disclosure",
    "paint_rank_badge",
    "paint_ring",
    "paint_search",
    "paint_severity_glyph",
    "severity_glyph",
]

#: What is cut off each corner of a square to make a regular octagon, as a share of its side.
_OCTAGON_CUT = 0.2929


def severity_glyph(
    severity: Severity, size_px: int, theme: Theme, *, filled: bool = False, dpr: float = 1.0
) -> QPixmap:
    """The glyph of a severity as a pixmap of `size_px` logical pixels, cached.

    Args:
        severity: Which of the four.
        size_px: Side of the square that it fills, in logical pixels.
        theme: Colours.
        filled: True while its mark or card is active.
        dpr: Device pixels in a logical one.
    """
    return _severity_pixmap(severity, size_px, theme, filled, dpr)


def draw_severity_glyph(
    painter: QPainter,
    corner: QPointF,
    severity: Severity,
    size_px: int,
    theme: Theme,
    *,
    filled: bool = False,
) -> None:
    """Draw the cached glyph with its top left at `corner`, moved to a whole device pixel."""
    dpr = painter.device().devicePixelRatioF()
    pixmap = severity_glyph(severity, size_px, theme, filled=filled, dpr=dpr)
    snapped = QPointF(round(corner.x() * dpr) / dpr, round(corner.y() * dpr) / dpr)
    painter.drawPixmap(snapped, pixmap)


@lru_cache(maxsize=256)
def _severity_pixmap(
    severity: Severity,
    size_px: int,
    theme: Theme,
    filled: bool,  # noqa: FBT001 - part of the key of the cache
    dpr: float,
) -> QPixmap:
    side = round(size_px * dpr)
    pixmap = QPixmap(QSize(side, side))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_severity_glyph(
        painter, QRectF(0, 0, side / dpr, side / dpr), severity, theme, filled=filled
    )
    painter.end()
    return pixmap


def paint_severity_glyph(
    painter: QPainter, rect: QRectF, severity: Severity, theme: Theme, *, filled: bool = False
) -> None:
    """Paint the glyph of a severity into a square; `filled` while it is active.

    Critical is always filled.
    """
    colors = theme.severity(severity)
    solid = filled or severity is Severity.CRITICAL
    pen_width = max(1.0, rect.width() * 0.075)
    outline = _outline(severity, rect, 0.0 if solid else pen_width / 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if solid:
        painter.fillPath(outline, colors.ink)
    else:
        pen = QPen(colors.ink, pen_width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(colors.rest)
        painter.drawPath(outline)
    strokes = _strokes(severity, rect, painter.device().devicePixelRatioF())
    painter.fillPath(strokes, theme.color(Role.SURFACE) if solid else colors.ink)
    painter.restore()


def _outline(severity: Severity, rect: QRectF, inset: float) -> QPainterPath:
    """Circle, triangle, rounded square or octagon, from info to critical."""
    box = rect.adjusted(inset, inset, -inset, -inset)
    path = QPainterPath()
    if severity is Severity.INFO:
        path.addEllipse(box)
    elif severity is Severity.MODERATE:
        lift = rect.height() * 0.04
        path.addPolygon(
            QPolygonF(
                [
                    QPointF(box.center().x(), box.top() + lift),
                    QPointF(box.right(), box.bottom() - lift),
                    QPointF(box.left(), box.bottom() - lift),
                ]
            )
        )
        path.closeSubpath()
    elif severity is Severity.SERIOUS:
        radius = rect.width() * 0.2
        path.addRoundedRect(box, radius, radius)
    else:
        path.addPolygon(_octagon(box))
        path.closeSubpath()
    return path


def _octagon(box: QRectF) -> QPolygonF:
    cut = box.width() * _OCTAGON_CUT
    left, top, right, bottom = box.left(), box.top(), box.right(), box.bottom()
    return QPolygonF(
        [
            QPointF(left + cut, top),
            QPointF(right - cut, top),
            QPointF(right, top + cut),
            QPointF(right, bottom - cut),
            QPointF(right - cut, bottom),
            QPointF(left + cut, bottom),
            QPointF(left, bottom - cut),
            QPointF(left, top + cut),
        ]
    )


class _StrokeBox(NamedTuple):
    """Sizes of the strokes in device pixels, and where they start in the square."""

    bar: int
    gap: int
    left: int
    top: int
    height: int


def _stroke_box(severity: Severity, side: int) -> _StrokeBox:
    count = len(severity.strokes)
    bar = max(1, round(side * (0.1 if count > 1 else 0.125)))
    gap = max(1, round(side * 0.1))
    width = count * bar + (count - 1) * gap
    if (side - width) % 2:
        if count > 1 and (count - 1) % 2:
            gap += 1
        else:
            # Thinner rather than thicker: strokes wider than their gaps read as a grid.
            bar += -1 if bar > 2 else 1
        width = count * bar + (count - 1) * gap
    height = max(5, round(side * (0.5 if severity is Severity.MODERATE else 0.55)))
    top = (side - height) / 2 + (side * 0.12 if severity is Severity.MODERATE else 0)
    return _StrokeBox(bar, gap, (side - width) // 2, round(top), height)


def _strokes(severity: Severity, rect: QRectF, dpr: float) -> QPainterPath:
    """`i`, `!`, `!!` or `!!!` on whole device pixels of a square that starts on one."""
    side = max(8, round(rect.width() * dpr))
    box = _stroke_box(severity, side)
    dot = box.bar
    rest = max(1, round(dot * 0.6))
    long = box.height - dot - rest
    path = QPainterPath()
    scale = rect.width() / side
    for index in range(len(severity.strokes)):
        x = box.left + index * (box.bar + box.gap)
        if severity is Severity.INFO:
            parts = ((box.top, dot), (box.top + dot + rest, long))
        else:
            parts = ((box.top, long), (box.top + long + rest, dot))
        for y, height in parts:
            path.addRect(
                QRectF(
                    rect.x() + x * scale,
                    rect.y() + y * scale,
                    box.bar * scale,
                    height * scale,
                )
            )
    return path


def paint_conflict_glyph(painter: QPainter, rect: QRectF, color: QColor) -> None:
    """Paint the sign of a conflict target, "not equal": two strokes and a slash."""
    side, center = rect.width(), rect.center()
    half, rise = side * 0.3, side * 0.13
    pen = QPen(color, max(1.2, side * 0.09))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.drawLines(
        [
            QLineF(center.x() - half, center.y() - rise, center.x() + half, center.y() - rise),
            QLineF(center.x() - half, center.y() + rise, center.x() + half, center.y() + rise),
            QLineF(
                center.x() + half * 0.5,
                center.y() - side * 0.38,
                center.x() - half * 0.5,
                center.y() + side * 0.38,
            ),
        ]
    )
    painter.restore()


def paint_rank_badge(painter: QPainter, rect: QRectF, authority: Authority, theme: Theme) -> None:
    """Paint a rank badge: the letter, on a fill that pales from A to C, then an outline that
    is whole for D and dashed for E.
    """
    fills = {Authority.A: Role.TEXT, Authority.B: Role.TEXT2, Authority.C: Role.HOVER}
    is_solid = authority in (Authority.A, Authority.B)
    radius = rect.width() * 0.2
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if authority in fills:
        painter.setBrush(theme.color(fills[authority]))
    if not is_solid:
        pen = QPen(theme.color(Role.EDGE), 1)
        if authority is Authority.E:
            pen.setDashPattern([2.5, 2])
        painter.setPen(pen)
    inset = 0.0 if is_solid else 0.5
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.setFont(sans(max(11, rect.height() * 0.6), 600))
    painter.setPen(theme.color(Role.SURFACE if is_solid else Role.TEXT))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, authority.value)
    painter.restore()


def paint_disclosure(
    painter: QPainter,
    rect: QRectF,
    color: QColor,
    *,
    open: bool,  # noqa: A002 - the word of the drawing
    is_rtl: bool = False,
) -> None:
    """Paint a filled triangle that points down when open, else in reading direction."""
    box = QRectF(0, 0, min(rect.width(), rect.height()), min(rect.width(), rect.height()))
    box.moveCenter(rect.center())
    depth = box.width() * 0.8
    if open:
        top = box.center().y() - depth / 2
        points = [(box.left(), top), (box.right(), top), (box.center().x(), top + depth)]
    else:
        sign = -1 if is_rtl else 1
        back = box.center().x() - sign * depth / 2
        points = [
            (back, box.top()),
            (back + sign * depth, box.center().y()),
            (back, box.bottom()),
        ]
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(path, color)
    painter.restore()


def paint_check(painter: QPainter, rect: QRectF, color: QColor) -> None:
    """Paint a check, 10 x 8 in a 12 px square: a sentence that a person has looked at."""
    scale = rect.width() / 12
    path = QPainterPath(QPointF(1, 6.2))
    path.lineTo(4.4, 9.8)
    path.lineTo(11, 2)
    pen = QPen(color, 1.8 / scale if scale < 1 else 1.8)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(scale, scale)
    painter.setPen(pen)
    painter.drawPath(path)
    painter.restore()


def paint_search(painter: QPainter, rect: QRectF, color: QColor) -> None:
    """Paint a magnifying glass."""
    side = rect.width()
    pen = QPen(color, max(1.2, side * 0.1))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    lens = QRectF(rect.x() + side * 0.1, rect.y() + side * 0.1, side * 0.58, side * 0.58)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.drawEllipse(lens)
    edge = QPointF(lens.center().x() + side * 0.21, lens.center().y() + side * 0.21)
    painter.drawLine(edge, QPointF(rect.right() - side * 0.08, rect.bottom() - side * 0.08))
    painter.restore()


def paint_ring(painter: QPainter, rect: QRectF, fraction: float, theme: Theme) -> None:
    """Paint the coverage ring: `fraction` (0 to 1) of it in the accent, from noon, clockwise.

    The stroke is an eighth of the side; anything short of all leaves a gap to be seen.
    """
    width = rect.width() / 8
    box = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    pen = QPen(theme.color(Role.TRACK), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.drawEllipse(box)
    if fraction > 0:
        sweep = 360.0 if fraction >= 1 else min(max(fraction * 360, 4.0), 350.0)
        pen.setColor(theme.color(Role.ACCENT))
        painter.setPen(pen)
        painter.drawArc(box, 90 * 16, -round(sweep * 16))
    painter.restore()
