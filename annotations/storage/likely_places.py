"""Where in a text the words of a claim come back: a sentence, several, or a part of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from annotations.anchoring.keys import typographic_key
from annotations.anchoring.words import words_of
from annotations.model import Span

#: Least likeness of what is nearly word for word, of 100: lower offers what only sounds alike.
NEAR = 80.0
#: The same of a part of a sentence, which more often sounds alike by chance.
NEAR_PART = 90.0
#: Words, or pairs of letters, that a sentence or a claim has at least, and a part of one.
LEAST, LEAST_OF_PART = 3, 5
#: A claim that is so much shorter or longer than a sentence is a part of it, or more than it.
_SHORTER, _LONGER = 0.8, 1.25
#: Most sentences that a claim is looked for in.
_MOST_SENTENCES = 6
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class LikelyPlace:
    """A place and how much alike it is, 0 to 1."""

    span: Span
    score: float


class Sentences:
    """The sentences of one text."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text, self._spans = text, spans
        self._keys: dict[int, str] = {}

    def enough(self) -> Iterator[tuple[int, str]]:
        """Those that say enough to be told apart, with their index."""
        for index in range(len(self._spans)):
            if len(words_of(self.key(index))) >= LEAST:
                yield index, self.text_of(index)

    def text_of(self, index: int) -> str:
        """What a sentence says."""
        return self.words(self._spans[index])

    def words(self, span: Span) -> str:
        """What stands at a place."""
        return self._text[span.start : span.end]

    def key(self, index: int) -> str:
        """A sentence without its typography."""
        if index not in self._keys:
            self._keys[index] = typographic_key(self.text_of(index))
        return self._keys[index]

    def likely_place(self, index: int, claim: str) -> LikelyPlace | None:
        """Where the key of a claim comes back at a sentence; None where it does not."""
        key = self.key(index)
        if len(claim) < _SHORTER * len(key):
            return self._part(index, claim)
        if len(claim) > _LONGER * len(key):
            return self._several(index, claim)
        score = fuzz.ratio(key, claim, score_cutoff=NEAR)
        return LikelyPlace(self._spans[index], score / 100) if score else None

    def _several(self, index: int, claim: str) -> LikelyPlace | None:
        """From this sentence on, as many as the claim is long."""
        last, length = index, len(self.key(index))
        while last + 1 < len(self._spans) and last + 1 < index + _MOST_SENTENCES:
            further = length + 1 + len(self.key(last + 1))
            if abs(further - len(claim)) > abs(length - len(claim)):
                break
            last, length = last + 1, further
        span = Span(self._spans[index].start, self._spans[last].end)
        score = fuzz.ratio(typographic_key(self.words(span)), claim, score_cutoff=NEAR)
        return LikelyPlace(span, score / 100) if score else None

    def _part(self, index: int, claim: str) -> LikelyPlace | None:
        if len(words_of(claim)) < LEAST_OF_PART:
            return None
        key = self.key(index)
        found = fuzz.partial_ratio_alignment(claim, key, score_cutoff=NEAR_PART)
        if found is None:
            return None
        span = self._whole_words(index, found.dest_start, found.dest_end)
        if span is None:
            return None
        score = fuzz.ratio(typographic_key(self.words(span)), claim, score_cutoff=NEAR)
        return LikelyPlace(span, score / 100) if score else None

    def _whole_words(self, index: int, start: int, end: int) -> Span | None:
        """The words of the text that a part of its key stands for."""
        key, sentence = self.key(index), self._spans[index]
        words = [match.span() for match in _WORD.finditer(self.text_of(index))]
        if len(words) != key.count(" ") + 1:
            return None
        first, last = key.count(" ", 0, start + 1), key.count(" ", 0, max(start, end - 1))
        return Span(sentence.start + words[first][0], sentence.start + words[last][1])
