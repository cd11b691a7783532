"""What a library is asked about its sources, and the verbs that change them."""

from __future__ import annotations

from annotations.storage.library_base import LibraryBase


class SourceVerbs(LibraryBase):
    """The queries and verbs of `Library` on sources and their attachments."""
