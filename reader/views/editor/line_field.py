"""A field of one short line: a place, a date, a reason."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from reader.theme.fonts import sans
from reader.theme.theme import Theme
from reader.views.editor.commands import command_of
from reader.views.editor.field_parts import (
    FIELD_PX,
    LABEL_GAP,
    LABEL_PX,
    PADDING,
    field_palette,
    paint_box,
    paint_label,
)
from reader.views.editor.stack import HALO

#: A short line; the fields of the library hold more, what is longer belongs elsewhere.
MAX_LINE = 2_000


class PlainLine(QLineEdit):
    """A QLineEdit that leaves the keys of the editor to the editor."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_composing = False
        self.setFrame(False)
        self.setFont(sans(13))
        self.setMaxLength(MAX_LINE)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)

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
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.is_composing = bool(event.preeditString())
        super().inputMethodEvent(event)


class LineField(QWidget):
    """A label with a hint, and below it a box of one line.

    Signals:
        edited: The text, after each change that the user made.
    """

    edited = Signal(str)

    def __init__(
        self,
        label: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        placeholder: str = "",
    ) -> None:
        super().__init__(parent)
        self._theme, self._label, self._hint = theme, label, hint
        self.edit = PlainLine(self)
        self.edit.setAccessibleName(label)
        self.edit.setAccessibleDescription(hint or placeholder)
        self.edit.setPlaceholderText(placeholder)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self.edited)
        self.setFocusProxy(self.edit)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.edit.setPalette(field_palette(theme))
        self.update()

    def text(self) -> str:
        """What stands in it."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Show other words without telling."""
        self.edit.setText(text)
        self.edit.setCursorPosition(0)

    def sizeHint(self) -> QSize:
        return QSize(160, LABEL_PX + LABEL_GAP + FIELD_PX)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.edit.setGeometry(self._box().adjusted(PADDING - 2, 2, -PADDING + 2, -2).toRect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_label(painter, self.width(), self._label, self._hint, self._theme)
        paint_box(painter, self._box(), self._theme, has_focus=self.edit.hasFocus())

    def _box(self) -> QRectF:
        return QRectF(HALO, LABEL_PX + LABEL_GAP, self.width() - 2 * HALO, FIELD_PX)
