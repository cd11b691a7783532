"""A library built anew from the rows of another: what is derived is counted again.

Rows are copied column by column through the schema's own triggers, so that search indexes
and counters are made as a verb makes them. What cannot be read, or names what is not there,
is left out and said.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from annotations.ids import OwnerId
from annotations.storage.clock import utc_now
from annotations.storage.connection import connect, translated
from annotations.storage.coverage import recount_article
from annotations.storage.opening import create_file
from annotations.storage.rows import columns, lines_from_text
from annotations.storage.sentence_index import fill_sentences
from annotations.storage.snapshots import from_json, source_keys, write_record

Progress = Callable[[float, str], None]

#: Copied in this order, since triggers look at what is there; others follow by name.
_FIRST = (
    "reviewers", "blobs", "articles", "revisions", "sources", "annotations", "targets", "evidence",
    "sentence_checks", "attachments", "change_log",
)  # fmt: skip
#: Made by triggers and verbs from the other tables.
DERIVED_TABLES = frozenset({"article_notes", "facet_counts", "article_counts", "note_tags"})
DERIVED_COLUMNS = {
    "articles": (
        "n_info", "n_moderate", "n_serious", "n_critical", "drafts", "checked", "to_check",
        "fully_checked", "checked_on", "checked_by", "strip",
    ),
    "annotations": ("live", "warned", "unsourced"),
    "sources": (
        "cited", "cited_published", "last_checked", "doi_key", "pmid_key", "isbn_key",
        "fields_sha256",
    ),
}  # fmt: skip
_NAMES = {
    "blobs": "kept files", "revisions": "texts", "annotations": "notes",
    "targets": "places of notes", "evidence": "ties of notes to sources",
    "sentence_checks": "checked sentences", "change_log": "versions of the history",
    "unsaved_edits": "unsaved edits",
}  # fmt: skip


def rebuild(
    source: sqlite3.Connection, target: sqlite3.Connection, progress: Progress
) -> tuple[tuple[str, ...], bool]:
    """Copy all that can be read into a fresh library, and derive the rest.

    Args:
        source: Of any format; only read.
        target: An empty library of the present format, in autocommit.
        progress: Called with a share of 1 and what is being done.

    Returns:
        What was lost, a sentence each, empty where all is there; and whether the counts
        are right: not where rows had to go that were counted, so that the result has to be
        rebuilt once more.
    """
    lost: list[str] = []
    source.text_factory = lambda stored: stored.decode("utf-8", "replace")
    target.execute("PRAGMA foreign_keys=OFF")
    target.execute("BEGIN IMMEDIATE")
    tables = _tables(source, target)
    for number, table in enumerate(tables):
        progress(0.7 * number / len(tables), f"copying {_NAMES.get(table, table)}")
        _copy(source, target, table, lost)
    progress(0.7, "restoring from the history")
    is_clean = not _drop_dangling(target, lost)
    _fill_in(target, lost)
    progress(0.8, "counting")
    _derive(target)
    target.execute("COMMIT")
    target.execute("PRAGMA foreign_keys=ON")
    return tuple(lost), is_clean


def rebuild_into(
    source: sqlite3.Connection, path: Path, owner: OwnerId, progress: Progress
) -> tuple[tuple[str, ...], bool]:
    """Make a new file of `owner`, with all that can be read of a library; as `rebuild` returns."""
    create_file(path, owner)
    with translated(path), closing(connect(path, read_only=False)) as target:
        # Nothing is lost by a crash before the file has its name.
        target.execute("PRAGMA synchronous=OFF")
        return rebuild(source, target, progress)


def _tables(source: sqlite3.Connection, target: sqlite3.Connection) -> list[str]:
    there = _plain_tables(source)
    wanted = _plain_tables(target) - DERIVED_TABLES - {"meta", "_sqlite_migrations"}
    order = {table: number for number, table in enumerate(_FIRST)}
    return sorted(wanted & there, key=lambda table: (order.get(table, len(order)), table))


def _plain_tables(connection: sqlite3.Connection) -> set[str]:
    # Not those behind a search index, which belong to it.
    rows = connection.execute("PRAGMA table_list").fetchall()
    return {
        row[1]
        for row in rows
        if row[0] == "main" and row[2] == "table" and not row[1].startswith("sqlite_")
    }


def _columns(connection: sqlite3.Connection, table: str) -> list[str]:
    rows = connection.execute(f"PRAGMA table_xinfo({table})").fetchall()
    return [row[1] for row in rows if row[6] == 0]


def _copy(
    source: sqlite3.Connection, target: sqlite3.Connection, table: str, lost: list[str]
) -> None:
    derived = set(DERIVED_COLUMNS.get(table, ()))
    there = set(_columns(source, table)) - derived
    names = [name for name in _columns(target, table) if name in there]
    extra = ("doi_key", "pmid_key", "isbn_key", "fields_sha256") if table == "sources" else ()
    marks = ", ".join("?" * (len(names) + len(extra)))
    sql = f"INSERT OR IGNORE INTO {table}({columns((*names, *extra))}) VALUES({marks})"
    refused = 0
    for row in _readable(source, table, names, lost):
        values = _storable(table, dict(zip(names, row, strict=True)))
        try:
            refused += 1 - target.execute(sql, tuple(values.values())).rowcount
        except (sqlite3.Error, KeyError, TypeError, ValueError):
            refused += 1
    if refused:
        lost.append(f"{refused:,} of the {_NAMES.get(table, table)} made no sense.")
    if table == "revisions":
        # Now that the texts are there, each article shows its own.
        for uid, revision in _shown(source):
            target.execute("UPDATE articles SET revision_id = ? WHERE uid = ?", (revision, uid))


def _storable(table: str, values: dict[str, Any]) -> dict[str, Any]:
    if table == "articles":
        return {**values, "revision_id": None}
    if table == "sources":
        return {**values, **source_keys(values)}
    return values


def _shown(source: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    yield from _readable(source, "articles", ["uid", "revision_id"], [])


def _readable(
    source: sqlite3.Connection, table: str, names: list[str], lost: list[str]
) -> Iterator[Any]:
    """The rows from the first on and, where one cannot be read, from the last backwards."""
    # Where a table has no row numbers, its rows are told apart by all that they say.
    is_numbered = _is_numbered(source, table)
    key = "rowid" if is_numbered else "1"
    seen = set[Any]()
    is_whole = True
    for order in ("ASC", "DESC"):
        sql = f"SELECT {key}, {columns(names)} FROM {table} NOT INDEXED"
        sql += f" ORDER BY rowid {order}" if is_numbered else ""
        try:
            for row_id, *row in source.execute(sql):
                mark = row_id if is_numbered else tuple(row)
                if mark in seen:
                    break
                seen.add(mark)
                yield row
        except (sqlite3.Error, OverflowError, MemoryError):
            is_whole = False
        if is_whole:
            return
    lost.append(f"Some of the {_NAMES.get(table, table)} could not be read.")


def _is_numbered(source: sqlite3.Connection, table: str) -> bool:
    rows = source.execute("PRAGMA table_list").fetchall()
    return not any(row[1] == table and row[4] for row in rows)


def _fill_in(target: sqlite3.Connection, lost: list[str]) -> None:
    """Bring back notes and sources that are only in the history."""
    back = 0
    for entity, table in (("source", "sources"), ("annotation", "annotations")):
        rows = target.execute(
            "SELECT uid, version, snapshot, at FROM change_log c WHERE entity = ?"
            f" AND NOT EXISTS(SELECT 1 FROM {table} t WHERE t.uid = c.uid)"
            " AND version = (SELECT max(version) FROM change_log h WHERE h.uid = c.uid)",
            (entity,),
        ).fetchall()
        for uid, version, snapshot, at in rows:
            target.execute("SAVEPOINT one")
            try:
                write_record(target, entity, uid, from_json(entity, snapshot), at)  # type: ignore[arg-type]
                if entity == "annotation":
                    target.execute(
                        "UPDATE annotations SET version = ? WHERE uid = ?", (version, uid)
                    )
                back += 1
            except (sqlite3.Error, KeyError, TypeError, ValueError):
                target.execute("ROLLBACK TO one")
            target.execute("RELEASE one")
    if back:
        lost.append(f"Notes and sources that were gone and are back from the history: {back:,}.")


def _drop_dangling(target: sqlite3.Connection, lost: list[str]) -> bool:
    """Leave out what names something that is not there; a text outlives its file.

    Returns:
        Whether anything had to go.
    """
    now = utc_now()
    for table, column in _references(target, "reviewers"):
        target.execute(
            "INSERT INTO reviewers(id, uid, name, orcid, conflict_of_interest, created_at)"
            f" SELECT DISTINCT {column}, 'lost-' || {column}, 'unknown reviewer', '', '', ?"
            f" FROM {table} WHERE {column} IS NOT NULL"
            f" AND {column} NOT IN(SELECT id FROM reviewers)",
            (now,),
        )
    filled = target.execute(
        "INSERT INTO blobs(sha256, size, data) SELECT DISTINCT source_sha256, 0, ? FROM revisions"
        " WHERE source_sha256 NOT IN(SELECT sha256 FROM blobs)",
        (zlib.compress(b""),),
    ).rowcount
    if filled > 0:
        lost.append(f"The original files of {filled:,} texts are gone; the texts are there.")
    textless = target.execute(
        "DELETE FROM articles WHERE revision_id IS NULL"
        " OR revision_id NOT IN(SELECT id FROM revisions)"
    ).rowcount
    if textless > 0:
        lost.append(f"The texts of {textless:,} articles are gone, and the articles with them.")
    is_dropping = textless > 0
    while broken := {row[0] for row in target.execute("PRAGMA foreign_key_check").fetchall()}:
        is_dropping = True
        for table in sorted(broken):
            number = sum(
                target.execute(
                    f"DELETE FROM {table} WHERE {column} NOT IN(SELECT {key} FROM {parent})"
                ).rowcount
                for parent, column, key in _parents(target, table)
            )
            if table not in DERIVED_TABLES:
                what = _NAMES.get(table, table)
                lost.append(f"{number:,} of the {what} spoke of something that is gone.")
    return is_dropping


def _parents(target: sqlite3.Connection, table: str) -> list[tuple[str, str, str]]:
    """Table, own column and column there of each reference."""
    rows = target.execute(f"PRAGMA foreign_key_list({table})").fetchall()
    return [(row[2], row[3], row[4]) for row in rows]


def _references(target: sqlite3.Connection, parent: str) -> list[tuple[str, str]]:
    return [
        (table, column)
        for table in sorted(_plain_tables(target))
        for other, column, _ in _parents(target, table)
        if other == parent
    ]


def _derive(target: sqlite3.Connection) -> None:
    """What the verbs keep; triggers have made the rest."""
    target.execute(
        "UPDATE annotations SET unsourced = no_source_needed = ''"
        " AND NOT EXISTS(SELECT 1 FROM evidence e WHERE e.annotation_id = annotations.id)"
    )
    target.execute(
        "UPDATE annotations SET warned = (category = 'dangerous' AND severity < 3)"
        " OR (severity = 4 AND advice = '') OR (status IN('ready', 'approved') AND unsourced)"
    )
    target.executemany(
        "INSERT OR IGNORE INTO note_tags(tag, annotation_id) VALUES(?, ?)",
        [
            (tag, row_id)
            for row_id, tags in target.execute("SELECT id, tags FROM annotations").fetchall()
            for tag in lines_from_text(tags)
        ],
    )
    fill_sentences(target)
    times = target.execute("SELECT id, modified_at FROM articles").fetchall()
    for row_id, modified_at in times:
        with suppress(ValueError, IndexError):
            # A text whose sentences cannot be read stays uncounted.
            recount_article(target, row_id, modified_at)
