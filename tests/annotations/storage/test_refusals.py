"""Every verb against every way in which a file can refuse: a sentence, and nothing half done."""

import os
import sqlite3
from contextlib import closing

import pytest

from annotations.errors import (
    LibraryCorruptError,
    LibraryReadOnlyError,
    LibraryUnavailableError,
)
from annotations.storage.library import open_library
from tests.annotations.storage.builders import (
    OWNER,
    REVIEWER,
    STRANGER,
    VALERIAN,
    add,
    conversion,
    note,
    sheet,
)

VERBS = {
    "add_article": lambda library, _: add(library, VALERIAN, "valerian.md"),
    "edit_article": lambda library, case: library.edit_article(case.tea, title="Tea"),
    "remove_article": lambda library, case: library.remove_article(case.tea),
    "restore_article": lambda library, case: library.restore_article(case.trashed),
    "replace_text": lambda library, case: library.replace_text(
        case.tea, conversion("Other."), data=b"Other."
    ),
    "annotate": lambda library, _: library.annotate(sheet(note("n1", "Repeat every hour."))),
    "undo": lambda library, case: library.undo(case.done),
    "redo": lambda library, case: library.redo(case.undone),
}


class Case:
    """A library in which every verb has something to do."""

    def __init__(self, path) -> None:
        self.path = path
        with open_library(path, owner=OWNER, reviewer=REVIEWER) as library:
            self.tea = add(library).article.uid
            self.trashed = add(library, "In the trash.", "trash.md").article.uid
            library.remove_article(self.trashed)
            third = add(library, "A third text.", "third.md").article.uid
            self.undone = library.edit_article(third, author="A writer").action
            library.undo(self.undone)
            self.done = library.edit_article(self.tea, publisher="A site").action

    def dump(self, path=None):
        with closing(sqlite3.connect(path or self.path)) as connection:
            return [
                connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608
                for table in ("articles", "revisions", "annotations", "change_log", "targets")
            ]


@pytest.fixture
def case(path):
    return Case(path)


@pytest.fixture(params=VERBS)
def verb(request):
    return VERBS[request.param]


def test_each_verb_works_where_nothing_refuses(case, verb):
    with open_library(case.path, owner=OWNER) as library:
        assert verb(library, case)
    assert case.dump()


@pytest.mark.parametrize("why", ["asked", "stranger"])
def test_read_only(case, verb, why):
    before = case.path.read_bytes()
    owner = OWNER if why == "asked" else STRANGER
    with open_library(case.path, owner=owner, read_only=why == "asked") as library:
        with pytest.raises(LibraryReadOnlyError) as caught:
            verb(library, case)
        assert library.read_only_reason in str(caught.value)
    assert case.path.read_bytes() == before


def test_locked(case, verb):
    before = case.dump()
    with (
        closing(sqlite3.connect(case.path, isolation_level=None)) as other,
        open_library(case.path, owner=OWNER, timeout_s=0.02) as library,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryUnavailableError, match=r"in use by .*another window") as caught:
            verb(library, case)
        assert "Nothing was changed" in str(caught.value)
        other.execute("ROLLBACK")
        assert case.dump() == before
        assert verb(library, case)


def test_locked_by_a_reader_at_commit(case, verb):
    before = case.dump()
    with (
        closing(sqlite3.connect(case.path, isolation_level=None)) as other,
        open_library(case.path, owner=OWNER, timeout_s=0.02) as library,
    ):
        other.execute("BEGIN")
        other.execute("SELECT * FROM meta").fetchall()
        with pytest.raises(LibraryUnavailableError):
            verb(library, case)
        other.execute("ROLLBACK")
        assert case.dump() == before
        assert verb(library, case)


@pytest.mark.parametrize("what", ["moved", "deleted", "replaced"])
@pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file where it is")
def test_file_goes_away(case, verb, what):
    before = case.dump()
    aside = case.path.with_name("aside.caveat")
    with open_library(case.path, owner=OWNER) as library:
        case.path.rename(aside)
        if what == "replaced":
            case.path.write_bytes(aside.read_bytes())
        if what == "deleted":
            aside.unlink()
        with pytest.raises(LibraryUnavailableError, match="moved, renamed or deleted"):
            verb(library, case)
        # What is open can still be read, and saved elsewhere.
        assert library.reviewed_article(case.tea).revision.text
    if what != "deleted":
        assert case.dump(aside) == before
    if what == "replaced":
        assert case.dump() == before


def refusal(verb):
    """The sentence with which a verb is refused; empty where it is done."""
    try:
        verb()
    except LibraryUnavailableError as error:
        return str(error)
    return ""


def test_disk_full(case, verb):
    before = case.dump()
    with open_library(case.path, owner=OWNER) as library:
        connection = library._connection
        # The file may not grow by a page, and its free pages are used up.
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        free = connection.execute("PRAGMA freelist_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")
        if free:
            connection.execute(
                "INSERT INTO blobs(sha256, size, data) VALUES('filler', 0, zeroblob(?))",
                (free * 4090,),
            )
        said = refusal(lambda: verb(library, case))
        # A small change may fit into the pages that are there.
        assert (case.dump() == before) == ("disk is full" in said)
        check = connection.execute("PRAGMA integrity_check").fetchall()
        assert check == [("ok",)]


def test_disk_full_refuses_a_large_text(case):
    before = case.dump()
    with open_library(case.path, owner=OWNER) as library:
        connection = library._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + 2}")
        with pytest.raises(LibraryUnavailableError, match="Free some space"):
            add(library, "A long line of words. " * 20_000, "long.txt")
        assert case.dump() == before
        assert library.facets().articles == 2


def test_row_that_is_damaged(case):
    with closing(sqlite3.connect(case.path)) as connection:
        name = "revisions_are_immutable"
        (trigger,) = connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
        connection.execute(f"DROP TRIGGER {name}")
        connection.execute('UPDATE revisions SET blocks = \'[["p", 3, {"colour": 1}]]\'')
        connection.execute(trigger)
        connection.commit()
    with open_library(case.path, owner=OWNER) as library:
        with pytest.raises(LibraryCorruptError, match="is damaged"):
            library.reviewed_article(case.tea)
        assert library.article(case.tea).title


def test_rows_that_do_not_fit_together(case):
    with closing(sqlite3.connect(case.path)) as connection:
        connection.execute("UPDATE articles SET revision_id = 99 WHERE uid = ?", (case.tea,))
        connection.commit()
    with (
        open_library(case.path, owner=OWNER) as library,
        pytest.raises(LibraryCorruptError, match="is damaged"),
    ):
        library.annotate(sheet(note("n1", "Repeat every hour.")))
