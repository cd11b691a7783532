"""The keys that fold a group of a list away, or unfold it."""

from __future__ import annotations

from PySide6.QtCore import Qt


def folds(key: int, *, is_open: bool, is_rtl: bool = False) -> bool:
    """True where the key means the other state: Space, and the arrow that points there."""
    back, on = Qt.Key.Key_Left, Qt.Key.Key_Right
    if is_rtl:
        back, on = on, back
    return key in (Qt.Key.Key_Space, back if is_open else on)
