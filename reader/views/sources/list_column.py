"""The left of the place of sources: the filter, the states, and the rows they leave."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from annotations import Severity, SourceState
from reader.models.source_list import Fetch
from reader.theme.roles import Role
from reader.theme.scroll_bar import WIDTH_PX as SCROLL_BAR_PX
from reader.theme.theme import Theme
from reader.views.empty_state import EmptyState
from reader.views.sources.empty_words import empty_text
from reader.views.sources.filter_field import FilterField, complete_source_query
from reader.views.sources.labels import Words
from reader.views.sources.painter import SourceHeads
from reader.views.sources.source_list import SourceListView
from reader.views.sources.state_tabs import StateTabs

_MARGIN_PX, _NARROW_MARGIN_PX = 24, 16
#: Below it the states stand under the filter.
_ONE_LINE_FROM_PX = 780
_FILTER_HINT = "Filter: words, rank:A, type:law, checked:<2026"


class ListColumn(QWidget):
    """Renders the rows it is given, and asks for others.

    Signals:
        changed: Other words or another state are wanted.
        selected: Uid of the row that is selected now; empty for none.
        opened: The details of the selected row are wanted; True where by a key.
        new_requested: A new source is wanted, since there is none yet.
    """

    changed = Signal()
    selected = Signal(str)
    opened = Signal(bool)
    new_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_writable = False
        #: Uid that was last told to be selected.
        self._told = ""
        self._is_changing = False
        #: What is wrong with the words, as the library says it.
        self._said = ""
        self.filter = FilterField("Filter the sources", theme, self, complete=complete_source_query)
        self.filter.setPlaceholderText(_FILTER_HINT)
        self.tabs = StateTabs(theme, self)
        self._problem = Words("", theme, self, px=12)
        self._problem.set_role(Severity.MODERATE)
        self._problem.hide()
        self._heads = SourceHeads(theme, self)
        self.list = SourceListView(theme, self)
        self.empty = EmptyState(theme, self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    @property
    def problem(self) -> str:
        """What is said of the words in the filter; empty where nothing is."""
        return self._problem.text()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in (self.filter, self.tabs, self._problem, self._heads, self.list, self.empty):
            child.set_theme(theme)
        self.update()

    def start(self, *, is_writable: bool) -> None:
        """Start afresh for another library: no words, every source."""
        self._is_writable = is_writable
        self.filter.reset()
        self.tabs.set_current(SourceState.ALL)
        self.list.select_number(-1)

    def show_counts(self, counts: Mapping[SourceState, int]) -> None:
        """Say how many sources are in each state."""
        self.tabs.show_counts(counts)

    def set_sources(self, fetch: Fetch) -> None:
        """Show the sources that `fetch` reads; what is selected stays so where it is there."""
        uid, number = self._told, self.list.currentIndex().row()
        self._is_changing = True
        self._said = self.list.list_model.set_sources(fetch)
        self._show_problem()
        has_rows = self.list.list_model.rowCount() > 0
        if not has_rows:
            self.empty.show_text(
                empty_text(self.filter.words, self.tabs.current, is_writable=self._is_writable)
            )
        self._show_in_stack(self.list if has_rows else self.empty)
        self._heads.setVisible(has_rows)
        if uid:
            place = self.list.list_model.number_of(uid, number)
            self.list.select_number(place if place >= 0 else number)
        self._is_changing = False
        self._tell_selected()

    def select(self, uid: str) -> bool:
        """Select a source; False where the list does not show it."""
        number = self.list.list_model.number_of(uid, self.list.currentIndex().row())
        if number >= 0:
            self.list.select_number(number)
        return number >= 0

    def show_all(self) -> None:
        """Take away filter and state."""
        was = (self.filter.words, self.tabs.current)
        self.filter.reset()
        self.tabs.set_current(SourceState.ALL)
        if was != ("", SourceState.ALL):
            self.changed.emit()

    def take_keyboard(self) -> None:
        """Take the keyboard, with a row selected; where there is none, what leads to one."""
        if self.list.list_model.rowCount():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif not self.empty.button.isHidden():
            self.empty.button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_filter(self) -> None:
        """Put the cursor into the filter, its words selected."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(Role.CANVAS))

    def _lay_out(self) -> None:
        self._head = QGridLayout()
        self._head.setSpacing(4)
        self._head.setColumnStretch(0, 1)
        self._top = QVBoxLayout()
        self._top.setSpacing(4)
        self._top.addLayout(self._head)
        self._top.addWidget(self._problem)
        self._top.addWidget(self._heads)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(self._stack, 1)
        self._arrange()

    def _connect(self) -> None:
        self.filter.words_changed.connect(self.changed)
        self.filter.left.connect(self._on_filter_left)
        self.filter.completing.connect(self._show_problem)
        self.filter.escaped.connect(self.take_keyboard)
        self.tabs.chosen.connect(self.changed)
        self.list.selected.connect(self._tell_selected)
        self.list.opened.connect(self.opened)
        self.empty.pressed.connect(self._on_empty_pressed)

    def _arrange(self) -> None:
        is_one_line = self.width() >= _ONE_LINE_FROM_PX
        self._head.addWidget(self.filter, 0, 0)
        self._head.addWidget(self.tabs, *((0, 1) if is_one_line else (1, 0)))
        margin = _MARGIN_PX if self.width() >= _ONE_LINE_FROM_PX else _NARROW_MARGIN_PX
        self._top.setContentsMargins(margin, 14, margin, 0)
        # The scroll bar stands in the margin, so that rows and heads are equally wide.
        self._stack.setContentsMargins(margin, 0, margin - SCROLL_BAR_PX, 0)

    def _show_in_stack(self, widget: QWidget) -> None:
        """Bring list or empty state to the front; the keyboard stays with what is shown."""
        if widget is self._stack.currentWidget():
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._stack.isAncestorOf(focus)
        self._stack.setCurrentWidget(widget)
        if had_focus:
            self.take_keyboard()

    def _show_problem(self) -> None:
        """Say what is wrong; not of a word that is still being typed."""
        self._problem.show_text(self._said if self.filter.popup is None else "")
        self.filter.setAccessibleDescription(self._said)

    def _tell_selected(self) -> None:
        """Tell what is selected, where that is another source: rows may move under it."""
        uid = self.list.selected_uid
        if not self._is_changing and uid != self._told:
            self._told = uid
            self.selected.emit(uid)

    def _on_filter_left(self) -> None:
        if self.list.list_model.rowCount():
            if not self.list.selected_uid:
                self.list.select_number(0)
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_empty_pressed(self) -> None:
        if self.filter.words or self.tabs.current is not SourceState.ALL:
            self.show_all()
            self.take_keyboard()
        else:
            self.new_requested.emit()
