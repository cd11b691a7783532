"""The verbs of a library on caution notes, checked sentences and unsaved edits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.model import Annotation, LibraryChange, Reviewer, Span
from annotations.storage.connection import impatient
from annotations.storage.library_base import LibraryBase

if TYPE_CHECKING:
    from annotations.editing import NoteDraft, PastAction, SavedNote, TargetDraft, UnsavedEdit
    from annotations.ids import EditUid


class NoteVerbs(LibraryBase):
    """The verbs of `Library` on notes, and what is asked beside them."""

    def set_reviewer(self, reviewer: Reviewer) -> None:
        """Who writes from now on; what is stored keeps its author."""
        self.reviewer = reviewer

    def note(self, uid: str) -> Annotation:
        """The note with that uid, whatever its status, in the trash or not.

        Raises:
            NotFoundError: there is none.
        """
        from annotations.storage.note_reading import read_note

        return self._read(lambda c: read_note(c, uid))

    def save_note(self, draft: NoteDraft, *, edit: EditUid | None = None) -> SavedNote:
        """Store a note, new or in place of what is there.

        An approved note that is changed is ready again, and one that was withdrawn loses its
        reason. A rule of the model that the note breaks is a warning, never a refusal.

        Args:
            draft: The note; its author stays who wrote it first.
            edit: An unsaved edit that ends with this.

        Raises:
            InvalidAnnotationError: no claim, a place outside the text, more than 20,000
                characters in a field, more than 50 tags or sources.
            ActionConflictError: the note, or the article's text, has changed since the edit
                began.
            NotFoundError: the note or its article is not in the library.
        """
        from annotations.editing import SavedNote
        from annotations.storage import edits, notes

        label = "Add note" if draft.uid is None else "Edit note"
        with self._acting(label) as (action, done):
            uid = notes.save_note(action, draft)
            if edit is not None:
                edits.drop_edit(action.connection, edit)
        return SavedNote(self.note(uid), done[0])

    def withdraw_note(self, uid: str, reason: str) -> LibraryChange:
        """Take a note back, and keep it with the reason; saving it as ready brings it back.

        Raises:
            NotFoundError: no note has that uid.
            ActionConflictError: it is in the trash.
            InvalidAnnotationError: more than 20,000 characters.
        """
        from annotations.storage import notes

        return self._act("Withdraw note", lambda now: notes.withdraw_note(now, uid, reason))

    def delete_note(self, uid: str) -> LibraryChange:
        """Move a note to the trash; NotFoundError where there is none."""
        from annotations.storage import notes

        return self._act("Delete note", lambda now: notes.delete_note(now, uid))

    def restore_note(self, uid: str) -> LibraryChange:
        """Take a note out of the trash.

        Raises:
            NotFoundError: no note has that uid.
            ActionConflictError: the article's text has been replaced since.
        """
        from annotations.storage import notes

        return self._act("Restore note", lambda now: notes.restore_note(now, uid))

    def approve_note(self, uid: str) -> LibraryChange:
        """Approve a note that somebody else wrote, under this reviewer's name.

        Raises:
            NotFoundError: no note has that uid.
            InvalidAnnotationError: this reviewer wrote it, or it is not ready.
            ActionConflictError: it is in the trash.
        """
        from annotations.storage import notes

        return self._act("Approve note", lambda now: notes.approve_note(now, uid))

    def add_claim(self, uid: str, target: TargetDraft) -> LibraryChange:
        """Have a note speak of one more place, in this article or another.

        Raises:
            NotFoundError: no note, or no article, has that uid.
            InvalidAnnotationError: the place is outside the text.
            ActionConflictError: the note is in the trash, or the article's text has changed.
        """
        from annotations.storage import notes

        return self._act("Add place", lambda now: notes.add_target(now, uid, target))

    def remove_target(self, uid: str, target_uid: str) -> LibraryChange:
        """Have a note not speak of a place any more.

        Raises:
            NotFoundError: no note has that uid.
            InvalidAnnotationError: it is the last sentence that the note speaks of.
            ActionConflictError: the note has no such place, or is in the trash.
        """
        from annotations.storage import notes

        return self._act("Remove place", lambda now: notes.remove_target(now, uid, target_uid))

    def mark_checked(
        self, article_uid: str, spans: Sequence[Span], *, checked: bool = True
    ) -> LibraryChange:
        """Say of whole sentences that they were checked and nothing is to be said of them.

        Args:
            article_uid: Of the article.
            spans: Sentences of its present text, in code points.
            checked: False to take it back.

        Raises:
            NotFoundError: no article has that uid.
            InvalidAnnotationError: a span is not a whole sentence.
        """
        from annotations.storage import checks

        what = "sentence" if len(spans) == 1 else f"{len(spans):,} sentences"
        label = f"Mark {what} checked" if checked else f"Mark {what} not checked"
        return self._act(
            label, lambda now: checks.mark_checked(now, article_uid, spans, checked=checked)
        )

    def keep_edit(self, edit: UnsavedEdit) -> UnsavedEdit:
        """Keep what is being typed, in place of what was kept under its uid.

        It is no version of a note: nothing counts it, and undo does not know it. It waits for
        nobody: who types must not be held up, and it is kept a moment later.

        Returns:
            The edit with the time at which it was kept.

        Raises:
            NotFoundError: its article is not in the library.
            InvalidAnnotationError: longer than a million characters.
            LibraryBusyError: another program holds the file now.
        """
        from annotations.storage import edits

        with impatient(self._connection), self._writing():
            return edits.keep_edit(self._connection, edit, self.reviewer)

    def unsaved_edits(self, article_uid: str = "") -> tuple[UnsavedEdit, ...]:
        """Everything that was typed and not saved, or what of it belongs to one article; the
        newest first.
        """
        from annotations.storage import edits

        return self._read(lambda c: edits.unsaved_edits(c, article_uid))

    def drop_edit(self, uid: EditUid) -> None:
        """Forget an unsaved edit; harmless where it is not kept."""
        from annotations.storage import edits

        with self._writing():
            edits.drop_edit(self._connection, uid)

    def recent_actions(self, *, limit: int = 200) -> tuple[PastAction, ...]:
        """What this reviewer did last, as an undo stack holds it: the newest first.

        Undoing and redoing are not listed themselves; those that are undone come first, the
        next to be redone the last of them.
        """
        from annotations.storage import past

        return self._read(lambda c: past.recent_actions(c, self.reviewer.uid, limit=limit))
