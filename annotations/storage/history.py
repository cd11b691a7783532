"""Undo and redo: bring back the versions before an action, or those that it made."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from annotations.errors import ActionConflictError
from annotations.storage.changes import Action
from annotations.storage.notes import refuse_other_text
from annotations.storage.snapshots import Entity, Record, from_json, read_record
from annotations.storage.sources import take_sources_along

#: What `same_as` says of a row that was not there yet.
_ABSENT = ""
_COLUMNS = "entity, uid, action, parent, same_as, snapshot, label"


@dataclass(frozen=True, slots=True)
class _Version:
    entity: Entity
    uid: str
    action: str
    parent: str | None
    same_as: str | None
    snapshot: Record
    label: str

    @property
    def content(self) -> str:
        """Name of the content: the action that first made it, or `_ABSENT`."""
        return self.action if self.same_as is None else self.same_as


@dataclass(frozen=True, slots=True)
class _Step:
    """One row to bring back: from a content to another."""

    version: _Version
    expected: str
    wanted: str
    record: Record


def label_of(connection: sqlite3.Connection, action: str) -> str:
    """What the user did in an action; empty where the log has none of that id."""
    found = connection.execute(
        "SELECT label FROM change_log WHERE action = ? LIMIT 1", (action,)
    ).fetchall()
    return str(found[0][0]) if found else ""


def undo(action: Action, undone: str) -> None:
    """Bring back the versions before an action.

    Raises:
        ActionConflictError: a row has changed since, or the action is undone already.
    """
    steps = []
    for version in _versions(action.connection, undone):
        before = _before(action.connection, version)
        record = before.snapshot if before else {**version.snapshot, "deleted_at": action.at}
        wanted = before.content if before else _ABSENT
        steps.append(_Step(version, version.content, wanted, record))
    _bring_back(action, steps, "undone")


def redo(action: Action, redone: str) -> None:
    """Bring back the versions that an undone action made.

    Raises:
        ActionConflictError: a row has changed since, or the action is not undone.
    """
    steps = []
    for version in _versions(action.connection, redone):
        before = _before(action.connection, version)
        expected = before.content if before else _ABSENT
        steps.append(_Step(version, expected, version.content, version.snapshot))
    _bring_back(action, steps, "done again")


def _versions(connection: sqlite3.Connection, action: str) -> list[_Version]:
    # Notes first: a source goes only when no note cites it any more.
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM change_log WHERE action = ?"
        " ORDER BY entity = 'annotation' DESC, entity = 'source' DESC, id",
        (action,),
    ).fetchall()
    if not found:
        raise ActionConflictError("There is nothing to undo: the library does not know it.")
    return [_version(row) for row in found]


def _before(connection: sqlite3.Connection, version: _Version) -> _Version | None:
    if version.parent is None:
        return None
    return _version(
        connection.execute(
            f"SELECT {_COLUMNS} FROM change_log WHERE action = ? AND uid = ?",
            (version.parent, version.uid),
        ).fetchall()[0]
    )


def _head(connection: sqlite3.Connection, uid: str) -> _Version:
    return _version(
        connection.execute(
            f"SELECT {_COLUMNS} FROM change_log WHERE uid = ? ORDER BY version DESC LIMIT 1",
            (uid,),
        ).fetchall()[0]
    )


def _version(row: tuple[Entity, str, str, str | None, str | None, str, str]) -> _Version:
    return _Version(*row[:5], from_json(row[0], row[5]), row[6])


def _bring_back(action: Action, steps: list[_Step], done: str) -> None:
    label = steps[0].version.label
    to_write = []
    for step in steps:
        head = _head(action.connection, step.version.uid)
        if head.content == step.expected:
            to_write.append(step)
        elif head.content != step.wanted:
            raise ActionConflictError(
                f"“{label}” cannot be {done}: {_name(step.version)} has been changed since,"
                " here or in another window."
            )
    if not to_write:
        raise ActionConflictError(f"“{label}” is {done} already.")
    for step in to_write:
        _write(action, step, label)
    # Only now does each note stand beside the text that goes with it.
    for step in to_write:
        if step.version.entity == "annotation" and step.record["deleted_at"] is None:
            refuse_other_text(action, step.record)
            take_sources_along(action, step.record)
        if step.version.entity == "article":
            _refuse_later_notes(action.connection, step.version, label)


def _write(action: Action, step: _Step, label: str) -> None:
    version = step.version
    goes = step.wanted == _ABSENT
    if goes and version.entity == "source" and _is_cited(action.connection, version.uid):
        return
    before = read_record(action.connection, version.entity, version.uid)
    if version.entity == "article" and goes:
        _refuse_noted(action.connection, version, label)
    if version.entity == "article" and any(
        before[name] != step.record[name] for name in ("revision", "block_kinds")
    ):
        action.recount(version.uid)
    action.write(version.entity, version.uid, step.record, same_as=step.wanted)


def _is_cited(connection: sqlite3.Connection, uid: str) -> bool:
    return bool(
        connection.execute(
            "SELECT 1 FROM sources s JOIN evidence e ON e.source_id = s.id"
            " JOIN annotations n ON n.id = e.annotation_id"
            " WHERE s.uid = ? AND n.deleted_at IS NULL LIMIT 1",
            (uid,),
        ).fetchall()
    )


def _refuse_later_notes(connection: sqlite3.Connection, version: _Version, label: str) -> None:
    """Refuse where a note that the action did not touch would be left without its text."""
    left = connection.execute(
        "SELECT 1 FROM articles a JOIN targets t ON t.article_id = a.id"
        " JOIN annotations n ON n.id = t.annotation_id WHERE a.uid = ? AND n.deleted_at IS NULL"
        " AND a.revision_id <> CASE WHEN t.resolved_revision_id IS NULL THEN t.revision_id"
        " ELSE t.resolved_revision_id END LIMIT 1",
        (version.uid,),
    ).fetchall()
    if left:
        raise ActionConflictError(_later_notes(version, label))


def _refuse_noted(connection: sqlite3.Connection, version: _Version, label: str) -> None:
    noted = connection.execute(
        "SELECT 1 FROM articles a JOIN article_notes b ON b.article_id = a.id"
        " JOIN annotations n ON n.id = b.annotation_id"
        " WHERE a.uid = ? AND n.deleted_at IS NULL LIMIT 1",
        (version.uid,),
    ).fetchall()
    if noted:
        raise ActionConflictError(_later_notes(version, label))


def _later_notes(version: _Version, label: str) -> str:
    return (
        f"“{label}” cannot be undone or done again: {_name(version)} has caution notes"
        " since. Delete them first, or move it to the trash."
    )


def _name(version: _Version) -> str:
    match version.entity:
        case "annotation":
            words = version.snapshot["correction"] or version.snapshot["body"]
            return f"the note “{words[:60]}”"
        case "source":
            return f"the source “{version.snapshot['title'][:60]}”"
        case "article":
            return f"“{version.snapshot['title'][:60]}”"
        case "sentence":
            return "a sentence that it marked"
        case "rejection":
            return "a suggestion that it turned down"
        case "attachment":
            return f"the file “{version.snapshot['name'][:60]}”"
