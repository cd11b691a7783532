"""The page that is read: the text with its marks, the cards beside it, strip and find bar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPagedPaintDevice, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotations import ReviewedArticle, Severity, Span, citation, short_citation
from reader.dates import local_date
from reader.theme.theme import Theme
from reader.views.article_view import LANDING, ArticleView, ReadingPosition
from reader.views.card_column import CardColumn
from reader.views.card_text import Words
from reader.views.citation_text import citation_text
from reader.views.cited_notes import cited_notes
from reader.views.find_bar import FindBar
from reader.views.overview_strip import OverviewStrip

if TYPE_CHECKING:
    from reader.views.editor.note_editor import NoteEditor


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where an article is being read: what to come back to from another one."""

    position: ReadingPosition
    jumps: tuple[ReadingPosition, ...]
    #: Uid of the active note, and whether its card has the keyboard.
    active: str | None
    is_on_card: bool


class ReaderPage(QWidget):
    """One article with all that is said of it.

    Signals:
        article_requested: uid of another article and of the note, for the other side of a
            contradiction.
        link_requested: Address of a source or of a link in the text: ask before opening.
        active_changed: uid of the active note; empty for none.
        zoom_requested: +1 or -1, from the wheel with Ctrl.
        edit_requested, delete_requested, rereview_requested: uid of a note, from its card.
        withdraw_confirmed: uid of a note and the reason, from its card.
    """

    article_requested = Signal(str, str)
    link_requested = Signal(str)
    active_changed = Signal(str)
    zoom_requested = Signal(int)
    edit_requested = Signal(str)
    rereview_requested = Signal(str)
    delete_requested = Signal(str)
    withdraw_confirmed = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reviewed: ReviewedArticle | None = None
        self._view = ArticleView(theme, self)
        self._words = Words(format_date=local_date, cite=short_citation)
        self._column = CardColumn(self._view, self._words, theme)
        self._strip = OverviewStrip(self._view, theme, self)
        self._find_bar = FindBar(self._view, theme, self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self._view)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._view, 1)
        row.addWidget(self._strip)
        self.setLayout(row)
        self._find_bar.hide()
        self._find_bar.raise_()

    def _connect(self) -> None:
        self._view.link_requested.connect(self.link_requested)
        self._view.zoom_requested.connect(self.zoom_requested)
        self._column.link_requested.connect(self.link_requested)
        self._column.article_requested.connect(self.article_requested)
        self._column.active_changed.connect(self.active_changed)
        self._column.edit_requested.connect(self.edit_requested)
        self._column.rereview_requested.connect(self.rereview_requested)
        self._column.delete_requested.connect(self.delete_requested)
        self._column.withdraw_confirmed.connect(self.withdraw_confirmed)
        self._strip.annotation_activated.connect(self._on_tick_pressed)

    # What is shown

    def show_article(self, reviewed: ReviewedArticle, *, annotation: str | None = None) -> None:
        """Show an article, at its top or at one of its notes.

        The same revision with other notes keeps its place, its active note and what is open.
        """
        self._reviewed = reviewed
        self._view.show_article(reviewed)
        self._column.show_article(reviewed)
        if self._find_bar.isVisible():
            self._find_bar.search_again()
        if annotation:
            self._column.activate(annotation, reveal=True)

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        self._view.set_theme(theme)
        self._strip.set_theme(theme)
        self._find_bar.set_theme(theme)
        self._column.set_theme(theme)

    def set_text_size(self, px: int) -> None:
        """Set the article in 16, 18, 20, 22 or 24 px; cards keep their size."""
        self._view.set_text_size(px)

    def set_threshold(self, severity: Severity) -> None:
        """Show marks and cards of at least this severity."""
        self._view.set_threshold(severity)
        self._column.set_threshold(severity)

    def set_reviewing(self, on: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Give the text its sentence cursor and the cards what a reviewer changes."""
        self._view.set_reviewing(on)
        self._column.set_reviewing(on)

    def set_marks_visible(self, visible: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Show or hide all marks and cards, to read the bare text."""
        self._view.set_marks_visible(visible)
        self._column.set_visible(visible)

    def set_reduced_motion(self, reduced: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Let nothing move by itself."""
        self._column.set_reduced_motion(reduced)

    @property
    def view(self) -> ArticleView:
        """The text."""
        return self._view

    @property
    def column(self) -> CardColumn:
        """The cards."""
        return self._column

    # Going from caution to caution

    @property
    def active(self) -> str | None:
        """Uid of the active note."""
        return self._column.active

    def activate(self, uid: str) -> bool:
        """Make a note active and bring its sentence to the screen; False where unknown."""
        return self._column.activate(uid, reveal=True)

    def deactivate(self) -> None:
        """Let no note be active; the keyboard and the text stay where they are."""
        self._column.deactivate()

    def start_at(self, uid: str) -> None:
        """Open the article that was just shown at a note, which is no jump in it."""
        self._column.activate(uid, reveal=True)
        self._view.set_jumps(())

    def focus_active(self) -> bool:
        """Give the keyboard to the active card; False where there is none."""
        return self._column.focus_active()

    def next_caution(self) -> bool:
        """Go to the next caution, from the active one or from the screen; False at the end."""
        return self._step(1)

    def previous_caution(self) -> bool:
        """Go to the caution before; False at the first."""
        return self._step(-1)

    def _step(self, by: int) -> bool:
        uid = self._column.walk.step(by)
        if uid is None:
            return False
        was_on_card = self._column.focused is not None
        self._column.activate(uid, reveal=True)
        if was_on_card:
            self._column.focus_active()
        return True

    def swap_focus(self) -> bool:
        """Go from the text to the active card, and from a card to its sentence.

        On the card of a contradiction it goes to the other side. Without an active card it
        takes the first on the screen.
        """
        if self._column.focused is None:
            if self.active is None and not self._step(1):
                return False
            return self._column.focus_active()
        if self._column.walk.show_other_side():
            return True
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        index = self._column.index_of(self.active)
        if index >= 0:
            self._column.walk.reveal_sentence(index)
        return True

    def next_place(self) -> bool:
        """Go to the next sentence that the active note holds for; False where there is none."""
        return self._column.walk.show_next_place(self.active or "")

    def ask_withdrawal(self, uid: str) -> bool:
        """Ask in the card of a note why it is withdrawn; False where that cannot be."""
        return self._column.begin_withdrawal(uid)

    def go_back(self) -> bool:
        """Return to where the last jump began; False where there was none."""
        return self._view.go_back()

    def escape(self) -> bool:
        """Close what is open: find bar, drawer, active card. False where nothing was."""
        if self.close_find():
            return True
        if self._column.editor is not None:
            # Whoever opened the editor knows what is to become of what is written in it.
            return False
        had_focus = self._column.focused is not None
        done = self._column.deactivate()
        if had_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        return done or had_focus

    # Writing

    def show_editor(self, editor: NoteEditor, span: Span | None) -> None:
        """Let an editor stand beside a sentence, in place of the cards, joined to it.

        It follows the text while that scrolls, and lies in the drawer of a narrow page. The
        page takes it as a child and gives it back with `hide_editor`.

        Args:
            editor: With its form already open.
            span: Of the sentence; None for a note on the whole article.
        """
        self._column.show_editor(editor, span)

    def hide_editor(self) -> bool:
        """Let the cards come back; False where no editor was there.

        The keyboard goes to the text where the editor had it.
        """
        editor = self._column.editor
        focused: QWidget | None = self.window().focusWidget()
        had_focus = editor is not None and focused is not None and editor.isAncestorOf(focused)
        done = self._column.hide_editor()
        if had_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        return done

    # Finding

    def open_find(self) -> None:
        """Open the find bar and give it the keyboard."""
        self._place_find_bar()
        self._find_bar.open_bar()
        self._find_bar.raise_()

    def find_next(self) -> None:
        """Go to the next place found."""
        self._find_bar.find_next()

    def find_previous(self) -> None:
        """Go to the place found before."""
        self._find_bar.find_previous()

    def close_find(self) -> bool:
        """Close the find bar; False where it was closed."""
        if not self._find_bar.isVisible():
            return False
        self._find_bar.close_bar()
        return True

    # Taking something along

    def copied_text(self) -> str:
        """The words selected on a card or in the text; empty where none are."""
        return self._column.selected_text() or self._view.selected_text()

    def citation(self) -> str:
        """The selected or the active sentence with its cautions and sources, as plain text.

        Empty where nothing is selected and no note is active.
        """
        if self._reviewed is None:
            return ""
        quote, annotations = cited_notes(self._reviewed, self._selected_span(), self.active)
        if not quote and not annotations:
            return ""
        return citation_text(
            self._reviewed.article,
            quote,
            annotations,
            cite=citation,
            format_date=local_date,
        )

    def _selected_span(self) -> Span | None:
        cursor = self._view.textCursor()
        if not cursor.hasSelection():
            return None
        bridge = self._view.page.bridge
        return Span(bridge.to_cp(cursor.selectionStart()), bridge.to_cp(cursor.selectionEnd()))

    def place_now(self) -> PagePlace:
        """All that it takes to come back to what is on the screen."""
        return PagePlace(
            self._view.reading_position(),
            self._view.jumps,
            self.active,
            is_on_card=self._column.focused is not None,
        )

    def return_to(self, place: PagePlace) -> None:
        """Come back to a place of the article that is shown, to the same pixel."""
        if place.active and self._column.activate(place.active) and place.is_on_card:
            self._column.focus_active()
        self._view.restore_reading_position(place.position)
        self._view.set_jumps(place.jumps)

    def reading_position(self) -> int:
        """Code point of the line that is being read; 0 at the top."""
        return self._view.reading_position().code_point

    def restore_position(self, code_point: int) -> None:
        """Bring the line of a code point to where one reads."""
        offset = self._view.viewport().height() * LANDING if code_point else 0.0
        self._view.restore_reading_position(ReadingPosition(code_point, offset))

    def print_to(self, printer: QPagedPaintDevice) -> bool:
        """Print the article with its marks, then its notes as a list; False where refused."""
        from reader.views.printing import print_page

        return self._reviewed is not None and print_page(self._reviewed, printer, self._words)

    # Keys and marks

    def _place_find_bar(self) -> None:
        """Float over the top of the text column, at its far end."""
        page, bar = self._view.geometry_now, self._find_bar
        bar.resize(bar.sizeHint())
        column = page.viewport_margin + page.column_right
        left = min(round(column) - bar.width(), self.width() - bar.width() - 24)
        bar.move(max(8, left), 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the find bar over the text."""
        super().resizeEvent(event)
        self._place_find_bar()

    def _on_tick_pressed(self, uid: str) -> None:
        self._column.activate(uid, reveal=True)

    def event(self, event: QEvent) -> bool:
        """Take Escape before the window does, while there is something to close."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_override and is_escape and self._has_something_open():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what is open."""
        if event.key() == Qt.Key.Key_Escape and self.escape():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _has_something_open(self) -> bool:
        if self._column.editor is not None:
            return self._find_bar.isVisible()
        return (
            self._find_bar.isVisible()
            or self.active is not None
            or self._column.drawer.is_open
            or self._column.focused is not None
        )
