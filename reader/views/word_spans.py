"""Where words begin and end, for trimming a claim; numbers and text only."""

from __future__ import annotations

import re
import unicodedata

from annotations import Span

#: Letters that are written without spaces between words: each is a step of its own.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
#: Marks between two letters that end a word there.
_DASHES = frozenset("\u2012\u2013\u2014\u2015\u2026/")


def word_spans(text: str, span: Span) -> list[Span]:
    """Find the words in a span, without the marks around them.

    A hyphen, an apostrophe or a point between letters does not end a word; a dash, a slash
    and white space do. Combining marks stay with their letters.

    Args:
        text: The canonical text.
        span: Where to look, in code points of it.

    Returns:
        Spans of the canonical text, ascending and disjoint.
    """
    words: list[Span] = []
    is_joined = False
    for at in range(span.start, span.end):
        char = text[at]
        if not _is_of_a_word(char):
            is_joined = is_joined and not (char.isspace() or char in _DASHES)
            continue
        is_mark = unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"
        if words and (is_mark or (is_joined and not _UNSPACED.match(char))):
            words[-1] = Span(words[-1].start, at + 1)
        else:
            words.append(Span(at, at + 1))
        is_joined = is_mark or not _UNSPACED.match(char)
    return words


def _is_of_a_word(char: str) -> bool:
    """True for letters, digits, the marks on them, and pictures."""
    if char.isalnum():
        return True
    category = unicodedata.category(char)
    return category[0] == "M" or category in ("So", "Sk") or char in "\u200c\u200d"
