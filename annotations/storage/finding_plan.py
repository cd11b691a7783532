"""How the notes that answer a query are reached, page by page, and counted."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace

from annotations.query import Query
from annotations.storage.finding_filter import (
    CATEGORY_WALK,
    ONE_CATEGORY,
    ORDER,
    PUBLISHED,
    PUBLISHED_WALK,
    NoteFilter,
    matched,
    note_filter,
    unworded,
)
from annotations.storage.finding_parts import FEW, FEW_TO_LOOK_UP, Part, Sql, joined, number, rarest
from annotations.storage.words import fts_query

#: A word in so many rows is common.
COMMON = 500
#: Of very many notes so many are looked at to count those that answer.
REACH = 500
#: The same where each is looked up in the index of words.
_REACH_OF_WORDS = 100


@dataclass(frozen=True, slots=True)
class Plan:
    """How notes are reached.

    Attributes:
        leading: Few notes, of which each is tested; None where many are walked.
        walked: Words whose notes are walked, newest first.
        walk: Index that is walked otherwise, in the order of lists; empty for none.
        base: What is true of all that is walked.
        tests: What else must be true.
        counted: Gives the number of all that answers; None where only counting tells.
        reach: Of very many, so many are looked at to count.
        problem: A sentence where the query asks for what is not shown; empty otherwise.
        words: FTS5 query that excerpts are cut by; empty without words.
    """

    leading: Part | None
    walked: Part | None
    walk: str
    base: Sql
    tests: Sql
    counted: Sql | None
    reach: int
    problem: str
    words: str

    @property
    def ids(self) -> Sql:
        """Row numbers of the notes, in their order."""
        where = joined([self.base, self.tests])
        if self.leading is not None:
            few = self.leading.ids
            return Sql(
                f"SELECT n.id FROM annotations n NOT INDEXED WHERE n.id IN({few.text})"
                f" AND {where.text} ORDER BY {ORDER}",
                (*few.values, *where.values),
            )
        if self.walked is not None:
            return Sql(
                "SELECT n.id FROM notes_fts f CROSS JOIN annotations n ON n.id = f.rowid"
                f" WHERE notes_fts MATCH ? AND {where.text} ORDER BY f.rowid DESC",
                (self.walked.words, *where.values),
            )
        return Sql(
            f"SELECT n.id FROM annotations n{self._index} WHERE {where.text} ORDER BY {ORDER}",
            where.values,
        )

    @property
    def _index(self) -> str:
        return f" INDEXED BY {self.walk}" if self.walk else ""

    def page(
        self, connection: sqlite3.Connection, offset: int, limit: int
    ) -> tuple[list[int], int, bool]:
        """Row numbers of a page, how many notes answer, and whether that is a lower bound."""
        ids = self.ids
        if self.leading is not None:
            found = [row[0] for row in connection.execute(ids.text, ids.values).fetchall()]
            return found[offset : offset + limit], len(found), False
        known = self._newest(connection)
        if len(known) >= offset + limit:
            return known[offset : offset + limit], len(known), True
        cut = f"{ids.text} LIMIT ? OFFSET ?"
        found = [row[0] for row in connection.execute(cut, (*ids.values, limit, offset)).fetchall()]
        seen = offset + len(found) if found else 0
        if self.counted is not None:
            return found, number(connection, self.counted), False
        if found and len(found) < limit:
            return found, seen, False
        total, is_more = (len(known), True) if self.walked else self._count(connection)
        return found, max(total, seen), is_more

    def _newest(self, connection: sqlite3.Connection) -> list[int]:
        """Of common words, the newest notes that answer; empty where others are walked."""
        if self.walked is None or self.walked.newest is None:
            return []
        newest, where = self.walked.newest, joined([self.base, self.tests])
        found = connection.execute(
            f"SELECT n.id FROM ({newest.text}) w CROSS JOIN annotations n ON n.id = w.id"
            f" WHERE {where.text} ORDER BY n.id DESC",
            (*newest.values, *where.values),
        )
        return [row[0] for row in found.fetchall()]

    def _count(self, connection: sqlite3.Connection) -> tuple[int, bool]:
        """Count among the first that are walked."""
        asked = f"FROM annotations n{self._index} WHERE {self.base.text}"
        walked = f"SELECT n.id AS id {asked} ORDER BY {ORDER} LIMIT {self.reach}"
        looked_at, answering = connection.execute(
            f"SELECT count(*), coalesce(sum({self.tests.text}), 0) FROM ({walked}) w"
            " CROSS JOIN annotations n ON n.id = w.id",
            (*self.tests.values, *self.base.values),
        ).fetchall()[0]
        return int(answering), looked_at == self.reach


def planned(
    connection: sqlite3.Connection,
    query: Query,
    *,
    drafts: bool,
    group: Part | None = None,
    graded: Sql | None = None,
) -> Plan:
    """Choose how to reach the notes that answer a query.

    Args:
        connection: To the library.
        query: As understood.
        drafts: Whether drafts, withdrawn and deleted notes may be seen where it asks for them.
        group: One thing more that is asked.
        graded: One thing more that is asked of category or severity.
    """
    wanted = note_filter(query, drafts=drafts)
    if graded is not None:
        wanted = replace(wanted, graded=(*wanted.graded, graded))
    words = words_part(connection, query, "notes_fts", "n.id")
    unwanted = unworded(query, "notes_fts", "n.id")
    parts = [*wanted.parts, *([group] if group else [])]
    graded_part = wanted.graded_part
    candidates = [part for part in (*parts, words, graded_part) if part is not None]
    counted = _counted(wanted) if not (words or unwanted or parts) else None
    leading = rarest(connection, candidates, most_that_lead(words)) if counted is None else None
    walked = words if leading is None else None
    tests = [*wanted.tests, *([unwanted] if unwanted else [])]
    tests += wanted.graded if leading is not graded_part or leading is None else []
    tests += [part.test for part in parts if part is not leading]
    is_looked_up = words is not None and words not in (leading, walked)
    if words is not None and is_looked_up:
        tests.append(words.test)
    walk, base = _walk(wanted, parts)
    return Plan(
        leading=leading,
        walked=walked,
        walk=walk,
        base=base,
        tests=joined(tests) if tests else Sql("1"),
        counted=counted,
        reach=_REACH_OF_WORDS if unwanted or is_looked_up else REACH,
        problem=wanted.problem,
        words=words.words if words else "",
    )


def words_part(connection: sqlite3.Connection, query: Query, index: str, row: str) -> Part | None:
    """The words of a query, asked of an index of words; None where none must be there.

    A last word that stands in very many rows as it is need not be the beginning of others:
    FTS5 would put the rows of all of them together before it gives the first.
    """
    if all(word.is_negated for word in query.words):
        return None
    # Signs alone are in no text, as the empty phrase is in none.
    unfinished = matched(fts_query(query) or '""', index, row)
    whole = matched(fts_query(query, is_open=False) or '""', index, row)
    found = _known(connection, whole, index, row)
    is_enough = whole == unfinished or found.newest is not None
    return found if is_enough else _known(connection, unfinished, index, row)


def _known(connection: sqlite3.Connection, part: Part, index: str, row: str) -> Part:
    """The words with the rows that have them: all of few, of many the newest."""
    newest = connection.execute(
        f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT {COMMON}",
        (part.words,),
    ).fetchall()
    listed = Sql("SELECT value AS id FROM json_each(?)", (json.dumps([r[0] for r in newest]),))
    if len(newest) < COMMON:
        return Part(listed, Sql(f"+{row} IN({listed.text})", listed.values), words=part.words)
    return replace(part, newest=listed)


def most_that_lead(words: Part | None) -> int:
    """How many rows may lead: fewer where each would be looked up in an index of words."""
    return FEW_TO_LOOK_UP if words is not None and words.newest is not None else FEW


def _counted(wanted: NoteFilter) -> Sql | None:
    """The number of notes as the library keeps it, where it does."""
    if not wanted.is_counted:
        return None
    where = joined([Sql("n.status IN('ready', 'approved')"), *wanted.graded])
    return Sql(f"SELECT coalesce(sum(n.n), 0) FROM facet_counts n WHERE {where.text}", where.values)


def _walk(wanted: NoteFilter, parts: list[Part]) -> tuple[str, Sql]:
    """The index that holds the least of what is walked, and what is true of all in it."""
    if wanted.walk != PUBLISHED_WALK:
        return wanted.walk, wanted.shown
    for part in parts:
        if part.walk:
            return part.walk, joined([wanted.shown, part.test])
    for test in wanted.graded:
        if test.text == ONE_CATEGORY:
            return CATEGORY_WALK, joined([Sql(PUBLISHED), test])
    return PUBLISHED_WALK, wanted.shown
