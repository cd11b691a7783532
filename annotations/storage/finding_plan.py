"""How the notes that answer a query are reached, page by page, and counted."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from annotations.query import Query
from annotations.storage.finding_filter import (
    ORDER,
    PUBLISHED,
    PUBLISHED_WALK,
    NoteFilter,
    note_filter,
    unworded,
    worded,
)
from annotations.storage.finding_parts import Part, Sql, joined, number, rarest

#: Notes beyond this many are not counted: “2,000+”. Fewer may lead.
CAP = 2_000
#: Of very many notes so many are looked at to count those that answer.
REACH = 2_000


@dataclass(frozen=True, slots=True)
class Plan:
    """How notes are reached.

    Attributes:
        leading: Few notes, of which each is tested; None where many are walked.
        walked: Words whose notes are walked, newest first.
        walk: Index that is walked otherwise, in the order of lists; empty for none.
        base: What is true of all that is walked.
        tests: What else must be true.
        counted: What is counted by category and severity; None where that is not enough.
        problem: A sentence where the query asks for what is not shown; empty otherwise.
        words: FTS5 query that excerpts are cut by; empty without words.
    """

    leading: Part | None
    walked: Part | None
    walk: str
    base: Sql
    tests: Sql
    counted: Sql | None
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
                (*self.walked.ids.values, *where.values),
            )
        index = f" INDEXED BY {self.walk}" if self.walk else ""
        return Sql(
            f"SELECT n.id FROM annotations n{index} WHERE {where.text} ORDER BY {ORDER}",
            where.values,
        )

    def count(self, connection: sqlite3.Connection) -> tuple[int, bool]:
        """How many there are, and whether that is a lower bound."""
        if self.counted is not None:
            return number(connection, self.counted), False
        where = joined([self.base, self.tests])
        if self.leading is not None:
            few = self.leading.ids
            return number(
                connection,
                Sql(
                    "SELECT count(*) FROM annotations n NOT INDEXED"
                    f" WHERE n.id IN({few.text}) AND {where.text}",
                    (*few.values, *where.values),
                ),
            ), False
        looked_at = self._looked_at()
        answering = Sql(
            f"SELECT count(*), coalesce(sum({where.text}), 0) FROM ({looked_at.text}) w"
            " CROSS JOIN annotations n ON n.id = w.id",
            (*where.values, *looked_at.values),
        )
        seen, found = connection.execute(answering.text, answering.values).fetchall()[0]
        return int(found), seen == REACH

    def _looked_at(self) -> Sql:
        if self.walked is not None:
            walked = self.walked.ids
            return Sql(
                f"SELECT rowid AS id FROM ({walked.text} ORDER BY rowid DESC LIMIT {REACH})",
                walked.values,
            )
        index = f" INDEXED BY {self.walk}" if self.walk else ""
        return Sql(
            f"SELECT n.id AS id FROM annotations n{index} WHERE {self.base.text}"
            f" ORDER BY {ORDER} LIMIT {REACH}",
            self.base.values,
        )


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
    words = worded(query, "notes_fts", "n.id")
    unwanted = unworded(query, "notes_fts", "n.id")
    parts = [*wanted.parts, *([group] if group else [])]
    leading = rarest(connection, [*parts, *([words] if words else [])], CAP)
    return _plan(wanted, words, unwanted, parts, leading)


def _plan(
    wanted: NoteFilter,
    words: Part | None,
    unwanted: list[Sql],
    parts: list[Part],
    leading: Part | None,
) -> Plan:
    walked = words if leading is None else None
    tests = [*wanted.graded, *wanted.tests, *unwanted]
    tests += [part.test for part in parts if part is not leading]
    if words is not None and words is not leading and words is not walked:
        tests.append(words.test)
    walk, base = _walk(wanted, parts)
    counted = None
    if wanted.is_counted and not (words or unwanted or parts):
        where = joined([Sql("n.status IN('ready', 'approved')"), *wanted.graded])
        counted = Sql(
            f"SELECT coalesce(sum(n.n), 0) FROM facet_counts n WHERE {where.text}", where.values
        )
    return Plan(
        leading=leading,
        walked=walked,
        walk=walk,
        base=base,
        tests=joined(tests) if tests else Sql("1"),
        counted=counted,
        problem=wanted.problem,
        words=words.ids.values[0] if words else "",
    )


def _walk(wanted: NoteFilter, parts: list[Part]) -> tuple[str, Sql]:
    """The index that holds the least of what is walked, and what is true of all in it."""
    if wanted.walk != PUBLISHED_WALK:
        return wanted.walk, wanted.shown
    for part in parts:
        if part.walk:
            return part.walk, joined([wanted.shown, part.test])
    categories = [test for test in wanted.graded if test.text == "n.category = ?"]
    if categories:
        return "annotations_published_category", joined([Sql(PUBLISHED), categories[0]])
    return PUBLISHED_WALK, wanted.shown
