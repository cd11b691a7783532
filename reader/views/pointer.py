"""What lies under the pointer: a gutter glyph, the line of a fold, a link, marks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from reader.text_chunks import Fold
from reader.views.article_page import ArticlePage
from reader.views.page_geometry import PageGeometry

#: A fold's line reaches below its text block by up to this.
_REACH = 30.0


@dataclass(frozen=True, slots=True)
class PageHit:
    """What a press at a point would do; the first that is not empty, in this order."""

    fold: Fold | None = None
    href: str = ""
    #: Notes whose marks or glyph lie there, the one on top first.
    notes: tuple[str, ...] = ()
    #: Index of the sentence whose sign in the gutter lies there.
    sentence: int | None = None

    def __bool__(self) -> bool:
        return bool(self.fold or self.href or self.notes) or self.sentence is not None

    @property
    def hovered_note(self) -> str:
        """The note that lights up under the pointer; empty where there is none."""
        return self.notes[0] if self.notes else ""

    def next_note(self, active: str | None) -> str:
        """The note that a press activates: the next below the active one, round again."""
        if active in self.notes:
            return self.notes[(self.notes.index(active) + 1) % len(self.notes)]
        return self.notes[0]


def hit_at(page: ArticlePage, point: QPointF, geometry: PageGeometry) -> PageHit:
    """Look up a point of the document.

    Args:
        page: The page that is shown.
        point: In the document's coordinates.
        geometry: Places of the page, x in the document's coordinates.
    """
    if not geometry.column_left - 4 <= point.x() <= geometry.column_right + 4:
        item = page.gutter_at(point, geometry)
        if item is None:
            return PageHit()
        if item.mark is None:
            return PageHit(sentence=item.sentence)
        return PageHit(notes=(item.mark.annotation_uid,))
    href = page.places.link_at(point)
    for text_block, rect in page.places.blocks_between(point.y() - _REACH, point.y() + _REACH):
        fold = page.bridge.fold_at(text_block)
        if fold is not None and page.fold_rect(fold, geometry).contains(point):
            return PageHit(fold=fold)
        marks = page.marks.marks_at(text_block, point - rect.topLeft())
        if marks:
            notes = tuple(dict.fromkeys(mark.annotation_uid for mark in marks))
            return PageHit(href=href, notes=notes)
    return PageHit(href=href)
