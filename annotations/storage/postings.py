"""Which rows of an index have the words of a sentence, asked for many words at once."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import pairwise

from annotations.anchoring.keys import typographic_key
from annotations.storage.sentence_index import UNPARTED

_WORD = re.compile(r"[^\W_]+")
_RUN = re.compile(f"{UNPARTED.pattern}+")
#: Letters of a piece of a script that does not part words.
_PIECE = 3


def words_of(text: str) -> tuple[str, ...]:
    """The words of a sentence, each once, in order."""
    return tuple(dict.fromkeys(_WORD.findall(typographic_key(text))))


def pairs_of(text: str) -> tuple[str, ...]:
    """Neighbouring words, each pair once: rarer than the words that they are made of."""
    words = _WORD.findall(typographic_key(text))
    return tuple(dict.fromkeys(f"{one} {two}" for one, two in pairwise(words)))


def pieces_of(text: str) -> tuple[str, ...]:
    """Three letters each of the parts of a text whose script does not part words."""
    if text.isascii():
        return ()
    runs = _RUN.findall(typographic_key(text))
    return tuple(
        dict.fromkeys(run[at : at + _PIECE] for run in runs for at in range(len(run) - _PIECE + 1))
    )


def postings(
    connection: sqlite3.Connection, index: str, terms: Iterable[str], cap: int
) -> dict[str, Sequence[int]]:
    """The rows of each term, at most `cap` of them; a term without any is left out."""
    asked = json.dumps([f'"{term}"' for term in dict.fromkeys(terms)])
    found = connection.execute(
        "SELECT t.value, (SELECT group_concat(id) FROM (SELECT rowid AS id FROM"
        f" {index} WHERE {index} MATCH t.value LIMIT ?)) FROM json_each(?) t",
        (cap, asked),
    )
    return {
        term[1:-1]: json.loads(f"[{rows}]") for term, rows in found.fetchall() if rows is not None
    }


def rarest(
    connection: sqlite3.Connection, index: str, terms: Iterable[str], *, most: int, cap: int
) -> tuple[str, ...]:
    """The terms that the fewest rows have, of those that a row has at all.

    Those of `cap` rows or more are taken where fewer than three others are left.
    """
    asked = json.dumps([f'"{term}"' for term in terms])
    counted = connection.execute(
        f"SELECT t.value, (SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH t.value"
        " LIMIT ?)) AS n FROM json_each(?) t WHERE n > 0 ORDER BY n, t.key",
        (cap, asked),
    ).fetchall()
    chosen = [row[0] for row in counted if row[1] < cap][:most]
    if len(chosen) < _FEW:
        chosen = [row[0] for row in counted[:_FEW]]
    return tuple(term[1:-1] for term in chosen)


_FEW = 3
