"""The short move of cards to new places: one driver for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEasingCurve, QObject, QVariantAnimation, Signal

DURATION_MS = 120


class CardMotion(QObject):
    """How far each card is still from where it will rest.

    Signals:
        moved: For every step, and once at the end.
    """

    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.duration_ms = DURATION_MS
        self._offsets: dict[str, float] = {}
        self._share = 0.0
        self._driver = QVariantAnimation(self)
        self._driver.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._driver.setStartValue(1.0)
        self._driver.setEndValue(0.0)
        self._driver.valueChanged.connect(self._on_step)

    @property
    def is_running(self) -> bool:
        """True while cards are on their way."""
        return bool(self._offsets)

    def start(self, offsets: Mapping[str, float]) -> None:
        """Let cards come from `offsets` pixels off; at once where the duration is 0."""
        self._driver.stop()
        self._offsets = {uid: by for uid, by in offsets.items() if abs(by) >= 1}
        self._share = 1.0
        if self._offsets and self.duration_ms > 0:
            self._driver.setDuration(self.duration_ms)
            self._driver.start()
        else:
            self.finish()

    def finish(self) -> None:
        """Bring all cards to rest now."""
        self._driver.stop()
        self._offsets = {}
        self._share = 0.0

    def offset(self, uid: str) -> float:
        """Pixels that a card is still off its place."""
        return self._offsets.get(uid, 0.0) * self._share

    def _on_step(self, share: float) -> None:
        self._share = float(share)
        if self._share <= 0:
            self._offsets = {}
        self.moved.emit()
