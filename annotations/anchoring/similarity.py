"""How much alike two sentences are, from 0 to 1."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel


def similarity(one: str, other: str) -> float:
    """Compare two typographic keys by their characters and by their words.

    Characters alone hold sentences of the same letters for alike, words alone see nothing in
    scripts that do not part them: the mean of both, with words at least at 0.7 of characters.
    """
    if not one or not other:
        return 0.0
    characters = fuzz.ratio(one, other) / 100
    words = Indel.normalized_similarity(one.split(), other.split())
    return 0.5 * characters + 0.5 * max(words, 0.7 * characters)


def containment(part: str, whole: str) -> float:
    """How well the shorter text is found inside the longer one."""
    return fuzz.partial_ratio(part, whole) / 100


def context_similarity(before: tuple[str, str], after: tuple[str, str]) -> float:
    """Compare what stands to the left and to the right of two places, nearest words most."""
    left = fuzz.ratio(before[0], after[0])
    right = fuzz.ratio(before[1], after[1])
    return (left + right) / 200
