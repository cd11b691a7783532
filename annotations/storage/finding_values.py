"""What the open fields of a query may be completed with: tags, reviewers, sources."""

from __future__ import annotations

import sqlite3
from collections import Counter

from annotations.query_completion import QueryValues
from annotations.storage.rows import lines_from_text

#: Of very many notes, the tags of the latest so many are counted.
REACH = 4_000
_MOST = 200
_TAGS = (
    "SELECT tags FROM (SELECT tags, live FROM annotations ORDER BY id DESC LIMIT ?)"
    " WHERE live = 1 AND tags <> ''"
)
_REVIEWERS = "SELECT DISTINCT name FROM reviewers WHERE name <> '' ORDER BY id DESC LIMIT ?"
_SOURCES = (
    "SELECT authors, publisher, container FROM sources WHERE deleted_at IS NULL"
    " ORDER BY cited_published DESC, id LIMIT ?"
)


def query_values(connection: sqlite3.Connection) -> QueryValues:
    """Read them, the most used first: tags by notes, sources by what cites them and named by
    who made them known, since that is what people remember.
    """
    tags: Counter[str] = Counter()
    for (text,) in connection.execute(_TAGS, (REACH,)):
        tags.update(lines_from_text(text))
    reviewers = connection.execute(_REVIEWERS, (_MOST,)).fetchall()
    names = (_name(*row) for row in connection.execute(_SOURCES, (_MOST,)).fetchall())
    return QueryValues(
        tags=tuple(tag for tag, _ in tags.most_common(_MOST)),
        reviewers=tuple(name for (name,) in reviewers),
        sources=tuple(dict.fromkeys(name for name in names if name)),
    )


def _name(authors: str, publisher: str, container: str) -> str:
    return publisher or next(iter(lines_from_text(authors)), "") or container
