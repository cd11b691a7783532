"""Make text safe to store and to show, without ever changing its length."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\ufffd"

#: What Qt, XML or SQLite treat specially: C0 and C1 controls but tab, line and paragraph
#: separators, Arabic non-characters, interlinear marks, object replacement, the two last code
#: points of each plane, and lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufff9-\ufffc\ufffe\uffff\ud800-\udfff"
    + "".join(
        chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
#: Runs that are not one space already.
_WHITE = re.compile(r"[\t\n\r\f\v][ \t\n\r\f\v]*| [ \t\n\r\f\v]+")
_LINE_END = re.compile(r"\r\n?|\f|\v")


def clean(text: str) -> str:
    """Replace each unsafe code point by U+FFFD, one for one; no normalisation, no quotes
    straightened. Line feeds count as unsafe: the text of a block has none.
    """
    if text.isprintable() and "\ufffc" not in text:
        # Of all that is unsafe, Unicode calls the object replacement alone printable.
        return text
    return _UNSAFE.sub(REPLACEMENT, text)


def fold_space(text: str) -> str:
    """Make runs of white space one space and trim the ends; no-break spaces stay."""
    return fold_runs(text).strip(" ")


def fold_runs(text: str) -> str:
    """Make each run of white space one space, at the ends too; no-break spaces stay."""
    if text.isprintable() and "  " not in text:
        return text
    return _WHITE.sub(" ", text)


def split_lines(text: str) -> list[str]:
    """Split at every kind of line end that text files use, without the ends."""
    return _LINE_END.sub("\n", text).split("\n")


def reads_right_to_left(text: str) -> bool:
    """True where the first strong character is Hebrew, Arabic or the like.

    Source:
        Unicode Bidirectional Algorithm, rules P2 and P3.
    """
    if text.isascii():
        return False
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
