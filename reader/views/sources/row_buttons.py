"""What can be pressed among the details: an address, a note that cites it, a kept file."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from annotations import Severity
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph
from reader.theme.painting import elide, paint_focus_ring
from reader.theme.ring_button import RingButton
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.paragraph import Paragraph, Run

_GLYPH_PX = 16
_TEXT_LEFT_PX = 26
_MOST_LINES = 3
_LINE_PX, _SMALL_LINE_PX = 18, 17
_MARGIN_PX = LINK_MARGIN_PX = 4


class PlainButton(RingButton):
    """A button that paints itself, with the ring of the keyboard's focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paint_ring(self, painter: QPainter) -> None:
        """Paint the focus ring, where focus came by a key."""
        if self._shows_ring and self.hasFocus():
            margin = _MARGIN_PX
            box = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
            paint_focus_ring(painter, box, self._theme, radius=3)


class LinkButton(PlainButton):
    """One line of words that lead somewhere, cut where they do not fit."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str, name: str) -> None:
        """Show words; `name` is what assistive technology reads."""
        self.setText(text)
        self.setAccessibleName(name)
        self.setToolTip(text)
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(sans(13)).horizontalAdvance(self.text())
        return QSize(round(width) + 2 * _MARGIN_PX + 1, 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = sans(13)
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(self._theme.color(Role.LINK))
        box = QRectF(self.rect()).adjusted(_MARGIN_PX, 0, -_MARGIN_PX, 0)
        text = elide(self.text(), font, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        self.paint_ring(painter)


class NoteButton(PlainButton):
    """A note that cites the source: glyph, headline in up to three lines, where it stands."""

    def __init__(
        self,
        severity: Severity,
        headline: str,
        below: tuple[str, str],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._severity = severity
        self._below = below
        self._heights: dict[int, int] = {}
        self.setText(headline)
        self.setAccessibleName(f"{severity.label} caution: {headline}, {below[0]}, in {below[1]}")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        # Layouts ask many times for each of many.
        height = self._heights.get(width)
        if height is None:
            words = self._paragraph(0, 0, width - _TEXT_LEFT_PX - 2 * _MARGIN_PX)
            height = round(words.height) + _SMALL_LINE_PX + 2 * _MARGIN_PX + 4
            self._heights[width] = height
        return height

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(Role.HOVER))
            painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        top = _MARGIN_PX + 2
        draw_severity_glyph(
            painter, QPointF(_MARGIN_PX, top), self._severity, _GLYPH_PX, self._theme
        )
        left = _MARGIN_PX + _TEXT_LEFT_PX
        room = self.width() - left - _MARGIN_PX
        words = self._paragraph(left, top - 1, room)
        words.paint(painter, self._theme)
        verb, place = self._below
        box = QRectF(left, words.bottom + 1, room, _SMALL_LINE_PX)
        painter.setPen(self._theme.color(Role.TEXT2))
        painter.setFont(sans(12, 600))
        line = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, line, verb)
        box.setLeft(left + painter.fontMetrics().horizontalAdvance(verb))
        painter.setFont(sans(12))
        painter.drawText(box, line, elide(f" \N{MIDDLE DOT} {place}", sans(12), box.width()))
        self.paint_ring(painter)

    def _paragraph(self, x: float, y: float, width: float) -> Paragraph:
        run = Run(self.text(), sans(13, 600), self._theme.color(Role.TEXT))
        paragraph = Paragraph([run], x, y, max(width, 60), _LINE_PX)
        paragraph.keep_lines(y + _MOST_LINES * _LINE_PX)
        return paragraph
