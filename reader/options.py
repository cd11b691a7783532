"""What the window's command line says, as one value. Knows no Qt, so that it is read first."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reader import __version__

DEFAULT_SIZE = (1360, 860)
LIBRARY_SUFFIX = ".caveat"
#: The name that stands for the sample library wherever a library is asked for.
SAMPLES = "samples"

_SIDE_RANGE_PX = range(200, 10_001)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What to open, and how."""

    #: Files to import, in the order given.
    files: tuple[Path, ...] = ()
    #: `SAMPLES`, a path, or None for the library that the window remembers.
    library: str | None = None
    #: Where to draw one frame to; None for a window.
    screenshot: Path | None = None
    #: Width and height in logical pixels, of a screenshot.
    size: tuple[int, int] = DEFAULT_SIZE
    #: `light` or `dark`; None for what the settings say.
    theme: str | None = None
    #: Name of an article to show, looked up as on the command line; None for none.
    article: str | None = None
    #: Uid, or the beginning of one, of the note to make active.
    note: str | None = None
    #: `library` or `article`; None for what the library has.
    view: str | None = None


def read_options(arguments: Sequence[str], verbs: Callable[[], Sequence[str]]) -> Options:
    """Read the window's command line.

    Args:
        arguments: What stands after the program's name.
        verbs: Gives the headless verbs; asked only when the help is printed.

    Raises:
        SystemExit: 0 after --help or --version, 2 where the line is wrong; the
            explanation is printed already.
    """
    parser = _parser()
    if "-h" in arguments or "--help" in arguments:
        names = ", ".join(verbs())
        parser.epilog = f"Without a window: caveat {names}; each has its --help."
    found = parser.parse_args(arguments)
    if found.version:
        sys.stdout.write(f"Caveat {__version__}\n")
        raise SystemExit(0)
    libraries = [path for path in found.files if path.suffix.lower() == LIBRARY_SUFFIX]
    if len(libraries) + (found.library is not None) > 1:
        parser.error("Only one library can be open in a window: name one.")
    if found.note and not found.article:
        parser.error("--note needs --article, the article in which the note stands.")
    return Options(
        files=tuple(path for path in found.files if path not in libraries),
        library=str(libraries[0]) if libraries else found.library,
        screenshot=found.screenshot,
        size=found.size,
        theme=found.theme,
        article=found.article,
        note=found.note,
        view=found.view,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="caveat", description="Read an article beside the cautions it deserves."
    )
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="a library (.caveat) to open, or articles to import and show",
    )
    parser.add_argument("--library", metavar="L", help="the library to open, or: samples")
    parser.add_argument(
        "--screenshot", type=Path, metavar="PNG", help="draw one frame to a file, and leave"
    )
    parser.add_argument(
        "--size",
        type=_size,
        default=DEFAULT_SIZE,
        metavar="WxH",
        help="size of the screenshot in pixels (1360x860)",
    )
    parser.add_argument("--theme", choices=("light", "dark"), help="instead of the one chosen")
    parser.add_argument("--article", metavar="A", help="the article to show: title, file or id")
    parser.add_argument("--note", metavar="ID", help="the caution to make active")
    parser.add_argument("--view", choices=("library", "article"), help="what to show")
    parser.add_argument("--version", action="store_true", help="say the version, and leave")
    return parser


def _size(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,5})[x×](\d{1,5})", text.strip().lower())
    if found is None or any(int(side) not in _SIDE_RANGE_PX for side in found.groups()):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a size: write WIDTHxHEIGHT in pixels, as 1360x860"
        )
    return int(found[1]), int(found[2])
