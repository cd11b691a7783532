"""What stands above the lists of the library: search, switch, what is shown, and its order."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import TextButton
from reader.views.column_heads import ColumnHeads
from reader.views.field_line import FieldLine
from reader.views.list_switch import ListSwitch
from reader.views.search_field import SearchField

_LINE_PX = 36


class LibraryHead(QWidget):
    """Holds the controls and knows nothing of what they do.

    Attributes:
        filter_button: Stands in for the sidebar while the window is narrow.
        search: The one field for articles, notes and sources.
        fields: What the field understands, or what it did not.
        switch: Articles or notes.
        order_button: The order of the articles.
        group_button: What the notes are put together by.
    """

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
        self.order_button = TextButton("", theme, self, has_menu=True, lead="Order by")
        self.group_button = TextButton("", theme, self, has_menu=True, lead="Group by")
        self.group_button.hide()
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
