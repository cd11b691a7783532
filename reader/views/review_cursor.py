"""The sentence cursor of an article view: where it stands, what follows when it moves."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import TYPE_CHECKING

from annotations import ReviewedArticle, SentenceState, Span
from reader.views.announcer import Announcer
from reader.views.cursor_words import cursor_in_words
from reader.views.marks import MarkIndex
from reader.views.same_text import shows_same_text
from reader.views.sentence_cursor import CursorInfo, Edge, SentenceCursor, SentenceMap, passed_over
from reader.views.sentence_gutter import SentenceGutter

if TYPE_CHECKING:
    from reader.views.article_view import ArticleView

#: A line of the article at text size 20, in pixels.
LINE = 31
#: Texts of which it is remembered where the cursor stood.
_REMEMBERED = 100


class ReviewCursor:
    """Moves over the sentences of the article that a view shows.

    Attributes:
        is_on: True while it is shown.
        cursor: Where it stands; None for an article without sentences.
    """

    def __init__(self, view: ArticleView, announcer: Announcer, on_set: Callable[[], None]) -> None:
        self.is_on = False
        self.cursor: SentenceCursor | None = None
        self._view = view
        self._announcer = announcer
        self._on_set = on_set
        self._reviewed: ReviewedArticle | None = None
        self._marks = MarkIndex()
        self._made: tuple[object, SentenceMap] | None = None
        #: Indexes of the blocks that are passed over unless they are open or noted.
        self._passed_over: tuple[int, ...] = ()
        self._was_moved = False
        self._left: dict[str, SentenceCursor] = {}

    # What is shown

    def set_on(self, *, on: bool) -> None:
        """Show it, or hide it; it keeps its place."""
        if on == self.is_on:
            return
        self.is_on = on
        self.show_states()
        if on and self.cursor is None:
            self._begin()
        self._on_set()
        self._speak()

    def show_article(self, reviewed: ReviewedArticle, marks: MarkIndex) -> None:
        """Take an article; the same text with other notes leaves the cursor where it is."""
        before, info = self._reviewed, self.info() if self.is_on else None
        is_same = shows_same_text(before, reviewed)
        if before and not is_same:
            self._leave(before.revision.uid)
        self._reviewed, self._marks = reviewed, marks
        if not is_same:
            self._made = None
            self._passed_over = passed_over(reviewed.revision.blocks)
            self.cursor = self._left.get(reviewed.revision.uid)
            self._was_moved = self.cursor is not None
        self.show_states()
        if not self.is_on:
            return
        if self.cursor is None:
            self._begin()
        if self.info() != info:
            self._on_set()

    def _leave(self, revision_uid: str) -> None:
        if self.cursor and self._was_moved:
            self._left[revision_uid] = self.cursor
            if len(self._left) > _REMEMBERED:
                del self._left[next(iter(self._left))]

    def show_states(self) -> None:
        """Give the page the states of the sentences, or take them away."""
        is_shown = self.is_on and self._reviewed is not None
        gutter = SentenceGutter(self._map, self._states) if is_shown else None
        self._view.page.show_states(gutter)

    @property
    def _states(self) -> tuple[SentenceState, ...]:
        return self._reviewed.sentence_states if self._reviewed else ()

    @property
    def _map(self) -> SentenceMap:
        """The sentences; made anew where a fold was opened or was given a note."""
        if self._reviewed is None:
            return SentenceMap("", (), ())
        revision = self._reviewed.revision
        shown, counted = self._unfolded()
        made_for = (revision.uid, shown, counted)
        if self._made is None or self._made[0] != made_for:
            sentences = SentenceMap(
                revision.text, revision.blocks, revision.sentences, shown=shown, counted=counted
            )
            self._made = (made_for, sentences)
        return self._made[1]

    # Where it stands

    def info(self) -> CursorInfo | None:
        """What is known of its place."""
        if self.cursor is None:
            return None
        marks = sorted(
            self._marks.overlapping(self.cursor.span),
            key=lambda mark: (not mark.is_claim, -mark.severity, mark.order),
        )
        notes = tuple(dict.fromkeys(mark.annotation_uid for mark in marks))
        return self._map.info(self.cursor, self._states, notes)

    def begin_on_screen(self) -> None:
        """Begin again on the part that is shown now, unless it was moved already."""
        if self.is_on and not self._was_moved:
            before = self.cursor
            self._begin()
            if self.cursor != before:
                self._on_set()

    def _begin(self) -> None:
        places, top = self._view.page.places, float(self._view.scroll_y)
        line = self._view.page.style.px(LINE)
        # A line that is cut by the edge of the screen is not meant.
        first = places.cp_at(top + line * 0.9)
        last = places.cp_at(top + self._view.viewport().height() - line)
        self.cursor = self._map.first_between(Span(first, last + 1), self._states)

    # Moving

    def move(self, by: int, *, extend: bool) -> bool:
        """Go on by sentences; False where there is no further one."""
        cursor = self.cursor and self._map.move(self.cursor, by, extend=extend)
        return cursor is not None and self._go(cursor)

    def trim(self, edge: Edge, by_words: int) -> bool:
        """Move an edge by words; False where it cannot."""
        trimmed = self.cursor and self._map.trim(self.cursor, edge, by_words)
        if trimmed is None or trimmed == self.cursor:
            return False
        return self._go(trimmed)

    def next_unseen(self) -> bool:
        """Go to the next sentence that was not checked; False where all are."""
        cursor = self.cursor and self._map.next_unseen(self.cursor, self._states)
        if cursor is None:
            return False
        if not self._is_on_screen(cursor.span):
            self._view.reveal(cursor.span)
        return self._go(cursor)

    def place(self, span: Span, *, reveal: bool, keeps_selection: bool = False) -> bool:
        """Set it on just a span; False where the article has no sentences.

        Where it stands there already, on the screen, nothing scrolls.
        """
        cursor = self._map.place(span)
        if cursor is None:
            return False
        is_there = self.cursor is not None and self.cursor.span == cursor.span
        if reveal and not (is_there and self._is_on_screen(cursor.span)):
            self._view.reveal(cursor.span)
        self._set(cursor, keeps_selection=keeps_selection)
        return True

    def press(self, code_point: int, *, extend: bool) -> bool:
        """Set it on the sentence at a code point, or extend it to there."""
        cursor = self._map.at(code_point)
        return cursor is not None and self.press_sentence(cursor.first, extend=extend)

    def press_sentence(self, index: int, *, extend: bool) -> bool:
        """Set it on a sentence, or extend it to there. Nothing scrolls."""
        if extend and self.cursor:
            self._set(self._map.extend_to(self.cursor, index))
        else:
            self._set(self._map.sentence(index))
        return True

    def _go(self, cursor: SentenceCursor) -> bool:
        self._set(cursor)
        self._keep_on_screen(cursor)
        return True

    def _set(self, cursor: SentenceCursor, *, keeps_selection: bool = False) -> None:
        self._was_moved = True
        self.cursor = cursor
        if not keeps_selection:
            self._view.clear_selection()
        if self.is_on:
            self._on_set()
            self._speak()

    def _keep_on_screen(self, cursor: SentenceCursor) -> None:
        """Scroll as little as it takes to show the sentence that was moved to, in context."""
        head = cursor.span
        if cursor.first != cursor.last:
            head = self._map.sentences[cursor.first if cursor.is_reversed else cursor.last]
        self._view.unfold(head)
        place = self._view.place_of_span(head)
        if place is None:
            return
        context, height = self._view.page.style.px(LINE), self._view.viewport().height()
        y = float(self._view.scroll_y)
        y = max(y, ceil(place.bottom) + context - height)
        # Of a sentence that is higher than the screen the beginning is shown.
        y = min(y, place.top - context)
        if y != self._view.scroll_y:
            self._view.set_scroll_y(max(0.0, y))

    def _is_on_screen(self, span: Span) -> bool:
        place, top = self._view.place_of_span(span), self._view.scroll_y
        if place is None:
            return False
        return top <= place.top and place.bottom <= top + self._view.viewport().height()

    # Saying

    def _speak(self) -> None:
        if self.is_on and self.cursor:
            self._announcer.say(self._in_words)

    def _in_words(self) -> str:
        info, cursor, reviewed = self.info(), self.cursor, self._reviewed
        if info is None or cursor is None or reviewed is None:
            return ""
        span, sentences = cursor.span, reviewed.revision.sentences
        whole = Span(sentences[cursor.first].start, sentences[cursor.last].end)
        notes = [note for note in reviewed.annotations if note.uid in info.notes]
        words = reviewed.revision.text[span.start : span.end]
        return cursor_in_words(info, words, notes, is_part=span != whole)

    # Folds

    def _unfolded(self) -> tuple[frozenset[int], frozenset[int]]:
        """Folded blocks and the like that are shown, and those whose sentences count."""
        if self._reviewed is None:
            return frozenset(), frozenset()
        bridge = self._view.page.bridge
        shown: set[int] = set()
        counted: set[int] = set()
        for fold in bridge.folds:
            if bridge.is_open(fold):
                shown.update(range(fold.first, fold.last))
        for index in self._passed_over:
            start = bridge.block_start(index)
            block = Span(start, start + len(bridge.blocks[index].text))
            for mark in self._marks.overlapping(block):
                shown.add(index)
                if not mark.is_draft:
                    counted.add(index)
        return frozenset(shown), frozenset(counted)
