"""The list, the picker, the strip and the panel, each by itself."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotations import AnnotationUid, Category, ReusableNote, Severity, Status
from reader.theme.theme import load_theme
from reader.views.reuse.claim_panel import ClaimPanel
from reader.views.reuse.note_picker import MOST_ROWS, NotePicker
from reader.views.reuse.offer_list import ROW_PX, OfferList, OfferRow
from reader.views.reuse.suggestion_strip import SuggestionStrip
from tests.reader.views.reuse.test_reuse_words import CLAIM, SUGGESTION

ROWS = tuple(OfferRow(f"Row {number}", "detail", Severity.SERIOUS) for number in range(9))
NOTE = ReusableNote(
    annotation=AnnotationUid("n"),
    category=Category.INACCURATE,
    severity=Severity.SERIOUS,
    status=Status.READY,
    headline="Four cups are the most.",
    article_title="Coffee",
    claim="Drink nine cups.",
    places=1,
)


@pytest.fixture(params=["light", "dark"])
def theme(request):
    return load_theme(request.param)


@pytest.fixture
def host(qtbot):
    widget = QWidget()
    widget.resize(900, 600)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_the_list_goes_round_and_shows_what_is_marked(theme, host):
    rows = OfferList(theme, "Notes", 4, host)
    rows.show_rows(ROWS)
    assert (rows.marked, rows.sizeHint().height()) == (0, 4 * ROW_PX)
    rows.step(-1)
    assert rows.marked == 8
    assert rows.spoken == "9 of 9: Serious. Row 8. detail"
    rows.resize(400, 4 * ROW_PX)
    rows.show()
    with_mark = rows.grab().toImage()
    rows.step(1)
    assert rows.marked == 0
    assert rows.grab().toImage() != with_mark


def test_a_row_is_chosen_by_the_mouse(theme, host, qtbot):
    rows = OfferList(theme, "Notes", 4, host)
    rows.show_rows(ROWS)
    rows.resize(400, 4 * ROW_PX)
    rows.show()
    with qtbot.waitSignal(rows.chosen) as chosen:
        QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=QPoint(50, 2 * ROW_PX + 9))
    assert chosen.args == [2]


def test_what_is_missing_cannot_be_chosen(theme, host, qtbot):
    rows = OfferList(theme, "Notes", 4, host)
    rows.show_rows((OfferRow("Nothing.", "", is_choice=False),))
    rows.resize(400, ROW_PX)
    rows.show()
    with qtbot.assertNotEmitted(rows.chosen):
        QTest.mouseClick(rows, Qt.MouseButton.LeftButton, pos=QPoint(50, 9))
    assert (rows.marked, rows.spoken) == (-1, "Nothing.")
    rows.step(1)
    assert rows.marked == -1


def test_the_picker_takes_letters_and_enter(theme, host, qtbot):
    picker = NotePicker(theme, host)
    picker.show_notes((NOTE,) * 9)
    picker.show()
    picker.edit.setFocus()
    assert len(picker.list.rows) == MOST_ROWS
    with qtbot.waitSignal(picker.words_changed) as words:
        QTest.keyClicks(picker.edit, "c")
    assert words.args == ["c"]
    QTest.keyClick(picker.edit, Qt.Key.Key_Down)
    assert picker.list.marked == 1
    with qtbot.waitSignal(picker.note_chosen) as chosen:
        QTest.keyClick(picker.edit, Qt.Key.Key_Return)
    assert chosen.args == [NOTE]
    with qtbot.waitSignal(picker.closed):
        QTest.keyClick(picker.edit, Qt.Key.Key_Escape)


def test_enter_does_nothing_where_no_note_is(theme, host, qtbot):
    picker = NotePicker(theme, host)
    picker.show_notes(())
    picker.show()
    with qtbot.assertNotEmitted(picker.note_chosen):
        QTest.keyClick(picker.edit, Qt.Key.Key_Return)
    assert picker.list.rows[0].title == "No note has these words."


@pytest.mark.parametrize("top", [20, 300, 560])
@pytest.mark.parametrize("room", [QRect(8, 8, 884, 584), QRect(8, 8, 300, 584)])
def test_the_picker_lies_within_the_page(host, top, room):
    picker = NotePicker(load_theme("light"), host)
    picker.show_notes((NOTE,) * 6)
    picker.lie_at(QRect(QPoint(60, top), QPoint(61, top + 30)), room)
    body = picker.geometry().adjusted(8, 8, -8, -8)
    assert room.contains(body)


def test_the_strip_is_quiet_until_a_sentence_is_meant(theme, host):
    strip = SuggestionStrip(theme, host)
    assert strip.isHidden()
    strip.show_quiet(4, 3, 2)
    assert strip.suggestion is None
    assert not strip.reject.isVisible()
    assert strip.accept_all.text() == "All 2 identical"
    strip.show_suggestion(SUGGESTION, 0)
    assert strip.suggestion is SUGGESTION
    assert strip.reject.isVisible()
    assert not strip.accept_all.isVisible()
    assert strip.accept.text() == "Attach"
    strip.set_keys(accept="A", accept_all="B", reject="C")
    strip.set_theme(load_theme("dark"))
    assert not strip.grab().isNull()


def test_its_buttons_do_what_the_keys_do(theme, host, qtbot):
    strip = SuggestionStrip(theme, host)
    strip.show_suggestion(SUGGESTION, 2)
    for button, signal in (
        (strip.accept, strip.accepted),
        (strip.accept_all, strip.all_accepted),
        (strip.reject, strip.turned_down),
        (strip.later, strip.put_off),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_the_panel_walks_with_keys(theme, host, qtbot):
    other = replace(CLAIM, exact="Drink eight cups.", is_same=False)
    panel = ClaimPanel(theme, host)
    panel.show_claims("Drink ten cups.", (CLAIM, other))
    panel.lie_over(host.rect())
    panel.show()
    panel.setFocus()
    assert host.rect().contains(panel.geometry())
    QTest.keyClick(panel, Qt.Key.Key_J)
    with qtbot.waitSignal(panel.claim_chosen) as chosen:
        QTest.keyClick(panel, Qt.Key.Key_Return)
    assert chosen.args == [other]
    QTest.keyClick(panel, Qt.Key.Key_K)
    assert panel.list.marked == 0
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel, Qt.Key.Key_Escape)


def test_the_panel_says_where_there_is_nothing(theme, host, qtbot):
    panel = ClaimPanel(theme, host)
    panel.show_claims("Drink ten cups.", ())
    assert "No other sentence" in panel.list.rows[0].title
    with qtbot.assertNotEmitted(panel.claim_chosen):
        QTest.keyClick(panel, Qt.Key.Key_Return)
