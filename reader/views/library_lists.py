"""The two lists of the library, one in front, and what stands there instead of an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from annotations import ArticleOrder
from reader.models.article_list import Fetch
from reader.theme.theme import Theme
from reader.views.empty_state import EmptyState, EmptyText
from reader.views.library_list import LibraryList
from reader.views.list_switch import ListKind

if TYPE_CHECKING:
    from reader.models.note_list import Fetch as FetchNotes
    from reader.models.note_list import Grouped
    from reader.views.note_list_view import NoteListView


class LibraryLists(QStackedWidget):
    """Articles, notes, or why there are none.

    Signals:
        note_opened: Uids of an article and of a note in it, from either list.
        restore_pressed: Uid of a note in the trash.
        search_pressed: The key of the search field.
        escape_pressed: The way out of a search.
        menu_wanted: Where, in global coordinates; the row under it is selected.

    Attributes:
        articles: The list of articles.
        empty: What is said where the list in front has no rows.
    """

    note_opened = Signal(str, str)
    restore_pressed = Signal(str)
    search_pressed = Signal()
    escape_pressed = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = ListKind.ARTICLES
        self._notes: NoteListView | None = None
        self.articles = LibraryList(theme, self)
        self.empty = EmptyState(theme, self)
        self.addWidget(self.articles)
        self.addWidget(self.empty)
        self._connect(self.articles)
        QWidget.setTabOrder(self.articles, self.empty.button)

    @property
    def kind(self) -> ListKind:
        """Which list is in front."""
        return self._kind

    @property
    def notes(self) -> NoteListView:
        """The list of notes; made when it is first asked for."""
        if self._notes is None:
            from reader.views.note_list_view import NoteListView

            self._notes = NoteListView(self._theme, self)
            self.addWidget(self._notes)
            self._connect(self._notes)
            self._notes.restore_pressed.connect(self.restore_pressed)
            QWidget.setTabOrder(self.articles, self._notes)
        return self._notes

    @property
    def front(self) -> LibraryList | NoteListView:
        """The list of the present kind, with rows or without."""
        return self.articles if self._kind is ListKind.ARTICLES else self.notes

    @property
    def has_rows(self) -> bool:
        """True where the list of the present kind has something to show."""
        return self.front.model().rowCount() > 0

    @property
    def has_focus(self) -> bool:
        """True while the keyboard is here."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.articles.set_theme(theme)
        self.empty.set_theme(theme)
        if self._notes is not None:
            self._notes.set_theme(theme)

    def set_kind(self, kind: ListKind) -> None:
        """Take another list for the one in front; `show_front` shows it."""
        self._kind = kind

    def set_articles(self, fetch: Fetch, order: ArticleOrder) -> None:
        """Show the articles that `fetch` reads page by page; the selection stays."""
        shown = self.articles
        selected, number = shown.selected_row, shown.currentIndex().row()
        shown.list_model.set_articles(fetch, order)
        place = shown.list_model.index_of(selected.key) if selected else QModelIndex()
        if place.isValid() and place != shown.currentIndex():
            shown.select(place)
        elif selected and not place.isValid() and shown.hasFocus():
            shown.select_near(number)

    def set_notes(self, shown: Grouped, fetch: FetchNotes) -> None:
        """Show notes in their groups; the selection stays."""
        self.notes.show_notes(shown, fetch)

    def show_front(self, said: EmptyText) -> bool:
        """Bring the list to the front, or what is said of an empty one.

        Returns:
            Whether the keyboard was here and now needs a place.
        """
        widget: QWidget = self.front
        if not self.has_rows:
            self.empty.show_text(said)
            widget = self.empty
        if widget is self.currentWidget():
            return False
        had_focus = self.has_focus
        self.setCurrentWidget(widget)
        return had_focus

    def take_keyboard(self, left: str = "") -> bool:
        """Take the keyboard, with a row selected; False where there is nothing to take it.

        Args:
            left: Uid of the article that was open; the selection of a search stays.
        """
        model = self.articles.list_model
        place = model.index_of(f"article {left}")
        is_articles = self._kind is ListKind.ARTICLES
        if is_articles and place.isValid() and not model.has_results:
            self.articles.select(place)
        elif self.front.selected_row is None:
            self.front.select_first()
        if self.has_rows:
            self.front.setFocus()
        elif not self.empty.button.isHidden():
            self.empty.button.setFocus()
        else:
            return False
        return True

    def enter(self) -> None:
        """Select the first row for a keyboard that comes from the search."""
        if self.has_rows:
            self.front.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.front.select_first()

    def _connect(self, shown: LibraryList | NoteListView) -> None:
        shown.note_opened.connect(self.note_opened)
        shown.search_pressed.connect(self.search_pressed)
        shown.escape_pressed.connect(self.escape_pressed)
        shown.menu_wanted.connect(self.menu_wanted)
