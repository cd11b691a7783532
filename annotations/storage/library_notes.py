"""The verbs of a library on caution notes, checked sentences and unsaved edits."""

from __future__ import annotations

from annotations.storage.library_base import LibraryBase


class NoteVerbs(LibraryBase):
    """The verbs of `Library` on notes, and what is asked beside them."""
