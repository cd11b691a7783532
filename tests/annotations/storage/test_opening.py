"""Which files open, which open for reading only, and which are refused with a sentence."""

import errno
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import (
    CaveatError,
    LibraryCorruptError,
    LibraryError,
    LibraryReadOnlyError,
    LibraryTooNewError,
    LibraryUnavailableError,
    NotALibraryError,
)
from annotations.storage import opening
from annotations.storage.connection import SCHEMA_VERSION
from annotations.storage.library import open_library
from annotations.storage.opening import OPENED_READ_ONLY, WRITTEN_BY_SOMEONE_ELSE
from tests.annotations.storage.builders import OWNER, STRANGER, VALERIAN, add, note, sheet


def run_sql(path, *statements: str):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def patch(path, offset, data):
    content = bytearray(path.read_bytes())
    content[offset : offset + len(data)] = data
    path.write_bytes(content)


def open_error(path, **options: float):
    with pytest.raises(LibraryError) as caught:
        open_library(path, owner=OWNER, **options)
    assert path.name in str(caught.value)
    return caught.value


def test_new_library_is_empty_and_writable(tmp_path):
    path = tmp_path / "folder" / "mine ü#?%.caveat"
    with open_library(path, owner=OWNER, create=True) as library:
        assert not library.is_read_only
        assert library.read_only_reason == ""
        assert library.articles() == ()
        assert add(library).change
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_file_format(path):
    head = path.read_bytes()[:100]
    assert head[68:72] == (0x43565431).to_bytes(4, "big")
    assert head[60:64] == SCHEMA_VERSION.to_bytes(4, "big")
    assert head[18:20] == b"\x01\x01"  # rollback journal, not write-ahead logging
    with open_library(path, owner=OWNER) as library:
        values = {
            pragma: library._connection.execute(f"PRAGMA {pragma}").fetchone()[0]
            for pragma in (
                "journal_mode", "synchronous", "foreign_keys", "secure_delete", "cell_size_check",
            )
        }  # fmt: skip
        assert values == {
            "journal_mode": "delete",
            "synchronous": 2,
            "foreign_keys": 1,
            "secure_delete": 1,
            "cell_size_check": 1,
        }
        tables = library._connection.execute(
            "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
            " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlite_%'"
        ).fetchall()
        assert len(tables) > 10
        assert all(strict for _, strict in tables)


def test_create_keeps_a_file_that_is_there(library, path):
    uid = add(library).article.uid
    library.close()
    with open_library(path, owner=OWNER, create=True) as again:
        assert again.article(uid).uid == uid


def test_create_loses_to_a_file_made_meanwhile(tmp_path, monkeypatch):
    path = tmp_path / "library.caveat"

    def build_late(building, owner):
        build(building, owner)
        monkeypatch.setattr(opening, "_build", build)
        with open_library(path, owner=OWNER, create=True) as first:
            add(first)

    build = opening._build
    monkeypatch.setattr(opening, "_build", build_late)
    with open_library(path, owner=OWNER, create=True) as library:
        assert len(library.articles()) == 1
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_create_on_a_disk_without_hard_links(tmp_path, monkeypatch):
    def refuse(source, target):  # noqa: ARG001 - as os.link
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "library.caveat"
    with open_library(path, owner=OWNER, create=True) as library:
        assert add(library).change
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_create_on_a_full_disk(tmp_path, monkeypatch):
    def refuse(source, target):  # noqa: ARG001 - as os.link
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(LibraryUnavailableError, match="No space left on device"):
        open_library(tmp_path / "library.caveat", owner=OWNER, create=True)
    assert list(tmp_path.iterdir()) == []


def test_create_where_no_folder_can_be(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryUnavailableError, match="Choose a folder"):
        open_library(tmp_path / "file" / "mine.caveat", owner=OWNER, create=True)


def test_missing_file(tmp_path):
    error = open_error(tmp_path / "gone.caveat")
    assert isinstance(error, LibraryUnavailableError)
    assert "moved or renamed" in str(error)


def test_folder(tmp_path):
    assert "is a folder" in str(open_error(tmp_path))


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"# An article\n" * 40])
def test_not_sqlite(tmp_path, content):
    path = tmp_path / "article.caveat"
    path.write_bytes(content)
    assert isinstance(open_error(path), NotALibraryError)
    assert path.read_bytes() == content


def test_database_of_another_program(tmp_path):
    path = tmp_path / "bookmarks.sqlite"
    run_sql(path, "CREATE TABLE bookmarks(url TEXT)")
    assert "another program" in str(open_error(path))


def test_newer_library(path):
    run_sql(path, "PRAGMA user_version=7")
    error = open_error(path)
    assert isinstance(error, LibraryTooNewError)
    assert "format 7" in str(error)


def test_unfinished_library(path):
    run_sql(path, "PRAGMA user_version=0")
    assert isinstance(open_error(path), NotALibraryError)


def test_write_ahead_logging_is_refused(path):
    run_sql(path, "PRAGMA journal_mode=WAL")
    assert "write-ahead" in str(open_error(path))


@pytest.mark.parametrize(
    "tampering",
    [
        "CREATE TRIGGER evil AFTER INSERT ON annotations BEGIN DELETE FROM annotations; END",
        "CREATE VIEW extra AS SELECT 1",
        "CREATE TABLE extra(x)",
        "DROP TRIGGER revisions_are_immutable",
        "DROP INDEX articles_by_worst",
        "ALTER TABLE articles ADD COLUMN extra TEXT",
        "CREATE TABLE sqlite_statistics(x)",
    ],
)
def test_tampered_schema_is_refused_and_not_written(path, tampering):
    try:
        run_sql(path, tampering)
    except sqlite3.OperationalError:
        assert "sqlite_statistics" in tampering
        return
    before = path.read_bytes()
    error = open_error(path)
    assert isinstance(error, NotALibraryError)
    assert "inner structure" in str(error)
    assert path.read_bytes() == before


def test_analyzed_library_is_trusted(library, path):
    add(library)
    library.close()
    run_sql(path, "ANALYZE")
    with open_library(path, owner=OWNER) as again:
        assert len(again.articles()) == 1


def test_truncated_file(library, path):
    add(library)
    library.close()
    path.write_bytes(path.read_bytes()[:-5000])
    error = open_error(path)
    assert isinstance(error, LibraryCorruptError)
    assert "cut off" in str(error)


def test_file_with_rubbish_behind_it_is_checked(path):
    with path.open("ab") as file:
        file.write(b"\0" * 4096)
    with open_library(path, owner=OWNER) as library:
        assert library.articles() == ()


def test_broken_page_in_a_suspicious_file(library, path):
    add(library, "A long line of words. " * 2_000)
    library.close()
    with path.open("ab") as file:
        file.write(b"\0" * 4096)
    content = path.read_bytes()
    place = content.rindex(b"A long line of words.")
    patch(path, place // 4096 * 4096, b"\xff" * 4)
    assert "damaged" in str(open_error(path))


def test_sqlite_that_is_too_old(path, monkeypatch):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    assert "too old" in str(open_error(path))


def test_endless_schema_is_given_up(path, monkeypatch):
    monkeypatch.setattr(opening, "_VERIFY_DEADLINE_S", -10.0)
    monkeypatch.setattr(opening, "_STEPS_PER_CHECK", 1)
    assert "too long" in str(open_error(path))


def use_every_door(path, article):
    with open_library(path, owner=OWNER) as opened:
        opened.articles()
        opened.facets()
        opened.reviewed_article(article)
        opened.search("kratom")
        opened.original(article)
        opened.edit_article(article, title="New")
        opened.annotate(sheet(note("n2", "Repeat every hour.")))


def test_damaged_files_are_refused_or_fine(library, path, tmp_path):
    article = add(library).article.uid
    library.annotate(sheet(note("n1", "It is legal everywhere.")))
    library.close()
    whole = path.read_bytes()
    chance = random.Random(7)
    outcomes = []
    for number in range(60):
        content = bytearray(whole)
        if number % 4 == 0:
            del content[chance.randrange(len(content)) :]
        else:
            for _ in range(chance.choice((1, 20, 400))):
                content[chance.randrange(len(content))] = chance.randrange(256)
        broken = tmp_path / f"broken{number}.caveat"
        broken.write_bytes(content)
        try:
            use_every_door(broken, article)
            outcomes.append("")
        except CaveatError as error:
            outcomes.append(str(error))
    assert outcomes.count("") > 5
    refusals = [outcome for outcome in outcomes if outcome]
    assert len(refusals) > 5
    assert all(len(sentence) > 20 and sentence.endswith(".") for sentence in refusals)


def test_locked_by_another_program(path):
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute('BEGIN EXCLUSIVE'); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        error = open_error(path, timeout_s=0.05)
        holder.stdin.close()
        holder.wait(10)
    assert isinstance(error, LibraryUnavailableError)
    assert "in use by" in str(error)
    if Path("/proc/locks").exists():
        assert f"(process {holder.pid})" in str(error)


def test_opened_for_reading_only(library, path):
    uid = add(library).article.uid
    library.close()
    before = path.read_bytes()
    with open_library(path, owner=OWNER, read_only=True) as opened:
        assert opened.read_only_reason == OPENED_READ_ONLY
        assert opened.reviewed_article(uid).article.title == "Kratom tea for long shifts"
        assert opened.search("kratom").articles
        with pytest.raises(LibraryReadOnlyError):
            opened.edit_article(uid, title="New")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            opened._connection.execute("DELETE FROM articles")
    assert path.read_bytes() == before


def test_library_of_another_owner(library, path):
    uid = add(library).article.uid
    library.annotate(sheet(note("n1", "It is legal everywhere.")))
    library.close()
    before = path.read_bytes()
    with open_library(path, owner=STRANGER) as opened:
        assert opened.is_read_only
        assert opened.read_only_reason == WRITTEN_BY_SOMEONE_ELSE
        assert len(opened.reviewed_article(uid).annotations) == 1
        assert len(opened.search("not").notes) == 1
        trusted = opened._connection.execute("PRAGMA trusted_schema").fetchone()[0]
        assert trusted == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("locked", ["file", "folder"])
def test_file_or_folder_that_cannot_be_written(library, path, monkeypatch, locked):
    uid = add(library).article.uid
    library.close()
    closed = path if locked == "file" else path.parent
    closed.chmod(0o444 if locked == "file" else 0o555)
    may = os.access
    # The administrator may write anywhere, whatever the mode says.
    monkeypatch.setattr(os, "access", lambda p, mode: p != closed and may(p, mode))
    try:
        with open_library(path, owner=OWNER) as opened:
            assert "cannot be written" in opened.read_only_reason
            assert opened.article(uid).uid == uid
    finally:
        closed.chmod(0o755)


def test_no_permission_to_read(path, monkeypatch):
    def refuse(path, mode):  # noqa: ARG001 - as Path.open
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "no permission" in str(open_error(path))


def test_crash_in_a_transaction_is_rolled_back(library, path, tmp_path):
    uid = add(library).article.uid
    journal = path.with_name(path.name + "-journal")
    connection = library._connection
    connection.execute("PRAGMA cache_size=1")
    connection.execute("PRAGMA cache_spill=1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE articles SET title = 'half done'")
    # Spills dirty pages into the file, which makes the journal hot.
    connection.execute("INSERT INTO blobs(sha256, size, data) VALUES('x', 1, zeroblob(3000000))")
    crashed = tmp_path / "crashed" / path.name
    crashed.parent.mkdir()
    shutil.copy(path, crashed)
    shutil.copy(journal, crashed.with_name(journal.name))
    connection.execute("ROLLBACK")
    with open_library(crashed, owner=OWNER) as opened:
        assert opened.article(uid).title == "Kratom tea for long shifts"
        assert opened.edit_article(uid, title="New")
        check = opened._connection.execute("PRAGMA integrity_check").fetchall()
        assert check == [("ok",)]


def test_second_window_opens_while_the_first_writes(library, path):
    # Reading the header of a file that is open would drop the locks of its transaction.
    add(library)
    library._connection.execute("BEGIN IMMEDIATE")
    with open_library(path, owner=OWNER) as second:
        assert len(second.articles()) == 1
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0.05);"
        "c.execute('BEGIN IMMEDIATE')"
    )
    other = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False
    )
    assert "database is locked" in other.stderr
    library._connection.execute("ROLLBACK")


def test_close_twice(library):
    add(library, VALERIAN)
    library.close()
    library.close()
    with pytest.raises(sqlite3.ProgrammingError):
        library.articles()
