"""Find caution notes with the grammar, by page and by group."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from enum import StrEnum

from annotations.ids import AnnotationUid, ArticleUid
from annotations.query import Query, parse_query
from annotations.storage.excerpts import Excerpts, cut
from annotations.storage.finding_parts import Part, Sql
from annotations.storage.finding_plan import Plan, planned
from annotations.storage.rows import lines_from_text
from annotations.storage.words import wanted_words
from annotations.vocabulary import Category, Severity, Status


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
    plan = _plan(connection, query, group, drafts=drafts)
    row_ids, total, is_more = plan.page(connection, offset, limit)
    excerpts = Excerpts(connection, wanted_words(query), plan.words) if plan.words else None
    here = group[1] if group and group[0] is NoteGrouping.ARTICLE else ""
    return FoundNotes(
        notes=tuple(_found(connection, row_id, here, excerpts) for row_id in row_ids),
        total=total,
        is_more=is_more,
        problem=query.problem or plan.problem,
    )


def _plan(
    connection: sqlite3.Connection,
    query: Query,
    group: tuple[NoteGrouping, str] | None,
    *,
    drafts: bool,
) -> Plan:
    if group is None:
        return planned(connection, query, drafts=drafts)
    by, key = group
    if by is NoteGrouping.CATEGORY:
        return planned(connection, query, drafts=drafts, graded=Sql("n.category = ?", (key,)))
    if by is NoteGrouping.SEVERITY:
        level = next((int(item) for item in Severity if item.id == key), 0)
        return planned(connection, query, drafts=drafts, graded=Sql("n.severity = ?", (level,)))
    return planned(connection, query, drafts=drafts, group=_group(by, key))


def _group(by: NoteGrouping, key: str) -> Part:
    """Notes of one article, source or reviewer, by its uid."""
    if by is NoteGrouping.REVIEWER:
        one = "(SELECT id FROM reviewers WHERE uid = ?)"
        return Part(
            Sql(f"SELECT m.id FROM annotations m WHERE m.reviewer_id = {one}", (key,)),
            Sql(f"n.reviewer_id = {one}", (key,)),
            "annotations_published_reviewer",
        )
    link, table = _LINKS[by]
    one = f"(SELECT id FROM {table} WHERE uid = ?)"
    of = f"SELECT k.annotation_id FROM {link} k WHERE "
    column = f"k.{table[:-1]}_id"
    # The plus keeps SQLite from reading all notes of the group to test one.
    return Part(
        Sql(f"{of}{column} = {one}", (key,)),
        Sql(f"EXISTS({of}k.annotation_id = n.id AND +{column} = {one})", (key,)),
    )


#: Tables that tie notes to what they are put together by.
_LINKS = {
    NoteGrouping.ARTICLE: ("article_notes", "articles"),
    NoteGrouping.SOURCE: ("evidence", "sources"),
}


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
