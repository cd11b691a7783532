"""The small panel under "Aa": five sizes of text, three choices of colour."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.settings import TEXT_SIZES_PX, Settings, ThemeChoice
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton

_GAP_PX = 4


class TextPopup(QFrame):
    """Closes when something else is pressed, and frees itself.

    Signals:
        size_chosen: Size of the article's text in pixels.
        theme_chosen: Value of a `ThemeChoice`.
    """

    size_chosen = Signal(int)
    theme_chosen = Signal(str)

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Text size and colours")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(self._label("Text size"))
        self.sizes = self._choices(
            [(str(px), px == settings.text_size_px, f"Text size {px}") for px in TEXT_SIZES_PX],
            column,
        )
        self.sizes.idClicked.connect(self._on_size_clicked)
        column.addSpacing(6)
        column.addWidget(self._label("Colours"))
        self.themes = self._choices(
            [
                (choice.value.capitalize(), choice is settings.theme, f"Colours: {choice.value}")
                for choice in ThemeChoice
            ],
            column,
        )
        self.themes.idClicked.connect(self._on_theme_clicked)

    def open_below(self, button: QWidget) -> None:
        """Show the panel under a button, its right edges aligned, within the window."""
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(button.width() - self.width(), button.height()))
        self.move(corner + QPoint(0, _GAP_PX))
        self.show()
        chosen = self.sizes.checkedButton()
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.SURFACE))
        painter.setPen(QPen(self._theme.color(Role.POPUP_EDGE), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setFont(sans(12, 600))
        palette = label.palette()
        palette.setColor(label.foregroundRole(), self._theme.color(Role.TEXT2))
        label.setPalette(palette)
        return label

    def _choices(self, entries: list[tuple[str, bool, str]], column: QVBoxLayout) -> QButtonGroup:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        # The buttons bring a margin for their focus ring.
        row.setContentsMargins(-4, 0, -4, 0)
        row.setSpacing(0)
        for index, (text, is_chosen, name) in enumerate(entries):
            button = TextButton(text, self._theme, self, kind=ButtonKind.OUTLINED)
            button.setCheckable(True)
            button.setChecked(is_chosen)
            button.setAccessibleName(name)
            group.addButton(button, index)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return group

    def _on_size_clicked(self, index: int) -> None:
        self.size_chosen.emit(TEXT_SIZES_PX[index])

    def _on_theme_clicked(self, index: int) -> None:
        self.theme_chosen.emit(list(ThemeChoice)[index].value)
        self.close()
