"""The session's verbs and questions about caution notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.gateway import Gateway

if TYPE_CHECKING:
    from annotations import (
        Annotation,
        EditUid,
        FoundNotes,
        NoteDraft,
        NoteGroup,
        NoteGrouping,
        QueryValues,
        SavedNote,
        Span,
        TargetDraft,
        UnsavedEdit,
    )


class NoteVerbs(Gateway):
    """Notes, the sentences that were checked, and what is being typed."""

    def note(self, uid: str) -> Annotation | None:
        """A note of any status; None, and told, where it is not there."""
        return self._query(lambda lib: lib.note(uid))

    def find_notes(
        self,
        query: str,
        *,
        group: tuple[NoteGrouping, str] | None = None,
        drafts: bool = False,
        offset: int = 0,
        limit: int = 50,
    ) -> FoundNotes | None:
        """A page of the notes that a query finds; None, and told, where refused."""
        return self._query(
            lambda lib: lib.find_notes(
                query, group=group, drafts=drafts, offset=offset, limit=limit
            )
        )

    def note_groups(
        self, query: str, by: NoteGrouping, *, drafts: bool = False, limit: int = 200
    ) -> tuple[NoteGroup, ...]:
        """The groups of what a query finds; empty, and told, where refused."""
        return self._query(lambda lib: lib.note_groups(query, by, drafts=drafts, limit=limit)) or ()

    def query_values(self) -> QueryValues | None:
        """What the open fields of a query may be completed with; None where it refuses."""
        return self._query(lambda lib: lib.query_values())

    def save_note(self, draft: NoteDraft, *, edit: EditUid | None = None) -> SavedNote | None:
        """Store a note and drop the edit it was typed in; None, and told, where refused."""
        saved = self._query(lambda lib: lib.save_note(draft, edit=edit))
        if saved is not None:
            self._publish(saved.change, "the new note" if draft.uid is None else "the edit")
        return saved

    def withdraw_note(self, uid: str, reason: str) -> bool:
        """Take a note back, with the reason; False, and told, where refused."""
        return self._change(lambda lib: lib.withdraw_note(uid, reason), "the withdrawal")

    def approve_note(self, uid: str) -> bool:
        """Approve another reviewer's note; False, and told, where refused."""
        return self._change(lambda lib: lib.approve_note(uid), "the approval")

    def delete_note(self, uid: str) -> bool:
        """Move a note to the trash; False, and told, where refused."""
        return self._change(lambda lib: lib.delete_note(uid), "the deletion")

    def restore_note(self, uid: str) -> bool:
        """Take a note out of the trash; False, and told, where refused."""
        return self._change(lambda lib: lib.restore_note(uid), "the restoring of the note")

    def add_claim(self, uid: str, target: TargetDraft) -> bool:
        """Let a note hold for one more place; False, and told, where refused."""
        return self._change(lambda lib: lib.add_claim(uid, target), "the further place")

    def remove_target(self, uid: str, target_uid: str) -> bool:
        """Take a place from a note; False, and told, where refused."""
        return self._change(
            lambda lib: lib.remove_target(uid, target_uid), "the removal of the place"
        )

    def mark_checked(
        self, article_uid: str, spans: Sequence[Span], *, checked: bool = True
    ) -> bool:
        """Say that there is nothing to say about sentences; False, and told, where refused."""
        return self._change(
            lambda lib: lib.mark_checked(article_uid, spans, checked=checked),
            "“nothing to say”" if checked else "“not checked”",
        )

    def unsaved_edits(self, article_uid: str = "") -> tuple[UnsavedEdit, ...]:
        """What was being typed, newest first; empty where nothing can be read."""
        if self.is_read_only:
            return ()
        return self._query(lambda lib: lib.unsaved_edits(article_uid)) or ()

    def keep_edit(self, edit: UnsavedEdit) -> UnsavedEdit:
        """Keep what is being typed.

        Raises:
            CaveatError: it could not be kept. Raised rather than signalled: whoever types
                is told beside the typing, and it is tried again.
        """
        return self._open_library().keep_edit(edit)

    def drop_edit(self, uid: EditUid) -> None:
        """Forget what was being typed; told where that is refused."""
        self._query(lambda lib: lib.drop_edit(uid))
