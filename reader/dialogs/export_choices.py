"""The painted choices of the export: layouts as cards with a drawing, and check boxes."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotations import ExportLayout, Severity
from reader.theme.fonts import sans
from reader.theme.glyphs import paint_check
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import is_keyboard_focus, paint_focus_ring

_RADIUS = 8
_DRAWING = QSize(40, 48)
_TEXT_LEFT_PX = 64
_PADDING_PX = 12
_LINE_PX = 17
_BOX_PX = 16
_MARGIN_PX = 4

LAYOUT_WORDS: dict[ExportLayout, tuple[str, str]] = {
    ExportLayout.ANNOTATED: (
        "Annotated article",
        "The whole text, a number after each flagged sentence, then every note",
    ),
    ExportLayout.REPORT: (
        "Review report",
        "The notes alone, grouped by severity, each with its quoted sentence",
    ),
    ExportLayout.TABLE: ("Table", "One row per note and sentence, for a register"),
}


class _Choice(QAbstractButton):
    """A checkable thing that shows its focus ring for the keyboard only."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._shows_ring = False
        self.setText(name)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = is_keyboard_focus(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = False
        super().focusOutEvent(event)

    def paint_ring(self, painter: QPainter, body: QRectF, radius: float) -> None:
        """Paint the focus ring where the keyboard is here."""
        if self._shows_ring and self.hasFocus():
            paint_focus_ring(painter, body, self.theme, radius)


class LayoutCard(_Choice):
    """One layout: a drawing of its page, its name, and what it is good for."""

    def __init__(self, layout: ExportLayout, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(LAYOUT_WORDS[layout][0], theme, parent)
        self.layout_id = layout
        self.setAccessibleDescription(LAYOUT_WORDS[layout][1])
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def heightForWidth(self, width: int) -> int:
        lines = len(_lines(LAYOUT_WORDS[self.layout_id][1], self._text_width(width)))
        text = 2 * _PADDING_PX + 20 + lines * _LINE_PX
        return max(text, _DRAWING.height() + 2 * _PADDING_PX) + 2 * _MARGIN_PX

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        self._paint_body(painter, body)
        page = QRectF(body.left() + _PADDING_PX, body.top() + _PADDING_PX, 40, 48)
        _paint_page(painter, page, self.layout_id, self.theme)
        left = body.left() + _TEXT_LEFT_PX
        painter.setFont(sans(13, 600))
        painter.setPen(self.theme.color(Role.TEXT))
        box = QRectF(left, body.top() + _PADDING_PX - 2, body.right() - left, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(sans(12))
        painter.setPen(self.theme.color(Role.TEXT2))
        for line in _lines(LAYOUT_WORDS[self.layout_id][1], self._text_width(self.width())):
            box.translate(0, 20 if box.height() == 20 else _LINE_PX)
            box.setHeight(_LINE_PX)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line)
        self.paint_ring(painter, body, _RADIUS)

    def _text_width(self, width: int) -> float:
        return width - 2 * _MARGIN_PX - _TEXT_LEFT_PX - _PADDING_PX

    def _paint_body(self, painter: QPainter, body: QRectF) -> None:
        if self.isChecked():
            painter.setBrush(self.theme.color(Role.ACCENT_BG))
            painter.setPen(QPen(self.theme.color(Role.ACCENT), 2))
            painter.drawRoundedRect(body.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
            return
        is_hot = self.underMouse()
        painter.setBrush(self.theme.color(Role.HOVER if is_hot else Role.SURFACE))
        painter.setPen(QPen(self.theme.color(Role.LINE), 1))
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)


class CheckRow(_Choice):
    """A check box with its words, and a count at the other end."""

    def __init__(
        self, text: str, theme: Theme, parent: QWidget | None = None, *, count: int | None = None
    ) -> None:
        super().__init__(text, theme, parent)
        self._count = "" if count is None else str(count)
        if count is not None:
            self.setAccessibleName(f"{text}, {count}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self.height() - _BOX_PX) / 2
        box = QRectF(_MARGIN_PX, top, _BOX_PX, _BOX_PX)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color(Role.ACCENT if self.isEnabled() else Role.EDGE))
            painter.drawRoundedRect(box, 4, 4)
            paint_check(painter, box.adjusted(3, 4, -3, -4), self.theme.color(Role.ON_ACCENT))
        else:
            painter.setPen(QPen(self.theme.color(Role.EDGE), 1))
            painter.setBrush(self.theme.color(Role.SURFACE))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        text = QRectF(self.rect()).adjusted(_MARGIN_PX + _BOX_PX + 8, 0, -_MARGIN_PX, 0)
        painter.setPen(self.theme.color(Role.TEXT if self.isEnabled() else Role.TEXT3))
        painter.setFont(sans(13))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(sans(12, tabular=True))
        painter.setPen(self.theme.color(Role.TEXT3))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(text, right, self._count)
        self.paint_ring(painter, box, 4)


def _lines(text: str, width: float) -> list[str]:
    """Wrap a sentence into lines of 12 px Inter."""
    layout = QTextLayout(text, sans(12))
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 40.0))
        found.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return found


def _paint_page(painter: QPainter, page: QRectF, layout: ExportLayout, theme: Theme) -> None:
    painter.setPen(QPen(theme.color(Role.EDGE), 1))
    painter.setBrush(theme.color(Role.SURFACE))
    painter.drawRoundedRect(page.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if layout is ExportLayout.TABLE:
        for step in range(1, 5):
            y = page.top() + step * page.height() / 5
            painter.drawLine(round(page.left()), round(y), round(page.right()), round(y))
        for share in (0.28, 0.64):
            x = round(page.left() + page.width() * share)
            painter.drawLine(x, round(page.top()), x, round(page.bottom()))
        return
    ink, critical = theme.color(Role.TEXT2), theme.severity(Severity.CRITICAL).ink
    if layout is ExportLayout.ANNOTATED:
        for y, width, color in ((8, 26, ink), (15, 26, ink), (22, 18, ink), (30, 20, critical)):
            left = 13 if color is critical else 7
            painter.fillRect(QRectF(page.left() + left, page.top() + y, width, 2), color)
        painter.fillRect(QRectF(page.left() + 7, page.top() + 28, 2.5, 13), critical)
        painter.fillRect(QRectF(page.left() + 13, page.top() + 37, 15, 2), critical)
        return
    worst = (Severity.CRITICAL, Severity.SERIOUS, Severity.MODERATE)
    for y, severity in zip((6, 19, 32), worst, strict=True):
        bar = QRectF(page.left() + 7, page.top() + y, 2.5, 10)
        painter.fillRect(bar, theme.severity(severity).ink)
        painter.fillRect(QRectF(page.left() + 13, page.top() + y + 1, 20, 2), ink)
        painter.fillRect(QRectF(page.left() + 13, page.top() + y + 7, 14, 2), ink)
