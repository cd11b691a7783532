"""The runs of a block that every reader takes alike: emphasis, code and links.

They are those that begin and end at the edge of a word, and links and code within emphasis.
The words of all others stand plain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from annotations.exchange import escape
from annotations.text.blocks import Block, Inline, InlineStyle
from annotations.vocabulary import BlockKind

_DELIMITERS = {InlineStyle.EMPHASIS: "*", InlineStyle.STRONG: "**"}
_NESTING = (InlineStyle.STRONG, InlineStyle.EMPHASIS, InlineStyle.LINK, InlineStyle.CODE)
_OPENING_SIGNS = frozenset("“‘«\"'([`")
_CLOSING_SIGNS = frozenset("”’»\"').,;:?!…`")
_NEIGHBOURS = frozenset(".,;:?!()“”‘’«»\"'…—–-/")


@dataclass(frozen=True, slots=True)
class Run:
    """A styled run, `[start, end)` in code points of its block, and the runs within it."""

    start: int
    end: int
    style: InlineStyle
    href: str = ""
    inner: tuple[Run, ...] = ()


def runs(block: Block, ends: Sequence[int]) -> list[Run]:
    """The runs of a block, ascending and disjoint.

    Args:
        block: The block with its inlines.
        ends: Where a footnote mark belongs, in code points of the block's text: emphasis is
            parted there between words, so that the mark stands after its sentence.
    """
    found: list[Run] = []
    emphases = [i for i in block.inlines if i.style in _DELIMITERS]
    fixed = [i for i in block.inlines if i.style in _NESTING[2:] and _is_whole(i, block)]
    parts = [part for i in emphases for part in _parts(i, block, ends, fixed)]
    for inline in sorted([*fixed, *parts], key=_outermost_first):
        if found and inline.start < found[-1].end:
            found[-1] = _with_inner(found[-1], inline)
        elif inline.style not in _DELIMITERS or _is_emphasis(inline, block.text, fixed):
            found.append(Run(inline.start, inline.end, inline.style, inline.href))
    return found


def run_markdown(run: Run, text: str) -> str:
    """Write a run of a block with that text."""
    words = text[run.start : run.end]
    if run.style is InlineStyle.CODE:
        return f"`{words}`"
    if run.style is InlineStyle.LINK:
        return f"[{escape.inline(words)}](<{escape.url(run.href)}>)"
    pieces = []
    done = run.start
    for inner in run.inner:
        before = escape.inline(text[done : inner.start])
        is_link = inner.style is InlineStyle.LINK
        pieces += [escape.before_bracket(before) if is_link else before, run_markdown(inner, text)]
        done = inner.end
    pieces.append(escape.inline(text[done : run.end]))
    delimiter = _DELIMITERS[run.style]
    return f"{delimiter}{''.join(pieces)}{delimiter}"


def _outermost_first(inline: Inline) -> tuple[int, int, int]:
    return inline.start, -inline.end, _NESTING.index(inline.style)


def _parts(
    inline: Inline, block: Block, ends: Sequence[int], fixed: Sequence[Inline]
) -> Iterator[Inline]:
    """Emphasis, parted at each place where a mark belongs between two words."""
    start = inline.start
    for end in ends:
        is_between = start < end < inline.end and block.text[end] == " "
        if is_between and not any(f.start < end < f.end for f in fixed):
            yield replace(inline, start=start, end=end)
            start = end + 1
    yield replace(inline, start=start)


def _with_inner(run: Run, inline: Inline) -> Run:
    is_free = not run.inner or inline.start >= run.inner[-1].end
    if run.style not in _DELIMITERS or inline.style in _DELIMITERS or inline.end > run.end:
        return run
    inner = Run(inline.start, inline.end, inline.style, inline.href)
    return replace(run, inner=(*run.inner, inner)) if is_free else run


def _is_whole(inline: Inline, block: Block) -> bool:
    """True for a link or code that can be written, and stands apart from other words."""
    words = block.text[inline.start : inline.end]
    if not _stands_apart(inline, block.text):
        return False
    if inline.style is InlineStyle.LINK:
        return bool(escape.url(inline.href))
    if "`" in words or (block.kind is BlockKind.CELL and "|" in words):
        return False
    return escape.one_line(words) == words


def _is_emphasis(inline: Inline, text: str, fixed: Sequence[Inline]) -> bool:
    """True where all readers see the emphasis: CommonMark's flanks, with room to spare."""
    if not _stands_apart(inline, text):
        return False
    first, last = text[inline.start], text[inline.end - 1]
    if any(f.start == inline.start for f in fixed):
        first = "["
    if any(f.end == inline.end for f in fixed):
        last = ")"
    before, after = text[: inline.start][-1:], text[inline.end :][:1]
    opens = first.isalnum() or (first in _OPENING_SIGNS and (not before or before.isspace()))
    closes = last.isalnum() or (last in _CLOSING_SIGNS and (not after or after.isspace()))
    return opens and closes


def _stands_apart(inline: Inline, text: str) -> bool:
    words = text[inline.start : inline.end]
    before, after = text[: inline.start][-1:], text[inline.end :][:1]
    is_trimmed = words != "" and words == words.strip()
    return is_trimmed and not _is_wordlike(before) and not _is_wordlike(after)


def _is_wordlike(character: str) -> bool:
    return character != "" and not (character.isspace() or character in _NEIGHBOURS)
