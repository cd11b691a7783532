"""One verb, one transaction, one action in the change log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from annotations.errors import CaveatError
from annotations.ids import ActionId, new_uid
from annotations.model import LibraryChange, Reviewer
from annotations.storage.clock import utc_now
from annotations.storage.connection import damaged, is_sound, translated
from annotations.storage.coverage import recount_article
from annotations.storage.recounting import Mark, read_marks, refresh_article, rename_reviewer
from annotations.storage.snapshots import (
    Entity,
    Record,
    from_json,
    read_record,
    row_id,
    to_json,
    write_record,
)

_HEAD = (
    "SELECT version, action, same_as, snapshot FROM change_log"
    " WHERE uid = ? ORDER BY version DESC LIMIT 1"
)
_LOG = (
    "INSERT INTO change_log(entity, uid, version, action, parent, same_as, label, snapshot,"
    " reviewer_uid, at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_ARTICLES: dict[Entity, str] = {
    "annotation": "SELECT DISTINCT t.article_id FROM targets t"
    " JOIN annotations n ON n.id = t.annotation_id WHERE n.uid = ? AND t.article_id IS NOT NULL",
    "sentence": "SELECT article_id FROM sentence_checks WHERE uid = ?",
}
#: What articles have derived columns of.
_COUNTED = frozenset(_ARTICLES)

#: Mistakes of ours, or what a verb meets in a file whose rows do not fit together.
_PERHAPS_DAMAGE = (sqlite3.IntegrityError, KeyError, IndexError, ValueError, TypeError)


class Action:
    """What one verb does: rows are written through it, and logged when it ends.

    A record that ends as it began is no change and leaves no version.
    """

    def __init__(self, connection: sqlite3.Connection, label: str, reviewer: Reviewer) -> None:
        self.connection = connection
        self.id = ActionId(new_uid())
        self.at = utc_now()
        self._label = label
        self._reviewer = reviewer
        self._touched: dict[str, Entity] = {}
        self._same_as: dict[str, str] = {}
        #: To be counted anew, and what the others had of each changed note and check.
        self._recounted: set[int] = set()
        self._before: dict[str, dict[int, Mark]] = {}
        self._places: dict[str, set[int]] = {}
        self._is_reviewer_kept = False

    def write(
        self, entity: Entity, uid: str, record: Record, *, same_as: str | None = None
    ) -> None:
        """Make the row equal to the record.

        Args:
            entity: Kind of the row.
            uid: Its uid; a new row is made where there is none.
            record: As `snapshots.read_record` gives it.
            same_as: Action of the version that is brought back, empty for the time before
                the first; None where the record is new.
        """
        if self._is_written(entity, uid, record):
            return
        if entity in _COUNTED and uid not in self._before:
            self._before[uid] = read_marks(self.connection, entity, uid)
        self._note_places(entity, uid)
        write_record(self.connection, entity, uid, record, self.at)
        self._note_places(entity, uid)
        self._touched[uid] = entity
        if same_as is not None:
            self._same_as[uid] = same_as

    def _is_written(self, entity: Entity, uid: str, record: Record) -> bool:
        try:
            return read_record(self.connection, entity, uid) == record
        except KeyError:
            return False

    def recount(self, article_uid: str) -> None:
        """Have the article's derived columns computed again when the verb ends."""
        article_id = row_id(self.connection, "articles", article_uid)
        if article_id is not None:
            self._recounted.add(article_id)

    def reviewer_uid(self) -> str:
        """The reviewer's uid, with their row up to date."""
        if not self._is_reviewer_kept:
            keep_reviewer(self.connection, self._reviewer, self.at)
            self._is_reviewer_kept = True
        return self._reviewer.uid

    def finish(self) -> LibraryChange:
        """Log what differs from the version before; returns what changed."""
        added: list[str] = []
        updated: list[str] = []
        removed: list[str] = []
        changed: list[str] = []
        for uid, entity in self._touched.items():
            record = read_record(self.connection, entity, uid)
            heads = self.connection.execute(_HEAD, (uid,)).fetchall()
            if heads and from_json(entity, heads[0][3]) == record:
                # Changed and changed back within the verb.
                continue
            was_there = bool(heads) and '"deleted_at":null' in heads[0][3]
            is_there = record["deleted_at"] is None
            self._log(uid, entity, record, heads[0] if heads else None)
            changed.append(uid)
            if is_there == was_there:
                updated.append(uid)
            else:
                (added if is_there else removed).append(uid)
        updated += [uid for uid in self._refresh(changed) if uid not in self._touched]
        if not (added or updated or removed):
            return LibraryChange()
        return LibraryChange(
            action=self.id, added=tuple(added), updated=tuple(updated), removed=tuple(removed)
        )

    def _refresh(self, changed: list[str]) -> list[str]:
        """Bring the articles of what changed up to date; returns their uids."""
        counted = [uid for uid in changed if self._touched[uid] in _COUNTED]
        after = {uid: read_marks(self.connection, self._touched[uid], uid) for uid in counted}
        articles = self._recounted.union(*(self._places[uid] for uid in counted))
        return [
            recount_article(self.connection, article, self.at)
            if article in self._recounted
            else refresh_article(
                self.connection,
                article,
                {uid: marks[article] for uid in counted if article in (marks := self._before[uid])},
                {uid: marks[article] for uid, marks in after.items() if article in marks},
                self.at,
            )
            for article in sorted(articles)
        ]

    def _log(
        self, uid: str, entity: Entity, record: Record, head: tuple[int, str, str, str] | None
    ) -> None:
        version = head[0] + 1 if head else 1
        self.connection.execute(
            _LOG,
            (entity, uid, version, self.id, head[1] if head else None, self._same_as.get(uid),
             self._label, to_json(record), self.reviewer_uid(), self.at),
        )  # fmt: skip
        if entity == "annotation":
            self.connection.execute(
                "UPDATE annotations SET version = ? WHERE uid = ?", (version, uid)
            )

    def _note_places(self, entity: Entity, uid: str) -> None:
        """Remember the articles that a note or a check speaks of, counted or not."""
        if entity in _COUNTED:
            rows = self.connection.execute(_ARTICLES[entity], (uid,)).fetchall()
            self._places.setdefault(uid, set()).update(row[0] for row in rows)


def keep_reviewer(connection: sqlite3.Connection, reviewer: Reviewer, at: str) -> None:
    """Have the reviewer's row, up to date, and their name wherever it is listed."""
    known = connection.execute(
        "SELECT name FROM reviewers WHERE uid = ?", (reviewer.uid,)
    ).fetchall()
    connection.execute(
        "INSERT INTO reviewers(uid, name, orcid, conflict_of_interest, created_at)"
        " VALUES(?, ?, ?, ?, ?) ON CONFLICT(uid) DO UPDATE SET name = excluded.name,"
        " orcid = excluded.orcid, conflict_of_interest = excluded.conflict_of_interest",
        (reviewer.uid, reviewer.name, reviewer.orcid, reviewer.conflict_of_interest, at),
    )
    if known and known[0][0] != reviewer.name:
        rename_reviewer(connection, known[0][0])


def _may_be_damage(error: BaseException) -> bool:
    return isinstance(error, _PERHAPS_DAMAGE) and not isinstance(error, CaveatError)


@contextmanager
def immediate(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One BEGIN IMMEDIATE: waits for other writers, and leaves nothing half done."""
    with translated(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException as error:
            # SQLite has rolled back by itself after some errors.
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            if _may_be_damage(error) and not is_sound(connection):
                raise damaged(path) from error
            raise
