"""Every version of a note, a source or an article, and one of them brought back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotations.errors import ActionConflictError, NotFoundError
from annotations.ids import ActionId
from annotations.storage.changes import Action
from annotations.storage.resolving import settled
from annotations.storage.snapshots import (
    Entity,
    Record,
    from_json,
    read_record,
    revision_of,
    row_id,
)
from annotations.storage.version_words import ARTICLE_TEXTS, version_words

_LOGGED = (
    "SELECT c.version, c.action, c.label, c.at, c.entity, c.snapshot, r.name FROM change_log c"
    " LEFT JOIN reviewers r ON r.uid = c.reviewer_uid WHERE c.uid = ? ORDER BY c.version"
)
_ONE = "SELECT entity, snapshot FROM change_log WHERE uid = ? AND version = ?"
#: What can be looked back at; checked sentences and attached files are no documents.
_WITH_HISTORY = ("annotation", "source", "article")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that a version changed; empty where it was, or is, not filled in."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionInfo:
    """One version of a note or source.

    Attributes:
        version: Counts from 1.
        action: Which action made it; undo and redo go by it.
        label: What the user did ("Edit note", "Undo: Edit note").
        at: UTC time.
        reviewer: Name of who did it; empty where that is not known.
        fields: What it says, by the fields' names, in words; empty fields left out.
        changes: What is otherwise than in the version before; of the first, all that it says.
        is_present: True for the version that stands.
    """

    version: int
    action: ActionId
    label: str
    at: str
    reviewer: str
    fields: Mapping[str, str]
    changes: tuple[FieldChange, ...]
    is_present: bool


def history_of(connection: sqlite3.Connection, uid: str) -> tuple[VersionInfo, ...]:
    """Every version, the newest first; NotFoundError where the log has none."""
    rows = connection.execute(_LOGGED, (uid,)).fetchall()
    if not rows or rows[0][4] not in _WITH_HISTORY:
        raise NotFoundError("The library has no history of that. It may have been made elsewhere.")
    versions = []
    before: Mapping[str, str] = {}
    for version, action, label, at, entity, snapshot, reviewer in rows:
        fields = version_words(connection, entity, from_json(entity, snapshot))
        versions.append(
            VersionInfo(
                version=version,
                action=ActionId(action),
                label=label,
                at=at,
                reviewer=reviewer or "",
                fields=fields,
                changes=changed_fields(before, fields),
                is_present=version == rows[-1][0],
            )
        )
        before = fields
    return tuple(reversed(versions))


def changed_fields(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """What two versions say differently, in the order of the newer one, then what is gone."""
    names = dict.fromkeys((*new, *old))
    return tuple(
        FieldChange(name, old.get(name, ""), new.get(name, ""))
        for name in names
        if old.get(name, "") != new.get(name, "")
    )


def restore_version(action: Action, uid: str, version: int) -> None:
    """Make a version the present one again, as a new version; out of the trash too."""
    found = action.connection.execute(_ONE, (uid, version)).fetchall()
    if not found or found[0][0] not in _WITH_HISTORY:
        raise NotFoundError("The library has no such version. Open the history again.")
    entity: Entity = found[0][0]
    record = {**from_json(entity, found[0][1]), "deleted_at": None}
    present = read_record(action.connection, entity, uid)
    match entity:
        case "annotation":
            record["targets"] = _still_placed(present, record["targets"])
            _refuse_missing(action.connection, record)
            record = settled(action.connection, record)
        case "article":
            # The text is no field: another one comes by updating it.
            kept = ("title_suggested", *ARTICLE_TEXTS)
            record = {**present, **{name: record[name] for name in kept}, "deleted_at": None}
    action.write(entity, uid, record)


def _still_placed(present: Record, targets: Iterable[Record]) -> list[Record]:
    """The places of a version; one that the note still has stands where it stands now.

    The text of its article may have been replaced since, and the place followed it.
    """
    standing = {target["uid"]: target for target in present["targets"]}
    placed = []
    for target in targets:
        now = standing.get(target["uid"])
        if now is not None and revision_of(now) != revision_of(target):
            placed.append({**now, "role": target["role"], "why": target["why"]})
        else:
            placed.append(target)
    return placed


def _refuse_missing(connection: sqlite3.Connection, record: Record) -> None:
    for target in record["targets"]:
        if target["article"] and row_id(connection, "articles", target["article"]) is None:
            raise ActionConflictError(
                "That version cannot be restored: an article that it speaks of is not in this"
                " library any more."
            )
    for item in record["evidence"]:
        found = connection.execute(
            "SELECT title, deleted_at FROM sources WHERE uid = ?", (item["source"],)
        ).fetchall()
        if not found:
            raise ActionConflictError(
                "That version cannot be restored: a source that it cites is not in this library"
                " any more."
            )
        title, deleted_at = found[0]
        if deleted_at is not None:
            raise ActionConflictError(
                f"That version cites “{title[:60]}”, which is in the trash. Restore that source"
                " first."
            )
