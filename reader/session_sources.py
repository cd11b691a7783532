"""The session's verbs and questions about sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.gateway import Gateway

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from annotations import (
        AddedSource,
        AddedSources,
        AttachmentRecord,
        BibliographyResult,
        FoundSources,
        Source,
        SourceHit,
        SourceRecord,
        SourceState,
        SourceUse,
    )


class SourceVerbs(Gateway):
    """Sources, the files kept with them, and what a pasted text says of one."""

    def find_sources(
        self, query: str, state: SourceState, offset: int, limit: int
    ) -> FoundSources | None:
        """A page of the sources that a query finds; None, and told, where refused."""
        return self._query(
            lambda lib: lib.find_sources(query, state=state, offset=offset, limit=limit)
        )

    def source_counts(self) -> Mapping[SourceState, int]:
        """How many sources are in each state; empty, and told, where refused."""
        return self._query(lambda lib: lib.source_counts()) or {}

    def suggest_sources(self, words: str) -> tuple[SourceHit, ...]:
        """Sources for what was typed so far, the likeliest first."""
        return self._query(lambda lib: lib.suggest_sources(words)) or ()

    def source(self, uid: str) -> SourceRecord | None:
        """A source with where it stands; None, and told, where it is not there."""
        return self._query(lambda lib: lib.source(uid))

    def source_notes(self, uid: str) -> tuple[SourceUse, ...]:
        """The notes that cite a source."""
        return self._query(lambda lib: lib.source_notes(uid)) or ()

    def possible_doubles(self, uid: str) -> tuple[Source, ...]:
        """Sources that may be the same work."""
        return self._query(lambda lib: lib.possible_doubles(uid)) or ()

    def read_bibliography(self, text: str) -> BibliographyResult | None:
        """What a pasted text says of sources; None, and told, where it is too large."""
        from annotations import read_bibliography

        return self._attempt(lambda: read_bibliography(text))

    def add_source(self, source: Source) -> AddedSource | None:
        """Add a source, or find the one that it is; None, and told, where refused."""
        added = self._query(lambda lib: lib.add_source(source))
        if added is not None:
            self._publish(added.change, "the new source")
        return added

    def add_sources(self, sources: Sequence[Source]) -> AddedSources | None:
        """Add several sources in one action; None, and told, where refused."""
        added = self._query(lambda lib: lib.add_sources(sources))
        if added is not None:
            self._publish(added.change, "the new sources")
        return added

    def edit_source(self, uid: str, source: Source) -> bool:
        """Change a source; False, and told, where refused."""
        return self._change(lambda lib: lib.edit_source(uid, source), "the edit of the source")

    def delete_source(self, uid: str) -> bool:
        """Move a source to the trash; False, and told, where it is cited."""
        return self._change(lambda lib: lib.delete_source(uid), "the deletion of the source")

    def restore_source(self, uid: str) -> bool:
        """Take a source out of the trash; False, and told, where refused."""
        return self._change(lambda lib: lib.restore_source(uid), "the restoring of the source")

    def merge_sources(self, keep: str, drop: str) -> bool:
        """Make one source of two; False, and told, where their identifiers differ."""
        return self._change(lambda lib: lib.merge_sources(keep, drop), "the merging")

    def mark_source_checked(self, uid: str, on: str) -> bool:
        """Say that a source was looked at on a day; False, and told, where refused."""
        return self._change(lambda lib: lib.mark_source_checked(uid, on), "“checked”")

    def attachments(self, uid: str) -> tuple[AttachmentRecord, ...]:
        """The files kept with a source."""
        return self._query(lambda lib: lib.attachments(uid)) or ()

    def attachment_data(self, uid: str) -> bytes | None:
        """A kept file; None, and told, where it is not there."""
        return self._query(lambda lib: lib.attachment_data(uid))

    def attach_file(self, uid: str, path: Path) -> bool:
        """Keep a file with a source; False, and told, where refused."""
        from annotations import read_attachment_file

        data = self._attempt(lambda: read_attachment_file(path))
        if data is None:
            return False
        added = self._query(lambda lib: lib.attach_file(uid, path.name, data))
        if added is None:
            return False
        self._publish(added.change, "the kept file")
        return True

    def remove_attachment(self, uid: str) -> bool:
        """Put a kept file in the trash; False, and told, where refused."""
        return self._change(lambda lib: lib.remove_attachment(uid), "the removal of the file")
