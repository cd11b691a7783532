"""Find sources: by page, by state, and while their first letters are typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from types import MappingProxyType

from annotations.model import Source
from annotations.query import Query, parse_query
from annotations.storage import rows
from annotations.storage.finding_filter import UNCITED, source_conditions, stale
from annotations.storage.finding_parts import Sql, joined
from annotations.storage.finding_plan import words_part
from annotations.storage.rows import Row, columns
from annotations.storage.search import SourceHit
from annotations.storage.words import prefix_query


class SourceState(StrEnum):
    """Which sources: all, retracted ones, those not checked for a year, those never cited."""

    ALL = "all"
    RETRACTED = "retracted"
    STALE = "stale"
    UNCITED = "uncited"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source as a list shows it.

    Attributes:
        source: The work.
        notes: How many notes cite it: drafts too, not those in the trash.
        checked_on: Day on which it was last looked at, itself or for a note; empty for never.
        is_stale: That day, or without one the day it was entered, is more than a year ago.
    """

    source: Source
    notes: int
    checked_on: str
    is_stale: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSources:
    """One page of what was found."""

    rows: tuple[SourceRow, ...] = ()
    total: int = 0
    #: What of the query could not be meant, as a sentence; empty where all was.
    problem: str = ""


_COLUMNS = columns(rows.SOURCE_COLUMNS, "s")
_IN_LIBRARY = "s.deleted_at IS NULL"


def find_sources(
    connection: sqlite3.Connection, text: str, state: SourceState, *, offset: int, limit: int
) -> FoundSources:
    """One page of the sources that answer; see `Library.find_sources`."""
    query = parse_query(text)
    where = joined([Sql(_IN_LIBRARY), *_state(state), *_asked(connection, query)])
    old = stale()
    found = connection.execute(
        f"SELECT {_COLUMNS}, s.cited, s.last_checked, {old.text} FROM sources s"
        f" WHERE {where.text}"
        " ORDER BY s.rank, s.title COLLATE NOCASE, s.id LIMIT ? OFFSET ?",
        (*old.values, *where.values, limit, offset),
    ).fetchall()
    return FoundSources(
        rows=tuple(map(_row, found)),
        total=_count(connection, where),
        problem=query.problem,
    )


def source_counts(connection: sqlite3.Connection) -> Mapping[SourceState, int]:
    """How many sources the library holds in each state."""
    return MappingProxyType(
        {
            state: _count(connection, joined([Sql(_IN_LIBRARY), *_state(state)]))
            for state in SourceState
        }
    )


def _count(connection: sqlite3.Connection, where: Sql) -> int:
    sql = f"SELECT count(*) FROM sources s WHERE {where.text}"
    return int(connection.execute(sql, where.values).fetchall()[0][0])


def _state(state: SourceState) -> list[Sql]:
    match state:
        case SourceState.ALL:
            return []
        case SourceState.RETRACTED:
            return [Sql("s.retracted = 1")]
        case SourceState.STALE:
            return [stale()]
        case SourceState.UNCITED:
            return [Sql(UNCITED)]


def _asked(connection: sqlite3.Connection, query: Query) -> list[Sql]:
    """What a query asks of a source: its words, and the fields that speak of sources."""
    words = words_part(connection, query, "sources_fts", "s.id")
    asked = [Sql(f"s.id IN({words.ids.text})", words.ids.values)] if words else []
    return asked + source_conditions(query)


def _row(row: Row) -> SourceRow:
    *source, notes, checked_on, is_stale = row
    return SourceRow(rows.source_from_row(tuple(source)), notes, checked_on, bool(is_stale))


def suggest_sources(
    connection: sqlite3.Connection, words: str, *, limit: int
) -> tuple[SourceHit, ...]:
    """What may be meant while letters are typed; see `Library.suggest_sources`."""
    recent = [row[0] for row in connection.execute(_LAST_CITED).fetchall()]
    wanted = prefix_query(words)
    if wanted:
        found = connection.execute(_BEGINNING, (wanted,)).fetchall()
        known = _likeliest(connection, {row[0] for row in found}, recent, limit)
    else:
        known = [] if words.strip() else recent
    hits = [_hit(connection, row_id) for row_id in dict.fromkeys(known)]
    # Sorting keeps the order of those that are alike.
    there = sorted((hit for hit in hits if hit), key=lambda hit: hit.source.retracted)
    return tuple(there[:limit])


#: Pieces of evidence that count as recent, and sources that are looked at while one types.
_LAST_CITED = "SELECT source_id FROM evidence ORDER BY id DESC LIMIT 50"
_BEGINNING = "SELECT rowid FROM sources_fts WHERE sources_fts MATCH ?"
_MOST_CITED = (
    "SELECT s.id FROM sources s INDEXED BY sources_by_cited WHERE s.deleted_at IS NULL"
    " ORDER BY s.cited DESC, s.id"
)
#: Of so many it is asked how often each is cited; more are looked for among the most cited.
_FEW = 100


def _likeliest(
    connection: sqlite3.Connection, found: set[int], recent: list[int], limit: int
) -> list[int]:
    """Those cited last, then those cited most; a few more than are wanted, since retracted
    ones go last.
    """
    known = [row_id for row_id in recent if row_id in found]
    wanted = limit + _SPARE
    if len(found) <= _FEW:
        marks = ", ".join("?" * len(found))
        often = connection.execute(
            f"SELECT id FROM sources WHERE id IN({marks}) ORDER BY cited DESC, id", tuple(found)
        ).fetchall()
        return known + [row[0] for row in often]
    # A query that is not read to its end would keep other programs from writing.
    with closing(connection.execute(_MOST_CITED)) as cited:
        matching = (row[0] for row in cited if row[0] in found)
        return known + list(islice(matching, wanted))


#: Retracted sources that there may be among the first.
_SPARE = 10


def _hit(connection: sqlite3.Connection, row_id: int) -> SourceHit | None:
    """The source; None where it is in the trash."""
    found = connection.execute(_HIT, (row_id,)).fetchall()
    if not found:
        return None
    *source, cited_in = found[0]
    return SourceHit(source=rows.source_from_row(tuple(source)), cited_in=cited_in)


_HIT = f"SELECT {_COLUMNS}, s.cited FROM sources s WHERE s.id = ? AND {_IN_LIBRARY}"
