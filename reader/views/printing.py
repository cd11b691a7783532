"""An article on paper: the text with its marks, then every note with its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QAbstractTextDocumentLayout, QPagedPaintDevice, QPainter

from annotations import ReviewedArticle, Severity
from reader.text_formats import TextStyle
from reader.theme.theme import load_theme
from reader.views.article_page import ArticlePage, Lights
from reader.views.card_text import Words
from reader.views.marks import MarkIndex, marks_of
from reader.views.note_numbers import paint_note_numbers
from reader.views.notes_print import DPI, print_notes
from reader.views.page_geometry import MEASURE, PageGeometry, page_geometry
from reader.views.print_foot import FOOT, PrintFoot

TEXT_SIZE_PX = 16
#: Room left of the text for the glyphs of the gutter, right of it for the numbers of notes.
_GUTTER, _NUMBERS = 72.0, 44.0
#: How far underlines reach below their line, into what is empty above the next one.
_SPILL = 5.0


def print_page(
    reviewed: ReviewedArticle,
    device: QPagedPaintDevice,
    words: Words,
    *,
    threshold: Severity = Severity.INFO,
) -> bool:
    """Print an article and its notes in the light colours.

    Args:
        reviewed: The article.
        device: A printer or a PDF file, its page set up.
        words: Formats of dates and citations.
        threshold: Least severity of the marks in the text; the notes are printed all.

    Returns:
        False where the device cannot be painted on.
    """
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = device.logicalDpiX() / DPI
    size = QSizeF(device.width(), device.height()) / scale
    foot = PrintFoot(reviewed.article.title, size)
    painter.scale(scale, scale)
    _print_text(painter, device, reviewed, threshold, foot)
    if reviewed.annotations:
        print_notes(painter, device, reviewed, words, foot)
    return painter.end()


def _print_text(
    painter: QPainter,
    device: QPagedPaintDevice,
    reviewed: ReviewedArticle,
    threshold: Severity,
    foot: PrintFoot,
) -> None:
    width, height = foot.page.width(), foot.page.height()
    page = ArticlePage(
        reviewed.revision.blocks,
        TextStyle(TEXT_SIZE_PX),
        load_theme("light"),
        all_marks=MarkIndex(marks_of(reviewed)),
        space=(1.0, 1.0),
    )
    page.show_marks(MarkIndex(marks_of(reviewed, threshold)))
    numbers = {str(note.uid): number for number, note in enumerate(reviewed.annotations, 1)}
    column = min(width - _GUTTER - _NUMBERS, float(MEASURE * TEXT_SIZE_PX))
    page.document.setTextWidth(page.document_width(column))
    geometry = _geometry(page, column)
    left = geometry.column_left - (width - column) / 2
    if geometry.rtl:
        left = min(left, geometry.column_left + column + _GUTTER - width)
    else:
        left = min(left, geometry.column_left - _GUTTER)
    for index, (top, bottom) in enumerate(page_slices(page, height - FOOT)):
        if index:
            device.newPage()
        painter.save()
        clip = QRectF(left, top, width, bottom - top)
        painter.setClipRect(QRectF(0, 0, width, bottom - top))
        painter.translate(-left, -top)
        page.paint(painter, clip, geometry, Lights())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = clip
        context.palette = page.theme.palette()
        page.document.documentLayout().draw(painter, context)
        paint_note_numbers(painter, clip, page, geometry, numbers)
        painter.restore()
        foot.paint(painter)


def _geometry(page: ArticlePage, column: float) -> PageGeometry:
    """Places of the page with x in the document's coordinates."""
    on_screen = page_geometry(1600, TEXT_SIZE_PX, rtl=page.is_rtl)
    shift = on_screen.document_shift
    made = replace(on_screen, column_width=column)
    gutter = on_screen.gutter_x - on_screen.column_left
    if page.is_rtl:
        gutter += column - on_screen.column_width
    return replace(
        made,
        column_left=on_screen.column_left + shift,
        gutter_x=on_screen.column_left + shift + gutter,
    )


def page_slices(page: ArticlePage, height: float) -> Iterator[tuple[float, float]]:
    """Cut the text into pages between lines, `[top, bottom)` in pixels of the document.

    A heading never stands last on a page. A line taller than a page is cut.
    """
    top = 0.0
    fresh = 0.0
    for line_top, line_bottom, is_heading in _lines(page):
        if line_bottom - top > height and fresh > top:
            yield top, fresh
            top = fresh
        if not is_heading:
            fresh = line_bottom
        elif fresh <= top:
            fresh = line_top
    end = float(page.document.documentLayout().documentSize().height())
    while top < end:
        yield top, min(end, top + height)
        top += height


def _lines(page: ArticlePage) -> Iterator[tuple[float, float, bool]]:
    """Top, bottom and whether it is of a heading, for each line of the document."""
    text_block = page.document.begin()
    while text_block.isValid():
        if text_block.isVisible():
            rect = page.places.block_rect(text_block)
            chunk = page.bridge.chunk_of(text_block)
            block = page.bridge.blocks[chunk.block] if chunk else None
            is_heading = block is not None and block.kind.heading_level > 0
            layout = text_block.layout()
            for index in range(layout.lineCount()):
                line = layout.lineAt(index)
                top = rect.top() + line.y()
                yield top, top + line.height() + _SPILL, is_heading
        text_block = text_block.next()
