"""Turn the words of a query into what FTS5 always understands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotations.query import Query, Word
from annotations.storage.rows import clean

#: A stem has two letters at least.
_SHORTEST_STEM = 2


def searchable(word: str) -> bool:
    """True for what an index may hold: something with a letter or digit."""
    return any(map(str.isalnum, word))


def wanted_words(query: Query) -> tuple[str, ...]:
    """The words and phrases that a hit must have, as typed."""
    return tuple(word.text for word in query.words if not word.is_negated and searchable(word.text))


def fts_query(query: Query, *, is_open: bool = True) -> str:
    """The words of a query that must be there, and those that must not, for FTS5.

    Args:
        query: As understood.
        is_open: Whether its last word may be the beginning of one.

    Returns:
        An FTS5 query; empty where no word must be there.
    """
    wanted = [word for word in query.words if not word.is_negated and searchable(word.text)]
    if not wanted:
        return ""
    last = query.terms[-1] if is_open else None
    found = " AND ".join(
        _quoted(w.text, is_open=w is last and _may_be_unfinished(w)) for w in wanted
    )
    unwanted = unwanted_query(query)
    return f"({found}) NOT ({unwanted})" if unwanted else found


def unwanted_query(query: Query) -> str:
    """The words of which a hit must have none, as an FTS5 query; empty where there are none."""
    unwanted = [word.text for word in query.words if word.is_negated and searchable(word.text)]
    return " OR ".join(map(_quoted, unwanted))


def prefix_query(words: str | Sequence[str], *, column: str = "") -> str:
    """Every word the beginning of one; empty where there is nothing to look for.

    Args:
        words: As typed.
        column: Of the index, where only that is looked through.
    """
    given: Iterable[str] = words.split() if isinstance(words, str) else words
    quoted = " AND ".join(_quoted(word, is_open=True) for word in given if searchable(word))
    return f"{{{column}}} : ({quoted})" if column and quoted else quoted


def _may_be_unfinished(word: Word) -> bool:
    # One letter begins too much of a library to be of use.
    return not word.is_phrase and (len(word.text) > 1 or not word.text.isascii())


def _quoted(word: str, *, is_open: bool = False) -> str:
    quoted = clean(word).replace('"', '""')
    if not is_open:
        return f'"{quoted}"'
    if quoted[-1:] in ("y", "Y") and len(quoted) > _SHORTEST_STEM:
        # The stemmer of the index writes i for a y at the end: "mitragy", the beginning of
        # "mitragyna", would be looked for as "mitragi" alone.
        return f'("{quoted}"* OR "{quoted[:-1]}"*)'
    return f'"{quoted}"*'
