"""The whole window on a profile of its own, driven by keys."""

import shutil

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations import data_folder, samples_library_path
from reader.app import SETTINGS_FILE, compose, open_first
from reader.options import Options
from reader.preferences import Preferences
from reader.samples import ensure_samples
from reader.theme.fonts import load_fonts


@pytest.fixture(scope="session")
def qapp(qapp):
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    qapp.setStyle("Fusion")
    qapp.setCursorFlashTime(0)
    load_fonts()
    return qapp


@pytest.fixture(scope="session")
def samples(tmp_path_factory):
    """The sample library, made once: it is what a first start takes longest for."""
    return ensure_samples(tmp_path_factory.mktemp("samples") / samples_library_path().name)


@pytest.fixture
def open_window(qapp, qtbot, profile_folder, samples):
    """Open a window as the command line would; it is closed when the test is over."""
    shutil.copytree(samples.parent, profile_folder)
    windows = []

    def open_now(converter=None, **options: object):
        preferences = Preferences(data_folder() / SETTINGS_FILE)
        preferences.update(reduced_motion=True, asked_reviewer=True)
        window = compose(qapp, preferences, converter)
        windows.append(window)
        open_first(window, Options(**options))
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    #: For a test that frees its window itself.
    open_now.forget = windows.clear
    yield open_now
    for window in windows:
        window.close()
        window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def window(open_window):
    """The window of a first start: the samples."""
    return open_window()


@pytest.fixture
def press(qtbot):
    """Send real key events to whatever has the keyboard; waits until something has."""

    def send(*keys: Qt.Key, modifier=None):
        for key in keys:
            qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
            target = QApplication.focusWidget()
            if modifier is None:
                QTest.keyClick(target, key)
            else:
                QTest.keyClick(target, key, modifier)
        QApplication.processEvents()

    return send
