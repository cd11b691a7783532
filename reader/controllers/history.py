"""What was: histories of notes and sources, backups, and a library that is checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.controllers.backup_keeper import BackupKeeper
from reader.controllers.shell import Shell
from reader.preferences import Preferences
from reader.session import Session
from reader.working import Tell, Worker

if TYPE_CHECKING:
    from annotations import Backup, CheckReport, RepairReport
    from reader.dialogs.backups import BackupsDialog
    from reader.dialogs.history import HistoryDialog

#: So many words of a note, in characters, stand in the heading of its history.
_HEADING_LENGTH = 60


class HistoryController(QObject):
    """Opens the dialogs of what was, has backups made, checks and repairs.

    Signals:
        open_requested: path of a library to open: one that was restored or repaired.
    """

    open_requested = Signal(object)

    def __init__(
        self, session: Session, preferences: Preferences, shell: Shell, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._preferences = preferences
        self._shell = shell
        self._backups: BackupsDialog | None = None
        #: Asked before a backup is restored: False where typing could not be kept.
        self.may_leave: Callable[[], bool] = lambda: True
        self.keeper = BackupKeeper(session, self)
        self.keeper.kept.connect(self._on_kept)
        self.keeper.failed.connect(self._on_not_kept)
        self._worker = Worker(self)
        self._worker.done.connect(self._on_done)
        self._worker.refused.connect(self._on_refused)
        self._worker.progressed.connect(self._on_progress)
        self._then: Callable[[object], None] = lambda _found: None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {
            "note_history": self.show_note,
            "backups": self.show_backups,
            "check_library": self.check,
        }

    def close(self) -> None:
        """Wait for the threads: nothing of them may outlive the window."""
        self.keeper.close()
        self._worker.close()

    def show_note(self) -> None:
        """Show the history of the note at hand."""
        uid = self._shell.page.active or ""
        if not uid:
            self._shell.status.say("Choose a note first: ] goes to the next one.")
            return
        self.show_history(uid)

    def show_history(self, uid: str) -> None:
        """Show the history of a note, source or article."""
        from reader.dialogs.history import HistoryDialog

        versions = self._session.history_of(uid)
        if not versions:
            return
        fields = versions[0].fields
        words = fields.get("Title") or fields.get("Correction") or fields.get("Why") or "a note"
        name = words if len(words) <= _HEADING_LENGTH else f"{words[:_HEADING_LENGTH]}..."
        dialog = HistoryDialog(
            f"History: {name}",
            versions,
            self._shell.theme,
            self._shell.widget,
            is_read_only=self._session.is_read_only,
        )
        dialog.restore_requested.connect(partial(self._restore_version, dialog, uid))
        dialog.open()

    def _restore_version(self, dialog: HistoryDialog, uid: str, version: int) -> None:
        if self._session.restore_version(uid, version):
            dialog.accept()
            self._shell.banner.tell(
                f"Version {version} is restored.", ("Undo", self._session.undo_stack.undo)
            )

    def show_backups(self) -> None:
        """List the backups of the open library."""
        from reader.dialogs.backups import BackupsDialog

        path = self._session.path
        if path is None:
            return
        dialog = BackupsDialog(
            self._list(),
            self._shell.theme,
            self._shell.widget,
            is_read_only=self._session.is_read_only,
        )
        dialog.restore_requested.connect(self.restore)
        dialog.backup_requested.connect(partial(self.keeper.keep, even_if_same=True))
        dialog.folder_requested.connect(partial(self._show_folder, path))
        dialog.finished.connect(self._on_backups_closed)
        self._backups = dialog
        dialog.open()

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of the open library, and open it."""
        path = self._session.path
        if path is None or self._worker.is_busy or not self.may_leave():
            return
        self._then = self._on_restored
        self._worker.start(partial(_restored, backup, path))

    def check(self) -> None:
        """Look through the open library, on a thread."""
        path = self._session.path
        if path is None or self._worker.is_busy:
            return
        self._then = self._on_checked
        self._worker.start(partial(_checked, path))

    def ask_repair(self) -> None:
        """Ask where to put a repaired library."""
        from reader.dialogs.file_dialogs import ask_new_library

        path = self._session.path
        if path is not None:
            ask_new_library(self._shell.widget, path.absolute().parent, self.repair)

    def repair(self, into: Path) -> None:
        """Build a new library from what can be read of the open one."""
        path = self._session.path
        if path is None or self._worker.is_busy:
            return
        self._then = self._on_repaired
        self._worker.start(partial(_repaired, path, into, self._session.profile.owner))

    def _list(self) -> tuple[Backup, ...]:
        from annotations import backups

        return backups(self._session.path) if self._session.path is not None else ()

    def _on_kept(self, backup: Backup | None) -> None:
        if self._backups is not None and backup is not None:
            self._backups.show_backups(self._list())

    def _on_not_kept(self, sentence: str) -> None:
        self._shell.status.say(f"No backup: {sentence}")

    def _on_backups_closed(self) -> None:
        self._backups = None

    def _show_folder(self, path: Path) -> None:
        from annotations import backup_folder
        from reader.dialogs.file_dialogs import show_in_file_manager

        folder = backup_folder(path)
        if not folder.is_dir() or not show_in_file_manager(folder):
            self._shell.status.say(f"Backups are kept in {folder}")

    def _on_progress(self, share: float, stage: str) -> None:
        if self._worker.is_busy:
            words = f"{stage[:1].upper()}{stage[1:]}"
            self._shell.banner.show_progress(words, share, self._stop)

    def _stop(self) -> None:
        self._worker.stop()
        self._shell.banner.clear()

    def _on_done(self, found: object) -> None:
        self._shell.banner.clear()
        self._then(found)

    def _on_refused(self, sentence: str) -> None:
        self._shell.banner.warn(sentence)

    def _on_restored(self, aside: object) -> None:
        path = self._session.path
        if path is not None:
            self.open_requested.emit(path)
            kept = f" What it held before is in {aside}." if isinstance(aside, Path) else ""
            self._shell.banner.tell(f"The backup is restored.{kept}")

    def _on_checked(self, found: object) -> None:
        report: CheckReport = found  # type: ignore[assignment]
        if report.is_sound:
            self._shell.banner.tell(
                f"The library is sound: {report.articles:,} articles, {report.notes:,} notes and"
                f" {report.sources:,} sources, all as they should be."
            )
            return
        more = len(report.problems) - 1
        rest = f" And {more:,} more." if more else ""
        self._shell.banner.warn(
            f"{report.problems[0]}{rest} The library was left as it is.",
            ("Repair into a new file...", self.ask_repair),
        )

    def _on_repaired(self, found: object) -> None:
        report: RepairReport = found  # type: ignore[assignment]
        lost = f" {' '.join(report.lost)}" if report.lost else " Nothing was lost."
        self._shell.banner.warn(
            f"The repaired library is {report.path}: {report.articles:,} articles,"
            f" {report.notes:,} notes, {report.sources:,} sources.{lost}",
            ("Open it", partial(self.open_requested.emit, report.path)),
        )


def _restored(backup: Path, path: Path, tell: Tell) -> Path | None:
    from annotations import restore_backup

    tell(0.1, "restoring the backup")
    return restore_backup(backup, path, dt.datetime.now(dt.UTC))


def _checked(path: Path, tell: Tell) -> CheckReport:
    from annotations import check_library

    return check_library(path, progress=tell)


def _repaired(path: Path, into: Path, owner: object, tell: Tell) -> RepairReport:
    from annotations import OwnerId, repair_library

    return repair_library(path, into, owner=OwnerId(str(owner)), progress=tell)
