"""Told when something happened that nobody expected."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reader.dialogs.sheet import Sheet
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton


class CrashDialog(Sheet):
    """Says that Caveat itself is at fault, that nothing saved is lost, and what to do."""

    def __init__(
        self, details: str, log_path: Path, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__("Something went wrong inside Caveat", theme, parent, QSize(640, 440))
        self._details = details
        self.body.addWidget(
            self.label(
                "This is a fault of Caveat, not of yours. Everything that was saved is in your "
                "library. You can go on; if things look odd, close the window and open it again."
            )
        )
        text = QPlainTextEdit(details, self)
        text.setReadOnly(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setVerticalScrollBar(ThinScrollBar(theme, text, ground=Role.SURFACE))
        text.setAccessibleName("Details of the fault")
        self.body.addWidget(text, 1)
        self.body.addWidget(
            self.label(f"The same details are in {log_path}.", px=12, role=Role.TEXT3)
        )
        self.copy_button = TextButton("Copy details", theme, self, kind=ButtonKind.OUTLINED)
        self.copy_button.clicked.connect(self._on_copy)
        self.leave_button = TextButton("Close Caveat", theme, self, kind=ButtonKind.OUTLINED)
        self.leave_button.clicked.connect(self._on_leave)
        stay = TextButton("Go on", theme, self, kind=ButtonKind.PRIMARY)
        stay.clicked.connect(self.accept)
        self.foot.addWidget(self.leave_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.copy_button)
        self.foot.addWidget(stay)
        stay.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)

    def _on_leave(self) -> None:
        self.accept()
        window = self.parentWidget()
        if window is not None:
            window.window().close()
