"""The article at hand: open, leave, rename, remove, restore, look up, copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from annotations import Article, LibraryChange, ReviewedArticle, Severity, Status
from reader.actions import Situation
from reader.controllers.shell import Shell
from reader.preferences import Preferences
from reader.session import Session
from reader.settings import with_position

if TYPE_CHECKING:
    from reader.views.reader_page import PagePlace, ReaderPage

_MAX_TRAIL = 100


class ArticleController(QObject):
    """Knows which article is open or chosen, and carries out what is done with it.

    Signals:
        article_changed: Another article is open, none, or the same one has changed.
        details_requested: Uid of the article whose details are wanted, and the name of the
            field that the cursor should stand in.
    """

    article_changed = Signal()
    details_requested = Signal(str, str)

    def __init__(
        self, session: Session, preferences: Preferences, shell: Shell, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._shell = shell
        self._reviewed: ReviewedArticle | None = None
        #: A note or a code point to go to as soon as the page has its size.
        self._unsettled: str | int = 0
        #: Articles from which contradictions led on, and where they were being read.
        self._trail: tuple[tuple[str, PagePlace], ...] = ()
        #: Whether drafts and withdrawn notes are shown: while reviewing.
        self.shows_all = False
        #: Asked before the article is left: False keeps it, as where typing cannot be kept.
        self.may_leave: Callable[[], bool] = lambda: True
        #: Closes the note editor; False where none is open.
        self.leave_editor: Callable[[], bool] = lambda: False
        #: Goes from reading to reviewing.
        self.begin_review: Callable[[], object] = lambda: None
        session.library_changed.connect(self._on_library_changed)
        session.changed.connect(self._on_changed)
        session.refreshed.connect(self.reload)

    @property
    def reviewed(self) -> ReviewedArticle | None:
        """The open article; None for none."""
        return self._reviewed

    @property
    def at_hand(self) -> Article | None:
        """The open article, or the one chosen in the list; None for neither."""
        if self._shell.shows_article:
            return self._reviewed.article if self._reviewed else None
        uid = self._shell.selected_article
        return self._session.article(uid) if uid else None

    @property
    def situation(self) -> Situation:
        """What decides which actions can be used now."""
        article = self.at_hand
        return Situation(
            is_writable=not self._session.is_read_only,
            shows_article=self._shell.shows_article,
            has_article=article is not None,
            is_in_trash=article is not None and article.deleted_at is not None,
            has_address=article is not None and bool(article.fields.url),
            can_undo=self._session.undo_stack.canUndo(),
            can_redo=self._session.undo_stack.canRedo(),
        )

    @property
    def counts(self) -> Mapping[Severity, int]:
        """Cautions of the open article by severity."""
        if self._reviewed is None:
            return {}
        return Counter(
            annotation.note.severity
            for annotation in self._reviewed.annotations
            if self._reviewed.belongs(annotation)
        )

    def attach(self, page: ReaderPage) -> None:
        """Take charge of the page, which has just been made."""
        page.article_requested.connect(self.follow)
        page.link_requested.connect(self.ask_address)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do; those of the page go there as they are."""
        return {
            "show_library": self.close,
            "close_article": self.escape,
            "details": self.ask_details,
            "rename": self.ask_title,
            "open_address": self.open_address,
            "remove": self.remove,
            "restore": self.restore,
            "undo": self._session.undo_stack.undo,
            "redo": self._session.undo_stack.redo,
            "copy": self.copy,
            "copy_citation": self.copy_citation,
            "find_next": self._ask_page("find_next"),
            "find_previous": self._ask_page("find_previous"),
            "next_caution": self._ask_page("next_caution"),
            "previous_caution": self._ask_page("previous_caution"),
            "next_place": self._ask_page("next_place"),
            "swap_focus": self._ask_page("swap_focus"),
            "go_back": self.go_back,
        }

    def open(self, uid: str, annotation: str = "") -> bool:
        """Show an article where it was left, or at a note; False, and told, where refused."""
        reviewed = self._read(uid) if self.may_leave() else None
        if reviewed is None:
            return False
        note = _note(reviewed, annotation)
        self.remember_position()
        self._trail = ()
        self._reviewed = reviewed
        self._shell.page.show_article(reviewed)
        self._shell.banner.forget_remark()
        if reviewed.revision.notice:
            self._shell.banner.remark(reviewed.revision.notice)
        self._preferences.update(last_article=uid)
        self._shell.show_page()
        self._unsettled = note or self._preferences.value.positions.get(uid, 0)
        if self._shell.widget.isVisible():
            self.settle()
        self.article_changed.emit()
        if annotation and note is None:
            self._explain_missing(annotation)
        return True

    def settle(self) -> None:
        """Go to the note or the place that was asked for; the page has its size by now."""
        wanted, self._unsettled = self._unsettled, 0
        if isinstance(wanted, str):
            self._shell.page.start_at(wanted)
        elif wanted:
            self._shell.page.restore_position(wanted)

    def follow(self, uid: str, annotation: str) -> None:
        """Go to the other side of a contradiction; `go_back` returns from there."""
        if self._reviewed is None:
            return
        place = self._shell.page.place_now()
        trail = (*self._trail, (self._reviewed.article.uid, place))[-_MAX_TRAIL:]
        if self.open(uid, annotation):
            self._trail = trail
            if place.is_on_card:
                self._shell.page.focus_active()

    def go_back(self) -> None:
        """Return to where the last jump began, in this article or in the one before."""
        if self._shell.page.go_back():
            return
        if not self._trail:
            self._shell.status.say("There is no jump to go back from.")
            return
        *trail, (uid, place) = self._trail
        if self.open(uid):
            self._trail = tuple(trail)
            self._shell.page.return_to(place)

    def close(self) -> None:
        """Go back to the library."""
        if not self.may_leave():
            return
        self.remember_position()
        self._trail = ()
        self._preferences.update(last_article="")
        self._shell.banner.forget_remark()
        self._shell.show_list()

    def escape(self) -> None:
        """Close what is open on the page; where nothing is, go back to the library."""
        if not self._shell.page.escape() and not self.leave_editor():
            self.close()

    def remember_position(self) -> None:
        """Keep where the open article is being read."""
        if self._reviewed is None or not self._shell.shows_article:
            return
        self._preferences.update(
            positions=with_position(
                self._preferences.value.positions,
                self._reviewed.article.uid,
                self._shell.page.reading_position(),
            )
        )

    def reload(self) -> None:
        """Show the open article again as it stands in the library now."""
        if self._reviewed is None:
            return
        reviewed = self._read(self._reviewed.article.uid)
        was_in_trash = self._reviewed.article.deleted_at is not None
        if reviewed is None or (reviewed.article.deleted_at and not was_in_trash):
            self._reviewed = None
            if self._shell.shows_article:
                self._shell.show_list()
        elif reviewed != self._reviewed:
            self._reviewed = reviewed
            self._shell.page.show_article(reviewed)
        self.article_changed.emit()

    def rename(self, uid: str, title: str) -> None:
        """Give an article another title."""
        if title.strip():
            self._session.edit_article(uid, title=title.strip())
        else:
            self._shell.status.say("An article needs a title, so it kept the one it had.")

    def ask_title(self) -> None:
        """Let the title of the article at hand be edited where it stands."""
        article = self.at_hand
        if article is None:
            return
        if self._shell.shows_article:
            self.details_requested.emit(article.uid, "title")
        else:
            self._shell.list.rename_selected()

    def ask_details(self) -> None:
        """Show the details of the article at hand."""
        article = self.at_hand
        if article is not None:
            self.details_requested.emit(article.uid, "")

    def remove(self, uid: str = "") -> None:
        """Move an article, or the one at hand, to the trash, and offer to take that back."""
        article = self._session.article(uid) if uid else self.at_hand
        if article is None or not self._session.remove_article(article.uid):
            return
        if self._shell.shows_article:
            self._reviewed = None
            self._shell.show_list()
            self.article_changed.emit()
        self._shell.banner.tell(
            f"“{article.title}” was moved to the trash.", ("Undo", self._session.undo_stack.undo)
        )

    def restore(self, uid: str = "") -> None:
        """Take an article, or the one at hand, out of the trash."""
        article = self._session.article(uid) if uid else self.at_hand
        if article is not None and self._session.restore_article(article.uid):
            self._shell.banner.tell(
                f"“{article.title}” is back in the library.",
                ("Undo", self._session.undo_stack.undo),
            )

    def copy(self) -> None:
        """Copy what is selected in the article."""
        text = self._shell.page.copied_text() if self._shell.shows_article else ""
        if text:
            QGuiApplication.clipboard().setText(text)
            self._shell.status.say("Copied.")
        else:
            self._shell.status.say("Nothing is selected.")

    def copy_citation(self) -> None:
        """Copy the active sentence with its cautions and their sources."""
        text = self._shell.page.citation()
        if text:
            QGuiApplication.clipboard().setText(text)
            self._shell.status.say("The sentence was copied with its caution and sources.")
        else:
            self._shell.status.say("Choose a caution first: N goes to the next one.")

    def open_address(self) -> None:
        """Ask whether to open the web address of the article at hand."""
        article = self.at_hand
        if article is not None and article.fields.url:
            self.ask_address(article.fields.url)

    def ask_address(self, address: str) -> None:
        """Show an address whole, and open it in the browser if the user says so."""
        from reader.dialogs.open_address import OpenAddressDialog

        OpenAddressDialog(address, self._shell.theme, self._shell.widget).open()

    def _explain_missing(self, name: str) -> None:
        """Say why the article that has just opened does not show a note."""
        if self._reviewed is None:
            return
        article = self._reviewed.article
        whole = self._session.reviewed_article(article.uid, drafts=True, withdrawn=True)
        hidden = _note(whole, name) if whole is not None else None
        if whole is None or hidden is None:
            self._session.failed.emit(
                f"“{article.title}” has no caution “{name}”, so it opens at its top."
            )
            return

        def show() -> None:
            self.begin_review()
            self._shell.page.start_at(hidden)

        status = next(note.status for note in whole.annotations if note.uid == hidden)
        words = "withdrawn" if status is Status.WITHDRAWN else "a draft"
        self._shell.banner.warn(
            f"This note is {words}, so it is shown only while you review.",
            None if self._session.is_read_only else ("Review", show),
        )

    def _read(self, uid: str) -> ReviewedArticle | None:
        return self._session.reviewed_article(uid, drafts=self.shows_all, withdrawn=self.shows_all)

    def _ask_page(self, verb: str) -> Callable[[], object]:
        """Put off asking for the page, which is made when it is first asked for."""

        def ask() -> object:
            return getattr(self._shell.page, verb)()

        return ask

    def _on_library_changed(self) -> None:
        self._reviewed = None
        self.article_changed.emit()

    def _on_changed(self, change: LibraryChange) -> None:
        if self._reviewed is None:
            self._shell.refresh_actions()
            return
        touched = {*change.added, *change.updated, *change.removed}
        known = {self._reviewed.article.uid, *(a.uid for a in self._reviewed.annotations)}
        if touched & known:
            self.reload()
        else:
            self._shell.refresh_actions()


def _note(reviewed: ReviewedArticle, name: str) -> str | None:
    """Uid of the note that `name` is, or is the only beginning of; None for none."""
    found = [a.uid for a in reviewed.annotations if name and a.uid.startswith(name)]
    return found[0] if len(found) == 1 else None
