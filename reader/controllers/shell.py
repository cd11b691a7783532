"""What a controller may ask of the window, so that none of them needs to know the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from reader.theme.theme import Theme

if TYPE_CHECKING:
    from reader.views.banner import Banner
    from reader.views.library_view import LibraryView
    from reader.views.reader_page import ReaderPage
    from reader.views.status_line import StatusLine


class Shell(Protocol):
    """The window, as far as its controllers use it."""

    @property
    def widget(self) -> QWidget:
        """The window itself: parent of dialogs."""

    @property
    def theme(self) -> Theme:
        """The theme that holds now."""

    @property
    def banner(self) -> Banner:
        """The line above the page for what needs attention."""

    @property
    def status(self) -> StatusLine:
        """The line below the page."""

    @property
    def page(self) -> ReaderPage:
        """The article; made when it is first asked for."""

    @property
    def list(self) -> LibraryView:
        """The library; made when it is first asked for."""

    @property
    def selected_article(self) -> str:
        """Uid of the article selected in the library; empty for none."""

    @property
    def shows_article(self) -> bool:
        """True while the article is in front."""

    def show_page(self) -> None:
        """Bring the article to the front."""

    def show_list(self) -> None:
        """Bring the library to the front."""

    def refresh_actions(self) -> None:
        """Look again which actions can be used, and what the top bar says."""

    def add_bar(self, bar: QWidget) -> None:
        """Put a bar below the page."""

    def show_bar(self, bar: QWidget, *, shown: bool) -> None:
        """Let a bar that was added stand in place of the status line, or that come back."""

    def show_view(self, view: QWidget) -> None:
        """Bring a place to the front that has bars of its own."""
