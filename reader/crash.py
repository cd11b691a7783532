"""The last resort: an error that nobody expected is logged, told, and the window stays.

What is in the library is on disk already (every change is a transaction of its own), so
going on is safe, and the user decides.
"""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.views.main_window import MainWindow

_log = logging.getLogger(__name__)


class CrashHook:
    """Replaces `sys.excepthook`; shows one dialog at a time.

    Args:
        log_path: Where the log lies, named in the dialog.
    """

    def __init__(self, log_path: Path) -> None:
        self._log_path = log_path
        self._window: MainWindow | None = None
        self._is_telling = False
        self.has_seen_error = False

    def install(self) -> None:
        """Take over from Python's own hook."""
        sys.excepthook = self.handle

    def set_window(self, window: MainWindow | None) -> None:
        """Name the window that the dialog belongs to; None before there is one."""
        self._window = window

    def handle(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log the error and show it, unless one is being shown already."""
        if issubclass(kind, KeyboardInterrupt):
            _quit()
            return
        self.has_seen_error = True
        _log.critical("Unexpected error", exc_info=(kind, error, trace))
        if self._is_telling or self._window is None:
            return
        self._is_telling = True
        from reader.dialogs.crash_dialog import CrashDialog

        details = "".join(traceback.format_exception(kind, error, trace))
        dialog = CrashDialog(details, self._log_path, self._window.theme, self._window)
        dialog.finished.connect(self._on_dialog_finished)
        dialog.open()

    def _on_dialog_finished(self) -> None:
        self._is_telling = False


def _quit() -> None:
    from PySide6.QtCore import QCoreApplication

    QCoreApplication.quit()
