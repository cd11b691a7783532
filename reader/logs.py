"""The log: one file beside the profile, Qt's messages among ours. Never article text."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from pathlib import Path

_MOST_BYTES = 512_000
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_qt_log = logging.getLogger("qt")


def configure_logging(path: Path) -> None:
    """Log to a file, and warnings to the terminal as well.

    A file that has grown above half a megabyte is set aside as `.old` first. Where the
    file cannot be written, the terminal gets everything.
    """
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    terminal = logging.StreamHandler(sys.stderr)
    terminal.setLevel(logging.WARNING)
    terminal.setFormatter(logging.Formatter("caveat: %(message)s"))
    root.addHandler(terminal)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            if path.stat().st_size > _MOST_BYTES:
                path.replace(path.with_name(f"{path.name}.old"))
        file = logging.FileHandler(path, encoding="utf-8", delay=True)
    except OSError as error:
        terminal.setLevel(logging.INFO)
        root.warning("The log %s cannot be written: %s", path, error)
        return
    file.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(file)


def bridge_qt_messages() -> None:
    """Send what Qt has to say to the log, at the level that it deserves."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
        QtMsgType.QtCriticalMsg: logging.ERROR,
        QtMsgType.QtFatalMsg: logging.CRITICAL,
    }

    def handle(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        level = levels.get(kind, logging.WARNING)
        # What an offscreen window has no use for is no news.
        if message.startswith("This plugin does not support"):
            level = logging.DEBUG
        _qt_log.log(level, "%s (%s)", message, context.category)

    qInstallMessageHandler(handle)
