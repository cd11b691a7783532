"""The line in a card that asks why its note is withdrawn."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton

#: Longest reason, in characters; a note's fields take no more.
_LONGEST = 20_000


class WithdrawStrip(QWidget):
    """A field and a button over the card's row of buttons; Escape takes it away.

    Signals:
        confirmed: the reason, one line and never empty.
        cancelled: Escape was pressed.
    """

    confirmed = Signal(str)
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Withdraw this note")
        self.setAutoFillBackground(True)
        self.field = QLineEdit(self)
        self.field.setFont(sans(13))
        self.field.setMaxLength(_LONGEST)
        self.field.setMinimumHeight(28)
        self.field.setTextMargins(6, 0, 6, 0)
        self.field.setPlaceholderText("Why? Other reviewers will read it")
        self.field.setAccessibleName("Why this note is withdrawn")
        self.field.returnPressed.connect(self._on_return)
        self.button = TextButton("Withdraw", theme, self, kind=ButtonKind.OUTLINED)
        self.button.setToolTip("Keep the note, with the reason, out of what readers see (Enter)")
        self.button.clicked.connect(self._on_return)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.field)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        palette = theme.palette()
        palette.setColor(self.backgroundRole(), theme.color(Role.SURFACE))
        self.setPalette(palette)
        self.button.set_theme(theme)

    def event(self, event: QEvent) -> bool:
        """Claim Escape before the window does."""
        is_override = event.type() is QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()

    def _on_return(self) -> None:
        reason = " ".join(self.field.text().split())
        if reason:
            self.confirmed.emit(reason)
        else:
            self.field.setPlaceholderText("A few words are needed: why?")
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
