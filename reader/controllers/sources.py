"""The place of all sources: what it lists and shows, and what is done with a source."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QDate, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication

from annotations import (
    BibliographyFormat,
    FoundSources,
    Source,
    SourceState,
    citation,
    short_citation,
    write_bibliography,
)
from reader.controllers.imports import local_files
from reader.controllers.shell import Shell
from reader.controllers.source_adding import SourceAdding, few
from reader.controllers.source_files import SourceFiles
from reader.preferences import Preferences
from reader.session import Session
from reader.views.wording import counted

if TYPE_CHECKING:
    from reader.views.sources.sources_view import SourcesView

_PAGE = 200
_BIBLIOGRAPHIES = (".bib", ".bibtex", ".ris", ".nbib", ".json")
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
        self.adding = SourceAdding(session, shell, self)
        self.adding.finished.connect(self._on_added)
        self.files = SourceFiles(session, shell, self._tell, self)
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
        view.dropped.connect(self.take_drop)
        view.import_requested.connect(self.ask_import)
        view.export_requested.connect(self.ask_export)
        view.file_add_requested.connect(self.files.ask_file)
        view.file_open_requested.connect(self.files.ask_open)
        view.file_remove_requested.connect(self.files.remove)
        self._on_library_changed()

    def refresh(self) -> None:
        """Read everything again: at once where the place is in front, else when it is shown."""
        self._is_outdated = True
        if not self.adding.is_running and self._view is not None and self._view.isVisible():
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
            self._tell(f"{_named(added.source)} was added.")
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
            self._tell(f"{_named(record.source)} was moved to the trash.")

    def merge(self, keep: str, drop: str) -> None:
        """Make one entry of two."""
        if self._view is not None and self._session.merge_sources(keep, drop):
            self._view.show_source(keep)
            record = self._session.source(keep)
            if record is not None:
                self._tell(f"The two entries of {_named(record.source)} are one now.")

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
            self.adding.start(result)
        else:
            self._shell.banner.warn(few(result.refused) or _NOTHING_READ)

    def take_drop(self, data: QMimeData) -> None:
        """Take what was dropped: bibliographies are added, other files kept with the selected
        source, text is read as if it were pasted.
        """
        files = local_files(data)
        for path in files:
            if path.suffix.lower() in _BIBLIOGRAPHIES:
                self.import_file(path)
            elif self._view is not None and self._view.selected_uid:
                self.files.keep(self._view.selected_uid, path)
            else:
                self._shell.status.say("Select the source that the file is to be kept with.")
        if not files:
            self.take_text(data.text())

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
            self.adding.start(result)
        elif result is not None:
            self._shell.banner.warn(
                f"{path.name}: {few(result.refused) or 'no source was found in it.'}"
            )

    def ask_export(self, kind: BibliographyFormat) -> None:
        """Ask where to write what is listed."""
        from reader.dialogs.source_files import ask_place

        name = f"sources{kind.file_ending}"
        title = f"Export the listed sources as {kind.label}"
        folder = self._preferences.value.export_folder
        ask_place(self._shell.widget, title, name, partial(self.export, kind), folder=folder)

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
            self._preferences.update(export_folder=str(path.parent))
            self._shell.status.say(f"{counted(len(sources), 'source')} written to {path}")

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

    def _tell(self, text: str, *, undoes: int = 1) -> None:
        """Say what has happened, and offer to take the last actions back."""

        def undo() -> None:
            for _ in range(undoes):
                self._session.undo_stack.undo()

        self._shell.banner.tell(text, ("Undo", undo) if undoes else None)

    def _on_added(self) -> None:
        self.refresh()
        adding = self.adding
        if adding.last is not None and self._view is not None:
            self._view.show_source(adding.last.uid)
        if adding.refused:
            self._shell.banner.warn(f"{adding.outcome} {adding.refused}")
        else:
            self._tell(adding.outcome, undoes=adding.actions)

    def _on_list_changed(self) -> None:
        if self._view is not None:
            self._view.set_sources(self._fetch)

    def _on_library_changed(self) -> None:
        self.adding.forget()
        if self._view is not None:
            self._view.set_library(is_writable=not self._session.is_read_only)
        self.refresh()


_NOTHING_READ = (
    "No source was found in what you pasted. Paste a DOI, PMID, PMCID, ISBN, a web address, or a "
    "BibTeX, RIS, CSL-JSON or PubMed record."
)


def _named(source: Source) -> str:
    return f"“{short_citation(source)}”"


def _decoded(data: bytes) -> str:
    """The text of a bibliography: Unicode, else Western European, as old programs write."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
