"""Who hears whom in the window. Its parts do not know of each other; here they are joined."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from pathlib import Path

    from reader.importing import Converted
    from reader.views.library_view import LibraryView
    from reader.views.main_window import MainWindow


class WindowJoints(QObject):
    """Joins the controllers of the window with each other, its bars and its actions."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def join(self) -> None:
        """Join what is there from the start; once, when all controllers are made."""
        self._join_actions()
        self._join_bars()
        self._join_session()
        self._join_typing()
        self._join_review()

    def join_list(self, view: LibraryView) -> None:
        """Join the library, which has just been made."""
        window = self._window
        view.selection_changed.connect(window.refresh_actions)
        view.article_requested.connect(window.articles.open)
        view.note_requested.connect(window.articles.open)
        view.import_requested.connect(window.imports.ask_files)
        view.rename_requested.connect(window.articles.rename)
        view.remove_requested.connect(window.articles.remove)
        view.restore_requested.connect(window.articles.restore)
        view.export_requested.connect(window.exports.export)
        view.folder_requested.connect(window.files.show_folder)
        view.source_requested.connect(window.sources.show)
        view.sources_requested.connect(window.sources.open)

    def _join_actions(self) -> None:
        window = self._window
        window.sources.history_requested.connect(window.later.show_history)
        for controller in (
            window.files,
            window.listing,
            window.imports,
            window.articles,
            window.exports,
            window.looks,
            window.review,
            window.later,
            window.help,
            window.people,
        ):
            window.actions_table.connect(controller.handlers())
        window.actions_table.connect({"quit": window.close, "show_sources": window.sources.open})
        menu = window.recent_menu
        menu.aboutToShow.connect(partial(window.files.fill_recent, menu))
        menu.triggered.connect(window.files.on_recent_chosen)

    def _join_bars(self) -> None:
        window, bar = self._window, self._window.top_bar
        bar.library_requested.connect(window.articles.close)
        bar.rereview_requested.connect(window.actions_table["rereview"].trigger)
        bar.find_requested.connect(window.listing.find)
        bar.export_requested.connect(window.exports.ask_export)
        bar.import_requested.connect(window.imports.ask_files)
        bar.text_requested.connect(partial(window.looks.show_popup, bar.text_button))
        bar.review_toggled.connect(window.review.toggle)
        bar.next_unseen_requested.connect(window.review.next_unseen)
        window.status.folder_requested.connect(window.files.show_folder)

    def _join_session(self) -> None:
        window = self._window
        window.session.failed.connect(window.banner.warn)
        window.session.library_changed.connect(self._on_library_changed)
        window.session.undo_stack.indexChanged.connect(window.refresh_actions)
        window.session.undo_stack.indexChanged.connect(window.banner.forget_way_back)
        window.articles.article_changed.connect(self._count_eyes)
        window.articles.article_changed.connect(window.refresh_actions)
        window.later.made.connect(self._join_later)
        window.imports.claims = self._claim_import

    def _join_typing(self) -> None:
        window = self._window
        window.articles.may_leave = window.files.may_leave = window.editing.put_away
        window.articles.leave_editor = window.editing.leave
        window.files.typing = lambda: window.editing.keeper.edit
        window.files.moved.connect(self._go_on_in)
        window.editing.cap = window.help.cap
        window.help.keys_changed.connect(self._show_keys)
        self._show_keys()

    def _join_review(self) -> None:
        window = self._window
        window.people.reviewer_changed.connect(window.review.set_reviewer)
        window.review.began.connect(self._ask_who_reviews)
        window.review.copy_requested.connect(window.files.ask_copy)

    def _join_later(self) -> None:
        """Let what was made later ask for what was there before."""
        updates = self._window.later.updates
        if updates is not None:
            updates.rereview.begin_reviewing = self._window.review.begin

    def _claim_import(self, result: Converted) -> bool:
        """Ask whether what was imported is a newer text, even before anybody is there to tell."""
        later = self._window.later
        later.make()
        return later.updates is not None and later.updates.claims(result)

    def _count_eyes(self) -> None:
        """Say how many places of the article's notes are to be looked at again."""
        window = self._window
        number, reviewed = 0, window.articles.reviewed
        if reviewed is not None and not window.session.is_read_only:
            from reader.views.note_order import places_to_review

            number = len(places_to_review(reviewed))
        window.top_bar.set_needs_eyes(number)

    def _ask_who_reviews(self) -> None:
        if self._window.isVisible():
            self._window.people.ask_once(self._window.session.profile.reviewer)

    def _go_on_in(self, path: Path) -> None:
        """Open a copy of the library that holds what is being typed, at the same article."""
        window, reviewed = self._window, self._window.articles.reviewed
        window.editing.forsake()
        if window.files.open(path) and reviewed is not None:
            window.articles.open(reviewed.article.uid)

    def _show_keys(self) -> None:
        window, cap = self._window, self._window.help.cap
        window.top_bar.set_keys(next_unseen=cap("next_unseen"), review_mode=cap("review_mode"))
        window.review.show_keys()
        window.later.show_keys(cap)

    def _on_library_changed(self) -> None:
        self._window.status.show_library(
            self._window.session.path, self._window.session.read_only_reason
        )
