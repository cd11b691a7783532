"""Whole records as JSON values: what the change log keeps and what undo puts back.

A record names other rows by uid, never by the row numbers of this file, and leaves out what
is derived and when it was last modified. An annotation's record holds its targets and its
evidence: the note is one unit of change. So is each sentence that was checked.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from annotations.model import CautionNote, note_warnings
from annotations.storage.rows import FIELD_NAMES, SOURCE_COLUMNS, columns, lines_from_text
from annotations.storage.sentence_index import index_sentences
from annotations.vocabulary import AnchorState, Category, Severity, Status

Record = dict[str, Any]
Entity = Literal["article", "annotation", "source", "sentence", "attachment", "rejection"]

_ARTICLE = (
    *FIELD_NAMES, "file_name", "title_suggested", "block_kinds", "created_at", "deleted_at",
)  # fmt: skip
_NOTE = (
    "category", "severity", "status", "correction", "body", "advice", "tags", "certainty",
    "as_of", "is_verdict", "no_source_needed", "sheet_note", "created_at", "deleted_at",
    "withdrawn_reason", "approved_at",
)  # fmt: skip
_TARGET = (
    "uid", "role", "start_cp", "end_cp", "exact", "prefix", "suffix", "why", "heading", "state",
    "resolved_start", "resolved_end", "score", "flags", "suggestions",
)  # fmt: skip
#: What a target says that a person has put where it stands.
CONFIRMED: Record = {
    "state": AnchorState.EXACT.value, "resolved": None, "resolved_start": None,
    "resolved_end": None, "score": 1.0, "flags": "", "suggestions": "",
}  # fmt: skip
_EVIDENCE = ("uid", "relation", "why", "quote", "locator", "checked")
_SOURCE = (*SOURCE_COLUMNS[1:], "created_at", "deleted_at", "checked_on")
_SENTENCE = ("start_cp", "end_cp", "checked_at", "deleted_at")
_REJECTION = ("key_sha256", "rejected_at", "deleted_at")
_ATTACHMENT = ("sha256", "name", "media_type", "size", "created_at", "deleted_at")
#: What snapshots of format 1 do not say.
_SINCE: dict[Entity, Record] = {
    "article": {"block_kinds": ""},
    "annotation": {"withdrawn_reason": "", "approved_at": "", "approved_by": None},
    "source": {"checked_on": "", "checked_by": None},
}

_READ_ARTICLE = (
    f"SELECT {columns(_ARTICLE, 'a')}, r.uid FROM articles a"
    " LEFT JOIN revisions r ON r.id = a.revision_id WHERE a.uid = ?"
)
_READ_NOTE = (
    f"SELECT n.id, {columns(_NOTE, 'n')}, r.uid, b.uid FROM annotations n"
    " JOIN reviewers r ON r.id = n.reviewer_id"
    " LEFT JOIN reviewers b ON b.id = n.approved_by WHERE n.uid = ?"
)
_READ_TARGETS = (
    f"SELECT {columns(_TARGET, 't')}, a.uid, r.uid, s.uid FROM targets t"
    " LEFT JOIN articles a ON a.id = t.article_id"
    " LEFT JOIN revisions r ON r.id = t.revision_id"
    " LEFT JOIN revisions s ON s.id = t.resolved_revision_id"
    " WHERE t.annotation_id = ? ORDER BY t.position"
)
_READ_EVIDENCE = (
    f"SELECT {columns(_EVIDENCE, 'e')}, s.uid FROM evidence e"
    " JOIN sources s ON s.id = e.source_id WHERE e.annotation_id = ? ORDER BY e.position"
)
_READ_SOURCE = (
    f"SELECT {columns(_SOURCE, 's')}, r.uid FROM sources s"
    " LEFT JOIN reviewers r ON r.id = s.checked_by WHERE s.uid = ?"
)
_READ_SENTENCE = (
    f"SELECT {columns(_SENTENCE, 'c')}, a.uid, r.uid, w.uid FROM sentence_checks c"
    " JOIN articles a ON a.id = c.article_id JOIN revisions r ON r.id = c.revision_id"
    " JOIN reviewers w ON w.id = c.reviewer_id WHERE c.uid = ?"
)
_READ_ATTACHMENT = (
    f"SELECT {columns(_ATTACHMENT, 't')}, s.uid FROM attachments t"
    " JOIN sources s ON s.id = t.source_id WHERE t.uid = ?"
)
_READ_REJECTION = (
    f"SELECT {columns(_REJECTION, 'j')}, n.uid, w.uid FROM suggestion_rejections j"
    " JOIN annotations n ON n.id = j.annotation_id JOIN reviewers w ON w.id = j.reviewer_id"
    " WHERE j.uid = ?"
)


def read_record(connection: sqlite3.Connection, entity: Entity, uid: str) -> Record:
    """Read the record as it stands now; KeyError where there is none."""
    match entity:
        case "article":
            return _one(connection, _READ_ARTICLE, uid, (*_ARTICLE, "revision"))
        case "source":
            return _one(connection, _READ_SOURCE, uid, (*_SOURCE, "checked_by"))
        case "annotation":
            return _read_annotation(connection, uid)
        case "sentence":
            names = (*_SENTENCE, "article", "revision", "reviewer")
            return _one(connection, _READ_SENTENCE, uid, names)
        case "attachment":
            return _one(connection, _READ_ATTACHMENT, uid, (*_ATTACHMENT, "source"))
        case "rejection":
            keys = (*_REJECTION, "annotation", "reviewer")
            return _one(connection, _READ_REJECTION, uid, keys)


def write_record(
    connection: sqlite3.Connection, entity: Entity, uid: str, record: Record, at: str
) -> None:
    """Insert the record, or make the row equal to it; row numbers stay as they are."""
    match entity:
        case "article":
            _write_article(connection, uid, record, at)
        case "source":
            _write_source(connection, uid, record, at)
        case "annotation":
            _write_annotation(connection, uid, record, at)
        case "sentence":
            _write_sentence(connection, uid, record)
        case "attachment":
            _write_attachment(connection, uid, record)
        case "rejection":
            _write_rejection(connection, uid, record)


def to_json(record: Record) -> str:
    """The record as the change log keeps it: equal records give equal text."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(entity: Entity, snapshot: str) -> Record:
    """A record of the change log, complete also where an older Caveat wrote it."""
    record = {**_SINCE.get(entity, {}), **json.loads(snapshot)}
    if entity == "annotation":
        record["targets"] = [{**CONFIRMED, **target} for target in record["targets"]]
    return record


def revision_of(target: Record) -> str | None:
    """Uid of the text that a target's place is in: the one its article shows."""
    uid: str | None = target["resolved"] or target["revision"]
    return uid


def place_of(target: Record) -> tuple[int, int] | None:
    """Where a target stands in that text; None for the whole of it, and for nowhere."""
    name = "resolved_start" if target["resolved"] else "start_cp"
    other = "resolved_end" if target["resolved"] else "end_cp"
    return None if target[name] is None else (target[name], target[other])


def _one(connection: sqlite3.Connection, sql: str, uid: str, names: tuple[str, ...]) -> Record:
    rows = connection.execute(sql, (uid,)).fetchall()
    if not rows:
        raise KeyError(uid)
    return dict(zip(names, rows[0], strict=True))


def _read_annotation(connection: sqlite3.Connection, uid: str) -> Record:
    record = _one(connection, _READ_NOTE, uid, ("id", *_NOTE, "reviewer", "approved_by"))
    row_id = record.pop("id")
    targets = connection.execute(_READ_TARGETS, (row_id,)).fetchall()
    evidence = connection.execute(_READ_EVIDENCE, (row_id,)).fetchall()
    record["targets"] = [
        dict(zip((*_TARGET, "article", "revision", "resolved"), row, strict=True))
        for row in targets
    ]
    record["evidence"] = [dict(zip((*_EVIDENCE, "source"), row, strict=True)) for row in evidence]
    return record


def _write_article(connection: sqlite3.Connection, uid: str, record: Record, at: str) -> None:
    values = {name: record[name] for name in _ARTICLE}
    values["revision_id"] = row_id(connection, "revisions", record["revision"])
    shown = connection.execute("SELECT revision_id FROM articles WHERE uid = ?", (uid,)).fetchall()
    _upsert(connection, "articles", uid, {**values, "modified_at": at})
    index_sentences(connection, shown[0][0] if shown else None, values["revision_id"])


def _write_source(connection: sqlite3.Connection, uid: str, record: Record, at: str) -> None:
    values = {name: record[name] for name in _SOURCE}
    values["checked_by"] = row_id(connection, "reviewers", record["checked_by"])
    _upsert(connection, "sources", uid, {**values, **source_keys(record), "modified_at": at})


def _write_annotation(connection: sqlite3.Connection, uid: str, record: Record, at: str) -> None:
    values = {name: record[name] for name in _NOTE} | _derived(record)
    values["reviewer_id"] = row_id(connection, "reviewers", record["reviewer"])
    values["approved_by"] = row_id(connection, "reviewers", record["approved_by"])
    # The version is set where the change is logged.
    note_id = _upsert(connection, "annotations", uid, {**values, "version": 1, "modified_at": at})
    _write_children(
        connection,
        "targets",
        note_id,
        [
            {
                **{name: target[name] for name in _TARGET},
                "article_id": row_id(connection, "articles", target["article"]),
                "revision_id": row_id(connection, "revisions", target["revision"]),
                "resolved_revision_id": row_id(connection, "revisions", target["resolved"]),
            }
            for target in record["targets"]
        ],
    )
    _write_children(
        connection,
        "evidence",
        note_id,
        [
            {
                **{name: item[name] for name in _EVIDENCE},
                "source_id": row_id(connection, "sources", item["source"]),
            }
            for item in record["evidence"]
        ],
    )
    _write_tags(connection, note_id, record["tags"])


def _derived(record: Record) -> Record:
    """What searches ask of a note, as columns of their own."""
    status = Status(record["status"])
    note = CautionNote(
        category=Category(record["category"]),
        severity=Severity(record["severity"]),
        advice=record["advice"],
        no_source_needed=record["no_source_needed"],
    )
    has_evidence = bool(record["evidence"])
    return {
        "warned": int(bool(note_warnings(note, status, has_evidence=has_evidence))),
        "unsourced": int(not has_evidence and not note.no_source_needed),
    }


def _write_tags(connection: sqlite3.Connection, note_id: int, tags: str) -> None:
    connection.execute("DELETE FROM note_tags WHERE annotation_id = ?", (note_id,))
    connection.executemany(
        "INSERT OR IGNORE INTO note_tags(tag, annotation_id) VALUES(?, ?)",
        [(tag, note_id) for tag in lines_from_text(tags)],
    )


def _write_sentence(connection: sqlite3.Connection, uid: str, record: Record) -> None:
    values = {name: record[name] for name in _SENTENCE}
    values["article_id"] = row_id(connection, "articles", record["article"])
    values["revision_id"] = row_id(connection, "revisions", record["revision"])
    values["reviewer_id"] = row_id(connection, "reviewers", record["reviewer"])
    _upsert(connection, "sentence_checks", uid, values)


def _write_attachment(connection: sqlite3.Connection, uid: str, record: Record) -> None:
    values = {name: record[name] for name in _ATTACHMENT}
    values["source_id"] = row_id(connection, "sources", record["source"])
    _upsert(connection, "attachments", uid, values)


def _write_rejection(connection: sqlite3.Connection, uid: str, record: Record) -> None:
    values = {name: record[name] for name in _REJECTION}
    values["annotation_id"] = row_id(connection, "annotations", record["annotation"])
    values["reviewer_id"] = row_id(connection, "reviewers", record["reviewer"])
    _upsert(connection, "suggestion_rejections", uid, values)


def _write_children(
    connection: sqlite3.Connection, table: str, note_id: int, rows: Iterable[Record]
) -> None:
    wanted = [
        {**row, "annotation_id": note_id, "position": position} for position, row in enumerate(rows)
    ]
    names = tuple(wanted[0]) if wanted else ("uid",)
    present = connection.execute(
        f"SELECT {columns(names)} FROM {table} WHERE annotation_id = ? ORDER BY position",
        (note_id,),
    ).fetchall()
    if present == [tuple(row.values()) for row in wanted]:
        return
    there = [dict(zip(names, row, strict=True)) for row in present]
    if table == "targets" and list(map(_kept, there)) == list(map(_kept, wanted)):
        _move_targets(connection, wanted)
        return
    # Deleted and made anew: what belongs to a note is small, and triggers keep the counts.
    connection.execute(f"DELETE FROM {table} WHERE annotation_id = ?", (note_id,))
    for row in wanted:
        insert(connection, table, row)


def _kept(target: Mapping[str, Any]) -> tuple[Any, ...]:
    """What the row of a target keeps as long as it is there."""
    return target["uid"], target["role"], target["article_id"], target["exact"]


def _move_targets(connection: sqlite3.Connection, wanted: Iterable[Record]) -> None:
    """Write what may change of targets: a new text moves all that speak of it."""
    for row in wanted:
        values = {
            name: value
            for name, value in row.items()
            if name not in ("uid", "role", "article_id", "annotation_id", "exact")
        }
        changes = ", ".join(f"{name} = ?" for name in values)
        connection.execute(
            f"UPDATE targets SET {changes} WHERE uid = ?", (*values.values(), row["uid"])
        )


def _upsert(connection: sqlite3.Connection, table: str, uid: str, values: Mapping[str, Any]) -> int:
    found = row_id(connection, table, uid)
    if found is None:
        return insert(connection, table, {"uid": uid, **values})
    changes = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE {table} SET {changes} WHERE id = ?", (*values.values(), found))
    return found


def insert(connection: sqlite3.Connection, table: str, values: Mapping[str, Any]) -> int:
    """Insert a row and give its number. Table and columns are ours, never user text."""
    marks = ", ".join("?" * len(values))
    cursor = connection.execute(
        f"INSERT INTO {table}({columns(values)}) VALUES({marks})", tuple(values.values())
    )
    return cursor.lastrowid or 0


def row_id(connection: sqlite3.Connection, table: str, uid: str | None) -> int | None:
    """The row number of a uid; None where there is no such row."""
    if uid is None:
        return None
    rows = connection.execute(f"SELECT id FROM {table} WHERE uid = ?", (uid,)).fetchall()
    return rows[0][0] if rows else None


def source_keys(record: Record) -> dict[str, str | None]:
    """What a source is known again by: normalised identifiers and a hash of all fields.

    An identifier that is not valid is no key: two works may share a typing error.
    """
    from annotations.sources.identifiers import normalise_doi, normalise_isbn, normalise_pmid

    fields = to_json({name: record[name] for name in SOURCE_COLUMNS[1:]})
    return {
        "doi_key": normalise_doi(record["doi"]) or None,
        "pmid_key": normalise_pmid(record["pmid"]) or None,
        "isbn_key": normalise_isbn(record["isbn"]) or None,
        "fields_sha256": hashlib.sha256(fields.encode()).hexdigest(),
    }
