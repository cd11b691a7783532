"""The library's list: articles by page, filtered and in order, and how many of what."""

from __future__ import annotations

import sqlite3
from types import MappingProxyType

from annotations.model import ArticleSummary, Coverage
from annotations.query import Condition, Query, QueryField, parse_query
from annotations.storage import rows
from annotations.storage.finding_articles import WORST_FIRST, article_questions, note_question
from annotations.storage.finding_parts import FEW, Sql, joined, number, rarest
from annotations.storage.list_values import ArticleFilter, ArticleOrder, CoverageFilter, Facets
from annotations.storage.rows import Row, columns
from annotations.vocabulary import Category, Severity, Status

_STATS = (
    "n_info", "n_moderate", "n_serious", "n_critical", "drafts", "checked", "to_check",
    "checked_on", "checked_by", "strip",
)  # fmt: skip
_SUMMARY = f"{columns(rows.ARTICLE_COLUMNS, 'a')}, {columns(_STATS, 'a')}"
_DELETED = "SELECT count(*) FROM annotations WHERE deleted_at > ''"
_ORDERS = {
    ArticleOrder.WORST: WORST_FIRST,
    ArticleOrder.TITLE: "a.title COLLATE NOCASE, a.id",
    ArticleOrder.MODIFIED: "a.modified_at DESC, a.id",
    ArticleOrder.LEFT: "a.left_to_check DESC, a.title COLLATE NOCASE, a.id",
}


def list_articles(
    connection: sqlite3.Connection,
    where: ArticleFilter,
    order: ArticleOrder,
    *,
    offset: int,
    limit: int,
) -> tuple[ArticleSummary, ...]:
    """One page of the list; `offset` and `limit` count articles."""
    query = parse_query(where.words)
    parts, unwanted = article_questions(
        connection, query, drafts=where.drafts, in_trash=where.in_trash
    )
    if where.category is not None:
        of_category = Condition(QueryField.CATEGORY, where.category.value)
        category = Query((of_category,))
        parts.append(note_question(connection, category, drafts=False, in_trash=where.in_trash))
    asked = joined([*_own(where), *unwanted])
    leading = rarest(connection, parts, FEW)
    asked = joined([asked, *(part.test for part in parts if part is not leading)])
    walk = f"INDEXED BY articles_by_{order.value}"
    if leading is not None:
        walk = "NOT INDEXED"
        few = Sql(f"a.id IN({leading.ids.text})", leading.ids.values)
        asked = joined([few, asked])
    found = connection.execute(
        f"SELECT {_SUMMARY} FROM articles a {walk} WHERE {asked.text}"
        f" ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?",
        (*asked.values, limit, offset),
    ).fetchall()
    return tuple(_summary(row) for row in found)


def _own(where: ArticleFilter) -> list[Sql]:
    """What is asked of the article's own columns."""
    found = [Sql("a.deleted_at > ''" if where.in_trash else "a.deleted_at IS NULL")]
    if where.severity is not None:
        found.append(Sql(f"a.n_{where.severity.id} > 0"))
    if where.coverage is not CoverageFilter.ALL:
        is_done = where.coverage is CoverageFilter.FULLY_CHECKED
        found.append(Sql(f"a.fully_checked = {int(is_done)}"))
    return found


def _summary(row: Row) -> ArticleSummary:
    middle = len(rows.ARTICLE_COLUMNS)
    info, moderate, serious, critical, drafts, checked, of, on, by, strip = row[middle:]
    return ArticleSummary(
        article=rows.article_from_row(row[:middle]),
        counts={
            Severity.INFO: info,
            Severity.MODERATE: moderate,
            Severity.SERIOUS: serious,
            Severity.CRITICAL: critical,
        },
        drafts=drafts,
        coverage=Coverage(checked=checked, of=of, last_on=on, by=rows.lines_from_text(by)),
        strip=rows.strip_from_blob(strip),
    )


def read_facets(connection: sqlite3.Connection) -> Facets:
    """Count from the tables that triggers keep: as fast for a million notes as for ten."""
    states = dict(connection.execute("SELECT state, n FROM article_counts").fetchall())
    counts = connection.execute(
        "SELECT category, severity, status, n FROM facet_counts WHERE n <> 0"
    ).fetchall()
    by_severity = dict.fromkeys(Severity, 0)
    by_category = dict.fromkeys(Category, 0)
    others = dict.fromkeys(Status, 0)
    for category, severity, status, n in counts:
        if Status(status).is_published:
            by_severity[Severity(severity)] += n
            by_category[Category(category)] += n
        else:
            others[Status(status)] += n
    return Facets(
        articles=states["in_review"] + states["fully_checked"],
        in_review=states["in_review"],
        fully_checked=states["fully_checked"],
        trash=states["trash"],
        notes=sum(by_severity.values()),
        drafts=others[Status.DRAFT],
        withdrawn=others[Status.WITHDRAWN],
        deleted=number(connection, Sql(_DELETED)),
        by_severity=MappingProxyType(by_severity),
        by_category=MappingProxyType(by_category),
    )
