"""The library list: what it counts, shows, finds, and what a press in it does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotations import (
    ArticleFilter,
    ArticleOrder,
    ArticleSummary,
    default_library_path,
    parse_query,
)
from reader.controllers.shell import Shell
from reader.samples import is_samples
from reader.session import Session

if TYPE_CHECKING:
    from annotations import Completion, QueryValues
    from reader.views.library_view import LibraryView

SAMPLES_NAME = "Sample articles, with deliberate errors"


class ListingController(QObject):
    """Fills the library view, and fills it again when the library has changed."""

    def __init__(self, session: Session, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._shell = shell
        self._view: LibraryView | None = None
        self._words = ""
        self._is_outdated = True
        self._values: QueryValues | None = None
        session.library_changed.connect(self._on_library_changed)
        session.changed.connect(self.refresh)
        session.refreshed.connect(self.refresh)

    @property
    def name(self) -> str:
        """What the open library is called."""
        path = self._session.path
        if path is None:
            return "No library"
        if is_samples(path):
            return SAMPLES_NAME
        return "My library" if path == default_library_path() else path.stem

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {
            "find": self.find,
            "search_library": self.search,
            "all_notes": lambda: self.show_notes(""),
            "deleted_notes": lambda: self.show_notes("is:deleted"),
        }

    def find(self) -> None:
        """Find in what is in front: the article, or the library."""
        if self._shell.shows_article:
            self._shell.page.open_find()
        else:
            self._shell.list.focus_search()

    def search(self) -> None:
        """Search the library, whatever is in front."""
        self._shell.show_list()
        self._shell.list.focus_search()

    def first_article(self) -> str | None:
        """Uid of the first article of the list; None where the library is empty."""
        found = self._fetch(0, 1)
        return found[0].article.uid if found else None

    def attach(self, view: LibraryView) -> None:
        """Take charge of the view, which has just been made."""
        self._view = view
        view.filter_changed.connect(self._fill)
        view.order_changed.connect(self._fill)
        view.kind_changed.connect(self._fill)
        view.grouping_changed.connect(self._fill)
        view.restore_note_requested.connect(self._session.restore_note)
        view.search.set_completer(self._complete)
        view.search_changed.connect(self._on_search_changed)
        self._on_library_changed()

    def refresh(self) -> None:
        """Read the list again: at once where it is in front, else when it is next shown."""
        self._is_outdated = True
        if not self._shell.shows_article:
            self.catch_up()

    def catch_up(self) -> None:
        """Bring the view up to date; a no-op where it is."""
        if self._view is None or not self._is_outdated or not self._session.is_open:
            return
        self._is_outdated = False
        self._values = None
        facets = self._session.facets()
        if facets is not None:
            self._view.show_facets(facets)
        self._fill()
        # After the frame: the list comes first.
        QTimer.singleShot(0, self, self._count_sources)

    def show_notes(self, query: str) -> None:
        """Bring the library's list of notes to the front, with what a query finds."""
        from reader.views.list_switch import ListKind

        self._shell.show_list()
        self._shell.list.show_query(query, ListKind.NOTES)
        self._shell.list.take_keyboard()

    def _fetch(self, offset: int, limit: int) -> tuple[ArticleSummary, ...]:
        view = self._view
        where = view.filter if view is not None else ArticleFilter()
        # A reviewer's own drafts are found where the words ask for them.
        where = replace(where, drafts=bool(where.words) and not self._session.is_read_only)
        order = view.order if view is not None else ArticleOrder.WORST
        return self._session.articles(where, order, offset, limit)

    def _on_library_changed(self) -> None:
        self._words = ""
        if self._view is not None:
            path = self._session.path
            self._view.set_library(
                self.name,
                self._session.is_read_only,
                self._session.read_only_reason,
                is_samples=is_samples(path),
            )
            self._view.show_search(None)
        self.refresh()

    def _on_search_changed(self, words: str) -> None:
        self._words = words
        if self._view is not None:
            self._view.show_problem(parse_query(words).problem)

    def _fill(self) -> None:
        """Read the list that is in front."""
        view = self._view
        if view is None:
            return
        from reader.views.list_switch import ListKind

        if view.kind is ListKind.NOTES:
            from reader.controllers.note_listing import fill_notes

            fill_notes(self._session, view)
        else:
            view.set_articles(self._fetch)
            view.show_search(self._session.search(self._words) if self._words else None)

    def _count_sources(self) -> None:
        from annotations import SourceState

        if self._view is not None and self._session.is_open:
            self._view.show_sources(self._session.source_counts().get(SourceState.ALL, 0))

    def _complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        from annotations import QueryValues, complete_query

        if self._values is None:
            self._values = self._session.query_values() or QueryValues()
        return complete_query(text, cursor, self._values)
