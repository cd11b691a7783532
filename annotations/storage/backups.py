"""Backups beside the library: made while it is in use, rotated, and brought back.

A backup is a library like any other, marked as not to be written. It is there whole or not
at all, and was looked through before it counts: a damaged library pushes no good backup out.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from annotations.errors import (
    LibraryBusyError,
    LibraryCorruptError,
    LibraryUnavailableError,
    NotALibraryError,
)
from annotations.ids import new_uid
from annotations.storage.backup_names import (
    backup_folder,
    free_backup_path,
    outdated,
    read_backup_name,
)
from annotations.storage.connection import (
    APPLICATION_ID,
    BUSY_TIMEOUT_S,
    connect,
    lock_holder,
    translated,
)
from annotations.storage.opening import open_verified

#: Pages copied before others may write again: 4 MB, about 10 ms. A change in between makes
#: SQLite begin anew, so that the steps grow with each beginning.
_STEP_PAGES = 1_000
_GROWTH = 4
#: Pages that others wait for at most: 400 MB, about 2 s, when they wait 5 s for a lock.
_MOST_PAGES = 100_000
#: So often it is begun anew with the longest steps before it is given up until later.
_MOST_TRIES = 4

#: How soon a lock is tried for again.
_RETRY_S = 0.005

_HEAD = "SELECT id, action FROM change_log ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup of a library.

    Attributes:
        path: Its file.
        at: UTC time, `2026-11-23T07:54:12Z`.
        size: In bytes.
        reason: Why it was made, where not by the clock ("before restoring"). Such a backup
            stays until somebody deletes it.
    """

    path: Path
    at: str
    size: int
    reason: str = ""


class _ChangedMeanwhileError(Exception):
    """The library was written to between two steps, so SQLite has begun anew."""


def backups(library: Path) -> tuple[Backup, ...]:
    """The backups of a library, the newest first; empty where its folder cannot be read."""
    found = []
    with suppress(OSError):
        for entry in backup_folder(library).iterdir():
            known = read_backup_name(library, entry.name)
            if known is not None and entry.is_file():
                at, number, reason = known
                status = entry.stat()
                made = Backup(entry, _text(at), status.st_size, reason)
                found.append((at, number, status.st_mtime_ns, made))
    found.sort(key=lambda item: item[:3], reverse=True)
    return tuple(item[3] for item in found)


def keep_backup(
    library: Path, now: dt.datetime, *, reason: str = "", even_if_same: bool = False
) -> Backup | None:
    """Make a backup of a library that is in use, and let outdated ones go.

    Runs on any thread, on a connection of its own; others read and write meanwhile.

    Args:
        library: Its file.
        now: The time, with its zone.
        reason: In brackets in the name; empty for a backup by the clock.
        even_if_same: Make one also where the newest backup holds the same.

    Returns:
        The backup; None where nothing has changed since the newest one.

    Raises:
        LibraryBusyError: the library is written to without a pause.
        LibraryCorruptError: the library is damaged; what was kept before stays.
        LibraryUnavailableError: it cannot be read, or the backup cannot be written.
    """
    with translated(library), closing(connect(library, read_only=True)) as source:
        if not even_if_same and _is_kept(library, source):
            return None
        made = _copied(library, source, now, reason)
    _rotate(library, now)
    return made


def restore_backup(backup: Path, library: Path, now: dt.datetime) -> Path | None:
    """Put a backup in the place of a library, whose present state is set aside first.

    The present content becomes a backup itself. The library is then replaced in one
    transaction, so that other windows that have it open see the change as they see any
    other; a crash on the way leaves it as it was. One that is damaged, or is no library,
    is moved aside whole. The backup stays as it is; one of an older format is brought up to
    date on the way.

    Args:
        backup: The file to bring back.
        library: Where to.
        now: The time, with its zone.

    Returns:
        Where the present state was put; None where there was none.

    Raises:
        LibraryError: the backup is damaged or no library; the library is being written to,
            or cannot be written. Then nothing has changed but that it was set aside.
    """
    fresh = library.with_name(f".{library.name}.{new_uid()[-12:]}.restoring")
    with _told(library):
        try:
            _make_fresh(backup, fresh)
            aside = _set_aside(library, now) if library.exists() else None
            if library.exists():
                _replace_content(library, fresh)
            else:
                fresh.rename(library)
        finally:
            fresh.unlink(missing_ok=True)
    return aside


def copy_library(library: Path, target: Path) -> None:
    """Copy a library that is in use to a new file, in small steps.

    Raises:
        LibraryError: as `keep_backup` does, though a damaged library is copied too.
    """
    with (
        translated(library),
        closing(connect(library, read_only=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        _copy_in_steps(library, source, copy)


def _is_kept(library: Path, source: sqlite3.Connection) -> bool:
    """Whether the newest backup holds what the library holds now, as far as its log says."""
    newest = next(iter(backups(library)), None)
    if newest is None:
        return False
    try:
        with closing(connect(newest.path, read_only=True)) as kept:
            return bool(kept.execute(_HEAD).fetchall() == source.execute(_HEAD).fetchall())
    except sqlite3.Error:
        return False


def _copied(library: Path, source: sqlite3.Connection, now: dt.datetime, reason: str) -> Backup:
    folder = backup_folder(library)
    partial = folder / f".{new_uid()[-12:]}.part"
    with _told(folder):
        try:
            folder.mkdir(exist_ok=True)
            with translated(partial), closing(sqlite3.connect(partial)) as copy:
                _copy_in_steps(library, source, copy)
                _refuse_damaged(library, copy)
            target = free_backup_path(library, now, reason)
            partial.rename(target)
            target.chmod(stat.S_IRUSR | stat.S_IRGRP)
        finally:
            for leftover in (partial, partial.with_name(f"{partial.name}-journal")):
                leftover.unlink(missing_ok=True)
        at = now.astimezone(dt.UTC)
        return Backup(target, _text(at), target.stat().st_size, reason)


def _copy_in_steps(library: Path, source: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    pages = _STEP_PAGES
    for attempt in count():
        try:
            _copy(library, source, copy, pages)
        except _ChangedMeanwhileError as error:
            if attempt >= _MOST_TRIES and pages >= _MOST_PAGES:
                raise LibraryBusyError(
                    f"“{library.name}” is being written to without a pause, so no backup was"
                    " made. It is tried again later."
                ) from error
            pages = min(pages * _GROWTH, _MOST_PAGES)
        else:
            return


def _copy(library: Path, source: sqlite3.Connection, copy: sqlite3.Connection, pages: int) -> None:
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    left = 0
    for connection in (source, copy):
        # SQLite's own waiting sleeps too long between tries to get in beside a busy writer.
        connection.execute("PRAGMA busy_timeout=0")

    def look(status: int, remaining: int, _total: int) -> None:
        nonlocal deadline, left
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            # Without this, the driver would wait for ever.
            if time.monotonic() > deadline:
                raise LibraryBusyError(
                    f"“{library.name}” is in use by {lock_holder(library)}. Nothing was"
                    " changed; wait until it is done, then try again."
                )
            return
        if left and remaining >= left:
            raise _ChangedMeanwhileError
        left = remaining
        deadline = time.monotonic() + BUSY_TIMEOUT_S

    source.backup(copy, pages=pages, progress=look, sleep=_RETRY_S)


def _refuse_damaged(library: Path, copy: sqlite3.Connection) -> None:
    if copy.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise LibraryCorruptError(
            f"“{library.name}” is damaged, so no backup was made of it; the earlier ones are"
            " kept. Restore one of them, or check the library and repair it."
        )


def _rotate(library: Path, now: dt.datetime) -> None:
    """Delete what is outdated, as far as it is ours and can be deleted."""
    by_time: dict[dt.datetime, list[Path]] = {}
    for backup in backups(library):
        if not backup.reason:
            by_time.setdefault(dt.datetime.fromisoformat(backup.at), []).append(backup.path)
    for at in outdated(by_time, now):
        for path in by_time[at]:
            if _is_ours(path):
                with suppress(OSError):
                    # Some systems delete nothing that is marked as not to be written.
                    path.chmod(stat.S_IRUSR | stat.S_IWUSR)
                    path.unlink()


def _is_ours(path: Path) -> bool:
    # By way of SQLite: reading the file beside it would drop this process's locks on it.
    try:
        with closing(connect(path, read_only=True)) as opened:
            ((found,),) = opened.execute("PRAGMA application_id").fetchall()
    except sqlite3.Error:
        return False
    return bool(found == APPLICATION_ID)


def _make_fresh(backup: Path, fresh: Path) -> None:
    """A copy of the backup that is whole, one of ours, and of this Caveat's format."""
    from annotations.storage import migrations

    with closing(open_verified(backup)) as source, closing(sqlite3.connect(fresh)) as copy:
        with translated(fresh):
            _copy(backup, source, copy, -1)
        if copy.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
            raise LibraryCorruptError(
                f"The backup “{backup.name}” is damaged, so it was not restored. Choose another."
            )
    with translated(fresh), closing(connect(fresh, read_only=False)) as opened:
        migrations.migrate(opened)


def _set_aside(library: Path, now: dt.datetime) -> Path:
    try:
        open_verified(library).close()
        made = keep_backup(library, now, reason="before restoring", even_if_same=True)
    except (LibraryCorruptError, NotALibraryError):
        return _moved_aside(library, now)
    if made is None:
        raise AssertionError("a backup that is asked for whatever there is was not made")
    return made.path


def _moved_aside(library: Path, now: dt.datetime) -> Path:
    """Move a file that cannot be read as a library, with its journal, among the backups."""
    target = free_backup_path(library, now, "damaged")
    target.parent.mkdir(exist_ok=True)
    library.rename(target)
    with suppress(FileNotFoundError):
        library.with_name(f"{library.name}-journal").rename(
            target.with_name(f"{target.name}-journal")
        )
    return target


def _replace_content(library: Path, fresh: Path) -> None:
    with (
        translated(library),
        closing(connect(fresh, read_only=True)) as source,
        closing(connect(library, read_only=False)) as opened,
    ):
        _copy(library, source, opened, -1)


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """Turn what the disk refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise LibraryUnavailableError(
            f"Nothing can be written at “{place}” ({error.strerror or error}). Free some space,"
            " or make sure that you may write there."
        ) from error


def _text(at: dt.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
