"""The place of sources as a person uses it: keys, presses, typing, widths."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from annotations import BibliographyFormat, Source, SourceState, SourceType
from reader.views.sources.labels import Words
from reader.views.sources.side_panel import PANEL_PX, Side
from reader.views.sources.sources_view import SourcesView
from tests.reader.source_values import (
    NCCIH,
    ROWS,
    SATEIA,
    VINEGAR,
    fetcher,
    kept_file,
    many,
    record,
    use,
)

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
COUNTS = dict(zip(SourceState, (3, 1, 1, 1), strict=True))


def made(qtbot, theme, *, rows=ROWS, is_writable=True, size=(1360, 860)):
    """A view over rows, with details as a library would give them."""
    view = SourcesView(theme)
    qtbot.addWidget(view)
    view.resize(*size)

    def tell_details(uid):
        source = next((r.source for r in rows if r.source.uid == uid), None)
        if source is None:
            view.show_details(None, (), ())
        else:
            view.show_details(record(source), (use(), use("n2", "a2")), (kept_file(),))

    view.source_selected.connect(tell_details)
    view.set_library(is_writable=is_writable)
    view.show_counts(COUNTS)
    view.set_sources(fetcher(rows))
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.take_keyboard()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    return view


@pytest.fixture
def view(qtbot, light):
    return made(qtbot, light)


def heard(signal):
    told = []
    signal.connect(lambda *values: told.append(values if len(values) > 1 else values[0]))
    return told


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def typed(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def focus_name():
    return QApplication.focusWidget().accessibleName()


class TestList:
    def test_arrows_walk_the_rows_and_show_their_details(self, view):
        told = heard(view.source_selected)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_End)
        press(Qt.Key.Key_Up)
        assert told == ["nccih", "vinegar", "nccih"]
        assert view.selected_uid == "nccih"

    def test_rows_have_names(self, view):
        face = QAccessible.queryAccessibleInterface(view.column.list)
        assert face.childCount() == 3
        assert face.child(0).text(QAccessible.Text.Name) == (
            "A, guidance: Sateia et al. 2017, Clinical Practice Guideline for Chronic Insomnia, "
            "guideline, cited in 1 note, checked 20 Nov 2026"
        )

    def test_enter_goes_to_the_details_and_escape_comes_back(self, view):
        press(Qt.Key.Key_Return)
        assert focus_name() == "Details of Sateia et al. 2017"
        press(Qt.Key.Key_Escape)
        assert view.column.list.hasFocus()

    def test_escape_in_the_list_is_the_way_back_to_the_library(self, view):
        told = []
        view.closed.connect(lambda: told.append("closed"))
        press(Qt.Key.Key_Escape)
        assert told == ["closed"]

    def test_rows_that_move_keep_the_selection(self, view):
        press(Qt.Key.Key_Down)
        told = heard(view.source_selected)
        view.set_sources(fetcher((ROWS[1], ROWS[0], ROWS[2])))
        assert view.selected_uid == "nccih"
        assert told == []

    def test_a_row_that_goes_leaves_the_selection_at_its_place(self, view):
        press(Qt.Key.Key_Down)
        told = heard(view.source_selected)
        view.set_sources(fetcher((ROWS[0], ROWS[2])))
        assert told == ["vinegar"]

    def test_five_thousand_rows_from_end_to_end(self, qtbot, light):
        view = made(qtbot, light, rows=many(5000))
        press(Qt.Key.Key_End)
        assert view.selected_uid == "s04999"
        press(Qt.Key.Key_Home)
        assert view.selected_uid == "s00000"


class TestFilter:
    def test_slash_and_words_ask_for_others(self, view):
        told = []
        view.list_changed.connect(lambda: told.append((view.words, view.state)))
        press(Qt.Key.Key_Slash)
        typed("rank:A tea")
        press(Qt.Key.Key_Return)
        assert told == [("rank:A tea", SourceState.ALL)]
        assert view.column.list.hasFocus()

    def test_escape_empties_the_field_and_then_leaves_it(self, view):
        told = []
        view.list_changed.connect(lambda: told.append(view.words))
        view.closed.connect(lambda: told.append("closed"))
        press(Qt.Key.Key_Slash)
        typed("z")
        view.column.filter.flush()
        press(Qt.Key.Key_Escape)
        assert told == ["z", ""]
        press(Qt.Key.Key_Escape)
        assert view.column.list.hasFocus()
        assert told == ["z", ""]

    def test_what_may_come_next_is_offered_and_taken(self, view):
        press(Qt.Key.Key_Slash)
        typed("r")
        assert [each.text for each in view.column.filter.popup.offered] == ["rank:"]
        press(Qt.Key.Key_Tab)
        assert view.words == "rank:"
        assert [each.text for each in view.column.filter.popup.offered] == list("ABCDE")
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        assert view.words == "rank:B"
        assert view.column.filter.popup is None
        press(Qt.Key.Key_Return)
        assert view.column.list.hasFocus()

    def test_escape_takes_away_the_offers_first(self, view):
        press(Qt.Key.Key_Slash)
        typed("ty")
        press(Qt.Key.Key_Escape)
        assert view.words == "ty"
        assert view.column.filter.popup is None

    def test_a_problem_is_a_sentence_under_the_field(self, view):
        view.set_sources(fetcher(problem="There is no rank “Z”."))
        assert view.column.problem == "There is no rank “Z”."
        view.set_sources(fetcher())
        assert view.column.problem == ""

    def test_letters_in_the_field_are_words_not_commands(self, view):
        checked = heard(view.checked_requested)
        press(Qt.Key.Key_Slash)
        typed("cem")
        press(Qt.Key.Key_Delete)
        assert view.words == "cem"
        assert checked == []
        assert view.side is Side.DETAILS

    def test_states_by_arrow_with_their_counts(self, view):
        told = []
        view.list_changed.connect(lambda: told.append(view.state))
        tab = view.column.tabs.tabs[SourceState.ALL]
        tab.setFocus(Qt.FocusReason.TabFocusReason)
        press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Right)
        assert told == [SourceState.RETRACTED, SourceState.STALE]
        assert focus_name() == "Not checked for a year, 1"

    def test_tab_goes_through_filter_state_list_and_details(self, view):
        view.column.filter.setFocus()
        names = []
        for _ in range(6):
            press(Qt.Key.Key_Tab)
            names.append(focus_name())
        assert names[:3] == ["All, 3", "Sources", "Details of Sateia et al. 2017"]
        assert names[3] == "Address: https://doi.org/10.5664/jcsm.6470"

    def test_where_nothing_is_found_one_press_shows_all(self, view):
        press(Qt.Key.Key_Slash)
        typed("xyz")
        press(Qt.Key.Key_Return)
        view.set_sources(fetcher(()))
        assert "Nothing found" in view.column.empty.text
        told = []
        view.list_changed.connect(lambda: told.append(view.words))
        view.column.empty.button.click()
        assert told == [""]

    def test_no_sources_yet(self, qtbot, light):
        view = made(qtbot, light, rows=())
        assert "No sources yet" in view.column.empty.text
        press(Qt.Key.Key_Return)
        assert view.side is Side.FORM


class TestDetails:
    def test_letters_are_what_the_buttons_say(self, view):
        checked, deleted = heard(view.checked_requested), heard(view.delete_requested)
        press(Qt.Key.Key_C)
        press(Qt.Key.Key_Delete)
        assert (checked, deleted) == (["sateia"], ["sateia"])

    def test_the_citation_is_copied(self, view):
        copied = heard(view.copy_requested)
        press(Qt.Key.Key_C, CONTROL)
        assert copied == ["sateia"]

    def test_a_note_opens_in_its_article(self, view):
        told = heard(view.note_requested)
        button = view.details.notes.buttons[1]
        assert button.accessibleName() == (
            "Serious caution: No dose is known., disputes, in Valerian for Sleep"
        )
        button.setFocus()
        press(Qt.Key.Key_Return)
        assert told == [("a2", "n2")]

    def test_more_notes_at_a_press(self, view):
        view.show_details(record(SATEIA, cited_in=70), [use(f"n{n}") for n in range(70)], ())
        assert len(view.details.notes.buttons) == 20
        view.details.notes.more_button.click()
        assert len(view.details.notes.buttons) == 70
        assert QApplication.focusWidget() is view.details.notes.buttons[20]

    def test_kept_files_open_and_go(self, view):
        opened, removed = heard(view.file_open_requested), heard(view.file_remove_requested)
        added = heard(view.file_add_requested)
        for name in (
            "Kept file page.html, 890 bytes: open outside of Caveat",
            "Remove the kept file page.html",
        ):
            found = [w for w in view.findChildren(QWidget) if w.accessibleName() == name]
            found[-1].click()
        view.details.files.add_button.click()
        assert [file.name for file in (*opened, *removed)] == ["page.html", "page.html"]
        assert added == ["sateia"]

    def test_export_offers_the_formats(self, view):
        told = heard(view.export_requested)
        view.bar.export_button.click()
        actions = view.menu.actions()
        assert [action.text() for action in actions] == ["BibTeX...", "RIS...", "CSL-JSON..."]
        actions[1].trigger()
        view.menu.close()
        assert told == [BibliographyFormat.RIS]


class TestForm:
    def test_edit_type_and_save(self, view):
        saved = heard(view.save_requested)
        press(Qt.Key.Key_E)
        assert focus_name() == "Title"
        typed("Another title")
        press(Qt.Key.Key_Return, CONTROL)
        assert saved[0].title == "Another title"
        assert saved[0].uid == "sateia"
        assert saved[0].doi == SATEIA.doi

    @pytest.mark.usefixtures("view")
    def test_every_field_is_reached_by_tab(self):
        press(Qt.Key.Key_E)
        names = [focus_name()]
        while focus_name() != "Save" and len(names) < 40:
            press(Qt.Key.Key_Tab)
            names.append(focus_name())
        assert names == [
            *("Title", "Type", "Rank", "Authors, a line for each", "Published in"),
            *("Publisher or institution", "Issued", "Jurisdiction", "Web address"),
            *("DOI", "PMID", "PMCID", "ISBN", "What it establishes, in one line"),
            *("Read through", "Retracted", "Save"),
        ]

    def test_a_field_grows_with_what_it_holds(self, view):
        press(Qt.Key.Key_E)
        title = view.form.fields.texts["title"]
        low = title.height()
        typed("A title of many words " * 8)
        assert low < title.height() <= low + 5 * 20
        assert title.edit.verticalScrollBar().maximum() == 0

    def test_a_rank_by_hand_asks_why_before_it_is_saved(self, view):
        saved = heard(view.save_requested)
        press(Qt.Key.Key_E)
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return, CONTROL)
        assert saved == []
        assert focus_name() == "Why this rank"
        typed("Small panel")
        press(Qt.Key.Key_Return, CONTROL)
        assert (saved[0].authority.value, saved[0].authority_reason) == ("B", "Small panel")

    def test_what_was_typed_is_there_again(self, view):
        press(Qt.Key.Key_E)
        typed("Half a ti")
        press(Qt.Key.Key_Escape)
        assert view.side is Side.DETAILS
        assert view.details.edit_button.text() == "Go on editing"
        press(Qt.Key.Key_Down)
        assert view.details.edit_button.text() == "Edit"
        press(Qt.Key.Key_Up)
        press(Qt.Key.Key_E)
        assert view.form.fields.texts["title"].text == "Half a ti"
        view.form.afresh_button.click()
        assert view.form.fields.texts["title"].text == SATEIA.title

    def test_another_row_while_typing_loses_nothing(self, view):
        press(Qt.Key.Key_E)
        typed("Half a ti")
        view.column.list.select_number(1)
        assert view.side is Side.DETAILS
        view.column.list.select_number(0)
        press_in_list(view, Qt.Key.Key_E)
        assert view.form.fields.texts["title"].text == "Half a ti"

    def test_what_is_saved_is_no_longer_kept(self, view):
        press(Qt.Key.Key_E)
        typed("New")
        press(Qt.Key.Key_Return, CONTROL)
        view.form_saved("sateia")
        assert view.side is Side.DETAILS
        assert view.column.list.hasFocus()
        assert view.details.edit_button.text() == "Edit"

    def test_a_refusal_leaves_the_form_as_it_is(self, view):
        press(Qt.Key.Key_E)
        typed("New")
        press(Qt.Key.Key_Return, CONTROL)
        assert view.side is Side.FORM
        assert view.form.fields.texts["title"].text == "New"

    def test_a_new_source_by_key(self, view):
        saved = heard(view.save_requested)
        press(Qt.Key.Key_N, CONTROL)
        typed("A trial")
        press(Qt.Key.Key_Return, CONTROL)
        assert (saved[0].uid, saved[0].title) == ("", "A trial")

    def test_a_new_source_needs_something(self, view):
        saved = heard(view.save_requested)
        press(Qt.Key.Key_N, CONTROL)
        press(Qt.Key.Key_Return, CONTROL)
        assert saved == []
        assert focus_name() == "Title"

    def test_identifiers_are_checked_while_they_are_typed(self, view):
        view.open_new(Source(uid="", type=SourceType.STUDY, title="T"))
        view.form.fields.lines["doi"].setFocus()
        typed("10.1000/182")
        shown = [label.text() for label in view.form.findChildren(Words) if label.isVisible()]
        assert "Well formed." in shown
        assert view.form.fields.lines["doi"].accessibleDescription() == "Well formed."

    def test_paste_goes_to_the_place_and_not_into_the_list(self, view):
        told = heard(view.paste_requested)
        QGuiApplication.clipboard().setText("10.1000/182")
        press(Qt.Key.Key_V, CONTROL)
        assert told == ["10.1000/182"]
        press(Qt.Key.Key_Slash)
        press(Qt.Key.Key_V, CONTROL)
        assert told == ["10.1000/182"]
        assert view.words == "10.1000/182"

    def test_what_was_typed_for_a_new_source_stays_when_another_is_pasted_over_an_edit(self, view):
        press(Qt.Key.Key_E)
        typed("Mine")
        view.open_new(Source(uid="", type=SourceType.STUDY, title="Pasted"))
        assert view.form.fields.texts["title"].text == "Pasted"
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_E)
        assert view.form.fields.texts["title"].text == "Mine"

    def test_new_sources_that_were_pasted_over_come_back_one_by_one(self, view):
        press(Qt.Key.Key_N, CONTROL)
        typed("First")
        view.open_new(Source(uid="", type=SourceType.STUDY, title="Pasted"))
        title = view.form.fields.texts["title"]
        assert title.text == "Pasted"
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_N, CONTROL)
        assert title.text == "Pasted"
        view.form.afresh_button.click()
        assert title.text == ""
        press(Qt.Key.Key_Escape)
        press(Qt.Key.Key_N, CONTROL)
        assert title.text == "First"


class TestMerge:
    def test_the_likeliest_is_compared_and_enter_merges(self, view):
        view.candidates_requested.connect(lambda *_: view.show_candidates([NCCIH, VINEGAR]))
        told = heard(view.merge_requested)
        press(Qt.Key.Key_M)
        assert view.side is Side.MERGE
        assert view.merge.verdict.startswith("Taken from the other entry: Publisher.")
        press(Qt.Key.Key_Return)
        assert told == [("sateia", "nccih")]

    def test_arrows_choose_and_the_other_may_be_kept(self, view):
        view.candidates_requested.connect(lambda *_: view.show_candidates([NCCIH, VINEGAR]))
        told = heard(view.merge_requested)
        press(Qt.Key.Key_M)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_S, ALT)
        press(Qt.Key.Key_Return)
        assert told == [("vinegar", "sateia")]

    def test_differing_identifiers_forbid_it(self, view):
        other = Source(uid="o", type=SourceType.STUDY, title="Other", doi="10.1000/182")
        view.candidates_requested.connect(lambda *_: view.show_candidates([other]))
        told = heard(view.merge_requested)
        press(Qt.Key.Key_M)
        press(Qt.Key.Key_Return)
        assert told == []
        assert "Their DOIs differ" in view.merge.verdict
        assert not view.merge.merge_button.isEnabled()

    def test_words_look_for_another_entry(self, view):
        asked = heard(view.candidates_requested)
        press(Qt.Key.Key_M)
        typed("vinegar")
        view.merge.field.flush()
        assert asked == [("sateia", ""), ("sateia", "vinegar")]
        view.show_candidates([])
        assert view.merge.pair is None
        press(Qt.Key.Key_Return)
        assert view.side is Side.MERGE

    def test_escape_leaves_it(self, view):
        press(Qt.Key.Key_M)
        press(Qt.Key.Key_Escape)
        assert view.side is Side.DETAILS
        assert view.column.list.hasFocus()


class TestReadOnly:
    def test_list_and_details_only(self, qtbot, light):
        view = made(qtbot, light, is_writable=False)
        asked = [
            heard(signal)
            for signal in (view.checked_requested, view.delete_requested, view.paste_requested)
        ]
        QGuiApplication.clipboard().setText("10.1000/182")
        for key in (Qt.Key.Key_C, Qt.Key.Key_E, Qt.Key.Key_M, Qt.Key.Key_Delete):
            press(key)
        press(Qt.Key.Key_N, CONTROL)
        press(Qt.Key.Key_V, CONTROL)
        assert asked == [[], [], []]
        assert view.side is Side.DETAILS
        assert view.details.checked_button.isHidden() or not view.details.checked_button.isVisible()
        assert view.bar.new_button.isHidden()
        assert not view.details.files.add_button.isVisible()


class TestWidths:
    def test_narrow_the_details_lie_over_the_list(self, qtbot, light):
        view = made(qtbot, light, size=(900, 640))
        assert not view.details.isVisible()
        press(Qt.Key.Key_Down)
        assert not view.details.isVisible()
        press(Qt.Key.Key_Return)
        assert view.details.isVisible()
        assert view.details.width() == PANEL_PX
        assert view.column.width() == 900
        press(Qt.Key.Key_Escape)
        assert not view.details.isVisible()
        assert view.column.list.hasFocus()

    def test_narrow_a_press_on_a_row_shows_it_and_a_button_closes_it(self, qtbot, light):
        view = made(qtbot, light, size=(900, 640))
        viewport = view.column.list.viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(100, 60))
        assert view.selected_uid == "nccih"
        assert view.details.isVisible()
        view.details.close_button.click()
        assert not view.details.isVisible()

    def test_narrow_the_form_comes_and_goes(self, qtbot, light):
        view = made(qtbot, light, size=(900, 640))
        press(Qt.Key.Key_E)
        assert view.form.isVisible()
        press(Qt.Key.Key_Escape)
        assert not view.form.isVisible()
        assert view.column.list.hasFocus()

    @pytest.mark.parametrize("width", [700, 900, 1099, 1100, 1360, 1800])
    def test_nothing_stands_outside_of_its_place(self, qtbot, light, width):
        view = made(qtbot, light, size=(width, 640))
        press(Qt.Key.Key_Return)
        for part in (view.details.checked_button, view.details.delete_button, view.bar.new_button):
            place = part.mapTo(view, part.rect().topLeft())
            assert view.rect().contains(place)
            assert place.x() + part.width() <= width
        tabs = view.column.tabs
        assert tabs.mapTo(view, tabs.rect().topRight()).x() <= width


@pytest.mark.parametrize(
    ("first", "keys"),
    [
        (Qt.Key.Key_Home, "Ctrl+N"),
        (Qt.Key.Key_Home, "Down"),
        (Qt.Key.Key_Home, "E"),
        (Qt.Key.Key_Home, "Delete"),
        (Qt.Key.Key_Home, "Return"),
        (Qt.Key.Key_E, "Ctrl+Return"),
        (Qt.Key.Key_M, "Return"),
        (Qt.Key.Key_M, "Down"),
        (Qt.Key.Key_M, "Esc"),
    ],
)
def test_keys_of_the_place_go_before_the_windows(view, first, keys):
    told = []
    QShortcut(QKeySequence(keys), view, lambda: told.append(keys))
    press(first)
    combination = QKeySequence(keys)[0]
    press(combination.key(), combination.keyboardModifiers())
    assert told == []


@pytest.mark.parametrize("keys", ["?", "F6", "Ctrl+Z", "Ctrl+Shift+F"])
def test_keys_of_the_window_still_reach_it(view, keys):
    told = []
    QShortcut(QKeySequence(keys), view, lambda: told.append(keys))
    combination = QKeySequence(keys)[0]
    press(combination.key(), combination.keyboardModifiers())
    assert told == [keys]


def press_in_list(view, key):
    view.column.list.setFocus()
    QTest.keyClick(view.column.list, key)


def test_both_themes_paint_everything(qtbot, theme):
    view = made(qtbot, theme)
    view.set_theme(theme)
    for key in (Qt.Key.Key_E, Qt.Key.Key_Escape, Qt.Key.Key_M):
        press(key)
        view.show_candidates([NCCIH])
        image = view.grab().toImage()
        assert image.pixelColor(image.width() - 30, 400).name() == theme.color("surface").name()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_E, Qt.Key.Key_M])
def test_everything_that_takes_the_keyboard_has_a_name(view, key):
    press(key)
    nameless = [
        widget
        for widget in view.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not widget.accessibleName()
    ]
    assert nameless == []
