"""Writes blocks from a stream of words and structure, folding white space as it goes.

What does not fit (an item without a list, a cell without a table) is read as a paragraph,
because the stream comes from the web.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from annotations.text.blocks import Block, Inline, InlineStyle
from annotations.text.clean import clean, fold_runs, reads_right_to_left
from annotations.vocabulary import BlockKind

#: More styled runs than this in one paragraph make Qt's layout quadratic.
MAX_INLINES = 2_000
#: A larger table becomes rows of text: Qt does not come back from 100,000 cells.
MAX_TABLE_CELLS = 5_000
#: More paragraphs and lines than this take the window minutes to lay out.
MAX_BLOCKS = 50_000
MAX_DEPTH = 12
BULLETS = ("•", "◦", "▪")


class TooManyBlocksError(ValueError):
    """The text has more blocks, or more sentences, than can be shown; says which."""

    def __init__(self, what: str = f"more than {MAX_BLOCKS:,} paragraphs and lines") -> None:
        super().__init__(what)


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    column: int = -1
    heading_row: bool = False


class BlockWriter:
    """Collects blocks; `finish` returns them.

    Any verb raises TooManyBlocksError where there are more than `MAX_BLOCKS`.
    """

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._pieces: list[str] = []
        self._length = 0
        self._ends_in_space = True
        self._inlines: list[Inline] = []
        self._open: list[tuple[str, str, int]] = []
        self._again: Counter[str] = Counter()
        self._kind = BlockKind.P
        self._lists: list[_List] = []
        self._marker = ""
        self._quotes = 0
        self._code = False
        self._at_code_start = False
        self._tables: list[_Table] = []
        self._table_count = 0
        self._table_start = 0
        self._in_cell = False
        self._rtl = False

    def text(self, data: str) -> None:
        """Add words to the block that is open; runs of white space become one space."""
        if self._code:
            self._code_text(data)
            return
        folded = fold_runs(data)
        if self._ends_in_space:
            folded = folded.lstrip(" ")
        if folded:
            self._add(clean(folded))

    def drop_trailing_space(self) -> None:
        """Forget white space, no-break spaces too, at the end of the open block."""
        text = "".join(self._pieces)
        kept = text.rstrip(" \u00a0")
        self._pieces, self._length = [kept], len(kept)
        self._ends_in_space = not kept

    def open_style(self, style: str, href: str = "") -> None:
        """Begin an emphasis, a link ...; inside one of the same style it changes nothing."""
        if any(name == style for name, _, _ in self._open):
            self._again[style] += 1
        else:
            self._open.append((style, href, self._length))

    def close_style(self, style: str) -> None:
        """End a run of that style; a no-op where none is open."""
        if self._again[style]:
            self._again[style] -= 1
            return
        for index, (name, href, start) in enumerate(self._open):
            if name == style:
                del self._open[index]
                self._add_inline(style, href, start)
                return

    def break_line(self) -> None:
        """`<br>`: a new block of the same kind; in a table cell a space."""
        if self._in_cell:
            self.text(" ")
        elif self._code:
            self._flush_code_line()
        else:
            self._flush()

    def rule(self) -> None:
        """A thematic break: a block of empty text; in a table cell a space."""
        if self._in_cell:
            self.text(" ")
            return
        self._flush()
        self._write(Block(BlockKind.RULE, "", quoted=self._quotes > 0))

    def open_block(self, kind: BlockKind) -> None:
        """Begin a paragraph or a heading."""
        if self._in_cell:
            self.text(" ")
            return
        self._flush()
        self._kind = kind

    def close_block(self) -> None:
        """End a paragraph or a heading."""
        if self._in_cell:
            self.text(" ")
            return
        self._flush()
        self._kind = BlockKind.P

    def mark_right_to_left(self) -> None:
        """What follows in this block reads from right to left."""
        self._rtl = True

    def open_list(self, *, ordered: bool, start: int = 1) -> None:
        """Begin a list inside whatever is open."""
        self.close_block()
        self._lists.append(_List(ordered, start))

    def close_list(self) -> None:
        """End the innermost list."""
        self.close_block()
        if self._lists:
            self._lists.pop()
        self._marker = ""

    def open_item(self) -> None:
        """Begin a list item: the next block carries its marker."""
        self.close_block()
        if not self._lists:
            self._lists.append(_List(ordered=False, number=1))
        last = self._lists[-1]
        if last.ordered:
            self._marker = f"{last.number}."
            last.number += 1
        else:
            self._marker = BULLETS[min(len(self._lists), len(BULLETS)) - 1]

    def close_item(self) -> None:
        """End a list item; one that held nothing leaves no marker behind."""
        self.close_block()
        self._marker = ""

    def open_quote(self) -> None:
        """Begin a block quote."""
        self.close_block()
        self._quotes += 1

    def close_quote(self) -> None:
        """End the innermost block quote."""
        self.close_block()
        self._quotes = max(0, self._quotes - 1)

    def open_code(self) -> None:
        """Begin preformatted text: a block for each line, white space kept."""
        if self._in_cell:
            return
        self._flush()
        self._code = True
        self._at_code_start = True

    def close_code(self) -> None:
        """End preformatted text."""
        if not self._code:
            return
        if self._length:
            self._flush_code_line()
        self._code = False
        self._ends_in_space = True

    def open_table(self) -> None:
        """Begin a table; one inside a cell is read as words of that cell."""
        if self._tables:
            self._tables.append(self._tables[-1])
            return
        self._flush()
        self._tables.append(_Table(self._table_count))
        self._table_count += 1
        self._table_start = len(self._blocks)

    def close_table(self) -> None:
        """End a table; a very large one becomes rows of text."""
        if not self._tables:
            return
        self._tables.pop()
        if self._tables:
            self.text(" ")
            return
        self.close_cell()
        cells = len(self._blocks) - self._table_start
        if cells > MAX_TABLE_CELLS:
            self._rows_as_text()

    def open_row(self) -> None:
        """Begin a row of the table."""
        if len(self._tables) == 1:
            self.close_cell()
            table = self._tables[0]
            table.row += 1
            table.column = -1
        else:
            self.text(" ")

    def open_cell(self, *, is_heading: bool) -> None:
        """Begin a cell; without a table it is a paragraph."""
        if not self._tables:
            self.open_block(BlockKind.P)
        elif len(self._tables) > 1:
            self.text(" ")
        else:
            self.close_cell()
            table = self._tables[0]
            table.row = max(table.row, 0)
            table.column += 1
            table.heading_row = is_heading
            self._in_cell = True

    def close_cell(self) -> None:
        """End a cell; an empty one keeps its place."""
        if not self._in_cell or len(self._tables) > 1:
            return
        self._in_cell = False
        self._flush(cell=self._tables[0] if self._tables else None)

    def finish(self) -> tuple[Block, ...]:
        """End all that is open and return the blocks."""
        self.close_code()
        del self._tables[1:]
        self.close_table()
        self._flush()
        return tuple(self._blocks)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
        self._ends_in_space = text.endswith(" ")

    def _add_inline(self, style: str, href: str, start: int) -> None:
        is_wanted = self._length > start and (style != "a" or href != "")
        if is_wanted and len(self._inlines) < MAX_INLINES:
            self._inlines.append(Inline(start, self._length, InlineStyle(style), href))

    def _write(self, block: Block) -> None:
        if len(self._blocks) >= MAX_BLOCKS:
            raise TooManyBlocksError
        self._blocks.append(block)

    def _flush(self, cell: _Table | None = None) -> None:
        still_open = [(style, href) for style, href, _ in self._open]
        for style, href, start in self._open:
            self._add_inline(style, href, start)
        text = "".join(self._pieces).rstrip(" ")
        if text.strip() or cell is not None:
            self._write(self._block(text, cell))
            self._marker = ""
        self._pieces, self._length, self._ends_in_space = [], 0, True
        self._inlines = []
        self._open = [(style, href, 0) for style, href in still_open]
        self._rtl = False

    def _block(self, text: str, cell: _Table | None) -> Block:
        kind, depth = self._kind, 0
        if cell is not None:
            kind = BlockKind.CELL
        elif kind is BlockKind.P and self._lists:
            kind, depth = BlockKind.LI, min(len(self._lists) - 1, MAX_DEPTH)
        elif kind is BlockKind.P and self._quotes:
            kind, depth = BlockKind.QUOTE, min(self._quotes - 1, MAX_DEPTH)
        block = Block(
            kind=kind,
            text=text,
            inlines=_trimmed(self._inlines, len(text)),
            marker=self._marker if kind is BlockKind.LI else "",
            depth=depth,
            quoted=self._quotes > 0,
            rtl=self._rtl or reads_right_to_left(text),
        )
        if cell is None:
            return block
        return replace(
            block,
            table=cell.number,
            row=cell.row,
            column=cell.column,
            is_table_heading=cell.heading_row,
        )

    def _code_text(self, data: str) -> None:
        if self._at_code_start:
            # HTML ignores one line feed right after <pre>.
            data = data.removeprefix("\n")
            self._at_code_start = False
        first, *rest = data.split("\n")
        self._add(clean(first))
        for line in rest:
            self._flush_code_line()
            self._add(clean(line))

    def _flush_code_line(self) -> None:
        text = "".join(self._pieces).rstrip()
        self._write(Block(BlockKind.CODE, text, quoted=self._quotes > 0))
        self._pieces, self._length = [], 0
        self._inlines = []
        self._open = [(style, href, 0) for style, href, _ in self._open]

    def _rows_as_text(self) -> None:
        cells = self._blocks[self._table_start :]
        del self._blocks[self._table_start :]
        rows: dict[int, list[str]] = {}
        for cell in cells:
            rows.setdefault(cell.row, []).append(cell.text)
        for texts in rows.values():
            line = " | ".join(texts)
            if line.strip(" |"):
                self._blocks.append(Block(BlockKind.P, line, rtl=reads_right_to_left(line)))


def _trimmed(inlines: list[Inline], length: int) -> tuple[Inline, ...]:
    kept = (
        replace(i, end=min(i.end, length)) if i.end > length else i
        for i in inlines
        if i.start < length
    )
    return tuple(sorted(kept, key=lambda i: (i.start, -i.end)))
