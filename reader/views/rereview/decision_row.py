"""The buttons that decide a case; they go on in a second row where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton


class DecisionRow(QWidget):
    """Still holds, edit, choose another sentence, withdraw.

    Signals:
        hold_wanted, edit_wanted, other_wanted, withdraw_wanted: What the buttons say.
    """

    hold_wanted = Signal()
    edit_wanted = Signal()
    other_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hold_button = TextButton("Still holds", theme, self, kind=ButtonKind.PRIMARY, keys="Y")
        self.edit_button = _outlined("Edit the note", "E", theme, self)
        self.other_button = _outlined("Choose another sentence", "O", theme, self)
        self.withdraw_button = _outlined("Withdraw", "W", theme, self)
        self.hold_button.clicked.connect(self.hold_wanted)
        self.edit_button.clicked.connect(self.edit_wanted)
        self.other_button.clicked.connect(self.other_wanted)
        self.withdraw_button.clicked.connect(self.withdraw_wanted)
        self.setAccessibleName("Decide")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _buttons(self) -> tuple[TextButton, ...]:
        return self.hold_button, self.edit_button, self.other_button, self.withdraw_button

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        for button in self._buttons:
            button.set_theme(theme)

    def offer(self, *, may_hold: bool, offers_other: bool) -> None:
        """Leave out what cannot be said of a case."""
        self.hold_button.setVisible(may_hold)
        self.other_button.setVisible(offers_other)
        self.updateGeometry()
        self._place(self.width())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._places(width)[-1][1] + self.edit_button.sizeHint().height()

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(320, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.edit_button.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(event.size().width())

    def _places(self, width: int) -> list[tuple[int, int, TextButton]]:
        """Corners of what is offered."""
        found: list[tuple[int, int, TextButton]] = []
        x, y = 0, 0
        for button in self._buttons:
            if button.isHidden():
                continue
            size = button.sizeHint()
            if found and x + size.width() > width:
                x, y = 0, y + size.height()
            found.append((x, y, button))
            x += size.width()
        return found

    def _place(self, width: int) -> None:
        for x, y, button in self._places(width):
            button.resize(button.sizeHint())
            button.move(x, y)


def _outlined(text: str, keys: str, theme: Theme, parent: QWidget) -> TextButton:
    return TextButton(text, theme, parent, kind=ButtonKind.OUTLINED, keys=keys)
