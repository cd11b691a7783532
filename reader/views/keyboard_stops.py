"""What Tab stops at inside the article: links and fold lines that are on screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from annotations import InlineStyle, Span
from reader.text_chunks import Fold
from reader.theme.widgets import paint_focus_ring
from reader.views.article_page import ArticlePage
from reader.views.page_geometry import PageGeometry
from reader.views.pointer import PageHit


@dataclass(frozen=True, slots=True)
class Stop:
    """One place that the keyboard can act on."""

    span: Span
    fold: Fold | None = None
    href: str = ""

    @property
    def hit(self) -> PageHit:
        """What Enter does there: the same as a press."""
        return PageHit(fold=self.fold, href=self.href)


def stops_between(page: ArticlePage, top: float, bottom: float) -> list[Stop]:
    """Stops that lie in `[top, bottom)` of the document, in text order."""
    stops = []
    bridge = page.bridge
    for text_block, rect in page.places.blocks_between(top, bottom):
        fold = bridge.fold_at(text_block)
        chunk = bridge.chunk_of(text_block)
        if fold is not None and rect.top() >= top:
            stops.append(Stop(fold.span, fold))
        if chunk is None:
            continue
        start = bridge.block_start(chunk.block)
        for run in bridge.blocks[chunk.block].inlines:
            span = Span(start + run.start, start + run.end)
            if run.style is InlineStyle.LINK and chunk.start <= span.start < chunk.end:
                line_top = page.places.top_of(span.start)
                if top <= line_top < bottom:
                    stops.append(Stop(span, href=run.href))
    return stops


def next_stop(stops: Sequence[Stop], current: Stop | None, *, forward: bool) -> Stop | None:
    """The stop after or before the current one; None where there is no further one.

    Where the current one is not among `stops` (it was scrolled away), begin anew.
    """
    if not stops:
        return None
    if current not in stops:
        return stops[0 if forward else -1]
    index = stops.index(current) + (1 if forward else -1)
    return stops[index] if 0 <= index < len(stops) else None


def paint_stop(painter: QPainter, page: ArticlePage, geometry: PageGeometry, stop: Stop) -> None:
    """Draw the focus ring round a stop, in the document's coordinates."""
    if stop.fold is not None:
        paint_focus_ring(painter, page.fold_rect(stop.fold, geometry), page.theme)
        return
    for chunk in page.bridge.chunks_in(stop.span):
        text_block = page.bridge.text_block(chunk)
        if not text_block.isVisible():
            continue
        at = page.places.block_rect(text_block).topLeft()
        start, end = chunk.to_units(stop.span.start), chunk.to_units(stop.span.end)
        for box in page.places.boxes(text_block, start, end):
            ring = QRectF(box.rect.translated(at)).adjusted(2, 2, -2, -2)
            paint_focus_ring(painter, ring, page.theme, 3)
