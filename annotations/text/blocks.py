r"""The block model: an article as a sequence of blocks, and its canonical text.

Canonical text is `"\n".join(block.text for block in blocks)`. Every offset in Caveat is a
code point of that text, in half-open spans. A block's text never holds a line feed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from annotations.vocabulary import BlockKind


class InlineStyle(StrEnum):
    """What an inline span does to its words."""

    EMPHASIS = "em"
    STRONG = "strong"
    CODE = "code"
    SUPERSCRIPT = "sup"
    LINK = "a"


@dataclass(frozen=True, slots=True)
class Inline:
    """A styled run inside a block, `[start, end)` in code points of the block's text.

    Spans of one block are ordered by start and may overlap (a strong link is two spans).
    """

    start: int
    end: int
    style: InlineStyle
    #: Absolute http, https or mailto address of a link; empty otherwise.
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, table cell, code line ... of an article.

    Offsets of the block itself are not stored: `block_starts` derives them.
    """

    kind: BlockKind
    text: str
    inlines: tuple[Inline, ...] = ()
    #: What stands before a list item, without spaces: a bullet, "3.", "b)". Not text.
    marker: str = ""
    #: Nesting of a list item or a quote, from 0.
    depth: int = 0
    #: True for a block inside a block quote (its kind may be a list item or a heading).
    quoted: bool = False
    #: Table number, row and column from 0 for a cell; -1 elsewhere. Row 0 is the heading
    #: row where `is_table_heading`.
    table: int = -1
    row: int = -1
    column: int = -1
    is_table_heading: bool = False
    #: True where the text reads from right to left.
    rtl: bool = False
    #: Shown as one line until opened: boilerplate, metadata.
    folded: bool = False


def canonical_text(blocks: Iterable[Block]) -> str:
    """Join block texts with line feeds: the text that offsets refer to."""
    return "\n".join(block.text for block in blocks)


def block_starts(blocks: Iterable[Block]) -> tuple[int, ...]:
    """Code-point start of every block in the canonical text, ascending."""
    starts = []
    position = 0
    for block in blocks:
        starts.append(position)
        position += len(block.text) + 1
    return tuple(starts)


def blocks_to_json(blocks: Iterable[Block]) -> list[list[Any]]:
    """Flatten blocks to JSON values: kind, text, then a mapping of what is not default."""
    rows: list[list[Any]] = []
    for block in blocks:
        row: list[Any] = [block.kind.value, block.text]
        extras = _extras(block)
        if extras:
            row.append(extras)
        rows.append(row)
    return rows


def blocks_from_json(rows: Iterable[list[Any]]) -> tuple[Block, ...]:
    """Rebuild blocks from `blocks_to_json`.

    Raises:
        ValueError, TypeError, KeyError: the rows are not what `blocks_to_json` writes.
    """
    return tuple(
        Block(kind=_KINDS[row[0]], text=row[1])
        if len(row) == 2
        else Block(kind=_KINDS[row[0]], text=row[1], **_fields(row[2]))
        for row in rows
    )


_KINDS = {kind.value: kind for kind in BlockKind}
_STYLES = {style.value: style for style in InlineStyle}
_PLAIN_FIELDS = (
    ("marker", ""),
    ("depth", 0),
    ("quoted", False),
    ("table", -1),
    ("row", -1),
    ("column", -1),
    ("is_table_heading", False),
    ("rtl", False),
    ("folded", False),
)


def _extras(block: Block) -> dict[str, Any]:
    extras: dict[str, Any] = {
        name: getattr(block, name)
        for name, default in _PLAIN_FIELDS
        if getattr(block, name) != default
    }
    if block.inlines:
        extras["inlines"] = [
            [i.start, i.end, i.style.value, i.href] if i.href else [i.start, i.end, i.style.value]
            for i in block.inlines
        ]
    return extras


def _fields(extras: Mapping[str, Any]) -> dict[str, Any]:
    fields = dict(extras)
    if "inlines" in fields:
        fields["inlines"] = tuple(
            Inline(item[0], item[1], _STYLES[item[2]], item[3] if len(item) > 3 else "")
            for item in fields["inlines"]
        )
    return fields
