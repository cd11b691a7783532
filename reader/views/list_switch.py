"""The switch between the two lists of the library: articles, or notes."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import FOCUS_MARGIN_PX, is_keyboard_focus, paint_focus_ring

_HEIGHT_PX, _PAD_PX, _RADIUS = 28, 14, 6


class ListKind(StrEnum):
    """Which list is in front."""

    ARTICLES = "articles"
    NOTES = "notes"

    @property
    def keys(self) -> str:
        """What brings it to the front while the library has the keyboard."""
        return {ListKind.ARTICLES: "Alt+1", ListKind.NOTES: "Alt+2"}[self]


class _Segment(QAbstractButton):
    """One of the two, in the outline that they share."""

    def __init__(self, kind: ListKind, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self._theme = theme
        self._shows_ring = False
        self.setText(kind.value.capitalize())
        self.setAccessibleName(f"List of {kind.value}")
        self.setToolTip(f"List of {kind.value} ({kind.keys})")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(sans(13, 600)).horizontalAdvance(self.text())
        return QSize(round(width) + 2 * _PAD_PX, _HEIGHT_PX + 2 * FOCUS_MARGIN_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Arrow keys move between the two with "other" as their reason.
        other = event.reason() is Qt.FocusReason.OtherFocusReason
        self._shows_ring = other or is_keyboard_focus(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = False
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(0, FOCUS_MARGIN_PX, 0, -FOCUS_MARGIN_PX)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(QPen(self._theme.color(Role.ACCENT), 1.5 if chosen else 0))
            if not chosen:
                painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(Role.ACCENT_BG if chosen else Role.HOVER))
            painter.drawRoundedRect(body.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.setFont(sans(13, 600 if chosen else 500))
        painter.setPen(self._theme.color(Role.TEXT if chosen else Role.TEXT2))
        painter.drawText(body, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._shows_ring and self.hasFocus():
            paint_focus_ring(painter, body.adjusted(4, 4, -4, -4), self._theme, radius=3)


class ListSwitch(QWidget):
    """Articles or notes; exactly one is chosen.

    Signals:
        chosen: The `ListKind` that the user chose.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.segments = {kind: _Segment(kind, theme, self) for kind in ListKind}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for kind, segment in self.segments.items():
            segment.clicked.connect(lambda _=False, kind=kind: self.chosen.emit(kind))
            row.addWidget(segment)
        self.segments[ListKind.ARTICLES].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Which list is shown")

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for segment in self.segments.values():
            segment.set_theme(theme)

    def set_kind(self, kind: ListKind) -> None:
        """Mark the list that is shown, without telling."""
        self.segments[kind].setChecked(True)
