"""An earlier text of an article, to be read with its notes and not to be changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotations import ReviewedArticle
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, ElidedLabel, TextButton
from reader.views.reader_page import ReaderPage

_HEIGHT_PX = 48


class _Bar(QWidget):
    """Says which text it is, and leads back."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(_HEIGHT_PX)
        self.words = ElidedLabel("", theme, self, font=sans(13, 600))
        self.title = ElidedLabel("", theme, self, role=Role.TEXT2)
        self.back_button = TextButton(
            "Back to the present text", theme, self, kind=ButtonKind.OUTLINED, keys="Esc"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 20, 1)
        row.setSpacing(16)
        row.addWidget(self.words)
        row.addWidget(self.title, 1)
        row.addWidget(self.back_button)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in (self.words, self.title, self.back_button):
            child.set_theme(theme)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.SUNKEN))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color(Role.LINE))


class EarlierTextView(QWidget):
    """A bar that says which text it is, and below it the text beside its cards.

    Signals:
        closed: The way back to the present text.
        link_requested: An address, to be asked about before it is opened.
    """

    closed = Signal()
    link_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar(theme, self)
        self.page = ReaderPage(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self.page, 1)
        self._bar.back_button.clicked.connect(self.closed)
        self.page.link_requested.connect(self.link_requested)
        self.setFocusProxy(self.page)

    @property
    def words(self) -> str:
        """Which text it is."""
        return self._bar.words.text

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._bar.set_theme(theme)
        self.page.set_theme(theme)

    def show_text(self, reviewed: ReviewedArticle, words: str) -> None:
        """Show a text with its notes, and say which one it is."""
        self._bar.words.set_text(words)
        self._bar.title.set_text(reviewed.article.title)
        self.setAccessibleName(words)
        self.page.show_article(reviewed)

    def event(self, event: QEvent) -> bool:
        """Claim the keys of this place before the window does."""
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
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        verbs: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Escape: self._step_back,
            Qt.Key.Key_N: self.page.next_caution,
            Qt.Key.Key_P: self.page.previous_caution,
            Qt.Key.Key_G: self.page.swap_focus,
        }
        return verbs.get(event.key())

    def _step_back(self) -> None:
        if not self.page.escape():
            self.closed.emit()
