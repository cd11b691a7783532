from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from annotations import Severity
from reader.views.banner import Banner, BannerKind
from reader.views.status_line import StatusLine
from reader.views.top_bar import HEIGHT_PX, TopBar

COUNTS = {Severity.CRITICAL: 6, Severity.INFO: 1}


@pytest.fixture
def banner(light, qtbot):
    widget = Banner(light)
    qtbot.addWidget(widget)
    widget.resize(800, 40)
    return widget


class TestTopBar:
    @pytest.fixture
    def bar(self, light, qtbot):
        widget = TopBar(light)
        qtbot.addWidget(widget)
        widget.resize(1360, HEIGHT_PX)
        widget.show()
        return widget

    def test_an_article_offers_find_and_export(self, bar):
        bar.show_article("Tea", COUNTS)
        assert bar.find_button.isVisible()
        assert bar.export_button.isVisible()
        assert bar.library_button.isVisible()
        assert not bar.import_button.isVisible()

    def test_the_library_offers_import(self, bar):
        bar.show_library("My library")
        assert bar.import_button.isVisible()
        assert not bar.find_button.isVisible()

    @pytest.mark.parametrize("width", [480, 640, 900, 1000, 1360, 2560])
    @pytest.mark.parametrize("mode", [None, False, True])
    def test_nothing_overlaps_or_leaves_the_bar(self, bar, width, mode):
        bar.show_article("A very long title of an article " * 8, dict.fromkeys(Severity, 88))
        bar.set_review(
            is_possible=mode is not None, is_reviewing=mode is True, checked=4847, of=6148
        )
        bar.resize(width, HEIGHT_PX)
        bar.layout().activate()
        visible = sorted(
            (child.geometry() for child in bar.children() if isinstance_widget(child)),
            key=lambda box: box.left(),
        )
        assert visible[0].left() >= 0
        assert visible[-1].right() < width
        for left, right in pairwise(visible):
            assert left.right() < right.left() + 1

    def test_buttons_are_reached_and_pressed_by_keyboard(self, bar, qtbot):
        bar.show_article("Tea", COUNTS)
        bar.find_button.setFocus(Qt.FocusReason.TabFocusReason)
        with qtbot.waitSignal(bar.find_requested):
            QTest.keyClick(bar.find_button, Qt.Key.Key_Return)
        with qtbot.waitSignal(bar.library_requested):
            QTest.keyClick(bar.library_button, Qt.Key.Key_Space)

    def test_only_ones_own_library_offers_to_review(self, bar):
        bar.show_article("Tea", COUNTS)
        bar.set_review(is_possible=False)
        assert not bar.mode_switch.isVisible()
        bar.set_review(is_possible=True)
        assert bar.mode_switch.isVisible()
        assert bar.mode_switch.read_button.isChecked()
        bar.show_library("My library")
        assert not bar.mode_switch.isVisible()

    def test_a_review_tells_how_far_it_has_come(self, bar, qtbot):
        bar.show_article("Tea", COUNTS)
        bar.set_review(is_possible=True, is_reviewing=True, checked=47, of=61)
        assert bar.progress.isVisible()
        assert bar.progress.accessibleName() == "Coverage, 47 of 61"
        assert bar.progress.value() / bar.progress.maximum() == pytest.approx(47 / 61)
        assert not bar.export_button.isVisible()
        with qtbot.waitSignal(bar.next_unseen_requested):
            QTest.keyClick(bar.next_button, Qt.Key.Key_Return)
        bar.set_review(is_possible=True, is_reviewing=False, checked=47, of=61)
        assert not bar.progress.isVisible()
        assert bar.export_button.isVisible()

    def test_an_article_without_sentences_has_a_bar_too(self, bar):
        bar.show_article("Tea", {})
        bar.set_review(is_possible=True, is_reviewing=True)
        assert bar.progress.value() == 0

    def test_the_switch_is_two_radio_buttons(self, bar):
        bar.show_article("Tea", COUNTS)
        bar.set_review(is_possible=True)
        switch = bar.mode_switch
        roles = [
            QAccessible.queryAccessibleInterface(button).role()
            for button in (switch.read_button, switch.review_button)
        ]
        assert roles == [QAccessible.Role.RadioButton] * 2
        told = []
        bar.review_toggled.connect(told.append)
        QTest.keyClick(switch.read_button, Qt.Key.Key_Space)
        assert told == []
        QTest.keyClick(switch.review_button, Qt.Key.Key_Return)
        assert told == [True]
        bar.set_review(is_possible=True, is_reviewing=False)
        assert told == [True]

    def test_arrows_go_from_segment_to_segment(self, bar, qtbot):
        bar.show_article("Tea", COUNTS)
        bar.set_review(is_possible=True)
        with qtbot.waitActive(bar):
            bar.activateWindow()
        bar.mode_switch.read_button.setFocus(Qt.FocusReason.TabFocusReason)
        with qtbot.waitSignal(bar.review_toggled) as told:
            QTest.keyClick(bar.mode_switch.read_button, Qt.Key.Key_Right)
        assert told.args == [True]
        assert bar.mode_switch.review_button.hasFocus()


def isinstance_widget(child):
    return child.isWidgetType() and child.isVisible()


class TestBanner:
    def test_it_is_hidden_until_there_is_something_to_say(self, banner):
        assert banner.isHidden()
        assert banner.text == ""

    def test_news_offer_a_way_back(self, banner):
        taken = []
        banner.tell("Moved to the trash.", ("Undo", lambda: taken.append(1)))
        assert banner.text == "Moved to the trash."
        banner.offer_button.click()
        assert taken == [1]
        assert banner.isHidden()

    def test_a_refusal_stays_until_it_is_dismissed(self, banner):
        banner.warn("It is a picture.")
        assert banner.kind is BannerKind.WARNING
        banner.dismiss_button.click()
        assert banner.isHidden()

    def test_progress_can_be_cancelled_and_stays_until_it_is_over(self, banner):
        asked = []
        banner.show_progress("Importing a.md", 0.1, lambda: asked.append(1))
        banner.show_progress("Importing a.md: sentences", 0.7, lambda: asked.append(2))
        banner.offer_button.click()
        assert asked == [1]
        assert banner.text == "Importing a.md: sentences"
        banner.clear()
        assert banner.text == ""

    def test_it_grows_with_its_words(self, banner):
        banner.warn("A sentence of some length that says what happened. " * 8)
        assert banner.heightForWidth(500) > banner.heightForWidth(1300)


class TestStatusLine:
    @pytest.fixture
    def line(self, light, qtbot):
        widget = StatusLine(light)
        qtbot.addWidget(widget)
        widget.resize(900, 28)
        return widget

    def test_it_shows_where_the_library_lies(self, line, qtbot):
        line.show_library(Path("/books/library.caveat"), "")
        assert line.place == "/books/library.caveat"
        with qtbot.waitSignal(line.folder_requested):
            QTest.keyClick(line.folder_button, Qt.Key.Key_Return)

    def test_a_library_in_the_home_folder_is_shown_from_there(self, line, monkeypatch):
        monkeypatch.setattr(Path, "home", lambda: Path("/books"))
        line.show_library(Path("/books/mine/library.caveat"), "")
        assert Path(line.place) == Path("~/mine/library.caveat")

    def test_a_read_only_library_says_why(self, line):
        line.show_library(Path("a.caveat"), "It belongs to someone else.")
        assert line.read_only_reason == "It belongs to someone else."
        line.show_library(Path("a.caveat"), "")
        assert line.read_only_reason == ""

    def test_a_message_comes_and_goes(self, line):
        line.say("Copied.")
        assert line.message == "Copied."
        line.forget_message()
        assert line.message == ""
