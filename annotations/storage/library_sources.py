"""What a library is asked about its sources, and the verbs that change them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotations.model import LibraryChange, Source
from annotations.storage.library_base import LibraryBase

if TYPE_CHECKING:
    from annotations.storage.attachments import AddedAttachment, AttachmentRecord
    from annotations.storage.source_reading import SourceRecord, SourceUse
    from annotations.storage.source_verbs import AddedSource, AddedSources


class SourceVerbs(LibraryBase):
    """The queries and verbs of `Library` on sources and their attachments."""

    def source(self, uid: str) -> SourceRecord:
        """A source with its last check and its citations, in the trash or not.

        Raises:
            NotFoundError: no source has that uid.
        """
        from annotations.storage.source_reading import read_source

        return self._read(lambda c: read_source(c, uid))

    def source_notes(self, uid: str, *, limit: int = 500) -> tuple[SourceUse, ...]:
        """Where notes cite the source, worst first, at most `limit`; of every status, but
        not those in the trash.

        Raises:
            NotFoundError: no source has that uid.
        """
        from annotations.storage.source_reading import read_uses

        return self._read(lambda c: read_uses(c, uid, limit))

    def possible_doubles(self, uid: str) -> tuple[Source, ...]:
        """Other sources that may be the same work: an identifier or address in common, or
        titles alike in the same year. None that has another identifier of the same kind.

        Raises:
            NotFoundError: no source has that uid.
        """
        from annotations.storage.source_reading import find_doubles, read_source

        return self._read(lambda c: find_doubles(c, read_source(c, uid).source))

    def add_source(self, source: Source) -> AddedSource:
        """Add a source, unless the library has the work: known again by DOI, PMID,
        PMCID, ISBN, all fields, or, where nothing but an address is given, by that.

        Args:
            source: Its uid is left aside. Without a title it is called by its identifier
                or address.

        Returns:
            The source as it is in the library; `notice` says so where it was there, and
            nothing changed then.

        Raises:
            InvalidAnnotationError: a field has more than 20,000 characters, or there is
                nothing to cite it by.
        """
        from annotations.storage.source_verbs import AddedSource, add_source

        with self._acting("Add source") as (action, done):
            uid, notice = add_source(action, source)
        return AddedSource(self.source(uid).source, done[0], notice)

    def add_sources(self, sources: Iterable[Source]) -> AddedSources:
        """Add several sources in one action, each as `add_source` would; one that cannot be
        added is told in `refused`, and the rest is added.
        """
        from annotations.storage.source_verbs import AddedSources, add_sources

        with self._acting("Add sources") as (action, done):
            added, known, refused = add_sources(action, sources)
        return AddedSources(added, known, refused, done[0])

    def edit_source(self, uid: str, source: Source) -> LibraryChange:
        """Make a source equal to what is given; the uid of `source` is left aside.

        Raises:
            NotFoundError: no source has that uid.
            InvalidAnnotationError: it is in the trash, a field has more than 20,000
                characters, or there is nothing to cite it by.
        """
        from annotations.storage import source_verbs

        return self._act("Edit source", lambda a: source_verbs.edit_source(a, uid, source))

    def delete_source(self, uid: str) -> LibraryChange:
        """Move a source to the trash.

        Raises:
            NotFoundError: no source has that uid.
            InvalidAnnotationError: a note cites it.
        """
        from annotations.storage import source_verbs

        return self._act("Delete source", lambda a: source_verbs.delete_source(a, uid))

    def restore_source(self, uid: str) -> LibraryChange:
        """Take a source out of the trash.

        Raises:
            NotFoundError: no source has that uid.
        """
        from annotations.storage import source_verbs

        return self._act("Restore source", lambda a: source_verbs.restore_source(a, uid))

    def merge_sources(self, keep: str, drop: str) -> LibraryChange:
        """Make one source of two, in one action: what cites `drop` cites `keep`, empty
        fields of `keep` are filled from `drop`, its files go along, and `drop` goes to the
        trash.

        Raises:
            NotFoundError: one of them is not in the library.
            InvalidAnnotationError: an identifier differs, so that they are different works;
                one is in the trash; both are the same.
        """
        from annotations.storage import source_verbs

        return self._act("Merge sources", lambda a: source_verbs.merge_sources(a, keep, drop))

    def mark_source_checked(self, uid: str, on: str) -> LibraryChange:
        """Keep that this reviewer looked at the source on a day.

        Args:
            uid: Of the source.
            on: The day, `2026-11-20`.

        Raises:
            NotFoundError: no source has that uid.
            InvalidAnnotationError: `on` is not a day, or the source is in the trash.
        """
        from annotations.storage import source_verbs

        return self._act("Check source", lambda a: source_verbs.mark_checked(a, uid, on))

    def attachments(self, source_uid: str) -> tuple[AttachmentRecord, ...]:
        """The files kept with a source, oldest first; empty where there is no such source."""
        from annotations.storage.attachments import list_attachments

        return self._read(lambda c: list_attachments(c, source_uid))

    def attachment_data(self, uid: str) -> bytes:
        """The bytes of a kept file, removed or not; NotFoundError where there is none."""
        from annotations.storage.attachments import read_attachment_data

        return self._read(lambda c: read_attachment_data(c, uid))

    def attach_file(self, source_uid: str, name: str, data: bytes) -> AddedAttachment:
        """Keep a file with a source, unless the same is kept under the same name.

        Args:
            source_uid: Of the source.
            name: Folders and hidden signs are taken off.
            data: 1 byte to 25 MB.

        Raises:
            NotFoundError: no source has that uid.
            InvalidAnnotationError: the file is empty or too large, or the source is in the
                trash.
        """
        from annotations.storage.attachments import AddedAttachment, attach_file, read_attachment

        with self._acting("Keep a file with a source") as (action, done):
            uid = attach_file(action, source_uid, name, data)
        return AddedAttachment(self._read(lambda c: read_attachment(c, uid)), done[0])

    def remove_attachment(self, uid: str) -> LibraryChange:
        """Put a kept file aside; undo brings it back.

        Raises:
            NotFoundError: the library does not keep that file.
        """
        from annotations.storage import attachments

        return self._act("Remove a kept file", lambda a: attachments.remove_attachment(a, uid))
