"""The window as a whole: paper, names, sizes, and what it leaves behind."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def test_printing_asks_and_then_writes_every_page(window, press, tmp_path, qtbot):
    press(KEY.Key_Down, KEY.Key_Return)
    press(KEY.Key_P, modifier=CTRL)
    qtbot.waitUntil(lambda: window.findChildren(QPrintDialog) != [])
    dialog = window.findChildren(QPrintDialog)[0]
    path = tmp_path / "article.pdf"
    dialog.printer().setOutputFileName(str(path))
    dialog.accepted.emit(dialog.printer())
    dialog.close()
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page") >= 2


@pytest.mark.parametrize("size", [(1360, 860), (900, 640), (480, 360)])
def test_every_size_shows_both_pages_without_a_word_from_qt(window, press, size):
    window.resize(*size)
    QApplication.processEvents()
    assert window.width() == size[0]
    press(KEY.Key_Down, KEY.Key_Return)
    QApplication.processEvents()
    assert window.width() == size[0]
    assert window.top_bar.export_button.geometry().right() < size[0]
    assert window.page.width() == size[0]


def test_everything_that_takes_the_keyboard_has_a_name(window, press):
    press(KEY.Key_Down, KEY.Key_Return)
    press(KEY.Key_Escape)
    nameless = [
        type(widget).__name__
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not named(widget)
    ]
    assert nameless == []


def named(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    return bool(interface and interface.text(QAccessible.Text.Name))


def test_tab_goes_round_and_comes_back(window):
    window.list.setFocus()
    start = QApplication.focusWidget()
    seen = []
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget(), KEY.Key_Tab)
        seen.append(QApplication.focusWidget())
        if seen[-1] is start:
            break
    assert seen[-1] is start
    assert window.top_bar.import_button in seen


def test_a_closed_window_is_freed(open_window, press):
    window = open_window()
    press(KEY.Key_Down, KEY.Key_Return)
    gone = weakref.ref(window)
    destroyed = []
    window.destroyed.connect(lambda: destroyed.append(True))
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert destroyed == [True]
    del window
    open_window.forget()
    gc.collect()
    assert gone() is None
