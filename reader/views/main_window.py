"""The window: what stands where, and who hears whom. What things do is elsewhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from reader.actions import Actions, fill_menu_bar
from reader.appearance import Appearance
from reader.controllers.articles import ArticleController
from reader.controllers.details import DetailsController
from reader.controllers.exports import ExportController
from reader.controllers.files import FileController
from reader.controllers.help import HelpController
from reader.controllers.imports import ImportController, local_files
from reader.controllers.later import LaterControllers
from reader.controllers.listing import ListingController
from reader.controllers.looks import LooksController
from reader.controllers.note_editing import NoteEditing
from reader.controllers.people import PeopleController
from reader.controllers.review import ReviewController
from reader.controllers.sources_place import SourcesPlace
from reader.importing import Converted, Importer
from reader.preferences import Preferences
from reader.session import Session
from reader.theme.theme import Theme
from reader.views.banner import Banner
from reader.views.status_line import StatusLine
from reader.views.top_bar import TopBar
from reader.window_place import current_place, restore_place

if TYPE_CHECKING:
    from reader.views.library_view import LibraryView
    from reader.views.reader_page import ReaderPage

#: When controllers are made that the first frame does not need.
LATER_MS = 300


class MainWindow(QMainWindow):
    """The one window. It is the `Shell` that its controllers know.

    Signals:
        closing: Emitted once, before anything is closed.
    """

    closing = Signal()

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        appearance: Appearance,
        importer: Importer,
    ) -> None:
        super().__init__()
        self.session = session
        self.preferences = preferences
        self._appearance = appearance
        self.importer = importer
        self._page: ReaderPage | None = None
        self._list: LibraryView | None = None
        #: What is typed could not be kept, and its writer has been told.
        self._leaves_typing = False
        self.setWindowTitle("Caveat")
        self.setAcceptDrops(True)
        self._build()
        self._make_controllers()
        self._connect()
        restore_place(self, preferences.value.window)

    @property
    def widget(self) -> QWidget:
        """The window itself."""
        return self

    @property
    def theme(self) -> Theme:
        """The theme that holds now."""
        return self._appearance.theme

    @property
    def page(self) -> ReaderPage:
        """The article; made when it is first asked for."""
        if self._page is None:
            from reader.views.reader_page import ReaderPage

            self._page = ReaderPage(self.theme)
            self._stack.addWidget(self._page)
            self.articles.attach(self._page)
            self.looks.attach(self._page)
            self.help.attach(self._page)
            self.review.attach(self._page)
            self.later.attach(self._page)
        return self._page

    @property
    def list(self) -> LibraryView:
        """The library; made when it is first asked for."""
        if self._list is None:
            from reader.views.library_view import LibraryView

            self._list = LibraryView(self.theme)
            self._stack.addWidget(self._list)
            self._connect_list(self._list)
            self.listing.attach(self._list)
        return self._list

    @property
    def selected_article(self) -> str:
        """Uid of the article selected in the library, while that is in front; empty for none."""
        if self._list is None or self._stack.currentWidget() is not self._list:
            return ""
        return self._list.selected_article()

    @property
    def shows_article(self) -> bool:
        """True while the article is in front."""
        return self._page is not None and self._stack.currentWidget() is self._page

    @property
    def is_importing(self) -> bool:
        """True while files are being converted."""
        return self.importer.is_running

    def show_page(self) -> None:
        """Bring the article to the front."""
        self._stack.setCurrentWidget(self.page)
        self.top_bar.show()
        self._show_status(shown=True)
        self.page.setFocus()
        self.review.show_bar()
        self.refresh_actions()

    def show_list(self) -> None:
        """Bring the library to the front, as it stands now."""
        self._stack.setCurrentWidget(self.list)
        self.top_bar.show()
        self._show_status(shown=True)
        self.listing.catch_up()
        left = self.articles.reviewed
        self.list.take_keyboard(left.article.uid if left else "")
        self.review.show_bar()
        self.refresh_actions()

    def show_sources(self) -> None:
        """Bring the place of sources to the front."""
        self.sources.open()

    def show_view(self, view: QWidget) -> None:
        """Bring a place to the front that has bars of its own."""
        if self._stack.indexOf(view) < 0:
            self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self.top_bar.hide()
        view.setFocus()
        self.review.show_bar()
        self._show_status(shown=True)
        self.refresh_actions()

    def add_bar(self, bar: QWidget) -> None:
        """Put a bar below the page."""
        self._rows.insertWidget(self._rows.indexOf(self._stack) + 1, bar)

    def show_bar(self, bar: QWidget, *, shown: bool) -> None:
        """Let a bar that was added stand in place of the status line, or that come back."""
        bar.setVisible(shown)
        self._show_status(shown=not shown)

    def _show_status(self, *, shown: bool) -> None:
        """Show the status line where it is wanted; a place may have a foot of its own."""
        has_foot = getattr(self._stack.currentWidget(), "has_foot", False)
        self.status.setVisible(shown and not has_foot)

    def refresh_actions(self) -> None:
        """Look again which actions can be used, and what the top bar says."""
        now = self.review.situation(self.articles.situation)
        self.actions_table.update(now)
        self.actions_table["review_mode"].setChecked(now.is_reviewing)
        reviewed = self.articles.reviewed
        if self.shows_article and reviewed is not None:
            self.top_bar.show_article(reviewed.article.title, self.articles.counts)
            self.top_bar.set_review(
                is_possible=now.is_writable,
                is_reviewing=now.is_reviewing,
                checked=reviewed.coverage.checked,
                of=reviewed.coverage.of,
            )
            self.setWindowTitle(f"{reviewed.article.title} - Caveat")
        else:
            self.top_bar.show_library(self.listing.name)
            self.setWindowTitle(f"{self.listing.name} - Caveat")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if local_files(data) or data.hasText() or data.hasHtml():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.later.make()
        if self.later.updates is None or not self.later.updates.take(event.mimeData()):
            self.imports.take(event.mimeData())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape, where nothing else has a use for it, dismisses what the banner says."""
        if event.key() == Qt.Key.Key_Escape and not self.is_importing:
            self.banner.clear()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.articles.settle()
        QTimer.singleShot(LATER_MS, self.later, self.later.make)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_close():
            event.ignore()
            return
        for dialog in self.findChildren(QDialog):
            dialog.reject()
        self.articles.remember_position()
        self.preferences.update(window=current_place(self))
        self.closing.emit()
        self.importer.close()
        self.later.close()
        self.editing.release()
        self.session.close()
        self.preferences.save()
        super().closeEvent(event)

    def _build(self) -> None:
        self.top_bar = TopBar(self.theme, self)
        self.banner = Banner(self.theme, self)
        self.status = StatusLine(self.theme, self)
        self._stack = QStackedWidget(self)
        body = QWidget(self)
        self._rows = QVBoxLayout(body)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        for widget in (self.top_bar, self.banner, self._stack, self.status):
            self._rows.addWidget(widget, 1 if widget is self._stack else 0)
        self.setCentralWidget(body)
        self.actions_table = Actions(self, self.preferences.value.keys)
        self.menus = fill_menu_bar(self.menuBar(), self.actions_table)

    def _make_controllers(self) -> None:
        session, preferences = self.session, self.preferences
        self.files = FileController(session, preferences, self, self)
        self.articles = ArticleController(session, preferences, self, self)
        self.listing = ListingController(session, self, self)
        self.imports = ImportController(
            session=session,
            importer=self.importer,
            files=self.files,
            articles=self.articles,
            shell=self,
            parent=self,
        )
        self.details = DetailsController(session, self.importer, self.articles, self, self)
        self.exports = ExportController(session, preferences, self.articles, self, self)
        self.looks = LooksController(preferences, self.actions_table, self, self)
        self.editing = NoteEditing(session, self.articles, self, self)
        self.review = ReviewController(
            session=session,
            preferences=preferences,
            articles=self.articles,
            editing=self.editing,
            shell=self,
            parent=self,
        )
        self.sources = SourcesPlace(session, preferences, self.articles, self, self)
        self.later = LaterControllers(
            session=session,
            preferences=preferences,
            importer=self.importer,
            files=self.files,
            articles=self.articles,
            imports=self.imports,
            editing=self.editing,
            shell=self,
            parent=self,
        )
        self.help = HelpController(self.actions_table, preferences, self, self)
        self.people = PeopleController(preferences, self, self)

    def _connect(self) -> None:
        for controller in (
            self.files,
            self.listing,
            self.imports,
            self.articles,
            self.exports,
            self.looks,
            self.review,
            self.later,
            self.help,
            self.people,
        ):
            self.actions_table.connect(controller.handlers())
        self.actions_table.connect({"quit": self.close, "show_sources": self.sources.open})
        self.recent_menu = QMenu("Open &recent", self)
        self.recent_menu.aboutToShow.connect(partial(self.files.fill_recent, self.recent_menu))
        self.recent_menu.triggered.connect(self.files.on_recent_chosen)
        self.menus["File"].insertMenu(self.actions_table["import_files"], self.recent_menu)
        self.top_bar.library_requested.connect(self.articles.close)
        self.top_bar.rereview_requested.connect(self.actions_table["rereview"].trigger)
        self.top_bar.find_requested.connect(self.listing.find)
        self.top_bar.export_requested.connect(self.exports.ask_export)
        self.top_bar.import_requested.connect(self.imports.ask_files)
        self.top_bar.text_requested.connect(
            partial(self.looks.show_popup, self.top_bar.text_button)
        )
        self.status.folder_requested.connect(self.files.show_folder)
        self.session.failed.connect(self.banner.warn)
        self.session.library_changed.connect(self._on_library_changed)
        self.session.undo_stack.indexChanged.connect(self.refresh_actions)
        self.session.undo_stack.indexChanged.connect(self.banner.forget_way_back)
        self.articles.article_changed.connect(self._count_eyes)
        self.later.made.connect(self._join_later)
        self.imports.claims = self._claim_import
        self.articles.article_changed.connect(self.refresh_actions)
        self.articles.may_leave = self.files.may_leave = self.editing.put_away
        self.articles.leave_editor = self.editing.leave
        self.files.typing = lambda: self.editing.keeper.edit
        self.files.moved.connect(self._go_on_in)
        self.top_bar.review_toggled.connect(self.review.toggle)
        self.top_bar.next_unseen_requested.connect(self.review.next_unseen)
        self.people.reviewer_changed.connect(self.review.set_reviewer)
        self.editing.cap = self.help.cap
        self.help.keys_changed.connect(self._show_keys)
        self._show_keys()
        self.review.began.connect(self._ask_who_reviews)
        self.review.copy_requested.connect(self.files.ask_copy)
        self._appearance.theme_changed.connect(self._on_theme_changed)

    def _connect_list(self, view: LibraryView) -> None:
        view.selection_changed.connect(self.refresh_actions)
        view.article_requested.connect(self.articles.open)
        view.note_requested.connect(self.articles.open)
        view.import_requested.connect(self.imports.ask_files)
        view.rename_requested.connect(self.articles.rename)
        view.remove_requested.connect(self.articles.remove)
        view.restore_requested.connect(self.articles.restore)
        view.export_requested.connect(self.exports.export)
        view.folder_requested.connect(self.files.show_folder)
        view.source_requested.connect(self.sources.show)
        view.sources_requested.connect(self.sources.open)

    def _may_close(self) -> bool:
        """Keep what is typed; where that fails, close at the second time of asking only."""
        if self._leaves_typing or self.editing.put_away():
            return True
        self._leaves_typing = True
        self.banner.warn(
            "What you typed is not kept: close again to lose it, or save a copy of the library,"
            " which takes it along.",
            ("Save a copy", self.files.ask_copy),
        )
        return False

    def _claim_import(self, result: Converted) -> bool:
        """Ask whether what was imported is a newer text, even before anybody is there to tell."""
        self.later.make()
        return self.later.updates is not None and self.later.updates.claims(result)

    def _join_later(self) -> None:
        """Let what was made later ask for what was there before."""
        if self.later.updates is not None:
            self.later.updates.rereview.begin_reviewing = self.review.begin

    def _count_eyes(self) -> None:
        """Say how many places of the article's notes are to be looked at again."""
        number, reviewed = 0, self.articles.reviewed
        if reviewed is not None and not self.session.is_read_only:
            from reader.views.note_order import places_to_review

            number = len(places_to_review(reviewed))
        self.top_bar.set_needs_eyes(number)

    def _ask_who_reviews(self) -> None:
        if self.isVisible():
            self.people.ask_once(self.session.profile.reviewer)

    def _go_on_in(self, path: Path) -> None:
        """Open a copy of the library that holds what is being typed, at the same article."""
        reviewed = self.articles.reviewed
        self.editing.forsake()
        if self.files.open(path) and reviewed is not None:
            self.articles.open(reviewed.article.uid)

    def _show_keys(self) -> None:
        cap = self.help.cap
        self.top_bar.set_keys(next_unseen=cap("next_unseen"), review_mode=cap("review_mode"))
        self.review.show_keys()
        self.later.show_keys(cap)

    def _on_library_changed(self) -> None:
        self.status.show_library(self.session.path, self.session.read_only_reason)

    def _on_theme_changed(self, theme: Theme) -> None:
        for view in (
            self.top_bar,
            self.banner,
            self.status,
            self._page,
            self._list,
        ):
            if view is not None:
                view.set_theme(theme)
        self.help.set_theme(theme)
        self.review.set_theme(theme)
        self.later.set_theme(theme)
        self.sources.set_theme(theme)
