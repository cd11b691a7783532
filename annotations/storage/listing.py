"""The library's list: articles by page, filtered and in order, and how many of what."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from annotations.model import ArticleSummary, Coverage
from annotations.query import parse_query
from annotations.storage import rows
from annotations.storage.rows import Row, columns
from annotations.storage.words import fts_query
from annotations.vocabulary import Category, Severity, Status


class CoverageFilter(StrEnum):
    """Which articles by how much of them is checked."""

    ALL = "all"
    IN_REVIEW = "in_review"
    FULLY_CHECKED = "fully_checked"


class ArticleOrder(StrEnum):
    """Order of the list: most and worst cautions first, by title, or newest change first."""

    WORST = "worst"
    TITLE = "title"
    MODIFIED = "modified"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFilter:
    """What the list shows; the default is every article that is not in the trash.

    Attributes:
        severity: Only articles with a published note of that severity.
        category: Only articles with a published note of that category.
        coverage: Only articles that are, or are not, checked to the last sentence.
        in_trash: The trash instead of the library.
        words: Only articles with all these words in title, author, publisher or text; the
            last may be the beginning of one.
    """

    severity: Severity | None = None
    category: Category | None = None
    coverage: CoverageFilter = CoverageFilter.ALL
    in_trash: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """How many of what the library holds; the trash counts in `trash` alone.

    Attributes:
        articles: In the library: `in_review` and `fully_checked` together.
        notes: Published notes.
        drafts: Notes that are still drafts.
        by_severity: Published notes; every severity is a key.
        by_category: Published notes; every category is a key.
    """

    articles: int
    in_review: int
    fully_checked: int
    trash: int
    notes: int
    drafts: int
    by_severity: Mapping[Severity, int]
    by_category: Mapping[Category, int]


_STATS = (
    "n_info", "n_moderate", "n_serious", "n_critical", "drafts", "checked", "to_check",
    "checked_on", "checked_by", "strip",
)  # fmt: skip
_SUMMARY = f"{columns(rows.ARTICLE_COLUMNS, 'a')}, {columns(_STATS, 'a')}"
_ORDERS = {
    ArticleOrder.WORST: "a.n_critical DESC, a.n_serious DESC, a.n_moderate DESC, a.n_info DESC,"
    " a.title COLLATE NOCASE, a.id",
    ArticleOrder.TITLE: "a.title COLLATE NOCASE, a.id",
    ArticleOrder.MODIFIED: "a.modified_at DESC, a.id",
}
_IS_OF_CATEGORY = "n.category = ? AND n.status IN('ready', 'approved') AND n.deleted_at IS NULL"
# Two ways to the same rows. Walking the order and asking each article fills a page at once
# where the category is common; where it is rare, its notes lead to the few articles.
# CROSS JOIN keeps SQLite from choosing for itself.
_ASK_EACH = (
    "EXISTS(SELECT 1 FROM article_notes b CROSS JOIN annotations n ON n.id = b.annotation_id"
    f" WHERE b.article_id = a.id AND {_IS_OF_CATEGORY})"
)
_FROM_NOTES = (
    "a.id IN(SELECT b.article_id FROM annotations n CROSS JOIN article_notes b"
    f" ON b.annotation_id = n.id WHERE {_IS_OF_CATEGORY})"
)
#: Where the square of a category's notes is below this many times the articles, the notes
#: lead: both ways cost about the same there.
_BREAK_EVEN = 700
_HAS_WORDS = "a.id IN(SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"


def list_articles(
    connection: sqlite3.Connection,
    where: ArticleFilter,
    order: ArticleOrder,
    *,
    offset: int,
    limit: int,
) -> tuple[ArticleSummary, ...]:
    """One page of the list; `offset` and `limit` count articles."""
    is_rare = where.category is not None and _is_rare(connection, where.category)
    sql, values = page_query(where, order, is_rare=is_rare)
    found = connection.execute(sql, (*values, limit, offset)).fetchall()
    return tuple(_summary(row) for row in found)


def _is_rare(connection: sqlite3.Connection, category: Category) -> bool:
    facets = read_facets(connection)
    return facets.by_category[category] ** 2 < _BREAK_EVEN * facets.articles


def page_query(
    where: ArticleFilter, order: ArticleOrder, *, is_rare: bool = False
) -> tuple[str, list[object]]:
    """The SQL of a page and its values, limit and offset to follow.

    Args:
        where: What to show.
        order: In which order.
        is_rare: Whether few notes have the category asked for; the same rows either way.
    """
    conditions = ["a.deleted_at > ''" if where.in_trash else "a.deleted_at IS NULL"]
    values: list[object] = []
    if where.severity is not None:
        conditions.append(f"a.n_{where.severity.id} > 0")
    if where.coverage is not CoverageFilter.ALL:
        is_done = where.coverage is CoverageFilter.FULLY_CHECKED
        conditions.append(f"a.fully_checked = {int(is_done)}")
    if where.category is not None:
        conditions.append(_FROM_NOTES if is_rare else _ASK_EACH)
        values.append(where.category.value)
    if where.words.strip():
        query = fts_query(parse_query(where.words))
        conditions.append(_HAS_WORDS if query else "0")
        values += [query] if query else []
    sql = (
        f"SELECT {_SUMMARY} FROM articles a WHERE {' AND '.join(conditions)}"
        f" ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
    )
    return sql, values


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
    drafts = 0
    for category, severity, status, n in counts:
        if Status(status).is_published:
            by_severity[Severity(severity)] += n
            by_category[Category(category)] += n
        elif status == Status.DRAFT:
            drafts += n
    return Facets(
        articles=states["in_review"] + states["fully_checked"],
        in_review=states["in_review"],
        fully_checked=states["fully_checked"],
        trash=states["trash"],
        notes=sum(by_severity.values()),
        drafts=drafts,
        by_severity=MappingProxyType(by_severity),
        by_category=MappingProxyType(by_category),
    )
