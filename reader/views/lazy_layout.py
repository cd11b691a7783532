"""Lays a long text out in steps so short that scrolling goes on smoothly meanwhile.

Qt does it by itself on a timer, in steps that double up to 200,000 characters: a tenth of a
second each. Its timer is kept, and what it does replaced.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QObject, QTimerEvent

from reader.views.text_places import TextPlaces

#: One step: so many code points at a time, until so many seconds have gone.
STEP = 4_000
SECONDS = 0.006


class LazyLayout(QObject):
    """Takes the timer of a document's layout over; lives and dies with the document."""

    def __init__(self, places: TextPlaces, when_done: Callable[[], None]) -> None:
        document = places.bridge.document
        super().__init__(document)
        self._places = places
        self._when_done = when_done
        self._goal = 0
        document.documentLayout().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step in for the timer of the layout; the one that tells of new sizes goes on."""
        if not isinstance(event, QTimerEvent) or self._places.is_laid_out:
            return False
        if not _is_layout_timer(watched, event.timerId()):
            return False
        self._lay_out_more()
        if not self._places.is_laid_out:
            return True
        # What is left below the text is for Qt.
        self._when_done()
        return False

    def _lay_out_more(self) -> None:
        end = time.perf_counter() + SECONDS
        while not self._places.is_laid_out:
            self._goal += STEP
            self._places.lay_out_to(self._goal)
            if time.perf_counter() >= end:
                return


def _is_layout_timer(layout: QObject, timer: int) -> bool:
    """True for the timer with an interval: sizes are told on one without."""
    dispatcher = QAbstractEventDispatcher.instance()
    return any(
        info.timerId == timer and info.interval > 0 for info in dispatcher.registeredTimers(layout)
    )
