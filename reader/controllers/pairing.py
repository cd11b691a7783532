"""One note on many places: further claims, a pinned note, and pairs that contradict."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from annotations import Category, TargetRole

if TYPE_CHECKING:
    from annotations import Span, TargetDraft
    from reader.controllers.articles import ArticleController
    from reader.controllers.note_editing import NoteEditing
    from reader.controllers.shell import Shell
    from reader.session import Session


@dataclass(frozen=True, slots=True)
class _Marked:
    """The first sentence of a contradiction, in whichever article it stands."""

    article_uid: str
    target: TargetDraft


class Pairing:
    """Remembers what a second sentence is joined to."""

    def __init__(
        self,
        session: Session,
        articles: ArticleController,
        editing: NoteEditing,
        shell: Shell,
    ) -> None:
        self._session = session
        self._articles = articles
        self._editing = editing
        self._shell = shell
        self._first: _Marked | None = None
        self._pinned = ""

    @property
    def has_first(self) -> bool:
        """True where the first sentence of a contradiction is marked."""
        return self._first is not None

    @property
    def has_pinned(self) -> bool:
        """True where a note is pinned, to be added to."""
        return bool(self._pinned)

    def claim_here(self) -> TargetDraft | None:
        """What the cursor stands on as a claim; None, and told, where it stands on nothing."""
        return self._target_here(TargetRole.CLAIM)

    def pin(self) -> None:
        """Keep the active note at hand, so that + adds sentences to it, in any article."""
        active = self._shell.page.active or ""
        if self._pinned and active in ("", self._pinned):
            self._pinned = ""
            self._shell.status.say("No note is pinned any more.")
        elif active:
            self._pinned = active
            self._shell.status.say("Pinned: + adds a sentence to this note, in any article.")
        else:
            self._shell.status.say("Choose a note first: ] goes to the next one.")
        self._shell.refresh_actions()

    def add_claim(self) -> None:
        """Let the open, the pinned or the active note hold for the sentence of the cursor too."""
        target = self.claim_here()
        if target is None:
            return
        if self._editing.is_open:
            self._editing.add_target(target)
            self._shell.status.say("The note holds for this sentence too.")
            return
        uid = self._pinned or self._shell.page.active or ""
        if not uid:
            self._shell.status.say("Choose or pin a note first; + then adds the sentence to it.")
        elif self._session.add_claim(uid, target):
            self._shell.banner.tell(
                "The note holds for this sentence too.", ("Undo", self._session.undo_stack.undo)
            )

    def remove_claim(self) -> None:
        """Take the sentence of the cursor out of the active note; the last one is asked about."""
        reviewed, cursor = self._articles.reviewed, self._shell.page.view.sentence_cursor
        note = (
            self._session.note(self._shell.page.active or "") if self._shell.page.active else None
        )
        if reviewed is None or cursor is None or note is None:
            self._shell.status.say("Choose a note, and a sentence that it speaks of.")
            return
        here = [
            target
            for target in note.targets
            if target.article_uid == reviewed.article.uid
            and target.span is not None
            and target.span.overlaps(cursor.span)
        ]
        if not here:
            self._shell.status.say("The active note does not speak of this sentence.")
        elif here[0].role is TargetRole.CLAIM and len(note.claims) == 1:
            self._shell.banner.tell(
                "This is the note's only sentence: without it there is no note.",
                ("Delete the note", partial(self._session.delete_note, note.uid)),
            )
        elif self._session.remove_target(note.uid, here[0].uid):
            self._shell.banner.tell(
                "The note does not speak of this sentence any more.",
                ("Undo", self._session.undo_stack.undo),
            )

    def contradict(self) -> None:
        """Mark the first sentence of a contradiction, or pair it with this one."""
        if self._editing.is_open and not self._editing.is_untouched:
            target = self._target_here(TargetRole.CONFLICT)
            if target is not None:
                self._editing.add_target(target)
                self._shell.status.say("The note says that it contradicts this sentence.")
            return
        here = self._target_here(TargetRole.CONFLICT)
        reviewed = self._articles.reviewed
        if here is None or reviewed is None:
            return
        first = self._first
        if first is None:
            self._first = _Marked(reviewed.article.uid, here)
            self._shell.status.say("Marked. Go to the sentence that it contradicts, and press X.")
        elif (first.article_uid, first.target.span) == (reviewed.article.uid, here.span):
            self._first = None
            self._shell.status.say("Not marked any more.")
        else:
            claim = self.claim_here()
            if claim is not None:
                self._first = None
                self._editing.open_new((claim, first.target), Category.CONTRADICTION)
        self.show_pending()
        self._shell.refresh_actions()

    def forget_first(self) -> None:
        """The contradiction is stored, or given up."""
        self._first = None
        self.show_pending()

    def forget(self) -> None:
        """Another library is open."""
        self._first = None
        self._pinned = ""

    def show_pending(self) -> None:
        """Outline the marked sentence where its article is open."""
        reviewed = self._articles.reviewed
        if reviewed is None or not self._shell.shows_article:
            return
        spans: list[Span] = []
        first = self._first
        if first is not None and first.article_uid == reviewed.article.uid and first.target.span:
            spans.append(first.target.span)
        self._shell.page.view.set_pending(spans)

    def _target_here(self, role: TargetRole) -> TargetDraft | None:
        reviewed, cursor = self._articles.reviewed, self._shell.page.view.sentence_cursor
        if reviewed is None or cursor is None:
            self._shell.status.say("Choose a sentence first: J goes to the next one.")
            return None
        from annotations import TargetDraft

        return TargetDraft(
            role=role,
            article_uid=reviewed.article.uid,
            revision_uid=reviewed.revision.uid,
            span=cursor.span,
        )
