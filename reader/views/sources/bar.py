"""The bar above the place of sources: where one is, and what can be done with all of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, ElidedLabel, TextButton

HEIGHT_PX = 48
_BRAND_FROM_PX = 640


class SourcesBar(QWidget):
    """48 px, in the place of the top bar of the window.

    Signals:
        library_requested: The way back was pressed.
        new_requested, import_requested, export_requested: What the buttons say.
    """

    library_requested = Signal()
    new_requested = Signal()
    import_requested = Signal()
    export_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName("Top bar of the sources")
        self._brand = ElidedLabel("Caveat", theme, self, font=sans(15, 600))
        self._brand.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.library_button = TextButton("Library", theme, self)
        self.library_button.setToolTip("Back to the library (Esc)")
        self._title = ElidedLabel("/  Sources", theme, self, font=sans(13), role=Role.TEXT2)
        self._title.setAccessibleName("Sources")
        self.export_button = TextButton("Export list", theme, self, has_menu=True)
        self.import_button = TextButton(
            "Import BibTeX, RIS...", theme, self, kind=ButtonKind.OUTLINED
        )
        self.new_button = TextButton(
            "New source", theme, self, kind=ButtonKind.PRIMARY, keys="Ctrl N"
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 20, 1)
        row.setSpacing(0)
        row.addWidget(self._brand)
        row.addSpacing(4)
        row.addWidget(self.library_button)
        row.addWidget(self._title, 1)
        for button in (self.export_button, self.import_button, self.new_button):
            row.addWidget(button)
        self.library_button.clicked.connect(self.library_requested)
        self.export_button.clicked.connect(self.export_requested)
        self.import_button.clicked.connect(self.import_requested)
        self.new_button.clicked.connect(self.new_requested)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in (
            *(self._brand, self.library_button, self._title),
            *(self.export_button, self.import_button, self.new_button),
        ):
            child.set_theme(theme)
        self.update()

    def set_writable(self, *, is_writable: bool) -> None:
        """Leave out what changes the library where that cannot be changed."""
        self.import_button.setVisible(is_writable)
        self.new_button.setVisible(is_writable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._brand.setVisible(self.width() >= _BRAND_FROM_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.CANVAS))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color(Role.LINE))
