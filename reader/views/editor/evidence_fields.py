"""The fields of one evidence row: its own words, where they stand, when they were checked."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from reader.editing.form import EvidenceForm
from reader.editing.typed import date_problem
from reader.theme.theme import Theme
from reader.views.editor.line_field import LineField
from reader.views.editor.plain_field import PlainField
from reader.views.editor.stack import HALO, Stack


class Pair(QWidget):
    """Two fields side by side."""

    def __init__(self, first: LineField, second: LineField, parent: QWidget) -> None:
        super().__init__(parent)
        self._fields = (first, second)
        for field in self._fields:
            field.setParent(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(field.heightForWidth(_half(width)) for field in self._fields)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        half = _half(self.width())
        self._fields[0].setGeometry(0, 0, half, self.height())
        self._fields[1].setGeometry(self.width() - half, 0, half, self.height())


def _half(width: int) -> int:
    """Each field brings its own room for the ring at both sides."""
    return (width + 2 * HALO - 8) // 2


class EvidenceFields(Stack):
    """Quote, place, date and why.

    Signals:
        edited: Name of the field of `EvidenceForm`, and its text.
        height_changed: It needs another height.
        warned: A sentence on a field that is too long; empty once it is right.
    """

    edited = Signal(str, str)
    height_changed = Signal()
    warned = Signal(str)

    def __init__(self, theme: Theme, paste_keys: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.quote = PlainField("The source's own words", theme, self, hint=paste_keys)
        self.locator = LineField("Where in it", theme, placeholder="page, section, paragraph")
        self.checked = LineField("Checked on", theme, placeholder="2024-05-06", check=date_problem)
        self.why = PlainField("Why it counts", theme, self, lines=(1, 3), is_line=True)
        self.add(self.quote)
        self.add(Pair(self.locator, self.checked, self), 8)
        self.add(self.why, 8)
        self.quote.edited.connect(self._on_quote_edited)
        self.locator.edited.connect(self._on_locator_edited)
        self.checked.edited.connect(self._on_checked_edited)
        self.why.edited.connect(self._on_why_edited)
        self.checked.height_changed.connect(self.height_changed)
        for field in (self.quote, self.why):
            field.height_changed.connect(self.height_changed)
            field.warned.connect(self.warned)

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return [self.quote.edit, self.locator.edit, self.checked.edit, self.why.edit]

    def set_place(self, at: int) -> None:
        """Name the fields by the place of their row, from 0."""
        for name in ("quote", "locator", "checked", "why"):
            getattr(self, name).edit.setObjectName(f"evidence-{at}-{name}")

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        for field in (self.quote, self.locator, self.checked, self.why):
            field.set_theme(theme)

    def show_row(self, row: EvidenceForm) -> None:
        """Fill the fields that say something else, without telling."""
        for field, text in (
            (self.quote, row.quote),
            (self.locator, row.locator),
            (self.checked, row.checked),
            (self.why, row.why),
        ):
            if field.text() != text:
                field.set_text(text)

    def show_checked(self, date: str) -> None:
        """Fill the date in, without telling."""
        self.checked.set_text(date)

    def append_quote(self, words: str) -> None:
        """Add words after those that are there, as if they were typed."""
        cursor = self.quote.edit.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f" {words}" if self.quote.text().strip() else words)
        self.quote.edit.setTextCursor(cursor)

    def _on_quote_edited(self, text: str) -> None:
        self.edited.emit("quote", text)

    def _on_locator_edited(self, text: str) -> None:
        self.edited.emit("locator", text)

    def _on_checked_edited(self, text: str) -> None:
        self.edited.emit("checked", text)

    def _on_why_edited(self, text: str) -> None:
        self.edited.emit("why", text)
