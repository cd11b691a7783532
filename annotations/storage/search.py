"""Search all articles, notes and sources at once, best matches first."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from annotations.ids import AnnotationUid, ArticleUid
from annotations.model import Source
from annotations.query import parse_query
from annotations.storage import rows
from annotations.storage.excerpts import Excerpts
from annotations.storage.rows import columns
from annotations.storage.words import fts_query, wanted_words
from annotations.vocabulary import Severity

#: Matches beyond this many are neither counted nor ranked: newest first then.
CAP = 2_000


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
    """A source that has the words, and the number of notes that cite it."""

    source: Source
    cited_in: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """What was found, best first. Totals count on to `CAP`."""

    words: str
    articles: tuple[ArticleHit, ...] = ()
    notes: tuple[NoteHit, ...] = ()
    sources: tuple[SourceHit, ...] = ()
    articles_total: int = 0
    notes_total: int = 0
    sources_total: int = 0


_ARTICLES = (
    "articles_fts f CROSS JOIN articles a ON a.id = f.rowid"
    " WHERE articles_fts MATCH ? AND a.deleted_at IS NULL"
)
_NOTES = (
    "notes_fts f CROSS JOIN annotations n ON n.id = f.rowid"
    " WHERE notes_fts MATCH ? AND n.live = 1 AND n.status IN('ready', 'approved')"
)
_SOURCES = (
    "sources_fts f CROSS JOIN sources s ON s.id = f.rowid"
    " WHERE sources_fts MATCH ? AND s.deleted_at IS NULL"
)
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
_SOURCE = f"SELECT {columns(rows.SOURCE_COLUMNS)} FROM sources WHERE id = ?"
_CITED_IN = (
    "SELECT count(DISTINCT n.id) FROM evidence e JOIN annotations n ON n.id = e.annotation_id"
    " WHERE e.source_id = ? AND n.live = 1 AND n.status IN('ready', 'approved')"
)


def search_library(connection: sqlite3.Connection, words: str, *, limit: int) -> SearchResults:
    """Find what has all the words; the last may be the beginning of one. Never an error,
    whatever is typed.

    Args:
        connection: To the library.
        words: As typed.
        limit: Most hits of each kind.
    """
    asked = parse_query(words)
    query = fts_query(asked)
    if not query:
        return SearchResults(words=words)
    article_ids, articles_total = _ranked(connection, "articles_fts", _ARTICLES, query, limit)
    note_ids, notes_total = _ranked(connection, "notes_fts", _NOTES, query, limit)
    source_ids, sources_total = _ranked(connection, "sources_fts", _SOURCES, query, limit)
    excerpts = Excerpts(connection, wanted_words(asked), query)
    return SearchResults(
        words=words,
        articles=tuple(_article_hit(connection, found, excerpts) for found in article_ids),
        notes=tuple(_note_hit(connection, found, excerpts) for found in note_ids),
        sources=tuple(_source_hit(connection, found) for found in source_ids),
        articles_total=articles_total,
        notes_total=notes_total,
        sources_total=sources_total,
    )


def _ranked(
    connection: sqlite3.Connection, index: str, matches: str, query: str, limit: int
) -> tuple[list[int], int]:
    """Row numbers of the best matches, and how many there are."""
    count, by_rank, newest = ranked_queries(index, matches)
    total = connection.execute(count, (query,)).fetchall()[0][0]
    order = by_rank if total < CAP else newest
    found = connection.execute(order, (query, limit)).fetchall()
    return [row[0] for row in found], total


def ranked_queries(index: str, matches: str) -> tuple[str, str, str]:
    """The SQL of the two stages: a capped count, then by rank or newest first."""
    select = f"SELECT f.rowid FROM {matches}"
    return (
        f"SELECT count(*) FROM (SELECT 1 FROM {matches} LIMIT {CAP})",
        f"{select} ORDER BY bm25({index}), f.rowid LIMIT ?",
        f"{select} ORDER BY f.rowid DESC LIMIT ?",
    )


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
    source = connection.execute(_SOURCE, (row_id,)).fetchall()[0]
    cited_in = connection.execute(_CITED_IN, (row_id,)).fetchall()[0][0]
    return SourceHit(source=rows.source_from_row(source), cited_in=cited_in)
