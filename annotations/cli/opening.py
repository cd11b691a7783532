"""Which library a verb is for, and who asks: the options and what they open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from annotations.cli.streams import readable
from annotations.errors import LibraryUnavailableError
from annotations.profile import (
    Profile,
    default_library_path,
    load_profile,
    samples_library_path,
)

if TYPE_CHECKING:
    from annotations.storage.library import Library

_SAMPLES = "samples"

_Command = TypeVar("_Command", bound=Callable[..., Any])


def library_option(command: _Command) -> _Command:
    """Add `--library L` to a command."""
    return click.option(
        "--library",
        metavar="L",
        help="A .caveat file, or the word samples; your own library where left out.",
    )(command)


def reviewer_option(command: _Command) -> _Command:
    """Add `--reviewer NAME` to a command."""
    return click.option("--reviewer", metavar="NAME", help="Who does this; you where left out.")(
        command
    )


def open_named(name: str | None, reviewer: str | None, *, create: bool = False) -> Library:
    """Open the library that the options name; one's own is made where there is none.

    Args:
        name: A path, `samples`, or None for one's own.
        reviewer: A name, or None for the one in the settings.
        create: Make the file of a path where there is none.

    Raises:
        LibraryError: it cannot be opened; the sentence says why.
    """
    from annotations.storage.library import open_library

    profile = load_profile(reviewer_name=readable(reviewer or ""))
    if name is None:
        return _opened(default_library_path(), profile, create=True)
    if name != _SAMPLES:
        return _opened(Path(name), profile, create=create)
    if not samples_library_path().exists():
        raise LibraryUnavailableError(
            "There is no sample library yet. It is made when Caveat is first started."
        )
    return open_library(samples_library_path(), owner=profile.owner, reviewer=profile.reviewer)


def named_path(name: str | None) -> Path:
    """The file that `--library` names, there or not."""
    if name is None:
        return default_library_path()
    return samples_library_path() if name == _SAMPLES else Path(name)


def refuse_read_only(library: Library) -> None:
    """Raise LibraryUnavailableError where the library may not be written."""
    if library.is_read_only:
        raise LibraryUnavailableError(f"Nothing was changed. {library.read_only_reason}")


def _opened(path: Path, profile: Profile, *, create: bool) -> Library:
    from annotations.storage.library import open_library

    return open_library(path, owner=profile.owner, reviewer=profile.reviewer, create=create)
