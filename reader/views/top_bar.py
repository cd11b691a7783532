"""The bar above everything: where one is, how grave or how far it is, and what to do."""

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
from reader.views.mode_switch import ModeSwitch, ProgressLine

HEIGHT_PX = 48
_LEADING_PX = 24
_CRUMB_GAP_PX = 16
#: Below it the counts are left out: the article card tells them too.
_COUNTS_FROM_WIDTH_PX = 820
_BRAND_FROM_WIDTH_PX = 600
#: Beside the switch the counts lose their words first.
_COUNT_WORDS_FROM_WIDTH_PX = 1040
_ANY_WIDTH_PX = 16_777_215
#: What of a review goes when it gets narrow, in this order: key cap, bar, button, number.
_CAP_FROM_WIDTH_PX = 1000
_PROGRESS_FROM_WIDTH_PX = 960
_NEXT_FROM_WIDTH_PX = 780
_CHECKED_FROM_WIDTH_PX = 640
_NEXT_KEYS = "Alt U"


class TopBar(QWidget):
    """Title of what is in front, with its counts and its buttons.

    Signals:
        library_requested: The way back was pressed.
        find_requested, export_requested, import_requested: What the buttons say.
        text_requested: "Aa" was pressed.
        review_toggled: True where the user chose to review, False to read.
        next_unseen_requested: "Next unseen" was pressed.
        rereview_requested: The number of notes that need eyes was pressed.
    """

    library_requested = Signal()
    find_requested = Signal()
    export_requested = Signal()
    import_requested = Signal()
    text_requested = Signal()
    review_toggled = Signal(bool)
    next_unseen_requested = Signal()
    rereview_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_article = False
        self._can_review = False
        self._needs_eyes = 0
        self._next_keys = _NEXT_KEYS
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName("Top bar")
        self._brand = ElidedLabel("Caveat", theme, self, font=sans(15, 600))
        self._brand.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.library_button = TextButton("Library", theme, self)
        self.library_button.setToolTip("Back to the library (Esc)")
        self._title = ElidedLabel("", theme, self, font=sans(13), role=Role.TEXT2)
        self._counts = CountsLine(theme, self, px=12)
        self.progress = ProgressLine(theme, self)
        self._checked = ElidedLabel("", theme, self, font=sans(13, tabular=True), role=Role.TEXT2)
        self._checked.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.next_button = TextButton("Next unseen", theme, self, keys=_NEXT_KEYS)
        self.eyes_button = TextButton("", theme, self, kind=ButtonKind.OUTLINED)
        self.eyes_button.setToolTip("Look at the notes again whose sentences changed or went")
        self.mode_switch = ModeSwitch(theme, self)
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
            self.progress,
            self._checked,
            self.next_button,
            self.eyes_button,
            self.mode_switch,
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

    def set_review(
        self, *, is_possible: bool, is_reviewing: bool = False, checked: int = 0, of: int = 0
    ) -> None:
        """Say whether the article in front can be reviewed here, and how far that has come.

        Args:
            is_possible: False leaves the switch out, as in somebody else's library.
            is_reviewing: Which half of the switch holds.
            checked: Sentences that have been checked.
            of: Sentences that there are to check.
        """
        self._can_review = is_possible
        self.mode_switch.set_reviewing(is_possible and is_reviewing)
        self.progress.set_progress(checked, of)
        self._checked.set_text(f"{checked} of {of} checked")
        self._arrange()

    def set_needs_eyes(self, number: int) -> None:
        """Say how many places of notes are to be looked at again; 0 says nothing."""
        if number != self._needs_eyes:
            self._needs_eyes = number
            verb = "needs" if number == 1 else "need"
            self.eyes_button.set_label(f"{number} {verb} eyes")
            self._arrange()

    def set_keys(self, *, next_unseen: str, review_mode: str) -> None:
        """Show these keys on "Next unseen" and tell those of the switch; empty text for none."""
        self._next_keys = next_unseen
        self.mode_switch.set_keys(review_mode)
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
        row.addWidget(self.progress)
        self._progress_gap = QSpacerItem(12, 0)
        row.addItem(self._progress_gap)
        row.addWidget(self._checked)
        self._review_gap = QSpacerItem(14, 0)
        row.addItem(self._review_gap)
        row.addWidget(self.eyes_button)
        row.addWidget(self.next_button)
        row.addSpacing(10)
        row.addWidget(self.mode_switch)
        row.addSpacing(10)
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
        self.mode_switch.toggled.connect(self.review_toggled)
        self.next_button.clicked.connect(self.next_unseen_requested)
        self.eyes_button.clicked.connect(self.rereview_requested)

    def _arrange(self) -> None:
        width, is_article = self.width(), self._is_article
        can_review = is_article and self._can_review
        reviewing = can_review and self.mode_switch.is_reviewing
        self.library_button.setVisible(is_article)
        self._brand.setVisible(width >= _BRAND_FROM_WIDTH_PX or not is_article)
        shows_counts = is_article and not reviewing and width >= _COUNTS_FROM_WIDTH_PX
        self._counts.setVisible(shows_counts)
        is_short = can_review and width < _COUNT_WORDS_FROM_WIDTH_PX
        least = self._counts.minimumSizeHint().width()
        self._counts.setMaximumWidth(least if is_short else _ANY_WIDTH_PX)
        self.mode_switch.setVisible(can_review)
        shows_bar = reviewing and width >= _PROGRESS_FROM_WIDTH_PX
        shows_checked = reviewing and width >= _CHECKED_FROM_WIDTH_PX
        self.progress.setVisible(shows_bar)
        self._progress_gap.changeSize(12 if shows_bar else 0, 0)
        self._checked.setVisible(shows_checked)
        self._review_gap.changeSize(14 if shows_checked or shows_counts else 0, 0)
        self.next_button.setVisible(reviewing and width >= _NEXT_FROM_WIDTH_PX)
        self.next_button.set_keys(self._next_keys if width >= _CAP_FROM_WIDTH_PX else "")
        self.eyes_button.setVisible(is_article and self._needs_eyes > 0)
        self.find_button.setVisible(is_article)
        self.export_button.setVisible(is_article and not reviewing)
        self.import_button.setVisible(not is_article)
