"""Going through the cards and the sentences that they stand for."""

from __future__ import annotations

from collections.abc import Callable

from reader.views.article_view import ArticleView
from reader.views.card_display import CardDisplay
from reader.views.card_sides import Excerpt
from reader.views.card_stack import CardStack
from reader.views.note_places import next_place


class CardWalk:
    """Finds the next card, side or place, and brings its sentence to the screen."""

    def __init__(
        self,
        view: ArticleView,
        display: CardDisplay,
        activate: Callable[[str], object],
        leave: Callable[[str, str], object],
    ) -> None:
        """Walk the cards of a display.

        Args:
            view: The text.
            display: What shows the cards.
            activate: Makes the card of a uid active, where it is not.
            leave: Goes to another article (uid) at a note (uid).
        """
        self._view, self._display = view, display
        self._activate, self._leave = activate, leave

    @property
    def _stack(self) -> CardStack:
        return self._display.stack

    def step(self, by: int) -> str | None:
        """Uid of the caution after or before the active one; else seen from the screen.

        Returns:
            None at either end.
        """
        deck, at = self._stack.deck, self._stack.active
        if at < 0:
            deck.extend(down_to=self._display.screen().bottom)
            at = deck.with_sentence_on(self._display.screen()).start - (1 if by > 0 else 0)
        to = at + by
        return deck.entries[to].uid if 0 <= to < len(deck) else None

    def reveal_sentence(self, index: int) -> None:
        """Bring the sentence of a card to the screen, where it is not on it."""
        entry = self._stack.deck.entries[index]
        screen = self._display.screen()
        span = entry.targets[0].span if entry.targets else None
        if span is None:
            self._view.set_scroll_y(0)
        elif not entry.anchors or not (
            screen.top + 8 <= entry.anchors[0].middle <= screen.bottom - 24
        ):
            self._view.reveal(span)

    def show_other_side(self) -> bool:
        """Go to the next side of the active contradiction; False where it has but one."""
        stack = self._stack
        if stack.active < 0:
            return False
        excerpts = stack.deck.text(stack.active).excerpts
        sides = [e for e in excerpts if e.span is not None or e.article_uid]
        if len(sides) <= 1:
            return False
        entry = stack.deck.entries[stack.active]
        if entry.side < 0:
            # One begins at the side that is in this article.
            entry.side = next((i for i, e in enumerate(sides) if not e.article_uid), 0)
        entry.side = (entry.side + 1) % len(sides)
        self.show_excerpt(entry.uid, sides[entry.side])
        return True

    def show_next_place(self, uid: str) -> bool:
        """Go to the next sentence that a note holds for; False where there is no other."""
        deck = self._stack.deck
        index = deck.index.get(uid, -1)
        if index < 0 or deck.reviewed is None:
            return False
        entry, article = deck.entries[index], deck.reviewed.article.uid
        place = next_place(entry.annotation, article, entry.place)
        if place is None:
            return False
        if place.article_uid != article:
            self._leave(place.article_uid or "", uid)
            return True
        self._activate(uid)
        entry.place = place.uid
        if place.span is not None:
            self._view.reveal(place.span)
        else:
            self._view.set_scroll_y(0)
        return True

    def show_excerpt(self, uid: str, excerpt: Excerpt) -> None:
        """Go to a sentence that a card quotes, here or in another article."""
        if excerpt.article_uid:
            self._leave(excerpt.article_uid, uid)
        elif excerpt.span is not None:
            self._activate(uid)
            self._view.reveal(excerpt.span)
