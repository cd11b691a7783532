from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations import AnchorState
from reader.dialogs.update_summary import (
    UpdateSummary,
    checks_words,
    counts_words,
    review_words,
)


@dataclass(frozen=True)
class Preview:
    """What the summary reads of a preview."""

    counts: Mapping[AnchorState, int] = field(default_factory=dict)
    checks_kept: int = 0
    checks_lost: int = 0
    looks_like_another_article: bool = False

    @property
    def to_review(self):
        return sum(number for state, number in self.counts.items() if state.needs_review)


SOME = Preview(
    counts={
        AnchorState.EXACT: 36,
        AnchorState.TYPOGRAPHIC: 5,
        AnchorState.SHIFTED: 3,
        AnchorState.CHANGED: 2,
        AnchorState.ORPHAN: 1,
    },
    checks_kept=8,
    checks_lost=3,
)


def test_all_states_are_counted_in_words():
    assert counts_words(SOME) == "41 unchanged, 3 moved, 2 changed, 0 ambiguous, 1 lost"


@pytest.mark.parametrize(
    ("kept", "lost", "words"),
    [
        (8, 3, "8 of 11 checked sentences are the same and stay checked."),
        (1, 0, "1 of 1 checked sentence is the same and stays checked."),
        (0, 0, ""),
    ],
)
def test_checked_sentences_are_told(kept, lost, words):
    assert checks_words(Preview(checks_kept=kept, checks_lost=lost)) == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({}, "The article has no notes to look at."),
        (
            {AnchorState.EXACT: 2},
            "Every note finds its sentence. There is nothing to look at again.",
        ),
        ({AnchorState.CHANGED: 1}, "1 place of notes needs your eyes afterwards."),
        (
            {AnchorState.CHANGED: 1, AnchorState.ORPHAN: 2},
            "3 places of notes need your eyes afterwards.",
        ),
    ],
)
def test_what_is_to_be_done_is_told(counts, words):
    assert review_words(Preview(counts=counts)) == words


@pytest.fixture
def opened(qtbot, theme):
    def open_one(preview):
        dialog = UpdateSummary("Valerian", preview, theme, None)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return open_one


def test_enter_accepts(opened, qtbot):
    dialog = opened(SOME)
    with qtbot.waitSignal(dialog.update_accepted):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_escape_leaves(opened, qtbot):
    dialog = opened(SOME)
    with qtbot.assertNotEmitted(dialog.update_accepted):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_enter_leaves_what_looks_like_another_article(opened, qtbot):
    dialog = opened(Preview(counts=SOME.counts, looks_like_another_article=True))
    assert dialog.warning.isVisible()
    with qtbot.assertNotEmitted(dialog.update_accepted):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert not dialog.isVisible()
