"""Every action with its keys, from the same table that makes them work."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.actions import Actions, ActionSpec
from reader.dialogs.sheet import Sheet
from reader.place_keys import PLACE_KEYS
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, KeyCap, TextButton

_ROW_PX = 28


class KeysDialog(Sheet):
    """A list of keys that can be searched.

    Signals:
        change_requested: "Change keys..." was pressed; the dialog has closed.
    """

    change_requested = Signal()

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Keys", theme, parent, QSize(640, 640))
        self._rows: list[tuple[str, QWidget]] = []
        self._groups: list[tuple[QWidget, list[QWidget]]] = []
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Find an action or a key")
        self.field.setAccessibleName("Find an action or a key")
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumHeight(32)
        self.field.setTextMargins(6, 0, 6, 0)
        self.field.textChanged.connect(self.filter)
        self.body.addWidget(self.field)
        self._none = self.label("No action is called that.", role=Role.TEXT3)
        self._none.hide()
        self.body.addWidget(self._none)
        self.body.addWidget(self._list(actions), 1)
        note = "Single letters act only outside of text fields."
        if not actions.has_single_keys:
            note = "Single-letter keys are switched off."
        self.foot.addWidget(self.label(note, px=12, role=Role.TEXT3), 1)
        self.change_button = TextButton("Change keys...", theme, self)
        self.change_button.clicked.connect(self._on_change)
        self.foot.addWidget(self.change_button)
        close = TextButton("Close", theme, self, kind=ButtonKind.OUTLINED)
        close.clicked.connect(self.accept)
        self.foot.addWidget(close)
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the list with the keys that the search field has no use for."""
        bar = self._area.verticalScrollBar()
        for key, step in (
            (Qt.Key.Key_Up, -bar.singleStep()),
            (Qt.Key.Key_Down, bar.singleStep()),
            (Qt.Key.Key_PageUp, -bar.pageStep()),
            (Qt.Key.Key_PageDown, bar.pageStep()),
        ):
            if event.key() == key:
                bar.setValue(bar.value() + step)
                return
        super().keyPressEvent(event)

    @property
    def shown_rows(self) -> int:
        """How many actions the list shows now."""
        return sum(not row.isHidden() for _, row in self._rows)

    def filter(self, words: str) -> None:
        """Show the rows that hold every one of the words."""
        wanted = words.casefold().split()
        for text, row in self._rows:
            row.setVisible(all(word in text for word in wanted))
        for title, rows in self._groups:
            title.setVisible(any(not row.isHidden() for row in rows))
        self._none.setVisible(self.shown_rows == 0)

    def _on_change(self) -> None:
        self.accept()
        self.change_requested.emit()

    def _list(self, actions: Actions) -> QScrollArea:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        groups: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for spec, _action in actions:
            groups.setdefault(spec.group, []).extend(_entries(spec, actions))
        for own in PLACE_KEYS:
            groups.setdefault(own.place, []).append((own.text, own.keys))
        for group, entries in groups.items():
            title = self.label(group, px=12, weight=600, role=Role.TEXT3)
            title.setContentsMargins(0, 14, 0, 4)
            column.addWidget(title)
            rows = [self._row(group, text, keys) for text, keys in entries]
            for row in rows:
                column.addWidget(row)
            self._groups.append((title, rows))
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBar(ThinScrollBar(self.theme, area))
        area.setAccessibleName("All actions")
        area.verticalScrollBar().setSingleStep(_ROW_PX)
        self._area = area
        return area

    def _row(self, group: str, text: str, keys: tuple[str, ...]) -> QWidget:
        row = QWidget(self)
        row.setMinimumHeight(_ROW_PX)
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 3, 0, 3)
        grid.setColumnStretch(0, 1)
        name = self.label(text, wraps=False)
        name.setFont(sans(13))
        grid.addWidget(name, 0, 0)
        caps = QHBoxLayout()
        caps.setSpacing(6)
        for key in keys:
            caps.addWidget(KeyCap(key.replace("+", " ") if len(key) > 1 else key, self.theme, row))
        grid.addLayout(caps, 0, 1)
        said = " or ".join(keys)
        row.setAccessibleName(f"{text}: {said}")
        self._rows.append((f"{text} {said} {group}".casefold(), row))
        return row


def _entries(spec: ActionSpec, actions: Actions) -> list[tuple[str, tuple[str, ...]]]:
    """An action with its keys; two lines where they are others while reviewing."""
    plain = actions.keys_shown(spec.id, is_reviewing=False)
    reviewing = actions.keys_shown(spec.id, is_reviewing=True)
    name = spec.plain_text
    if spec.submenu:
        name = f"{spec.submenu.replace('&', '')}: {name}"
    if spec.is_for_reviewing is not None:
        return [(name, reviewing if spec.is_for_reviewing else plain)]
    if plain == reviewing:
        return [(name, plain)]
    return [(f"{name}, while reading", plain), (f"{name}, while reviewing", reviewing)]
