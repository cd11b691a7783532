"""Buttons of which one is chosen: one stop for Tab, arrows go on inside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from reader.theme.theme import Theme
from reader.theme.widgets import is_keyboard_focus, paint_focus_ring

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class ChoiceButton(QAbstractButton):
    """One choice; what it looks like is for subclasses."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.shows_ring = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.shows_ring = is_keyboard_focus(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.shows_ring = False
        super().focusOutEvent(event)


class ChoiceGroup(QWidget):
    """Holds choices: the chosen one takes Tab, arrows choose the next.

    The ring of the focus is painted by the group, into the gaps between the buttons.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.buttons: list[ChoiceButton] = []
        self.ring_radius = 6

    def take_buttons(self, buttons: Sequence[ChoiceButton]) -> None:
        """Hold these, in this order."""
        self.buttons = list(buttons)
        for button in self.buttons:
            button.installEventFilter(self)
        self.give_tab_stop()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self.theme = theme
        for button in self.buttons:
            button.theme = theme
            button.update()
        self.update()

    def give_tab_stop(self) -> None:
        """Let Tab stop at the chosen button alone; at the first where none is chosen."""
        shown = [button for button in self.buttons if not button.isHidden()]
        chosen = next((button for button in shown if button.isChecked()), None)
        stop = chosen or (shown[0] if shown else None)
        for button in self.buttons:
            policy = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)

    @property
    def tab_stop(self) -> ChoiceButton | None:
        """The button that Tab stops at."""
        strong = Qt.FocusPolicy.StrongFocus
        return next((b for b in self.buttons if b.focusPolicy() == strong), None)

    def press(self, button: ChoiceButton) -> None:
        """Choose a button as its user does, and give it the keyboard."""
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()

    def key_on_button(self, event: QKeyEvent) -> bool:
        """Act on a key that a button has got; True where it meant something here."""
        step = _STEPS.get(Qt.Key(event.key()))
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        if step is not None:
            self._step(step)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self._focused()
            if button is not None:
                button.click()
            return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self.key_on_button(event)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.paint_ring(QPainter(self))

    def paint_ring(self, painter: QPainter) -> None:
        """Paint the ring of the button that has the keyboard."""
        button = self._focused()
        if button is not None and button.shows_ring:
            paint_focus_ring(painter, QRectF(button.geometry()), self.theme, self.ring_radius)

    def _focused(self) -> ChoiceButton | None:
        return next((button for button in self.buttons if button.hasFocus()), None)

    def _step(self, by: int) -> None:
        shown = [button for button in self.buttons if not button.isHidden()]
        at = next((i for i, button in enumerate(shown) if button.hasFocus()), None)
        if at is not None:
            self.press(shown[(at + by) % len(shown)])
