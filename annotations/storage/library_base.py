"""What every room of the library stands on: the open file, reading, and one action."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from annotations.errors import CaveatError, LibraryReadOnlyError
from annotations.ids import OwnerId
from annotations.model import LibraryChange, Reviewer
from annotations.storage.connection import damaged, translated
from annotations.storage.opening import OpenFile

if TYPE_CHECKING:
    from annotations.storage.changes import Action

_Result = TypeVar("_Result")

#: What decoding raises on content that our own code cannot have written.
_UNDECODABLE = (KeyError, IndexError, ValueError, TypeError, zlib.error)


class LibraryBase:
    """An open file, and how the rooms built on it read and change it."""

    def __init__(self, path: Path, owner: OwnerId, reviewer: Reviewer, opened: OpenFile) -> None:
        self.path = path
        self.owner = owner
        self.reviewer = reviewer
        self._file = opened
        self._connection = opened.connection
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def is_read_only(self) -> bool:
        """True where verbs are refused."""
        return bool(self._file.read_only_reason)

    @property
    def read_only_reason(self) -> str:
        """A sentence; empty where the library may be written."""
        return self._file.read_only_reason

    def close(self) -> None:
        """Close the file; harmless when repeated."""
        if not self._is_closed:
            self._is_closed = True
            self._file.close()

    def _read(self, query: Callable[[sqlite3.Connection], _Result]) -> _Result:
        with translated(self.path):
            try:
                return query(self._connection)
            except (CaveatError, UnicodeError):
                raise
            except _UNDECODABLE as error:
                raise damaged(self.path) from error

    def _act(self, label: str, verb: Callable[[Action], None]) -> LibraryChange:
        with self._acting(label) as (action, done):
            verb(action)
        return done[0]

    @contextmanager
    def _acting(self, label: str) -> Iterator[tuple[Action, list[LibraryChange]]]:
        """One verb: yields its action, and a list that holds the change when it is done."""
        from annotations.storage.changes import Action

        done: list[LibraryChange] = []
        with self._writing():
            action = Action(self._connection, label, self.reviewer)
            yield action, done
            done.append(action.finish())

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction that changes the file."""
        from annotations.storage.changes import immediate

        if self.is_read_only:
            raise LibraryReadOnlyError(f"Nothing was changed. {self.read_only_reason}")
        with immediate(self._connection, self.path):
            yield
