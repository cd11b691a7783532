"""What is painted under the words, probed on an image of the document itself."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QAbstractTextDocumentLayout, QFontMetricsF, QImage, QPainter

from annotations import Block, BlockKind, Inline, InlineStyle, Severity, Span
from reader.text_formats import TextStyle
from reader.theme.fonts import serif
from reader.theme.roles import Role
from reader.views.article_page import ArticlePage, Lights, spans_within
from reader.views.gutter import gutter_items
from reader.views.marks import MarkIndex, marks_of
from reader.views.note_numbers import paint_note_numbers
from reader.views.page_geometry import page_geometry
from tests.reader.views.page_samples import marked, p

WIDTH, HEIGHT = 1338, 700


def make_page(article, theme):
    page = ArticlePage(
        article.revision.blocks, TextStyle(), theme, all_marks=MarkIndex(marks_of(article))
    )
    page.show_marks(MarkIndex(marks_of(article)))
    geometry = page_geometry(WIDTH, 20, rtl=page.is_rtl)
    page.document.setTextWidth(page.document_width(geometry.column_width))
    return page, geometry


def paint(page, geometry, lights=None, *, numbers=None, with_words=False):
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(page.theme.color(Role.CANVAS))
    painter = QPainter(image)
    clip = QRectF(0, 0, WIDTH, HEIGHT)
    page.paint(painter, clip, geometry, lights or Lights())
    if numbers:
        paint_note_numbers(painter, clip, page, geometry, numbers)
    if with_words:
        context = QAbstractTextDocumentLayout.PaintContext()
        page.document.documentLayout().draw(painter, context)
    painter.end()
    return image


def colors_in(image, rect):
    area = rect.toAlignedRect().intersected(image.rect())
    return {
        image.pixelColor(x, y).name()
        for x in range(area.left(), area.right())
        for y in range(area.top(), area.bottom())
    }


def rect_of(page, cp):
    return page.places.block_rect(page.bridge.text_block(page.bridge.chunk_at(cp)))


def test_a_code_field_has_no_gaps_between_its_lines(light):
    blocks = [p("Before."), *(Block(BlockKind.CODE, f"line {n}") for n in range(4)), p("After.")]
    page, geometry = make_page(marked(blocks), light)
    image = paint(page, geometry)
    top = rect_of(page, 8).top()
    bottom = rect_of(page, 8 + 3 * 7).bottom()
    strip = QRectF(geometry.column_left + 300, top - 6, 2, bottom - top + 12)
    assert colors_in(image, strip) == {light.color(Role.SUNKEN).name()}
    assert light.color(Role.SUNKEN).name() not in colors_in(
        image, QRectF(geometry.column_left, 0, 600, top - 12)
    )


def test_quotes_have_one_bar_for_each_level(light):
    blocks = [
        Block(BlockKind.QUOTE, "outer"),
        Block(BlockKind.QUOTE, "inner", depth=1),
        Block(BlockKind.LI, "item", marker="-", quoted=True),
        p("After."),
    ]
    page, geometry = make_page(marked(blocks), light)
    image = paint(page, geometry)
    bar = light.color(Role.THUMB).name()

    def bars_at(cp):
        y = rect_of(page, cp).center().y()
        left = geometry.column_left
        return [image.pixelColor(round(left + x), round(y)).name() == bar for x in (1, 21)]

    assert [bars_at(cp) for cp in (0, 6, 12, 17)] == [
        [True, False],
        [True, True],
        [True, False],
        [False, False],
    ]
    between = QRectF(geometry.column_left + 1, rect_of(page, 0).top(), 1, 100)
    reach = rect_of(page, 12).bottom() - rect_of(page, 0).top()
    between.setHeight(reach - 1)
    assert colors_in(image, between) <= {bar}


def test_list_markers_are_painted_and_are_no_text(light):
    blocks = [Block(BlockKind.LI, "item", marker=marker) for marker in ("-", "3.")]
    page, geometry = make_page(marked(blocks), light)
    image = paint(page, geometry)
    for cp in (0, 5):
        rect = rect_of(page, cp)
        margin = QRectF(geometry.column_left, rect.top(), 26, rect.height())
        assert len(colors_in(image, margin)) > 1
    assert page.document.toPlainText().split() == ["item", "item"]


def test_rows_of_a_table_are_parted_by_hairlines(light):
    cells = [
        Block(BlockKind.CELL, f"{r}{c}", table=0, row=r, column=c, is_table_heading=r == 0)
        for r in range(3)
        for c in range(2)
    ]
    page, geometry = make_page(marked([p("x"), *cells, p("y")]), light)
    image = paint(page, geometry)
    x = round(geometry.column_left + 300)
    column = [image.pixelColor(x, y).name() for y in range(HEIGHT)]
    assert column.count(light.color(Role.EDGE).name()) == 1
    assert column.count(light.color(Role.LINE).name()) == 2


def test_inline_code_stands_on_a_field(light):
    code = Inline(4, 8, InlineStyle.CODE)
    page, geometry = make_page(marked([p("run code now", inlines=(code,))]), light)
    (box,) = page.places.boxes(page.bridge.text_block(page.bridge.chunks[0]), 4, 8)
    rect = box.rect.translated(rect_of(page, 0).topLeft())
    image = paint(page, geometry)
    assert image.pixelColor(rect.center().toPoint()) == light.color(Role.HOVER)


def test_a_fold_says_what_it_hides(light):
    blocks = [p("Tea."), Block(BlockKind.META, "3 min read", folded=True)]
    blocks.append(Block(BlockKind.BOILERPLATE, "Share", folded=True))
    page, geometry = make_page(marked(blocks), light)
    (fold,) = page.bridge.folds
    words = page.block_painter.fold_words(fold)
    assert words == "Page furniture, folded: “3 min read · Share”"
    line = page.fold_rect(fold, geometry)
    assert line.width() == geometry.column_width
    assert light.color(Role.TEXT3).name() in colors_in(paint(page, geometry), line)
    lit = paint(page, geometry, Lights(hovered_fold=fold))
    assert light.color(Role.TEXT).name() in colors_in(lit, line)
    page.bridge.set_open(fold, is_open=True)
    assert page.block_painter.fold_words(fold) == "Page furniture"


def test_hits_are_outlined_and_the_current_one_twice_as_thick(light):
    page, geometry = make_page(marked([p("one two")]), light)
    hits = (Span(0, 3), Span(4, 7))
    image = paint(page, geometry, Lights(hits=hits, current_hit=hits[1]))
    accent = light.color(Role.ACCENT).name()
    thickness = []
    for hit in hits:
        place = page.places.place(hit).first
        x = round(place.center().x())
        column = range(round(place.top()) - 3, round(place.top()) + 4)
        thickness.append(sum(image.pixelColor(x, y).name() == accent for y in column))
    assert thickness[0] < thickness[1]


# Boxes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Mixed: the claim “אין אזור” appears in English.", "the claim “אין"),
        ("אין אזור השוואה and some English, ולכן חלשה", "אזור השוואה and"),
        ("انخفض ثاني أكسيد 44 في المائة", "أكسيد 44"),
    ],
)
def test_boxes_of_mixed_directions_cover_what_is_marked(light, text, quote):
    rtl = text[0] > "\u0590"
    page, _ = make_page(marked([p(text, rtl=rtl)]), light)
    text_block = page.bridge.text_block(page.bridge.chunks[0])
    start = text.index(quote)
    boxes = [b.rect for b in page.places.boxes(text_block, start, start + len(quote))]
    line = text_block.layout().lineAt(0)
    words = QFontMetricsF(serif(20)).horizontalAdvance(quote)
    assert sum(rect.width() for rect in boxes) == pytest.approx(words, abs=6)
    whole = line.naturalTextRect()
    assert all(whole.left() - 1 <= r.left() and r.right() <= whole.right() + 1 for r in boxes)


def test_boxes_never_stick_out_of_their_words(light):
    text = "word " * 60 + "😀 end"
    page, geometry = make_page(marked([p(text)]), light)
    text_block = page.bridge.text_block(page.bridge.chunks[0])
    boxes = list(page.places.boxes(text_block, 0, len(text) + 1))
    assert len(boxes) == text_block.layout().lineCount() > 2
    assert all(box.rect.right() <= geometry.column_width for box in boxes)
    assert all(box.ends_right and box.ends_left for box in boxes)
    heights = {round(box.rect.height()) for box in boxes}
    assert heights == {25}
    for above, below in pairwise(boxes):
        assert above.rect.bottom() + 5 <= below.rect.top() + 0.6


# Gutter


def glyphs(page, geometry):
    items = []
    for text_block, rect in page.places.blocks_between(0, HEIGHT):
        items += gutter_items(page.marks.of_block(text_block).starts, rect.topLeft(), geometry)
    return items


def test_glyphs_stand_where_sentences_begin_in_reading_order(light):
    text = "One. Two. " + "and the rest of a longer line " * 3 + "Three."
    notes = [("Two.", Severity.CRITICAL), ("One.", Severity.INFO), ("Three.", Severity.SERIOUS)]
    page, geometry = make_page(marked([p(text)], *notes), light)
    items = glyphs(page, geometry)
    first_line = [item for item in items if item.rect.top() == items[0].rect.top()]
    assert [(item.mark.annotation_uid, item.rect.center().x()) for item in first_line] == [
        ("n0", geometry.gutter_x),
        ("n1", geometry.gutter_x - 22),
    ]
    assert [item.mark.annotation_uid for item in items[2:]] == ["n2"]


def test_what_is_said_of_a_sentence_goes_before_what_contradicts_it(light):
    notes = [
        ("One.", Severity.MODERATE),
        *[(quote, Severity.CRITICAL, ["One."]) for quote in ("Two.", "Three.")],
    ]
    page, geometry = make_page(marked([p("One."), p("Two."), p("Three.")], *notes), light)
    first, second, more = glyphs(page, geometry)[:3]
    assert [first.mark.annotation_uid, first.mark.is_claim] == ["n0", True]
    assert not second.mark.is_claim
    assert more.more == 1


def test_more_than_two_glyphs_become_a_number(light):
    notes = [("One.", severity) for severity in (*Severity, Severity.INFO)]
    page, geometry = make_page(marked([p("One. Two.")], *notes), light)
    items = glyphs(page, geometry)
    assert [(item.mark.severity, item.more) for item in items] == [
        (Severity.CRITICAL, 0),
        (Severity.SERIOUS, 0),
        (Severity.MODERATE, 3),
    ]
    assert page.gutter_at(items[2].rect.center(), geometry).more == 3


def test_a_conflict_has_a_sign_of_its_own(light):
    page, geometry = make_page(marked([p("One. Two.")], ("One.", Severity.INFO, ["Two."])), light)
    items = glyphs(page, geometry)
    assert [item.mark.is_claim for item in items] == [False, True]
    ink = light.severity(Severity.INFO).ink.name()
    assert ink in colors_in(paint(page, geometry), items[0].rect)


def test_a_line_without_marks_has_no_glyph(light):
    page, geometry = make_page(marked([p("One. Two.")]), light)
    assert glyphs(page, geometry) == []
    assert page.gutter_at(QPointF(geometry.gutter_x, 30), geometry) is None


# Paper


def test_numbers_of_notes_stand_at_the_line_where_a_claim_ends(light):
    text = "One. " + "and the rest of a longer line " * 4 + "Two."
    notes = [("One.", Severity.INFO), (text, Severity.CRITICAL, ["Two."])]
    page, geometry = make_page(marked([p(text)], *notes), light)
    image = paint(page, geometry, numbers={"n0": 1, "n1": 2})
    beside = geometry.column_right + 6
    rect = rect_of(page, 0)
    first = QRectF(beside, rect.top(), 18, 28)
    last = QRectF(beside, rect.bottom() - 28, 18, 28)
    assert light.severity(Severity.INFO).ink.name() in colors_in(image, first)
    assert light.severity(Severity.CRITICAL).ink.name() not in colors_in(image, first)
    assert light.severity(Severity.CRITICAL).ink.name() in colors_in(image, last)


def test_spans_within_takes_what_overlaps():
    spans = [Span(0, 3), Span(5, 8), Span(9, 12)]
    assert list(spans_within(spans, Span(7, 9))) == [Span(5, 8)]
    assert list(spans_within(spans, Span(2, 10))) == spans
    assert list(spans_within((), Span(0, 9))) == []
