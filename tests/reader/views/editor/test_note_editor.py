from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMainWindow, QTextEdit

from annotations import Category, Certainty, Relation, Severity, SourceType, Status
from reader.editing.hints import EditorKeys
from reader.theme.theme import load_theme
from reader.views.editor.note_editor import NoteEditor
from tests.reader.views.editor.editor_samples import (
    TODAY,
    claim,
    conflict,
    focused,
    hit,
    new_form,
    open_editor,
    source,
)

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _key(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def _type(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def _answers(editor, *hits):
    """Let the owner answer letters with these hits, and say what was asked."""
    asked = []

    def answer(words):
        asked.append(words)
        editor.show_suggestions(tuple(hits))

    editor.source_words_changed.connect(answer)
    return asked


def _record(signal):
    heard = []
    signal.connect(lambda *values: heard.append(values[0] if values else None))
    return heard


# Typing and choosing


def test_typing_changes_the_form_at_once(qtbot):
    editor = open_editor(qtbot)
    changed = _record(editor.changed)
    _type("No 1.")
    assert editor.form().correction == "No 1."
    assert len(changed) == 5
    _key(Qt.Key.Key_Tab)
    _type("Why")
    _key(Qt.Key.Key_Return)
    _type("More")
    _key(Qt.Key.Key_Tab)
    _type("Ask.")
    assert (editor.form().body, editor.form().advice) == ("Why\nMore", "Ask.")
    assert editor.form().category is Category.UNSUPPORTED


def test_an_unchanged_form_is_given_back_as_it_came(qtbot):
    form = replace(
        new_form(),
        correction="no-break\u00a0space",
        body="one\n\ntwo \U0001f600",
        tags=("a, b", "c"),
    )
    editor = open_editor(qtbot, form)
    assert editor.form() is form
    editor.set_theme(load_theme("dark"))
    assert editor.form() is form
    _key(Qt.Key.Key_End)
    _type("!")
    assert editor.form() == replace(form, correction="no-break\u00a0space!")


def test_alt_and_a_digit_set_the_severity_from_any_field(qtbot):
    editor = open_editor(qtbot)
    for key, severity in zip("1234", Severity, strict=True):
        _key(Qt.Key(ord(key)), ALT)
        assert editor.form().severity is severity
    assert editor.form().severity_is_chosen
    assert editor.form().correction == ""


def test_digits_arrows_and_m_choose_on_the_chips(qtbot):
    editor = open_editor(qtbot)
    _key(Qt.Key.Key_Backtab, SHIFT)
    assert focused() == "severity-moderate"
    _key(Qt.Key.Key_Right)
    assert editor.form().severity is Severity.SERIOUS
    _key(Qt.Key.Key_Backtab, SHIFT)
    assert focused() == "category-unsupported"
    _key(Qt.Key.Key_8)
    assert editor.form().category is Category.MISREPRESENTS_SOURCE
    assert focused() == "category-misrepresents_source"
    _key(Qt.Key.Key_Left)
    assert editor.form().category is Category.CHERRY_PICKED
    assert not editor.body.categories.chip(Category.CONTEXT).isVisible()
    _key(Qt.Key.Key_M)
    assert editor.body.categories.chip(Category.CONTEXT).isVisible()
    assert focused() == "category-flawed_reasoning"
    _key(Qt.Key.Key_Right)
    assert editor.form().category is Category.MISSING_HARMS


def test_a_rare_category_shows_with_its_like(qtbot):
    editor = open_editor(qtbot, new_form(Category.ACCURATE))
    assert editor.body.categories.chip(Category.ACCURATE).isVisible()
    assert editor.body.categories.shows_rare
    editor.open_form(new_form(), heading="", number=1)
    assert not editor.body.categories.chip(Category.ACCURATE).isVisible()


def test_dangerous_raises_a_severity_that_nobody_set(qtbot):
    editor = open_editor(qtbot)
    editor.choose_category(Category.DANGEROUS)
    assert editor.form().severity is Severity.SERIOUS
    assert editor.body.severities.segment(Severity.SERIOUS).isChecked()


def test_the_fields_below_more(qtbot):
    editor = open_editor(qtbot)
    editor.set_focus_name("tags")
    assert focused() == "tags"
    _type("dosing, alcohol,")
    assert editor.form().tags == ("dosing", "alcohol")
    assert editor.body.more_fields.tags.text() == "dosing, alcohol,"
    _key(Qt.Key.Key_Tab)
    _key(Qt.Key.Key_Right)
    assert editor.form().certainty is Certainty.HIGH
    _key(Qt.Key.Key_Tab)
    _type("2024-05")
    _key(Qt.Key.Key_Return)
    assert focused() == "no_source_needed"
    _type("It is arithmetic.")
    _key(Qt.Key.Key_Tab)
    _key(Qt.Key.Key_Space)
    form = editor.form()
    assert (form.as_of, form.no_source_needed, form.is_verdict) == (
        "2024-05",
        "It is arithmetic.",
        True,
    )
    assert not editor.body.evidence.warnings.sentences


def test_a_date_of_another_form_is_told_below_its_field_and_kept(qtbot):
    editor = open_editor(qtbot, new_form().with_evidence(source()))
    editor.body.more.setChecked(True)
    row = editor.body.evidence.rows[0]
    row.set_open(True)
    for field in (editor.body.more_fields.as_of, row._fields.checked):
        field.edit.setFocus()
        field.edit.clear()
        height = field.parentWidget().height()
        _type("May 2024")
        assert field.problem == ""
        _key(Qt.Key.Key_Tab)
        assert field.problem == "Write 2024, 2024-05 or 2024-05-06."
        assert field.edit.accessibleDescription() == field.problem
        assert field.parentWidget().height() > height
    assert editor.form().as_of == "May 2024"
    assert editor.form().evidence[0].checked == "May 2024"
    row._fields.checked.edit.setFocus()
    row._fields.checked.edit.clear()
    _type("2")
    assert row._fields.checked.problem
    _type("024")
    assert not row._fields.checked.problem
    assert field.parentWidget().height() == height


# Keys of the whole editor


def test_saving_asks_with_the_status(qtbot):
    editor = open_editor(qtbot)
    saves = _record(editor.save_requested)
    _key(Qt.Key.Key_Return, CTRL)
    _key(Qt.Key.Key_S, CTRL)
    editor.open_source_picker()
    _key(Qt.Key.Key_Return, CTRL)
    assert saves == [Status.READY, Status.DRAFT, Status.READY]


def test_a_known_source_takes_six_keys_after_the_digit(qtbot):
    editor = open_editor(qtbot, new_form(Category.UNSUPPORTED))
    asked = _answers(editor, hit("Moss trial"))
    saves = _record(editor.save_requested)
    _key(Qt.Key.Key_K, CTRL)
    _type("mos")
    _key(Qt.Key.Key_Return)
    _key(Qt.Key.Key_Return, CTRL)
    assert asked == ["m", "mo", "mos"]
    assert saves == [Status.READY]
    (row,) = editor.form().evidence
    assert (row.source.title, row.relation) == ("Moss trial", Relation.DISPUTES)


def test_a_pasted_address_takes_four_keys_after_the_digit(qtbot):
    editor = open_editor(qtbot)
    _answers(editor)
    saves = _record(editor.save_requested)
    editor.source_text_entered.connect(lambda text: editor.add_evidence(source(text)))
    QApplication.clipboard().setText("https://www.fda.gov/kratom")
    _key(Qt.Key.Key_K, CTRL)
    _key(Qt.Key.Key_V, CTRL)
    _key(Qt.Key.Key_Return)
    _key(Qt.Key.Key_Return, CTRL)
    assert saves == [Status.READY]
    assert editor.form().evidence[0].source.title == "https://www.fda.gov/kratom"
    assert editor.body.evidence.picker.edit.text() == ""


def test_escape_closes_the_list_then_the_editor(qtbot):
    editor = open_editor(qtbot)
    _answers(editor, hit())
    closed = _record(editor.closed)
    _key(Qt.Key.Key_K, CTRL)
    _type("m")
    assert editor.body.evidence.picker.popup is not None
    _key(Qt.Key.Key_Escape)
    assert editor.body.evidence.picker.popup is None
    assert closed == []
    _key(Qt.Key.Key_Escape)
    assert closed == [None]


def test_the_cap_of_escape_can_be_pressed(qtbot):
    editor = open_editor(qtbot)
    cap = next(b for b in editor.findChildren(QAbstractButton) if "Back to" in b.accessibleName())
    with qtbot.waitSignal(editor.closed):
        QTest.mouseClick(cap, Qt.MouseButton.LeftButton)


def test_no_letter_or_digit_is_a_shortcut_of_the_window_in_here(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    editor = NoteEditor(load_theme("light"), window)
    window.setCentralWidget(editor)
    fired = []
    for keys in ("N", "J", "1", "Space", "+", "Delete", "Escape", "?"):
        action = QAction(keys, window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked, keys=keys: fired.append(keys))
        window.addAction(action)
    with qtbot.waitActive(window):
        window.resize(500, 800)
        window.show()
        window.activateWindow()
    for name in ("correction", "category-unsupported", "more", "source"):
        editor.set_focus_name(name)
        for key in (Qt.Key.Key_N, Qt.Key.Key_1, Qt.Key.Key_Delete, Qt.Key.Key_Plus):
            _key(key)
        _key(Qt.Key.Key_Space)
        _key(Qt.Key.Key_Escape)
    assert fired == []


def test_an_action_of_the_window_goes_before_the_keys_of_the_editor(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    editor = NoteEditor(load_theme("light"), window)
    window.setCentralWidget(editor)
    fired, saves = [], _record(editor.save_requested)
    for keys in ("Ctrl+K", "Ctrl+Return"):
        action = QAction(keys, window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked, keys=keys: fired.append(keys))
        window.addAction(action)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    editor.focus_first()
    _type("ab")
    _key(Qt.Key.Key_K, CTRL)
    _key(Qt.Key.Key_Return, CTRL)
    assert fired == ["Ctrl+K", "Ctrl+Return"]
    assert saves == []
    assert editor.form().correction == "ab"


def test_nothing_is_triggered_while_an_input_method_composes(qtbot):
    editor = open_editor(qtbot)
    saves, closed = _record(editor.save_requested), _record(editor.closed)
    QApplication.sendEvent(QApplication.focusWidget(), QInputMethodEvent("にほ", []))
    _key(Qt.Key.Key_Escape)
    _key(Qt.Key.Key_Return, CTRL)
    _key(Qt.Key.Key_2, ALT)
    assert (saves, closed) == ([], [])
    assert editor.form().severity is Severity.MODERATE
    commit = QInputMethodEvent("", [])
    commit.setCommitString("日本")
    QApplication.sendEvent(QApplication.focusWidget(), commit)
    assert editor.form().correction == "日本"
    _key(Qt.Key.Key_Return, CTRL)
    assert saves == [Status.READY]


# Tab order and names


def _walk(*, forward=True):
    seen = []
    while True:
        name = focused()
        if name in seen:
            return seen
        seen.append(name)
        _key(Qt.Key.Key_Tab if forward else Qt.Key.Key_Backtab)


def test_tab_goes_through_everything_in_a_fixed_order(qtbot):
    form = replace(new_form(), targets=(claim(), conflict())).with_evidence(source())
    editor = open_editor(qtbot, form)
    editor.body.more.setChecked(True)
    editor.body.evidence.rows[0].set_open(True)
    expected = [
        "category-unsupported",
        "severity-moderate",
        "correction",
        "body",
        "advice",
        "source",
        "evidence-0-relation",
        "evidence-0-details",
        "evidence-0-quote",
        "evidence-0-locator",
        "evidence-0-checked",
        "evidence-0-why",
        "evidence-0-remove",
        "place-1-why",
        "place-1-remove",
        "more",
        "tags",
        "certainty-none",
        "as_of",
        "no_source_needed",
        "is_verdict",
    ]
    assert [stop.objectName() for stop in editor.body.stops()] == expected
    assert _walk() == expected[2:] + expected[:2]
    assert _walk(forward=False) == [expected[2], *expected[1::-1], *expected[:2:-1]]


def test_tab_leaves_by_the_button_that_follows(qtbot):
    editor = open_editor(qtbot)
    after = QLineEdit(editor.parentWidget())
    after.setObjectName("after")
    after.show()
    editor.set_next_in_chain(after)
    editor.body.more.setFocus()
    _key(Qt.Key.Key_Tab)
    assert focused() == "after"
    _key(Qt.Key.Key_Backtab, SHIFT)
    assert focused() == "more"


def test_focus_is_remembered_by_name(qtbot):
    editor = open_editor(qtbot, new_form().with_evidence(source()))
    for name in ("advice", "evidence-0-quote", "source", "as_of", "category-unsupported"):
        editor.set_focus_name(name)
        assert editor.focus_name() == focused() == name
    editor.set_focus_name("no such field")
    assert editor.focus_name() == "correction"


def test_everything_that_takes_the_keyboard_has_a_name(qtbot):
    form = replace(new_form(), targets=(claim(), conflict())).with_evidence(source())
    editor = open_editor(qtbot, form)
    editor.body.more.setChecked(True)
    editor.body.evidence.rows[0].set_open(True)
    for kind in (QAbstractButton, QLineEdit, QTextEdit):
        for part in editor.findChildren(kind):
            assert part.accessibleName(), part
    segment = editor.body.severities.segment(Severity.CRITICAL)
    assert segment.accessibleName() == "Severity: Critical, 4 of 4"
    chip = editor.body.categories.chip(Category.DANGEROUS)
    assert chip.accessibleName() == "Category: Dangerous advice, key 1"
    assert "injure" in chip.accessibleDescription()
    assert editor.accessibleName() == "Note on sentence 22"


def test_fields_take_plain_text_only(qtbot):
    editor = open_editor(qtbot, new_form().with_evidence(source()))
    editor.body.evidence.rows[0].set_open(True)
    fields = editor.findChildren(QTextEdit)
    assert len(fields) >= 5
    assert not any(field.acceptRichText() for field in fields)


def test_the_hints_follow_the_keyboard(qtbot):
    editor = open_editor(qtbot)
    hints = _record(editor.focus_hint_changed)
    _answers(editor, hit())
    _key(Qt.Key.Key_K, CTRL)
    assert hints[-1][0].words == "paste DOI, PMID or address"
    _type("m")
    assert hints[-1][0].words == "add as disputes"
    editor.set_focus_name("body")
    assert hints[-1][0].words == "add a source"


# Warnings


def test_warnings_show_at_once_where_they_are_mended(qtbot):
    editor = open_editor(qtbot)
    lines = editor.body.warning_lines
    assert not any(line.sentences for line in lines.values())
    editor.choose_severity(Severity.CRITICAL)
    assert lines["advice"].sentences == ("A critical note should say what to do instead.",)
    assert not lines["evidence"].sentences
    _type("N")
    assert lines["evidence"].isVisible()
    assert "needs a source" in lines["evidence"].sentences[0]
    editor.choose_category(Category.DANGEROUS)
    editor.choose_severity(Severity.INFO)
    assert lines["severity"].sentences == ("Dangerous advice is at least serious.",)
    assert not lines["advice"].isVisible()
    editor.add_evidence(source(kind=SourceType.NEWS))
    assert lines["evidence"].sentences[0].startswith("Only weak sources")
    editor.add_evidence(source("Guide", SourceType.GUIDELINE))
    assert not lines["evidence"].isVisible()


def test_what_is_too_long_is_cut_and_told(qtbot):
    editor = open_editor(qtbot)
    QApplication.clipboard().setText("a" * 30_000)
    editor.set_focus_name("body")
    _key(Qt.Key.Key_V, CTRL)
    assert len(editor.form().body) == 20_000
    line = editor.body.warning_lines["body"]
    assert line.sentences[0].startswith("A field holds 20,000 characters at most")
    _type("b")
    assert len(editor.form().body) == 20_000
    _key(Qt.Key.Key_Backspace)
    assert len(editor.form().body) == 19_999
    assert not line.isVisible()


def test_so_many_sources_and_no_more(qtbot):
    form = new_form()
    for number in range(50):
        form = form.with_evidence(source(f"Source {number}", SourceType.GUIDELINE))
    editor = open_editor(qtbot, form)
    editor.add_evidence(source("One more"))
    assert len(editor.form().evidence) == 50
    assert editor.body.evidence.warnings.sentences[0].startswith("A note has 50 sources at most")


# Sources and places


def test_adding_keeps_the_keyboard_in_the_emptied_field(qtbot):
    editor = open_editor(qtbot)
    _answers(editor, hit("Moss trial"), hit("Moss review"))
    _key(Qt.Key.Key_K, CTRL)
    _type("moss")
    _key(Qt.Key.Key_Down)
    _key(Qt.Key.Key_Return)
    assert [row.source.title for row in editor.form().evidence] == ["Moss review"]
    assert focused() == "source"
    assert editor.body.evidence.picker.edit.text() == ""
    assert editor.body.evidence.picker.popup is None
    said = editor.body.evidence.picker.edit.accessibleDescription()
    assert said.startswith("Added: disputes, Moss review, B, strong study.")


def test_letters_set_the_relation_on_the_buttons_of_a_row(qtbot):
    editor = open_editor(qtbot, new_form().with_evidence(source()))
    editor.set_focus_name("evidence-0-relation")
    for key, relation in zip("SQBCD", [*list(Relation)[1:], Relation.DISPUTES], strict=True):
        _key(Qt.Key(ord(key)))
        assert editor.form().evidence[0].relation is relation
    editor.set_focus_name("evidence-0-quote")
    _type("dsq")
    assert editor.form().evidence[0].relation is Relation.DISPUTES
    assert editor.form().evidence[0].quote == "dsq"


def test_the_first_words_of_a_source_date_its_check(qtbot):
    editor = open_editor(qtbot, new_form().with_evidence(source()).with_evidence(source("Two")))
    QApplication.clipboard().setText("It did\x00 not work.")
    _key(Qt.Key.Key_V, CTRL | SHIFT)
    first, second = editor.form().evidence
    assert (first.quote, second.quote) == ("", "It did not work.")
    assert (first.checked, second.checked) == ("", TODAY)
    editor.set_focus_name("evidence-0-locator")
    _key(Qt.Key.Key_V, CTRL | SHIFT)
    assert editor.form().evidence[0].quote == "It did not work."
    editor.paste_quote("Twice.")
    assert editor.form().evidence[0].quote == "It did not work. Twice."


def test_a_row_is_taken_out_and_the_keyboard_stays_near(qtbot):
    form = new_form().with_evidence(source("One")).with_evidence(source("Two"))
    editor = open_editor(qtbot, form)
    editor.set_focus_name("evidence-0-relation")
    _key(Qt.Key.Key_Delete)
    assert [row.source.title for row in editor.form().evidence] == ["Two"]
    assert focused() == "evidence-0-relation"
    editor.set_focus_name("evidence-0-remove")
    _key(Qt.Key.Key_Space)
    assert editor.form().evidence == ()
    assert focused() == "source"


def test_other_places_are_listed_named_and_taken_out(qtbot):
    form = replace(new_form(), targets=(claim(), claim(70, 90), conflict()))
    editor = open_editor(qtbot, form)
    rows = editor.body.places.rows
    assert [row.is_conflict for row in rows] == [False, True]
    editor.set_focus_name("place-2-why")
    _type("it says otherwise")
    assert editor.form().targets[2].why == "it says otherwise"
    editor.set_focus_name("place-1-remove")
    _key(Qt.Key.Key_Space)
    assert editor.form().targets == (claim(), conflict(why="it says otherwise"))
    assert len(editor.body.places.rows) == 1


def test_another_value_from_outside_keeps_caret_and_keyboard(qtbot):
    editor = open_editor(qtbot, replace(new_form(), correction="Moss."))
    caret = editor.body.correction.edit.textCursor()
    caret.setPosition(2)
    editor.body.correction.edit.setTextCursor(caret)
    editor.set_form(editor.form().with_target(conflict()))
    assert focused() == "correction"
    assert editor.body.correction.edit.textCursor().position() == 2
    assert editor.body.places.isVisible()


def test_undo_does_not_reach_into_the_note_before(qtbot):
    editor = open_editor(qtbot)
    _type("secret of another note")
    editor.open_form(new_form(), heading="", number=2)
    editor.focus_first()
    _key(Qt.Key.Key_Z, CTRL)
    assert editor.form().correction == ""
    _type("ab")
    _key(Qt.Key.Key_Z, CTRL)
    assert editor.form().correction == ""


# Geometry


def test_a_tall_editor_scrolls_inside_and_shows_the_focus(qtbot):
    form = replace(new_form(), body="Why.\n" * 40)
    for number in range(5):
        form = form.with_evidence(source(f"Source {number}"))
    editor = open_editor(qtbot, form, height=500)
    assert editor.height() == 480
    for name in ("source", "evidence-4-quote", "is_verdict", "category-unsupported", "body"):
        editor.set_focus_name(name)
        part = QApplication.focusWidget()
        box = part.rect().translated(part.mapTo(editor, part.rect().topLeft()))
        assert box.top() >= 40
        assert box.bottom() <= editor.height()


def test_why_grows_to_six_lines_and_then_scrolls(qtbot):
    editor = open_editor(qtbot)
    field, heights = editor.body.why, []
    editor.set_focus_name("body")
    for _ in range(8):
        heights.append(round(field.box_rect().height()))
        _type("x")
        _key(Qt.Key.Key_Return)
    assert heights == [52, 52, 72, 92, 112, 132, 132, 132]
    assert field.edit.verticalScrollBar().maximum() > 0


def test_the_height_follows_what_is_shown(qtbot):
    editor = open_editor(qtbot)
    empty = editor.wanted_height(456)
    editor.add_evidence(source())
    assert editor.wanted_height(456) > empty
    editor.open_form(new_form(), heading="", number=0)
    assert editor.wanted_height(456) == empty
    assert editor.wanted_height(360) > empty


@pytest.mark.parametrize("rtl", [False, True])
def test_it_paints_in_both_themes(qtbot, theme, rtl):
    form = replace(new_form(Category.DANGEROUS), targets=(claim(), conflict()))
    form = form.with_evidence(source(establishes="Moss " * 60, retracted=True))
    editor = open_editor(qtbot, form, theme=theme)
    editor.set_rtl(rtl)
    image = editor.grab().toImage()
    ink = theme.severity(Severity.SERIOUS).ink
    edge = editor.width() - 3 if rtl else 2
    assert image.pixelColor(edge, 100) == ink
    other = 4 if rtl else editor.width() - 5
    assert image.pixelColor(other, 100) != ink


@pytest.mark.parametrize("width", [320, 360, 408, 456])
def test_nothing_is_cut_at_any_width(qtbot, width):
    editor = open_editor(qtbot, new_form().with_evidence(source("Moss in tea, a long trial")))
    editor.resize(width, 800)
    QApplication.processEvents()
    body = editor.body
    segments = [body.severities.segment(severity).geometry() for severity in Severity]
    assert all(box.width() >= 84 for box in segments)
    assert not any(a.intersects(b) for a in segments for b in segments if a is not b)
    assert segments[-1].bottom() < body.severities.height()
    for chip in body.categories.buttons:
        if chip.isVisible():
            assert body.categories.rect().contains(chip.geometry())
    row = body.evidence.rows[0]
    assert row.rect().contains(row.remove_button.geometry())
    assert row.height() == row.heightForWidth(row.width())


def test_its_caps_can_name_other_keys(qtbot):
    keys = EditorKeys(add_source="", paste_quote="", severities=("F5", "F6", "F7", "F8"))
    editor = NoteEditor(load_theme("light"), keys=keys)
    qtbot.addWidget(editor)
    editor.open_form(new_form().with_evidence(source()), heading="", number=1)
    editor.resize(456, editor.wanted_height(456))
    segment = editor.body.severities.segment(Severity.INFO)
    assert segment.accessibleDescription() == "F5"
    assert not editor.grab().isNull()
