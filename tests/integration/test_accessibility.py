"""What assistive technology is told: the tree, the names, the way of Tab."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from annotations import (
    SentenceState,
    convert_bytes,
    default_library_path,
    load_profile,
    open_library,
    read_review_sheet,
)
from reader.resources import read_bytes

KEY = Qt.Key
FILE = "valerian-for-sleep.md"


@pytest.fixture
def reviewing(open_window):
    """A sample article in a library of one's own, under review, with room for the cards."""
    profile = load_profile()
    path = default_library_path()
    with open_library(path, owner=profile.owner, reviewer=profile.reviewer, create=True) as library:
        data = read_bytes(f"samples/{FILE}")
        library.add_article(convert_bytes(data, FILE), file_name=FILE, data=data)
        library.annotate(read_review_sheet(read_bytes("samples/reviews.json")))
    window = open_window(library=str(path), article=FILE)
    window.resize(1360, 860)
    QApplication.processEvents()
    return window


def interface(widget):
    return QAccessible.queryAccessibleInterface(widget)


def name(widget):
    return interface(widget).text(QAccessible.Text.Name)


def tree(root):
    """All interfaces below one, itself first."""
    yield root
    for index in range(root.childCount()):
        child = root.child(index)
        if child is not None and child.isValid():
            yield from tree(child)


def stops(root):
    """What can have the keyboard and is shown."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def test_whatever_can_have_the_keyboard_has_a_name(reviewing):
    reviewing.page.next_caution()
    reviewing.review.new_note()
    QApplication.processEvents()
    nameless = [widget for widget in stops(reviewing) if not name(widget).strip()]
    assert nameless == []


def test_the_article_says_what_it_is_and_its_marks_are_in_the_tree(reviewing):
    view = reviewing.page.view
    assert name(view).startswith("Article: Valerian")
    assert interface(view).role() in (
        QAccessible.Role.EditableText,
        QAccessible.Role.Document,
        QAccessible.Role.StaticText,
    )
    assert interface(view).state().readOnly
    texts = [each.text(QAccessible.Text.Name) for each in tree(interface(reviewing))]
    assert any("caution" in text for text in texts)


def test_cards_are_named_by_severity_and_number(reviewing):
    reviewing.page.next_caution()
    active = reviewing.page.active
    cards = [card for card in reviewing.page.column.cards if card.isVisible()]
    assert cards
    for card in cards:
        words = name(card)
        severity, rest = words.split(" ", 1)
        assert severity in ("Info", "Moderate", "Serious", "Critical")
        assert " of " in rest
        assert ":" in rest
    assert active is not None


def test_the_sentence_under_the_cursor_is_told_with_its_number_and_state(reviewing):
    info = reviewing.page.view.cursor_info()
    assert info.number >= 1
    assert info.state in SentenceState
    assert f"sentence {info.number} of {info.of}" in reviewing.review.bar_words


def test_the_editor_tells_every_choice_and_field(reviewing):
    reviewing.review.new_note()
    editor = reviewing.editing.editor
    assert name(editor).startswith("Note on sentence")
    roles = {interface(widget).role() for widget in stops(editor)}
    assert QAccessible.Role.EditableText in roles
    checked = [
        name(widget)
        for widget in editor.findChildren(QWidget)
        if interface(widget).state().checked and widget.isVisibleTo(editor)
    ]
    assert any("Unsupported" in words for words in checked)
    assert any("Moderate" in words for words in checked)


def test_tab_goes_down_the_editor(reviewing):
    """Each stop lies below the one before, or beside it to the right."""
    reviewing.review.new_note()
    editor = reviewing.editing.editor
    editor.focus_first()
    QApplication.processEvents()
    seen = []
    while True:
        focus = QApplication.focusWidget()
        if not editor.isAncestorOf(focus) or focus in seen:
            break
        seen.append(focus)
        QTest.keyClick(focus, KEY.Key_Tab)
        QApplication.processEvents()
    assert len(seen) >= 4
    tops = [widget.mapTo(editor, QPoint(0, 0)).y() for widget in seen]
    # From the correction down to the end, then what stands above it.
    top = tops.index(min(tops))
    assert tops[top:] + tops[:top] == sorted(tops)


def test_tab_goes_through_the_cards_in_the_order_of_the_text(reviewing):
    column = reviewing.page.column
    reviewing.page.next_caution()
    reviewing.page.focus_active()
    order = [column.focused]
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        QApplication.processEvents()
        if column.focused is None:
            break
        if column.focused != order[-1]:
            order.append(column.focused)
    places = [column.order.index(uid) for uid in order]
    assert len(places) > 2
    assert places == sorted(places)


def test_the_keyboard_is_seen_wherever_it_is(reviewing):
    """A widget that takes the keyboard looks otherwise than without it."""
    reviewing.review.new_note()
    unseen = []
    for widget in stops(reviewing):
        if isinstance(widget, QAbstractScrollArea) and widget is reviewing.page.view:
            continue
        widget.clearFocus()
        QApplication.processEvents()
        before = reviewing.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if QApplication.focusWidget() is widget and reviewing.grab().toImage() == before:
            unseen.append(name(widget))
    assert unseen == []
