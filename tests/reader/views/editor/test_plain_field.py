import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.editing.typed import MAX_FIELD
from reader.theme.theme import load_theme
from reader.views.editor.plain_field import PlainField


def _field(qtbot, *, text="", is_line=False, lines=(2, 6)):
    field = PlainField("Why", load_theme("light"), lines=lines, is_line=is_line)
    qtbot.addWidget(field)
    field.set_text(text)
    field.resize(400, field.heightForWidth(400))
    field.height_changed.connect(lambda: field.resize(400, field.heightForWidth(400)))
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.edit.setFocus()
    return field


def _heard(signal):
    values = []
    signal.connect(values.append)
    return values


def _paste(field, text, html=""):
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    field.edit.insertFromMimeData(data)


def test_filling_is_not_told_and_typing_is(qtbot):
    field = _field(qtbot, text="one\n\ntwo")
    edits = _heard(field.edited)
    field.set_text("a\u00a0b")
    assert edits == []
    QTest.keyClicks(field.edit, "c")
    assert edits == ["a\u00a0bc"]
    assert field.text() == "a\u00a0bc"


def test_pasted_text_is_plain_and_clean(qtbot):
    field = _field(qtbot)
    _paste(field, "bold\r\n\x00text\ttab", "<b>bold</b><script>x</script>")
    assert field.text() == "bold\ntext tab"
    assert "<b>" not in field.edit.toPlainText()
    assert "font-weight:600" not in field.edit.toHtml().split("<body")[1]


def test_a_line_takes_no_line_ends(qtbot):
    field = _field(qtbot, is_line=True, lines=(1, 4))
    _paste(field, "one\ntwo\n\nthree")
    assert field.text() == "one two three"
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    QTest.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert "\n" not in field.text()


@pytest.mark.parametrize("letter", ["a", "\U0001f600", "\u05d0"])
def test_the_limit_holds_for_pasting_typing_and_composing(qtbot, letter):
    field = _field(qtbot, text=letter * (MAX_FIELD - 2))
    warnings = _heard(field.warned)
    _paste(field, "bcd")
    assert field.text() == letter * (MAX_FIELD - 2) + "bc"
    assert warnings[-1].startswith("A field holds 20,000")
    commit = QInputMethodEvent("", [])
    commit.setCommitString("日本")
    QApplication.sendEvent(field.edit, commit)
    assert len(field.text()) == MAX_FIELD
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert warnings[-1] == ""
    assert len(field.text()) == MAX_FIELD - 1


def test_what_is_beyond_the_limit_is_cut_where_it_was_put(qtbot):
    field = _field(qtbot, text="a" * (MAX_FIELD - 1))
    cursor = field.edit.textCursor()
    cursor.setPosition(3)
    field.edit.setTextCursor(cursor)
    _paste(field, "\U0001f600x\U0001f600")
    assert field.text() == "aaa\U0001f600" + "a" * (MAX_FIELD - 4)
    assert field.edit.textCursor().position() == 5


def test_undo_takes_typing_back_but_not_what_was_filled_in(qtbot):
    field = _field(qtbot, text="kept")
    QTest.keyClicks(field.edit, " typed")
    field.edit.undo()
    field.edit.undo()
    assert field.text() == "kept"
    field.edit.redo()
    assert field.text() == "kept typed"


def test_lines_keep_their_pitch_in_what_is_typed_and_pasted(qtbot):
    field = _field(qtbot)
    for _ in range(3):
        QTest.keyClicks(field.edit, "line")
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    _paste(field, "four\nfive")
    assert field.text().count("\n") == 4
    assert round(field.box_rect().height()) == 5 * 20 + 12
    field.edit.selectAll()
    QTest.keyClick(field.edit, Qt.Key.Key_Delete)
    QTest.keyClicks(field.edit, "again")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    QTest.keyClicks(field.edit, "and")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    QTest.keyClicks(field.edit, "again")
    assert round(field.box_rect().height()) == 3 * 20 + 12


def test_the_words_keep_their_width_when_the_bar_comes(qtbot):
    field = _field(qtbot)
    before = field.edit.viewport().width()
    _paste(field, "\n" * 30)
    QApplication.processEvents()
    assert field.edit.verticalScrollBar().isVisible()
    assert field.edit.viewport().width() == before


def test_nothing_that_is_named_in_a_text_is_read(qtbot):
    field = _field(qtbot)
    _paste(field, '<img src="file:///etc/hostname">')
    assert field.text() == '<img src="file:///etc/hostname">'
    assert field.edit.loadResource(2, "file:///etc/hostname") is None
