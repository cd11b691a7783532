"""The sentence cursor of a review: which sentences it stands on, and where it goes next.

Numbers and text only, no Qt. Sentences are counted from 0 in the order of the text; the
number that people read counts from 1 the sentences that are to be checked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from annotations import Block, BlockKind, SentenceState, Span
from reader.views.word_spans import word_spans

Edge = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class SentenceCursor:
    """The sentences that a review stands on: one, several, or a fragment of them."""

    first: int
    last: int
    #: Code points; whole sentences, or less where it was trimmed. Never empty.
    span: Span
    #: True where extending moves the first sentence and leaves the last.
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class CursorInfo:
    """What is known of the place of the cursor."""

    #: Of the first sentence among those to be checked, from 1; 0 for a heading and the like.
    number: int
    #: How many sentences are to be checked.
    of: int
    #: The nearest heading above; empty where there is none.
    heading: str
    #: Of several sentences: unseen where any is, then flagged where any is.
    state: SentenceState
    #: Uids of the notes whose marks lie there: claims first, the most severe first.
    notes: tuple[str, ...] = ()
    #: Number of the last sentence; equal to `number` for a single one.
    through: int = 0
    is_heading: bool = False


class SentenceMap:
    """The sentences of one text, and the ways between them."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        sentences: Sequence[Span],
        *,
        shown: Collection[int] = (),
        counted: Collection[int] = (),
    ) -> None:
        """Take a text.

        Args:
            text: The canonical text.
            blocks: Its blocks.
            sentences: Sorted, disjoint, each inside one block.
            shown: Indexes of folded blocks, and of others that the keyboard passes over,
                where it stops all the same: they are open or carry a note.
            counted: Indexes of folded blocks with a published note: their sentences count.
        """
        self.text = text
        self.sentences = tuple(sentences)
        self._starts = [sentence.start for sentence in self.sentences]
        self._stops: list[int] = []
        self._headings: list[tuple[int, str]] = []
        self._numbers = [0] * len(self.sentences)
        self._counting: list[int] = []
        # A long text has 50,000 blocks of a few kinds: each kind is asked once.
        traits = {kind: (kind.heading_level > 0, kind.counts_for_coverage) for kind in BlockKind}
        starts, number_of_sentences = self._starts, len(self._starts)
        position = first = 0
        for index, block in enumerate(blocks):
            position += len(block.text) + 1
            last = first
            while last < number_of_sentences and starts[last] < position:
                last += 1
            if last == first:
                continue
            inside = range(first, last)
            first = last
            is_heading, counts = traits[block.kind]
            if is_heading and not block.folded:
                self._headings.append((inside.start, " ".join(block.text.split())))
            if index in shown or not _is_passed_over(block):
                self._stops += inside
            if counts and (not block.folded or index in counted):
                self._counting += inside
        for number, index in enumerate(self._counting, start=1):
            self._numbers[index] = number

    @property
    def of(self) -> int:
        """How many sentences are to be checked."""
        return len(self._counting)

    def number(self, index: int) -> int:
        """Number of a sentence among those to be checked, from 1; 0 where it is none."""
        return self._numbers[index]

    def heading(self, index: int) -> str:
        """The nearest heading above a sentence; empty where there is none."""
        at = bisect_left(self._headings, index, key=lambda heading: heading[0]) - 1
        return self._headings[at][1] if at >= 0 else ""

    def starts_in(self, span: Span) -> range:
        """Indexes of the sentences that begin in a span."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    # Placing

    def sentence(self, index: int) -> SentenceCursor:
        """The cursor on one whole sentence."""
        return SentenceCursor(index, index, self.sentences[index])

    def at(self, code_point: int) -> SentenceCursor | None:
        """The cursor on the sentence at a code point, or before it where it lies between."""
        if not self.sentences:
            return None
        return self.sentence(max(0, bisect_right(self._starts, code_point) - 1))

    def place(self, span: Span) -> SentenceCursor | None:
        """The cursor on just a span, without white space at its ends.

        On a whole sentence where the span holds no words; None where there are no sentences.
        """
        start, end = max(0, span.start), min(span.end, len(self.text))
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.sentences[first].end <= start:
            first += 1
        last = bisect_left(self._starts, end) - 1
        if start >= end or first > last:
            return self.at(span.start)
        cut = Span(max(start, self.sentences[first].start), min(end, self.sentences[last].end))
        return SentenceCursor(first, last, cut)

    def first_between(self, span: Span, states: Sequence[SentenceState]) -> SentenceCursor | None:
        """Where a review begins on a screen that shows `span`.

        The first sentence there that was not checked yet; else the first that begins there;
        else the next one, or the last of the text.
        """
        here = self.starts_in(span)
        first = bisect_left(self._stops, here.start)
        last = bisect_left(self._stops, here.stop)
        unseen = (i for i in self._stops[first:last] if self._is_unseen(i, states))
        nearest = self._stops[min(first, len(self._stops) - 1)] if self._stops else None
        index = next(unseen, nearest)
        return self.at(span.start) if index is None else self.sentence(index)

    # Moving

    def move(
        self, cursor: SentenceCursor, by: int, *, extend: bool = False
    ) -> SentenceCursor | None:
        """Go `by` sentences on, back where below 0; None where there is no further one.

        Args:
            cursor: Where it stands; what was trimmed becomes whole again.
            by: How many sentences; it stops at the first and the last.
            extend: True to take the sentences on the way along, or to leave them again.
        """
        if extend:
            head = cursor.first if cursor.is_reversed else cursor.last
        else:
            head = cursor.last if by > 0 else cursor.first
        index = self._step(head, by)
        if index is None:
            return None
        if not extend:
            return self.sentence(index)
        anchor = cursor.last if cursor.is_reversed else cursor.first
        return self._range(anchor, index)

    def extend_to(self, cursor: SentenceCursor, index: int) -> SentenceCursor:
        """All sentences from where the cursor was set to one other."""
        return self._range(cursor.last if cursor.is_reversed else cursor.first, index)

    def _range(self, anchor: int, head: int) -> SentenceCursor:
        first, last = min(anchor, head), max(anchor, head)
        span = Span(self.sentences[first].start, self.sentences[last].end)
        return SentenceCursor(first, last, span, is_reversed=head < anchor)

    def _step(self, index: int, by: int) -> int | None:
        if by > 0:
            at = bisect_right(self._stops, index)
            found = self._stops[at:][:by][-1:]
        else:
            at = bisect_left(self._stops, index)
            found = self._stops[max(0, at + by) : at][:1]
        return found[0] if found else None

    def next_unseen(
        self, cursor: SentenceCursor, states: Sequence[SentenceState]
    ) -> SentenceCursor | None:
        """The next sentence that was not checked yet, from the top after the last.

        None where all are checked.
        """
        at = bisect_right(self._counting, cursor.last)
        for index in (*self._counting[at:], *self._counting[:at]):
            if self._is_unseen(index, states):
                return self.sentence(index)
        return None

    def _is_unseen(self, index: int, states: Sequence[SentenceState]) -> bool:
        return self._numbers[index] > 0 and states[index] is SentenceState.UNSEEN

    # Trimming

    def trim(self, cursor: SentenceCursor, edge: Edge, by_words: int) -> SentenceCursor:
        """Move one edge by words, never out of the sentences and never over the other edge.

        Args:
            cursor: Where it stands.
            edge: Which edge moves.
            by_words: Towards the end of the text; back where below 0.
        """
        span = cursor.span
        room = Span(self.sentences[cursor.first].start, self.sentences[cursor.last].end)
        words = word_spans(self.text, room)
        if edge == "start":
            starts = [room.start, *(word.start for word in words[1:])]
            places = [start for start in starts if start < span.end]
            start = _stepped(places, span.start, by_words)
            span = Span(start, span.end)
        else:
            ends = [*(word.end for word in words[:-1]), room.end]
            places = [end for end in ends if end > span.start]
            end = _stepped(places, span.end, by_words)
            span = Span(span.start, end)
        return SentenceCursor(cursor.first, cursor.last, span, cursor.is_reversed)

    # Telling

    def info(
        self,
        cursor: SentenceCursor,
        states: Sequence[SentenceState],
        notes: tuple[str, ...] = (),
    ) -> CursorInfo:
        """What is known of the place of the cursor."""
        numbers = [n for n in self._numbers[cursor.first : cursor.last + 1] if n]
        return CursorInfo(
            number=numbers[0] if numbers else 0,
            of=self.of,
            heading=self.heading(cursor.first),
            state=self._state(cursor, states),
            notes=notes,
            through=numbers[-1] if numbers else 0,
            is_heading=self._is_heading(cursor.first),
        )

    def _is_heading(self, index: int) -> bool:
        at = bisect_left(self._headings, index, key=lambda heading: heading[0])
        return at < len(self._headings) and self._headings[at][0] == index

    def _state(self, cursor: SentenceCursor, states: Sequence[SentenceState]) -> SentenceState:
        here = range(cursor.first, cursor.last + 1)
        found = {states[i] for i in here if self._numbers[i]} or {states[i] for i in here}
        order = (SentenceState.UNSEEN, SentenceState.FLAGGED, SentenceState.OK)
        return next(state for state in order if state in found)


def passed_over(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Indexes of the blocks at which the keyboard does not stop by itself.

    They are folded, or repeat the headings of the article.
    """
    return tuple(index for index, block in enumerate(blocks) if _is_passed_over(block))


def _is_passed_over(block: Block) -> bool:
    return block.folded or block.kind is BlockKind.TOC


def _stepped(places: Sequence[int], now: int, by: int) -> int:
    """The place `by` steps from `now`, which may lie between two; clamped to the ends."""
    index = bisect_right(places, now) - 1 if by > 0 else bisect_left(places, now)
    index += by
    return places[min(max(index, 0), len(places) - 1)] if places else now
