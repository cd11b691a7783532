"""Turn what a person types into a query that FTS5 always understands."""

from __future__ import annotations

from annotations.storage.rows import clean


def searchable_words(words: str) -> list[str]:
    """The words that an index may hold: those with a letter or digit."""
    return [word for word in clean(words).split() if any(map(str.isalnum, word))]


def fts_query(words: str) -> str:
    """Quote every word, all of them wanted; the last may be the beginning of a word.

    Words without a letter or digit are left out, since the index has none of them.

    Returns:
        An FTS5 query; empty where there is nothing to look for.
    """
    wanted = searchable_words(words)
    if not wanted:
        return ""
    quoted = ['"' + word.replace('"', '""') + '"' for word in wanted]
    # One letter begins too much of a library to be of use.
    if len(wanted[-1]) > 1 or not wanted[-1].isascii():
        quoted[-1] += "*"
    return " ".join(quoted)
