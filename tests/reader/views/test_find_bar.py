import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations import Block, BlockKind, Span
from reader.theme.roles import Role
from reader.views.article_view import ArticleView
from reader.views.find_bar import FindBar
from tests.reader.views.page_samples import long_article, marked, p, sentence


@pytest.fixture
def bar(qtbot, light):
    view = ArticleView(light)
    qtbot.addWidget(view)
    view.resize(1338, 600)
    view.show()
    view.show_article(marked(long_article(40)))
    bar = FindBar(view, light)
    qtbot.addWidget(bar)
    bar.resize(bar.sizeHint())
    qtbot.waitExposed(view)
    return bar


def type_words(bar, words):
    bar.field.selectAll()
    QTest.keyClicks(bar.field, words)


def current_text(bar):
    hit = bar._view._current_hit
    return bar._view._reviewed.revision.text[hit.start : hit.end]


def test_typing_finds_counts_and_shows_the_first(bar):
    bar.open_bar()
    type_words(bar, "PARAGRAPH 3")
    assert bar.count_words == "1 of 11"
    assert current_text(bar) == "Paragraph 3"
    place = bar._view.place_of_span(bar._view._current_hit)
    assert 0 <= bar._view.to_viewport_y(place.top) < bar._view.viewport().height()


def test_enter_goes_on_and_round_and_shift_goes_back(bar):
    bar.open_bar()
    type_words(bar, "a thing")
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count_words == "2 of 40"
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(bar.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count_words == "40 of 40"
    bar.find_next()
    assert bar.count_words == "1 of 40"


def test_the_buttons_step(bar):
    bar.open_bar()
    type_words(bar, "a thing")
    QTest.mouseClick(bar._next, Qt.MouseButton.LeftButton)
    assert bar.count_words == "2 of 40"
    QTest.mouseClick(bar._previous, Qt.MouseButton.LeftButton)
    assert bar.count_words == "1 of 40"


def test_the_search_begins_at_what_is_on_screen(bar):
    view = bar._view
    start = view._reviewed.revision.text.index(sentence(20))
    view.reveal(Span(start, start + 5))
    bar.open_bar()
    type_words(bar, "a thing")
    assert bar.count_words in {"19 of 40", "20 of 40", "21 of 40"}


def test_what_is_not_there_is_said(bar, light):
    bar.open_bar()
    assert bar.count_words == ""
    type_words(bar, "coffee")
    assert bar.count_words == "Not found"
    assert bar.field.accessibleDescription() == "Not found"
    assert bar._view.find_hits == ()
    bar.find_next()
    assert bar.count_words == "Not found"
    colors = {
        bar.grab().toImage().pixelColor(x, y).name() for x in range(290, 400) for y in range(48)
    }
    assert light.color(Role.DEL).name() in colors


def test_escape_closes_and_takes_the_hits_away(bar, qtbot):
    bar.open_bar()
    type_words(bar, "thing")
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert bar._view.find_hits == ()


def test_the_words_of_last_time_and_selected_words_are_taken(bar):
    bar.open_bar()
    type_words(bar, "thing")
    bar.close_bar()
    bar.open_bar()
    assert bar.field.text() == "thing"
    assert bar.field.selectedText() == "thing"
    assert bar.count_words == "1 of 40"
    cursor = bar._view.textCursor()
    cursor.setPosition(bar._view.page.bridge.to_qt(0))
    cursor.setPosition(bar._view.page.bridge.to_qt(9), cursor.MoveMode.KeepAnchor)
    bar._view.setTextCursor(cursor)
    bar.open_bar()
    assert bar.field.text() == "Paragraph"


def test_another_article_is_searched_again(bar):
    bar.open_bar()
    type_words(bar, "thing")
    bar._view.show_article(marked([p("One thing alone.")], revision="another"))
    bar.search_again()
    assert bar.count_words == "1 of 1"


def test_a_hit_in_furniture_opens_it_and_is_painted(bar, light):
    hidden = Block(BlockKind.BOILERPLATE, "share this page", folded=True)
    bar._view.show_article(marked([p("Tea."), hidden, p("End.")], revision="another"))
    bar.open_bar()
    type_words(bar, "SHARE")
    view = bar._view
    assert view.page.bridge.is_open(view.page.bridge.folds[0])
    place = view.place_of_span(view.find_hits[0])
    image = view.viewport().grab().toImage()
    y = round(view.to_viewport_y(place.top + 3))
    row = range(round(place.start_x), round(place.end_x))
    assert any(image.pixelColor(x, y) == light.color(Role.ACCENT_BG) for x in row)


def test_many_hits_are_counted_in_groups_of_three(bar):
    bar._view.show_article(marked([p("tea " * 12_000)], revision="another"))
    bar.open_bar()
    type_words(bar, "tea")
    assert bar.count_words == "1 of 10,000+"
