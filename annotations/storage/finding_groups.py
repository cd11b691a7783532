"""Put what a query finds together: by article, category, severity, source or reviewer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from annotations.query import Query, parse_query
from annotations.sources.citation import short_citation
from annotations.storage import rows
from annotations.storage.finding import NoteGrouping
from annotations.storage.finding_filter import PUBLISHED
from annotations.storage.finding_parts import Sql, number
from annotations.storage.finding_plan import REACH, planned
from annotations.storage.rows import Row, columns
from annotations.vocabulary import Category, Severity


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """Notes that are put together.

    Attributes:
        key: Uid of the article, source or reviewer; id of the category or severity.
        label: Its name in words.
        count: Of notes.
        is_more: True where there may be more than `count`, which is then a lower bound.
    """

    key: str
    label: str
    count: int
    is_more: bool = False


#: Notes of a reviewer beyond this many are not counted.
_MANY = 2_000

_SOURCE = f"SELECT {columns(rows.SOURCE_COLUMNS)} FROM sources WHERE id = ?"
_OF_NOTES: Mapping[NoteGrouping, str] = {
    NoteGrouping.CATEGORY: "SELECT n.category, '', count(*) FROM annotations n NOT INDEXED"
    " WHERE n.id IN({ids}) GROUP BY 1 ORDER BY 3 DESC, 1",
    NoteGrouping.SEVERITY: "SELECT n.severity, '', count(*) FROM annotations n NOT INDEXED"
    " WHERE n.id IN({ids}) GROUP BY 1 ORDER BY 1 DESC",
    NoteGrouping.REVIEWER: "SELECT r.uid, r.name, count(*) FROM annotations n NOT INDEXED"
    " JOIN reviewers r ON r.id = n.reviewer_id WHERE n.id IN({ids})"
    " GROUP BY r.id ORDER BY 3 DESC, r.id",
    NoteGrouping.ARTICLE: "SELECT a.uid, a.title, count(*) FROM article_notes b"
    " JOIN articles a ON a.id = b.article_id WHERE b.annotation_id IN({ids})"
    " AND a.deleted_at IS NULL GROUP BY a.id ORDER BY 3 DESC, a.id",
    NoteGrouping.SOURCE: "SELECT e.source_id, '', count(DISTINCT e.annotation_id) FROM evidence e"
    " WHERE e.annotation_id IN({ids}) GROUP BY e.source_id ORDER BY 3 DESC, 1",
}
# Of every published note, from what the library counts by itself.
_OF_ALL: Mapping[NoteGrouping, str] = {
    NoteGrouping.CATEGORY: "SELECT category, '', sum(n) FROM facet_counts"
    " WHERE status IN('ready', 'approved') GROUP BY 1 HAVING sum(n) > 0 ORDER BY 3 DESC, 1",
    NoteGrouping.SEVERITY: "SELECT severity, '', sum(n) FROM facet_counts"
    " WHERE status IN('ready', 'approved') GROUP BY 1 HAVING sum(n) > 0 ORDER BY 1 DESC",
    NoteGrouping.REVIEWER: "SELECT r.uid, r.name, (SELECT count(*) FROM (SELECT 1"
    f" FROM annotations n INDEXED BY annotations_published_reviewer WHERE {PUBLISHED}"
    f" AND n.reviewer_id = r.id LIMIT {_MANY})) FROM reviewers r ORDER BY r.id",
    NoteGrouping.SOURCE: "SELECT id, '', cited_published FROM sources WHERE deleted_at IS NULL"
    " AND cited_published > 0 ORDER BY cited_published DESC, id",
    NoteGrouping.ARTICLE: "SELECT uid, title, n_info + n_moderate + n_serious + n_critical AS own"
    " FROM articles WHERE deleted_at IS NULL AND own > 0"
    " ORDER BY n_critical DESC, n_serious DESC, n_moderate DESC, n_info DESC,"
    " title COLLATE NOCASE, id",
}


def note_groups(
    connection: sqlite3.Connection, text: str, by: NoteGrouping, *, drafts: bool, limit: int
) -> tuple[NoteGroup, ...]:
    """The groups of what a query finds; see `Library.note_groups`."""
    query = parse_query(text)
    if not query.terms and by in _OF_ALL:
        found = connection.execute(f"{_OF_ALL[by]} LIMIT ?", (limit,)).fetchall()
        is_cut = by is NoteGrouping.REVIEWER
        return tuple(
            _group(connection, by, row, is_more=is_cut and row[2] == _MANY)
            for row in found
            if row[2]
        )
    ids, is_more = _ids(connection, query, drafts=drafts)
    sql = _OF_NOTES[by].format(ids=ids.text)
    found = connection.execute(f"{sql} LIMIT ?", (*ids.values, limit)).fetchall()
    return tuple(_group(connection, by, row, is_more=is_more) for row in found)


def _ids(connection: sqlite3.Connection, query: Query, *, drafts: bool) -> tuple[Sql, bool]:
    """Row numbers of what is found, of many only the first; and whether there may be more."""
    plan = planned(connection, query, drafts=drafts)
    if plan.leading is not None:
        return plan.ids, False
    ids = Sql(f"{plan.ids.text} LIMIT {REACH}", plan.ids.values)
    return ids, number(connection, Sql(f"SELECT count(*) FROM ({ids.text})", ids.values)) == REACH


def _group(
    connection: sqlite3.Connection, by: NoteGrouping, row: Row, *, is_more: bool
) -> NoteGroup:
    key, label = _NAMES[by](connection, row)
    return NoteGroup(key, label, row[2], is_more)


def _source_name(connection: sqlite3.Connection, row: Row) -> tuple[str, str]:
    found = connection.execute(_SOURCE, (row[0],)).fetchall()
    source = rows.source_from_row(found[0])
    return source.uid, short_citation(source)


_NAMES: Mapping[NoteGrouping, Callable[[sqlite3.Connection, Row], tuple[str, str]]] = {
    NoteGrouping.CATEGORY: lambda _, row: (row[0], Category(row[0]).label),
    NoteGrouping.SEVERITY: lambda _, row: (Severity(row[0]).id, Severity(row[0]).label),
    NoteGrouping.REVIEWER: lambda _, row: (row[0], row[1]),
    NoteGrouping.ARTICLE: lambda _, row: (row[0], row[1]),
    NoteGrouping.SOURCE: _source_name,
}
