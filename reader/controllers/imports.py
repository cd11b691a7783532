"""Bringing articles in: by dialog, by paste, by drop; what came of each, in sentences."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from annotations import CaveatError
from reader.controllers.articles import ArticleController
from reader.controllers.files import FileController
from reader.controllers.shell import Shell
from reader.importing import Converted, Importer, ImportRequest, Refused
from reader.options import LIBRARY_SUFFIX
from reader.samples import is_samples
from reader.session import Session
from reader.views.banner import BannerKind

_ONE_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_MOST_SENTENCES = 3


class ImportController(QObject):
    """Starts imports, shows how far they are, and tells what came of them."""

    def __init__(
        self,
        *,
        session: Session,
        importer: Importer,
        files: FileController,
        articles: ArticleController,
        shell: Shell,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._importer = importer
        self._files = files
        self._articles = articles
        self._shell = shell
        self._asked = 0
        self._added: list[str] = []
        self._sentences: list[str] = []
        self._plain_text_offers: list[ImportRequest] = []
        #: Asked before text becomes an article: True where it may be a newer text of one, and
        #: somebody else sees to it.
        self.claims: Callable[[Converted], bool] = lambda _: False
        importer.progressed.connect(self._on_progressed)
        importer.converted.connect(self._on_converted)
        importer.refused.connect(self._on_refused)
        importer.finished.connect(self._on_finished)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {"import_files": self.ask_files, "paste_article": self.paste}

    def ask_files(self) -> None:
        """Ask for files to import."""
        from reader.dialogs.file_dialogs import ask_articles

        ask_articles(self._shell.widget, self.import_files)

    def paste(self) -> None:
        """Import what is on the clipboard."""
        # An empty clipboard gives None, whatever the signature says.
        data: QMimeData | None = QGuiApplication.clipboard().mimeData()
        self.take(data or QMimeData())

    def take(self, data: QMimeData) -> None:
        """Import files, a web page or text that were pasted or dropped."""
        paths = local_files(data)
        if paths:
            self.import_files(paths)
            return
        request = request_of(data)
        if request is None:
            self._shell.status.say("There is no text to import. Copy some, and try again.")
        elif _ONE_ADDRESS.fullmatch((request.data or b"").decode().strip()):
            self._shell.banner.warn(
                "That is a web address, and Caveat never goes online. Save the page with your "
                "browser, then import the file."
            )
        else:
            self.start((request,))

    def import_files(self, paths: tuple[Path, ...]) -> None:
        """Import files; a library among them is opened."""
        libraries = [path for path in paths if path.suffix.lower() == LIBRARY_SUFFIX]
        if libraries and not self._files.open(libraries[0]):
            return
        requests = tuple(ImportRequest.of_file(path) for path in paths if path not in libraries)
        if requests:
            self.start(requests)

    def start(self, requests: tuple[ImportRequest, ...]) -> None:
        """Begin an import, into the user's own library where the samples are open."""
        if not self._has_room():
            return
        self._asked += len(requests)
        label = requests[0].label if len(requests) == 1 else f"{len(requests)} files"
        self._shell.banner.show_progress(f"Importing {label}", 0.0, self._importer.cancel)
        self._importer.start(requests)

    def _has_room(self) -> bool:
        if not self._session.is_open or is_samples(self._session.path):
            if not self._files.open_own():
                return False
            path = self._session.path
            self._sentences.append(
                f"The samples stay as they are; this is your own library, {path}."
            )
        if self._session.is_read_only:
            self._shell.banner.warn(
                f"{self._session.read_only_reason} Nothing can be imported into it.",
                ("Open my own library", self._files.open_own),
            )
            return False
        return True

    def add(self, result: Converted) -> None:
        """Make an article of text that was claimed, and show it."""
        self._asked += 1
        self._add(result)
        self._on_finished(was_cancelled=False)

    def _on_progressed(self, label: str, fraction: float, stage: str) -> None:
        self._shell.banner.show_progress(
            f"Importing {label}: {stage}", fraction, self._importer.cancel
        )

    def _on_converted(self, result: Converted) -> None:
        if result.request.updates:
            return
        if result.request.replaces:
            self._session.replace_text(result.request.replaces, result.conversion, result.data)
            return
        if self.claims(result):
            self._asked = max(0, self._asked - 1)
            return
        self._add(result)

    def _add(self, result: Converted) -> None:
        try:
            added = self._session.add_article(
                result.conversion, file_name=result.request.file_name, data=result.data
            )
        except CaveatError as error:
            self._on_refused(Refused(result.request, str(error)))
            return
        self._added.append(added.article.uid)
        if added.notice:
            self._sentences.append(added.notice)
        if result.conversion.notice and self._asked > 1:
            self._sentences.append(result.conversion.notice)

    def _on_refused(self, refused: Refused) -> None:
        if refused.request.updates:
            return
        self._sentences.append(refused.sentence)
        if refused.plain_text_request is not None:
            self._plain_text_offers.append(refused.plain_text_request)

    def _on_finished(self, was_cancelled: bool) -> None:  # noqa: FBT001 - a signal's slot
        if self._importer.is_running:
            return
        if not self._asked:
            self._shell.banner.clear()
            return
        added, sentences, offers = self._added, self._sentences, tuple(self._plain_text_offers)
        asked, self._asked = self._asked, 0
        self._added, self._sentences, self._plain_text_offers = [], [], []
        if was_cancelled:
            sentences.insert(0, "The import was cancelled.")
        elif asked > 1 or not added:
            sentences.insert(0, f"{len(added)} of {asked} imported." if asked > 1 else "")
        if asked == 1 and added:
            self._articles.open(added[0])
        text = shortened(sentences)
        if offers:
            self._shell.banner.warn(text, ("Open as plain text", lambda: self.start(offers)))
        elif len(added) < asked and not was_cancelled:
            self._shell.banner.warn(text)
        elif text:
            self._shell.banner.tell(text)
        elif self._shell.banner.kind is BannerKind.PROGRESS:
            self._shell.banner.clear()


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """Files of the disk that are on a clipboard or being dropped."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def request_of(data: QMimeData) -> ImportRequest | None:
    """Text of a clipboard as a request; None where it holds none.

    A browser's copy comes as HTML, which keeps headings and lists.
    """
    text = data.html() if data.hasHtml() else data.text()
    if not data.text().strip():
        return None
    return ImportRequest(file_name="", data=text.encode("utf-8", "replace"), encoding="utf-8")


def shortened(sentences: list[str]) -> str:
    """Join what there is to say; of many sentences the first few and a count."""
    said = list(dict.fromkeys(sentence for sentence in sentences if sentence))
    more = len(said) - _MOST_SENTENCES
    tail = [f"And {more} more like it."] if more > 0 else []
    return " ".join(said[:_MOST_SENTENCES] + tail)
