"""The deck with its active card: which card stands where for the slice on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from reader.views.card_body import CardBody
from reader.views.card_deck import EDGE, CardDeck
from reader.views.card_layout import Screen, clamp_to_screen, resting_pin


class CardStack:
    """Settles a deck lazily and keeps the place of its active card.

    Attributes:
        deck: The cards.
        active: Index of the active card, or -1.
        is_stale: True until the next `prepare`: something changed that moves cards.
    """

    def __init__(self, deck: CardDeck, active: int = -1) -> None:
        self.deck = deck
        self.active = active
        self.is_stale = True
        #: Where the active card rests, chosen when it became active; None: choose anew.
        self._pin: float | None = None

    @property
    def active_uid(self) -> str | None:
        """Uid of the active note."""
        return self.deck.entries[self.active].uid if self.active >= 0 else None

    def activate(self, index: int) -> None:
        """Make a card active, -1 for none; it chooses its place at the next `prepare`."""
        self.active = index
        self.choose_anew()

    def choose_anew(self) -> None:
        """Let the active card choose its place again: heights or places changed."""
        self.choose_place()
        self.is_stale = True

    def choose_place(self) -> None:
        """Let the active card choose its place again: the screen lies elsewhere."""
        self._pin = None

    def prepare(self, screen: Screen, content_height: float) -> float:
        """Make sure that what lies on the screen and around it is placed.

        Returns:
            Pixels that the content is too short for its cards; 0 where it is not.
        """
        if self.deck.extend(down_to=screen.bottom + 2 * screen.height):
            self.is_stale = True
        column = self.deck.column
        is_settled = not self.is_stale and not self._has_unmeasured(screen)
        if not is_settled:
            column = self.deck.settle(self.active, content_height, screen)
        if self._pin is None and column.active >= 0:
            self._pin = resting_pin(column, self.deck.wanted_tops, screen)
        if is_settled:
            return 0.0
        self.is_stale = False
        if not self.deck.is_complete or not len(self.deck):
            return 0.0
        last = len(self.deck) - 1
        bottom = column.top(last, self._pin) + column.heights[last] + EDGE
        return max(0.0, bottom - content_height)

    def pin(self, screen: Screen) -> float | None:
        """Top of the active card: where it rests, moved the least to lie on the screen."""
        column = self.deck.column
        if self._pin is None or self.active < 0 or column.active < 0:
            return None
        anchors = [anchor.middle for anchor in self.deck.entries[self.active].anchors]
        return clamp_to_screen(self._pin, column.heights[self.active], screen, anchors)

    def top(self, index: int, screen: Screen) -> float:
        """Top of a card in content coordinates."""
        return self.deck.column.top(index, self.pin(screen))

    def tops(self, indexes: Iterable[int], screen: Screen) -> dict[int, float]:
        """Tops of several cards in content coordinates, by index."""
        column, pin = self.deck.column, self.pin(screen)
        return {index: column.top(index, pin) for index in indexes}

    def visible(self, screen: Screen, reach: float) -> range:
        """Cards on the screen or at most `reach` pixels off it."""
        around = Screen(screen.top - reach, screen.bottom + reach)
        return self.deck.column.visible(around, self.pin(screen))

    def body(self, index: int) -> CardBody | None:
        """A laid-out card; None where it is folded."""
        return self.deck.body(index, self.active)

    def _has_unmeasured(self, screen: Screen) -> bool:
        near = self.visible(screen, screen.height)
        return any(not self.deck.is_measured(index, self.active) for index in near)
