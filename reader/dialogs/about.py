"""What Caveat is, its version, and the licences of everything that it stands on."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from reader import __version__
from reader.dialogs.sheet import Sheet
from reader.resources import read_text
from reader.theme.fonts import sans
from reader.theme.icon import app_icon
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton

_ICON_PX = 48
_LIST_WIDTH_PX = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Something that Caveat stands on."""

    name: str
    #: SPDX name, or words.
    licence: str
    home: str = ""
    note: str = ""
    #: Resource that holds the licence's text; empty where the package brings its own.
    text: str = ""


def packages() -> tuple[Package, ...]:
    """What is listed in `resources/licences/packages.toml`, in its order."""
    data = tomllib.loads(read_text("licences/packages.toml"))
    return tuple(Package(**entry) for entry in data["package"])


class AboutDialog(Sheet):
    """Version above; below, each package with its licence beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("About Caveat", theme, parent, QSize(820, 600))
        self._packages = packages()
        self.body.addLayout(self._introduction())
        columns = QHBoxLayout()
        columns.setSpacing(16)
        self.list = QListWidget(self)
        self.list.setFont(sans(13))
        self.list.setFixedWidth(_LIST_WIDTH_PX)
        self.list.setSpacing(2)
        self.list.setAccessibleName("What Caveat stands on")
        self.list.addItems([package.name for package in self._packages])
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setFont(sans(12))
        self.text.document().setDocumentMargin(12)
        self.text.setAccessibleName("Licence")
        self.text.setTabChangesFocus(True)
        for area in (self.list, self.text):
            area.setVerticalScrollBar(ThinScrollBar(theme, area, ground=Role.SURFACE))
        columns.addWidget(self.list)
        columns.addWidget(self.text, 1)
        self.body.addLayout(columns, 1)
        self.foot.addWidget(
            self.label("Caveat is free software under the MIT licence.", px=12, role=Role.TEXT3), 1
        )
        close = TextButton("Close", theme, self, kind=ButtonKind.OUTLINED)
        close.clicked.connect(self.accept)
        self.foot.addWidget(close)
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _introduction(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        icon = QLabel(self)
        icon.setPixmap(app_icon().pixmap(_ICON_PX, _ICON_PX))
        icon.setAlignment(Qt.AlignmentFlag.AlignTop)
        row.addWidget(icon)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.label(f"Caveat {__version__}", px=15, weight=600))
        words.addWidget(
            self.label(
                "Read an article beside the cautions it deserves. Works offline. "
                "What it says is not medical advice.",
                role=Role.TEXT2,
            )
        )
        words.addWidget(self.label(f"Qt {qVersion()}", px=12, role=Role.TEXT3))
        row.addLayout(words, 1)
        return row

    def _on_row_changed(self, row: int) -> None:
        package = self._packages[row]
        head = [f"{package.name}, licence: {package.licence}", package.home, package.note]
        whole = read_text(package.text) if package.text else _ELSEWHERE
        self.text.setPlainText("\n".join([*filter(None, head), "", whole]))


_ELSEWHERE = "The text of this licence is installed together with the package."
