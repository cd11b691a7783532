"""The backups of the library: when each was made, and how to bring one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QSize, Signal
from PySide6.QtWidgets import QWidget

from annotations import Backup
from reader.dates import local_moment
from reader.dialogs.row_list import RowList
from reader.dialogs.sheet import Sheet
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton

_SIZE = QSize(600, 520)
_ABOUT = (
    "Made while you work: when the library is opened, after every 200 changes and every hour of"
    " changes. The last ten stay, and the last of each day for a month."
)
_NONE = "There is none yet. One is made with the next changes."


class BackupsDialog(Sheet):
    """A list of backups, newest first. Restoring asks once more, in the same place.

    Signals:
        restore_requested: path of the backup.
        backup_requested: one is to be made now.
        folder_requested: their folder is to be shown.
    """

    restore_requested = Signal(object)
    backup_requested = Signal()
    folder_requested = Signal()

    def __init__(
        self,
        backups: Sequence[Backup],
        theme: Theme,
        parent: QWidget | None = None,
        *,
        is_read_only: bool = False,
    ) -> None:
        super().__init__("Backups of this library", theme, parent, _SIZE)
        self._backups: tuple[Backup, ...] = ()
        self._is_read_only = is_read_only
        self._is_asking = False
        self.body.addWidget(self.label(_ABOUT, role=Role.TEXT2))
        self.list = RowList("Backups", theme, self, ground=Role.SURFACE, row_px=30)
        self.body.addWidget(self.list, 1)
        self.note = self.label("", role=Role.TEXT)
        self.body.addWidget(self.note)
        self.folder_button = TextButton("Show folder", theme, self)
        self.folder_button.clicked.connect(self.folder_requested)
        self.now_button = TextButton("Back up now", theme, self)
        self.now_button.clicked.connect(self.backup_requested)
        self.keep_button = TextButton("Leave it as it is", theme, self)
        self.keep_button.clicked.connect(self._stop_asking)
        self.restore_button = TextButton("Restore...", theme, self, kind=ButtonKind.PRIMARY)
        self.restore_button.clicked.connect(self._on_restore)
        self.foot.addWidget(self.folder_button)
        self.foot.addWidget(self.now_button)
        self.foot.addStretch(1)
        self.foot.addWidget(self.keep_button)
        self.foot.addWidget(self.restore_button)
        self.list.currentRowChanged.connect(self._stop_asking)
        self.show_backups(backups)
        self.list.setFocus()

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """List other backups, the newest first."""
        self._backups = tuple(backups)
        self.list.show_rows(backup_words(backup) for backup in self._backups)
        self._stop_asking()

    def _stop_asking(self) -> None:
        self._is_asking = False
        self.keep_button.hide()
        self.restore_button.set_label("Restore...")
        self.restore_button.setEnabled(bool(self._backups) and not self._is_read_only)
        self.now_button.setEnabled(not self._is_read_only)
        self.note.setText("" if self._backups else _NONE)

    def _on_restore(self) -> None:
        row = self.list.currentRow()
        if not 0 <= row < len(self._backups):
            return
        backup = self._backups[row]
        if self._is_asking:
            self.restore_requested.emit(backup.path)
            self.accept()
            return
        self._is_asking = True
        self.note.setText(
            f"The library goes back to {local_moment(backup.at)}. What it holds now is kept as a"
            " backup first, so that nothing is lost."
        )
        self.restore_button.set_label("Restore it")
        self.keep_button.show()


def backup_words(backup: Backup) -> str:
    """A backup in the list: when, how large, why."""
    size = QLocale().formattedDataSize(backup.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
    reason = f"  ({backup.reason})" if backup.reason else ""
    return f"{local_moment(backup.at)}   {size}{reason}"
