"""What a library is asked and told where a claim comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.model import LibraryChange, Span
from annotations.storage.library_base import LibraryBase

if TYPE_CHECKING:
    from annotations.storage.reuse_values import NoteSuggestion, ReusableNote, SameClaim


class ReuseVerbs(LibraryBase):
    """The verbs and queries of `Library` on notes that are used again."""

    def similar_notes(self, article_uid: str) -> tuple[NoteSuggestion, ...]:
        """Notes that may speak of sentences of an article too, in the order of its text.

        Offered are live notes, drafts among them, of which a claim comes back nearly word for
        word: a sentence, several, or a part of one. Not what is attached there already, nor
        what was turned down. Nothing is attached by this.

        Raises:
            NotFoundError: no article has that uid.
        """
        from annotations.storage.similar import similar_notes

        return self._read(lambda c: similar_notes(c, article_uid))

    def accept_suggestions(self, suggestions: Sequence[NoteSuggestion]) -> LibraryChange:
        """Have the notes speak of the places that they were offered for, as one action.

        Raises:
            NotFoundError: a note or its article is not in the library any more.
            ActionConflictError: a note is in the trash, or the article's text has changed.
        """
        from annotations.storage import notes

        count = len(suggestions)
        label = "Add place" if count == 1 else f"Add {count:,} places"
        with self._acting(label) as (action, done):
            for each in suggestions:
                notes.add_target(action, each.annotation, each.target)
        return done[0]

    def reject_suggestion(self, annotation_uid: str, article_uid: str, span: Span) -> LibraryChange:
        """Say that a note does not fit what stands at a place: it is not offered again for
        these words, in no text and no article. Undo takes it back.

        Raises:
            NotFoundError: the note or the article is not in the library any more.
        """
        from annotations.storage.rejections import reject

        return self._act(
            "Turn suggestion down",
            lambda now: reject(now, annotation_uid, article_uid, span, is_rejected=True),
        )

    def unreject_suggestion(
        self, annotation_uid: str, article_uid: str, span: Span
    ) -> LibraryChange:
        """Let a note be offered again for what stands at a place.

        Raises:
            NotFoundError: the article is not in the library any more.
        """
        from annotations.storage.rejections import reject

        return self._act(
            "Offer suggestion again",
            lambda now: reject(now, annotation_uid, article_uid, span, is_rejected=False),
        )

    def find_reusable(self, words: str, *, limit: int = 6) -> tuple[ReusableNote, ...]:
        """Notes that have the words that are typed, the last one perhaps unfinished; those
        used often and lately first.
        """
        from annotations.storage.reusable import find_reusable

        return self._read(lambda c: find_reusable(c, words, limit=limit))

    def same_claim(self, text: str, *, not_in: str = "", limit: int = 20) -> tuple[SameClaim, ...]:
        """Sentences of all articles that say something like a text, with their notes.

        Args:
            text: A sentence.
            not_in: Uid of an article that is left out.
            limit: Most sentences.

        Returns:
            Those that say it nearly word for word, the nearest first, then similar ones by
            how alike they are.
        """
        from annotations.storage.same_claims import same_claims

        return self._read(lambda c: same_claims(c, text, not_in=not_in, limit=limit))
