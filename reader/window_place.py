"""Where the window stands: remembered, and put back only on a screen that exists."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from reader.options import DEFAULT_SIZE
from reader.settings import WindowPlace

SMALLEST = QSize(480, 360)
#: So much of the title bar must lie on a screen for the window to be reachable.
_REACHABLE_PX = 80
#: Room for what the desktop puts round a window, which is not known before it shows.
_FRAME = QMargins(8, 40, 8, 8)


def fitted(place: WindowPlace, screens: Sequence[QRect]) -> QRect:
    """Move and shrink a remembered place so that it lies on one of the screens.

    Args:
        place: What was remembered.
        screens: Free areas of the screens, the main one first; never empty.

    Returns:
        The remembered rectangle where enough of its upper edge lies on a screen, else a
        rectangle centred on the main screen; never larger than its screen, and never with
        its lower edge, where the line of status is, below it.
    """
    wanted = QRect(place.x, place.y, place.width, place.height)
    title = QRect(wanted.x(), wanted.y(), wanted.width(), _REACHABLE_PX // 2)
    for screen in screens:
        seen = screen.intersected(title)
        if seen.width() >= _REACHABLE_PX and seen.top() == title.top():
            size = wanted.size().boundedTo(screen.size())
            size.setHeight(min(size.height(), screen.bottom() + 1 - wanted.y()))
            return QRect(wanted.topLeft(), size.expandedTo(SMALLEST))
    size = wanted.size().boundedTo(screens[0].size())
    found = QRect(screens[0].topLeft(), size)
    found.moveCenter(screens[0].center())
    return found


def first_size(screens: Sequence[QRect]) -> QSize:
    """Size of a window that nothing is remembered of: it fits the screen with its frame."""
    size = QSize(*DEFAULT_SIZE)
    return size.boundedTo(screens[0].marginsRemoved(_FRAME).size()) if screens else size


def restore_place(window: QMainWindow, place: WindowPlace | None) -> None:
    """Put a window back; without a memory it gets its first size, and the desktop's place."""
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    window.setMinimumSize(SMALLEST)
    if place is None or not screens:
        window.resize(first_size(screens))
        return
    window.setGeometry(fitted(place, screens))
    if place.is_maximized:
        window.showMaximized()


def current_place(window: QMainWindow) -> WindowPlace:
    """What to remember of a window; of a maximised one the place that it goes back to."""
    box = window.normalGeometry() if window.isMaximized() else window.geometry()
    return WindowPlace(box.x(), box.y(), box.width(), box.height(), window.isMaximized())
