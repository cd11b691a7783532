"""Entry point of `caveat`: a headless verb, a screenshot, or the window.

Qt is imported only once it is known that a window or a picture is wanted and can be drawn.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from reader.display import (
    DEBIAN_PACKAGES,
    NO_DISPLAY,
    NO_QT,
    has_display,
    missing_platform_library,
    needs_a_display,
)
from reader.options import SAMPLES, Options, read_options

if TYPE_CHECKING:
    from annotations import Converter

_VALUE_OPTIONS = frozenset(
    {"--library", "--screenshot", "--size", "--theme", "--article", "--note", "--view"}
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `caveat`.

    Args:
        arguments: What stands after the program's name; None for this process's own.

    Returns:
        0 all done, 1 something was refused, 2 wrong usage or no display.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    first = _first_word(words)
    if first is not None and words[first] in _verbs():
        return _run_verb([words[first], *words[:first], *words[first + 1 :]])
    options = read_options(words, _verbs)
    if options.screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    elif needs_a_display(os.environ) and not has_display(os.environ):
        _say(NO_DISPLAY.format(verbs=", ".join(_verbs())))
        return 2
    try:
        return _run_window(options)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def _run_window(options: Options) -> int:
    # Importing makes objects that stay: looking for garbage among them takes a tenth of the
    # start. The window turns the collector on again after its first frame.
    gc.disable()
    converter = _started_converter(options)
    try:
        if needs_a_display(os.environ):
            problem = missing_platform_library(os.environ)
            if problem:
                return _refuse_qt(problem)
        from reader.app import run
    except ImportError as error:
        if ".so" not in str(error) and not (error.name or "").startswith("PySide6"):
            raise
        return _refuse_qt(str(error))
    else:
        return run(options, converter)
    finally:
        if converter is not None:
            converter.close()


def _started_converter(options: Options) -> Converter | None:
    """Start the conversion worker, so that it wakes while Qt is being imported."""
    if not options.files:
        return None
    from annotations import Converter

    converter = Converter()
    converter.start()
    return converter


def _run_verb(words: list[str]) -> int:
    if _names_samples(words):
        from reader.samples import make_samples_for_command

        if not make_samples_for_command():
            return 1
    from annotations.cli import run

    return run(words)


def _first_word(words: Sequence[str]) -> int | None:
    """Index of the first word that is neither an option nor its value; None for none."""
    position = 0
    while position < len(words) and words[position].startswith("-"):
        position += 2 if words[position] in _VALUE_OPTIONS else 1
    return position if position < len(words) else None


def _names_samples(words: Sequence[str]) -> bool:
    return f"--library={SAMPLES}" in words or ("--library", SAMPLES) in pairwise(words)


def _refuse_qt(reason: str) -> int:
    _say(NO_QT.format(reason=reason, packages=DEBIAN_PACKAGES, verbs=", ".join(_verbs())))
    return 2


def _verbs() -> Sequence[str]:
    """The headless verbs; asked for only where a word could be one, as click is not free."""
    from annotations.cli import VERBS

    return sorted(VERBS)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
