"""What may come next in a search, in a list below the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.views.row_ink import SELECTED, RowBox, RowInk, style

if TYPE_CHECKING:
    from annotations import Completion

_ROW_PX = 32
_MOST_ROWS = 8
_WIDTH_PX = 440
_TEXT_PX = 150
_PAD_PX, _EDGE_PX = 12, 5
_RADIUS = 6

AnyIndex = QModelIndex | QPersistentModelIndex


class CompletionPopup(QFrame):
    """Shown without taking the keyboard: whoever types tells it where to go.

    Signals:
        taken: The `Completion` that was pressed.
    """

    taken = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._theme = theme
        self._offered: tuple[Completion, ...] = ()
        self._list = QListView(self)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setAccessibleName("What may come next")
        self._list.setModel(QStringListModel(self._list))
        self._delegate = _CompletionDelegate(theme, self)
        self._list.setItemDelegate(self._delegate)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bar = ThinScrollBar(theme, self._list, ground=Role.SURFACE)
        self._list.setVerticalScrollBar(self._bar)
        self._list.pressed.connect(self._on_pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE_PX, _EDGE_PX, _EDGE_PX, _EDGE_PX)
        column.addWidget(self._list)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("What may come next")
        self.set_theme(theme)
        self.hide()

    @property
    def offered(self) -> tuple[Completion, ...]:
        """What is offered, best first."""
        return self._offered

    @property
    def current(self) -> Completion | None:
        """What is chosen; None for none."""
        row = self._list.currentIndex().row()
        return self._offered[row] if 0 <= row < len(self._offered) else None

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = self._delegate.ink.theme = theme
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.color(Role.SURFACE))
        self._list.setPalette(palette)
        self._bar.set_theme(theme)
        self.update()

    def offer(self, offered: tuple[Completion, ...], place: QPoint, *, chooses: bool) -> None:
        """Show what may come next; nothing hides the list.

        Args:
            offered: Best first.
            place: Of the start of the word, in the parent's coordinates.
            chooses: Whether the first is chosen at once, so that Enter takes it.
        """
        if not offered:
            self.hide()
            return
        self._offered = offered
        self._delegate.offered = offered
        model = self._list.model()
        if isinstance(model, QStringListModel):
            model.setStringList([f"{each.text} {each.label}" for each in offered])
        width = min(_WIDTH_PX, self._parent.width() - 16)
        rows = min(len(offered), _MOST_ROWS)
        self.resize(width, rows * _ROW_PX + 2 * _EDGE_PX)
        # What is offered stands below what is typed of it.
        inset = _PAD_PX + _EDGE_PX
        start = place.x() + (inset - width if self.isRightToLeft() else -inset)
        self.move(max(8, min(start, self._parent.width() - width - 8)), place.y())
        self.show()
        self.raise_()
        self._list.setCurrentIndex(model.index(0, 0) if chooses else QModelIndex())
        self._list.scrollToTop()

    def step(self, by: int) -> str:
        """Choose the next or the one before, round the ends; returns it in words."""
        count = len(self._offered)
        row = self._list.currentIndex().row()
        row = (row + by) % count if row >= 0 else (0 if by > 0 else count - 1)
        self._list.setCurrentIndex(self._list.model().index(row, 0))
        chosen = self._offered[row]
        return f"{chosen.text} {chosen.label}, {row + 1} of {count}"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(Role.POPUP_EDGE), 1))
        painter.setBrush(self._theme.color(Role.SURFACE))
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(body, _RADIUS, _RADIUS)

    def _on_pressed(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offered):
            self.taken.emit(self._offered[index.row()])


class _CompletionDelegate(QStyledItemDelegate):
    """Paints what to type, and what it means."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.ink = RowInk(theme)
        self.offered: tuple[Completion, ...] = ()
        self._text = style(sans(13, 600), Role.TEXT)
        self._label = style(sans(12), Role.TEXT2)

    def sizeHint(self, option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        return QSize(option.rect.width(), _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        if index.row() >= len(self.offered):
            return
        offered = self.offered[index.row()]
        is_rtl = option.direction is Qt.LayoutDirection.RightToLeft
        box = RowBox(QRectF(option.rect), is_rtl)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        state = option.state
        if state & (SELECTED | QStyle.StateFlag.State_MouseOver):
            role = Role.ACCENT_BG if state & SELECTED else Role.HOVER
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.ink.theme.color(role))
            painter.drawRoundedRect(box.rect, 4, 4)
        room = box.width - 2 * _PAD_PX
        is_same = offered.label.casefold() == offered.text.strip('"').casefold()
        width = room if is_same else min(_TEXT_PX, room / 2)
        used = self.ink.draw(painter, box, (_PAD_PX, 0, width, _ROW_PX), offered.text, self._text)
        if not is_same:
            start = _PAD_PX + max(used + 12, min(_TEXT_PX, room / 2))
            place = (start, 0, max(0.0, box.width - _PAD_PX - start), _ROW_PX)
            self.ink.draw(painter, box, place, offered.label, self._label)
        painter.restore()
