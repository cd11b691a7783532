"""What a library is asked: queries return values and change nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.model import Article, ArticleSummary, ReviewedArticle
from annotations.storage import listing, reading
from annotations.storage.library_base import LibraryBase
from annotations.storage.listing import ArticleFilter, ArticleOrder, Facets

if TYPE_CHECKING:
    from annotations.storage.search import SearchResults

_EVERYTHING = ArticleFilter()


class LibraryQueries(LibraryBase):
    """The queries of `Library`."""

    def articles(
        self,
        where: ArticleFilter = _EVERYTHING,
        *,
        order: ArticleOrder = ArticleOrder.WORST,
        offset: int = 0,
        limit: int = 200,
    ) -> tuple[ArticleSummary, ...]:
        """One page of the list; `offset` and `limit` count articles."""
        return self._read(
            lambda c: listing.list_articles(c, where, order, offset=offset, limit=limit)
        )

    def article(self, uid: str) -> Article:
        """The article with that uid, in the trash or not; NotFoundError otherwise."""
        return self._read(lambda c: reading.read_article(c, uid))

    def find_article(self, name: str) -> Article:
        """Look an article up as a person names it: uid, the beginning of one, the imported
        file's name with or without its ending, exact title; not in the trash.

        Raises:
            NotFoundError: none answers.
            AmbiguousNameError: several answer; the sentence names two.
        """
        return self._read(lambda c: reading.find_article(c, name))

    def reviewed_article(self, uid: str, *, drafts: bool = False) -> ReviewedArticle:
        """An article with its text and all that is said of it.

        Args:
            uid: Of the article, in the trash or not.
            drafts: Take drafts in beside what is ready and approved.

        Raises:
            NotFoundError: no article has that uid.
        """
        return self._read(lambda c: reading.read_reviewed_article(c, uid, drafts=drafts))

    def facets(self) -> Facets:
        """How many articles and notes of each kind the library holds."""
        return self._read(listing.read_facets)

    def search(self, words: str, *, limit: int = 50) -> SearchResults:
        """Find articles, notes and sources that have all the words, best first.

        Args:
            words: As typed; the last may be the beginning of a word.
            limit: Most hits of each kind.
        """
        from annotations.storage.search import search_library

        return self._read(lambda c: search_library(c, words, limit=limit))

    def original(self, uid: str) -> bytes:
        """The imported bytes of the article's present text; NotFoundError without one."""
        from annotations.storage.articles import read_original

        return self._read(lambda c: read_original(c, uid))

    def data_version(self) -> int:
        """A number that changes when another program or window has changed the file.

        Raises:
            LibraryBusyError: somebody is writing to it now; this never waits.
        """
        return self._read(_data_version)

    def save_copy(self, path: Path) -> None:
        """Write the whole library to another file, which then stands whole or not at all.

        Raises:
            LibraryUnavailableError: the path is the library's own, or cannot be written.
        """
        from annotations.storage.copying import save_copy

        save_copy(self._connection, self.path, path)


def _data_version(connection: sqlite3.Connection) -> int:
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout=0")
    try:
        return int(connection.execute("PRAGMA data_version").fetchone()[0])
    finally:
        connection.execute(f"PRAGMA busy_timeout={int(patience)}")
