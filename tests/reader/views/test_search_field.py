"""The search field tells what is typed: late, once, and at once where asked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reader.views.search_field import SearchField


@pytest.fixture
def field(qtbot, light):
    field = SearchField(light)
    qtbot.addWidget(field)
    field.resize(700, 40)
    with qtbot.waitExposed(field):
        field.show()
    field.activateWindow()
    field.edit.setFocus()
    qtbot.waitUntil(field.edit.hasFocus)
    return field


@pytest.fixture
def told(field):
    told = []
    field.words_changed.connect(told.append)
    return told


def test_typing_is_told_once_after_a_pause(qtbot, field, told):
    QTest.keyClicks(field.edit, "valerian")
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["valerian"]


def test_enter_tells_at_once_and_asks_for_the_results(field, told):
    left = []
    field.left.connect(lambda: left.append(1))
    QTest.keyClicks(field.edit, " tea ")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert (told, left) == (["tea"], [1])
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    assert (told, left) == (["tea"], [1, 1])


def test_escape_empties_first_and_leaves_then(field, told):
    escaped = []
    field.escaped.connect(lambda: escaped.append(1))
    QTest.keyClicks(field.edit, "tea")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert (told, escaped, field.words) == (["tea", ""], [], "")
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert escaped == [1]


def test_the_clear_button_stands_in_for_the_key_cap(qtbot, field, told):
    assert field._cap.isVisible()
    assert not field._clear.isVisible()
    QTest.keyClicks(field.edit, "tea")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert not field._cap.isVisible()
    qtbot.mouseClick(field._clear, Qt.MouseButton.LeftButton)
    assert told == ["tea", ""]
    assert field._cap.isVisible()


def test_reset_is_silent(field, told):
    QTest.keyClicks(field.edit, "tea")
    field.reset()
    assert not field._timer.isActive()
    assert (told, field.words) == ([], "")


def test_totals_stand_at_the_end_where_there_is_room(field):
    field.set_totals("12 notes in 3 articles")
    assert field._totals.isVisible()
    field.resize(300, 40)
    assert not field._totals.isVisible()


def test_it_says_what_it_is_for(field):
    assert field.edit.accessibleName() == "Search the library"
    assert "notes and sources" in field.edit.placeholderText()
