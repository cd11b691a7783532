"""Search all articles, notes and sources at once, best matches first."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass

from annotations.ids import AnnotationUid, ArticleUid
from annotations.model import Source
from annotations.query import Query, QueryField, parse_query
from annotations.storage import rows
from annotations.storage.excerpts import Excerpts
from annotations.storage.finding_articles import WORST_FIRST, article_questions
from annotations.storage.finding_filter import matched, source_conditions
from annotations.storage.finding_parts import FEW, Part, Sql, joined, number, rarest
from annotations.storage.finding_plan import COMMON, planned, words_part
from annotations.storage.rows import columns
from annotations.storage.words import fts_query, wanted_words
from annotations.vocabulary import Severity

#: Matches beyond this many are neither counted nor ranked: newest first then.
CAP = COMMON


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHit:
    """An article whose title, author, publisher or text has the words."""

    article: ArticleUid
    title: str
    #: Plain text around the words; "…" where it is cut.
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteHit:
    """A published note that has the words, with the first article that it belongs to."""

    annotation: AnnotationUid
    article: ArticleUid
    article_title: str
    severity: Severity
    headline: str
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHit:
    """A source that has the words, and the number of published notes that cite it."""

    source: Source
    cited_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """What was found, best first. Of very many a total is a lower bound, and `…_more` says so."""

    words: str
    articles: tuple[ArticleHit, ...] = ()
    notes: tuple[NoteHit, ...] = ()
    sources: tuple[SourceHit, ...] = ()
    articles_total: int = 0
    notes_total: int = 0
    sources_total: int = 0
    articles_more: bool = False
    notes_more: bool = False
    sources_more: bool = False
    #: What of the words could not be meant, as a sentence; empty where all was.
    problem: str = ""


_ARTICLE = (
    "SELECT a.uid, a.title, r.text, a.author, a.publisher FROM articles a"
    " JOIN revisions r ON r.id = a.revision_id WHERE a.id = ?"
)
_NOTE = (
    "SELECT n.uid, a.uid, a.title, n.severity, n.correction, n.body, n.advice, n.tags"
    " FROM annotations n JOIN article_notes b ON b.annotation_id = n.id"
    " JOIN articles a ON a.id = b.article_id"
    " WHERE n.id = ? AND a.deleted_at IS NULL ORDER BY b.article_id LIMIT 1"
)
_SOURCE = f"SELECT {columns(rows.SOURCE_COLUMNS)}, cited_published FROM sources WHERE id = ?"
#: Fields that ask something of a source itself.
_OF_SOURCES = frozenset({QueryField.SOURCE, QueryField.TYPE, QueryField.RANK, QueryField.IS})


def search_library(connection: sqlite3.Connection, words: str, *, limit: int) -> SearchResults:
    """Find what answers a query, best matches first. Never an error, whatever is typed.

    The newest come first where there are very many, or where a word is so common that FTS5
    would take long to say which match is the best.

    Args:
        connection: To the library.
        words: As typed; see `parse_query`.
        limit: Most hits of each kind.
    """
    query = parse_query(words)
    if not query.terms:
        return SearchResults(words=words, problem=query.problem)
    articles, articles_total, articles_more = _articles(connection, query, limit)
    notes, notes_total, notes_more = _notes(connection, query, limit)
    sources, sources_total, sources_more = _sources(connection, query, limit)
    excerpts = Excerpts(connection, wanted_words(query), fts_query(query))
    return SearchResults(
        words=words,
        articles=tuple(_article_hit(connection, found, excerpts) for found in articles),
        notes=tuple(_note_hit(connection, found, excerpts) for found in notes),
        sources=tuple(_source_hit(connection, found) for found in sources),
        articles_total=articles_total,
        notes_total=notes_total,
        sources_total=sources_total,
        articles_more=articles_more,
        notes_more=notes_more,
        sources_more=sources_more,
        problem=query.problem,
    )


#: Row numbers of the hits, how many there are, and whether that is a lower bound.
_Found = tuple[list[int], int, bool]


def _articles(connection: sqlite3.Connection, query: Query, limit: int) -> _Found:
    parts, unwanted = article_questions(connection, query, drafts=False)
    if not parts:
        return [], 0, False
    words = next((part for part in parts if part.words), None)
    leading = rarest(connection, parts, FEW)
    tests = [Sql("a.deleted_at IS NULL"), *unwanted]
    if words is not None and leading in (words, None):
        tests += [part.test for part in parts if part is not words]
        return _matches(connection, ("articles_fts", "articles a"), words, joined(tests), limit)
    tests += [part.test for part in parts if part is not leading]
    where = joined(tests)
    if leading is not None:
        where = joined([Sql(f"a.id IN({leading.ids.text})", leading.ids.values), where])
        found = connection.execute(
            f"SELECT a.id FROM articles a NOT INDEXED WHERE {where.text} ORDER BY {WORST_FIRST}",
            where.values,
        ).fetchall()
        return [row[0] for row in found[:limit]], len(found), False
    walked = "articles a INDEXED BY articles_by_worst WHERE a.deleted_at IS NULL"
    found = connection.execute(
        f"SELECT a.id FROM {walked} AND {where.text} ORDER BY {WORST_FIRST} LIMIT ?",
        (*where.values, limit),
    ).fetchall()
    first = f"SELECT a.id AS id FROM {walked} ORDER BY {WORST_FIRST} LIMIT {CAP}"
    counted = Sql(
        f"SELECT count(*) FROM ({first}) w CROSS JOIN articles a ON a.id = w.id WHERE {where.text}",
        where.values,
    )
    total = max(number(connection, counted), len(found))
    return [row[0] for row in found], total, len(found) == limit


def _notes(connection: sqlite3.Connection, query: Query, limit: int) -> _Found:
    plan = planned(connection, query, drafts=False)
    words = plan.leading
    if words is not None and words.words:
        where = joined([plan.base, plan.tests])
        return _matches(connection, ("notes_fts", "annotations n"), words, where, limit)
    return plan.page(connection, 0, limit)


def _sources(connection: sqlite3.Connection, query: Query, limit: int) -> _Found:
    if any(condition.field not in _OF_SOURCES for condition in query.conditions):
        # It speaks of notes and articles.
        return [], 0, False
    tests = source_conditions(query)
    where = joined([Sql("s.deleted_at IS NULL"), *tests])
    words = words_part(connection, query, "sources_fts", "s.id")
    if words is not None:
        return _matches(connection, ("sources_fts", "sources s"), words, where, limit)
    if not tests:
        return [], 0, False
    found = connection.execute(
        f"SELECT s.id FROM sources s WHERE {where.text} ORDER BY s.cited DESC, s.id LIMIT {CAP}",
        where.values,
    ).fetchall()
    return [row[0] for row in found[:limit]], len(found), len(found) == CAP


def _matches(
    connection: sqlite3.Connection, tables: tuple[str, str], words: Part, where: Sql, limit: int
) -> _Found:
    """The best rows that have the words, and how many rows there are: of very many the
    newest, and only these are counted.
    """
    index, table = tables
    row = f"{table.split()[1]}.id"
    asked = (
        f"SELECT f.rowid FROM {index} f CROSS JOIN {table} ON {row} = f.rowid"
        f" WHERE {index} MATCH ? AND {where.text}"
    )
    values = (words.words, *where.values, limit)
    few = words.ids if words.newest is None else words.newest
    known = connection.execute(
        f"SELECT {row} FROM ({few.text}) w CROSS JOIN {table} ON {row} = w.id WHERE {where.text}"
        f" ORDER BY {row} DESC",
        (*few.values, *where.values),
    ).fetchall()
    is_all = words.newest is None or len(known) >= limit
    if words.newest is None and len(known) > 1 and not _is_common(connection, index, words.words):
        asked += f" ORDER BY bm25({index}), f.rowid LIMIT ?"
        return _rows(connection, Sql(asked, values)), len(known), False
    if is_all:
        return [found[0] for found in known[:limit]], len(known), words.newest is not None
    found = _rows(connection, Sql(f"{asked} ORDER BY f.rowid DESC LIMIT ?", values))
    return found, max(len(known), len(found)), len(found) == limit


def _rows(connection: sqlite3.Connection, ids: Sql) -> list[int]:
    return [row[0] for row in connection.execute(ids.text, ids.values).fetchall()]


_QUOTED = re.compile(r'"(?:[^"]|"")*"\*?')


def _is_common(connection: sqlite3.Connection, index: str, words: str) -> bool:
    """True where one of the words stands in very many rows: to rank reads all of them."""
    alone = {word for quoted in _QUOTED.findall(words) for word in _single(quoted)}
    parts = [matched(word, index, "0") for word in alone]
    return any(rarest(connection, [part], CAP) is None for part in parts)


def _single(quoted: str) -> list[str]:
    """The words of a phrase, each as a query of its own."""
    inner = quoted.strip('"*').replace('"', " ").split()
    return [quoted] if len(inner) < 2 else [f'"{word}"' for word in inner]


def _article_hit(connection: sqlite3.Connection, row_id: int, excerpts: Excerpts) -> ArticleHit:
    uid, title, *texts = connection.execute(_ARTICLE, (row_id,)).fetchall()[0]
    excerpt = excerpts.of("articles_fts", row_id, (*texts, title))
    return ArticleHit(article=ArticleUid(uid), title=title, excerpt=excerpt)


def _note_hit(connection: sqlite3.Connection, row_id: int, excerpts: Excerpts) -> NoteHit:
    uid, article, title, severity, *texts = connection.execute(_NOTE, (row_id,)).fetchall()[0]
    correction, body = texts[:2]
    return NoteHit(
        annotation=AnnotationUid(uid),
        article=ArticleUid(article),
        article_title=title,
        severity=Severity(severity),
        headline=correction or body.strip().split("\n", 1)[0],
        excerpt=excerpts.of("notes_fts", row_id, texts),
    )


def _source_hit(connection: sqlite3.Connection, row_id: int) -> SourceHit:
    *source, cited_in = connection.execute(_SOURCE, (row_id,)).fetchall()[0]
    return SourceHit(source=rows.source_from_row(tuple(source)), cited_in=cited_in)
