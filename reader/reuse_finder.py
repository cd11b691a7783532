"""Looks for what may be used again in an article, on a thread and a connection of its own."""

from __future__ import annotations

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
        self._pool.start(_Look(self, path, owner, article))

    def close(self) -> None:
        """Wait for the thread."""
        self._pool.clear()
        self._pool.waitForDone()


class _Look(QRunnable):
    """One look, in the thread of the pool.

    A class of its own: of a runnable that Qt makes of a function, the binding does not hear
    when Qt deletes it, and takes the next object at its address for it.
    """

    def __init__(self, finder: ReuseFinder, path: Path, owner: OwnerId, article: str) -> None:
        super().__init__()
        self._finder = finder
        self._path = path
        self._owner = owner
        self._article = article

    def run(self) -> None:
        """Called by the pool."""
        try:
            found = _similar(self._path, self._owner, self._article)
        except CaveatError:
            # The window says what is wrong with the library, where it asks it something.
            return
        self._finder.found.emit(self._article, found)


def _similar(path: Path, owner: OwnerId, article: str) -> tuple[NoteSuggestion, ...]:
    with open_library(path, owner=owner, read_only=True) as library:
        return library.similar_notes(article)
