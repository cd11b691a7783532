"""Looking at notes again since their article's text changed, one decision after the other."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from annotations import AnchorState, short_citation
from reader.controllers.pointing import Pointing
from reader.controllers.rereview_round import Round, promise, revision_days, summary
from reader.controllers.shell import Shell
from reader.views.note_order import places_to_review
from reader.views.wording import counted, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotations import LibraryChange, ReviewCase, Span
    from reader.controllers.articles import ArticleController
    from reader.controllers.note_editing import NoteEditing
    from reader.session import Session
    from reader.theme.theme import Theme
    from reader.views.reader_page import ReaderPage
    from reader.views.rereview.case_text import CaseText
    from reader.views.rereview.rereview_view import RereviewView


class RereviewShell(Shell, Protocol):
    """The window, as far as this controller uses it."""

    def show_view(self, view: QWidget) -> None:
        """Bring a place to the front that has bars of its own."""


class Rereviewing(QObject):
    """Fills the page of the re-review, and carries out what is decided there.

    Signals:
        earlier_requested: Uid of the article whose text before is to be shown.
    """

    earlier_requested = Signal(str)

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
        self._view: RereviewView | None = None
        self._editing: NoteEditing | None = None
        self._pointing: Pointing | None = None
        self._round: Round | None = None
        self._cases: dict[str, ReviewCase] = {}
        #: The case whose note is being edited; empty for none.
        self._edited = ""
        #: Gives the text its sentence cursor where it has none yet.
        self.begin_reviewing: Callable[[], object] = lambda: None
        session.changed.connect(self._on_changed)
        session.refreshed.connect(self.refresh)
        session.library_changed.connect(self._on_library_changed)

    @property
    def view(self) -> RereviewView | None:
        """The page; None before it was first asked for."""
        return self._view

    @property
    def number(self) -> int:
        """How many places of the open article's notes need eyes."""
        reviewed = self._articles.reviewed
        return len(places_to_review(reviewed)) if reviewed is not None else 0

    def attach(self, page: ReaderPage) -> None:
        """Take charge of the page of the article, which has just been made."""
        self._pointing = Pointing(page.view, self)
        self._pointing.pointed.connect(self._on_pointed)
        self._pointing.left.connect(self._on_pointing_left)
        page.rereview_requested.connect(self.open_at)

    def attach_editing(self, editing: NoteEditing) -> None:
        """Edit notes with it, and come back when that is done."""
        self._editing = editing
        editing.saved.connect(self._on_saved)
        editing.state_changed.connect(self._on_editor)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        if self._view is not None:
            self._view.set_theme(theme)

    def open_at(self, annotation: str) -> None:
        """Look at the notes of the article again, at one of them first."""
        self.open()
        case = next((c for c in self._cases.values() if c.annotation.uid == annotation), None)
        if case is not None and self._view is not None and self._view.isVisible():
            self._fill(at=case.target.uid)

    def open(self) -> None:
        """Look at the notes of the article at hand again."""
        article = self._articles.at_hand
        if self._view is not None and self._view.isVisible():
            return
        if article is None:
            self._shell.status.say("Choose an article first.")
            return
        if self._session.is_read_only:
            self._session.failed.emit(
                f"This library can only be read. {self._session.read_only_reason}"
            )
            return
        if not self._is_open(article.uid) and not self._articles.open(article.uid):
            return
        if not self._articles.may_leave():
            return
        self._show()

    def _show(self) -> None:
        reviewed = self._articles.reviewed
        if reviewed is None:
            return
        if self._view is None:
            self._view = self._make_view()
        here = (reviewed.article.uid, reviewed.revision.uid)
        if self._round is None or (self._round.article, self._round.revision) != here:
            self._round = Round(*here)
        infos = self._session.revisions(reviewed.article.uid)
        self._view.set_article(reviewed.article.title, promise(infos))
        self._shell.show_view(self._view)
        self._fill()
        self._view.take_keyboard()

    def refresh(self) -> None:
        """Show the cases as they stand in the library now."""
        if self._view is not None and self._view.isVisible():
            self._fill()

    def _make_view(self) -> RereviewView:
        from reader.views.rereview.rereview_view import RereviewView

        view = RereviewView(self._shell.theme)
        view.hold_requested.connect(self._hold)
        view.edit_requested.connect(self._edit)
        view.keep_requested.connect(self._keep)
        view.pointing_requested.connect(self._point)
        view.place_chosen.connect(self._attach_to)
        view.withdraw_requested.connect(self._withdraw)
        view.show_requested.connect(self._show_in_text)
        view.undo_requested.connect(self._undo)
        view.earlier_requested.connect(self._show_earlier)
        view.closed.connect(self._leave)
        return view

    # What is shown

    def _fill(self, *, at: str = "") -> None:
        round_, reviewed, view = self._round, self._articles.reviewed, self._view
        if round_ is None or reviewed is None or view is None:
            return
        if reviewed.revision.uid != round_.revision:
            self._leave()
            self._shell.status.say("The article has another text now.")
            return
        from reader.views.rereview.case_text import case_text, settled
        from reader.views.rereview.rereview_view import Decided

        cases = self._session.to_review(round_.article)
        self._cases = {case.target.uid: case for case in cases}
        back = round_.look(cases)
        revised_on = revision_days(self._session.revisions(round_.article))
        texts: list[CaseText] = [
            case_text(case, reviewed, revised_on, short_citation)
            for case in cases
            if case.target.uid not in round_.kept
        ]
        quiet = settled(reviewed)
        view.show_cases(
            texts,
            [Decided(uid, round_.seen[uid][1], words) for uid, words in round_.decided.items()],
            quiet,
            summary(round_, cases, quiet, revised_on),
            at=at or back,
        )

    # Decisions

    def _hold(self, uid: str) -> None:
        case = self._cases.get(uid)
        if case is not None:
            self._decide(
                uid,
                "still holds",
                partial(self._session.confirm_target, case.annotation.uid, uid),
            )

    def _attach_to(self, uid: str, span: Span) -> None:
        case = self._cases.get(uid)
        if case is not None:
            self._decide(
                uid,
                "has another sentence",
                partial(self._session.reattach_target, case.annotation.uid, uid, span),
            )

    def _withdraw(self, uid: str, reason: str) -> None:
        case = self._cases.get(uid)
        if case is not None:
            self._decide(
                uid,
                "is withdrawn",
                partial(self._session.withdraw_note, case.annotation.uid, reason),
            )

    def _decide(self, uid: str, words: str, verb: Callable[[], bool]) -> None:
        """Note the decision before it is made: the change brings the next case at once."""
        if self._round is None:
            return
        self._round.kept.discard(uid)
        self._round.decided[uid] = words
        # What the library still lists is taken out again by the next look.
        if not verb():
            self._round.decided.pop(uid, None)
            return
        self._after_decision(words)

    def _keep(self, uid: str) -> None:
        """Leave a note without a sentence; it stays marked as not found."""
        if self._round is not None and uid in self._cases:
            self._round.kept.add(uid)
            self._round.decided[uid] = "keeps its quote, without a sentence"
            self._fill()
            self._after_decision("keeps its quote, without a sentence")

    def _after_decision(self, words: str) -> None:
        if self._view is not None and self._view.isVisible():
            if self._view.current is None:
                self._view.say("All decided.")
            else:
                left = len(self._view.cases)
                self._view.say(f"The note {words}. {left} left.")
            self._view.take_keyboard()

    def _undo(self) -> None:
        round_ = self._round
        last = next(reversed(round_.decided), "") if round_ is not None else ""
        if round_ is not None and last in round_.kept:
            round_.kept.discard(last)
            del round_.decided[last]
            self._fill(at=last)
        elif self._session.undo_stack.canUndo():
            self._session.undo_stack.undo()
        if self._view is not None and self._view.isVisible():
            self._view.take_keyboard()

    # To the text and back

    def _edit(self, uid: str) -> None:
        case = self._cases.get(uid)
        if case is None or self._editing is None:
            return
        self.begin_reviewing()
        self._shell.show_page()
        self._editing.open_note(case.annotation.uid)
        self._edited = uid if self._editing.is_open else ""

    def _on_saved(self, annotation: str, _is_ready: bool) -> None:  # noqa: FBT001 - a signal's slot
        """A note that was edited beside its new sentence holds for that."""
        uid, self._edited = self._edited, ""
        case = self._cases.get(uid)
        if case is None or case.annotation.uid != annotation or self._round is None:
            return
        if case.state is AnchorState.CHANGED:
            self._round.decided[uid] = "was edited"
            self._session.confirm_target(annotation, uid)
        self._show()

    def _on_editor(self) -> None:
        if self._edited and self._editing is not None and not self._editing.is_open:
            # What was saved is told of after the editor is closed.
            QTimer.singleShot(0, self, self._come_back)

    def _come_back(self) -> None:
        if self._edited:
            self._edited = ""
            self._show()

    def _point(self, uid: str) -> None:
        case = self._cases.get(uid)
        if case is None or self._pointing is None:
            return
        self.begin_reviewing()
        self._shell.show_page()
        near = case.target.span or next(iter(case.suggestions), None)
        self._pointing.begin(uid, near)
        self._shell.banner.remark(
            f"Choose the sentence for {quoted(case.annotation.note.headline, 80)} with J and K,"
            " then press Enter. Esc goes back."
        )

    def _on_pointed(self, uid: str, span: Span) -> None:
        self._shell.banner.forget_remark()
        self._attach_to(uid, span)
        self._show()

    def _on_pointing_left(self) -> None:
        self._shell.banner.forget_remark()
        self._show()

    def _show_in_text(self, uid: str) -> None:
        case = self._cases.get(uid)
        if case is None:
            return
        self._shell.show_page()
        self._shell.page.activate(case.annotation.uid)
        if case.new_at is not None:
            self._shell.page.view.place_cursor(case.new_at)
        self._shell.banner.tell(
            "This is its place in the text.", ("Back to the re-review", self._show)
        )

    def _show_earlier(self) -> None:
        if self._round is not None:
            self.earlier_requested.emit(self._round.article)

    def _leave(self) -> None:
        self._shell.show_page()
        left = self.number
        if left:
            verb = "needs" if left == 1 else "need"
            self._shell.status.say(f"{counted(left, 'place')} of notes still {verb} eyes.")

    # Inside

    def _is_open(self, uid: str) -> bool:
        reviewed = self._articles.reviewed
        return reviewed is not None and reviewed.article.uid == uid

    def _on_changed(self, _change: LibraryChange) -> None:
        self.refresh()

    def _on_library_changed(self) -> None:
        self._round, self._cases, self._edited = None, {}, ""
        if self._pointing is not None:
            self._pointing.end()
