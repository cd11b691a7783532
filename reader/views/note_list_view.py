"""The list of notes: a Qt list view with the keys and presses of its rows."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from reader.models.note_list import Fetch, Grouped, NoteList
from reader.models.note_rows import FoundRow, GroupRow, Row
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import is_keyboard_focus
from reader.views.fold_keys import folds
from reader.views.note_painter import NoteDelegate
from reader.views.row_ink import RowBox

_RESTORE_KEY = Qt.Key.Key_R


class NoteListView(QListView):
    """Notes in their groups. Enter or a press opens a note where it stands.

    Signals:
        note_opened: Uids of an article and of a note in it.
        restore_pressed: Uid of a note in the trash.
        search_pressed: The key of the search field.
        escape_pressed: The way out of a search.
        menu_wanted: Where, in global coordinates; the row under it is selected.
    """

    note_opened = Signal(str, str)
    restore_pressed = Signal(str)
    search_pressed = Signal()
    escape_pressed = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list_model = NoteList(self)
        self.setModel(self.list_model)
        self.delegate = NoteDelegate(theme, self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("Notes")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ThinScrollBar(theme, self)
        self.setVerticalScrollBar(self._bar)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # One height for all rows: Qt then asks one of them, not a hundred thousand.
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Fixed)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self._bar.setSingleStep(24)
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

    def show_notes(self, shown: Grouped, fetch: Fetch) -> None:
        """Show other notes, or the same ones read again; place and selection stay."""
        selected, number = self.selected_row, self.currentIndex().row()
        offset = self._bar.value()
        self.list_model.show_notes(shown, fetch)
        self.doItemsLayout()
        self._bar.setValue(offset)
        if selected is not None:
            self._select_near(selected, number)

    def select(self, index: QModelIndex) -> None:
        """Select a row and bring it into view; an invalid index selects nothing."""
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        if index.isValid():
            self.scrollTo(index)

    def select_first(self) -> None:
        """Select the first note."""
        self.select(self.list_model.first_note())

    def open_row(self, row: Row | None) -> None:
        """Do what Enter does on a row: open it, or fold a group away."""
        if isinstance(row, GroupRow):
            self._toggle(row)
        elif isinstance(row, FoundRow) and row.opens:
            self.note_opened.emit(row.note.article, row.note.annotation)

    def keyboardSearch(self, _text: str) -> None:  # noqa: N802 - Qt calls it so
        """Nothing: it would read every note, and words are for the search field."""

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == _RESTORE_KEY
            and self._restorable is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.delegate.shows_ring = True
        if not self._handle_key(event):
            super().keyPressEvent(event)

    def _handle_key(self, event: QKeyEvent) -> bool:
        row, key = self.selected_row, event.key()
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.open_row(row)
        elif isinstance(row, GroupRow) and folds(
            key, is_open=row.is_open, is_rtl=self.isRightToLeft()
        ):
            self._toggle(row)
        elif key == Qt.Key.Key_Down and row is None:
            self.select_first()
        elif key == _RESTORE_KEY and self._restorable is not None:
            self.restore_pressed.emit(self._restorable.note.annotation)
        elif key == Qt.Key.Key_Slash and is_plain:
            self.search_pressed.emit()
        elif key == Qt.Key.Key_Escape:
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
        row = self.list_model.row(self.indexAt(event.position().toPoint()))
        if isinstance(row, GroupRow) and event.button() is Qt.MouseButton.LeftButton:
            self._toggle(row)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = self.list_model.row(index)
        if event.button() is not Qt.MouseButton.LeftButton or index != self.currentIndex():
            return
        if isinstance(row, FoundRow) and row.is_restorable:
            if self._restore_rect(index).contains(place):
                self.restore_pressed.emit(row.note.annotation)
        elif isinstance(row, FoundRow):
            self.open_row(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        row = self.list_model.row(index)
        note = row if isinstance(row, FoundRow) else None
        is_hot = bool(note and note.is_restorable and self._restore_rect(index).contains(place))
        self._set_hot(index.row() if is_hot else -1)
        acts = is_hot or bool(note and note.opens)
        shape = Qt.CursorShape.PointingHandCursor if acts else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hot(-1)
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self.select(self.indexAt(event.pos()))
        elif self.currentIndex().isValid():
            rect = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(rect.topLeft() + QPoint(48, 40))
        self.menu_wanted.emit(place)

    @property
    def _restorable(self) -> FoundRow | None:
        row = self.selected_row
        return row if isinstance(row, FoundRow) and row.is_restorable else None

    def _restore_rect(self, index: QModelIndex) -> QRect:
        box = RowBox(QRectF(self.visualRect(index)), self.isRightToLeft())
        return self.delegate.painter.restore_rect(box)

    def _set_hot(self, number: int) -> None:
        if number != self.delegate.painter.hot_row:
            self.delegate.painter.hot_row = number
            self.viewport().update()

    def _toggle(self, row: GroupRow) -> None:
        self.list_model.toggle(row.key)
        self.viewport().update()

    def _select_near(self, wanted: Row, number: int) -> None:
        """Select the row that stood there before, or what stands in its place now."""
        count = self.list_model.rowCount()
        for place in (number, number + 1, number - 1):
            if _is_same(self.list_model.row(self.list_model.index(place)), wanted):
                self.select(self.list_model.index(place))
                return
        if count:
            self.select(self.list_model.index(min(number, count - 1)))


def _is_same(one: Row | None, other: Row) -> bool:
    if isinstance(one, FoundRow) and isinstance(other, FoundRow):
        return (one.group, one.note.annotation) == (other.group, other.note.annotation)
    return isinstance(one, GroupRow) and isinstance(other, GroupRow) and one.key == other.key
