"""Which keys act where while one reviews, in the whole window and by real key events."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations import (
    Category,
    CautionNote,
    NoteDraft,
    Severity,
    Status,
    TargetDraft,
    TargetRole,
    default_library_path,
    load_profile,
    open_library,
)
from reader.dialogs.guideline import GuidelineWindow
from reader.dialogs.keys import KeysDialog
from reader.dialogs.reviewer_identity import ReviewerDialog

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
TEA = "# Green tea\n\nIt cures everything. Studies say so."
COFFEE = "# Coffee\n\nIt cures everything, too. It keeps you awake."


@pytest.fixture
def own(open_window):
    """The window with an empty library of one's own."""
    profile = load_profile()
    path = default_library_path()
    with open_library(path, owner=profile.owner, reviewer=profile.reviewer, create=True):
        pass
    return open_window(library=str(path))


@pytest.fixture
def reviewing(own, qtbot, press):
    """Two articles, the tea one open for review."""
    window = own
    for text in (COFFEE, TEA):
        QGuiApplication.clipboard().setText(text)
        press(KEY.Key_V, modifier=CTRL)
        qtbot.waitUntil(lambda: not window.is_importing)
    qtbot.waitUntil(lambda: window.shows_article)
    window.articles.open(window.session.find_article("Green tea").uid)
    assert window.review.is_reviewing
    window.page.view.setFocus()
    return window


def _claim(window, title, words):
    article = window.session.find_article(title)
    reviewed = window.session.reviewed_article(article.uid)
    at = reviewed.revision.text.index(words)
    span = next(s for s in reviewed.revision.sentences if s.start <= at < s.end)
    return TargetDraft(
        article_uid=article.uid,
        revision_uid=reviewed.revision.uid,
        role=TargetRole.CLAIM,
        span=span,
    )


def _note_in_both(window):
    claims = [_claim(window, "Green tea", "It cures"), _claim(window, "Coffee", "It cures")]
    note = CautionNote(
        category=Category.INACCURATE, severity=Severity.SERIOUS, correction="It cures nothing."
    )
    draft = NoteDraft(note=note, targets=tuple(claims), status=Status.READY, evidence=(), uid=None)
    return window.session.save_note(draft)


def test_what_is_typed_into_the_find_bar_starts_nothing(reviewing, press):
    cursor = reviewing.page.view.sentence_cursor
    press(KEY.Key_F, modifier=CTRL)
    field = QApplication.focusWidget()
    QTest.keyClicks(field, "jn1x +?u")
    press(KEY.Key_Down, KEY.Key_Return)
    assert field.text() == "jn1x +?u"
    assert reviewing.page.view.sentence_cursor == cursor
    assert not reviewing.editing.is_open
    assert reviewing.findChild(KeysDialog) is None


def test_the_mode_gives_the_keys_their_meaning(reviewing, press, qtbot):
    press(KEY.Key_F1)
    guideline = reviewing.findChild(GuidelineWindow)
    assert guideline is not None
    QTest.keyClick(guideline, KEY.Key_Escape)
    reviewing.activateWindow()
    qtbot.waitUntil(reviewing.isActiveWindow)
    reviewing.page.view.setFocus()
    press(KEY.Key_R, modifier=CTRL)
    assert not reviewing.review.is_reviewing
    press(KEY.Key_J)
    assert [key.toString() for key in reviewing.actions_table["samples"].shortcuts()] == ["F1"]
    press(KEY.Key_R, modifier=CTRL)
    assert reviewing.top_bar.mode_switch.is_reviewing


def test_the_guideline_is_one_key_away_while_a_note_is_written(reviewing, press):
    press(KEY.Key_N)
    assert reviewing.editing.is_open
    press(KEY.Key_F1)
    assert reviewing.findChild(GuidelineWindow) is not None


def test_keys_that_were_changed_act_at_once(reviewing, press):
    before = reviewing.page.view.sentence_cursor
    reviewing.preferences.update(keys={"next_sentence": "Z", "edit_note": "F4"})
    assert reviewing.help.cap("edit_note") == "F4"
    press(KEY.Key_J)
    assert reviewing.page.view.sentence_cursor == before
    press(KEY.Key_Z)
    assert reviewing.page.view.sentence_cursor != before


def test_single_letters_rest_when_they_are_switched_off(reviewing, press):
    before = reviewing.page.view.sentence_cursor
    press(KEY.Key_F9)
    press(KEY.Key_J)
    assert reviewing.page.view.sentence_cursor == before
    press(KEY.Key_Down)
    assert reviewing.page.view.sentence_cursor != before
    press(KEY.Key_F9)
    assert reviewing.preferences.value.single_keys


def test_the_next_place_of_a_note_lies_in_another_article(reviewing, press):
    _note_in_both(reviewing)
    press(KEY.Key_BracketRight)
    titles = []
    for _ in range(3):
        titles.append(reviewing.articles.reviewed.article.title)
        press(KEY.Key_G, modifier=SHIFT)
    assert titles == ["Green tea", "Coffee", "Green tea"]


def test_a_note_is_withdrawn_without_a_dialog(reviewing, press):
    saved = _note_in_both(reviewing)
    assert saved
    press(KEY.Key_BracketRight, KEY.Key_W)
    QTest.keyClicks(QApplication.focusWidget(), "n + 1 studies")
    press(KEY.Key_Return)
    note = reviewing.articles.reviewed.annotations[0]
    assert (note.status, note.withdrawn_reason) == (Status.WITHDRAWN, "n + 1 studies")
    press(KEY.Key_Z, modifier=CTRL)
    assert reviewing.articles.reviewed.annotations[0].status is Status.READY


def test_who_reviews_is_asked_once(own, press, qtbot):
    own.preferences.update(asked_reviewer=False)
    QGuiApplication.clipboard().setText(TEA)
    press(KEY.Key_V, modifier=CTRL)
    qtbot.waitUntil(lambda: own.findChild(ReviewerDialog) is not None)
    dialog = own.findChild(ReviewerDialog)
    QTest.keyClicks(dialog.name, "Ana Lopes")
    QTest.keyClick(dialog.name, KEY.Key_Return)
    assert load_profile().reviewer.name == "Ana Lopes"
    assert own.session.profile.reviewer.name == "Ana Lopes"


def test_somebody_elses_library_is_only_read(open_window, press):
    window = open_window()
    assert not window.top_bar.mode_switch.isVisible()
    assert not window.actions_table["review_mode"].isEnabled()
    press(KEY.Key_R, modifier=CTRL)
    assert not window.review.is_reviewing
