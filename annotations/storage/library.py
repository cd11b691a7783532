"""The library: one `.caveat` file, asked and changed through one object."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from annotations.errors import CaveatError, LibraryReadOnlyError
from annotations.ids import ActionId, OwnerId, ReviewerUid
from annotations.model import (
    Article,
    ArticleFields,
    ArticleSummary,
    Conversion,
    LibraryChange,
    ReviewedArticle,
    Reviewer,
)
from annotations.storage import listing, reading
from annotations.storage.connection import BUSY_TIMEOUT_S, damaged, translated
from annotations.storage.listing import ArticleFilter, ArticleOrder, Facets
from annotations.storage.opening import OpenFile, open_file

if TYPE_CHECKING:
    from annotations.exchange.review_sheet import ReviewSheet
    from annotations.storage.articles import AddedArticle
    from annotations.storage.changes import Action
    from annotations.storage.search import SearchResults
    from annotations.storage.sheets import AnnotateReport

_Result = TypeVar("_Result")

UNNAMED_REVIEWER = "unnamed reviewer"
_EVERYTHING = ArticleFilter()
_NO_FIELDS = ArticleFields()
#: What decoding raises on content that our own code cannot have written.
_UNDECODABLE = (KeyError, IndexError, ValueError, TypeError, zlib.error)


def open_library(
    path: Path,
    *,
    owner: OwnerId,
    reviewer: Reviewer | None = None,
    create: bool = False,
    read_only: bool = False,
    timeout_s: float = BUSY_TIMEOUT_S,
) -> Library:
    """Open a library file.

    It is read-only where that was asked, where the file or its folder cannot be written,
    and where another owner's installation made it; `Library.read_only_reason` says which.
    Nothing is written into a file before its schema has been verified, and nothing at all
    into another owner's.

    Args:
        path: The `.caveat` file.
        owner: Who is asking; a new library belongs to them.
        reviewer: Who writes the notes; "unnamed reviewer" where None.
        create: Make an empty library, and its folder, where there is no file.
        read_only: Do not write, whoever owns it.
        timeout_s: How long to wait for another program that holds the file, in seconds.

    Raises:
        LibraryUnavailableError: missing, a folder, locked, without permission, disk full.
        NotALibraryError: not a Caveat library, or its schema is not one of Caveat's.
        LibraryTooNewError: written by a newer Caveat.
        LibraryCorruptError: truncated or damaged.

    Example:
        with open_library(Path("mine.caveat"), owner=profile.owner, create=True) as library:
            for summary in library.articles():
                print(summary.article.title)
    """
    opened = open_file(path, owner=owner, create=create, read_only=read_only, timeout_s=timeout_s)
    who = reviewer or Reviewer(uid=ReviewerUid(owner), name=UNNAMED_REVIEWER)
    return Library(path, owner, who, opened)


class Library:
    """An open library; made by `open_library`, used on one thread, closed by `close`.

    Queries return values; verbs return what they changed, and each is one transaction.
    Every method may raise a `LibraryError`; a verb on a read-only library raises
    `LibraryReadOnlyError` with the reason.
    """

    def __init__(self, path: Path, owner: OwnerId, reviewer: Reviewer, opened: OpenFile) -> None:
        self.path = path
        self.owner = owner
        self.reviewer = reviewer
        self._file = opened
        self._connection = opened.connection
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def is_read_only(self) -> bool:
        """True where verbs are refused."""
        return bool(self._file.read_only_reason)

    @property
    def read_only_reason(self) -> str:
        """A sentence; empty where the library may be written."""
        return self._file.read_only_reason

    def close(self) -> None:
        """Close the file; harmless when repeated."""
        if not self._is_closed:
            self._is_closed = True
            self._file.close()

    # Queries

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

    # Verbs

    def add_article(
        self,
        conversion: Conversion,
        *,
        file_name: str,
        data: bytes,
        fields: ArticleFields = _NO_FIELDS,
    ) -> AddedArticle:
        """Add an article, unless its canonical text is in the library already.

        Args:
            conversion: What the file became.
            file_name: Without its folder; empty for pasted text.
            data: The imported bytes, kept as they are.
            fields: Win over what the file says of itself, where not empty.

        Returns:
            The article with its text; `notice` says so where the text was there already,
            or was restored from the trash.

        Raises:
            InvalidAnnotationError: a field is longer than 20,000 characters.
        """
        from annotations.storage import articles

        with self._acting("Import article") as (action, done):
            uid, notice = articles.add_article(
                action, conversion, file_name=file_name, data=data, fields=fields
            )
        reviewed = self.reviewed_article(uid)
        return articles.AddedArticle(
            article=reviewed.article, revision=reviewed.revision, change=done[0], notice=notice
        )

    def edit_article(self, uid: str, **changes: str) -> LibraryChange:
        """Change fields of an article, by the names of `ArticleFields`.

        Raises:
            NotFoundError: no article has that uid.
            InvalidAnnotationError: an empty title, or more than 20,000 characters.
        """
        from annotations.storage import articles

        label = "Rename article" if set(changes) == {"title"} else "Edit article"
        return self._act(label, lambda action: articles.edit_article(action, uid, changes))

    def remove_article(self, uid: str) -> LibraryChange:
        """Move an article to the trash; its notes go out of sight with it."""
        from annotations.storage import articles

        return self._act("Move to trash", lambda action: articles.remove_article(action, uid))

    def restore_article(self, uid: str) -> LibraryChange:
        """Take an article out of the trash, its notes with it."""
        from annotations.storage import articles

        return self._act("Restore article", lambda action: articles.restore_article(action, uid))

    def replace_text(self, uid: str, conversion: Conversion, *, data: bytes) -> LibraryChange:
        """Give an article another text, as when its encoding is corrected.

        Raises:
            NotFoundError: no article has that uid.
            InvalidAnnotationError: the article has notes, which point into its text.
        """
        from annotations.storage import articles

        return self._act(
            "Replace text",
            lambda action: articles.replace_text(action, uid, conversion, data=data),
        )

    def annotate(self, sheet: ReviewSheet) -> AnnotateReport:
        """Add the notes of a review sheet, each at the place of its quotation.

        A note that cannot be placed is refused with a sentence and the rest is added. A note
        is known again by its article, its id and its quotation: nothing is added twice, and
        one that differs is reported and left alone.
        """
        from annotations.storage.sheets import SheetWriter

        with self._acting("Add notes from a review sheet") as (action, done):
            writer = SheetWriter(action, sheet)
            writer.write()
        return writer.report(done[0])

    def undo(self, action: ActionId) -> LibraryChange:
        """Bring back the versions before an action, as new versions.

        Raises:
            ActionConflictError: a row has changed since, or the action is undone already.
        """
        from annotations.storage import history

        label = self._read(lambda c: history.label_of(c, action))
        return self._act(f"Undo: {label}", lambda now: history.undo(now, action))

    def redo(self, action: ActionId) -> LibraryChange:
        """Bring back the versions that an undone action made, as new versions.

        Raises:
            ActionConflictError: a row has changed since, or the action is not undone.
        """
        from annotations.storage import history

        label = self._read(lambda c: history.label_of(c, action))
        return self._act(f"Redo: {label}", lambda now: history.redo(now, action))

    # Inside

    def _read(self, query: Callable[[sqlite3.Connection], _Result]) -> _Result:
        with translated(self.path):
            try:
                return query(self._connection)
            except (CaveatError, UnicodeError):
                raise
            except _UNDECODABLE as error:
                raise damaged(self.path) from error

    def _act(self, label: str, verb: Callable[[Action], None]) -> LibraryChange:
        with self._acting(label) as (action, done):
            verb(action)
        return done[0]

    @contextmanager
    def _acting(self, label: str) -> Iterator[tuple[Action, list[LibraryChange]]]:
        """One verb: yields its action, and a list that holds the change when it is done."""
        from annotations.storage.changes import Action, immediate

        if self.is_read_only:
            raise LibraryReadOnlyError(f"Nothing was changed. {self.read_only_reason}")
        done: list[LibraryChange] = []
        with immediate(self._connection, self.path):
            action = Action(self._connection, label, self.reviewer)
            yield action, done
            done.append(action.finish())


def _data_version(connection: sqlite3.Connection) -> int:
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout=0")
    try:
        return int(connection.execute("PRAGMA data_version").fetchone()[0])
    finally:
        connection.execute(f"PRAGMA busy_timeout={int(patience)}")
