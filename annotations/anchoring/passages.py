"""Places of words in a text."""

from __future__ import annotations

import unicodedata

from annotations.model import Span


def occurrences(text: str, words: str) -> list[int]:
    """Where the words begin, overlapping ones too, ascending."""
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def trimmed(text: str, span: Span) -> Span:
    """A span without the white space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def whole_words(text: str, span: Span) -> Span:
    """Grow a span to the words and the combined characters that it cuts."""
    start, end = span.start, span.end
    while 0 < start < len(text) and _is_one(text[start - 1], text[start]):
        start -= 1
    while 0 < end < len(text) and _is_one(text[end - 1], text[end]):
        end += 1
    return Span(start, end)


def _is_one(before: str, after: str) -> bool:
    return _is_of_word(before) and _is_of_word(after)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")
