"""The composition root: everything of the window is made and joined here, and taken down."""

from __future__ import annotations

import gc
import logging
import os
import signal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from annotations import (
    CaveatError,
    data_folder,
    default_library_path,
    load_profile,
    log_path,
    samples_library_path,
)
from reader.appearance import Appearance
from reader.crash import CrashHook
from reader.importing import Importer
from reader.logs import bridge_qt_messages, configure_logging
from reader.options import SAMPLES, Options
from reader.preferences import Preferences
from reader.samples import ensure_samples
from reader.session import Session
from reader.settings import Settings, ThemeChoice, load_settings
from reader.theme.fonts import load_fonts, sans
from reader.views.main_window import MainWindow

if TYPE_CHECKING:
    from annotations import Converter

_log = logging.getLogger(__name__)

SETTINGS_FILE = "window.json"

#: What the first frame does not need waits so long.
FINISH_AFTER_MS = 300


def run(options: Options, converter: Converter | None = None) -> int:
    """Open the window, or draw one frame of it, and stay until it is closed.

    Args:
        options: What to open.
        converter: A worker that is waking already; None starts one when it is needed.

    Returns:
        The exit code: 0, or 1 where a screenshot was refused.
    """
    is_screenshot = options.screenshot is not None
    configure_logging(log_path())
    bridge_qt_messages()
    hook = CrashHook(log_path())
    hook.install()
    app = make_application()
    settings_path = data_folder() / SETTINGS_FILE
    preferences = Preferences(
        None if is_screenshot else settings_path,
        first_settings(load_settings(settings_path), options),
    )
    if is_screenshot:
        from reader.screenshot import draw

        code = draw(app, preferences, options, converter)
        return 1 if hook.has_seen_error else code
    window = compose(app, preferences, converter)
    hook.set_window(window)
    with _Interrupts(app):
        try:
            open_first(window, options)
            window.show()
            QTimer.singleShot(FINISH_AFTER_MS, window, partial(_finish_start, app))
            return app.exec()
        finally:
            window.close()


def make_application() -> QApplication:
    """Make the one QApplication, dressed alike on every desktop."""
    # Asked of QApplication.setStyle, the style would come back as a Python object, and its
    # enumerations with it: 8 ms.
    app = QApplication(["caveat", "-style", "Fusion"])
    app.setApplicationName("caveat")
    app.setApplicationDisplayName("Caveat")
    app.setDesktopFileName("caveat")
    load_fonts()
    app.setFont(sans(13))
    return app


def _finish_start(app: QApplication) -> None:
    """Do what the first frame does not need."""
    gc.freeze()
    gc.enable()
    from reader.theme.icon import app_icon

    app.setWindowIcon(app_icon())


def first_settings(settings: Settings, options: Options) -> Settings:
    """What the command line says goes before what was remembered, for this run."""
    from dataclasses import replace

    if options.theme:
        settings = replace(settings, theme=ThemeChoice(options.theme))
    if options.screenshot is not None:
        settings = replace(settings, window=None, reduced_motion=True)
    return settings


def compose(
    app: QApplication, preferences: Preferences, converter: Converter | None = None
) -> MainWindow:
    """Make the window with all that it needs; nothing is opened yet."""
    appearance = Appearance(app, preferences)
    session = Session(load_profile())
    importer = Importer(converter)
    window = MainWindow(session, preferences, appearance, importer)
    for part in (appearance, session, importer):
        part.setParent(window)
    return window


def library_to_open(options: Options, settings: Settings) -> Path:
    """Which library the window opens: the one named, the last one, the user's own, or, at the
    very first start, the samples.

    Raises:
        CaveatError: the samples are wanted and cannot be made.
    """
    if options.library == SAMPLES:
        return ensure_samples()
    if options.library is not None:
        return Path(options.library)
    last = Path(settings.last_library)
    if settings.last_library and last != samples_library_path() and last.exists():
        return last
    own = default_library_path()
    if options.files or own.exists():
        return own
    return ensure_samples()


def open_first(window: MainWindow, options: Options) -> bool:
    """Open what the command line or the memory of the window says.

    Returns:
        False where something was refused; the window says what, and stays usable.
    """
    settings = window.preferences.value
    try:
        path = library_to_open(options, settings)
    except CaveatError as error:
        window.session.failed.emit(str(error))
        window.show_list()
        return False
    last = settings.last_article if str(path) == settings.last_library else ""
    creates = bool(options.files) and options.library is None
    if not window.files.open(path, create=creates, quietly=True):
        window.show_list()
        return False
    if options.files:
        window.show_list()
        window.imports.import_files(options.files)
        return True
    opened = _open_first_article(window, options, last)
    if not window.shows_article:
        window.show_list()
    return opened


def _open_first_article(window: MainWindow, options: Options, last: str) -> bool:
    if options.view == "library":
        return True
    if options.article:
        article = window.session.find_article(options.article)
        return article is not None and window.articles.open(article.uid, options.note or "")
    if last:
        window.articles.open(last)
    return True


class _Interrupts:
    """Ctrl+C in the terminal closes the window as its own button does.

    Qt's event loop never runs Python while it waits, so Python's signal handler has its
    wake-up byte sent to a pipe that Qt listens to. (Windows has no such pipes; there the
    session's timer lets Python run once a second.)
    """

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._ends: tuple[int, int] | None = None
        self._notifier: QSocketNotifier | None = None

    def __enter__(self) -> None:
        if os.name != "nt":
            self._ends = os.pipe()
            for end in self._ends:
                os.set_blocking(end, False)
            self._notifier = QSocketNotifier(self._ends[0], QSocketNotifier.Type.Read)
            self._notifier.activated.connect(self._on_woken)
            signal.set_wakeup_fd(self._ends[1])
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._on_signal)

    def __exit__(self, *_error: object) -> None:
        if self._ends is not None and self._notifier is not None:
            signal.set_wakeup_fd(-1)
            self._notifier.setEnabled(False)
            for end in self._ends:
                os.close(end)

    def _on_signal(self, _number: int, _frame: object) -> None:
        # Python may be inside of a paint event just now: the loop closes, not we.
        QTimer.singleShot(0, self._app, self._app.closeAllWindows)

    def _on_woken(self) -> None:
        if self._ends is not None:
            os.read(self._ends[0], 64)
