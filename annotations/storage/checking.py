"""Check that a library is whole and that what it counts is true; repair it into a new file.

A check works on a copy: nothing is ever written into the library, and whoever works in it
goes on.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from annotations.errors import (
    LibraryCorruptError,
    LibraryUnavailableError,
)
from annotations.ids import OwnerId, new_uid
from annotations.storage import migrations
from annotations.storage.backups import copy_library
from annotations.storage.connection import connect, translated
from annotations.storage.content_checking import MOST_SAID, content_problems
from annotations.storage.opening import open_verified
from annotations.storage.rebuilding import Progress, rebuild_into


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check found.

    Attributes:
        problems: A sentence each; empty where all is well.
        articles: How many it has; notes and sources likewise, those in the trash too.
    """

    path: Path
    problems: tuple[str, ...]
    articles: int = 0
    notes: int = 0
    sources: int = 0

    @property
    def is_sound(self) -> bool:
        """True where nothing is wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairReport:
    """What a repair made.

    Attributes:
        path: The new file.
        lost: What could not be brought over, a sentence each.
        articles: How many the new file has; notes and sources likewise.
    """

    path: Path
    lost: tuple[str, ...]
    articles: int
    notes: int
    sources: int


def _no_progress(_share: float, _stage: str) -> None:
    return


def check_library(path: Path, *, progress: Progress = _no_progress) -> CheckReport:
    """Look through a whole library. It is only read; takes seconds for a large one.

    Args:
        path: Its file.
        progress: Called on this thread with a share of 1 and what is being done; whatever
            it raises ends the check.

    Raises:
        NotALibraryError, LibraryTooNewError: it is not ours to judge.
        LibraryUnavailableError: it is missing, locked or may not be read.
    """
    progress(0.0, "reading the file")
    with tempfile.TemporaryDirectory(prefix="caveat-check-") as folder:
        copy = Path(folder) / "copy.caveat"
        try:
            with closing(open_verified(path)):
                pass
            copy_library(path, copy)
            with translated(path), closing(connect(copy, read_only=False)) as opened:
                problems = list(_file_problems(opened))
                if problems:
                    return CheckReport(path=path, problems=tuple(problems))
                migrations.migrate(opened)
                problems = list(content_problems(opened, Path(folder), progress))
                articles, notes, sources = counted(opened)
        except LibraryCorruptError as error:
            return CheckReport(path=path, problems=(str(error),))
    progress(1.0, "done")
    return CheckReport(
        path=path, problems=tuple(problems), articles=articles, notes=notes, sources=sources
    )


def repair_library(
    path: Path, into: Path, *, owner: OwnerId | None = None, progress: Progress = _no_progress
) -> RepairReport:
    """Build a new library from all that can be read of one; that one is left as it is.

    Args:
        path: The library, damaged or not.
        into: The new file; there must be none yet.
        owner: Whose the new file is where the old one does not say.
        progress: As for `check_library`.

    Raises:
        LibraryCorruptError: too little can be read to begin with.
        LibraryUnavailableError: `into` is there already or cannot be written.
    """
    progress(0.0, "reading the file")
    built = [into.with_name(f".{into.name}.{new_uid()[-12:]}.part") for _ in range(2)]
    try:
        if into.exists():
            raise LibraryUnavailableError(
                f"“{into.name}” is there already and was left as it is. Choose another name."
            )
        with translated(path), closing(connect(path, read_only=True)) as source:
            whose = _owner(source) or owner or OwnerId(new_uid())
            lost, is_clean = rebuild_into(source, built[0], whose, progress)
        if is_clean:
            built.reverse()
        else:
            # What was left out has been counted; this time there is nothing to leave out.
            with translated(into), closing(connect(built[0], read_only=True)) as source:
                rebuild_into(source, built[1], whose, progress)
        with translated(into), closing(connect(built[1], read_only=True)) as made:
            articles, notes, sources = counted(made)
        built[1].rename(into)
    except OSError as error:
        raise LibraryUnavailableError(
            f"“{into}” cannot be written ({error.strerror or error}). Choose another place."
        ) from error
    finally:
        for leftover in built:
            with suppress(OSError):
                leftover.unlink()
    progress(1.0, "done")
    return RepairReport(path=into, lost=lost, articles=articles, notes=notes, sources=sources)


def counted(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """How many articles, notes and sources there are."""
    found = connection.execute(
        "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM annotations),"
        " (SELECT count(*) FROM sources)"
    ).fetchall()
    articles, notes, sources = found[0]
    return articles, notes, sources


def _owner(source: sqlite3.Connection) -> OwnerId | None:
    try:
        found = source.execute("SELECT value FROM meta WHERE key = 'owner'").fetchall()
    except sqlite3.DatabaseError:
        return None
    return OwnerId(found[0][0]) if found else None


def _file_problems(copy: sqlite3.Connection) -> Iterator[str]:
    try:
        for (line,) in copy.execute(f"PRAGMA integrity_check({MOST_SAID})").fetchall():
            if line != "ok":
                yield f"The file is damaged: {line}."
        dangling = copy.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        yield f"The file is damaged: {error}."
        return
    for table, number in _numbers(row[0] for row in dangling):
        yield f"{number:,} rows of “{table}” name something that is not there."


def _numbers(names: Iterator[str]) -> list[tuple[str, int]]:
    return [(name, len(list(same))) for name, same in groupby(sorted(names))]
