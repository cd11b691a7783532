"""Two texts of an article side by side: where a place of the old one stands in the new one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rapidfuzz import fuzz

from annotations.anchoring.align import Alignment, align_keys
from annotations.anchoring.anchor import SUGGESTIONS, Anchor, anchored, changed
from annotations.anchoring.flags import change_flags
from annotations.anchoring.keys import typographic_key
from annotations.anchoring.lookup import SentenceLookup
from annotations.anchoring.passages import occurrences, trimmed, whole_words
from annotations.anchoring.similarity import similarity
from annotations.anchoring.texts import paragraph_starts, sentences_of
from annotations.anchoring.words import WordWeights
from annotations.model import Span
from annotations.vocabulary import AnchorState

#: Sentences with the same rare words that are compared closely for suggestions. More cost
#: time for every note that is lost.
LOOKED_AT = 20
#: A part of a sentence must be found so well inside of what the sentence became. Lower keeps
#: more parts, and marks words beside them at times.
PART = 0.60
#: Words that stand in the new text as they are, and once, are taken for the same from so many
#: characters on; shorter ones may be a stock phrase.
VERBATIM_SHORTEST = 20
#: The images of several sentences together may be so much longer than these were; more keeps
#: notes on passages that others were put into, and lets them spread over what was not meant.
HULL_TIMES, HULL_MORE = 3, 80


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
        self._images = {j for match in self._alignment.matches.values() for j in match.new}

    @property
    def looks_like_another_article(self) -> bool:
        """True where next to nothing of a long text is left."""
        return self._alignment.is_strange

    def locate(self, start: int, end: int) -> Anchor:
        """Find a place of the old text in the new one.

        White space at its ends does not count: what is found neither begins nor ends with it.

        Args:
            start: Code point of the old text.
            end: After its last code point; `start < end`.

        Raises:
            ValueError: the span is empty or outside of the old text.
        """
        if not 0 <= start < end <= len(self.old):
            raise ValueError("the span lies outside of the old text")
        place = trimmed(self.old, Span(start, end))
        covered = self._covered(place)
        if not covered or place.start == place.end:
            return Anchor(AnchorState.ORPHAN)
        if len(covered) == 1 and covered[0] in self._alignment.unclear:
            return self._ambiguous(covered[0])
        hull = self._hull(covered)
        if hull is None:
            return self._elsewhere(place) or self._lost(covered)
        if self._is_whole(covered, place):
            return self._whole(place, hull, self._score(covered))
        return self._part(place, hull, covered)

    # Which sentences

    def _covered(self, place: Span) -> list[int]:
        first = bisect_right(self._old_ends, place.start)
        last = bisect_left(self._old_starts, place.end)
        return list(range(first, last))

    def _old_hull(self, covered: Sequence[int]) -> Span:
        return Span(self._old_sentences[covered[0]].start, self._old_sentences[covered[-1]].end)

    def _is_whole(self, covered: Sequence[int], place: Span) -> bool:
        hull = self._old_hull(covered)
        return place.start <= hull.start and place.end >= hull.end

    def _hull(self, covered: Sequence[int]) -> Span | None:
        """From the first to the last image; None where too little of it is left."""
        kept = [i for i in covered if i in self._alignment.matches]
        if not kept or 2 * self._length(kept) < self._length(covered):
            return None
        new = sorted(j for i in kept for j in self._alignment.matches[i].new)
        hull = Span(self._new_sentences[new[0]].start, self._new_sentences[new[-1]].end)
        before = self._old_hull(covered)
        if hull.end - hull.start > HULL_TIMES * (before.end - before.start) + HULL_MORE:
            return None
        return hull

    def _length(self, covered: Sequence[int]) -> int:
        return sum(len(self._old_keys[i]) for i in covered)

    def _score(self, covered: Sequence[int]) -> float:
        matches = self._alignment.matches
        return sum(matches[i].score for i in covered if i in matches) / len(covered)

    # Whole sentences

    def _whole(self, place: Span, hull: Span, score: float) -> Anchor:
        words = self.old[place.start : place.end]
        there = self.new[hull.start : hull.end]
        inside = occurrences(there, words) if len(there) > len(words) else []
        if len(inside) != 1:
            return anchored(words, place.start, there, hull, score)
        # They are there, and changed all the same: what was added may turn them round.
        at = hull.start + inside[0]
        found = Span(at, at + len(words))
        return changed(found, len(words) / len(there), change_flags(words, there), (hull,))

    def _elsewhere(self, place: Span) -> Anchor | None:
        """The same words once in a sentence that nothing else became."""
        words = self.old[place.start : place.end]
        if len(words) < VERBATIM_SHORTEST or self.old.count(words) > 1:
            return None
        found = occurrences(self.new, words)
        if len(found) != 1:
            return None
        first = bisect_right(self._new_ends, found[0])
        last = bisect_left(self._new_starts, found[0] + len(words))
        if first == last or not self._images.isdisjoint(range(first, last)):
            return None
        hull = Span(self._new_sentences[first].start, self._new_sentences[last - 1].end)
        return self._whole(place, hull, 1.0)

    # Parts of sentences

    def _part(self, place: Span, hull: Span, covered: Sequence[int]) -> Anchor:
        """A place inside of its sentence is looked for inside of what that became."""
        words, there = self.old[place.start : place.end], self.new[hull.start : hull.end]
        exact = occurrences(there, words)
        if exact:
            # Of several copies within the sentence, the one of the same rank among them.
            before = self._old_hull(covered)
            here = occurrences(self.old[before.start : before.end], words)
            rank = sum(at < place.start - before.start for at in here)
            at = hull.start + exact[min(rank, len(exact) - 1)]
            return self._kept_part(place, Span(at, at + len(words)), hull, covered)
        near = fuzz.partial_ratio_alignment(words, there)
        is_found = near is not None and near.score >= 100 * PART and near.dest_end > near.dest_start
        if near is None or not is_found or len(there) < PART * len(words):
            return self._lost(covered)
        found = Span(hull.start + near.dest_start, hull.start + near.dest_end)
        found = whole_words(self.new, trimmed(self.new, found))
        after = self.new[found.start : found.end]
        return anchored(words, place.start, after, found, near.score / 100)

    def _kept_part(self, place: Span, found: Span, hull: Span, covered: Sequence[int]) -> Anchor:
        """The very words; changed if the rest of the sentence may turn them round."""
        before = self._old_hull(covered)
        there = self.new[hull.start : hull.end]
        flags = change_flags(self.old[before.start : before.end], there)
        if flags:
            return changed(found, self._score(covered), flags, (found,))
        words = self.old[place.start : place.end]
        return anchored(words, place.start, words, found, 1.0)

    # What was not found

    def _ambiguous(self, i: int) -> Anchor:
        copies = self._alignment.unclear[i]
        return Anchor(
            AnchorState.AMBIGUOUS,
            suggestions=tuple(self._new_sentences[j] for j in copies[:SUGGESTIONS]),
        )

    def _lost(self, covered: Sequence[int]) -> Anchor:
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
        return Anchor(AnchorState.ORPHAN, suggestions=tuple(self._new_sentences[j] for j in best))


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
