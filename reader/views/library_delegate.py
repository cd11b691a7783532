"""The delegate of the library list: sizes, painting, and the field that edits a title."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.models.article_list import ROW_ROLE
from reader.models.article_rows import ArticleRow, HeaderRow, NoteRow, Row, SourceRow
from reader.theme.theme import Theme
from reader.views.library_geometry import (
    HEADER_GAP_PX,
    HEADER_PX,
    NOTE_PX,
    ROW_PX,
    SOURCE_PX,
    TITLE_LEFT_PX,
    row_geometry,
)
from reader.views.library_painter import RowPainter
from reader.views.row_ink import RowBox

AnyIndex = QModelIndex | QPersistentModelIndex

_HEIGHTS = {ArticleRow: ROW_PX, NoteRow: NOTE_PX, SourceRow: SOURCE_PX}
_TITLE_MAX = 1000


class LibraryDelegate(QStyledItemDelegate):
    """Sizes and paints rows.

    Signals:
        title_edited: Uid of an article and the title that was typed for it; the field is
            still open while it is emitted.
    """

    title_edited = Signal(str, str)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.painter = RowPainter(theme)
        #: True while focus arrived by a key: headers then show a ring.
        self.shows_ring = False

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row = _row_of(index)
        width = max(0, option.rect.width())
        if isinstance(row, HeaderRow):
            return QSize(width, HEADER_PX + (HEADER_GAP_PX if index.row() else 0))
        return QSize(width, _HEIGHTS[type(row)])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = _row_of(index)
        state, rect = option.state, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not isinstance(row, HeaderRow):
            has_line = not _ends_group(index) and not _is_above_selected(option, index)
            self.painter.paint_ground(painter, rect, state, has_line=has_line)
        box = RowBox(rect, option.direction is Qt.LayoutDirection.RightToLeft)
        self.painter.paint_row(painter, box, row, state)
        is_focused = bool(state & QStyle.StateFlag.State_HasFocus)
        if isinstance(row, HeaderRow) and is_focused and self.shows_ring:
            self.painter.paint_ring_of_header(painter, box, row)
        painter.restore()

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: AnyIndex
    ) -> QWidget:
        editor = QLineEdit(parent)
        editor.setAccessibleName("Title of the article")
        editor.setFont(self.painter.title_font)
        editor.setPalette(self.painter.theme.palette())
        editor.setMaxLength(_TITLE_MAX)
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: AnyIndex
    ) -> None:
        room = row_geometry(option.rect.width()).title_width
        box = RowBox(QRectF(option.rect), option.direction is Qt.LayoutDirection.RightToLeft)
        editor.setGeometry(box.at(TITLE_LEFT_PX - 3, 8, room + 6, 32).toRect())

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: AnyIndex) -> None:
        row = _row_of(index)
        title = " ".join(cast("QLineEdit", editor).text().split())
        if isinstance(row, ArticleRow) and title and title != row.title:
            self.title_edited.emit(row.uid, title)


def _row_of(index: AnyIndex) -> Row:
    return cast("Row", index.data(ROW_ROLE))


def _is_above_selected(option: QStyleOptionViewItem, index: AnyIndex) -> bool:
    if not isinstance(option.widget, QAbstractItemView):
        return False
    below = index.model().index(index.row() + 1, 0)
    return option.widget.selectionModel().isSelected(below)


def _ends_group(index: AnyIndex) -> bool:
    below = index.model().index(index.row() + 1, 0)
    return not below.isValid() or isinstance(_row_of(below), HeaderRow)
