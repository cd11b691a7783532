"""What frames a re-review: the bar above it, and the line of keys below it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reader.theme.fonts import sans
from reader.theme.painting import key_cap_size, paint_key_cap
from reader.theme.roles import Role
from reader.theme.text_lines import TextLines
from reader.theme.theme import Theme
from reader.theme.widgets import ElidedLabel, TextButton

HEIGHT_PX = 48
_BRAND_FROM_PX = 640
_SIDE = 24
_MESSAGE_MS = 6000

_HINTS = (
    (("J", "K"), "next, previous"),
    (("G",), "show in the text"),
    (("Ctrl Z",), "undo the last decision"),
)


class RereviewBar(QWidget):
    """48 px, in the place of the top bar of the window.

    Signals:
        earlier_requested: The text before is to be shown.
        later_requested: The rest is to be decided another time.
    """

    earlier_requested = Signal()
    later_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName("Top bar of the re-review")
        self._brand = ElidedLabel("Caveat", theme, self, font=sans(15, 600))
        self._brand.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._title = ElidedLabel("", theme, self, font=sans(13), role=Role.TEXT2)
        self.earlier_button = TextButton("The text before", theme, self)
        self.earlier_button.setToolTip("Show the text in which the notes were confirmed")
        self.later_button = TextButton("Later", theme, self)
        self.later_button.setToolTip("Back to the article; what is left stays marked (Esc)")
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, 0, 20, 1)
        row.setSpacing(0)
        row.addWidget(self._brand)
        row.addSpacing(16)
        row.addWidget(self._title, 1)
        row.addWidget(self.earlier_button)
        row.addSpacing(8)
        row.addWidget(self.later_button)
        self.earlier_button.clicked.connect(self.earlier_requested)
        self.later_button.clicked.connect(self.later_requested)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in (self._brand, self._title, self.earlier_button, self.later_button):
            child.set_theme(theme)
        self.update()

    def set_title(self, title: str) -> None:
        """Say which article it is."""
        self._title.set_text(title)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._brand.setVisible(self.width() >= _BRAND_FROM_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.CANVAS))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color(Role.LINE))


class KeysFoot(QWidget):
    """The keys that go on, and what is promised; for a moment what has just happened."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._promise = ""
        self._message = ""
        self._words = TextLines(sans(12))
        self._news = TextLines(sans(12, 600))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MESSAGE_MS)
        self._timer.timeout.connect(self.forget)
        self.setFixedHeight(HEIGHT_PX)
        self._name()

    @property
    def message(self) -> str:
        """What has just happened; empty after a moment."""
        return self._message

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def set_promise(self, promise: str) -> None:
        """Say what stays as it is."""
        self._promise = promise
        self._name()

    def say(self, sentence: str) -> None:
        """Say what has just happened, for a few seconds."""
        self._message = sentence
        self._timer.start()
        self._name()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.CANVAS))
        painter.fillRect(0, 0, self.width(), 1, self._theme.color(Role.LINE))
        x = float(_SIDE)
        for caps, words in _HINTS:
            for cap in caps:
                size = key_cap_size(cap)
                paint_key_cap(painter, QRectF(x, 15, size.width(), size.height()), cap, self._theme)
                x += size.width() + 5
            painter.setPen(self._theme.color(Role.TEXT2))
            width = self._words.width_of(words)
            self._words.paint(painter, QRectF(x, 0, width + 1, HEIGHT_PX), words)
            x += width + 20
        lines, text = (self._news, self._message) if self._message else (self._words, self._promise)
        room = self.width() - _SIDE - x
        if room > 0 and (self._message or lines.width_of(text) <= room):
            role = Role.TEXT if self._message else Role.TEXT2
            painter.setPen(self._theme.color(role))
            lines.paint(painter, QRectF(x, 0, room, HEIGHT_PX), text, at_right=True)

    def forget(self) -> None:
        """Say nothing of what has happened any more."""
        self._message = ""
        self._name()

    def _name(self) -> None:
        keys = ", ".join(f"{' '.join(caps)}: {words}" for caps, words in _HINTS)
        self.setAccessibleName(f"{self._message or self._promise} {keys}".strip())
        self.update()
