"""A reader's afternoon, by keys."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from annotations import (
    Severity,
    default_library_path,
    load_profile,
    open_library,
    samples_library_path,
)
from reader.dialogs.details import DetailsDialog
from reader.dialogs.export import ExportDialog
from reader.dialogs.keys import KeysDialog
from reader.session import Session
from reader.settings import ThemeChoice
from reader.theme.roles import Role

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL_SHIFT = CTRL | SHIFT
KEY = Qt.Key


def clipboard_holds(text):
    QGuiApplication.clipboard().setText(text)


def dialog_of(window, kind, qtbot):
    qtbot.waitUntil(lambda: window.findChildren(kind) != [])
    dialog = window.findChildren(kind)[-1]
    qtbot.waitExposed(dialog)
    return dialog


def titles(window):
    rows = window.session.articles(window.list.filter, window.list.order, 0, 50)
    return [row.article.title for row in rows]


@pytest.fixture
def own(window, qtbot, press):
    """The user's own library with two pasted articles, its list in front."""
    for text in ("# Green tea\n\nIt cures everything.", "# Coffee\n\nIt keeps you awake."):
        clipboard_holds(text)
        press(KEY.Key_V, modifier=CTRL)
        qtbot.waitUntil(lambda: not window.is_importing)
    press(KEY.Key_L, modifier=CTRL)
    assert sorted(titles(window)) == ["Coffee", "Green tea"]
    return window


class TestFirstStart:
    def test_the_samples_open_read_only_and_plainly_marked(self, window):
        assert window.session.path == samples_library_path()
        assert window.session.is_read_only
        assert not default_library_path().exists()
        assert "deliberate errors" in window.windowTitle()
        assert len(titles(window)) == 4

    def test_enter_opens_the_first_article(self, window, press):
        press(KEY.Key_Return)
        assert window.shows_article
        assert window.articles.reviewed.article.title in window.windowTitle()

    def test_no_action_would_change_the_samples(self, window, press):
        press(KEY.Key_Delete, KEY.Key_F2)
        assert len(titles(window)) == 4
        assert not window.actions_table["remove"].isEnabled()


class TestReading:
    @pytest.fixture
    def reading(self, window, press):
        press(KEY.Key_Down, KEY.Key_Return)
        assert window.shows_article
        return window

    def test_from_caution_to_caution_and_back(self, reading, press):
        order = [a.uid for a in reading.articles.reviewed.annotations]
        press(KEY.Key_N)
        first = reading.page.active
        press(KEY.Key_N)
        second = reading.page.active
        assert first in order
        assert second in order
        assert first != second
        press(KEY.Key_P)
        assert reading.page.active == first

    def test_escape_closes_the_card_then_the_article(self, reading, press):
        press(KEY.Key_N, KEY.Key_Escape)
        assert reading.page.active is None
        assert reading.shows_article
        press(KEY.Key_Escape)
        assert not reading.shows_article

    def test_find_and_find_next(self, reading, press):
        press(KEY.Key_F, modifier=CTRL)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, "the")
        assert field.text() == "the"
        assert len(reading.page.view.find_hits) > 1
        press(KEY.Key_F3)
        press(KEY.Key_Escape)
        assert reading.shows_article

    def test_letters_go_into_a_text_field_and_nowhere_else(self, reading, press):
        press(KEY.Key_Slash)
        field = QApplication.focusWidget()
        press(KEY.Key_N, KEY.Key_P, KEY.Key_H, KEY.Key_G)
        assert field.text() == "npHg".lower()
        assert reading.page.active is None
        assert not reading.actions_table["hide_marks"].isChecked()

    def test_the_threshold_hides_what_is_below_it(self, reading, press):
        press(KEY.Key_4, modifier=CTRL)
        assert reading.preferences.value.threshold is Severity.CRITICAL
        assert reading.actions_table["threshold_critical"].isChecked()
        press(KEY.Key_N)
        active = next(
            a for a in reading.articles.reviewed.annotations if a.uid == reading.page.active
        )
        assert active.note.severity is Severity.CRITICAL

    def test_text_size_by_keys(self, reading, press):
        press(KEY.Key_Plus, modifier=CTRL)
        assert reading.preferences.value.text_size_px == 22
        press(KEY.Key_Minus, KEY.Key_Minus, modifier=CTRL)
        assert reading.preferences.value.text_size_px == 18
        press(KEY.Key_0, modifier=CTRL)
        assert reading.preferences.value.text_size_px == 20

    def test_copy_with_citation(self, reading, press):
        press(KEY.Key_N)
        press(KEY.Key_C, modifier=CTRL_SHIFT)
        copied = QGuiApplication.clipboard().text()
        active = next(
            a for a in reading.articles.reviewed.annotations if a.uid == reading.page.active
        )
        assert active.claims[0].quote.exact in copied
        assert active.note.headline in copied

    def test_hide_marks(self, reading, press):
        press(KEY.Key_H)
        assert reading.actions_table["hide_marks"].isChecked()
        press(KEY.Key_H)
        assert not reading.actions_table["hide_marks"].isChecked()

    def test_export_by_keys(self, reading, press, qtbot):
        press(KEY.Key_E, modifier=CTRL)
        dialog = dialog_of(reading, ExportDialog, qtbot)
        QTest.keyClick(dialog, KEY.Key_C, CTRL)
        copied = QGuiApplication.clipboard().text()
        assert copied == dialog.markdown
        assert reading.articles.reviewed.article.title in copied
        QTest.keyClick(dialog, KEY.Key_Escape)
        qtbot.waitUntil(lambda: not dialog.isVisible())

    @pytest.mark.qt_log_ignore("QPainter::begin")
    def test_printing_says_how_it_went(self, reading, tmp_path):
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFileName(str(tmp_path / "tea.pdf"))
        reading.exports.print_to(printer)
        assert (tmp_path / "tea.pdf").read_bytes().startswith(b"%PDF")
        assert "Printed to" in reading.status.message
        printer.setOutputFileName(str(tmp_path / "no" / "such" / "tea.pdf"))
        reading.exports.print_to(printer)
        assert "nothing was printed" in reading.banner.text


class TestKeyboard:
    """What has the keyboard is seen, and is what one is at."""

    def test_the_article_that_was_left_is_selected(self, open_window, press):
        first = open_window()
        press(KEY.Key_Down, KEY.Key_Return)
        uid = first.articles.reviewed.article.uid
        first.close()
        second = open_window()
        assert second.articles.reviewed.article.uid == uid
        press(KEY.Key_Escape)
        assert second.selected_article == uid
        press(KEY.Key_Return)
        assert second.articles.reviewed.article.uid == uid

    def test_several_imports_into_an_empty_library_leave_the_list_in_charge(
        self, window, press, qtbot, tmp_path
    ):
        press(KEY.Key_Return)
        files = [tmp_path / f"{word}.txt" for word in ("tea", "coffee")]
        for file in files:
            file.write_text(f"All about {file.stem}\n\nIt is hot.")
        window.imports.import_files(tuple(files))
        qtbot.waitUntil(lambda: not window.is_importing)
        assert window.list.list.hasFocus()
        assert window.selected_article

    def test_escape_dismisses_what_the_banner_says(self, own, press):
        press(KEY.Key_Delete)
        assert own.banner.text
        press(KEY.Key_Escape)
        assert own.banner.text == ""

    def test_the_neighbour_of_what_was_removed_is_selected(self, own, press):
        press(KEY.Key_Home, KEY.Key_Down)
        removed = own.selected_article
        press(KEY.Key_Delete)
        assert own.selected_article not in {"", removed}
        press(KEY.Key_Delete)
        assert titles(own) == []
        assert own.list.empty.button.hasFocus()

    def test_after_the_last_of_the_trash_the_sidebar_has_the_keyboard(self, own, press):
        own.resize(1360, 860)
        press(KEY.Key_Delete)
        own.list.sidebar.take_keyboard()
        press(*[KEY.Key_Down] * 3)
        assert own.list.filter.in_trash
        own.list.take_keyboard()
        press(KEY.Key_R, modifier=CTRL_SHIFT)
        assert titles(own) == []
        press(*[KEY.Key_Up] * 3)
        assert len(titles(own)) == 2


class TestOwnLibrary:
    def test_pasting_beside_the_samples_makes_a_library_of_ones_own(self, window, press, qtbot):
        clipboard_holds("# Green tea\n\nIt cures everything.")
        press(KEY.Key_V, modifier=CTRL)
        qtbot.waitUntil(lambda: window.shows_article)
        assert window.session.path == default_library_path()
        assert "your own library" in window.banner.text
        assert window.articles.reviewed.article.title == "Green tea"

    def test_a_web_page_on_the_clipboard_keeps_its_headings(self, window, press, qtbot):
        data = QMimeData()
        data.setHtml("<h1>Ginger</h1><p>It helps against <b>nausea</b>.</p>")
        data.setText("Ginger\nIt helps against nausea.")
        QGuiApplication.clipboard().setMimeData(data)
        press(KEY.Key_V, modifier=CTRL)
        qtbot.waitUntil(lambda: window.shows_article)
        kinds = [block.kind.value for block in window.articles.reviewed.revision.blocks]
        assert kinds == ["h1", "p"]

    def test_a_web_address_alone_is_explained(self, window, press):
        clipboard_holds("https://example.org/tea")
        press(KEY.Key_V, modifier=CTRL)
        assert "never goes online" in window.banner.text
        assert not window.is_importing

    def test_an_empty_clipboard_is_explained(self, window, press):
        QGuiApplication.clipboard().clear()
        press(KEY.Key_V, modifier=CTRL)
        assert "no text" in window.status.message

    def test_rename_where_it_stands(self, own, press, qtbot):
        own.list.select_article(uid_of(own, "Coffee"))
        own.list.setFocus()
        press(KEY.Key_F2)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit)
        field.selectAll()
        QTest.keyClicks(field, "Tea and coffee")
        QTest.keyClick(field, KEY.Key_Return)
        qtbot.waitUntil(lambda: "Tea and coffee" in titles(own))
        press(KEY.Key_Z, modifier=CTRL)
        assert "Coffee" in titles(own)

    def test_remove_undo_and_redo(self, own, press):
        own.list.select_article(uid_of(own, "Coffee"))
        own.list.setFocus()
        press(KEY.Key_Delete)
        assert titles(own) == ["Green tea"]
        assert "Coffee" in own.banner.text
        press(KEY.Key_Z, modifier=CTRL)
        assert len(titles(own)) == 2
        assert own.banner.text == ""
        press(KEY.Key_Z, modifier=CTRL_SHIFT)
        assert titles(own) == ["Green tea"]

    def test_removing_the_open_article_goes_back_to_the_list(self, own, press):
        own.articles.open(uid_of(own, "Coffee"))
        press(KEY.Key_Delete, modifier=CTRL)
        assert not own.shows_article
        assert titles(own) == ["Green tea"]
        own.banner.offer_button.click()
        assert len(titles(own)) == 2

    def test_rename_of_the_open_article_is_seen_at_once(self, own, press, qtbot):
        own.articles.open(uid_of(own, "Coffee"))
        press(KEY.Key_F2)
        dialog = dialog_of(own, DetailsDialog, qtbot)
        qtbot.waitUntil(dialog.fields["title"].hasFocus)
        QTest.keyClicks(dialog.fields["title"], "Kaffee")
        QTest.keyClick(dialog.fields["title"], KEY.Key_Tab)
        assert "Kaffee" in own.windowTitle()
        QTest.keyClick(dialog, KEY.Key_Escape)

    def test_undoing_the_import_of_the_open_article_leaves_it(self, own, press):
        own.articles.open(uid_of(own, "Coffee"))
        press(KEY.Key_Z, modifier=CTRL)
        assert not own.shows_article
        assert titles(own) == ["Green tea"]

    def test_dropped_files_are_imported_and_refusals_told(self, own, qtbot, tmp_path):
        good = tmp_path / "ginger.txt"
        good.write_text("Ginger helps against nausea.\n\nIt is hot.")
        empty = tmp_path / "empty.txt"
        empty.write_text("")
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in (good, empty)])
        drop(own, data)
        qtbot.waitUntil(lambda: not own.is_importing)
        assert len(titles(own)) == 3
        assert "1 of 2 imported" in own.banner.text
        assert "empty.txt" in own.banner.text

    def test_what_is_there_already_is_opened_and_said(self, own, press, qtbot):
        clipboard_holds("# Coffee\n\nIt keeps you awake.")
        press(KEY.Key_V, modifier=CTRL)
        qtbot.waitUntil(lambda: own.shows_article)
        assert "already" in own.banner.text
        assert len(titles(own)) == 2

    def test_a_change_of_another_window_is_shown(self, own):
        with open_library(own.session.path, owner=load_profile().owner) as other:
            other.edit_article(uid_of(own, "Coffee"), title="Espresso")
        own.session.look_for_foreign_changes()
        assert "Espresso" in titles(own)


class TestWindow:
    def test_dark_colours_by_key_reach_every_part(self, window, press):
        press(KEY.Key_F8)
        assert window.preferences.value.theme is ThemeChoice.DARK
        assert window.theme.is_dark
        canvas = window.theme.color(Role.CANVAS)
        assert pixel(window, 3, window.top_bar.geometry().center().y()) == canvas
        press(KEY.Key_Down, KEY.Key_Return)
        assert pixel(window, 3, window.height() // 2) == canvas
        press(KEY.Key_F7)
        assert pixel(window, 3, window.height() // 2) == window.theme.color(Role.CANVAS)
        assert not window.theme.is_dark

    def test_the_list_of_keys_opens_on_its_key(self, window, press, qtbot):
        press(KEY.Key_Question)
        dialog = dialog_of(window, KeysDialog, qtbot)
        QTest.keyClick(dialog, KEY.Key_Escape)

    def test_it_opens_again_where_it_was_left(self, open_window, press):
        first = open_window()
        press(KEY.Key_Down, KEY.Key_Return)
        press(*[KEY.Key_PageDown] * 2)
        uid = first.articles.reviewed.article.uid
        position = first.page.reading_position()
        assert position > 0
        first.close()
        second = open_window()
        assert second.shows_article
        assert second.articles.reviewed.article.uid == uid
        assert abs(second.page.reading_position() - position) < 200

    def test_a_library_that_cannot_be_opened_leaves_a_usable_window(
        self, open_window, tmp_path, press
    ):
        broken = tmp_path / "broken.caveat"
        broken.write_bytes(b"no database" * 1000)
        window = open_window(library=str(broken))
        assert "broken.caveat" in window.banner.text
        assert "Open another" in window.banner.offer_button.text()
        press(KEY.Key_F1)
        assert len(titles(window)) == 4

    def test_samples_that_are_damaged_are_made_anew(self, open_window, profile_folder):
        window = open_window()
        window.close()
        (profile_folder / "samples.caveat").write_bytes(b"no database" * 1000)
        window = open_window()
        assert len(titles(window)) == 4
        assert window.banner.text == ""

    def test_the_session_is_closed_with_the_window(self, window):
        session: Session = window.session
        window.close()
        assert not session.is_open


def uid_of(window, title):
    rows = window.session.articles(window.list.filter, window.list.order, 0, 50)
    return next(row.article.uid for row in rows if row.article.title == title)


def drop(window, data):
    """Drag something over the window and let it go."""
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    place = window.rect().center()
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, actions, data, buttons, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(
        window, QDropEvent(QPointF(place), actions, data, buttons, none, QEvent.Type.Drop)
    )


def pixel(window, x, y) -> QColor:
    return window.grab().toImage().pixelColor(x, y)
