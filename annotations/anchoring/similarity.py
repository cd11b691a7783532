"""How much alike two sentences are, from 0 to 1."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from annotations.anchoring.words import WordWeights

#: Characters beside a place that are compared for themselves.
_NEAR = 24
#: That two places stand at the end of their texts says a little.
_AT_AN_END = 0.5


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
    """Compare what stands to the left and to the right of two places.

    Half is the mean of both sides; the other half is the better one of what stands nearest:
    words that moved took the one neighbour along and left the other behind.
    """
    wide = [_side(one, other) for one, other in zip(before, after, strict=True)]
    left = _side(before[0][-_NEAR:], after[0][-_NEAR:])
    right = _side(before[1][:_NEAR], after[1][:_NEAR])
    return 0.25 * sum(wide) + 0.5 * max(left, right)


def _side(one: str, other: str) -> float:
    return fuzz.ratio(one, other) / 100 if one or other else _AT_AN_END
