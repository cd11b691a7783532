"""The Help menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from reader.actions import Actions
from reader.controllers.shell import Shell


class HelpController(QObject):
    """Opens the list of keys and the page about Caveat."""

    def __init__(self, actions: Actions, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        self._shell = shell

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {"keys": self.show_keys, "about": self.show_about}

    def show_keys(self) -> None:
        """Show every action with its keys."""
        from reader.dialogs.keys import KeysDialog

        KeysDialog(self._actions, self._shell.theme, self._shell.widget).open()

    def show_about(self) -> None:
        """Show the version and all licences."""
        from reader.dialogs.about import AboutDialog

        AboutDialog(self._shell.theme, self._shell.widget).open()
