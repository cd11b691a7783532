"""What a part of the text is, changed by real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from annotations import BlockKind, default_library_path, load_profile, open_library

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
TEXT = "# Coffee\n\nShare this page with your friends today.\n\nIt keeps you awake. It is hot.\n"


@pytest.fixture
def window(open_window, qtbot, press):
    """An article under review in a library of one's own."""
    profile, path = load_profile(), default_library_path()
    open_library(path, owner=profile.owner, reviewer=profile.reviewer, create=True).close()
    window = open_window(library=str(path))
    QGuiApplication.clipboard().setText(TEXT)
    press(KEY.Key_V, modifier=CTRL)
    qtbot.waitUntil(lambda: not window.is_importing)
    window.articles.open(window.session.find_article("Coffee").uid)
    qtbot.waitUntil(lambda: window.shows_article)
    return window


def kinds(window):
    blocks = window.articles.reviewed.revision.blocks
    return [(block.kind, block.folded) for block in blocks if block.text]


def choose(window, press, key):
    press(KEY.Key_B, modifier=CTRL | SHIFT)
    menu = window.later.kinds.menu
    assert menu.isVisible()
    QTest.keyClick(menu, key)


def test_a_part_is_ignored_and_comes_back(window, press):
    if not window.page.view.is_reviewing:
        press(KEY.Key_R, modifier=CTRL)
    view = window.page.view
    text = window.articles.reviewed.revision.text
    while not text[view.sentence_cursor.span.start :].startswith("Share"):
        assert view.move_cursor(1 if view.sentence_cursor.first == 0 else -1)
    of = window.articles.reviewed.coverage.of
    choose(window, press, KEY.Key_I)
    assert kinds(window)[1] == (BlockKind.BOILERPLATE, True)
    assert window.articles.reviewed.coverage.of == of - 1
    assert view.cursor_info().of == of - 1
    assert "Share" in window.later.kinds.menu.actions()[0].text()
    press(KEY.Key_Z, modifier=CTRL)
    assert kinds(window)[1] == (BlockKind.P, False)
    assert view.cursor_info().of == of


def test_a_part_becomes_a_heading(window, press):
    window.page.view.setFocus()
    choose(window, press, KEY.Key_H)
    headings = [kind for kind, _ in kinds(window) if kind is BlockKind.H2]
    assert len(headings) == 1
