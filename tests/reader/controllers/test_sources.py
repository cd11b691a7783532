"""The place of sources on a real library: what is asked happens, is told, and can be undone."""

import json
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QVBoxLayout, QWidget

from annotations import (
    BibliographyFormat,
    Category,
    CautionNote,
    EvidenceDraft,
    NoteDraft,
    Relation,
    Severity,
    Source,
    SourceState,
    SourceType,
    Span,
    Status,
    TargetDraft,
    TargetRole,
    open_library,
    read_bibliography,
)
from reader.controllers import source_adding, source_files
from reader.controllers.sources import SourcesController
from reader.dialogs.open_address import OpenAddressDialog
from reader.dialogs.open_outside import OpenOutsideDialog
from reader.preferences import Preferences
from reader.session import Session
from reader.views.banner import Banner, BannerKind
from reader.views.sources.side_panel import Side
from reader.views.sources.sources_view import SourcesView
from reader.views.status_line import StatusLine
from tests.reader.libraries import OTHER_OWNER, OWNER, PROFILE, conversion

CONTROL = Qt.KeyboardModifier.ControlModifier


class Window(QWidget):
    """As much of the window as the controller knows."""

    def __init__(self, theme) -> None:
        super().__init__()
        self.theme = theme
        self.widget = self
        self.banner = Banner(theme, self)
        self.status = StatusLine(theme, self)
        self.said = []
        self.status.say = self.said.append
        self.view = SourcesView(theme, self)
        column = QVBoxLayout(self)
        for part in (self.banner, self.view, self.status):
            column.addWidget(part)
        self.resize(1360, 860)

    def show_sources(self):
        self.view.show()
        self.view.take_keyboard()


def source(title, **fields):
    return Source(uid="", type=fields.pop("type", SourceType.STUDY), title=title, **fields)


TRIAL = source("Valerian for sleep: a trial", authors=("Stephen Bent",), doi="10.1000/trial")
PAGE = source("Valerian: Usefulness", type=SourceType.GOVERNMENT, publisher="NCCIH")
DOUBLE = source("Valerian for sleep: a trial", issued="2006", pmid="17145239")


def note_on(article, cited):
    return NoteDraft(
        note=CautionNote(
            category=Category.UNSUPPORTED,
            severity=Severity.SERIOUS,
            correction="It is not settled.",
        ),
        status=Status.READY,
        targets=(
            TargetDraft(
                role=TargetRole.CLAIM,
                article_uid=article.article.uid,
                revision_uid=article.revision.uid,
                span=Span(0, 5),
            ),
        ),
        evidence=(EvidenceDraft(source_uid=cited, relation=Relation.DISPUTES),),
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A library with a note that cites TRIAL, and with PAGE, which nobody cites."""
    path = tmp_path_factory.mktemp("made") / "library.caveat"
    with open_library(path, owner=OWNER, reviewer=PROFILE.reviewer, create=True) as library:
        added = library.add_article(
            conversion("Valerian works.", title="Sleep"), file_name="sleep.txt", data=b"x"
        )
        trial = library.add_source(TRIAL).source.uid
        library.add_source(PAGE)
        article = library.reviewed_article(added.article.uid)
        library.save_note(note_on(article, trial))
    return path


@pytest.fixture
def path(made, tmp_path):
    """A copy of the library, to be changed."""
    return Path(shutil.copy(made, tmp_path))


def opened(path, qtbot, theme, profile=PROFILE):
    session = Session(profile)
    window = Window(theme)
    qtbot.addWidget(window)
    controller = SourcesController(session, Preferences(None), window, window)
    window.controller, window.session = controller, session
    session.failed.connect(window.banner.warn)
    session.failed.connect(window.said.append)
    controller.attach(window.view)
    assert session.open(path)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.view.take_keyboard()
    qtbot.waitUntil(window.view.column.list.hasFocus)
    return window


@pytest.fixture
def window(path, qtbot, light):
    window = opened(path, qtbot, light)
    yield window
    window.session.close()


def titles(window):
    model = window.view.column.list.list_model
    return [model.row(n).source.title for n in range(model.rowCount())]


def select(window, title):
    window.view.column.list.select_number(titles(window).index(title))
    return window.view.selected_uid


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def typed(text):
    QTest.keyClicks(QApplication.focusWidget(), text)


def tab_texts(window):
    return [tab.text() for tab in window.view.column.tabs.tabs.values()]


def shown_dialog(window, kind):
    (dialog,) = [d for d in window.findChildren(QDialog) if isinstance(d, kind)]
    return dialog


def test_the_place_lists_what_the_library_has(window):
    assert sorted(titles(window)) == sorted([TRIAL.title, PAGE.title])
    assert tab_texts(window)[0] == "All 2"
    assert tab_texts(window)[3] == "Not cited 1"


def test_the_action_shows_the_place(window):
    window.view.hide()
    window.controller.handlers()["show_sources"]()
    assert window.view.isVisible()


def test_a_note_leads_to_its_article(window):
    select(window, TRIAL.title)
    told = []
    window.controller.note_requested.connect(lambda *uids: told.append(uids))
    (button,) = window.view.details.notes.buttons
    button.click()
    article = window.session.find_article("Sleep")
    assert told[0][0] == article.uid
    assert told[0][1] == window.session.source_notes(window.view.selected_uid)[0].annotation_uid


def test_the_grammar_filters_and_a_broken_query_is_explained(window):
    press(Qt.Key.Key_Slash)
    typed("type:government")
    press(Qt.Key.Key_Return)
    assert titles(window) == [PAGE.title]
    window.view.focus_filter()
    typed("rank:Z")
    press(Qt.Key.Key_Return)
    assert window.view.column.problem
    assert window.banner.text == ""


def test_a_state_shows_its_sources(window):
    window.view.column.tabs.choose(SourceState.UNCITED)
    assert titles(window) == [PAGE.title]


def test_checked_today_by_key(window):
    uid = select(window, PAGE.title)
    press(Qt.Key.Key_C)
    today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
    record = window.session.source(uid)
    assert (record.checked_on, record.checked_by) == (today, "A reviewer")
    assert window.said == ["The source is marked as checked today."]


def test_edit_save_and_undo(window):
    uid = select(window, PAGE.title)
    press(Qt.Key.Key_E)
    typed("Another title")
    press(Qt.Key.Key_Return, CONTROL)
    assert window.view.side is Side.DETAILS
    assert window.view.selected_uid == uid
    assert "Another title" in titles(window)
    window.session.undo_stack.undo()
    assert PAGE.title in titles(window)


def test_a_new_source_is_added_selected_and_taken_back(window):
    press(Qt.Key.Key_N, CONTROL)
    typed("A third source")
    press(Qt.Key.Key_Return, CONTROL)
    assert window.session.source(window.view.selected_uid).source.title == "A third source"
    assert window.banner.text == "“A third source” was added."
    window.banner.offer_button.click()
    assert len(titles(window)) == 2


def test_a_new_source_comes_into_view_though_the_filter_hides_it(window):
    window.view.column.filter.setText("type:government")
    window.view.column.filter.flush()
    window.controller.save(source("A third source"))
    assert window.view.words == ""
    assert window.session.source(window.view.selected_uid).source.title == "A third source"


def test_a_work_that_is_there_is_known_again(window):
    window.controller.save(source("Other words", doi="https://doi.org/10.1000/TRIAL"))
    assert len(titles(window)) == 2
    assert "has this source already" in window.banner.text
    assert window.session.source(window.view.selected_uid).source.title == TRIAL.title


def test_what_is_cited_is_not_deleted(window):
    select(window, TRIAL.title)
    press(Qt.Key.Key_Delete)
    assert len(titles(window)) == 2
    assert window.banner.kind is BannerKind.WARNING
    assert "1 note cites it" in window.banner.text


def test_what_nobody_cites_is_deleted_and_comes_back(window):
    select(window, PAGE.title)
    press(Qt.Key.Key_Delete)
    assert titles(window) == [TRIAL.title]
    assert window.view.selected_uid
    window.banner.offer_button.click()
    assert len(titles(window)) == 2


def test_two_entries_become_one_by_keys(window):
    window.session.add_source(DOUBLE)
    uid = select(window, TRIAL.title)
    other = next(
        row.source.uid
        for row in window.session.find_sources("", SourceState.ALL, 0, 9).rows
        if row.source.title == TRIAL.title and row.source.uid != uid
    )
    press(Qt.Key.Key_M)
    assert window.view.merge.pair[1].uid == other
    press(Qt.Key.Key_Return)
    assert len(titles(window)) == 2
    assert window.view.selected_uid == uid
    record = window.session.source(uid).source
    assert {record.doi, record.pmid, record.issued} >= {"10.1000/trial", "17145239"}
    assert window.view.side is Side.DETAILS
    window.banner.offer_button.click()
    assert len(titles(window)) == 3


def test_another_entry_is_found_by_words(window):
    select(window, TRIAL.title)
    press(Qt.Key.Key_M)
    assert window.view.merge.pair is None
    typed("usefulness")
    window.view.merge.field.flush()
    assert window.view.merge.pair[1].title == PAGE.title


def test_one_pasted_source_is_shown_to_be_completed(window):
    QGuiApplication.clipboard().setText("https://doi.org/10.1000/182")
    press(Qt.Key.Key_V, CONTROL)
    assert window.view.side is Side.FORM
    assert window.view.form.form.doi == "10.1000/182"
    press(Qt.Key.Key_Return, CONTROL)
    assert len(titles(window)) == 3


RECORDS = """
@article{a, title={First of two}, year=2020}
@article{b, title={Second of two}, year=2021}
@article{c, title={Valerian again}, doi={10.1000/trial}}
"""


def test_several_pasted_sources_are_added_and_told(window, qtbot):
    QGuiApplication.clipboard().setText(RECORDS)
    press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: "added" in window.banner.text)
    assert window.banner.text == "2 sources added and 1 was there already."
    assert len(titles(window)) == 4
    window.banner.offer_button.click()
    assert len(titles(window)) == 2


def test_words_that_name_no_source_are_explained(window):
    window.controller.take_text("hello world")
    assert window.banner.kind is BannerKind.WARNING
    assert "DOI" in window.banner.text


def test_a_bibliography_is_imported(window, tmp_path, qtbot):
    file = tmp_path / "list.bib"
    file.write_bytes(RECORDS.replace("First", "Fïrst").encode("cp1252"))
    window.controller.import_file(file)
    qtbot.waitUntil(lambda: "added" in window.banner.text)
    assert any("Fïrst of two" in title for title in titles(window))


def test_a_file_that_cannot_be_read_is_told(window, tmp_path):
    window.controller.import_file(tmp_path / "gone.bib")
    assert window.said[-1].startswith("gone.bib cannot be read")
    empty = tmp_path / "empty.bib"
    empty.write_text("nothing here")
    window.controller.import_file(empty)
    assert window.banner.text.startswith("empty.bib: ")


def test_a_bibliography_is_one_action(window):
    before = window.session.undo_stack.count()
    window.controller.take_text(RECORDS + "@article{d, title={First of two}, year=2020}")
    assert window.banner.text == "2 sources added and 2 were there already."
    assert window.session.undo_stack.count() == before + 1
    window.banner.offer_button.click()
    assert len(titles(window)) == 2


def test_an_import_can_be_cancelled(window, monkeypatch):
    monkeypatch.setattr(source_adding, "_AT_ONCE", 1)
    window.controller.take_text(RECORDS)
    assert window.banner.kind is BannerKind.PROGRESS
    window.banner.offer_button.click()
    assert window.banner.text == "1 source added and 2 left out."
    assert len(titles(window)) == 3


@pytest.mark.parametrize("kind", BibliographyFormat)
def test_what_is_listed_is_exported_and_reads_back(window, tmp_path, kind):
    window.view.column.tabs.choose(SourceState.UNCITED)
    file = tmp_path / f"out{kind.file_ending}"
    window.controller.export(kind, file)
    (back,) = read_bibliography(file.read_text("utf-8")).sources
    assert back.title == PAGE.title
    assert window.said == [f"1 source written to {file}"]


def drop(window, data):
    """Drop something on the list, as the desktop does."""
    place = QPoint(100, 300)
    where = {"buttons": Qt.MouseButton.LeftButton, "modifiers": Qt.KeyboardModifier.NoModifier}
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(place, copy, data, *where.values())
    QApplication.sendEvent(window.view, enter)
    if enter.isAccepted():
        QApplication.sendEvent(
            window.view, QDropEvent(place.toPointF(), copy, data, *where.values())
        )
    return enter.isAccepted()


def test_what_is_dropped_is_taken(window, tmp_path, qtbot):
    list_file, page = tmp_path / "list.bib", tmp_path / "page.html"
    list_file.write_text(RECORDS)
    page.write_text("<p>saved</p>")
    uid = select(window, TRIAL.title)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(page))])
    assert drop(window, data)
    assert [each.name for each in window.session.attachments(uid)] == ["page.html"]
    data.setUrls([QUrl.fromLocalFile(str(list_file))])
    assert drop(window, data)
    qtbot.waitUntil(lambda: "added" in window.banner.text)
    assert len(titles(window)) == 4
    data = QMimeData()
    data.setText("PMID 36924284")
    assert drop(window, data)
    assert window.view.form.form.pmid == "36924284"


def test_a_file_without_a_source_to_keep_it_with(window, tmp_path):
    page = tmp_path / "page.html"
    page.write_text("<p>saved</p>")
    window.view.column.list.select_number(-1)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(page))])
    drop(window, data)
    assert window.said == ["Select the source that the file is to be kept with."]


def test_files_are_asked_for_where_they_were_last(window, tmp_path):
    window.controller.export(BibliographyFormat.RIS, tmp_path / "out.ris")
    window.controller.ask_export(BibliographyFormat.BIBTEX)
    dialog = shown_dialog(window, QFileDialog)
    assert dialog.directory().absolutePath() == str(tmp_path)
    assert dialog.windowTitle() == "Export the listed sources as BibTeX"
    dialog.fileSelected.emit(str(tmp_path / "chosen.bib"))
    assert (tmp_path / "chosen.bib").read_text("utf-8").count("@") == 2
    dialog.reject()


def test_a_bibliography_and_a_file_to_keep_are_asked_for(window, tmp_path):
    file = tmp_path / "page.html"
    file.write_text("<p>saved</p>")
    window.controller.ask_import()
    dialog = shown_dialog(window, QFileDialog)
    dialog.fileSelected.emit(str(file))
    assert window.banner.text.startswith("page.html: ")
    dialog.deleteLater()
    dialog.setParent(None)
    uid = select(window, TRIAL.title)
    window.view.details.files.add_button.click()
    dialog = shown_dialog(window, QFileDialog)
    dialog.fileSelected.emit(str(file))
    assert [each.name for each in window.session.attachments(uid)] == ["page.html"]
    dialog.reject()


def test_an_export_that_the_disk_refuses_is_told(window, tmp_path):
    window.controller.export(BibliographyFormat.RIS, tmp_path / "no" / "out.ris")
    assert "cannot be written" in window.said[-1]


def test_the_citation_is_copied(window):
    select(window, TRIAL.title)
    press(Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == (
        "Stephen Bent, Valerian for sleep: a trial, doi:10.1000/trial."
    )


class TestFiles:
    @pytest.fixture
    def kept(self, window, tmp_path):
        def keep(name, data=b"<p>saved</p>"):
            file = tmp_path / name
            file.write_bytes(data)
            uid = select(window, TRIAL.title)
            window.controller.files.keep(uid, file)
            return window.session.attachments(uid)[-1]

        return keep

    def test_a_file_is_kept_listed_and_removed(self, window, kept):
        file = kept("page.html")
        row = window.view.details.files.stops[1]
        assert row.accessibleName().startswith("Kept file page.html, 12 bytes")
        window.view.details.files.stops[2].click()
        assert window.session.attachments(window.view.selected_uid) == ()
        assert window.banner.text == "“page.html” is no longer kept."
        window.banner.offer_button.click()
        assert window.session.attachments(window.view.selected_uid)[0].uid == file.uid

    def test_it_is_opened_outside_after_asking(self, window, kept, monkeypatch):
        kept("page.html")
        paths = []
        monkeypatch.setattr(source_files, "_open_outside", lambda path: paths.append(path) or True)
        window.view.details.files.stops[1].click()
        assert paths == []
        dialog = shown_dialog(window, OpenOutsideDialog)
        dialog.open_button.click()
        assert paths[0].name == "page.html"
        assert paths[0].read_bytes() == b"<p>saved</p>"

    def test_a_program_is_never_opened(self, window, kept, monkeypatch, tmp_path):
        file = kept("setup.exe")
        monkeypatch.setattr(source_files, "_open_outside", lambda _path: pytest.fail("was opened"))
        window.controller.files.ask_open(file)
        dialog = shown_dialog(window, OpenOutsideDialog)
        assert dialog.open_button.isHidden()
        window.controller.files.open(file)
        window.controller.files.save(file, tmp_path / "copy.exe")
        assert (tmp_path / "copy.exe").read_bytes() == b"<p>saved</p>"
        dialog.reject()

    def test_where_no_program_opens_it_that_is_told(self, window, kept, monkeypatch):
        monkeypatch.setattr(source_files, "_open_outside", lambda _path: False)
        window.controller.files.open(kept("paper.pdf"))
        assert window.banner.text == "No program here opens “paper.pdf”. You can save a copy."

    def test_a_place_that_refuses_a_copy_is_told(self, window, kept, tmp_path):
        (tmp_path / "file").write_text("no folder")
        window.controller.files.save(kept("paper.pdf"), tmp_path / "file" / "x.pdf")
        assert "cannot be written" in window.said[-1]


def test_an_address_is_shown_before_it_opens(window):
    window.controller.save(source("With address", url="https://example.org/a"))
    (link,) = window.view.details._work.links
    link.click()
    shown_dialog(window, OpenAddressDialog).reject()


def test_what_happened_while_it_was_not_in_front_is_caught_up(window):
    window.view.hide()
    window.session.add_source(source("Behind"))
    assert len(titles(window)) == 2
    window.view.show()
    assert len(titles(window)) == 3


def test_another_windows_source_appears(window, path):
    with open_library(path, owner=OWNER, reviewer=PROFILE.reviewer) as library:
        library.add_source(source("Foreign"))
    window.session.look_for_foreign_changes()
    assert "Foreign" in titles(window)


def test_another_library_starts_afresh_and_what_was_typed_stays(window, tmp_path):
    window.view.column.filter.setText("rank:A")
    press(Qt.Key.Key_N, CONTROL)
    typed("Half")
    assert window.session.open(tmp_path / "new.caveat", create=True)
    assert titles(window) == []
    assert (window.view.words, window.view.side) == ("", Side.DETAILS)
    press(Qt.Key.Key_N, CONTROL)
    assert window.view.form.form.title == "Half"


def test_another_owners_library_is_only_read(path, qtbot, light):
    profile = type(PROFILE)(reviewer=PROFILE.reviewer, owner=OTHER_OWNER)
    window = opened(path, qtbot, light, profile)
    assert len(titles(window)) == 2
    press(Qt.Key.Key_N, CONTROL)
    assert window.view.side is Side.DETAILS
    assert not window.view.details.checked_button.isVisible()
    window.session.close()


def test_json_of_a_csl_export_is_json(window, tmp_path):
    file = tmp_path / "out.json"
    window.controller.export(BibliographyFormat.CSL, file)
    assert len(json.loads(file.read_text("utf-8"))) == 2
