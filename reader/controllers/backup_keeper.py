"""When backups are made: on opening, after many changes, after an hour of changes."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.samples import is_samples
from reader.session import Session
from reader.working import Tell, Worker

if TYPE_CHECKING:
    from annotations import Backup

_log = logging.getLogger(__name__)

#: After so many changes of this window or others, or so long after the first of them.
MOST_CHANGES = 200
LONGEST_MS = 3_600_000
#: After a library is opened: its first page is to be there before the disk is busy.
AFTER_OPENING_MS = 3_000


class BackupKeeper(QObject):
    """Has backups made on a thread of its own; never asks anything of the user.

    Signals:
        kept: a `Backup` was made, or None where nothing had changed.
        failed: Why none could be made, as a sentence; once for each library.
    """

    kept = Signal(object)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._changes = 0
        self._has_failed = False
        self._worker = Worker(self)
        self._worker.done.connect(self.kept)
        self._worker.refused.connect(self._on_refused)
        self._hour = self._timer(LONGEST_MS, self.keep)
        self._opened = self._timer(AFTER_OPENING_MS, self.keep)
        session.library_changed.connect(self._on_library)
        session.changed.connect(self._on_change)
        session.refreshed.connect(self._on_change)
        if session.is_open:
            self._on_library()

    def keep(self, *, even_if_same: bool = False) -> None:
        """Make a backup now, unless nothing has changed since the last one."""
        self._changes = 0
        self._hour.stop()
        self._opened.stop()
        path = self._session.path
        if path is not None and self._is_wanted:
            self._worker.start(partial(_kept, path, even_if_same))

    def close(self) -> None:
        """Wait for what is under way."""
        self._hour.stop()
        self._opened.stop()
        self._worker.close()

    @property
    def _is_wanted(self) -> bool:
        # Nothing is put beside a library of somebody else; the samples can be made anew.
        return not self._session.is_read_only and not is_samples(self._session.path)

    def _timer(self, ms: int, then: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(then)
        return timer

    def _on_library(self) -> None:
        self._changes = 0
        self._has_failed = False
        self._hour.stop()
        if self._is_wanted:
            self._opened.start()

    def _on_change(self) -> None:
        if not self._is_wanted:
            return
        self._changes += 1
        if self._changes >= MOST_CHANGES:
            self.keep()
        elif not self._hour.isActive():
            self._hour.start()

    def _on_refused(self, sentence: str) -> None:
        _log.warning("No backup was made: %s", sentence)
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(sentence)


def _kept(path: Path, even_if_same: bool, _tell: Tell) -> Backup | None:  # noqa: FBT001 - bound by name above
    from annotations import keep_backup

    return keep_backup(path, dt.datetime.now(dt.UTC), even_if_same=even_if_same)
