import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from reader.dialogs.open_outside import FileRisk, OpenOutsideDialog, file_risk, safe_name


@pytest.mark.parametrize(
    ("name", "risk"),
    [
        ("paper.pdf", FileRisk.QUIET),
        ("PAPER.PDF", FileRisk.QUIET),
        ("page.html", FileRisk.PAGE),
        ("drawing.svg", FileRisk.PAGE),
        ("setup.exe", FileRisk.PROGRAM),
        ("paper.pdf.exe", FileRisk.PROGRAM),
        ("paper.pdf.exe ", FileRisk.PROGRAM),
        ("run.sh", FileRisk.PROGRAM),
        ("run.bat", FileRisk.PROGRAM),
        ("code.js", FileRisk.PROGRAM),
        ("macros.docm", FileRisk.PROGRAM),
        ("start.desktop", FileRisk.PROGRAM),
        ("no-ending", FileRisk.PROGRAM),
        (".pdf", FileRisk.PROGRAM),
        ("", FileRisk.PROGRAM),
    ],
)
def test_only_what_is_known_to_be_quiet_counts_as_quiet(name, risk):
    assert file_risk(name) is risk


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("paper.pdf", "paper.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.pdf", "x.pdf"),
        ("a:b*c?.pdf", "a_b_c_.pdf"),
        ("exe\u202efdp.pdf", "exe_fdp.pdf"),
        ("  .. ", "file"),
        ("", "file"),
    ],
)
def test_a_name_becomes_one_that_hides_nothing(name, safe):
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_ending():
    assert safe_name("x" * 500 + ".pdf").endswith("x.pdf")
    assert len(safe_name("x" * 500 + ".pdf")) == 120


@pytest.fixture
def dialog_of(qtbot, light):
    parent = QWidget()
    parent.resize(1000, 800)
    qtbot.addWidget(parent)
    parent.show()

    def make(name):
        dialog = OpenOutsideDialog(name, 1_234_567, light, parent)
        dialog.chosen = []
        dialog.open_chosen.connect(lambda: dialog.chosen.append("open"))
        dialog.save_chosen.connect(lambda: dialog.chosen.append("save"))
        dialog.open()
        qtbot.waitExposed(dialog)
        return dialog

    return make


def words(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_it_says_name_kind_and_size_and_enter_opens(dialog_of):
    dialog = dialog_of("paper.pdf")
    chosen = dialog.chosen
    assert "paper.pdf" in words(dialog)
    assert "PDF document, 1.2 MB" in words(dialog)
    QTest.keyClick(dialog.open_button, Qt.Key.Key_Return)
    assert chosen == ["open"]


def test_a_page_is_said_to_run_scripts(dialog_of):
    dialog = dialog_of("page.html")
    assert "may run scripts" in words(dialog)
    dialog.reject()


def test_a_program_can_only_be_saved(dialog_of):
    dialog = dialog_of("setup.exe")
    chosen = dialog.chosen
    assert dialog.open_button.isHidden()
    assert "not opened from here" in words(dialog)
    dialog.save_button.click()
    assert chosen == ["save"]


def test_hidden_marks_in_a_name_are_shown(dialog_of):
    dialog = dialog_of("exe\u202efdp.pdf")
    assert "\\u202e" in words(dialog)
    dialog.reject()
