"""New texts of an article: from a file, the clipboard or a drop; shown before they are taken."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from reader.controllers.imports import local_files, request_of
from reader.controllers.unclear_texts import UnclearTexts
from reader.importing import Converted, Importer, ImportRequest, Refused
from reader.options import LIBRARY_SUFFIX
from reader.previewing import Previewed, Previewer
from reader.samples import is_samples
from reader.views.wording import counted, quoted

if TYPE_CHECKING:
    from annotations import Article
    from reader.controllers.articles import ArticleController
    from reader.controllers.earlier_texts import EarlierTexts
    from reader.controllers.imports import ImportController
    from reader.controllers.note_editing import NoteEditing
    from reader.controllers.rereviewing import Rereviewing, RereviewShell
    from reader.preferences import Preferences
    from reader.session import Session
    from reader.theme.theme import Theme
    from reader.views.reader_page import ReaderPage

#: When it is looked whether the article's file would be read otherwise now: not while it opens.
LOOK_AFTER_MS = 1500


class UpdatesController(QObject):
    """Takes new texts, and leads on to what they changed."""

    def __init__(
        self,
        *,
        session: Session,
        preferences: Preferences,
        importer: Importer,
        articles: ArticleController,
        shell: RereviewShell,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        from reader.controllers.earlier_texts import EarlierTexts
        from reader.controllers.rereviewing import Rereviewing

        self._session = session
        self._preferences = preferences
        self._importer = importer
        self._articles = articles
        self._shell = shell
        self._imports: ImportController | None = None
        self._previewer = Previewer(self)
        self._unclear = UnclearTexts(session, shell, self)
        self._unclear.update_chosen.connect(self._preview)
        self._is_updating = False
        #: Uids of the articles of which it was said that their file would be read otherwise now.
        self._offered: set[str] = set()
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.setInterval(LOOK_AFTER_MS)
        self._look.timeout.connect(self.offer_reading)
        articles.article_changed.connect(self._look.start)
        #: What is to be said when the run of imports is over.
        self._refusal: Callable[[], object] | None = None
        self.rereview: Rereviewing = Rereviewing(session, articles, shell, self)
        self.earlier: EarlierTexts = EarlierTexts(session, articles, shell, self)
        self.rereview.earlier_requested.connect(self.earlier.show_before)
        importer.progressed.connect(self._on_progressed)
        importer.converted.connect(self._on_converted)
        importer.refused.connect(self._on_refused)
        importer.finished.connect(self._on_finished)
        self._previewer.progressed.connect(self._on_previewing)
        self._previewer.previewed.connect(self._on_previewed)
        self._previewer.refused.connect(self._on_no_preview)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {
            "update_text": self.ask_file,
            "update_from_clipboard": self.paste,
            "reread_text": self.read_anew,
            "rereview": self.rereview.open,
            "earlier_texts": self.earlier.ask,
        }

    def attach(self, page: ReaderPage) -> None:
        """Take charge of the page, which has just been made."""
        self.rereview.attach(page)
        self._look.start()

    def offer_reading(self) -> None:
        """Say once of an article that this Caveat would read its file otherwise."""
        reviewed = self._articles.reviewed
        if (
            reviewed is None
            or not self._shell.shows_article
            or self._session.is_read_only
            or self._shell.banner.text
            or reviewed.article.uid in self._offered
            or not self._session.newer_reading(reviewed.article.uid)
        ):
            return
        self._offered.add(reviewed.article.uid)
        self._shell.banner.tell(
            "This Caveat reads files better than the one that made this text. Nothing changes"
            " before you have seen what that does to the notes.",
            ("Read the file anew", self.read_anew),
        )

    def attach_imports(self, imports: ImportController) -> None:
        """See imports before they become articles: one may be a newer text."""
        self._imports = imports
        imports.claims = self.claims
        self._unclear.attach(imports)

    def attach_editing(self, editing: NoteEditing) -> None:
        """Let notes be edited from the re-review."""
        self.rereview.attach_editing(editing)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self.rereview.set_theme(theme)
        self.earlier.set_theme(theme)

    def close(self) -> None:
        """The window closes."""
        self._previewer.close()

    # Where a text comes from

    def ask_file(self) -> None:
        """Ask for the file with the newer text of the article at hand."""
        from reader.dialogs.file_dialogs import ask_newer_text

        article = self._updatable()
        if article is not None:
            ask_newer_text(
                self._shell.widget, article.title, partial(self.update_from, article.uid)
            )

    def update_from(self, uid: str, path: Path) -> None:
        """Read a file as the newer text of an article."""
        self._start(ImportRequest(file_name=path.name, path=path, updates=uid))

    def paste(self) -> None:
        """Take what is on the clipboard as the newer text of the article at hand."""
        article = self._updatable()
        if article is None:
            return
        # An empty clipboard gives None, whatever the signature says.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        paths = local_files(data) if data is not None else ()
        if len(paths) == 1:
            self.update_from(article.uid, paths[0])
            return
        made = request_of(data) if data is not None else None
        if made is None:
            self._shell.status.say("There is no text on the clipboard. Copy some, and try again.")
        else:
            self._start(
                ImportRequest(
                    file_name="", data=made.data, encoding=made.encoding, updates=article.uid
                )
            )

    def take(self, data: QMimeData) -> bool:
        """Take a file that was dropped on an open article; False where it is none of that."""
        paths = local_files(data)
        reviewed = self._articles.reviewed
        if (
            len(paths) != 1
            or paths[0].suffix.lower() == LIBRARY_SUFFIX
            or reviewed is None
            or not self._shell.shows_article
            or self._session.is_read_only
            or is_samples(self._session.path)
            or self._imports is None
        ):
            return False
        path = paths[0]
        self._imports.start(
            (ImportRequest(file_name=path.name, path=path, dropped_on=reviewed.article.uid),)
        )
        return True

    def read_anew(self) -> None:
        """Read the file of the article at hand as this Caveat reads it."""
        article = self._updatable()
        original = self._session.stored_original(article.uid) if article is not None else None
        if article is not None and original is not None:
            self._start(
                ImportRequest(
                    file_name=original.file_name,
                    data=original.data,
                    encoding=original.encoding or None,
                    updates=article.uid,
                )
            )

    def claims(self, result: Converted) -> bool:
        """True where a text may be a newer one of an article: it is asked about."""
        return self._unclear.claims(result)

    def _updatable(self) -> Article | None:
        article = self._articles.at_hand
        if article is not None and self._session.is_read_only:
            self._shell.banner.warn(
                f"{self._session.read_only_reason} The text cannot be updated here."
            )
            return None
        if article is None:
            self._shell.status.say("Choose an article first.")
        return article

    def _start(self, request: ImportRequest) -> None:
        self._is_updating = True
        self._shell.banner.show_progress(f"Reading {request.label}", 0.0, self._importer.cancel)
        self._importer.start((request,))

    # What comes of it

    def _on_progressed(self, label: str, fraction: float, stage: str) -> None:
        if self._is_updating:
            self._shell.banner.show_progress(
                f"Reading {label}: {stage}", fraction / 2, self._importer.cancel
            )

    def _on_converted(self, result: Converted) -> None:
        if result.request.updates:
            self._preview(result)

    def _on_refused(self, refused: Refused) -> None:
        if not refused.request.updates:
            return
        self._is_updating = False
        plain = refused.plain_text_request
        offer = ("Open as plain text", partial(self._start, plain)) if plain else None
        self._refusal = partial(self._shell.banner.warn, refused.sentence, offer)

    def _on_finished(self, was_cancelled: bool) -> None:  # noqa: FBT001 - a signal's slot
        refusal, self._refusal = self._refusal, None
        if refusal is not None:
            refusal()
        elif was_cancelled and self._is_updating:
            self._is_updating = False
            self._shell.banner.tell("The update was cancelled. Nothing was changed.")
        elif not self._importer.is_running:
            self._unclear.ask()

    def _preview(self, result: Converted) -> None:
        path = self._session.path
        if path is not None:
            self._is_updating = True
            self._on_previewing(0.0, "Comparing the texts")
            self._previewer.start(path, result)

    def _on_previewing(self, fraction: float, words: str) -> None:
        self._shell.banner.show_progress(words, 0.5 + fraction / 2, self._previewer.cancel)

    def _on_no_preview(self, sentence: str) -> None:
        self._is_updating = False
        if sentence:
            self._shell.banner.warn(sentence)
        else:
            self._shell.banner.tell("The update was cancelled. Nothing was changed.")

    def _on_previewed(self, result: Previewed) -> None:
        from reader.dialogs.update_summary import UpdateSummary

        self._is_updating = False
        self._shell.banner.clear()
        article = self._session.article(result.preview.article_uid)
        if article is None:
            return
        if result.preview.is_same_text and not self._session.newer_reading(article.uid):
            self._shell.banner.tell(f"{quoted(article.title)} has this very text already.")
            return
        summary = UpdateSummary(
            article.title, result.preview, self._shell.theme, self._shell.widget
        )
        summary.update_accepted.connect(partial(self._accept, result))
        summary.open()

    def _accept(self, result: Previewed) -> None:
        converted, uid = result.converted, result.preview.article_uid
        article = self._session.article(uid)
        if article is None or not self._articles.may_leave():
            return
        if not self._session.accept_update(
            uid,
            converted.conversion,
            data=converted.data,
            file_name=converted.request.file_name,
            preview=result.preview,
        ):
            return
        if not self._is_open(uid):
            self._articles.open(uid)
        self._tell(article.title, len(self._session.to_review(uid)))

    def _is_open(self, uid: str) -> bool:
        reviewed = self._articles.reviewed
        return self._shell.shows_article and reviewed is not None and reviewed.article.uid == uid

    def _tell(self, title: str, number: int) -> None:
        undo = ("Undo", self._session.undo_stack.undo)
        if not number:
            self._shell.banner.tell(
                f"{quoted(title)} has its new text, and every note its sentence.", undo
            )
            return
        verb = "needs" if number == 1 else "need"
        self._shell.banner.tell(
            f"{quoted(title)} has its new text. {counted(number, 'place')} of notes {verb} eyes.",
            (f"Review {number}", self.rereview.open),
            undo,
        )
