"""Backups: made while others write, rotated with care, brought back without loss."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from annotations.errors import (
    LibraryBusyError,
    LibraryCorruptError,
    LibraryTooNewError,
    LibraryUnavailableError,
    NotALibraryError,
)
from annotations.storage import backups as module
from annotations.storage import migrations
from annotations.storage.backups import backups, keep_backup, restore_backup
from annotations.storage.library import open_library
from tests.annotations.storage.builders import OWNER, VALERIAN, add
from tests.annotations.storage.checks import assert_counts_are_true

DUMP = Path(__file__).resolve().parents[2] / "data" / "schema_v1.sql"
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def titles(path):
    with open_library(path, owner=OWNER, read_only=True) as opened:
        return {summary.article.title for summary in opened.articles()}


def assert_sound(made, articles):
    """The backup, in a copy that may be written, is all that a library has to be."""
    copy = made.path.parents[1] / "copy.caveat"
    shutil.copyfile(made.path, copy)
    with open_library(copy, owner=OWNER) as opened:
        assert len(opened.articles(limit=100)) == articles
        assert_counts_are_true(opened)


def folder(path):
    return path.with_name("library backups")


def test_a_backup_holds_what_the_library_holds(library, path):
    add(library)
    made = keep_backup(path, NOON)
    assert made.path == folder(path) / "library 2026-11-23 12-00-00Z.caveat"
    assert (made.at, made.reason) == ("2026-11-23T12:00:00Z", "")
    assert made.size == made.path.stat().st_size
    assert backups(path) == (made,)
    assert list(folder(path).iterdir()) == [made.path]
    assert_sound(made, 1)
    assert titles(made.path) == titles(path)


def test_nothing_is_made_where_nothing_changed(library, path):
    article = add(library).article.uid
    assert keep_backup(path, NOON)
    assert keep_backup(path, NOON + SECOND) is None
    library.edit_article(article, title="Tea")
    assert keep_backup(path, NOON + 2 * SECOND)
    assert keep_backup(path, NOON + 3 * SECOND, even_if_same=True)
    assert len(backups(path)) == 3


def test_two_within_a_second_are_two(path):
    first = keep_backup(path, NOON, even_if_same=True)
    second = keep_backup(path, NOON, even_if_same=True)
    assert [made.path for made in backups(path)] == [second.path, first.path]


def test_a_backup_is_not_to_be_written(path):
    made = keep_backup(path, NOON)
    assert not made.path.stat().st_mode & 0o222


def test_outdated_backups_go_and_others_stay(path):
    hours = [NOON - dt.timedelta(hours=hour) for hour in range(40)]
    for at in reversed(hours):
        keep_backup(path, at, even_if_same=True)
    strange = folder(path) / "library 2020-01-01 00-00-00Z.caveat"
    strange.write_bytes(b"somebody else's")
    with closing(sqlite3.connect(folder(path) / "library 2020-01-02 00-00-00Z.caveat")) as other:
        other.execute("CREATE TABLE theirs(x)")
    keep_backup(path, NOON - dt.timedelta(days=80), reason="before restoring", even_if_same=True)
    old = keep_backup(path, NOON - dt.timedelta(days=70), even_if_same=True)
    keep_backup(path, NOON + SECOND, even_if_same=True)
    # The last 10; the last hour of the two days before; what is not ours; what has a reason.
    assert [made.at[:10] for made in backups(path)] == (
        ["2026-11-23"] * 10 + ["2026-11-22", "2026-11-21", "2026-09-04", "2020-01-02", "2020-01-01"]
    )
    assert not old.path.exists()
    assert strange.read_bytes() == b"somebody else's"


def test_a_library_is_backed_up_while_others_write(library, path, monkeypatch):
    monkeypatch.setattr(module, "_STEP_PAGES", 5)
    for number in range(40):
        add(library, f"{VALERIAN}Article {number} says so.", f"{number}.md")
    stop = threading.Event()
    written = []

    def write():
        with open_library(path, owner=OWNER) as other:
            uid = other.articles()[0].article.uid
            # Without any pause, SQLite's locks let nobody else in for seconds.
            while not stop.wait(0.01):
                other.edit_article(uid, title=f"Title {len(written)}")
                written.append(None)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [keep_backup(path, NOON + number * SECOND, even_if_same=True) for number in range(5)]
    finally:
        stop.set()
        writer.join()
    assert written
    for backup in made:
        assert_sound(backup, 40)


def test_a_library_is_backed_up_while_another_process_writes(library, path):
    add(library)
    program = (
        "import sys; from pathlib import Path; from annotations import open_library\n"
        f"with open_library(Path({str(path)!r}), owner={OWNER!r}) as library:\n"
        "    uid = library.articles()[0].article.uid\n"
        "    print('writing', flush=True)\n"
        "    for number in range(60): library.edit_article(uid, title=f'Title {number}')\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "writing\n"
        number = 0
        while other.poll() is None:
            made = keep_backup(path, NOON + number * SECOND, even_if_same=True)
            assert_sound(made, 1)
            number += 1
    assert other.returncode == 0
    assert titles(path) == {"Title 59"}


def test_a_writer_without_a_pause_is_given_up_on(library, path, monkeypatch):
    monkeypatch.setattr(module, "_STEP_PAGES", 5)
    monkeypatch.setattr(module, "_MOST_PAGES", 20)
    article = add(library).article.uid
    copied = module._copy

    def interrupted(*arguments):
        source, copy, pages = arguments[1:]
        changed = iter(range(1000))

        class Source:
            execute = source.execute

            def backup(self, target, *, progress, **values):
                def written_to(*state):
                    library.edit_article(article, title=f"Title {next(changed)}")
                    progress(*state)

                source.backup(target, progress=written_to, **values)

        copied(path, Source(), copy, pages)

    monkeypatch.setattr(module, "_copy", interrupted)
    with pytest.raises(LibraryBusyError, match="without a pause"):
        keep_backup(path, NOON)
    assert list(folder(path).iterdir()) == []


def test_a_damaged_library_pushes_no_backup_out(library, path):
    add(library)
    kept = keep_backup(path, NOON)
    library.close()
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 6] = b"\xff" * (4096 * 3)
    path.write_bytes(content)
    with pytest.raises(LibraryCorruptError):
        keep_backup(path, NOON + SECOND, even_if_same=True)
    assert list(folder(path).iterdir()) == [kept.path]


def test_a_folder_that_cannot_be_made_is_told(path):
    folder(path).write_text("a file where the folder would be")
    with pytest.raises(LibraryUnavailableError, match=r"Nothing can be written at .*backups"):
        keep_backup(path, NOON)
    assert backups(path) == ()


def test_restoring_sets_the_present_state_aside(library, path):
    article = add(library).article.uid
    made = keep_backup(path, NOON)
    library.edit_article(article, title="Later")
    aside = restore_backup(made.path, path, NOON + SECOND)
    assert titles(path) == {"Kratom tea for long shifts"}
    assert titles(aside) == {"Later"}
    assert aside.name == "library 2026-11-23 12-00-01Z (before restoring).caveat"
    assert made.path.exists()
    assert sorted(path.parent.iterdir()) == [folder(path), path]


def test_another_window_sees_what_was_restored(library, path):
    article = add(library).article.uid
    made = keep_backup(path, NOON)
    library.edit_article(article, title="Later")
    with open_library(path, owner=OWNER) as other:
        before = other.data_version()
        restore_backup(made.path, path, NOON + SECOND)
        assert other.data_version() != before
        assert other.article(article).title == "Kratom tea for long shifts"
        other.edit_article(article, title="Goes on")
        assert_counts_are_true(other)
    assert library.article(article).title == "Goes on"


def test_restoring_waits_for_a_writer_and_then_refuses(library, path, monkeypatch):
    monkeypatch.setattr(module, "BUSY_TIMEOUT_S", 0.1)
    article = add(library).article.uid
    made = keep_backup(path, NOON)
    library.edit_article(article, title="Later")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusyError, match="is in use by"):
            restore_backup(made.path, path, NOON + SECOND)
    assert titles(path) == {"Later"}


@pytest.mark.parametrize("content", [b"", b"no library at all", b"SQLite format 3\0" * 400])
def test_a_file_that_is_no_library_is_moved_aside(library, path, content):
    add(library)
    made = keep_backup(path, NOON)
    library.close()
    path.write_bytes(content)
    aside = restore_backup(made.path, path, NOON + SECOND)
    assert aside.name == "library 2026-11-23 12-00-01Z (damaged).caveat"
    assert aside.read_bytes() == content
    assert titles(path) == {"Kratom tea for long shifts"}


def test_a_library_that_is_gone_comes_back(library, path):
    add(library)
    made = keep_backup(path, NOON)
    library.close()
    path.unlink()
    assert restore_backup(made.path, path, NOON + SECOND) is None
    with open_library(path, owner=OWNER) as opened:
        add(opened, VALERIAN, "valerian.md")


def test_a_backup_of_the_first_format_is_brought_up_to_date(library, path, tmp_path):
    add(library)
    old = tmp_path / "old.caveat"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript(DUMP.read_text(encoding="utf-8"))
    before = old.read_bytes()
    restore_backup(old, path, NOON)
    assert old.read_bytes() == before
    assert path.read_bytes()[60:64] == migrations.STEPS[-1].version.to_bytes(4, "big")
    assert len(titles(path)) == 1


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda content: content[:2000], LibraryCorruptError),
        (lambda _content: b"x" * 3000, NotALibraryError),
        (lambda content: content[:60] + (99).to_bytes(4, "big") + content[64:], LibraryTooNewError),
    ],
)
def test_a_backup_that_is_no_use_changes_nothing(library, path, tmp_path, spoil, error):
    add(library)
    made = keep_backup(path, NOON)
    bad = tmp_path / "bad.caveat"
    bad.write_bytes(spoil(made.path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(error):
        restore_backup(bad, path, NOON + SECOND)
    assert path.read_bytes() == before
    assert backups(path) == (made,)


def test_a_copy_of_a_backup_restores_elsewhere(library, path, tmp_path):
    add(library)
    made = keep_backup(path, NOON)
    elsewhere = tmp_path / "elsewhere" / "new.caveat"
    elsewhere.parent.mkdir()
    shutil.copy(made.path, elsewhere.parent / "copy.caveat")
    restore_backup(elsewhere.parent / "copy.caveat", elsewhere, NOON)
    assert titles(elsewhere) == titles(path)
