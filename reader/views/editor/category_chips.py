"""The categories as chips: those with a digit in its order, the rarer ones on demand."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotations import Category
from reader.theme.fonts import sans
from reader.theme.painting import key_cap_size, paint_key_cap
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.editor.chips import ChipGroup, ChoiceChip
from reader.views.editor.field_parts import LABEL_PX, paint_label
from reader.views.editor.stack import HALO
from reader.views.hot_spot import HotSpotButton

#: Words short enough for a chip; the others are as their label.
_SHORT = {
    Category.DANGEROUS: "Dangerous",
    Category.INACCURATE: "Inaccurate",
    Category.CONTRADICTION: "Contradiction",
    Category.MISREPRESENTS_SOURCE: "Misrepresents source",
}
_RARE = tuple(category for category in Category if category.key is None)
_MORE_KEY = "M"


class CategoryChips(ChipGroup):
    """Chooses the category; digits and `M` act while one of its chips has the keyboard.

    Signals:
        chosen: The `Category` that the user chose.
        height_changed: The rarer ones were shown or hidden.
    """

    chosen = Signal(object)
    height_changed = Signal()
    top = LABEL_PX + 5

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shows_rare = False
        self._chosen: Category | None = None
        self.setAccessibleName("Category")
        self._chips: dict[Category, ChoiceChip] = {}
        for category in Category:
            words = _SHORT.get(category, category.label)
            chip = ChoiceChip(words, theme, self, digit=category.key or "")
            chip.setObjectName(f"category-{category.value}")
            key = f", key {category.key}" if category.key else ""
            chip.setAccessibleName(f"Category: {category.label}{key}")
            chip.setAccessibleDescription(category.definition)
            chip.setToolTip(f"{category.label}: {category.definition}")
            chip.clicked.connect(self._on_clicked)
            chip.setHidden(category.key is None)
            self._chips[category] = chip
        self.take_buttons(tuple(self._chips.values()))
        self.more = HotSpotButton(theme, self)
        self.more.clicked.connect(self._on_more_clicked)

    @property
    def shows_rare(self) -> bool:
        """True while the rarer categories show."""
        return self._shows_rare

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        self.more.set_theme(theme)

    def choose(self, category: Category) -> None:
        """Mark a category as chosen, without telling; a rare one shows with its like."""
        before, chip = self._chosen, self._chips[category]
        if before is category and chip.isChecked():
            return
        self._chosen = category
        chip.setChecked(True)
        is_rare = category in _RARE
        if is_rare is not (before in _RARE) or (is_rare and not self._shows_rare):
            self.show_rare(shown=is_rare or self._shows_rare)
        self.give_tab_stop()
        self.update()

    def show_rare(self, *, shown: bool) -> None:
        """Show or hide the rarer ones; a chosen one stays."""
        self._shows_rare = shown
        for category in _RARE:
            chip = self._chips[category]
            chip.setHidden(not shown and not chip.isChecked())
        self.give_tab_stop()
        self._place_more()
        self.height_changed.emit()
        self.update()

    def chip(self, category: Category) -> ChoiceChip:
        """The chip of a category."""
        return self._chips[category]

    def key_on_button(self, event: QKeyEvent) -> bool:
        if super().key_on_button(event):
            return True
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        if event.key() == Qt.Key.Key_M:
            self._toggle_rare()
            return True
        for category, chip in self._chips.items():
            if category.key is not None and event.text() == category.key:
                self.press(chip)
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_more()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        paint_label(painter, self.width(), "Category", "", self.theme, y=1)
        cap = key_cap_size(_MORE_KEY)
        right = self.width() - HALO
        box = QRectF(right - cap.width(), 0, cap.width(), cap.height())
        paint_key_cap(painter, box, _MORE_KEY, self.theme)
        painter.setFont(sans(12))
        painter.setPen(self.theme.color(Role.TEXT2 if self.more.underMouse() else Role.TEXT3))
        words = QRectF(0, 1, box.left() - 5, LABEL_PX)
        painter.drawText(
            words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._more_words()
        )

    def sizeHint(self) -> QSize:
        return QSize(408, self.heightForWidth(408))

    def _more_words(self) -> str:
        return "fewer" if self._shows_rare else f"{len(_RARE)} more"

    def _place_more(self) -> None:
        words = QFontMetricsF(sans(12)).horizontalAdvance(self._more_words())
        width = words + 5 + key_cap_size(_MORE_KEY).width()
        name = "Fewer categories" if self._shows_rare else f"{len(_RARE)} more categories"
        area = QRectF(self.width() - HALO - width, 0, width, LABEL_PX + 2)
        # `M` on a chip is its key; Tab goes on to the severity.
        self.more.place(area, name, "", takes_focus=False)

    def _toggle_rare(self) -> None:
        self.show_rare(shown=not self._shows_rare)
        if self.tab_stop is not None and self._focused() is None:
            self.tab_stop.setFocus(Qt.FocusReason.TabFocusReason)
        if self._shows_rare and self._focused() is not None:
            # The keyboard goes to what was asked for; arrows choose from there.
            self._chips[_RARE[0]].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_more_clicked(self) -> None:
        self.show_rare(shown=not self._shows_rare)

    def _on_clicked(self) -> None:
        chip = self.sender()
        for category, each in self._chips.items():
            if each is chip:
                self.give_tab_stop()
                self.chosen.emit(category)
                return
