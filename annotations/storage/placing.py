"""Find a quotation in a canonical text, and describe a place by its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from annotations.model import Span, TextQuoteSelector
from annotations.text.blocks import Block

#: Code points kept before and after a quotation.
CONTEXT = 64


def find_quote(text: str, quote: str) -> tuple[Span, ...]:
    """Find every place of a quotation.

    The exact code points first; only where they stand nowhere, the same words with any
    white space between them, since a file's line breaks are one space in canonical text.
    White space at the ends of the quote is left aside.

    Args:
        text: A canonical text.
        quote: As a person copied it.

    Returns:
        Spans in text order, overlapping ones included; empty where the quote is not there
        or has no words.
    """
    words = quote.split()
    if not words:
        return ()
    return _exact(text, quote.strip()) or _folded(text, words)


def _exact(text: str, quote: str) -> tuple[Span, ...]:
    found = []
    start = text.find(quote)
    while start >= 0:
        found.append(Span(start, start + len(quote)))
        start = text.find(quote, start + 1)
    return tuple(found)


def _folded(text: str, words: Sequence[str]) -> tuple[Span, ...]:
    # Literal words with \s+ between: no two ways to match, so no backtracking.
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    found = []
    match = pattern.search(text)
    while match:
        found.append(Span(*match.span()))
        match = pattern.search(text, match.start() + 1)
    return tuple(found)


def fold(text: str) -> str:
    """White space folded, for comparing quotations."""
    return " ".join(text.split())


def describe(text: str, span: Span) -> TextQuoteSelector:
    """The words of a place, with up to 64 code points on both sides."""
    return TextQuoteSelector(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
    )


def heading_above(blocks: Sequence[Block], starts: Sequence[int], position: int) -> str:
    """Text of the nearest heading above a place; empty where there is none.

    A place inside a heading has the heading before that one.

    Args:
        blocks: Those of the text.
        starts: `block_starts(blocks)`.
        position: Code point of the place.
    """
    for index in range(bisect_right(starts, position) - 2, -1, -1):
        if blocks[index].kind.heading_level and blocks[index].text:
            return blocks[index].text
    return ""
