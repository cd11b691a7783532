"""The list of the library: a Qt list view with the keys and presses of its rows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from reader.models.article_list import ArticleList
from reader.models.article_rows import ArticleRow, HeaderRow, NoteRow, Row, SourceRow
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import is_keyboard_focus
from reader.views.fold_keys import folds
from reader.views.library_delegate import LibraryDelegate

#: Keys that the list answers itself, although the window has shortcuts for them.
_OWN_KEYS = (Qt.Key.Key_F2, Qt.Key.Key_Delete)


class LibraryList(QListView):
    """Articles in their groups. Enter, a double press or a press on a title opens.

    Signals:
        article_opened: Uid of an article.
        note_opened: Uids of an article and of a note in it.
        source_opened: Uid of a source.
        remove_pressed: Uid of the selected article.
        search_pressed: The key of the search field.
        escape_pressed: The way out of a search.
        menu_wanted: Where, in global coordinates; the row under it is selected.
        row_selected: Another row is selected, or none.
    """

    article_opened = Signal(str)
    note_opened = Signal(str, str)
    source_opened = Signal(str)
    remove_pressed = Signal(str)
    search_pressed = Signal()
    escape_pressed = Signal()
    menu_wanted = Signal(QPoint)
    row_selected = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list_model = ArticleList(self)
        self.setModel(self.list_model)
        self.delegate = LibraryDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("Articles")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ThinScrollBar(theme, self)
        self.setVerticalScrollBar(self._bar)
        # Always there, so that the columns stand still; without a range it shows nothing.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self._bar.setSingleStep(24)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.doubleClicked.connect(self._on_double_clicked)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self.delegate.painter.theme = theme
        self._bar.set_theme(theme)
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.color(Role.CANVAS))
        self.setPalette(palette)
        self.viewport().update()

    @property
    def selected_row(self) -> Row | None:
        """The row that is selected; None for none."""
        index = self.currentIndex()
        is_selected = index.isValid() and self.selectionModel().isSelected(index)
        return self.list_model.row(index) if is_selected else None

    @property
    def selected_article(self) -> str:
        """Uid of the selected article; empty for none."""
        row = self.selected_row
        return row.uid if isinstance(row, ArticleRow) else ""

    def select(self, index: QModelIndex) -> None:
        """Select a row and bring it into view; an invalid index selects nothing."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        if index.isValid():
            self.scrollTo(index)

    def select_first(self) -> None:
        """Select the first row that can be opened."""
        self.select(self.list_model.first_article())

    def select_near(self, number: int) -> None:
        """Select the row that now stands where one went, or the nearest that can be opened."""
        count = self.list_model.rowCount()
        for each in (*range(number, count), *range(min(number, count) - 1, -1, -1)):
            index = self.list_model.index(each)
            if not isinstance(self.list_model.row(index), HeaderRow):
                self.select(index)
                return

    def rename_selected(self) -> None:
        """Edit the title of the selected article in place, where that is allowed."""
        index = self.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def open_row(self, row: Row | None) -> None:
        """Do what Enter does on a row: open it, or fold a group away."""
        if isinstance(row, HeaderRow):
            self.list_model.toggle(row.key)
        elif isinstance(row, ArticleRow):
            self.article_opened.emit(row.uid)
        elif isinstance(row, NoteRow):
            self.note_opened.emit(row.hit.article, row.hit.annotation)
        elif isinstance(row, SourceRow):
            self.source_opened.emit(row.hit.source.uid)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _OWN_KEYS
            and self.selected_article
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.delegate.shows_ring = True
        if not self._handle_key(event):
            super().keyPressEvent(event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        if self.state() is QListView.State.EditingState:
            # The field of a title lets Return through to us.
            return False
        row = self.selected_row
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.open_row(row)
        elif isinstance(row, HeaderRow) and folds(
            key, is_open=row.is_open, is_rtl=self.isRightToLeft()
        ):
            self.list_model.toggle(row.key)
        elif key == Qt.Key.Key_Down and row is None:
            self.select_first()
        elif key == Qt.Key.Key_F2:
            self.rename_selected()
        elif key == Qt.Key.Key_Delete and self.selected_article:
            self.remove_pressed.emit(self.selected_article)
        elif key == Qt.Key.Key_Slash and not event.modifiers():
            self.search_pressed.emit()
        elif key == Qt.Key.Key_Escape and self.list_model.has_results:
            self.escape_pressed.emit()
        else:
            return False
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.delegate.shows_ring = is_keyboard_focus(event.reason())
        if self.delegate.shows_ring and self.selected_row is None:
            self.select_first()
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.delegate.shows_ring = False
        index = self.indexAt(event.position().toPoint())
        row = self.list_model.row(index)
        if isinstance(row, HeaderRow) and event.button() is Qt.MouseButton.LeftButton:
            self.list_model.toggle(row.key)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self._title_at(event.position().toPoint())
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            self.article_opened.emit(row.uid)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._title_at(event.position().toPoint())
        self._set_hot(row.uid if row else "")
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hot("")
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.select(self.indexAt(event.pos()))
        elif self.currentIndex().isValid():
            rect = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(rect.topLeft() + QPoint(60, 40))
        self.menu_wanted.emit(place)

    def _title_at(self, place: QPoint) -> ArticleRow | None:
        index = self.indexAt(place)
        row = self.list_model.row(index)
        if not isinstance(row, ArticleRow):
            return None
        rect, is_rtl = self.visualRect(index), self.isRightToLeft()
        title = self.delegate.painter.title_rect(row, rect, is_rtl=is_rtl)
        return row if title.contains(place) else None

    def _set_hot(self, uid: str) -> None:
        if uid != self.delegate.painter.hot_uid:
            self.delegate.painter.hot_uid = uid
            shape = Qt.CursorShape.PointingHandCursor if uid else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()

    def _on_current_changed(self) -> None:
        self.row_selected.emit()

    def _on_double_clicked(self, index: QModelIndex) -> None:
        row = self.list_model.row(index)
        if not isinstance(row, HeaderRow):
            self.open_row(row)
