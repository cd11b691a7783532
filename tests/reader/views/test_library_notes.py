"""The list of notes in the library: keys, presses, groups, restoring, what is said of none."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from annotations import ArticleFilter, NoteGroup, Severity, Status
from reader.models.note_list import FIRST_ROWS, PAGE, Grouped
from reader.models.note_rows import FoundRow, GroupRow
from reader.theme.roles import Role
from reader.theme.theme import load_theme
from reader.views.library_view import LibraryView
from reader.views.list_switch import ListKind
from reader.views.sidebar import ALL_NOTES, DRAFTS
from tests.reader.library_values import ARTICLES, facets, fetcher, found, source_hit
from tests.reader.note_values import Shelf, found_note, many


@pytest.fixture
def view(qtbot, light):
    view = LibraryView(light)
    qtbot.addWidget(view)
    view.resize(1360, 812)
    view.set_library("My library", False, "")
    view.show_facets(facets())
    view.set_articles(fetcher(ARTICLES))
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.list.hasFocus)
    return view


def heard(signal):
    told = []
    signal.connect(lambda *values: told.append(values if len(values) > 1 else values[0]))
    return told


def show(view, shelf, **changes):
    total = sum(len(notes) for notes in shelf.notes.values())
    view.set_notes(Grouped(groups=shelf.groups, total=total, **changes), shelf.fetch)


@pytest.fixture
def notes(view, qtbot):
    view.show_kind(ListKind.NOTES)
    show(view, Shelf(kratom=many("a", 3), silver=many("b", 2)), by_article=True)
    view.take_keyboard()
    qtbot.waitUntil(view.notes.hasFocus)
    return view.notes


def uid_of(notes):
    row = notes.selected_row
    return row.note.annotation if isinstance(row, FoundRow) else getattr(row, "key", None)


def test_keys_bring_either_list_to_the_front(view, qtbot):
    kinds = heard(view.kind_changed)
    QTest.keyClick(view.list, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    show(view, Shelf(kratom=many("a", 3)))
    view.take_keyboard()
    qtbot.waitUntil(view.notes.hasFocus)
    QTest.keyClick(view.notes, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(view.list.hasFocus)
    assert kinds == [ListKind.NOTES, ListKind.ARTICLES]
    assert view.kind is ListKind.ARTICLES
    view.focus_search()
    QTest.keyClick(view.search.edit, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert view.kind is ListKind.NOTES
    assert view.search.words == ""


def test_the_switch_is_pressed_and_says_what_it_is(view, qtbot):
    kinds = heard(view.kind_changed)
    segment = view.head.switch.segments[ListKind.NOTES]
    qtbot.mouseClick(segment, Qt.MouseButton.LeftButton)
    assert kinds == [ListKind.NOTES]
    assert segment.isChecked()
    assert segment.accessibleName() == "List of notes"
    assert view.sidebar.current == ALL_NOTES


def test_notes_are_walked_and_opened_in_their_article(view, notes):
    opened = heard(view.note_requested)
    assert uid_of(notes) == "a0"
    QTest.keyClick(notes, Qt.Key.Key_Down)
    QTest.keyClick(notes, Qt.Key.Key_Return)
    assert opened == [("kratom", "a1")]
    QTest.keyClick(notes, Qt.Key.Key_End)
    QTest.keyClick(notes, Qt.Key.Key_Return)
    assert opened[-1] == ("kratom", "b1")


def test_a_press_on_a_note_opens_it(view, notes, qtbot):
    opened = heard(view.note_requested)
    place = notes.visualRect(notes.list_model.index(2)).center()
    qtbot.mouseMove(notes.viewport(), place)
    qtbot.waitUntil(lambda: notes.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor)
    qtbot.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [("kratom", "a1")]


def test_groups_fold_by_key_and_by_press(notes, qtbot):
    QTest.keyClick(notes, Qt.Key.Key_Home)
    assert isinstance(notes.selected_row, GroupRow)
    QTest.keyClick(notes, Qt.Key.Key_Left)
    assert notes.list_model.rowCount() == 4
    QTest.keyClick(notes, Qt.Key.Key_Right)
    QTest.keyClick(notes, Qt.Key.Key_Space)
    QTest.keyClick(notes, Qt.Key.Key_Return)
    assert notes.list_model.rowCount() == 7
    place = notes.visualRect(notes.list_model.index(4)).center()
    qtbot.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert notes.list_model.rowCount() == 5


def test_a_header_shows_where_the_keyboard_is(notes):
    header = notes.visualRect(notes.list_model.index(0))
    plain = notes.viewport().grab(header).toImage()
    QTest.keyClick(notes, Qt.Key.Key_Home)
    assert notes.viewport().grab(header).toImage() != plain


def test_letters_read_nothing(view, notes):
    shelf = Shelf(kratom=many("a", 5000))
    show(view, shelf)
    asked = len(shelf.asked)
    QTest.keyClicks(notes, "zq")
    assert len(shelf.asked) == asked


def test_slash_and_escape_lead_to_the_search_and_out_of_it(view, notes, qtbot):
    words = heard(view.search_changed)
    view.search.set_query("tea")
    QTest.keyClick(notes, Qt.Key.Key_Slash)
    qtbot.waitUntil(view.search.edit.hasFocus)
    QTest.keyClick(view.search.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(notes.hasFocus)
    QTest.keyClick(notes, Qt.Key.Key_Escape)
    assert words == [""]
    assert view.search.words == ""


def test_deleted_notes_are_restored_and_not_opened(view, notes, qtbot):
    restored, opened = heard(view.restore_note_requested), heard(view.note_requested)
    show(view, Shelf(kratom=(found_note("gone", is_deleted=True), found_note("here"))))
    notes.select_first()
    QTest.keyClick(notes, Qt.Key.Key_Return)
    QTest.keyClick(notes, Qt.Key.Key_R)
    assert (restored, opened) == (["gone"], [])
    rect = notes.visualRect(notes.list_model.index(1))
    place = QPoint(rect.right() - 30, rect.top() + 18)
    qtbot.mouseMove(notes.viewport(), place)
    qtbot.waitUntil(lambda: notes.delegate.painter.hot_row == 1)
    qtbot.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert restored == ["gone", "gone"]
    qtbot.mouseClick(notes.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert (len(restored), opened) == (2, [])
    QTest.keyClick(notes, Qt.Key.Key_Down)
    QTest.keyClick(notes, Qt.Key.Key_R)
    assert len(restored) == 2


def test_nothing_is_restored_where_nothing_can_be_changed(view, notes):
    view.set_library("Theirs", True, "It was made elsewhere.")
    view.show_kind(ListKind.NOTES)
    show(view, Shelf(kratom=(found_note("gone", is_deleted=True),)))
    restored = heard(view.restore_note_requested)
    notes.select_first()
    QTest.keyClick(notes, Qt.Key.Key_R)
    view.fill_menu()
    assert restored == []
    assert "Restore" not in [action.text().split("\t")[0] for action in view.menu.actions()]


def test_the_note_after_one_that_went_is_selected(view, notes):
    show(view, Shelf(kratom=many("a", 3)))
    notes.select(notes.list_model.index(2))
    show(view, Shelf(kratom=(found_note("a0"), found_note("a2"))))
    assert uid_of(notes) == "a2"
    show(view, Shelf(kratom=(found_note("new"), found_note("a0"), found_note("a2"))))
    assert uid_of(notes) == "a2"


def test_the_menu_opens_folds_and_restores(view, notes):
    opened, restored = heard(view.note_requested), heard(view.restore_note_requested)
    view.fill_menu()
    view.menu.actions()[0].trigger()
    assert opened == [("kratom", "a0")]
    names = {action.text().split("\t")[0]: action for action in view.menu.actions()}
    names["Fold all groups"].trigger()
    assert notes.list_model.rowCount() == 2
    names["Unfold all groups"].trigger()
    assert notes.list_model.rowCount() == 7
    show(view, Shelf(kratom=(found_note("gone", is_deleted=True),)))
    notes.select_first()
    view.fill_menu()
    view.menu.actions()[0].trigger()
    assert restored == ["gone"]


def test_groupings_are_chosen_and_told_once(view, notes):
    told = heard(view.grouping_changed)
    assert view.head.group_button.isVisible()
    assert not view.head.order_button.isVisible()
    QTest.keyClick(view.head.group_button, Qt.Key.Key_Return)
    names = {action.text(): action for action in view.head.menu.actions()}
    assert names["Article"].isChecked()
    names["Severity"].trigger()
    names["Severity"].trigger()
    assert told == ["severity"]
    assert view.head.group_button.accessibleName() == "Group by severity"
    assert notes.hasFocus() or view.grouping == "severity"


def test_the_sidebar_sets_the_query_of_drafts(view, qtbot):
    view.show_facets(facets(drafts=3, deleted=2))
    words, filters = heard(view.search_changed), heard(view.filter_changed)
    qtbot.mouseClick(view.sidebar.row(DRAFTS), Qt.MouseButton.LeftButton)
    assert words == ["is:draft"]
    assert filters == [ArticleFilter(words="is:draft")]
    assert view.kind is ListKind.NOTES
    assert view.notes_query == "is:draft"
    assert view.search.chips.tokens == ("is:draft",)
    assert view.sidebar.row(DRAFTS).isChecked()
    view.search.clear()
    assert view.sidebar.row(ALL_NOTES).isChecked()
    qtbot.mouseClick(view.sidebar.row(ArticleFilter()), Qt.MouseButton.LeftButton)
    assert view.kind is ListKind.ARTICLES


def test_a_severity_narrows_the_notes_too(view, notes, qtbot):
    filters = heard(view.filter_changed)
    where = ArticleFilter(severity=Severity.SERIOUS)
    qtbot.mouseClick(view.sidebar.row(where), Qt.MouseButton.LeftButton)
    assert (filters, view.kind) == ([where], ListKind.NOTES)
    assert view.notes_query == "sev:serious"
    where = ArticleFilter(in_trash=True)
    qtbot.mouseClick(view.sidebar.row(where), Qt.MouseButton.LeftButton)
    assert view.kind is ListKind.ARTICLES
    view.show_kind(ListKind.NOTES)
    assert (view.notes_query, view.sidebar.current) == ("", ALL_NOTES)
    assert not notes.isHidden()


def test_sources_are_asked_for_from_the_sidebar_and_from_a_hit(view, qtbot):
    asked, sources = [], heard(view.source_requested)
    view.sources_requested.connect(lambda: asked.append(1))
    before = view.sidebar.current
    qtbot.mouseClick(view.sidebar.sources_row, Qt.MouseButton.LeftButton)
    assert (asked, view.sidebar.current) == ([1], before)
    view.set_articles(fetcher(()))
    view.show_search(found((), [source_hit()]))
    view.list.select_first()
    QTest.keyClick(view.list, Qt.Key.Key_Return)
    assert sources == ["singh"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "No notes yet"),
        ("is:draft", "No drafts"),
        ("is:withdrawn", "Nothing withdrawn"),
        ("is:deleted", "No deleted notes"),
        ("cat:dangerous -tag:law", "No note matches cat:dangerous -tag:law."),
    ],
)
def test_an_empty_list_says_why(view, query, said):
    view.show_query(query, ListKind.NOTES)
    show(view, Shelf())
    assert view.empty.isVisible()
    assert said in view.empty.text


def test_a_search_without_notes_can_be_cleared_there(view, qtbot):
    view.show_query("qqq", ListKind.NOTES)
    show(view, Shelf())
    words = heard(view.search_changed)
    qtbot.mouseClick(view.empty.button, Qt.MouseButton.LeftButton)
    assert words == [""]


def test_a_broken_query_is_told_in_one_quiet_line(view):
    view.show_problem("There is no field “foo:”.")
    fields = view.head.fields
    assert fields.problem == "There is no field “foo:”."
    assert view.search.edit.accessibleDescription() == "There is no field “foo:”."
    assert [e for e in fields._examples if e.isVisible()] == []
    fields.hold_problem(True)
    assert not fields._problem.isVisible()
    fields.hold_problem(False)
    assert fields._problem.isVisible()
    view.show_problem("")
    assert any(example.isVisible() for example in fields._examples)
    assert fields.height() == 28


def test_an_example_is_searched_for_by_a_press(view, qtbot):
    words = heard(view.search_changed)
    qtbot.mouseClick(view.head.fields._examples[0], Qt.MouseButton.LeftButton)
    assert words == ["cat:dangerous"]


def test_the_totals_stand_in_the_field_or_in_the_line(view, notes):
    assert view.head.line.text() == "5 notes in 2 articles"
    view.search.set_query("tea")
    show(view, Shelf(kratom=many("a", 3)), by_article=True)
    assert view.search._totals.text == "3 notes in 1 article"
    assert view.search.edit.accessibleDescription() == "3 notes in 1 article"
    assert view.head.line.text() == ""
    assert notes.isVisible()


def test_every_note_has_a_name_for_assistive_technology(notes):
    interface = QAccessible.queryAccessibleInterface(notes)
    names = [interface.child(place).text(QAccessible.Text.Name) for place in range(2)]
    assert names[0] == "Kratom, 3 notes, unfolded"
    assert names[1].startswith("Critical caution: No dose of a0")
    assert interface.text(QAccessible.Text.Name) == "Notes"


def test_a_selected_note_is_filled_and_outlined_in_either_theme(view, notes):
    show(view, Shelf(kratom=(found_note("a", status=Status.DRAFT), found_note("b"))))
    notes.select_first()
    for name in ("dark", "light"):
        theme = load_theme(name)
        view.set_theme(theme)
        image = notes.viewport().grab().toImage()
        rect = notes.visualRect(notes.list_model.index(1))
        assert image.pixelColor(rect.left() + 8, rect.center().y()) == theme.color(Role.ACCENT_BG)
        assert image.pixelColor(rect.center().x(), rect.top() + 1) == theme.color(Role.ACCENT)


def test_rows_mirror_where_reading_begins_at_the_right(view, notes, qtbot):
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.waitUntil(lambda: view.sidebar.x() > notes.width())
    theme = view._theme
    rect = notes.visualRect(notes.list_model.index(1))
    notes.select(notes.list_model.index(2))
    image = notes.viewport().grab(rect).toImage()
    ink = theme.severity(Severity.CRITICAL).ink
    xs = [x for x in range(rect.width()) if image.pixelColor(x, 19) == ink]
    assert min(xs) > rect.width() - 40
    QTest.keyClick(notes, Qt.Key.Key_Home)
    QTest.keyClick(notes, Qt.Key.Key_Right)
    assert notes.list_model.rowCount() == 4


@pytest.mark.parametrize("size", [(1360, 812), (900, 640), (720, 560)])
def test_nothing_overlaps_at_any_width(view, notes, size, qtbot):
    view.resize(*size)
    qtbot.waitUntil(lambda: view.head.fields.width() == notes.viewport().width())
    head = view.head
    widgets = (head.filter_button, head.search, head.fields, head.switch, head.group_button, notes)
    boxes = [
        widget.rect().translated(widget.mapTo(view, QPoint(0, 0)))
        for widget in widgets
        if widget.isVisible()
    ]
    for place, box in enumerate(boxes):
        assert view.rect().contains(box)
        for other in boxes[place + 1 :]:
            assert not box.intersects(other)


def test_a_hundred_thousand_notes_read_only_what_is_seen(view, notes):
    page, asked = many("a", PAGE), []
    groups = (NoteGroup("one", "One", 50_000), NoteGroup("two", "Two", 50_000))

    def fetch(group, offset, limit):
        asked.append((group, offset))
        return page[:limit]

    view.set_notes(Grouped(groups=groups, total=100_000), fetch)
    assert notes.list_model.rowCount() == FIRST_ROWS + 2
    QTest.keyClick(notes, Qt.Key.Key_End)
    notes.viewport().grab()
    assert notes.list_model.row(notes.list_model.index(0)).count == "50,000 notes"
    assert ("two", FIRST_ROWS // 2 - PAGE) in asked
    assert len(asked) <= 6
