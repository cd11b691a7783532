"""Sentences that share rare words with a given one: candidates for a closer look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import log

from annotations.anchoring.words import words_of

#: A word in more sentences than this says little, and is looked at only where no rarer one is.
_COMMON = 200


class SentenceLookup:
    """An index of the words of sentences, weighed by how rare they are."""

    def __init__(self, keys: Sequence[str], members: Iterable[int] | None = None) -> None:
        self._places: dict[str, list[int]] = defaultdict(list)
        self._size = len(keys)
        for index in range(len(keys)) if members is None else members:
            for word in set(words_of(keys[index])):
                self._places[word].append(index)

    def candidates(self, key: str, limit: int) -> list[int]:
        """Indexes of the sentences that share the most, best first."""
        words = [(word, self._places[word]) for word in set(words_of(key)) if word in self._places]
        rare = [(word, places) for word, places in words if len(places) <= _COMMON]
        if not rare:
            words.sort(key=lambda item: (len(item[1]), item[0]))
            rare = [(word, places[:_COMMON]) for word, places in words[:3]]
        scores: defaultdict[int, float] = defaultdict(float)
        for _, places in rare:
            weight = log(1 + self._size / len(places))
            for index in places:
                scores[index] += weight
        return sorted(scores, key=lambda index: (-scores[index], index))[:limit]
