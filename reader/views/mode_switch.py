"""The switch between reading and reviewing, and the bar of how far the review has come."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import FOCUS_MARGIN_PX, is_keyboard_focus, paint_focus_ring

_HEIGHT_PX = 28
_PADDING_PX = 13
_RADIUS_PX = 6
_BAR_PX = QSize(120, 6)


class ModeSwitch(QWidget):
    """Two segments, one of which holds: radio buttons to assistive technology.

    Signals:
        toggled: True for reviewing, False for reading; only where the user chose.
    """

    toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Read or review")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.read_button = _Segment("Read", theme, self, is_first=True)
        self.review_button = _Segment("Review", theme, self, is_first=False)
        self.set_keys("Ctrl R")
        self.read_button.setChecked(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.read_button, self.review_button):
            row.addWidget(button)
            button.clicked.connect(self._on_clicked)
        self._is_reviewing = False

    @property
    def is_reviewing(self) -> bool:
        """True while "Review" holds."""
        return self._is_reviewing

    def set_reviewing(self, on: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Show which one holds, without a signal."""
        self._is_reviewing = on
        (self.review_button if on else self.read_button).setChecked(True)

    def set_keys(self, keys: str) -> None:
        """Tell these keys in the tool tips; empty text for none."""
        aside = f" ({keys})" if keys else ""
        self.read_button.setToolTip(f"Show the article as its readers see it{aside}")
        self.review_button.setToolTip(f"Check sentences and write notes{aside}")

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self.read_button.set_theme(theme)
        self.review_button.set_theme(theme)

    def _on_clicked(self) -> None:
        on = self.review_button.isChecked()
        if on != self._is_reviewing:
            self._is_reviewing = on
            self.toggled.emit(on)


class _Segment(QAbstractButton):
    """One half of the switch."""

    def __init__(self, text: str, theme: Theme, parent: QWidget, *, is_first: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_first = is_first
        self._shows_ring = False
        self.setText(text)
        self.setAccessibleName(text)
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
        width = QFontMetricsF(sans(12, 600)).horizontalAdvance(self.text()) + 2 * _PADDING_PX
        return QSize(round(width) + FOCUS_MARGIN_PX, _HEIGHT_PX + 2 * FOCUS_MARGIN_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = is_keyboard_focus(event.reason())
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return chooses, as Space does; arrows go to the other segment."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
        # The arrows moved the focus and the choice together, and Qt tells of no click.
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            switch = self.parentWidget()
            if isinstance(switch, ModeSwitch):
                switch._on_clicked()  # noqa: SLF001 - the two are one control

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = self._body()
        shape = self._shape(body)
        theme = self._theme
        if self.isChecked():
            painter.fillPath(shape, theme.color(Role.ACCENT))
        else:
            fill = Role.HOVER if self.underMouse() else Role.SURFACE
            painter.fillPath(shape, theme.color(fill))
        painter.strokePath(
            shape, QPen(theme.color(Role.ACCENT if self.isChecked() else Role.EDGE), 1)
        )
        painter.setFont(sans(12, 600 if self.isChecked() else 500))
        painter.setPen(theme.color(Role.ON_ACCENT if self.isChecked() else Role.TEXT2))
        painter.drawText(body, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._shows_ring and self.hasFocus():
            paint_focus_ring(painter, body.adjusted(4, 4, -4, -4), theme, 3)

    def _body(self) -> QRectF:
        margin = FOCUS_MARGIN_PX
        body = QRectF(self.rect()).adjusted(0.5, margin + 0.5, -0.5, -margin - 0.5)
        if self._is_first:
            body.setLeft(body.left() + margin)
            body.setRight(body.right() + 1)
        else:
            body.setRight(body.right() - margin)
        return body

    def _shape(self, body: QRectF) -> QPainterPath:
        """Round at the outer corners only."""
        shape = QPainterPath()
        shape.addRoundedRect(body, _RADIUS_PX, _RADIUS_PX)
        inner = QRectF(body)
        if self._is_first:
            inner.setLeft(body.center().x())
        else:
            inner.setRight(body.center().x())
        square = QPainterPath()
        square.addRect(inner)
        return shape.united(square)


class ProgressLine(QProgressBar):
    """A quiet bar, 120 x 6, of the sentences that have been checked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setTextVisible(False)
        self.setFixedSize(_BAR_PX)
        self.set_progress(0, 0)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def set_progress(self, checked: int, of: int) -> None:
        """Show that so many of so many sentences have been checked."""
        self.setRange(0, max(1, of))
        self.setValue(min(checked, max(1, of)))
        self.setAccessibleName(f"Coverage, {checked} of {of}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(self.rect())
        round_px = track.height() / 2
        painter.setBrush(self._theme.color(Role.TRACK))
        painter.drawRoundedRect(track, round_px, round_px)
        if self.value() > 0:
            share = self.value() / self.maximum()
            done = QRectF(track)
            done.setWidth(max(track.height(), track.width() * share))
            painter.setBrush(self._theme.color(Role.ACCENT))
            painter.drawRoundedRect(done, round_px, round_px)
