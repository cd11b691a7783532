"""The library: sidebar, search, and the articles with their cautions at a glance."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotations import ArticleFilter, ArticleOrder, Facets, SearchResults
from reader.models.article_list import Fetch
from reader.models.article_rows import ArticleRow, NoteRow, source_rows, totals_in_words
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.scroll_bar import WIDTH_PX as SCROLL_BAR_PX
from reader.theme.theme import Theme
from reader.theme.widgets import TextButton
from reader.views.column_heads import ColumnHeads
from reader.views.empty_state import EmptyState
from reader.views.library_list import LibraryList
from reader.views.library_words import ORDER_NAMES, SAMPLES_LINE, empty_text, list_line
from reader.views.search_field import SearchField
from reader.views.sidebar import Sidebar
from reader.views.sidebar_panel import SidebarPanel

#: Below it the sidebar becomes a button.
SIDEBAR_FROM_PX = 1000
_MARGIN_PX, _NARROW_MARGIN_PX = 32, 16
_LINE_PX = 36


class LibraryView(QWidget):
    """Renders what it is given, and asks for what the user wants.

    Signals:
        article_requested: Uid of an article to open.
        note_requested: Uids of an article and of a note to open it at.
        filter_changed: An `ArticleFilter`; the words of a search are part of it.
        order_changed: An `ArticleOrder`.
        search_changed: The words of the search, trimmed; empty where it has ended.
        selection_changed: Uid of the selected article; empty for none.
        import_requested: Articles are to be imported.
        rename_requested: Uid and new title of an article.
        remove_requested, restore_requested, export_requested: Uid of an article.
        folder_requested: The library's folder is to be shown.
    """

    article_requested = Signal(str)
    note_requested = Signal(str, str)
    filter_changed = Signal(object)
    order_changed = Signal(object)
    search_changed = Signal(str)
    selection_changed = Signal(str)
    import_requested = Signal()
    rename_requested = Signal(str, str)
    remove_requested = Signal(str)
    restore_requested = Signal(str)
    export_requested = Signal(str)
    folder_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._filter = ArticleFilter()
        self._order = ArticleOrder.WORST
        self._facets: Facets | None = None
        self._is_read_only = True
        self._quiet_line = ""
        self.sidebar = Sidebar(theme, self)
        self._panel = SidebarPanel(self)
        self.search = SearchField(theme, self)
        self._filter_button = TextButton("All articles", theme, self, has_menu=True, lead="Show")
        self._order_button = TextButton(
            ORDER_NAMES[self._order], theme, self, has_menu=True, lead="Order by"
        )
        self._line = QLabel(self)
        self._line.setFont(sans(13, tabular=True))
        self._line.setTextFormat(Qt.TextFormat.PlainText)
        self._line.setWordWrap(True)
        self._heads = ColumnHeads(theme, self)
        self.list = LibraryList(theme, self)
        self.empty = EmptyState(theme, self)
        self.menu = QMenu(self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)
        self.set_theme(theme)

    @property
    def order(self) -> ArticleOrder:
        """The order in which articles are wanted."""
        return self._order

    @property
    def filter(self) -> ArticleFilter:
        """What the list is to show."""
        return self._filter

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in (
            self.sidebar,
            self._panel,
            self.search,
            self._filter_button,
            self._order_button,
            self._heads,
            self.list,
            self.empty,
        ):
            child.set_theme(theme)
        palette = theme.palette()
        self.menu.setPalette(palette)
        palette.setColor(QPalette.ColorRole.WindowText, theme.color(Role.TEXT2))
        self._line.setPalette(palette)
        self.update()

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
        self._filter = ArticleFilter()
        self.sidebar.set_current(self._filter)
        self._refresh()

    def show_facets(self, facets: Facets) -> None:
        """Show how many of what the library holds."""
        self._facets = facets
        self.sidebar.show_facets(facets)
        self._refresh()

    def set_articles(self, fetch: Fetch) -> None:
        """Show the articles that `fetch` reads page by page, in the order of `order`."""
        selected, number = self.list.selected_row, self.list.currentIndex().row()
        self.list.list_model.set_articles(fetch, self._order)
        place = self.list.list_model.index_of(selected.key) if selected else QModelIndex()
        if place.isValid() and place != self.list.currentIndex():
            self.list.select(place)
        elif selected and not place.isValid() and self.list.hasFocus():
            self.list.select_near(number)
        self._refresh()

    def show_search(self, results: SearchResults | None) -> None:
        """Show what a search found besides articles; None ends it."""
        sources = source_rows(results.sources) if results is not None else ()
        self.list.list_model.set_results(results, sources)
        self.search.set_totals(totals_in_words(results) if results is not None else "")
        self._refresh()

    def selected_article(self) -> str:
        """Uid of the selected article; empty for none."""
        return self.list.selected_article

    def select_article(self, uid: str) -> None:
        """Select an article that the list shows; nothing where it does not."""
        self.list.select(self.list.list_model.index_of(f"article {uid}"))

    def take_keyboard(self, left: str = "") -> None:
        """Take the keyboard, with a row selected; where there is none, what leads to one.

        Args:
            left: Uid of the article that was open; the selection of a search stays.
        """
        model = self.list.list_model
        place = model.index_of(f"article {left}")
        if place.isValid() and not model.has_results:
            self.list.select(place)
        elif self.list.selected_row is None:
            self.list.select_first()
        if model.rowCount():
            self.list.setFocus()
        elif not self.empty.button.isHidden():
            self.empty.button.setFocus()
        elif self.sidebar.isHidden():
            self._filter_button.setFocus()
        else:
            self.sidebar.take_keyboard()

    def rename_selected(self) -> None:
        """Edit the title of the selected article where it stands."""
        self.list.rename_selected()

    def focus_search(self) -> None:
        """Put the cursor into the search field, its words selected."""
        self.search.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.CANVAS))
        if not self.sidebar.isHidden():
            side = self.sidebar.geometry()
            painter.fillRect(side.right() + 1, 0, 1, self.height(), self._theme.color(Role.LINE))

    def _lay_out(self) -> None:
        self._field_row = QHBoxLayout()
        self._field_row.setSpacing(8)
        self._field_row.addWidget(self._filter_button)
        self._field_row.addWidget(self.search, 1)
        line_row = QHBoxLayout()
        line_row.addStrut(_LINE_PX)
        line_row.setSpacing(16)
        line_row.addWidget(self._line, 1)
        line_row.addWidget(self._order_button)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self._top = QVBoxLayout()
        self._top.setSpacing(0)
        self._top.addLayout(self._field_row)
        self._top.addSpacing(4)
        self._top.addLayout(line_row)
        self._top.addWidget(self._heads)
        self._body.addLayout(self._top)
        self._body.addWidget(self._stack, 1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(1)
        self._row.addWidget(self.sidebar)
        self._row.addLayout(self._body, 1)
        for one, other in (
            (self.sidebar, self._filter_button),
            (self._filter_button, self.search.edit),
            (self.search.edit, self._order_button),
            (self._order_button, self.list),
            (self.list, self.empty.button),
        ):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.sidebar.filter_chosen.connect(self._on_filter_chosen)
        self.search.words_changed.connect(self._on_words_changed)
        self.search.left.connect(self._on_search_left)
        self.search.escaped.connect(self.list.setFocus)
        self._filter_button.clicked.connect(self._on_filter_button_clicked)
        self._order_button.clicked.connect(self._on_order_button_clicked)
        self.empty.pressed.connect(self._on_empty_pressed)
        self.list.article_opened.connect(self.article_requested)
        self.list.note_opened.connect(self.note_requested)
        self.list.search_pressed.connect(self.focus_search)
        self.list.escape_pressed.connect(self.search.clear)
        self.list.remove_pressed.connect(self._on_remove_pressed)
        self.list.menu_wanted.connect(self._on_menu_wanted)
        self.list.row_selected.connect(self._on_row_selected)
        # Queued: the field is still open, and the list may change under it.
        self.list.delegate.title_edited.connect(
            self.rename_requested, Qt.ConnectionType.QueuedConnection
        )
        self.list.list_model.rowsInserted.connect(self._refresh)

    def _arrange(self) -> None:
        is_wide = self.width() >= SIDEBAR_FROM_PX
        if is_wide and self.sidebar.parent() is not self:
            self._panel.give_back()
            self._row.insertWidget(0, self.sidebar)
        self.sidebar.setVisible(is_wide or self._panel.isVisible())
        self._filter_button.setVisible(not is_wide)
        margin = _MARGIN_PX if is_wide else _NARROW_MARGIN_PX
        self._top.setContentsMargins(margin, 16, margin, 0)
        # The scroll bar stands in the margin, so that rows and heads are equally wide.
        self._stack.setContentsMargins(margin, 0, margin - SCROLL_BAR_PX, 0)

    def _refresh(self) -> None:
        model = self.list.list_model
        has_rows = model.rowCount() > 0
        if not has_rows:
            self.empty.show_text(
                empty_text(
                    self._filter,
                    self.search.words if model.has_results else "",
                    self._facets,
                    is_read_only=self._is_read_only,
                )
            )
        self._show_in_stack(self.list if has_rows else self.empty)
        self._heads.setVisible(has_rows and model.article_count > 0)
        self._order_button.setVisible(has_rows and not model.has_results)
        line = list_line(self._filter, model.article_count, is_complete=model.is_complete)
        self._line.setText(self._quiet_line or (line if has_rows else ""))
        self._filter_button.set_label(self.sidebar.label_of(self._filter))

    def _show_in_stack(self, widget: QWidget) -> None:
        """Bring list or empty state to the front; the keyboard stays with what is shown."""
        if widget is self._stack.currentWidget():
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._stack.isAncestorOf(focus)
        self._stack.setCurrentWidget(widget)
        if had_focus:
            self.take_keyboard()

    def _on_filter_chosen(self, where: ArticleFilter) -> None:
        self._panel.hide()
        if self.search.words:
            self.search.reset()
            self.search_changed.emit("")
        self._filter = where
        self.list.select(self.list.list_model.index(-1))
        self.filter_changed.emit(where)

    def _on_words_changed(self, words: str) -> None:
        # A search is one of the whole library: a choice in the sidebar would hide matches.
        self.sidebar.set_current(ArticleFilter())
        self._filter = ArticleFilter(words=words)
        self.search_changed.emit(words)
        self.filter_changed.emit(self._filter)

    def _on_search_left(self) -> None:
        if self.list.list_model.rowCount():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.select_first()

    def _on_filter_button_clicked(self) -> None:
        corner = self._filter_button.rect().bottomLeft()
        self._panel.open(self.sidebar, self._filter_button.mapToGlobal(corner), self.height())

    def _on_order_button_clicked(self) -> None:
        self.menu.clear()
        for order, name in ORDER_NAMES.items():
            action = self.menu.addAction(name.capitalize())
            action.setCheckable(True)
            action.setChecked(order is self._order)
            action.triggered.connect(lambda _=False, order=order: self._choose_order(order))
        button = self._order_button
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _choose_order(self, order: ArticleOrder) -> None:
        if order is self._order:
            return
        self._order = order
        self._order_button.set_label(ORDER_NAMES[order])
        self.order_changed.emit(order)

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

    def _on_menu_wanted(self, place: QPoint) -> None:
        self.fill_menu()
        self.menu.popup(place)

    def fill_menu(self) -> None:
        """Make the context menu of the selected row."""
        menu, row = self.menu, self.list.selected_row
        menu.clear()
        if isinstance(row, (ArticleRow, NoteRow)):
            menu.addAction("Open", "Return", lambda: self.list.open_row(row))
        if isinstance(row, ArticleRow):
            uid = row.uid
            if not self._is_read_only:
                menu.addAction("Rename", "F2", self.rename_selected)
            menu.addAction("Export to Markdown...", lambda: self.export_requested.emit(uid))
            menu.addSeparator()
            if not self._is_read_only and self._filter.in_trash:
                menu.addAction("Restore", lambda: self.restore_requested.emit(uid))
            elif not self._is_read_only:
                menu.addAction("Remove", "Del", lambda: self.remove_requested.emit(uid))
        menu.addAction("Show the library's folder", self.folder_requested.emit)
