"""The application's icon: a C that is the coverage ring, and in it the stroke of a caution.

One list of shapes makes both the pixmaps and `resources/icons/caveat.svg`.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

#: Colours of the icon in either theme: a teal page, a chalk ring, an amber caution.
_TEAL, _CHALK, _AMBER = "#0B665C", "#FCFBF8", "#F4CE7E"
#: Everything is drawn in a square of this side.
_SIDE = 64.0
_PAGE = QRectF(3, 3, 58, 58)
_PAGE_RADIUS = 14.0
_RING = QRectF(14, 14, 36, 36)
_RING_WIDTH = 7.0
#: The ring is open on the right, this many degrees above and below the middle.
_RING_OPENING = 42
_BAR = QRectF(28.5, 20.5, 7, 13.5)
_DOT = QRectF(28.5, 37, 7, 6.5)
_STROKE_RADIUS = 2.0
_SIZES = (16, 20, 24, 32, 48, 64, 128, 256)


@cache
def app_icon() -> QIcon:
    """The icon in the sizes that desktops ask for."""
    icon = QIcon()
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_app_icon(painter, QRectF(0, 0, size, size))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


def paint_app_icon(painter: QPainter, rect: QRectF) -> None:
    """Paint the icon into a square of any size."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _SIDE, rect.height() / _SIDE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_TEAL))
    painter.drawRoundedRect(_PAGE, _PAGE_RADIUS, _PAGE_RADIUS)
    pen = QPen(QColor(_CHALK), _RING_WIDTH)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.strokePath(_ring_path(), pen)
    painter.setBrush(QColor(_AMBER))
    for stroke in (_BAR, _DOT):
        painter.drawRoundedRect(stroke, _STROKE_RADIUS, _STROKE_RADIUS)
    painter.restore()


def app_icon_svg() -> str:
    """The same icon as SVG, for desktops and pages that want a file."""
    start, end = _ring_ends()
    radius = _RING.width() / 2
    strokes = "\n".join(
        f'  <rect x="{_n(r.x())}" y="{_n(r.y())}" width="{_n(r.width())}" '
        f'height="{_n(r.height())}" rx="{_n(_STROKE_RADIUS)}" fill="{_AMBER}"/>'
        for r in (_BAR, _DOT)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(_SIDE)} {_n(_SIDE)}">\n'
        f"  <title>Caveat</title>\n"
        f'  <rect x="{_n(_PAGE.x())}" y="{_n(_PAGE.y())}" width="{_n(_PAGE.width())}" '
        f'height="{_n(_PAGE.height())}" rx="{_n(_PAGE_RADIUS)}" fill="{_TEAL}"/>\n'
        f'  <path d="M{_n(start.x())} {_n(start.y())}A{_n(radius)} {_n(radius)} 0 1 0 '
        f'{_n(end.x())} {_n(end.y())}" fill="none" stroke="{_CHALK}" '
        f'stroke-width="{_n(_RING_WIDTH)}" stroke-linecap="round"/>\n'
        f"{strokes}\n"
        f"</svg>\n"
    )


def _ring_path() -> QPainterPath:
    path = QPainterPath()
    path.arcMoveTo(_RING, _RING_OPENING)
    path.arcTo(_RING, _RING_OPENING, 360 - 2 * _RING_OPENING)
    return path


def _ring_ends() -> tuple[QPointF, QPointF]:
    path = _ring_path()
    return path.pointAtPercent(0), path.pointAtPercent(1)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
