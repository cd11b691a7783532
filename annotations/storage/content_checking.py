"""What a library says, checked: quotations, texts, histories, search indexes and counts."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path

from annotations.ids import OwnerId
from annotations.storage.connection import connect
from annotations.storage.rebuilding import DERIVED_COLUMNS, Progress, rebuild_into
from annotations.storage.snapshots import from_json, read_record

#: So many single problems of a kind are said; then their number.
MOST_SAID = 20

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


def content_problems(copy: sqlite3.Connection, folder: Path, progress: Progress) -> Iterator[str]:
    """What is wrong with a library whose file is whole, a sentence each.

    Args:
        copy: Of the present format; its indexes are asked to check themselves.
        folder: Where it is rebuilt, to count anew.
        progress: Called with a share of 1 and what is being done.
    """
    progress(0.15, "checking the search indexes")
    yield from _search_problems(copy)
    progress(0.25, "checking quotations")
    yield from _said(_place_problems(copy), "quotations are not at their places")
    yield from _said(_text_problems(copy), "texts or files are not what they were")
    progress(0.4, "checking the history")
    yield from _said(_history_problems(copy), "histories end otherwise")
    fresh = folder / "fresh.caveat"
    lost, _ = rebuild_into(
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
    yield from found[:MOST_SAID]
    if len(found) > MOST_SAID:
        yield f"{len(found) - MOST_SAID:,} more {what}."
