"""The details of one source: what it is, what is said of it, its files, where it is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotations import short_citation
from reader.theme.painting import is_keyboard_focus, paint_focus_ring
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, Hairline, TextButton
from reader.views.sources.fact_rows import FactRows
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
from reader.views.sources.row_buttons import NoteButton
from reader.views.wording import counted, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations import AttachmentRecord, SourceRecord, SourceUse

MARGIN_PX = 24
#: So many notes are listed at once; the rest at a press.
NOTES_AT_ONCE = 30


class DetailPanel(QWidget):
    """Renders what it is given, and asks for what the user wants.

    Signals:
        note_requested: Uids of an article and of a note in it.
        address_requested: A web address.
        checked_requested, edit_requested, merge_requested, delete_requested: What the
            buttons say.
        file_add_requested: A file is to be kept with the source.
        file_open_requested, file_remove_requested: The `AttachmentRecord` of a kept file.
    """

    note_requested = Signal(str, str)
    address_requested = Signal(str)
    checked_requested = Signal()
    edit_requested = Signal()
    merge_requested = Signal()
    delete_requested = Signal()
    file_add_requested = Signal()
    file_open_requested = Signal(object)
    file_remove_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._notes: tuple[SourceUse, ...] = ()
        self._buttons: list[NoteButton] = []
        self._shows_ring = False
        self._make(theme)
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.show_nothing()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in (*self._dressed, *self._buttons):
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
        self._form_only.setVisible(bool(marked))
        self._line_two.setVisible(bool(marked))
        self._review.show_facts(review_facts(record))
        self._files.show_files(files, is_writable=is_writable)
        self._line_files.setVisible(not self._files.isHidden())
        self._notes = tuple(notes)
        self._show_notes(self._notes[:NOTES_AT_ONCE])
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
            box = QRectF(self._scroll.geometry()).adjusted(6, 6, -6, -6)
            paint_focus_ring(painter, box, self._theme)

    def _make(self, theme: Theme) -> None:
        self._hint = Words(
            "Select a source to see what it says and where it is cited.",
            theme,
            self,
            role=Role.TEXT3,
        )
        self._hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._scroll = PanelScroll(theme, self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.installEventFilter(self)
        self._content = self._scroll.content
        self._badge = RankBadge(theme, self._content, px=32)
        self._title = Words("", theme, self._content, px=15, weight=600)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._rank = Words("", theme, self._content, px=12, role=Role.TEXT2)
        self._work = FactRows(theme, self._content)
        self._identifiers = FactRows(theme, self._content)
        self._form_only = Words(FORM_ONLY, theme, self._content, px=12, role=Role.TEXT3)
        self._review = FactRows(theme, self._content)
        self._files = KeptFiles(theme, self._content)
        self._cited = Words("", theme, self._content, px=12, weight=600, role=Role.TEXT2)
        self._more = TextButton("", theme, self._content, height_px=24)
        self._lines = tuple(Hairline(theme, self._content) for _ in range(5))
        _, self._line_two, _, self._line_files, _ = self._lines
        self._foot = QWidget(self)
        self.checked_button = self._button("Checked today", "C")
        self.edit_button = self._button("Edit", "E")
        self.merge_button = self._button("Merge...", "M")
        self.delete_button = TextButton("Delete", theme, self._foot)
        self.delete_button.setToolTip("Delete (Del)")
        self._dressed: tuple[Dressed, ...] = (
            self._scroll,
            *self._lines,
            *(self._hint, self._badge, self._title, self._rank, self._work, self._identifiers),
            *(self._form_only, self._review, self._files, self._cited, self._more),
            *(self.checked_button, self.edit_button, self.merge_button, self.delete_button),
        )

    def _button(self, text: str, keys: str) -> TextButton:
        return TextButton(text, self._theme, self._foot, kind=ButtonKind.OUTLINED, keys=keys)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._title)
        words.addWidget(self._rank)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(MARGIN_PX, 20, MARGIN_PX - 14, 16)
        column.setSpacing(0)
        column.addLayout(head)
        parts: tuple[tuple[QWidget, ...], ...] = (
            (self._work,),
            (self._identifiers, self._form_only),
            (self._review,),
            (self._files,),
            (self._cited,),
        )
        for line, below in zip(self._lines, parts, strict=True):
            column.addSpacing(10)
            column.addWidget(line)
            column.addSpacing(8)
            for widget in below:
                column.addWidget(widget)
        self._form_only.setContentsMargins(100, 2, 0, 0)
        self._note_column = QVBoxLayout()
        self._note_column.setContentsMargins(0, 4, 0, 0)
        self._note_column.setSpacing(4)
        column.addLayout(self._note_column)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
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
        whole.addStretch(1)
        whole.addWidget(self._hint)
        whole.addWidget(self._scroll, 1000)
        whole.addWidget(self._foot)
        whole.addStretch(1)

    def _connect(self) -> None:
        self._work.address_requested.connect(self.address_requested)
        self._files.add_requested.connect(self.file_add_requested)
        self._files.open_requested.connect(self.file_open_requested)
        self._files.remove_requested.connect(self.file_remove_requested)
        self._more.clicked.connect(self._on_more_clicked)
        self.checked_button.clicked.connect(self.checked_requested)
        self.edit_button.clicked.connect(self.edit_requested)
        self.merge_button.clicked.connect(self.merge_requested)
        self.delete_button.clicked.connect(self.delete_requested)

    def _show_notes(self, notes: Sequence[SourceUse]) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for use in notes:
            headline = one_line(use.headline) or "A note without words"
            below = (use.relation.label, one_line(use.article_title))
            button = NoteButton(use.severity, headline, below, self._theme, self._content)
            button.clicked.connect(lambda _=False, use=use: self._on_note_clicked(use))
            self._buttons.append(button)
            self._note_column.addWidget(button)
        total = len(self._notes)
        self._cited.setText(f"Cited in {counted(total, 'note')}" if total else "Not cited yet")
        self._more.setVisible(len(notes) < total)
        self._more.set_label(f"Show all {total} notes")

    def _on_note_clicked(self, use: SourceUse) -> None:
        self.note_requested.emit(use.article_uid, use.annotation_uid)

    def _on_more_clicked(self) -> None:
        self._show_notes(self._notes)
        self._buttons[NOTES_AT_ONCE].setFocus(Qt.FocusReason.TabFocusReason)
