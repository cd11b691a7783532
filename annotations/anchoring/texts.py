"""The sentences of a text of which nothing else is known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from statistics import median

from annotations.model import Span
from annotations.text.language import guess_language
from annotations.text.sentences import segment_text

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n")
#: A text is set in paragraphs with blank lines between where there is at least one of them
#: for so many line ends, and its other lines are as long as lines that were wrapped.
_LINES_A_PARAGRAPH = 20
_WRAPPED = range(40, 111)


def sentences_of(text: str) -> tuple[Span, ...]:
    """Find the sentences of a canonical text, or of one whose paragraphs stand apart.

    Returns:
        Half-open code points, ascending and disjoint.
    """
    language = guess_language(text[:20_000])
    found: list[Span] = []
    for start, end in _paragraphs(text):
        found += (
            Span(start + each.start, start + each.end)
            for each in segment_text(text[start:end], language)
        )
    return tuple(found)


def paragraph_starts(text: str, sentences: Sequence[Span]) -> frozenset[int]:
    """Indexes of the sentences that begin a paragraph."""
    starts = [start for start, _ in _paragraphs(text)]
    return frozenset(
        index
        for index, span in enumerate(sentences)
        if index == 0
        or bisect_right(starts, span.start) > bisect_right(starts, sentences[index - 1].start)
    )


def _paragraphs(text: str) -> list[tuple[int, int]]:
    breaks = _BLANK if _has_wrapped_lines(text) else _LINE
    starts = [0, *(match.end() for match in breaks.finditer(text))]
    ends = [*(match.start() for match in breaks.finditer(text)), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if end > start]


def _has_wrapped_lines(text: str) -> bool:
    paragraphs = _BLANK.split(text)
    inner = [line for part in paragraphs for line in part.split("\n")[:-1]]
    if not inner or len(inner) > _LINES_A_PARAGRAPH * len(paragraphs) or len(paragraphs) < 2:
        return False
    return round(median(map(len, inner))) in _WRAPPED
