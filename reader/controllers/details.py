"""The details of an article: its fields, and the encoding that its file was read in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from reader.controllers.articles import ArticleController
from reader.controllers.shell import Shell
from reader.importing import Importer, ImportRequest
from reader.session import Session


class DetailsController(QObject):
    """Opens the details and carries out what is changed in them."""

    def __init__(
        self,
        session: Session,
        importer: Importer,
        articles: ArticleController,
        shell: Shell,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._importer = importer
        self._shell = shell
        articles.details_requested.connect(self.show)

    def show(self, uid: str, focus: str = "") -> None:
        """Open the details of an article, the cursor in the field `focus`."""
        reviewed = self._session.reviewed_article(uid, drafts=True)
        if reviewed is None:
            return
        from reader.dialogs.details import DetailsDialog

        is_editable = not self._session.is_read_only and reviewed.article.deleted_at is None
        dialog = DetailsDialog(
            reviewed.article,
            self._shell.theme,
            self._shell.widget,
            is_editable=is_editable,
            focus=focus,
        )
        if reviewed.revision.encoding:
            data = self._session.original(uid)
            may_change = is_editable and not reviewed.annotations
            dialog.show_encoding(reviewed.revision, data or b"", may_change=may_change)
        dialog.field_edited.connect(partial(self._on_field_edited, uid))
        dialog.encoding_chosen.connect(partial(self._on_encoding_chosen, uid))
        dialog.open()

    def _on_field_edited(self, uid: str, name: str, text: str) -> None:
        self._session.edit_article(uid, **{name: text})

    def _on_encoding_chosen(self, uid: str, encoding: str) -> None:
        article, data = self._session.article(uid), self._session.original(uid)
        if article is not None and data is not None:
            self._importer.start(
                [
                    ImportRequest(
                        file_name=article.file_name, data=data, encoding=encoding, replaces=uid
                    )
                ]
            )
