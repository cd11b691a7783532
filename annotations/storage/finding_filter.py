"""What a query asks of notes, as SQL that is told by indexes.

There are two ways to the same notes. Where few rows of one index answer a part of the
query, they lead, and each is tested for the rest. Where every part is common, the notes are
walked in their order and each is tested, which fills a page at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from annotations.query import Comparison, Condition, Query, QueryField, State
from annotations.storage.rows import clean
from annotations.storage.words import fts_query, prefix_query, unwanted_query
from annotations.vocabulary import Severity, Status

PUBLISHED = "n.live = 1 AND n.status IN('ready', 'approved')"
_TRASHED = "n.deleted_at > ''"
#: After every day and month of a year, as text; and after every text that begins so.
_LATEST = "~"
_AFTER = "\U0010ffff"
_STATES = {
    State.DRAFT: Status.DRAFT,
    State.READY: Status.READY,
    State.APPROVED: Status.APPROVED,
    State.WITHDRAWN: Status.WITHDRAWN,
}
_UNSEEN = "Drafts, withdrawn and deleted notes are seen by the reviewer who works on them."


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of a statement and the values of its marks."""

    text: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked of a note: `ids` gives the notes that answer, `test` asks one of them."""

    ids: Sql
    test: Sql


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """What is asked of notes; every part must hold.

    Attributes:
        shown: Which notes can be seen at all.
        tests: Questions to the note's own columns, and what must not be.
        parts: What an index of its own answers.
        words: FTS5 query of the words; empty without any.
        problem: A sentence where the query asks for what is not shown; empty otherwise.
    """

    shown: Sql
    tests: tuple[Sql, ...]
    parts: tuple[Part, ...]
    words: str = ""
    problem: str = ""


def joined(pieces: Iterable[Sql], joint: str = " AND ") -> Sql:
    """The pieces as one."""
    given = list(pieces)
    values = tuple(value for piece in given for value in piece.values)
    return Sql(joint.join(piece.text for piece in given), values)


def note_filter(query: Query, *, drafts: bool, with_words: bool = True) -> NoteFilter:
    """What a query asks of notes.

    Args:
        query: As understood.
        drafts: Whether drafts, withdrawn and deleted notes may be seen where it asks for them.
        with_words: False where its words are asked of something else.
    """
    wanted = [c for c in query.conditions if not c.is_negated]
    shown, problem = _shown(wanted, drafts=drafts)
    tests = [*_own(wanted), *_unwanted(query, with_words=with_words)]
    parts = [part for part in (_cited(wanted), _placed(wanted)) if part]
    words = fts_query(query) if with_words else ""
    if not words and with_words and any(not word.is_negated for word in query.words):
        tests.append(Sql("0"))
    parts += [_tagged(c.value) for c in wanted if c.field is QueryField.TAG]
    return NoteFilter(shown, tuple(tests), tuple(parts), words, problem)


def _shown(wanted: Sequence[Condition], *, drafts: bool) -> tuple[Sql, str]:
    statuses = {Status(c.value) for c in wanted if c.field is QueryField.STATUS}
    states = {State(c.value) for c in wanted if c.field is QueryField.IS}
    statuses |= {_STATES[state] for state in states if state in _STATES}
    hidden = State.DELETED in states or any(not status.is_published for status in statuses)
    if hidden and not drafts:
        return Sql("0"), _UNSEEN
    marks = ", ".join("?" * len(statuses))
    listed = Sql(f"n.status IN({marks})", tuple(sorted(statuses)))
    if State.DELETED in states:
        return (joined([Sql(_TRASHED), listed]) if statuses else Sql(_TRASHED)), ""
    if not statuses:
        return Sql(PUBLISHED), ""
    if not hidden:
        return joined([Sql(PUBLISHED), listed]), ""
    return joined([Sql("n.live = 1"), listed]), ""


def _own(wanted: Sequence[Condition]) -> list[Sql]:
    """What is asked of the note's own columns."""
    found = []
    categories = [c.value for c in wanted if c.field is QueryField.CATEGORY]
    if categories:
        found.append(_among("n.category", categories))
    severities = [c for c in wanted if c.field is QueryField.SEVERITY]
    exact = [_rank_of(c) for c in severities if c.comparison is Comparison.EQUAL]
    if exact:
        found.append(_among("n.severity", exact))
    found += [_severity(c) for c in severities if c.comparison is not Comparison.EQUAL]
    found += [test for c in wanted for test in _column_test(c)]
    return found


def _column_test(condition: Condition) -> list[Sql]:
    match condition.field:
        case QueryField.REVIEWER:
            return [_reviewed_by(condition.value)]
        case QueryField.IS:
            text = _STATE_TESTS.get(State(condition.value))
            return [Sql(text)] if text else []
        case _:
            return []


_STATE_TESTS = {
    State.UNSOURCED: "n.unsourced = 1",
    State.WARNED: "n.warned = 1",
    State.VERDICT: "n.is_verdict = 1",
    State.UNCITED: "0",
}


def _severity(condition: Condition) -> Sql:
    sign = condition.comparison.value or "="
    return Sql(f"n.severity {sign} ?", (_rank_of(condition),))


def _rank_of(condition: Condition) -> int:
    return int(Severity.from_id(condition.value))


def _reviewed_by(name: str) -> Sql:
    start = clean(name)
    like = start.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return Sql(
        "n.reviewer_id IN(SELECT id FROM reviewers"
        " WHERE name LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\')",
        (f"{like}%", f"% {like}%"),
    )


def _among(column: str, values: Sequence[object]) -> Sql:
    if len(values) == 1:
        return Sql(f"{column} = ?", (values[0],))
    return Sql(f"{column} IN({', '.join('?' * len(values))})", tuple(values))


def _unwanted(query: Query, *, with_words: bool) -> list[Sql]:
    """What must not be: each negated term alone."""
    found = []
    for condition in query.conditions:
        if condition.is_negated:
            found += [_not(test) for test in _tests_of(condition)]
    words = unwanted_query(query) if with_words else ""
    if words:
        found.append(_not(worded(words).test))
    return found


def _tests_of(condition: Condition) -> list[Sql]:
    wanted = [condition]
    parts = [_cited(wanted), _placed(wanted)]
    if condition.field is QueryField.TAG:
        parts.append(_tagged(condition.value))
    tests = [part.test for part in parts if part] + _own(wanted)
    if condition.field is QueryField.STATUS:
        tests.append(Sql("n.status = ?", (condition.value,)))
    elif condition.field is QueryField.IS and State(condition.value) in _STATES:
        tests.append(Sql("n.status = ?", (_STATES[State(condition.value)].value,)))
    return tests


def _not(test: Sql) -> Sql:
    return Sql(f"NOT ({test.text})", test.values)


def worded(words: str) -> Part:
    """Notes that answer to an FTS5 query."""
    return Part(
        Sql("SELECT rowid FROM notes_fts WHERE notes_fts MATCH ?", (words,)),
        Sql("EXISTS(SELECT 1 FROM notes_fts WHERE notes_fts MATCH ? AND rowid = n.id)", (words,)),
    )


def _tagged(tag: str) -> Part:
    """Notes with a tag that begins so."""
    first = clean(tag)
    begins = f"tag >= ? AND tag < ? || '{_AFTER}'"
    values = (first, first)
    return Part(
        Sql(f"SELECT annotation_id FROM note_tags WHERE {begins}", values),
        Sql(f"EXISTS(SELECT 1 FROM note_tags WHERE annotation_id = n.id AND {begins})", values),
    )


def _cited(wanted: Sequence[Condition]) -> Part | None:
    """Notes that cite one source of which all this is true."""
    of_source = source_tests(wanted)
    checked = [c for c in wanted if c.field is QueryField.CHECKED]
    of_evidence = [_dated("e.checked", c) for c in checked]
    if not of_source and not of_evidence:
        return None
    tests = joined([*of_source, *of_evidence])
    source = "sources s ON s.id = e.source_id"
    first = "sources s CROSS JOIN evidence e ON e.source_id = s.id"
    ids = first if of_source else "evidence e"
    each = f"evidence e CROSS JOIN {source}" if of_source else "evidence e"
    return Part(
        Sql(f"SELECT e.annotation_id FROM {ids} WHERE {tests.text}", tests.values),
        Sql(
            f"EXISTS(SELECT 1 FROM {each} WHERE e.annotation_id = n.id AND {tests.text})",
            tests.values,
        ),
    )


def source_tests(wanted: Sequence[Condition]) -> list[Sql]:
    """What is asked of a source `s`: its words, type, rank and state."""
    found = [_source_words(c.value) for c in wanted if c.field is QueryField.SOURCE]
    types = [c.value for c in wanted if c.field is QueryField.TYPE]
    if types:
        found.append(_among("s.type", types))
    ranks = [c.value for c in wanted if c.field is QueryField.RANK]
    if ranks:
        found.append(_among("s.rank", ranks))
    states = [c.value for c in wanted if c.field is QueryField.IS]
    if State.RETRACTED in states:
        found.append(Sql("s.retracted = 1"))
    if State.STALE in states:
        found.append(stale())
    return found


def _source_words(words: str) -> Sql:
    query = prefix_query(words)
    if not query:
        return Sql("0")
    return Sql("s.id IN(SELECT rowid FROM sources_fts WHERE sources_fts MATCH ?)", (query,))


def stale() -> Sql:
    """A source `s` that was last checked, or entered without a check, over a year ago."""
    day = year_ago()
    checked = "s.last_checked < ? AND (s.last_checked > '' OR s.created_at < ?)"
    return Sql(f"({checked})", (day, day))


def year_ago() -> str:
    """The day a year before today, in UTC: what was checked before it is stale."""
    today = dt.datetime.now(tz=dt.UTC).date()
    return (today - dt.timedelta(days=365)).isoformat()


def _dated(column: str, condition: Condition) -> Sql:
    """A date as text compares by its beginning: 2026 holds all its months and days."""
    first, last = condition.value, condition.value + _LATEST
    match condition.comparison:
        case Comparison.BELOW:
            return Sql(f"{column} > '' AND {column} < ?", (first,))
        case Comparison.AT_MOST:
            return Sql(f"{column} > '' AND {column} < ?", (last,))
        case Comparison.ABOVE:
            return Sql(f"{column} > ?", (last,))
        case Comparison.AT_LEAST:
            return Sql(f"{column} >= ?", (first,))
        case Comparison.EQUAL:
            return Sql(f"{column} >= ? AND {column} < ?", (first, last))


def _placed(wanted: Sequence[Condition]) -> Part | None:
    """Notes of one article of which all this is true."""
    tests = article_tests(wanted)
    if not tests:
        return None
    all_tests = joined([*tests, Sql("a.deleted_at IS NULL")])
    return Part(
        Sql(
            "SELECT b.annotation_id FROM articles a CROSS JOIN article_notes b"
            f" ON b.article_id = a.id WHERE {all_tests.text}",
            all_tests.values,
        ),
        Sql(
            "EXISTS(SELECT 1 FROM article_notes b CROSS JOIN articles a ON a.id = b.article_id"
            f" WHERE b.annotation_id = n.id AND {all_tests.text})",
            all_tests.values,
        ),
    )


def article_tests(wanted: Sequence[Condition]) -> list[Sql]:
    """What is asked of an article `a`: the words of its title, and its language."""
    found = []
    for condition in wanted:
        if condition.field is QueryField.ARTICLE:
            query = prefix_query(condition.value, column="title")
            text = "a.id IN(SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
            found.append(Sql(text, (query,)) if query else Sql("0"))
        elif condition.field is QueryField.LANGUAGE:
            code = clean(condition.value).lower()
            found.append(
                Sql("a.language COLLATE NOCASE BETWEEN ? AND ?", (code, f"{code}{_AFTER}"))
            )
    return found
