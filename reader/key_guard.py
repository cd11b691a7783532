"""Keeps shortcuts without Ctrl or Alt away from whoever is typing or pressing buttons.

Qt asks the widget with the focus, and then its parents up to the window, whether a key is
theirs before it looks for a shortcut. Line edits claim letters but not Return, buttons claim
nothing; here the window claims the rest for them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

#: Asked for by name: to import the classes takes time at the start, and few windows have all.
_TEXTS = ("QTextEdit", "QPlainTextEdit")
_FIELDS = (*_TEXTS, "QLineEdit", "QAbstractSpinBox")

_WEAK = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.KeypadModifier
    | Qt.KeyboardModifier.GroupSwitchModifier
)
#: Keys that a control acts on; letters mean nothing to it.
_CONTROL_KEYS = frozenset(
    {
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
    }
)
_TYPING_KEYS = _CONTROL_KEYS | {
    Qt.Key.Key_Backspace,
    Qt.Key.Key_Delete,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Multi_key,
}


def accepts_text(widget: QWidget | None) -> bool:
    """True where keys that are pressed in a widget become text."""
    if widget is None:
        return False
    if any(widget.inherits(name) for name in _FIELDS):
        return not widget.property("readOnly")
    return widget.inherits("QComboBox") and bool(widget.property("editable"))


class KeyGuard(QObject):
    """Watches the last stop of the question, the window.

    A widget says more about itself with two attributes: `takes_plain_keys` (True: Space, Return
    and arrows are the window's while it has the focus, as they are in a text that is read), and
    `own_keys` (the set of `Qt.Key` that it acts on itself, whatever the window has for them).
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Claim a key for the widget with the focus."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & ~_WEAK
            and _belongs_to(QApplication.focusWidget(), Qt.Key(event.key()))
        ):
            event.accept()
            return True
        return False


def _belongs_to(focus: QWidget | None, key: Qt.Key) -> bool:
    """True where a plain key is the widget's, not the window's."""
    if focus is None or focus.isWindow():
        return False
    if accepts_text(focus):
        is_dead = Qt.Key.Key_Dead_Grave <= key <= Qt.Key.Key_Dead_Longsolidusoverlay
        return key < Qt.Key.Key_Escape or key in _TYPING_KEYS or is_dead
    if key in getattr(focus, "own_keys", ()):
        return True
    reads = any(focus.inherits(name) for name in _TEXTS)
    return key in _CONTROL_KEYS and not (reads or getattr(focus, "takes_plain_keys", False))
