"""The library: sidebar, search, and two lists, of articles with their cautions and of notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from annotations import ArticleFilter, ArticleOrder, Facets, SearchResults
from reader.models.article_list import Fetch
from reader.models.article_rows import source_rows, totals_in_words
from reader.theme.theme import Theme
from reader.views.empty_state import EmptyText
from reader.views.library_frame import LibraryFrame
from reader.views.library_menu import fill_article_menu, fill_note_menu
from reader.views.library_words import (
    SAMPLES_LINE,
    empty_text,
    is_about_articles,
    list_line,
    notes_empty_text,
    notes_line,
    notes_query,
)
from reader.views.list_switch import ListKind
from reader.views.sidebar import ALL_NOTES

if TYPE_CHECKING:
    from reader.models.note_list import Fetch as FetchNotes
    from reader.models.note_list import Grouped
    from reader.views.note_list_view import NoteListView


class LibraryView(LibraryFrame):
    """Renders what it is given, and asks for what the user wants.

    Signals:
        article_requested: Uid of an article to open.
        note_requested: Uids of an article and of a note to open it at.
        source_requested: Uid of a source to show.
        sources_requested: The place of the sources is wanted.
        filter_changed: An `ArticleFilter`; the words of a search are part of it.
        order_changed: An `ArticleOrder`.
        kind_changed: The `ListKind` that is in front now.
        grouping_changed: Id of a `NoteGrouping`, or empty text.
        search_changed: The words of the search, trimmed; empty where it has ended.
        selection_changed: Uid of the selected article; empty for none.
        import_requested: Articles are to be imported.
        rename_requested: Uid and new title of an article.
        remove_requested, restore_requested, export_requested: Uid of an article.
        restore_note_requested: Uid of a note in the trash.
        folder_requested: The library's folder is to be shown.
    """

    article_requested = Signal(str)
    note_requested = Signal(str, str)
    source_requested = Signal(str)
    sources_requested = Signal()
    filter_changed = Signal(object)
    order_changed = Signal(object)
    kind_changed = Signal(object)
    grouping_changed = Signal(str)
    search_changed = Signal(str)
    selection_changed = Signal(str)
    import_requested = Signal()
    rename_requested = Signal(str, str)
    remove_requested = Signal(str)
    restore_requested = Signal(str)
    export_requested = Signal(str)
    restore_note_requested = Signal(str)
    folder_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._filter = ArticleFilter()
        self._facets: Facets | None = None
        self._shown_notes: Grouped | None = None
        self._is_read_only = True
        self._quiet_line = ""
        self._connect()
        self.setFocusProxy(self.list)

    @property
    def order(self) -> ArticleOrder:
        """The order in which articles are wanted."""
        return self.head.order

    @property
    def filter(self) -> ArticleFilter:
        """What the list is to show."""
        return self._filter

    @property
    def kind(self) -> ListKind:
        """Which list is in front."""
        return self.lists.kind

    @property
    def grouping(self) -> str:
        """What notes are put together by: id of a `NoteGrouping`; empty for nothing."""
        return self.head.grouping

    @property
    def notes_query(self) -> str:
        """What the list of notes is to show, in the grammar of the search."""
        return notes_query(self._filter)

    @property
    def notes(self) -> NoteListView:
        """The list of notes; made when it is first asked for."""
        return self.lists.notes

    def set_library(
        self,
        name: str,
        is_read_only: bool,  # noqa: FBT001 - told beside its reason
        reason: str,
        *,
        is_samples: bool = False,
    ) -> None:
        """Start afresh for another library: no search, every article.

        Args:
            name: What the library is called.
            is_read_only: Whether titles and the trash are out of reach.
            reason: Why it can only be read, as a sentence; empty where it can be changed.
            is_samples: Whether it is the library of samples, which says so itself.
        """
        self.setAccessibleName(f"Library {name}")
        self._is_read_only = is_read_only
        self._quiet_line = SAMPLES_LINE if is_samples else reason
        self.list.list_model.set_editable(is_editable=not is_read_only)
        self.search.reset()
        self.show_problem("")
        self._filter = ArticleFilter()
        self.sidebar.set_current(self._filter)
        self.sidebar.set_writable(is_writable=not is_read_only)
        self._set_kind(ListKind.ARTICLES)
        self._refresh()

    def show_facets(self, facets: Facets) -> None:
        """Show how many of what the library holds."""
        self._facets = facets
        self.sidebar.show_facets(facets)
        self._refresh()

    def show_sources(self, number: int) -> None:
        """Show how many sources the library holds."""
        self.sidebar.show_sources(number)

    def set_articles(self, fetch: Fetch) -> None:
        """Show the articles that `fetch` reads page by page, in the order of `order`."""
        self.lists.set_articles(fetch, self.order)
        self._refresh()

    def set_notes(self, shown: Grouped, fetch: FetchNotes) -> None:
        """Show notes in their groups; `fetch` reads them page by page."""
        self._shown_notes = shown
        self.lists.set_notes(shown, fetch)
        self.search.set_totals(notes_line(shown) or "nothing found" if self.search.words else "")
        self._refresh()

    def show_search(self, results: SearchResults | None) -> None:
        """Show what a search found besides articles; None ends it."""
        sources = source_rows(results.sources) if results is not None else ()
        self.list.list_model.set_results(results, sources)
        self.search.set_totals(totals_in_words(results) if results is not None else "")
        self._refresh()

    def show_problem(self, sentence: str) -> None:
        """Say beneath the field what of a query was not understood; empty for nothing."""
        self.head.fields.show_problem(sentence)
        self.search.set_problem(sentence)

    def show_query(self, query: str, kind: ListKind | None = None) -> None:
        """Search for something as if it had been typed, in one of the lists."""
        self._set_kind(kind or self.lists.kind)
        self.search.set_query(query)
        self._on_words_changed(self.search.words)

    def show_kind(self, kind: ListKind) -> None:
        """Bring one of the lists to the front, and tell."""
        if kind is not self.lists.kind:
            had_focus = self.lists.has_focus
            if kind is ListKind.NOTES and is_about_articles(self._filter):
                self._filter = ArticleFilter()
            self._set_kind(kind)
            self._mark_choice()
            self.kind_changed.emit(kind)
            self._refresh()
            if had_focus:
                self.take_keyboard()

    def selected_article(self) -> str:
        """Uid of the selected article; empty for none."""
        return self.list.selected_article if self.lists.kind is ListKind.ARTICLES else ""

    def select_article(self, uid: str) -> None:
        """Select an article that the list shows; nothing where it does not."""
        self.list.select(self.list.list_model.index_of(f"article {uid}"))

    def take_keyboard(self, left: str = "") -> None:
        """Take the keyboard, with a row selected; where there is none, what leads to one.

        Args:
            left: Uid of the article that was open; the selection of a search stays.
        """
        if self.lists.take_keyboard(left):
            return
        if self.sidebar.isHidden():
            self.head.filter_button.setFocus()
        else:
            self.sidebar.take_keyboard()

    def rename_selected(self) -> None:
        """Edit the title of the selected article where it stands."""
        if self.lists.kind is ListKind.ARTICLES:
            self.list.rename_selected()

    def focus_search(self) -> None:
        """Put the cursor into the search field, its words selected."""
        self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    def fill_menu(self) -> None:
        """Make the context menu of the selected row."""
        if self.lists.kind is ListKind.NOTES:
            fill_note_menu(self, self.notes.selected_row, is_read_only=self._is_read_only)
        else:
            fill_article_menu(
                self,
                self.list.selected_row,
                is_read_only=self._is_read_only,
                is_trash=self._filter.in_trash,
            )

    def _connect(self) -> None:
        self.sidebar.filter_chosen.connect(self._on_filter_chosen)
        self.sidebar.sources_chosen.connect(self._on_sources_chosen)
        self.search.words_changed.connect(self._on_words_changed)
        self.search.left.connect(self.lists.enter)
        self.search.escaped.connect(self.take_keyboard)
        self.search.completing.connect(self.head.fields.hold_problem)
        self.head.fields.example_pressed.connect(self.search.add_words)
        self.head.switch.chosen.connect(self.show_kind)
        self.head.order_changed.connect(self.order_changed)
        self.head.grouping_changed.connect(self.grouping_changed)
        self.empty.pressed.connect(self._on_empty_pressed)
        self.list.article_opened.connect(self.article_requested)
        self.list.source_opened.connect(self.source_requested)
        self.list.remove_pressed.connect(self._on_remove_pressed)
        self.lists.note_opened.connect(self.note_requested)
        self.lists.restore_pressed.connect(self._on_restore_pressed)
        self.lists.search_pressed.connect(self.focus_search)
        self.lists.escape_pressed.connect(self.search.clear)
        self.lists.menu_wanted.connect(self._on_menu_wanted)
        self.list.row_selected.connect(self._on_row_selected)
        # Queued: the field is still open, and the list may change under it.
        self.list.delegate.title_edited.connect(
            self.rename_requested, Qt.ConnectionType.QueuedConnection
        )
        self.list.list_model.rowsInserted.connect(self._refresh)
        for kind in ListKind:
            shortcut = QShortcut(QKeySequence(kind.keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.show_kind, kind))

    def _set_kind(self, kind: ListKind) -> None:
        self.lists.set_kind(kind)
        self.head.switch.set_kind(kind)
        self.setFocusProxy(self.lists.front)
        self.selection_changed.emit(self.selected_article())

    def _mark_choice(self) -> None:
        """Mark in the sidebar what is shown; a search is one of everything."""
        where = self._filter
        is_all = where == ArticleFilter() or not self.sidebar.has_row(where)
        if self.lists.kind is ListKind.NOTES and is_all:
            where = ALL_NOTES
        self.sidebar.set_current(where)

    def _refresh(self) -> None:
        if self.lists.show_front(self._empty_text()):
            self.take_keyboard()
        model, has_rows = self.list.list_model, self.lists.has_rows
        self.head.show_controls(
            self.kind if has_rows else None,
            has_heads=model.article_count > 0,
            is_ordered=not model.has_results,
        )
        self.head.line.setText(self._line_text() if has_rows else self._quiet_line)
        self.head.filter_button.set_label(self.sidebar.label_of(self.sidebar.current))

    def _line_text(self) -> str:
        if self._quiet_line:
            return self._quiet_line
        if self.lists.kind is ListKind.ARTICLES:
            model = self.list.list_model
            return list_line(self._filter, model.article_count, is_complete=model.is_complete)
        if self._shown_notes is None or self.search.words:
            return ""
        return notes_line(self._shown_notes)

    def _empty_text(self) -> EmptyText:
        if self.lists.kind is ListKind.NOTES:
            return notes_empty_text(self.notes_query, is_read_only=self._is_read_only)
        words = self.search.words if self.list.list_model.has_results else ""
        return empty_text(self._filter, words, self._facets, is_read_only=self._is_read_only)

    def _on_filter_chosen(self, where: ArticleFilter) -> None:
        self.panel.hide()
        if where.words:
            self.show_query(where.words.strip(), ListKind.NOTES)
            return
        if self.search.words:
            self.search.reset()
            self.show_problem("")
            self.search_changed.emit("")
        if is_about_articles(where) or where == ArticleFilter():
            self._set_kind(ListKind.ARTICLES)
        self._filter = where
        self.list.select(self.list.list_model.index(-1))
        self.filter_changed.emit(where)

    def _on_sources_chosen(self) -> None:
        self.panel.hide()
        self.sources_requested.emit()

    def _on_words_changed(self, words: str) -> None:
        # A search is one of the whole library: a choice in the sidebar would hide matches.
        self._filter = ArticleFilter(words=words)
        self._mark_choice()
        self.search_changed.emit(words)
        self.filter_changed.emit(self._filter)

    def _on_empty_pressed(self) -> None:
        if self.search.words:
            self.search.clear()
        elif self._filter != ArticleFilter():
            self.sidebar.set_current(ArticleFilter())
            self._on_filter_chosen(ArticleFilter())
        else:
            self.import_requested.emit()

    def _on_row_selected(self) -> None:
        self.selection_changed.emit(self.selected_article())

    def _on_remove_pressed(self, uid: str) -> None:
        if not self._is_read_only and not self._filter.in_trash:
            self.remove_requested.emit(uid)

    def _on_restore_pressed(self, uid: str) -> None:
        if not self._is_read_only:
            self.restore_note_requested.emit(uid)

    def _on_menu_wanted(self, place: QPoint) -> None:
        self.fill_menu()
        self.menu.popup(place)
