"""The verbs and queries of a library on new texts of an article and what they do to its notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.ids import OwnerId
from annotations.model import Conversion, LibraryChange, Span
from annotations.storage.library_base import LibraryBase

if TYPE_CHECKING:
    from annotations.ids import ArticleUid
    from annotations.storage.review_cases import ReviewCase
    from annotations.storage.revising import NewText, Progress, UpdatePreview
    from annotations.storage.texts import RevisionInfo, StoredOriginal
    from annotations.vocabulary import BlockChoice


class RevisionVerbs(LibraryBase):
    """What `Library` does with the texts of an article."""

    def preview_update(
        self,
        article_uid: str,
        conversion: Conversion,
        *,
        progress: Progress | None = None,
        is_cancelled: Callable[[], bool] | None = None,
    ) -> UpdatePreview:
        """What would become of an article's notes with another text; nothing is changed.

        Use `preview_update_at` on another thread.

        Args:
            article_uid: Of the article.
            conversion: What the file, or what was pasted, became.
            progress: Told the share done, 0 to 1, and a word on what is being done.
            is_cancelled: Asked now and then.

        Raises:
            NotFoundError: no article has that uid.
            ImportCancelledError: `is_cancelled` said so.
        """
        from annotations.storage.revising import preview_update

        return self._read(
            lambda c: preview_update(
                c, article_uid, conversion, progress=progress, is_cancelled=is_cancelled
            )
        )

    def accept_update(
        self,
        article_uid: str,
        conversion: Conversion,
        *,
        data: bytes,
        file_name: str = "",
        preview: UpdatePreview | None = None,
    ) -> LibraryChange:
        """Give an article another text, in one action that undo takes back whole.

        Every note is looked up in it and keeps the words that a person confirmed; sentences
        that were checked stay so where they are the same but for place and typography; the
        kinds of blocks that a person chose stay. Nothing changes where the text, its
        sentences and its blocks are the same.

        Args:
            article_uid: Of the article.
            conversion: What the file, or what was pasted, became.
            data: Its bytes, kept as they are.
            file_name: Without its folder; empty for pasted text.
            preview: As `preview_update` made it: what it found is not looked for again.

        Raises:
            NotFoundError: no article has that uid.
        """
        from annotations.storage.revising import NewText

        new = NewText(conversion, data, file_name)
        return self._update("Update the text", article_uid, new, preview)

    def replace_text(self, uid: str, conversion: Conversion, *, data: bytes) -> LibraryChange:
        """Read the same file otherwise, as when its encoding is corrected; see `accept_update`.

        Raises:
            NotFoundError: no article has that uid.
        """
        from annotations.storage.revising import NewText

        return self._update("Replace text", uid, NewText(conversion, data, None))

    def _update(
        self,
        label: str,
        article_uid: str,
        new: NewText,
        preview: UpdatePreview | None = None,
    ) -> LibraryChange:
        from annotations.storage.revising import accept_update

        # Before the file is locked: on long texts this takes seconds.
        found = preview or self.preview_update(article_uid, new.conversion)
        return self._act(label, lambda action: accept_update(action, article_uid, new, found))

    def likely_article(self, conversion: Conversion, file_name: str) -> ArticleUid | None:
        """The article that a file looks like a newer text of: the same address, or sentences
        in common and the same file name, or most of its sentences; None where there is none,
        and where an article shows exactly this text. To be offered, never assumed.
        """
        from annotations.storage.likeness import likely_article

        return self._read(lambda c: likely_article(c, conversion, file_name))

    def revisions(self, article_uid: str) -> tuple[RevisionInfo, ...]:
        """The texts that an article has had, newest first; `reviewed_article` reads one.

        Raises:
            NotFoundError: no article has that uid.
        """
        from annotations.storage.texts import read_revisions

        return self._read(lambda c: read_revisions(c, article_uid))

    def stored_original(self, article_uid: str) -> StoredOriginal:
        """What the article's present text was made from, to convert it anew.

        Raises:
            NotFoundError: no article has that uid.
        """
        from annotations.storage.texts import read_stored_original

        return self._read(lambda c: read_stored_original(c, article_uid))

    def newer_reading(self, article_uid: str) -> bool:
        """True where this Caveat reads files, or finds sentences, otherwise than the one that
        made the article's text: converting `stored_original` may give another.

        Raises:
            NotFoundError: no article has that uid.
        """
        from annotations.storage.texts import has_newer_reading

        return self._read(lambda c: has_newer_reading(c, article_uid))

    def to_review(self, article_uid: str) -> tuple[ReviewCase, ...]:
        """Places of notes that a new text has changed or lost, the worst first: critical
        notes, changed numbers, negations and modal words, ambiguous, lost, the others.

        Raises:
            NotFoundError: no article has that uid.
        """
        from annotations.storage.review_cases import read_review_cases

        return self._read(lambda c: read_review_cases(c, article_uid))

    def confirm_target(self, annotation_uid: str, target_uid: str) -> LibraryChange:
        """Say that a note holds for its sentence as it reads now; an approval ends with that.

        Raises:
            NotFoundError: no note has that uid.
            InvalidAnnotationError: the sentence is ambiguous or lost.
            ActionConflictError: the note has no such place, or is in the trash.
        """
        from annotations.storage.review_cases import confirm_target

        return self._act("Confirm place", lambda a: confirm_target(a, annotation_uid, target_uid))

    def reattach_target(self, annotation_uid: str, target_uid: str, span: Span) -> LibraryChange:
        """Say where in the article's present text a note belongs now.

        Raises:
            NotFoundError: no note has that uid.
            InvalidAnnotationError: the place is outside the text.
            ActionConflictError: the note has no such place, or is in the trash.
        """
        from annotations.storage.review_cases import reattach_target

        return self._act(
            "Attach note anew", lambda a: reattach_target(a, annotation_uid, target_uid, span)
        )

    def set_block_kind(
        self, article_uid: str, block_index: int, kind: BlockChoice | None
    ) -> LibraryChange:
        """Say what a block of the article's present text is; it stays so in later texts.

        Args:
            article_uid: Of the article.
            block_index: From 0.
            kind: None for what Caveat takes it for.

        Raises:
            NotFoundError: no article has that uid.
            InvalidAnnotationError: there is no such block, or it is a table's.
        """
        from annotations.storage.articles import set_block_kind

        return self._act(
            "Change what a part is", lambda a: set_block_kind(a, article_uid, block_index, kind)
        )


def preview_update_at(
    path: Path,
    article_uid: str,
    conversion: Conversion,
    *,
    progress: Progress | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> UpdatePreview:
    """`Library.preview_update` on any thread, through a connection of its own.

    Args:
        path: Of the library.
        article_uid: Of the article.
        conversion: What the file, or what was pasted, became.
        progress: Called on this thread.
        is_cancelled: The same.

    Raises:
        LibraryError: the file cannot be read.
        NotFoundError: no article has that uid.
        ImportCancelledError: `is_cancelled` said so.
    """
    from annotations.storage.library import open_library

    with open_library(path, owner=OwnerId(""), read_only=True) as library:
        return library.preview_update(
            article_uid, conversion, progress=progress, is_cancelled=is_cancelled
        )
