"""Facts in two columns: the label at the left, what is known at the right."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.sources.facts import Fact
from reader.views.sources.labels import FormMark, Words
from reader.views.sources.row_buttons import LINK_MARGIN_PX, LinkButton

FACT_LEFT_PX = 100
_GAP_PX = 5
#: So far the label is lowered to stand on the line of what is beside it.
_LABEL_DROP_PX = 1


class _FactRow(QWidget):
    """One fact."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = Words("", theme, self, px=12, weight=500, role=Role.TEXT2, wraps=False)
        self._label.setFixedWidth(FACT_LEFT_PX)
        self._label.set_inset(0, 1, 0, 0)
        self._text = Words("", theme, self)
        self._mark = FormMark(theme, self)
        self.link = LinkButton(theme, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(0)
        row.addWidget(self._label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.link, 1, Qt.AlignmentFlag.AlignTop)
        row.addSpacing(8)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        self._row = row

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        for child in (self._label, self._text, self._mark, self.link):
            child.set_theme(theme)

    def show_fact(self, fact: Fact) -> None:
        """Say a fact."""
        self._label.setText(fact.label)
        self._text.setText(fact.text)
        self._text.setVisible(not fact.is_address)
        # What has a mark is as wide as its words, so that the mark stands beside them.
        self._row.setStretchFactor(self._text, 0 if fact.mark else 1)
        self._row.setStretchFactor(self._mark, 1 if fact.mark else 0)
        self._mark.show_mark(fact.mark, is_good=bool(fact.is_well_formed))
        self.link.setVisible(fact.is_address)
        # A link has room for its focus ring around it; its words stand where others do.
        ring = LINK_MARGIN_PX if fact.is_address else 0
        self._row.setContentsMargins(0, _GAP_PX - ring, 0, _GAP_PX - ring)
        self._label.set_inset(0, _LABEL_DROP_PX + ring, 0, 0)
        self._label.setFixedWidth(FACT_LEFT_PX - ring)
        if fact.is_address:
            self.link.show_text(fact.text, f"{fact.label}: {fact.text}")
        self.setAccessibleName(f"{fact.label}: {fact.text} {fact.mark}".strip())


class FactRows(QWidget):
    """Facts below each other; the same widgets say the next ones.

    Signals:
        address_requested: The address that was pressed.
    """

    address_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[_FactRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(LINK_MARGIN_PX, 0, 0, 0)
        self._column.setSpacing(0)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for row in self._rows:
            row.set_theme(theme)

    def show_facts(self, facts: Iterable[Fact]) -> None:
        """Say these facts, and no others."""
        count = 0
        for count, fact in enumerate(facts, 1):
            if count > len(self._rows):
                row = _FactRow(self._theme, self)
                row.link.clicked.connect(self._on_link_clicked)
                self._rows.append(row)
                self._column.addWidget(row)
            self._rows[count - 1].show_fact(fact)
            self._rows[count - 1].show()
        for row in self._rows[count:]:
            row.hide()

    @property
    def links(self) -> list[LinkButton]:
        """What can be pressed now."""
        return [row.link for row in self._rows if not row.isHidden() and not row.link.isHidden()]

    def _on_link_clicked(self) -> None:
        link = self.sender()
        if isinstance(link, LinkButton):
            self.address_requested.emit(link.text())
