"""Places of words."""

from __future__ import annotations

import pytest

from annotations.anchoring.passages import occurrences, trimmed, whole_words
from annotations.model import Span


def test_overlapping_occurrences_are_found() -> None:
    assert occurrences("aaa", "aa") == [0, 1]
    assert occurrences("a😀a😀", "😀") == [1, 3]
    assert occurrences("abc", "x") == []


@pytest.mark.parametrize(
    ("span", "expected"), [((0, 7), (2, 5)), ((2, 5), (2, 5)), ((0, 2), (2, 2)), ((3, 6), (3, 5))]
)
def test_white_space_is_trimmed(span: tuple[int, int], expected: tuple[int, int]) -> None:
    assert trimmed("  tea  ", Span(*span)) == Span(*expected)


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("green tea leaf", (8, 11), (6, 14)),
        ("green tea leaf", (6, 9), (6, 9)),
        ("green tea", (1, 9), (0, 9)),
        ("cafe\u0301 noir", (0, 4), (0, 5)),
        ("cafe\u0301 noir", (4, 5), (0, 5)),
        ("a😀b", (1, 2), (1, 2)),
        ("שלום עולם", (1, 2), (0, 4)),
    ],
)
def test_words_are_never_cut(text: str, span: tuple[int, int], expected: tuple[int, int]) -> None:
    assert whole_words(text, Span(*span)) == Span(*expected)
