"""Long work on a thread of its own, one piece after another, told by signals."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotations import CaveatError

_log = logging.getLogger(__name__)

Tell = Callable[[float, str], None]
Work = Callable[[Tell], object]


class _StoppedError(Exception):
    """The work has been asked to stop; raised out of its own telling."""


class Worker(QObject):
    """Does one piece of work after another.

    Signals, all in the thread of the window:
        done: What the work gave.
        refused: A sentence for the user.
        progressed: A share of 1, and what is being done.
        ended: After each piece of work, also one that was stopped.
    """

    done = Signal(object)
    refused = Signal(str)
    progressed = Signal(float, str)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting = 0
        self._stopping = threading.Event()
        self._is_closed = False
        self.ended.connect(self._on_ended)

    @property
    def is_busy(self) -> bool:
        """True while work is under way."""
        return self._waiting > 0

    def start(self, work: Work) -> None:
        """Do the work, after what is under way; a no-op once the worker is closed."""
        if not self._is_closed:
            self._waiting += 1
            self._pool.start(_Piece(self, work, self._stopping))

    def stop(self) -> None:
        """Have what is under way end where it next tells how far it is."""
        self._stopping.set()

    def close(self) -> None:
        """Stop, and wait for the thread: nothing of it may outlive the window."""
        self._is_closed = True
        self.stop()
        self._pool.waitForDone()

    def _on_ended(self) -> None:
        self._waiting -= 1
        if not self._waiting and not self._is_closed:
            self._stopping.clear()


class _Piece(QRunnable):
    """One piece of work, in a thread of the pool."""

    def __init__(self, worker: Worker, work: Work, stopping: threading.Event) -> None:
        super().__init__()
        self._worker = worker
        self._work = work
        self._stopping = stopping

    def run(self) -> None:
        """Called by the pool."""
        try:
            self._worker.done.emit(self._work(self._tell))
        except _StoppedError:
            _log.info("Work was stopped")
        except CaveatError as error:
            _log.info("%s: %s", type(error).__name__, error)
            self._worker.refused.emit(str(error))
        except Exception:  # noqa: BLE001 - the top of a thread: nothing catches above it
            _log.exception("Work failed unexpectedly")
            self._worker.refused.emit("That failed unexpectedly. The log says more.")
        finally:
            self._worker.ended.emit()

    def _tell(self, share: float, stage: str) -> None:
        if self._stopping.is_set():
            raise _StoppedError
        self._worker.progressed.emit(share, stage)
