"""How the rows of the library look: headers, articles, and what a search found."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle

from annotations import Severity
from reader.dates import local_date
from reader.models.article_rows import ArticleRow, HeaderRow, NoteRow, Row, SourceRow
from reader.theme.fonts import sans, serif
from reader.theme.glyphs import paint_rank_badge, paint_ring
from reader.theme.roles import Role
from reader.theme.text_lines import TextLines
from reader.theme.theme import Theme
from reader.views.caution_strip import HEIGHT_PX as STRIP_HEIGHT_PX
from reader.views.caution_strip import paint_strip
from reader.views.library_geometry import (
    COUNT_PX,
    PAD_PX,
    RING_PX,
    ROW_PX,
    SOURCE_PX,
    TITLE_LEFT_PX,
    row_geometry,
)
from reader.views.row_ink import RowBox, RowInk, style

_COUNT_GLYPH_PX = 14
_BADGE_PX = 20
_MOST_SHOWN = 999
#: An excerpt shorter than this says nothing.
_EXCERPT_MIN_PX = 40


class RowPainter(RowInk):
    """Paints rows in a theme.

    Attributes:
        hot_uid: The article whose title the pointer is on; it is underlined like a link.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.hot_uid = ""
        hot = serif(17, 600)
        hot.setUnderline(True)
        self._title = style(serif(17, 600), Role.TEXT)
        self._hot_title = style(hot, Role.TEXT)
        self._checked = style(sans(13, 500, tabular=True), Role.TEXT)
        self._date = style(sans(12, tabular=True), Role.TEXT2)
        self._count = TextLines(sans(13, 600, tabular=True))

    @property
    def title_font(self) -> QFont:
        """The font of an article's title."""
        return self._title.lines.font

    def title_rect(self, row: ArticleRow, rect: QRect, *, is_rtl: bool = False) -> QRect:
        """Where the words of an article's title stand in its row: what a press opens."""
        room = row_geometry(rect.width()).title_width
        width = min(room, round(self._title.lines.width_of(row.title)))
        return RowBox(QRectF(rect), is_rtl).at(TITLE_LEFT_PX, 12, width, 24).toRect()

    def paint_row(self, painter: QPainter, box: RowBox, row: Row, state: QStyle.StateFlag) -> None:
        """Paint what a row says, over its ground."""
        if isinstance(row, HeaderRow):
            self.paint_header(painter, box, row, state)
        elif isinstance(row, ArticleRow):
            self._paint_article(painter, box, row)
        elif isinstance(row, NoteRow):
            self._paint_note(painter, box, row)
        else:
            self._paint_source(painter, box, row)

    def _paint_article(self, painter: QPainter, box: RowBox, row: ArticleRow) -> None:
        geometry = row_geometry(round(box.width))
        coverage = row.summary.coverage
        fraction = coverage.checked / coverage.of if coverage.of else 0.0
        ring = box.at(PAD_PX, (ROW_PX - RING_PX) / 2, RING_PX, RING_PX)
        paint_ring(painter, ring, fraction, self.theme)
        title = self._hot_title if row.uid == self.hot_uid else self._title
        width = geometry.title_width
        self.draw(painter, box, (TITLE_LEFT_PX, 12, width, 24), row.title, title)
        # Where the column is left out, its words stand with the others.
        below = row.subtitle if geometry.coverage_width else row.subtitle_with_coverage
        self.draw(painter, box, (TITLE_LEFT_PX, 38, width, 18), below, self.small)
        if geometry.strip_width:
            top = (ROW_PX - STRIP_HEIGHT_PX) / 2
            strip = box.at(geometry.strip_left, top, geometry.strip_width, STRIP_HEIGHT_PX)
            paint_strip(painter, strip, row.summary.strip, self.theme, is_rtl=box.is_rtl)
        if geometry.counts_width:
            self._paint_counts(painter, box, geometry.counts_left, row)
        if geometry.coverage_width:
            start, width = geometry.coverage_left, geometry.coverage_width
            place = (start, 14, width, 20)
            self.draw(painter, box, place, row.checked, self._checked, at_end=True)
            date = local_date(coverage.last_on)
            self.draw(painter, box, (start, 33, width, 20), date, self._date, at_end=True)

    def _paint_counts(
        self, painter: QPainter, box: RowBox, counts_left: float, row: ArticleRow
    ) -> None:
        for column, severity in enumerate(reversed(Severity)):
            number = row.summary.counts.get(severity, 0)
            if not number:
                continue
            start = counts_left + column * COUNT_PX
            middle = ROW_PX / 2
            self.paint_glyph(painter, box, start, middle, severity, size_px=_COUNT_GLYPH_PX)
            painter.setPen(self.theme.severity(severity).ink)
            place = box.at(start + 19, middle - 10, COUNT_PX - 19, 20)
            text = str(number) if number <= _MOST_SHOWN else f"{_MOST_SHOWN}+"
            self._count.paint(painter, place, text, at_right=box.is_rtl)

    def _paint_note(self, painter: QPainter, box: RowBox, row: NoteRow) -> None:
        self.paint_glyph(painter, box, 20, 19, row.hit.severity)
        width = box.width - TITLE_LEFT_PX - PAD_PX
        self.draw(painter, box, (TITLE_LEFT_PX, 9, width, 20), row.title, self.line)
        place = (TITLE_LEFT_PX, 29, width, 18)
        used = self.draw(painter, box, place, row.article_title, self.small)
        if row.excerpt and used + _EXCERPT_MIN_PX < width:
            rest = (TITLE_LEFT_PX + used, 29, width - used, 18)
            self.draw(painter, box, rest, f" \N{MIDDLE DOT} {row.excerpt}", self.faint)

    def _paint_source(self, painter: QPainter, box: RowBox, row: SourceRow) -> None:
        badge = box.at(18, (SOURCE_PX - _BADGE_PX) / 2, _BADGE_PX, _BADGE_PX)
        paint_rank_badge(painter, badge, row.hit.source.rank, self.theme)
        width = box.width - TITLE_LEFT_PX - PAD_PX
        place = (TITLE_LEFT_PX, 0, width, SOURCE_PX)
        cited = self.draw(painter, box, place, row.cited, self.small, at_end=True)
        room = max(0.0, width - cited - 16)
        self.draw(painter, box, (TITLE_LEFT_PX, 0, room, SOURCE_PX), row.title, self.line)
