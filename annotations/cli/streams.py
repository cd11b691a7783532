"""Standard output and error: UTF-8, line feeds as they are, and no fuss over a closed pipe."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TextIO

from annotations.errors import CaveatError


def prepare_streams() -> None:
    """Make both streams write UTF-8 with plain line feeds, whatever the locale says.

    What no UTF-8 can carry (an undecodable file name) is written as an escape, which in
    JSON is the right one.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def readable(word: str) -> str:
    """An argument as text, where the locale could not decode its UTF-8."""
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeError:
        return word


def put(text: str) -> None:
    """Write a result. Where nobody reads any more, the work goes on without a word."""
    _write(sys.stdout, text)


def say(sentence: str) -> None:
    """Write a message, on a line of its own."""
    _write(sys.stderr, sentence + "\n")


def close_quietly() -> None:
    """Flush, so that a closed pipe is met here and not while the interpreter ends."""
    for stream in (sys.stdout, sys.stderr):
        _write(stream, "")


def _write(stream: TextIO | None, text: str) -> None:
    # A program without a console has no streams at all.
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError as error:
        _silence(stream)
        raise CaveatError(
            f"The results cannot be written ({error.strerror or error})."
            " Send them to another place."
        ) from error


def _silence(stream: TextIO) -> None:
    """Send what a stream still holds nowhere, or the interpreter would complain at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
