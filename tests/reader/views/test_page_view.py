import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextBlockFormat

from annotations import Block, BlockKind, Severity, Span
from reader.views.article_view import LANDING, ArticleView
from tests.reader.views.page_samples import long_article, marked, p, sentence, target


@pytest.fixture
def show(qtbot, light):
    def _show(article, size=(1338, 812)):
        view = ArticleView(light)
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        qtbot.waitExposed(view)
        view.show_article(article)
        return view

    return _show


def span_of(view, quote):
    start = view._reviewed.revision.text.index(quote)
    return Span(start, start + len(quote))


def y_of(view, quote):
    return view.to_viewport_y(view.place_of_span(span_of(view, quote)).top)


def lay_out(qtbot, view):
    qtbot.waitUntil(lambda: view.is_laid_out)


# Measure and margins


def test_lines_stand_at_the_pitch_of_the_size(show):
    view = show(marked(long_article(2)))
    for size, pitch in {16: 25, 18: 28, 20: 31, 22: 34, 24: 37}.items():
        view.set_text_size(size)
        chunk = view.page.bridge.chunks[0]
        layout = view.page.bridge.text_block(chunk).layout()
        view.place_of_span(Span(0, 5))
        assert layout.lineAt(1).y() - layout.lineAt(0).y() == pitch


def test_line_spacing_is_never_fixed_or_proportional(show):
    view = show(marked([p("Words."), Block(BlockKind.H1, "Title"), Block(BlockKind.LI, "item")]))
    kinds = {
        view.page.bridge.text_block(c).blockFormat().lineHeightType()
        for c in view.page.bridge.chunks
    }
    assert kinds == {QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value}


def test_a_resize_moves_margins_and_lays_nothing_out(show, qtbot):
    view = show(marked(long_article()))
    lay_out(qtbot, view)
    chunk = view.page.bridge.chunks[5]
    line = view.page.bridge.text_block(chunk).layout().lineAt(2)
    before = line.textStart(), view.content_height(), view.place_of_span(Span(0, 5)).top
    changed = []
    view.document().documentLayout().documentSizeChanged.connect(changed.append)
    for width in (1500, 1200, 900, 760):
        view.resize(width, 812)
        assert view.geometry_now.column_width == 660
    after = line.textStart(), view.content_height(), view.place_of_span(Span(0, 5)).top
    assert (before, changed) == (after, [])


def test_words_stand_where_the_geometry_says(show):
    for width in (1338, 1000, 800, 690):
        view = show(marked(long_article(3)), (width, 600))
        place = view.place_of_span(Span(0, 5))
        assert place.start_x == pytest.approx(view.geometry_now.column_left, abs=0.5)


def test_a_right_to_left_page_is_mirrored(show):
    text = "תה מרפא הצטננות והכול טוב מאוד " * 6
    view = show(marked([p(text.strip(), rtl=True)], (Span(0, 10), Severity.INFO)))
    page = view.geometry_now
    place = view.place_of_span(Span(0, 10))
    assert page.rtl
    assert page.cards_left < page.lane_left < page.column_left < page.gutter_x
    assert place.end_x == pytest.approx(page.column_right, abs=0.5)
    for width in (1338, 1200, 900, 700):
        view.resize(width, 600)
        place = view.place_of_span(Span(0, 10))
        assert place.end_x == pytest.approx(view.geometry_now.column_right, abs=0.5)
        assert view.horizontalScrollBar().value() == view.geometry_now.document_shift


def test_nothing_scrolls_an_article_sideways(show):
    view = show(marked([p("words " * 50)]), (690, 400))
    shift = view.geometry_now.document_shift
    assert shift > 0
    view.horizontalScrollBar().setValue(0)
    assert view.horizontalScrollBar().value() == shift


def test_a_narrow_window_narrows_the_column_and_keeps_the_place(show):
    view = show(marked(long_article()), (900, 600))
    view.set_scroll_y(1500)
    position = view.reading_position()
    view.resize(560, 600)
    assert view.geometry_now.column_width < 660
    assert view.reading_position().code_point == pytest.approx(position.code_point, abs=90)


# Places and scrolling


def test_a_jump_lands_at_a_third_and_back_is_the_same_pixel(show):
    view = show(marked(long_article()))
    view.set_scroll_y(137)
    view.reveal(span_of(view, sentence(30)))
    assert y_of(view, sentence(30)) == pytest.approx(view.viewport().height() * LANDING, abs=1)
    view.reveal(span_of(view, sentence(50)))
    first = y_of(view, sentence(30))
    assert first < 0
    assert view.go_back()
    assert y_of(view, sentence(30)) == pytest.approx(view.viewport().height() * LANDING, abs=1)
    assert view.go_back()
    assert view.scroll_y == 137
    assert not view.go_back()


def test_back_finds_the_line_again_in_another_size(show):
    view = show(marked(long_article()))
    view.reveal(span_of(view, sentence(20)))
    before = y_of(view, sentence(20))
    view.reveal(span_of(view, sentence(50)))
    view.set_text_size(24)
    view.go_back()
    assert y_of(view, sentence(20)) == pytest.approx(before, abs=40)


@pytest.mark.parametrize("size", [16, 24])
def test_another_size_keeps_the_reading_position(show, size):
    view = show(marked(long_article()))
    view.reveal(span_of(view, sentence(20)))
    before = y_of(view, sentence(20))
    view.set_text_size(size)
    assert y_of(view, sentence(20)) == pytest.approx(before, abs=1)


def test_the_top_stays_the_top_in_another_size(show):
    view = show(marked(long_article()))
    view.set_text_size(24)
    assert view.scroll_y == 0


def test_a_span_on_screen_is_not_scrolled_to(show):
    view = show(marked(long_article()))
    view.show_span(span_of(view, sentence(2)))
    assert view.scroll_y == 0
    view.show_span(span_of(view, sentence(40)))
    assert 0 < y_of(view, sentence(40)) < view.viewport().height()


def test_the_visible_span_is_what_is_on_screen(show):
    view = show(marked(long_article()))
    view.reveal(span_of(view, sentence(30)))
    seen = view.visible_span()
    for number in (29, 30, 31):
        assert seen.overlaps(span_of(view, sentence(number)))
    for number in (2, 55):
        assert not seen.overlaps(span_of(view, sentence(number)))


def test_a_place_runs_from_its_first_to_its_last_line(show):
    view = show(marked(long_article(3)))
    block = view._reviewed.revision.blocks[1].text
    place = view.place_of_span(span_of(view, block))
    one_line = view.place_of_span(span_of(view, sentence(1)))
    lines = view.page.bridge.text_block(view.page.bridge.chunks[1]).layout().lineCount()
    assert lines > 2
    assert place.top == one_line.top
    assert place.bottom - one_line.bottom == pytest.approx((lines - 1) * 31)


def test_a_span_of_several_blocks_has_one_place(show):
    view = show(marked(long_article(3)))
    text = view._reviewed.revision.text
    place = view.place_of_span(Span(0, len(text)))
    last = view.place_of_span(Span(len(text) - 5, len(text)))
    assert place.bottom == pytest.approx(last.bottom)


def test_what_holds_no_words_has_no_place(show):
    view = show(marked([p("one"), p("   "), p("")]))
    assert view.place_of_span(Span(4, 7)) is None
    assert view.place_of_span(Span(0, 0)) is None
    assert view.place_of_span(Span(90, 95)) is None


def test_targets_of_other_articles_and_whole_articles_have_no_place(show):
    view = show(marked([p("Tea cures colds.")]))
    assert view.place_of(target("Tea cures", "Tea")) is not None
    assert view.place_of(target("Tea cures", "Tea", article="another")) is None
    assert view.place_of(target("Tea cures", None)) is None


def test_room_above_a_text_that_is_not_laid_out_yet_loses_none_of_it(qtbot, light):
    view = ArticleView(light)
    qtbot.addWidget(view)
    article = marked(long_article(40))
    view.show_article(article)
    view.resize(1338, 763)
    view.set_space(head=350)
    tops = [view.place_of_span(span).top for span in article.revision.sentences]
    assert tops == sorted(tops)


def test_room_above_and_below_moves_the_text_only(show):
    view = show(marked(long_article(3)))
    top, height = view.place_of_span(Span(0, 5)).top, view.content_height()
    changed = []
    view.geometry_changed.connect(lambda: changed.append(True))
    view.set_space(head=300)
    assert changed
    assert view.place_of_span(Span(0, 5)).top == pytest.approx(top + 300 - 18, abs=1)
    view.set_space(head=18, tail=500)
    assert view.place_of_span(Span(0, 5)).top == pytest.approx(top, abs=1)
    assert view.content_height() == pytest.approx(height + 500 - 96, abs=1)


# Laying out no more than needed


def test_the_first_frame_does_not_lay_out_a_long_article(show, qtbot):
    view = show(marked(long_article(2_000)))
    view.viewport().grab()
    view.content_height()
    assert not view.is_laid_out
    view.place_of_span(span_of(view, sentence(300)))
    assert not view.is_laid_out
    lay_out(qtbot, view)


def test_the_end_of_a_long_article_is_reached_at_once(show):
    view = show(marked(long_article(2_000)))
    view.reveal(span_of(view, sentence(1_999)))
    assert 0 < y_of(view, sentence(1_999)) < view.viewport().height()


def test_painting_reads_only_what_is_on_screen(show, qtbot, monkeypatch):
    notes = [(sentence(number), Severity.INFO) for number in range(400)]
    view = show(marked(long_article(400), *notes))
    lay_out(qtbot, view)
    made = []
    make = view.page.marks._make
    monkeypatch.setattr(view.page.marks, "_make", lambda block: made.append(block) or make(block))
    view.set_scroll_y(9_000)
    view.viewport().grab()
    assert 3 < len(made) < 15
    seen = len(made)
    view.viewport().grab()
    assert len(made) == seen


def test_an_article_without_a_word_is_shown(show):
    view = show(marked([]))
    view.viewport().grab()
    assert view.visible_span() == Span(0, 0)
    assert view.reading_position().code_point == 0
    view.set_text_size(24)
    assert view.selected_text() == ""


def test_the_pointer_reaches_words_behind_hidden_blocks(show):
    hidden = [Block(BlockKind.BOILERPLATE, f"share {n}", folded=True) for n in range(50)]
    view = show(marked([p("First."), *hidden, p("Last words.")]))
    place = view.place_of_span(span_of(view, "Last words."))
    at = QPoint(round(place.start_x + 20), round(view.to_viewport_y(place.top + 10)))
    position = view.cursorForPosition(at).position()
    assert view._reviewed.revision.text[view.page.bridge.to_cp(position) :][-9:].endswith("words.")
    assert view.page.places.cp_at(place.top + 3) == span_of(view, "Last words.").start


def test_a_fold_opened_before_the_layout_is_done_loses_no_text(show, qtbot):
    fold = Block(BlockKind.BOILERPLATE, "share this", folded=True)
    view = show(marked([p("First."), fold, *long_article(1_500)]))
    assert not view.is_laid_out
    view.unfold(view.page.bridge.folds[0].span)
    tops = [view.place_of_span(span_of(view, sentence(n))).top for n in (0, 700, 1_499)]
    assert tops == sorted(tops)
    lay_out(qtbot, view)
    bridge = view.page.bridge
    assert all(bridge.text_block(chunk).layout().lineCount() for chunk in bridge.chunks)
