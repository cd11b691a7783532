"""The sidebar of the library: what the list may show, with how many of each there are."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from annotations import ArticleFilter, Category, CoverageFilter, Facets, Severity
from reader.models.article_rows import counted, used_categories
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import ElidedLabel, elide, is_keyboard_focus, paint_focus_ring

WIDTH_PX = 232
_ROW_PX = 30
_MARGIN_PX = 12
_FIRST_CATEGORIES = 5
_RADIUS = 6
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class SidebarRow(QAbstractButton):
    """One choice: glyph, words, number. Exactly one of its siblings is chosen."""

    def __init__(
        self,
        text: str,
        theme: Theme,
        parent: QWidget,
        *,
        severity: Severity | None = None,
        noun: str = "article",
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._severity = severity
        self._noun = noun
        self._number = 0
        self._shows_ring = False
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_number(0)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def set_number(self, number: int) -> None:
        """Show how many there are."""
        self._number = number
        self.setAccessibleName(f"{self.text()}, {counted(number, self._noun)}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX - 2 * _MARGIN_PX, _ROW_PX)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Arrow keys move through the choices with "other" as their reason.
        other = event.reason() is Qt.FocusReason.OtherFocusReason
        self._shows_ring = other or is_keyboard_focus(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = False
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            role = Role.ACCENT_BG if self.isChecked() else Role.HOVER
            painter.setBrush(self._theme.color(role))
            painter.drawRoundedRect(body, _RADIUS, _RADIUS)
        inner = body.adjusted(_MARGIN_PX, 0, -_MARGIN_PX, 0)
        if self._severity is not None:
            corner = QPointF(inner.left(), inner.center().y() - 7)
            draw_severity_glyph(painter, corner, self._severity, 14, self._theme)
            inner.setLeft(inner.left() + 22)
        painter.setFont(sans(13, tabular=True))
        painter.setPen(self._theme.color(Role.TEXT2))
        painter.drawText(inner, _RIGHT, str(self._number))
        inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance("00000"))
        font = sans(13, 600 if self.isChecked() else 500)
        painter.setFont(font)
        painter.setPen(self._theme.color(Role.TEXT))
        painter.drawText(inner, _LEFT, elide(self.text(), font, inner.width()))
        if self._shows_ring and self.hasFocus():
            paint_focus_ring(painter, body.adjusted(4, 4, -4, -4), self._theme, radius=3)


class _MoreRow(QAbstractButton):
    """Shows the rarer categories, or hides them again."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFixedHeight(_ROW_PX)
        self._shows_ring = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = is_keyboard_focus(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_ring = False
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = sans(13, 500)
        font.setUnderline(self.underMouse())
        if self._shows_ring:
            ring = QRectF(self.rect()).adjusted(4, 4, -4, -4)
            paint_focus_ring(painter, ring, self._theme, radius=3)
        painter.setFont(font)
        painter.setPen(self._theme.color(Role.LINK))
        painter.drawText(QRectF(self.rect()).adjusted(_MARGIN_PX, 0, 0, 0), _LEFT, self.text())


class Sidebar(QScrollArea):
    """Coverage, severity and category, one of all at a time.

    Signals:
        filter_chosen: The `ArticleFilter` of the row that the user chose.
    """

    filter_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[ArticleFilter, SidebarRow] = {}
        self._labels: list[ElidedLabel] = []
        self._facets: Facets | None = None
        self._shows_all = False
        self._current = ArticleFilter()
        self._column = QWidget()
        self._layout = QVBoxLayout(self._column)
        self._layout.setContentsMargins(_MARGIN_PX, 16, _MARGIN_PX, 16)
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
        rows = sorted(self._rows.values(), key=self._layout.indexOf)
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
        self._more.set_theme(theme)
        self._bar.set_theme(theme)

    def show_facets(self, facets: Facets) -> None:
        """Show how many of what there are."""
        self._facets = facets
        self._refresh()

    def take_keyboard(self) -> None:
        """Give the keyboard to the row that is chosen."""
        row = self._rows.get(self._current)
        if row is not None:
            row.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_current(self, where: ArticleFilter) -> None:
        """Mark a choice without telling; words are no part of it."""
        self._current = replace(where, words="")
        row = self._rows.get(self._current)
        if row is not None:
            row.setChecked(True)

    def label_of(self, where: ArticleFilter) -> str:
        """The words of a choice: "All articles", "Critical"."""
        return self._rows[replace(where, words="")].text()

    def row(self, where: ArticleFilter) -> SidebarRow:
        """The row of a choice."""
        return self._rows[where]

    def _build(self) -> None:
        self._add_label("Library")
        self._add("All articles", ArticleFilter())
        self._add("In review", ArticleFilter(coverage=CoverageFilter.IN_REVIEW))
        self._add("Fully checked", ArticleFilter(coverage=CoverageFilter.FULLY_CHECKED))
        self._add("Trash", ArticleFilter(in_trash=True))
        self._add_label("Severity")
        for severity in reversed(Severity):
            where = ArticleFilter(severity=severity)
            self._add(severity.label, where, severity=severity, noun="note")
        self._category_label = self._add_label("Category")
        for category in Category:
            self._add(category.label, ArticleFilter(category=category), noun="note")
        self._more = _MoreRow(self._theme, self._column)
        self._more.clicked.connect(self._on_more_clicked)
        self._layout.addWidget(self._more)
        self._layout.addStretch(1)
        self._rows[ArticleFilter()].setChecked(True)
        self._refresh()

    def _add_label(self, text: str) -> ElidedLabel:
        label = ElidedLabel(text, self._theme, self._column, font=sans(12, 500))
        label.set_role(Role.TEXT2)
        label.setFixedHeight(_ROW_PX)
        label.setContentsMargins(_MARGIN_PX, 0, 0, 0)
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

    def _on_row_clicked(self, where: ArticleFilter) -> None:
        self._current = where
        self.filter_chosen.emit(where)

    def _on_more_clicked(self) -> None:
        self._shows_all = not self._shows_all
        self._refresh()


def _number(facets: Facets, where: ArticleFilter) -> int:
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
