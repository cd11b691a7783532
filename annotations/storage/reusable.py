"""Find a note to use again by letters of its words: for a list that is typed into."""

from __future__ import annotations

import json
import sqlite3

from annotations.ids import AnnotationUid
from annotations.query import parse_query
from annotations.storage.reuse_values import ReusableNote
from annotations.vocabulary import Category, Severity, Status

#: Notes of each index that are looked at, the newest first.
_LOOKED_AT = 200
#: So many places of a note weigh as much as being changed last of all.
_OFTEN = 5

_HAVING = (
    "SELECT id FROM (SELECT rowid AS id FROM notes_fts WHERE notes_fts MATCH ?"
    " ORDER BY rowid DESC LIMIT ?)"
    " UNION SELECT t.annotation_id FROM targets t WHERE t.id IN(SELECT id FROM ("
    "  SELECT rowid AS id FROM claims_fts WHERE claims_fts MATCH ? ORDER BY rowid DESC LIMIT ?))"
)
_LATEST = "SELECT id FROM annotations WHERE live = 1 ORDER BY modified_at DESC, id LIMIT ?"
_NOTES = (
    "SELECT n.id, n.uid, n.category, n.severity, n.status, n.correction, n.body, n.modified_at,"
    " (SELECT count(*) FROM targets t WHERE t.annotation_id = n.id AND t.role = 'claim')"
    " FROM json_each(?) j CROSS JOIN annotations n ON n.id = j.value"
    " WHERE n.live = 1 AND n.status <> 'withdrawn'"
)
_CLAIM = (
    "SELECT a.title, coalesce(t.exact, '') FROM targets t JOIN articles a ON a.id = t.article_id"
    " WHERE t.annotation_id = ? AND t.role = 'claim' ORDER BY t.position LIMIT 1"
)


def find_reusable(
    connection: sqlite3.Connection, words: str, *, limit: int
) -> tuple[ReusableNote, ...]:
    """Notes whose correction, body, tags or claims have every word, the last one perhaps
    unfinished; those used often and lately first. All notes where nothing is typed.
    """
    terms = [word.text for word in parse_query(words).words if any(map(str.isalnum, word.text))]
    if terms:
        query = " AND ".join('"' + term.replace('"', '""') + '"*' for term in terms)
        values = (query, _LOOKED_AT, query, _LOOKED_AT)
        ids = connection.execute(_HAVING, values).fetchall()
    else:
        ids = connection.execute(_LATEST, (4 * limit,)).fetchall()
    notes = connection.execute(_NOTES, (json.dumps([row[0] for row in ids]),)).fetchall()
    newest = sorted(notes, key=lambda row: (row[7], row[0]), reverse=True)
    lateness = {row[0]: place for place, row in enumerate(newest)}
    newest.sort(key=lambda row: lateness[row[0]] - _OFTEN * min(row[8], _OFTEN))
    return tuple(_note(connection, row) for row in newest[:limit])


def _note(
    connection: sqlite3.Connection, row: tuple[int, str, str, int, str, str, str, str, int]
) -> ReusableNote:
    note_id, uid, category, severity, status, correction, body, _, places = row
    claim = connection.execute(_CLAIM, (note_id,)).fetchall()
    title, exact = claim[0] if claim else ("", "")
    return ReusableNote(
        annotation=AnnotationUid(uid),
        category=Category(category),
        severity=Severity(severity),
        status=Status(status),
        headline=correction or body.strip().split("\n", 1)[0],
        article_title=title,
        claim=exact,
        places=places,
    )
