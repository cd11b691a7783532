"""A check finds what is wrong and nothing else; a repair brings over what can be read."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import (
    LibraryCorruptError,
    LibraryTooNewError,
    LibraryUnavailableError,
    NotALibraryError,
)
from annotations.storage.checking import check_library, repair_library
from annotations.storage.library import open_library
from tests.annotations.builders import make_source
from tests.annotations.storage.builders import OWNER, STRANGER, VALERIAN, add
from tests.annotations.storage.checks import assert_counts_are_true
from tests.annotations.storage.drafts import (
    BEER,
    HOURLY,
    LEGAL,
    caution,
    citing,
    draft_of,
    new_note,
    place,
    sentence,
)
from tests.annotations.storage.dump import dump

DUMP = Path(__file__).resolve().parents[2] / "data" / "schema_v1.sql"


@pytest.fixture
def filled(library):
    """Two articles, notes of all kinds, a source, a file, a check, something undone."""
    tea = add(library).article.uid
    add(library, VALERIAN, "valerian.md")
    source = library.add_source(make_source(title="Kratom", doi="10.1002/cpt.2891")).source
    library.attach_file(source.uid, "page.txt", b"what it says")
    note = library.save_note(
        new_note(
            place(library, tea, BEER),
            note=caution("Not with beer.", tags=("beer", "dose")),
            evidence=(citing(source.uid, quote="Never.", checked="2026-11-20"),),
        )
    ).annotation
    library.save_note(new_note(place(library, tea, HOURLY), note=caution("Not hourly.")))
    gone = library.save_note(new_note(place(library, tea, LEGAL), note=caution("Not legal.")))
    library.delete_note(gone.annotation.uid)
    library.mark_checked(tea, [sentence(library, tea, "Kratom is a plant.")])
    change = library.save_note(draft_of(note, evidence=())).change
    library.undo(change.action)
    return library


def change(path, *statements):
    """Write past the library, as nothing of ours does."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def rows(path):
    """All rows of a file but those that say which file it is; counts of nothing left out."""
    return sorted(
        line
        for line in dump(path)
        if line.startswith("INSERT INTO ")
        and not line.startswith(("INSERT INTO meta", "INSERT INTO _sqlite"))
        and not (line.startswith("INSERT INTO facet_counts") and line.endswith(", 0);"))
    )


@pytest.mark.usefixtures("filled")
def test_a_library_in_use_is_sound(path):
    before = path.read_bytes()
    stages = []
    report = check_library(path, progress=lambda share, stage: stages.append((share, stage)))
    assert report.problems == ()
    assert (report.is_sound, report.articles, report.notes, report.sources) == (True, 2, 3, 1)
    assert [share for share, _ in stages] == sorted(share for share, _ in stages)
    assert (stages[0][0], stages[-1]) == (0.0, (1.0, "done"))
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_library_of_the_first_format_is_sound(tmp_path):
    old = tmp_path / "old.caveat"
    change(old, "VACUUM")
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(DUMP.read_text(encoding="utf-8"))
    before = old.read_bytes()
    assert check_library(old).problems == ()
    assert old.read_bytes() == before


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE articles SET n_serious = 9 WHERE file_name = 'tea.md'", "1 articles count"),
        ("UPDATE articles SET checked = 5 WHERE file_name = 'tea.md'", "1 articles count"),
        ("UPDATE annotations SET warned = 1 - warned", "3 notes are listed wrongly"),
        ("UPDATE sources SET cited = 7", "1 sources count their notes wrongly: “Kratom”."),
        ("UPDATE facet_counts SET n = n + 1", "The counts of the filters are wrong."),
        ("UPDATE article_counts SET n = n + 1", "The counts of articles are wrong."),
        ("INSERT INTO sentences_fts(sentences_fts) VALUES('delete-all')", "index of sentences"),
        ("DELETE FROM note_tags", "The list of tags is wrong."),
        ("DELETE FROM article_notes WHERE rowid IS NOT NULL", None),
        ("UPDATE annotations SET correction = 'Otherwise.'", "does not end with"),
        ("UPDATE targets SET start_cp = start_cp + 1", "does not quote what stands"),
        ("UPDATE targets SET start_cp = 9000, end_cp = 9009", "does not quote what stands"),
        ("UPDATE blobs SET data = x'00'", "is not what it was"),
        ("INSERT INTO notes_fts(notes_fts) VALUES('delete-all')", "“notes_fts” does not fit"),
        ("DELETE FROM revisions", "name something that is not there"),
    ],
)
def test_what_is_wrong_is_said(filled, path, statement, problem):
    filled.close()
    if problem is None:
        statement, problem = "DELETE FROM article_notes", "The list of which notes belong"
    change(path, statement)
    problems = check_library(path).problems
    assert any(problem in sentence for sentence in problems), problems


def test_a_damaged_page_is_said(filled, path):
    filled.close()
    content = bytearray(path.read_bytes())
    content[-4096 * 2 :] = b"\xff" * 4096 * 2
    path.write_bytes(content)
    report = check_library(path)
    assert not report.is_sound


def test_a_file_that_is_cut_off_is_said(filled, path):
    filled.close()
    path.write_bytes(path.read_bytes()[:-5000])
    assert "is cut off" in check_library(path).problems[0]


def test_what_is_not_ours_is_not_judged(tmp_path, path):
    other = tmp_path / "other.caveat"
    other.write_bytes(b"x" * 5000)
    with pytest.raises(NotALibraryError):
        check_library(other)
    with pytest.raises(LibraryUnavailableError):
        check_library(tmp_path / "missing.caveat")
    content = path.read_bytes()
    other.write_bytes(content[:60] + (99).to_bytes(4, "big") + content[64:])
    with pytest.raises(LibraryTooNewError):
        check_library(other)


@pytest.mark.usefixtures("filled")
def test_a_check_can_be_ended(path):
    class EndedError(Exception):
        pass

    def end(share, _stage):
        if share > 0.3:
            raise EndedError

    with pytest.raises(EndedError):
        check_library(path, progress=end)


@pytest.mark.usefixtures("filled")
def test_a_sound_library_is_repaired_into_an_equal_one(path, tmp_path):
    into = tmp_path / "new.caveat"
    report = repair_library(path, into)
    assert (report.lost, report.articles, report.notes, report.sources) == ((), 2, 3, 1)
    with open_library(into, owner=OWNER) as repaired:
        assert not repaired.is_read_only
        assert_counts_are_true(repaired)
        assert rows(into) == rows(path)
        assert repaired.history_of(repaired.find_notes("beer").notes[0].annotation)
    assert check_library(into).problems == ()


def test_wrong_counts_are_mended(filled, path, tmp_path):
    filled.close()
    change(
        path,
        "UPDATE articles SET n_serious = 9, checked = 3, strip = x'0101'",
        "DELETE FROM note_tags",
        "UPDATE facet_counts SET n = 70",
        "UPDATE sources SET cited = 9, fields_sha256 = ''",
        "INSERT INTO notes_fts(notes_fts) VALUES('delete-all')",
    )
    into = tmp_path / "new.caveat"
    assert repair_library(path, into).lost == ()
    assert check_library(into).problems == ()


def test_a_note_that_is_gone_comes_back_from_the_history(filled, path, tmp_path):
    filled.close()
    change(
        path,
        "PRAGMA foreign_keys=OFF",
        "DELETE FROM annotations WHERE correction = 'Not with beer.'",
    )
    into = tmp_path / "new.caveat"
    report = repair_library(path, into)
    assert report.lost[-1] == ("Notes and sources that were gone and are back from the history: 1.")
    with open_library(into, owner=OWNER) as repaired:
        (found,) = repaired.find_notes("beer").notes
        note = repaired.note(found.annotation)
        assert (note.note.correction, len(note.evidence), note.version) == ("Not with beer.", 1, 3)
    assert check_library(into).problems == ()


def test_what_lost_its_article_is_left_out_and_said(filled, path, tmp_path):
    filled.close()
    change(path, "PRAGMA foreign_keys=OFF", "DELETE FROM revisions WHERE id = 1")
    into = tmp_path / "new.caveat"
    report = repair_library(path, into)
    assert report.lost[0] == "The texts of 1 articles are gone, and the articles with them."
    assert report.articles == 1
    with open_library(into, owner=OWNER) as repaired:
        assert_counts_are_true(repaired)


def test_a_text_outlives_its_file_and_its_reviewer(filled, path, tmp_path):
    filled.close()
    change(path, "PRAGMA foreign_keys=OFF", "DELETE FROM blobs", "DELETE FROM reviewers")
    into = tmp_path / "new.caveat"
    report = repair_library(path, into)
    assert any(line.startswith("The original files of 2 texts") for line in report.lost)
    with open_library(into, owner=OWNER) as repaired:
        assert {note.reviewer for note in repaired.find_notes("").notes} == {"unknown reviewer"}
        assert_counts_are_true(repaired)


@pytest.mark.parametrize("page", range(3, 60, 4))
def test_a_damaged_page_loses_only_what_it_held(filled, path, tmp_path, page):
    filled.close()
    content = bytearray(path.read_bytes())
    if len(content) < (page + 1) * 4096:
        return
    content[page * 4096 : (page + 1) * 4096] = b"\x00" * 4096
    path.write_bytes(content)
    into = tmp_path / "new.caveat"
    try:
        repair_library(path, into, owner=OWNER)
    except LibraryCorruptError:
        assert not into.exists()
        return
    with open_library(into, owner=OWNER) as repaired:
        assert_counts_are_true(repaired)


@pytest.mark.usefixtures("filled")
def test_nothing_is_written_over(path, tmp_path):
    into = tmp_path / "new.caveat"
    into.write_text("precious")
    with pytest.raises(LibraryUnavailableError, match="is there already"):
        repair_library(path, into)
    assert into.read_text() == "precious"
    with pytest.raises(LibraryUnavailableError, match="cannot be"):
        repair_library(path, tmp_path / ("x" * 300))


@pytest.mark.usefixtures("filled")
def test_what_is_somebody_else_s_stays_theirs(path, tmp_path):
    into = tmp_path / "new.caveat"
    repair_library(path, into, owner=STRANGER)
    with open_library(into, owner=STRANGER) as repaired:
        assert repaired.is_read_only
