"""Looks for what may be used again in an article, on a thread and a connection of its own."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotations import CaveatError, open_library

if TYPE_CHECKING:
    from annotations import NoteSuggestion, OwnerId


class ReuseFinder(QObject):
    """Looks for one article after another; of those that wait the last one counts.

    Signals:
        found: Uid of the article, and what may be attached to it; in the thread of the window.
    """

    found = Signal(str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def look(self, path: Path, owner: OwnerId, article: str) -> None:
        """Look for notes that may fit an article; nobody is told where that is refused."""
        self._pool.clear()
        self._pool.start(QRunnable.create(partial(self._look, path, owner, article)))

    def close(self) -> None:
        """Wait for the thread."""
        self._pool.clear()
        self._pool.waitForDone()

    def _look(self, path: Path, owner: OwnerId, article: str) -> None:
        try:
            found = _similar(path, owner, article)
        except CaveatError:
            # The window says what is wrong with the library, where it asks it something.
            return
        self.found.emit(article, found)


def _similar(path: Path, owner: OwnerId, article: str) -> tuple[NoteSuggestion, ...]:
    with open_library(path, owner=owner, read_only=True) as library:
        return library.similar_notes(article)
