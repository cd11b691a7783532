"""The schema's history: plain SQL, append-only, and how a file is known to be ours.

`schema.sql` is the first migration. A later one is added to `STEPS` with the fingerprint of
the schema that it leaves behind, `SCHEMA_VERSION` goes up by one, and a dump of the schema
before it is kept among the tests' data.
"""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotations.storage.connection import APPLICATION_ID
from annotations.storage.sentence_index import fill_sentences

#: The step after which sentences are indexed: too slow in SQL, and derived from what is there.
_INDEXES_SENTENCES = 2
_FTS_SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")


@dataclass(frozen=True, slots=True)
class Step:
    """One migration; `fingerprint` is that of the schema after it."""

    version: int
    file_name: str
    fingerprint: str

    @property
    def name(self) -> str:
        """The name kept in the file's list of migrations."""
        return f"{self.version:04d}_{Path(self.file_name).stem}"

    def sql(self) -> str:
        """The statements of the step."""
        return (Path(__file__).parent / self.file_name).read_text(encoding="utf-8")


STEPS: tuple[Step, ...] = (
    Step(1, "schema.sql", "86cb5f190630487165164cc3426d54f77049cfab4a34bb9f483b6eae997a3dc1"),
    Step(2, "schema_2.sql", "1cf81f120114ae2b1ecd2667050f6c209494d65ba9460e0b354fdba0b7cf634b"),
)


def migrate(connection: sqlite3.Connection, steps: tuple[Step, ...] | None = None) -> None:
    """Apply the steps (`STEPS`) that the file has not had, all of them or none.

    Foreign keys are off meanwhile, so that a step may rebuild a table, and are checked at
    the end. Another program that migrates the same file is waited for. The connection must
    be in autocommit.

    Raises:
        sqlite3.Error: a step fails, or leaves a reference to nothing.
    """
    # 74 ms: paid only where a file is made or migrated.
    from sqlite_utils import Database
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("caveat")
    for step in steps or STEPS:
        migrations(name=step.name)(_runner(step))
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(Database(connection, execute_plugins=False))
        _check_references(connection)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA foreign_keys=ON")


def _check_references(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(f"migration left dangling references: {broken[:3]}")


def _runner(step: Step) -> Any:
    def run(db: Any) -> None:
        # Not the driver's own executescript, which would commit first.
        db.executescript(step.sql())
        if step.version == _INDEXES_SENTENCES:
            fill_sentences(db.conn)
        db.execute(f"PRAGMA application_id={APPLICATION_ID}")
        db.execute(f"PRAGMA user_version={step.version}")

    return run


def fingerprint(connection: sqlite3.Connection) -> str:
    """Hash the schema: SHA-256 over every object's type, name and SQL, sorted.

    Left out are the table of sqlite-utils, those of ANALYZE, and the SQL (not the names) of
    FTS5's shadow tables, since other versions of those libraries may word them otherwise.
    """
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    lines = sorted(
        f"{kind}\0{name}\0{_own_sql(name, sql)}"
        for kind, name, sql in rows
        if not _is_foreign(kind, name, sql)
    )
    return hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()


def _own_sql(name: str, sql: str | None) -> str:
    is_shadow = any(name.endswith(f"_fts{suffix}") for suffix in _FTS_SHADOWS)
    return "" if is_shadow and (sql or "").startswith("CREATE TABLE ") else sql or ""


def _is_foreign(kind: str, name: str, sql: str | None) -> bool:
    """True for the tables and indexes that our libraries make beside ours."""
    if name == "_sqlite_migrations" or name.startswith("sqlite_stat"):
        return kind == "table" and (sql or "").startswith("CREATE TABLE ")
    return kind == "index" and name.removeprefix("sqlite_auto").startswith(
        ("idx__sqlite_migrations_", "index__sqlite_migrations_")
    )
