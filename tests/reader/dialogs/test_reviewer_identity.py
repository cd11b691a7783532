import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from annotations import UNNAMED_REVIEWER, Reviewer, load_profile
from reader.controllers.people import PeopleController
from reader.dialogs.reviewer_identity import ReviewerDialog
from reader.preferences import Preferences
from reader.settings import Settings

UNNAMED = Reviewer(uid="r1", name=UNNAMED_REVIEWER)
ANA = Reviewer(uid="r1", name="Ana Lopes", orcid="0000-0002-1825-0097")


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("CAVEAT_HOME", str(tmp_path))


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    widget.resize(1000, 800)
    qtbot.addWidget(widget)
    widget.show()
    return widget


class Told:
    """A dialog that is open, and what it chose."""

    def __init__(self, reviewer, theme, window, **options) -> None:
        self.dialog = ReviewerDialog(reviewer, theme, window, **options)
        self.chosen = []
        self.dialog.chosen.connect(lambda who, is_other: self.chosen.append((who, is_other)))
        self.dialog.open()


def test_a_name_is_enough(theme, window):
    told = Told(UNNAMED, theme, window, is_first=True)
    assert told.dialog.name.text() == ""
    assert not told.dialog.save_button.isEnabled()
    QTest.keyClicks(told.dialog.name, "  Ana   Lopes ")
    QTest.keyClick(told.dialog.name, Qt.Key.Key_Return)
    assert told.chosen == [(Reviewer(uid="r1", name="Ana Lopes"), False)]
    assert not told.dialog.isVisible()


def test_it_can_be_skipped(light, window):
    told = Told(UNNAMED, light, window, is_first=True)
    QTest.keyClick(told.dialog.skip_button, Qt.Key.Key_Return)
    assert told.chosen == []
    assert not told.dialog.isVisible()


def test_an_orcid_is_checked_offline(light, window):
    told = Told(ANA, light, window)
    assert told.dialog.save_button.isEnabled()
    assert told.dialog.orcid_hint.text() == "Well formed."
    told.dialog.orcid.setText("0000-0002-1825-0098")
    assert not told.dialog.save_button.isEnabled()
    QTest.keyClick(told.dialog.orcid, Qt.Key.Key_Return)
    assert told.chosen == []
    told.dialog.orcid.setText("https://orcid.org/0000-0002-1694-233x")
    QTest.keyClick(told.dialog.orcid, Qt.Key.Key_Return)
    assert told.chosen[0][0].orcid == "0000-0002-1694-233X"


def test_another_name_may_be_another_person(light, window):
    told = Told(ANA, light, window)
    assert not told.dialog.somebody_else.isVisible()
    told.dialog.name.setText("Ben Ito")
    assert told.dialog.somebody_else.isVisible()
    assert "Ana Lopes" in told.dialog.somebody_else.text()
    told.dialog.somebody_else.click()
    QTest.keyClick(told.dialog.save_button, Qt.Key.Key_Space)
    assert told.chosen[0][1] is True


def test_interests_are_plain_text(light, window):
    told = Told(ANA, light, window)
    assert isinstance(told.dialog.interests, QPlainTextEdit)
    told.dialog.interests.setPlainText(" I sell tea. ")
    QTest.keyClick(told.dialog.save_button, Qt.Key.Key_Return)
    assert told.chosen[0][0].conflict_of_interest == "I sell tea."


class _Says:
    def __init__(self) -> None:
        self.said = []

    def say(self, text):
        self.said.append(text)

    warn = say


class _Shell:
    """As much of the window as asking needs."""

    def __init__(self, widget, theme) -> None:
        self.widget, self.theme = widget, theme
        self.status, self.banner = _Says(), _Says()


class TestPeople:
    @pytest.fixture
    def shell(self, window, light):
        return _Shell(window, light)

    @pytest.fixture
    def people(self, shell, window):
        return PeopleController(Preferences(None, Settings()), shell, window)

    def test_one_is_asked_once(self, people, window):
        me = load_profile().reviewer
        assert people.ask_once(me)
        assert window.findChild(ReviewerDialog) is not None
        assert not people.ask_once(me)

    def test_who_has_a_name_is_not_asked(self, people, window):
        assert not people.ask_once(ANA)
        assert window.findChild(ReviewerDialog) is None

    def test_a_name_is_kept_with_the_same_uid(self, people, window, qtbot):
        before = load_profile()
        people.ask()
        dialog = window.findChild(ReviewerDialog)
        dialog.name.setText("Ana Lopes")
        with qtbot.waitSignal(people.reviewer_changed) as told:
            QTest.keyClick(dialog.name, Qt.Key.Key_Return)
        after = load_profile()
        assert after.owner == before.owner
        assert after.reviewer == told.args[0]
        assert (after.reviewer.uid, after.reviewer.name) == (before.reviewer.uid, "Ana Lopes")

    def test_who_comes_back_has_their_uid_again(self, people, qtbot):
        uids = []
        for name in ("Ana", "Ben", "Ana", "Ben"):
            is_other = load_profile().reviewer.name != UNNAMED_REVIEWER
            with qtbot.waitSignal(people.reviewer_changed) as told:
                people._on_chosen(Reviewer(uid=load_profile().reviewer.uid, name=name), is_other)
            uids.append(told.args[0].uid)
        assert uids[0] == uids[2] != uids[1] == uids[3]

    def test_a_disk_that_refuses_is_told_and_the_name_holds(
        self, people, shell, qtbot, monkeypatch
    ):
        def refuse(_profile):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr("reader.controllers.people.save_profile", refuse)
        with qtbot.waitSignal(people.reviewer_changed):
            people._on_chosen(ANA, False)
        assert "could not be kept" in shell.banner.said[0]
