"""Which key scrolls an article where."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

#: Two lines of text at the default size: how far an arrow goes, and what a page keeps.
LINE_STEP = 62
#: More pixels than any article is high.
TO_THE_END = 2**30

_PLAIN = (
    Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.KeypadModifier
)


def scroll_target(event: QKeyEvent, here: int, height: int) -> int | None:
    """Where a key scrolls to, in pixels; None for a key that does not scroll.

    Args:
        event: The key, with its modifiers: Shift turns Space round.
        here: Pixels above the viewport now.
        height: Height of the viewport.
    """
    if event.modifiers() & ~_PLAIN:
        return None
    page = max(LINE_STEP, height - LINE_STEP)
    is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    targets = {
        Qt.Key.Key_Space: here - page if is_back else here + page,
        Qt.Key.Key_PageDown: here + page,
        Qt.Key.Key_PageUp: here - page,
        Qt.Key.Key_Down: here + LINE_STEP,
        Qt.Key.Key_Up: here - LINE_STEP,
        Qt.Key.Key_Home: 0,
        Qt.Key.Key_End: TO_THE_END,
    }
    return targets.get(Qt.Key(event.key()))
