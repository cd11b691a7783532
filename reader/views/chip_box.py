"""The chips of a search in their row: as many as there is room for, the last ones first."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.query_chip import HEIGHT_PX, QueryChip

_GAP_PX = 6


class ChipBox(QWidget):
    """Holds the fields of a query. Where they do not all fit, the first ones are counted.

    Signals:
        changed: A chip was taken out.
        opened: A token that is to be text again; its chip is gone.
        left: The text after the chips is wanted; carries a letter to put there, or none.
    """

    changed = Signal()
    opened = Signal(str)
    left = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[QueryChip] = []
        self._room = 10_000
        self._hidden = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName("Filters of the search")
        self._arrange()

    @property
    def tokens(self) -> tuple[str, ...]:
        """The fields, in order."""
        return tuple(chip.token for chip in self._chips)

    @property
    def chips(self) -> tuple[QueryChip, ...]:
        """The chips, in order."""
        return tuple(self._chips)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for chip in self._chips:
            chip.set_theme(theme)
        self.update()

    def set_tokens(self, tokens: tuple[str, ...]) -> None:
        """Show other fields, without telling."""
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for token in tokens:
            self._make(token)
        self._arrange()

    def add(self, token: str) -> None:
        """Show one field more, without telling; one that is there already stays alone."""
        if token not in self.tokens:
            self._make(token)
            self._arrange()

    def remove_last(self) -> None:
        """Take the last chip out, and tell."""
        if self._chips:
            self._remove(self._chips[-1])

    def focus_last(self) -> bool:
        """Give the keyboard to the last chip; False where there is none."""
        if self._chips:
            self._chips[-1].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(self._chips)

    def set_room(self, width_px: int) -> None:
        """Take at most that width."""
        if width_px != self._room:
            self._room = width_px
            self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(self._count_width() + sum(self._widths()), HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._hidden:
            painter = QPainter(self)
            painter.setFont(sans(12, 500))
            painter.setPen(self._theme.color(Role.TEXT2))
            width = self._count_width()
            left = self.width() - width if self.isRightToLeft() else 0
            painter.drawText(
                QRectF(left, 0, width, HEIGHT_PX),
                Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                self._count_text(),
            )

    def _make(self, token: str) -> None:
        chip = QueryChip(token, self._theme, self)
        chip.removed.connect(lambda: self._remove(chip))
        chip.opened.connect(lambda: self._open(chip))
        chip.walked.connect(lambda step: self._walk(chip, step))
        chip.typed.connect(self.left)
        self._chips.append(chip)

    def _remove(self, chip: QueryChip) -> None:
        self._drop(chip)
        self.changed.emit()

    def _open(self, chip: QueryChip) -> None:
        self._drop(chip)
        self.opened.emit(chip.token)

    def _drop(self, chip: QueryChip) -> None:
        place = self._chips.index(chip)
        had_focus = chip.hasFocus()
        self._chips.remove(chip)
        chip.hide()
        chip.deleteLater()
        self._arrange()
        if had_focus and self._chips[place:]:
            self._chips[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif had_focus:
            self.left.emit("")

    def _walk(self, chip: QueryChip, step: int) -> None:
        place = self._chips.index(chip) + step
        if place >= len(self._chips):
            self.left.emit("")
        elif place >= self._hidden:
            self._chips[place].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _arrange(self) -> None:
        self._hidden = 0
        while self._hidden < len(self._chips) - 1 and self.sizeHint().width() > self._room:
            self._hidden += 1
        start = self._count_width()
        for place, chip in enumerate(self._chips):
            chip.setVisible(place >= self._hidden)
            if place >= self._hidden:
                width = chip.width()
                left = self.sizeHint().width() - start - width if self.isRightToLeft() else start
                chip.move(left, 0)
                start += width + _GAP_PX
        self.setFixedWidth(self.sizeHint().width())
        self.setVisible(bool(self._chips))
        self.setAccessibleDescription(self._count_text() if self._hidden else "")
        self.updateGeometry()
        self.update()

    def _widths(self) -> list[int]:
        return [chip.width() + _GAP_PX for chip in self._chips[self._hidden :]]

    def _count_text(self) -> str:
        return f"{self._hidden} more"

    def _count_width(self) -> int:
        if not self._hidden:
            return 0
        return round(QFontMetricsF(sans(12, 500)).horizontalAdvance(self._count_text())) + 8
