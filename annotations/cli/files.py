"""Files that the command line reads and writes, with a sentence where it cannot."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from annotations.errors import CaveatError
from annotations.ids import new_uid


def read_whole(path: Path, most_bytes: int, *, what: str = "review sheet") -> bytes:
    """Read a file whole; `what` it is, for the sentences.

    Raises:
        CaveatError: it is missing, a folder, not readable, empty or too large.
    """
    try:
        if path.is_dir():
            raise CaveatError(f"“{path}” is a folder. Choose the {what} in it.")
        with path.open("rb") as file:
            data = file.read(most_bytes + 1)
    except FileNotFoundError as error:
        raise CaveatError(f"“{path}” is not there. Check its name and folder.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CaveatError(f"“{path}” cannot be read ({reason}).") from error
    if len(data) > most_bytes:
        raise CaveatError(
            f"“{path}” has more than {most_bytes // 1_000_000} MB, the most that a {what}"
            " may have. Split it into several files."
        )
    if not data.strip():
        raise CaveatError(f"“{path}” is empty. Choose another file.")
    return data


def write_whole(path: Path, text: str, *, never: Path) -> None:
    """Write a file whole or not at all: what was there stays until the new one is complete.

    Args:
        path: An existing file is replaced and keeps its permissions; a pipe or a device is
            written to as it is.
        text: Written as UTF-8, line feeds as they are.
        never: A file that must not be replaced: the library itself.

    Raises:
        CaveatError: it cannot be written; the sentence says why.
    """
    try:
        _refuse(path, never)
        target = path.resolve()
        if target.exists() and not target.is_file():
            target.write_bytes(text.encode())
        else:
            _replace(target, text.encode())
    except FileNotFoundError as error:
        raise CaveatError(
            f"“{path}” cannot be written: there is no folder “{path.parent}”. Make it first."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CaveatError(
            f"“{path}” cannot be written ({reason}). Choose another place."
        ) from error


def _refuse(path: Path, never: Path) -> None:
    if path.is_dir():
        raise CaveatError(f"“{path}” is a folder. Add the name of a file.")
    if path.exists() and path.samefile(never):
        raise CaveatError(f"“{path}” is the library itself. Choose another name.")


def _replace(target: Path, data: bytes) -> None:
    beside = target.with_name(f".{new_uid()[-12:]}.part")
    try:
        with beside.open("xb") as file:
            file.write(data)
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(target, beside)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
