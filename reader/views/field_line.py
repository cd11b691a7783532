"""The line beneath the search field: what can be asked, or what of a query was not understood."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ElidedLabel

HEIGHT_PX = 28
_CHIP_PX, _GAP_PX, _PAD_PX = 20, 8, 6
#: Below it only the fields are shown, not what plain words do.
_NOTE_FROM_PX = 900
EXAMPLES = (
    "cat:dangerous",
    "sev:>=serious",
    "src:nccih",
    "tag:dosing",
    "by:",
    "is:draft",
    "is:unsourced",
    "checked:<2026",
)


class _Example(QAbstractButton):
    """A field to try, by pointer; the keyboard has the completions."""

    def __init__(self, text: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setText(text)
        self.setAccessibleName(f"Search for {text}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(self.sizeHint())

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(sans(12, 500)).horizontalAdvance(self.text())
        return QSize(round(width) + 2 * _PAD_PX + 1, _CHIP_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        # What one types reads from left to right, whatever the window does.
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        role = Role.HOVER if self.underMouse() else Role.SUNKEN
        painter.setBrush(self._theme.color(role))
        painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setFont(sans(12, 500))
        painter.setPen(self._theme.color(Role.TEXT2))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())


class FieldLine(QWidget):
    """Examples of fields; in their place, quietly, what is wrong with the query.

    Signals:
        example_pressed: A field to search for.
    """

    example_pressed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lead = ElidedLabel("Fields:", theme, self, font=sans(12), role=Role.TEXT3)
        self._examples = [_Example(text, theme, self) for text in EXAMPLES]
        for example in self._examples:
            example.clicked.connect(lambda _=False, e=example: self.example_pressed.emit(e.text()))
        self._note = ElidedLabel(
            "plain words search titles, texts, notes and sources",
            theme,
            self,
            font=sans(12),
            role=Role.TEXT3,
        )
        self._is_held = False
        self._problem = ElidedLabel("", theme, self, font=sans(12, 500), role=Role.TEXT2)
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Fields of a search")

    @property
    def problem(self) -> str:
        """What is said of the query; empty where all of it was understood."""
        return self._problem.text

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        for label in (self._lead, self._note, self._problem):
            label.set_theme(theme)
        for example in self._examples:
            example.set_theme(theme)

    def show_problem(self, sentence: str) -> None:
        """Say what was not understood; an empty sentence brings the examples back."""
        if sentence != self._problem.text:
            self._problem.set_text(sentence)
            self._arrange()

    def hold_problem(self, is_held: bool) -> None:  # noqa: FBT001 - a slot
        """Keep quiet of what is wrong while somebody is still choosing what to type."""
        self._is_held = is_held
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        has_problem = bool(self._problem.text) and not self._is_held
        self._problem.setVisible(has_problem)
        self._place(self._problem, 2, self.width() - 2)
        width = self._lead.sizeHint().width()
        self._lead.setVisible(not has_problem)
        self._place(self._lead, 2, width)
        note = self._note.sizeHint().width()
        has_note = not has_problem and self.width() >= _NOTE_FROM_PX
        self._note.setVisible(has_note)
        self._place(self._note, self.width() - note, note)
        end = self.width() - (note + 3 * _GAP_PX if has_note else 0)
        start = 2 + width + _GAP_PX
        for example in self._examples:
            fits = start + example.width() <= end
            example.setVisible(fits and not has_problem)
            self._place(example, start, example.width())
            # What does not fit ends the row: a shorter one after it would look out of order.
            start = start + example.width() + _GAP_PX if fits else end

    def _place(self, child: QWidget, start: int, width: int) -> None:
        height = child.sizeHint().height()
        if self.isRightToLeft():
            start = self.width() - start - width
        child.setGeometry(start, (HEIGHT_PX - height) // 2, width, height)
