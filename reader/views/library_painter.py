"""How the rows of the library look: headers, articles, and what a search found."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle

from annotations import Severity
from reader.dates import local_date
from reader.models.article_rows import ArticleRow, HeaderRow, NoteRow, Row, SourceRow
from reader.theme.fonts import sans, serif
from reader.theme.glyphs import (
    draw_severity_glyph,
    paint_disclosure,
    paint_rank_badge,
    paint_ring,
)
from reader.theme.roles import Role
from reader.theme.text_lines import TextLines
from reader.theme.theme import Theme
from reader.theme.widgets import paint_focus_ring
from reader.views.caution_strip import HEIGHT_PX as STRIP_HEIGHT_PX
from reader.views.caution_strip import paint_strip
from reader.views.library_geometry import (
    COUNT_PX,
    HEADER_PX,
    PAD_PX,
    RING_PX,
    ROW_PX,
    TITLE_LEFT_PX,
    row_geometry,
)

_GLYPH_PX, _COUNT_GLYPH_PX = 16, 14
_BADGE_PX = 20
_RADIUS = 6
_MOST_SHOWN = 999
#: An excerpt shorter than this says nothing.
_EXCERPT_MIN_PX = 40
_HOVER = QStyle.StateFlag.State_MouseOver
_SELECTED = QStyle.StateFlag.State_Selected


class _Style(NamedTuple):
    lines: TextLines
    role: Role


def _style(font: QFont, role: Role) -> _Style:
    return _Style(TextLines(font), role)


class RowPainter:
    """Paints rows in a theme.

    Attributes:
        theme: Colours; may be replaced.
        hot_uid: The article whose title the pointer is on; it is underlined like a link.
    """

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.hot_uid = ""
        hot = serif(17, 600)
        hot.setUnderline(True)
        self._title = _style(serif(17, 600), Role.TEXT)
        self._hot_title = _style(hot, Role.TEXT)
        self._name = _style(sans(13, 600), Role.TEXT)
        self._line = _style(sans(13, 500), Role.TEXT)
        self._number = _style(sans(13, tabular=True), Role.TEXT2)
        self._checked = _style(sans(13, 500, tabular=True), Role.TEXT)
        self._date = _style(sans(12, tabular=True), Role.TEXT2)
        self._small = _style(sans(12), Role.TEXT2)
        self._faint = _style(sans(12), Role.TEXT3)
        self._count = TextLines(sans(13, 600, tabular=True))

    @property
    def title_font(self) -> QFont:
        """The font of an article's title."""
        return self._title.lines.font

    def title_rect(self, row: ArticleRow, rect: QRect) -> QRect:
        """Where the words of an article's title stand in its row: what a press opens."""
        room = row_geometry(rect.width()).title_width
        width = min(room, round(self._title.lines.width_of(row.title)))
        return QRect(rect.left() + TITLE_LEFT_PX, rect.top() + 12, width, 24)

    def paint_row(self, painter: QPainter, rect: QRectF, row: Row, state: QStyle.StateFlag) -> None:
        """Paint what a row says, over its ground."""
        if isinstance(row, HeaderRow):
            self._paint_header(painter, rect, row, state)
        elif isinstance(row, ArticleRow):
            self._paint_article(painter, rect, row)
        elif isinstance(row, NoteRow):
            self._paint_note(painter, rect, row)
        else:
            self._paint_source(painter, rect, row)

    def paint_ground(
        self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag, *, has_line: bool
    ) -> None:
        """Paint what lies under a row: selection, hover, and the line to the next row."""
        painter.setPen(Qt.PenStyle.NoPen)
        if state & _SELECTED:
            painter.setPen(QPen(self.theme.color(Role.ACCENT), 2))
            painter.setBrush(self.theme.color(Role.ACCENT_BG))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        elif state & _HOVER:
            painter.setBrush(self.theme.color(Role.HOVER))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -2), _RADIUS, _RADIUS)
        if has_line and not state & _SELECTED:
            self._paint_line(painter, rect)

    def paint_ring_of_header(self, painter: QPainter, rect: QRectF, row: HeaderRow) -> None:
        """Paint the keyboard's focus round the words of a header."""
        middle = rect.bottom() - HEADER_PX / 2
        words = self._name.lines.width_of(row.title + row.count)
        width = words + 36 + (_GLYPH_PX + 8 if row.severity else 0)
        paint_focus_ring(
            painter, QRectF(rect.left() + 4, middle - 11, width, 22), self.theme, radius=3
        )

    def _paint_line(self, painter: QPainter, rect: QRectF) -> None:
        line = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(line, self.theme.color(Role.LINE))

    def _paint_header(
        self, painter: QPainter, rect: QRectF, row: HeaderRow, state: QStyle.StateFlag
    ) -> None:
        box = rect.adjusted(0, rect.height() - HEADER_PX, 0, 0)
        middle = box.center().y()
        ink = self.theme.color(Role.TEXT if state & (_HOVER | _SELECTED) else Role.TEXT2)
        triangle = QRectF(box.left(), middle - 4, 8, 8)
        paint_disclosure(painter, triangle, ink, open=row.is_open)
        box.setLeft(box.left() + 16)
        if row.severity is not None:
            self._paint_glyph(painter, box.left(), middle, row.severity)
            box.setLeft(box.left() + _GLYPH_PX + 8)
        used = self._draw(painter, box, row.title, self._name)
        box.setLeft(box.left() + used + 8)
        self._draw(painter, box, row.count, self._number)
        self._paint_line(painter, rect)

    def _paint_article(self, painter: QPainter, rect: QRectF, row: ArticleRow) -> None:
        geometry = row_geometry(round(rect.width()))
        coverage = row.summary.coverage
        left, top = rect.left(), rect.top()
        fraction = coverage.checked / coverage.of if coverage.of else 0.0
        ring = QRectF(left + PAD_PX, top + (ROW_PX - RING_PX) / 2, RING_PX, RING_PX)
        paint_ring(painter, ring, fraction, self.theme)
        title = QRectF(left + TITLE_LEFT_PX, top + 12, geometry.title_width, 24)
        style = self._hot_title if row.uid == self.hot_uid else self._title
        self._draw(painter, title, row.title, style)
        below = QRectF(title.left(), top + 38, title.width(), 18)
        self._draw(painter, below, row.subtitle, self._small)
        if geometry.strip_width:
            strip = QRectF(
                left + geometry.strip_left,
                top + (ROW_PX - STRIP_HEIGHT_PX) / 2,
                geometry.strip_width,
                STRIP_HEIGHT_PX,
            )
            paint_strip(painter, strip, row.summary.strip, self.theme)
        if geometry.counts_width:
            self._paint_counts(painter, left + geometry.counts_left, top + ROW_PX / 2, row)
        if geometry.coverage_width:
            box = QRectF(left + geometry.coverage_left, top + 14, geometry.coverage_width, 20)
            self._draw(painter, box, row.checked, self._checked, at_right=True)
            box.translate(0, 19)
            self._draw(painter, box, local_date(coverage.last_on), self._date, at_right=True)

    def _paint_counts(self, painter: QPainter, left: float, middle: float, row: ArticleRow) -> None:
        for column, severity in enumerate(reversed(Severity)):
            number = row.summary.counts.get(severity, 0)
            if not number:
                continue
            x = left + column * COUNT_PX
            self._paint_glyph(painter, x, middle, severity, size_px=_COUNT_GLYPH_PX)
            painter.setPen(self.theme.severity(severity).ink)
            box = QRectF(x + 19, middle - 10, COUNT_PX - 19, 20)
            text = str(number) if number <= _MOST_SHOWN else f"{_MOST_SHOWN}+"
            self._count.paint(painter, box, text)

    def _paint_note(self, painter: QPainter, rect: QRectF, row: NoteRow) -> None:
        self._paint_glyph(painter, rect.left() + 20, rect.top() + 19, row.hit.severity)
        left = rect.left() + TITLE_LEFT_PX
        width = rect.width() - TITLE_LEFT_PX - PAD_PX
        self._draw(painter, QRectF(left, rect.top() + 9, width, 20), row.title, self._line)
        below = QRectF(left, rect.top() + 29, width, 18)
        used = self._draw(painter, below, row.article_title, self._small)
        if row.excerpt and used + _EXCERPT_MIN_PX < width:
            below.setLeft(left + used)
            self._draw(painter, below, f" \N{MIDDLE DOT} {row.excerpt}", self._faint)

    def _paint_source(self, painter: QPainter, rect: QRectF, row: SourceRow) -> None:
        top = round(rect.center().y()) - _BADGE_PX / 2
        badge = QRectF(rect.left() + 18, top, _BADGE_PX, _BADGE_PX)
        paint_rank_badge(painter, badge, row.hit.source.rank, self.theme)
        box = rect.adjusted(TITLE_LEFT_PX, 0, -PAD_PX, 0)
        cited = self._draw(painter, box, row.cited, self._small, at_right=True)
        box.setRight(box.right() - cited - 16)
        self._draw(painter, box, row.title, self._line)

    def _paint_glyph(
        self,
        painter: QPainter,
        x: float,
        middle: float,
        severity: Severity,
        *,
        size_px: int = _GLYPH_PX,
    ) -> None:
        corner = QPointF(x, middle - size_px / 2)
        draw_severity_glyph(painter, corner, severity, size_px, self.theme)

    def _draw(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        style: _Style,
        *,
        at_right: bool = False,
    ) -> float:
        """Draw one line, cut where it does not fit; returns the width that it took."""
        painter.setPen(self.theme.color(style.role))
        return style.lines.paint(painter, box, text, at_right=at_right)
