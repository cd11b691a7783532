"""How much alike two sentences are, from 0 to 1."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from annotations.anchoring.words import WordWeights


def similarity(one: str, other: str, weights: WordWeights) -> float:
    """Compare two typographic keys by characters, by words in order, and by rare words.

    Characters alone hold sentences of the same letters for alike, words alone see nothing in
    scripts that do not part them: half is the mean of both, with words at least at 0.7 of
    characters. The other half is the share of words that they have in common in any order,
    weighed by how rare these are: it finds rewrites by what they are about, and tells
    sentences of one pattern, or of two related languages, apart.
    """
    if not one or not other:
        return 0.0
    characters = fuzz.ratio(one, other) / 100
    words = Indel.normalized_similarity(one.split(), other.split())
    spelt = 0.5 * characters + 0.5 * max(words, 0.7 * characters)
    return 0.5 * spelt + 0.5 * weights.shared(one, other)


def containment(part: str, whole: str) -> float:
    """How well a part is found inside of something longer; 0 where that is shorter."""
    if len(part) > len(whole):
        return 0.0
    return fuzz.partial_ratio(part, whole) / 100


def context_similarity(before: tuple[str, str], after: tuple[str, str]) -> float:
    """Compare what stands to the left and to the right of two places, nearest words most."""
    left = fuzz.ratio(before[0], after[0])
    right = fuzz.ratio(before[1], after[1])
    return (left + right) / 200
