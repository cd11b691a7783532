"""One note at a time in the editor: open, keep while it is typed, save, leave."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from annotations import (
    Category,
    EditUid,
    Severity,
    Status,
    TargetRole,
    data_folder,
    new_uid,
)
from reader.controllers.edit_keeper import EditKeeper
from reader.holding import WindowHold

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from annotations import ArticleUid, Span, TargetDraft, UnsavedEdit
    from reader.controllers.articles import ArticleController
    from reader.controllers.shell import Shell
    from reader.editing.form import NoteForm
    from reader.editing.hints import EditorKeys
    from reader.session import Session
    from reader.views.editor.note_editor import NoteEditor


class NoteEditing(QObject):
    """Holds the open editor, if any; what is typed in it is never lost.

    Signals:
        state_changed: The editor was opened or closed.
        saved: Uid of a note that was stored just now, and True where it is ready.
    """

    state_changed = Signal()
    saved = Signal(str, bool)

    def __init__(
        self, session: Session, articles: ArticleController, shell: Shell, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._articles = articles
        self._shell = shell
        self._editor: NoteEditor | None = None
        self._first_form: NoteForm | None = None
        #: What stands on the key cap of an action; empty for no key.
        self.cap: Callable[[str], str] = lambda _action_id: ""
        #: Where Tab goes from the last field of the editor.
        self.after_editor: QWidget | None = None
        self._hold = WindowHold(data_folder() / "windows")
        self.keeper = EditKeeper(session, self)

    @property
    def is_open(self) -> bool:
        """True while a note is in the editor."""
        return self._editor is not None

    @property
    def editor(self) -> NoteEditor | None:
        """The open editor."""
        return self._editor

    @property
    def is_untouched(self) -> bool:
        """True where nothing has been written into the open editor yet."""
        return self._editor is not None and self._editor.form() == self._first_form

    def open_new(self, targets: Sequence[TargetDraft], category: Category | None = None) -> None:
        """Write a new note, or go on with the one that was left at the same place."""
        left = self._left_at(targets[0].span)
        if left is not None:
            self._resume(left)
        else:
            from reader.editing.form import NoteForm

            self._open(NoteForm.for_new(targets=tuple(targets), category=category), None)
        if category is not None and self._editor is not None:
            self._editor.choose_category(category)

    def open_note(self, uid: str) -> None:
        """Edit a note of the open article, where it was left if it was."""
        left = [edit for edit in self._left_here() if edit.annotation_uid == uid]
        if left:
            self._resume(left[0])
            return
        annotation = self._session.note(uid)
        if annotation is not None:
            from reader.editing.form import NoteForm

            self._open(NoteForm.for_note(annotation), None)

    def take_up(self) -> None:
        """Open the editor as it was when the window or the machine went down."""
        left = self._left_here()
        open_ones = [edit for edit in left if edit.form.get("is_open", True)]
        if open_ones and not self.is_open:
            self._resume(open_ones[0])

    def save(self, status: Status) -> bool:
        """Store the note; False, and told, where the library refuses. Nothing is lost then."""
        editor = self._editor
        if editor is None or self.keeper.edit is None:
            return False
        form = editor.form()
        self.keeper.touch(_keepable(editor, is_open=True))
        if not any(target.role is TargetRole.CLAIM for target in form.targets):
            self._ask_about_last_claim(form)
            return False
        saved = self._session.save_note(form.draft(status), edit=self.keeper.edit.uid)
        if saved is None:
            self.keeper.keep_now()
            self._offer_to_overwrite(form, status)
            return False
        self._close()
        self.saved.emit(saved.annotation.uid, status is Status.READY)
        return True

    def leave(self) -> bool:
        """Close the editor; what is written stays kept, and opens again at its place.

        Returns:
            False where no editor is open.
        """
        editor = self._editor
        if editor is None or self.keeper.edit is None:
            return False
        if self.is_untouched:
            self.discard()
            return True
        self.keeper.touch(_keepable(editor, is_open=False))
        if not self.keeper.keep_firmly():
            self._say_not_kept()
            return True
        self._close()
        self._shell.banner.tell(
            "What you wrote is kept, not saved. A new note on that sentence goes on with it.",
            ("Go on writing", self._resume_last),
        )
        return True

    def throw_away(self) -> None:
        """Close the editor and forget what is written in it; offer to bring it back."""
        editor, edit = self._editor, self.keeper.edit
        if editor is None or edit is None:
            return
        if self.is_untouched:
            self.discard()
            return
        self.keeper.touch(_keepable(editor, is_open=True))
        self.keeper.keep_now()
        thrown = self.keeper.edit or edit
        thrown = replace(thrown, kept_at=self.keeper.typing.kept_at or thrown.kept_at)
        self.discard()
        self._shell.banner.tell(
            "What you wrote was thrown away.", ("Bring it back", partial(self._bring_back, thrown))
        )

    def discard(self) -> None:
        """Close the editor and forget what is written in it."""
        edit = self.keeper.edit
        if edit is not None and (edit.kept_at or self.keeper.typing.kept_at):
            self._session.drop_edit(edit.uid)
        self._close()

    def put_away(self) -> bool:
        """Keep what is written before the article or the window goes; False where that fails."""
        editor = self._editor
        if editor is None or self.keeper.edit is None:
            return True
        if self.is_untouched:
            self.discard()
            return True
        self.keeper.touch(_keepable(editor, is_open=True))
        if not self.keeper.keep_firmly():
            self._say_not_kept()
            return False
        self._close()
        return True

    def forsake(self) -> None:
        """Close the editor without keeping: a copy of the library holds what is written."""
        self._close()

    def release(self) -> None:
        """The window closes."""
        self._hold.release()

    def add_target(self, target: TargetDraft) -> None:
        """Let the note in the editor speak of one more place."""
        if self._editor is not None:
            self._editor.set_form(self._editor.form().with_target(target))
            self._on_changed()

    def paste_quote(self) -> None:
        """Take the clipboard as the source's own words."""
        if self._editor is not None:
            self._editor.paste_quote(QGuiApplication.clipboard().text())

    # Inside

    def _open(self, form: NoteForm, edit: UnsavedEdit | None) -> None:
        reviewed = self._articles.reviewed
        if reviewed is None or not self.put_away():
            return
        from reader.editing.places import describe_in
        from reader.views.editor.note_editor import NoteEditor

        page = self._shell.page
        span = _span_in(form, reviewed.article.uid)
        if span is not None:
            page.view.place_cursor(span)
        info = page.view.cursor_info()
        if info is None:
            return
        self._hold.take()
        editor = NoteEditor(self._shell.theme, keys=self._editor_keys())
        if self.after_editor is not None:
            editor.set_next_in_chain(self.after_editor)
        annotation = self._session.note(form.uid) if form.uid else None
        editor.set_place_words(describe_in(reviewed, annotation))
        editor.open_form(form, heading=info.heading, number=info.number)
        self._editor = editor
        self._first_form = editor.form()
        self._begin_keeping(editor, edit, reviewed.article.uid)
        self._connect(editor)
        page.show_editor(editor, span)
        self.state_changed.emit()
        editor.focus_first()

    def _editor_keys(self) -> EditorKeys:
        from reader.editing.hints import EditorKeys

        return EditorKeys(
            add_source=self.cap("add_source"),
            paste_quote=self.cap("paste_quote"),
            severities=tuple(self.cap(f"severity_{severity.id}") for severity in Severity),
        )

    def _begin_keeping(
        self, editor: NoteEditor, edit: UnsavedEdit | None, article: ArticleUid
    ) -> None:
        if edit is None:
            from annotations import UnsavedEdit

            edit = UnsavedEdit(
                uid=EditUid(new_uid()),
                article_uid=article,
                annotation_uid=editor.form().uid,
                form=_keepable(editor, is_open=True),
            )
        else:
            # Never untouched: it holds what was typed before.
            self._first_form = None
        self.keeper.begin(replace(edit, holder=self._hold.token))

    def _connect(self, editor: NoteEditor) -> None:
        editor.changed.connect(self._on_changed)
        editor.save_requested.connect(self.save)
        editor.closed.connect(self._to_text)
        editor.source_words_changed.connect(self._suggest)
        editor.source_text_entered.connect(self._add_sources)

    def _on_changed(self) -> None:
        if self._editor is not None:
            self.keeper.touch(_keepable(self._editor, is_open=True))

    def _say_not_kept(self) -> None:
        self._session.failed.emit(
            f"What you typed is not kept yet, so the note stays open. {self.keeper.typing.problem}"
        )

    def _resume(self, edit: UnsavedEdit) -> None:
        self._open(_form_of(edit), edit)
        if self._editor is not None:
            self._editor.set_focus_name(str(edit.form.get("focus", "")))

    def _bring_back(self, edit: UnsavedEdit) -> None:
        """Open what was thrown away again, in its article."""
        reviewed = self._articles.reviewed
        is_here = reviewed is not None and reviewed.article.uid == edit.article_uid
        if is_here or self._articles.open(edit.article_uid):
            self._resume(edit)

    def _resume_last(self) -> None:
        left = self._left_here()
        if left:
            self._resume(left[0])

    def _left_here(self) -> list[UnsavedEdit]:
        """Edits of the open article that no other running window has open, newest first."""
        reviewed = self._articles.reviewed
        if reviewed is None:
            return []
        current = self.keeper.edit.uid if self.keeper.edit else ""
        return [
            edit
            for edit in self._session.unsaved_edits(reviewed.article.uid)
            if edit.uid != current and not self._hold.is_held(edit.holder)
        ]

    def _left_at(self, span: Span | None) -> UnsavedEdit | None:
        reviewed = self._articles.reviewed
        for edit in self._left_here():
            here = _span_in(_form_of(edit), reviewed.article.uid) if reviewed else None
            if edit.annotation_uid is None and here is not None and here == span:
                return edit
        return None

    def _close(self) -> None:
        self.keeper.end()
        self._first_form = None
        if self._editor is not None:
            self._shell.page.hide_editor()
            self._editor.deleteLater()
            self._editor = None
            self._to_text()
            self.state_changed.emit()

    def _to_text(self) -> None:
        self._shell.page.setFocus()

    def _suggest(self, words: str) -> None:
        if self._editor is not None:
            self._editor.show_suggestions(self._session.suggest_sources(words))

    def _add_sources(self, text: str) -> None:
        found = self._session.read_bibliography(text)
        if found is None or self._editor is None:
            return
        for sentence in found.refused:
            self._session.failed.emit(sentence)
        for source in found.sources:
            added = self._session.add_source(source)
            if added is not None:
                self._editor.add_evidence(added.source)

    def _offer_to_overwrite(self, form: NoteForm, status: Status) -> None:
        """Where another window has changed the note meanwhile, leave the choice to a person."""
        if form.uid is None:
            return
        now = self._session.note(form.uid)
        if now is None or now.version == form.base_version:
            return

        def overwrite() -> None:
            if self._editor is not None:
                form = self._editor.form()
                self._editor.set_form(replace(form, base_version=now.version))
                self.save(status)

        self._shell.banner.tell(
            "This note was changed in another window since you began. Yours is still here.",
            ("Save mine over it", overwrite),
        )

    def _ask_about_last_claim(self, form: NoteForm) -> None:
        """A note without a place is no note: keep the place, or delete the note."""

        def delete() -> None:
            if form.uid is not None and self._session.delete_note(form.uid):
                self.discard()

        if form.uid is None:
            self._session.failed.emit("A note needs a sentence. Add one with +, then save.")
        else:
            self._shell.banner.tell(
                "The note has no sentence left. Add one with +, or delete the note.",
                ("Delete the note", delete),
            )


def _keepable(editor: NoteEditor, *, is_open: bool) -> dict[str, object]:
    return {
        "note": editor.form().to_json(),
        "focus": editor.focus_name(),
        "is_open": is_open,
    }


def _span_in(form: NoteForm, article: ArticleUid) -> Span | None:
    """The first place of the note in an article: a claim before a conflict."""
    here = [target for target in form.targets if target.article_uid == article]
    here.sort(key=lambda target: target.role is not TargetRole.CLAIM)
    return here[0].span if here else None


def _form_of(edit: UnsavedEdit) -> NoteForm:
    from reader.editing.form import NoteForm

    note = edit.form.get("note")
    return NoteForm.from_json(note if isinstance(note, dict) else {})
