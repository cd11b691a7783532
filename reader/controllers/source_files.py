"""The files kept with sources: in by a dialog, out to another program after a question."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from reader.controllers.shell import Shell
from reader.session import Session

if TYPE_CHECKING:
    from annotations import AttachmentRecord

#: What has happened, for the banner, which offers to take it back.
Tell = Callable[[str], object]


class SourceFiles(QObject):
    """Keeps, opens, saves and removes files.

    Args:
        session: The library.
        shell: The window.
        tell: Says what has happened, and offers to take it back.
    """

    def __init__(self, session: Session, shell: Shell, tell: Tell, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._shell = shell
        self._tell = tell
        self._folder: Path | None = None

    def ask_file(self, uid: str) -> None:
        """Ask for a file to keep with a source."""
        from reader.dialogs.source_files import ask_file_to_keep

        ask_file_to_keep(self._shell.widget, partial(self.keep, uid))

    def keep(self, uid: str, path: Path) -> None:
        """Keep a file with a source, inside the library."""
        if self._session.attach_file(uid, path):
            self._shell.status.say(f"{path.name} is kept in the library.")

    def remove(self, file: AttachmentRecord) -> None:
        """Remove a kept file, and offer to take that back."""
        if self._session.remove_attachment(file.uid):
            self._tell(f"“{file.name}” is no longer kept.")

    def ask_open(self, file: AttachmentRecord) -> None:
        """Ask before a kept file goes to another program."""
        from reader.dialogs.open_outside import OpenOutsideDialog

        dialog = OpenOutsideDialog(file.name, file.size, self._shell.theme, self._shell.widget)
        dialog.open_chosen.connect(partial(self.open, file))
        dialog.save_chosen.connect(partial(self._ask_save, file))
        dialog.open()

    def open(self, file: AttachmentRecord) -> None:
        """Open a copy of a kept file with the desktop's program; never a program itself."""
        from reader.dialogs.open_outside import FileRisk, file_risk, safe_name

        if file_risk(file.name) is FileRisk.PROGRAM:
            return
        path = self._temporary_folder(file.uid) / safe_name(file.name)
        if self._write(file, path) and not _open_outside(path):
            self._shell.banner.warn(f"No program here opens “{file.name}”. You can save a copy.")

    def save(self, file: AttachmentRecord, path: Path) -> None:
        """Write a copy of a kept file."""
        if self._write(file, path):
            self._shell.status.say(f"A copy is in {path}")

    def _ask_save(self, file: AttachmentRecord) -> None:
        from reader.dialogs.open_outside import safe_name
        from reader.dialogs.source_files import ask_place

        save = partial(self.save, file)
        ask_place(self._shell.widget, "Save a copy of the file", safe_name(file.name), save)

    def _write(self, file: AttachmentRecord, path: Path) -> bool:
        data = self._session.attachment_data(file.uid)
        if data is None:
            return False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            self._session.failed.emit(
                f"{path.name} cannot be written: {error.strerror or error}. Choose another place."
            )
            return False
        return True

    def _temporary_folder(self, uid: str) -> Path:
        """A folder for one file, for us alone, gone when the window is."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="caveat-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder / uid


def _open_outside(path: Path) -> bool:
    """Let the desktop open a file; False where it has no program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
