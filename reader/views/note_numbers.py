"""Numbers of notes beside the lines where their claims end: footnote marks for paper.

They stand in the margin, because a number between the words would be read as the article's.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from reader.theme.fonts import sans
from reader.views.article_page import ArticlePage
from reader.views.mark_layout import BlockMarks
from reader.views.page_geometry import LANE_GAP, PageGeometry

_SIZE, _STEP, _HEIGHT = 11, 18, 16


def paint_note_numbers(
    painter: QPainter,
    clip: QRectF,
    page: ArticlePage,
    geometry: PageGeometry,
    numbers: Mapping[str, int],
) -> None:
    """Paint the numbers of the claims that end in `clip`, in the ink of their severity.

    Args:
        painter: Stands in the coordinates of the document, as does x of `geometry`.
        clip: Part of the document that is painted.
        page: The article.
        geometry: Where the column stands.
        numbers: Number of each note that has one, by its uid.
    """
    painter.save()
    painter.setFont(sans(_SIZE, 600, tabular=True))
    for text_block, rect in page.places.blocks_between(clip.top(), clip.bottom()):
        for y, uids in _lines(page.marks.of_block(text_block), rect.topLeft()).items():
            if not clip.top() <= y < clip.bottom():
                continue
            for place, (number, uid) in enumerate(
                sorted((numbers[uid], uid) for uid in uids if uid in numbers)
            ):
                severity = page.marks.index.of_note(uid)[0].severity
                painter.setPen(page.theme.severity(severity).ink)
                box = _box(geometry, place, y)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()


def _lines(marks: BlockMarks, at: QPointF) -> dict[float, set[str]]:
    """Notes by the middle of the line on which one of their claims ends."""
    last = {mark: box for box, mark in marks.areas if mark.is_claim}
    lines: dict[float, set[str]] = {}
    for mark, box in last.items():
        lines.setdefault(round(box.center().y() + at.y()), set()).add(mark.annotation_uid)
    return lines


def _box(geometry: PageGeometry, place: int, middle: float) -> QRectF:
    near = LANE_GAP + place * _STEP
    left = geometry.column_left - near - _STEP if geometry.rtl else geometry.column_right + near
    return QRectF(left, middle - _HEIGHT / 2, _STEP, _HEIGHT)
