from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations import Severity
from reader.editing.hints import READING_HINTS, Hint
from reader.theme.theme import load_theme
from reader.views.review_bar import HEIGHT_PX, Keeping, ReviewBar, TypingState

FAILED = TypingState(Keeping.FAILED, "disk is full")


def _bar(qtbot, width=1360, theme=None):
    bar = ReviewBar(theme or load_theme("light"))
    qtbot.addWidget(bar)
    bar.resize(width, HEIGHT_PX)
    bar.show()
    QApplication.processEvents()
    return bar


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (TypingState(), ""),
        (TypingState(Keeping.KEEPING), "Keeping"),
        (TypingState(Keeping.KEPT, "14:02:31"), "Kept 14:02:31"),
        (FAILED, "Not kept: disk is full."),
    ],
)
def test_it_says_how_typing_is_kept(qtbot, state, words):
    bar = _bar(qtbot)
    bar.set_typing_state(state)
    assert bar.typing_state.words == words
    assert bar.copy_button.isVisible() == (state.keeping is Keeping.FAILED)


def test_while_reading_it_offers_nothing_to_say(qtbot):
    bar = _bar(qtbot)
    assert not bar.nothing_button.isVisible()
    bar.set_sentence(22, 61, "not checked")
    assert bar.place_words == "sentence 22 of 61, not checked"
    assert bar.nothing_button.isVisible()
    assert not bar.ready_button.isVisible()
    assert bar.hints == READING_HINTS
    with qtbot.waitSignal(bar.nothing_to_say):
        QTest.mouseClick(bar.nothing_button, Qt.MouseButton.LeftButton)


def test_while_editing_it_saves(qtbot):
    bar = _bar(qtbot)
    bar.set_sentence(22, 61, "not checked")
    bar.set_editing(editing=True)
    assert bar.place_words == "sentence 22 of 61"
    assert not bar.nothing_button.isVisible()
    assert bar.first_button is bar.draft_button
    for button, signal in (
        (bar.draft_button, bar.save_draft),
        (bar.ready_button, bar.save_ready),
    ):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    bar.set_typing_state(FAILED)
    with qtbot.waitSignal(bar.save_copy):
        QTest.mouseClick(bar.copy_button, Qt.MouseButton.LeftButton)
    bar.set_editing(editing=False)
    assert bar.place_words == "sentence 22 of 61, not checked"
    assert bar.hints == READING_HINTS


@pytest.mark.parametrize("width", [1360, 900, 720, 560])
@pytest.mark.parametrize("state", [TypingState(Keeping.KEPT, "14:02:31"), FAILED])
def test_hints_are_left_out_before_anything_is_cut(qtbot, width, state):
    bar = _bar(qtbot, width)
    bar.set_editing(editing=True)
    bar.set_sentence(22, 61)
    bar.set_typing_state(state)
    hints = (Hint("Ctrl V", "paste DOI, PMID or address"), Hint("Tab", "next field"))
    bar.set_hints(hints)
    QApplication.processEvents()
    assert (bar.hints == hints) == (width == 1360)
    shown = [b for b in (bar.copy_button, bar.draft_button, bar.ready_button) if b.isVisible()]
    for button in shown:
        assert button.width() >= button.sizeHint().width()
        assert bar.rect().contains(button.geometry())
    boxes = sorted((b.geometry() for b in shown), key=lambda box: box.left())
    assert all(a.right() < b.left() for a, b in pairwise(boxes))


def test_a_failure_is_serious_in_both_themes(qtbot, theme):
    bar = _bar(qtbot, theme=theme)
    bar.set_typing_state(FAILED)
    image = bar.grab().toImage()
    ink = theme.severity(Severity.SERIOUS).ink
    colors = {image.pixelColor(x, y).rgb() for x in range(20, 200) for y in range(10, 40)}
    assert ink.rgb() in colors
    bar.set_theme(load_theme("light"))
    assert bar.typing_state == FAILED


def test_keys_on_the_buttons_can_be_others(qtbot):
    bar = _bar(qtbot)
    bar.set_editing(editing=True)
    before = bar.ready_button.sizeHint().width()
    bar.set_keys(ready="Ctrl Shift Enter", draft="Ctrl D", nothing="O")
    assert bar.ready_button.sizeHint().width() > before
