"""The one door to the files of the `resources` package: samples, fonts, themes, licences."""

from __future__ import annotations

import pkgutil
from pathlib import PurePosixPath


def read_bytes(name: str) -> bytes:
    """Read a resource whole.

    Args:
        name: Path inside `resources`, with forward slashes: `fonts/Inter_500Medium.ttf`.

    Raises:
        ValueError: The name is absolute, empty or climbs out of the package.
        FileNotFoundError: There is no such resource.
    """
    # The package's own loader: `importlib.resources` is slow to import, and the first frame
    # waits for a theme and nine fonts.
    data = pkgutil.get_data("resources", _checked(name))
    if data is None:
        raise FileNotFoundError(name)
    return data


def read_text(name: str) -> str:
    """Read a resource as UTF-8; errors as `read_bytes`."""
    return read_bytes(name).decode("utf-8")


def names(folder: str) -> tuple[str, ...]:
    """List the files of a folder as names for `read_bytes`, sorted; folders are left out."""
    from importlib.resources import files

    entries = files("resources").joinpath(_checked(folder)).iterdir()
    return tuple(sorted(f"{folder}/{entry.name}" for entry in entries if entry.is_file()))


def _checked(name: str) -> str:
    path = PurePosixPath(name)
    if not path.parts or path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise ValueError(f"{name!r} is not the name of a resource")
    return str(path)
