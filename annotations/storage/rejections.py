"""Notes that were offered for a sentence and do not fit it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable

from annotations.anchoring.keys import typographic_key
from annotations.ids import new_uid
from annotations.model import Span
from annotations.storage.changes import Action
from annotations.storage.note_reading import no_note
from annotations.storage.present_text import PresentTexts
from annotations.storage.snapshots import read_record

_REJECTED = (
    "SELECT annotation_id, key_sha256 FROM suggestion_rejections"
    " WHERE annotation_id IN(SELECT value FROM json_each(?)) AND deleted_at IS NULL"
)
_KNOWN = (
    "SELECT j.uid, j.deleted_at IS NULL FROM annotations n"
    " JOIN suggestion_rejections j ON j.annotation_id = n.id"
    " WHERE n.uid = ? AND j.key_sha256 = ? ORDER BY j.id"
)


def key_hash(words: str) -> str:
    """What a sentence is known again by, whatever its typography."""
    return hashlib.sha256(typographic_key(words).encode("utf-8", "replace")).hexdigest()


def rejected(connection: sqlite3.Connection, notes: Iterable[int]) -> set[tuple[int, str]]:
    """What was turned down for notes: row number of the note, and `key_hash`."""
    return set(connection.execute(_REJECTED, (json.dumps(sorted(notes)),)).fetchall())


def reject(
    action: Action, annotation_uid: str, article_uid: str, span: Span, *, is_rejected: bool
) -> None:
    """Say that a note does not fit what stands at a place, wherever else that stands; or
    take it back.
    """
    text = PresentTexts(action.connection).of(article_uid).text
    key = key_hash(text[span.start : span.end])
    known = action.connection.execute(_KNOWN, (annotation_uid, key)).fetchall()
    if known:
        record = read_record(action.connection, "rejection", known[0][0])
        deleted_at = None if is_rejected else record["deleted_at"] or action.at
        action.write("rejection", known[0][0], {**record, "deleted_at": deleted_at})
    elif is_rejected:
        if not action.connection.execute(
            "SELECT 1 FROM annotations WHERE uid = ?", (annotation_uid,)
        ).fetchall():
            raise no_note()
        record = {
            "annotation": annotation_uid,
            "reviewer": action.reviewer_uid(),
            "key_sha256": key,
            "rejected_at": action.at,
            "deleted_at": None,
        }
        action.write("rejection", new_uid(), record)
