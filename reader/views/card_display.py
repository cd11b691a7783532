"""The widgets of a column: which cards are alive, where they stand, what joins them."""

from __future__ import annotations

from collections.abc import Callable

from reader.theme.theme import Theme
from reader.views.article_view import ArticleView
from reader.views.card import HALO, Card
from reader.views.card_curves import CardEnd, curves_of
from reader.views.card_layout import Screen
from reader.views.card_motion import CardMotion
from reader.views.card_painter import CardLook
from reader.views.card_pool import CardPool
from reader.views.card_stack import CardStack
from reader.views.connectors import Connector
from reader.views.drawer import Drawer

#: Cards this far from the screen are alive already, so that they never pop in.
MARGIN_PX = 120.0


class CardDisplay:
    """Shows the slice of a stack that is near the screen; decides nothing.

    Attributes:
        stack: What is shown; another one for each article.
        pool: The widgets.
        motion: The move that is under way.
        hovered: Uid of the note under the pointer, or empty text.
        theme: Colours of the cards.
        is_visible: False while marks and cards are hidden.
        is_editing: True while an editor stands in place of the cards.
    """

    def __init__(
        self,
        view: ArticleView,
        stack: CardStack,
        drawer: Drawer,
        theme: Theme,
        make_card: Callable[[], Card],
    ) -> None:
        self._view = view
        self.stack, self.theme = stack, theme
        self.pool = CardPool(make_card)
        self.motion = CardMotion(view)
        self.drawer = drawer
        self.hovered = ""
        self.is_visible = True
        self.is_editing = False

    def screen(self) -> Screen:
        """The slice of the content that shows."""
        top = float(self._view.scroll_y)
        return Screen(top, top + self._view.viewport().height())

    def alive(self) -> list[tuple[int, Card]]:
        """Cards with a widget, by their index in the stack."""
        index = self.stack.deck.index
        found = [(index[uid], card) for uid, card in self.pool.items() if uid in index]
        return sorted(found, key=lambda pair: pair[0])

    def rest(self) -> dict[str, float]:
        """Tops of the cards that are alive, by uid, where they rest."""
        alive = self.alive()
        tops = self.stack.tops((index for index, _card in alive), self.screen())
        return {card.uid: tops[index] for index, card in alive}

    def tops_now(self) -> dict[str, float]:
        """Tops of the cards that are alive, by uid, as a running move has them."""
        return {uid: top + self.motion.offset(uid) for uid, top in self.rest().items()}

    def move_from(self, before: dict[str, float]) -> None:
        """Let cards that were alive come from where they stood."""
        rest = self.rest()
        self.motion.start({uid: before[uid] - rest[uid] for uid in rest if uid in before})

    def bind(self, kept: int = -1) -> bool:
        """Give each card near the screen a widget.

        Args:
            kept: Index of a card that stays alive wherever it is; -1 for none.

        Returns:
            True where other cards are alive than before.
        """
        deck = self.stack.deck
        wanted: list[int] = []
        if self._shows_cards():
            wanted = list(self.stack.visible(self.screen(), MARGIN_PX))
            if 0 <= kept < deck.known and kept not in wanted:
                wanted.append(kept)
        changed = self.pool.keep({deck.entries[index].uid for index in wanted})
        for index in wanted:
            card, is_new = self.pool.take(deck.entries[index].uid)
            changed |= is_new
            self._show(index, card)
        return changed

    def _shows_cards(self) -> bool:
        hidden_drawer = self._view.geometry_now.is_drawer and not self.drawer.is_open
        return self.is_visible and not self.is_editing and not hidden_drawer

    def _show(self, index: int, card: Card) -> None:
        deck = self.stack.deck
        body, text, look = self.stack.body(index), deck.text(index), self._look(index)
        if card.body is not body or card.text is not text:
            card.show_note(text, deck.frame.width, body, look)
        else:
            card.set_look(look)

    def _look(self, index: int) -> CardLook:
        entry = self.stack.deck.entries[index]
        is_active = index == self.stack.active
        return CardLook(
            self.theme,
            entry.annotation.note.severity,
            is_active=is_active,
            is_hovered=entry.uid == self.hovered,
            is_open=is_active and entry.is_open,
            rtl=self._view.geometry_now.rtl,
            status=entry.annotation.status,
        )

    def set_hovered(self, uid: str) -> bool:
        """Light another note up; False where it is lit already."""
        if uid == self.hovered:
            return False
        self.hovered = uid
        for index, card in self.alive():
            card.set_look(self._look(index))
        return True

    def place(self, curves: tuple[Connector, ...] = ()) -> None:
        """Put widgets and curves where the scroll and a running move have them.

        Args:
            curves: Of what stands in place of the cards.
        """
        page, screen = self._view.geometry_now, self.screen()
        self.drawer.lie_over(page, self._view.viewport().size())
        x = round(page.cards_left) - HALO
        alive = self.alive()
        tops = self.stack.tops((index for index, _card in alive), screen)
        for index, card in alive:
            tops[index] += self.motion.offset(card.uid)
            card.move(x, round(self._view.to_viewport_y(tops[index])) - HALO)
            if card.isHidden():
                card.show()
        joins = self._shows_cards() and not page.is_drawer
        self._view.set_connectors(self._curves(tops, screen) if joins else curves)

    def first_top(self) -> float | None:
        """Top of the first card of all, alive or not; None where there is none."""
        has_cards = len(self.stack.deck.column) > 0
        return self.stack.top(0, self.screen()) if has_cards else None

    def _curves(self, tops: dict[int, float], screen: Screen) -> tuple[Connector, ...]:
        """Curves of the cards that are alive, and of sentences whose card is further off."""
        stack, deck = self.stack, self.stack.deck
        joined = {*tops, *deck.with_sentence_on(screen)}
        if 0 <= stack.active < deck.known:
            joined.add(stack.active)
        found: list[Connector] = []
        tops = {**stack.tops(joined - tops.keys(), screen), **tops}
        for index in sorted(joined):
            entry = deck.entries[index]
            end = CardEnd(
                entry,
                tops[index],
                stack.body(index),
                is_active=index == stack.active,
                is_hovered=entry.uid == self.hovered,
            )
            found += curves_of(end, self._view.geometry_now, screen)
        return tuple(found)
