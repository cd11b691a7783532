"""The place of all sources: the list at the left, one of them at the right."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from annotations import BibliographyFormat, Source, SourceState, SourceType, SourceUid
from reader.models.source_list import Fetch
from reader.theme.theme import Theme
from reader.views.sources.form_values import SourceForm
from reader.views.sources.side_panel import Side
from reader.views.sources.sources_frame import SourcesFrame
from reader.views.sources.unsaved_forms import NEW, UnsavedForms

if TYPE_CHECKING:
    from annotations import AttachmentRecord, SourceRecord, SourceUse

_CONTROL, _KEYPAD = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SourcesView(SourcesFrame):
    """Renders what it is given, and asks for what the user wants.

    Signals:
        list_changed: Other sources are wanted: see `words` and `state`.
        source_selected: Uid of the source whose details are wanted.
        note_requested: Uids of an article and of a note to open it at.
        address_requested: A web address.
        save_requested: A `Source` to be stored; new where its uid is empty.
        checked_requested, delete_requested, copy_requested, file_add_requested: Uid of a
            source.
        candidates_requested: Uid of a source and what was typed to find another entry of it.
        merge_requested: Uids of the source that is kept and of the one that goes.
        history_requested: Uid of a source whose versions are wanted.
        file_open_requested, file_remove_requested: The `AttachmentRecord` of a kept file.
        paste_requested: The text of the clipboard.
        dropped: The `QMimeData` of what was dropped here; it lives as long as the signal.
        import_requested: Sources are to be read from a file.
        export_requested: The `BibliographyFormat` in which what is listed is to be written.
        closed: The way back to the library.
        shown: The place is to be looked at now: it must be up to date.
    """

    list_changed = Signal()
    source_selected = Signal(str)
    note_requested = Signal(str, str)
    address_requested = Signal(str)
    save_requested = Signal(object)
    checked_requested = Signal(str)
    delete_requested = Signal(str)
    copy_requested = Signal(str)
    file_add_requested = Signal(str)
    candidates_requested = Signal(str, str)
    merge_requested = Signal(str, str)
    history_requested = Signal(str)
    file_open_requested = Signal(object)
    file_remove_requested = Signal(object)
    paste_requested = Signal(str)
    dropped = Signal(object)
    import_requested = Signal()
    export_requested = Signal(object)
    closed = Signal()
    shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._is_writable = False
        self._record: SourceRecord | None = None
        self._unsaved = UnsavedForms()
        self.setAcceptDrops(True)
        self.setAccessibleName("Sources")
        self._connect()
        self.setFocusProxy(self.column)

    @property
    def words(self) -> str:
        """What is looked for, in the words of the filter."""
        return self.column.filter.words

    @property
    def state(self) -> SourceState:
        """Which sources are wanted."""
        return self.column.tabs.current

    @property
    def selected_uid(self) -> str:
        """Uid of the selected source; empty for none."""
        return self.column.list.selected_uid

    def set_library(self, *, is_writable: bool) -> None:
        """Start afresh for another library. What was typed stays, each under its source."""
        self._keep_form()
        self._is_writable = is_writable
        self.bar.set_writable(is_writable=is_writable)
        self.column.start(is_writable=is_writable)
        self.show_details(None, (), ())
        self._show_side(Side.DETAILS, opens=False)

    def show_counts(self, counts: Mapping[SourceState, int]) -> None:
        """Say how many sources are in each state."""
        self.column.show_counts(counts)
        self.bar.export_button.setEnabled(counts.get(SourceState.ALL, 0) > 0)

    def set_sources(self, fetch: Fetch) -> None:
        """Show the sources that `fetch` reads, page by page."""
        self.column.set_sources(fetch)

    def show_details(
        self,
        record: SourceRecord | None,
        notes: Sequence[SourceUse],
        files: Sequence[AttachmentRecord],
    ) -> None:
        """Show the details of the selected source; None where none is."""
        self._record = record
        if record is None:
            self.details.show_nothing()
        else:
            self.details.show_source(record, notes, files, is_writable=self._is_writable)
            self.details.set_unsaved(is_unsaved=record.source.uid in self._unsaved)

    def show_candidates(self, sources: Sequence[Source]) -> None:
        """Offer entries for the merge."""
        self.merge.show_candidates(sources)

    def open_new(self, source: Source | None = None) -> None:
        """Open the form of a new source.

        Args:
            source: What it begins from; None goes on with what was typed before.
        """
        if not self._is_writable:
            return
        self._keep_form()
        if source is not None:
            self._unsaved.set_aside()
            self.form.open_source(_blank(), SourceForm.of(source))
        else:
            before = self._unsaved.take_new()
            self.form.open_source(_blank(), before, is_kept=before is not None)
        self._show_side(Side.FORM)
        self.form.take_keyboard()

    def open_edit(self) -> None:
        """Open the form of the selected source."""
        if self._is_writable and self._record is not None:
            source = self._record.source
            kept = self._unsaved.get(source.uid)
            self.form.open_source(source, kept, is_kept=kept is not None)
            self._show_side(Side.FORM)
            self.form.take_keyboard()

    def open_merge(self) -> None:
        """Open the merge of the selected source with another entry."""
        if self._is_writable and self._record is not None:
            self.merge.open_source(self._record.source)
            self.candidates_requested.emit(self._record.source.uid, "")
            self._show_side(Side.MERGE)
            self.merge.take_keyboard()

    def form_saved(self, uid: str) -> None:
        """What the form said is in the library: forget what was typed, and show the source.

        Args:
            uid: Of the source as it is stored.
        """
        self._unsaved.drop(self.form.uid)
        self._go_to(uid, opens=False)

    def show_source(self, uid: str) -> None:
        """Select a source, whatever the filter, and show its details."""
        self.shown.emit()
        self._go_to(uid, opens=True)

    def _go_to(self, uid: str, *, opens: bool) -> None:
        if not self.column.select(uid):
            self.column.show_all()
            self.column.select(uid)
        self._show_side(Side.DETAILS, opens=opens)
        self.source_selected.emit(self.selected_uid)
        self.column.take_keyboard()

    def take_keyboard(self) -> None:
        """Take the keyboard, where it was left."""
        if self.side is Side.FORM:
            self.form.take_keyboard()
        else:
            self.column.take_keyboard()

    def focus_filter(self) -> None:
        """Put the cursor into the filter."""
        self.column.focus_filter()

    def step_back(self) -> None:
        """What Esc does: from a panel to the list, from the list to the library."""
        if self.side is not Side.DETAILS:
            self._leave_panel()
        elif self._panel.is_sheet or self._panel.has_keyboard:
            self._show_side(Side.DETAILS, opens=False)
            self.column.take_keyboard()
        else:
            self.closed.emit()

    def event(self, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (_is_plain(event) or self._verb_of(event) is not None)
        ):
            # These keys mean this place, whatever the window has for them.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verb = self._verb_of(event)
        if verb is None:
            super().keyPressEvent(event)
        else:
            verb()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._is_writable and (event.mimeData().hasUrls() or event.mimeData().hasText()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown.emit()

    def _connect(self) -> None:
        self.bar.library_requested.connect(self.closed)
        self.bar.new_requested.connect(self.open_new)
        self.bar.import_requested.connect(self.import_requested)
        self.bar.export_requested.connect(self._on_export_pressed)
        self.column.changed.connect(self.list_changed)
        self.column.selected.connect(self._on_selected)
        self.column.opened.connect(self._on_opened)
        self.column.new_requested.connect(self.open_new)
        self.details.note_requested.connect(self.note_requested)
        self.details.address_requested.connect(self.address_requested)
        self.details.closed.connect(self.step_back)
        self.details.edit_requested.connect(self.open_edit)
        self.details.merge_requested.connect(self.open_merge)
        self.details.file_open_requested.connect(self.file_open_requested)
        self.details.file_remove_requested.connect(self.file_remove_requested)
        for signal, wanted in (
            (self.details.checked_requested, self.checked_requested),
            (self.details.delete_requested, self.delete_requested),
            (self.details.history_requested, self.history_requested),
            (self.details.file_add_requested, self.file_add_requested),
        ):
            signal.connect(self._with_uid(wanted))
        self.form.saved.connect(self.save_requested)
        self.form.changed.connect(self._keep_form)
        self.form.closed.connect(self.step_back)
        self.merge.words_changed.connect(self._on_merge_words_changed)
        self.merge.merge_requested.connect(self.merge_requested)
        self.merge.closed.connect(self.step_back)

    def _with_uid(self, wanted: SignalInstance) -> Callable[[], None]:
        def tell() -> None:
            if self._record is not None:
                wanted.emit(self._record.source.uid)

        return tell

    def _verb_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does here, where whatever has the keyboard has no use for it."""
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste if self._is_writable else None
        if event.key() == Qt.Key.Key_Escape:
            return self.step_back
        if event.key() == Qt.Key.Key_N and event.modifiers() == _CONTROL:
            return self.open_new if self._is_writable else None
        is_typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if self.side is Side.FORM:
            is_save = event.key() in _RETURNS and event.modifiers() & _CONTROL
            return self.form.save if is_save else None
        if self.side is Side.MERGE or is_typing:
            return None
        if event.key() == Qt.Key.Key_Slash:
            return self.focus_filter
        return self._verb_of_details(event) if self._record is not None else None

    def _verb_of_details(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.matches(QKeySequence.StandardKey.Copy):
            return self._with_uid(self.copy_requested)
        if event.key() == Qt.Key.Key_H and not event.modifiers():
            return self._with_uid(self.history_requested)
        if not self._is_writable or event.modifiers():
            return None
        return {
            Qt.Key.Key_C: self._with_uid(self.checked_requested),
            Qt.Key.Key_E: self.open_edit,
            Qt.Key.Key_M: self.open_merge,
            Qt.Key.Key_Delete: self._with_uid(self.delete_requested),
        }.get(Qt.Key(event.key()))

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.paste_requested.emit(text)

    def _keep_form(self) -> None:
        """Keep what is typed in the form, until it is saved or is as it was."""
        if self.side is not Side.FORM:
            return
        if self.form.is_edited:
            self._unsaved.keep(self.form.uid, self.form.form)
        else:
            self._unsaved.drop(self.form.uid)

    def _leave_panel(self) -> None:
        self._keep_form()
        self._show_side(Side.DETAILS, opens=self._panel.is_sheet)
        uid = self._record.source.uid if self._record is not None else NEW
        self.details.set_unsaved(is_unsaved=uid != NEW and uid in self._unsaved)
        self.column.take_keyboard()

    def _on_selected(self, uid: str) -> None:
        self._keep_form()
        if self.side is not Side.DETAILS:
            self._show_side(Side.DETAILS, opens=self._panel.is_sheet)
        self.source_selected.emit(uid)

    def _on_opened(self, by_key: bool) -> None:  # noqa: FBT001 - the payload of a signal
        self._keep_form()
        self._show_side(Side.DETAILS)
        if by_key:
            self.details.take_keyboard()

    def _on_merge_words_changed(self, words: str) -> None:
        if self._record is not None:
            self.candidates_requested.emit(self._record.source.uid, words)

    def _on_export_pressed(self) -> None:
        self.menu.clear()
        for each in BibliographyFormat:
            action = self.menu.addAction(f"{each.label}...")
            action.triggered.connect(lambda _=False, each=each: self.export_requested.emit(each))
        button = self.bar.export_button
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def _is_plain(event: QKeyEvent) -> bool:
    """True for a key alone, as one types or walks with; "?" and the function keys are left to
    the window.
    """
    is_function = Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    held = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | _KEYPAD)
    return not held and not is_function and event.key() != Qt.Key.Key_Question


def _blank() -> Source:
    return Source(uid=SourceUid(NEW), type=SourceType.STUDY, title="")
