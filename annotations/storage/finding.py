"""Find caution notes with the grammar, by page and by group."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from annotations.ids import AnnotationUid, ArticleUid
from annotations.query import parse_query
from annotations.storage.excerpts import Excerpts, cut
from annotations.storage.finding_filter import NoteFilter, Part, Sql, joined, note_filter, worded
from annotations.storage.rows import lines_from_text
from annotations.storage.words import wanted_words
from annotations.vocabulary import Category, Severity, Status

#: Notes beyond this many are not counted: “2,000+”.
CAP = 2_000
#: Notes that are looked at, at most, to count those that answer.
REACH = 4_000


class NoteGrouping(StrEnum):
    """What notes are put together by."""

    ARTICLE = "article"
    CATEGORY = "category"
    SEVERITY = "severity"
    SOURCE = "source"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNote:
    """A note as a list of notes shows it; the two uids open it in its place."""

    annotation: AnnotationUid
    #: The article of the first claim; empty where that is in no article of the library.
    article: ArticleUid
    article_title: str
    #: The sentence that it speaks of; empty for a whole article.
    claim: str
    category: Category
    severity: Severity
    status: Status
    headline: str
    #: Plain text around the words that were looked for; without any, the body's beginning.
    excerpt: str
    reviewer: str
    #: How many sources it cites.
    sources: int
    tags: tuple[str, ...] = ()
    is_warned: bool = False
    is_deleted: bool = False
    #: Why it was withdrawn; empty for every other status.
    withdrawn_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNotes:
    """One page of what was found."""

    notes: tuple[FoundNote, ...] = ()
    total: int = 0
    #: True where there may be more than `total`, which is then a lower bound.
    is_more: bool = False
    #: What of the query could not be meant, as a sentence; empty where all was.
    problem: str = ""


_ORDER = "n.severity DESC, n.modified_at DESC, n.id"
_PAGE = (
    "SELECT n.id, n.uid, n.category, n.severity, n.status, n.correction, n.body, n.advice,"
    " n.tags, r.name, (SELECT count(DISTINCT source_id) FROM evidence"
    " WHERE annotation_id = n.id), n.warned, n.deleted_at IS NOT NULL, n.withdrawn_reason"
    " FROM annotations n JOIN reviewers r ON r.id = n.reviewer_id WHERE n.id = ?"
)
_PLACE = (
    "SELECT coalesce(t.exact, ''), a.uid, a.title FROM targets t"
    " LEFT JOIN articles a ON a.id = t.article_id"
    " WHERE t.annotation_id = ? AND t.role = 'claim'"
    " ORDER BY a.uid IS NOT ?, a.deleted_at IS NOT NULL, t.position LIMIT 1"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How the notes are reached: few that lead, or a walk through many."""

    where: Sql
    is_few: bool
    #: FTS5 query that is walked, newest first, where nothing rarer leads.
    words: str = ""

    @property
    def ids(self) -> Sql:
        """The row numbers, in their order."""
        where, values = self.where.text, self.where.values
        if self.words:
            return Sql(
                "SELECT n.id FROM notes_fts f CROSS JOIN annotations n ON n.id = f.rowid"
                f" WHERE notes_fts MATCH ? AND {where} ORDER BY f.rowid DESC",
                (self.words, *values),
            )
        index = " NOT INDEXED" if self.is_few else ""
        return Sql(f"SELECT n.id FROM annotations n{index} WHERE {where} ORDER BY {_ORDER}", values)

    @property
    def count(self) -> Sql:
        """How many there are: all of few, else those among the first that are looked at."""
        where, values = self.where.text, self.where.values
        if self.is_few:
            return Sql(f"SELECT count(*) FROM annotations n NOT INDEXED WHERE {where}", values)
        if self.words:
            return Sql(
                "SELECT count(*) FROM (SELECT rowid FROM notes_fts WHERE notes_fts MATCH ?"
                f" ORDER BY rowid DESC LIMIT {REACH}) f CROSS JOIN annotations n"
                f" ON n.id = f.rowid WHERE {where}",
                (self.words, *values),
            )
        return Sql(
            f"SELECT count(*) FROM (SELECT 1 FROM annotations n WHERE {where} LIMIT {CAP})", values
        )


def find_notes(
    connection: sqlite3.Connection,
    text: str,
    *,
    drafts: bool,
    group: tuple[NoteGrouping, str] | None,
    offset: int,
    limit: int,
) -> FoundNotes:
    """One page of the notes that answer; see `Library.find_notes`."""
    query = parse_query(text)
    wanted = note_filter(query, drafts=drafts)
    plan = planned(connection, wanted, _of_group(group))
    ids = plan.ids
    found = connection.execute(f"{ids.text} LIMIT ? OFFSET ?", (*ids.values, limit, offset))
    row_ids = [row[0] for row in found.fetchall()]
    total, is_more = _total(connection, plan, offset + len(row_ids), is_full=len(row_ids) == limit)
    excerpts = Excerpts(connection, wanted_words(query), wanted.words) if wanted.words else None
    here = group[1] if group and group[0] is NoteGrouping.ARTICLE else ""
    return FoundNotes(
        notes=tuple(_found(connection, row_id, here, excerpts) for row_id in row_ids),
        total=total,
        is_more=is_more,
        problem=query.problem or wanted.problem,
    )


def planned(
    connection: sqlite3.Connection, wanted: NoteFilter, also: tuple[Sql | Part, ...] = ()
) -> Plan:
    """Choose how to reach the notes: the rarest part leads, where one is rare."""
    tests = [wanted.shown, *wanted.tests, *(item for item in also if isinstance(item, Sql))]
    parts = [*wanted.parts, *(item for item in also if isinstance(item, Part))]
    leading = [*parts, worded(wanted.words)] if wanted.words else parts
    counts = [_counted(connection, part.ids) for part in leading]
    fewest = min(counts, default=CAP)
    if fewest == CAP:
        where = joined([*tests, *(part.test for part in parts)])
        return Plan(where, is_few=False, words=wanted.words)
    first = leading[counts.index(fewest)]
    tests.append(Sql(f"n.id IN({first.ids.text})", first.ids.values))
    where = joined([*tests, *(part.test for part in leading if part is not first)])
    return Plan(where, is_few=True)


def _counted(connection: sqlite3.Connection, ids: Sql) -> int:
    found = connection.execute(
        f"SELECT count(*) FROM ({ids.text} LIMIT {CAP})", ids.values
    ).fetchall()
    return int(found[0][0])


def _total(
    connection: sqlite3.Connection, plan: Plan, seen: int, *, is_full: bool
) -> tuple[int, bool]:
    if not is_full and seen:
        return seen, False
    count = plan.count
    counted = int(connection.execute(count.text, count.values).fetchall()[0][0])
    is_more = not plan.is_few and (bool(plan.words) or counted == CAP)
    return max(counted, seen), is_more


def _of_group(group: tuple[NoteGrouping, str] | None) -> tuple[Sql | Part, ...]:
    """What is asked of the notes of one group."""
    if group is None:
        return ()
    by, key = group
    match by:
        case NoteGrouping.CATEGORY:
            return (Sql("n.category = ?", (key,)),)
        case NoteGrouping.SEVERITY:
            ranks = [int(item) for item in Severity if item.id == key]
            return (Sql("n.severity = ?", tuple(ranks or [0])),)
        case NoteGrouping.REVIEWER:
            return (Sql("n.reviewer_id = (SELECT id FROM reviewers WHERE uid = ?)", (key,)),)
        case NoteGrouping.ARTICLE:
            of = "article_notes b WHERE b.article_id = (SELECT id FROM articles WHERE uid = ?)"
            return (_linked(of, "b", key),)
        case NoteGrouping.SOURCE:
            of = "evidence e WHERE e.source_id = (SELECT id FROM sources WHERE uid = ?)"
            return (_linked(of, "e", key),)


def _linked(of: str, alias: str, key: str) -> Part:
    return Part(
        Sql(f"SELECT {alias}.annotation_id FROM {of}", (key,)),
        Sql(f"EXISTS(SELECT 1 FROM {of} AND {alias}.annotation_id = n.id)", (key,)),
    )


def _found(
    connection: sqlite3.Connection, row_id: int, here: str, excerpts: Excerpts | None
) -> FoundNote:
    row = connection.execute(_PAGE, (row_id,)).fetchall()[0]
    places = connection.execute(_PLACE, (row_id, here)).fetchall()
    claim, article, title = places[0] if places else ("", "", "")
    correction, body, advice, tags = row[5:9]
    texts = (correction, body, advice, tags)
    return FoundNote(
        annotation=AnnotationUid(row[1]),
        article=ArticleUid(article or ""),
        article_title=title or "",
        claim=claim,
        category=Category(row[2]),
        severity=Severity(row[3]),
        status=Status(row[4]),
        headline=correction or body.strip().split("\n", 1)[0],
        excerpt=excerpts.of("notes_fts", row_id, texts) if excerpts else cut(body, 0),
        reviewer=row[9],
        sources=row[10],
        tags=lines_from_text(tags),
        is_warned=bool(row[11]),
        is_deleted=bool(row[12]),
        withdrawn_reason=row[13],
    )
