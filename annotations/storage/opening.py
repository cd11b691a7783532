"""Open a library: judge it, verify it, and only then perhaps write into it."""

from __future__ import annotations

import datetime as dt
import errno
import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import (
    LibraryUnavailableError,
    NotALibraryError,
)
from annotations.ids import OwnerId, new_uid
from annotations.storage import connection as files
from annotations.storage import migrations
from annotations.storage.backup_names import free_backup_path
from annotations.storage.clock import utc_now
from annotations.storage.connection import connect, damaged, translated

#: Longest time that a file's schema may take to read, in seconds.
_VERIFY_DEADLINE_S = 5.0
_STEPS_PER_CHECK = 10_000
#: Largest older file that is read in a copy, in bytes.
_MOST_IN_MEMORY = 512 << 20

OPENED_READ_ONLY = "This library was opened for reading only."
WRITTEN_BY_SOMEONE_ELSE = (
    "This library was written by someone else, so it is open for reading only:"
    " nothing in it is changed."
)

#: The first that knows STRICT tables.
_OLDEST_SQLITE = (3, 37)

FileId = tuple[int, int]


class _OpenFiles:
    """The files that this process has open as libraries.

    Closing any handle of a file drops all POSIX locks that the process holds on it, those
    of SQLite included, so the header of a file that is open already is not read again.
    """

    def __init__(self) -> None:
        self._counts: Counter[FileId] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def judging(self, path: Path) -> Iterator[bool]:
        """Hold back other opens; yields True where the file is open already."""
        with self._lock:
            identity = _identity(path)
            yield identity is not None and self._counts[identity] > 0

    def enter(self, path: Path) -> FileId | None:
        with self._lock:
            identity = _identity(path)
            if identity is not None:
                self._counts[identity] += 1
            return identity

    def leave(self, identity: FileId | None) -> None:
        with self._lock:
            if identity is not None:
                self._counts[identity] -= 1


_OPEN_FILES = _OpenFiles()


def _identity(path: Path) -> FileId | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A verified library file.

    Attributes:
        connection: Ready for use; reading only where there is a reason.
        read_only_reason: A sentence; empty where the library may be written.
    """

    connection: sqlite3.Connection
    read_only_reason: str
    identity: FileId | None

    def close(self) -> None:
        """Close the connection; once."""
        self.connection.close()
        _OPEN_FILES.leave(self.identity)


def open_file(
    path: Path, *, owner: OwnerId, create: bool, read_only: bool, timeout_s: float
) -> OpenFile:
    """Open a library file; see `open_library` for what it raises."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise LibraryUnavailableError(
            f"This computer's SQLite ({sqlite3.sqlite_version}) is too old to open “{path.name}”."
            " Run Caveat with a newer Python."
        )
    if create and not path.exists():
        create_file(path, owner)
    with _OPEN_FILES.judging(path) as is_open:
        is_suspicious = False if is_open else files.read_header(path).is_suspicious
    identity = _OPEN_FILES.enter(path)
    try:
        with translated(path):
            opened = _verified(path, timeout_s, is_suspicious=is_suspicious)
            reason = OPENED_READ_ONLY if read_only else _why_read_only(path, opened, owner)
            opened = _up_to_date(path, opened, reason, timeout_s)
            if not reason:
                opened.close()
                opened = connect(path, read_only=False, timeout_s=timeout_s)
    except BaseException:
        _OPEN_FILES.leave(identity)
        raise
    return OpenFile(opened, reason, identity)


def open_verified(path: Path, timeout_s: float = files.BUSY_TIMEOUT_S) -> sqlite3.Connection:
    """Open a library of any format of ours for reading; for what is not used as one now.

    Raises:
        LibraryError: as `open_library` does.
    """
    with _OPEN_FILES.judging(path) as is_open:
        if not is_open:
            files.read_header(path)
    with translated(path):
        return _verified(path, timeout_s, is_suspicious=False)


def _verified(path: Path, timeout_s: float, *, is_suspicious: bool) -> sqlite3.Connection:
    """Connect for reading and make sure that the schema is one of ours."""
    if path.with_name(path.name + "-journal").exists() and _may_write(path):
        _roll_back(path, timeout_s)
    opened = connect(path, read_only=True, timeout_s=timeout_s)
    try:
        deadline = time.monotonic() + timeout_s + _VERIFY_DEADLINE_S
        opened.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_PER_CHECK)
        _check_schema(path, opened)
        if is_suspicious:
            _check_pages(path, opened)
        opened.set_progress_handler(None, 0)
    except BaseException:
        opened.close()
        raise
    return opened


def _roll_back(path: Path, timeout_s: float) -> None:
    """Have SQLite undo what a crash left half done, which a reader may not."""
    with closing(connect(path, read_only=False, timeout_s=timeout_s)) as opened:
        opened.execute("PRAGMA query_only=ON")
        opened.execute("PRAGMA schema_version").fetchall()


def _check_pages(path: Path, opened: sqlite3.Connection) -> None:
    if opened.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise damaged(path)


def _check_schema(path: Path, opened: sqlite3.Connection) -> None:
    if opened.execute("PRAGMA application_id").fetchone()[0] != files.APPLICATION_ID:
        raise NotALibraryError(f"“{path.name}” is not a Caveat library any more.")
    version = opened.execute("PRAGMA user_version").fetchone()[0]
    files.check_version(path, version)
    known = {step.version: step.fingerprint for step in migrations.STEPS}
    if migrations.fingerprint(opened) != known[version]:
        raise NotALibraryError(
            f"“{path.name}” was changed by another program: its inner structure is not one"
            " that Caveat makes, so it is not trusted. Ask for a copy saved by Caveat."
        )


def _why_read_only(path: Path, opened: sqlite3.Connection, owner: OwnerId) -> str:
    rows = opened.execute("SELECT value FROM meta WHERE key = 'owner'").fetchall()
    if not rows or rows[0][0] != owner:
        return WRITTEN_BY_SOMEONE_ELSE
    if not _may_write(path):
        return (
            f"“{path.name}” is open for reading only: the file or its folder cannot be"
            " written. Save a copy elsewhere to work on it."
        )
    return ""


def _may_write(path: Path) -> bool:
    # The folder too: a journal is made beside the file with every change.
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _up_to_date(
    path: Path, opened: sqlite3.Connection, reason: str, timeout_s: float
) -> sqlite3.Connection:
    """Migrate an older file, with a backup first, or a copy of one that may not be written;
    hand others back as they are.
    """
    version = opened.execute("PRAGMA user_version").fetchone()[0]
    if version == migrations.STEPS[-1].version:
        return opened
    if reason:
        with closing(opened):
            return _migrated_copy(path, opened, reason)
    opened.close()
    backup = _backup_to_make(path)
    with closing(connect(path, read_only=False, timeout_s=timeout_s)) as writer:
        writer.execute("VACUUM INTO ?", (str(backup),))
        migrations.migrate(writer)
    return _verified(path, timeout_s, is_suspicious=False)


def _migrated_copy(path: Path, opened: sqlite3.Connection, reason: str) -> sqlite3.Connection:
    """What an older file holds, in today's format and in memory: nothing is written into it."""
    ((pages,), (page_size,)) = (
        opened.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
    )
    if pages * page_size > _MOST_IN_MEMORY:
        raise LibraryUnavailableError(
            f"“{path.name}” was written by an older Caveat and has to be brought up to date,"
            f" which is not possible here. {reason} Ask for a copy saved by today's Caveat."
        )
    copy = files.copy_to_memory(opened)
    try:
        migrations.migrate(copy)
        files.make_read_only(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def _backup_to_make(path: Path) -> Path:
    why = f"before format {migrations.STEPS[-1].version}"
    backup = free_backup_path(path, dt.datetime.now(dt.UTC), why)
    try:
        backup.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise LibraryUnavailableError(
            f"“{path.name}” has to be brought up to date, and no backup of it can be put into"
            f" “{backup.parent}” ({error.strerror or error}). Make sure that you may write there."
        ) from error
    return backup


def create_file(path: Path, owner: OwnerId) -> None:
    """Make an empty library, whole or not at all; one that appears meanwhile is kept.

    Raises:
        LibraryUnavailableError: the folder cannot be made or written, or the disk is full.
    """
    building = path.with_name(f".{path.name}.{new_uid()[-12:]}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with translated(path):
            _build(building, owner)
        _publish(building, path)
    except OSError as error:
        raise LibraryUnavailableError(
            f"No library can be made at “{path}” ({error.strerror or error})."
            " Choose a folder that you may write in."
        ) from error
    finally:
        with suppress(OSError):
            building.unlink()


def _build(building: Path, owner: OwnerId) -> None:
    with closing(sqlite3.connect(building, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        migrations.migrate(connection)
        connection.executemany(
            "INSERT INTO meta(key, value) VALUES(?, ?)",
            [("owner", owner), ("format", "caveat-library"), ("created_at", utc_now())],
        )


def _publish(building: Path, path: Path) -> None:
    try:
        os.link(building, path)
    except FileExistsError:
        return
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        # A disk without hard links, such as FAT.
        if not path.exists():
            building.replace(path)
