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

    The first redo, which `QUndoStack.push` calls, therefore does nothing. A command whose
    action cannot be taken back or done again becomes obsolete, and the stack drops it.
    """

    def __init__(self, action: ActionId, text: str, replayer: ActionReplayer) -> None:
        super().__init__(text)
        self._action = action
        self._replayer = replayer
        self._is_done = False

    def redo(self) -> None:
        """Called by the stack."""
        if not self._is_done:
            self._is_done = True
        elif not self._replayer.redo_action(self._action):
            self.setObsolete(True)

    def undo(self) -> None:
        """Called by the stack."""
        if not self._replayer.undo_action(self._action):
            self.setObsolete(True)
