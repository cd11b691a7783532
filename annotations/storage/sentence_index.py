"""The words of the sentences of all texts that are shown, headings and the like left out.

FTS5 tables without content, since a row's text can be read from its revision: a third of
what a table of sentences would take. A row number tells revision and sentence.
"""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from annotations.storage.rows import pairs_from_blob
from annotations.vocabulary import BlockKind

#: Most sentences of one revision that are indexed.
MOST = 1 << 20
#: Scripts that do not part words, as the triggers of the schema know them: such texts are
#: found by three letters too.
UNPARTED = re.compile("[ก-ໟက-႟ぁ-ヿ㐀-鿿𠀀-𲎯]")

_TEXT = "SELECT sentences, blocks, text FROM revisions WHERE id = ?"
_SHOWN = "SELECT revision_id FROM articles WHERE revision_id IS NOT NULL"

#: A heading says nothing, and comes back in every list of contents.
_COUNTING = frozenset(kind.value for kind in BlockKind if kind.counts_for_coverage)

_Row = tuple[int, str]


def row_number(revision_id: int, index: int) -> int:
    """The row of a sentence."""
    return revision_id * MOST + index


def place_of_row(row: int) -> tuple[int, int]:
    """Row number of the revision, and index of the sentence."""
    return divmod(row, MOST)


def index_sentences(connection: sqlite3.Connection, old: int | None, new: int | None) -> None:
    """Have an article's sentences be those of another revision; None for no text."""
    if old == new:
        return
    if old is not None:
        _write(connection, old, "INSERT INTO {0}({0}, rowid, text) VALUES('delete', ?, ?)")
    if new is not None:
        _write(connection, new, "INSERT INTO {0}(rowid, text) VALUES(?, ?)")


def fill_sentences(connection: sqlite3.Connection) -> None:
    """Index every text that is shown, where nothing is indexed yet."""
    for (revision_id,) in connection.execute(_SHOWN).fetchall():
        index_sentences(connection, None, revision_id)


def rebuild_sentences(connection: sqlite3.Connection) -> None:
    """Index every text that is shown, whatever is indexed now."""
    for index in ("sentences_fts", "unparted_sentences_fts"):
        connection.execute(f"INSERT INTO {index}({index}) VALUES('delete-all')")
    fill_sentences(connection)


def _write(connection: sqlite3.Connection, revision_id: int, sql: str) -> None:
    rows = list(_rows(connection, revision_id))
    connection.executemany(sql.format("sentences_fts"), rows)
    unparted = [row for row in rows if not row[1].isascii() and UNPARTED.search(row[1])]
    connection.executemany(sql.format("unparted_sentences_fts"), unparted)


def _rows(connection: sqlite3.Connection, revision_id: int) -> Iterator[_Row]:
    blob, blocks, text = connection.execute(_TEXT, (revision_id,)).fetchall()[0]
    kinds = json.loads(blocks)
    ends = list(accumulate(size + 1 for _, size, *_ in kinds))
    for index, (start, end) in enumerate(pairs_from_blob(blob)[:MOST]):
        if kinds[bisect_right(ends, start)][0] in _COUNTING:
            yield row_number(revision_id, index), text[start:end]
