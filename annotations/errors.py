"""Everything that can go wrong for a user, as one tree.

`str(error)` is a sentence that a person can act on: what happened, to which file, what to
do. The command line prints it as it is and the window shows it as it is. Errors of our own
making (a wrong argument, a broken invariant) are not in this tree: they reach the log.
"""

from __future__ import annotations


class CaveatError(Exception):
    """Base of all errors that are shown to a user."""


class LibraryError(CaveatError):
    """The library file, or the disk it lies on, refuses."""


class LibraryUnavailableError(LibraryError):
    """Locked by another program, missing, moved, without permission, or the disk is full."""


class LibraryBusyError(LibraryUnavailableError):
    """Another window or program is writing to the file: it may be asked again."""


class LibraryReadOnlyError(LibraryError):
    """A change was asked of a library that is open for reading only."""


class LibraryCorruptError(LibraryError):
    """The file is truncated or damaged."""


class LibraryTooNewError(LibraryError):
    """The file was written by a newer Caveat."""


class NotALibraryError(LibraryError):
    """The file is not a Caveat library, or its schema is not one that Caveat made."""


class NotFoundError(CaveatError, LookupError):
    """No article, note or source answers to that name."""


class AmbiguousNameError(CaveatError, LookupError):
    """More than one article answers to that name; the sentence names two of them."""


class ImportRefusedError(CaveatError):
    """A file cannot become an article.

    Attributes:
        may_open_as_plain_text: True where the same file could be shown as plain text
            (a conversion that ran out of time).
    """

    def __init__(self, message: str, *, may_open_as_plain_text: bool = False) -> None:
        super().__init__(message)
        self.may_open_as_plain_text = may_open_as_plain_text


class ImportCancelledError(CaveatError):
    """The user cancelled a conversion."""


class SheetRefusedError(CaveatError):
    """A review sheet as a whole cannot be read; single notes are reported, not raised."""


class InvalidAnnotationError(CaveatError, ValueError):
    """A note breaks a limit: too long, unknown category, a span outside its article."""


class ActionConflictError(CaveatError):
    """Undo or redo is refused because the row has changed since."""
