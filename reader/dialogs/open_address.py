"""Shows a web address whole before anything opens it."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reader.dialogs.sheet import Sheet
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton

_SCHEMES = ("http", "https", "mailto")


def can_open(address: str) -> bool:
    """True for http, https and mailto addresses without hidden characters."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    is_plain = all(not unicodedata.category(c).startswith(("C", "Z")) for c in address)
    has_place = url.scheme().lower() == "mailto" or bool(url.host())
    return is_plain and url.isValid() and url.scheme().lower() in _SCHEMES and has_place


def readable(address: str) -> str:
    """The address with hidden and control characters shown as their code points."""
    return "".join(
        c if c.isprintable() and not unicodedata.category(c).startswith("C") else f"\\u{ord(c):04x}"
        for c in address
    )


class OpenAddressDialog(Sheet):
    """Asks whether to leave Caveat for the browser or the mail program."""

    def __init__(self, address: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Open this web address?", theme, parent, QSize(600, 230))
        self._address = address
        allowed = can_open(address)
        host = QUrl(address).host()
        self.body.addWidget(self.label(_question(host) if allowed else _REFUSAL))
        whole = QPlainTextEdit(readable(address), self)
        whole.setReadOnly(True)
        whole.setFont(sans(13))
        whole.document().setDocumentMargin(8)
        whole.setVerticalScrollBar(ThinScrollBar(theme, whole, ground=Role.SURFACE))
        whole.setAccessibleName("The whole address")
        whole.setTabChangesFocus(True)
        self.body.addWidget(whole, 1)
        copy = TextButton("Copy", theme, self, kind=ButtonKind.OUTLINED)
        copy.clicked.connect(self._on_copy)
        cancel = TextButton("Cancel", theme, self)
        cancel.clicked.connect(self.reject)
        self.open_button = TextButton("Open", theme, self, kind=ButtonKind.PRIMARY, keys="Enter")
        self.open_button.setEnabled(allowed)
        self.open_button.clicked.connect(self._on_open)
        self.foot.addWidget(
            self.label("Caveat itself never goes online.", px=12, role=Role.TEXT3), 1
        )
        for button in (cancel, copy, self.open_button):
            self.foot.addWidget(button)
        (self.open_button if allowed else cancel).setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)

    def _on_open(self) -> None:
        QDesktopServices.openUrl(QUrl(self._address, QUrl.ParsingMode.StrictMode))
        self.accept()


_REFUSAL = (
    "Caveat does not open this address: only web pages (http, https) and mail addresses "
    "without hidden characters are opened. You can copy it."
)


def _question(host: str) -> str:
    if not host:
        return "Your mail program would open:"
    return f"Your browser would open a page of {host}:"
