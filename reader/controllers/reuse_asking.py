"""A note by its letters, and the same claim elsewhere: what is asked for over the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt

from annotations import ReusableNote, SameClaim, TargetDraft, TargetRole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from annotations import Span
    from reader.controllers.articles import ArticleController
    from reader.controllers.shell import Shell
    from reader.session import Session
    from reader.theme.theme import Theme
    from reader.views.article_view import ArticleView
    from reader.views.reader_page import ReaderPage
    from reader.views.reuse.claim_panel import ClaimPanel
    from reader.views.reuse.note_picker import NotePicker


class ReuseAsking(QObject):
    """Lays a field or a panel over the page, for the sentence of the cursor; one at a time."""

    def __init__(
        self, session: Session, articles: ArticleController, shell: Shell, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._articles = articles
        self._shell = shell
        self._viewport: QWidget | None = None
        self._picker: NotePicker | None = None
        self._panel: ClaimPanel | None = None

    @property
    def picker(self) -> NotePicker | None:
        """The field that finds a note; None while it is closed."""
        return self._picker

    @property
    def panel(self) -> ClaimPanel | None:
        """The same claim elsewhere; None while it is closed."""
        return self._panel

    def attach(self, page: ReaderPage) -> None:
        """Take charge of the page, which has just been made."""
        self._viewport = page.view.viewport()
        self._viewport.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        for part in (self._picker, self._panel):
            if part is not None:
                part.set_theme(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what lies over the page in its place, and let go what lost the keyboard."""
        kind = event.type()
        if kind is QEvent.Type.FocusOut and self._has_left(watched):
            self.close(takes_focus=False)
        elif watched is not self._viewport:
            pass
        elif kind is QEvent.Type.Resize:
            self._place()
        elif kind is QEvent.Type.Hide:
            self.close(takes_focus=False)
        return super().eventFilter(watched, event)

    def close(self, *, takes_focus: bool = True) -> None:
        """Take away what lies over the page; the page has the keyboard then, where wanted."""
        parts = [part for part in (self._picker, self._panel) if part is not None]
        # Forgotten first: to hide what has the keyboard asks for this again.
        self._picker = self._panel = None
        for part in parts:
            part.hide()
            part.deleteLater()
        if parts and takes_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    # A note by its letters

    def pick_note(self) -> None:
        """Ask which note shall speak of the sentence of the cursor too."""
        from reader.views.reuse.note_picker import NotePicker

        if self._here() is None:
            return
        self.close(takes_focus=False)
        picker = NotePicker(self._shell.theme, self._view.viewport())
        picker.words_changed.connect(self._on_words)
        picker.note_chosen.connect(self._on_note_chosen)
        picker.closed.connect(self.close)
        picker.edit.installEventFilter(self)
        self._picker = picker
        self._on_words("")
        picker.show()
        picker.raise_()
        picker.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_words(self, words: str) -> None:
        if self._picker is not None:
            self._picker.show_notes(self._session.find_reusable(words))
            self._place()

    def _on_note_chosen(self, note: ReusableNote) -> None:
        target = self._here()
        self.close()
        if target is None:
            return
        if self._speaks_of(note.annotation, target.span):
            self._shell.status.say("The note speaks of this sentence already.")
        elif self._session.add_claim(note.annotation, target):
            self._shell.banner.tell(
                "The note holds for this sentence too.",
                ("Undo", self._session.undo_stack.undo),
            )

    # The same claim elsewhere

    def show_same_claim(self) -> None:
        """List what says the same as the sentence of the cursor, in all articles."""
        from reader.views.reuse.claim_panel import ClaimPanel

        target, reviewed = self._here(), self._articles.reviewed
        if target is None or target.span is None or reviewed is None:
            return
        here, span = reviewed.article.uid, target.span
        words = reviewed.revision.text[span.start : span.end]
        found = self._session.same_claim(words)
        others = (each for each in found if each.article != here or not each.span.overlaps(span))
        self.close(takes_focus=False)
        panel = ClaimPanel(self._shell.theme, self._view.viewport())
        panel.show_claims(words, tuple(others))
        panel.claim_chosen.connect(self._on_claim_chosen)
        panel.closed.connect(self.close)
        panel.installEventFilter(self)
        self._panel = panel
        self._place()
        panel.show()
        panel.raise_()
        panel.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_claim_chosen(self, claim: SameClaim) -> None:
        self.close()
        if claim.article == self._uid:
            self._view.place_cursor(claim.span)
            return
        self._articles.follow(claim.article, "")
        if claim.article == self._uid:
            self._view.place_cursor(claim.span)
            # Going back returns to the article before, not to the top of this one.
            self._view.set_jumps(())

    # Inside

    @property
    def _view(self) -> ArticleView:
        return self._shell.page.view

    @property
    def _uid(self) -> str:
        reviewed = self._articles.reviewed
        return reviewed.article.uid if reviewed is not None else ""

    def _here(self) -> TargetDraft | None:
        """The sentence of the cursor as a claim; None, and told, where there is none."""
        reviewed, cursor = self._articles.reviewed, self._view.sentence_cursor
        if reviewed is None or cursor is None:
            self._shell.status.say("Choose a sentence first: J goes to the next one.")
            return None
        return TargetDraft(
            role=TargetRole.CLAIM,
            article_uid=reviewed.article.uid,
            revision_uid=reviewed.revision.uid,
            span=cursor.span,
        )

    def _speaks_of(self, uid: str, span: Span | None) -> bool:
        reviewed = self._articles.reviewed
        notes = reviewed.annotations if reviewed is not None else ()
        return any(
            target.span == span and target.article_uid == self._uid
            for note in notes
            if note.uid == uid
            for target in note.claims
        )

    def _has_left(self, watched: QObject) -> bool:
        """True where the keyboard has gone from what lies over the page to another part."""
        field = self._picker.edit if self._picker is not None else self._panel
        return watched is field and self._shell.widget.isActiveWindow()

    def _place(self) -> None:
        """Put what lies over the page where it belongs now."""
        if self._panel is not None:
            self._panel.lie_over(self._view.viewport().rect())
        if self._picker is not None:
            view, cursor = self._view, self._view.sentence_cursor
            place = view.place_of_span(cursor.span) if cursor is not None else None
            if place is None:
                return
            top, bottom = view.to_viewport_y(place.top), view.to_viewport_y(place.bottom)
            left = round(view.geometry_now.column_left)
            sentence = QRect(QPoint(left, round(top)), QPoint(left + 1, round(bottom)))
            self._picker.lie_at(sentence, view.viewport().rect().adjusted(8, 8, -8, -8))
