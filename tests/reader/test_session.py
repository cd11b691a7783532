import sqlite3
import time

import pytest

from annotations import ArticleFilter, ArticleOrder, CaveatError, open_library
from reader.session import Session
from tests.reader.libraries import OTHER_OWNER, OWNER, PROFILE, conversion, make_library

EVERYTHING = ArticleFilter()


@pytest.fixture
def session():
    made = Session(PROFILE)
    yield made
    made.close()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.caveat"


def titles(session):
    rows = session.articles(EVERYTHING, ArticleOrder.TITLE, 0, 50)
    return [row.article.title for row in rows]


@pytest.fixture
def tea(session, path):
    (uid,) = make_library(path, "Tea")
    assert session.open(path)
    return uid


class TestOpening:
    def test_a_library_that_is_there(self, session, path, qtbot):
        make_library(path, "Tea")
        with qtbot.waitSignal(session.library_changed):
            assert session.open(path)
        assert session.path == path
        assert not session.is_read_only
        assert titles(session) == ["Tea"]

    def test_a_new_one(self, session, path):
        assert session.open(path, create=True)
        assert titles(session) == []

    @pytest.mark.usefixtures("tea")
    def test_a_refusal_keeps_what_is_open(self, session, path, tmp_path, qtbot):
        broken = tmp_path / "broken.caveat"
        broken.write_bytes(b"not a database at all" * 100)
        with qtbot.waitSignal(session.failed) as failed:
            assert not session.open(broken)
        assert "broken.caveat" in failed.args[0]
        assert session.path == path
        assert titles(session) == ["Tea"]

    def test_a_missing_one(self, session, tmp_path, qtbot):
        with qtbot.waitSignal(session.failed):
            assert not session.open(tmp_path / "none.caveat")
        assert not session.is_open
        assert session.is_read_only

    def test_another_owners_is_read_only_with_a_reason(self, session, path, qtbot):
        (uid,) = make_library(path, "Tea", owner=OTHER_OWNER)
        session.open(path)
        assert session.is_read_only
        assert session.read_only_reason
        with qtbot.waitSignal(session.failed):
            assert not session.remove_article(uid)
        assert session.undo_stack.count() == 0


class TestChanges:
    def test_rename_can_be_undone_and_done_again(self, session, tea, qtbot):
        with qtbot.waitSignal(session.changed) as changed:
            assert session.edit_article(tea, title="Green tea")
        assert tea in changed.args[0].updated
        assert titles(session) == ["Green tea"]
        session.undo_stack.undo()
        assert titles(session) == ["Tea"]
        session.undo_stack.redo()
        assert titles(session) == ["Green tea"]

    def test_removal_can_be_undone(self, session, tea, qtbot):
        session.remove_article(tea)
        assert titles(session) == []
        with qtbot.waitSignal(session.changed):
            session.undo_stack.undo()
        assert titles(session) == ["Tea"]

    def test_restoring_is_a_change_of_its_own(self, session, tea):
        session.remove_article(tea)
        session.restore_article(tea)
        assert titles(session) == ["Tea"]
        session.undo_stack.undo()
        assert titles(session) == []

    @pytest.mark.usefixtures("tea")
    def test_an_import_can_be_undone(self, session):
        added = session.add_article(conversion("Coffee."), file_name="coffee.txt", data=b"Coffee.")
        assert added.article.file_name == "coffee.txt"
        assert len(titles(session)) == 2
        session.undo_stack.undo()
        assert titles(session) == ["Tea"]

    def test_what_is_there_already_changes_nothing(self, session, tea, qtbot):
        with qtbot.assertNotEmitted(session.changed):
            added = session.add_article(
                conversion("All about Tea."), file_name="again.txt", data=b"All about Tea."
            )
        assert added.article.uid == tea
        assert added.notice
        assert session.undo_stack.count() == 0

    def test_a_senseless_change_is_refused_with_a_sentence(self, session, tea, qtbot):
        with qtbot.waitSignal(session.failed) as failed:
            assert not session.edit_article(tea, title="")
        assert failed.args[0].endswith((".", "!"))
        assert session.undo_stack.count() == 0

    def test_another_encoding_replaces_the_text(self, session, tea):
        assert session.replace_text(tea, conversion("Tee."), b"Tee.")
        assert session.reviewed_article(tea).revision.text == "Tee."
        session.undo_stack.undo()
        assert session.reviewed_article(tea).revision.text == "All about Tea."

    def test_nothing_can_be_added_without_a_library(self, session):
        with pytest.raises(CaveatError, match="No library is open"):
            session.add_article(conversion("x"), file_name="", data=b"x")

    def test_opening_another_library_forgets_the_undo_of_the_first(self, session, tea, tmp_path):
        session.edit_article(tea, title="Green tea")
        session.open(tmp_path / "other.caveat", create=True)
        assert not session.undo_stack.canUndo()


class TestOtherWindows:
    def test_a_commit_of_another_window_is_noticed_once(self, session, path, tea, qtbot):
        with open_library(path, owner=OWNER) as other:
            other.edit_article(tea, title="Black tea")
        with qtbot.waitSignal(session.refreshed):
            session.look_for_foreign_changes()
        assert titles(session) == ["Black tea"]
        with qtbot.assertNotEmitted(session.refreshed):
            session.look_for_foreign_changes()

    def test_a_library_that_is_being_written_is_asked_again_later(self, session, path, tea, qtbot):
        writer = sqlite3.connect(path, isolation_level=None)
        writer.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        with qtbot.assertNotEmitted(session.failed):
            session.look_for_foreign_changes()
        assert time.monotonic() - began < 1
        writer.execute("ROLLBACK")
        writer.close()
        with open_library(path, owner=OWNER) as other:
            other.edit_article(tea, title="Black tea")
        with qtbot.waitSignal(session.refreshed, timeout=4000):
            pass

    def test_own_commits_are_no_news(self, session, tea, qtbot):
        session.edit_article(tea, title="Green tea")
        with qtbot.assertNotEmitted(session.refreshed):
            session.look_for_foreign_changes()

    def test_undo_is_refused_where_another_window_has_changed_the_row(
        self, session, path, tea, qtbot
    ):
        session.edit_article(tea, title="Green tea")
        with open_library(path, owner=OWNER) as other:
            other.edit_article(tea, title="Black tea")
        with qtbot.waitSignal(session.failed):
            session.undo_stack.undo()
        assert titles(session) == ["Black tea"]
        assert session.undo_stack.count() == 0


class TestQueries:
    @pytest.mark.usefixtures("tea")
    def test_an_article_that_is_not_there_is_told(self, session, qtbot):
        with qtbot.waitSignal(session.failed):
            assert session.reviewed_article("nonsense") is None

    def test_lookup_by_name(self, session, tea):
        assert session.find_article("Tea").uid == tea

    def test_facets_search_and_original(self, session, tea):
        assert session.facets().articles == 1
        assert [hit.title for hit in session.search("tea").articles] == ["Tea"]
        assert session.original(tea) == b"All about Tea."

    def test_a_closed_session_answers_with_a_sentence(self, session, qtbot):
        with qtbot.waitSignal(session.failed):
            assert session.facets() is None


@pytest.mark.usefixtures("tea")
def test_a_copy_is_saved_or_its_refusal_told(session, tmp_path, qtbot):
    assert session.save_copy(tmp_path / "copy.caveat")
    assert (tmp_path / "copy.caveat").exists()
    with qtbot.waitSignal(session.failed) as told:
        assert not session.save_copy(session.path)
    assert "Choose another name" in told.args[0]
