"""The verbs of a library on what was: versions of notes and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotations.model import LibraryChange
from annotations.storage.library_base import LibraryBase

if TYPE_CHECKING:
    from annotations.storage.versions import VersionInfo


class HistoryVerbs(LibraryBase):
    """The verbs of `Library` on the versions of notes, sources and articles."""

    def history_of(self, uid: str) -> tuple[VersionInfo, ...]:
        """Every version of a note, source or article, the newest first.

        Raises:
            NotFoundError: there is none of that uid.
        """
        from annotations.storage import versions

        return self._read(lambda c: versions.history_of(c, uid))

    def restore_version(self, uid: str, version: int) -> LibraryChange:
        """Bring back what a note, source or article said in a version, as a new version.

        It comes out of the trash where it is there. Of an article, the text stays.

        Raises:
            NotFoundError: there is no such version.
            ActionConflictError: something that it names is gone or in the trash, or the text
                that it points into has been replaced since.
        """
        from annotations.storage import versions

        return self._act(
            "Restore an earlier version", lambda now: versions.restore_version(now, uid, version)
        )
