"""The list of sources: a Qt list view with the keys and presses of its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.models.source_list import ROW_ROLE, SourceList
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import is_keyboard_focus
from reader.views.row_ink import paint_row_ground
from reader.views.sources.geometry import ROW_PX
from reader.views.sources.painter import SourcePainter

if TYPE_CHECKING:
    from annotations import SourceRow

#: The list's own keys; all others are the place's, or Qt's way through a list.
_WAYS = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
)


class _Delegate(QStyledItemDelegate):
    """Sizes and paints rows."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.painter = SourcePainter(theme)

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(max(0, option.rect.width()), ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = cast("SourceRow | None", index.data(ROW_ROLE))
        if row is None:
            return
        rect = QRectF(option.rect)
        view = cast("SourceListView", option.widget)
        below = index.model().index(index.row() + 1, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_line = not view.selectionModel().isSelected(below)
        paint_row_ground(painter, rect, option.state, self.painter.theme, has_line=has_line)
        self.painter.paint_row(painter, rect, row)
        painter.restore()


class SourceListView(QListView):
    """Sources in rows of 42.

    Signals:
        selected: Another row is selected, or none.
        opened: Enter, or a press on a row: its details are wanted. True for a key.
    """

    selected = Signal()
    opened = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list_model = SourceList(self)
        self.setModel(self.list_model)
        self._delegate = _Delegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Sources")
        self.setUniformItemSizes(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ThinScrollBar(theme, self)
        self.setVerticalScrollBar(self._bar)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self._bar.setSingleStep(ROW_PX // 2)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._delegate.painter.theme = theme
        self._bar.set_theme(theme)
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.color(Role.CANVAS))
        self.setPalette(palette)
        self.viewport().update()

    @property
    def selected_row(self) -> SourceRow | None:
        """The row that is selected; None for none."""
        return self.list_model.row(self.currentIndex().row())

    @property
    def selected_uid(self) -> str:
        """Uid of the selected source; empty for none."""
        row = self.selected_row
        return row.source.uid if row is not None else ""

    def select_number(self, number: int) -> None:
        """Select a row and bring it into view; the last one where the number is beyond it."""
        number = min(number, self.list_model.rowCount() - 1)
        index = self.list_model.index(number) if number >= 0 else QModelIndex()
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        if index.isValid():
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            if self.selected_row is not None:
                self.opened.emit(True)
        elif event.key() == Qt.Key.Key_Down and self.selected_row is None:
            self.select_number(0)
        elif event.key() in _WAYS:
            super().keyPressEvent(event)
        else:
            # Qt would look for a row that begins with the letter.
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if is_keyboard_focus(event.reason()) and self.selected_row is None:
            self.select_number(0)
        super().focusInEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        is_left = event.button() is Qt.MouseButton.LeftButton
        if is_left and self.indexAt(event.position().toPoint()).isValid():
            self.opened.emit(False)

    def _on_current_changed(self) -> None:
        self.selected.emit()
