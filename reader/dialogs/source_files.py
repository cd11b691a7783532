"""The desktop's file dialogs for bibliographies and for the files kept with a source."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.dialogs.file_dialogs import OnPath, documents_folder

_BIBLIOGRAPHIES = "Bibliographies (*.bib *.bibtex *.ris *.nbib *.json *.txt);;All files (*)"


def ask_bibliography(parent: QWidget, on_chosen: OnPath) -> None:
    """Ask for a file to read sources from."""
    dialog = _dialog(parent, "Import sources", _BIBLIOGRAPHIES, on_chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Import")
    dialog.open()


def ask_file_to_keep(parent: QWidget, on_chosen: OnPath) -> None:
    """Ask for a file to keep with a source."""
    dialog = _dialog(parent, "Keep a file with this source", "All files (*)", on_chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Keep")
    dialog.open()


def ask_place(
    parent: QWidget, title: str, name: str, on_chosen: OnPath, *, folder: str = ""
) -> None:
    """Ask where to save; a file that is there is asked about.

    Args:
        parent: The window.
        title: Of the dialog.
        name: Suggested name of the file, with its ending.
        folder: Where to begin; the user's documents where it is empty or gone.
    """
    dialog = _dialog(parent, title, "All files (*)", on_chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if folder and Path(folder).is_dir():
        dialog.setDirectory(folder)
    suffix = Path(name).suffix
    if suffix:
        dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.open()


def _dialog(parent: QWidget, title: str, kinds: str, on_chosen: OnPath) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(documents_folder()), kinds)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def on_file(name: str) -> None:
        on_chosen(Path(name))

    dialog.fileSelected.connect(on_file)
    return dialog
