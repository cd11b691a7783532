"""The keys that mean the editor wherever in it the keyboard is."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from annotations import Severity


class EditorCommand(StrEnum):
    """What a key asks of the editor as a whole."""

    SAVE_READY = "save_ready"
    SAVE_DRAFT = "save_draft"
    ADD_SOURCE = "add_source"
    PASTE_QUOTE = "paste_quote"
    CLOSE = "close"
    INFO = "info"
    MODERATE = "moderate"
    SERIOUS = "serious"
    CRITICAL = "critical"

    @property
    def severity(self) -> Severity | None:
        """The severity that it chooses; None for the others."""
        return _SEVERITIES.get(self)


_SEVERITIES = {
    EditorCommand.INFO: Severity.INFO,
    EditorCommand.MODERATE: Severity.MODERATE,
    EditorCommand.SERIOUS: Severity.SERIOUS,
    EditorCommand.CRITICAL: Severity.CRITICAL,
}
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier
_KEYS = {
    (Qt.Key.Key_Return, _CTRL): EditorCommand.SAVE_READY,
    (Qt.Key.Key_Enter, _CTRL): EditorCommand.SAVE_READY,
    (Qt.Key.Key_S, _CTRL): EditorCommand.SAVE_DRAFT,
    (Qt.Key.Key_K, _CTRL): EditorCommand.ADD_SOURCE,
    (Qt.Key.Key_V, _CTRL | _SHIFT): EditorCommand.PASTE_QUOTE,
    (Qt.Key.Key_Escape, _NONE): EditorCommand.CLOSE,
    (Qt.Key.Key_1, _ALT): EditorCommand.INFO,
    (Qt.Key.Key_2, _ALT): EditorCommand.MODERATE,
    (Qt.Key.Key_3, _ALT): EditorCommand.SERIOUS,
    (Qt.Key.Key_4, _ALT): EditorCommand.CRITICAL,
}


def command_of(event: QKeyEvent) -> EditorCommand | None:
    """Which command a key press is; None where it is typing or nothing."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _KEYS.get((Qt.Key(event.key()), modifiers))


def is_typing(event: QKeyEvent) -> bool:
    """True for a key without Ctrl, Alt or Meta: inside the editor it is never a shortcut.

    F1 to F35 type nothing, and stay the window's.
    """
    held = event.modifiers()
    is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    return not is_function and not held & (_CTRL | _ALT | Qt.KeyboardModifier.MetaModifier)
