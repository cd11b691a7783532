"""The line in a card that asks why its note is withdrawn."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
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
            # Spaces would hide the hint.
            self.field.clear()
            self.field.setPlaceholderText("A few words are needed: why?")
            self.field.setAccessibleDescription("A few words are needed.")
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)


class Withdrawal:
    """The strip of one card, while it is asked for: where it lies, and how it goes.

    Args:
        card: Gets the keyboard back.
        done: Called with the reason.
    """

    def __init__(self, card: QWidget, done: Callable[[str], None]) -> None:
        self._card, self._done = card, done
        self._strip: WithdrawStrip | None = None

    def begin(self, place: QRectF, theme: Theme) -> None:
        """Ask over `place`, in the card's coordinates."""
        if self._strip is None:
            self._strip = WithdrawStrip(theme, self._card)
            self._strip.confirmed.connect(self._on_confirmed)
            self._strip.cancelled.connect(self._on_cancelled)
        self.follow(place, theme)
        self._strip.show()
        self._strip.raise_()
        self._strip.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def follow(self, place: QRectF | None, theme: Theme) -> None:
        """Lie where the card's buttons are now; end where it has none."""
        if place is None:
            self.end()
        elif self._strip is not None:
            self._strip.setGeometry(place.toAlignedRect().adjusted(-6, 0, 4, 0))
            self._strip.set_theme(theme)

    def end(self) -> None:
        """Take the strip away."""
        if self._strip is not None:
            self._strip.hide()
            self._strip.deleteLater()
            self._strip = None

    def _on_confirmed(self, reason: str) -> None:
        self._on_cancelled()
        self._done(reason)

    def _on_cancelled(self) -> None:
        self._card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.end()
