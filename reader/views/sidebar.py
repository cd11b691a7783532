"""The sidebar of the library: what the list may show, with how many of each there are."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from annotations import ArticleFilter, Category, CoverageFilter, Facets, Severity
from reader.models.article_rows import used_categories
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import ElidedLabel
from reader.views.sidebar_row import MARGIN_PX, ROW_PX, WIDTH_PX, MoreRow, SidebarRow

_FIRST_CATEGORIES = 5


#: Rows that set a query for the list of notes; that of all notes is blank.
ALL_NOTES = ArticleFilter(words=" ")
DRAFTS = ArticleFilter(words="is:draft")
WITHDRAWN = ArticleFilter(words="is:withdrawn")
DELETED = ArticleFilter(words="is:deleted")
_NOTES = (
    ("All notes", ALL_NOTES),
    ("Drafts", DRAFTS),
    ("Withdrawn", WITHDRAWN),
    ("Deleted notes", DELETED),
)


class Sidebar(QScrollArea):
    """Coverage, severity and category, one of all at a time.

    Signals:
        filter_chosen: The `ArticleFilter` of the row that the user chose; where it has words,
            they are a query for notes.
        sources_chosen: The sources are wanted; the choice stays.
    """

    filter_chosen = Signal(object)
    sources_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[ArticleFilter, SidebarRow] = {}
        self._labels: list[ElidedLabel] = []
        self._facets: Facets | None = None
        self._is_writable = False
        self._shows_all = False
        self._current = ArticleFilter()
        self._column = QWidget()
        self._layout = QVBoxLayout(self._column)
        self._layout.setContentsMargins(MARGIN_PX, 16, MARGIN_PX, 16)
        self._layout.setSpacing(0)
        self._build()
        self.setWidget(self._column)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self._bar = ThinScrollBar(theme, self, ground=Role.SUNKEN)
        self.setVerticalScrollBar(self._bar)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedWidth(WIDTH_PX)
        self.setAccessibleName("What the list shows")
        self.set_theme(theme)

    @property
    def current(self) -> ArticleFilter:
        """The choice that is in force."""
        return self._current

    @property
    def row_texts(self) -> tuple[str, ...]:
        """Accessible names of the rows that are shown, from the top."""
        rows = sorted([*self._rows.values(), self.sources_row], key=self._layout.indexOf)
        return tuple(row.accessibleName() for row in rows if not row.isHidden())

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        palette = theme.palette()
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
            palette.setColor(role, theme.color(Role.SUNKEN))
        self.setPalette(palette)
        self._column.setPalette(palette)
        for row in self._rows.values():
            row.set_theme(theme)
        for label in self._labels:
            label.set_theme(theme)
        self.sources_row.set_theme(theme)
        self._more.set_theme(theme)
        self._bar.set_theme(theme)

    def show_facets(self, facets: Facets) -> None:
        """Show how many of what there are."""
        self._facets = facets
        self._refresh()

    def show_sources(self, number: int) -> None:
        """Show how many sources there are."""
        self.sources_row.set_number(number)

    def set_writable(self, *, is_writable: bool) -> None:
        """Show what is not published where it can be worked on, else not at all."""
        self._is_writable = is_writable
        self._show_unpublished()

    def take_keyboard(self) -> None:
        """Give the keyboard to the row that is chosen."""
        row = self._rows.get(self._current)
        if row is not None:
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_current(self, where: ArticleFilter) -> None:
        """Mark a choice without telling; words that have no row are no part of it."""
        self._current = where if where in self._rows else replace(where, words="")
        row = self._rows.get(self._current)
        if row is not None:
            row.setChecked(True)
        self._show_unpublished()

    def has_row(self, where: ArticleFilter) -> bool:
        """True where a row stands for exactly that."""
        return where in self._rows

    def label_of(self, where: ArticleFilter) -> str:
        """The words of a choice: "All articles", "Critical"."""
        return self._rows[where if where in self._rows else replace(where, words="")].text()

    def row(self, where: ArticleFilter) -> SidebarRow:
        """The row of a choice."""
        return self._rows[where]

    def _build(self) -> None:
        self._add_label("Library")
        self._add("All articles", ArticleFilter())
        self._add("In review", ArticleFilter(coverage=CoverageFilter.IN_REVIEW))
        self._add("Fully checked", ArticleFilter(coverage=CoverageFilter.FULLY_CHECKED))
        self._add("Trash", ArticleFilter(in_trash=True))
        self._add_label("Notes")
        for text, where in _NOTES:
            self._add(text, where, noun="note")
        self._add_label("Sources")
        self.sources_row = SidebarRow("All sources", self._theme, self._column, noun="source")
        self.sources_row.setAutoExclusive(False)
        self.sources_row.setCheckable(False)
        self.sources_row.clicked.connect(self.sources_chosen)
        self._layout.addWidget(self.sources_row)
        self._add_label("Severity")
        for severity in reversed(Severity):
            where = ArticleFilter(severity=severity)
            self._add(severity.label, where, severity=severity, noun="note")
        self._category_label = self._add_label("Category")
        for category in Category:
            self._add(category.label, ArticleFilter(category=category), noun="note")
        self._more = MoreRow(self._theme, self._column)
        self._more.clicked.connect(self._on_more_clicked)
        self._layout.addWidget(self._more)
        self._layout.addStretch(1)
        self._rows[ArticleFilter()].setChecked(True)
        self._refresh()

    def _add_label(self, text: str) -> ElidedLabel:
        label = ElidedLabel(text, self._theme, self._column, font=sans(12, 500))
        label.set_role(Role.TEXT2)
        label.setFixedHeight(ROW_PX)
        label.setContentsMargins(MARGIN_PX, 0, MARGIN_PX, 0)
        if self._labels:
            self._layout.addSpacing(8)
        self._layout.addWidget(label)
        self._labels.append(label)
        return label

    def _add(
        self,
        text: str,
        where: ArticleFilter,
        *,
        severity: Severity | None = None,
        noun: str = "article",
    ) -> None:
        row = SidebarRow(text, self._theme, self._column, severity=severity, noun=noun)
        row.clicked.connect(lambda: self._on_row_clicked(where))
        self._rows[where] = row
        self._layout.addWidget(row)

    def _refresh(self) -> None:
        facets = self._facets
        if facets is not None:
            for where, row in self._rows.items():
                row.set_number(_number(facets, where))
        self._show_unpublished()
        used = used_categories(facets) if facets is not None else ()
        shown = used if self._shows_all else used[:_FIRST_CATEGORIES]
        wanted = [category for category, _ in shown]
        if self._current.category and self._current.category not in wanted:
            wanted.append(self._current.category)
        first = self._layout.indexOf(self._category_label) + 1
        for category in Category:
            row = self._rows[ArticleFilter(category=category)]
            row.setVisible(category in wanted)
            if category in wanted:
                self._layout.removeWidget(row)
        for place, category in enumerate(wanted):
            self._layout.insertWidget(first + place, self._rows[ArticleFilter(category=category)])
        self._category_label.setVisible(bool(wanted))
        hidden = len(used) - len(used[:_FIRST_CATEGORIES])
        self._more.setText("Fewer" if self._shows_all else f"{hidden} more")
        self._more.setAccessibleName(f"{self._more.text()} categories")
        self._more.setVisible(hidden > 0)

    def _show_unpublished(self) -> None:
        """Show drafts, and what is withdrawn or deleted where there is any or it is chosen."""
        facets = self._facets
        for where in (DRAFTS, WITHDRAWN, DELETED):
            number = _number(facets, where) if facets is not None else 0
            is_shown = where in (DRAFTS, self._current) or number > 0
            self._rows[where].setVisible(self._is_writable and is_shown)

    def _on_row_clicked(self, where: ArticleFilter) -> None:
        self._current = where
        self.filter_chosen.emit(where)

    def _on_more_clicked(self) -> None:
        self._shows_all = not self._shows_all
        self._refresh()


def _number(facets: Facets, where: ArticleFilter) -> int:
    if where.words:
        return {
            ALL_NOTES: facets.notes,
            DRAFTS: facets.drafts,
            WITHDRAWN: facets.withdrawn,
            DELETED: facets.deleted,
        }[where]
    if where.severity is not None:
        return facets.by_severity.get(where.severity, 0)
    if where.category is not None:
        return facets.by_category.get(where.category, 0)
    if where.in_trash:
        return facets.trash
    return {
        CoverageFilter.ALL: facets.articles,
        CoverageFilter.IN_REVIEW: facets.in_review,
        CoverageFilter.FULLY_CHECKED: facets.fully_checked,
    }[where.coverage]
