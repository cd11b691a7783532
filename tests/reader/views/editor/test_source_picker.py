import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations import SourceType
from reader.theme.theme import load_theme
from reader.views.editor.source_popup import MOST_ROWS, ROW_PX, SHADOW, Offer, SourcePopup
from tests.reader.views.editor.editor_samples import hit, new_form, open_editor, source

BIBTEX = "@article{moss,\n title = {Moss in tea},\n year = {2019}\n}\n"
CTRL = Qt.KeyboardModifier.ControlModifier


def _key(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def _picker(qtbot, *hits, form=None):
    editor = open_editor(qtbot, form)
    editor.source_words_changed.connect(lambda _words: editor.show_suggestions(hits))
    editor.open_source_picker()
    return editor, editor.body.evidence.picker


def _entered(editor):
    texts = []
    editor.source_text_entered.connect(texts.append)
    return texts


def test_letters_show_known_sources_the_best_marked(qtbot):
    moss = hit("Moss", authors=("Bent, S.",), container="Am J Med", issued="2006", cited_in=1)
    _editor, picker = _picker(qtbot, moss, hit("Moss law", cited_in=0))
    assert picker.popup is None
    QTest.keyClicks(picker.edit, "mos")
    first, second = picker.popup.offers
    assert "Bent 2006, Moss" in first.title
    assert first.detail.endswith("cited in 1 note")
    assert second.detail == "not cited yet"
    assert picker.popup.marked == 0
    assert picker.edit.hasFocus()
    assert picker.edit.accessibleDescription().startswith("1 of 2: ")
    _key(Qt.Key.Key_Up)
    assert picker.popup.marked == 1
    assert picker.edit.accessibleDescription().startswith("2 of 2: ")


def test_the_list_closes_with_the_last_letter_and_with_the_keyboard(qtbot):
    editor, picker = _picker(qtbot, hit())
    QTest.keyClicks(picker.edit, "m")
    assert picker.popup is not None
    _key(Qt.Key.Key_Backspace)
    assert picker.popup is None
    QTest.keyClicks(picker.edit, "m")
    editor.focus_first()
    assert picker.popup is None
    assert picker.edit.text() == "m"


def test_words_that_nothing_has_say_what_can_be_pasted(qtbot):
    editor, picker = _picker(qtbot)
    texts = _entered(editor)
    QTest.keyClicks(picker.edit, "zzz")
    assert picker.popup.offers[0].title.startswith("No source has these words")
    assert picker.popup.marked == -1
    _key(Qt.Key.Key_Return)
    _key(Qt.Key.Key_Down)
    assert texts == []
    assert editor.form().evidence == ()


def test_an_identifier_is_offered_before_known_sources(qtbot):
    editor, picker = _picker(qtbot, hit("10.1000 words"))
    texts = _entered(editor)
    QTest.keyClicks(picker.edit, "10.1000/xyz")
    assert picker.popup.offers[0].title == "Add DOI 10.1000/xyz"
    assert len(picker.popup.offers) == 2
    _key(Qt.Key.Key_Return)
    assert texts == ["10.1000/xyz"]
    assert picker.edit.text() == "10.1000/xyz"


def test_a_pasted_record_keeps_its_lines(qtbot):
    editor, picker = _picker(qtbot)
    texts = _entered(editor)
    QApplication.clipboard().setText(BIBTEX)
    _key(Qt.Key.Key_V, CTRL)
    assert picker.edit.text().startswith("@article{moss,  title = {Moss in tea},")
    assert picker.popup.offers[0] == Offer("Add BibTeX record", "Moss in tea", text=BIBTEX)
    _key(Qt.Key.Key_Return)
    assert texts == [BIBTEX]
    _key(Qt.Key.Key_Home)
    QTest.keyClicks(picker.edit, "x")
    _key(Qt.Key.Key_Return)
    assert len(texts) == 1


def test_a_press_adds_and_leaves_the_keyboard(qtbot):
    editor, picker = _picker(qtbot, hit("One"), hit("Two"))
    QTest.keyClicks(picker.edit, "o")
    at = QPoint(SHADOW + 40, SHADOW + 5 + ROW_PX + 20)
    QTest.mouseMove(picker.popup, at)
    QTest.mouseClick(picker.popup, Qt.MouseButton.LeftButton, pos=at)
    assert [row.source.title for row in editor.form().evidence] == ["Two"]
    assert picker.edit.hasFocus()


def test_the_list_goes_with_its_editor(qtbot):
    editor, picker = _picker(qtbot, hit())
    QTest.keyClicks(picker.edit, "m")
    host, popup = editor.parentWidget(), picker.popup
    assert popup.parentWidget() is host
    editor.setParent(None)
    assert popup.parentWidget() is editor
    assert not popup.isVisible()
    editor.deleteLater()


# The list alone


def _popup(qtbot, count):
    popup = SourcePopup(load_theme("light"), None)
    qtbot.addWidget(popup)
    popup.show_offers(tuple(Offer.of_hit(hit(f"Source {n}")) for n in range(count)))
    return popup


def test_at_most_six_rows(qtbot):
    assert len(_popup(qtbot, 9).offers) == MOST_ROWS


@pytest.mark.parametrize(
    ("top", "height", "above"),
    [(100, 900, False), (500, 720, False), (600, 720, True), (20, 60, False)],
)
def test_it_lies_below_the_field_while_three_rows_fit(qtbot, top, height, above):
    popup = _popup(qtbot, 6)
    field, room = QRect(20, top, 400, 32), QRect(0, 0, 456, height)
    popup.lie_at(field, room)
    body = popup.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    assert (body.bottom() < field.top()) is above
    if above:
        assert body.bottom() + 4 == field.top() - 1
    else:
        assert body.top() == field.bottom() + 1 + 4
    assert (body.left(), body.width()) == (20, 400)
    if height > 100:
        assert room.contains(body)


def test_rows_without_room_come_up_as_they_are_marked(qtbot):
    popup = _popup(qtbot, 6)
    popup.lie_at(QRect(0, 500, 400, 32), QRect(0, 0, 456, 690))
    popup.resize(popup.size())
    seen = []
    for _ in range(6):
        row = popup._row_rect(popup.marked)
        assert popup._body().contains(row)
        seen.append(popup.marked)
        popup.step(1)
    assert seen == [0, 1, 2, 3, 4, 5]
    assert popup.marked == 0
    assert popup._body().contains(popup._row_rect(0))


def test_it_says_the_rank_in_words(qtbot):
    popup = _popup(qtbot, 0)
    popup.show_offers((Offer.of_hit(hit("Law", kind=SourceType.LAW)),))
    assert "A, guidance" in popup.spoken()
    assert popup.accessibleDescription() == popup.spoken()


def test_a_retracted_source_says_so(qtbot):
    editor = open_editor(qtbot, new_form().with_evidence(source("Moss", retracted=True)))
    row = editor.body.evidence.rows[0]
    assert row.accessibleName().endswith("retracted")
    assert "E, not authoritative" in row.relation_button.accessibleName()
