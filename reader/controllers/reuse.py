"""Notes that are used again: what is suggested for the sentences of the open article."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from annotations import LibraryChange, NoteSuggestion
from reader.controllers.reuse_asking import ReuseAsking
from reader.views.wording import counted

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from annotations import ReviewedArticle
    from reader.controllers.articles import ArticleController
    from reader.controllers.shell import Shell
    from reader.preferences import Preferences
    from reader.reuse_finder import ReuseFinder
    from reader.session import Session
    from reader.theme.theme import Theme
    from reader.views.article_view import ArticleView
    from reader.views.reader_page import ReaderPage
    from reader.views.reuse.claim_panel import ClaimPanel
    from reader.views.reuse.note_picker import NotePicker
    from reader.views.reuse.suggestion_strip import SuggestionStrip

#: After the article is shown, or a note has changed: what can be seen comes first.
SUGGEST_AFTER_MS = 200


class ReuseController(QObject):
    """Attaches notes to further sentences; nothing is attached by itself."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        articles: ArticleController,
        shell: Shell,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._articles = articles
        self._shell = shell
        self._page: ReaderPage | None = None
        self._viewport: QWidget | None = None
        self._strip: SuggestionStrip | None = None
        self._asking = ReuseAsking(session, articles, shell, self)
        self._finder: ReuseFinder | None = None
        self._suggestions: tuple[NoteSuggestion, ...] = ()
        #: Text and notes that the suggestions were looked for with.
        self._known: object = None
        #: Uids of articles whose suggestions were put off.
        self._put_off: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SUGGEST_AFTER_MS)
        self._timer.timeout.connect(self._look)
        session.library_changed.connect(self._on_library_changed)
        session.changed.connect(self._on_changed)
        articles.article_changed.connect(self._on_article_changed)

    @property
    def suggestions(self) -> tuple[NoteSuggestion, ...]:
        """What may be attached in the open article, in text order."""
        return self._suggestions

    @property
    def strip(self) -> SuggestionStrip | None:
        """The line below the page; None before it was needed."""
        return self._strip

    @property
    def picker(self) -> NotePicker | None:
        """The field that finds a note; None while it is closed."""
        return self._asking.picker

    @property
    def panel(self) -> ClaimPanel | None:
        """The same claim elsewhere; None while it is closed."""
        return self._asking.panel

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {
            "reuse_note": self._asking.pick_note,
            "accept_suggestion": self.accept,
            "accept_same": self.accept_identical,
            "reject_suggestion": self.turn_down,
            "same_claim": self._asking.show_same_claim,
        }

    def attach(self, page: ReaderPage) -> None:
        """Take charge of the page, which has just been made."""
        self._page = page
        page.view.cursor_changed.connect(self._show)
        self._asking.attach(page)
        self._viewport = page.view.viewport()
        self._viewport.installEventFilter(self)
        if self._articles.reviewed is not None:
            # Opened before anyone looked.
            self._on_article_changed()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        self._asking.set_theme(theme)
        if self._strip is not None:
            self._strip.set_theme(theme)

    def show_keys(self, cap: Callable[[str], str]) -> None:
        """Put the keys that hold now on the caps.

        Args:
            cap: Gives the key of an action by its id.
        """
        if self._strip is not None:
            self._strip.set_keys(
                accept=cap("accept_suggestion"),
                accept_all=cap("accept_same"),
                reject=cap("reject_suggestion"),
            )

    def close(self) -> None:
        """Wait for what is being looked for: nothing of it may outlive the window."""
        self._timer.stop()
        if self._finder is not None:
            self._finder.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look again when the page comes to the front, and say nothing where it is not."""
        if watched is self._viewport:
            if event.type() is QEvent.Type.Show:
                self._on_article_changed()
            elif event.type() is QEvent.Type.Hide:
                self._show()
        return super().eventFilter(watched, event)

    # Suggestions

    def accept(self) -> None:
        """Attach what is suggested for the sentence of the cursor, and go on to the next; or
        go to the first.
        """
        suggestion = self._at_cursor()
        if suggestion is None:
            self._put_off.discard(self._uid)
            if not self._go_on():
                self._shell.status.say("No note of another sentence is suggested here.")
        elif self._session.accept_suggestions((suggestion,)):
            self._drop({suggestion})
            self._tell_undo("The note holds for this sentence too.")
            self._go_on()

    def accept_identical(self) -> None:
        """Attach all notes whose words come back just as they are."""
        identical = self._identical
        if not identical:
            self._shell.status.say("No sentence here is word for word one that has a note.")
        elif self._session.accept_suggestions(identical):
            self._drop(set(identical))
            self._tell_undo(f"{counted(len(identical), 'sentence')} got a note of the same words.")
            self._show()

    def turn_down(self) -> None:
        """Never offer the note for these words again, and go on to the next."""
        suggestion = self._at_cursor()
        if suggestion is None:
            self._shell.status.say("No note of another sentence is suggested here.")
        elif self._session.reject_suggestion(
            suggestion.annotation, suggestion.here, suggestion.span
        ):
            self._drop({suggestion})
            self._tell_undo("The note is not offered for these words again.")
            self._go_on()

    def put_off(self) -> None:
        """Say nothing more of suggestions for this article until they are asked for."""
        self._put_off.add(self._uid)
        self._show()

    # Inside

    @property
    def _view(self) -> ArticleView:
        return self._shell.page.view

    @property
    def _uid(self) -> str:
        reviewed = self._articles.reviewed
        return reviewed.article.uid if reviewed is not None else ""

    @property
    def _identical(self) -> tuple[NoteSuggestion, ...]:
        return tuple(each for each in self._suggestions if each.is_identical)

    @property
    def _is_reviewing(self) -> bool:
        page = self._page
        return page is not None and page.view.is_reviewing and page.isVisible()

    def _at_cursor(self) -> NoteSuggestion | None:
        cursor = self._view.sentence_cursor if self._is_reviewing else None
        if cursor is None:
            return None
        return next((s for s in self._suggestions if s.span.overlaps(cursor.span)), None)

    def _go_on(self) -> bool:
        """Go to the next suggestion, after the cursor or from the top; False without one."""
        cursor = self._view.sentence_cursor
        after = cursor.span.start if cursor is not None else 0
        further = [each for each in self._suggestions if each.span.start >= after]
        for each in (*further, *self._suggestions):
            return self._view.place_cursor(each.span)
        self._show()
        return False

    def _drop(self, done: set[NoteSuggestion]) -> None:
        self._suggestions = tuple(each for each in self._suggestions if each not in done)
        self._show()

    def _tell_undo(self, words: str) -> None:
        self._shell.banner.tell(words, ("Undo", self._session.undo_stack.undo))

    def _on_library_changed(self) -> None:
        self._put_off.clear()
        self._forget()

    def _forget(self) -> None:
        self._suggestions, self._known = (), None
        self._asking.close(takes_focus=False)
        self._show()

    def _on_changed(self, change: LibraryChange) -> None:
        touched = {*change.added, *change.updated, *change.removed}
        if self._uid and self._uid not in touched:
            # A note of another article, or what was turned down.
            self._known = None
            self._timer.start()

    def _on_article_changed(self) -> None:
        reviewed = self._articles.reviewed
        if reviewed is None or not self._is_reviewing:
            self._forget()
            return
        if any(s.revision != reviewed.revision.uid for s in self._suggestions):
            self._suggestions = ()
        if _state(reviewed) != self._known:
            self._timer.start()
        self._show()

    def _look(self) -> None:
        reviewed, path = self._articles.reviewed, self._session.path
        if reviewed is None or path is None or not self._is_reviewing:
            return
        if self._finder is None:
            from reader.reuse_finder import ReuseFinder

            self._finder = ReuseFinder(self)
            self._finder.found.connect(self._on_found)
        self._known = _state(reviewed)
        self._finder.look(path, self._session.profile.owner, reviewed.article.uid)

    def _on_found(self, article: str, suggestions: tuple[NoteSuggestion, ...]) -> None:
        reviewed = self._articles.reviewed
        if reviewed is None or article != reviewed.article.uid:
            return
        revision = reviewed.revision.uid
        self._suggestions = tuple(each for each in suggestions if each.revision == revision)
        self._show()

    def _show(self) -> None:
        """Say what there is to say of suggestions now."""
        wanted = self._is_reviewing and self._suggestions and self._uid not in self._put_off
        if not wanted:
            if self._strip is not None:
                self._strip.hide()
            return
        if self._strip is None:
            self._strip = self._make_strip()
        identical = len(self._identical)
        suggestion = self._at_cursor()
        if suggestion is not None:
            self._strip.show_suggestion(suggestion, identical)
        else:
            places = len({each.span for each in self._suggestions})
            notes = len({each.annotation for each in self._suggestions})
            self._strip.show_quiet(places, notes, identical)

    def _make_strip(self) -> SuggestionStrip:
        from reader.views.reuse.suggestion_strip import SuggestionStrip

        strip = SuggestionStrip(self._shell.theme)
        strip.accepted.connect(self.accept)
        strip.all_accepted.connect(self.accept_identical)
        strip.turned_down.connect(self.turn_down)
        strip.put_off.connect(self.put_off)
        self._shell.add_bar(strip)
        return strip


def _state(reviewed: ReviewedArticle) -> object:
    """What suggestions for an article depend on, as far as the article itself tells it."""
    notes = tuple((note.uid, note.version) for note in reviewed.annotations)
    return reviewed.revision.uid, notes
