"""What two sentences have in common when they differ in typography alone."""

from __future__ import annotations

import re
import unicodedata

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        # Soft hyphen, zero width characters, byte order mark: nothing that is read.
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
        "…": "...",
    }
)
_BROKEN_WORD = re.compile(r"(?<=\w)-\n(?=\w)")
_SPACE = re.compile(r"\s+")


def typographic_key(text: str) -> str:
    """Fold what a reader would not call a change: case, quotes, dashes, spaces, hyphenation.

    Equal keys mean that the words are the same. Compatibility characters are folded as
    Unicode's NFKC does.
    """
    if text.isascii() and "\n" not in text:
        return " ".join(text.split()).replace("`", "'").casefold()
    folded = unicodedata.normalize("NFKC", _BROKEN_WORD.sub("", text.translate(_FOLDED)))
    return _SPACE.sub(" ", folded.translate(_FOLDED)).strip().casefold()
