"""What a query asks of notes, of their sources and of their articles, as SQL."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from annotations.query import Comparison, Condition, Query, QueryField, State
from annotations.storage.finding_parts import Part, Sql, among, joined, negated
from annotations.storage.rows import clean
from annotations.storage.words import fts_query, prefix_query, unwanted_query
from annotations.vocabulary import Severity, Status

#: As the partial indexes say it, so that SQLite knows them again.
PUBLISHED = "n.live = 1 AND n.status IN('ready', 'approved')"
#: All published notes in the order of lists.
PUBLISHED_WALK = "annotations_published"
#: The same of each category.
CATEGORY_WALK = "annotations_published_category"
ONE_CATEGORY = "n.category = ?"
#: Order of lists: the worst first, then the latest change.
ORDER = "n.severity DESC, n.modified_at DESC, n.id"

_STATES = {
    State.DRAFT: Status.DRAFT,
    State.READY: Status.READY,
    State.APPROVED: Status.APPROVED,
    State.WITHDRAWN: Status.WITHDRAWN,
}
_UNSEEN = "Drafts, withdrawn and deleted notes are seen by the reviewer who works on them."
#: After every day and month of a year, as text; and after every text that begins so.
_LATEST = "~"
_AFTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """What is asked of notes `n`; all of it must hold.

    Attributes:
        shown: Which notes can be seen at all.
        walk: Index that holds all of these in the order of lists; empty without one.
        graded: What is asked of category and severity, which the library counts.
        tests: What else is asked of the notes themselves, and what must not be.
        parts: What an index answers.
        problem: A sentence where the query asks for what is not shown; empty otherwise.
    """

    shown: Sql
    walk: str = ""
    graded: tuple[Sql, ...] = ()
    tests: tuple[Sql, ...] = ()
    parts: tuple[Part, ...] = ()
    problem: str = ""

    @property
    def graded_part(self) -> Part | None:
        """Category and severity as what an index answers; None where they are not asked."""
        if not self.graded or self.walk != PUBLISHED_WALK:
            return None
        tests = joined(self.graded)
        is_one = any(test.text == ONE_CATEGORY for test in self.graded)
        index = CATEGORY_WALK if is_one else PUBLISHED_WALK
        asked = f"{PUBLISHED} AND {tests.text}"
        ids = f"SELECT n.id FROM annotations n INDEXED BY {index} WHERE {asked}"
        return Part(Sql(ids, tests.values), tests)

    @property
    def is_counted(self) -> bool:
        """True where the library keeps the count of all that answers."""
        return self.walk == PUBLISHED_WALK and not self.tests and not self.parts


def note_filter(query: Query, *, drafts: bool) -> NoteFilter:
    """What the fields of a query ask of notes; its words are another question.

    Args:
        query: As understood.
        drafts: Whether drafts, withdrawn and deleted notes may be seen where it asks for them.
    """
    wanted = [c for c in query.conditions if not c.is_negated]
    statuses, is_deleted = _statuses(wanted)
    hidden = is_deleted or any(not status.is_published for status in statuses)
    if hidden and not drafts:
        return NoteFilter(Sql("n.id < 0"), problem=_UNSEEN)
    walk, shown, parts = _shown(statuses, is_deleted=is_deleted, is_hidden=hidden)
    parts += [*_own(wanted), *_linked(wanted)]
    unwanted = [c for c in query.conditions if c.is_negated]
    graded = [*_graded(wanted), *(negated(t) for c in unwanted for t in _graded([c]))]
    tests = [*_plain(wanted), *(negated(t) for c in unwanted for t in _tests_of(c))]
    return NoteFilter(shown, walk, tuple(graded), tuple(tests), tuple(parts))


def _statuses(wanted: Sequence[Condition]) -> tuple[list[Status], bool]:
    """Statuses that are asked for, and whether deleted notes are."""
    named = {Status(c.value) for c in wanted if c.field is QueryField.STATUS}
    states = {State(c.value) for c in wanted if c.field is QueryField.IS}
    named |= {_STATES[state] for state in states if state in _STATES}
    return sorted(named), State.DELETED in states


def _shown(
    statuses: list[Status], *, is_deleted: bool, is_hidden: bool
) -> tuple[str, Sql, list[Part]]:
    """The index that is walked, which notes are seen, and what of that may lead."""
    listed = [among("n.status", statuses)] if statuses else []
    if is_deleted:
        ids = "SELECT m.id FROM annotations m WHERE m.deleted_at > ''"
        return "", joined([Sql("n.deleted_at > ''"), *listed]), [Part(Sql(ids), Sql("1"))]
    if is_hidden:
        shown = joined([Sql("n.live = 1"), *listed])
        walk = "annotations_by_status" if len(statuses) == 1 else ""
        return walk, shown, []
    if not statuses:
        return PUBLISHED_WALK, Sql(PUBLISHED), []
    # One status of the two is a question like any other.
    return PUBLISHED_WALK, Sql(PUBLISHED), [Part(_of_status(statuses), listed[0])]


def _of_status(statuses: list[Status]) -> Sql:
    test = among("m.status", statuses)
    return Sql(f"SELECT m.id FROM annotations m WHERE m.live = 1 AND {test.text}", test.values)


def _graded(wanted: Sequence[Condition]) -> list[Sql]:
    """What is asked of category and severity."""
    categories = [c.value for c in wanted if c.field is QueryField.CATEGORY]
    severities = [c for c in wanted if c.field is QueryField.SEVERITY]
    exact = [_level(c) for c in severities if c.comparison is Comparison.EQUAL]
    found = [among("n.category", categories)] if categories else []
    found += [among("n.severity", exact)] if exact else []
    return found + [
        Sql(f"n.severity {c.comparison.value} ?", (_level(c),))
        for c in severities
        if c.comparison is not Comparison.EQUAL
    ]


def _level(condition: Condition) -> int:
    return int(Severity.from_id(condition.value))


def _own(wanted: Sequence[Condition]) -> list[Part]:
    """What is asked of the note itself and has an index."""
    found = []
    for condition in wanted:
        if condition.field is QueryField.REVIEWER:
            found.append(_reviewed_by(condition.value))
        elif condition.field is QueryField.IS and condition.value in _FLAGS:
            flag = condition.value
            ids = f"SELECT m.id FROM annotations m WHERE m.{flag} = 1 AND m.live IN(0, 1)"
            found.append(Part(Sql(ids), Sql(f"n.{flag} = 1"), f"annotations_{flag}"))
    return found


#: States that are columns, each with an index of its own.
_FLAGS = frozenset({State.WARNED.value, State.UNSOURCED.value})


def _reviewed_by(name: str) -> Part:
    start = clean(name).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    named = "r.name LIKE ? ESCAPE '\\' OR r.name LIKE ? ESCAPE '\\'"
    values = (f"{start}%", f"% {start}%")
    return Part(
        Sql(
            "SELECT m.id FROM reviewers r CROSS JOIN annotations m ON m.reviewer_id = r.id"
            f" WHERE {named}",
            values,
        ),
        Sql(f"n.reviewer_id IN(SELECT r.id FROM reviewers r WHERE {named})", values),
    )


def _plain(wanted: Sequence[Condition]) -> list[Sql]:
    """What is asked of the note itself and has no index."""
    states = [c.value for c in wanted if c.field is QueryField.IS]
    found = [Sql("n.is_verdict = 1")] if State.VERDICT in states else []
    return found + ([Sql("n.id < 0")] if State.UNCITED in states else [])


def _linked(wanted: Sequence[Condition]) -> list[Part]:
    """What is asked of the note's tags, sources and articles."""
    found = [_tagged(c.value) for c in wanted if c.field is QueryField.TAG]
    return found + [part for part in (_cited(wanted), _placed(wanted)) if part]


def _tests_of(condition: Condition) -> list[Sql]:
    """What one condition asks of one note, but for its category and severity."""
    wanted = [condition]
    statuses, is_deleted = _statuses(wanted)
    found = [among("n.status", statuses)] if statuses else []
    found += [Sql("n.deleted_at > ''")] if is_deleted else []
    parts = [*_own(wanted), *_linked(wanted)]
    return [*found, *_plain(wanted), *(part.test for part in parts)]


def unworded(query: Query, index: str, row: str) -> Sql | None:
    """The words that must not be there, where none must; None otherwise."""
    words = unwanted_query(query) if not fts_query(query) else ""
    return negated(matched(words, index, row).test) if words else None


def matched(words: str, index: str, row: str) -> Part:
    """What answers to an FTS5 query.

    Args:
        words: The query.
        index: `notes_fts` or `articles_fts`.
        row: What its row number is in the statement, as `n.id`.
    """
    asked = f"SELECT rowid FROM {index} WHERE {index} MATCH ?"
    # To look for the beginning of a word, FTS5 puts all that begin so together: once is enough.
    is_open = words.endswith(("*", "*)"))
    test = f"+{row} IN({asked})" if is_open else f"EXISTS({asked} AND rowid = {row})"
    return Part(Sql(asked, (words,)), Sql(test, (words,)), words=words)


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
    of_evidence = [_dated("e.checked", c) for c in wanted if c.field is QueryField.CHECKED]
    if not of_source and not of_evidence:
        return None
    tests = joined([*of_source, *of_evidence])
    if not of_source:
        some = f"SELECT 1 FROM evidence e WHERE e.annotation_id = n.id AND {tests.text}"
        return Part(
            Sql(f"SELECT e.annotation_id FROM evidence e WHERE {tests.text}", tests.values),
            Sql(f"EXISTS({some})", tests.values),
        )
    first = "sources s CROSS JOIN evidence e ON e.source_id = s.id"
    source = joined(of_source)
    each = joined(
        [
            Sql("SELECT 1 FROM evidence e WHERE e.annotation_id = n.id"),
            # Put together once; the plus keeps SQLite from starting with them for each note.
            Sql(f"+e.source_id IN(SELECT s.id FROM sources s WHERE {source.text})", source.values),
            *of_evidence,
        ]
    )
    return Part(
        Sql(f"SELECT e.annotation_id FROM {first} WHERE {tests.text}", tests.values),
        Sql(f"EXISTS({each.text})", each.values),
    )


def source_tests(wanted: Sequence[Condition]) -> list[Sql]:
    """What is asked of a source `s`: its words, type, rank and state."""
    found = [_source_words(c.value) for c in wanted if c.field is QueryField.SOURCE]
    types = [c.value for c in wanted if c.field is QueryField.TYPE]
    found += [among("s.type", types)] if types else []
    ranks = [c.value for c in wanted if c.field is QueryField.RANK]
    found += [among("s.rank", ranks)] if ranks else []
    states = [c.value for c in wanted if c.field is QueryField.IS]
    found += [Sql("s.deleted_at IS NULL AND s.retracted = 1")] if State.RETRACTED in states else []
    return found + ([stale()] if State.STALE in states else [])


#: No note that can be seen cites a source `s`.
UNCITED = "s.cited = 0"


def source_conditions(query: Query) -> list[Sql]:
    """What the fields of a query ask of a source `s` itself; its words are another question."""
    found = source_tests([c for c in query.conditions if not c.is_negated])
    found += [Sql(UNCITED) for c in query.conditions if _is_uncited(c) and not c.is_negated]
    for condition in query.conditions:
        if condition.is_negated:
            tests = source_tests([condition]) + [Sql(UNCITED)] * _is_uncited(condition)
            found += [negated(test) for test in tests]
    unwanted = unworded(query, "sources_fts", "s.id")
    return found + ([unwanted] if unwanted else [])


def _is_uncited(condition: Condition) -> bool:
    return condition.field is QueryField.IS and condition.value == State.UNCITED


def _source_words(words: str) -> Sql:
    query = prefix_query(words)
    if not query:
        return Sql("s.id < 0")
    return Sql("s.id IN(SELECT rowid FROM sources_fts WHERE sources_fts MATCH ?)", (query,))


def stale() -> Sql:
    """A source `s` that was last checked, or entered without a check, over a year ago."""
    today = dt.datetime.now(tz=dt.UTC).date()
    day = (today - dt.timedelta(days=365)).isoformat()
    checked = "s.last_checked < ? AND (s.last_checked > '' OR s.created_at < ?)"
    return Sql(f"(s.deleted_at IS NULL AND {checked})", (day, day))


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
    parts = article_parts(wanted)
    if not parts:
        return None
    tests = joined([*(part.test for part in parts), Sql("a.deleted_at IS NULL")])
    first = "articles a CROSS JOIN article_notes b ON b.article_id = a.id"
    each = "article_notes b CROSS JOIN articles a ON a.id = b.article_id"
    some = f"SELECT 1 FROM {each} WHERE b.annotation_id = n.id AND {tests.text}"
    leading = tests.text.replace("+a.id IN", "a.id IN")
    return Part(
        Sql(f"SELECT b.annotation_id FROM {first} WHERE {leading}", tests.values),
        Sql(f"EXISTS({some})", tests.values),
    )


def article_parts(wanted: Sequence[Condition]) -> list[Part]:
    """What is asked of an article `a`: the words of its title, and its language."""
    found = []
    for condition in wanted:
        if condition.field is QueryField.ARTICLE:
            words = prefix_query(condition.value, column="title")
            asked = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?"
            part = Part(Sql(asked, (words,)), Sql(f"+a.id IN({asked})", (words,)))
            found.append(part if words else Part(Sql("SELECT 0 WHERE 0"), Sql("a.id < 0")))
        elif condition.field is QueryField.LANGUAGE:
            code = clean(condition.value).lower()
            begins = "a.language COLLATE NOCASE >= ? AND a.language COLLATE NOCASE < ?"
            values = (code, f"{code}{_AFTER}")
            ids = f"SELECT a.id FROM articles a WHERE a.deleted_at IS NULL AND {begins}"
            found.append(Part(Sql(ids, values), Sql(f"({begins})", values)))
    return found
