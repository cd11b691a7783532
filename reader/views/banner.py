"""A quiet line between the top bar and the page: progress, news with a way back, refusals."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from annotations import Severity
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton

#: How long news stays; refusals and progress stay until they are over or dismissed.
NEWS_MS = 12_000
_BAR_WIDTH_PX = 160

Offer = tuple[str, Callable[[], object]]


class BannerKind(Enum):
    """What the banner is about."""

    NEWS = auto()
    REMARK = auto()
    WARNING = auto()
    QUESTION = auto()
    PROGRESS = auto()


class Banner(QWidget):
    """One message at a time, as high as its words; hidden while there is nothing to say."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kind = BannerKind.NEWS
        self._fraction = 0.0
        self._offer: Callable[[], object] | None = None
        self._other: Callable[[], object] | None = None
        self._text = QLabel(self)
        self._text.setFont(sans(13))
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._bar = QWidget(self)
        self._bar.setFixedWidth(_BAR_WIDTH_PX)
        self.offer_button = TextButton("", theme, self, kind=ButtonKind.OUTLINED)
        self.offer_button.clicked.connect(self._on_offer_taken)
        self.other_button = TextButton("", theme, self, kind=ButtonKind.OUTLINED)
        self.other_button.clicked.connect(self._on_other_taken)
        self.other_button.hide()
        self.dismiss_button = TextButton("Dismiss", theme, self)
        self.dismiss_button.clicked.connect(self.clear)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NEWS_MS)
        self._timer.timeout.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 4, 20, 5)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar)
        row.addWidget(self.offer_button)
        row.addWidget(self.other_button)
        row.addWidget(self.dismiss_button)
        self.hide()

    @property
    def text(self) -> str:
        """What the banner says; empty while it is hidden."""
        return "" if self.isHidden() else self._text.text()

    @property
    def kind(self) -> BannerKind:
        """What the banner is about."""
        return self._kind

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.offer_button.set_theme(theme)
        self.other_button.set_theme(theme)
        self.dismiss_button.set_theme(theme)
        self.update()

    def tell(self, text: str, offer: Offer | None = None, other: Offer | None = None) -> None:
        """Say what has happened; goes away by itself."""
        self._show(BannerKind.NEWS, text, offer, other)
        self._timer.start()

    def ask(self, text: str, offer: Offer, other: Offer) -> None:
        """Ask which of two things is wanted; stays until one is chosen, or neither."""
        self._show(BannerKind.QUESTION, text, offer, other)

    def remark(self, text: str) -> None:
        """Say something about what is in front; stays as long as that."""
        self._show(BannerKind.REMARK, text, None)

    def forget_remark(self) -> None:
        """What the remark was about is no longer in front."""
        if self._kind is BannerKind.REMARK:
            self.clear()

    def forget_way_back(self) -> None:
        """The news is no longer the latest: what it offers would take something else back."""
        if self._kind is BannerKind.NEWS and self._offer is not None:
            self.clear()

    def warn(self, text: str, offer: Offer | None = None) -> None:
        """Say what could not be done; stays until it is dismissed."""
        self._show(BannerKind.WARNING, text, offer)

    def show_progress(self, text: str, fraction: float, cancel: Callable[[], object]) -> None:
        """Say how far something is, 0 to 1, and let it be cancelled."""
        self._fraction = min(max(fraction, 0.0), 1.0)
        if self._kind is BannerKind.PROGRESS and not self.isHidden():
            self._text.setText(text)
            self.update()
        else:
            self._show(BannerKind.PROGRESS, text, ("Cancel", cancel))

    def clear(self) -> None:
        """Say nothing more."""
        self._timer.stop()
        self._offer = self._other = None
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.SUNKEN))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color(Role.LINE))
        if self._kind is BannerKind.WARNING:
            ink = self._theme.severity(Severity.SERIOUS).ink
            painter.fillRect(0, 0, 5, self.height() - 1, ink)
        elif self._kind is BannerKind.PROGRESS:
            self._paint_bar(painter)

    def _paint_bar(self, painter: QPainter) -> None:
        box = QRectF(self._bar.geometry())
        track = QRectF(box.left(), box.center().y() - 3, box.width(), 6)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(Role.TRACK))
        painter.drawRoundedRect(track, 3, 3)
        track.setWidth(max(6.0, track.width() * self._fraction))
        painter.setBrush(self._theme.color(Role.ACCENT))
        painter.drawRoundedRect(track, 3, 3)

    def _show(
        self, kind: BannerKind, text: str, offer: Offer | None, other: Offer | None = None
    ) -> None:
        self._timer.stop()
        self._kind = kind
        self._text.setText(text)
        self.setAccessibleName(text)
        self._offer = offer[1] if offer else None
        self.offer_button.setVisible(offer is not None)
        if offer:
            self.offer_button.set_label(offer[0])
        self._other = other[1] if other else None
        self.other_button.setVisible(other is not None)
        if other:
            self.other_button.set_label(other[0])
        self._bar.setVisible(kind is BannerKind.PROGRESS)
        self.dismiss_button.setVisible(kind is not BannerKind.PROGRESS)
        self.show()
        self.update()

    def _on_offer_taken(self) -> None:
        offer = self._offer
        if self._kind is not BannerKind.PROGRESS:
            self.clear()
        if offer is not None:
            offer()

    def _on_other_taken(self) -> None:
        other = self._other
        self.clear()
        if other is not None:
            other()
