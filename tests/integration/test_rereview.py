"""An article gets another text: what becomes of its notes, by real keys alone."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations import (
    AnchorState,
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
from reader.dialogs.update_summary import UpdateSummary
from reader.views.rereview.case_text import CaseGroup

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEY = Qt.Key

OLD = """# Valerian for Sleep

Valerian root has been used for sleep since the Middle Ages in many parts of Europe.

## How much to take

The standard dose is 900 mg, taken three times a day. It doesn't cause "hangovers" in the morning.
For faster results, valerian pairs well with a glass of red wine before bed.

## Is it legal?

Valerian is approved by the FDA as a treatment for insomnia. In Europe, valerian has been banned
since 2004 and may not be sold as a medicine.

## What it does

Valerian calms the nerves of the stomach, and it also helps on flights across time zones.
The root is dug up in autumn. It is dried before winter comes. Scientists agree that the plant
cures anxiety in nearly everyone who tries it for a month. Ask a pharmacist before you buy it.
"""
NEW = """# Valerian for Sleep

Valerian root has been used for sleep since the Middle Ages in many parts of Europe. Ask a
pharmacist before you buy it.

## How much to take

The standard dose is 600 mg, taken twice a day. It doesn’t cause “hangovers” in the morning.
Keep the bottle in a dark and dry cupboard.

## Is it legal?

Valerian is not approved by the FDA as a treatment for insomnia. Ask a pharmacist before you buy
it. For faster results, valerian pairs well with a glass of red wine before bed.

## What it does

Valerian calms the nerves of the stomach. It also helps on long flights across time zones.
The root is dug up in autumn and it is dried before winter comes. Scientists now say that the
plant may ease anxiety in some people who try it for a month.
"""
NOTED = (
    "The standard dose is 900 mg, taken three times a day.",
    'It doesn\'t cause "hangovers" in the morning.',
    "For faster results, valerian pairs well with a glass of red wine before bed.",
    "Valerian is approved by the FDA as a treatment for insomnia.",
    "In Europe, valerian has been banned since 2004 and may not be sold as a medicine.",
    "Valerian calms the nerves of the stomach, and it also helps on flights across time zones.",
    "It is dried before winter comes.",
    "Scientists agree that the plant cures anxiety in nearly everyone who tries it for a month.",
    "Ask a pharmacist before you buy it.",
)


@pytest.fixture
def valerian(open_window, qtbot, press):
    """The window at the old text, with a note on each of nine sentences."""
    profile = load_profile()
    path = default_library_path()
    open_library(path, owner=profile.owner, reviewer=profile.reviewer, create=True).close()
    window = open_window(library=str(path))
    paste(window, OLD, press, qtbot)
    qtbot.waitUntil(lambda: window.shows_article)
    with open_library(path, owner=profile.owner, reviewer=profile.reviewer) as library:
        reviewed = library.reviewed_article(window.articles.reviewed.article.uid)
        for words in NOTED:
            library.save_note(draft_on(reviewed, words))
    window.session.look_for_foreign_changes()
    assert len(window.articles.reviewed.annotations) == len(NOTED)
    window.page.view.setFocus()
    return window


def draft_on(reviewed, words):
    place = next(
        span
        for span in reviewed.revision.sentences
        if reviewed.revision.text[span.start : span.end] == words
    )
    return NoteDraft(
        note=CautionNote(
            category=Category.INACCURATE,
            severity=Severity.SERIOUS,
            correction=f"Not so: {words}",
        ),
        status=Status.READY,
        targets=(
            TargetDraft(
                role=TargetRole.CLAIM,
                article_uid=reviewed.article.uid,
                revision_uid=reviewed.revision.uid,
                span=place,
            ),
        ),
    )


def paste(window, text, press, qtbot):
    QGuiApplication.clipboard().setText(text)
    press(KEY.Key_V, modifier=CTRL)
    qtbot.waitUntil(lambda: not window.is_importing)


def summary_of(window):
    return window.findChild(UpdateSummary)


def update(window, press, qtbot):
    """The new text by paste, up to its summary."""
    QGuiApplication.clipboard().setText(NEW)
    press(KEY.Key_V, modifier=CTRL | ALT)
    qtbot.waitUntil(lambda: summary_of(window) is not None)
    qtbot.waitUntil(summary_of(window).isActiveWindow)
    return summary_of(window)


def accept(window, press, qtbot):
    """Take the text that the summary is about."""
    press(KEY.Key_Return)
    qtbot.waitUntil(lambda: summary_of(window) is None)
    # A desktop does this by itself.
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def states(window):
    found = [target.state for a in window.articles.reviewed.annotations for target in a.targets]
    return {state: found.count(state) for state in AnchorState}


class TestUpdating:
    def test_nothing_is_stored_before_the_summary_is_accepted(self, valerian, press, qtbot):
        before = valerian.articles.reviewed
        summary = update(valerian, press, qtbot)
        assert "changed" in summary.counts.text()
        press(KEY.Key_Escape)
        qtbot.waitUntil(lambda: summary_of(valerian) is None)
        assert valerian.articles.reviewed == before
        assert len(valerian.session.revisions(before.article.uid)) == 1

    def test_a_dropped_file_is_asked_about(self, valerian, qtbot, tmp_path):
        file = tmp_path / "valerian.md"
        file.write_text(NEW, "utf-8")
        valerian.later.make()
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        assert valerian.later.updates.take(data)
        qtbot.waitUntil(lambda: "newer text of" in valerian.banner.text)
        assert len(valerian.session.revisions(valerian.articles.reviewed.article.uid)) == 1
        valerian.banner.other_button.click()
        qtbot.waitUntil(lambda: valerian.session.facets().articles == 2)

    def test_another_text_that_is_dropped_is_asked_about_too(self, valerian, qtbot, tmp_path):
        file = tmp_path / "moss.md"
        file.write_text("# Moss tea\n\nMoss tea cures colds overnight.", "utf-8")
        valerian.later.make()
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        assert valerian.later.updates.take(data)
        qtbot.waitUntil(lambda: "Is it a newer text of that?" in valerian.banner.text)
        valerian.banner.other_button.click()
        qtbot.waitUntil(lambda: valerian.articles.reviewed.article.title == "Moss tea")

    def test_of_several_files_none_is_taken_for_an_update(self, valerian, qtbot, tmp_path):
        files = tuple(tmp_path / name for name in ("one.md", "two.md"))
        for number, file in enumerate(files):
            file.write_text(f"{NEW}\nEdition {number}.", "utf-8")
        valerian.imports.import_files(files)
        qtbot.waitUntil(lambda: "look like newer texts" in valerian.banner.text)
        assert valerian.session.facets().articles == 1
        valerian.banner.offer_button.click()
        assert valerian.session.facets().articles == 3

    def test_a_pasted_text_that_looks_newer_is_offered(self, valerian, press, qtbot):
        paste(valerian, NEW, press, qtbot)
        qtbot.waitUntil(lambda: "looks like a newer text of" in valerian.banner.text)
        valerian.banner.offer_button.setFocus()
        press(KEY.Key_Return)
        qtbot.waitUntil(lambda: summary_of(valerian) is not None)

    def test_the_very_same_text_is_no_update(self, valerian, press, qtbot):
        QGuiApplication.clipboard().setText(OLD)
        press(KEY.Key_V, modifier=CTRL | ALT)
        qtbot.waitUntil(lambda: "this very text" in valerian.banner.text)


class TestRereview:
    def test_ten_edits_are_looked_at_and_all_of_it_undone(self, valerian, press, qtbot):
        window = valerian
        before = window.articles.reviewed
        update(window, press, qtbot)
        accept(window, press, qtbot)
        found = states(window)
        assert found[AnchorState.CHANGED] >= 4, found
        assert found[AnchorState.ORPHAN] >= 1, found
        assert found[AnchorState.TYPOGRAPHIC] == 1, found
        assert "need eyes" in window.banner.text

        press(KEY.Key_Y, modifier=CTRL | SHIFT)
        view = window.later.updates.rereview.view
        assert view is not None
        assert view.isVisible()
        number = view.summary.summary.of
        assert number == sum(n for state, n in found.items() if state.needs_review)
        texts = [case.description for case in view.cases]
        assert any("Numbers: 900 → 600" in text for text in texts), texts
        assert any("Negation: “not” added" in text for text in texts), texts

        decisions = self._decide_all(window, view, press)
        assert view.summary.summary.progress == f"{number} of {number} decided"
        assert "All decided" in view.done.text
        press(KEY.Key_Escape)
        assert window.shows_article

        for _ in range(decisions + 1):
            press(KEY.Key_Z, modifier=CTRL)
        after = window.articles.reviewed
        assert after.revision.text == before.revision.text
        for now, then in zip(after.annotations, before.annotations, strict=True):
            # A version is never used twice, the times of changes are kept.
            assert (now.uid, now.note, now.status) == (then.uid, then.note, then.status)
            assert now.targets == then.targets

    def _decide_all(self, window, view, press):
        """Every kind of decision at least once; returns how many were stored."""
        stored, used = 0, set()
        while (case := view.current) is not None:
            left = len(view.cases)
            if case.group is CaseGroup.CHANGED and "withdrawn" not in used and used:
                press(KEY.Key_W)
                QTest.keyClicks(QApplication.focusWidget(), "The sentence says it itself now")
                press(KEY.Key_Return)
                used.add("withdrawn")
            elif case.may_hold:
                press(KEY.Key_Y)
                used.add("held")
            elif "pointed" not in used:
                press(KEY.Key_M)
                assert window.shows_article
                press(KEY.Key_J, KEY.Key_Return)
                used.add("pointed")
            elif case.suggestions:
                press(KEY.Key_1)
                used.add("chosen")
            else:
                press(KEY.Key_0)
                stored -= 1
            stored += 1
            assert view.isVisible()
            assert len(view.cases) == left - 1
        assert used >= {"held", "withdrawn", "pointed"}
        return stored

    def test_a_decision_is_undone_where_it_was_made(self, valerian, press, qtbot):
        update(valerian, press, qtbot)
        accept(valerian, press, qtbot)
        press(KEY.Key_Y, modifier=CTRL | SHIFT)
        view = valerian.later.updates.rereview.view
        first = view.current
        press(KEY.Key_Y)
        assert view.current.uid != first.uid
        assert view.summary.summary.decided == 1
        press(KEY.Key_Z, modifier=CTRL)
        assert view.current.uid == first.uid
        assert view.summary.summary.decided == 0

    def test_undoing_the_update_itself_leads_back_to_the_article(self, valerian, press, qtbot):
        before = valerian.articles.reviewed.revision.text
        update(valerian, press, qtbot)
        accept(valerian, press, qtbot)
        press(KEY.Key_Y, modifier=CTRL | SHIFT)
        press(KEY.Key_Z, modifier=CTRL)
        assert valerian.shows_article
        assert valerian.articles.reviewed.revision.text == before
        assert valerian.top_bar.eyes_button.isHidden()

    def test_what_is_done_to_an_article_waits_until_one_is_in_front(self, valerian, press, qtbot):
        update(valerian, press, qtbot)
        accept(valerian, press, qtbot)
        press(KEY.Key_Y, modifier=CTRL | SHIFT)
        for action in ("update_text", "remove", "rename"):
            assert not valerian.actions_table[action].isEnabled()
        press(KEY.Key_Escape)
        assert valerian.actions_table["update_text"].isEnabled()

    def test_a_note_is_edited_at_its_place_and_comes_back(self, valerian, press, qtbot):
        update(valerian, press, qtbot)
        accept(valerian, press, qtbot)
        press(KEY.Key_Y, modifier=CTRL | SHIFT)
        view = valerian.later.updates.rereview.view
        first = view.current
        press(KEY.Key_E)
        assert valerian.editing.is_open
        press(KEY.Key_Return, modifier=CTRL)
        qtbot.waitUntil(view.isVisible)
        assert first.uid not in [case.uid for case in view.cases]
        press(KEY.Key_E, KEY.Key_Escape, KEY.Key_Escape)
        qtbot.waitUntil(view.isVisible)

    def test_an_earlier_text_is_read_with_its_notes(self, valerian, press, qtbot):
        update(valerian, press, qtbot)
        accept(valerian, press, qtbot)
        press(KEY.Key_E, modifier=CTRL | ALT)
        QTest.keyClick(valerian.later.updates.earlier.menu, KEY.Key_Return)
        earlier = valerian.later.updates.earlier.view
        qtbot.waitUntil(earlier.isVisible)
        assert earlier.words.startswith("This is the text of ")
        assert "900 mg" in earlier.page.view.toPlainText()
        press(KEY.Key_Escape)
        qtbot.waitUntil(lambda: valerian.shows_article)
        assert "600 mg" in valerian.page.view.toPlainText()
