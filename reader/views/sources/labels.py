"""Words of the place of sources that stand still: labels, and the mark "well formed"."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotations import Authority, Severity
from reader.theme.fonts import sans
from reader.theme.glyphs import paint_check, paint_rank_badge
from reader.theme.roles import Role
from reader.theme.theme import Theme


class Dressed(Protocol):
    """What follows the theme."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""


_SIGN_PX, _SIGN_GAP_PX = 12, 6


class Words(QLabel):
    """Plain text in a colour of the theme, wrapped. It can be selected with the mouse."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        px: float = 13,
        weight: int = 400,
        role: Role = Role.TEXT,
        wraps: bool = True,
    ) -> None:
        super().__init__(text, parent)
        self._role: Role | Severity = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(sans(px, weight))
        self.setWordWrap(wraps)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        palette = theme.palette()
        role = self._role
        ink = theme.severity(role).ink if isinstance(role, Severity) else theme.color(role)
        palette.setColor(QPalette.ColorRole.WindowText, ink)
        self.setPalette(palette)

    def set_role(self, role: Role | Severity) -> None:
        """Paint in another colour: that of a role, or the ink of a severity."""
        if role != self._role:
            self._role = role
            self.set_theme(self._theme)

    def show_text(self, text: str) -> None:
        """Show a text; nothing is shown, and no room taken, where it is empty."""
        self.setText(text)
        self.setVisible(bool(text))


class FormMark(QWidget):
    """A check and "well formed", or what is odd about an identifier."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_good = True
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def show_mark(self, text: str, *, is_good: bool) -> None:
        """Say what is to be said of the form; nothing where `text` is empty."""
        self._text, self._is_good = text, is_good
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(sans(12, 500)).horizontalAdvance(self._text)
        return QSize(round(width + 1) + (_SIGN_PX + _SIGN_GAP_PX if self._is_good else 0), 20)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = (
            self._theme.color(Role.ACCENT)
            if self._is_good
            else self._theme.severity(Severity.MODERATE).ink
        )
        box = QRectF(self.rect())
        if self._is_good:
            paint_check(painter, QRectF(0, box.center().y() - 6, _SIGN_PX, _SIGN_PX), ink)
            box.setLeft(_SIGN_PX + _SIGN_GAP_PX)
        painter.setFont(sans(12, 500))
        painter.setPen(ink)
        painter.drawText(
            box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._text
        )


class RankBadge(QWidget):
    """The letter of a rank, in words for assistive technology and as its tool tip."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, px: int = 20) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rank = Authority.E
        self.setFixedSize(px, px)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def show_rank(self, rank: Authority) -> None:
        """Show a rank."""
        self._rank = rank
        words = f"{rank.value}, {rank.label}"
        self.setAccessibleName(f"Rank {words}")
        self.setToolTip(words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_rank_badge(QPainter(self), QRectF(self.rect()), self._rank, self._theme)
