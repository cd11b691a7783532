"""A reviewer's afternoon, by real keys, in a library of one's own."""

import os
import sqlite3
import time
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations import (
    Category,
    EditUid,
    SentenceState,
    Severity,
    Source,
    SourceState,
    SourceType,
    SourceUid,
    Span,
    Status,
    TargetRole,
    UnsavedEdit,
    data_folder,
    default_library_path,
    load_profile,
    open_library,
)
from reader.dialogs.export import ExportDialog
from reader.dialogs.history import HistoryDialog
from reader.holding import WindowHold

#: How long a verb waits for another program that holds the file.
BUSY_TIMEOUT_S = 5.0
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
KEY = Qt.Key

TEA = (
    "# Green tea\n\nIt cures everything. Studies say so. Drink ten cups a day.\n\n"
    "## Risks\n\nThere are no risks at all. Some drinkers report liver damage."
)
COFFEE = "# Coffee\n\nIt cures everything. It keeps you awake."
HOST = "https://www.ema.europa.eu/en/medicines/herbal/camelliae-sinensis"


def source(title, **fields):
    return Source(uid=SourceUid(""), type=SourceType.GUIDELINE, title=title, **fields)


class Keys:
    """Counts the keys that go to whatever has the keyboard."""

    def __init__(self, qtbot) -> None:
        self._qtbot = qtbot
        self.count = 0

    def __call__(self, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
            if isinstance(key, str):
                QTest.keyClicks(QApplication.focusWidget(), key, modifier)
                self.count += len(key)
            else:
                QTest.keyClick(QApplication.focusWidget(), key, modifier)
                self.count += 1
        QApplication.processEvents()

    def write(self, text) -> None:
        """Free text: typed like the rest, and not counted."""
        QTest.keyClicks(QApplication.focusWidget(), text)
        QApplication.processEvents()


@pytest.fixture
def keys(qtbot):
    return Keys(qtbot)


@pytest.fixture
def own_library(open_window):  # noqa: ARG001 - it makes the profile's folder
    """The reviewer's library: two sources, no article yet."""
    profile = load_profile()
    path = default_library_path()
    with open_library(path, owner=profile.owner, reviewer=profile.reviewer, create=True) as library:
        library.add_source(source("Herbal monograph on green tea", publisher="EMA", issued="2016"))
        library.add_source(source("Green tea and the liver", authors=("Hu, J.",), issued="2018"))
    return path


@pytest.fixture
def reviewing(open_window, own_library, qtbot, press):
    """The window with both articles, the tea one open for review."""
    window = open_window(library=str(own_library))
    for text in (COFFEE, TEA):
        QGuiApplication.clipboard().setText(text)
        press(KEY.Key_V, modifier=CTRL)
        qtbot.waitUntil(lambda: not window.is_importing)
    qtbot.waitUntil(lambda: window.shows_article)
    if window.articles.reviewed.article.title != "Green tea":
        window.articles.open(window.session.find_article("Green tea").uid)
    assert window.review.is_reviewing
    return window


def notes(window):
    return window.articles.reviewed.annotations


def sentence(window, words):
    """Put the cursor on the sentence with these words, by keys alone."""
    text = window.articles.reviewed.revision.text
    view = window.page.view
    view.setFocus()
    for _ in range(40):
        span = view.sentence_cursor.span
        if words in text[span.start : span.end]:
            return
        if not view.move_cursor(1):
            view.move_cursor(-40)
    raise AssertionError(f"{words!r} is not a sentence")


class TestKeystrokes:
    """The budgets of the key map; free text is not counted."""

    def test_a_note_with_a_known_source_takes_seven(self, reviewing, keys):
        sentence(reviewing, "cures everything")
        keys(KEY.Key_3)
        keys.write("Green tea cures no disease.")
        keys(KEY.Key_K, modifier=CTRL)
        keys("her")
        keys(KEY.Key_Return)
        keys(KEY.Key_Return, modifier=CTRL)
        assert keys.count == 7
        (note,) = notes(reviewing)
        assert note.note.category is Category.UNSUPPORTED
        assert note.note.correction == "Green tea cures no disease."
        assert note.status is Status.READY
        assert [e.source.title for e in note.evidence] == ["Herbal monograph on green tea"]

    def test_a_note_with_a_source_from_the_clipboard_takes_five(self, reviewing, keys):
        sentence(reviewing, "cures everything")
        QGuiApplication.clipboard().setText(HOST)
        keys(KEY.Key_3)
        keys.write("Green tea cures no disease.")
        keys(KEY.Key_K, KEY.Key_V, modifier=CTRL)
        keys(KEY.Key_Return)
        keys(KEY.Key_Return, modifier=CTRL)
        assert keys.count == 5
        (note,) = notes(reviewing)
        assert [e.source.url for e in note.evidence] == [HOST]
        assert note.evidence[0].source.title != ""

    def test_a_contradiction_takes_four(self, reviewing, keys):
        sentence(reviewing, "no risks")
        keys(KEY.Key_X, KEY.Key_J, KEY.Key_X)
        keys.write("The second sentence names the risk that the first denies.")
        keys(KEY.Key_Return, modifier=CTRL)
        assert keys.count == 4
        (note,) = notes(reviewing)
        assert note.note.category is Category.CONTRADICTION
        assert [(t.role, t.quote.exact) for t in note.targets] == [
            (TargetRole.CLAIM, "Some drinkers report liver damage."),
            (TargetRole.CONFLICT, "There are no risks at all."),
        ]

    def test_nothing_to_say_takes_one_and_moves_on(self, reviewing, keys):
        sentence(reviewing, "cures everything")
        first = reviewing.page.view.sentence_cursor.first
        keys(KEY.Key_Space)
        assert keys.count == 1
        states = reviewing.articles.reviewed.sentence_states
        assert states[first] is SentenceState.OK
        assert reviewing.page.view.sentence_cursor.first == first + 1
        assert reviewing.articles.reviewed.coverage.checked == 1

    def test_space_passes_over_a_heading(self, reviewing, keys):
        view = reviewing.page.view
        text = reviewing.articles.reviewed.revision.text
        view.place_cursor(Span(text.index("Risks"), text.index("Risks") + 5))
        view.setFocus()
        assert view.cursor_info().number == 0
        heading = view.sentence_cursor.first
        keys(KEY.Key_Space)
        assert view.sentence_cursor.first == heading + 1
        states = reviewing.articles.reviewed.sentence_states
        assert states[heading] is SentenceState.UNSEEN
        assert not reviewing.session.undo_stack.undoText().startswith("“nothing")


class TestTheFlow:
    def test_from_the_first_note_to_the_export(self, reviewing, keys, qtbot):  # noqa: PLR0915 - one afternoon
        sentence(reviewing, "cures everything")
        keys(KEY.Key_1)
        keys.write("It is no medicine.")
        keys(KEY.Key_K, modifier=CTRL)
        keys("mono")
        keys(KEY.Key_Return)
        keys("liver")
        keys(KEY.Key_Return)
        keys(KEY.Key_4, modifier=ALT)
        keys(KEY.Key_Return, modifier=CTRL)
        (note,) = notes(reviewing)
        assert note.note.severity is Severity.CRITICAL
        assert len(note.evidence) == 2
        assert note.warnings == ("A critical note should say what to do instead.",)

        # The same claim in the other article: pinned here, added there.
        keys(KEY.Key_BracketRight, KEY.Key_T)
        keys(KEY.Key_Escape, KEY.Key_Escape)
        assert not reviewing.shows_article
        reviewing.articles.open(reviewing.session.find_article("Coffee").uid)
        sentence(reviewing, "cures everything")
        keys(KEY.Key_Plus)
        assert len(notes(reviewing)) == 1
        assert len(notes(reviewing)[0].claims) == 2

        keys(KEY.Key_Z, modifier=CTRL)
        assert notes(reviewing) == ()
        keys(KEY.Key_Z, modifier=CTRL | SHIFT)
        assert len(notes(reviewing)[0].claims) == 2

        # Edit it here, where it is a guest.
        keys(KEY.Key_BracketRight, KEY.Key_E)
        assert reviewing.editing.is_open
        keys(KEY.Key_A, modifier=CTRL)
        keys.write("It cures nothing.")
        keys(KEY.Key_Return, modifier=CTRL)
        assert notes(reviewing)[0].note.correction == "It cures nothing."
        keys(KEY.Key_Z, modifier=CTRL)
        assert notes(reviewing)[0].note.correction == "It is no medicine."
        keys(KEY.Key_Z, modifier=CTRL | SHIFT)
        assert notes(reviewing)[0].note.correction == "It cures nothing."

        # A second note, which is taken back with its reason.
        sentence(reviewing, "keeps you awake")
        keys(KEY.Key_2)
        keys.write("It does not keep everybody awake.")
        keys(KEY.Key_Return, modifier=CTRL)
        sentence(reviewing, "keeps you awake")
        keys(KEY.Key_W)
        keys.write("It is true of most people.")
        keys(KEY.Key_Return)
        withdrawn = [a for a in notes(reviewing) if a.status is Status.WITHDRAWN]
        assert [a.withdrawn_reason for a in withdrawn] == ["It is true of most people."]

        # It is found by the words of the note, and opens in its place.
        keys(KEY.Key_F, modifier=CTRL | SHIFT)
        keys.write("cures nothing")
        found = reviewing.session.find_notes("cures nothing")
        assert [note.headline for note in found.notes] == ["It cures nothing."]
        reviewing.articles.open(reviewing.session.find_article("Green tea").uid)

        keys(KEY.Key_E, modifier=CTRL)
        qtbot.waitUntil(lambda: reviewing.findChildren(ExportDialog) != [])
        markdown = reviewing.findChildren(ExportDialog)[-1].markdown
        assert "It cures nothing." in markdown
        assert "Herbal monograph on green tea" in markdown
        assert "Green tea and the liver" in markdown

    @pytest.mark.parametrize(
        ("verb", "said"),
        [
            (lambda s, uid: s.withdraw_note(uid, "It was right."), "withdrawn"),
            (None, "a draft"),
        ],
    )
    def test_what_only_a_reviewer_sees_is_offered_to_a_reader(self, reviewing, keys, verb, said):
        sentence(reviewing, "cures everything")
        keys(KEY.Key_1)
        keys.write("It is no medicine.")
        keys(KEY.Key_S, modifier=CTRL)
        (note,) = notes(reviewing)
        if verb is not None:
            assert verb(reviewing.session, note.uid)
        keys(KEY.Key_Escape)
        reviewing.review.toggle()
        assert notes(reviewing) == ()
        reviewing.articles.close()
        reviewing.articles.open(reviewing.session.find_article("Green tea").uid, note.uid)
        assert (
            reviewing.banner.text == f"This note is {said}, so it is shown only while you review."
        )
        reviewing.banner.offer_button.click()
        assert reviewing.review.is_reviewing
        assert reviewing.page.active == note.uid


class TestTyping:
    def test_what_is_typed_comes_back_after_the_window_is_gone(
        self, reviewing, keys, qtbot, open_window, own_library
    ):
        sentence(reviewing, "ten cups")
        keys(KEY.Key_1)
        keys.write("Ten cups can harm the liver.")
        qtbot.waitUntil(lambda: reviewing.editing.keeper.is_safe)
        assert reviewing.session.unsaved_edits()
        reviewing.close()
        again = open_window(library=str(own_library))
        qtbot.waitUntil(lambda: again.editing.is_open)
        form = again.editing.editor.form()
        assert form.correction == "Ten cups can harm the liver."
        assert form.category is Category.DANGEROUS
        keys(KEY.Key_Return, modifier=CTRL)
        assert [a.note.correction for a in notes(again)] == ["Ten cups can harm the liver."]
        assert again.session.unsaved_edits() == ()

    def test_letters_in_the_editor_are_text(self, reviewing, keys):
        sentence(reviewing, "ten cups")
        keys(KEY.Key_N)
        keys("jkxn 13 +?")
        assert reviewing.editing.editor.form().correction == "jkxn 13 +?"
        assert not reviewing.review.pairing.has_first

    def test_an_untouched_editor_leaves_nothing(self, reviewing, keys):
        sentence(reviewing, "ten cups")
        keys(KEY.Key_N)
        keys(KEY.Key_Escape, KEY.Key_Escape)
        assert not reviewing.editing.is_open
        assert reviewing.session.unsaved_edits() == ()

    def test_what_was_typed_and_taken_out_again_leaves_nothing(self, reviewing, keys, qtbot):
        sentence(reviewing, "ten cups")
        keys(KEY.Key_N)
        keys.write("x")
        qtbot.waitUntil(lambda: reviewing.session.unsaved_edits() != ())
        keys(KEY.Key_Backspace)
        keys(KEY.Key_Escape, KEY.Key_Escape)
        assert not reviewing.editing.is_open
        assert reviewing.session.unsaved_edits() == ()

    def test_what_is_thrown_away_is_gone_and_can_be_brought_back(self, reviewing, keys, qtbot):
        sentence(reviewing, "ten cups")
        keys(KEY.Key_N)
        keys.write("Not that")
        qtbot.waitUntil(lambda: reviewing.session.unsaved_edits() != ())
        keys(KEY.Key_X, modifier=CTRL | SHIFT)
        assert not reviewing.editing.is_open
        assert reviewing.session.unsaved_edits() == ()
        reviewing.banner.offer_button.click()
        assert reviewing.editing.editor.form().correction == "Not that"
        assert len(reviewing.session.unsaved_edits()) == 1

    def test_a_written_note_is_left_and_taken_up_at_its_sentence(self, reviewing, keys):
        sentence(reviewing, "ten cups")
        keys(KEY.Key_N)
        keys.write("Half written")
        keys(KEY.Key_Escape, KEY.Key_Escape)
        assert not reviewing.editing.is_open
        keys(KEY.Key_N)
        assert reviewing.editing.editor.form().correction == "Half written"


class TestRestart:
    def test_undo_goes_on_after_a_restart(self, reviewing, keys, open_window, own_library, qtbot):
        sentence(reviewing, "cures everything")
        keys(KEY.Key_Space)
        reviewing.close()
        again = open_window(library=str(own_library))
        qtbot.waitUntil(again.session.undo_stack.canUndo)
        assert again.articles.reviewed.coverage.checked == 1
        keys(KEY.Key_Z, modifier=CTRL)
        assert again.articles.reviewed.coverage.checked == 0


class TestSources:
    def test_the_place_of_sources_and_back(self, reviewing, keys, qtbot):
        keys(KEY.Key_K, modifier=CTRL | SHIFT)
        assert reviewing.sources.is_in_front
        QGuiApplication.clipboard().setText("doi:10.1016/j.amjmed.2006.02.026")
        keys(KEY.Key_V, KEY.Key_Return, modifier=CTRL)
        qtbot.waitUntil(lambda: reviewing.session.source_counts()[SourceState.ALL] == 3)
        keys(KEY.Key_H)
        qtbot.waitUntil(lambda: reviewing.findChildren(HistoryDialog) != [])
        (dialog,) = reviewing.findChildren(HistoryDialog)
        QTest.keyClick(dialog, KEY.Key_Escape)
        qtbot.waitUntil(lambda: not dialog.isVisible())
        reviewing.activateWindow()
        while reviewing.sources.is_in_front:
            keys(KEY.Key_Escape)
        assert reviewing.shows_article


class TestTwoWindows:
    def test_each_sees_what_the_other_has_saved(self, reviewing, keys, open_window, own_library):
        sentence(reviewing, "ten cups")
        keys(KEY.Key_Space)
        uid = reviewing.articles.reviewed.article.uid
        other = open_window(library=str(own_library), article=uid)
        assert other.articles.reviewed.coverage.checked == 1
        sentence(other, "Studies say so")
        other.review.mark_checked()
        reviewing.session.look_for_foreign_changes()
        assert reviewing.articles.reviewed.coverage.checked == 2

    def test_an_edit_that_another_window_types_is_left_to_it(self, reviewing, qtbot, own_library):
        profile = load_profile()
        uid = reviewing.articles.reviewed.article.uid
        theirs = WindowHold(data_folder() / "windows")
        theirs.take()
        with open_library(own_library, owner=profile.owner, reviewer=profile.reviewer) as library:
            library.keep_edit(
                UnsavedEdit(
                    uid=EditUid("theirs"),
                    article_uid=uid,
                    annotation_uid=None,
                    form={"is_open": True, "note": {"correction": "Theirs"}},
                    holder=theirs.token,
                )
            )
        reviewing.editing.take_up()
        # One process: the lock of the other window is this process's own, so it counts as free
        # only once it is released.
        assert not reviewing.editing.is_open
        theirs.release()
        reviewing.editing.take_up()
        qtbot.waitUntil(lambda: reviewing.editing.is_open)
        assert reviewing.editing.editor.form().correction == "Theirs"

    def test_a_note_changed_in_another_window_is_not_overwritten_unasked(
        self, reviewing, keys, own_library
    ):
        sentence(reviewing, "ten cups")
        keys(KEY.Key_2)
        keys.write("Ours")
        keys(KEY.Key_Return, modifier=CTRL)
        (note,) = notes(reviewing)
        reviewing.editing.open_note(note.uid)
        keys(KEY.Key_A, modifier=CTRL)
        keys.write("Ours, changed")
        profile = load_profile()
        with open_library(own_library, owner=profile.owner, reviewer=profile.reviewer) as library:
            library.withdraw_note(note.uid, "Theirs")
        keys(KEY.Key_Return, modifier=CTRL)
        assert reviewing.editing.is_open
        assert reviewing.session.note(note.uid).status is Status.WITHDRAWN
        assert "another window" in reviewing.banner.text
        reviewing.banner.offer_button.click()
        assert reviewing.session.note(note.uid).note.correction == "Ours, changed"


def moved(path, aside, _window):
    path.rename(aside)


def deleted(path, _aside, _window):
    path.unlink()


def replaced(path, aside, _window):
    path.rename(aside)
    path.write_bytes(aside.read_bytes())


def full(_path, _aside, window):
    """The file may not grow by a page, as on a full disk, and has none to spare."""
    connection = window.session._library._connection
    (free,) = connection.execute("PRAGMA freelist_count").fetchone()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count={pages}")
    connection.execute(
        "INSERT INTO blobs(sha256, size, data) VALUES('filler', 0, zeroblob(?))",
        (max(0, free - 1) * 4000,),
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file where it is")
class TestTrouble:
    """The file can no longer be written: what is typed stays, and a copy takes it along."""

    @pytest.mark.parametrize("trouble", [moved, deleted, replaced, full])
    def test_what_is_typed_stays_and_a_copy_takes_it_along(  # noqa: PLR0917 - fixtures
        self, reviewing, keys, qtbot, own_library, tmp_path, trouble
    ):
        sentence(reviewing, "ten cups")
        keys(KEY.Key_1)
        keys.write("Ten cups can harm.")
        qtbot.waitUntil(lambda: reviewing.editing.keeper.is_safe)
        trouble(own_library, tmp_path / "aside.caveat", reviewing)
        long = " The liver is at risk." * (400 if trouble is full else 1)
        QGuiApplication.clipboard().setText(long)
        keys(KEY.Key_V, modifier=CTRL)
        qtbot.waitUntil(lambda: reviewing.editing.keeper.typing.problem != "")
        assert not reviewing.editing.keeper.is_safe
        assert reviewing.editing.editor.form().correction == f"Ten cups can harm.{long}"
        assert not reviewing.close()
        assert "close again" in reviewing.banner.text
        copy = tmp_path / "copy.caveat"
        reviewing.files.copy(copy)
        reviewing.banner.offer_button.click()
        assert reviewing.session.path == copy
        qtbot.waitUntil(lambda: reviewing.editing.is_open)
        form = reviewing.editing.editor.form()
        assert form.correction == f"Ten cups can harm.{long}"
        keys(KEY.Key_Return, modifier=CTRL)
        assert [a.note.correction for a in notes(reviewing)] == [form.correction.strip()]

    def test_what_is_typed_after_the_warning_is_warned_of_again(self, reviewing, keys, own_library):
        sentence(reviewing, "ten cups")
        keys(KEY.Key_1)
        keys.write("Ten cups")
        own_library.unlink()
        assert not reviewing.close()
        keys.write(" can harm.")
        assert not reviewing.close()
        assert reviewing.editing.editor.form().correction == "Ten cups can harm."
        assert reviewing.close()

    def test_typing_goes_on_while_somebody_else_holds_the_file(
        self, reviewing, keys, qtbot, own_library
    ):
        sentence(reviewing, "ten cups")
        keys(KEY.Key_1)
        with closing(sqlite3.connect(own_library, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            keys.write("Ten cups")
            qtbot.waitUntil(lambda: reviewing.editing.keeper.typing.problem != "")
            keys.write(" can harm.")
            assert time.monotonic() - began < BUSY_TIMEOUT_S
            other.execute("ROLLBACK")
        qtbot.waitUntil(lambda: reviewing.editing.keeper.is_safe)
        assert reviewing.editing.keeper.typing.problem == ""
        assert reviewing.editing.editor.form().correction == "Ten cups can harm."
