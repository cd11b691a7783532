"""Sentences: sentencex a block at a time, then rules for what it misses.

sentencex is fast and knows the abbreviations of many languages. It looks at no block
structure, skips what stands in quotation marks, and panics on some white space; the rules
here mend that. Offsets are code points, spans half-open.

Source:
    reference figures: GUM boundary F1 95.7 for bare sentencex.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import sentencex

from annotations.model import Span
from annotations.text.blocks import Block

#: Stored with each text: boundaries may move between versions, annotations do not.
SEGMENTER = "sentencex/1.0.32+post/1"

_ODD = re.compile(r"[^\S ]|[\ud800-\udfff]")
_FOOTNOTE = re.compile(r"(?:\s*\[(?:\d{1,3}(?:[-–,]\s?\d{1,3})*|[a-z]|[a-z ]+ needed)\])+(?!\S)")
_QUOTED = re.compile(r"[\"“”„«»‘’()\[\]]|(?<!\w)'")
_LOOK_PAST = str.maketrans("\"“”„«»‘’'()", "           ")
_ENUMERATOR = re.compile(r"[•⁃\-*]?\s*\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]{1,2}(?:\d{1,3}\.?)*\Z")
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:max|min|approx|ca|circa|figs?|no|nos|nr|n[°º]|vols?|eqs?|pp?|chap|sec|art|subsp|var"
    r"|i\.v|i\.m|p\.o|s\.c|b\.i\.d|t\.i\.d|q\.i\.d|q\.d|e\.g|i\.e|vs|cf|dr|st|resp|incl|excl)\.\Z",
    re.IGNORECASE,
)
_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘„«([¿¡"


def segment(blocks: Sequence[Block], language: str = "") -> tuple[Span, ...]:
    """Find the sentences of a block list.

    Args:
        blocks: The blocks of one text; their order is the text's.
        language: BCP 47 tag such as `en` or `pt-BR`; empty means guess from the text.

    Returns:
        Spans of the canonical text, ascending and disjoint, each inside one block. Every
        block with something other than white space has at least one.
    """
    spans: list[Span] = []
    start = 0
    for block in blocks:
        is_unit = not block.kind.counts_for_coverage
        spans.extend(
            Span(start + span.start, start + span.end)
            for span in segment_text(block.text, language or "en", is_unit=is_unit)
        )
        start += len(block.text) + 1
    return tuple(spans)


def segment_text(text: str, language: str = "en", *, is_unit: bool = False) -> tuple[Span, ...]:
    """Find the sentences of one paragraph, in its own code points.

    Args:
        text: One block's text.
        language: BCP 47 tag.
        is_unit: True for a heading, a code line and the like: one sentence.
    """
    cuts = [] if is_unit else list(_cuts(text, language))
    spans = []
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        piece = text[start:end]
        words = piece.strip()
        if words:
            first = start + len(piece) - len(piece.lstrip())
            spans.append(Span(first, first + len(words)))
    return tuple(spans)


def _cuts(text: str, language: str) -> Iterator[int]:
    clean = text if text.isascii() else _ODD.sub(" ", text)
    found = _sentencex(clean, language)
    if _QUOTED.search(text):
        seen = set(found)
        extra = _sentencex(clean.translate(_LOOK_PAST), language)
        found = sorted(seen.union(c for c in extra if c not in seen and _starts(text, c)))
    last = 0
    for candidate in found:
        cut = _settle(text, candidate)
        if cut > last and cut < len(text) and not _is_wrong(text, last, cut):
            yield cut
            last = cut


def _sentencex(text: str, language: str) -> list[int]:
    cuts = []
    position = 0
    for piece in sentencex.segment(language, text):
        position += len(piece)
        cuts.append(position)
    return cuts


def _starts(text: str, cut: int) -> bool:
    rest = text[cut : cut + 4].lstrip(" " + _OPENERS)
    return bool(rest) and (rest[0].isupper() or rest[0].isdigit())


def _settle(text: str, cut: int) -> int:
    """Move a cut so that footnote marks stay before it and opening quotes after it."""
    end = cut
    while end > 0 and text[end - 1].isspace():
        end -= 1
    note = _FOOTNOTE.match(text, end)
    if note:
        return note.end()
    while end > 1 and text[end - 1] in _OPENERS and text[end - 2].isspace():
        end -= 1
        cut = end
    return cut


def _is_wrong(text: str, start: int, cut: int) -> bool:
    before = text[start:cut].strip()
    after = text[cut : cut + 200].lstrip()
    if not any(c.isalnum() for c in after) and cut + 200 >= len(text):
        return True
    if _ENUMERATOR.match(before):
        return True
    first = after[0]
    if (first.isdigit() or first.islower()) and _ABBREVIATION.search(before[-12:]):
        return True
    return first.islower() and before[-1] in _CLOSERS + "…"
