"""A text with its marks: what is painted under the words, and what of it stands out.

The words are a QTextEdit; marks, glyphs, lane and curves are painted on its viewport, and
cards are children of that viewport. The text has a fixed measure: a resize moves margins.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotations import ReviewedArticle, Severity, Span, Target
from reader.theme.theme import Theme
from reader.views.announcer import Announcer
from reader.views.article_page import Lights
from reader.views.connectors import Connector, ConnectorPainter
from reader.views.find import find_spans
from reader.views.link_colors import link_selections
from reader.views.marks import Mark, MarkIndex, marks_of
from reader.views.page_places import PlaceGeometry
from reader.views.page_view import PageView
from reader.views.same_text import shows_same_text


class MarkedView(PageView):
    """Shows an article with its marks, curves and places that were found.

    Signals:
        geometry_changed(), overview_changed(): As in `PageView`; the overview shows marks,
            hits and the active note.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._reviewed: ReviewedArticle | None = None
        self._threshold = Severity.INFO
        self._are_marks_visible = True
        self._active: str | None = None
        self._hovered: str | None = None
        self._hits: tuple[Span, ...] = ()
        self._current_hit: Span | None = None
        self._connectors: tuple[Connector, ...] = ()
        self._connector_painter = ConnectorPainter()
        self._announcer = Announcer(self)
        self._index = self._all_marks = MarkIndex()

    # What is shown

    def show_article(self, reviewed: ReviewedArticle) -> None:
        """Show an article, at its top; the same text with other notes keeps its position."""
        before, self._reviewed = self._reviewed, reviewed
        self.setAccessibleName(f"Article: {reviewed.article.title}")
        if shows_same_text(before, reviewed):
            self._refresh_marks()
            return
        self._active = self._hovered = None
        self._hits, self._current_hit = (), None
        self._connectors = ()
        self._take_marks()
        self.show_blocks(reviewed.revision.blocks, self._all_marks)
        self._marks_changed()

    def _refresh_marks(self) -> None:
        self._take_marks()
        self._kept_open = self._all_marks
        for fold in self._page.bridge.folds:
            if self._all_marks.covers(fold.span):
                self._page.set_fold_open(fold, is_open=True)
        self._marks_changed()

    def _page_replaced(self) -> None:
        self._page.show_marks(self._index if self._are_marks_visible else MarkIndex())
        self._recolor_links()

    def _take_marks(self) -> None:
        """Collect the marks of the article, and those of them that are shown."""
        marks = marks_of(self._reviewed) if self._reviewed else ()
        self._all_marks = self._index = MarkIndex(marks)
        if self._threshold > Severity.INFO:
            shown = (mark for mark in marks if mark.severity >= self._threshold)
            self._index = MarkIndex(shown)

    def _marks_changed(self) -> None:
        self._page.show_marks(self._index if self._are_marks_visible else MarkIndex())
        self._announcer.show_notes(self._reviewed, self._threshold)
        self._announcer.describe(self._active)
        self._recolor_links()
        self.viewport().update()
        self.overview_changed.emit()

    def set_threshold(self, severity: Severity) -> None:
        """Show notes of at least this severity."""
        if severity is not self._threshold:
            self._threshold = severity
            self._refresh_marks()

    def set_marks_visible(self, visible: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Show or hide all marks and glyphs; cards are hidden by their own column."""
        self._are_marks_visible = visible
        self._marks_changed()

    def set_active(self, uid: str | None) -> None:
        """Mark a note as active, None for no note. Nothing scrolls."""
        if uid != self._active:
            self._active = uid
            self._recolor_links()
            self._announcer.describe(uid)
            self.viewport().update()
            self.overview_changed.emit()

    def set_hovered(self, uid: str | None) -> None:
        """Light a note's marks up, as when its card is hovered."""
        if (uid or None) != self._hovered:
            self._hovered = uid or None
            self.viewport().update()

    def set_connectors(self, connectors: Sequence[Connector]) -> None:
        """Take the curves to paint, in document coordinates (see `Connector`)."""
        if tuple(connectors) != self._connectors:
            self._connectors = tuple(connectors)
            self.viewport().update()

    def set_find_hits(self, spans: Sequence[Span], current: int | None = None) -> None:
        """Paint places that were found, sorted and disjoint; `current` counts from 0."""
        self._hits = tuple(spans)
        self._current_hit = None if current is None else self._hits[current]
        self.viewport().update()
        self.overview_changed.emit()

    @property
    def index(self) -> MarkIndex:
        """The marks that are shown, hidden or not."""
        return self._index

    @property
    def marks_shown(self) -> tuple[Mark, ...]:
        """The marks that are painted; the same object until they change."""
        return self._page.marks.index.marks

    @property
    def active(self) -> str | None:
        """Uid of the active note."""
        return self._active

    @property
    def find_hits(self) -> tuple[Span, ...]:
        """The places that were found."""
        return self._hits

    def place_of(self, target: Target) -> PlaceGeometry | None:
        """Find a target in this article; None for one without a place here.

        Lays the document out down to that place and no further.
        """
        here = self._reviewed and target.article_uid == self._reviewed.article.uid
        return self.place_of_span(target.span) if here and target.span else None

    def find_all(self, words: str) -> tuple[Span, ...]:
        """Places of words in the article, whatever their case and diacritics."""
        return find_spans(self._reviewed.revision.text, words) if self._reviewed else ()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all that lies under the words, then the words."""
        painter = QPainter(self.viewport())
        clip = QRectF(event.rect())
        shift, scroll = self._geometry.document_shift, self.scroll_y
        painter.translate(-shift, -scroll)
        self._page.paint(
            painter, clip.translated(shift, scroll), self._document_geometry(), self._lights()
        )
        if self._connectors:
            painter.resetTransform()
            painter.translate(0, -scroll)
            area = clip.translated(0, scroll)
            self._connector_painter.paint(painter, self._connectors, self._theme, area)
        painter.end()
        super().paintEvent(event)

    def _lights(self) -> Lights:
        return Lights(
            active=frozenset({self._active} if self._active else ()),
            hovered=frozenset({self._hovered} if self._hovered else ()),
            hits=self._hits,
            current_hit=self._current_hit,
        )

    def _recolor_links(self) -> None:
        self.setExtraSelections(link_selections(self._page, self._index.of_note(self._active)))
