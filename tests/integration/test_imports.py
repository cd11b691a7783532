"""What comes in, and what is said about it."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations import ImportCancelledError, ImportRefusedError, default_library_path
from reader.dialogs.details import DetailsDialog
from reader.views.banner import BannerKind
from tests.reader.libraries import OTHER_OWNER, conversion, make_library

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class SlowConverter:
    """Takes until it is cancelled, or runs out of time unless asked for plain text."""

    def __init__(self, *, runs_out: bool) -> None:
        self.runs_out = runs_out
        self.pause = threading.Event()

    def convert(self, data, _name, *, as_plain_text, on_progress, is_cancelled, **_more: object):
        on_progress(0.25, "sentences")
        if as_plain_text:
            return conversion(data.decode())
        if self.runs_out:
            raise ImportRefusedError("It takes too long.", may_open_as_plain_text=True)
        while not is_cancelled():
            self.pause.wait(0.01)
        raise ImportCancelledError("cancelled")

    def close(self):
        self.pause.set()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "tea.md"
    path.write_text("All about tea.")
    return path


def test_running_out_of_time_offers_to_open_as_plain_text(open_window, file, qtbot):
    window = open_window(SlowConverter(runs_out=True))
    window.imports.import_files((file,))
    qtbot.waitUntil(lambda: not window.is_importing)
    assert "too long" in window.banner.text
    assert window.banner.offer_button.text() == "Open as plain text"
    window.banner.offer_button.click()
    qtbot.waitUntil(lambda: window.shows_article)
    assert window.articles.reviewed.revision.text == "All about tea."


def test_progress_is_shown_and_can_be_cancelled(open_window, file, qtbot):
    window = open_window(SlowConverter(runs_out=False))
    window.imports.import_files((file,))
    qtbot.waitUntil(lambda: "sentences" in window.banner.text)
    assert window.banner.kind is BannerKind.PROGRESS
    window.banner.offer_button.click()
    qtbot.waitUntil(lambda: not window.is_importing)
    assert "cancelled" in window.banner.text
    assert window.session.facets().articles == 0


def test_closing_the_window_ends_an_import(open_window, file, qtbot):
    window = open_window(SlowConverter(runs_out=False))
    window.imports.import_files((file,))
    qtbot.waitUntil(lambda: "sentences" in window.banner.text)
    window.close()
    assert not window.session.is_open


def test_another_owners_library_offers_ones_own(open_window, file, tmp_path, qtbot):
    theirs = tmp_path / "theirs.caveat"
    make_library(theirs, "Tea", owner=OTHER_OWNER)
    window = open_window(library=str(theirs))
    window.imports.import_files((file,))
    assert not window.is_importing
    assert "Nothing can be imported" in window.banner.text
    window.banner.offer_button.click()
    assert window.session.path == default_library_path()
    window.imports.import_files((file,))
    qtbot.waitUntil(lambda: window.shows_article)


def test_a_library_among_the_files_is_opened(window, tmp_path):
    mine = tmp_path / "mine.caveat"
    make_library(mine, "Tea", owner=OTHER_OWNER)
    window.imports.import_files((mine,))
    assert window.session.path == mine


def test_files_named_at_a_first_start_go_into_ones_own_library(open_window, file, qtbot):
    window = open_window(files=(file,))
    qtbot.waitUntil(lambda: window.shows_article)
    assert window.session.path == default_library_path()
    assert window.banner.text == ""


def test_a_notice_stays_while_its_article_is_in_front(open_window, tmp_path, press, qtbot):
    deep = tmp_path / "deep.md"
    deep.write_text("[" * 20_000)
    window = open_window(files=(deep,))
    qtbot.waitUntil(lambda: window.shows_article)
    assert window.banner.kind is BannerKind.REMARK
    assert "plain text" in window.banner.text
    press(KEY.Key_Escape)
    assert window.banner.text == ""


def test_another_encoding_can_be_chosen_in_the_details(open_window, tmp_path, press, qtbot):
    russian = "Зелёный чай помогает не всем. Не пейте его на ночь, если плохо спите."
    file = tmp_path / "tea.txt"
    file.write_bytes(russian.encode("koi8-r"))
    window = open_window(files=(file,))
    qtbot.waitUntil(lambda: window.shows_article)
    uid = window.articles.reviewed.article.uid
    window.session.edit_article(uid, title="Tea")
    press(KEY.Key_I, modifier=CTRL)
    qtbot.waitUntil(lambda: window.findChildren(DetailsDialog) != [])
    dialog = window.findChildren(DetailsDialog)[0]
    qtbot.waitExposed(dialog)
    for name in ("cp1251", "koi8-r"):
        dialog.encodings.setCurrentIndex(dialog.encodings.findData(name))
        dialog.apply_button.click()
        qtbot.waitUntil(lambda: not window.is_importing)
        text = window.articles.reviewed.revision.text
        assert text == russian.encode("koi8-r").decode(name)
    QTest.keyClick(dialog, KEY.Key_Escape)


class TestFiles:
    def test_recent_libraries_are_in_the_menu(self, window, tmp_path):
        for name in ("a.caveat", "b.caveat"):
            make_library(tmp_path / name, "Tea", owner=OTHER_OWNER)
            window.files.open(tmp_path / name)
        menu = window.recent_menu
        menu.aboutToShow.emit()
        shown = [Path(action.data()).name for action in menu.actions()]
        assert shown == ["a.caveat", "samples.caveat"]
        menu.actions()[0].trigger()
        assert window.session.path == tmp_path / "a.caveat"

    def test_a_new_library_never_replaces_a_file(self, window, tmp_path):
        taken = tmp_path / "taken.caveat"
        taken.write_text("mine")
        window.files.make(taken)
        assert taken.read_text() == "mine"
        assert "taken.caveat" in window.banner.text
        window.files.make(tmp_path / "new.caveat")
        assert window.session.path == tmp_path / "new.caveat"
        assert not window.session.is_read_only
