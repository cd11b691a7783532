import gc
import weakref
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations import Severity
from reader.theme.theme import load_theme
from reader.views.editor.note_editor import WIDTH_PX, NoteEditor
from reader.views.editor_place import EDGE_PX, POPUP_PX, editor_top, editor_width
from reader.views.page_geometry import page_geometry
from reader.views.reader_page import ReaderPage
from tests.reader.views.card_samples import moss_article, reviewed
from tests.reader.views.editor.editor_samples import new_form, source


def _page(qtbot, value, *, size=(1344, 780)):
    page = ReaderPage(load_theme("light"))
    page.set_reduced_motion(True)
    qtbot.addWidget(page)
    page.resize(*size)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.show_article(value)
    QApplication.processEvents()
    return page


def _edit(page, span, form=None):
    editor = NoteEditor(load_theme("light"))
    editor.open_form(form or new_form(), heading="", number=3)
    page.show_editor(editor, span)
    editor.focus_first()
    QApplication.processEvents()
    return editor


def _connectors(page):
    return page.view._connectors


# Numbers


@given(
    wanted=st.floats(-5000, 5000),
    height=st.integers(100, 1000),
    screen=st.integers(300, 1200),
)
def test_it_lies_on_the_screen_as_near_as_it_can(wanted, height, screen):
    height = min(height, screen - 2 * EDGE_PX)
    top = editor_top(wanted, height, screen)
    assert top >= EDGE_PX
    assert top + height <= screen - EDGE_PX
    if EDGE_PX <= wanted <= screen - EDGE_PX - height - POPUP_PX:
        assert top == wanted


@given(width=st.integers(400, 3000), size=st.sampled_from([16, 20, 24]), rtl=st.booleans())
def test_it_is_as_wide_as_it_may_be(width, size, rtl):
    page = page_geometry(width, size, rtl=rtl)
    wide = editor_width(page, width - page.viewport_margin)
    assert page.cards_width <= wide <= max(WIDTH_PX, page.cards_width)
    if page.is_drawer:
        assert wide == page.cards_width
    elif not rtl and wide > page.cards_width:
        assert page.cards_left + wide + EDGE_PX <= width - page.viewport_margin


# On the page


def test_it_stands_in_place_of_the_cards_with_one_curve(qtbot):
    page = _page(qtbot, moss_article(6))
    assert page.column.cards
    span = moss_article(6).annotations[2].targets[0].span
    editor = _edit(page, span)
    assert editor.isVisible()
    assert page.column.cards == ()
    assert not page.column.article_card.isVisible()
    assert editor.x() == round(page.view.geometry_now.cards_left)
    assert editor.width() == WIDTH_PX
    (curve,) = _connectors(page)
    assert curve.active
    assert curve.severity is Severity.MODERATE
    assert curve.start.y() == page.view.place_of_span(span).underline_y
    assert curve.end.y() == editor.y() + page.view.scroll_y + 24
    editor.choose_severity(Severity.CRITICAL)
    assert _connectors(page)[0].severity is Severity.CRITICAL


def test_the_cards_come_back(qtbot):
    page = _page(qtbot, moss_article(6))
    before = [card.uid for card in page.column.cards]
    editor = _edit(page, moss_article(6).annotations[2].targets[0].span)
    assert page.hide_editor()
    assert not editor.isVisible()
    assert editor.parent() is None
    assert [card.uid for card in page.column.cards] == before
    assert page.column.article_card.isVisible()
    assert len(_connectors(page)) >= len(before)
    assert page.view.hasFocus()
    assert not page.hide_editor()
    editor.add_evidence(source())
    editor.deleteLater()


def test_it_follows_the_text_and_stays_on_the_screen(qtbot):
    page = _page(qtbot, moss_article(30))
    span = moss_article(30).annotations[12].targets[0].span
    page.view.reveal(span)
    editor = _edit(page, span)
    tops = []
    for step in range(12):
        page.view.set_scroll_y(page.view.scroll_y + 40)
        tops.append(editor.y())
        assert editor.y() >= EDGE_PX
        assert editor.geometry().bottom() <= page.view.viewport().height() - EDGE_PX
        assert _connectors(page)[0].end.y() == editor.y() + page.view.scroll_y + 24, step
    assert tops == sorted(tops, reverse=True)


def test_it_grows_in_its_place_and_then_scrolls_inside(qtbot):
    page = _page(qtbot, moss_article(6), size=(1344, 620))
    editor = _edit(page, moss_article(6).annotations[0].targets[0].span)
    before = editor.height()
    editor.add_evidence(source())
    assert editor.height() > before
    form = editor.form()
    for number in range(6):
        form = form.with_evidence(source(f"Source {number}"))
    editor.set_form(replace(form, body="Why.\n" * 30))
    assert editor.height() == page.view.viewport().height() - 2 * EDGE_PX
    assert editor.y() == EDGE_PX


def test_in_a_narrow_page_it_lies_in_the_drawer_and_quotes(qtbot):
    page = _page(qtbot, moss_article(6), size=(884, 700))
    span = moss_article(6).annotations[1].targets[0].span
    editor = _edit(page, span)
    drawer = page.column.drawer
    assert drawer.isVisible()
    assert drawer.geometry().contains(editor.geometry())
    assert _connectors(page) == ()
    assert editor.body.claim.isVisible()
    assert "Claim number 1" in editor.body.claim.accessibleName()
    page.resize(1344, 700)
    QApplication.processEvents()
    assert not drawer.isVisible()
    assert not editor.body.claim.isVisible()
    assert len(_connectors(page)) == 1
    page.hide_editor()
    assert not page.column.drawer.is_open


def test_beside_a_right_to_left_text_it_is_mirrored(qtbot):
    text = "הטחב ישן בצהריים ולא עושה דבר."
    page = _page(qtbot, reviewed([text] * 8, rtl=True))
    editor = _edit(page, reviewed([text] * 8, rtl=True).revision.sentences[1])
    geometry = page.view.geometry_now
    assert editor.geometry().right() + 1 == round(geometry.cards_left + geometry.cards_width)
    assert editor.x() >= 0
    (curve,) = _connectors(page)
    assert curve.end.x() < curve.start.x()


def test_a_note_on_the_whole_article_has_no_curve(qtbot):
    page = _page(qtbot, moss_article(3))
    editor = _edit(page, None)
    assert editor.y() == EDGE_PX
    assert _connectors(page) == ()


def test_notes_that_change_meanwhile_leave_it_where_it_is(qtbot):
    value = moss_article(6)
    page = _page(qtbot, value)
    editor = _edit(page, value.annotations[2].targets[0].span)
    place = editor.geometry()
    page.show_article(replace(value, annotations=value.annotations[:3]))
    QApplication.processEvents()
    assert editor.isVisible()
    assert editor.geometry() == place
    assert page.column.cards == ()


@pytest.mark.parametrize("key", [Qt.Key.Key_J, Qt.Key.Key_PageDown, Qt.Key.Key_Space])
def test_keys_in_the_editor_do_not_move_the_text(qtbot, key):
    value = moss_article(30)
    page = _page(qtbot, value)
    editor = _edit(page, value.annotations[2].targets[0].span)
    for name in ("category-unsupported", "correction", "more"):
        editor.set_focus_name(name)
        QTest.keyClick(QApplication.focusWidget(), key)
        assert page.view.scroll_y == 0
        assert editor.focus_name() == name


def test_shift_tab_from_the_first_field_goes_to_the_text(qtbot):
    value = moss_article(3)
    page = _page(qtbot, value)
    editor = _edit(page, value.annotations[0].targets[0].span)
    editor.set_focus_name("category-unsupported")
    QTest.keyClick(
        QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier
    )
    assert page.view.hasFocus()


def test_an_editor_that_is_done_leaves_nothing_behind(qtbot):
    value = moss_article(6)
    page = _page(qtbot, value)
    viewport = page.view.viewport()
    before = len(viewport.children())
    for number in range(3):
        editor = _edit(page, value.annotations[number].targets[0].span)
        editor.source_words_changed.connect(lambda _words: None)
        editor.open_source_picker()
        QTest.keyClicks(QApplication.focusWidget(), "10.1000/xyz")
        assert editor.body.evidence.picker.popup is not None
        gone = weakref.ref(editor)
        page.hide_editor()
        editor.deleteLater()
        del editor
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        gc.collect()
        assert gone() is None
    assert len(viewport.children()) <= before
