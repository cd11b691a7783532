"""Notes that are used again, by real keys."""

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

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key

COFFEE = (
    "# Coffee\n\nIt cures everything that ails you. It keeps you awake. You should drink nine cups"
    " of it every day. Nobody was ever harmed by a cup of it."
)
TEA = (
    "# Green tea\n\nIt cures everything that ails you. Studies say so. You should drink ten cups"
    " of it every day. Nobody was ever harmed by a pot of it."
)
NOTES = {
    "It cures everything that ails you.": "Nothing cures every illness.",
    "You should drink nine cups of it every day.": "Four cups a day are the most for adults.",
    "Nobody was ever harmed by a cup of it.": "It raises blood pressure in some people.",
}


def make_notes(library, article, corrections):
    """A ready note on each of the sentences."""
    reviewed = library.reviewed_article(article)
    for sentence, correction in corrections.items():
        start = reviewed.revision.text.index(sentence)
        span = next(each for each in reviewed.revision.sentences if each.start == start)
        target = TargetDraft(
            role=TargetRole.CLAIM,
            article_uid=reviewed.article.uid,
            revision_uid=reviewed.revision.uid,
            span=span,
        )
        note = CautionNote(
            category=Category.INACCURATE,
            severity=Severity.SERIOUS,
            correction=correction,
            no_source_needed="known",
        )
        library.save_note(NoteDraft(note=note, status=Status.READY, targets=(target,)))


@pytest.fixture
def reusing(open_window, qtbot, press):
    """The tea article under review, notes on the coffee article in the same library."""
    profile, path = load_profile(), default_library_path()
    open_library(path, owner=profile.owner, reviewer=profile.reviewer, create=True).close()
    window = open_window(library=str(path))
    window.later.make()
    for text in (COFFEE, TEA):
        QGuiApplication.clipboard().setText(text)
        press(KEY.Key_V, modifier=CTRL)
        qtbot.waitUntil(lambda: not window.is_importing)
    with open_library(path, owner=profile.owner, reviewer=profile.reviewer) as library:
        make_notes(library, library.find_article("Coffee").uid, NOTES)
    window.articles.open(window.session.find_article("Green tea").uid)
    qtbot.waitUntil(lambda: len(window.later.reuse.suggestions) == 3)
    return window


def send(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    """Real keys to whatever has the keyboard; returns how many."""
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(QApplication.focusWidget(), key, modifier)
        else:
            QTest.keyClick(QApplication.focusWidget(), key, modifier)
        QApplication.processEvents()
    return sum(len(key) if isinstance(key, str) else 1 for key in keys)


def corrections(window):
    return {note.note.correction for note in window.articles.reviewed.annotations}


def cursor_words(window):
    span = window.page.view.sentence_cursor.span
    return window.articles.reviewed.revision.text[span.start : span.end]


def test_a_known_note_takes_five_keys(reusing):
    reusing.page.view.setFocus()
    reusing.page.view.move_cursor(1)
    assert cursor_words(reusing) == "Studies say so."
    assert send(KEY.Key_R, "blo", KEY.Key_Return) == 5
    assert corrections(reusing) == {"It raises blood pressure in some people."}
    assert reusing.page.view.hasFocus()
    reusing.session.undo_stack.undo()
    assert corrections(reusing) == set()


def test_a_note_that_speaks_of_the_sentence_is_not_attached_again(reusing):
    reusing.page.view.setFocus()
    send(KEY.Key_R, "blo", KEY.Key_Return)
    count = reusing.session.undo_stack.count()
    send(KEY.Key_R, "blo", KEY.Key_Return)
    assert reusing.session.undo_stack.count() == count


def test_escape_closes_the_picker_alone(reusing):
    reusing.page.view.setFocus()
    send(KEY.Key_R)
    assert reusing.later.reuse.picker is not None
    send(KEY.Key_Escape)
    assert reusing.later.reuse.picker is None
    assert reusing.page.view.hasFocus()
    assert reusing.shows_article


def test_suggestions_are_quiet_and_attach_nothing(reusing):
    reusing.page.view.move_cursor(1)
    strip = reusing.later.reuse.strip
    assert strip.isVisible()
    assert strip.suggestion is None
    assert strip.title.text == "3 notes of other sentences may fit 3 sentences here."
    assert corrections(reusing) == set()


def test_accept_is_one_key_and_goes_on(reusing):
    view = reusing.page.view
    view.setFocus()
    assert cursor_words(reusing) == "It cures everything that ails you."
    send(KEY.Key_Y)
    assert corrections(reusing) == {"Nothing cures every illness."}
    assert cursor_words(reusing) == "You should drink ten cups of it every day."
    assert "numbers differ" in reusing.later.reuse.strip.detail.text


def test_what_is_turned_down_stays_away_until_undo(reusing, qtbot):
    reusing.page.view.setFocus()
    reuse = reusing.later.reuse
    send(KEY.Key_Q)
    assert len(reuse.suggestions) == 2
    reuse._known = None
    reusing.articles.reload()
    with qtbot.waitSignal(reuse._finder.found):
        pass
    assert len(reuse.suggestions) == 2
    reusing.session.undo_stack.undo()
    qtbot.waitUntil(lambda: len(reuse.suggestions) == 3)
    assert corrections(reusing) == set()


def test_all_identical_are_one_action(reusing):
    reusing.page.view.setFocus()
    send(KEY.Key_Y, modifier=SHIFT)
    assert corrections(reusing) == {"Nothing cures every illness."}
    assert "1 sentence" in reusing.banner.text
    reusing.session.undo_stack.undo()
    assert corrections(reusing) == set()


def test_later_hides_them_until_they_are_asked_for(reusing):
    reusing.later.reuse.put_off()
    assert not reusing.later.reuse.strip.isVisible()
    reusing.page.view.setFocus()
    reusing.page.view.move_cursor(1)
    send(KEY.Key_Y)
    assert reusing.later.reuse.strip.isVisible()
    assert reusing.later.reuse.strip.suggestion is not None
    assert corrections(reusing) == set()


def test_the_same_claim_elsewhere_and_back(reusing):
    view = reusing.page.view
    view.setFocus()
    send(KEY.Key_S, modifier=SHIFT)
    panel = reusing.later.reuse.panel
    assert panel.isVisible()
    assert panel.list.rows[0].badge == "same"
    assert "Nothing cures every illness." in panel.list.rows[0].detail
    send(KEY.Key_Return)
    assert reusing.articles.reviewed.article.title == "Coffee"
    assert cursor_words(reusing) == "It cures everything that ails you."
    send(KEY.Key_Backspace)
    assert reusing.articles.reviewed.article.title == "Green tea"
    assert cursor_words(reusing) == "It cures everything that ails you."


def test_the_library_says_nothing_of_them(reusing, qtbot):
    strip = reusing.later.reuse.strip
    reusing.page.view.setFocus()
    assert strip.isVisible()
    send(KEY.Key_Escape)
    assert not reusing.shows_article
    assert not strip.isVisible()
    reusing.articles.open(reusing.session.find_article("Green tea").uid)
    qtbot.waitUntil(strip.isVisible)


def test_readers_are_not_asked(reusing):
    reusing.page.view.setFocus()
    send(KEY.Key_R, modifier=CTRL)
    assert not reusing.review.is_reviewing
    assert not reusing.later.reuse.strip.isVisible()
    assert reusing.later.reuse.suggestions == ()
