"""What a library is asked: queries return values and change nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.model import Article, ArticleSummary, ReviewedArticle
from annotations.storage import reading
from annotations.storage.connection import impatient
from annotations.storage.library_base import LibraryBase
from annotations.storage.list_values import ArticleFilter, ArticleOrder, Facets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotations.query_completion import QueryValues
    from annotations.storage.finding import FoundNotes, NoteGrouping
    from annotations.storage.finding_groups import NoteGroup
    from annotations.storage.finding_sources import FoundSources, SourceState
    from annotations.storage.search import SearchResults, SourceHit

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
        from annotations.storage import listing

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

    def reviewed_article(
        self,
        uid: str,
        *,
        drafts: bool = False,
        withdrawn: bool = False,
        revision: str | None = None,
    ) -> ReviewedArticle:
        """An article with its text and all that is said of it.

        Args:
            uid: Of the article, in the trash or not.
            drafts: Take drafts in beside what is ready and approved.
            withdrawn: Take withdrawn notes in too.
            revision: One of its earlier texts, with the notes that have a place there; the
                present one where None.

        Raises:
            NotFoundError: no article has that uid, or it never had that text.
        """
        return self._read(
            lambda c: reading.read_reviewed_article(
                c, uid, drafts=drafts, withdrawn=withdrawn, revision_uid=revision
            )
        )

    def facets(self) -> Facets:
        """How many articles and notes of each kind the library holds."""
        from annotations.storage.listing import read_facets

        return self._read(read_facets)

    def search(self, words: str, *, limit: int = 50) -> SearchResults:
        """Find articles, notes and sources that have all the words, best first.

        Args:
            words: As typed; the last may be the beginning of a word.
            limit: Most hits of each kind.
        """
        from annotations.storage.search import search_library

        return self._read(lambda c: search_library(c, words, limit=limit))

    def find_notes(
        self,
        query: str = "",
        *,
        drafts: bool = False,
        group: tuple[NoteGrouping, str] | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> FoundNotes:
        """One page of the notes that a query finds: the worst first, then the latest change;
        the newest first where its words are in very many notes.

        Args:
            query: Words and fields, as `parse_query` understands them; empty for all.
            drafts: Whether it may find drafts, withdrawn and deleted notes where it asks for
                them, as a reviewer's own mode does.
            group: Only the notes of one group, by its kind and key.
            offset: Notes that come before the page.
            limit: Most notes on it.
        """
        from annotations.storage.finding import find_notes

        return self._read(
            lambda c: find_notes(c, query, drafts=drafts, group=group, offset=offset, limit=limit)
        )

    def note_groups(
        self, query: str, by: NoteGrouping, *, drafts: bool = False, limit: int = 100
    ) -> tuple[NoteGroup, ...]:
        """The notes that a query finds, put together; `find_notes` gives those of a group.

        Severities come worst first, the articles of an empty query as in their list, all
        others with the largest group first. Of very many notes the first 500 are looked at.
        """
        from annotations.storage.finding_groups import note_groups

        return self._read(lambda c: note_groups(c, query, by, drafts=drafts, limit=limit))

    def find_sources(
        self,
        query: str = "",
        *,
        state: SourceState | None = None,
        offset: int = 0,
        limit: int = 50,
    ) -> FoundSources:
        """One page of the sources that a query finds, best rank first, then by title.

        Args:
            query: Words, `src:`, `type:`, `rank:`, `is:retracted`, `is:stale`, `is:uncited`;
                what speaks of notes or articles is passed over.
            state: Only those in this state; all where None.
            offset: Sources that come before the page.
            limit: Most sources on it.
        """
        from annotations.storage.finding_sources import SourceState, find_sources

        which = state or SourceState.ALL
        return self._read(lambda c: find_sources(c, query, which, offset=offset, limit=limit))

    def query_values(self) -> QueryValues:
        """What `complete_query` may offer after `tag:`, `by:` and `src:`."""
        from annotations.storage.finding_values import query_values

        return self._read(query_values)

    def source_counts(self) -> Mapping[SourceState, int]:
        """How many sources there are in each state; every state is a key."""
        from annotations.storage.finding_sources import source_counts

        return self._read(source_counts)

    def suggest_sources(self, words: str, *, limit: int = 6) -> tuple[SourceHit, ...]:
        """The sources that may be meant while letters are typed, the likeliest first.

        Every word is the beginning of one in title, authors, publisher, container or
        identifiers. What was cited last comes first, then what is cited often; retracted
        ones come last. Without words: what was cited last.
        """
        from annotations.storage.finding_sources import suggest_sources

        return self._read(lambda c: suggest_sources(c, words, limit=limit))

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
    with impatient(connection):
        return int(connection.execute("PRAGMA data_version").fetchone()[0])
