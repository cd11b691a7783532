"""Sentences: sentencex a block at a time, then rules for what it misses.

sentencex is fast and knows the abbreviations of many languages. It knows nothing of blocks,
leaves quotations whole, and panics on some white space; `sentence_rules` and the look past
quotation marks here mend that. Offsets are code points, spans half-open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import sentencex

from annotations.model import Span
from annotations.text.blocks import Block
from annotations.text.language import guess_language
from annotations.text.sentence_rules import added_cuts, is_missed, is_wrong, settled

#: Stored with each text: boundaries may move between versions, annotations do not.
SEGMENTER = "sentencex/1.0.32+post/1"

#: White space of several bytes makes sentencex panic, and a lone surrogate has no bytes.
_ODD = re.compile(r"[^\S\x00-\x7f]|[\ud800-\udfff]")
#: Unmatched quotes cost sentencex the square of the length; a long paragraph is read a
#: window at a time.
_WINDOW = 2_000
#: What may end a sentence in any script; a window without it is not looked at.
_ENDS = re.compile("[.!?\n…։؟۔।॥၊။።፧។៕。！．？｡]")
#: Blocks that are looked at to guess a language.
_SAMPLE = 200
_QUOTES = "\"“”„«»‹›‘’'()"
_WITHOUT_QUOTES = str.maketrans(_QUOTES, " " * len(_QUOTES))


def segment(blocks: Sequence[Block], language: str = "") -> tuple[Span, ...]:
    """Find the sentences of a block list.

    Args:
        blocks: The blocks of one text, in its order.
        language: BCP 47 tag such as `en` or `pt-BR`; empty where it is not known, then it
            is guessed from the text.

    Returns:
        Spans of the canonical text, ascending and disjoint, each inside one block and
        together all that is not white space. Headings, code lines, folded lines and the
        like are one sentence each.
    """
    known = language or guess_language("\n".join(block.text for block in blocks[:_SAMPLE]))
    spans: list[Span] = []
    start = 0
    for block in blocks:
        text = block.text
        cuts = sentence_cuts(text, known) if block.kind.counts_for_coverage else []
        _add_spans(spans, text, cuts, start)
        start += len(text) + 1
    return tuple(spans)


def segment_text(text: str, language: str = "") -> tuple[Span, ...]:
    """Find the sentences of one paragraph, as `segment` does, in its own code points."""
    spans: list[Span] = []
    _add_spans(spans, text, sentence_cuts(text, language or guess_language(text)), 0)
    return tuple(spans)


def sentence_cuts(text: str, language: str) -> list[int]:
    """Where sentences of a paragraph end and the next begin: inner positions, ascending."""
    clean = text if text.isascii() else _ODD.sub(" ", text)
    found = _sentencex_cuts(clean, language)
    if _has_quotes(text):
        seen = set(found)
        beyond = _sentencex_cuts(clean.translate(_WITHOUT_QUOTES), language)
        missed = [cut for cut in beyond if cut not in seen and is_missed(text, cut)]
        found = sorted(found + missed) if missed else found
    added = added_cuts(text)
    if added:
        found = sorted({*found, *added})
    cuts = []
    last = 0
    end = len(text)
    for candidate in found:
        cut = settled(text, candidate)
        if last < cut < end and not is_wrong(text, last, cut):
            cuts.append(cut)
            last = cut
    return cuts


def _has_quotes(text: str) -> bool:
    # Plain tests of one character: ten times faster than a pattern, and run on every block.
    if '"' in text or "(" in text or " '" in text or text[:1] == "'":
        return True
    return not text.isascii() and ("“" in text or "«" in text or "„" in text or "‘" in text)


def _sentencex_cuts(text: str, language: str) -> list[int]:
    if len(text) <= _WINDOW:
        return _window_cuts(text, 0, language)
    cuts: list[int] = []
    start = 0
    while start + _WINDOW < len(text):
        window = text[start : start + _WINDOW]
        found = _window_cuts(window, start, language)[:-1] if _ENDS.search(window) else []
        cuts += found
        # Without a sentence's end in it, go on behind its last space, cutting nothing.
        space = text.rfind(" ", start + 1, start + _WINDOW)
        start = found[-1] if found else space if space > 0 else start + _WINDOW
    return cuts + _window_cuts(text[start:], start, language)


def _window_cuts(text: str, start: int, language: str) -> list[int]:
    cuts = []
    position = start
    for piece in sentencex.segment(language, text):
        position += len(piece)
        cuts.append(position)
    return cuts


def _add_spans(spans: list[Span], text: str, cuts: list[int], offset: int) -> None:
    start = 0
    for end in (*cuts, len(text)):
        piece = text[start:end]
        words = piece.lstrip()
        first = offset + end - len(words)
        words = words.rstrip()
        if words:
            spans.append(Span(first, first + len(words)))
        start = end
