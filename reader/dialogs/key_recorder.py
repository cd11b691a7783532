"""A field that keys are pressed in instead of typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import key_cap_size, paint_key_cap

_HEIGHT_PX = 32
_INVITATION = "Press the new keys"
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_unknown,
    }
)
#: Keys by which one leaves the field; they cannot be given to an action here.
_LEAVING = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape})
#: With these Shift is part of the sign, not of the keys: "?" and not "Shift+?".
_SIGNS_END = Qt.Key.Key_Escape


class KeyRecorder(QWidget):
    """Takes one key with its modifiers each time one is pressed; Tab and Escape leave it.

    Signals:
        recorded: The keys in portable text.
    """

    recorded = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("New keys")
        self.setAccessibleDescription(_INVITATION)

    @property
    def keys(self) -> str:
        """What was pressed last, in portable text; empty before anything was."""
        return self._keys

    def clear(self) -> None:
        """Forget what was pressed."""
        self._keys = ""
        self.setAccessibleDescription(_INVITATION)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, _HEIGHT_PX)

    def event(self, event: QEvent) -> bool:
        """Claim every key before a shortcut or the dialog takes it."""
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Record, or go on with Tab."""
        key = Qt.Key(event.key())
        if key in _LEAVING and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        if key in _MODIFIERS or not key or event.isAutoRepeat():
            return
        self._keys = _written(key, event.modifiers())
        shown = QKeySequence(self._keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setAccessibleDescription(shown)
        self.update()
        self.recorded.emit(self._keys)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        pen = QPen(self._theme.color(Role.ACCENT), 2)
        if not self.hasFocus():
            pen = QPen(self._theme.color(Role.EDGE), 1)
        painter.setPen(pen)
        painter.setBrush(self._theme.color(Role.SURFACE))
        painter.drawRoundedRect(body, 6, 6)
        if self._keys:
            shown = QKeySequence(self._keys).toString(QKeySequence.SequenceFormat.NativeText)
            size = key_cap_size(shown).toSizeF()
            cap = QRectF(10, (self.height() - size.height()) / 2, size.width(), size.height())
            paint_key_cap(painter, cap, shown, self._theme)
        else:
            painter.setFont(sans(13))
            painter.setPen(self._theme.color(Role.TEXT3))
            painter.drawText(body.adjusted(9, 0, -9, 0), Qt.AlignmentFlag.AlignVCenter, _INVITATION)


def _written(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> str:
    """Portable text of a key; the keypad counts as the keys it repeats."""
    kept = modifiers & ~(
        Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
    )
    is_letter = Qt.Key.Key_A <= key <= Qt.Key.Key_Z
    is_sign = Qt.Key.Key_Space < key < _SIGNS_END and not is_letter
    if is_sign:
        kept &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(kept, key)).toString()
