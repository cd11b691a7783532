"""The list at the left of a re-review: what is to be decided, grouped, the worst first."""

from __future__ import annotations

from typing import cast

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
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.models.case_list import ROW_ROLE, CaseList, CaseRow, RowKind
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph, paint_check
from reader.theme.painting import RADIUS_PX
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.text_lines import TextLines
from reader.theme.theme import Theme
from reader.theme.widgets import is_keyboard_focus

GROUP_PX, ROW_PX = 38, 56
_LEFT, _GLYPH, _TEXT_LEFT, _GAP = 24, 16, 50, 12
_SELECTED = QStyle.StateFlag.State_Selected
_HOVER = QStyle.StateFlag.State_MouseOver
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
        self.theme = theme
        self._group = TextLines(sans(12, 600))
        self._line = TextLines(sans(13, 600))
        self._detail = TextLines(sans(12, tabular=True))

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row = cast("CaseRow", index.data(ROW_ROLE))
        height = GROUP_PX if row.kind is RowKind.GROUP else ROW_PX
        return QSize(max(0, option.rect.width()), height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = cast("CaseRow", index.data(ROW_ROLE))
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is RowKind.GROUP:
            painter.setPen(self.theme.color(Role.TEXT2))
            box = QRectF(_LEFT, rect.bottom() - 24, rect.width() - _LEFT - _GAP, 16)
            self._group.paint(painter, box, row.text)
        else:
            self._paint_ground(painter, rect, option.state)
            self._paint_row(painter, rect, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, state: QStyle.StateFlag) -> None:
        box = rect.adjusted(_GAP + 1, 1, -_GAP - 1, -1)
        if state & _SELECTED:
            painter.setPen(QPen(self.theme.color(Role.ACCENT), 2))
            painter.setBrush(self.theme.color(Role.ACCENT_BG))
            painter.drawRoundedRect(box, RADIUS_PX, RADIUS_PX)
        elif state & _HOVER and state & QStyle.StateFlag.State_Enabled:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color(Role.HOVER))
            painter.drawRoundedRect(box, RADIUS_PX, RADIUS_PX)

    def _paint_row(self, painter: QPainter, rect: QRectF, row: CaseRow) -> None:
        top = rect.top() + 10
        if row.kind is RowKind.CASE and row.severity is not None:
            corner = QRectF(_LEFT, top, _GLYPH, _GLYPH).topLeft()
            draw_severity_glyph(painter, corner, row.severity, _GLYPH, self.theme)
        else:
            box = QRectF(_LEFT + 2, top + 3, 12, 12)
            paint_check(painter, box, self.theme.color(Role.ACCENT))
        width = rect.width() - _TEXT_LEFT - _GAP - 8
        painter.setPen(self.theme.color(Role.TEXT))
        self._line.paint(painter, QRectF(_TEXT_LEFT, top, width, 18), row.text)
        painter.setPen(self.theme.color(Role.TEXT2))
        self._detail.paint(painter, QRectF(_TEXT_LEFT, top + 19, width, 16), row.detail)


class CaseListView(QListView):
    """Cases in rows of 56 under the titles of their groups.

    Signals:
        case_chosen: Uid of the case that is selected now.
    """

    case_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cases = CaseList()
        self.setModel(self.cases)
        self._delegate = _Delegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Notes to look at again")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ThinScrollBar(theme, self)
        self.setVerticalScrollBar(self._bar)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._delegate.theme = theme
        self._bar.set_theme(theme)
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.color(Role.CANVAS))
        self.setPalette(palette)
        self.viewport().update()

    @property
    def current_uid(self) -> str:
        """Uid of the selected case; empty for none."""
        row = self.cases.row(self.currentIndex().row())
        return row.uid if row is not None else ""

    def select(self, uid: str) -> bool:
        """Select a case and bring it into view; False where it is not listed."""
        number = self.cases.number_of(uid)
        if number < 0:
            self.selectionModel().clear()
            return False
        index = self.cases.index(number)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WAYS:
            super().keyPressEvent(event)
        else:
            # Qt would look for a row that begins with the letter.
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if is_keyboard_focus(event.reason()) and not self.current_uid:
            first = next((row.uid for row in self.cases.rows if row.uid), "")
            self.select(first)
        super().focusInEvent(event)

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.case_chosen.emit(self.current_uid)
