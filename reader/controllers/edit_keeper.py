"""What is being typed goes into the library within a second of the last key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from annotations import CaveatError, LibraryBusyError
from reader.session import Session

if TYPE_CHECKING:
    from annotations import UnsavedEdit

#: From the first key that is not kept to the keeping; keys in between go along.
KEEP_AFTER_MS = 400
#: How soon it is tried again where the library refused.
RETRY_MS = 2_000
#: How soon where another window was just writing, and how often before that is told.
BUSY_RETRY_MS = 100
BUSY_TRIES = 5


@dataclass(frozen=True, slots=True)
class Typing:
    """What the bottom bar says of the typing.

    Attributes:
        kept_at: UTC time of the last keeping; empty before the first.
        is_pending: Keys have come since.
        problem: Why it could not be kept, as a sentence; empty where it could.
    """

    kept_at: str = ""
    is_pending: bool = False
    problem: str = ""


class EditKeeper(QObject):
    """Keeps one edit at a time.

    Signals:
        typing_changed: A `Typing`.
    """

    typing_changed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._edit: UnsavedEdit | None = None
        self._kept_form: Mapping[str, Any] | None = None
        self._typing = Typing()
        #: Tries in a row that met another window's writing.
        self._busy = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep_now)

    @property
    def edit(self) -> UnsavedEdit | None:
        """The edit that is open, as it was typed last; None for none."""
        return self._edit

    @property
    def typing(self) -> Typing:
        """How the typing stands."""
        return self._typing

    @property
    def is_safe(self) -> bool:
        """False while something typed is in memory alone."""
        return self._edit is None or self._edit.form == self._kept_form

    def begin(self, edit: UnsavedEdit) -> None:
        """Take charge of an edit. A new one is kept as soon as something is typed in it; one
        that the library gave back at once, so that other windows see whose it is now.
        """
        is_new = not edit.kept_at
        self._edit = edit
        self._kept_form = edit.form if is_new else None
        self._timer.stop()
        self._say(Typing(kept_at=edit.kept_at))
        if not is_new:
            self.keep_now()

    def touch(self, form: Mapping[str, Any]) -> None:
        """Take what the editor holds now."""
        if self._edit is None:
            return
        self._edit = replace(self._edit, form=form)
        if form == self._kept_form:
            return
        if not self._typing.problem:
            self._say(replace(self._typing, is_pending=True))
        if not self._timer.isActive():
            self._timer.start(KEEP_AFTER_MS)

    def keep_now(self) -> bool:
        """Keep what is pending without waiting; False where the library refuses."""
        self._timer.stop()
        if self._edit is None or self.is_safe:
            return True
        form = self._edit.form
        try:
            kept = self._session.keep_edit(self._edit)
        except LibraryBusyError as error:
            self._busy += 1
            if self._busy < BUSY_TRIES:
                self._timer.start(BUSY_RETRY_MS)
            else:
                self._say(Typing(self._typing.kept_at, is_pending=True, problem=str(error)))
                self._timer.start(RETRY_MS // 4)
            return False
        except CaveatError as error:
            self._say(Typing(self._typing.kept_at, is_pending=True, problem=str(error)))
            self._timer.start(RETRY_MS)
            return False
        self._kept_form = form
        self._busy = 0
        self._say(Typing(kept_at=kept.kept_at))
        return True

    def keep_firmly(self) -> bool:
        """Keep before the editor closes: wait a moment for another window that is writing."""
        while not self.keep_now():
            if self._typing.problem:
                return False
            QThread.msleep(BUSY_RETRY_MS)
        return True

    def end(self) -> None:
        """The edit is stored, dropped or left: nothing more is to be kept."""
        self._timer.stop()
        self._edit = None
        self._kept_form = None
        self._say(Typing())

    def _say(self, typing: Typing) -> None:
        self._typing = typing
        self.typing_changed.emit(typing)
