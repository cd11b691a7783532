"""The session's verbs and questions about what was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.gateway import Gateway

if TYPE_CHECKING:
    from annotations import VersionInfo


class HistoryVerbs(Gateway):
    """Versions of notes and sources."""

    def history_of(self, uid: str) -> tuple[VersionInfo, ...]:
        """Every version, the newest first; empty, and told, where refused."""
        return self._query(lambda lib: lib.history_of(uid)) or ()

    def restore_version(self, uid: str, version: int) -> bool:
        """Bring a version back, undoably; False, and told, where refused."""
        return self._change(
            lambda lib: lib.restore_version(uid, version), "the restoring of a version"
        )
