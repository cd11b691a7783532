"""Chips of which one is chosen, wrapped over as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from reader.theme.fonts import sans
from reader.theme.painting import RADIUS_PX
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.editor.choice_group import ChoiceButton, ChoiceGroup
from reader.views.editor.stack import HALO

CHIP_PX = 26
GAP_PX = 4
_CAP = 17
_ALIGN = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ChoiceChip(ChoiceButton):
    """A word on a chip, after its digit where it has one."""

    def __init__(self, text: str, theme: Theme, parent: QWidget, *, digit: str = "") -> None:
        super().__init__(theme, parent)
        self._digit = digit
        self.setText(text)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(sans(12, 500)).horizontalAdvance(self.text())
        return QSize(round(self._words_left() + words + 9.5), CHIP_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, is_chosen = self.theme, self.isChecked()
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if is_chosen:
            painter.setBrush(theme.color(Role.ACCENT))
        else:
            painter.setPen(QPen(theme.color(Role.LINE), 1))
            is_hot = self.underMouse() or self.isDown()
            painter.setBrush(theme.color(Role.HOVER if is_hot else Role.SURFACE))
            box = box.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS_PX, RADIUS_PX)
        ink = theme.color(Role.ON_ACCENT if is_chosen else Role.TEXT)
        if self._digit:
            self._paint_digit(painter, is_chosen=is_chosen)
        painter.setFont(sans(12, 500))
        painter.setPen(ink)
        words = QRectF(self._words_left(), 0, self.width(), self.height())
        painter.drawText(words, _ALIGN, self.text())

    def _words_left(self) -> float:
        return 4 + _CAP + 4 if self._digit else 10

    def _paint_digit(self, painter: QPainter, *, is_chosen: bool) -> None:
        cap = QRectF(4, (CHIP_PX - _CAP) / 2, _CAP, _CAP)
        if not is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color(Role.SUNKEN))
            painter.drawRoundedRect(cap, 4, 4)
        painter.setFont(sans(11, 500))
        painter.setPen(self.theme.color(Role.ON_ACCENT if is_chosen else Role.TEXT2))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._digit)


class ChipGroup(ChoiceGroup):
    """Chips in rows: as many on a line as fit."""

    #: Room above the chips, for a label.
    top = 0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places = self._places(width)
        return max((place.bottom() + 1 for place in places.values()), default=self.top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put every chip in its place."""
        for chip, place in self._places(self.width()).items():
            chip.setGeometry(place)

    def _places(self, width: int) -> dict[ChoiceButton, QRect]:
        places: dict[ChoiceButton, QRect] = {}
        x, y = HALO, self.top
        for chip in self.buttons:
            if chip.isHidden():
                continue
            size = chip.sizeHint()
            if x > HALO and x + size.width() > width - HALO:
                x, y = HALO, y + CHIP_PX + GAP_PX
            places[chip] = QRect(QPoint(x, y), size)
            x += size.width() + GAP_PX
        return places
