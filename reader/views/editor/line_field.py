"""A field of one short line: a place, a date, a reason."""

from __future__ import annotations

from collections.abc import Callable

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
from reader.views.editor.stack import HALO, height_of
from reader.views.editor.warnings_line import WarningsLine

#: A short line; the fields of the library hold more, what is longer belongs elsewhere.
MAX_LINE = 2_000
#: Label and box.
_BARE = LABEL_PX + LABEL_GAP + FIELD_PX


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
    """A label with a hint, below it a box of one line, below that what is wrong with it.

    Signals:
        edited: The text, after each change that the user made.
        height_changed: It needs another height.
    """

    edited = Signal(str)
    height_changed = Signal()

    def __init__(
        self,
        label: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        placeholder: str = "",
        check: Callable[[str], str] | None = None,
    ) -> None:
        """Make an empty field.

        Args:
            label: Above the box.
            theme: Colours.
            parent: Where it stands.
            hint: At the far end of the label.
            placeholder: In the box while it is empty.
            check: Gives what is wrong with a text, as a sentence; empty where nothing is.
        """
        super().__init__(parent)
        self._theme, self._label, self._hint = theme, label, hint
        self._check = check
        self._warnings = WarningsLine(theme, self)
        self.edit = PlainLine(self)
        self.edit.setAccessibleName(label)
        self._description = hint or placeholder
        self.edit.setAccessibleDescription(self._description)
        self.edit.setPlaceholderText(placeholder)
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_edited)
        self.setFocusProxy(self.edit)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.edit.setPalette(field_palette(theme))
        self._warnings.set_theme(theme)
        self.update()

    @property
    def problem(self) -> str:
        """What it says of its text; empty for nothing."""
        return " ".join(self._warnings.sentences)

    def text(self) -> str:
        """What stands in it."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Show other words without telling."""
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self._look_over()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        below = height_of(self._warnings, width) + LABEL_GAP if self.problem else 0
        return _BARE + below

    def sizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(160))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() is QEvent.Type.FocusOut:
            self._look_over()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.edit.setGeometry(self._box().adjusted(PADDING - 2, 2, -PADDING + 2, -2).toRect())
        top = _BARE + LABEL_GAP
        self._warnings.setGeometry(0, top, self.width(), max(0, self.height() - top))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_label(painter, self.width(), self._label, self._hint, self._theme)
        paint_box(painter, self._box(), self._theme, has_focus=self.edit.hasFocus())

    def _box(self) -> QRectF:
        return QRectF(HALO, LABEL_PX + LABEL_GAP, self.width() - 2 * HALO, FIELD_PX)

    def _on_edited(self, text: str) -> None:
        # What is half typed is not wrong yet; what was said goes as soon as it is right.
        if self.problem:
            self._look_over()
        self.edited.emit(text)

    def _look_over(self) -> None:
        if self._check is None:
            return
        problem = self._check(self.text())
        if self._warnings.show_sentences((problem,) if problem else ()):
            self.edit.setAccessibleDescription(problem or self._description)
            self.height_changed.emit()
