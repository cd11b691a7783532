"""Turning files and pasted text into articles, beside the window's own work.

Reading and conversion happen in a thread (and, inside it, in the killable worker process);
what came of each file arrives as a signal in the window's thread.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotations import (
    CaveatError,
    ImportCancelledError,
    ImportRefusedError,
)

if TYPE_CHECKING:
    from annotations import Conversion, Converter

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """A file, or bytes that were pasted, to become an article."""

    #: Shown to the user, and kept with the article; empty for pasted text.
    file_name: str
    path: Path | None = None
    #: The bytes, where they are known already.
    data: bytes | None = None
    encoding: str | None = None
    as_plain_text: bool = False
    #: Uid of the article whose text is read anew; empty for a new article.
    replaces: str = ""
    #: Uid of the article that is to get this as its new text, once a person has seen what
    #: that does to its notes; empty for a new article.
    updates: str = ""
    #: Uid of the open article that the file was dropped on: it is asked whether it is a newer
    #: text of that.
    dropped_on: str = ""

    @classmethod
    def of_file(cls, path: Path) -> ImportRequest:
        """A file of the disk."""
        return cls(file_name=path.name, path=path)

    @property
    def label(self) -> str:
        """What the user calls it."""
        return self.file_name or "the pasted text"


@dataclass(frozen=True, slots=True)
class Converted:
    """A request that has become text."""

    request: ImportRequest
    conversion: Conversion
    data: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that was refused, with the sentence that says why."""

    request: ImportRequest
    sentence: str
    #: The same as plain text; None where that would not help.
    plain_text_request: ImportRequest | None = None


class Importer(QObject):
    """Converts one request after another.

    Signals:
        progressed: Label of the request, fraction of it (0 to 1), stage in words.
        converted: A `Converted`.
        refused: A `Refused`.
        finished: True where the user cancelled; always the last one of a run.

    Args:
        converter: A worker that was started before Qt was; None starts one when needed.
    """

    progressed = Signal(str, float, str)
    converted = Signal(object)
    refused = Signal(object)
    finished = Signal(bool)

    def __init__(self, converter: Converter | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._converter = converter
        self._is_closed = False
        self._runs: list[threading.Event] = []
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self.finished.connect(self._on_finished)

    @property
    def is_running(self) -> bool:
        """True until `finished` has come for each `start`."""
        return bool(self._runs)

    def start(self, requests: Sequence[ImportRequest]) -> None:
        """Convert requests in their order; they queue behind a run that is under way.

        A no-op once the importer is closed.
        """
        if self._is_closed:
            return
        cancelled = threading.Event()
        self._runs.append(cancelled)
        if self._converter is None:
            from annotations import Converter

            self._converter = Converter()
        self._pool.start(_Run(self, self._converter, tuple(requests), cancelled))

    def cancel(self) -> None:
        """Give up what is not converted yet; `finished` follows shortly."""
        for cancelled in self._runs:
            cancelled.set()

    def close(self) -> None:
        """Cancel, and wait for the thread: nothing of it may outlive the window."""
        self._is_closed = True
        self.cancel()
        self._pool.waitForDone()
        if self._converter is not None:
            self._converter.close()
            self._converter = None

    def _on_finished(self) -> None:
        del self._runs[:1]


class _Run(QRunnable):
    """One run of the importer, in a thread of its pool."""

    def __init__(
        self,
        importer: Importer,
        converter: Converter,
        requests: tuple[ImportRequest, ...],
        cancelled: threading.Event,
    ) -> None:
        super().__init__()
        self._importer = importer
        self._converter = converter
        self._requests = requests
        self._cancelled = cancelled

    def run(self) -> None:
        """Called by the pool."""
        for request in self._requests:
            if self._cancelled.is_set():
                break
            try:
                self._convert(request)
            except ImportCancelledError:
                break
            except Exception:  # noqa: BLE001 - the top of a thread: nothing catches above it
                _log.exception("Importing failed unexpectedly")
                sentence = f"{request.label} could not be imported. The log says more."
                self._importer.refused.emit(Refused(request, sentence))
        self._importer.finished.emit(self._cancelled.is_set())

    def _convert(self, request: ImportRequest) -> None:
        def tell(fraction: float, stage: str) -> None:
            self._importer.progressed.emit(request.label, fraction, stage)

        from annotations import read_import_file

        tell(0.0, "reading")
        data = request.data
        try:
            if data is None:
                data = read_import_file(request.path or Path(request.file_name))
            conversion = self._converter.convert(
                data,
                request.file_name,
                encoding=request.encoding,
                as_plain_text=request.as_plain_text,
                on_progress=tell,
                is_cancelled=self._cancelled.is_set,
            )
        except ImportCancelledError:
            raise
        except ImportRefusedError as error:
            plain = replace(request, data=data, as_plain_text=True)
            offer = plain if error.may_open_as_plain_text else None
            self._importer.refused.emit(Refused(request, str(error), offer))
        except CaveatError as error:
            self._importer.refused.emit(Refused(request, str(error)))
        else:
            self._importer.converted.emit(Converted(request, conversion, data))
