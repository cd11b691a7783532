"""The window: what stands where. Who hears whom, and what things do, is elsewhere."""

from __future__ import annotations

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
from reader.importing import Importer
from reader.preferences import Preferences
from reader.session import Session
from reader.theme.theme import Theme
from reader.views.banner import Banner
from reader.views.status_line import StatusLine
from reader.views.top_bar import TopBar
from reader.window_joints import WindowJoints
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
        #: What was typed and could not be kept when its writer was told so at closing.
        self._given_up: object = None
        self.setWindowTitle("Caveat")
        self.setAcceptDrops(True)
        self._build()
        self._make_controllers()
        self._joints = WindowJoints(self)
        self._joints.join()
        appearance.theme_changed.connect(self._on_theme_changed)
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
            self._joints.join_list(self._list)
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
        self.recent_menu = QMenu("Open &recent", self)
        self.menus["File"].insertMenu(self.actions_table["import_files"], self.recent_menu)

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

    def _may_close(self) -> bool:
        """Keep what is typed; where that fails, close at the second time of asking only."""
        if self.editing.put_away():
            return True
        edit = self.editing.keeper.edit
        if edit is not None and edit.form == self._given_up:
            return True
        self._given_up = edit.form if edit is not None else None
        self.banner.warn(
            "What you typed is not kept: close again to lose it, or save a copy of the library,"
            " which takes it along.",
            ("Save a copy", self.files.ask_copy),
        )
        return False

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
