import gc
import weakref
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations import Category, Severity, Span, TargetRole
from reader.theme.theme import load_theme
from reader.views.article_view import ArticleView
from reader.views.card import HALO
from reader.views.card_column import CardColumn
from reader.views.card_layout import EDGE_PX
from tests.reader.views.card_samples import (
    WORDS,
    annotation,
    article,
    moss_article,
    note,
    reviewed,
    target,
)

SIZE = (1320, 780)


def _show(qtbot, value, *, size=SIZE, theme=None):
    theme = theme or load_theme("light")
    view = ArticleView(theme)
    qtbot.addWidget(view)
    column = CardColumn(view, WORDS, theme)
    column.set_reduced_motion(True)
    view.resize(*size)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.show_article(value)
    column.show_article(value)
    _settle(column)
    return view, column


def _settle(column):
    for _ in range(200):
        QApplication.processEvents()
        if column.stack.deck.is_complete:
            return
    raise AssertionError("places are still missing")


def _card(column, uid):
    return next(card for card in column.cards if card.uid == uid)


def _tops(column):
    return [card.y() + HALO for card in column.cards]


def test_cards_stand_beside_their_sentences_in_order(qtbot):
    view, column = _show(qtbot, moss_article(2, filler=14))
    page = view.geometry_now
    for card in column.cards:
        assert card.x() + HALO == round(page.cards_left)
        anchor = column.stack.deck.entries[column.index_of(card.uid)].anchors[0]
        level = view.to_viewport_y(anchor.middle)
        assert abs(card.y() + HALO + 24 - level) <= 1 or card.uid == "note-0"
    assert [card.uid for card in column.cards] == list(column.order)[: len(column.cards)]


def test_cards_never_overlap_nor_the_article_card(qtbot):
    view, column = _show(qtbot, moss_article(12, filler=1))
    rects = [column.article_card.card_rect.translated(column.article_card.pos())]
    rects += [card.card_rect.translated(card.pos()) for card in column.cards]
    for above, below in pairwise(rects):
        assert below.top() >= above.bottom() + 5
    assert view.geometry_now.cards_width == rects[1].width()


def test_only_a_handful_of_widgets_is_alive(qtbot):
    view, column = _show(qtbot, moss_article(60))
    most = 0
    for y in range(0, view.content_height(), 300):
        view.set_scroll_y(y)
        most = max(most, len(column.cards))
        assert {card.uid for card in column.cards} <= set(column.order)
    assert most <= column.widgets_made <= 40


def test_scrolling_moves_cards_by_exactly_as_much(qtbot):
    view, column = _show(qtbot, moss_article(20))
    view.set_scroll_y(400)
    before = {card.uid: card.y() for card in column.cards}
    folded = {card.uid: card.is_folded for card in column.cards}
    view.set_scroll_y(437)
    for card in column.cards:
        if card.uid in before:
            assert card.y() == before[card.uid] - 37
            assert card.is_folded == folded[card.uid]


def test_a_crowd_folds_and_the_active_card_unfolds(qtbot):
    _view, column = _show(qtbot, moss_article(12, filler=0))
    assert all(card.is_folded for card in column.cards)
    column.activate("note-3")
    assert not _card(column, "note-3").is_folded
    assert [card.uid for card in column.cards if not card.is_folded] == ["note-3"]
    column.deactivate()
    assert all(card.is_folded for card in column.cards)


@pytest.mark.parametrize("index", [0, 5, 11])
def test_active_card_lies_wholly_on_the_screen(qtbot, index):
    view, column = _show(qtbot, moss_article(12, filler=0))
    column.activate(f"note-{index}", reveal=True)
    card = _card(column, f"note-{index}")
    assert card.y() + HALO >= EDGE_PX
    assert card.y() + card.height() - HALO <= view.viewport().height() - EDGE_PX


def test_press_on_a_mark_activates_its_card(qtbot):
    view, column = _show(qtbot, moss_article(3))
    place = view.place_of_span(column.stack.deck.entries[1].targets[0].span)
    y = round(view.to_viewport_y((place.top + place.underline_y) / 2))
    with qtbot.waitSignal(column.active_changed) as signal:
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(place.start_x) + 30, y)
        )
    assert signal.args == ["note-1"]
    assert _card(column, "note-1").is_active


def test_press_on_a_card_activates_its_mark(qtbot):
    view, column = _show(qtbot, moss_article(3))
    QTest.mouseClick(_card(column, "note-2"), Qt.MouseButton.LeftButton, pos=QPoint(200, 20))
    assert view.active == column.active == "note-2"


def test_hover_lights_up_the_other_side(qtbot):
    view, column = _show(qtbot, moss_article(3))
    view.annotation_hovered.emit("note-1")
    assert _card(column, "note-1").look.is_hovered
    assert not _card(column, "note-0").look.is_hovered
    view.annotation_hovered.emit("")
    assert not _card(column, "note-1").look.is_hovered


def test_every_card_on_screen_has_a_curve_from_its_sentence(qtbot):
    view, _column = _show(qtbot, moss_article(3))
    seen = _connectors(view)
    assert len(seen) == 3
    page = view.geometry_now
    for connector in seen:
        assert connector.start.x() == page.lane_start
        assert connector.end.x() == page.cards_left


def _connectors(view):
    return view._connectors


def _contradiction():
    first, second = "Moss never sleeps at night.", "Moss sleeps at night and at noon."
    text = f"{first} Some words in between stand here.\n{second}"
    made = annotation(
        "pair",
        [target(text, first), target(text, second, role=TargetRole.CONFLICT)],
        note(category=Category.CONTRADICTION),
    )
    return reviewed(text.split("\n"), [made])


def test_a_contradiction_has_two_curves_with_discs_while_active(qtbot):
    view, column = _show(qtbot, _contradiction())
    assert [c.disc for c in _connectors(view)] == [None, None]
    column.activate("pair")
    card, curves = _card(column, "pair"), _connectors(view)
    assert [c.disc for c in curves] == [1, 2]
    top = view.scroll_y + card.y() + HALO
    assert [round(c.end.y() - top) for c in curves] == [
        round(card.body.disc_y(1)),
        round(card.body.disc_y(2)),
    ]


def test_other_side_goes_round_and_to_other_articles(qtbot):
    value = moss_article(1)
    text = value.revision.text
    elsewhere = target("", "Moss is a drug.", role=TargetRole.CONFLICT, uid="other")
    made = annotation("x", [target(text, "Claim number 0"), elsewhere], note())
    view, column = _show(
        qtbot, reviewed(text.split("\n"), [made], others=[article("other", "Moss Facts")])
    )
    column.activate("x")
    with qtbot.waitSignal(column.article_requested) as signal:
        assert column.walk.show_other_side()
    assert signal.args == ["other", "x"]
    assert not view.go_back()


def test_whole_article_notes_stand_right_under_the_article_card(qtbot):
    value = moss_article(1)
    whole = annotation("whole", [target(value.revision.text, "")])
    view, column = _show(qtbot, replace(value, annotations=(*value.annotations, whole)))
    assert column.order[0] == "whole"
    card = _card(column, "whole")
    article_card = column.article_card
    assert card.y() - article_card.y() - article_card.height() + 2 * HALO == 8
    assert len(_connectors(view)) == 1


def test_notes_of_other_articles_stand_at_the_sentence_they_contradict(qtbot):
    value = moss_article(1)
    text = value.revision.text
    foreign = annotation(
        "foreign",
        [target("", "x y", uid="other"), target(text, "Claim number 0", role=TargetRole.CONFLICT)],
    )
    others = [article("other", "Moss Facts")]
    view, column = _show(qtbot, reviewed(text.split("\n"), [foreign], others=others))
    assert "Moss Facts" in _card(column, "foreign").text.origin
    assert len(_connectors(view)) == 1


def test_tab_goes_through_all_cards_in_text_order_though_few_are_alive(qtbot):
    view, column = _show(qtbot, moss_article(25))
    column.activate("note-0", reveal=True)
    column.focus_active()
    seen = [column.focused]
    for _ in range(24):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(column.focused)
        card = _card(column, column.focused)
        assert card.y() + HALO >= 0
        assert card.y() + card.height() - HALO <= view.viewport().height()
    assert seen == list(column.order)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert column.focused == "note-23"


def test_enter_on_a_focused_card_unfolds_it(qtbot):
    _view, column = _show(qtbot, moss_article(12, filler=0))
    column._focus.give(4)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert column.active == "note-4"
    assert not _card(column, "note-4").is_folded
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert _card(column, "note-4").is_open


def test_threshold_hides_cards_and_renumbers(qtbot):
    _view, column = _show(qtbot, moss_article(8))
    column.activate("note-0")
    column.set_threshold(Severity.SERIOUS)
    assert column.order == ("note-2", "note-3", "note-6", "note-7")
    assert column.active is None
    assert column.cards[0].accessibleName().startswith("Serious caution, 1 of 4")


def test_hidden_marks_hide_cards_and_curves(qtbot):
    view, column = _show(qtbot, moss_article(3))
    column.set_visible(False)
    assert column.cards == ()
    assert _connectors(view) == ()
    column.set_visible(True)
    assert len(column.cards) == 3


def test_narrow_page_has_a_drawer_that_a_mark_opens_and_escape_closes(qtbot):
    view, column = _show(qtbot, moss_article(3), size=(900, 600))
    assert view.geometry_now.is_drawer
    assert column.cards == ()
    assert column.article_card.x() + HALO == round(view.geometry_now.column_left)
    column.activate("note-1")
    assert column.drawer.isVisible()
    card = _card(column, "note-1")
    assert column.drawer.geometry().contains(card.geometry().center())
    assert any("The article says" in p.text for p in card.body.paragraphs)
    assert _connectors(view) == ()
    assert column.deactivate()
    assert not column.drawer.isVisible()
    assert column.cards == ()


def test_article_card_of_a_narrow_page_stands_above_the_title(qtbot):
    view, column = _show(qtbot, moss_article(6), size=(900, 600))
    title = view.page.places.place(_title_span(view))
    bottom = column.article_card.y() + column.article_card.height() - HALO
    assert bottom < view.to_viewport_y(title.first.top())
    before = column.article_card.height()
    QTest.mouseClick(column.article_card.rows[0], Qt.MouseButton.LeftButton)
    assert column.article_card.height() > before
    bottom = column.article_card.y() + column.article_card.height() - HALO
    title = view.page.places.place(_title_span(view))
    assert bottom < view.to_viewport_y(title.first.top())


def _title_span(view):
    return Span(0, len(view.page.bridge.blocks[0].text))


def test_worst_three_jump_to_their_notes(qtbot):
    _view, column = _show(qtbot, moss_article(12))
    QTest.mouseClick(column.article_card.rows[2], Qt.MouseButton.LeftButton)
    assert column.active == "note-11"
    assert column.focused == "note-11"


def test_right_to_left_article_mirrors_the_column(qtbot):
    value = moss_article(3)
    blocks = tuple(replace(block, rtl=True) for block in value.revision.blocks)
    value = replace(value, revision=replace(value.revision, blocks=blocks))
    view, column = _show(qtbot, value)
    page = view.geometry_now
    assert page.rtl
    card = column.cards[0]
    assert card.geometry().right() - HALO < page.column_left
    assert card.look.rtl
    assert all(c.end.x() == page.cards_left + page.cards_width for c in _connectors(view))


def test_cards_shrink_with_the_window(qtbot):
    view, column = _show(qtbot, moss_article(3))
    view.resize(1190, 780)
    assert not view.geometry_now.is_drawer
    assert column.cards[0].card_rect.width() == round(view.geometry_now.cards_width) < 408


def test_the_last_cards_can_always_be_scrolled_to(qtbot):
    view, column = _show(qtbot, moss_article(3, filler=0, long=True))
    view.set_scroll_y(1_000_000)
    last = _card(column, column.order[-1])
    assert last.y() + last.height() - HALO <= view.viewport().height()


def test_moves_are_animated_only_on_activation(qtbot):
    view, column = _show(qtbot, moss_article(12, filler=0))
    column.set_reduced_motion(False)
    view.set_scroll_y(60)
    assert not column.motion.is_running
    column.activate("note-3")
    assert column.motion.is_running
    qtbot.waitUntil(lambda: not column.motion.is_running, timeout=2000)
    assert _tops(column) == sorted(_tops(column))


def test_same_article_again_keeps_the_active_note_and_what_is_open(qtbot):
    value = moss_article(3)
    _view, column = _show(qtbot, value)
    column.activate("note-1")
    QTest.keyClick(_card(column, "note-1"), Qt.Key.Key_Return)
    column.show_article(value)
    assert column.active == "note-1"
    assert _card(column, "note-1").is_open


def test_an_article_without_notes_shows_its_card_alone(qtbot):
    _view, column = _show(qtbot, moss_article(0))
    assert column.cards == ()
    assert column.article_card.isVisible()
    assert column.article_card.rows == ()


def test_theme_changes_live(qtbot):
    view, column = _show(qtbot, moss_article(3))
    dark = load_theme("dark")
    view.set_theme(dark)
    column.set_theme(dark)
    assert all(card.look.theme is dark for card in column.cards)


def test_wheel_over_a_card_scrolls_the_text(qtbot):
    view, column = _show(qtbot, moss_article(20))
    card = column.cards[0]
    at = card.mapTo(view, QPointF(100, 10))
    QTest.wheelEvent(view.windowHandle(), at, QPoint(0, -120))
    assert view.scroll_y > 0


def test_column_dies_with_its_view():
    theme = load_theme("light")
    view = ArticleView(theme)
    column = CardColumn(view, WORDS, theme)
    view.show_article(moss_article(5))
    column.show_article(moss_article(5))
    column.activate("note-1")
    refs = [weakref.ref(view), weakref.ref(column), weakref.ref(column.cards[0])]
    view.deleteLater()
    QApplication.sendPostedEvents(view, QEvent.Type.DeferredDelete.value)
    del view, column
    QApplication.processEvents()
    gc.collect()
    assert [ref() for ref in refs] == [None, None, None]
