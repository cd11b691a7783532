"""The session's verbs and questions about notes that are used again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.gateway import Gateway

if TYPE_CHECKING:
    from annotations import NoteSuggestion, ReusableNote, SameClaim, Span


class ReuseVerbs(Gateway):
    """Notes whose claim comes back."""

    def similar_notes(self, article_uid: str) -> tuple[NoteSuggestion, ...]:
        """Notes that may fit sentences of an article; empty where the library refuses.

        Nobody has asked for them: a refusal is not told.
        """
        return (
            self._attempt(lambda: self._open_library().similar_notes(article_uid), tells=False)
            or ()
        )

    def find_reusable(self, words: str, *, limit: int = 6) -> tuple[ReusableNote, ...]:
        """Notes that have the words that are typed; empty, and told, where refused."""
        return self._query(lambda lib: lib.find_reusable(words, limit=limit)) or ()

    def same_claim(self, text: str, *, not_in: str = "", limit: int = 20) -> tuple[SameClaim, ...]:
        """Sentences that say something like a text; empty, and told, where refused."""
        return self._query(lambda lib: lib.same_claim(text, not_in=not_in, limit=limit)) or ()

    def accept_suggestions(self, suggestions: Sequence[NoteSuggestion]) -> bool:
        """Let the notes hold for where they were offered; False, and told, where refused."""
        count = len(suggestions)
        what = "the further place" if count == 1 else f"the {count:,} further places"
        return self._change(lambda lib: lib.accept_suggestions(suggestions), what)

    def reject_suggestion(self, annotation_uid: str, article_uid: str, span: Span) -> bool:
        """Do not offer a note for these words again; False, and told, where refused."""
        return self._change(
            lambda lib: lib.reject_suggestion(annotation_uid, article_uid, span),
            "the turning down",
        )
