"""The page on which notes are looked at again: a list at the left, the case at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from reader.models.case_list import CaseRow, RowKind
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.empty_state import EmptyState, EmptyText
from reader.views.rereview.case_list_view import CaseListView
from reader.views.rereview.case_panel import CaseScroll
from reader.views.rereview.case_text import CaseGroup, CaseText, Settled
from reader.views.rereview.rereview_bar import HEIGHT_PX as BAR_PX
from reader.views.rereview.rereview_bar import KeysFoot, RereviewBar
from reader.views.rereview.summary_bar import HEIGHT_PX as SUMMARY_PX
from reader.views.rereview.summary_bar import Summary, SummaryBar

_LIST_PX = 376
#: Below it the list stands above the case, so high at most as a part of the page.
_SIDE_BY_SIDE_FROM_PX = 960
_LIST_SHARE = 0.3

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


@dataclass(frozen=True, slots=True)
class Decided:
    """A case that was decided here, and how."""

    uid: str
    headline: str
    words: str


class RereviewView(QWidget):
    """Renders the cases it is given, and asks for what is decided.

    Signals:
        hold_requested, edit_requested, keep_requested, pointing_requested: Uid of a case: its
            note still holds, is to be edited, keeps its quote without a sentence, is to get
            the sentence that is pointed at.
        place_chosen: Uid of a case and the `Span` that was suggested.
        withdraw_requested: Uid of a case and the reason.
        show_requested: Uid of a case, to be seen in the text.
        undo_requested: The last decision is to be taken back.
        earlier_requested: The text before is to be shown.
        closed: The way back to the article.
    """

    #: The line of keys stands in place of the status line of the window.
    has_foot = True

    hold_requested = Signal(str)
    edit_requested = Signal(str)
    keep_requested = Signal(str)
    pointing_requested = Signal(str)
    place_chosen = Signal(str, object)
    withdraw_requested = Signal(str, str)
    show_requested = Signal(str)
    undo_requested = Signal()
    earlier_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cases: dict[str, CaseText] = {}
        self._uid = ""
        self.bar = RereviewBar(theme, self)
        self.summary = SummaryBar(theme, self)
        self.list = CaseListView(theme, self)
        self.area = CaseScroll(theme, self)
        self.done = EmptyState(theme, self)
        self.foot = KeysFoot(theme, self)
        self.setAccessibleName("Look at notes again")
        self.setFocusProxy(self.list)
        self._connect()
        self.show_cases((), (), Settled(), Summary())

    @property
    def current(self) -> CaseText | None:
        """The case at hand; None where all are decided."""
        return self._cases.get(self._uid)

    @property
    def cases(self) -> tuple[CaseText, ...]:
        """What is to be decided, in the order of the list."""
        return tuple(self._cases.values())

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in (self.bar, self.summary, self.list, self.area, self.done, self.foot):
            child.set_theme(theme)
        self.update()

    def set_article(self, title: str, promise: str) -> None:
        """Say which article it is, and what stays as it is."""
        self.bar.set_title(title)
        self.foot.set_promise(promise)

    def show_cases(
        self,
        cases: Sequence[CaseText],
        decided: Sequence[Decided],
        settled: Settled,
        summary: Summary,
        *,
        at: str = "",
    ) -> None:
        """Show what there is to decide.

        Args:
            cases: The worst first; each group keeps that order.
            decided: What was decided here, oldest first.
            settled: What needed no eyes.
            summary: What the bar says.
            at: Uid of the case to show; else the one that is shown stays, or the one that
                comes in its place.
        """
        number = self._number_of(self._uid)
        ordered = [case for group in CaseGroup for case in cases if case.group is group]
        self._cases = {case.uid: case for case in ordered}
        self.summary.set_summary(summary)
        self.list.cases.set_rows([*_case_rows(ordered), *_other_rows(decided, settled)])
        wanted = at if at in self._cases else self._uid
        if wanted not in self._cases and ordered:
            wanted = ordered[min(max(number, 0), len(ordered) - 1)].uid
        self._uid = wanted if wanted in self._cases else ""
        self.list.select(self._uid)
        self._show_current()
        if not ordered:
            self.done.show_text(_done_text(summary))
        self._arrange()

    def take_keyboard(self) -> None:
        """Take the keyboard: to the list, or to the way back where all is decided."""
        target = self.list if self._cases else self.done.button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """Say what has just happened."""
        self.foot.say(sentence)

    def step(self, by: int) -> None:
        """Go to the next case or the one before."""
        uids = list(self._cases)
        number = self._number_of(self._uid) + by
        if 0 <= number < len(uids):
            self.list.select(uids[number])
        elif uids:
            self.say("That was the last one." if by > 0 else "That is the first one.")

    # Keys

    def event(self, event: QEvent) -> bool:
        """Claim the keys of this place before the window does, unless somebody types."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._verb_of(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        verb = self._verb_of(event)
        if verb is None:
            super().keyPressEvent(event)
        else:
            verb()

    def _verb_of(self, event: QKeyEvent) -> Callable[[], object] | None:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if isinstance(QApplication.focusWidget(), QLineEdit):
            return None
        if modifiers == Qt.KeyboardModifier.ControlModifier:
            return self.undo_requested.emit if key == Qt.Key.Key_Z else None
        if modifiers not in _PLAIN:
            return None
        if key == Qt.Key.Key_Escape:
            return self._step_back
        return self._case_verbs().get(key) if self.current is not None else None

    def _case_verbs(self) -> dict[Qt.Key, Callable[[], object]]:
        verbs: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_J: lambda: self.step(1),
            Qt.Key.Key_K: lambda: self.step(-1),
            Qt.Key.Key_Y: self._hold,
            Qt.Key.Key_E: lambda: self.edit_requested.emit(self._uid),
            Qt.Key.Key_O: self._offer_others,
            Qt.Key.Key_W: self.area.ask_withdrawal,
            Qt.Key.Key_G: lambda: self.show_requested.emit(self._uid),
            Qt.Key.Key_M: lambda: self.pointing_requested.emit(self._uid),
            Qt.Key.Key_0: self._keep,
        }
        digits = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
        for number, key in enumerate(digits, 1):
            verbs[key] = partial(self._choose, number)
        return verbs

    def _hold(self) -> None:
        case = self.current
        if case is not None and case.may_hold:
            self.hold_requested.emit(case.uid)
        else:
            self.say("It has no sentence yet: choose one with 1 to 5, or point at one with M.")

    def _offer_others(self) -> None:
        case, panel = self.current, self.area.panel
        if case is None or case.group is not CaseGroup.CHANGED:
            return
        panel.toggle_others()
        if panel.shows_others:
            self.area.ensureWidgetVisible(panel.suggestions)
            if not case.suggestions:
                self.say("No other sentence is like it. M points at one in the text.")

    def _keep(self) -> None:
        case = self.current
        if case is not None and case.group is not CaseGroup.CHANGED:
            self.keep_requested.emit(case.uid)

    def _choose(self, number: int) -> None:
        case = self.current
        if case is None or not self.area.panel.shows_others:
            self.say("O offers other sentences first.")
        elif number <= len(case.suggestions):
            self.place_chosen.emit(case.uid, case.suggestions[number - 1].span)

    def _step_back(self) -> None:
        panel, case = self.area.panel, self.current
        is_open = panel.shows_others and case is not None and case.group is CaseGroup.CHANGED
        if panel.asks_for_reason:
            panel.end_withdrawal()
        elif is_open:
            panel.toggle_others()
        else:
            self.closed.emit()

    # Inside

    def _connect(self) -> None:
        panel = self.area.panel
        self.list.case_chosen.connect(self._on_chosen)
        self.bar.later_requested.connect(self.closed)
        self.bar.earlier_requested.connect(self.earlier_requested)
        self.done.pressed.connect(self.closed)
        panel.hold_wanted.connect(self._hold)
        panel.edit_wanted.connect(lambda: self.edit_requested.emit(self._uid))
        panel.keep_wanted.connect(self._keep)
        panel.pointing_wanted.connect(lambda: self.pointing_requested.emit(self._uid))
        panel.place_chosen.connect(self._choose)
        panel.withdraw_confirmed.connect(
            lambda reason: self.withdraw_requested.emit(self._uid, reason)
        )

    def _number_of(self, uid: str) -> int:
        return list(self._cases).index(uid) if uid in self._cases else -1

    def _on_chosen(self, uid: str) -> None:
        if uid in self._cases and uid != self._uid:
            self._uid = uid
            self.foot.forget()
            self._show_current()

    def _show_current(self) -> None:
        case = self.current
        self.area.setVisible(case is not None)
        self.done.setVisible(case is None)
        if case is not None:
            uids = list(self._cases)
            after = uids[self._number_of(case.uid) + 1 :]
            self.area.panel.show_case(case, self._cases[after[0]] if after else None)
            self.area.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width, height = self.width(), self.height()
        self.bar.setGeometry(0, 0, width, BAR_PX)
        self.summary.setGeometry(0, BAR_PX, width, SUMMARY_PX)
        self.foot.setGeometry(0, height - BAR_PX, width, BAR_PX)
        top = BAR_PX + SUMMARY_PX
        room = max(0, height - top - BAR_PX)
        if width >= _SIDE_BY_SIDE_FROM_PX:
            self.list.setGeometry(0, top, _LIST_PX - 1, room)
            rest = (_LIST_PX, top, width - _LIST_PX, room)
        else:
            above = round(room * _LIST_SHARE)
            self.list.setGeometry(0, top, width, above)
            rest = (0, top + above + 1, width, room - above - 1)
        self.area.setGeometry(*rest)
        self.done.setGeometry(*rest)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.CANVAS))
        place = self.list.geometry()
        line = self._theme.color(Role.LINE)
        if self.width() >= _SIDE_BY_SIDE_FROM_PX:
            painter.fillRect(_LIST_PX - 1, place.top(), 1, place.height(), line)
        else:
            painter.fillRect(0, place.bottom() + 1, self.width(), 1, line)


def _case_rows(cases: Sequence[CaseText]) -> list[CaseRow]:
    rows = []
    for group, members in groupby(cases, key=lambda case: case.group):
        rows.append(CaseRow(kind=RowKind.GROUP, text=group.value))
        rows += [
            CaseRow(
                kind=RowKind.CASE,
                text=case.headline,
                detail=case.detail,
                uid=case.uid,
                severity=case.severity,
            )
            for case in members
        ]
    return rows


def _other_rows(decided: Sequence[Decided], settled: Settled) -> list[CaseRow]:
    rows = []
    if decided:
        rows.append(CaseRow(kind=RowKind.GROUP, text="Decided"))
        rows += [
            CaseRow(kind=RowKind.DECIDED, text=each.headline, detail=each.words, uid=each.uid)
            for each in decided
        ]
    if settled.rows:
        rows.append(CaseRow(kind=RowKind.GROUP, text="Settled without asking"))
        rows += [
            CaseRow(kind=RowKind.SETTLED, text=text, detail=detail) for text, detail in settled.rows
        ]
    return rows


def _done_text(summary: Summary) -> EmptyText:
    if summary.of:
        return EmptyText(
            "All decided",
            "Every note has its sentence, or your word on it.",
            "Back to the article",
            "Esc",
        )
    return EmptyText(
        "Nothing to look at again",
        "Every note of this article stands on the sentence that it was written for.",
        "Back to the article",
        "Esc",
    )
