"""Card widgets that are used again and again: about as many as fit on the screen."""

from __future__ import annotations

from collections.abc import Callable, ItemsView

from reader.views.card import Card


class CardPool:
    """Lends cards to notes by uid; a card that is given back waits for the next note."""

    def __init__(self, make: Callable[[], Card]) -> None:
        self._make = make
        self._lent: dict[str, Card] = {}
        self._free: list[Card] = []

    @property
    def made(self) -> int:
        """How many widgets there are."""
        return len(self._lent) + len(self._free)

    def items(self) -> ItemsView[str, Card]:
        """Uids and the cards that are lent to them."""
        return self._lent.items()

    def get(self, uid: str) -> Card | None:
        """The card of a note; None where it is not alive."""
        return self._lent.get(uid)

    def take(self, uid: str) -> tuple[Card, bool]:
        """The card of a note, and whether it has just been lent to it."""
        card = self._lent.get(uid)
        if card is not None:
            return card, False
        card = self._free.pop() if self._free else self._make()
        self._lent[uid] = card
        return card, True

    def keep(self, uids: set[str]) -> bool:
        """Take back the cards of all other notes; True where there were any."""
        gone = [self._lent.pop(uid) for uid in list(self._lent) if uid not in uids]
        # Hiding a card may move the focus and call back: by now the books are right.
        self._free += gone
        for card in gone:
            card.release()
        return bool(gone)

    def release_all(self) -> None:
        """Take all cards back."""
        self.keep(set())
