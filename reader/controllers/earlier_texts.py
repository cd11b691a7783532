"""The texts that an article had before: listed, and shown with their notes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from reader.dates import local_date
from reader.views.wording import counted

if TYPE_CHECKING:
    from annotations import RevisionInfo
    from reader.controllers.articles import ArticleController
    from reader.controllers.rereviewing import RereviewShell
    from reader.session import Session
    from reader.theme.theme import Theme
    from reader.views.earlier_text import EarlierTextView


def revision_words(info: RevisionInfo) -> str:
    """As in "20 Nov 2026, valerian.html, 12 notes"."""
    parts = [local_date(info.created_at[:10]), info.file, counted(info.notes, "note")]
    words = ", ".join(part for part in parts if part)
    return f"{words} (the present text)" if info.is_present else words


class EarlierTexts(QObject):
    """Shows earlier texts, and leads back to the present one."""

    def __init__(
        self,
        session: Session,
        articles: ArticleController,
        shell: RereviewShell,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._articles = articles
        self._shell = shell
        self._view: EarlierTextView | None = None
        self._menu: QMenu | None = None
        #: Uid of the article whose text is shown.
        self._uid = ""

    @property
    def view(self) -> EarlierTextView | None:
        """The page; None before it was first asked for."""
        return self._view

    @property
    def menu(self) -> QMenu | None:
        """The list of texts; None before it was first asked for."""
        return self._menu

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        if self._view is not None:
            self._view.set_theme(theme)

    def ask(self) -> None:
        """List the texts of the article at hand."""
        article = self._articles.at_hand
        infos = self._session.revisions(article.uid) if article is not None else ()
        if article is None:
            self._shell.status.say("Choose an article first.")
        elif len(infos) < 2:
            self._shell.status.say("This article has had no other text.")
        else:
            self._open_menu(article.uid, infos)

    def _open_menu(self, uid: str, infos: tuple[RevisionInfo, ...]) -> None:
        menu = QMenu(self._shell.widget)
        menu.setAccessibleName("Texts of this article")
        for info in infos:
            action = QAction(revision_words(info).replace("&", "&&"), menu)
            action.setEnabled(not info.is_present)
            action.triggered.connect(partial(self.show, uid, info.uid))
            menu.addAction(action)
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu
        window = self._shell.widget
        size = menu.sizeHint()
        corner = QPoint((window.width() - size.width()) // 2, window.height() // 4)
        menu.popup(window.mapToGlobal(corner))
        first = next(action for action in menu.actions() if action.isEnabled())
        menu.setActiveAction(first)

    def show_before(self, uid: str) -> None:
        """Show the text before the present one."""
        earlier = [info for info in self._session.revisions(uid) if not info.is_present]
        if earlier:
            self.show(uid, earlier[0].uid)

    def show(self, uid: str, revision: str, *_checked: object) -> None:
        """Show an earlier text of an article with its notes."""
        if not self._articles.may_leave():
            return
        infos = {info.uid: info for info in self._session.revisions(uid)}
        reviewed = self._session.earlier_text(uid, revision, drafts=self._articles.shows_all)
        info = next((each for key, each in infos.items() if key == revision), None)
        if reviewed is None or info is None:
            return
        if self._view is None:
            from reader.views.earlier_text import EarlierTextView

            self._view = EarlierTextView(self._shell.theme)
            self._view.closed.connect(self._back)
            self._view.link_requested.connect(self._articles.ask_address)
        day = local_date(info.created_at[:10])
        self._view.show_text(reviewed, f"This is the text of {day}.")
        self._uid = uid
        self._shell.show_view(self._view)
        self._view.page.setFocus()

    def _back(self) -> None:
        reviewed = self._articles.reviewed
        if reviewed is not None and reviewed.article.uid == self._uid:
            self._shell.show_page()
        else:
            self._articles.open(self._uid)
