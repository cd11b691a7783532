"""The library list with a library behind it: notes by query and group, counts, restoring."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations import (
    Category,
    CautionNote,
    NoteDraft,
    Severity,
    Span,
    Status,
    TargetDraft,
    TargetRole,
)
from reader.controllers.listing import ListingController
from reader.models.note_rows import FoundRow
from reader.session import Session
from reader.views.library_view import LibraryView
from reader.views.list_switch import ListKind
from reader.views.sidebar import DELETED, DRAFTS
from tests.reader.libraries import PROFILE, make_library


class Shell:
    """The window, as far as the list asks."""

    shows_article = False

    def __init__(self, view) -> None:
        self.list = view
        self.shown = 0

    def show_list(self):
        self.shown += 1


@pytest.fixture
def session(tmp_path):
    path = tmp_path / "library.caveat"
    session = Session(PROFILE)
    session.uids = make_library(path, "Tea", "Silver")
    assert session.open(path)
    yield session
    session.close()


@pytest.fixture
def view(qtbot, light):
    view = LibraryView(light)
    qtbot.addWidget(view)
    view.resize(1360, 812)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def listing(session, view, qapp):
    listing = ListingController(session, Shell(view), qapp)
    listing.attach(view)
    yield listing
    listing.deleteLater()


def write(session, headline, place=0, *, status=Status.READY, severity=Severity.SERIOUS):
    reviewed = session.reviewed_article(session.uids[place])
    note = CautionNote(
        category=Category.INACCURATE,
        severity=severity,
        correction=headline,
        body="",
        no_source_needed="It is common knowledge.",
    )
    target = TargetDraft(
        role=TargetRole.CLAIM,
        article_uid=reviewed.article.uid,
        revision_uid=reviewed.revision.uid,
        span=Span(0, 10),
    )
    return session.save_note(NoteDraft(note=note, status=status, targets=(target,)))


def rows(view):
    model = view.notes.list_model
    found = (model.row(model.index(place)) for place in range(model.rowCount()))
    return [row.title for row in found]


def test_notes_are_listed_by_article_and_by_severity(session, listing, view):
    write(session, "Tea is no cure.")
    write(session, "Silver is no food.", 1, severity=Severity.CRITICAL)
    view.show_kind(ListKind.NOTES)
    assert sorted(rows(view)) == ["Silver", "Silver is no food.", "Tea", "Tea is no cure."]
    view.head._choose_grouping("severity")
    assert rows(view) == ["Critical", "Silver is no food.", "Serious", "Tea is no cure."]
    view.head._choose_grouping("")
    assert rows(view) == ["Silver is no food.", "Tea is no cure."]
    assert listing.handlers().keys() >= {"find", "search_library", "all_notes", "deleted_notes"}


@pytest.mark.usefixtures("listing")
def test_a_query_finds_notes_and_says_what_is_wrong_with_it(session, view):
    write(session, "Tea is no cure.")
    write(session, "Silver is no food.", 1)
    view.show_query("silver foo:bar", ListKind.NOTES)
    assert rows(view) == ["Silver", "Silver is no food."]
    assert "foo:" in view.head.fields.problem
    assert view.search._totals.text == "1 note in 1 article"
    view.show_query("silver", ListKind.ARTICLES)
    assert view.head.fields.problem == ""
    assert view.list.list_model.has_results


@pytest.mark.usefixtures("listing")
def test_what_is_not_published_is_counted_and_found(session, view, qtbot):
    write(session, "Tea is no cure.", status=Status.DRAFT)
    gone = write(session, "Silver is no food.", 1).annotation.uid
    session.delete_note(gone)
    row = view.sidebar.row(DELETED)
    qtbot.waitUntil(lambda: row.accessibleName() == "Deleted notes, 1 note")
    assert view.sidebar.row(DRAFTS).accessibleName() == "Drafts, 1 note"
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert rows(view)[-1] == "Silver is no food."
    view.notes.select_first()
    assert isinstance(view.notes.selected_row, FoundRow)
    QTest.keyClick(view.notes, Qt.Key.Key_R)
    assert "No deleted notes" in view.empty.text
    assert session.find_notes("silver").total == 1
    qtbot.waitUntil(lambda: row.accessibleName() == "Deleted notes, 0 notes")


def test_the_notes_of_an_action_come_to_the_front(session, listing, view):
    write(session, "Tea is no cure.", status=Status.DRAFT)
    listing.handlers()["deleted_notes"]()
    assert view.kind is ListKind.NOTES
    assert view.search.words == "is:deleted"
    listing.handlers()["all_notes"]()
    assert view.search.words == ""


@pytest.mark.usefixtures("listing")
def test_completions_know_the_fields_and_their_values(view):
    view.focus_search()
    QTest.keyClicks(view.search.edit, "cat:dan")
    assert [each.text for each in view.search.popup.offered] == ["dangerous"]


@pytest.mark.usefixtures("listing")
def test_another_library_begins_with_its_articles(session, view, tmp_path):
    view.show_query("is:draft", ListKind.NOTES)
    other = tmp_path / "other.caveat"
    make_library(other, "Honey")
    session.open(other)
    assert view.kind is ListKind.ARTICLES
    assert view.search.words == ""
    assert view.list.list_model.article_count == 1
