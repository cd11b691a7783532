"""Undo, as Qt sees it. The library's change log is the truth: a command holds an action's id."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtGui import QUndoCommand

from annotations import ActionId


class ActionReplayer(Protocol):
    """Takes actions back and does them again; reports failures itself."""

    def undo_action(self, action: ActionId) -> bool:
        """Restore what stood before the action; False where that was refused."""

    def redo_action(self, action: ActionId) -> bool:
        """Do an undone action again; False where that was refused."""


class ActionCommand(QUndoCommand):
    """A change that the library has made already, at its place in the undo stack.

    The first redo, which `QUndoStack.push` calls, therefore does nothing; neither does the
    first undo of one that `was_undone` when the stack was made. A command whose action
    cannot be taken back or done again becomes obsolete, and the stack drops it.
    """

    def __init__(
        self,
        action: ActionId,
        text: str,
        replayer: ActionReplayer,
        *,
        was_undone: bool = False,
    ) -> None:
        super().__init__(text)
        self._action = action
        self._replayer = replayer
        self._is_pushed = False
        self._was_undone = was_undone

    def redo(self) -> None:
        """Called by the stack."""
        if not self._is_pushed:
            self._is_pushed = True
        elif not self._replayer.redo_action(self._action):
            self.setObsolete(True)

    def undo(self) -> None:
        """Called by the stack."""
        if self._was_undone:
            self._was_undone = False
        elif not self._replayer.undo_action(self._action):
            self.setObsolete(True)
