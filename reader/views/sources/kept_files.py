"""The files that are kept with a source: open, add, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import TextButton
from reader.views.sources.labels import Dressed, Words
from reader.views.sources.row_buttons import LINK_MARGIN_PX, LinkButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotations import AttachmentRecord


class _FileRow(QWidget):
    """A file: its name opens it, and it can be removed."""

    def __init__(self, file: AttachmentRecord, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        size = file_size(file.size)
        self.link = LinkButton(theme, self)
        self.link.show_text(file.name, f"Kept file {file.name}, {size}: open outside of Caveat")
        self._size = Words(size, theme, self, px=12, role=Role.TEXT2, wraps=False)
        self.remove = TextButton("Remove", theme, self, height_px=24)
        self.remove.setAccessibleName(f"Remove the kept file {file.name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.link, 1)
        row.addWidget(self._size)
        row.addWidget(self.remove)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        for child in (self.link, self._size, self.remove):
            child.set_theme(theme)


class KeptFiles(QWidget):
    """The list of files.

    Signals:
        open_requested, remove_requested: The `AttachmentRecord` of a file.
        add_requested: A file is to be kept.
    """

    open_requested = Signal(object)
    remove_requested = Signal(object)
    add_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[_FileRow] = []
        self._heading = Words("", theme, self, px=12, weight=600, role=Role.TEXT2, wraps=False)
        self.add_button = TextButton("Keep a file...", theme, self, height_px=24)
        self.add_button.setToolTip("A saved page or a PDF, up to 25 MB, inside the library")
        self.add_button.clicked.connect(self.add_requested)
        head = QHBoxLayout()
        head.setContentsMargins(LINK_MARGIN_PX, 0, 0, 0)
        head.addWidget(self._heading, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.add_button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)

    @property
    def stops(self) -> list[QWidget]:
        """What can be pressed, in the order of reading."""
        rows = [widget for row in self._rows for widget in (row.link, row.remove)]
        return [self.add_button, *rows]

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        parts: tuple[Dressed, ...] = (self._heading, self.add_button, *self._rows)
        for child in parts:
            child.set_theme(theme)

    def show_files(self, files: Sequence[AttachmentRecord], *, is_writable: bool) -> None:
        """Show these files; where nothing may be changed they can only be opened."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for file in files:
            row = _FileRow(file, self._theme, self)
            row.link.clicked.connect(lambda _=False, file=file: self.open_requested.emit(file))
            row.remove.clicked.connect(lambda _=False, file=file: self.remove_requested.emit(file))
            row.remove.setVisible(is_writable)
            self._rows.append(row)
            self._column.addWidget(row)
        self._heading.setText("Files kept" if files else "No file is kept with it")
        self.add_button.setVisible(is_writable)


def file_size(count: int) -> str:
    """A number of bytes as people say it: "1.2 MB"."""
    return QLocale().formattedDataSize(
        count, 1 if count >= 1000 else 0, QLocale.DataSizeFormat.DataSizeSIFormat
    )
