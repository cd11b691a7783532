"""The sentences that a note may belong to now, each with its key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from reader.theme.fonts import sans, serif
from reader.theme.painting import is_keyboard_focus, paint_key_cap
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.paragraph import Paragraph, Run
from reader.views.rereview.case_text import SuggestedPlace
from reader.views.rereview.diff_table import RADIUS
from reader.views.wording import isolate

_PAD, _CAP_PX, _PLACE_PX, _ABOVE = 16, 28, 168, 8
#: Below it the place stands under the sentence.
_PLACE_BESIDE_FROM_PX = 480


class SuggestionRow(QAbstractButton):
    """A key cap, words, and a quieter word at the far end."""

    def __init__(
        self,
        key: str,
        words: str,
        place: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        is_sentence: bool = True,
    ) -> None:
        super().__init__(parent)
        self._key, self._words, self._place = key, words, place
        self._is_sentence = is_sentence
        self._theme = theme
        self._shows_ring = False
        self.setAccessibleName(". ".join(part for part in (f"{key}: {words}", place) if part))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(max(part.bottom for part in self._parts(width)) + _ABOVE + 1)

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(320, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 41)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = is_keyboard_focus(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(3, 3, -3, -4)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(Role.HOVER))
            painter.drawRoundedRect(inner, 6, 6)
        parts = self._parts(self.width())
        top = parts[0].y + (parts[0].pitch - 18) / 2
        paint_key_cap(painter, QRectF(_PAD, top, _CAP_PX, 18), self._key, self._theme)
        for part in parts:
            part.paint(painter, self._theme)
        if self._shows_ring and self.hasFocus():
            painter.setPen(QPen(self._theme.color(Role.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, 6, 6)

    def _parts(self, width: int) -> list[Paragraph]:
        left = float(_PAD + _CAP_PX + 8)
        is_beside = bool(self._place) and width >= _PLACE_BESIDE_FROM_PX
        room = width - left - _PAD - (_PLACE_PX if is_beside else 0)
        font = serif(15) if self._is_sentence else sans(13)
        role = Role.TEXT if self._is_sentence else Role.TEXT2
        words = Run(isolate(self._words), font, self._theme.color(role))
        parts = [Paragraph([words], left, _ABOVE, max(40.0, room), 24)]
        if self._place:
            run = Run(isolate(self._place), sans(12), self._theme.color(Role.TEXT2))
            x = width - _PAD - _PLACE_PX + 12 if is_beside else left
            y = _ABOVE + 4.0 if is_beside else parts[0].bottom
            wide = _PLACE_PX - 12 if is_beside else room
            parts.append(Paragraph([run], x, y, wide, 16, align_right=is_beside))
        return parts


class SuggestionTable(QWidget):
    """Suggested sentences, and the two ways to do without them.

    Signals:
        chosen: Number of a suggestion, from 1.
        none_chosen: The note is to keep its quote, without a sentence.
        pointing_wanted: A sentence is to be pointed at in the text.
    """

    chosen = Signal(int)
    none_chosen = Signal()
    pointing_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows: list[SuggestionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName("Sentences that it may be")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for row in self.rows:
            row.set_theme(theme)
        self.update()

    def show_places(self, places: Sequence[SuggestedPlace], *, may_keep: bool) -> None:
        """Offer sentences.

        Args:
            places: Likeliest first.
            may_keep: Whether the note may also stay without a sentence.
        """
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for number, place in enumerate(places, 1):
            row = self._add(str(number), place.text, place.place)
            row.clicked.connect(lambda _checked=False, n=number: self.chosen.emit(n))
        if may_keep:
            row = self._add("0", "None of these: keep the note with its quote", is_sentence=False)
            row.clicked.connect(self.none_chosen)
        row = self._add("M", "Point at a sentence in the text", is_sentence=False)
        row.clicked.connect(self.pointing_wanted)
        self.updateGeometry()

    def _add(
        self, key: str, words: str, place: str = "", *, is_sentence: bool = True
    ) -> SuggestionRow:
        row = SuggestionRow(key, words, place, self._theme, self, is_sentence=is_sentence)
        self.rows.append(row)
        self._column.addWidget(row)
        # A layout would do that later, and until then give it no room.
        row.show()
        return row

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(Role.LINE), 1))
        painter.setBrush(self._theme.color(Role.SURFACE))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS, RADIUS)
        for row in self.rows[:-1]:
            y = row.geometry().bottom() + 0.5
            painter.drawLine(QPointF(1, y), QPointF(self.width() - 1, y))
