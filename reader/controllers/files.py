"""Libraries as files: make, open, open again, copy, show where they lie."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotations import CaveatError, default_library_path
from reader.controllers.shell import Shell
from reader.preferences import Preferences
from reader.samples import ensure_samples, is_samples
from reader.session import Session
from reader.settings import with_recent_library

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from annotations import UnsavedEdit


class FileController(QObject):
    """Carries out the library part of the File menu.

    Signals:
        moved: Path of a copy to go on in, with what is being typed.
    """

    moved = Signal(object)

    def __init__(
        self, session: Session, preferences: Preferences, shell: Shell, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._shell = shell
        #: Asked before the library is left: False keeps it, as where typing cannot be kept.
        self.may_leave: Callable[[], bool] = lambda: True
        #: What is being typed; None for nothing.
        self.typing: Callable[[], UnsavedEdit | None] = lambda: None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {
            "new_library": self.ask_new,
            "open_library": self.ask_open,
            "save_copy": self.ask_copy,
            "show_folder": self.show_folder,
            "samples": self.open_samples,
        }

    def open(self, path: Path, *, create: bool = False, quietly: bool = False) -> bool:
        """Open a library; False, and told, where it is refused.

        Args:
            path: Its file.
            create: Make an empty one where there is none.
            quietly: Leave what is in front as it is; else the list comes to the front.
        """
        if not self.may_leave():
            return False
        tells = not is_samples(path)
        if not self._session.open(path, create=create, tells=tells) and not self._mended(path):
            self._shell.banner.warn(
                self._shell.banner.text, ("Open another library", self.ask_open)
            )
            return False
        self._preferences.update(
            last_library=str(path),
            last_article="",
            recent_libraries=with_recent_library(
                self._preferences.value.recent_libraries, str(path)
            ),
        )
        if not quietly:
            self._shell.show_list()
        return True

    def _mended(self, path: Path) -> bool:
        """Make the samples anew where it is they that cannot be opened."""
        if not is_samples(path):
            return False
        try:
            ensure_samples(path, anew=True)
        except CaveatError as error:
            self._session.failed.emit(str(error))
            return False
        return self._session.open(path)

    def open_own(self) -> bool:
        """Open the user's own library, which is made where there is none yet."""
        return self.open(default_library_path(), create=True)

    def open_samples(self) -> None:
        """Open the sample library, made anew where it is missing or outdated."""
        try:
            path = ensure_samples()
        except CaveatError as error:
            self._session.failed.emit(str(error))
            return
        if is_samples(self._session.path):
            self._shell.show_list()
        else:
            self.open(path)

    def ask_new(self) -> None:
        """Ask where to put a new library, and open it."""
        from reader.dialogs.file_dialogs import ask_new_library

        ask_new_library(self._shell.widget, self._folder, self.make)

    def make(self, path: Path) -> None:
        """Make a new library and open it; a file that is there is left alone."""
        if path.exists():
            self._session.failed.emit(
                f"{path.name} is there already and was left as it is. "
                "Choose another name, or open it."
            )
        else:
            self.open(path, create=True)

    def ask_open(self) -> None:
        """Ask for a library, and open it."""
        from reader.dialogs.file_dialogs import ask_library

        ask_library(self._shell.widget, self._folder, self.open)

    def ask_copy(self) -> None:
        """Ask where to put a copy of the open library, and write it."""
        from reader.dialogs.file_dialogs import ask_copy

        if self._session.path is not None:
            ask_copy(self._shell.widget, self._session.path, self.copy)

    def copy(self, path: Path) -> None:
        """Write a copy of the open library, with what is being typed, and say where it is."""
        typing = self.typing()
        if not self._session.save_copy(path, typing=typing):
            return
        self._shell.status.say(f"A copy of the library is in {path}")
        if typing is not None:
            self._shell.banner.tell(
                f"The copy in {path} holds what you are typing, too.",
                ("Go on in the copy", partial(self.moved.emit, path)),
            )

    def show_folder(self) -> None:
        """Show the folder of the open library in the desktop's file manager."""
        from reader.dialogs.file_dialogs import show_in_file_manager

        if self._session.path is not None and not show_in_file_manager(self._folder):
            self._shell.status.say(f"The library is in {self._folder}")

    def fill_recent(self, menu: QMenu) -> None:
        """List the libraries that were open lately; those that are gone are left out."""
        menu.clear()
        for text in self._preferences.value.recent_libraries:
            path = Path(text)
            if path.exists() and path != self._session.path:
                own = "My library" if path == default_library_path() else path.name
                name = "Sample articles" if is_samples(path) else own
                label = f"{name}  ({path.parent})".replace("&", "&&")
                menu.addAction(label).setData(text)
        if menu.isEmpty():
            menu.addAction("None yet").setEnabled(False)

    def on_recent_chosen(self, action: QAction) -> None:
        """Open the library of a menu made by `fill_recent`."""
        if isinstance(action.data(), str):
            self.open(Path(action.data()))

    @property
    def _folder(self) -> Path:
        return (self._session.path or default_library_path()).absolute().parent
