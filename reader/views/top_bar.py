"""The bar above everything: where one is, how grave it is, and the three things to do."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QWidget

from annotations import Severity
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, CountsLine, ElidedLabel, TextButton

HEIGHT_PX = 48
_LEADING_PX = 24
_CRUMB_GAP_PX = 16
#: Below it the counts are left out: the article card tells them too.
_COUNTS_FROM_WIDTH_PX = 820
_BRAND_FROM_WIDTH_PX = 600


class TopBar(QWidget):
    """Title of what is in front, with its counts and its buttons.

    Signals:
        library_requested: The way back was pressed.
        find_requested, export_requested, import_requested: What the buttons say.
        text_requested: "Aa" was pressed.
    """

    library_requested = Signal()
    find_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()
    text_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_article = False
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName("Top bar")
        self._brand = ElidedLabel("Caveat", theme, self, font=sans(15, 600))
        self._brand.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.library_button = TextButton("Library", theme, self)
        self.library_button.setToolTip("Back to the library (Esc)")
        self._title = ElidedLabel("", theme, self, font=sans(13), role=Role.TEXT2)
        self._counts = CountsLine(theme, self, px=12)
        self.find_button = TextButton("Find", theme, self)
        self.text_button = TextButton("Aa", theme, self)
        self.text_button.setAccessibleName("Text size and colours")
        self.export_button = TextButton("Export", theme, self)
        self.import_button = TextButton(
            "Import", theme, self, kind=ButtonKind.OUTLINED, keys="Ctrl O"
        )
        self._lay_out()
        self._connect()
        self.show_library("")

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in (
            self._brand,
            self.library_button,
            self._title,
            self._counts,
            self.find_button,
            self.text_button,
            self.export_button,
            self.import_button,
        ):
            child.set_theme(theme)
        self.update()

    def show_library(self, name: str) -> None:
        """Say which library is in front."""
        self._is_article = False
        self._title.set_text(name)
        self._counts.set_counts({})
        self._arrange()

    def show_article(self, title: str, counts: Mapping[Severity, int]) -> None:
        """Say which article is in front, and how many cautions it has."""
        self._is_article = True
        self._title.set_text(title)
        self._counts.set_counts(counts)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color(Role.CANVAS))
        painter.setPen(QPen(self._theme.color(Role.LINE), 1))
        line = QRectF(self.rect()).bottom() - 0.5
        painter.drawLine(0, int(line), self.width(), int(line))
        if self._is_article:
            painter.setFont(sans(13))
            painter.setPen(self._theme.color(Role.TEXT3))
            gap = QRectF(self.library_button.geometry())
            gap.setLeft(gap.right())
            gap.setWidth(_CRUMB_GAP_PX - 4)
            painter.drawText(gap, Qt.AlignmentFlag.AlignCenter, "/")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEADING_PX, 0, 20, 1)
        row.setSpacing(0)
        row.addWidget(self._brand)
        row.addSpacing(4)
        row.addWidget(self.library_button)
        self._crumb_gap = QSpacerItem(_CRUMB_GAP_PX, 0)
        row.addItem(self._crumb_gap)
        row.addWidget(self._title, 1)
        row.addSpacing(24)
        row.addWidget(self._counts)
        row.addSpacing(24)
        for button in (
            self.find_button,
            self.text_button,
            self.export_button,
            self.import_button,
        ):
            row.addWidget(button)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        row.setAlignment(Qt.AlignmentFlag.AlignVCenter)

    def _connect(self) -> None:
        self.library_button.clicked.connect(self.library_requested)
        self.find_button.clicked.connect(self.find_requested)
        self.text_button.clicked.connect(self.text_requested)
        self.export_button.clicked.connect(self.export_requested)
        self.import_button.clicked.connect(self.import_requested)

    def _arrange(self) -> None:
        self.library_button.setVisible(self._is_article)
        self._brand.setVisible(self.width() >= _BRAND_FROM_WIDTH_PX or not self._is_article)
        self._counts.setVisible(self._is_article and self.width() >= _COUNTS_FROM_WIDTH_PX)
        for button in (self.find_button, self.export_button):
            button.setVisible(self._is_article)
        self.import_button.setVisible(not self._is_article)
