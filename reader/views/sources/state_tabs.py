"""The states of sources, each with how many are in it; one is shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from annotations import SourceState
from reader.theme.fonts import sans
from reader.theme.painting import FOCUS_MARGIN_PX, RADIUS_PX, is_keyboard_focus, paint_focus_ring
from reader.theme.roles import Role
from reader.theme.theme import Theme

STATE_WORDS = {
    SourceState.ALL: "All",
    SourceState.RETRACTED: "Retracted",
    SourceState.STALE: "Not checked for a year",
    SourceState.UNCITED: "Not cited",
}
_PAD_PX = 10
_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class _Tab(QAbstractButton):
    """One state."""

    def __init__(self, state: SourceState, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = state
        self._theme = theme
        self._shows_ring = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_count(0)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def show_count(self, count: int) -> None:
        self.setText(f"{STATE_WORDS[self.state]} {count}")
        self.setAccessibleName(f"{STATE_WORDS[self.state]}, {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(sans(13, 600, tabular=True)).horizontalAdvance(self.text())
        return QSize(round(width) + 1 + 2 * (_PAD_PX + FOCUS_MARGIN_PX), 28 + 2 * FOCUS_MARGIN_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = is_keyboard_focus(event.reason())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt's buttons would only move the focus.
        if event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = FOCUS_MARGIN_PX
        body = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(Role.HOVER))
            painter.drawRoundedRect(body, RADIUS_PX, RADIUS_PX)
        painter.setFont(sans(13, 600 if self.isChecked() else 500, tabular=True))
        painter.setPen(self._theme.color(Role.TEXT if self.isChecked() else Role.TEXT2))
        painter.drawText(body, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._shows_ring and self.hasFocus():
            paint_focus_ring(painter, body, self._theme)


class StateTabs(QWidget):
    """A row of states. Left and Right go from one to the next; Tab enters at the chosen one.

    Signals:
        chosen: The `SourceState` that is wanted.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Which sources")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.tabs = {state: _Tab(state, theme, self) for state in STATE_WORDS}
        for tab in self.tabs.values():
            tab.clicked.connect(lambda _=False, state=tab.state: self.choose(state))
            row.addWidget(tab)
        row.addStretch(1)
        self.set_current(SourceState.ALL)

    @property
    def current(self) -> SourceState:
        """The state that is shown."""
        return next(state for state, tab in self.tabs.items() if tab.isChecked())

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        for tab in self.tabs.values():
            tab.set_theme(theme)

    def show_counts(self, counts: Mapping[SourceState, int]) -> None:
        """Say how many are in each state."""
        for state, tab in self.tabs.items():
            tab.show_count(counts.get(state, 0))

    def set_current(self, state: SourceState) -> None:
        """Mark a state as shown, without telling."""
        for each, tab in self.tabs.items():
            tab.setChecked(each is state)
            tab.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if each is state else Qt.FocusPolicy.ClickFocus
            )

    def choose(self, state: SourceState) -> None:
        """Show a state, and tell where it is another."""
        was = self.current
        self.set_current(state)
        if state is not was:
            self.chosen.emit(state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key(), 0)
        if not step:
            super().keyPressEvent(event)
            return
        states = list(self.tabs)
        state = states[(states.index(self.current) + step) % len(states)]
        self.choose(state)
        self.tabs[state].setFocus(Qt.FocusReason.TabFocusReason)
