"""Check that a library is whole and that what it counts is true; repair it into a new file.

A check works on a copy: nothing is ever written into the library, and whoever works in it
goes on.
"""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
import zlib
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
from annotations.storage.opening import create_file, open_verified
from annotations.storage.rebuilding import DERIVED_COLUMNS, Progress, rebuild
from annotations.storage.snapshots import from_json, read_record

#: So many single problems of a kind are said; then their number.
_MOST_SAID = 20

_PLACES = (
    "SELECT r.id, n.uid, n.correction, n.body, t.start_cp, t.end_cp, t.exact FROM targets t"
    " JOIN annotations n ON n.id = t.annotation_id JOIN revisions r ON r.id = t.revision_id"
    " WHERE t.start_cp IS NOT NULL ORDER BY r.id"
)
_HEADS = (
    "SELECT entity, uid, snapshot FROM change_log c"
    " WHERE version = (SELECT max(version) FROM change_log h WHERE h.uid = c.uid) ORDER BY id"
)
_COMPARED = {
    "articles": ("title", "articles count their notes or sentences wrongly"),
    "annotations": ("correction", "notes are listed wrongly"),
    "sources": ("title", "sources count their notes wrongly"),
}
_TABLES = {
    "The counts of the filters are wrong.": (
        "SELECT category, severity, status, n FROM facet_counts WHERE n <> 0 ORDER BY 1, 2, 3"
    ),
    "The counts of articles are wrong.": "SELECT state, n FROM article_counts ORDER BY 1",
    "The list of which notes belong to which article is wrong.": (
        "SELECT a.uid, n.uid FROM article_notes b JOIN articles a ON a.id = b.article_id"
        " JOIN annotations n ON n.id = b.annotation_id ORDER BY 1, 2"
    ),
    "The index of sentences is wrong.": "SELECT rowid FROM sentences_fts ORDER BY 1",
    "The list of tags is wrong.": (
        "SELECT n.uid, lower(t.tag) FROM note_tags t JOIN annotations n ON n.id = t.annotation_id"
        " ORDER BY 1, 2"
    ),
}


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
                problems = list(_content_problems(opened, Path(folder), progress))
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
            lost, is_clean = _rebuilt(source, built[0], whose, progress)
        if is_clean:
            built.reverse()
        else:
            # What was left out has been counted; this time there is nothing to leave out.
            with translated(into), closing(connect(built[0], read_only=True)) as source:
                _rebuilt(source, built[1], whose, progress)
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


def _rebuilt(
    source: sqlite3.Connection, path: Path, owner: OwnerId, progress: Progress
) -> tuple[tuple[str, ...], bool]:
    create_file(path, owner)
    with translated(path), closing(connect(path, read_only=False)) as target:
        # Nothing is lost by a crash before the file has its name.
        target.execute("PRAGMA synchronous=OFF")
        return rebuild(source, target, progress)


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
        for (line,) in copy.execute(f"PRAGMA integrity_check({_MOST_SAID})").fetchall():
            if line != "ok":
                yield f"The file is damaged: {line}."
        dangling = copy.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        yield f"The file is damaged: {error}."
        return
    for table, number in _numbers(row[0] for row in dangling):
        yield f"{number:,} rows of “{table}” name something that is not there."


def _content_problems(copy: sqlite3.Connection, folder: Path, progress: Progress) -> Iterator[str]:
    progress(0.15, "checking the search indexes")
    yield from _search_problems(copy)
    progress(0.25, "checking quotations")
    yield from _said(_place_problems(copy), "quotations are not at their places")
    yield from _said(_text_problems(copy), "texts or files are not what they were")
    progress(0.4, "checking the history")
    yield from _said(_history_problems(copy), "histories end otherwise")
    fresh = folder / "fresh.caveat"
    lost, _ = _rebuilt(
        copy, fresh, OwnerId("check"), lambda share, stage: progress(0.55 + share * 0.4, stage)
    )
    yield from lost
    with closing(connect(fresh, read_only=True)) as right:
        yield from _count_problems(copy, right)


def _search_problems(copy: sqlite3.Connection) -> Iterator[str]:
    rows = copy.execute(
        "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%' ORDER BY name"
    ).fetchall()
    for (index,) in rows:
        try:
            copy.execute(f"INSERT INTO {index}({index}, rank) VALUES('integrity-check', 1)")
        except sqlite3.DatabaseError:
            yield f"The search index “{index}” does not fit what it indexes."


def _place_problems(copy: sqlite3.Connection) -> Iterator[str]:
    rows = copy.execute(_PLACES).fetchall()
    for revision, places in groupby(rows, key=lambda row: row[0]):
        ((text,),) = copy.execute("SELECT text FROM revisions WHERE id = ?", (revision,)).fetchall()
        for _, _, correction, body, start, end, exact in places:
            if not 0 <= start < end <= len(text) or (exact and text[start:end] != exact):
                words = (correction or body)[:60]
                yield f"The note “{words}” does not quote what stands at its place."


def _text_problems(copy: sqlite3.Connection) -> Iterator[str]:
    for uid, text, known in copy.execute("SELECT uid, text, text_sha256 FROM revisions"):
        if hashlib.sha256(text.encode()).hexdigest() != known:
            yield f"The text {uid} is not what it was."
    for known, data in copy.execute("SELECT sha256, data FROM blobs"):
        try:
            is_same = hashlib.sha256(zlib.decompress(data)).hexdigest() == known
        except zlib.error:
            is_same = False
        if not is_same:
            yield f"The kept file {known[:12]} is not what it was."


def _history_problems(copy: sqlite3.Connection) -> Iterator[str]:
    for entity, uid, snapshot in copy.execute(_HEADS):
        try:
            is_same = read_record(copy, entity, uid) == from_json(entity, snapshot)
        except (KeyError, ValueError):
            is_same = False
        if not is_same:
            yield f"The history of {entity} {uid} does not end with what the library says."


def _count_problems(copy: sqlite3.Connection, fresh: sqlite3.Connection) -> Iterator[str]:
    for table, (name, wrong) in _COMPARED.items():
        sql = f"SELECT uid, {name}, {', '.join(DERIVED_COLUMNS[table])} FROM {table} ORDER BY uid"
        right = {row[0]: row for row in fresh.execute(sql)}
        found = [row for row in copy.execute(sql) if right.get(row[0], row) != row]
        if found:
            names = ", ".join(f"“{row[1][:40]}”" for row in found[:3])
            yield f"{len(found):,} {wrong}: {names}{', ...' if len(found) > 3 else ''}."
    for sentence, sql in _TABLES.items():
        if copy.execute(sql).fetchall() != fresh.execute(sql).fetchall():
            yield sentence


def _said(problems: Iterator[str], what: str) -> Iterator[str]:
    """The first problems of a kind, and how many more there are."""
    found = list(problems)
    yield from found[:_MOST_SAID]
    if len(found) > _MOST_SAID:
        yield f"{len(found) - _MOST_SAID:,} more {what}."


def _numbers(names: Iterator[str]) -> list[tuple[str, int]]:
    return [(name, len(list(same))) for name, same in groupby(sorted(names))]
