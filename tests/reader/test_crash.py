import sys

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from reader.crash import CrashHook
from reader.dialogs.crash_dialog import CrashDialog


class Window(QWidget):
    """As much of the window as the hook knows."""

    def __init__(self, theme) -> None:
        super().__init__()
        self.theme = theme
        self.resize(900, 700)


@pytest.fixture
def window(light, qtbot):
    made = Window(light)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def hook(tmp_path, window):
    made = CrashHook(tmp_path / "caveat.log")
    made.set_window(window)
    return made


def fail(hook):
    error = ZeroDivisionError("nobody expected this")
    hook.handle(type(error), error, None)


def test_an_error_is_logged_and_told_and_the_window_stays(hook, window, caplog, qtbot):
    fail(hook)
    (dialog,) = window.findChildren(CrashDialog)
    qtbot.waitExposed(dialog)
    assert "nobody expected this" in caplog.text
    assert hook.has_seen_error
    dialog.reject()
    assert window.isVisible()


def test_one_dialog_at_a_time(hook, window):
    fail(hook)
    fail(hook)
    (dialog,) = window.findChildren(CrashDialog)
    dialog.reject()


def test_before_there_is_a_window_it_is_only_logged(tmp_path, caplog):
    fail(CrashHook(tmp_path / "caveat.log"))
    assert "nobody expected this" in caplog.text


def test_leaving_is_offered(hook, window, qtbot):
    fail(hook)
    (dialog,) = window.findChildren(CrashDialog)
    qtbot.waitExposed(dialog)
    QTest.keyClick(dialog.leave_button, " ")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_it_takes_over_from_python(hook, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    hook.install()
    assert sys.excepthook == hook.handle
