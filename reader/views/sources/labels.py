"""Words of the place of sources that stand still: labels, and the mark "well formed"."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QMargins, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from annotations import Authority, Severity
from reader.theme.fonts import sans
from reader.theme.glyphs import paint_check, paint_rank_badge
from reader.theme.painting import elide
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.paragraph import Paragraph, Run


class Dressed(Protocol):
    """What follows the theme."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""


_SIGN_PX, _SIGN_GAP_PX = 12, 6
#: Distance of lines for each size.
_PITCHES = {12: 17, 13: 20, 14: 20, 15: 22}
_WIDEST_PX = 600
#: So many widths of a text are kept laid out: a layout asks for several, again and again.
_KEPT = 6
_ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Words(QLabel):
    """Plain text in a colour of the theme, its lines as far apart as the tokens say.

    Wrapped, with long addresses broken anywhere; or one line, cut where it does not fit.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        px: int = 13,
        weight: int = 400,
        role: Role = Role.TEXT,
        wraps: bool = True,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._role: Role | Severity = role
        self._pitch = _PITCHES[px]
        self._inset = QMargins()
        self._laid_out: dict[tuple[str, float], Paragraph] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(sans(px, weight))
        self.setWordWrap(wraps)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self._laid_out.clear()
        self.update()

    def set_role(self, role: Role | Severity) -> None:
        """Paint in another colour: that of a role, or the ink of a severity."""
        if role != self._role:
            self._role = role
            self._laid_out.clear()
            self.update()

    def set_inset(self, left: int, top: int, right: int, bottom: int) -> None:
        """Leave room round the words. Qt takes its own margins back on a change of parent."""
        self._inset = QMargins(left, top, right, bottom)
        self.updateGeometry()

    def show_text(self, text: str) -> None:
        """Show a text; nothing is shown, and no room taken, where it is empty."""
        self.setText(text)
        self.setVisible(bool(text))

    def heightForWidth(self, width: int) -> int:
        margins = self._inset
        room = width - margins.left() - margins.right()
        height = self._paragraph(room).height if self.wordWrap() else self._pitch
        return round(height) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        margins = self._inset
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        room = min(round(width + 1.5), _WIDEST_PX)
        whole = room + margins.left() + margins.right()
        return QSize(whole, self.heightForWidth(whole))

    def minimumSizeHint(self) -> QSize:
        margins = self._inset
        return QSize(24 if self.text() else 0, self._pitch + margins.top() + margins.bottom())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = self.rect().marginsRemoved(self._inset)
        painter.translate(box.topLeft())
        if self.wordWrap():
            self._paragraph(box.width()).paint(painter, self._theme)
            return
        painter.setFont(self.font())
        painter.setPen(self._ink())
        line = QRectF(0, 0, box.width(), box.height())
        painter.drawText(line, _ALIGN_LEFT, elide(self.text(), self.font(), box.width()))

    def _ink(self) -> QColor:
        if isinstance(self._role, Severity):
            return self._theme.severity(self._role).ink
        return self._theme.color(self._role)

    def _paragraph(self, width: float) -> Paragraph:
        width = max(width, 24)
        key = (self.text(), width)
        if key not in self._laid_out:
            if len(self._laid_out) > _KEPT:
                self._laid_out.clear()
            run = Run(self.text(), self.font(), self._ink())
            self._laid_out[key] = Paragraph([run], 0, 0, width, self._pitch)
        return self._laid_out[key]


class FormMark(QWidget):
    """A check and "well formed", or what is odd about an identifier."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_good = True
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

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
