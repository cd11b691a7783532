"""The guideline for reviewers, in a window that stays open beside the article."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QKeySequence,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader.guideline_text import Entry, Section, sections
from reader.key_map import KeyMap
from reader.theme.fonts import line_distance, sans, serif
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme

_SIZE = QSize(820, 640)
_LIST_PX = 268
#: What Qt leaves free at either side of an item's words, and a pixel more.
_HEADING_MARGIN = 4


class GuidelineWindow(QDialog):
    """Headings to search on the left, the text on the right. It blocks nothing."""

    def __init__(self, theme: Theme, keys: KeyMap, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Guideline for reviewers")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self._theme = theme
        self._sections = sections(lambda uid: _keys_in_words(keys, uid))
        self._starts: list[int] = []
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Find in the guideline")
        self.field.setAccessibleName("Find in the guideline")
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumHeight(32)
        self.field.setTextMargins(6, 0, 6, 0)
        self.headings = QListWidget(self)
        self.headings.setAccessibleName("Headings of the guideline")
        self.headings.setFont(sans(13))
        self.headings.setWordWrap(True)
        self.headings.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.headings.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.headings.setItemDelegate(_Heading(self.headings))
        self.headings.setFrameShape(QListWidget.Shape.NoFrame)
        self.headings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list_bar = ThinScrollBar(theme, self.headings, ground=Role.SUNKEN)
        self.headings.setVerticalScrollBar(self._list_bar)
        self.text = _Text(theme, self)
        self._lay_out()
        self.set_theme(theme)
        for section in self._sections:
            QListWidgetItem(section.title, self.headings)
        self.field.textChanged.connect(self.filter)
        self.headings.currentRowChanged.connect(self._show)
        self.resize(_SIZE if parent is None else _SIZE.boundedTo(parent.window().size() * 0.9))
        self.field.setFocus()

    @property
    def shown_headings(self) -> tuple[str, ...]:
        """Titles in the list now."""
        rows = range(self.headings.count())
        return tuple(
            section.title
            for row, section in zip(rows, self._sections, strict=True)
            if not self.headings.item(row).isHidden()
        )

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        palette = theme.palette()
        self.setPalette(palette)
        palette.setColor(self.headings.viewport().backgroundRole(), theme.color(Role.SUNKEN))
        self.headings.setPalette(palette)
        self._list_bar.set_theme(theme)
        self.text.set_theme(theme)
        top = self.text.verticalScrollBar().value()
        self._starts = self.text.write(self._sections)
        self.text.verticalScrollBar().setValue(top)

    def filter(self, words: str) -> None:
        """List the headings whose sections hold every one of the words."""
        wanted = words.casefold().split()
        first = -1
        for row, section in enumerate(self._sections):
            is_found = all(word in section.words for word in wanted)
            self.headings.item(row).setHidden(not is_found)
            if is_found and first < 0:
                first = row
        if wanted and first >= 0:
            self.headings.setCurrentRow(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the field, Down and Enter lead into the list and the text."""
        if self.focusWidget() is self.field and event.key() == Qt.Key.Key_Down:
            self.headings.setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._show(self.headings.currentRow())
            self.text.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._side = QWidget(self)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(12, 12, 12, 12)
        side.setSpacing(8)
        side.addWidget(self.field)
        side.addWidget(self.headings, 1)
        self._side.setFixedWidth(_LIST_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self.text, 1)
        self.setMinimumSize(360, 240)

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._starts):
            self.text.show_from(self._starts[row])


class _Heading(QStyledItemDelegate):
    """A heading on as many lines as it needs.

    Qt measures the lines in the width of the list and then paints them in that less a margin
    at either side, so that the last word of a full line falls out of the row.
    """

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        room = self._view.viewport().width() - 2 * _HEADING_MARGIN
        lines = self._view.fontMetrics().boundingRect(
            QRect(0, 0, room, 0), Qt.TextFlag.TextWordWrap, str(index.data())
        )
        return QSize(0, lines.height() + 6)


class _Text(QTextEdit):
    """The guideline itself: read-only, built from values."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setAccessibleName("Guideline for reviewers")
        self._bar = ThinScrollBar(theme, self, ground=Role.SURFACE)
        self.setVerticalScrollBar(self._bar)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme; `write` puts them on the words."""
        self._theme = theme
        palette = theme.palette()
        palette.setColor(self.viewport().backgroundRole(), theme.color(Role.SURFACE))
        self.setPalette(palette)
        self._bar.set_theme(theme)

    def write(self, parts: tuple[Section, ...]) -> list[int]:
        """Write all sections; positions of their headings."""
        document = QTextDocument(self)
        document.setDocumentMargin(24)
        cursor = QTextCursor(document)
        starts = []
        for index, section in enumerate(parts):
            starts.append(cursor.position() + (1 if index else 0))
            self._paragraph(cursor, above=26 if index else 0, below=6, px=16)
            cursor.insertText(section.title, self._format(sans(16, 600), Role.TEXT))
            for entry in section.entries:
                self._entry(cursor, entry)
        self.setDocument(document)
        return starts

    def show_from(self, position: int) -> None:
        """Bring a heading to the top."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        top = self.cursorRect(cursor).top() + self._bar.value()
        self._bar.setValue(max(0, top - 20))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy plain text only."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def _entry(self, cursor: QTextCursor, entry: Entry) -> None:
        if entry.is_example:
            self._paragraph(cursor, above=2, below=4, px=14, indent=16)
            cursor.insertText(entry.text, self._format(serif(14), Role.TEXT2))
            return
        self._paragraph(cursor, above=2, below=4, px=13)
        if entry.term:
            cursor.insertText(f"{entry.term}  ", self._format(sans(13, 600), Role.TEXT))
        cursor.insertText(entry.text, self._format(sans(13), Role.TEXT2))
        if entry.keys:
            cursor.insertText(f"  {entry.keys}", self._format(sans(11, 500), Role.TEXT3))

    def _paragraph(
        self, cursor: QTextCursor, *, above: int, below: int, px: int, indent: int = 0
    ) -> None:
        form = QTextBlockFormat()
        form.setTopMargin(above)
        form.setBottomMargin(below)
        form.setLeftMargin(indent)
        distance = line_distance(sans(px), px + 7)
        form.setLineHeight(distance, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        if cursor.position() == 0:
            cursor.setBlockFormat(form)
        else:
            cursor.insertBlock(form)

    def _format(self, font: QFont, role: Role) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(self._theme.color(role))
        return form


def _keys_in_words(keys: KeyMap, action_id: str) -> str:
    shown = keys.keys(action_id, is_reviewing=True)
    native = QKeySequence.SequenceFormat.NativeText
    return " or ".join(QKeySequence(key).toString(native) for key in shown)
