"""The sources of the note: rows, the field that adds one, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.editing.form import EvidenceForm, NoteForm
from reader.editing.hints import DEFAULT_KEYS, EditorKeys
from reader.theme.theme import Theme
from reader.views.editor.evidence_row import EvidenceRow
from reader.views.editor.field_parts import LABEL_PX, paint_label
from reader.views.editor.source_picker import SourcePicker
from reader.views.editor.stack import Stack
from reader.views.editor.warnings_line import WarningsLine
from reader.views.wording import counted

#: The library takes so many rows of one note.
MAX_ROWS = 50
FULL = f"A note has {MAX_ROWS} sources at most. Take one out first."


class EvidenceLabel(QWidget):
    """The line above the rows: how many there are, or that one is needed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count = 0

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def set_count(self, count: int) -> None:
        """Say how many sources there are."""
        self._count = count
        self.setAccessibleName(f"Evidence, {self._words()}")
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, _width: int) -> int:
        return LABEL_PX

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_label(QPainter(self), self.width(), "Evidence", self._words(), self._theme)

    def _words(self) -> str:
        return counted(self._count, "source") if self._count else "needed when ready"


class EvidenceList(Stack):
    """Shows the evidence of a form and says what is done to it.

    Signals:
        row_changed: Index of a row, and the row as it is now.
        row_removed: Index of a row that is to go.
        height_changed: It needs another height.
        warned: A sentence on a field that is too long; empty once it is right.
    """

    row_changed = Signal(int, object)
    row_removed = Signal(int)
    height_changed = Signal()
    warned = Signal(str)

    def __init__(
        self,
        theme: Theme,
        today: Callable[[], str],
        keys: EditorKeys = DEFAULT_KEYS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._today, self._keys = theme, today, keys
        self._rows: list[EvidenceRow] = []
        #: False until label and gaps fit the rows.
        self._is_counted = False
        self._label = EvidenceLabel(theme)
        self.picker = SourcePicker(theme, keys.add_source, self)
        self.warnings = WarningsLine(theme)
        self.add(self._label)
        self.add(self.picker, 4)
        self.add(self.warnings, 4)

    @property
    def rows(self) -> tuple[EvidenceRow, ...]:
        """The rows, from the top."""
        return tuple(self._rows)

    @property
    def row_stops(self) -> list[QWidget]:
        """What Tab stops at in the rows, in order."""
        return [stop for row in self._rows for stop in row.stops]

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self._label.set_theme(theme)
        self.picker.set_theme(theme)
        self.warnings.set_theme(theme)
        for row in self._rows:
            row.set_theme(theme)

    def show_form(self, form: NoteForm) -> bool:
        """Show the evidence of a form; rows that stay keep what is open in them.

        Returns:
            False where all of it shows already.
        """
        if tuple(row.row for row in self._rows) == form.evidence and self._is_counted:
            return False
        self._is_counted = True
        while len(self._rows) > len(form.evidence):
            self._drop(self._rows[-1])
        for at, row in enumerate(form.evidence):
            if at < len(self._rows):
                if self._rows[at].row != row:
                    self._rows[at].set_row(row)
            else:
                self._add_row(row)
        self._label.set_count(len(self._rows))
        self._set_gaps()
        self._name_rows()
        return True

    def close_rows(self) -> None:
        """Let every row go, before another note is shown."""
        self._is_counted = False
        while self._rows:
            self._drop(self._rows[-1])

    def focused_row(self) -> EvidenceRow | None:
        """The row that has the keyboard; None where none has."""
        return next((row for row in self._rows if _has_keyboard(row)), None)

    def _add_row(self, value: EvidenceForm) -> None:
        row = EvidenceRow(value, self._theme, self._today, self._keys, self)
        row.changed.connect(self._on_row_changed)
        row.removed.connect(self._on_row_removed)
        row.height_changed.connect(self.height_changed)
        row.warned.connect(self.warned)
        self.insert(1 + len(self._rows), row, 8)
        self._rows.append(row)
        row.show()

    def _drop(self, row: EvidenceRow) -> None:
        self._rows.remove(row)
        self.take(row)
        row.deleteLater()

    def _set_gaps(self) -> None:
        """The first row stands close to the label, the field further from the rows."""
        for at, row in enumerate(self._rows):
            self.set_gap(row, 8 if at else 4)
        self.set_gap(self.picker, 8 if self._rows else 4)

    def _name_rows(self) -> None:
        for at, row in enumerate(self._rows):
            row.set_place(at)

    def _on_row_changed(self, value: EvidenceForm) -> None:
        row = self.sender()
        if isinstance(row, EvidenceRow) and row in self._rows:
            self.row_changed.emit(self._rows.index(row), value)

    def _on_row_removed(self) -> None:
        row = self.sender()
        if not isinstance(row, EvidenceRow) or row not in self._rows:
            return
        at, had_keyboard = self._rows.index(row), _has_keyboard(row)
        self._is_counted = False
        self._drop(row)
        self.row_removed.emit(at)
        if had_keyboard:
            after = self._rows[min(at, len(self._rows) - 1)] if self._rows else None
            to = after.relation_button if after is not None else self.picker.edit
            to.setFocus(Qt.FocusReason.TabFocusReason)


def _has_keyboard(row: EvidenceRow) -> bool:
    focused: QWidget | None = row.window().focusWidget()
    return focused is not None and row.isAncestorOf(focused)
