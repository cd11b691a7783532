"""Search in the words of an article: case and diacritics do not matter.

The canonical text is searched, so the window finds what every other machine would.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence
from functools import lru_cache

from annotations import Span

#: More hits than anyone steps through; the rest is not looked for.
MAX_HITS = 10_000
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-"})


def find_spans(text: str, words: str) -> tuple[Span, ...]:
    """Find all places of `words`, sorted and disjoint, in code points of `text`.

    Case, diacritics, straight and curly quotes, hyphens and dashes are alike; runs of white
    space in `words` count as one space. A hit holds whole characters: the marks that combine
    with its last letter belong to it.
    """
    wanted, _ = _fold(" ".join(words.split()))
    if not wanted:
        return ()
    folded, origins = _folded_text(text)
    hits: list[Span] = []
    at = folded.find(wanted)
    while at >= 0 and len(hits) < MAX_HITS:
        end = at + len(wanted)
        start, stop = (at, end) if origins is None else (origins[at], origins[end])
        if stop > start and (not hits or start >= hits[-1].end):
            hits.append(Span(start, stop))
        at = folded.find(wanted, end)
    return tuple(hits)


@lru_cache(maxsize=1)
def _folded_text(text: str) -> tuple[str, Sequence[int] | None]:
    """Fold the article that is searched, once for all that is typed."""
    return _fold(text)


def _fold(text: str) -> tuple[str, Sequence[int] | None]:
    """Fold a text; with the index of each folded character's origin, and of the end.

    The origins are None where every character folds to one.
    """
    if text.isascii():
        return text.lower(), None
    pieces: list[str] = []
    origins = array("L")
    for index, char in enumerate(text.translate(_QUOTES)):
        piece = char.lower() if char.isascii() else _fold_character(char)
        pieces.append(piece)
        origins.extend([index] * len(piece))
    origins.append(len(text))
    return "".join(pieces), origins


@lru_cache(maxsize=4096)
def _fold_character(char: str) -> str:
    decomposed = unicodedata.normalize("NFKD", char.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
