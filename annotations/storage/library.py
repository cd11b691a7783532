"""The library: one `.caveat` file, asked and changed through one object."""

from __future__ import annotations

from pathlib import Path

from annotations.ids import OwnerId, ReviewerUid
from annotations.model import Reviewer
from annotations.storage.connection import BUSY_TIMEOUT_S
from annotations.storage.library_articles import ArticleVerbs
from annotations.storage.library_history import HistoryVerbs
from annotations.storage.library_notes import NoteVerbs
from annotations.storage.library_reuse import ReuseVerbs
from annotations.storage.library_revisions import RevisionVerbs
from annotations.storage.library_sources import SourceVerbs
from annotations.storage.opening import open_file

UNNAMED_REVIEWER = "unnamed reviewer"


def open_library(
    path: Path,
    *,
    owner: OwnerId,
    reviewer: Reviewer | None = None,
    create: bool = False,
    read_only: bool = False,
    timeout_s: float = BUSY_TIMEOUT_S,
) -> Library:
    """Open a library file.

    It is read-only where that was asked, where the file or its folder cannot be written,
    and where another owner's installation made it; `Library.read_only_reason` says which.
    Nothing is written into a file before its schema has been verified, and nothing at all
    into another owner's.

    Args:
        path: The `.caveat` file.
        owner: Who is asking; a new library belongs to them.
        reviewer: Who writes the notes; "unnamed reviewer" where None.
        create: Make an empty library, and its folder, where there is no file.
        read_only: Do not write, whoever owns it.
        timeout_s: How long to wait for another program that holds the file, in seconds.

    Raises:
        LibraryUnavailableError: missing, a folder, locked, without permission, disk full.
        NotALibraryError: not a Caveat library, or its schema is not one of Caveat's.
        LibraryTooNewError: written by a newer Caveat.
        LibraryCorruptError: truncated or damaged.

    Example:
        with open_library(Path("mine.caveat"), owner=profile.owner, create=True) as library:
            for summary in library.articles():
                print(summary.article.title)
    """
    opened = open_file(path, owner=owner, create=create, read_only=read_only, timeout_s=timeout_s)
    who = reviewer or Reviewer(uid=ReviewerUid(owner), name=UNNAMED_REVIEWER)
    return Library(path, owner, who, opened)


class Library(NoteVerbs, HistoryVerbs, RevisionVerbs, ReuseVerbs, SourceVerbs, ArticleVerbs):
    """An open library; made by `open_library`, used on one thread, closed by `close`.

    Queries return values; verbs return what they changed, and each is one transaction.
    Every method may raise a `LibraryError`; a verb on a read-only library raises
    `LibraryReadOnlyError` with the reason.
    """
