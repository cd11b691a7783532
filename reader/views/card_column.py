"""The column of cards beside the text: a handful of real widgets for any number of notes."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotations import ReviewedArticle, Severity, Span, Target
from reader.theme.theme import Theme
from reader.views.article_card import ArticleCard, lay_out_article_card
from reader.views.article_card_text import article_card_text
from reader.views.article_page import HEAD_SPACE, TAIL_SPACE
from reader.views.article_view import ArticleView
from reader.views.card import HALO, Card
from reader.views.card_curves import CardEnd, curves_of
from reader.views.card_deck import EDGE, GAP, Anchor, CardDeck, Entry, Frame
from reader.views.card_layout import Screen, clamp_to_screen, resting_pin
from reader.views.card_motion import DURATION_MS, CardMotion
from reader.views.card_painter import CardLook
from reader.views.card_pool import CardPool
from reader.views.card_text import Excerpt, Words
from reader.views.connectors import Connector
from reader.views.drawer import Drawer

#: Cards this far from the screen are alive already, so that they never pop in.
MARGIN_PX = 120.0
#: A text this short is laid out whole at once; places of a longer one are found when idle.
SHORT_TEXT = 60_000
#: Places that one idle moment asks for.
IDLE_COUNT = 200


class CardColumn(QObject):
    """Keeps cards beside their sentences while the text scrolls, and knows the active one.

    Signals:
        active_changed: uid; empty for none.
        link_requested: address of a source.
        article_requested: uid of another article and of the note, for its other side.
        text_focus_requested: The keyboard is to go back to the text.
    """

    active_changed = Signal(str)
    link_requested = Signal(str)
    article_requested = Signal(str, str)
    text_focus_requested = Signal()

    def __init__(self, view: ArticleView, words: Words, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._words, self._theme = view, words, theme
        self._reviewed: ReviewedArticle | None = None
        self._threshold = Severity.INFO
        self._deck: CardDeck | None = None
        self._active = -1
        self._hovered = ""
        self._pin: float | None = None
        self._tail = float(TAIL_SPACE)
        self._is_visible = True
        self._is_syncing = False
        self._needs_settling = True
        self._signature: object = None
        self._article_card = ArticleCard(theme, view.viewport())
        self._drawer = Drawer(theme, view.viewport())
        self._article_card.note_requested.connect(self._on_worst_requested)
        self._article_card.expansion_changed.connect(self.sync)
        self._pool = CardPool(self._make_card)
        self._motion = CardMotion(self)
        self._motion.moved.connect(self._place_cards)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._on_idle)
        view.geometry_changed.connect(self.sync)
        view.annotation_activated.connect(self._on_mark_pressed)
        view.annotation_hovered.connect(self._on_mark_hovered)

    # What is shown

    @property
    def active(self) -> str | None:
        """Uid of the active note."""
        return self._entry(self._active).uid if self._active >= 0 else None

    @property
    def order(self) -> tuple[str, ...]:
        """Uids of all cards, in the order of the column."""
        return tuple(entry.uid for entry in self._deck.entries) if self._deck else ()

    @property
    def deck(self) -> CardDeck | None:
        """The cards behind the widgets; None before the first article."""
        return self._deck

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that are alive, in the order of the column."""
        return tuple(card for _index, card in self._alive())

    @property
    def article_card(self) -> ArticleCard:
        """The card of the whole article."""
        return self._article_card

    @property
    def drawer(self) -> Drawer:
        """The panel over the margin of a narrow page."""
        return self._drawer

    def show_article(self, reviewed: ReviewedArticle) -> None:
        """Show the cards of an article; the active note stays active where it is still there."""
        active = self.active
        is_same = self._reviewed and self._reviewed.revision.uid == reviewed.revision.uid
        self._reviewed = reviewed
        opened = (
            {e.uid for e in self._deck.entries if e.is_open} if self._deck and is_same else set()
        )
        self._rebuild(active if is_same else None)
        if self._deck:
            for entry in self._deck.entries:
                entry.is_open = entry.uid in opened
        self.sync()

    def set_threshold(self, severity: Severity) -> None:
        """Show notes of at least this severity."""
        if severity is not self._threshold:
            self._threshold = severity
            self._rebuild(self.active)
            self.sync()

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        self._theme = theme
        self._drawer.set_theme(theme)
        if self._deck:
            self._deck.set_theme(theme)
        self._signature = None
        self._pool.release_all()
        self.sync()

    def set_visible(self, visible: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Show or hide the cards together with the marks."""
        self._is_visible = visible
        self.sync()

    def set_reduced_motion(self, reduced: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Let cards jump to their places instead of moving there."""
        self._motion.duration_ms = 0 if reduced else DURATION_MS
        if reduced:
            self._motion.finish()

    def _rebuild(self, active: str | None) -> None:
        if self._reviewed is None:
            return
        self._pool.release_all()
        self._motion.finish()
        self._deck = CardDeck(
            self._reviewed, self._words, self._theme, self._find, threshold=self._threshold
        )
        self._signature = None
        was = active
        self._active = self._deck.index.get(active, -1) if active else -1
        self._pin = None
        self._view.set_active(self.active)
        if was != self.active:
            self.active_changed.emit(self.active or "")

    # Activation

    def activate(self, uid: str, *, reveal: bool = False) -> bool:
        """Make a note active and unfold its card; False where the column does not have it.

        Args:
            uid: Of the note.
            reveal: True scrolls to its sentence where that is not on the screen.
        """
        if self._deck is None or uid not in self._deck.index:
            return False
        index = self._deck.index[uid]
        before = self._tops_on_screen()
        changed = index != self._active
        self._active, self._pin = index, None
        self._view.set_active(uid)
        self._deck.extend_to(index)
        if self._view.geometry_now.is_drawer:
            self._drawer.open()
        if reveal:
            self.reveal_sentence(index)
        self._needs_settling = True
        self.sync()
        self._move_from(before)
        if changed:
            self.active_changed.emit(uid)
        return True

    def deactivate(self) -> bool:
        """Have no active note and close the drawer; False where there was nothing to do."""
        had_drawer = self._drawer.is_open
        self._drawer.close_panel()
        if self._active < 0:
            self.sync()
            return had_drawer
        before = self._tops_on_screen()
        self._active, self._pin = -1, None
        self._view.set_active(None)
        self._needs_settling = True
        self.sync()
        self._move_from(before)
        self.active_changed.emit("")
        return True

    def index_of(self, uid: str | None) -> int:
        """Place of a note in the column, from 0; -1 where it is not in it."""
        return self._deck.index.get(uid or "", -1) if self._deck else -1

    def reveal_sentence(self, index: int) -> None:
        """Bring the sentence of a card to the screen, where it is not on it."""
        span = self.span_of(index)
        anchors = self._entry(index).anchors
        if span is None:
            self._view.set_scroll_y(0)
        elif not anchors or not self._is_on_screen(anchors[0]):
            self._view.reveal(span)

    def span_of(self, index: int) -> Span | None:
        """The first place of a card in the text; None for the whole article."""
        targets = self._entry(index).targets
        return targets[0].span if targets else None

    def _is_on_screen(self, anchor: Anchor) -> bool:
        screen = self._screen()
        return screen.top + 8 <= anchor.middle <= screen.bottom - 24

    def step(self, by: int) -> str | None:
        """Uid of the caution after or before the active one; else seen from the screen.

        Returns:
            None at either end.
        """
        if not self._deck or not len(self._deck):
            return None
        at = self._active
        if at < 0:
            at = self._first_on_screen() - (1 if by > 0 else 0)
        to = at + by
        return self._entry(to).uid if 0 <= to < len(self._deck) else None

    def _first_on_screen(self) -> int:
        if self._deck is None:
            return 0
        self._deck.extend(down_to=self._screen().bottom)
        return self._deck.with_sentence_on(self._screen()).start

    # Keeping up with the text

    def sync(self) -> None:
        """Bring cards, curves and drawer to where the text is now."""
        if self._deck is None or self._is_syncing:
            return
        self._is_syncing = True
        try:
            self._refresh_frame()
            screen = self._screen()
            if self._deck.extend(down_to=screen.bottom + 2 * screen.height):
                self._needs_settling = True
            if self._needs_settling or self._has_unmeasured(screen):
                self._settle(screen)
            self._bind(screen)
            self._place_cards()
        finally:
            self._is_syncing = False
        if not self._deck.is_complete and not self._idle.isActive():
            self._idle.start()

    def _screen(self) -> Screen:
        top = float(self._view.scroll_y)
        return Screen(top, top + self._view.viewport().height())

    def _refresh_frame(self) -> None:
        """Notice that the text was laid out anew, or that the page is wider."""
        deck, page = self._deck, self._view.geometry_now
        if deck is None:
            return
        bridge = self._view.page.bridge
        folds = tuple(bridge.is_open(fold) for fold in bridge.folds)
        height = self._view.viewport().height()
        signature = (
            self._view.page,
            folds,
            page,
            height,
            self._theme,
            self._is_visible,
            self._article_card.is_expanded,
        )
        if signature == self._signature:
            return
        self._signature = signature
        if not page.is_drawer:
            self._drawer.close_panel()
        deck.set_frame(
            Frame(
                width=page.cards_width,
                screen_height=height,
                rtl=page.rtl,
                shows_claims=page.is_drawer,
            )
        )
        self._lay_out_head()
        deck.forget_places()
        if len(deck.reviewed.revision.text) <= SHORT_TEXT:
            deck.extend(count=len(deck))
        else:
            deck.extend_to(self._active)
        self._needs_settling = True
        self._pin = None

    def _lay_out_head(self) -> None:
        """Lay the article card out: first in the column, or above the title."""
        deck, page = self._deck, self._view.geometry_now
        if deck is None or self._reviewed is None:
            return
        text = article_card_text(self._reviewed, self._words.format_date)
        width = page.column_width if page.is_drawer else page.cards_width
        body = lay_out_article_card(
            text,
            width,
            self._theme,
            rtl=page.rtl,
            is_compact=page.is_drawer,
            is_expanded=self._article_card.is_expanded,
        )
        self._article_card.show_article(text, body, self._theme)
        if page.is_drawer:
            self._view.set_space(head=body.height + EDGE + 12)
            deck.head_height = EDGE
        else:
            self._view.set_space(head=HEAD_SPACE)
            deck.head_height = EDGE + body.height + GAP

    def _find(self, target: Target) -> Anchor | None:
        place = self._view.place_of(target)
        if place is None:
            return None
        middle = (place.top + place.underline_y) / 2
        return Anchor(target, middle, place.underline_y, place.run_on_x)

    def _has_unmeasured(self, screen: Screen) -> bool:
        deck = self._deck
        if deck is None:
            return False
        near = deck.column.visible(
            Screen(screen.top - screen.height, screen.bottom + screen.height), self._clamped_pin()
        )
        return any(not deck.is_measured(index, self._active) for index in near)

    def _settle(self, screen: Screen) -> None:
        deck = self._deck
        if deck is None:
            return
        column = deck.settle(self._active, self._view.content_height(), screen)
        if self._active >= 0 and self._pin is None and column.active >= 0:
            self._pin = resting_pin(column, deck.wanted_tops, screen)
        self._needs_settling = False
        if deck.is_complete and len(deck):
            last = len(deck) - 1
            bottom = column.top(last, self._pin) + column.heights[last] + EDGE
            missing = bottom - self._view.content_height()
            if missing > 0:
                self._view.set_space(tail=self._tail + missing)
                self._tail += missing

    def _clamped_pin(self) -> float | None:
        deck = self._deck
        if deck is None or self._pin is None or self._active < 0 or deck.column.active < 0:
            return None
        anchors = [a.middle for a in self._entry(self._active).anchors]
        height = deck.column.heights[self._active]
        return clamp_to_screen(self._pin, height, self._screen(), anchors)

    def _on_idle(self) -> None:
        """Find more places while nothing else happens."""
        if self._deck is None or self._deck.is_complete:
            self._idle.stop()
            return
        self._is_syncing = True
        try:
            self._deck.extend(count=IDLE_COUNT)
        finally:
            self._is_syncing = False
        if self._deck.is_complete:
            self._idle.stop()
            self._needs_settling = True
            self.sync()

    # Widgets

    def _make_card(self) -> Card:
        card = Card(self._theme, self._view.viewport())
        card.on_tab = self._on_tab
        card.activated.connect(self.activate)
        card.hovered.connect(self._on_card_hovered)
        card.disclosed.connect(self._on_disclosed)
        card.whole_requested.connect(self._on_whole_requested)
        card.link_requested.connect(self.link_requested)
        card.place_requested.connect(self._on_place_requested)
        card.other_side_requested.connect(self._on_other_side_requested)
        return card

    def _alive(self) -> list[tuple[int, Card]]:
        if self._deck is None:
            return []
        index = self._deck.index
        return sorted(
            ((index[uid], card) for uid, card in self._pool.items() if uid in index),
            key=lambda pair: pair[0],
        )

    def _shows_cards(self) -> bool:
        hidden_drawer = self._view.geometry_now.is_drawer and not self._drawer.is_open
        return self._is_visible and not hidden_drawer

    def _bind(self, screen: Screen) -> None:
        """Give each card near the screen a widget."""
        deck = self._deck
        if deck is None:
            return
        reach = Screen(screen.top - MARGIN_PX, screen.bottom + MARGIN_PX)
        wanted: list[int] = []
        if self._shows_cards():
            wanted = list(deck.column.visible(reach, self._clamped_pin()))
            wanted += [i for i, card in self._alive() if card.hasFocus() and i not in wanted]
        changed = self._pool.keep({deck.entries[index].uid for index in wanted})
        for index in wanted:
            card, is_new = self._pool.take(deck.entries[index].uid)
            changed |= is_new
            self._show(index, card)
        if changed:
            self._chain_tabs()

    def _show(self, index: int, card: Card) -> None:
        deck = self._deck
        if deck is None:
            return
        body, text = deck.body(index, self._active), deck.text(index)
        look = self._look(index)
        if card.uid != text.uid or card.body is not body or card.text is not text:
            card.show_note(text, deck.frame.width, body, look)
        else:
            card.set_look(look)

    def _look(self, index: int) -> CardLook:
        entry = self._entry(index)
        is_active = index == self._active
        return CardLook(
            self._theme,
            entry.annotation.note.severity,
            is_active=is_active,
            is_hovered=entry.uid == self._hovered,
            is_open=is_active and entry.is_open,
            rtl=self._view.geometry_now.rtl,
        )

    def _top(self, index: int) -> float:
        if self._deck is None:
            return 0.0
        return self._deck.column.top(index, self._clamped_pin())

    def _place_cards(self) -> None:
        """Put widgets and curves where the scroll and a running move have them."""
        page = self._view.geometry_now
        shows = self._shows_cards()
        self._drawer.lie_over(page, self._view.viewport().size())
        x = round(page.cards_left) - HALO
        ends = []
        for index, card in self._alive():
            top = self._top(index) + self._motion.offset(card.uid)
            card.move(x, round(self._view.to_viewport_y(top)) - HALO)
            card.show()
            ends.append((index, top))
        self._place_article_card()
        self._view.set_connectors(self._curves(ends) if shows and not page.is_drawer else ())

    def _place_article_card(self) -> None:
        page, card = self._view.geometry_now, self._article_card
        x = page.column_left if page.is_drawer else page.cards_left
        top = EDGE
        if not page.is_drawer and self._deck is not None and len(self._deck.column):
            # The active card comes first: the article card gives way above it.
            first = self._top(0) - GAP - card.card_rect.height()
            top = min(EDGE, first)
        y = round(self._view.to_viewport_y(top))
        card.move(round(x) - HALO, y - HALO)
        is_near = -card.height() < y < self._view.viewport().height()
        card.setVisible(is_near and self._reviewed is not None)

    def _curves(self, ends: list[tuple[int, float]]) -> tuple[Connector, ...]:
        deck, page, screen = self._deck, self._view.geometry_now, self._screen()
        if deck is None:
            return ()
        tops = dict(ends)
        for index in deck.with_sentence_on(screen):
            tops.setdefault(index, self._top(index))
        if self._active >= 0 and self._active < deck.known:
            tops.setdefault(self._active, self._top(self._active))
        found: list[Connector] = []
        for index in sorted(tops):
            entry = deck.entries[index]
            end = CardEnd(
                entry,
                tops[index],
                deck.body(index, self._active),
                is_active=index == self._active,
                is_hovered=entry.uid == self._hovered,
            )
            found += curves_of(end, page, screen)
        return tuple(found)

    def _tops_on_screen(self) -> dict[str, float]:
        return {
            card.uid: self._top(index) + self._motion.offset(card.uid)
            for index, card in self._alive()
        }

    def _move_from(self, before: dict[str, float]) -> None:
        """Let cards that were alive come from where they stood."""
        offsets = {
            card.uid: before[card.uid] - self._top(index)
            for index, card in self._alive()
            if card.uid in before
        }
        self._motion.start(offsets)
        self._place_cards()

    def _entry(self, index: int) -> Entry:
        if self._deck is None:
            raise IndexError(index)
        return self._deck.entries[index]

    # Hearing cards and marks

    def _on_mark_pressed(self, uid: str) -> None:
        self.activate(uid)

    def _on_mark_hovered(self, uid: str) -> None:
        self._set_hovered(uid)

    def _on_card_hovered(self, uid: str) -> None:
        self._view.set_hovered(uid or None)
        self._set_hovered(uid)

    def _set_hovered(self, uid: str) -> None:
        if uid != self._hovered:
            self._hovered = uid
            for index, card in self._alive():
                card.set_look(self._look(index))
            self._place_cards()

    def _on_disclosed(self, uid: str, is_open: bool) -> None:  # noqa: FBT001 - a signal's value
        if self._deck is None or uid not in self._deck.index:
            return
        self._entry(self._deck.index[uid]).is_open = is_open
        self.activate(uid)

    def _on_whole_requested(self, uid: str) -> None:
        if self._deck is None or uid not in self._deck.index:
            return
        self._entry(self._deck.index[uid]).is_whole = True
        self.activate(uid)

    def _on_worst_requested(self, uid: str) -> None:
        if self.activate(uid, reveal=True):
            self.focus_active()

    def _on_place_requested(self, uid: str, excerpt: Excerpt) -> None:
        if excerpt.article_uid:
            self.article_requested.emit(excerpt.article_uid, uid)
        elif excerpt.span is not None:
            if uid != self.active:
                self.activate(uid)
            self._view.reveal(excerpt.span)

    def _on_other_side_requested(self, uid: str) -> None:
        if uid != self.active:
            self.activate(uid)
        self.show_other_side()

    def show_other_side(self) -> bool:
        """Go to the next side of the active contradiction; False where it has but one."""
        if self._deck is None or self._active < 0:
            return False
        sides = [
            e for e in self._deck.text(self._active).excerpts if e.span is not None or e.article_uid
        ]
        if len(sides) <= 1:
            return False
        entry = self._entry(self._active)
        entry.side = (entry.side + 1) % len(sides)
        self._on_place_requested(entry.uid, sides[entry.side])
        return True

    # Focus

    def focus_active(self) -> bool:
        """Give the keyboard to the active card; False where there is none."""
        return self._active >= 0 and self.focus_card(self._active)

    def focus_card(self, index: int) -> bool:
        """Give the keyboard to a card, alive or not; scrolls to it where needed."""
        deck = self._deck
        if deck is None or not 0 <= index < len(deck):
            return False
        deck.extend_to(index)
        if self._needs_settling or index >= len(deck.column):
            self._settle(self._screen())
        screen, top = self._screen(), self._top(index)
        bottom = top + deck.column.heights[index]
        if top < screen.top or bottom > screen.bottom:
            self._view.set_scroll_y(max(0.0, top - screen.height / 3))
        self.sync()
        card = self._pool.get(deck.entries[index].uid)
        if card is None:
            return False
        card.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def focused(self) -> int:
        """Index of the card that has the keyboard; -1 for none."""
        for index, card in self._alive():
            if card.hasFocus() or any(spot.hasFocus() for spot in card.hot_spots):
                return index
        return -1

    def selected_text(self) -> str:
        """Words that are selected on a card; empty where none are."""
        return next((t for c in self.cards if (t := c.selected_text())), "")

    def _on_tab(self, uid: str, forward: bool) -> bool:  # noqa: FBT001 - as Qt's
        if self._deck is None or uid not in self._deck.index:
            return False
        return self.focus_card(self._deck.index[uid] + (1 if forward else -1))

    def _chain_tabs(self) -> None:
        """Tab goes from the text through the cards in text order, whatever was made first."""
        chain: list[QWidget] = [self._view, *self._article_card.rows, *self.cards]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
