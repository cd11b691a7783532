"""The bar at the bottom of a review: how the typing is kept, what keys do, and the buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from annotations import Severity
from reader.editing.hints import READING_HINTS, Hint
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph
from reader.theme.painting import key_cap_size, paint_key_cap
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, ElidedLabel, TextButton
from reader.views.status_line import MESSAGE_MS

HEIGHT_PX = 48
_LEADING_PX = 24
_DOT = 8
_HINT_GAP = 16
#: Below this width a failure pushes the sentence and the key caps out.
_SHORT_BELOW_PX = 720


class Keeping(StrEnum):
    """How what is being typed is kept."""

    IDLE = "idle"
    KEEPING = "keeping"
    KEPT = "kept"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TypingState:
    """What the bar says of the typing."""

    keeping: Keeping = Keeping.IDLE
    #: Kept: the time of day as the user writes it. Failed: why, without a full stop.
    detail: str = ""

    @property
    def words(self) -> str:
        """What is shown; empty while there is nothing to keep."""
        return {
            Keeping.IDLE: "",
            Keeping.KEEPING: "Keeping",
            Keeping.KEPT: f"Kept {self.detail}".strip(),
            Keeping.FAILED: f"Not kept: {self.detail}.",
        }[self.keeping]


class TypingLine(QWidget):
    """The dot with its words; a failure in the colour of what is serious, with its glyph."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._state = TypingState()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def state(self) -> TypingState:
        """What it says."""
        return self._state

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def show_state(self, state: TypingState) -> None:
        """Say how the typing is kept."""
        self._state = state
        self.setAccessibleName(state.words)
        self.setToolTip(state.words if state.keeping is Keeping.FAILED else "")
        self.setVisible(state.keeping is not Keeping.IDLE)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self._font()).horizontalAdvance(self._state.words)
        return QSize(round(self._indent() + words + 1.5), 20)

    def minimumSizeHint(self) -> QSize:
        failed = self._state.keeping is Keeping.FAILED
        return QSize(120 if failed else self.sizeHint().width(), 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        keeping, middle = self._state.keeping, self.height() / 2
        ink = theme.color(Role.TEXT2)
        if keeping is Keeping.FAILED:
            ink = theme.severity(Severity.SERIOUS).ink
            draw_severity_glyph(painter, QPointF(0, middle - 8), Severity.SERIOUS, 16, theme)
        else:
            accent = theme.color(Role.ACCENT)
            painter.setPen(QPen(accent, 1.5))
            painter.setBrush(accent if keeping is Keeping.KEPT else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(_DOT / 2 + 1, middle), _DOT / 2 - 0.75, _DOT / 2 - 0.75)
        painter.setFont(self._font())
        painter.setPen(ink)
        words = painter.fontMetrics().elidedText(
            self._state.words, Qt.TextElideMode.ElideRight, round(self.width() - self._indent())
        )
        painter.drawText(
            QRectF(self._indent(), 0, self.width(), self.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            words,
        )

    def _font(self) -> QFont:
        weight = 600 if self._state.keeping is Keeping.FAILED else 400
        return sans(12, weight, tabular=True)

    def _indent(self) -> int:
        return 22 if self._state.keeping is Keeping.FAILED else 18


class HintsLine(QWidget):
    """Keys with their words; those that do not fit whole are left out, the last first."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hints: tuple[Hint, ...] = ()
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MESSAGE_MS)
        self._timer.timeout.connect(self._forget)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    @property
    def hints(self) -> tuple[Hint, ...]:
        """All that there are, shown or not."""
        return self._hints

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show other keys."""
        self._hints = tuple(hints)
        self.setAccessibleName(". ".join(f"{hint.keys}: {hint.words}" for hint in self._hints))
        self.update()

    def say(self, sentence: str) -> None:
        """Show a sentence instead, for a few seconds."""
        self._said = sentence
        self._timer.start()
        self.update()

    def _forget(self) -> None:
        self._said = ""
        self.update()

    def shown(self) -> tuple[Hint, ...]:
        """Those that fit; none while a sentence is said."""
        if self._said:
            return ()
        x, found = 0.0, []
        for hint in self._hints:
            x += self._width(hint)
            if x > self.width():
                break
            found.append(hint)
            x += _HINT_GAP
        return tuple(found)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._said:
            self._paint_sentence(painter)
        x, middle = 0.0, self.height() / 2
        for hint in self.shown():
            cap = key_cap_size(hint.keys)
            box = QRectF(x, middle - cap.height() / 2, cap.width(), cap.height())
            paint_key_cap(painter, box, hint.keys, self._theme)
            painter.setFont(sans(12))
            painter.setPen(self._theme.color(Role.TEXT2))
            painter.drawText(
                QRectF(box.right() + 5, 0, self.width(), self.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                hint.words,
            )
            x += self._width(hint) + _HINT_GAP

    def _paint_sentence(self, painter: QPainter) -> None:
        font = sans(12, 500)
        painter.setFont(font)
        painter.setPen(self._theme.color(Role.TEXT2))
        words = QFontMetricsF(font).elidedText(
            self._said, Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(
            QRectF(self.rect()), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words
        )

    def _width(self, hint: Hint) -> float:
        words = QFontMetricsF(sans(12)).horizontalAdvance(hint.words)
        return key_cap_size(hint.keys).width() + 5 + words


class ReviewBar(QWidget):
    """Stays in view whatever scrolls.

    Signals:
        save_ready, save_draft: The two buttons of an open editor.
        save_copy: What is typed could not be kept, and is wanted in another file.
        nothing_to_say: The sentence is checked, and nothing is wrong with it.
    """

    save_ready = Signal()
    save_draft = Signal()
    save_copy = Signal()
    nothing_to_say = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_editing = False
        self._sentence = (0, 0, "")
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName("Review bar")
        self._typing = TypingLine(theme, self)
        self.copy_button = TextButton("Save a copy\u2026", theme, self, kind=ButtonKind.OUTLINED)
        self.copy_button.setToolTip("Save the library with what is typed to another file")
        self._place = ElidedLabel("", theme, self, font=sans(12, tabular=True), role=Role.TEXT2)
        self._place.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._hints = HintsLine(theme, self)
        self.draft_button = TextButton("Keep as draft", theme, self, kind=ButtonKind.OUTLINED)
        self.ready_button = TextButton("Save as ready", theme, self, kind=ButtonKind.PRIMARY)
        self.nothing_button = TextButton("Nothing to say", theme, self, kind=ButtonKind.OUTLINED)
        self._caps: dict[TextButton, str] = {}
        self.set_keys(ready="Ctrl Enter", draft="Ctrl S", nothing="Space")
        self._lay_out()
        self.copy_button.clicked.connect(self.save_copy)
        self.draft_button.clicked.connect(self.save_draft)
        self.ready_button.clicked.connect(self.save_ready)
        self.nothing_button.clicked.connect(self.nothing_to_say)
        self.set_editing(editing=False)

    # What it says

    @property
    def first_button(self) -> TextButton:
        """Where Tab goes from the last field of the editor."""
        return self.draft_button

    @property
    def typing_state(self) -> TypingState:
        """What it says of the typing."""
        return self._typing.state

    @property
    def hints(self) -> tuple[Hint, ...]:
        """The keys that it names, as far as they fit."""
        return self._hints.shown()

    @property
    def place_words(self) -> str:
        """What it says of the sentence."""
        return self._place.text

    def set_editing(self, *, editing: bool) -> None:
        """Offer to save a note, or to call the sentence checked."""
        self._is_editing = editing
        self.draft_button.setVisible(editing)
        self.ready_button.setVisible(editing)
        if not editing:
            self._hints.set_hints(READING_HINTS)
        self._show_sentence()
        self._arrange()

    def set_typing_state(self, state: TypingState) -> None:
        """Say how what is typed is kept."""
        self._typing.show_state(state)
        self.copy_button.setVisible(state.keeping is Keeping.FAILED)
        self._arrange()

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Name the keys of the field that has the keyboard."""
        self._hints.set_hints(hints)

    def say(self, sentence: str) -> None:
        """Say what has just happened in place of the keys, for a few seconds."""
        self._hints.say(sentence)

    def set_sentence(self, number: int, of: int, state: str = "") -> None:
        """Say where the cursor stands.

        Args:
            number: Of the sentence, from 1; 0 for none.
            of: How many sentences there are to be checked.
            state: In words ("not checked", "checked", "1 note"); left out while editing.
        """
        self._sentence = (number, of, state)
        self._show_sentence()
        self._arrange()

    def set_keys(self, *, ready: str, draft: str, nothing: str) -> None:
        """Put other keys on the caps of the buttons."""
        self._caps = {
            self.ready_button: ready,
            self.draft_button: draft,
            self.nothing_button: nothing,
        }
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        self._theme = theme
        self._typing.set_theme(theme)
        self._place.set_theme(theme)
        self._hints.set_theme(theme)
        for button in (
            self.copy_button,
            self.draft_button,
            self.ready_button,
            self.nothing_button,
        ):
            button.set_theme(theme)
        self.update()

    # Geometry

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.CANVAS))
        painter.fillRect(QRectF(0, 0, self.width(), 1), self._theme.color(Role.LINE))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEADING_PX, 1, 20, 0)
        row.setSpacing(0)
        row.addWidget(self._typing)
        row.addWidget(self.copy_button)
        row.addSpacing(16)
        row.addWidget(self._place)
        row.addSpacing(16)
        row.addWidget(self._hints, 1)
        row.addSpacing(8)
        row.addWidget(self.nothing_button)
        row.addWidget(self.draft_button)
        row.addWidget(self.ready_button)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)

    def _show_sentence(self) -> None:
        number, of, state = self._sentence
        words = f"sentence {number} of {of}" if number else ""
        if words and state and not self._is_editing:
            words = f"{words}, {state}"
        self._place.set_text(words)
        self.nothing_button.setVisible(not self._is_editing and bool(number))

    def _arrange(self) -> None:
        """Leave out what a narrow bar has no room for; what can be lost must never be."""
        is_failed = self._typing.state.keeping is Keeping.FAILED
        is_short = self.width() < _SHORT_BELOW_PX
        self._place.setVisible(not (is_failed and is_short) and bool(self._place.text))
        for button, keys in self._caps.items():
            button.set_keys("" if is_failed and is_short else keys)
