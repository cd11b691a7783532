"""A quiet list of rows in a dialog: the selected one on the accent's fill, none of a frame."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme

_BAR_PX, _INSET_PX = 3, 10


class RowList(QListWidget):
    """Rows of plain text, one of them chosen."""

    def __init__(
        self, name: str, theme: Theme, parent: QWidget, *, ground: Role, row_px: int
    ) -> None:
        super().__init__(parent)
        self._row_px = row_px
        self.setAccessibleName(name)
        self.setFont(sans(13))
        self.setSpacing(2)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(ThinScrollBar(theme, self, ground=ground))
        self.setViewportMargins(8, 6, 8, 6)
        palette = theme.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, theme.color(ground))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.setItemDelegate(_Row(theme, self))

    def show_rows(self, rows: Iterable[str]) -> None:
        """List other rows; the first is chosen."""
        self.clear()
        for text in rows:
            item = QListWidgetItem(text, self)
            item.setSizeHint(QSize(0, self._row_px))
        self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are the dialog's own keys, not the beginning of a row."""
        if event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Row(QStyledItemDelegate):
    """Paints the chosen row flat, with a bar of the accent, as the rows of the library."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            box = option.rect
            painter.fillRect(box, self._theme.color(Role.ACCENT_BG))
            bar = QRect(box.left(), box.top(), _BAR_PX, box.height())
            painter.fillRect(bar, self._theme.color(Role.ACCENT))
        plain = QStyleOptionViewItem(option)
        plain.state &= ~(
            QStyle.StateFlag.State_Selected
            | QStyle.StateFlag.State_HasFocus
            | QStyle.StateFlag.State_MouseOver
        )
        plain.rect = option.rect.adjusted(_INSET_PX, 0, 0, 0)
        super().paint(painter, plain, index)
