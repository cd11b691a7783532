"""What is being typed, kept outside of notes, history and counters until it is saved."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

from annotations.editing import UnsavedEdit
from annotations.errors import InvalidAnnotationError
from annotations.ids import AnnotationUid, ArticleUid, EditUid
from annotations.model import Reviewer
from annotations.storage.changes import keep_reviewer
from annotations.storage.clock import utc_now
from annotations.storage.reading import no_article
from annotations.storage.rows import Row, clean
from annotations.storage.snapshots import row_id

#: Longest form as JSON text, in characters.
MAX_FORM = 1 << 20

_KEEP = (
    "INSERT INTO unsaved_edits(uid, article_id, annotation_uid, form, holder, reviewer_id,"
    " kept_at) VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(uid) DO UPDATE SET"
    " article_id = excluded.article_id, annotation_uid = excluded.annotation_uid,"
    " form = excluded.form, holder = excluded.holder, reviewer_id = excluded.reviewer_id,"
    " kept_at = excluded.kept_at"
)
_ALL = (
    "SELECT e.uid, a.uid, e.annotation_uid, e.form, e.holder, e.kept_at"
    " FROM unsaved_edits e CROSS JOIN articles a ON a.id = e.article_id"
)


def keep_edit(connection: sqlite3.Connection, edit: UnsavedEdit, reviewer: Reviewer) -> UnsavedEdit:
    """Store an edit in place of what was kept under its uid."""
    form = json.dumps(dict(edit.form), ensure_ascii=False, separators=(",", ":"))
    if len(form) > MAX_FORM:
        raise InvalidAnnotationError(
            "What is typed here is longer than a million characters, so it cannot be kept."
            " Shorten it."
        )
    article_id = row_id(connection, "articles", edit.article_uid)
    if article_id is None:
        raise no_article(edit.article_uid)
    kept_at = utc_now()
    keep_reviewer(connection, reviewer, kept_at)
    connection.execute(
        _KEEP,
        (edit.uid, article_id, edit.annotation_uid, clean(form), clean(edit.holder),
         row_id(connection, "reviewers", reviewer.uid), kept_at),
    )  # fmt: skip
    return replace(edit, kept_at=kept_at)


def unsaved_edits(connection: sqlite3.Connection, article_uid: str) -> tuple[UnsavedEdit, ...]:
    """All edits that are kept, or those of one article; the newest first."""
    values: tuple[int | None, ...] = ()
    where = ""
    if article_uid:
        where, values = " WHERE e.article_id = ?", (row_id(connection, "articles", article_uid),)
    order = "ORDER BY e.kept_at DESC, e.uid DESC"
    found = connection.execute(f"{_ALL}{where} {order}", values).fetchall()
    return tuple(_edit(row) for row in found)


def _edit(row: Row) -> UnsavedEdit:
    return UnsavedEdit(
        uid=EditUid(row[0]),
        article_uid=ArticleUid(row[1]),
        annotation_uid=None if row[2] is None else AnnotationUid(row[2]),
        form=json.loads(row[3]),
        holder=row[4],
        kept_at=row[5],
    )


def drop_edit(connection: sqlite3.Connection, uid: str) -> None:
    """Forget an edit; harmless where it is not kept."""
    connection.execute("DELETE FROM unsaved_edits WHERE uid = ?", (uid,))
