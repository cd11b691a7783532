"""A copy of the whole library in another file, made while it stays open."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

from annotations.errors import LibraryUnavailableError
from annotations.storage.connection import translated

#: Pages of one step; between steps other programs may write.
_STEP_PAGES = 1_000


def save_copy(connection: sqlite3.Connection, source: Path, target: Path) -> None:
    """Copy a library to a file, which is there whole or not at all.

    Works from the open handle, so also where the library's own file was moved or deleted.

    Args:
        connection: Of the library; it must have no transaction open, or SQLite waits for ever.
        source: The library's file.
        target: Replaced where it is there already.

    Raises:
        LibraryUnavailableError: the target is the library itself, or cannot be written.
    """
    if target.resolve() == source.resolve():
        raise LibraryUnavailableError(
            f"“{target.name}” is the library that is open. Choose another name for the copy."
        )
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with translated(target), contextlib.closing(sqlite3.connect(partial)) as copy:
            connection.backup(copy, pages=_STEP_PAGES)
        partial.replace(target)
    except OSError as error:
        raise LibraryUnavailableError(
            f"“{target}” cannot be written: {error.strerror or error}. Choose another place."
        ) from error
    finally:
        partial.unlink(missing_ok=True)
