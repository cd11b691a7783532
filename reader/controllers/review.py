"""Reviewing: the sentence cursor and what its keys do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotations import Category, SentenceState, Severity, Status
from reader.controllers.pairing import Pairing

if TYPE_CHECKING:
    from annotations import Reviewer
    from reader.controllers.articles import ArticleController
    from reader.controllers.note_editing import NoteEditing
    from reader.controllers.shell import Shell
    from reader.preferences import Preferences
    from reader.session import Session
    from reader.views.article_view import ArticleView
    from reader.views.reader_page import ReaderPage
    from reader.views.review_bar import ReviewBar


class ReviewController(QObject):
    """Switches between reading and reviewing, and carries out what a reviewer asks.

    Signals:
        mode_changed: Reading became reviewing or the other way round.
    """

    mode_changed = Signal()

    def __init__(
        self,
        *,
        session: Session,
        preferences: Preferences,
        articles: ArticleController,
        editing: NoteEditing,
        shell: Shell,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._articles = articles
        self._editing = editing
        self._shell = shell
        self._bar: ReviewBar | None = None
        self._page: ReaderPage | None = None
        self.pairing = Pairing(session, articles, editing, shell)
        session.library_changed.connect(self._on_library_changed)
        articles.article_changed.connect(self._on_article_changed)
        editing.state_changed.connect(self._on_editor)
        editing.saved.connect(self._on_saved)

    @property
    def is_reviewing(self) -> bool:
        """True where the open library may be changed and its owner has not chosen to read."""
        return not self._session.is_read_only and self._preferences.value.review_mode

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions of reviewing do."""
        made: dict[str, Callable[[], object]] = {
            "review_mode": self.toggle,
            "next_sentence": lambda: self._view.move_cursor(1),
            "previous_sentence": lambda: self._view.move_cursor(-1),
            "extend_next": lambda: self._view.move_cursor(1, extend=True),
            "extend_previous": lambda: self._view.move_cursor(-1, extend=True),
            "trim_end_back": lambda: self._view.trim_cursor("end", -1),
            "trim_end_on": lambda: self._view.trim_cursor("end", 1),
            "trim_start_on": lambda: self._view.trim_cursor("start", 1),
            "trim_start_back": lambda: self._view.trim_cursor("start", -1),
            "next_unseen": self.next_unseen,
            "mark_checked": self.mark_checked,
            "mark_unseen": self.mark_unseen,
            "new_note": self.new_note,
            "edit_note": self.edit_active,
            "add_source": self.add_source,
            "paste_quote": self._editing.paste_quote,
            "save_ready": lambda: self._editing.save(Status.READY),
            "save_draft": lambda: self._editing.save(Status.DRAFT),
            "discard_edit": self._editing.discard,
            "pin_note": self.pairing.pin,
            "add_claim": self.pairing.add_claim,
            "remove_claim": self.pairing.remove_claim,
            "contradiction": self.pairing.contradict,
            "withdraw_note": self.ask_withdrawal,
            "delete_note": self.delete_active,
            "approve_note": self.approve_active,
            "advance_after_save": self.toggle_advance,
            "next_note": self.next_note,
            "previous_note": self.previous_note,
        }
        for category in Category:
            made[f"category_{category.value}"] = lambda c=category: self.categorise(c)
        for severity in Severity:
            made[f"severity_{severity.id}"] = lambda s=severity: self._choose_severity(s)
        return made

    def attach(self, page: ReaderPage, bar: ReviewBar) -> None:
        """Take charge of the page, which has just been made, and of the bar below it."""
        self._page, self._bar = page, bar
        page.view.cursor_changed.connect(self._show_sentence)
        page.view.sentence_entered.connect(self.new_note)
        page.edit_requested.connect(self._editing.open_note)
        page.withdraw_confirmed.connect(self.withdraw)
        page.delete_requested.connect(self.delete)
        bar.save_ready.connect(lambda: self._editing.save(Status.READY))
        bar.save_draft.connect(lambda: self._editing.save(Status.DRAFT))
        bar.nothing_to_say.connect(self.mark_checked)
        self._editing.keeper.typing_changed.connect(bar.set_typing)
        self._apply_mode()

    # Reading and reviewing

    def toggle(self) -> None:
        """Go from reading to reviewing, or back."""
        if self._session.is_read_only:
            self._session.failed.emit(
                f"This library can only be read. {self._session.read_only_reason}"
            )
            return
        if self.is_reviewing and not self._editing.put_away():
            return
        self._preferences.update(review_mode=not self._preferences.value.review_mode)
        self._apply_mode()
        self._articles.reload()
        self.mode_changed.emit()

    def toggle_advance(self) -> None:
        """Whether the cursor goes on to the next unseen sentence when a note was saved."""
        goes_on = not self._preferences.value.advance_after_save
        self._preferences.update(advance_after_save=goes_on)
        self._shell.refresh_actions()

    def set_reviewer(self, reviewer: Reviewer) -> None:
        """Let what is written from now on be theirs."""
        self._session.set_reviewer(reviewer)

    # The cursor

    def next_unseen(self) -> None:
        """Go to the next sentence that nobody has looked at."""
        if not self._view.next_unseen():
            self._shell.status.say("Every sentence is checked.")

    def mark_checked(self) -> None:
        """Say that there is nothing to say about the sentences under the cursor, and move on."""
        self._mark(checked=True)

    def mark_unseen(self) -> None:
        """Take "nothing to say" back from the sentences under the cursor."""
        self._mark(checked=False)

    def new_note(self) -> None:
        """Write a note on what the cursor stands on."""
        self.categorise(None)

    def categorise(self, category: Category | None) -> None:
        """Give the open note a category, or begin one with it."""
        editor = self._editing.editor
        if editor is not None and not self._editing.is_untouched:
            if category is not None:
                editor.choose_category(category)
            editor.focus_first()
            return
        target = self.pairing.claim_here()
        if target is not None:
            self._editing.open_new((target,), category)

    def add_source(self) -> None:
        """Go to the field for sources of the open note."""
        if self._editing.editor is not None:
            self._editing.editor.open_source_picker()

    # The active note

    def next_note(self) -> None:
        """Go to the next note."""
        self._shell.page.next_caution()

    def previous_note(self) -> None:
        """Go to the note before."""
        self._shell.page.previous_caution()

    def edit_active(self) -> None:
        """Edit the active note, or the one under the cursor."""
        uid = self._note_at_hand()
        if uid:
            self._editing.open_note(uid)

    def ask_withdrawal(self) -> None:
        """Ask on the card why the note is taken back."""
        uid = self._note_at_hand()
        if uid:
            self._shell.page.ask_withdrawal(uid)

    def withdraw(self, uid: str, reason: str) -> None:
        """Take a note back; it is kept with the reason."""
        if self._session.withdraw_note(uid, reason):
            self._tell_undo("The note was withdrawn.")

    def delete_active(self) -> None:
        """Move the active note to the trash."""
        uid = self._note_at_hand()
        if uid:
            self.delete(uid)

    def delete(self, uid: str) -> None:
        """Move a note to the trash, and offer to take that back."""
        if self._session.delete_note(uid):
            self._tell_undo("The note was moved to the trash.")

    def approve_active(self) -> None:
        """Approve the active note of another reviewer."""
        uid = self._note_at_hand()
        if uid and self._session.approve_note(uid):
            self._tell_undo("The note is approved.")

    # Inside

    @property
    def _view(self) -> ArticleView:
        return self._shell.page.view

    def _mark(self, *, checked: bool) -> None:
        reviewed, cursor = self._articles.reviewed, self._view.cursor
        if reviewed is None or cursor is None:
            return
        wanted = SentenceState.UNSEEN if checked else SentenceState.OK
        spans = [
            reviewed.revision.sentences[index]
            for index in range(cursor.first, cursor.last + 1)
            if reviewed.sentence_states[index] is wanted
        ]
        if spans and not self._session.mark_checked(reviewed.article.uid, spans, checked=checked):
            return
        if checked and not self._view.move_cursor(1):
            self._shell.status.say("This is the last sentence.")

    def _note_at_hand(self) -> str:
        active = self._shell.page.active
        if active:
            return active
        notes = self._view.cursor_info().notes if self._view.cursor else ()
        if not notes:
            self._shell.status.say("Choose a note first: ] goes to the next one.")
        return notes[0] if notes else ""

    def _choose_severity(self, severity: Severity) -> None:
        if self._editing.editor is not None:
            self._editing.editor.choose_severity(severity)

    def _tell_undo(self, text: str) -> None:
        self._shell.banner.tell(text, ("Undo", self._session.undo_stack.undo))

    def _apply_mode(self) -> None:
        self._articles.shows_all = self.is_reviewing
        if self._page is not None and self._bar is not None:
            self._page.set_reviewing(self.is_reviewing)
            self._bar.setVisible(self.is_reviewing and self._shell.shows_article)
            self._show_sentence()
        self._shell.refresh_actions()

    def _on_library_changed(self) -> None:
        self.pairing.forget()
        self._apply_mode()

    def _on_article_changed(self) -> None:
        self._show_sentence()
        self.pairing.show_pending()

    def _on_editor(self) -> None:
        if self._bar is not None:
            self._bar.set_editing(self._editing.is_open)
        editor = self._editing.editor
        if editor is not None and self._bar is not None:
            editor.focus_hint_changed.connect(self._bar.set_hints)
        self._shell.refresh_actions()

    def _on_saved(self, _uid: str, is_ready: bool) -> None:  # noqa: FBT001 - a signal's slot
        self.pairing.forget_first()
        self._shell.status.say("Saved." if is_ready else "Saved as a draft.")
        if is_ready and self._preferences.value.advance_after_save:
            self._view.next_unseen()

    def _show_sentence(self) -> None:
        if self._bar is not None and self.is_reviewing and self._view.cursor is not None:
            self._bar.set_sentence(self._view.cursor_info())
        self._shell.refresh_actions()
