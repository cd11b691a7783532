"""What stands where a list has nothing to show: why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reader.theme.fonts import sans, serif
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton

_TEXT_PX = 400


@dataclass(frozen=True, slots=True)
class EmptyText:
    """What is said. An empty `button` shows none."""

    title: str
    text: str
    button: str = ""
    keys: str = ""


class EmptyState(QWidget):
    """A title, a sentence and a button, in the middle.

    Signals:
        pressed: The button.
    """

    pressed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = QLabel(self)
        self._title.setFont(serif(25, 600))
        self._text = QLabel(self)
        self._text.setFont(sans(14))
        for label in (self._title, self._text):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setFixedWidth(_TEXT_PX)
        self.button = TextButton("", theme, self, kind=ButtonKind.OUTLINED)
        self.button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for widget in (self._title, self._text, self.button):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addSpacing(10)
        column.addStretch(3)
        self.set_theme(theme)

    @property
    def text(self) -> str:
        """Title and sentence."""
        return f"{self._title.text()} {self._text.text()}"

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        for label, role in ((self._title, Role.TEXT), (self._text, Role.TEXT2)):
            palette = theme.palette()
            palette.setColor(QPalette.ColorRole.WindowText, theme.color(role))
            label.setPalette(palette)
        self.button.set_theme(theme)

    def show_text(self, said: EmptyText) -> None:
        """Say why there is nothing, and offer what to do."""
        self._title.setText(said.title)
        self._text.setText(said.text)
        for label in (self._title, self._text):
            label.setFixedHeight(label.heightForWidth(_TEXT_PX))
        self.button.set_label(said.button)
        self.button.set_keys(said.keys)
        self.button.setVisible(bool(said.button))
        self.setAccessibleName(self.text)

    def minimumSizeHint(self) -> QSize:
        return QSize(_TEXT_PX, 160)
