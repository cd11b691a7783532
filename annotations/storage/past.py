"""The actions of a reviewer as an undo stack holds them, read back from the change log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from annotations.editing import PastAction
from annotations.ids import ActionId, ReviewerUid

_NEWEST = (
    "SELECT id, action, uid, parent, same_as, label, at FROM change_log"
    " WHERE reviewer_uid = ? AND id < ? ORDER BY id DESC LIMIT 1"
)
_FIRST_ROW = "SELECT min(id) FROM change_log WHERE action = ?"
_VERSION = "SELECT parent, same_as, label, at FROM change_log WHERE action = ? AND uid = ?"
_AFTER_ALL = 1 << 62


@dataclass(frozen=True, slots=True)
class _Logged:
    """One action of the log, seen at one of its rows."""

    id: str
    uid: str
    parent: str | None
    same_as: str | None
    label: str
    at: str


def recent_actions(
    connection: sqlite3.Connection, reviewer: str, *, limit: int
) -> tuple[PastAction, ...]:
    """The newest actions of a reviewer, each once, as an undo stack holds them.

    Those that are undone and can be done again come first, the last to be undone nearest to
    those that are done. One that was undone before something else was done is left out, as
    an undo stack leaves it out.
    """
    done: list[PastAction] = []
    undone: list[PastAction] = []
    settled: set[str] = set()
    is_cleared = False
    for logged in _backwards(connection, reviewer):
        if len(done) >= limit:
            break
        meant, is_undo = _meaning(connection, logged)
        is_ordinary = meant == logged.id
        if meant not in settled:
            settled.add(meant)
            if not is_undo:
                done.append(_past(connection, logged, meant, reviewer, is_undone=False))
            elif not is_cleared:
                undone.append(_past(connection, logged, meant, reviewer, is_undone=True))
        is_cleared = is_cleared or is_ordinary
    return (*reversed(undone), *done)[:limit] if limit else ()


def _backwards(connection: sqlite3.Connection, reviewer: str) -> Iterator[_Logged]:
    """The actions of a reviewer, newest first; an action's rows stand together."""
    before = _AFTER_ALL
    while found := connection.execute(_NEWEST, (reviewer, before)).fetchall():
        _, action, uid, parent, same_as, label, at = found[0]
        yield _Logged(action, uid, parent, same_as, label, at)
        before = connection.execute(_FIRST_ROW, (action,)).fetchall()[0][0]


def _meaning(connection: sqlite3.Connection, logged: _Logged) -> tuple[str, bool]:
    """The action that is meant, and whether it was undone then.

    An undo goes from the content of the action back to what was before it, a redo the other
    way: what was brought back has, as what was before it, what is there now.
    """
    if logged.same_as is None:
        return logged.id, False
    left = _content(connection, logged.uid, logged.parent)
    brought = logged.same_as
    if brought:
        found = connection.execute(_VERSION, (brought, logged.uid)).fetchall()
        if found and _content(connection, logged.uid, found[0][0]) == left:
            return brought, False
    return left, True


def _content(connection: sqlite3.Connection, uid: str, action: str | None) -> str:
    """Name of the content of a version: the action that made it; empty before the first."""
    if action is None:
        return ""
    found = connection.execute(_VERSION, (action, uid)).fetchall()
    same_as = found[0][1]
    return action if same_as is None else str(same_as)


def _past(
    connection: sqlite3.Connection, logged: _Logged, meant: str, reviewer: str, *, is_undone: bool
) -> PastAction:
    label, at = logged.label, logged.at
    if meant != logged.id:
        found = connection.execute(_VERSION, (meant, logged.uid)).fetchall()
        label, at = found[0][2:]
    return PastAction(
        id=ActionId(meant),
        label=label,
        at=at,
        reviewer_uid=ReviewerUid(reviewer),
        is_undone=is_undone,
    )
