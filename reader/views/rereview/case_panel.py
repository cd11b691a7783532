"""The right side of a re-review: the case at hand, what can be said of it, and the next one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from reader.dates import local_date
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import FOCUS_MARGIN_PX
from reader.views.rereview.case_heading import CaseHeading
from reader.views.rereview.case_text import CaseGroup, CaseText
from reader.views.rereview.decision_row import DecisionRow
from reader.views.rereview.diff_table import DiffTable
from reader.views.rereview.suggestion_table import SuggestionTable
from reader.views.withdraw_strip import WithdrawStrip
from reader.views.wording import quoted

_SIDE, _NARROW_SIDE, _NARROW_BELOW = 40, 24, 640
_TOP, _BOTTOM = 17, 32
#: Longest line of the next case, in characters.
_NEXT_LENGTH = 120


class CasePanel(QWidget):
    """One case whole, and the beginning of the one after it.

    Signals:
        hold_wanted, edit_wanted: What the buttons say.
        withdraw_confirmed: The reason.
        place_chosen: Number of a suggestion, from 1.
        keep_wanted: The note is to keep its quote, without a sentence.
        pointing_wanted: A sentence is to be pointed at in the text.
    """

    hold_wanted = Signal()
    edit_wanted = Signal()
    withdraw_confirmed = Signal(str)
    place_chosen = Signal(int)
    keep_wanted = Signal()
    pointing_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: CaseText | None = None
        self._shows_others = False
        self.heading = CaseHeading(theme, self)
        self.table = DiffTable(theme, self, format_date=local_date)
        self.decisions = DecisionRow(theme, self)
        self.strip = WithdrawStrip(theme, self)
        self.suggestions_heading = CaseHeading(theme, self, px=14)
        self.suggestions = SuggestionTable(theme, self)
        self.next_heading = CaseHeading(theme, self, px=14)
        self.next_table = DiffTable(theme, self, is_brief=True, format_date=local_date)
        self.strip.hide()
        self.decisions.hold_wanted.connect(self.hold_wanted)
        self.decisions.edit_wanted.connect(self.edit_wanted)
        self.decisions.other_wanted.connect(self.toggle_others)
        self.decisions.withdraw_wanted.connect(self.ask_withdrawal)
        self.strip.confirmed.connect(self._on_withdrawn)
        self.strip.cancelled.connect(self.end_withdrawal)
        self.suggestions.chosen.connect(self.place_chosen)
        self.suggestions.none_chosen.connect(self.keep_wanted)
        self.suggestions.pointing_wanted.connect(self.pointing_wanted)
        self.setAccessibleName("The case at hand")

    @property
    def shows_others(self) -> bool:
        """True while other sentences are offered."""
        return self._shows_others

    @property
    def asks_for_reason(self) -> bool:
        """True while the reason of a withdrawal is asked for."""
        return not self.strip.isHidden()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        for child in (
            *(self.heading, self.table, self.decisions, self.strip),
            *(self.suggestions_heading, self.suggestions, self.next_heading, self.next_table),
        ):
            child.set_theme(theme)

    def show_case(self, case: CaseText, following: CaseText | None) -> None:
        """Show a case whole, and the one after it in brief."""
        self._case = case
        self._shows_others = case.group is not CaseGroup.CHANGED
        self.strip.hide()
        self.decisions.show()
        self.heading.set_words(case.title, case.chips, case.match)
        self.table.set_case(case)
        self.decisions.offer(may_hold=case.may_hold, offers_other=case.may_hold)
        self._fill_suggestions(case)
        self._show_next(following)
        self.arrange()

    def toggle_others(self) -> None:
        """Offer other sentences, or no more."""
        if self._case is not None and self._case.group is CaseGroup.CHANGED:
            self._shows_others = not self._shows_others
            self.arrange()

    def ask_withdrawal(self) -> None:
        """Ask for the reason in the place of the buttons."""
        self.decisions.hide()
        self.strip.field.clear()
        self.strip.show()
        self.arrange()
        self.strip.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end_withdrawal(self) -> None:
        """Let the buttons come back."""
        focused: QWidget | None = self.window().focusWidget()
        had_focus = focused is not None and self.strip.isAncestorOf(focused)
        self.strip.hide()
        self.decisions.show()
        self.arrange()
        if had_focus:
            self.decisions.withdraw_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def arrange(self) -> None:
        """Put one below the other, in the width that there is."""
        width = self.width()
        side = _SIDE if width >= _NARROW_BELOW else _NARROW_SIDE
        room, y = width - 2 * side, _TOP
        for widget, above in self._sections():
            y += above
            if widget is self.decisions:
                # The rings of its buttons reach over the edge.
                left, wide, y = side - FOCUS_MARGIN_PX, room + 2 * FOCUS_MARGIN_PX, y - 4
            else:
                left, wide = side, room
            height = 36 if widget is self.strip else widget.heightForWidth(wide)
            widget.setGeometry(left, y, wide, height)
            y += height - (4 if widget is self.decisions else 0)
        self.setFixedHeight(y + _BOTTOM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()

    def _sections(self) -> list[tuple[QWidget, int]]:
        """What is shown, from the top, each with the gap above it."""
        shows_next = not self.next_heading.isHidden()
        shows_next_table = shows_next and not self.next_table.isHidden()
        self.suggestions_heading.setVisible(self._shows_others)
        self.suggestions.setVisible(self._shows_others)
        found: list[tuple[QWidget, int]] = [(self.heading, 0), (self.table, 12)]
        found.append((self.strip if self.asks_for_reason else self.decisions, 12))
        if self._shows_others:
            found += [(self.suggestions_heading, 22), (self.suggestions, 8)]
        if shows_next:
            found.append((self.next_heading, 22))
        if shows_next_table:
            found.append((self.next_table, 8))
        return found

    def _fill_suggestions(self, case: CaseText) -> None:
        titles = {
            CaseGroup.CHANGED: ("Another sentence", "Which one is the note about?"),
            CaseGroup.AMBIGUOUS: ("Which copy?", f"{quoted(case.old_text, _NEXT_LENGTH)}"),
            CaseGroup.LOST: (
                "Lost",
                f"{quoted(case.old_text, _NEXT_LENGTH)} Is it one of these?"
                if case.suggestions
                else "No sentence of this text is like it.",
            ),
        }
        title, remark = titles[case.group]
        self.suggestions_heading.set_words(title, (), remark, at_end=False)
        may_keep = case.group is not CaseGroup.CHANGED
        self.suggestions.show_places(case.suggestions, may_keep=may_keep)

    def _show_next(self, case: CaseText | None) -> None:
        self.next_heading.setVisible(case is not None)
        self.next_table.setVisible(case is not None)
        if case is not None:
            self.next_heading.set_words("Next", case.chips, case.headline, at_end=False)
            self.next_table.set_case(case)

    def _on_withdrawn(self, reason: str) -> None:
        self.end_withdrawal()
        self.withdraw_confirmed.emit(reason)


class CaseScroll(QScrollArea):
    """The panel, scrolled up and down where it is higher than the window."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.panel = CasePanel(theme)
        self._bar = ThinScrollBar(theme, self)
        self.setVerticalScrollBar(self._bar)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.panel)
        self.panel.decisions.withdraw_wanted.connect(self.show_strip)
        self.set_theme(theme)

    def ask_withdrawal(self) -> None:
        """Ask for the reason of a withdrawal where it can be seen."""
        self.panel.ask_withdrawal()
        self.show_strip()

    def show_strip(self) -> None:
        """Bring the field for the reason to the screen."""
        self.ensureWidgetVisible(self.panel.strip)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.color(Role.CANVAS))
        self.setPalette(palette)
        self._bar.set_theme(theme)
        self.panel.set_theme(theme)
