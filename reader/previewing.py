"""Looking up, beside the window's own work, what a new text would do to an article's notes."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotations import CaveatError, ImportCancelledError

if TYPE_CHECKING:
    from annotations import UpdatePreview
    from reader.importing import Converted

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Previewed:
    """A new text, and what it would do."""

    converted: Converted
    preview: UpdatePreview


class Previewer(QObject):
    """Makes one preview at a time, in a thread, through a connection of its own.

    Signals:
        progressed: Fraction (0 to 1), and what is being done in words.
        previewed: A `Previewed`.
        refused: The sentence that says why not; empty where it was cancelled.
    """

    progressed = Signal(float, str)
    previewed = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancelled = threading.Event()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)

    def start(self, library: Path, converted: Converted) -> None:
        """Preview a text for the article that its request names; an earlier one is given up."""
        self._cancelled.set()
        self._cancelled = threading.Event()
        self._pool.start(_Run(self, library, converted, self._cancelled))

    def cancel(self) -> None:
        """Give up; `refused` follows shortly."""
        self._cancelled.set()

    def close(self) -> None:
        """Cancel, and wait for the thread: nothing of it may outlive the window."""
        self.cancel()
        self._pool.waitForDone()


class _Run(QRunnable):
    """One preview, in a thread of the pool."""

    def __init__(
        self, previewer: Previewer, library: Path, converted: Converted, cancelled: threading.Event
    ) -> None:
        super().__init__()
        self._previewer = previewer
        self._library = library
        self._converted = converted
        self._cancelled = cancelled

    def run(self) -> None:
        """Called by the pool."""
        from annotations import preview_update_at

        converted = self._converted
        try:
            preview = preview_update_at(
                self._library,
                converted.request.updates,
                converted.conversion,
                progress=self._previewer.progressed.emit,
                is_cancelled=self._cancelled.is_set,
            )
        except ImportCancelledError:
            self._previewer.refused.emit("")
        except CaveatError as error:
            self._previewer.refused.emit(str(error))
        except Exception:  # noqa: BLE001 - the top of a thread: nothing catches above it
            _log.exception("A preview failed unexpectedly")
            self._previewer.refused.emit(
                f"{converted.request.label} could not be compared. Nothing was changed; the log"
                " says more."
            )
        else:
            self._previewer.previewed.emit(Previewed(converted, preview))
