"""The desktop's own file dialogs, each opened by one function that answers through a callback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from reader.options import LIBRARY_SUFFIX

_LIBRARIES = f"Caveat libraries (*{LIBRARY_SUFFIX})"
_ARTICLES = "Articles (*.txt *.text *.md *.markdown *.html *.htm *.xhtml);;All files (*)"

OnPath = Callable[[Path], object]


def ask_new_library(parent: QWidget, folder: Path, on_chosen: OnPath) -> None:
    """Ask where to put a new library."""
    dialog = _library_dialog(parent, "New library", folder, on_chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Make")
    dialog.open()


def ask_library(parent: QWidget, folder: Path, on_chosen: OnPath) -> None:
    """Ask for a library that is there."""
    dialog = _library_dialog(parent, "Open library", folder, on_chosen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()


def ask_copy(parent: QWidget, library: Path, on_chosen: OnPath) -> None:
    """Ask where to put a copy of a library; a file that is there is asked about."""
    dialog = _library_dialog(parent, "Save a copy of the library", library.parent, on_chosen)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(f"{library.stem} (copy){LIBRARY_SUFFIX}")
    dialog.open()


def ask_articles(parent: QWidget, on_chosen: Callable[[tuple[Path, ...]], object]) -> None:
    """Ask for one or more files to import."""
    dialog = QFileDialog(parent, "Import articles", str(documents_folder()), _ARTICLES)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Import")

    def on_files(names: list[str]) -> None:
        on_chosen(tuple(Path(name) for name in names))

    dialog.filesSelected.connect(on_files)
    dialog.open()


def ask_newer_text(parent: QWidget, title: str, on_chosen: OnPath) -> None:
    """Ask for the file with a newer text of an article."""
    name = f"Newer text of “{title}”"
    dialog = QFileDialog(parent, name, str(documents_folder()), _ARTICLES)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Compare")

    def on_files(names: list[str]) -> None:
        if names:
            on_chosen(Path(names[0]))

    dialog.filesSelected.connect(on_files)
    dialog.open()


def documents_folder() -> Path:
    """The user's documents; where there is no such folder, their home."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(found) if found else Path.home()
    return folder if folder.is_dir() else Path.home()


def show_in_file_manager(folder: Path) -> bool:
    """Show a folder in the desktop's file manager; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _library_dialog(parent: QWidget, title: str, folder: Path, on_chosen: OnPath) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(folder), _LIBRARIES)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setDefaultSuffix(LIBRARY_SUFFIX.removeprefix("."))

    def on_file(name: str) -> None:
        on_chosen(Path(name))

    dialog.fileSelected.connect(on_file)
    return dialog
