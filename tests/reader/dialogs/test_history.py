"""The dialogs of what was: versions with a word diff, and backups."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotations import ActionId, Backup, FieldChange, VersionInfo
from reader.dialogs.backups import BackupsDialog
from reader.dialogs.history import HistoryDialog
from reader.theme.roles import Role


def version(number, *changes, label="Edit note", is_present=False):
    return VersionInfo(
        version=number,
        action=ActionId(f"action-{number}"),
        label=label,
        at=f"2026-11-2{number}T12:00:00.000Z",
        reviewer="Ana Lopes",
        fields={},
        changes=changes,
        is_present=is_present,
    )


VERSIONS = (
    version(3, FieldChange("Status", "Ready", "Withdrawn: twice"), is_present=True),
    version(2, FieldChange("Correction", "Take 900 mg at night.", "Take 300 mg at night.")),
    version(1, FieldChange("Correction", "", "Take 900 mg at night."), label="Add note"),
)
BACKUPS = (
    Backup(Path("b2"), "2026-11-23T12:00:00Z", 1_500_000),
    Backup(Path("b1"), "2026-11-22T12:00:00Z", 900_000, "before restoring"),
)


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    widget.resize(1000, 800)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def marks(dialog):
    """Each piece of the changes with whether it is struck or underlined, and its colour."""
    found = []
    block = dialog.changes.document().begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            form = fragment.charFormat()
            found.append(
                (
                    fragment.text(),
                    form.fontStrikeOut(),
                    form.fontUnderline(),
                    form.foreground().color(),
                )
            )
            pieces += 1
        block = block.next()
    return found


def history(theme, window, **options):
    dialog = HistoryDialog("History: a note", VERSIONS, theme, window, **options)
    asked = []
    dialog.restore_requested.connect(asked.append)
    dialog.open()
    return dialog, asked


def test_versions_say_what_who_and_when(light, window):
    dialog, _ = history(light, window)
    rows = [dialog.list.item(row).text() for row in range(3)]
    assert rows[0].startswith("Edit note  (now)\nAna Lopes, 23 Nov 2026, ")
    assert rows[2].startswith("Add note\nAna Lopes, 21 Nov 2026, ")


def test_changes_are_marked_by_more_than_colour(theme, window):
    dialog, _ = history(theme, window)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    shown = {text: rest for text, *rest in marks(dialog)}
    assert shown["900"] == [True, False, theme.color(Role.DEL)]
    assert shown["300"] == [False, True, theme.color(Role.INS)]
    assert shown[" mg at night."] == [False, False, theme.color(Role.TEXT)]
    assert dialog.changes.accessibleDescription() == (
        "Correction: Take 900 mg at night., became Take 300 mg at night.."
    )


def test_the_first_version_is_shown_as_it_is(light, window):
    dialog, _ = history(light, window)
    QTest.keyClick(dialog.list, Qt.Key.Key_End)
    assert not any(struck or underlined for _, struck, underlined, _ in marks(dialog))
    assert "Take 900 mg at night." in dialog.changes.toPlainText()


def test_r_restores_what_is_not_there_now(light, window):
    dialog, asked = history(light, window)
    assert not dialog.restore_button.isEnabled()
    QTest.keyClick(dialog.list, Qt.Key.Key_R)
    assert asked == []
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_R)
    assert asked == [2]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_nothing_is_restored_where_nothing_may_be_written(light, window):
    dialog, asked = history(light, window, is_read_only=True)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_R)
    assert asked == []
    assert "reading only" in dialog.hint.text()


def test_what_is_copied_is_plain(light, window):
    dialog, _ = history(light, window)
    dialog.changes.moveCursor(QTextCursor.MoveOperation.Start)
    dialog.changes.selectAll()
    data = dialog.changes.createMimeDataFromSelection()
    assert data.formats() == ["text/plain"]
    assert data.text().startswith("Status\nReady Withdrawn: twice")


def backup_dialog(theme, window, backups=BACKUPS, **options):
    dialog = BackupsDialog(backups, theme, window, **options)
    asked = []
    dialog.restore_requested.connect(asked.append)
    dialog.open()
    return dialog, asked


def test_backups_say_when_how_large_and_why(theme, window):
    dialog, _ = backup_dialog(theme, window)
    rows = [dialog.list.item(row).text() for row in range(2)]
    assert rows[0].startswith("23 Nov 2026, ")
    assert rows[0].endswith("1.5 MB")
    assert rows[1].endswith("900.0 kB  (before restoring)")


def test_restoring_asks_once_more(light, window):
    dialog, asked = backup_dialog(light, window)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    dialog.restore_button.click()
    assert asked == []
    assert "goes back to 22 Nov 2026" in dialog.note.text()
    dialog.keep_button.click()
    assert dialog.note.text() == ""
    assert not dialog.keep_button.isVisible()
    dialog.restore_button.click()
    dialog.restore_button.click()
    assert asked == [Path("b1")]
    assert not dialog.isVisible()


def test_another_choice_takes_the_question_back(light, window):
    dialog, asked = backup_dialog(light, window)
    dialog.restore_button.click()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    dialog.restore_button.click()
    assert asked == []


def test_without_a_backup_it_says_so(light, window):
    dialog, _ = backup_dialog(light, window, ())
    assert not dialog.restore_button.isEnabled()
    assert "none yet" in dialog.note.text()
    dialog.show_backups(BACKUPS)
    assert dialog.restore_button.isEnabled()


def test_a_library_that_may_not_be_written_is_not_restored(light, window):
    dialog, _ = backup_dialog(light, window, is_read_only=True)
    assert not dialog.restore_button.isEnabled()
    assert not dialog.now_button.isEnabled()
