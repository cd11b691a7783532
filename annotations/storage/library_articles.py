"""The verbs of a library on articles and sheets, and undo: each is one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.ids import ActionId
from annotations.model import ArticleFields, Conversion, LibraryChange
from annotations.storage.library_queries import LibraryQueries

if TYPE_CHECKING:
    from annotations.exchange.review_sheet import ReviewSheet
    from annotations.storage.articles import AddedArticle
    from annotations.storage.sheets import AnnotateReport

_NO_FIELDS = ArticleFields()


class ArticleVerbs(LibraryQueries):
    """The verbs of `Library` on articles and review sheets, undo and redo."""

    def add_article(
        self,
        conversion: Conversion,
        *,
        file_name: str,
        data: bytes,
        fields: ArticleFields = _NO_FIELDS,
    ) -> AddedArticle:
        """Add an article, unless its canonical text is in the library already.

        Args:
            conversion: What the file became.
            file_name: Without its folder; empty for pasted text.
            data: The imported bytes, kept as they are.
            fields: Win over what the file says of itself, where not empty.

        Returns:
            The article with its text; `notice` says so where the text was there already,
            or was restored from the trash.

        Raises:
            InvalidAnnotationError: a field is longer than 20,000 characters.
        """
        from annotations.storage import articles

        with self._acting("Import article") as (action, done):
            uid, notice = articles.add_article(
                action, conversion, file_name=file_name, data=data, fields=fields
            )
        reviewed = self.reviewed_article(uid)
        return articles.AddedArticle(
            article=reviewed.article, revision=reviewed.revision, change=done[0], notice=notice
        )

    def edit_article(self, uid: str, **changes: str) -> LibraryChange:
        """Change fields of an article, by the names of `ArticleFields`.

        Raises:
            NotFoundError: no article has that uid.
            InvalidAnnotationError: an empty title, or more than 20,000 characters.
        """
        from annotations.storage import articles

        label = "Rename article" if set(changes) == {"title"} else "Edit article"
        return self._act(label, lambda action: articles.edit_article(action, uid, changes))

    def remove_article(self, uid: str) -> LibraryChange:
        """Move an article to the trash; its notes go out of sight with it."""
        from annotations.storage import articles

        return self._act("Move to trash", lambda action: articles.remove_article(action, uid))

    def restore_article(self, uid: str) -> LibraryChange:
        """Take an article out of the trash, its notes with it."""
        from annotations.storage import articles

        return self._act("Restore article", lambda action: articles.restore_article(action, uid))

    def annotate(self, sheet: ReviewSheet) -> AnnotateReport:
        """Add the notes of a review sheet, each at the place of its quotation.

        A note that cannot be placed is refused with a sentence and the rest is added. A note
        is known again by its article, its id and its quotation: nothing is added twice, and
        one that differs is reported and left alone.
        """
        from annotations.storage.sheets import SheetWriter

        with self._acting("Add notes from a review sheet") as (action, done):
            writer = SheetWriter(action, sheet)
            writer.write()
        return writer.report(done[0])

    def undo(self, action: ActionId) -> LibraryChange:
        """Bring back the versions before an action, as new versions.

        Raises:
            ActionConflictError: a row has changed since, or the action is undone already.
        """
        from annotations.storage import history

        label = self._read(lambda c: history.label_of(c, action))
        return self._act(f"Undo: {label}", lambda now: history.undo(now, action))

    def redo(self, action: ActionId) -> LibraryChange:
        """Bring back the versions that an undone action made, as new versions.

        Raises:
            ActionConflictError: a row has changed since, or the action is not undone.
        """
        from annotations.storage import history

        label = self._read(lambda c: history.label_of(c, action))
        return self._act(f"Redo: {label}", lambda now: history.redo(now, action))
