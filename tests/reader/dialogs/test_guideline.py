import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotations import Category, Severity
from reader.dialogs.guideline import GuidelineWindow
from reader.guideline_text import sections
from reader.key_map import KeyMap


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    widget.resize(1200, 900)
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def guideline(qtbot, theme, parent):
    window = GuidelineWindow(theme, KeyMap(), parent)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_it_has_ten_rules_with_an_example_each():
    rules = [part for part in sections(lambda _uid: "") if part.title[0].isdigit()]
    assert len(rules) == 10
    for rule in rules:
        assert [entry.is_example for entry in rule.entries] == [False, True]


def test_it_defines_every_category_and_severity():
    said = sections(lambda uid: f"<{uid}>")
    terms = {entry.term: entry for part in said for entry in part.entries if entry.term}
    for category in Category:
        assert terms[category.label].text == category.definition
        assert terms[category.label].keys == f"<category_{category.value}>"
    for severity in Severity:
        assert severity.definition in [entry.text for part in said for entry in part.entries]


def test_it_blocks_nothing_and_takes_no_rich_text(guideline):
    assert not guideline.isModal()
    assert guideline.text.isReadOnly()
    assert not guideline.text.acceptRichText()
    assert "1. Say first what is right" in guideline.text.toPlainText()


def test_a_heading_brings_its_section_to_the_top(guideline):
    titles = guideline.shown_headings
    guideline.headings.setCurrentRow(titles.index("Severity"))
    cursor = guideline.text.cursorForPosition(guideline.text.rect().topLeft() + _inset())
    assert cursor.block().text() == "Severity"


def test_a_heading_takes_as_many_rows_as_it_has_lines(guideline):
    view = guideline.headings
    width = view.fontMetrics().horizontalAdvance
    for row in range(view.count()):
        item = view.item(row)
        lines = 1 if width(item.text()) <= view.viewport().width() - 8 else 2
        expected = lines * view.fontMetrics().lineSpacing()
        assert abs(view.visualItemRect(item).height() - 6 - expected) <= 1, item.text()


def test_searching_finds_headings_and_what_stands_under_them(guideline):
    QTest.keyClicks(guideline.field, "overstated")
    assert guideline.shown_headings == ("Categories",)
    guideline.field.clear()
    QTest.keyClicks(guideline.field, "smallest")
    assert guideline.shown_headings == ("2. Mark the smallest part that is wrong",)
    guideline.field.setText("no such thing")
    assert guideline.shown_headings == ()
    guideline.field.clear()
    assert len(guideline.shown_headings) == 14


def test_it_is_read_by_keyboard_and_closed_with_escape(guideline, qtbot):
    QTest.keyClick(guideline.field, Qt.Key.Key_Down)
    assert guideline.focusWidget() is guideline.headings
    QTest.keyClick(guideline.headings, Qt.Key.Key_Down)
    QTest.keyClick(guideline.headings, Qt.Key.Key_Return)
    assert guideline.focusWidget() is guideline.text
    with qtbot.waitSignal(guideline.destroyed):
        QTest.keyClick(guideline.text, Qt.Key.Key_Escape)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_it_takes_another_theme_in_place(guideline, light):
    guideline.text.verticalScrollBar().setValue(300)
    text = guideline.text.toPlainText()
    guideline.set_theme(light)
    assert guideline.text.toPlainText() == text
    assert guideline.text.verticalScrollBar().value() == 300


def _inset():
    return QPoint(60, 34)
