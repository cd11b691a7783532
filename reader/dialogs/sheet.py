"""What all dialogs share: a heading, a body, a foot, a size that fits the window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import Hairline, KeyCap

#: A dialog takes at most this share of the window it belongs to.
_MOST_OF_WINDOW = 0.9
_MARGIN_PX = 24


class Sheet(QDialog):
    """A window-modal dialog that frees itself when it is closed.

    Subclasses put widgets into `body` and `foot`.
    """

    def __init__(self, heading: str, theme: Theme, parent: QWidget | None, size: QSize) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setPalette(theme.palette())
        if parent is not None:
            most = parent.window().size() * _MOST_OF_WINDOW
            size = size.boundedTo(most)
        self.resize(size)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._heading_row(heading))
        column.addWidget(Hairline(theme, self))
        self.body = QVBoxLayout()
        self.body.setContentsMargins(_MARGIN_PX, 16, _MARGIN_PX, 16)
        self.body.setSpacing(8)
        column.addLayout(self.body, 1)
        column.addWidget(Hairline(theme, self))
        self.foot = QHBoxLayout()
        self.foot.setContentsMargins(_MARGIN_PX, 10, _MARGIN_PX - 4, 10)
        self.foot.setSpacing(4)
        column.addLayout(self.foot)

    def label(
        self,
        text: str,
        *,
        px: float = 13,
        weight: int = 400,
        role: Role = Role.TEXT,
        wraps: bool = True,
    ) -> QLabel:
        """Make a label of plain text in a colour of the theme."""
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(sans(px, weight))
        label.setWordWrap(wraps)
        palette = label.palette()
        palette.setColor(label.foregroundRole(), self.theme.color(role))
        label.setPalette(palette)
        return label

    def _heading_row(self, heading: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN_PX, 16, _MARGIN_PX, 14)
        row.addWidget(self.label(heading, px=16, weight=600, wraps=False))
        row.addStretch(1)
        row.addWidget(KeyCap("Esc", self.theme, self))
        return row
