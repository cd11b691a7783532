"""What a column of cards knows of the text: how it is laid out, and where its places are."""

from __future__ import annotations

from collections.abc import Callable

from annotations import ReviewedArticle, Span, Target
from reader.theme.theme import Theme
from reader.views.article_view import ArticleView
from reader.views.card_body import DEFAULT_KEYS
from reader.views.card_deck import Anchor, CardDeck, Frame
from reader.views.card_stack import CardStack
from reader.views.column_head import ColumnHead
from reader.views.drawer import Drawer

#: A text this short is laid out whole at once; places of a longer one are found when idle.
SHORT_TEXT = 60_000
#: What one idle moment does: so many places at most, in so many characters more.
IDLE_COUNT = 200
IDLE_CHARACTERS = 8_000


class ColumnFrame:
    """Notices that the page is another, and tells the stack what that changes.

    Attributes:
        is_reviewing: Cards offer what a reviewer changes.
        keys: What stands on the key caps of the cards.
    """

    def __init__(self, view: ArticleView, head: ColumnHead, drawer: Drawer) -> None:
        self._view, self._head, self._drawer = view, head, drawer
        self.is_reviewing = False
        self.keys = DEFAULT_KEYS
        #: Code points down to which idle moments have laid the text out.
        self._laid_out = 0
        #: What the page looked like, and how its lines were broken, at the last refresh.
        self._signature: object = None
        self._lines: object = None

    def forget_look(self) -> None:
        """The cards look different from now on; the text stands where it stood."""
        self._signature = None

    def forget(self) -> None:
        """There are other cards."""
        self._signature = self._lines = None

    def refresh(
        self,
        reviewed: ReviewedArticle,
        stack: CardStack,
        theme: Theme,
        format_date: Callable[[str], str],
    ) -> None:
        """Notice that the text was laid out anew, or that the page is another."""
        deck, page, view = stack.deck, self._view.geometry_now, self._view
        bridge, height = view.page.bridge, view.viewport().height()
        folds = tuple(bridge.is_open(fold) for fold in bridge.folds)
        is_expanded = self._head.card.is_expanded
        signature = (view.page, folds, page, height, theme, is_expanded)
        if signature == self._signature:
            return
        self._signature = signature
        if not page.is_drawer:
            self._drawer.close_panel()
        before = deck.frame, deck.head_height
        deck.head_height = self._head.lay_out(reviewed, theme, format_date)
        deck.set_frame(
            Frame(
                width=page.cards_width,
                screen_height=height,
                rtl=page.rtl,
                shows_claims=page.is_drawer,
                is_reviewing=self.is_reviewing,
                keys=self.keys,
            )
        )
        lines = (view.page, folds, page.column_width, self._head.space)
        if lines == self._lines and before == (deck.frame, deck.head_height):
            # Only margins moved, as while the window is resized.
            stack.choose_place()
            return
        stack.choose_anew()
        if lines == self._lines:
            return
        self._lines = lines
        deck.forget_places()
        self._laid_out = 0
        if len(reviewed.revision.text) <= SHORT_TEXT:
            deck.extend(count=len(deck))
        else:
            deck.extend_to(stack.active)

    def find(self, target: Target) -> Anchor | None:
        """Where a target stands in the text; None where it does not."""
        place = self._view.place_of(target)
        if place is None:
            return None
        middle = (place.top + place.underline_y) / 2
        end_x = place.run_on_x
        if end_x is not None:
            end_x += self._view.geometry_now.document_shift
        return Anchor(target, middle, place.underline_y, end_x)

    def find_more(self, deck: CardDeck) -> None:
        """Find as many places as one idle moment has time for."""
        self._laid_out += IDLE_CHARACTERS
        # In small steps: the first question about the end would lay out all at once.
        self._view.place_of_span(Span(self._laid_out, self._laid_out + 1))
        deck.extend(count=IDLE_COUNT, before=self._laid_out)
