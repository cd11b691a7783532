"""A few words around what a search found, as plain text."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence

#: Code points of an excerpt, and of those before the hit.
LENGTH = 160
_BEFORE = 48
#: Tokens that FTS5 cuts itself, where the words stand in another form.
_TOKENS = 24


class Excerpts:
    """Excerpts for one search.

    FTS5's own `snippet` reads a text through the stemmer, at 0.2 ms for 4 kB; so the words
    are first looked for as they were typed.
    """

    def __init__(self, connection: sqlite3.Connection, words: Sequence[str], query: str) -> None:
        self._connection = connection
        self._query = query
        alternatives = "|".join(map(re.escape, words))
        self._pattern = re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE)

    def of(self, index: str, row_id: int, texts: Sequence[str]) -> str:
        """The words around the first hit in the first text that has one.

        Args:
            index: FTS5 table that found the row.
            row_id: Of the row.
            texts: Those of the row, in the order they are looked through.

        Returns:
            One line, "…" where it is cut.
        """
        for text in texts:
            match = self._pattern.search(text)
            if match:
                return cut(text, match.start())
        found = self._connection.execute(
            f"SELECT snippet({index}, -1, '', '', '…', {_TOKENS}) FROM {index}"
            f" WHERE {index} MATCH ? AND rowid = ?",
            (self._query, row_id),
        ).fetchall()
        return " ".join(found[0][0].split()) if found and found[0][0] else ""


def cut(text: str, position: int) -> str:
    """Cut an excerpt that shows the word at a position, between words where there are some.

    Args:
        text: To cut from.
        position: Code point where the word starts.
    """
    start = max(0, position - _BEFORE)
    if start:
        space = text.find(" ", start, position)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        space = text.rfind(" ", position + 1, end)
        end = space if space >= 0 else end
    words = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"
