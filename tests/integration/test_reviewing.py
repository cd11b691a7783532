"""A reviewer's afternoon, by real keys, in a library of one's own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations import (
    Category,
    SentenceState,
    Severity,
    Source,
    SourceState,
    SourceType,
    SourceUid,
    Status,
    TargetRole,
    default_library_path,
    load_profile,
    open_library,
)

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


class TestTheFlow:
    def test_from_the_first_note_to_the_export(self, reviewing, keys):
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
        assert reviewing.shows_sources
        QGuiApplication.clipboard().setText("doi:10.1016/j.amjmed.2006.02.026")
        keys(KEY.Key_V, KEY.Key_Return, modifier=CTRL)
        qtbot.waitUntil(lambda: reviewing.session.source_counts()[SourceState.ALL] == 3)
        while reviewing.shows_sources:
            keys(KEY.Key_Escape)
        assert reviewing.shows_article
