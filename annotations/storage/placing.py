"""Find a quotation in a canonical text, and describe a place by its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from annotations.model import Span, TextQuoteSelector

#: Code points kept before and after a quotation.
CONTEXT = 64
#: Places of one quotation that are looked for: more than one is too many for a note.
MOST_PLACES = 100


def find_quote(text: str, quote: str) -> tuple[Span, ...]:
    """Find the places of a quotation.

    The exact code points first; only where they stand nowhere, the same words with any
    white space between them, since a file's line breaks are one space in canonical text.
    White space at the ends of the quote is left aside.

    Args:
        text: A canonical text.
        quote: As a person copied it.

    Returns:
        Spans in text order, overlapping ones included, the first `MOST_PLACES`; empty where
        the quote is not there or has no words.
    """
    folded = fold(quote)
    if not folded:
        return ()
    return tuple(_exact(text, quote.strip())) or tuple(_folded(text, folded))


def _exact(text: str, quote: str) -> Iterator[Span]:
    start = text.find(quote)
    for _ in range(MOST_PLACES):
        if start < 0:
            return
        yield Span(start, start + len(quote))
        start = text.find(quote, start + 1)


def _folded(text: str, quote: str) -> Iterator[Span]:
    # A pattern of words and \s+ would take quadratic time on repeated words.
    words = [match.span() for match in re.finditer(r"\S+", text)]
    starts = list(accumulate((end - start + 1 for start, end in words), initial=0))
    for span in _exact(" ".join(text[start:end] for start, end in words), quote):
        first = bisect_right(starts, span.start) - 1
        last = bisect_right(starts, span.end - 1) - 1
        yield Span(
            words[first][0] + span.start - starts[first], words[last][0] + span.end - starts[last]
        )


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
