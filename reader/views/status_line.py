"""The line below everything: where the library lies, and what has just happened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import Chip, ElidedLabel, TextButton

HEIGHT_PX = 28
MESSAGE_MS = 6000


def place_words(path: Path) -> str:
    """A path as people write it: from `~` where it lies in the home folder."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)


class StatusLine(QWidget):
    """Place of the library on the left, messages on the right.

    Signals:
        folder_requested: The user wants to see where the library lies.
        said: A sentence, for another bar that stands in place of this one.
    """

    folder_requested = Signal()
    said = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName("Status")
        self._place = ElidedLabel("", theme, self, font=sans(12), role=Role.TEXT3)
        self._read_only = Chip("Read-only", theme, self)
        self._read_only.setFixedHeight(20)
        self.folder_button = TextButton("Show folder", theme, self, height_px=20)
        self.folder_button.clicked.connect(self.folder_requested)
        self._message = ElidedLabel("", theme, self, font=sans(12, 500), role=Role.TEXT2)
        self._message.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MESSAGE_MS)
        self._timer.timeout.connect(self.forget_message)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        row.addWidget(self._place)
        row.addWidget(self._read_only)
        row.addWidget(self.folder_button)
        row.addStretch(1)
        row.addWidget(self._message)
        self.show_library(None, "")

    @property
    def message(self) -> str:
        """What the line says now; empty where nothing has just happened."""
        return self._message.text

    @property
    def place(self) -> str:
        """Where the library lies, as it is shown."""
        return self._place.text

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be changed; empty where it can."""
        return "" if self._read_only.isHidden() else self._read_only.toolTip()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in (self._place, self._read_only, self.folder_button, self._message):
            child.set_theme(theme)
        self.update()

    def show_library(self, path: Path | None, read_only_reason: str) -> None:
        """Say where the library lies, and whether it can be changed.

        Args:
            path: Its file; None where none is open.
            read_only_reason: Shown as a tool tip; empty for a library that can be changed.
        """
        self._place.set_text("No library is open" if path is None else place_words(path))
        self._place.setToolTip("" if path is None else str(path))
        self.folder_button.setVisible(path is not None)
        self._read_only.setVisible(bool(read_only_reason))
        self._read_only.setToolTip(read_only_reason)
        self._read_only.setAccessibleName(f"Read-only. {read_only_reason}")

    def say(self, sentence: str) -> None:
        """Say what has just happened, for a few seconds."""
        self._message.set_text(sentence)
        self._timer.start()
        self.said.emit(sentence)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.SUNKEN))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color(Role.LINE))

    def forget_message(self) -> None:
        """Say nothing more."""
        self._message.set_text("")
