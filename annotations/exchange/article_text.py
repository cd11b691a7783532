"""The article's own text as Markdown, with a footnote mark after each place that is spoken of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from itertools import groupby

from annotations.exchange import escape
from annotations.exchange.runs import run_markdown, runs
from annotations.model import Span
from annotations.text.blocks import Block, InlineStyle, block_starts
from annotations.vocabulary import BlockKind

#: Parts two lists, or a list and code, that a reader would take for one.
SEPARATOR = "<!-- -->"

#: Labels of the footnotes that stand at a code point of the canonical text.
Marks = Mapping[int, Sequence[str]]

_INDENT = "    "


def article_markdown(
    blocks: Sequence[Block], marks: Marks, noted: frozenset[int], title: str
) -> list[str]:
    """Write the blocks of an article, one Markdown block an entry.

    Args:
        blocks: All blocks of the revision.
        marks: By end of each place in code points of the canonical text, ascending.
        noted: Indexes of blocks that carry a note: folded ones among them are written.
        title: Stands above already; a first heading that repeats it is left out.

    Returns:
        Markdown blocks, to be joined with blank lines.
    """
    starts = block_starts(blocks)
    shown = [
        (index, block)
        for index, block in enumerate(blocks)
        if not (block.folded and index not in noted)
    ]
    if shown and _repeats(shown[0][1], title) and shown[0][0] not in noted:
        shown = shown[1:]
    shift = int(any(block.kind is BlockKind.H1 for _, block in shown))
    writer = _Writer(starts, _Marks(marks), shift)
    for key, group in groupby(shown, key=lambda item: _group_key(item[1])):
        writer.write(key[0], list(group))
    return writer.parts


def block_indexes(starts: Sequence[int], start: int, end: int) -> range:
    """Indexes of the blocks that `[start, end)` touches."""
    first = max(bisect_left(starts, start + 1) - 1, 0)
    return range(first, max(bisect_left(starts, end), first + 1))


def _repeats(block: Block, title: str) -> bool:
    return block.kind.heading_level > 0 and block.text.strip() == title.strip()


def _group_key(block: Block) -> tuple[str, bool, int]:
    kind = "one"
    if block.kind in (BlockKind.LI, BlockKind.TOC):
        kind = "list"
    elif block.kind is BlockKind.CODE:
        kind = "code"
    elif block.kind is BlockKind.CELL:
        kind = "table"
    return kind, block.quoted, block.table


class _Marks:
    """Footnote marks in the order of the text, given out once each."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks
        self._ends = sorted(marks)

    def between(self, after: int, to: int) -> str:
        """The marks of places that end in `(after, to]`."""
        low, high = bisect_left(self._ends, after + 1), bisect_left(self._ends, to + 1)
        return "".join(f"[^{label}]" for end in self._ends[low:high] for label in self._marks[end])

    def ends_within(self, after: int, before: int) -> list[int]:
        """Ends of places in `(after, before)`, ascending."""
        return self._ends[bisect_left(self._ends, after + 1) : bisect_left(self._ends, before)]


class _Writer:
    """Writes groups of blocks that make one Markdown block together.

    Headings are written `shift` levels below their own: the first level is the title's.
    """

    def __init__(self, starts: Sequence[int], marks: _Marks, shift: int) -> None:
        self.parts: list[str] = []
        self._starts = starts
        self._marks = marks
        self._shift = shift
        self._last = ""

    def write(self, kind: str, group: list[tuple[int, Block]]) -> None:
        quoted = group[0][1].quoted
        parts: list[str] = []
        if kind == "list":
            parts.append(self._list(group))
        elif kind == "code":
            parts += self._code(group)
        elif kind == "table":
            parts.append(self._table(group))
        else:
            parts += [part for index, block in group if (part := self._single(index, block))]
        if not parts:
            return
        if kind in ("list", "code") and self._last == "list":
            self.parts.append(SEPARATOR)
        self._last = kind
        if quoted:
            parts = [_quote("\n\n".join(parts))]
            if self.parts and self.parts[-1].startswith(">"):
                parts = [f"{self.parts.pop()}\n>\n{parts[0]}"]
        self.parts += parts

    def _single(self, index: int, block: Block) -> str:
        if block.kind is BlockKind.RULE:
            return "* * *"
        text = self._text(index, block, at_line_start=not block.kind.heading_level)
        if not text:
            return ""
        level = block.kind.heading_level
        return f"{'#' * min(level + self._shift, 6)} {text}" if level else text

    def _list(self, group: list[tuple[int, Block]]) -> str:
        lines: list[str] = []
        depth = -1
        ordered: dict[int, bool] = {}
        for index, block in group:
            text = self._text(index, block, at_line_start=True)
            if not block.marker and depth >= 0:
                lines += ["", _INDENT * (depth + 1) + text, ""]
                continue
            depth = min(block.depth, depth + 1)
            is_ordered = block.marker[:1].isdigit()
            if ordered.get(depth, is_ordered) != is_ordered:
                lines += ["", _INDENT * depth + SEPARATOR, ""]
            elif depth not in ordered and lines:
                # A list that does not begin with 1 cannot interrupt its item's words.
                lines.append("")
            ordered = {level: kind for level, kind in ordered.items() if level < depth}
            ordered[depth] = is_ordered
            marker = f"{block.marker[:-1]}. " if is_ordered else "- "
            lines.append(f"{_INDENT * depth}{marker}{text}")
        return _single_blank_lines(lines)

    def _code(self, group: list[tuple[int, Block]]) -> list[str]:
        lines = [_INDENT + _code_line(block.text) for _, block in group]
        first, last = group[0][0], group[-1]
        end = self._starts[last[0]] + len(last[1].text)
        marks = self._marks.between(self._starts[first], end)
        while lines and not lines[0].strip():
            del lines[0]
        code = ["\n".join(lines).rstrip()] if lines else []
        return [*code, marks] if marks else code

    def _table(self, group: list[tuple[int, Block]]) -> str:
        width = max(block.column for _, block in group) + 1
        rows: dict[int, list[str]] = {}
        for index, block in group:
            row = rows.setdefault(block.row, [" "] * width)
            row[block.column] = self._text(index, block, at_line_start=False) or " "
        ordered = [rows[number] for number in sorted(rows)]
        has_head = any(b.is_table_heading and b.row == group[0][1].row for _, b in group)
        if not has_head:
            ordered.insert(0, [" "] * width)
        lines = [f"| {' | '.join(row)} |" for row in ordered]
        lines.insert(1, f"| {' | '.join(['---'] * width)} |")
        return "\n".join(lines)

    def _text(self, index: int, block: Block, *, at_line_start: bool) -> str:
        """A block's words with its runs and marks; no line ends."""
        start = self._starts[index]
        pieces: list[str] = []
        done = 0
        opens = _Opening.LINE_START if at_line_start else _Opening.MID_LINE
        ends = self._marks.ends_within(start, start + len(block.text))
        for run in runs(block, [end - start for end in ends]):
            if run.start > done:
                pieces += self._plain(block.text, start, Span(done, run.start), opens)
                opens = _Opening.MID_LINE
            if pieces and run.style is InlineStyle.LINK:
                pieces[-1] = escape.before_bracket(pieces[-1])
            words = run_markdown(run, block.text)
            pieces += [words, self._marks.between(start + run.start, start + run.end)]
            done = run.end
            opens = _Opening.AFTER_MARK if pieces[-1] else _Opening.MID_LINE
        pieces += self._plain(block.text, start, Span(done, len(block.text)), opens)
        return "".join(pieces).strip(" ")

    def _plain(self, text: str, start: int, span: Span, opens: _Opening) -> list[str]:
        """Escaped words of a span of a block, cut at each mark."""
        pieces: list[str] = []
        inner = self._marks.ends_within(start + span.start, start + span.end)
        done = span.start
        for end in (*(end - start for end in inner), span.end):
            words = escape.inline(text[done:end], at_line_start=opens is _Opening.LINE_START)
            if opens is _Opening.AFTER_MARK and words[:1] in ("(", ":"):
                words = f"&#{ord(words[0])};{words[1:]}"
            marks = self._marks.between(start + done, start + end)
            pieces += [escape.before_bracket(words), marks] if marks else [words]
            done = end
            opens = _Opening.AFTER_MARK if marks else _Opening.MID_LINE
        return pieces


class _Opening(Enum):
    """What stands before a piece of text: it decides what must be escaped in it."""

    LINE_START = auto()
    MID_LINE = auto()
    AFTER_MARK = auto()


def _code_line(text: str) -> str:
    return "".join(escape.one_line(c) or " " if c != "\t" else _INDENT for c in text).rstrip()


def _quote(text: str) -> str:
    return "\n".join(f"> {row}".rstrip() for row in text.split("\n"))


def _single_blank_lines(lines: list[str]) -> str:
    kept: list[str] = []
    for row in lines:
        if row or (kept and kept[-1]):
            kept.append(row)
    return "\n".join(kept).strip("\n")
