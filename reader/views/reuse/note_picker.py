"""The field that finds a note by some letters of it, and attaches it to the sentence."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations import ReusableNote
from reader.theme.theme import Theme
from reader.views.editor.field_parts import FIELD_PX, PADDING, field_palette, paint_box
from reader.views.editor.source_picker import PickerLine
from reader.views.reuse.floating_panel import SHADOW, FloatingPanel
from reader.views.reuse.offer_list import ROW_PX, OfferList, OfferRow
from reader.views.reuse.words import reusable_row

MOST_ROWS = 6
_WIDTH = 560
_EDGE = 10
#: From the words to the outline of the field.
_FRAME = 3
_GAP = 4
_NOTHING = OfferRow("No note has these words.", "", is_choice=False)


class NotePicker(FloatingPanel):
    """Field and list in one panel, beside a sentence.

    Signals:
        words_changed: The letters in the field.
        note_chosen: A `ReusableNote`.
    """

    words_changed = Signal(str)
    note_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "Use a note again", parent)
        self._notes: tuple[ReusableNote, ...] = ()
        self.edit = PickerLine(self)
        self.edit.setAccessibleName("Letters of a note: its correction, its tags or its sentence")
        self.edit.setPlaceholderText("Use a note again: some letters of it")
        self.edit.setFixedHeight(FIELD_PX - 2 * _FRAME)
        self.edit.setTextMargins(PADDING - 2, 0, PADDING - 2, 0)
        self.list = OfferList(theme, "Notes", MOST_ROWS, self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SHADOW + 1, SHADOW + _EDGE, SHADOW + 1, SHADOW + _EDGE // 2)
        rows.setSpacing(_EDGE // 2)
        field = QVBoxLayout()
        field.setContentsMargins(_EDGE, _FRAME, _EDGE, _FRAME)
        field.addWidget(self.edit)
        rows.addLayout(field)
        rows.addWidget(self.list)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.words_changed)
        self.edit.stepped.connect(self.list.step)
        self.edit.entered.connect(self._on_entered)
        self.edit.record_pasted.connect(self.edit.setText)
        self.list.chosen.connect(self._take)
        self.list.marked_changed.connect(self._describe)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        super().set_theme(theme)
        self.edit.setPalette(field_palette(theme))
        self.list.set_theme(theme)

    def show_notes(self, notes: tuple[ReusableNote, ...]) -> None:
        """Show what was found, the first marked."""
        self._notes = notes[:MOST_ROWS]
        self.list.show_rows(tuple(map(reusable_row, self._notes)) or (_NOTHING,))

    def lie_at(self, sentence: QRect, room: QRect) -> None:
        """Lie below a sentence, or above it where there is more room.

        Args:
            sentence: In the parent's coordinates.
            room: That may be covered, likewise.
        """
        frame = FIELD_PX + 2 * _EDGE
        below, above = room.bottom() - sentence.bottom(), sentence.top() - room.top()
        wanted = frame + max(1, len(self.list.rows)) * ROW_PX
        goes_below = below >= min(wanted, frame + 3 * ROW_PX) or below >= above
        free = (below if goes_below else above) - _GAP - frame
        self.list.set_room(free // ROW_PX)
        height = frame + self.list.sizeHint().height()
        width = min(_WIDTH, room.width())
        left = min(max(sentence.left(), room.left()), room.right() + 1 - width)
        top = sentence.bottom() + _GAP if goes_below else sentence.top() - _GAP - height
        top = min(max(top, room.top()), max(room.top(), room.bottom() + 1 - height))
        self.lie_in(QRect(left, top, width, height))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        box = QRectF(self.edit.geometry()).adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME)
        paint_box(QPainter(self), box, self._theme, has_focus=self.edit.hasFocus())

    def _describe(self) -> None:
        self.edit.setAccessibleDescription(f"{self.list.spoken}. Enter attaches it.")

    def _on_entered(self) -> None:
        self._take(self.list.marked)

    def _take(self, index: int) -> None:
        if 0 <= index < len(self._notes):
            self.note_chosen.emit(self._notes[index])
