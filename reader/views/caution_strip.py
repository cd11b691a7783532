"""The caution strip of a library row: where in an article its cautions sit, and how grave."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from annotations import Severity, StripTick
from reader.theme.roles import Role
from reader.theme.theme import Theme

#: Ticks closer than this are one tick, the gravest of them.
MERGE_PX = 2.0
HEIGHT_PX = 20
#: Width and height of a tick; a dot, two bars, and a flag that points down.
TICK_SIZE = {
    Severity.INFO: (4, 4),
    Severity.MODERATE: (3, 8),
    Severity.SERIOUS: (3, 14),
    Severity.CRITICAL: (6, 18),
}
_FLAG_POINT_PX = 3


def merged_ticks(ticks: Iterable[StripTick], width_px: float) -> tuple[tuple[float, Severity], ...]:
    """Place ticks on a strip of that width, those that would touch merged into the gravest.

    Runs of ticks nearer than `MERGE_PX` to the first of the run become one, at its place.

    Returns:
        Centre of each tick in pixels from the left, and its severity; by severity, then
        place, so that painting in this order leaves the gravest on top.
    """
    margin = TICK_SIZE[Severity.CRITICAL][0] / 2
    span = max(0.0, width_px - 2 * margin)
    placed = sorted((margin + min(max(t.position, 0.0), 1.0) * span, t.severity) for t in ticks)
    merged: list[tuple[float, Severity]] = []
    run_start = float("-inf")
    for x, severity in placed:
        if x - run_start < MERGE_PX:
            kept_x, kept = merged[-1]
            merged[-1] = (x, severity) if severity > kept else (kept_x, kept)
        else:
            merged.append((x, severity))
            run_start = x
    return tuple(sorted(merged, key=lambda tick: (tick[1], tick[0])))


def paint_strip(
    painter: QPainter,
    rect: QRectF,
    ticks: Iterable[StripTick],
    theme: Theme,
    *,
    is_rtl: bool = False,
) -> None:
    """Paint a line across the middle of `rect` and the ticks over it, from where reading
    begins.
    """
    middle = round(rect.center().y())
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.fillRect(QRectF(rect.left(), middle - 1, rect.width(), 2), theme.color(Role.TRACK))
    for severity, group in groupby(merged_ticks(ticks, rect.width()), lambda tick: tick[1]):
        painter.setBrush(theme.severity(severity).ink)
        for x, _ in group:
            width, height = TICK_SIZE[severity]
            center = rect.right() - x if is_rtl else rect.left() + x
            left = round(center - width / 2)
            _paint_tick(painter, QRectF(left, middle - height / 2, width, height), severity)
    painter.restore()


def _paint_tick(painter: QPainter, box: QRectF, severity: Severity) -> None:
    painter.setRenderHint(
        QPainter.RenderHint.Antialiasing, severity in (Severity.INFO, Severity.CRITICAL)
    )
    if severity is Severity.INFO:
        painter.drawEllipse(box)
    elif severity is Severity.CRITICAL:
        shoulder = box.bottom() - _FLAG_POINT_PX
        painter.drawPolygon(
            QPolygonF(
                [
                    box.topLeft(),
                    box.topRight(),
                    QPointF(box.right(), shoulder),
                    QPointF(box.center().x(), box.bottom()),
                    QPointF(box.left(), shoulder),
                ]
            )
        )
    else:
        painter.drawRect(box)
