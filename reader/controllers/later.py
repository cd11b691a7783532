"""Controllers that the first frame does not need: made after it, or when a key asks for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from reader.controllers.articles import ArticleController
    from reader.controllers.block_kinds import BlockKinds
    from reader.controllers.files import FileController
    from reader.controllers.history import HistoryController
    from reader.controllers.imports import ImportController
    from reader.controllers.note_editing import NoteEditing
    from reader.controllers.rereviewing import RereviewShell
    from reader.controllers.reuse import ReuseController
    from reader.controllers.updates import UpdatesController
    from reader.importing import Importer
    from reader.preferences import Preferences
    from reader.session import Session
    from reader.theme.theme import Theme
    from reader.views.reader_page import ReaderPage

#: Which actions each of them carries out.
_ACTIONS = {
    "history": ("note_history", "backups", "check_library"),
    "updates": (
        "update_text",
        "update_from_clipboard",
        "reread_text",
        "rereview",
        "earlier_texts",
    ),
    "reuse": ("reuse_note", "accept_suggestion", "accept_same", "reject_suggestion", "same_claim"),
    "kinds": ("block_kind",),
}


class LaterControllers(QObject):
    """Makes them once, and joins them to the rest.

    Signals:
        made: All of them are there.
    """

    made = Signal()

    def __init__(
        self,
        *,
        session: Session,
        preferences: Preferences,
        importer: Importer,
        files: FileController,
        articles: ArticleController,
        imports: ImportController,
        editing: NoteEditing,
        shell: RereviewShell,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._importer = importer
        self._files = files
        self._articles = articles
        self._imports = imports
        self._editing = editing
        self._shell = shell
        self._page: ReaderPage | None = None
        self._cap: Callable[[str], str] | None = None
        self._handlers: dict[str, Callable[[], object]] = {}
        self.history: HistoryController | None = None
        self.updates: UpdatesController | None = None
        self.reuse: ReuseController | None = None
        self.kinds: BlockKinds | None = None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do: the first of them makes the controllers."""
        return {
            action: partial(self._act, action)
            for actions in _ACTIONS.values()
            for action in actions
        }

    def make(self) -> None:
        """Make what is not there yet; harmless when repeated."""
        if self.history is not None:
            return
        from reader.controllers.block_kinds import BlockKinds
        from reader.controllers.history import HistoryController
        from reader.controllers.reuse import ReuseController
        from reader.controllers.updates import UpdatesController

        self.history = HistoryController(self._session, self._preferences, self._shell, self)
        self.history.open_requested.connect(self._files.open)
        self.history.may_leave = self._files.may_leave
        self.updates = UpdatesController(
            session=self._session,
            preferences=self._preferences,
            importer=self._importer,
            articles=self._articles,
            shell=self._shell,
            parent=self,
        )
        self.updates.attach_imports(self._imports)
        self.updates.attach_editing(self._editing)
        self.reuse = ReuseController(
            self._session, self._preferences, self._articles, self._shell, self
        )
        self.kinds = BlockKinds(self._session, self._articles, self._shell, self)
        for controller in (self.history, self.updates, self.reuse, self.kinds):
            self._handlers.update(controller.handlers())
        if self._page is not None:
            self._attach(self._page)
        if self._cap is not None:
            self.reuse.show_keys(self._cap)
        self.made.emit()

    def show_history(self, uid: str) -> None:
        """Show the versions of a note or source."""
        self.make()
        if self.history is not None:
            self.history.show_history(uid)

    def attach(self, page: ReaderPage) -> None:
        """Take charge of the page, which has just been made."""
        self._page = page
        if self.history is not None:
            self._attach(page)

    def show_keys(self, cap: Callable[[str], str]) -> None:
        """Put the keys that hold now on key caps; `cap` names that of an action."""
        self._cap = cap
        if self.reuse is not None:
            self.reuse.show_keys(cap)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme."""
        for controller in (self.updates, self.reuse):
            if controller is not None:
                controller.set_theme(theme)

    def close(self) -> None:
        """The window closes: no thread may outlive it."""
        for controller in (self.updates, self.reuse, self.history):
            if controller is not None:
                controller.close()

    def _attach(self, page: ReaderPage) -> None:
        if self.updates is not None and self.reuse is not None:
            self.updates.attach(page)
            self.reuse.attach(page)

    def _act(self, action: str) -> None:
        self.make()
        self._handlers[action]()
