"""How the window asks the library, and how it changes it: what all parts of the session share.

Every failure that a person can act on leaves here as one `failed` signal that carries its
sentence; anything else is a bug and reaches the crash hook.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotations import ActionConflictError, CaveatError
from reader.undo import UndoHistory

if TYPE_CHECKING:
    from annotations import ActionId, Library, LibraryChange

_log = logging.getLogger(__name__)

_T = TypeVar("_T")


class Gateway(QObject):
    """Holds the open library. Lives in the thread of the window.

    Signals:
        library_changed: Another library is open, or none.
        changed: A `LibraryChange` of this window; emitted after the commit.
        refreshed: Another window or program has changed the library.
        failed: A sentence for the user; what was asked has not happened.
    """

    library_changed = Signal()
    changed = Signal(object)
    refreshed = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library: Library | None = None
        self.history = UndoHistory(self, self)
        self._is_history_due = False

    @property
    def is_open(self) -> bool:
        """True while a library is open."""
        return self._library is not None

    @property
    def is_read_only(self) -> bool:
        """True where nothing can be changed; also where nothing is open."""
        return self._library is None or self._library.is_read_only

    def undo_action(self, action: ActionId) -> bool:
        """Take an action back; False, and told, where the library refuses."""
        return self._replay(lambda lib: lib.undo(action))

    def redo_action(self, action: ActionId) -> bool:
        """Do an action again; False, and told, where the library refuses."""
        return self._replay(lambda lib: lib.redo(action))

    def _open_library(self) -> Library:
        if self._library is None:
            raise CaveatError("No library is open. Open one, or make a new one, first.")
        return self._library

    def _query(self, ask: Callable[[Library], _T]) -> _T | None:
        return self._attempt(lambda: ask(self._open_library()))

    def _change(self, verb: Callable[[Library], LibraryChange], text: str) -> bool:
        change = self._query(verb)
        if change is None:
            return False
        self._publish(change, text)
        return True

    def restore_history(self) -> None:
        """Fill the undo stack with what earlier windows did; once for each library."""
        if self._is_history_due and not self.is_read_only:
            self._is_history_due = False
            past = self._attempt(lambda: self._open_library().recent_actions(), tells=False)
            self.history.begin(past or ())

    def _replay(self, verb: Callable[[Library], LibraryChange]) -> bool:
        try:
            change = verb(self._open_library())
        except CaveatError as error:
            self.failed.emit(str(error))
            if not isinstance(error, ActionConflictError):
                # The file is busy or away for now: the action can still be taken back later,
                # though Qt's stack drops it.
                self._is_history_due = True
                QTimer.singleShot(0, self, self.restore_history)
            return False
        self.changed.emit(change)
        return True

    def _publish(self, change: LibraryChange, text: str) -> None:
        if not change:
            return
        if change.action is not None:
            self.history.add(change.action, text)
        self.changed.emit(change)

    def _attempt(self, ask: Callable[[], _T], *, tells: bool = True) -> _T | None:
        try:
            return ask()
        except CaveatError as error:
            # The user is told; the log only keeps what they may ask about.
            _log.info("%s: %s", type(error).__name__, error)
            if tells:
                self.failed.emit(str(error))
        return None
