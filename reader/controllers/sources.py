"""The place of all sources: what it lists and shows, and what is done with a source."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QDate, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from annotations import (
    BibliographyFormat,
    BibliographyResult,
    FoundSources,
    Source,
    SourceState,
    citation,
    short_citation,
    write_bibliography,
)
from reader.controllers.shell import Shell
from reader.preferences import Preferences
from reader.session import Session
from reader.views.wording import counted, listed

if TYPE_CHECKING:
    from annotations import AttachmentRecord
    from reader.views.sources.sources_view import SourcesView

_PAGE = 200
#: So many are added before the window is looked after again.
_AT_ONCE = 20
#: So many added sources can be taken back from the banner.
_MOST_TO_UNDO = 100
_MOST_SENTENCES = 3
_MOST_BYTES = 10_000_000


class SourcesShell(Shell, Protocol):
    """The window, as far as this controller uses it."""

    def show_sources(self) -> None:
        """Bring the place of sources to the front."""


class SourcesController(QObject):
    """Fills the place of sources and carries out what it asks.

    Signals:
        note_requested: Uids of an article and of a note to open it at.
        closed: The way back to the library.
    """

    note_requested = Signal(str, str)
    closed = Signal()

    def __init__(
        self, session: Session, preferences: Preferences, shell: SourcesShell, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._shell = shell
        self._view: SourcesView | None = None
        self._is_outdated = True
        self._adding: _Adding | None = None
        self._folder: Path | None = None
        session.library_changed.connect(self._on_library_changed)
        session.changed.connect(self.refresh)
        session.refreshed.connect(self.refresh)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {"show_sources": self._shell.show_sources}

    def attach(self, view: SourcesView) -> None:
        """Take charge of the view, which has just been made."""
        self._view = view
        view.shown.connect(self.catch_up)
        view.list_changed.connect(self._on_list_changed)
        view.source_selected.connect(self._show_details)
        view.note_requested.connect(self.note_requested)
        view.closed.connect(self.closed)
        view.address_requested.connect(self.ask_address)
        view.save_requested.connect(self.save)
        view.checked_requested.connect(self.mark_checked)
        view.delete_requested.connect(self.delete)
        view.copy_requested.connect(self.copy)
        view.candidates_requested.connect(self._offer_candidates)
        view.merge_requested.connect(self.merge)
        view.paste_requested.connect(self.take_text)
        view.import_requested.connect(self.ask_import)
        view.export_requested.connect(self.ask_export)
        view.file_add_requested.connect(self.ask_file)
        view.file_open_requested.connect(self.ask_open_file)
        view.file_remove_requested.connect(self.remove_file)
        self._on_library_changed()

    def refresh(self) -> None:
        """Read everything again: at once where the place is in front, else when it is shown."""
        self._is_outdated = True
        if self._adding is None and self._view is not None and self._view.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Bring the view up to date; a no-op where it is."""
        if self._view is None or not self._is_outdated or not self._session.is_open:
            return
        self._is_outdated = False
        self._view.show_counts(self._session.source_counts())
        self._view.set_sources(self._fetch)
        self._show_details(self._view.selected_uid)

    def save(self, source: Source) -> None:
        """Store what the form says: a new source, or an edit of one."""
        if source.uid:
            if self._session.edit_source(source.uid, source):
                self._saved(source.uid)
                self._shell.status.say("The source is saved.")
            return
        added = self._session.add_source(source)
        if added is None:
            return
        self._saved(added.source.uid)
        if added.change:
            self._tell(f"{_named(added.source)} was added.", undoes=1)
        else:
            self._shell.banner.tell(added.notice)

    def mark_checked(self, uid: str) -> None:
        """Say that a source was looked at today."""
        today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
        if self._session.mark_source_checked(uid, today):
            self._shell.status.say("The source is marked as checked today.")

    def delete(self, uid: str) -> None:
        """Move a source to the trash; the library refuses where it is cited."""
        record = self._session.source(uid)
        if record is not None and self._session.delete_source(uid):
            self._tell(f"{_named(record.source)} was moved to the trash.", undoes=1)

    def merge(self, keep: str, drop: str) -> None:
        """Make one entry of two."""
        if self._view is not None and self._session.merge_sources(keep, drop):
            self._view.show_source(keep)
            record = self._session.source(keep)
            if record is not None:
                self._tell(f"The two entries of {_named(record.source)} are one now.", undoes=1)

    def copy(self, uid: str) -> None:
        """Copy the full citation of a source."""
        record = self._session.source(uid)
        if record is not None:
            QGuiApplication.clipboard().setText(citation(record.source))
            self._shell.status.say("The citation was copied.")

    def ask_address(self, address: str) -> None:
        """Show an address whole, and open it in the browser if the user says so."""
        from reader.dialogs.open_address import OpenAddressDialog

        OpenAddressDialog(address, self._shell.theme, self._shell.widget).open()

    def take_text(self, text: str) -> None:
        """Make sources of what was pasted: one is shown to be completed, more are added."""
        result = self._session.read_bibliography(text)
        if result is None or self._view is None:
            return
        if len(result.sources) == 1 and not result.refused:
            self._view.open_new(result.sources[0])
        elif result.sources:
            self._add(result)
        else:
            self._shell.banner.warn(_few(result.refused) or _NOTHING_READ)

    def ask_import(self) -> None:
        """Ask for a bibliography, and add its sources."""
        from reader.dialogs.source_files import ask_bibliography

        ask_bibliography(self._shell.widget, self.import_file)

    def import_file(self, path: Path) -> None:
        """Add the sources of a bibliography."""
        try:
            if path.stat().st_size > _MOST_BYTES:
                self._session.failed.emit(
                    f"{path.name} is larger than 10 MB. Split it, and import the parts."
                )
                return
            text = _decoded(path.read_bytes())
        except OSError as error:
            self._session.failed.emit(f"{path.name} cannot be read: {error.strerror or error}.")
            return
        result = self._session.read_bibliography(text)
        if result is not None and result.sources:
            self._add(result)
        elif result is not None:
            self._shell.banner.warn(
                f"{path.name}: {_few(result.refused) or 'no source was found in it.'}"
            )

    def ask_export(self, kind: BibliographyFormat) -> None:
        """Ask where to write what is listed."""
        from reader.dialogs.source_files import ask_place

        name = f"sources{kind.file_ending}"
        title = f"Export the listed sources as {kind.label}"
        ask_place(self._shell.widget, title, name, partial(self.export, kind))

    def export(self, kind: BibliographyFormat, path: Path) -> None:
        """Write the sources that are listed, all of them, in their order."""
        from reader.dialogs.export_file import write_whole

        sources = self._listed_sources()
        try:
            write_whole(path, write_bibliography(sources, kind))
        except OSError as error:
            self._session.failed.emit(
                f"{path.name} cannot be written: {error.strerror or error}. Choose another place."
            )
        else:
            self._shell.status.say(f"{counted(len(sources), 'source')} written to {path}")

    def ask_file(self, uid: str) -> None:
        """Ask for a file to keep with a source."""
        from reader.dialogs.source_files import ask_file_to_keep

        ask_file_to_keep(self._shell.widget, partial(self.keep_file, uid))

    def keep_file(self, uid: str, path: Path) -> None:
        """Keep a file with a source, inside the library."""
        if self._session.attach_file(uid, path):
            self._shell.status.say(f"{path.name} is kept in the library.")

    def remove_file(self, file: AttachmentRecord) -> None:
        """Remove a kept file, and offer to take that back."""
        if self._session.remove_attachment(file.uid):
            self._tell(f"“{file.name}” is no longer kept.", undoes=1)

    def ask_open_file(self, file: AttachmentRecord) -> None:
        """Ask before a kept file goes to another program."""
        from reader.dialogs.open_outside import OpenOutsideDialog

        dialog = OpenOutsideDialog(file.name, file.size, self._shell.theme, self._shell.widget)
        dialog.open_chosen.connect(partial(self.open_file, file))
        dialog.save_chosen.connect(partial(self._ask_save_file, file))
        dialog.open()

    def open_file(self, file: AttachmentRecord) -> None:
        """Open a copy of a kept file with the desktop's program; never a program itself."""
        from reader.dialogs.open_outside import FileRisk, file_risk, safe_name

        if file_risk(file.name) is FileRisk.PROGRAM:
            return
        path = self._temporary_place(file.uid) / safe_name(file.name)
        if self._write_file(file, path) and not _open_outside(path):
            self._shell.banner.warn(f"No program here opens “{file.name}”. You can save a copy.")

    def save_file(self, file: AttachmentRecord, path: Path) -> None:
        """Write a copy of a kept file."""
        if self._write_file(file, path):
            self._shell.status.say(f"A copy is in {path}")

    def _ask_save_file(self, file: AttachmentRecord) -> None:
        from reader.dialogs.open_outside import safe_name
        from reader.dialogs.source_files import ask_place

        save = partial(self.save_file, file)
        ask_place(self._shell.widget, "Save a copy of the file", safe_name(file.name), save)

    def _write_file(self, file: AttachmentRecord, path: Path) -> bool:
        data = self._session.attachment_data(file.uid)
        if data is None:
            return False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        except OSError as error:
            self._session.failed.emit(
                f"{path.name} cannot be written: {error.strerror or error}. Choose another place."
            )
            return False
        return True

    def _temporary_place(self, uid: str) -> Path:
        """A folder for one file, for us alone, gone when the window is."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="caveat-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder / uid

    def _fetch(self, offset: int, limit: int) -> FoundSources | None:
        view = self._view
        words, state = (view.words, view.state) if view is not None else ("", SourceState.ALL)
        return self._session.find_sources(words, state, offset, limit)

    def _listed_sources(self) -> list[Source]:
        sources: list[Source] = []
        while (found := self._fetch(len(sources), _PAGE)) is not None and found.rows:
            sources += [row.source for row in found.rows]
        return sources

    def _show_details(self, uid: str) -> None:
        if self._view is None:
            return
        record = self._session.source(uid) if uid else None
        if record is None:
            self._view.show_details(None, (), ())
        else:
            notes, files = self._session.source_notes(uid), self._session.attachments(uid)
            self._view.show_details(record, notes, files)

    def _offer_candidates(self, uid: str, words: str) -> None:
        if self._view is None:
            return
        if words:
            found = self._session.find_sources(words, SourceState.ALL, 0, 8)
            sources = tuple(row.source for row in found.rows) if found is not None else ()
        else:
            sources = self._session.possible_doubles(uid)
        self._view.show_candidates([source for source in sources if source.uid != uid])

    def _saved(self, uid: str) -> None:
        if self._view is not None:
            self._view.form_saved(uid)

    def _tell(self, text: str, *, undoes: int) -> None:
        """Say what has happened, and offer to take the last actions back."""

        def undo() -> None:
            for _ in range(undoes):
                self._session.undo_stack.undo()

        self._shell.banner.tell(text, ("Undo", undo) if undoes <= _MOST_TO_UNDO else None)

    def _add(self, result: BibliographyResult) -> None:
        if self._adding is not None:
            self._shell.status.say("Wait until the sources before these are added.")
            return
        self._adding = _Adding(result)
        self._add_some()

    def _add_some(self) -> None:
        """Add the next few; the window lives on between them."""
        adding = self._adding
        if adding is None:
            return
        if not adding.add_next(self._session, _AT_ONCE):
            self._end_adding()
            return
        self._shell.banner.show_progress(adding.words, adding.fraction, self._end_adding)
        QTimer.singleShot(0, self, self._add_some)

    def _end_adding(self) -> None:
        adding, self._adding = self._adding, None
        if adding is None:
            return
        self._shell.banner.clear()
        self.refresh()
        if adding.last is not None and self._view is not None:
            self._view.show_source(adding.last.uid)
        refused = _few(adding.result.refused)
        if refused:
            self._shell.banner.warn(f"{adding.outcome} {refused}")
        else:
            self._tell(adding.outcome, undoes=adding.added or _MOST_TO_UNDO + 1)

    def _on_list_changed(self) -> None:
        if self._view is not None:
            self._view.set_sources(self._fetch)

    def _on_library_changed(self) -> None:
        self._adding = None
        if self._view is not None:
            self._view.set_library(is_writable=not self._session.is_read_only)
        self.refresh()


class _Adding:
    """How far the sources of a bibliography are added."""

    def __init__(self, result: BibliographyResult) -> None:
        self.result = result
        self.done = self.added = self.known = 0
        self.last: Source | None = None

    @property
    def fraction(self) -> float:
        """0 to 1."""
        return self.done / len(self.result.sources)

    @property
    def words(self) -> str:
        """How far it is."""
        return f"Adding sources: {self.done} of {len(self.result.sources)}"

    @property
    def outcome(self) -> str:
        """What has come of it, as a sentence."""
        parts = [f"{counted(self.added, 'source')} added"]
        if self.known:
            parts.append(f"{self.known} {'was' if self.known == 1 else 'were'} there already")
        left = len(self.result.sources) - self.added - self.known
        if left:
            parts.append(f"{left} left out")
        return f"{listed(parts)}."

    def add_next(self, session: Session, count: int) -> bool:
        """Add some more; False where all are done, or the library refuses."""
        for source in self.result.sources[self.done : self.done + count]:
            added = session.add_source(source)
            if added is None:
                return False
            self.done += 1
            self.last = added.source
            self.added += bool(added.change)
            self.known += not added.change
        return self.done < len(self.result.sources)


_NOTHING_READ = (
    "No source was found in what you pasted. Paste a DOI, PMID, PMCID, ISBN, a web address, or a "
    "BibTeX, RIS, CSL-JSON or PubMed record."
)


def _named(source: Source) -> str:
    return f"“{short_citation(source)}”"


def _few(sentences: tuple[str, ...]) -> str:
    """The first sentences, and how many more there are."""
    more = len(sentences) - _MOST_SENTENCES
    shown = " ".join(sentences[:_MOST_SENTENCES])
    return f"{shown} And {more} more." if more > 0 else shown


def _decoded(data: bytes) -> str:
    """The text of a bibliography: Unicode, else Western European, as old programs write."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _open_outside(path: Path) -> bool:
    """Let the desktop open a file; False where it has no program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
