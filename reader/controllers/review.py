"""Reviewing: the sentence cursor and what its keys do.

Above 400 lines by its table of keys and one short method for each; typing, pairing and keeping,
which have a state of their own, are parted from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotations import Category, SentenceState, Severity, Status, TargetRole
from reader.controllers.pairing import Pairing
from reader.dates import local_time

if TYPE_CHECKING:
    from annotations import ReviewedArticle, Reviewer, Span
    from reader.actions import Situation
    from reader.controllers.articles import ArticleController
    from reader.controllers.edit_keeper import Typing
    from reader.controllers.note_editing import NoteEditing
    from reader.controllers.shell import Shell
    from reader.preferences import Preferences
    from reader.session import Session
    from reader.theme.theme import Theme
    from reader.views.article_view import ArticleView
    from reader.views.reader_page import ReaderPage
    from reader.views.review_bar import ReviewBar

_Value = TypeVar("_Value")

#: When an article that opens with the window is looked through for typing that was left.
TAKE_UP_AFTER_MS = 150

_STATE_WORDS = {
    SentenceState.UNSEEN: "not checked",
    SentenceState.OK: "checked",
    SentenceState.FLAGGED: "has notes",
}


class ReviewController(QObject):
    """Switches between reading and reviewing, and carries out what a reviewer asks.

    Signals:
        mode_changed: Reading became reviewing or the other way round.
        began: An article is reviewed for the first time in this window.
        copy_requested: What is typed cannot be kept: a copy of the library is wanted.
    """

    mode_changed = Signal()
    began = Signal()
    copy_requested = Signal()

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
        #: Uid of the article that was looked through for edits that were left.
        self._shown = ""
        self.pairing = Pairing(session, articles, editing, shell)
        session.library_changed.connect(self._on_library_changed)
        articles.article_changed.connect(self._on_article_changed)
        articles.begin_review = self.toggle
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
            "discard_edit": self._editing.throw_away,
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
            made[f"category_{category.value}"] = _bound(self.categorise, category)
        for severity in Severity:
            made[f"severity_{severity.id}"] = _bound(self._choose_severity, severity)
        return made

    def situation(self, base: Situation) -> Situation:
        """Add to a situation what decides about the actions of reviewing."""
        if not (self.is_reviewing and base.shows_article and self._page is not None):
            return base
        return replace(
            base,
            is_reviewing=True,
            is_editing=self._editing.is_open,
            has_cursor=self._page.view.sentence_cursor is not None,
            has_note=bool(self._page.active or self._notes_under_cursor()),
            has_pinned=self.pairing.has_pinned,
            has_marked=self.pairing.has_first,
        )

    def attach(self, page: ReaderPage) -> None:
        """Take charge of the page, which has just been made."""
        self._page = page
        page.view.cursor_changed.connect(self._on_cursor_changed)
        page.view.sentence_entered.connect(self.new_note)
        page.edit_requested.connect(self._editing.open_note)
        page.withdraw_confirmed.connect(self.withdraw)
        page.delete_requested.connect(self.delete)
        page.active_changed.connect(self._on_active_changed)
        page.set_reviewing(self.is_reviewing)

    def _make_bar(self) -> ReviewBar:
        from reader.views.review_bar import ReviewBar

        bar = ReviewBar(self._shell.theme)
        bar.save_ready.connect(partial(self._editing.save, Status.READY))
        bar.save_draft.connect(partial(self._editing.save, Status.DRAFT))
        bar.nothing_to_say.connect(self.mark_checked)
        bar.save_copy.connect(self.copy_requested)
        self._editing.keeper.typing_changed.connect(self._show_typing)
        self._shell.status.said.connect(bar.say)
        bar.set_editing(editing=self._editing.is_open)
        self._shell.add_bar(bar)
        return bar

    def show_bar(self) -> None:
        """Show the bar below the page while an article is reviewed, and only then."""
        wanted = self.is_reviewing and self._shell.shows_article
        if wanted and self._bar is None:
            self._bar = self._make_bar()
            self._editing.after_editor = self._bar.first_button
            self.show_keys()
            self._show_typing(self._editing.keeper.typing)
            self.began.emit()
        if self._bar is not None:
            self._shell.show_bar(self._bar, shown=wanted)
        self._show_sentence()

    @property
    def bar_words(self) -> str:
        """What the bar says of the sentence; empty without a bar."""
        return self._bar.place_words if self._bar is not None else ""

    def show_keys(self) -> None:
        """Put the keys that hold now on the caps of the bar."""
        if self._bar is not None:
            cap = self._editing.cap
            self._bar.set_keys(
                ready=cap("save_ready"), draft=cap("save_draft"), nothing=cap("mark_checked")
            )

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        for part in (self._bar, self._editing.editor):
            if part is not None:
                part.set_theme(theme)

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

    def begin(self) -> None:
        """Review, where that is not what is done already."""
        if not self.is_reviewing:
            self.toggle()

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
        reviewed, cursor = self._articles.reviewed, self._view.sentence_cursor
        if reviewed is None or cursor is None:
            return
        wanted = SentenceState.UNSEEN if checked else SentenceState.OK
        info = self._view.cursor_info()
        is_heading = cursor.first == cursor.last and info is not None and not info.number
        # A heading is passed over: it is not among the sentences to be checked.
        spans = (
            []
            if is_heading
            else [
                reviewed.revision.sentences[index]
                for index in range(cursor.first, cursor.last + 1)
                if reviewed.sentence_states[index] is wanted
            ]
        )
        if spans and not self._session.mark_checked(reviewed.article.uid, spans, checked=checked):
            return
        if checked and not self._view.move_cursor(1):
            self._shell.status.say("This is the last sentence.")

    def _note_at_hand(self) -> str:
        active = self._shell.page.active
        if active:
            return active
        notes = self._notes_under_cursor()
        if not notes:
            self._shell.status.say("Choose a note first: ] goes to the next one.")
        return notes[0] if notes else ""

    def _notes_under_cursor(self) -> tuple[str, ...]:
        info = self._view.cursor_info()
        return info.notes if info is not None else ()

    def _is_under_cursor(self, uid: str) -> bool:
        """Whether the cursor touches a place of the note; a withdrawn one has no mark."""
        reviewed, cursor = self._articles.reviewed, self._view.sentence_cursor
        if uid in self._notes_under_cursor():
            return True
        span = _place_in(reviewed, uid) if reviewed is not None else None
        return (
            span is not None
            and cursor is not None
            and span.start < cursor.span.end
            and cursor.span.start < span.end
        )

    def _choose_severity(self, severity: Severity) -> None:
        if self._editing.editor is not None:
            self._editing.editor.choose_severity(severity)

    def _show_typing(self, typing: Typing) -> None:
        if self._bar is None:
            return
        from reader.views.review_bar import Keeping, TypingState

        if typing.problem:
            state = TypingState(Keeping.FAILED, typing.problem.rstrip("."))
        elif typing.is_pending:
            state = TypingState(Keeping.KEEPING)
        elif typing.kept_at:
            state = TypingState(Keeping.KEPT, local_time(typing.kept_at))
        else:
            state = TypingState()
        self._bar.set_typing_state(state)

    def _tell_undo(self, text: str) -> None:
        self._shell.banner.tell(text, ("Undo", self._session.undo_stack.undo))

    def _apply_mode(self) -> None:
        self._articles.shows_all = self.is_reviewing
        if self._page is not None:
            self._page.set_reviewing(self.is_reviewing)
        self.show_bar()
        self._shell.refresh_actions()

    def _on_library_changed(self) -> None:
        self.pairing.forget()
        self._apply_mode()

    def _on_article_changed(self) -> None:
        self.show_bar()
        self.pairing.show_pending()
        reviewed = self._articles.reviewed
        uid = reviewed.article.uid if reviewed is not None else ""
        if uid != self._shown and self._shell.shows_article:
            self._shown = uid
            if self.is_reviewing:
                # What was being typed comes after the first frame, and at once later on.
                wait_ms = 0 if self._shell.widget.isVisible() else TAKE_UP_AFTER_MS
                QTimer.singleShot(wait_ms, self, self._editing.take_up)

    def _on_editor(self) -> None:
        if self._bar is not None:
            self._bar.set_editing(editing=self._editing.is_open)
        editor = self._editing.editor
        if editor is not None and self._bar is not None:
            editor.focus_hint_changed.connect(self._bar.set_hints)
        self._shell.refresh_actions()

    def _on_saved(self, _uid: str, is_ready: bool) -> None:  # noqa: FBT001 - a signal's slot
        self.pairing.forget_first()
        self._shell.status.say("Saved." if is_ready else "Saved as a draft.")
        if is_ready and self._preferences.value.advance_after_save:
            self._view.next_unseen()

    def _on_cursor_changed(self) -> None:
        """A note that the cursor has left is not the one that the next key is about."""
        active = self._shell.page.active
        if self.is_reviewing and active and not self._is_under_cursor(active):
            self._shell.page.deactivate()
        self._show_sentence()

    def _on_active_changed(self, uid: str) -> None:
        """The cursor goes along to the sentence of a note that was chosen."""
        reviewed = self._articles.reviewed
        if uid and self.is_reviewing and reviewed is not None:
            span = _place_in(reviewed, uid)
            if span is not None and not self._is_under_cursor(uid):
                self._view.place_cursor(span, reveal=False)
        self._shell.refresh_actions()

    def _show_sentence(self) -> None:
        if self._bar is not None and self.is_reviewing and self._shell.shows_article:
            info = self._view.cursor_info()
            if info is None:
                self._bar.set_sentence(0, 0)
            else:
                self._bar.set_sentence(info.number, info.of, _STATE_WORDS[info.state])
        self._shell.refresh_actions()


def _bound(verb: Callable[[_Value], object], value: _Value) -> Callable[[], object]:
    """A handler without arguments: a trigger would put its own in the place of a default."""
    return lambda: verb(value)


def _place_in(reviewed: ReviewedArticle, uid: str) -> Span | None:
    """The first place of a note in the article: a claim before a conflict."""
    for annotation in reviewed.annotations:
        if annotation.uid == uid:
            for role in (TargetRole.CLAIM, TargetRole.CONFLICT):
                for target in reviewed.places(annotation, role):
                    if target.span is not None:
                        return target.span
    return None
