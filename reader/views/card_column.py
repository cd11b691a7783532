"""The column of cards beside the text: a handful of real widgets for any number of notes.

What is worked out stands elsewhere: the deck, the layout, the motion, the focus, the walk. This
joins them, and is above 400 lines by its many short answers to the page and to the cards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from annotations import ReviewedArticle, Severity, Span
from reader.theme.theme import Theme
from reader.views.article_card import ArticleCard
from reader.views.article_page import TAIL_SPACE
from reader.views.article_view import ArticleView
from reader.views.card import Card
from reader.views.card_body import CardKeys
from reader.views.card_deck import CardDeck
from reader.views.card_display import CardDisplay
from reader.views.card_focus import CardFocus
from reader.views.card_motion import DURATION_MS, CardMotion
from reader.views.card_stack import CardStack
from reader.views.card_text import Words
from reader.views.card_walk import CardWalk
from reader.views.column_frame import ColumnFrame
from reader.views.column_head import ColumnHead
from reader.views.drawer import Drawer

if TYPE_CHECKING:
    from reader.views.editor.note_editor import NoteEditor
    from reader.views.editor_place import EditorPlace


class CardColumn(QObject):
    """Keeps cards beside their sentences while the text scrolls, and knows the active one.

    Signals:
        active_changed: uid; empty for none.
        link_requested: address of a source.
        article_requested: uid of another article and of the note, for its other side or place.
        edit_requested, delete_requested, rereview_requested: uid, from the card's buttons.
        withdraw_confirmed: uid and the reason, from the line in the card.
    """

    active_changed = Signal(str)
    link_requested = Signal(str)
    article_requested = Signal(str, str)
    edit_requested = Signal(str)
    rereview_requested = Signal(str)
    delete_requested = Signal(str)
    withdraw_confirmed = Signal(str, str)

    def __init__(self, view: ArticleView, words: Words, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._words, self._theme = view, words, theme
        self._reviewed: ReviewedArticle | None = None
        self._threshold = Severity.INFO
        self._tail = float(TAIL_SPACE)
        self._is_syncing = False
        self._head = ColumnHead(view, theme)
        drawer = Drawer(theme, view.viewport())
        self._frame = ColumnFrame(view, self._head, drawer)
        deck = CardDeck(None, words, theme, self._frame.find)
        self._display = CardDisplay(view, CardStack(deck), drawer, theme, self._make_card)
        self._editor: EditorPlace | None = None
        self.walk = CardWalk(view, self._display, self._activate_other, self.article_requested.emit)
        self._focus = CardFocus(view, self._display.pool, self._bring)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._connect()

    def _connect(self) -> None:
        self._head.card.note_requested.connect(self._on_worst_requested)
        self._head.card.expansion_changed.connect(self.sync)
        self._display.motion.moved.connect(self._place)
        self._idle.timeout.connect(self._on_idle)
        self._view.geometry_changed.connect(self.sync)
        self._view.annotation_activated.connect(self.activate)
        self._view.annotation_hovered.connect(self._set_hovered)

    # What is shown

    @property
    def active(self) -> str | None:
        """Uid of the active note."""
        return self.stack.active_uid

    @property
    def order(self) -> tuple[str, ...]:
        """Uids of all cards, in the order of the column."""
        return tuple(entry.uid for entry in self.stack.deck.entries)

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards that are alive, in the order of the column."""
        return tuple(card for _index, card in self._display.alive())

    @property
    def stack(self) -> CardStack:
        """Where all cards stand, alive or not."""
        return self._display.stack

    @property
    def motion(self) -> CardMotion:
        """The move of cards that is under way, if any."""
        return self._display.motion

    @property
    def article_card(self) -> ArticleCard:
        """The card of the whole article."""
        return self._head.card

    @property
    def drawer(self) -> Drawer:
        """The panel over the margin of a narrow page."""
        return self._display.drawer

    @property
    def widgets_made(self) -> int:
        """How many card widgets there are, however many notes."""
        return self._display.pool.made

    def show_article(self, reviewed: ReviewedArticle) -> None:
        """Show the cards of an article; the active note of the same text stays active."""
        before = self._reviewed
        is_same = before is not None and before.revision.uid == reviewed.revision.uid
        opened = {e.uid for e in self.stack.deck.entries if e.is_open} if is_same else set()
        self._reviewed = reviewed
        if not is_same:
            self._tail = float(TAIL_SPACE)
            self._view.set_space(tail=self._tail)
            self._display.drawer.close_panel()
        self._rebuild(self.active if is_same else None)
        for entry in self.stack.deck.entries:
            entry.is_open = entry.uid in opened
        self.sync()

    def set_threshold(self, severity: Severity) -> None:
        """Show notes of at least this severity."""
        if severity is not self._threshold:
            self._threshold = severity
            self._rebuild(self.active)
            self.sync()

    def set_reviewing(self, on: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Show withdrawn notes too, what notes break, and what can be changed."""
        if on is not self._frame.is_reviewing:
            self._frame.is_reviewing = on
            self._rebuild(self.active)
            self.sync()

    def set_keys(self, keys: CardKeys) -> None:
        """Put these on the key caps of the cards."""
        if keys != self._frame.keys:
            self._frame.keys = keys
            self._frame.forget_look()
            self.sync()

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        self._theme = self._display.theme = theme
        self._display.drawer.set_theme(theme)
        self.stack.deck.set_theme(theme)
        self._frame.forget_look()
        self.sync()

    def set_visible(self, visible: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Show or hide the cards together with the marks."""
        self._display.is_visible = visible
        self.sync()

    def set_reduced_motion(self, reduced: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Let cards jump to their places instead of moving there."""
        self._display.motion.duration_ms = 0 if reduced else DURATION_MS
        if reduced:
            self._display.motion.finish()

    def _rebuild(self, active: str | None) -> None:
        was = self.active
        self._is_syncing = True
        self._display.pool.release_all()
        self._is_syncing = False
        self._display.motion.finish()
        deck = CardDeck(
            self._reviewed,
            self._words,
            self._theme,
            self._frame.find,
            threshold=self._threshold,
            withdrawn=self._frame.is_reviewing,
        )
        self._display.stack = CardStack(deck, deck.index.get(active or "", -1))
        self._frame.forget()
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
        index = self.index_of(uid)
        if index < 0:
            return False
        before, was = self._display.tops_now(), self.active
        self.stack.activate(index)
        self._view.set_active(uid)
        self.stack.deck.extend_to(index)
        if self._view.geometry_now.is_drawer:
            self._display.drawer.open()
        if reveal:
            self.walk.reveal_sentence(index)
            self.stack.choose_anew()
        self.sync()
        self._display.move_from(before)
        self._place()
        if was != uid:
            self.active_changed.emit(uid)
        return True

    def _activate_other(self, uid: str) -> None:
        if uid != self.active:
            self.activate(uid)

    def deactivate(self) -> bool:
        """Have no active note and close the drawer; False where there was nothing to do."""
        had_drawer, was = self._display.drawer.is_open, self.active
        self._display.drawer.close_panel()
        before = self._display.tops_now()
        if was is not None:
            self.stack.activate(-1)
            self._view.set_active(None)
        self.sync()
        self._display.move_from(before)
        self._place()
        if was is not None:
            self.active_changed.emit("")
        return had_drawer or was is not None

    def index_of(self, uid: str | None) -> int:
        """Place of a note in the column, from 0; -1 where it is not in it."""
        return self.stack.deck.index.get(uid or "", -1)

    def begin_withdrawal(self, uid: str) -> bool:
        """Ask in the card of a note why it is withdrawn; False where that cannot be."""
        if not self.activate(uid):
            return False
        self._bring(self.index_of(uid))
        card = self._display.pool.get(uid)
        return card is not None and card.begin_withdrawal()

    # The editor

    def show_editor(self, editor: NoteEditor, span: Span | None) -> None:
        """Let an editor stand in place of the cards, beside a sentence.

        Args:
            editor: Taken onto the page; the column does not own it.
            span: Of the sentence; None for a note on the whole article.
        """
        from reader.views.editor_place import EditorPlace

        self.hide_editor()
        self._editor = EditorPlace(self._view, editor, span, self._display.drawer)
        self._display.is_editing = True
        editor.height_changed.connect(self._place_editor)
        self.sync()

    def hide_editor(self) -> bool:
        """Let the cards come back; False where no editor was there."""
        place, self._editor = self._editor, None
        if place is None:
            return False
        place.editor.height_changed.disconnect(self._place_editor)
        place.leave()
        self._display.is_editing = False
        self.sync()
        return True

    @property
    def editor(self) -> NoteEditor | None:
        """The editor that stands in place of the cards."""
        return self._editor.editor if self._editor is not None else None

    def _place_editor(self) -> None:
        if self._editor is not None:
            self._display.place(self._editor.place())

    # Keeping up with the text

    def sync(self) -> None:
        """Bring cards, curves and drawer to where the text is now."""
        if self._reviewed is None or self._is_syncing:
            return
        self._is_syncing = True
        try:
            self._frame.refresh(self._reviewed, self.stack, self._theme, self._words.format_date)
            missing = self.stack.prepare(self._display.screen(), self._view.content_height())
            if missing > 0:
                self._tail += missing
                self._view.set_space(tail=self._tail)
            if self._display.bind(kept=self.index_of(self._focus.uid())):
                self._focus.chain(*self._head.card.rows, *self.cards)
            self._place()
        finally:
            self._is_syncing = False
        if not self.stack.deck.is_complete and not self._idle.isActive():
            self._idle.start()

    def _on_idle(self) -> None:
        """Find more places while nothing else happens; settle once all are known."""
        deck = self.stack.deck
        if not deck.is_complete:
            self._is_syncing = True
            try:
                self._frame.find_more(deck)
            finally:
                self._is_syncing = False
            # What comes last has moments of its own.
            return
        if not deck.fold():
            self._idle.stop()
            self.stack.is_stale = True
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
        card.place_requested.connect(self.walk.show_excerpt)
        card.other_side_requested.connect(self._on_other_side_requested)
        card.next_place_requested.connect(self.walk.show_next_place)
        card.edit_requested.connect(self.edit_requested)
        card.rereview_requested.connect(self.rereview_requested)
        card.withdraw_requested.connect(self.begin_withdrawal)
        card.delete_requested.connect(self.delete_requested)
        card.withdraw_confirmed.connect(self.withdraw_confirmed)
        return card

    def _place(self) -> None:
        if self._editor is not None:
            self._head.hide_beside()
            self._display.place(self._editor.place())
            return
        self._display.place()
        self._head.place(self._display.first_top())

    # Hearing cards and marks

    def _on_card_hovered(self, uid: str) -> None:
        self._view.set_hovered(uid or None)
        self._set_hovered(uid)

    def _set_hovered(self, uid: str) -> None:
        if self._display.set_hovered(uid):
            self._place()

    def _on_disclosed(self, uid: str, is_open: bool) -> None:  # noqa: FBT001 - a signal's value
        self.stack.deck.entries[self.index_of(uid)].is_open = is_open
        self.activate(uid)

    def _on_whole_requested(self, uid: str) -> None:
        self.stack.deck.entries[self.index_of(uid)].is_whole = True
        self.activate(uid)

    def _on_worst_requested(self, uid: str) -> None:
        if self.activate(uid, reveal=True):
            self.focus_active()

    def _on_other_side_requested(self, uid: str) -> None:
        self._activate_other(uid)
        self.walk.show_other_side()

    # Focus

    def focus_active(self) -> bool:
        """Give the keyboard to the active card; False where there is none."""
        return self._focus.give(self.stack.active)

    @property
    def focused(self) -> str | None:
        """Uid of the card that has the keyboard, itself or one of its buttons."""
        return self._focus.uid()

    def selected_text(self) -> str:
        """Words that are selected on a card; empty where none are."""
        return next((t for c in self.cards if (t := c.selected_text())), "")

    def _bring(self, index: int) -> str | None:
        """Scroll to a card and make it alive."""
        deck, stack = self.stack.deck, self.stack
        if not 0 <= index < len(deck):
            return None
        deck.extend_to(index)
        stack.is_stale = True
        self.sync()
        screen, top = self._display.screen(), stack.top(index, self._display.screen())
        bottom = top + deck.column.heights[index]
        if top < screen.top or bottom > screen.bottom:
            self._view.set_scroll_y(max(0.0, top - screen.height / 3))
            self.sync()
        return deck.entries[index].uid

    def _on_tab(self, uid: str, forward: bool) -> bool:  # noqa: FBT001 - as Qt's
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        return self._focus.give(self.index_of(uid) + (1 if forward else -1), reason)
