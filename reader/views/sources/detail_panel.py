"""The details of one source: what it is, what is said of it, its files, where it is cited."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotations import short_citation
from reader.theme.painting import is_keyboard_focus, paint_focus_ring
from reader.theme.roles import Role
from reader.theme.scroll_bar import WIDTH_PX as SCROLL_BAR_PX
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, Hairline, TextButton
from reader.views.sources.cited_notes import CitedNotes
from reader.views.sources.fact_rows import FACT_LEFT_PX, FactRows
from reader.views.sources.facts import (
    FORM_ONLY,
    identifier_facts,
    rank_line,
    review_facts,
    work_facts,
)
from reader.views.sources.kept_files import KeptFiles
from reader.views.sources.labels import Dressed, RankBadge, Words
from reader.views.sources.panel_scroll import PanelScroll
from reader.views.sources.row_buttons import LINK_MARGIN_PX
from reader.views.wording import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations import AttachmentRecord, SourceRecord, SourceUse

MARGIN_PX = 24


class DetailPanel(QWidget):
    """Renders what it is given, and asks for what the user wants.

    Signals:
        note_requested: Uids of an article and of a note in it.
        address_requested: A web address.
        checked_requested, edit_requested, merge_requested, history_requested,
            delete_requested: What the
            buttons say.
        file_add_requested: A file is to be kept with the source.
        file_open_requested, file_remove_requested: The `AttachmentRecord` of a kept file.
        closed: The button of a panel that lies over the list.
    """

    note_requested = Signal(str, str)
    address_requested = Signal(str)
    checked_requested = Signal()
    edit_requested = Signal()
    merge_requested = Signal()
    history_requested = Signal()
    delete_requested = Signal()
    file_add_requested = Signal()
    file_open_requested = Signal(object)
    file_remove_requested = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._uid = ""
        self._shows_ring = False
        self._make(theme)
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.show_nothing()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in self._dressed:
            child.set_theme(theme)
        self.update()

    def show_nothing(self) -> None:
        """Nothing is selected."""
        self._scroll.hide()
        self._foot.hide()
        self._hint.show()
        self._scroll.setAccessibleName("Details: no source is selected")

    def show_source(
        self,
        record: SourceRecord,
        notes: Sequence[SourceUse],
        files: Sequence[AttachmentRecord],
        *,
        is_writable: bool,
    ) -> None:
        """Show a source; where nothing may be changed the buttons are left out."""
        source = record.source
        self._hint.hide()
        self._scroll.show()
        self._foot.setVisible(is_writable)
        self._scroll.setAccessibleName(f"Details of {short_citation(source)}")
        self._badge.show_rank(source.rank)
        self._title.setText(one_line(source.title))
        self._rank.setText(rank_line(source))
        self._work.show_facts(work_facts(source))
        marked = identifier_facts(source)
        self._identifiers.show_facts(marked)
        self._sections[self._identifiers].setVisible(bool(marked))
        self._review.show_facts(review_facts(record))
        self.files.show_files(files, is_writable=is_writable)
        self._sections[self.files].setVisible(is_writable or bool(files))
        self.notes.show_uses(notes, record.cited_in)
        self._order_stops()
        if source.uid != self._uid:
            self._uid = source.uid
            self._scroll.to_top()

    def set_unsaved(self, *, is_unsaved: bool) -> None:
        """Say on the button whether something typed for this source waits to be saved."""
        self.edit_button.set_label("Go on editing" if is_unsaved else "Edit")

    def take_keyboard(self) -> None:
        """Take the keyboard: the arrows scroll, Tab goes on to what can be pressed."""
        self._scroll.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._scroll and isinstance(event, QFocusEvent):
            is_in = event.type() is QEvent.Type.FocusIn
            self._shows_ring = is_in and is_keyboard_focus(event.reason())
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.SURFACE))
        if self._shows_ring:
            box = QRectF(self._scroll.geometry()).adjusted(8, 8, -SCROLL_BAR_PX - 4, -4)
            paint_focus_ring(painter, box, self._theme)

    def _order_stops(self) -> None:
        """Let Tab go through what can be pressed as it is read; Qt puts what is new last."""
        stops: list[QWidget] = [self._scroll, self.close_button, *self._work.links]
        stops += [*self.files.stops, *self.notes.buttons, self.notes.more_button]
        stops += [
            self.history_button,
            self.checked_button,
            self.edit_button,
            self.merge_button,
            self.delete_button,
        ]
        for one, other in pairwise(stops):
            QWidget.setTabOrder(one, other)

    def _make(self, theme: Theme) -> None:
        self._hint = Words(
            "Select a source to see what it says and where it is cited.",
            theme,
            self,
            role=Role.TEXT3,
        )
        self._hint.set_inset(MARGIN_PX, 120, MARGIN_PX, 0)
        self._scroll = PanelScroll(theme, self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.installEventFilter(self)
        content = self._scroll.content
        self._badge = RankBadge(theme, content, px=32)
        self._title = Words("", theme, content, px=15, weight=600)
        self._rank = Words("", theme, content, px=12, role=Role.TEXT2)
        self.close_button = TextButton("Close", theme, content, keys="Esc", height_px=24)
        self.close_button.hide()
        self._work = FactRows(theme, content)
        self._identifiers = FactRows(theme, content)
        self._form_only = Words(FORM_ONLY, theme, content, px=12, role=Role.TEXT3)
        self._form_only.set_inset(FACT_LEFT_PX + LINK_MARGIN_PX, 2, 0, 0)
        self._review = FactRows(theme, content)
        self.files = KeptFiles(theme, content)
        self.notes = CitedNotes(theme, content)
        self.history_button = TextButton("What was changed", theme, content, keys="H")
        self._foot = QWidget(self)
        self.checked_button = self._button("Checked today", "C")
        self.edit_button = self._button("Edit", "E")
        self.merge_button = self._button("Merge...", "M")
        self.delete_button = TextButton("Delete", theme, self._foot)
        self.delete_button.setToolTip("Delete (Del)")
        self._sections = {
            part: _Section(theme, content, part)
            for part in (self._work, self._identifiers, self._review, self.files, self.notes)
        }
        self._sections[self._identifiers].add(self._form_only)
        self._dressed: tuple[Dressed, ...] = (
            self._scroll,
            *self._sections.values(),
            *(self._hint, self._badge, self._title, self._rank, self._work, self._identifiers),
            *(self._form_only, self._review, self.files, self.notes),
            self.close_button,
            *(self.checked_button, self.edit_button, self.merge_button, self.delete_button),
            self.history_button,
        )

    def _button(self, text: str, keys: str) -> TextButton:
        return TextButton(text, self._theme, self._foot, kind=ButtonKind.OUTLINED, keys=keys)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._rank)
        head = QHBoxLayout()
        head.setContentsMargins(LINK_MARGIN_PX, 0, 0, 0)
        head.setSpacing(12)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self._scroll.content)
        # What can be pressed has room for its focus ring; its words stand where others do.
        left = MARGIN_PX - LINK_MARGIN_PX
        column.setContentsMargins(left, 20, MARGIN_PX - SCROLL_BAR_PX, 16)
        column.setSpacing(0)
        column.addLayout(head)
        for section in self._sections.values():
            column.addWidget(section)
        column.addSpacing(8)
        column.addWidget(self.history_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(MARGIN_PX - 4, 8, MARGIN_PX - 8, 12)
        foot.setSpacing(0)
        for button in (self.checked_button, self.edit_button, self.merge_button):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.delete_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._foot)

    def _connect(self) -> None:
        self._work.address_requested.connect(self.address_requested)
        self.files.add_requested.connect(self.file_add_requested)
        self.files.open_requested.connect(self.file_open_requested)
        self.files.remove_requested.connect(self.file_remove_requested)
        self.notes.note_requested.connect(self.note_requested)
        self.notes.more_shown.connect(self._order_stops)
        self.close_button.clicked.connect(self.closed)
        self.checked_button.clicked.connect(self.checked_requested)
        self.edit_button.clicked.connect(self.edit_requested)
        self.merge_button.clicked.connect(self.merge_requested)
        self.history_button.clicked.connect(self.history_requested)
        self.delete_button.clicked.connect(self.delete_requested)


class _Section(QWidget):
    """A hairline and what stands below it."""

    def __init__(self, theme: Theme, parent: QWidget, part: QWidget) -> None:
        super().__init__(parent)
        self._line = Hairline(theme, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 10, 0, 0)
        self._column.setSpacing(0)
        line_row = QHBoxLayout()
        line_row.setContentsMargins(LINK_MARGIN_PX, 0, 0, 0)
        line_row.addWidget(self._line)
        self._column.addLayout(line_row)
        self._column.addSpacing(8)
        self._column.addWidget(part)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._line.set_theme(theme)

    def add(self, part: QWidget) -> None:
        """Put something more below."""
        self._column.addWidget(part)
