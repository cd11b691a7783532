"""The same claim elsewhere: sentences of all articles, near first, with their notes."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations import SameClaim
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ElidedLabel
from reader.views.reuse.floating_panel import SHADOW, FloatingPanel
from reader.views.reuse.offer_list import ROW_PX, OfferList, OfferRow
from reader.views.reuse.words import claim_row
from reader.views.wording import isolate, quoted

MOST_ROWS = 10
_WIDTH = 620
_EDGE = 12
_HEAD_PX = 44
_NOTHING = OfferRow("No other sentence says anything like it.", "", is_choice=False)


class ClaimPanel(FloatingPanel):
    """A list that has the keyboard while it is open.

    Signals:
        claim_chosen: A `SameClaim` to go to.
    """

    claim_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "The same claim elsewhere", parent)
        self._claims: tuple[SameClaim, ...] = ()
        self.own_keys = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Up,
                                   Qt.Key.Key_Down, Qt.Key.Key_J, Qt.Key.Key_K})  # fmt: skip
        self.title = ElidedLabel("The same claim elsewhere", theme, self, font=sans(13, 600))
        self.quote = ElidedLabel("", theme, self, font=sans(12), role=Role.TEXT2)
        self.list = OfferList(theme, "Sentences", MOST_ROWS, self)
        head = QVBoxLayout()
        head.setContentsMargins(_EDGE, 0, _EDGE, 0)
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.quote)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(SHADOW + 1, SHADOW + 8, SHADOW + 1, SHADOW + 6)
        rows.setSpacing(8)
        rows.addLayout(head)
        rows.addWidget(self.list)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.chosen.connect(self._take)
        self.list.marked_changed.connect(self._describe)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        super().set_theme(theme)
        for part in (self.title, self.quote, self.list):
            part.set_theme(theme)

    def show_claims(self, words: str, claims: tuple[SameClaim, ...]) -> None:
        """Show what says the same as the words."""
        self._claims = claims
        self.quote.set_text(isolate(quoted(words, 200)))
        self.list.show_rows(tuple(map(claim_row, claims)) or (_NOTHING,))

    def lie_over(self, room: QRect) -> None:
        """Lie at the far top of what may be covered."""
        edges = _HEAD_PX + 22
        self.list.set_room((room.height() - edges - 2 * _EDGE) // ROW_PX)
        width = min(_WIDTH, room.width() - 2 * _EDGE)
        height = edges + self.list.sizeHint().height()
        left = room.left() + (room.width() - width) // 2
        self.lie_in(QRect(left, room.top() + _EDGE, width, height))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Down | Qt.Key.Key_J:
                self.list.step(1)
            case Qt.Key.Key_Up | Qt.Key.Key_K:
                self.list.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(self.list.marked)
            case _:
                super().keyPressEvent(event)

    def _describe(self) -> None:
        self.setAccessibleDescription(f"{self.list.spoken}. Enter goes there.")

    def _take(self, index: int) -> None:
        if 0 <= index < len(self._claims):
            self.claim_chosen.emit(self._claims[index])
