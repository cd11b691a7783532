"""The one gateway to the library: queries pass through, changes go by way of undo.

Views never see the library.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QUndoStack

from annotations import CaveatError, LibraryBusyError, open_library
from reader.session_history import HistoryVerbs
from reader.session_notes import NoteVerbs
from reader.session_reuse import ReuseVerbs
from reader.session_revisions import RevisionVerbs
from reader.session_sources import SourceVerbs

if TYPE_CHECKING:
    from annotations import (
        AddedArticle,
        Article,
        ArticleFilter,
        ArticleOrder,
        ArticleSummary,
        Conversion,
        Facets,
        Library,
        Profile,
        ReviewedArticle,
        Reviewer,
        SearchResults,
        UnsavedEdit,
    )

#: How often another window's commits are looked for.
POLL_MS = 1000
#: When the undo stack is filled from the change log: after the first frame.
HISTORY_AFTER_MS = 300


class Session(NoteVerbs, HistoryVerbs, ReuseVerbs, RevisionVerbs, SourceVerbs):
    """Owns the open library and its undo stack; signals as in `Gateway`."""

    def __init__(self, profile: Profile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._profile = profile
        self._data_version = 0
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self.look_for_foreign_changes)

    @property
    def undo_stack(self) -> QUndoStack:
        """What can be taken back and done again."""
        return self.history.stack

    @property
    def profile(self) -> Profile:
        """Who works here."""
        return self._profile

    def set_reviewer(self, reviewer: Reviewer) -> None:
        """Let what is written from now on be theirs."""
        from dataclasses import replace

        self._profile = replace(self._profile, reviewer=reviewer)
        if self._library is not None:
            self._library.set_reviewer(reviewer)

    @property
    def path(self) -> Path | None:
        """Where the open library lies; None for none."""
        return self._library.path if self._library else None

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
        self._is_history_due = True
        QTimer.singleShot(HISTORY_AFTER_MS, self, self.restore_history)
        self.library_changed.emit()
        return True

    def close(self) -> None:
        """Close the library; a no-op where none is open."""
        self._poll.stop()
        self._is_history_due = False
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

    def reviewed_article(
        self, uid: str, *, drafts: bool = False, withdrawn: bool = False
    ) -> ReviewedArticle | None:
        """An article with what is said of it; None, and told, where it is not there."""
        return self._query(
            lambda lib: lib.reviewed_article(uid, drafts=drafts, withdrawn=withdrawn)
        )

    def original(self, uid: str) -> bytes | None:
        """The bytes that were imported; None, and told, where they are not there."""
        return self._query(lambda lib: lib.original(uid))

    def save_copy(self, path: Path, *, typing: UnsavedEdit | None = None) -> bool:
        """Write the library to another file; False, and told, where that is refused.

        Args:
            path: The file of the copy.
            typing: What is being typed, and may not be in the library: the copy gets it.
        """
        return self._query(lambda library: self._copy(library, path, typing)) is not None

    def _copy(self, library: Library, path: Path, typing: UnsavedEdit | None) -> bool:
        library.save_copy(path)
        if typing is not None:
            profile = self._profile
            with open_library(path, owner=profile.owner, reviewer=profile.reviewer) as copy:
                copy.keep_edit(typing)
        return True

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
