"""How the rows of the list of notes look: headers and notes, all of one height."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.models.note_list import ROW_ROLE
from reader.models.note_rows import FoundRow, GroupRow
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.library_geometry import NOTE_PX, PAD_PX
from reader.views.row_ink import SELECTED, RowBox, RowInk, style

AnyIndex = QModelIndex | QPersistentModelIndex

_GLYPH_LEFT_PX, _TEXT_LEFT_PX = 20, 48
#: From this width on, the number of sources has a column.
_SOURCES_FROM_PX = 480
_SOURCES_PX = 88
_GAP_PX = 16
_STATE_PX = 20
_RESTORE = "Restore"


class NotePainter(RowInk):
    """Paints rows in a theme.

    Attributes:
        hot_row: Number of the row whose "Restore" the pointer is on; -1 for none.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.hot_row = -1
        hot = sans(12, 500)
        hot.setUnderline(True)
        self._link = style(sans(12, 500), Role.LINK)
        self._hot_link = style(hot, Role.LINK)
        self._state = style(sans(12, 500), Role.TEXT2)
        self._sources = style(sans(12, tabular=True), Role.TEXT2)

    def restore_rect(self, box: RowBox) -> QRect:
        """Where "Restore" stands in the row of a deleted note."""
        width = self._link.lines.width_of(_RESTORE)
        return box.at(box.width - PAD_PX - width, 8, width, 20).toRect()

    def paint_note(self, painter: QPainter, box: RowBox, row: FoundRow, number: int) -> None:
        """Paint a note: headline and state, then where it is and what it is about."""
        self.paint_glyph(painter, box, _GLYPH_LEFT_PX, 19, row.note.severity)
        end = self._paint_end(painter, box, row, number)
        end = self._paint_state(painter, box, row, end)
        width = max(0.0, end - _TEXT_LEFT_PX)
        self.draw(painter, box, (_TEXT_LEFT_PX, 8, width, 20), row.title, self.line)
        width = max(0.0, box.width - PAD_PX - _TEXT_LEFT_PX)
        self.draw(painter, box, (_TEXT_LEFT_PX, 29, width, 18), row.context, self.small)

    def _paint_end(self, painter: QPainter, box: RowBox, row: FoundRow, number: int) -> float:
        """Paint "Restore" or the number of sources; returns where the rest has to end."""
        end = box.width - PAD_PX
        if row.is_restorable:
            look = self._hot_link if number == self.hot_row else self._link
            place = (_TEXT_LEFT_PX, 8, end - _TEXT_LEFT_PX, 20)
            return end - _GAP_PX - self.draw(painter, box, place, _RESTORE, look, at_end=True)
        if box.width < _SOURCES_FROM_PX:
            return end
        start = end - _SOURCES_PX
        column = (start, 8, _SOURCES_PX, 20)
        self.draw(painter, box, column, row.sources, self._sources, at_end=True)
        return start - _GAP_PX

    def _paint_state(self, painter: QPainter, box: RowBox, row: FoundRow, end: float) -> float:
        """Paint the word of the state in an outline; returns where the rest has to end."""
        if not row.state:
            return end
        width = QFontMetricsF(self._state.lines.font).horizontalAdvance(row.state) + 16
        pill = box.at(end - width, 8, width, _STATE_PX)
        painter.setPen(QPen(self.theme.color(Role.EDGE), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        self.draw(painter, box, (end - width + 8, 8, width - 8, 20), row.state, self._state)
        return end - width - 12


class NoteDelegate(QStyledItemDelegate):
    """Paints the rows of notes; each is as high as the next."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.painter = NotePainter(theme)
        #: True while focus arrived by a key: headers then show a ring.
        self.shows_ring = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        # A row is as wide as the list: with no width of its own nothing is laid out anew.
        return QSize(0, NOTE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row, state = index.data(ROW_ROLE), option.state
        box = RowBox(QRectF(option.rect), option.direction is Qt.LayoutDirection.RightToLeft)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, GroupRow):
            self.painter.paint_header(painter, box, row, state)
            is_focused = bool(state & QStyle.StateFlag.State_HasFocus)
            if is_focused and (self.shows_ring or state & SELECTED):
                self.painter.paint_ring_of_header(painter, box, row)
        elif isinstance(row, FoundRow):
            self.painter.paint_ground(painter, box.rect, state, has_line=True)
            self.painter.paint_note(painter, box, row, index.row())
        painter.restore()
