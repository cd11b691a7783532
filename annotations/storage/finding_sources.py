"""Find sources: by page, by state, and while their first letters are typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from annotations.model import Source
from annotations.query import Condition, Query, QueryField, State, parse_query
from annotations.storage import rows
from annotations.storage.finding_filter import source_tests, stale
from annotations.storage.finding_parts import Sql, joined
from annotations.storage.rows import Row, columns
from annotations.storage.search import SourceHit
from annotations.storage.words import fts_query, prefix_query, unwanted_query


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
_UNCITED = "s.cited = 0"
_IN_LIBRARY = "s.deleted_at IS NULL"
#: Pieces of evidence that count as recent.
_RECENT = 200
#: Sources that are looked at, at most, while letters are typed.
_CANDIDATES = 2_000


def find_sources(
    connection: sqlite3.Connection, text: str, state: SourceState, *, offset: int, limit: int
) -> FoundSources:
    """One page of the sources that answer; see `Library.find_sources`."""
    query = parse_query(text)
    where = joined([Sql(_IN_LIBRARY), *_state(state), *_asked(query)])
    old = stale()
    found = connection.execute(
        f"SELECT {_COLUMNS}, s.cited, s.last_checked, {old.text} FROM sources s"
        f" WHERE {where.text}"
        " ORDER BY s.title COLLATE NOCASE, s.id LIMIT ? OFFSET ?",
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
            return [Sql(_UNCITED)]


def _asked(query: Query) -> list[Sql]:
    """What a query asks of a source: its words, and the fields that speak of sources."""
    wanted = [c for c in query.conditions if not c.is_negated]
    found = source_tests(wanted)
    found += [Sql(_UNCITED) for c in wanted if _is_uncited(c)]
    for condition in query.conditions:
        if condition.is_negated:
            tests = source_tests([condition]) + [Sql(_UNCITED)] * _is_uncited(condition)
            found += [Sql(f"NOT ({test.text})", test.values) for test in tests]
    for words, sign in ((fts_query(query), ""), (unwanted_query(query), " NOT")):
        if words:
            among = "IN(SELECT rowid FROM sources_fts WHERE sources_fts MATCH ?)"
            found.append(Sql(f"s.id{sign} {among}", (words,)))
    return found


def _is_uncited(condition: Condition) -> bool:
    return condition.field is QueryField.IS and condition.value == State.UNCITED


def _row(row: Row) -> SourceRow:
    *source, notes, checked_on, is_stale = row
    return SourceRow(rows.source_from_row(tuple(source)), notes, checked_on, bool(is_stale))


def suggest_sources(
    connection: sqlite3.Connection, words: str, *, limit: int
) -> tuple[SourceHit, ...]:
    """What may be meant while letters are typed; see `Library.suggest_sources`."""
    recent = _recent(connection)
    wanted = prefix_query(words)
    if wanted:
        candidates = [row[0] for row in connection.execute(_BEGINNING, (wanted,)).fetchall()]
    elif words.strip():
        return ()
    else:
        candidates = list(recent)
    known = _ordered(connection, candidates, recent)[:limit]
    return tuple(_hit(connection, row_id) for row_id in known)


_BEGINNING = (
    f"SELECT rowid FROM sources_fts WHERE sources_fts MATCH ? ORDER BY rowid DESC"
    f" LIMIT {_CANDIDATES}"
)
_USE = f"SELECT s.retracted, s.cited FROM sources s WHERE s.id = ? AND {_IN_LIBRARY}"


def _recent(connection: sqlite3.Connection) -> dict[int, int]:
    """Row numbers of the sources cited last, each with its place in that order."""
    sql = f"SELECT source_id FROM evidence ORDER BY id DESC LIMIT {_RECENT}"
    order = dict.fromkeys(row[0] for row in connection.execute(sql).fetchall())
    return {row_id: place for place, row_id in enumerate(order)}


def _ordered(
    connection: sqlite3.Connection, candidates: list[int], recent: Mapping[int, int]
) -> list[int]:
    """Retracted ones last; the recently cited first, then those that are cited often."""
    keys: dict[int, tuple[int, int, int]] = {}
    for row_id in candidates:
        found = connection.execute(_USE, (row_id,)).fetchall()
        if found:
            retracted, often = found[0]
            keys[row_id] = (retracted, recent.get(row_id, _RECENT), -often)
    return sorted(keys, key=lambda row_id: (keys[row_id], row_id))


def _hit(connection: sqlite3.Connection, row_id: int) -> SourceHit:
    row = connection.execute(
        f"SELECT {_COLUMNS}, s.cited FROM sources s WHERE s.id = ?", (row_id,)
    ).fetchall()[0]
    return SourceHit(source=rows.source_from_row(row[:-1]), cited_in=row[-1])
