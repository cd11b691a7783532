"""The search field tells what is typed: late, once, and at once where asked."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView

from annotations import QueryValues, complete_query
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


def complete(text, cursor):
    """As the controller does."""
    return complete_query(text, cursor, QueryValues(tags=("dosing", "drug interaction")))


def chip_texts(field):
    return [chip.accessibleName() for chip in field.chips.chips]


def test_space_after_a_field_makes_a_chip(field, told):
    QTest.keyClicks(field.edit, "sev:>=serious")
    QTest.keyClick(field.edit, Qt.Key.Key_Space)
    assert chip_texts(field) == ["Filter: severity serious or worse"]
    assert field.edit.text() == ""
    QTest.keyClicks(field.edit, "tea -tag:law")
    QTest.keyClick(field.edit, Qt.Key.Key_Space)
    assert field.edit.text() == "tea "
    assert field.words == "sev:>=serious -tag:law tea"
    field.flush()
    assert told == ["sev:>=serious -tag:law tea"]


@pytest.mark.parametrize("typed", ["tea", "cat:", "cat:nothing", 'src:"a', "http://x.org"])
def test_space_after_anything_else_is_a_space(field, typed):
    QTest.keyClicks(field.edit, typed)
    QTest.keyClick(field.edit, Qt.Key.Key_Space)
    assert field.edit.text() == f"{typed} "
    assert field.chips.tokens == ()


def test_a_field_before_an_emoji_and_in_the_middle_becomes_a_chip(field):
    field.edit.setText("\N{HERB}\N{HERB} is:draft tea")
    field.edit.setCursorPosition(13)
    QTest.keyClick(field.edit, Qt.Key.Key_Space)
    assert field.chips.tokens == ("is:draft",)
    assert field.edit.text() == "\N{HERB}\N{HERB} tea"


def test_enter_makes_chips_of_every_field(field, told):
    QTest.keyClicks(field.edit, 'tea src:"a guide" is:draft')
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.chips.tokens == ('src:"a guide"', "is:draft")
    assert field.edit.text() == "tea"
    assert told == ['src:"a guide" is:draft tea']


def test_backspace_before_the_words_takes_the_last_chip_out(field, told):
    field.set_query("is:draft tag:law tea")
    field.edit.setCursorPosition(0)
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert told == ["is:draft tea"]
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert told == ["is:draft tea", "tea"]
    assert field.edit.text() == "tea"


def test_chips_are_walked_taken_out_and_made_text_again(qtbot, field, told):
    field.set_query("is:draft tag:law sev:info")
    first, second, third = field.chips.chips
    QTest.keyClick(field.edit, Qt.Key.Key_Left)
    qtbot.waitUntil(third.hasFocus)
    QTest.keyClick(third, Qt.Key.Key_Left)
    qtbot.waitUntil(second.hasFocus)
    QTest.keyClick(second, Qt.Key.Key_Delete)
    qtbot.waitUntil(third.hasFocus)
    assert told == ["is:draft sev:info"]
    QTest.keyClick(third, Qt.Key.Key_Left)
    qtbot.waitUntil(first.hasFocus)
    QTest.keyClick(first, Qt.Key.Key_Left)
    QTest.keyClick(first, Qt.Key.Key_Return)
    qtbot.waitUntil(field.edit.hasFocus)
    assert (field.edit.text(), field.chips.tokens) == ("is:draft", ("sev:info",))


def test_a_letter_on_a_chip_goes_into_the_field(qtbot, field):
    field.set_query("is:draft tea")
    field.edit.setCursorPosition(0)
    QTest.keyClick(field.edit, Qt.Key.Key_Left)
    chip = field.chips.chips[0]
    qtbot.waitUntil(chip.hasFocus)
    QTest.keyClicks(chip, "g")
    qtbot.waitUntil(field.edit.hasFocus)
    assert field.edit.text() == "gtea"
    assert field.edit.cursorPosition() == 1


def test_the_cross_of_a_chip_takes_it_out(qtbot, field, told):
    field.set_query("is:draft tea")
    chip = field.chips.chips[0]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())
    assert told == []
    place = QPoint(chip.width() - 12, chip.height() // 2)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=place)
    assert told == ["tea"]


def test_chips_that_do_not_fit_are_counted(field):
    field.resize(520, 40)
    field.set_query("cat:dangerous sev:>=serious tag:law is:ready src:nccih by:ana")
    shown = [chip for chip in field.chips.chips if not chip.isHidden()]
    assert 1 <= len(shown) < 6
    assert field.chips.accessibleDescription() == f"{6 - len(shown)} more"
    assert field.edit.width() > 100
    assert field.chips.geometry().right() < field.edit.geometry().left()


def test_names_of_fields_come_up_and_tab_takes_one(field):
    field.set_completer(complete)
    QTest.keyClicks(field.edit, "se")
    assert [each.text for each in field.popup.offered] == ["sev:"]
    assert field.popup.current is None
    QTest.keyClick(field.edit, Qt.Key.Key_Tab)
    assert field.edit.text() == "sev:"
    assert field.edit.hasFocus()
    assert field.popup.offered[0].label == "Critical"


def test_values_are_walked_and_enter_takes_one_as_a_chip(field, told):
    field.set_completer(complete)
    QTest.keyClicks(field.edit, "tea tag:d")
    assert [each.text for each in field.popup.offered] == ["dosing", '"drug interaction"']
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.chips.tokens == ('tag:"drug interaction"',)
    assert field.popup is None
    field.flush()
    assert told == ['tag:"drug interaction" tea']


def test_enter_takes_what_a_closed_list_is_sure_of(field):
    field.set_completer(complete)
    QTest.keyClicks(field.edit, "cat:dan")
    assert field.popup.current.text == "dangerous"
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.chips.tokens == ("cat:dangerous",)


def test_enter_searches_for_a_word_that_a_field_begins_with(field, told):
    left = []
    field.left.connect(lambda: left.append(1))
    field.set_completer(complete)
    QTest.keyClicks(field.edit, "ta")
    assert field.popup is not None
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert (told, left, field.popup) == (["ta"], [1], None)


def test_escape_closes_the_completions_first(field):
    field.set_completer(complete)
    QTest.keyClicks(field.edit, "cat:")
    assert field.popup is not None
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert (field.popup, field.edit.text()) == (None, "cat:")
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert field.words == ""


def test_control_space_offers_every_field(field):
    field.set_completer(complete)
    QTest.keyClick(field.edit, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert "cat:" in [each.text for each in field.popup.offered]


def test_a_press_takes_a_completion(qtbot, field):
    field.set_completer(complete)
    QTest.keyClicks(field.edit, "is:d")
    shown = field.popup.findChild(QListView)
    place = shown.visualRect(shown.model().index(1, 0)).center()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert field.chips.tokens == ("is:deleted",)


def test_completions_leave_with_the_focus(qtbot, field):
    field.set_completer(complete)
    QTest.keyClicks(field.edit, "cat:")
    field._clear.setFocus()
    qtbot.waitUntil(lambda: field.popup is None)


def test_a_query_that_is_shown_is_not_told(field, told):
    field.set_query("is:draft tea")
    field.flush()
    assert told == []
    field.clear()
    assert told == [""]


def test_an_example_is_added_to_what_is_typed(field, told):
    field.set_completer(complete)
    QTest.keyClicks(field.edit, "tea")
    field.add_words("cat:dangerous")
    field.add_words("cat:dangerous")
    assert field.words == "cat:dangerous tea"
    field.add_words("by:")
    assert field.edit.text() == "tea by:"
    assert told[-1] == "cat:dangerous tea by:"


def test_the_field_mirrors(field, qtbot):
    field.set_query("is:draft tea")
    field.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    field.resize(701, 40)
    qtbot.waitUntil(lambda: field.chips.geometry().right() == 701 - 38 - 1)
    assert field.chips.x() > field.edit.x()
    QTest.keyClick(field.edit, Qt.Key.Key_Home)
    QTest.keyClick(field.edit, Qt.Key.Key_Right)
    qtbot.waitUntil(field.chips.chips[0].hasFocus)
