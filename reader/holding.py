"""Which running window is typing an edit, so that another one does not take it away."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QLockFile

from annotations import new_uid

_log = logging.getLogger(__name__)


class WindowHold:
    """A token of this window, and a lock file that dies with it.

    QLockFile knows a lock whose process is gone, also after a crash, and tells it from one
    that was made on another machine.
    """

    def __init__(self, folder: Path) -> None:
        self.token = new_uid()
        self._folder = folder
        self._lock: QLockFile | None = None

    def take(self) -> None:
        """Say that this window types; harmless when repeated."""
        if self._lock is not None:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            # Another window may then open this one's edit beside it: both are kept.
            _log.warning("The folder %s cannot be made: %s", self._folder, error)
            return
        self._lock = self._file(self.token)
        self._lock.tryLock(0)

    def release(self) -> None:
        """The window closes."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def is_held(self, token: str) -> bool:
        """True where another window that still runs has the token."""
        if not token or token == self.token or not self._path(token).exists():
            return False
        lock = self._file(token)
        if lock.tryLock(0):
            lock.unlock()
            return False
        return True

    def _file(self, token: str) -> QLockFile:
        lock = QLockFile(str(self._path(token)))
        lock.setStaleLockTime(0)
        return lock

    def _path(self, token: str) -> Path:
        # A token comes out of the library, which may be somebody else's.
        safe = "".join(c for c in token if c.isalnum() or c == "-")[:64]
        return self._folder / f"{safe}.lock"
