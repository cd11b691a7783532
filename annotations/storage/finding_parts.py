"""Pieces of SQL, and which of them leads.

There are two ways to the same rows. Where few rows of one index answer a part of a query,
they lead, and each is tested for the rest. Where every part is common, the rows are walked
in their order and each is tested, which fills a page at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of a statement and the values of its marks."""

    text: str
    values: tuple[Any, ...] = ()


#: Fewer rows than this may lead; where each is looked up in an index of words, than that.
FEW, FEW_TO_LOOK_UP = 2_000, 300
#: In place of the row numbers of what only a test can tell.
NO_INDEX = Sql("")


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked of a row.

    Attributes:
        ids: Gives the row numbers that answer; one may come twice. `NO_INDEX` where
            none leads to them.
        test: Asks it of one row.
        walk: Index that holds what answers in the order of the list; empty without one.
        words: FTS5 query that it asks; empty for anything but words.
        newest: Of words that stand in too many rows to lead, the newest of these rows.
    """

    ids: Sql
    test: Sql
    walk: str = ""
    words: str = ""
    newest: Sql | None = None


def joined(pieces: Iterable[Sql], joint: str = " AND ") -> Sql:
    """The pieces as one."""
    given = list(pieces)
    values = tuple(value for piece in given for value in piece.values)
    return Sql(joint.join(piece.text for piece in given), values)


def negated(test: Sql) -> Sql:
    """The opposite."""
    return Sql(f"NOT ({test.text})", test.values)


def among(column: str, values: Sequence[object]) -> Sql:
    """The column has one of the values."""
    if len(values) == 1:
        return Sql(f"{column} = ?", (values[0],))
    return Sql(f"{column} IN({', '.join('?' * len(values))})", tuple(values))


def rarest(connection: sqlite3.Connection, parts: Sequence[Part], cap: int) -> Part | None:
    """The part that the fewest rows answer; None where none is below the cap."""
    fewest, first = cap, None
    for part in parts:
        if part.ids is not NO_INDEX and part.newest is None:
            # No more is counted than makes a difference.
            some = f"SELECT count(*) FROM ({part.ids.text} LIMIT {fewest})"
            found = number(connection, Sql(some, part.ids.values))
            if found < fewest:
                fewest, first = found, part
    return first


def number(connection: sqlite3.Connection, sql: Sql) -> int:
    """The one number that a statement gives."""
    return int(connection.execute(sql.text, sql.values).fetchall()[0][0])
