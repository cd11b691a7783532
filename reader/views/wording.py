"""Small rules of wording that every view shares: quotes, counts, lists, isolates.

Text that people entered is isolated (FSI ... PDI) wherever it is put into a sentence of
ours, so that right-to-left names and stray direction marks cannot reorder the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_FSI, _PDI = "\u2068", "\u2069"
_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def isolate(text: str) -> str:
    """Wrap foreign text so that its direction stays its own, its stray marks removed."""
    return f"{_FSI}{_DIRECTION_MARKS.sub('', text)}{_PDI}"


def without_isolates(text: str) -> str:
    """Take the invisible isolates out again, for text that is copied or spoken."""
    return text.replace(_FSI, "").replace(_PDI, "")


def quoted(text: str, length: int | None = None) -> str:
    """Put text in curly quotes, once; cut at a word to `length` characters."""
    bare = one_line(text)
    if bare.startswith("\u201c") and bare.endswith("\u201d"):
        bare = bare[1:-1]
    if length is not None and len(bare) > length:
        bare = bare[:length].rsplit(" ", 1)[0].rstrip(" ,;:") + " \u2026"
    return f"\u201c{bare}\u201d"


def one_line(text: str) -> str:
    """Fold all white space to single spaces."""
    return " ".join(text.split())


def counted(number: int, singular: str, plural: str = "", *, is_more: bool = False) -> str:
    """Write "1 source", "2 sources"; "2,000+ sources" where more are there than were counted."""
    many = plural or f"{singular}s"
    if is_more:
        return f"{number:,}+ {many}"
    return f"{number:,} {singular if number == 1 else many}"


def listed(items: Iterable[str]) -> str:
    """Join as in a sentence: "A", "A and B", "A, B and C"."""
    *init, last = [*items] or [""]
    return f"{', '.join(init)} and {last}" if init else last
