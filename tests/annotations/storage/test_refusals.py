"""Every verb against every way in which a file can refuse: a sentence, and nothing half done."""

import copy
import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.editing import UnsavedEdit
from annotations.errors import (
    LibraryCorruptError,
    LibraryReadOnlyError,
    LibraryUnavailableError,
)
from annotations.ids import EditUid, SourceUid
from annotations.model import Source, Span
from annotations.storage.library import open_library
from annotations.vocabulary import BlockChoice, SourceType, TargetRole
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
from tests.annotations.storage.drafts import (
    OTHER,
    caution,
    draft_of,
    new_note,
    place,
    sentence,
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
    "save_note": lambda library, case: library.save_note(
        new_note(place(library, case.noted, "Valerian works at once."))
    ),
    "save_note again": lambda library, case: library.save_note(
        draft_of(library.note(case.note), note=caution("Other words.")), edit=EDIT
    ),
    "withdraw_note": lambda library, case: library.withdraw_note(case.note, "It was right."),
    "delete_note": lambda library, case: library.delete_note(case.note),
    "restore_note": lambda library, case: library.restore_note(case.deleted),
    "approve_note": lambda library, case: library.approve_note(case.foreign),
    "add_claim": lambda library, case: library.add_claim(
        case.note, place(library, case.noted, "It takes four weeks to work.")
    ),
    "remove_target": lambda library, case: library.remove_target(
        case.note, library.note(case.note).targets[1].uid
    ),
    "mark_checked": lambda library, case: library.mark_checked(
        case.noted, [sentence(library, case.noted, "It takes four weeks to work.")]
    ),
    "accept_update": lambda library, case: library.accept_update(
        case.noted, conversion(VALERIAN), data=b"new", file_name="new.md"
    ),
    "confirm_target": lambda library, case: library.confirm_target(
        case.moved, library.note(case.moved).targets[0].uid
    ),
    "reattach_target": lambda library, case: library.reattach_target(
        case.note, library.note(case.note).targets[0].uid, Span(0, 4)
    ),
    "set_block_kind": lambda library, case: library.set_block_kind(
        case.tea, 2, BlockChoice.HEADING
    ),
    "keep_edit": lambda library, case: library.keep_edit(case.edit("More words.")),
    "drop_edit": lambda library, _: library.drop_edit(EDIT) or "done",
    "add_source": lambda library, _: library.add_source(STUDY),
    "edit_source": lambda library, case: library.edit_source(case.source, STUDY),
    "delete_source": lambda library, case: library.delete_source(case.source),
    "merge_sources": lambda library, case: library.merge_sources(case.source, case.double),
    "mark_source_checked": lambda library, case: library.mark_source_checked(
        case.source, "2026-11-20"
    ),
    "attach_file": lambda library, case: library.attach_file(case.source, "a.pdf", b"%PDF"),
    "remove_attachment": lambda library, case: library.remove_attachment(case.attached),
}
EDIT = EditUid("typed")
STUDY = Source(uid=SourceUid(""), type=SourceType.STUDY, title="A study", issued="2020")
_TABLES = (
    "articles", "revisions", "annotations", "targets", "evidence", "sources", "attachments",
    "sentence_checks", "unsaved_edits", "change_log",
)  # fmt: skip


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
            self.noted = add(library, VALERIAN + "A last line.", "noted.md").article.uid
            self._review(library)
            self.done = library.edit_article(self.tea, publisher="A site").action

    def _review(self, library):
        dose = place(library, self.noted, "The usual dose is 900 mg.")
        both = new_note(dose, place(library, self.noted, "A last line.", TargetRole.CONFLICT))
        self.note = library.save_note(both).annotation.uid
        self.deleted = library.save_note(new_note(dose)).annotation.uid
        library.delete_note(self.deleted)
        library.set_reviewer(OTHER)
        self.foreign = library.save_note(new_note(dose)).annotation.uid
        library.set_reviewer(REVIEWER)
        library.keep_edit(self.edit("Words."))
        sources = (replace(STUDY, title=title) for title in ("One", "Two"))
        self.source, self.double = (library.add_source(s).source.uid for s in sources)
        moving = add(library, "It stands. It moves.", "moving.md").article.uid
        moved = new_note(place(library, moving, "It moves."))
        self.moved = library.save_note(moved).annotation.uid
        library.accept_update(moving, conversion("First. It stands. It moves."), data=b"new")
        self.attached = library.attach_file(self.source, "b.pdf", b"%PDF").attachment.uid

    def edit(self, words):
        return UnsavedEdit(
            uid=EDIT,
            article_uid=self.noted,
            annotation_uid=None,
            form={"body": words},
        )

    def dump(self, path=None):
        with closing(sqlite3.connect(path or self.path)) as connection:
            return [
                connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608
                for table in _TABLES
            ]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory, empty_library):
    folder = tmp_path_factory.mktemp("prepared")
    return Case(Path(shutil.copy(empty_library, folder / "library.caveat")))


@pytest.fixture
def case(prepared, path):
    """A copy of the case, to be changed at will."""
    mine = copy.copy(prepared)
    mine.path = Path(shutil.copy(prepared.path, path))
    return mine


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
        assert_readable_and_saved_elsewhere(library, case, before)
    if what != "deleted":
        assert case.dump(aside) == before
    if what == "replaced":
        assert case.dump() == before


def assert_readable_and_saved_elsewhere(library, case, before):
    """What is open can still be read, and saved where there is room."""
    assert library.reviewed_article(case.noted).annotations
    rescued = case.path.with_name("rescued.caveat")
    library.save_copy(rescued)
    assert case.dump(rescued) == before
    with open_library(rescued, owner=OWNER) as again:
        assert again.unsaved_edits()[0].form == {"body": "Words."}


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
        if said:
            assert_readable_and_saved_elsewhere(library, case, before)
        check = connection.execute("PRAGMA integrity_check").fetchall()
        assert check == [("ok",)]


@contextmanager
def read_only_folder(path):
    """The folder of an open file as one that may not be written, for the superuser too."""
    folder = path.parent
    mode = folder.stat().st_mode
    is_root = os.geteuid() == 0
    folder.chmod(0o555)
    try:
        if is_root:
            os.seteuid(_NOBODY)
        yield
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(mode)


_NOBODY = 65_534


@pytest.fixture
def open_folder(case):
    """The case in a folder that anyone may enter, as those of the tests are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        case.path = Path(shutil.copy(case.path, folder))
        yield case


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such folders")
def test_folder_becomes_read_only(open_folder, verb, tmp_path):
    case = open_folder
    before = case.dump()
    with open_library(case.path, owner=OWNER) as library:
        with (
            read_only_folder(case.path),
            pytest.raises(LibraryUnavailableError, match=r"read-only|cannot be opened"),
        ):
            verb(library, case)
        with read_only_folder(case.path):
            assert library.reviewed_article(case.noted).annotations
        library.save_copy(tmp_path / "elsewhere.caveat")
        assert case.dump(tmp_path / "elsewhere.caveat") == before
        assert case.dump() == before
        assert verb(library, case)


def test_disk_full_refuses_a_large_text(case):
    before = case.dump()
    with open_library(case.path, owner=OWNER) as library:
        connection = library._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + 2}")
        with pytest.raises(LibraryUnavailableError, match="Free some space"):
            add(library, "A long line of words. " * 20_000, "long.txt")
        assert case.dump() == before
        assert library.facets().articles == 4


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
