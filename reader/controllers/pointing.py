"""Pointing at a sentence of the text: Enter takes it, Escape goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from annotations import Span
    from reader.views.article_view import ArticleView

_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Pointing(QObject):
    """Takes the two keys from the text while a sentence is looked for.

    Signals:
        pointed: What it was begun for, and the `Span` of the sentence.
        left: It was given up.
    """

    pointed = Signal(str, object)
    left = Signal()

    def __init__(self, view: ArticleView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._name = ""

    @property
    def is_on(self) -> bool:
        """True while a sentence is looked for."""
        return bool(self._name)

    def begin(self, name: str, near: Span | None) -> None:
        """Look for a sentence.

        Args:
            name: What it is for.
            near: Where to begin looking; None where the cursor stands.
        """
        if not self._name:
            self._view.installEventFilter(self)
        self._name = name
        if near is not None:
            self._view.place_cursor(near)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def end(self) -> None:
        """Look no more."""
        if self._name:
            self._view.removeEventFilter(self)
            self._name = ""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take Enter and Escape before the text and the window do."""
        if event.type() is QEvent.Type.Hide:
            # Somebody went elsewhere.
            self.end()
            return False
        if not isinstance(event, QKeyEvent) or event.modifiers() not in _PLAIN:
            return False
        key = Qt.Key(event.key())
        if key not in (*_TAKE, Qt.Key.Key_Escape):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return False
        name, cursor = self._name, self._view.sentence_cursor
        self.end()
        if key in _TAKE and cursor is not None:
            self.pointed.emit(name, cursor.span)
        else:
            self.left.emit()
        return True
