"""A block's text cut into pieces that Qt can lay out, and how each piece is counted.

Canonical text counts code points, Qt counts UTF-16 units. No Qt here: numbers and text only.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass

from annotations import Span

#: Qt lays a paragraph out in one go: longer ones are split, at a space where there is one.
MAX_CHUNK = 20_000
#: Without a space Qt's line breaking is quadratic.
MAX_UNBROKEN = 2_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """One text block of Qt and the code points that it shows."""

    #: Index of the article's block.
    block: int
    #: Code points of the canonical text.
    start: int
    end: int
    #: Position and number of the QTextBlock.
    qt_start: int
    qt_number: int
    #: Code-point offsets inside the chunk of characters that Qt counts twice.
    astral: tuple[int, ...] = ()

    def to_units(self, cp: int) -> int:
        """UTF-16 offset inside the text block of a canonical code point, clamped."""
        offset = min(max(cp, self.start), self.end) - self.start
        return offset + bisect_left(self.astral, offset)

    def to_cp(self, units: int) -> int:
        """Canonical code point at a UTF-16 offset; the whole character inside a pair."""
        low, high = 0, len(self.astral)
        while low < high:
            middle = (low + high) // 2
            if self.astral[middle] + middle < units:
                low = middle + 1
            else:
                high = middle
        return min(self.start + units - low, self.end)


@dataclass(frozen=True, slots=True)
class Fold:
    """Consecutive folded blocks, which one painted line stands for."""

    #: Indices of the article's blocks, half-open.
    first: int
    last: int
    span: Span
    #: Position of the empty text block on which the line is painted.
    qt_start: int


def chunk_ends(text: str) -> list[int]:
    """Where a block's text is cut into text blocks: ends, in code points, at least one."""
    ends = []
    start = 0
    while len(text) - start > MAX_UNBROKEN:
        window = min(len(text), start + MAX_CHUNK)
        end = _last_wrappable(text, start, window)
        if end == len(text):
            break
        ends.append(end)
        start = end
    ends.append(len(text))
    return ends


def _last_wrappable(text: str, start: int, window: int) -> int:
    """End of the longest prefix of `[start, window)` without an overlong unbroken run."""
    position = start
    while position < window:
        limit = min(window, position + MAX_UNBROKEN)
        space = text.rfind(" ", position, limit)
        if space < 0:
            if limit == len(text):
                return limit
            return position if position > start else _whole_character(text, limit)
        position = space + 1
        if limit == window:
            return window if window == len(text) else position
    return position


def _whole_character(text: str, end: int) -> int:
    """Move a cut off a combining mark, a joiner or a selector, by 32 characters at most."""
    limit = min(len(text), end + 32)
    while end < limit and (unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0e\ufe0f"):
        end += 1
    return end


def astral_offsets(text: str) -> tuple[int, ...]:
    """Offsets of the characters that take two UTF-16 units, ascending."""
    if text.isascii() or max(text) <= "\uffff":
        return ()
    return tuple(offset for offset, char in enumerate(text) if char > "\uffff")
