import stat

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from annotations import ExportLayout, OwnerId, export_markdown, open_library
from reader.dialogs.export import ExportDialog
from reader.dialogs.export_file import ExportChoices, markdown_of, suggested_name, write_whole
from reader.samples import ensure_samples


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory):
    path = ensure_samples(tmp_path_factory.mktemp("samples") / "samples.caveat")
    with open_library(path, owner=OwnerId("a-reader")) as library:
        article = library.find_article("valerian-for-sleep")
        return library.reviewed_article(article.uid, drafts=True)


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    widget.resize(1360, 860)
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def dialog(reviewed, light, window, qtbot, tmp_path):
    made = ExportDialog(reviewed, light, window, folder=str(tmp_path))
    made.open()
    qtbot.waitExposed(made)
    yield made
    if isValid(made):
        made.reject()


def test_the_preview_is_what_is_saved(dialog, reviewed, tmp_path, qtbot):
    qtbot.waitUntil(lambda: dialog.preview.markdown.toPlainText() != "")
    shown = dialog.preview.markdown.toPlainText()
    with qtbot.waitSignal(dialog.saved) as saved:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    path = tmp_path / "valerian-for-sleep.cautions.md"
    assert saved.args == [str(path)]
    assert path.read_bytes() == export_markdown(reviewed).encode()
    assert path.read_text(encoding="utf-8").rstrip("\n") == shown.rstrip("\n")


def test_both_faces_stand_side_by_side(dialog, reviewed, qtbot):
    assert dialog.preview.shows_both
    qtbot.waitUntil(lambda: "What valerian is" in dialog.preview.rendering.toPlainText())
    rendering = dialog.preview.rendering.toPlainText()
    assert "[!" not in rendering
    assert "**" not in rendering
    assert all(note.note.headline[:30] in rendering for note in reviewed.annotations)


@pytest.mark.parametrize("layout", list(ExportLayout))
def test_choosing_a_layout_changes_the_preview(dialog, reviewed, qtbot, layout):
    dialog.cards[layout].click()
    wanted = export_markdown(reviewed, layout)
    assert dialog.markdown == wanted
    first_lines = wanted.splitlines()[:40]
    qtbot.waitUntil(lambda: dialog.preview.markdown.toPlainText().splitlines()[:40] == first_lines)


def test_the_rendering_follows_the_layout(dialog, qtbot):
    rendering = dialog.preview.rendering
    qtbot.waitUntil(lambda: "What valerian is" in rendering.toPlainText())
    dialog.cards[ExportLayout.REPORT].click()
    qtbot.waitUntil(lambda: "Review of" in rendering.toPlainText())
    assert "What valerian is\n" not in rendering.toPlainText()


def test_boxes_leave_things_out(dialog, reviewed):
    dialog.checks["front_matter"].click()
    assert dialog.markdown == export_markdown(reviewed, front_matter=False)
    dialog.checks["front_matter"].click()
    dialog.checks["sources_as_list"].click()
    assert dialog.markdown == export_markdown(reviewed, sources_as_list=False)
    dialog.checks["published"].click()
    assert reviewed.annotations[0].note.headline not in dialog.markdown


def test_a_file_that_is_there_is_replaced_only_when_asked_twice(dialog, tmp_path, qtbot):
    path = tmp_path / "valerian-for-sleep.cautions.md"
    path.write_text("mine")
    with qtbot.assertNotEmitted(dialog.saved):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert path.read_text() == "mine"
    with qtbot.waitSignal(dialog.saved):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert path.read_text(encoding="utf-8").startswith("---")


def test_another_name_needs_another_confirmation(dialog, tmp_path, qtbot):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("mine")
    dialog.name.setText("a.md")
    dialog.save()
    dialog.name.setText("b.md")
    with qtbot.assertNotEmitted(dialog.saved):
        dialog.save()


def test_a_name_without_an_ending_gets_one(dialog, tmp_path, qtbot):
    dialog.name.setText("notes")
    with qtbot.waitSignal(dialog.saved):
        dialog.save()
    assert (tmp_path / "notes.md").exists()


def test_no_name_is_not_saved(dialog, qtbot):
    dialog.name.setText("  ")
    with qtbot.assertNotEmitted(dialog.saved):
        dialog.save()
    assert "name" in dialog.message


def test_a_place_that_refuses_is_told(dialog, tmp_path, qtbot):
    dialog.name.setText("no/such/folder.md")
    with qtbot.assertNotEmitted(dialog.saved):
        dialog.save()
    assert "not saved" in dialog.message
    assert list(tmp_path.iterdir()) == []


def test_copying_with_nothing_selected_takes_everything(dialog, qtbot):
    dialog.preview.markdown.setFocus()
    qtbot.waitUntil(dialog.preview.markdown.hasFocus)
    QTest.keyClick(dialog.preview.markdown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == dialog.markdown


def test_escape_frees_the_dialog_and_its_worker(dialog, qtbot):
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_narrow_window_shows_one_face_at_a_time(reviewed, light, qtbot):
    window = QWidget()
    window.resize(900, 640)
    qtbot.addWidget(window)
    dialog = ExportDialog(reviewed, light, window)
    dialog.open()
    qtbot.waitExposed(dialog)
    assert not dialog.preview.shows_both
    assert not dialog.preview.rendering.isVisible()
    dialog.preview.faces.button(1).click()
    assert dialog.preview.rendering.isVisible()
    assert not dialog.preview.markdown.isVisible()
    dialog.reject()


def test_nothing_is_cut_off_in_the_cards(dialog):
    for card in dialog.cards.values():
        assert card.height() >= card.heightForWidth(card.width())


@pytest.mark.parametrize(
    ("file_name", "title", "name"),
    [
        ("tea.txt", "Tea", "tea.cautions.md"),
        ("", "Is tea: good/bad?", "Is tea good bad.cautions.md"),
        ("", "../..", "article.cautions.md"),
        ("", "x" * 300, "x" * 80 + ".cautions.md"),
    ],
)
def test_suggested_names_are_safe(reviewed, file_name, title, name):
    from dataclasses import replace

    article = reviewed.article
    fields = replace(article.fields, title=title)
    article = replace(article, file_name=file_name, fields=fields)
    assert suggested_name(replace(reviewed, article=article)) == name


def test_files_are_written_whole_with_the_mode_they_had(tmp_path):
    path = tmp_path / "a.md"
    write_whole(path, "one\ntwo\n")
    assert path.read_bytes() == b"one\ntwo\n"
    path.chmod(0o640)
    write_whole(path, "three")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


def test_notes_are_left_out_by_status(reviewed):
    bare = markdown_of(reviewed, ExportChoices(published=False))
    assert "Caution notes" not in bare
