"""The four severities side by side, each with its glyph and its word."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotations import Severity
from reader.editing.hints import DEFAULT_KEYS, EditorKeys
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph
from reader.theme.painting import elide, key_cap_size, paint_key_cap
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.editor.choice_group import ChoiceButton, ChoiceGroup
from reader.views.editor.field_parts import LABEL_PX, RADIUS, paint_label
from reader.views.editor.stack import HALO

SEGMENT_PX = 32
_TOP = LABEL_PX + 5
_GLYPH = 18
#: Narrower, the four stand in two rows.
_ONE_ROW_PX = 352


class Segment(ChoiceButton):
    """One severity; the chosen one stands on its fill, in a 2 px outline."""

    def __init__(self, severity: Severity, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._severity = severity
        self.setText(severity.label)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors, is_chosen = self.theme.severity(self._severity), self.isChecked()
        box = QRectF(self.rect())
        if is_chosen:
            painter.setPen(QPen(colors.ink, 2))
            painter.setBrush(colors.rest)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color(Role.HOVER))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), RADIUS - 2, RADIUS - 2)
        font = sans(13, 600 if is_chosen else 500)
        room = box.width() - _GLYPH - 6 - 6
        if QFontMetricsF(font).horizontalAdvance(self.text()) > room:
            font = sans(12, 600 if is_chosen else 500)
        painter.setFont(font)
        words = elide(self.text(), font, room)
        width = painter.fontMetrics().horizontalAdvance(words)
        left = (box.width() - _GLYPH - 6 - width) / 2
        glyph = QPointF(left, (box.height() - _GLYPH) / 2)
        draw_severity_glyph(painter, glyph, self._severity, _GLYPH, self.theme)
        painter.setPen(colors.ink if is_chosen else self.theme.color(Role.TEXT))
        painter.drawText(
            QRectF(left + _GLYPH + 6, 0, width + 4, box.height()),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            words,
        )


class SeveritySegments(ChoiceGroup):
    """Chooses the severity.

    Signals:
        chosen: The `Severity` that the user chose.
    """

    chosen = Signal(object)

    def __init__(
        self, theme: Theme, keys: EditorKeys = DEFAULT_KEYS, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._caps = keys.severity_caps
        self.setAccessibleName("Severity: harm if believed")
        self._segments: dict[Severity, Segment] = {}
        for severity in Severity:
            segment = Segment(severity, theme, self)
            segment.setObjectName(f"severity-{severity.id}")
            segment.setAccessibleName(f"Severity: {severity.label}, {severity.value} of 4")
            segment.setAccessibleDescription(keys.severities[severity.value - 1])
            segment.clicked.connect(self._on_clicked)
            self._segments[severity] = segment
        self.take_buttons(tuple(self._segments.values()))

    def segment(self, severity: Severity) -> Segment:
        """The button of a severity."""
        return self._segments[severity]

    def choose(self, severity: Severity) -> None:
        """Mark a severity as chosen, without telling."""
        segment = self._segments[severity]
        if segment.isChecked():
            return
        segment.setChecked(True)
        segment.raise_()
        self.give_tab_stop()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _TOP + _rows(width) * SEGMENT_PX

    def sizeHint(self) -> QSize:
        return QSize(408, self.heightForWidth(408))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edges = self._edges()
        for at, segment in enumerate(self._segments.values()):
            row, column = divmod(at, len(edges) - 1)
            left, right = edges[column], edges[column + 1]
            segment.setGeometry(QRect(left, _TOP + row * SEGMENT_PX, right - left, SEGMENT_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self.theme
        paint_label(painter, self.width(), "Severity: harm if believed", "", theme, y=1)
        self._paint_keys(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(Role.EDGE), 1))
        painter.setBrush(theme.color(Role.SURFACE))
        box = self._box()
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        line = theme.color(Role.LINE)
        for x in self._edges()[1:-1]:
            painter.fillRect(QRectF(x, box.top() + 1, 1, box.height() - 2), line)
        if box.height() > SEGMENT_PX:
            painter.fillRect(QRectF(box.left() + 1, _TOP + SEGMENT_PX, box.width() - 2, 1), line)
        painter.end()
        super().paintEvent(event)

    def _paint_keys(self, painter: QPainter) -> None:
        """What they share, the first and the last, at the end of the label."""
        shared, first, last = self._caps
        if not shared:
            return
        right = float(self.width() - HALO)
        for keys in (last, "", first, shared):
            if not keys:
                painter.setFont(sans(12))
                painter.setPen(self.theme.color(Role.TEXT3))
                painter.drawText(
                    QRectF(right - 7, 1, 7, LABEL_PX), Qt.AlignmentFlag.AlignCenter, "\u2013"
                )
                right -= 7
                continue
            size = key_cap_size(keys)
            cap = QRectF(right - size.width(), 0, size.width(), size.height())
            paint_key_cap(painter, cap, keys, self.theme)
            right = cap.left() - (0 if keys is last else 4)

    def _box(self) -> QRectF:
        height = _rows(self.width()) * SEGMENT_PX
        return QRectF(HALO, _TOP, self.width() - 2 * HALO, height)

    def _edges(self) -> list[int]:
        """Left edges of the segments of one row, and the right edge of the last."""
        box, per_row = self._box(), len(Severity) // _rows(self.width())
        return [round(box.left() + box.width() * at / per_row) for at in range(per_row + 1)]

    def _on_clicked(self) -> None:
        segment = self.sender()
        for severity, each in self._segments.items():
            if each is segment:
                each.raise_()
                self.give_tab_stop()
                self.chosen.emit(severity)
                return


def _rows(width: int) -> int:
    """One row, or two where the words would be cut."""
    return 1 if width - 2 * HALO >= _ONE_ROW_PX else 2
