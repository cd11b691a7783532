"""The outline of the sentence cursor and the signs of states, probed on an image."""

import pytest
from PySide6.QtCore import QPointF, QRectF

from annotations import Block, BlockKind, SentenceState, Severity, Span
from reader.theme.roles import Role
from reader.views.article_page import Lights
from reader.views.cursor_painter import CursorPainter, outline_of
from reader.views.sentence_cursor import SentenceMap
from reader.views.sentence_gutter import SentenceGutter
from tests.reader.views.page_samples import p
from tests.reader.views.review_samples import reviewable
from tests.reader.views.test_page_painting import HEIGHT, colors_in, make_page, paint

UNSEEN, OK = SentenceState.UNSEEN, SentenceState.OK
LONG = "A first sentence of some length. " + "Then the second one goes on and on " * 4 + ". Third."


def in_review(article, theme):
    page, geometry = make_page(article, theme)
    revision = article.revision
    sentences = SentenceMap(revision.text, revision.blocks, revision.sentences)
    page.show_states(SentenceGutter(sentences, article.sentence_states))
    return page, geometry


def signs(page, geometry):
    """Items of the gutter by line, those next to the column first."""
    lines = {}
    for text_block, rect in page.places.blocks_between(0, HEIGHT):
        for item in page._prepare(text_block, rect.topLeft(), geometry).gutter:
            lines.setdefault(round(item.rect.top()), []).append(item)
    return [lines[top] for top in sorted(lines)]


def said(item):
    if item.more:
        return f"+{item.more}"
    return item.mark.severity.name if item.mark else item.stands_for.state.name


# Outline


def corners(path):
    """Where the straight edges of an outline end, clockwise or not, without the rounding."""
    return {(round(e.x), round(e.y)) for e in map(path.elementAt, range(path.elementCount()))}


def test_one_line_has_an_outline_of_its_own():
    path = outline_of([QRectF(100, 50, 200, 25)])
    assert path.boundingRect() == QRectF(98, 48, 204, 33)
    assert not path.contains(QPointF(98.2, 48.2))
    assert path.contains(QPointF(101, 51))


def test_lines_that_touch_are_united():
    path = outline_of(
        [QRectF(400, 50, 300, 25), QRectF(100, 81, 600, 25), QRectF(100, 112, 200, 25)]
    )
    assert len(path.toSubpathPolygons()) == 1
    assert path.boundingRect() == QRectF(98, 48, 604, 95)
    assert path.contains(QPointF(500, 79))
    assert not path.contains(QPointF(200, 60))
    # Upper left of the second line, where the first does not reach.
    assert {(98, 82), (101, 79)} <= corners(path)


def test_lines_that_do_not_touch_are_outlined_apart():
    path = outline_of([QRectF(500, 50, 200, 25), QRectF(100, 81, 200, 25)])
    assert len(path.toSubpathPolygons()) == 2


def test_nothing_has_no_outline():
    assert outline_of([]).isEmpty()


def test_the_outline_is_drawn_round_the_words_over_marks(theme):
    article = reviewable([p("Tea cures colds. It is warm.")], ("Tea cures", Severity.SERIOUS))
    page, geometry = in_review(article, theme)
    box = page.places.place(Span(0, 16)).first
    image = paint(page, geometry, Lights(cursor=Span(0, 16)))
    accent = theme.color(Role.ACCENT).name()
    for x, y in [(box.left() - 2, box.center().y()), (box.center().x(), box.bottom() + 6)]:
        assert image.pixelColor(round(x), round(y) - 1).name() == accent
    inside = box.adjusted(4, 2, -4, -2)
    assert accent not in colors_in(image, inside)
    assert theme.severity(Severity.SERIOUS).rest.name() in colors_in(image, inside)
    assert accent not in colors_in(paint(page, geometry), box.adjusted(-6, -6, 6, 8))


def test_what_is_marked_for_later_has_dashes(light):
    page, geometry = in_review(reviewable([p("Tea cures colds. It is warm.")]), light)
    box = page.places.place(Span(0, 16)).first
    image = paint(page, geometry, Lights(pending=[Span(0, 16)]))
    y = round(box.top()) - 2
    along = [image.pixelColor(x, y).name() for x in range(round(box.left()) + 4, 180)]
    accent, canvas = light.color(Role.ACCENT).name(), light.color(Role.CANVAS).name()
    assert accent in along
    assert canvas in along


def test_a_right_to_left_sentence_is_outlined_where_it_stands(light):
    text = "הוולריאן הוא צמח. המינון הרגיל הוא 900 mg ביום. סוף."
    page, _ = in_review(reviewable([p(text, rtl=True)]), light)
    shown = list(page.places.blocks_between(0, HEIGHT))
    second = Span(text.index("המינון"), text.index(" סוף"))
    bounds = CursorPainter(page.places).outline(second, shown).boundingRect()
    first = page.places.place(Span(0, 17)).first
    last = page.places.place(Span(len(text) - 4, len(text))).first
    assert last.right() - 1 <= bounds.left() < bounds.right() <= first.left() + 1


def test_only_what_is_shown_of_a_long_cursor_is_outlined(light):
    page, _ = in_review(reviewable([p(LONG) for _ in range(40)]), light)
    shown = list(page.places.blocks_between(100, 300))
    painter = CursorPainter(page.places)
    path = painter.outline(Span(0, page.bridge.length), shown)
    top, bottom = shown[0][1].top(), shown[-1][1].bottom()
    assert top - 10 <= path.boundingRect().top()
    assert path.boundingRect().bottom() <= bottom + 10
    assert painter.outline(Span(0, page.bridge.length), shown) is path
    assert painter.outline(Span(0, page.bridge.length), shown[:1]) is not path


# Gutter


def test_states_stand_where_sentences_begin(light):
    page, geometry = in_review(reviewable([p(LONG)], ok=["Third"]), light)
    lines = signs(page, geometry)
    assert [[said(item) for item in line] for line in lines] == [["UNSEEN", "UNSEEN"], ["OK"]]
    assert [item.sentence for item in lines[0]] == [1, 0]
    assert lines[0][0].rect.center().x() == geometry.gutter_x
    assert lines[0][1].rect.center().x() == geometry.gutter_x + geometry.gutter_step


def test_a_flagged_sentence_has_the_sign_of_its_note_alone(light):
    article = reviewable([p("One. Two is here.")], ("One.", Severity.MODERATE))
    page, geometry = in_review(article, light)
    assert [[said(item) for item in line] for line in signs(page, geometry)] == [
        ["UNSEEN", "MODERATE"]
    ]


def test_a_sentence_with_a_draft_is_unseen_all_the_same(light):
    article = reviewable([p("One is here.")], ("One", Severity.MODERATE), drafts=["n0"])
    page, geometry = in_review(article, light)
    assert [said(item) for item in signs(page, geometry)[0]] == ["MODERATE", "UNSEEN"]


def test_notes_go_before_states_and_a_number_says_how_many_more(light):
    text = "One is. Two is. Three is. Four is."
    article = reviewable([p(text)], ("Three is.", Severity.INFO), ok=["One"])
    page, geometry = in_review(article, light)
    assert [said(item) for item in signs(page, geometry)[0]] == ["INFO", "UNSEEN", "+2"]


def test_headings_and_code_have_no_state(light):
    blocks = [Block(BlockKind.H1, "Tea"), Block(BlockKind.CODE, "boil()"), p("One is here.")]
    page, geometry = in_review(reviewable(blocks), light)
    assert [[said(item) for item in line] for line in signs(page, geometry)] == [["UNSEEN"]]


def cell(text, row, column):
    return Block(BlockKind.CELL, text, table=0, row=row, column=column)


def test_a_row_of_cells_has_one_state_and_all_its_notes(light):
    blocks = [
        *[cell(text, 0, column) for column, text in enumerate(["One is.", "Two is.", "Three."])],
        *[cell(text, 1, column) for column, text in enumerate(["Four.", "Five.", "Six is."])],
    ]
    article = reviewable(blocks, ("Three.", Severity.SERIOUS), ok=["One is", "Four", "Five", "Six"])
    page, geometry = in_review(article, light)
    lines = signs(page, geometry)
    assert [[said(item) for item in line] for line in lines] == [["SERIOUS", "UNSEEN"], ["OK"]]
    found = page.gutter_at(lines[0][0].rect.center(), geometry)
    assert found.mark.annotation_uid == "n0"


def test_a_ring_and_a_check_are_drawn(theme):
    page, geometry = in_review(reviewable([p("One is."), p("Two is.")], ok=["Two"]), theme)
    image = paint(page, geometry)
    ring, check = (line[0].rect for line in signs(page, geometry))
    canvas = theme.color(Role.CANVAS).name()
    center = ring.center()
    assert image.pixelColor(round(center.x()), round(center.y())).name() == canvas
    assert len(colors_in(image, ring)) > 1
    assert theme.color(Role.ACCENT).name() in colors_in(image, check)
    page.show_states(None)
    assert colors_in(paint(page, geometry), ring) == {canvas}


@pytest.mark.parametrize("severity", list(Severity))
def test_a_draft_is_filled_half_as_strongly(theme, severity):
    quotes = [("One is.", severity), ("Two is.", severity)]
    page, geometry = make_page(
        reviewable([p("One is."), p("Two is.")], *quotes, drafts=["n1"]), theme
    )
    image = paint(page, geometry)
    published, draft = (
        image.pixelColor(round(place.first.left()), round(place.first.top()) + 6)
        for place in (page.places.place(Span(0, 7)), page.places.place(Span(8, 15)))
    )
    rest, canvas = theme.severity(severity).rest, theme.color(Role.CANVAS)
    assert published == rest
    assert draft.red() == pytest.approx((rest.red() + canvas.red()) / 2, abs=1)
    assert draft.blue() == pytest.approx((rest.blue() + canvas.blue()) / 2, abs=1)
