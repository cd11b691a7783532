"""A field of plain text that grows with its words, up to a number of lines."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from reader.editing.typed import TOO_LONG, beyond_limit, clean_typed
from reader.theme.fonts import line_distance, sans
from reader.theme.roles import Role
from reader.theme.scroll_bar import WIDTH_PX as BAR_PX
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.views.editor.commands import command_of
from reader.views.editor.field_parts import (
    LABEL_GAP,
    LABEL_PX,
    PADDING,
    field_palette,
    paint_box,
    paint_label,
)
from reader.views.editor.stack import HALO

PITCH = 20
#: Above the first and below the last line.
_EDGE = 6


class PlainEdit(QTextEdit):
    """Takes plain text only, and leaves the keys of the editor to the editor."""

    def __init__(self, parent: QWidget, *, is_line: bool) -> None:
        super().__init__(parent)
        self._is_line = is_line
        self.is_composing = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(sans(13))
        self.document().setDocumentMargin(0)
        self.document().setDefaultFont(sans(13))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def plain_text(self) -> str:
        """The words as they were typed; no-break spaces stay."""
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def set_plain_text(self, text: str) -> None:
        """Show other words; what came before cannot be undone."""
        self.document().setUndoRedoEnabled(False)
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        distance = line_distance(self.font(), PITCH)
        form.setLineHeight(distance, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        cursor.mergeBlockFormat(form)
        self.document().setUndoRedoEnabled(True)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = clean_typed(source.text(), is_line=self._is_line)
        if text:
            # Far more than fits would only be laid out to be cut again.
            surplus = beyond_limit(text)
            self.textCursor().insertText(text[: len(text) - surplus + 1] if surplus else text)
            self.ensureCursorVisible()

    def loadResource(self, _type: int, _name: QUrl | str) -> object:
        return None

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and command_of(event) is not None
        ):
            # While an input method composes, all keys are its own.
            event.setAccepted(self.is_composing)
            return self.is_composing
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if command_of(event) is not None:
            event.setAccepted(self.is_composing)
        elif self._is_line and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextPrevChild(True)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class PlainField(QWidget):
    """A label with a hint, and below it a box of words.

    Signals:
        edited: The text, after each change that the user made.
        height_changed: It needs another height.
        warned: A sentence that says what is wrong with the length; empty once it is right.
    """

    edited = Signal(str)
    height_changed = Signal()
    warned = Signal(str)

    def __init__(
        self,
        label: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        lines: tuple[int, int] = (1, 6),
        is_line: bool = False,
    ) -> None:
        """Make an empty field.

        Args:
            label: Above the box; empty for none, `edit` needs a name then.
            theme: Colours.
            parent: Where it stands.
            hint: At the far end of the label.
            lines: Least and most lines that show; beyond, it scrolls.
            is_line: True for one paragraph: Enter goes on, line ends become spaces.
        """
        super().__init__(parent)
        self._theme, self._label, self._hint = theme, label, hint
        self._least, self._most = lines
        self._lines = self._least
        self._is_filling = False
        self._is_warned = False
        self.edit = PlainEdit(self, is_line=is_line)
        self._bar = ThinScrollBar(theme, self.edit, ground=Role.SURFACE)
        self.edit.setVerticalScrollBar(self._bar)
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(hint)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._on_text_changed)
        self.setFocusProxy(self.edit)
        self.set_theme(theme)
        self.set_text("")

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.edit.setPalette(field_palette(theme))
        self.edit.viewport().setPalette(field_palette(theme))
        self._bar.set_theme(theme)
        self.update()

    def set_hint(self, hint: str) -> None:
        """Say something else at the end of the label."""
        if hint == self._hint:
            return
        self._hint = hint
        self.edit.setAccessibleDescription(hint)
        self.update()

    def set_placeholder(self, text: str) -> None:
        """Show words while the field is empty."""
        self.edit.setPlaceholderText(text)

    def text(self) -> str:
        """What stands in it."""
        return self.edit.plain_text()

    def set_text(self, text: str) -> None:
        """Show other words without telling."""
        self._is_filling = True
        self.edit.set_plain_text(text)
        self._is_filling = False
        self._measure()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._lines = self._lines_in(width)
        return self._head() + self._box_height()

    def box_rect(self) -> QRectF:
        """The box without the label."""
        return QRectF(HALO, self._head(), self.width() - 2 * HALO, self._box_height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._label:
            paint_label(painter, self.width(), self._label, self._hint, self._theme)
        paint_box(painter, self.box_rect(), self._theme, has_focus=self.edit.hasFocus())

    def _head(self) -> int:
        return LABEL_PX + LABEL_GAP if self._label else 0

    def _box_height(self) -> int:
        return min(max(self._lines, self._least), self._most) * PITCH + 2 * _EDGE

    def _lines_in(self, width: int) -> int:
        """How many lines the words take in a width of the whole field."""
        room = width - 2 * HALO - PADDING - BAR_PX
        document = self.edit.document()
        if room > 0 and document.textWidth() != room:
            document.setTextWidth(room)
        return max(1, round(document.size().height() / PITCH))

    def _place(self) -> None:
        box = self.box_rect().toRect()
        scrolls = self._lines > self._most
        policy = Qt.ScrollBarPolicy
        self.edit.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if scrolls else policy.ScrollBarAlwaysOff
        )
        # The words keep their width whether or not there is a bar beside them.
        self.edit.setViewportMargins(0, 0, 0 if scrolls else BAR_PX, 0)
        lift = round((PITCH - QFontMetricsF(self.edit.font()).height()) / 2)
        self.edit.setGeometry(box.adjusted(PADDING, _EDGE + (0 if scrolls else lift), -1, -_EDGE))

    def _measure(self) -> None:
        before = self._box_height()
        was_scrolling = self._lines > self._most
        self._lines = self._lines_in(self.width())
        if self._box_height() != before:
            self.height_changed.emit()
        if was_scrolling != (self._lines > self._most):
            self._place()

    def _on_text_changed(self) -> None:
        if self._is_filling:
            return
        text = self.edit.plain_text()
        surplus = beyond_limit(text)
        if surplus:
            self._cut(surplus)
            return
        if self._is_warned:
            self._is_warned = False
            self.warned.emit("")
        self._measure()
        self.edited.emit(text)

    def _cut(self, surplus: int) -> None:
        """Take back what was typed too much, just before the caret."""
        cursor = self.edit.textCursor()
        end = cursor.position()
        units = self.edit.plain_text().encode("utf-16-le")
        kept = units[: 2 * end].decode("utf-16-le")[:-surplus]
        cursor.joinPreviousEditBlock()
        cursor.setPosition(len(kept.encode("utf-16-le")) // 2)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        cursor.endEditBlock()
        self._is_warned = True
        self.warned.emit(TOO_LONG)
