"""The undo stack of the open library, which outlives the window: it is read from the log."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from reader.commands import ActionCommand, ActionReplayer

if TYPE_CHECKING:
    from annotations import ActionId, PastAction


class UndoHistory:
    """What can be taken back, newest last, and what can be done again."""

    def __init__(self, replayer: ActionReplayer, parent: QObject) -> None:
        self.stack = QUndoStack(parent)
        self._replayer = replayer

    def add(self, action: ActionId, text: str) -> None:
        """Put a change on top that the library has made just now."""
        self.stack.push(ActionCommand(action, text, self._replayer))

    def begin(self, past: Iterable[PastAction]) -> None:
        """Start anew from what earlier windows did.

        Args:
            past: Newest first. One that was taken back before a later one was done cannot be
                done again, and is left out.
        """
        self.stack.clear()
        undone: list[ActionCommand] = []
        done: list[ActionCommand] = []
        for action in past:
            if action.is_undone and done:
                continue
            into = undone if action.is_undone else done
            text = action.label[:1].lower() + action.label[1:]
            into.append(ActionCommand(action.id, text, self._replayer, was_undone=action.is_undone))
        for command in (*reversed(done), *reversed(undone)):
            self.stack.push(command)
        self.stack.setIndex(len(done))
