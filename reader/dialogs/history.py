"""The history of one note or source: its versions, what each changed, and a way back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from annotations import VersionInfo
from reader.dates import local_moment
from reader.dialogs.diff_text import DiffText
from reader.dialogs.row_list import RowList
from reader.dialogs.sheet import Sheet
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton

_SIZE = QSize(880, 600)
_LIST_PX = 272


class HistoryDialog(Sheet):
    """Versions on the left, newest first; what the chosen one changed on the right.

    Signals:
        restore_requested: number of the version to bring back.
    """

    restore_requested = Signal(int)

    def __init__(
        self,
        heading: str,
        versions: Sequence[VersionInfo],
        theme: Theme,
        parent: QWidget | None = None,
        *,
        is_read_only: bool = False,
    ) -> None:
        super().__init__(heading, theme, parent, _SIZE)
        self._versions: tuple[VersionInfo, ...] = ()
        self._is_read_only = is_read_only
        self.list = RowList("Versions", theme, self, ground=Role.SUNKEN, row_px=46)
        self.list.setFixedWidth(_LIST_PX)
        self.changes = DiffText(theme, self)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(self.changes, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(row)
        self.hint = self.label("", px=12, role=Role.TEXT3)
        self.foot.addWidget(self.hint, 1)
        self.close_button = TextButton("Close", theme, self)
        self.close_button.clicked.connect(self.reject)
        self.restore_button = TextButton(
            "Restore this version", theme, self, kind=ButtonKind.PRIMARY, keys="R"
        )
        self.restore_button.clicked.connect(self._on_restore)
        for button in (self.close_button, self.restore_button):
            self.foot.addWidget(button)
        self.list.currentRowChanged.connect(self._on_row)
        self.show_versions(versions)
        self.list.setFocus()

    def show_versions(self, versions: Sequence[VersionInfo]) -> None:
        """List other versions, the newest first and chosen."""
        self._versions = tuple(versions)
        self.list.show_rows(version_words(version) for version in self._versions)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """R restores, as its cap says."""
        if event.key() == Qt.Key.Key_R and not event.modifiers():
            self._on_restore()
        else:
            super().keyPressEvent(event)

    def _on_row(self, row: int) -> None:
        if not 0 <= row < len(self._versions):
            return
        version = self._versions[row]
        is_first = version.version == 1
        self.changes.show_changes(version.changes, is_first=is_first)
        can_restore = not (version.is_present or self._is_read_only)
        self.restore_button.setEnabled(can_restore)
        self.hint.setText(_hint(version, is_read_only=self._is_read_only))

    def _on_restore(self) -> None:
        row = self.list.currentRow()
        if self.restore_button.isEnabled() and 0 <= row < len(self._versions):
            self.restore_requested.emit(self._versions[row].version)


def version_words(version: VersionInfo) -> str:
    """A version in the list: what was done; who, and when."""
    done = f"{version.label}  (now)" if version.is_present else version.label
    when = local_moment(version.at)
    return f"{done}\n{version.reviewer}, {when}" if version.reviewer else f"{done}\n{when}"


def _hint(version: VersionInfo, *, is_read_only: bool) -> str:
    if is_read_only:
        return "This library is open for reading only."
    if version.is_present:
        return "This is how it stands now."
    return "Restoring makes a new version. Undo takes it back."
