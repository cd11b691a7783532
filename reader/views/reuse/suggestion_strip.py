"""What may fit an article, as a quiet line; and one suggestion, with what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotations import NoteSuggestion
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, ElidedLabel, TextButton
from reader.views.reuse.words import quiet_line, suggestion_words

_LEFT_PX, _GLYPH = 24, 16
#: Below this width the buttons stand under the words.
_NARROW_PX = 1000


class SuggestionStrip(QWidget):
    """One line, or two with a suggestion; hidden while there is nothing to say.

    Signals:
        accepted: The note shall speak of the sentence, or the first suggestion be shown.
        all_accepted: All that are word for word the same shall.
        turned_down: The note does not fit.
        put_off: Nothing more of it for now.
    """

    accepted = Signal()
    all_accepted = Signal()
    turned_down = Signal()
    put_off = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._suggestion: NoteSuggestion | None = None
        self.setAccessibleName("Notes that may fit")
        self.title = ElidedLabel("", theme, self, font=sans(13, 600))
        self.detail = ElidedLabel("", theme, self, font=sans(12), role=Role.TEXT2)
        self.accept = TextButton("Attach", theme, self, kind=ButtonKind.OUTLINED, keys="Y")
        self.accept_all = TextButton("", theme, self, kind=ButtonKind.OUTLINED, keys="Shift+Y")
        self.reject = TextButton("Does not fit", theme, self, keys="Q")
        self.later = TextButton("Later", theme, self)
        for button, signal in (
            (self.accept, self.accepted),
            (self.accept_all, self.all_accepted),
            (self.reject, self.turned_down),
            (self.later, self.put_off),
        ):
            button.clicked.connect(signal)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        self._rows = QHBoxLayout(self)
        self._rows.setContentsMargins(_LEFT_PX + _GLYPH + 10, 4, 16, 4)
        self._rows.setSpacing(4)
        self._rows.addLayout(words, 1)
        for button in (self.accept, self.accept_all, self.reject, self.later):
            self._rows.addWidget(button)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.detail.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def suggestion(self) -> NoteSuggestion | None:
        """What is offered now; None for the quiet line."""
        return self._suggestion

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for part in (
            self.title,
            self.detail,
            self.accept,
            self.accept_all,
            self.reject,
            self.later,
        ):
            part.set_theme(theme)
        self.update()

    def set_keys(self, *, accept: str, accept_all: str, reject: str) -> None:
        """Put the keys that hold now on the caps."""
        for button, keys in (
            (self.accept, accept),
            (self.accept_all, accept_all),
            (self.reject, reject),
        ):
            button.set_keys(keys)

    def show_quiet(self, places: int, notes: int, identical: int) -> None:
        """Say that so many notes may fit so many places of the article."""
        self._suggestion = None
        self.title.setFont(sans(13))
        self._show(quiet_line(places, notes), "", "Show", identical)

    def show_suggestion(self, suggestion: NoteSuggestion, identical: int) -> None:
        """Offer a note for the sentence of the cursor."""
        self._suggestion = suggestion
        self.title.setFont(sans(13, 600))
        headline, detail = suggestion_words(suggestion)
        self._show(headline, detail, "Attach", identical)

    def _show(self, title: str, detail: str, accept: str, identical: int) -> None:
        self.title.set_text(title)
        self.detail.set_text(detail)
        self.detail.setVisible(bool(detail))
        self.accept.set_label(accept)
        self.accept_all.set_label(f"All {identical:,} identical")
        self.accept_all.setVisible(identical > 1)
        self.reject.setVisible(bool(detail))
        self.setAccessibleDescription(f"{title} {detail}".strip())
        self.show()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.SUNKEN))
        painter.fillRect(QRect(0, 0, self.width(), 1), self._theme.color(Role.LINE))
        if self._suggestion is not None:
            corner = QPointF(_LEFT_PX, (self.height() - _GLYPH) / 2)
            severity = self._suggestion.severity
            draw_severity_glyph(painter, corner, severity, _GLYPH, self._theme)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(Role.ACCENT))
            painter.drawEllipse(QPointF(_LEFT_PX + _GLYPH / 2, self.height() / 2), 4, 4)
