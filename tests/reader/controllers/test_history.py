"""What was, on a real library: histories, backups that make themselves, checks, repairs."""

import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations import backups, open_library
from reader.controllers import backup_keeper
from reader.controllers.history import HistoryController
from reader.dialogs.backups import BackupsDialog
from reader.dialogs.history import HistoryDialog
from reader.preferences import Preferences
from reader.session import Session
from reader.views.banner import Banner, BannerKind
from tests.reader.libraries import OTHER_OWNER, OWNER, PROFILE, make_library


class Window(QWidget):
    """As much of the window as the controller knows."""

    def __init__(self, theme) -> None:
        super().__init__()
        self.theme = theme
        self.widget = self
        self.banner = Banner(theme, self)
        self.said = []
        self.status = SimpleNamespace(say=self.said.append)
        self.page = SimpleNamespace(active=None)
        QVBoxLayout(self).addWidget(self.banner)
        self.resize(1000, 800)


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(backup_keeper, "AFTER_OPENING_MS", 0)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.caveat"


@pytest.fixture
def window(path, qtbot, light):
    (uid,) = make_library(path, "Tea")
    made = Window(light)
    qtbot.addWidget(made)
    made.session = Session(PROFILE, made)
    made.controller = HistoryController(made.session, Preferences(None), made, made)
    made.uid = uid
    made.session.failed.connect(made.said.append)
    made.show()
    with qtbot.waitSignal(made.controller.keeper.kept):
        assert made.session.open(path)
    yield made
    made.controller.close()
    made.session.close()


def dialog(window, kind):
    return next(found for found in window.findChildren(kind) if found.isVisible())


def titles(path):
    with open_library(path, owner=OWNER, read_only=True) as library:
        return [row.article.title for row in library.articles()]


def test_a_version_is_restored_and_that_is_undone(window):
    window.session.edit_article(window.uid, title="Coffee")
    window.controller.show_history(window.uid)
    shown = dialog(window, HistoryDialog)
    assert shown.windowTitle() == "History: Coffee"
    shown.list.setCurrentRow(1)
    shown.restore_button.click()
    assert window.session.article(window.uid).title == "Tea"
    assert window.banner.text == "Version 1 is restored."
    window.banner.offer_button.click()
    assert window.session.article(window.uid).title == "Coffee"


def test_the_history_of_a_note_needs_a_note(window):
    window.controller.handlers()["note_history"]()
    assert window.said == ["Choose a note first: ] goes to the next one."]
    window.page.active = window.uid
    window.controller.handlers()["note_history"]()
    assert dialog(window, HistoryDialog).list.count() == 1


def test_a_backup_is_made_on_opening_and_after_many_changes(window, path, qtbot, monkeypatch):
    assert len(backups(path)) == 1
    monkeypatch.setattr(backup_keeper, "MOST_CHANGES", 3)
    keeper = window.controller.keeper
    for number in range(2):
        window.session.edit_article(window.uid, title=f"Title {number}")
    with qtbot.waitSignal(keeper.kept) as kept:
        window.session.edit_article(window.uid, title="Title 2")
    assert titles(kept.args[0].path) == ["Title 2"]
    assert len(backups(path)) == 2


def test_a_backup_is_made_an_hour_after_the_first_change(window, qtbot):
    keeper = window.controller.keeper
    assert not keeper._hour.isActive()
    window.session.edit_article(window.uid, title="Coffee")
    assert keeper._hour.isActive()
    assert keeper._hour.interval() == 3_600_000
    with qtbot.waitSignal(keeper.kept):
        keeper._hour.timeout.emit()
    assert not keeper._hour.isActive()


def test_a_library_of_somebody_else_gets_no_backups(window, tmp_path):
    theirs = tmp_path / "theirs.caveat"
    make_library(theirs, "Rice", owner=OTHER_OWNER)
    assert window.session.open(theirs)
    assert not window.controller.keeper._opened.isActive()
    window.controller.keeper.keep(even_if_same=True)
    assert backups(theirs) == ()


def test_a_backup_that_fails_is_told_once_and_quietly(window, path, qtbot):
    folder = path.with_name("library backups")
    for made in backups(path):
        made.path.unlink()
    folder.rmdir()
    folder.write_text("a file where the folder would be")
    keeper = window.controller.keeper
    for _ in range(2):
        with qtbot.waitSignal(keeper._worker.ended):
            keeper.keep(even_if_same=True)
    assert len(window.said) == 1
    assert window.said[0].startswith("No backup: Nothing can be written at")
    assert window.banner.text == ""


def test_a_backup_is_restored_by_hand(window, path, qtbot):
    window.session.edit_article(window.uid, title="Coffee")
    opened = []
    window.controller.open_requested.connect(opened.append)
    window.controller.show_backups()
    shown = dialog(window, BackupsDialog)
    shown.restore_button.click()
    with qtbot.waitSignal(window.controller.open_requested):
        shown.restore_button.click()
    assert opened == [path]
    assert titles(path) == ["Tea"]
    assert window.banner.text.startswith("The backup is restored. What it held before is in")
    assert titles(backups(path)[0].path) == ["Coffee"]


def test_nothing_is_restored_while_typing_could_be_lost(window, path):
    window.controller.may_leave = lambda: False
    window.controller.restore(backups(path)[0].path)
    assert not window.controller._worker.is_busy


def test_back_up_now_is_listed_at_once(window, qtbot):
    window.controller.show_backups()
    shown = dialog(window, BackupsDialog)
    with qtbot.waitSignal(window.controller.keeper.kept):
        shown.now_button.click()
    assert shown.list.count() == 2


def test_a_sound_library_is_said_to_be_sound(window, qtbot):
    with qtbot.waitSignal(window.controller._worker.ended):
        window.controller.handlers()["check_library"]()
    assert window.banner.text == (
        "The library is sound: 1 articles, 0 notes and 0 sources, all as they should be."
    )


def test_a_library_that_counts_wrongly_is_repaired_and_opened(window, path, qtbot, tmp_path):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE articles SET n_critical = 4")
    with qtbot.waitSignal(window.controller._worker.ended):
        window.controller.check()
    assert window.banner.kind is BannerKind.WARNING
    assert "count their notes or sentences wrongly" in window.banner.text
    into = tmp_path / "new.caveat"
    with qtbot.waitSignal(window.controller._worker.ended):
        window.controller.repair(into)
    assert "Nothing was lost." in window.banner.text
    with qtbot.waitSignal(window.controller.open_requested) as asked:
        window.banner.offer_button.click()
    assert asked.args == [into]
    assert titles(into) == ["Tea"]


def test_a_check_can_be_stopped(window, qtbot):
    worker = window.controller._worker
    worker.progressed.connect(worker.stop)
    with qtbot.waitSignal(worker.ended):
        window.controller.check()
    assert not window.banner.text.startswith("The library is sound")
