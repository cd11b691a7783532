"""The sentence cursor in the article view: keys, pointer, scrolling, coming back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from annotations import Block, BlockKind, Inline, InlineStyle, SentenceState, Severity, Span
from reader.theme.theme import load_theme
from reader.views.article_view import ArticleView
from tests.reader.views.page_samples import long_article, marked, p, sentence
from tests.reader.views.review_samples import reviewable

TEXT = "Tea cures all colds. It keeps you warm. Nobody knows why, and so on and on."
FURNITURE = [
    Block(BlockKind.H1, "Tea"),
    Block(BlockKind.BOILERPLATE, "close the window", folded=True),
    p(TEXT),
]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def show(qtbot, light):
    def _show(article, size=(1338, 700), *, reviewing=True):
        view = ArticleView(light)
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        qtbot.waitExposed(view)
        view.show_article(article)
        view.set_reviewing(reviewing)
        return view

    return _show


def words(view):
    cursor = view.sentence_cursor
    return view._reviewed.revision.text[cursor.span.start : cursor.span.end]


def point_on(view, quote, share=0.5):
    start = view._reviewed.revision.text.index(quote)
    place = view.place_of_span(Span(start, start + len(quote)))
    x = place.start_x + (place.end_x - place.start_x) * share
    return QPoint(round(x), round(view.to_viewport_y((place.top + place.underline_y) / 2)))


def click(view, point, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, point)


def drag(view, start, end):
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)


def is_on_screen(view):
    place = view.place_of_span(view.sentence_cursor.span)
    return view.scroll_y <= place.top and place.bottom <= view.scroll_y + view.viewport().height()


# Beginning and coming back


def test_reading_has_no_cursor(show):
    view = show(reviewable([p(TEXT)]), reviewing=False)
    assert view.sentence_cursor is None
    assert view.cursor_info() is None
    assert not view.move_cursor(1)
    assert not view.next_unseen()
    assert not view.place_cursor(Span(0, 3))


def test_a_review_begins_on_the_first_unseen_sentence(show, qtbot):
    view = show(reviewable([p(TEXT)], ok=["cures"]), reviewing=False)
    with qtbot.waitSignal(view.cursor_changed):
        view.set_reviewing(True)
    assert words(view) == "It keeps you warm."


def test_a_review_begins_on_the_screen(show):
    view = show(reviewable(long_article()), reviewing=False)
    view.set_scroll_y(3_000)
    view.set_reviewing(True)
    assert view.scroll_y == 3_000
    assert is_on_screen(view)


def test_a_place_that_is_read_on_later_is_where_a_review_begins(show):
    view = show(reviewable(long_article()), reviewing=False)
    view.set_scroll_y(3_000)
    position = view.reading_position()
    view.set_reviewing(True)
    view.show_article(reviewable(long_article(), revision="another"))
    assert view.sentence_cursor.first == 0
    view.restore_reading_position(position)
    assert is_on_screen(view)


def test_the_cursor_comes_back_where_it_was(show, qtbot):
    view = show(reviewable([p(TEXT)]))
    view.move_cursor(2)
    with qtbot.waitSignal(view.cursor_changed):
        view.set_reviewing(False)
    assert view.sentence_cursor is None
    view.set_reviewing(True)
    assert words(view).startswith("Nobody")


def test_other_notes_leave_the_cursor_where_it_is(show, qtbot):
    view = show(reviewable([p(TEXT)]))
    view.move_cursor(1)
    view.trim_cursor("end", -1)
    with qtbot.waitSignal(view.cursor_changed):
        view.show_article(reviewable([p(TEXT)], ("It keeps you warm.", Severity.INFO)))
    assert words(view) == "It keeps you"
    assert view.cursor_info().notes == ("n0",)
    assert view.cursor_info().state is SentenceState.FLAGGED
    with qtbot.assertNotEmitted(view.cursor_changed):
        view.show_article(reviewable([p(TEXT)], ("It keeps you warm.", Severity.INFO)))


def test_another_article_has_a_cursor_of_its_own(show):
    view = show(reviewable([p(TEXT)]))
    view.move_cursor(2)
    view.show_article(reviewable([p("One. Two.")], revision="another"))
    assert words(view) == "One."
    view.show_article(reviewable([p(TEXT)]))
    assert words(view).startswith("Nobody")


def test_another_size_or_theme_keeps_the_cursor(show):
    view = show(reviewable([p(TEXT)]))
    view.move_cursor(1)
    view.set_text_size(24)
    view.set_theme(load_theme("dark"))
    assert words(view) == "It keeps you warm."


def test_an_article_without_sentences_has_no_cursor(show):
    view = show(marked([p(TEXT)]))
    assert view.sentence_cursor is None
    assert not view.move_cursor(1)
    assert not view.next_unseen()


# Moving


def test_moving_says_whether_there_was_a_further_sentence(show, qtbot):
    view = show(reviewable([p(TEXT)]))
    with qtbot.waitSignal(view.cursor_changed):
        assert view.move_cursor(2)
    with qtbot.assertNotEmitted(view.cursor_changed):
        assert not view.move_cursor(1)
    assert view.move_cursor(-1, extend=True)
    assert words(view) == TEXT[TEXT.index("It keeps") :]


def test_trimming_says_whether_it_could(show):
    view = show(reviewable([p(TEXT)]))
    assert not view.trim_cursor("end", 1)
    assert view.trim_cursor("end", -1)
    assert words(view) == "Tea cures all"
    assert view.cursor_info().number == 1


def test_moving_keeps_the_sentence_on_screen_with_a_line_around_it(show):
    view = show(reviewable(long_article()))
    height = view.viewport().height()
    for _ in range(12):
        before = view.scroll_y
        view.move_cursor(1)
        place = view.place_of_span(view.sentence_cursor.span)
        assert place.bottom + 31 <= view.scroll_y + height
        if place.bottom + 31 <= before + height:
            assert view.scroll_y == before
    assert view.scroll_y > 0
    for _ in range(12):
        view.move_cursor(-1)
        assert is_on_screen(view)


def test_of_a_sentence_higher_than_the_screen_the_beginning_is_shown(show):
    view = show(reviewable([p("Short."), p("and so on " * 400 + ".")]))
    view.move_cursor(1)
    assert view.place_of_span(view.sentence_cursor.span).top >= view.scroll_y


def test_moving_takes_a_selection_away(show):
    view = show(reviewable([p(TEXT)]))
    view.selectAll()
    view.move_cursor(1)
    assert view.selected_text() == ""


def test_the_next_unseen_sentence_is_brought_to_a_third_and_back_leads_back(show):
    article = reviewable(long_article())
    states = [SentenceState.OK] * len(article.sentence_states)
    states[40] = SentenceState.UNSEEN
    view = show(replace(article, sentence_states=tuple(states)))
    view.move_cursor(1)
    before, scrolled = view.sentence_cursor, view.scroll_y
    assert view.next_unseen()
    assert view.sentence_cursor.first == 40
    place = view.place_of_span(view.sentence_cursor.span)
    assert view.to_viewport_y(place.top) == pytest.approx(view.viewport().height() / 3, abs=1)
    assert view.cursor_history_back()
    assert (view.sentence_cursor.span, view.scroll_y) == (before.span, scrolled)
    assert not view.cursor_history_back()


def test_where_all_is_checked_nothing_is_unseen(show):
    view = show(reviewable([p(TEXT)], ok=["Tea", "warm", "Nobody"]))
    assert not view.next_unseen()


def test_the_next_unseen_sentence_on_screen_scrolls_nothing(show):
    view = show(reviewable(long_article()))
    assert view.next_unseen()
    assert view.scroll_y == 0
    assert view.jumps == ()


def test_a_place_is_revealed_at_a_third_or_left_where_it_is(show):
    view = show(reviewable(long_article()))
    text = view._reviewed.revision.text
    start = text.index(sentence(30))
    assert view.place_cursor(Span(start, start + 12), reveal=False)
    assert view.scroll_y == 0
    assert view.place_cursor(Span(start, start + 12))
    assert words(view) == "Paragraph 30"
    place = view.place_of_span(view.sentence_cursor.span)
    assert view.to_viewport_y(place.top) == pytest.approx(view.viewport().height() / 3, abs=1)


def test_a_place_where_the_cursor_stands_on_screen_scrolls_nothing(show):
    view = show(reviewable(long_article()))
    view.move_cursor(1)
    assert view.place_cursor(view.sentence_cursor.span)
    assert (view.scroll_y, view.jumps) == (0, ())
    view.set_scroll_y(2_000)
    assert view.place_cursor(view.sentence_cursor.span)
    assert is_on_screen(view)


def test_placing_opens_a_fold_and_moving_passes_a_closed_one(show):
    view = show(reviewable(FURNITURE))
    assert words(view).startswith("Tea cures")
    assert view.move_cursor(-1)
    assert words(view) == "Tea"
    view.move_cursor(1)
    assert words(view).startswith("Tea cures")
    view.place_cursor(view.page.bridge.folds[0].span)
    assert view.page.bridge.is_open(view.page.bridge.folds[0])
    assert words(view) == "close the window"
    view.move_cursor(-1)
    view.move_cursor(1)
    assert words(view) == "close the window"
    assert view.cursor_info().number == 0
    assert view.cursor_info().of == 3


# Pointer


def test_a_press_sets_the_cursor_and_activates_the_note(show, qtbot):
    view = show(reviewable([p(TEXT)], ("It keeps you warm.", Severity.SERIOUS)))
    with qtbot.waitSignal(view.annotation_activated):
        click(view, point_on(view, "keeps"))
    assert words(view) == "It keeps you warm."
    with qtbot.assertNotEmitted(view.annotation_activated):
        click(view, point_on(view, "Nobody"))
    assert words(view).startswith("Nobody")


@pytest.mark.parametrize(("share", "index"), [(0.02, 1), (0.98, 1)])
def test_a_sentence_reaches_to_its_last_letter(show, share, index):
    view = show(reviewable([p("缬草很好。标准剂量为每天三次。请听从身体。")]))
    click(view, point_on(view, "标准剂量为每天三次。", share))
    assert view.sentence_cursor.first == index


@pytest.mark.parametrize(("share", "index"), [(0.01, 1), (0.99, 1), (-0.05, 0), (1.05, 2)])
def test_a_right_to_left_sentence_reaches_from_letter_to_letter(show, share, index):
    text = "הוולריאן הוא צמח גבוה. המינון הרגיל ידוע. התחילו נמוך."
    view = show(reviewable([p(text, rtl=True)]))
    # From right to left the share counts from the end of the sentence.
    click(view, point_on(view, "המינון הרגיל ידוע.", 1 - share))
    assert view.sentence_cursor.first == index


def test_a_press_between_two_lines_and_beside_a_short_one_is_meant_for_them(show):
    view = show(reviewable([p("and so on " * 20 + "all over."), p("Short.")]))
    view.move_cursor(1)
    line = point_on(view, "and so on")
    for dy in range(31):
        view.place_cursor(Span(210, 211), reveal=False)
        click(view, line + QPoint(0, dy))
        assert view.sentence_cursor.first == 0
    click(view, point_on(view, "Short.", 5.0))
    assert words(view) == "Short."


def test_a_review_without_an_article_has_no_cursor(qtbot, light):
    view = ArticleView(light)
    qtbot.addWidget(view)
    view.set_reviewing(True)
    assert view.is_reviewing
    assert view.sentence_cursor is None
    view.show_article(reviewable([p(TEXT)]))
    assert words(view).startswith("Tea")


def test_a_press_with_shift_extends_and_activates_nothing(show, qtbot):
    view = show(reviewable([p(TEXT)], ("It keeps you warm.", Severity.SERIOUS)))
    with qtbot.assertNotEmitted(view.annotation_activated):
        click(view, point_on(view, "keeps"), SHIFT)
    assert words(view) == "Tea cures all colds. It keeps you warm."
    assert view.selected_text() == ""


def test_a_sign_in_the_gutter_sets_the_cursor(show):
    view = show(reviewable([p("One thing is said."), p("Another thing is said.")]))
    y = point_on(view, "Another").y()
    click(view, QPoint(round(view.geometry_now.gutter_x), y))
    assert words(view) == "Another thing is said."


def test_a_press_beside_the_text_or_on_a_fold_leaves_the_cursor(show):
    view = show(reviewable(FURNITURE))
    before = view.sentence_cursor
    click(view, QPoint(round(view.geometry_now.lane_left) + 20, point_on(view, "Nobody").y()))
    rect = view.page.fold_rect(view.page.bridge.folds[0], view._document_geometry())
    shift = QPoint(view.geometry_now.document_shift, view.scroll_y)
    click(view, rect.center().toPoint() - shift)
    assert view.page.bridge.is_open(view.page.bridge.folds[0])
    assert view.sentence_cursor == before


def test_a_drag_selects_and_sets_the_cursor_on_just_that(show):
    view = show(reviewable([p(TEXT)]))
    drag(view, point_on(view, "cures", 0.0), point_on(view, "colds", 0.0))
    assert view.selected_text() == "cures all "
    assert words(view) == "cures all"


def test_a_double_click_asks_for_a_note(show, qtbot):
    view = show(reviewable([p(TEXT)]))
    with qtbot.waitSignal(view.sentence_entered):
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_on(view, "Nobody"))
    assert words(view).startswith("Nobody")
    assert view.selected_text() == ""


def test_in_reading_a_double_click_selects_a_word(show, qtbot):
    view = show(reviewable([p(TEXT)]), reviewing=False)
    with qtbot.assertNotEmitted(view.sentence_entered):
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_on(view, "Nobody"))
    assert view.selected_text() == "Nobody"


# Keys


def test_enter_asks_for_a_note(show, qtbot):
    view = show(reviewable([p(TEXT)], ("Tea", Severity.INFO)))
    view.set_active("n0")
    with qtbot.waitSignal(view.sentence_entered), qtbot.assertNotEmitted(view.annotation_activated):
        QTest.keyClick(view, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(view.sentence_entered):
        QTest.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_arrows_and_space_scroll_nothing_and_pages_do(show):
    view = show(reviewable(long_article()))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Up):
        QTest.keyClick(view, key)
    assert view.scroll_y == 0
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.scroll_y > 0


@pytest.fixture
def window(show, qtbot):
    """The view in a window that has a shortcut for each key of a review."""
    link = Inline(4, 9, InlineStyle.LINK, "https://example.org/")
    view = show(reviewable([p(TEXT, inlines=(link,))]))
    made = QMainWindow()
    made.fired = []
    made.setCentralWidget(view)
    qtbot.addWidget(made)
    for key in KEYS:
        action = QAction(key, made)
        action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda _=False, key=key: made.fired.append(key))
        made.addAction(action)
    made.show()
    qtbot.waitExposed(made)
    view.setFocus()
    return made


KEYS = (
    "J K N X W T A E G [ ] + 1 0 Space Down Up Return Delete Backspace Shift+J Shift+K Alt+Left"
    " Alt+Right Alt+Shift+Left Alt+Shift+Right Alt+U Alt+1 Ctrl+K Ctrl+Return Ctrl+S Shift+G"
).split()


@pytest.mark.parametrize("key", KEYS)
def test_keys_reach_the_window_while_the_text_has_them(window, key):
    pressed = QKeySequence(key)[0]
    QTest.keyClick(window.centralWidget(), pressed.key(), pressed.keyboardModifiers())
    assert window.fired == [key]


def test_enter_on_a_link_is_not_for_the_window(window, qtbot):
    view = window.centralWidget()
    QTest.keyClick(view, Qt.Key.Key_Tab)
    with qtbot.waitSignal(view.link_requested), qtbot.assertNotEmitted(view.sentence_entered):
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.fired == []
    view.move_cursor(1)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.fired == ["Return"]


# Saying


def test_moves_are_announced_where_somebody_listens(show, monkeypatch):
    view = show(reviewable(FURNITURE, ("It keeps you warm.", Severity.SERIOUS)))
    said = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(event.message())
    )
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    view.move_cursor(1)
    assert said == []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    view.move_cursor(-1)
    view.move_cursor(1)
    view.trim_cursor("end", -2)
    assert said == [
        "Sentence 1 of 3, not checked, under Tea: Tea cures all colds.",
        "Sentence 2 of 3, checked, under Tea: It keeps you warm. 1 serious caution.",
        "Part of sentence 2 of 3, checked, under Tea: It keeps 1 serious caution.",
    ]


def test_a_sign_of_the_gutter_can_be_pressed(show):
    view = show(reviewable([p(TEXT)], ("Nobody knows why", Severity.INFO)))
    page = view.geometry_now
    here = QPoint(round(page.gutter_x), point_on(view, "Tea").y())
    assert [view._hit(here).sentence, view._hit(here).notes] == [None, ("n0",)]
    step = QPoint(round(page.gutter_step), 0)
    assert view._hit(here + step).sentence == 0
    assert view._hit(here + step * 2).sentence == 1
    assert view._hit(here + step)
    assert not view._hit(here + step * 3)
