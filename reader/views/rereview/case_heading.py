"""The line above a case: what happened, what to look out for, how much is alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.theme.fonts import sans
from reader.theme.painting import RADIUS_PX, elide
from reader.theme.roles import Role
from reader.theme.theme import Theme

_LINE, _GAP, _CHIP_PAD = 24, 12, 9
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of the line at its place."""

    text: str
    font: QFont
    role: Role
    box: QRectF
    is_chip: bool = False


class CaseHeading(QWidget):
    """A title, chips with an outline, and a quiet remark; it wraps where it is narrow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, px: int = 16) -> None:
        super().__init__(parent)
        self._theme = theme
        self._px = px
        self._title = ""
        self._chips: tuple[str, ...] = ()
        self._remark = ""
        self._at_end = True
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def set_words(
        self, title: str, chips: Sequence[str], remark: str, *, at_end: bool = True
    ) -> None:
        """Say something else.

        Args:
            title: What happened.
            chips: What to look out for.
            remark: Quiet words.
            at_end: Whether these stand at the far end, else right behind.
        """
        self._title, self._chips, self._remark = title, tuple(chips), remark
        self._at_end = at_end
        self.setAccessibleName(". ".join(each for each in (title, *chips, remark) if each))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(max((part.box.bottom() for part in self._parts(width)), default=_LINE))

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(320, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, _LINE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in self._parts(self.width()):
            color = self._theme.color(part.role)
            box = part.box
            if part.is_chip:
                painter.setPen(QPen(color, 1))
                painter.setBrush(self._theme.color(Role.SURFACE))
                painter.drawRoundedRect(
                    box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_PX - 2, RADIUS_PX - 2
                )
                box = box.adjusted(_CHIP_PAD, 0, -_CHIP_PAD, 0)
            painter.setPen(color)
            painter.setFont(part.font)
            painter.drawText(box, _LEFT, elide(part.text, part.font, box.width() + 1))

    def _parts(self, width: int) -> list[_Part]:
        parts: list[_Part] = []
        x, y = 0.0, 0.0
        for text, font, role, pad in self._pieces():
            wide = QFontMetricsF(font).horizontalAdvance(text) + 2 * pad + 1
            if parts and x + wide > width:
                x, y = 0.0, y + _LINE + 4
            wide = min(wide, float(width))
            is_remark = text == self._remark and role is Role.TEXT2
            left = width - wide if is_remark and self._at_end else x
            parts.append(_Part(text, font, role, QRectF(left, y, wide, _LINE), bool(pad)))
            x = left + wide + _GAP
        return parts

    def _pieces(self) -> list[tuple[str, QFont, Role, int]]:
        found = [(self._title, sans(self._px, 600), Role.TEXT, 0)]
        found += [(chip, sans(12, 600), Role.DEL, _CHIP_PAD) for chip in self._chips]
        if self._remark:
            px = 13 if self._at_end else 12
            found.append((self._remark, sans(px, tabular=True), Role.TEXT2, 0))
        return found
