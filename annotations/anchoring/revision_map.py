"""Where a place of the old text stands in the new one, and how sure that is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from annotations.anchoring.align import Alignment, align_keys
from annotations.anchoring.flags import ChangeFlag, change_flags
from annotations.anchoring.keys import typographic_key
from annotations.anchoring.lookup import SentenceLookup
from annotations.anchoring.similarity import similarity
from annotations.anchoring.texts import paragraph_starts, sentences_of
from annotations.anchoring.words import WordWeights
from annotations.model import Span
from annotations.vocabulary import AnchorState

#: How many places are offered for a note that was not found.
SUGGESTIONS = 5
#: Sentences with the same rare words that are compared closely for them.
LOOKED_AT = 20
#: A part of a sentence must be found so well inside of what the sentence became.
PART = 0.60
#: Words that stand in the new text as they are, and once, are taken for the same from so many
#: characters on; shorter ones may be a stock phrase.
VERBATIM_SHORTEST = 20
#: The images of several sentences together may be so much longer than these were.
HULL_TIMES, HULL_MORE = 3, 80


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the new text, or what can be offered instead.

    Attributes:
        state: How it was found.
        start: Half-open code points of the new text; None where it is ambiguous or lost.
        end: See `start`.
        score: How much alike old and new words are, 0 to 1.
        flags: What a changed sentence says otherwise.
        suggestions: Where it may be instead, likeliest first; copies where it is ambiguous.
    """

    state: AnchorState
    start: int | None = None
    end: int | None = None
    score: float = 0.0
    flags: frozenset[ChangeFlag] = frozenset()
    suggestions: tuple[Span, ...] = field(default=())


class RevisionMap:
    """Two texts side by side; made by `align_revisions`."""

    def __init__(
        self, old: str, new: str, old_sentences: Sequence[Span], new_sentences: Sequence[Span]
    ) -> None:
        self.old = old
        self.new = new
        self._old_sentences = old_sentences
        self._new_sentences = new_sentences
        self._old_starts = [span.start for span in old_sentences]
        self._old_ends = [span.end for span in old_sentences]
        self._new_starts = [span.start for span in new_sentences]
        self._new_ends = [span.end for span in new_sentences]
        self._old_keys = [typographic_key(old[s.start : s.end]) for s in old_sentences]
        self._new_keys = [typographic_key(new[s.start : s.end]) for s in new_sentences]
        self._weights = WordWeights(self._old_keys, self._new_keys)
        self._alignment: Alignment = align_keys(
            self._old_keys,
            self._new_keys,
            self._weights,
            breaks=paragraph_starts(new, new_sentences),
        )
        self._lookup: SentenceLookup | None = None
        #: New sentence -> old sentences that became it.
        self._images: dict[int, list[int]] = {}
        for i, match in self._alignment.matches.items():
            for j in match.new:
                self._images.setdefault(j, []).append(i)

    @property
    def looks_like_another_article(self) -> bool:
        """True where next to nothing of a long text is left."""
        return self._alignment.is_strange

    def locate(self, start: int, end: int) -> Anchor:
        """Find a place of the old text in the new one.

        Args:
            start: Code point of the old text.
            end: After its last code point; `start < end`.

        Raises:
            ValueError: the span is empty or outside of the old text.
        """
        if not 0 <= start < end <= len(self.old):
            raise ValueError("the span lies outside of the old text")
        covered = self._covered(start, end)
        if not covered:
            return Anchor(AnchorState.ORPHAN)
        whole = self._is_whole(covered, start, end)
        if len(covered) == 1 and covered[0] in self._alignment.unclear:
            return self._ambiguous(covered[0])
        hull = self._hull(covered)
        if hull is None:
            return self._elsewhere(start, end) or self._lost(covered)
        if not whole:
            return self._part(start, end, hull, covered)
        return self._within(start, end, hull) or self._anchor(
            start, end, hull, self._score(covered)
        )

    # Inside

    def _covered(self, start: int, end: int) -> list[int]:
        first = bisect_right(self._old_ends, start)
        last = bisect_left(self._old_starts, end)
        return list(range(first, last))

    def _is_whole(self, covered: Sequence[int], start: int, end: int) -> bool:
        first, last = self._old_sentences[covered[0]], self._old_sentences[covered[-1]]
        before, after = self.old[first.start : start], self.old[end : last.end]
        return start <= first.start + len(before) and not before.strip() and not after.strip()

    def _hull(self, covered: Sequence[int]) -> Span | None:
        """From the first to the last image; None where too little of it is left."""
        kept = [i for i in covered if i in self._alignment.matches]
        found = [self._alignment.matches[i] for i in kept]
        if 2 * self._length(kept) < self._length(covered) or not found:
            return None
        new = sorted(j for match in found for j in match.new)
        hull = Span(self._new_sentences[new[0]].start, self._new_sentences[new[-1]].end)
        first, last = self._old_sentences[covered[0]], self._old_sentences[covered[-1]]
        if hull.end - hull.start > HULL_TIMES * (last.end - first.start) + HULL_MORE:
            return None
        return hull

    def _length(self, covered: Sequence[int]) -> int:
        return sum(len(self._old_keys[i]) for i in covered)

    def _score(self, covered: Sequence[int]) -> float:
        scores = [
            self._alignment.matches[i].score if i in self._alignment.matches else 0.0
            for i in covered
        ]
        return sum(scores) / len(scores)

    def _anchor(self, start: int, end: int, found: Span, score: float) -> Anchor:
        before, after = self.old[start:end], self.new[found.start : found.end]
        if before == after:
            state = AnchorState.EXACT if found.start == start else AnchorState.SHIFTED
            return Anchor(state, found.start, found.end, 1.0)
        if typographic_key(before) == typographic_key(after):
            return Anchor(AnchorState.TYPOGRAPHIC, found.start, found.end, 1.0)
        return Anchor(
            AnchorState.CHANGED,
            found.start,
            found.end,
            min(score, 0.99),
            change_flags(before, after),
            (found,),
        )

    def _within(self, start: int, end: int, hull: Span) -> Anchor | None:
        """The same words inside of a longer sentence: there, and changed all the same, since
        what was added may turn them round.
        """
        words = self.old[start:end]
        there = self.new[hull.start : hull.end]
        found = _occurrences(there, words) if len(there) > len(words) else []
        if len(found) != 1:
            return None
        at = hull.start + found[0]
        return Anchor(
            AnchorState.CHANGED,
            at,
            at + len(words),
            len(words) / len(there),
            change_flags(words, there),
            (hull,),
        )

    def _elsewhere(self, start: int, end: int) -> Anchor | None:
        """The same words once in a sentence that nothing else became."""
        words = self.old[start:end]
        if end - start < VERBATIM_SHORTEST or self.old.count(words) > 1:
            return None
        found = _occurrences(self.new, words)
        if len(found) != 1:
            return None
        at = found[0]
        first = bisect_right(self._new_ends, at)
        last = bisect_left(self._new_starts, at + len(words))
        if any(j in self._images for j in range(first, last)):
            return None
        sentences = self._new_sentences[first:last]
        hull = Span(sentences[0].start, sentences[-1].end)
        return self._within(start, end, hull) or self._anchor(start, end, hull, 1.0)

    def _part(self, start: int, end: int, hull: Span, covered: Sequence[int]) -> Anchor:
        """A place inside of its sentence is looked for inside of what that became."""
        words, there = self.old[start:end], self.new[hull.start : hull.end]
        exact = _occurrences(there, words)
        if len(exact) == 1:
            at = hull.start + exact[0]
            return self._anchor(start, end, Span(at, at + len(words)), 1.0)
        if exact:
            # Several copies within the sentence: the one of the same rank among them.
            first = self._old_sentences[covered[0]].start
            rank = len(_occurrences(self.old[first:start], words))
            at = hull.start + exact[min(rank, len(exact) - 1)]
            return self._anchor(start, end, Span(at, at + len(words)), 1.0)
        near = fuzz.partial_ratio_alignment(words, there)
        if len(there) < PART * len(words):
            return self._lost(covered)
        if near is None or near.score < 100 * PART or near.dest_end == near.dest_start:
            return self._lost(covered)
        found = _whole_words(
            self.new, Span(hull.start + near.dest_start, hull.start + near.dest_end)
        )
        return self._anchor(start, end, found, near.score / 100)

    def _ambiguous(self, i: int) -> Anchor:
        copies = self._alignment.unclear[i]
        return Anchor(
            AnchorState.AMBIGUOUS,
            suggestions=tuple(self._new_sentences[j] for j in copies[:SUGGESTIONS]),
        )

    def _lost(self, covered: Sequence[int]) -> Anchor:
        return Anchor(AnchorState.ORPHAN, suggestions=self._suggestions(covered))

    def _suggestions(self, covered: Sequence[int]) -> tuple[Span, ...]:
        key = " ".join(self._old_keys[i] for i in covered)
        if self._lookup is None:
            self._lookup = SentenceLookup(self._new_keys)
        scores = {
            j: max(
                similarity(key, self._new_keys[j], self._weights),
                0.009 * fuzz.token_set_ratio(key, self._new_keys[j]),
            )
            for j in self._lookup.candidates(key, LOOKED_AT)
        }
        best = sorted(scores, key=lambda j: (-scores[j], j))[:SUGGESTIONS]
        return tuple(self._new_sentences[j] for j in best)


def align_revisions(
    old: str,
    new: str,
    *,
    old_sentences: Sequence[Span] | None = None,
    new_sentences: Sequence[Span] | None = None,
) -> RevisionMap:
    """Align two texts of an article, so that places of the old one can be looked up.

    Args:
        old: Canonical text that the places count in, in code points.
        new: Canonical text to find them in.
        old_sentences: Sentences of `old`, ascending and disjoint; found where None.
        new_sentences: The same of `new`.

    Example:
        found = align_revisions(old.text, new.text).locate(120, 174)
        if found.state is AnchorState.SHIFTED:
            print(new.text[found.start : found.end])
    """
    return RevisionMap(
        old,
        new,
        sentences_of(old) if old_sentences is None else old_sentences,
        sentences_of(new) if new_sentences is None else new_sentences,
    )


def _occurrences(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _whole_words(text: str, span: Span) -> Span:
    """Grow a span to the words that it cuts."""
    start, end = span.start, span.end
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)
