"""The place of sources as a page of the window: made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from reader.controllers.articles import ArticleController
    from reader.controllers.sources import SourcesShell
    from reader.preferences import Preferences
    from reader.session import Session
    from reader.theme.theme import Theme
    from reader.views.sources.sources_view import SourcesView


class SourcesPlace(QObject):
    """Brings the sources to the front, and goes back to where they were opened from.

    Signals:
        history_requested: Uid of a source whose versions are wanted.
    """

    history_requested = Signal(str)

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        articles: ArticleController,
        shell: SourcesShell,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._articles = articles
        self._shell = shell
        self._view: SourcesView | None = None
        #: It was opened from the article, not from the list.
        self._leads_to_article = False

    @property
    def is_in_front(self) -> bool:
        """True while it is shown."""
        return self._view is not None and self._view.isVisible()

    def open(self) -> None:
        """Show it where it was left."""
        self.show("")

    def show(self, source: str) -> None:
        """Show it at one of the sources; where it was left for empty text."""
        view = self._view or self._make()
        if not self.is_in_front:
            self._leads_to_article = self._shell.shows_article
        self._shell.show_view(view)
        if source:
            view.show_source(source)
        view.take_keyboard()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        if self._view is not None:
            self._view.set_theme(theme)

    def _make(self) -> SourcesView:
        from reader.controllers.sources import SourcesController
        from reader.views.sources.sources_view import SourcesView

        view = SourcesView(self._shell.theme)
        controller = SourcesController(self._session, self._preferences, self._shell, self)
        controller.attach(view)
        view.history_requested.connect(self.history_requested)
        controller.note_requested.connect(self._articles.open)
        controller.closed.connect(self._leave)
        self._view = view
        return view

    def _leave(self) -> None:
        if self._leads_to_article and self._articles.reviewed is not None:
            self._shell.show_page()
        else:
            self._shell.show_list()
