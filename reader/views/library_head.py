"""What stands above the lists of the library: search, switch, what is shown, and its order."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from annotations import ArticleOrder
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import TextButton
from reader.views.column_heads import ColumnHeads
from reader.views.field_line import FieldLine
from reader.views.library_menu import fill_choices
from reader.views.library_words import GROUP_NAMES, ORDER_NAMES
from reader.views.list_switch import ListKind, ListSwitch
from reader.views.search_field import SearchField

_LINE_PX = 36


class LibraryHead(QWidget):
    """Holds the controls, and which order and grouping are chosen.

    Signals:
        order_changed: The `ArticleOrder` that the user chose.
        grouping_changed: Id of the `NoteGrouping` that the user chose; empty for none.

    Attributes:
        filter_button: Stands in for the sidebar while the window is narrow.
        search: The one field for articles, notes and sources.
        fields: What the field understands, or what it did not.
        switch: Articles or notes.
        order_button: The order of the articles.
        group_button: What the notes are put together by.
        menu: Of the last of the two that was pressed.
    """

    order_changed = Signal(object)
    grouping_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.filter_button = TextButton("All articles", theme, self, has_menu=True, lead="Show")
        self.search = SearchField(theme, self)
        self.fields = FieldLine(theme, self)
        self.switch = ListSwitch(theme, self)
        self.line = QLabel(self)
        self.line.setFont(sans(13, tabular=True))
        self.line.setTextFormat(Qt.TextFormat.PlainText)
        self.line.setWordWrap(True)
        self._order = ArticleOrder.WORST
        self._grouping = "article"
        self.order_button = TextButton(
            ORDER_NAMES[self._order], theme, self, has_menu=True, lead="Order by"
        )
        self.group_button = TextButton(
            GROUP_NAMES[self._grouping], theme, self, has_menu=True, lead="Group by"
        )
        self.group_button.hide()
        self.order_button.clicked.connect(self.show_orders)
        self.group_button.clicked.connect(self.show_groupings)
        self.menu = QMenu(self)
        self.heads = ColumnHeads(theme, self)
        self._column = QVBoxLayout(self)
        self._lay_out()
        for one, other in (
            (self.filter_button, self.search.edit),
            (self.search.edit, self.switch),
            (self.switch, self.order_button),
            (self.order_button, self.group_button),
        ):
            QWidget.setTabOrder(one, other)
        self.set_theme(theme)

    @property
    def order(self) -> ArticleOrder:
        """The order in which articles are wanted."""
        return self._order

    @property
    def grouping(self) -> str:
        """What notes are put together by: id of a `NoteGrouping`; empty for nothing."""
        return self._grouping

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        for child in (
            self.filter_button,
            self.search,
            self.fields,
            self.switch,
            self.order_button,
            self.group_button,
            self.heads,
        ):
            child.set_theme(theme)
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.color(Role.TEXT2))
        self.line.setPalette(palette)
        self.menu.setPalette(theme.palette())

    def show_controls(self, kind: ListKind | None, *, has_heads: bool, is_ordered: bool) -> None:
        """Show what there is to choose for a list; None for one without rows."""
        is_articles = kind is ListKind.ARTICLES
        self.heads.setVisible(is_articles and has_heads)
        self.order_button.setVisible(is_articles and is_ordered)
        self.group_button.setVisible(kind is ListKind.NOTES)

    def show_orders(self) -> None:
        """Offer the orders of the articles."""
        fill_choices(
            self.menu,
            (
                (name, order is self._order, partial(self._choose_order, order))
                for order, name in ORDER_NAMES.items()
            ),
        )
        self._pop_up(self.order_button)

    def show_groupings(self) -> None:
        """Offer what the notes can be put together by."""
        fill_choices(
            self.menu,
            (
                (name, by == self._grouping, partial(self._choose_grouping, by))
                for by, name in GROUP_NAMES.items()
            ),
        )
        self._pop_up(self.group_button)

    def _pop_up(self, button: QWidget) -> None:
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _choose_order(self, order: ArticleOrder) -> None:
        if order is not self._order:
            self._order = order
            self.order_button.set_label(ORDER_NAMES[order])
            self.order_changed.emit(order)

    def _choose_grouping(self, by: str) -> None:
        if by != self._grouping:
            self._grouping = by
            self.group_button.set_label(GROUP_NAMES[by])
            self.grouping_changed.emit(by)

    def set_margin(self, margin_px: int) -> None:
        """Keep that much at both sides."""
        self._column.setContentsMargins(margin_px, 16, margin_px, 0)

    def _lay_out(self) -> None:
        field_row = QHBoxLayout()
        field_row.setSpacing(8)
        field_row.addWidget(self.filter_button)
        field_row.addWidget(self.search, 1)
        line_row = QHBoxLayout()
        line_row.addStrut(_LINE_PX)
        line_row.setSpacing(16)
        line_row.addWidget(self.switch)
        line_row.addWidget(self.line, 1)
        line_row.addWidget(self.order_button)
        line_row.addWidget(self.group_button)
        self._column.setSpacing(0)
        self._column.addLayout(field_row)
        self._column.addSpacing(4)
        self._column.addWidget(self.fields)
        self._column.addLayout(line_row)
        self._column.addWidget(self.heads)
