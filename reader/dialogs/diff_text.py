"""What changed from one version to the next, word by word, as text that can be selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QWidget

from annotations import DiffKind, DiffRun, FieldChange, diff_words
from reader.theme.fonts import line_distance, sans, serif
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme

_NAME_PX, _TEXT_PX, _PITCH_PX = 12, 15, 24


def runs_of(change: FieldChange, *, is_first: bool) -> tuple[DiffRun, ...]:
    """What to show of a field; the first version changed nothing, it is shown as it is."""
    if is_first:
        return (DiffRun(DiffKind.SAME, change.new),)
    return diff_words(change.old, change.new)


def in_words(changes: Sequence[FieldChange], *, is_first: bool) -> str:
    """The changes for those who do not see the marks."""
    if is_first:
        return " ".join(f"{change.name}: {change.new}." for change in changes)
    return " ".join(
        f"{change.name}: {change.old or 'nothing'}, became {change.new or 'nothing'}."
        for change in changes
    )


class DiffText(QTextEdit):
    """Field names and their changes: what went is struck through, what came underlined."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changes: tuple[FieldChange, ...] = ()
        self._is_first = False
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAccessibleName("What changed")
        self._bar = ThinScrollBar(theme, self, ground=Role.SURFACE)
        self.setVerticalScrollBar(self._bar)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        palette = theme.palette()
        palette.setColor(self.viewport().backgroundRole(), theme.color(Role.SURFACE))
        self.setPalette(palette)
        self._bar.set_theme(theme)
        self._write()

    def show_changes(self, changes: Sequence[FieldChange], *, is_first: bool) -> None:
        """Show what a version changed, or all that the first one says."""
        self._changes = tuple(changes)
        self._is_first = is_first
        self.setAccessibleDescription(in_words(changes, is_first=is_first))
        self._write()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text only."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def _write(self) -> None:
        document = QTextDocument(self)
        document.setDocumentMargin(20)
        cursor = QTextCursor(document)
        for change in self._changes:
            self._paragraph(cursor, above=14 if cursor.position() else 0, px=_NAME_PX, pitch=18)
            cursor.insertText(change.name, self._plain(_NAME_PX, Role.TEXT2))
            self._paragraph(cursor, above=0, px=_TEXT_PX, pitch=_PITCH_PX)
            before = DiffKind.SAME
            for run in runs_of(change, is_first=self._is_first):
                if before is DiffKind.REMOVED and run.kind is DiffKind.ADDED:
                    # What went and what came in its place are no one word.
                    cursor.insertText(" ", self._marked(DiffKind.SAME))
                cursor.insertText(run.text, self._marked(run.kind))
                before = run.kind
        if not self._changes:
            cursor.insertText("Nothing that can be seen.", self._plain(13, Role.TEXT3))
        self.setDocument(document)

    def _paragraph(self, cursor: QTextCursor, *, above: int, px: int, pitch: int) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(above)
        distance = line_distance(sans(px), pitch)
        form.setLineHeight(distance, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        if cursor.position() == 0:
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form)

    def _plain(self, px: int, role: Role) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(sans(px, 500))
        form.setForeground(self._theme.color(role))
        return form

    def _marked(self, kind: DiffKind) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(serif(_TEXT_PX))
        form.setForeground(self._theme.color(Role.TEXT))
        if kind is DiffKind.REMOVED:
            form.setFontStrikeOut(True)
            form.setForeground(self._theme.color(Role.DEL))
            form.setBackground(self._theme.color(Role.DEL_BG))
        elif kind is DiffKind.ADDED:
            form.setFontUnderline(True)
            form.setForeground(self._theme.color(Role.INS))
            form.setBackground(self._theme.color(Role.INS_BG))
        return form
