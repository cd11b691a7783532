"""The words of a sentence, and how much each of them says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

_WORD = re.compile(r"\w+")
#: Scripts that do not part words, and Korean, whose words take endings, are read by pairs of
#: characters.
_UNPARTED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)
_SCALE = 1_000


def words_of(key: str) -> list[str]:
    """Words of a typographic key; pairs of characters where a script does not part words."""
    words = _WORD.findall(key)
    if key.isascii() or not _UNPARTED.search(key):
        return words
    return [piece for word in words for piece in _pieces(word)]


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a key in any order.

    Attributes:
        words: Numbers of words; the second of equal ones has a number of its own.
        weight: Sum of the weights of all of them.
    """

    words: frozenset[int]
    weight: int


class WordWeights:
    """Weighs words by how few sentences of the longer of two texts have them.

    A word that both texts have once weighs as much as one that a single text has once:
    otherwise what is common to two short texts would count least. Weights are whole numbers,
    so that their sums do not depend on the order of words.
    """

    def __init__(self, *texts: Sequence[str]) -> None:
        self._size = max(map(len, texts), default=0)
        self._often: Counter[str] = Counter()
        for keys in texts:
            self._often |= Counter(word for key in keys for word in set(words_of(key)))
        self._numbers: dict[tuple[str, int], int] = {}
        self._weights: list[int] = []
        self._bags: dict[str, Bag] = {}

    def length(self, key: str) -> int:
        """How many words a key has."""
        return len(self._bag(key).words)

    def shared(self, one: str, other: str) -> float:
        """Share of the weight of both keys' words that they have in common, 0 to 1."""
        here, there = self._bag(one), self._bag(other)
        both = sum(map(self._weights.__getitem__, here.words & there.words))
        return 2 * both / ((here.weight + there.weight) or 1)

    def _bag(self, key: str) -> Bag:
        found = self._bags.get(key)
        if found is None:
            counts = Counter(words_of(key)).items()
            words = frozenset(self._number(word, n) for word, often in counts for n in range(often))
            found = Bag(words, sum(map(self._weights.__getitem__, words)))
            self._bags[key] = found
        return found

    def _number(self, word: str, copy: int) -> int:
        number = self._numbers.setdefault((word, copy), len(self._weights))
        if number == len(self._weights):
            rarity = log(1 + self._size / (self._often[word] or 1))
            self._weights.append(round(_SCALE * rarity))
        return number


def _pieces(word: str) -> list[str]:
    if len(word) < 2 or not _UNPARTED.search(word):
        return [word]
    return [word[i : i + 2] for i in range(len(word) - 1)]
