from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from annotations import Article, ArticleFields, ArticleUid, Revision, RevisionUid
from reader.actions import ACTIONS, Actions
from reader.dialogs.about import AboutDialog, packages
from reader.dialogs.crash_dialog import CrashDialog
from reader.dialogs.details import ENCODINGS, DetailsDialog, preview
from reader.dialogs.keys import KeysDialog
from reader.dialogs.open_address import OpenAddressDialog, can_open, readable
from reader.dialogs.text_popup import TextPopup
from reader.resources import read_text
from reader.settings import Settings, ThemeChoice

ARTICLE = Article(
    uid=ArticleUid("a1"),
    fields=ArticleFields(title="Tea", url="https://example.org/tea"),
    file_name="tea.txt",
    title_is_suggested=False,
    created_at="2026-11-20T00:00:00.000Z",
    modified_at="2026-11-20T00:00:00.000Z",
)


def revision(encoding):
    return Revision(
        uid=RevisionUid("r1"),
        article_uid=ARTICLE.uid,
        text="",
        blocks=(),
        sentences=(),
        encoding=encoding,
        notice="",
        extractor="",
        segmenter="",
        text_sha256="",
        created_at="",
    )


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    widget.resize(1000, 800)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def opened(dialog, qtbot):
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def keys_dialog(theme, window):
    return KeysDialog(Actions(QObject(window)), theme, window)


def crash_dialog(theme, window):
    return CrashDialog("Traceback", Path("caveat.log"), theme, window)


MAKERS = {
    "keys": keys_dialog,
    "about": AboutDialog,
    "details": lambda theme, window: DetailsDialog(ARTICLE, theme, window),
    "address": lambda theme, window: OpenAddressDialog("https://example.org", theme, window),
    "crash": crash_dialog,
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())
def test_a_dialog_fits_its_window_and_escape_frees_it(make, theme, window, qtbot):
    dialog = opened(make(theme, window), qtbot)
    assert dialog.width() <= window.width() * 0.9
    assert dialog.height() <= window.height() * 0.9
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class TestKeys:
    def test_every_action_is_listed_with_its_keys(self, light, window, qtbot):
        dialog = opened(keys_dialog(light, window), qtbot)
        assert dialog.shown_rows >= len(ACTIONS)

    def test_the_list_scrolls_from_the_field(self, light, window, qtbot):
        dialog = opened(keys_dialog(light, window), qtbot)
        bar = dialog.findChild(QScrollArea).verticalScrollBar()
        QTest.keyClick(dialog.field, Qt.Key.Key_PageDown)
        QTest.keyClick(dialog.field, Qt.Key.Key_Down)
        below = bar.value()
        assert below > bar.pageStep()
        QTest.keyClick(dialog.field, Qt.Key.Key_Up)
        assert 0 < bar.value() < below
        QTest.keyClick(dialog.field, Qt.Key.Key_PageUp)
        assert bar.value() == 0

    def test_typing_finds_actions_and_keys(self, light, window, qtbot):
        dialog = opened(keys_dialog(light, window), qtbot)
        QTest.keyClicks(dialog.field, "caution next")
        assert dialog.shown_rows == 1
        dialog.field.clear()
        QTest.keyClicks(dialog.field, "ctrl+e")
        assert dialog.shown_rows == 1
        dialog.field.setText("no such thing")
        assert dialog.shown_rows == 0


class TestAbout:
    def test_every_licence_can_be_read(self, light, window, qtbot):
        dialog = opened(AboutDialog(light, window), qtbot)
        for row, package in enumerate(packages()):
            dialog.list.setCurrentRow(row)
            shown = dialog.text.toPlainText()
            assert package.name in shown
            assert package.licence in shown
            if package.text:
                assert read_text(package.text).strip()[:40] in shown

    def test_qt_and_the_fonts_are_named_with_their_licences(self):
        licences = {package.name: package.licence for package in packages()}
        assert licences["Qt 6 and PySide6"].startswith("LGPL")
        assert licences["Inter"].startswith("OFL")
        assert licences["Source Serif 4"].startswith("OFL")


class TestOpenAddress:
    @pytest.mark.parametrize(
        "address",
        ["https://example.org/a?b=c#d", "http://example.org", "mailto:anna@example.org"],
    )
    def test_web_and_mail_can_be_opened(self, address):
        assert can_open(address)

    @pytest.mark.parametrize(
        "address",
        [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://example.org",
            "https://",
            "https://example.org/\u202egpj.exe",
            "https://example.org/a b",
            "",
        ],
    )
    def test_everything_else_cannot(self, address, light, window, qtbot):
        assert not can_open(address)
        dialog = opened(OpenAddressDialog(address, light, window), qtbot)
        assert not dialog.open_button.isEnabled()

    def test_hidden_characters_are_shown(self):
        assert readable("https://e.org/\u202ex\u200b") == "https://e.org/\\u202ex\\u200b"

    def test_enter_opens_and_closes(self, light, window, qtbot, monkeypatch):
        asked = []
        monkeypatch.setattr(
            "reader.dialogs.open_address.QDesktopServices.openUrl",
            lambda url: asked.append(url.toString()),
        )
        dialog = opened(OpenAddressDialog("https://example.org/a", light, window), qtbot)
        with qtbot.waitSignal(dialog.accepted):
            QTest.keyClick(dialog.open_button, Qt.Key.Key_Return)
        assert asked == ["https://example.org/a"]


class TestDetails:
    def test_each_field_has_a_line_with_a_name(self, light, window, qtbot):
        dialog = opened(DetailsDialog(ARTICLE, light, window), qtbot)
        assert list(dialog.fields) == [field.name for field in fields(ArticleFields)]
        assert all(line.accessibleName() for line in dialog.fields.values())

    def test_a_field_is_saved_when_it_is_left(self, light, window, qtbot):
        dialog = opened(DetailsDialog(ARTICLE, light, window, focus="author"), qtbot)
        qtbot.waitUntil(dialog.fields["author"].hasFocus)
        with qtbot.waitSignal(dialog.field_edited) as edited:
            QTest.keyClicks(dialog.fields["author"], "A.  Writer ")
            QTest.keyClick(dialog.fields["author"], Qt.Key.Key_Tab)
        assert edited.args == ["author", "A. Writer"]

    def test_closing_saves_what_is_being_typed_and_nothing_else(self, light, window, qtbot):
        dialog = opened(DetailsDialog(ARTICLE, light, window), qtbot)
        edits = []
        dialog.field_edited.connect(lambda *edit: edits.append(edit))
        dialog.fields["title"].setText("Green tea")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        assert edits == [("title", "Green tea")]

    def test_an_empty_title_goes_back(self, light, window, qtbot):
        dialog = opened(DetailsDialog(ARTICLE, light, window), qtbot)
        qtbot.waitUntil(dialog.fields["title"].hasFocus)
        QTest.keyClick(dialog.fields["title"], Qt.Key.Key_Backspace)
        with qtbot.assertNotEmitted(dialog.field_edited):
            QTest.keyClick(dialog.fields["title"], Qt.Key.Key_Tab)
        assert dialog.fields["title"].text() == "Tea"

    def test_a_read_only_library_shows_and_does_not_edit(self, light, window, qtbot):
        dialog = opened(DetailsDialog(ARTICLE, light, window, is_editable=False), qtbot)
        QTest.keyClicks(dialog.fields["title"], "x")
        assert dialog.fields["title"].text() == "Tea"

    def test_another_encoding_shows_its_first_lines_before_it_is_chosen(self, light, window, qtbot):
        dialog = DetailsDialog(ARTICLE, light, window)
        dialog.show_encoding(revision("cp1252"), "Жизнь".encode("cp1251"), may_change=True)
        opened(dialog, qtbot)
        assert dialog.encodings.currentData() == "cp1252"
        assert "Æ" in dialog.preview_text
        dialog.encodings.setCurrentIndex(dialog.encodings.findData("cp1251"))
        assert dialog.preview_text == "Жизнь"
        with qtbot.waitSignal(dialog.encoding_chosen) as chosen:
            dialog.apply_button.click()
        assert chosen.args == ["cp1251"]

    def test_the_encoding_of_a_text_with_notes_is_only_told(self, light, window, qtbot):
        dialog = DetailsDialog(ARTICLE, light, window)
        dialog.show_encoding(revision("cp1251"), b"", may_change=False)
        opened(dialog, qtbot)
        assert dialog.encodings.isHidden()

    @pytest.mark.parametrize("name", [name for name, _ in ENCODINGS])
    def test_every_encoding_offered_is_one_that_python_knows(self, name):
        assert preview("x\n\n y".encode(name), name) == "x\ny"


class TestTextPopup:
    @pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
    def test_a_size_and_a_theme_can_be_chosen(self, light, window, qtbot):
        popup = TextPopup(Settings(text_size_px=18), light, window)
        popup.open_below(window)
        assert popup.sizes.checkedButton().text() == "18"
        with qtbot.waitSignal(popup.size_chosen) as size:
            popup.sizes.button(4).click()
        with qtbot.waitSignal(popup.theme_chosen) as theme:
            popup.themes.button(2).click()
        assert size.args == [24]
        assert theme.args == [ThemeChoice.DARK.value]


def test_the_details_of_a_fault_can_be_copied(light, window, qtbot):
    dialog = opened(crash_dialog(light, window), qtbot)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "Traceback"
