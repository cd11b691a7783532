import gc
import weakref
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow

from annotations import Category, Severity, TargetRole
from reader.theme.theme import load_theme
from reader.views.reader_page import ReaderPage
from tests.reader.views.card_samples import (
    annotation as made_note,
)
from tests.reader.views.card_samples import (
    article,
    evidence,
    moss_article,
    note,
    reviewed,
    source,
    target,
)


def _show(qtbot, value, *, size=(1344, 780), annotation=None):
    page = ReaderPage(load_theme("light"))
    page.set_reduced_motion(True)
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_article(value, annotation=annotation)
    QApplication.processEvents()
    return page


def _active_card(page):
    return next(card for card in page.column.cards if card.is_active)


def test_next_and_previous_go_through_all_cautions(qtbot):
    page = _show(qtbot, moss_article(5))
    seen = []
    while page.next_caution():
        seen.append(page.active)
        assert _active_card(page).isVisible()
    assert seen == [f"note-{i}" for i in range(5)]
    assert not page.next_caution()
    assert page.previous_caution()
    assert page.active == "note-3"


def test_next_starts_from_what_is_on_the_screen(qtbot):
    page = _show(qtbot, moss_article(20))
    page.view.set_scroll_y(1500)
    span = page.view.visible_span()
    page.next_caution()
    marks = {mark.annotation_uid: mark.span for mark in page.view.marks_shown}
    assert marks[page.active].start >= span.start
    assert page.view.scroll_y == 1500


def test_opening_at_a_note_shows_its_sentence_and_card(qtbot):
    page = _show(qtbot, moss_article(20), annotation="note-15")
    assert page.active == "note-15"
    assert page.view.scroll_y > 0
    assert _active_card(page).uid == "note-15"


def test_an_unknown_note_is_not_opened(qtbot):
    page = _show(qtbot, moss_article(2), annotation="nobody")
    assert page.active is None
    assert not page.activate("nobody")


def test_back_returns_to_the_same_pixel(qtbot):
    page = _show(qtbot, moss_article(20))
    page.view.set_scroll_y(137)
    page.activate("note-18")
    assert page.view.scroll_y != 137
    assert page.go_back()
    assert page.view.scroll_y == 137
    assert not page.go_back()


def test_swap_goes_from_text_to_card_and_back(qtbot):
    page = _show(qtbot, moss_article(3))
    page.view.setFocus()
    assert page.swap_focus()
    assert page.column.focused == page.active == "note-0"
    assert page.swap_focus()
    assert page.view.hasFocus()


def _contradiction():
    first, second = "Moss never sleeps.", "Moss sleeps at noon."
    paragraphs = [first, *["Words that fill the page and say nothing."] * 60, second]
    text = "\n".join(paragraphs)
    made = made_note(
        "pair",
        [target(text, first), target(text, second, role=TargetRole.CONFLICT)],
        note(category=Category.CONTRADICTION),
    )
    return reviewed(paragraphs, [made])


def test_swap_on_a_contradiction_shows_its_other_side(qtbot):
    page = _show(qtbot, _contradiction())
    page.activate("pair")
    page.swap_focus()
    page.swap_focus()
    assert page.view.scroll_y > 500
    assert _active_card(page).isVisible()
    page.swap_focus()
    assert page.view.scroll_y < 100


def test_escape_closes_one_thing_after_the_other(qtbot):
    page = _show(qtbot, moss_article(3))
    page.activate("note-1")
    page.open_find()
    assert page.escape()
    assert page.active == "note-1"
    assert page.escape()
    assert page.active is None
    assert not page.escape()


def test_escape_is_taken_before_the_window_while_a_card_is_active(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    page = ReaderPage(load_theme("light"))
    page.set_reduced_motion(True)
    window.setCentralWidget(page)
    window.resize(1344, 780)
    action = QAction("Close", window)
    action.setShortcut(QKeySequence(Qt.Key.Key_Escape))
    closed = []
    action.triggered.connect(lambda: closed.append(True))
    window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    page.show_article(moss_article(3))
    page.activate("note-0")
    page.view.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert (page.active, closed) == (None, [])
    page.activate("note-0")
    page.column.focus_active()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert page.active is None
    assert page.view.hasFocus()
    assert closed == []
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert closed == [True]


def test_enter_in_the_text_goes_to_the_active_card_again(qtbot):
    page = _show(qtbot, moss_article(3))
    page.activate("note-1")
    page.view.setFocus()
    with qtbot.waitSignal(page.view.annotation_activated) as signal:
        QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert signal.args == ["note-1"]


def test_threshold_and_marks_reach_text_and_cards(qtbot):
    page = _show(qtbot, moss_article(4))
    page.set_threshold(Severity.CRITICAL)
    assert {mark.annotation_uid for mark in page.view.marks_shown} == {"note-3"}
    assert page.column.order == ("note-3",)
    page.set_marks_visible(False)
    assert page.column.cards == ()
    page.set_marks_visible(True)
    assert [card.uid for card in page.column.cards] == ["note-3"]


def test_find_bar_opens_over_the_text_and_closes(qtbot):
    page = _show(qtbot, moss_article(3))
    page.open_find()
    assert page.close_find()
    assert not page.close_find()


def test_cards_and_marks_count_cautions_alike(qtbot):
    value = moss_article(4)
    page = _show(qtbot, replace(value, annotations=value.annotations[::-1]))
    while page.next_caution():
        name = _active_card(page).accessibleName()
        assert name in page.view.accessibleDescription()
        assert f", {int(page.active[-1]) + 1} of 4:" in name


@pytest.mark.parametrize("change", ["size", "theme"])
def test_a_text_set_anew_while_scrolled_keeps_cards_at_their_sentences(qtbot, change):
    page = _show(qtbot, moss_article(20))
    page.view.set_scroll_y(1500)
    if change == "size":
        page.set_text_size(22)
    else:
        page.set_theme(load_theme("dark"))
    QApplication.processEvents()
    for entry in page.column.stack.deck.entries:
        place = page.view.place_of(entry.targets[0])
        assert entry.anchors[0].middle == pytest.approx((place.top + place.underline_y) / 2)


def test_text_size_keeps_cards_at_their_sentences(qtbot):
    page = _show(qtbot, moss_article(3, filler=10))
    page.set_text_size(24)
    QApplication.processEvents()
    for entry in page.column.stack.deck.entries:
        place = page.view.place_of(entry.targets[0])
        assert entry.anchors[0].underline_y == place.underline_y


@pytest.mark.parametrize("name", ["light", "dark"])
def test_theme_reaches_everything(qtbot, name):
    page = _show(qtbot, moss_article(3))
    theme = load_theme(name)
    page.set_theme(theme)
    assert all(card.look.theme is theme for card in page.column.cards)


def test_reading_position_is_kept_and_found_again(qtbot):
    page = _show(qtbot, moss_article(30))
    assert page.reading_position() == 0
    page.view.set_scroll_y(900)
    position = page.reading_position()
    assert position > 0
    page.view.set_scroll_y(0)
    page.restore_position(position)
    assert abs(page.view.scroll_y - 900) <= 40
    page.restore_position(0)
    assert page.view.scroll_y == 0


def _cited_article():
    text = "Moss tea cures colds. Nothing else is known."
    proof = (evidence(source("Moss trial"), quote="no effect", locator="p. 2"),)
    of = note(Severity.CRITICAL, Category.DANGEROUS, body="It was tried.", advice="Rest.")
    conflict = target(
        text, "Nothing else is known.", role=TargetRole.CONFLICT, heading="What is known"
    )
    made = made_note("a", [target(text, "Moss tea cures colds."), conflict], of, proof=proof)
    value = reviewed([text], [made])
    fields = replace(value.article.fields, publisher="Moss Monthly", url="https://example.org/moss")
    return replace(value, article=replace(value.article, fields=fields))


def test_citation_of_the_active_sentence_is_plain_and_whole(qtbot):
    page = _show(qtbot, _cited_article())
    assert page.citation() == ""
    page.activate("a")
    words = page.citation()
    assert words.startswith(
        "\u201cMoss tea cures colds.\u201d\nMoss Tea, Moss Monthly, https://example.org/moss\n"
    )
    for part in (
        "Critical caution (dangerous advice): Moss does not cure colds.",
        "It was tried.",
        "It conflicts with: \u201cNothing else is known.\u201d (What is known)",
        "Instead: Rest.",
        "- disputes (B): ",
        "Moss trial",
        ": \u201cno effect\u201d (p. 2)",
    ):
        assert part in words
    assert "\u2068" not in words
    assert ".:" not in words


def test_citation_of_a_selection_takes_what_is_selected(qtbot):
    page = _show(qtbot, _cited_article())
    cursor = QTextCursor(page.view.document())
    bridge = page.view.page.bridge
    cursor.setPosition(bridge.to_qt(5))
    cursor.setPosition(bridge.to_qt(14), QTextCursor.MoveMode.KeepAnchor)
    page.view.setTextCursor(cursor)
    assert page.citation().startswith("\u201ctea cures\u201d\n")
    assert "Critical caution" in page.citation()
    assert page.copied_text() == "tea cures"


def test_selected_words_of_a_card_are_copied(qtbot):
    page = _show(qtbot, moss_article(2))
    page.activate("note-0")
    page.column.focus_active()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.copied_text().startswith("Cold number 0 is not cured by moss.")


def test_links_and_other_articles_are_asked_for(qtbot):
    text = "Moss cures colds."
    proof = (evidence(source(url="https://example.org")),)
    elsewhere = target("", "Moss is a drug.", role=TargetRole.CONFLICT, uid="other")
    made = made_note("a", [target(text, text), elsewhere], proof=proof)
    page = _show(qtbot, reviewed([text], [made], others=[article("other", "Moss Facts")]))
    page.activate("a")
    with qtbot.waitSignal(page.article_requested) as signal:
        page.column.walk.show_other_side()
    assert signal.args == ["other", "a"]
    QTest.keyClick(_active_card(page), Qt.Key.Key_Return)
    link = next(spot for spot in _active_card(page).hot_spots if spot.toolTip().startswith("http"))
    with qtbot.waitSignal(page.link_requested) as signal:
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert signal.args == ["https://example.org"]


def test_another_article_replaces_everything(qtbot):
    page = _show(qtbot, moss_article(3))
    page.activate("note-1")
    other = moss_article(1)
    other = replace(other, revision=replace(other.revision, uid="another"))
    page.show_article(other)
    assert page.active is None
    assert page.column.order == ("note-0",)
    assert page.view.scroll_y == 0


@pytest.mark.parametrize("size", [(1344, 780), (900, 560), (640, 480), (420, 400)])
def test_any_window_size_shows_the_article(qtbot, size):
    page = _show(qtbot, moss_article(6), size=size)
    page.next_caution()
    card = _active_card(page)
    assert card.isVisible()
    assert card.x() >= -8
    assert not page.grab().isNull()


def test_a_page_dies_when_it_is_closed():
    page = ReaderPage(load_theme("light"))
    page.show_article(moss_article(5))
    page.activate("note-1")
    page.open_find()
    refs = [weakref.ref(page), weakref.ref(page.view), weakref.ref(page.column)]
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
    del page
    QApplication.processEvents()
    gc.collect()
    assert [ref() for ref in refs] == [None, None, None]
