"""The one place that connects to a library file and knows SQLite's moods.

A file is judged by its first 100 bytes before SQLite touches it. Everything that SQLite
raises because of the file or the disk becomes a `LibraryError` with a sentence; what it
raises because of our own mistakes is let through.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from annotations.errors import (
    LibraryBusyError,
    LibraryCorruptError,
    LibraryError,
    LibraryTooNewError,
    LibraryUnavailableError,
    NotALibraryError,
)

APPLICATION_ID = 0x43565431
SCHEMA_VERSION = 2
#: How long a statement waits for another program, in seconds.
BUSY_TIMEOUT_S = 5.0

_MAGIC = b"SQLite format 3\0"
_HEADER_BYTES = 100
_MAX_VALUE_BYTES = 256 << 20
#: Said with the general error code, of a file that is not as its schema says.
_CORRUPT_WORDS = ("unsupported file format", "invalid fts5 file format", "malformed")
_CORRUPT_CODES = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 100 bytes of a library say.

    Source:
        https://www.sqlite.org/fileformat2.html, section 1.3.
    """

    schema_version: int
    #: True where the file is longer than its header says, as after a crash.
    is_suspicious: bool


def read_header(path: Path) -> Header:
    """Judge a file by its first bytes, without SQLite.

    Raises:
        LibraryUnavailableError: missing, a folder, or not readable.
        NotALibraryError: not SQLite, not Caveat's, or changed to write-ahead logging.
        LibraryTooNewError: written by a newer Caveat.
        LibraryCorruptError: shorter than it says.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_BYTES)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise LibraryUnavailableError(_unreadable(path, error)) from error
    if len(head) < _HEADER_BYTES or not head.startswith(_MAGIC):
        raise NotALibraryError(
            f"“{path.name}” is not a Caveat library. Choose a file that Caveat made."
        )
    if _number(head, 68) != APPLICATION_ID:
        raise NotALibraryError(
            f"“{path.name}” is a database of another program, not a Caveat library."
        )
    version = _number(head, 60)
    check_version(path, version)
    if head[18] != 1 or head[19] != 1:
        raise NotALibraryError(
            f"“{path.name}” was changed by another program (write-ahead logging is on), so"
            " copying or moving it could lose notes. Open it in that program, set the journal"
            " mode back to DELETE, and try again."
        )
    return Header(version, is_suspicious=_check_size(path, head, size))


def check_version(path: Path, version: int) -> None:
    """Refuse a file of a format that this Caveat does not know."""
    if version > SCHEMA_VERSION:
        raise LibraryTooNewError(
            f"“{path.name}” was written by a newer Caveat (format {version}; this one reads"
            f" up to {SCHEMA_VERSION}). Install a newer Caveat to open it."
        )
    if version < 1:
        raise NotALibraryError(
            f"“{path.name}” is not a finished Caveat library. Choose another file."
        )


def _check_size(path: Path, head: bytes, size: int) -> bool:
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    says = page * _number(head, 28)
    is_size_valid = head[24:28] == head[92:96]
    if is_size_valid and size < says:
        raise LibraryCorruptError(
            f"“{path.name}” is cut off: it has {size:,} of {says:,} bytes. Copy it again from"
            " where it came from, or restore a backup."
        )
    return not is_size_valid or size != says


def _number(head: bytes, offset: int) -> int:
    return int.from_bytes(head[offset : offset + 4], "big")


def _unreadable(path: Path, error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return f"There is no library at “{path}”. It may have been moved or renamed."
        case IsADirectoryError():
            return f"“{path}” is a folder, not a library. Choose a .caveat file."
        case PermissionError() if path.is_dir():
            return f"“{path}” is a folder, not a library. Choose a .caveat file."
        case PermissionError():
            return f"You have no permission to read “{path}”. Ask its owner for access."
        case _:
            return f"“{path}” cannot be read ({error.strerror or error}). Check the disk."


def connect(
    path: Path, *, read_only: bool, timeout_s: float = BUSY_TIMEOUT_S
) -> sqlite3.Connection:
    """Open a judged file, in SQLite's own autocommit and with our pragmas.

    A read-only connection cannot write whatever it is asked, and trusts nothing that the
    file's schema says. Python's implicit transactions are off: a phantom one would lose
    all that follows it on close.
    """
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{_uri(path)}?mode={mode}", uri=True, timeout=timeout_s, isolation_level=None
    )
    try:
        _configure(connection, read_only=read_only)
    except BaseException:
        connection.close()
        raise
    return connection


def copy_to_memory(source: sqlite3.Connection) -> sqlite3.Connection:
    """A copy that lives as long as its connection, and may still be brought up to date."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        source.backup(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def make_read_only(connection: sqlite3.Connection) -> None:
    """Have a connection write nothing from now on, and trust nothing that a schema says."""
    _configure(connection, read_only=True)
    connection.execute("PRAGMA query_only=ON")


def _uri(path: Path) -> str:
    # Not as_uri: SQLite takes no server's name before the path, as a Windows share has one.
    absolute = path.absolute().as_posix()
    slash = "" if absolute.startswith("/") else "/"
    return f"file://{slash}{quote(os.fsencode(absolute))}"


def _configure(connection: sqlite3.Connection, *, read_only: bool) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _MAX_VALUE_BYTES)
    pragmas = [
        "foreign_keys=ON",
        "synchronous=FULL",
        "cell_size_check=ON",
        "mmap_size=0",
        "secure_delete=ON",
        "cache_size=-65536",
        "temp_store=MEMORY",
    ]
    if read_only:
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        # Not on a connection that writes: SQLite 3.40 then refuses our own FTS triggers.
        pragmas.append("trusted_schema=OFF")
    if sys.platform == "darwin":
        pragmas.append("fullfsync=ON")
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the file or the disk does to a statement into a `LibraryError`."""
    try:
        yield
    except sqlite3.Error as error:
        known = _sentence(path, error)
        if known is None:
            raise
        raise known from error
    except (UnicodeDecodeError, OverflowError, MemoryError) as error:
        raise damaged(path) from error


def damaged(path: Path) -> LibraryCorruptError:
    """The error for content that our own code cannot have written."""
    return LibraryCorruptError(
        f"“{path.name}” is damaged. Restore a backup, or ask for a new copy of it."
    )


def is_sound(connection: sqlite3.Connection) -> bool:
    """Check the whole file, row by row and reference by reference: seconds for a large one.

    Asked only after an error that is a mistake of ours or damage to the file.
    """
    try:
        pages = connection.execute("PRAGMA integrity_check(1)").fetchall()
        dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error:
        return False
    return pages == [("ok",)] and not dangling


def _sentence(path: Path, error: sqlite3.Error) -> LibraryError | None:
    code = getattr(error, "sqlite_errorcode", None)
    name = path.name
    if code is None:
        # The driver's own errors carry no code; text that is not UTF-8 is one of them.
        return damaged(path) if "Could not decode to UTF-8" in str(error) else None
    primary = code & 0xFF
    is_malformed = primary == sqlite3.SQLITE_ERROR and any(w in str(error) for w in _CORRUPT_WORDS)
    if primary in _CORRUPT_CODES or is_malformed:
        return damaged(path)
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return LibraryUnavailableError(
            f"“{name}” was moved, renamed or deleted while it was open, so nothing was saved."
            " Put it back, or save a copy."
        )
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusyError(
            f"“{name}” is in use by {lock_holder(path)}. Nothing was changed; wait until it is"
            " done, then try again."
        )
    sentences = {
        sqlite3.SQLITE_FULL: f"The disk is full, so nothing was saved in “{name}”."
        " Free some space and try again.",
        sqlite3.SQLITE_READONLY: f"“{name}” cannot be written: the file or its folder is"
        " read-only. Save a copy elsewhere.",
        sqlite3.SQLITE_CANTOPEN: f"“{name}” cannot be opened. Check that it is still at"
        f" “{path.parent}” and that you may read and write there.",
        sqlite3.SQLITE_IOERR: f"The disk failed while reading or writing “{name}”."
        " Check the disk and try again.",
        sqlite3.SQLITE_PERM: f"You have no permission to open “{path}”.",
        sqlite3.SQLITE_NOMEM: f"There is not enough memory to read “{name}”."
        " Close other programs and try again.",
        sqlite3.SQLITE_INTERRUPT: f"“{name}” takes too long to read. It may be damaged, or the"
        " disk very busy; try again, or restore a backup.",
        sqlite3.SQLITE_TOOBIG: f"“{name}” holds a text that is too large to read."
        " It may be damaged; restore a backup.",
    }
    return LibraryUnavailableError(sentences[primary]) if primary in sentences else None


def lock_holder(path: Path) -> str:
    """Name the program that holds the file, as far as the system tells: “sqlite3 (process
    4711)”, or “another program”.

    Read from Linux's list of locks: opening the file to ask would drop our own locks.
    """
    try:
        inode = path.stat().st_ino
        locks = Path("/proc/locks").read_text(encoding="ascii")
        for line in locks.splitlines():
            fields = line.split()
            if fields[3] == "WRITE" and int(fields[5].rsplit(":", 1)[1]) == inode:
                if int(fields[4]) == os.getpid():
                    return "another window of Caveat"
                program = Path(f"/proc/{fields[4]}/comm").read_text(encoding="utf-8").strip()
                return f"“{program}” (process {fields[4]})"
    except (OSError, ValueError, IndexError):
        pass
    return "another program"


@contextmanager
def impatient(connection: sqlite3.Connection) -> Iterator[None]:
    """Wait for no other program meanwhile: what is locked is refused at once."""
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout=0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA busy_timeout={int(patience)}")
