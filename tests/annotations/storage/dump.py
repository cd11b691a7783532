"""Write a library out as SQL, to freeze the schema of a release among the tests' data.

`python -m tests.annotations.storage.dump LIBRARY > tests/data/schema_vN.sql`
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

_SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")


def dump(path: Path) -> Iterator[str]:
    """Statements that make the same file: tables with their rows, then all that watches them."""
    with closing(sqlite3.connect(path)) as connection:
        objects = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        ).fetchall()
        virtual = [name for _, name, sql in objects if sql.startswith("CREATE VIRTUAL")]
        shadows = {name + suffix for name in virtual for suffix in _SHADOWS}
        for pragma in ("application_id", "user_version"):
            yield f"PRAGMA {pragma}={connection.execute(f'PRAGMA {pragma}').fetchone()[0]};"
        yield "BEGIN;"
        tables = [
            (name, sql)
            for kind, name, sql in objects
            if kind == "table" and name not in {*virtual, *shadows}
        ]
        for name, sql in tables:
            yield f"{sql};"
            yield from _rows(connection, name)
        for kind, name, sql in objects:
            if kind != "table" or name in virtual:
                yield f"{sql};"
            if name in virtual:
                yield f"INSERT INTO {name}({name}) VALUES('rebuild');"
        yield "COMMIT;"


def _rows(connection: sqlite3.Connection, table: str) -> Iterator[str]:
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})").fetchall()]
    quoted = " || ', ' || ".join(f"quote({name})" for name in names)
    for (values,) in connection.execute(f"SELECT {quoted} FROM {table}").fetchall():  # noqa: S608 - our own names
        yield f"INSERT INTO {table}({', '.join(names)}) VALUES({values});"


if __name__ == "__main__":
    sys.stdout.write("\n".join(dump(Path(sys.argv[1]))) + "\n")
