"""The article card in its place: first in the column, or above the title of a narrow page."""

from __future__ import annotations

from collections.abc import Callable

from annotations import ReviewedArticle
from reader.theme.theme import Theme
from reader.views.article_card import HALO, ArticleCard, lay_out_article_card
from reader.views.article_card_text import ArticleCardText, article_card_text
from reader.views.article_page import HEAD_SPACE
from reader.views.article_view import ArticleView
from reader.views.card_deck import EDGE, GAP


class ColumnHead:
    """Lays the article card out and moves it with the text."""

    def __init__(self, view: ArticleView, theme: Theme) -> None:
        self._view = view
        self.card = ArticleCard(theme, view.viewport())
        #: Room above the title, in pixels.
        self.space = float(HEAD_SPACE)
        self._has_article = False
        self._height = 0.0
        self._said: tuple[ReviewedArticle, ArticleCardText] | None = None

    def lay_out(
        self, reviewed: ReviewedArticle, theme: Theme, format_date: Callable[[str], str]
    ) -> float:
        """Take an article and the page of now.

        Returns:
            Height of the content above which no card may stand.
        """
        page = self._view.geometry_now
        text = self._text(reviewed, format_date)
        body = lay_out_article_card(
            text,
            page.column_width if page.is_drawer else page.cards_width,
            theme,
            rtl=page.rtl,
            is_compact=page.is_drawer,
            is_expanded=self.card.is_expanded,
        )
        self.card.show_article(text, body, theme)
        self._has_article, self._height = True, body.height
        self.space = EDGE + body.height + 12 if page.is_drawer else float(HEAD_SPACE)
        self._view.set_space(head=self.space)
        return EDGE if page.is_drawer else EDGE + body.height + GAP

    def _text(
        self, reviewed: ReviewedArticle, format_date: Callable[[str], str]
    ) -> ArticleCardText:
        """Sum an article up once: a resize asks again and again."""
        if self._said is None or self._said[0] is not reviewed:
            self._said = reviewed, article_card_text(reviewed, format_date)
        return self._said[1]

    def place(self, first_card_top: float | None) -> None:
        """Move the card to where the scroll has it.

        Args:
            first_card_top: Of the first card of the column in content coordinates; the
                article card gives way above it. None where there is no card.
        """
        page = self._view.geometry_now
        x, top = (page.column_left if page.is_drawer else page.cards_left), EDGE
        if first_card_top is not None and not page.is_drawer:
            top = min(EDGE, first_card_top - GAP - self._height)
        y = round(self._view.to_viewport_y(top))
        self.card.move(round(x) - HALO, y - HALO)
        is_near = -self.card.height() < y < self._view.viewport().height()
        self.card.setVisible(is_near and self._has_article)

    def hide_beside(self) -> None:
        """Make room where the article card stands in the column of cards."""
        if self._view.geometry_now.is_drawer:
            self.place(None)
        else:
            self.card.hide()
