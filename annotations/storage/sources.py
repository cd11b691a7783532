"""Sources as records, and how one is known again."""

from __future__ import annotations

import sqlite3

from annotations.model import Source
from annotations.storage.changes import Action
from annotations.storage.rows import source_to_record
from annotations.storage.snapshots import Record, read_record, source_keys

_SAME = "SELECT uid FROM sources WHERE {key} = ? AND deleted_at IS NULL ORDER BY id LIMIT 1"


def source_record(source: Source, at: str) -> Record:
    """A new source as the change log keeps it; its uid is left aside."""
    return {
        **source_to_record(source),
        "created_at": at,
        "deleted_at": None,
        "checked_on": "",
        "checked_by": None,
    }


def find_source(connection: sqlite3.Connection, record: Record) -> str | None:
    """Uid of the library's source for this work; None where it has none.

    The same in every field, else the same DOI, PMID or ISBN: a source of several with one
    identifier is thus found again as itself.
    """
    keys = source_keys(record)
    for key in ("fields_sha256", "doi_key", "pmid_key", "isbn_key"):
        if keys[key] is None:
            continue
        rows = connection.execute(_SAME.format(key=key), (keys[key],)).fetchall()
        if rows:
            return str(rows[0][0])
    return None


def take_sources_along(action: Action, note: Record) -> None:
    """Take the sources that a living note cites out of the trash.

    A source may go there while the only notes that cite it are there themselves.
    """
    for uid in dict.fromkeys(item["source"] for item in note["evidence"]):
        record = read_record(action.connection, "source", uid)
        if record["deleted_at"] is not None:
            action.write("source", uid, {**record, "deleted_at": None})
