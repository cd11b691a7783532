"""The one gateway to the library: queries pass through, changes go by way of undo.

Views never see the library. Every failure that a person can act on leaves here as one
`failed` signal that carries its sentence; anything else is a bug and reaches the crash hook.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from annotations import CaveatError, LibraryBusyError, open_library
from reader.commands import ActionCommand

if TYPE_CHECKING:
    from annotations import (
        ActionId,
        AddedArticle,
        Article,
        ArticleFilter,
        ArticleOrder,
        ArticleSummary,
        Conversion,
        Facets,
        Library,
        LibraryChange,
        Profile,
        ReviewedArticle,
        SearchResults,
    )

_log = logging.getLogger(__name__)

#: How often another window's commits are looked for.
POLL_MS = 1000

_T = TypeVar("_T")


class Session(QObject):
    """Owns the open library and its undo stack. Lives in the thread of the window.

    Signals:
        library_changed: Another library is open, or none.
        changed: A `LibraryChange` of this window; emitted after the commit.
        refreshed: Another window or program has changed the library.
        failed: A sentence for the user; what was asked has not happened.
    """

    library_changed = Signal()
    changed = Signal(object)
    refreshed = Signal()
    failed = Signal(str)

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._library: Library | None = None
        self._data_version = 0
        self.undo_stack = QUndoStack(self)
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self.look_for_foreign_changes)

    @property
    def is_open(self) -> bool:
        """True while a library is open."""
        return self._library is not None

    @property
    def path(self) -> Path | None:
        """Where the open library lies; None for none."""
        return self._library.path if self._library else None

    @property
    def is_read_only(self) -> bool:
        """True where nothing can be changed; also where nothing is open."""
        return self._library is None or self._library.is_read_only

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be changed, as a sentence; empty where it can."""
        return self._library.read_only_reason if self._library else ""

    def open(self, path: Path, *, create: bool = False, tells: bool = True) -> bool:
        """Open another library; the one that is open is closed only if that succeeds.

        Args:
            path: Its file.
            create: Make an empty one where there is none.
            tells: Whether a refusal is signalled; if not, it is only logged.
        """
        library = self._attempt(
            lambda: open_library(
                path, owner=self._profile.owner, reviewer=self._profile.reviewer, create=create
            ),
            tells=tells,
        )
        if library is None:
            return False
        self.close()
        self._library = library
        self._data_version = self._attempt(library.data_version, tells=False) or 0
        self._poll.start()
        self.library_changed.emit()
        return True

    def close(self) -> None:
        """Close the library; a no-op where none is open."""
        self._poll.stop()
        self.undo_stack.clear()
        if self._library is not None:
            self._library.close()
            self._library = None

    def articles(
        self, where: ArticleFilter, order: ArticleOrder, offset: int, limit: int
    ) -> tuple[ArticleSummary, ...]:
        """A page of the library list; empty where the library refuses."""
        return (
            self._query(lambda lib: lib.articles(where, order=order, offset=offset, limit=limit))
            or ()
        )

    def facets(self) -> Facets | None:
        """Counts for the sidebar; None where the library refuses."""
        return self._query(lambda lib: lib.facets())

    def search(self, words: str) -> SearchResults | None:
        """Look through notes, articles and sources; None where the library refuses."""
        return self._query(lambda lib: lib.search(words))

    def article(self, uid: str) -> Article | None:
        """An article without its text; None, and told, where it is not there."""
        return self._query(lambda lib: lib.article(uid))

    def find_article(self, name: str) -> Article | None:
        """Look an article up as the command line does; None, and told, where that fails."""
        return self._query(lambda lib: lib.find_article(name))

    def reviewed_article(self, uid: str, *, drafts: bool = False) -> ReviewedArticle | None:
        """An article with what is said of it; None, and told, where it is not there."""
        return self._query(lambda lib: lib.reviewed_article(uid, drafts=drafts))

    def original(self, uid: str) -> bytes | None:
        """The bytes that were imported; None, and told, where they are not there."""
        return self._query(lambda lib: lib.original(uid))

    def save_copy(self, path: Path) -> bool:
        """Write the library to another file; False, and told, where that is refused."""

        def copy(library: Library) -> bool:
            library.save_copy(path)
            return True

        return self._query(copy) is not None

    def add_article(
        self,
        conversion: Conversion,
        *,
        file_name: str,
        data: bytes,
    ) -> AddedArticle:
        """Add an article, undoably.

        Raises:
            CaveatError: the library refuses. Raised rather than signalled: an import
                collects the sentences of its files.
        """
        library = self._open_library()
        added = library.add_article(conversion, file_name=file_name, data=data)
        self._publish(added.change, f"importing “{added.article.title}”")
        return added

    def edit_article(self, uid: str, **changes: str) -> bool:
        """Change fields of an article; False, and told, where that is refused."""
        return self._change(lambda lib: lib.edit_article(uid, **changes), "the change of details")

    def remove_article(self, uid: str) -> bool:
        """Move an article to the trash; False, and told, where that is refused."""
        return self._change(lambda lib: lib.remove_article(uid), "the removal")

    def restore_article(self, uid: str) -> bool:
        """Take an article out of the trash; False, and told, where that is refused."""
        return self._change(lambda lib: lib.restore_article(uid), "the restoring")

    def replace_text(self, uid: str, conversion: Conversion, data: bytes) -> bool:
        """Read an article's file anew (another encoding); False, and told, where refused."""
        return self._change(
            lambda lib: lib.replace_text(uid, conversion, data=data),
            "the change of encoding",
        )

    def undo_action(self, action: ActionId) -> bool:
        """Take an action back; False, and told, where the library refuses."""
        return self._replay(lambda lib: lib.undo(action))

    def redo_action(self, action: ActionId) -> bool:
        """Do an action again; False, and told, where the library refuses."""
        return self._replay(lambda lib: lib.redo(action))

    def look_for_foreign_changes(self) -> None:
        """Emit `refreshed` where someone else has committed since the last look."""
        if self._library is None:
            return
        try:
            version = self._library.data_version()
        except LibraryBusyError:
            return
        except CaveatError as error:
            self._poll.stop()
            self.failed.emit(str(error))
            return
        if version != self._data_version:
            self._data_version = version
            self.refreshed.emit()

    def _open_library(self) -> Library:
        if self._library is None:
            raise CaveatError("No library is open. Open one, or make a new one, first.")
        return self._library

    def _query(self, ask: Callable[[Library], _T]) -> _T | None:
        return self._attempt(lambda: ask(self._open_library()))

    def _change(self, verb: Callable[[Library], LibraryChange], text: str) -> bool:
        change = self._query(verb)
        if change is None:
            return False
        self._publish(change, text)
        return True

    def _replay(self, verb: Callable[[Library], LibraryChange]) -> bool:
        change = self._query(verb)
        if change is None:
            return False
        self.changed.emit(change)
        return True

    def _publish(self, change: LibraryChange, text: str) -> None:
        if not change:
            return
        if change.action is not None:
            self.undo_stack.push(ActionCommand(change.action, text, self))
        self.changed.emit(change)

    def _attempt(self, ask: Callable[[], _T], *, tells: bool = True) -> _T | None:
        try:
            return ask()
        except CaveatError as error:
            # The user is told; the log only keeps what they may ask about.
            _log.info("%s: %s", type(error).__name__, error)
            if tells:
                self.failed.emit(str(error))
        return None
