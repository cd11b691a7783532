"""One finished frame of the window, drawn to a PNG file without any display."""

from __future__ import annotations

import logging
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QSize
from PySide6.QtWidgets import QApplication

from reader.app import compose, open_first
from reader.options import Options
from reader.preferences import Preferences
from reader.views.main_window import MainWindow

if TYPE_CHECKING:
    from annotations import Converter

_log = logging.getLogger(__name__)

_LONGEST_S = 60.0
#: So many rounds of the event loop without new work are taken for "finished".
_QUIET_ROUNDS = 3
_ROUND_MS = 20


def draw(
    app: QApplication, preferences: Preferences, options: Options, converter: Converter | None
) -> int:
    """Draw what the window would show to `options.screenshot`.

    Returns:
        0, or 1 where something was refused; the sentence is on stderr then.
    """
    window = compose(app, preferences, converter)
    refusals: list[str] = []
    window.session.failed.connect(refusals.append)
    window.importer.refused.connect(lambda refused: refusals.append(refused.sentence))
    try:
        window.resize(QSize(*options.size))
        opened = open_first(window, options)
        if opened and options.view == "article" and not window.shows_article:
            opened = _open_some_article(window)
        window.resize(QSize(*options.size))
        window.show()
        _wait_until_finished(window)
        if not opened or refusals:
            return _refuse(refusals)
        return _save(window, options)
    finally:
        window.close()


def _open_some_article(window: MainWindow) -> bool:
    """Open the first article of the list, for `--view article` without `--article`."""
    first = window.listing.first_article()
    if first is None:
        window.session.failed.emit("The library has no article to show. Import one first.")
        return False
    return window.articles.open(first)


def _wait_until_finished(window: MainWindow) -> None:
    """Let the event loop run until imports are over and nothing is left to lay out."""
    end = time.monotonic() + _LONGEST_S
    quiet = 0
    flags = QEventLoop.ProcessEventsFlag.AllEvents
    while quiet < _QUIET_ROUNDS and time.monotonic() < end:
        QApplication.processEvents(flags, _ROUND_MS)
        time.sleep(_ROUND_MS / 1000)
        quiet = 0 if window.is_importing else quiet + 1


def _save(window: MainWindow, options: Options) -> int:
    path = options.screenshot
    if path is None:
        return 1
    if not path.absolute().parent.is_dir():
        return _refuse([f"{path} cannot be written: its folder does not exist."])
    if not window.grab().save(str(path), "PNG"):
        return _refuse([f"{path} cannot be written. Choose another place."])
    _log.info("Screenshot written to %s", path)
    return 0


def _refuse(sentences: list[str]) -> int:
    for sentence in dict.fromkeys(sentences or ["The screenshot could not be drawn."]):
        sys.stderr.write(f"{sentence}\n")
    return 1
