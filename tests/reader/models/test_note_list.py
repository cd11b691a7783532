"""The list of notes as a model: where rows stand, which pages are read, and folding."""

from annotations import NoteGroup, Severity
from reader.models.note_list import (
    FIRST_ROWS,
    KEPT_PAGES,
    MORE_ROWS,
    PAGE,
    ROW_ROLE,
    Grouped,
    NoteList,
)
from reader.models.note_rows import FoundRow, GroupRow
from tests.reader.note_values import Shelf, found_note, many


def shown(shelf, **changes):
    model = NoteList()
    model.show_notes(Grouped(groups=shelf.groups, total=99, **changes), shelf.fetch)
    return model


def titles(model):
    rows = (model.row(model.index(place)) for place in range(model.rowCount()))
    return [row.title if isinstance(row, GroupRow) else row.note.annotation for row in rows]


def test_groups_stand_over_their_notes(qtmodeltester):
    model = shown(Shelf(one=many("a", 2), two=many("b", 1)))
    assert titles(model) == ["One", "a0", "a1", "Two", "b0"]
    assert model.index(0).data() == "One"
    assert model.row(model.index(0)).count == "2 notes"
    assert isinstance(model.index(1).data(ROW_ROLE), FoundRow)
    assert model.row(model.index(5)) is None
    assert model.first_note().row() == 1
    qtmodeltester.check(model)


def test_nothing_is_read_before_a_row_is_asked_for():
    shelf = Shelf(one=many("a", 350))
    model = shown(shelf)
    assert model.rowCount() == 351
    assert shelf.asked == []
    assert model.row(model.index(340)).note.annotation == "a339"
    assert model.row(model.index(341)).note.annotation == "a340"
    assert shelf.asked == [("one", 3 * PAGE, PAGE)]


def test_only_some_pages_are_kept():
    shelf = Shelf(one=many("a", (KEPT_PAGES + 2) * PAGE))
    model = shown(shelf)
    for place in range(1, model.rowCount(), PAGE):
        model.row(model.index(place))
    assert len(model._pages) == KEPT_PAGES
    model.row(model.index(1))
    assert len(shelf.asked) == KEPT_PAGES + 3


def test_folding_takes_the_notes_away_and_brings_them_back(qtmodeltester):
    model = shown(Shelf(one=many("a", 2), two=many("b", 2)))
    model.toggle("one")
    assert titles(model) == ["One", "Two", "b0", "b1"]
    assert not model.row(model.index(0)).is_open
    assert model.first_note().row() == 2
    qtmodeltester.check(model)
    model.toggle("one")
    model.toggle("nothing")
    assert titles(model) == ["One", "a0", "a1", "Two", "b0", "b1"]
    model.fold_all(is_folded=True)
    assert titles(model) == ["One", "Two"]
    assert model.first_note().row() == 0
    model.fold_all(is_folded=False)
    assert model.rowCount() == 6


def test_a_folded_group_stays_folded_when_read_again():
    shelf = Shelf(one=many("a", 2), two=many("b", 2))
    model = shown(shelf)
    model.toggle("two")
    shelf.notes["one"] = many("a", 3)
    model.show_notes(Grouped(groups=shelf.groups, total=5), shelf.fetch)
    assert titles(model) == ["One", "a0", "a1", "a2", "Two"]


def test_without_groups_there_are_notes_alone(qtmodeltester):
    shelf = Shelf(one=many("a", 3))
    model = NoteList()
    model.show_notes(Grouped(groups=None, total=3), shelf.fetch)
    assert titles(model) == ["a0", "a1", "a2"]
    assert model.first_note().row() == 0
    qtmodeltester.check(model)


def test_a_list_whose_count_was_cut_grows_as_it_is_read(qtbot):
    shelf = Shelf(one=many("a", 2 * PAGE + 30))
    model = NoteList()
    model.show_notes(Grouped(groups=None, total=PAGE, is_more=True), shelf.fetch)
    assert model.rowCount() == PAGE
    model.row(model.index(PAGE - 2))
    model.row(model.index(PAGE - 1))
    qtbot.waitUntil(lambda: model.rowCount() == 2 * PAGE)
    model.row(model.index(2 * PAGE - 1))
    qtbot.waitUntil(lambda: model.rowCount() == 2 * PAGE + 30)
    assert titles(model)[-1] == f"a{2 * PAGE + 29}"


def test_a_group_that_was_counted_short_shows_all_of_its_notes(qtbot, qtmodeltester):
    shelf = Shelf(one=many("a", 60), two=many("b", 2))
    short = NoteGroup("one", "One", 40, is_more=True)
    model = NoteList()
    model.show_notes(Grouped(groups=(short, shelf.groups[1]), total=62), shelf.fetch)
    assert model.row(model.index(0)).count == "40 notes or more"
    model.row(model.index(40))
    qtbot.waitUntil(lambda: model.rowCount() == 64)
    assert model.row(model.index(0)).count == "60 notes"
    assert titles(model)[60:] == ["a59", "Two", "b0", "b1"]
    qtmodeltester.check(model)


def test_of_a_long_group_only_the_first_notes_have_a_row(qtbot, qtmodeltester):
    groups = tuple(NoteGroup(f"g{number}", f"G{number}", 1500) for number in range(50))
    model = NoteList()
    model.show_notes(Grouped(groups=groups, total=75_000), lambda *_: many("a", PAGE))
    assert model.rowCount() == 50 + FIRST_ROWS
    assert model.row(model.index(0)).count == "1,500 notes"
    last = FIRST_ROWS // 50
    model.row(model.index(last))
    qtbot.waitUntil(lambda: model.rowCount() == 50 + FIRST_ROWS + MORE_ROWS)
    model.row(model.index(last + MORE_ROWS))
    qtbot.waitUntil(lambda: model.rowCount() == 50 + FIRST_ROWS + 1500 - last)
    assert model.row(model.index(1501)).key == "g1"
    qtmodeltester.check(model)


def test_a_refused_page_leaves_its_rows_blank():
    model = NoteList()
    group = NoteGroup("one", "One", 2)
    model.show_notes(Grouped(groups=(group,), total=2), lambda *_: ())
    assert model.rowCount() == 3
    assert model.row(model.index(1)) is None
    assert model.index(1).data() is None


def test_groups_of_severities_carry_their_glyph():
    group = NoteGroup("serious", "Serious", 1)
    model = NoteList()
    model.show_notes(Grouped(groups=(group,), total=1), lambda *_: (found_note("a"),))
    assert model.row(model.index(0)).severity is Severity.SERIOUS
    assert model.row(model.index(0)).spoken == "Serious, 1 note, unfolded"
