"""The session's verbs and questions about new texts of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.gateway import Gateway

if TYPE_CHECKING:
    from annotations import (
        BlockChoice,
        Conversion,
        ReviewCase,
        ReviewedArticle,
        RevisionInfo,
        Span,
        StoredOriginal,
        UpdatePreview,
    )


class RevisionVerbs(Gateway):
    """Texts of an article, and what they do to its notes."""

    def likely_article(self, conversion: Conversion, file_name: str) -> str:
        """Uid of the article that a file looks like a newer text of; empty for none."""
        found = self._attempt(
            lambda: self._open_library().likely_article(conversion, file_name), tells=False
        )
        return found or ""

    def accept_update(
        self,
        uid: str,
        conversion: Conversion,
        *,
        data: bytes,
        file_name: str,
        preview: UpdatePreview | None = None,
    ) -> bool:
        """Give an article another text, undoably; False, and told, where that is refused."""
        return self._change(
            lambda lib: lib.accept_update(
                uid, conversion, data=data, file_name=file_name, preview=preview
            ),
            "the update of the text",
        )

    def revisions(self, uid: str) -> tuple[RevisionInfo, ...]:
        """The texts that an article has had, newest first; empty, and told, where refused."""
        return self._query(lambda lib: lib.revisions(uid)) or ()

    def earlier_text(
        self, uid: str, revision: str, *, drafts: bool = False
    ) -> ReviewedArticle | None:
        """An earlier text of an article with its notes; None, and told, where refused."""
        return self._query(
            lambda lib: lib.reviewed_article(
                uid, drafts=drafts, withdrawn=drafts, revision=revision
            )
        )

    def stored_original(self, uid: str) -> StoredOriginal | None:
        """What the article's text was made from; None, and told, where that is refused."""
        return self._query(lambda lib: lib.stored_original(uid))

    def newer_reading(self, uid: str) -> bool:
        """True where this Caveat would read the article's file otherwise."""
        return self._attempt(lambda: self._open_library().newer_reading(uid), tells=False) or False

    def set_block_kind(self, uid: str, index: int, kind: BlockChoice | None) -> bool:
        """Say what a block of an article is; False, and told, where that is refused."""
        return self._change(
            lambda lib: lib.set_block_kind(uid, index, kind), "the change of what a part is"
        )

    def to_review(self, uid: str) -> tuple[ReviewCase, ...]:
        """Places that a new text has changed or lost, worst first; empty where refused."""
        return self._query(lambda lib: lib.to_review(uid)) or ()

    def confirm_target(self, annotation: str, target: str) -> bool:
        """Say that a note still holds for its sentence; False, and told, where refused."""
        return self._change(
            lambda lib: lib.confirm_target(annotation, target), "the word that the note holds"
        )

    def reattach_target(self, annotation: str, target: str, span: Span) -> bool:
        """Say where a note belongs now; False, and told, where that is refused."""
        return self._change(
            lambda lib: lib.reattach_target(annotation, target, span), "the choice of the sentence"
        )
