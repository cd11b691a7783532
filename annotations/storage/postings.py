"""Which rows of an index have the words of a sentence, asked for many words at once."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import accumulate

from annotations.anchoring.keys import typographic_key
from annotations.storage.sentence_index import UNPARTED

_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(f"{UNPARTED.pattern}+")
#: Letters of a piece of a script that does not part words.
_PIECE = 3
#: Terms that are looked for together, and how often.
_THREE = _THREES = 3
#: Queries of one statement.
_AT_ONCE = 250
#: Rows that are ranked at most, of which a common term may have one part.
_RANKED = 2
#: Fewer rare terms than this do not tell one sentence from another.
_FEW = 3


def words_of(text: str) -> tuple[str, ...]:
    """The words of a sentence, each once, in order."""
    return tuple(dict.fromkeys(_WORD.findall(typographic_key(text))))


def threes_of(terms: Sequence[str]) -> str:
    """A query for rows that have three of the terms, where each alone is common: some of the
    threes stay whole in a sentence of which a word or two were changed. Empty for fewer.
    """
    longest = sorted(terms, key=lambda term: (-len(term), term))[: _THREE * _THREES]
    step = max(1, len(longest) // _THREE)
    threes = [longest[at::step][:_THREE] for at in range(step)]
    return " OR ".join(
        f"({' AND '.join(map(quoted, three))})" for three in threes if len(three) == _THREE
    )


def quoted(term: str) -> str:
    """A term as a query."""
    return f'"{term}"'


def pieces_of(text: str) -> tuple[str, ...]:
    """Three letters each of the parts of a text whose script does not part words."""
    if text.isascii():
        return ()
    runs = _RUN.findall(typographic_key(text))
    return tuple(
        dict.fromkeys(run[at : at + _PIECE] for run in runs for at in range(len(run) - _PIECE + 1))
    )


def postings(
    connection: sqlite3.Connection, index: str, queries: Iterable[str], cap: int
) -> dict[str, Sequence[int]]:
    """The rows of each query, at most `cap` of them; one without any is left out."""
    sql = (
        "SELECT t.value, (SELECT group_concat(id) FROM (SELECT rowid AS id FROM"
        f" {index} WHERE {index} MATCH t.value LIMIT ?)) FROM json_each(?) t"
    )
    asked = list(dict.fromkeys(queries))
    found: dict[str, Sequence[int]] = {}
    for first in range(0, len(asked), _AT_ONCE):
        # Not all at once: whoever writes waits while a statement reads.
        some = json.dumps(asked[first : first + _AT_ONCE])
        for query, rows in connection.execute(sql, (cap, some)).fetchall():
            if rows is not None:
                found[query] = json.loads(f"[{rows}]")
    return found


def likely_query(
    connection: sqlite3.Connection, index: str, terms: Sequence[str], *, most: int, cap: int
) -> str:
    """A query for the rows that have the rarest of the terms; empty where no row has any.

    Terms of `cap` rows or more are left aside: to rank all of them takes long. Where there
    are few others, such terms are looked for three together.
    """
    asked = json.dumps([quoted(term) for term in terms])
    counted = connection.execute(
        f"SELECT t.value, (SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH t.value"
        " LIMIT ?)) AS n FROM json_each(?) t WHERE n > 0 ORDER BY n, t.key",
        (cap, asked),
    ).fetchall()
    upto = accumulate(n for _, n in counted)
    rare = [
        query
        for (query, n), total in zip(counted[:most], upto, strict=False)
        if n < cap and total < _RANKED * cap
    ]
    if len(rare) >= _FEW or not counted:
        return " OR ".join(rare)
    threes = threes_of([query[1:-1] for query, n in counted if n >= cap])
    return " OR ".join((*rare, threes) if threes else [query for query, _ in counted[:_FEW]])
