"""The keyboard on pooled cards: Tab goes through the notes, alive or not, in text order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from reader.views.article_view import ArticleView
from reader.views.card_pool import CardPool


class CardFocus:
    """Knows which card has the keyboard and gives it to another one."""

    def __init__(
        self, view: ArticleView, pool: CardPool, bring: Callable[[int], str | None]
    ) -> None:
        self._view, self._pool = view, pool
        #: Scrolls to the card of an index and makes it alive; its uid, None where none is.
        self._bring = bring

    def give(self, index: int, reason: Qt.FocusReason = Qt.FocusReason.TabFocusReason) -> bool:
        """Give the keyboard to the card of an index; False where there is none."""
        uid = self._bring(index)
        card = self._pool.get(uid) if uid else None
        if card is None:
            return False
        card.setFocus(reason)
        return True

    def uid(self) -> str | None:
        """Uid of the card that has the keyboard, itself or something in it."""
        return next((uid for uid, card in self._pool.items() if card.has_keyboard), None)

    def chain(self, *widgets: QWidget) -> None:
        """Let Tab go from the text through these, whatever was made first."""
        for before, after in pairwise([self._view, *widgets]):
            QWidget.setTabOrder(before, after)
