"""Build the document of an article from its blocks, with a map of where each one stands.

With a cursor on a detached document whose layout is off: `setHtml` and `setMarkdown` are
never used, so nothing of an article can reach Qt's own parsers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTableFormat,
)

from annotations import Block, BlockKind, Inline, Span, block_starts
from reader.text_bridge import TextBridge
from reader.text_chunks import Chunk, Fold, astral_offsets, chunk_ends
from reader.text_formats import CELL_PADDING, FOLD_GAP, FOLD_LINE, MAX_INLINES, Formats, TextStyle
from reader.theme.theme import Theme

#: A table with more columns is shown cell below cell.
MAX_COLUMNS = 8
#: What Qt would not keep as one character: cleaned long before, and never trusted to be.
_UNSAFE = re.compile("[\0\n\r\u2028\u2029\ufdd0-\ufdef\ufff9-\ufffc\ud800-\udfff]")


def build_document(
    blocks: Sequence[Block],
    style: TextStyle,
    theme: Theme,
    *,
    keep_open: Callable[[Span], bool] = lambda _: False,
    parent: QObject | None = None,
) -> TextBridge:
    """Build the document of an article, its layout still off.

    Whoever shows it sets margins first: every change of a document whose layout is on lays
    out all that stands above.

    Args:
        blocks: The article; the texts are clean (no control characters, no surrogates).
        style: Text size.
        theme: Colours of links and of quiet kinds; plain words take the palette's colour.
        keep_open: True for a span that must not be folded: it holds the place of a note.
        parent: Owner of the document.
    """
    return _Builder(tuple(blocks), Formats(style, theme), keep_open, parent).build()


class _Builder:
    def __init__(
        self,
        blocks: tuple[Block, ...],
        formats: Formats,
        keep_open: Callable[[Span], bool],
        parent: QObject | None,
    ) -> None:
        self._blocks = blocks
        self._starts = block_starts(blocks)
        self._formats = formats
        self._keep_open = keep_open
        self._document = QTextDocument(parent)
        self._chunks: list[tuple[int, int, int, int, tuple[int, ...]]] = []
        self._folds: list[Fold] = []
        self._above: Block | None = None
        #: True while the cursor stands in an empty text block that the next one may take.
        self._is_fresh = False

    def build(self) -> TextBridge:
        document = self._document
        document.setUndoRedoEnabled(False)
        document.setLayoutEnabled(False)
        document.setDocumentMargin(0)
        self._cursor = QTextCursor(document)
        # Outside of an edit block a cursor lays its paragraph out after every step.
        self._cursor.beginEditBlock()
        self._cursor.setBlockFormat(self._formats.spacer(0))
        self._cursor.setBlockCharFormat(self._formats.spacer_char())
        index = 0
        while index < len(self._blocks):
            index = self._add_next(index)
        self._new_text_block(self._formats.spacer(0), self._formats.spacer_char())
        self._cursor.endEditBlock()
        hidden = {i for fold in self._folds for i in range(fold.first, fold.last)}
        chunks = []
        for block, start, end, position, astral in self._chunks:
            text_block = document.findBlock(position)
            chunks.append(Chunk(block, start, end, position, text_block.blockNumber(), astral))
            if block in hidden:
                text_block.setVisible(False)
        return TextBridge(document, self._blocks, tuple(chunks), tuple(self._folds))

    def _add_next(self, index: int) -> int:
        """Add the block at `index`, or the table or fold that begins there; the next index."""
        block = self._blocks[index]
        if block.kind is BlockKind.CELL:
            last = self._end_of_cells(index)
            if _is_table(self._blocks[index:last]):
                self._add_table(index, last)
            else:
                for cell in range(index, last):
                    self._add_plain(cell)
            return last
        if self._is_folded(index):
            last = index + 1
            while last < len(self._blocks) and self._is_folded(last):
                last += 1
            self._add_fold(index, last)
            return last
        self._add_plain(index)
        return index + 1

    def _add_plain(self, index: int) -> None:
        self._add_block(index, self._above)
        self._above = self._blocks[index]

    def _is_folded(self, index: int) -> bool:
        block = self._blocks[index]
        if not block.folded or block.kind is BlockKind.CELL:
            return False
        start = self._starts[index]
        return not self._keep_open(Span(start, start + len(block.text)))

    def _new_text_block(self, block_format: QTextBlockFormat, char: QTextCharFormat) -> None:
        if self._is_fresh:
            self._cursor.setBlockFormat(block_format)
            self._cursor.setBlockCharFormat(char)
            self._is_fresh = False
        else:
            self._cursor.insertBlock(block_format, char)

    def _add_block(self, index: int, above: Block | None) -> None:
        block = self._blocks[index]
        char = self._formats.char_format(block)
        start = 0
        for end in chunk_ends(block.text):
            block_format = self._formats.block_format(block, above, continued=start > 0)
            self._new_text_block(block_format, char)
            self._insert(index, start, end)
            start = end

    def _insert(self, index: int, start: int, end: int) -> None:
        """Put code points `[start, end)` of a block's text at the cursor and note the place."""
        block = self._blocks[index]
        text = _UNSAFE.sub("\ufffd", block.text[start:end])
        position = self._cursor.position()
        inlines = block.inlines[:MAX_INLINES]
        for left, right, covering in _runs(inlines, start, end):
            char = self._formats.char_format(block, covering)
            self._cursor.insertText(text[left - start : right - start], char)
        base = self._starts[index]
        self._chunks.append((index, base + start, base + end, position, astral_offsets(text)))

    def _add_fold(self, first: int, last: int) -> None:
        px = self._formats.style.px
        line = self._formats.spacer(px(FOLD_LINE))
        line.setTopMargin(px(FOLD_GAP) if self._above else 0)
        line.setBottomMargin(px(FOLD_GAP))
        self._new_text_block(line, self._formats.spacer_char())
        span = Span(self._starts[first], self._starts[last - 1] + len(self._blocks[last - 1].text))
        self._folds.append(Fold(first, last, span, self._cursor.position()))
        above: Block | None = None
        for index in range(first, last):
            self._add_block(index, above)
            above = self._blocks[index]
        self._above = self._blocks[last - 1]

    def _end_of_cells(self, first: int) -> int:
        """End of the run of cells of one table that begins at `first`."""
        table = self._blocks[first].table
        last = first + 1
        while last < len(self._blocks) and self._blocks[last].kind is BlockKind.CELL:
            if self._blocks[last].table != table:
                break
            last += 1
        return last

    def _add_table(self, first: int, last: int) -> None:
        cells = self._blocks[first:last]
        rows = sorted({cell.row for cell in cells})
        row_of = {row: number for number, row in enumerate(rows)}
        columns = max(cell.column for cell in cells) + 1
        if self._is_fresh:
            self._cursor.setBlockFormat(self._formats.spacer(0))
            self._cursor.setBlockCharFormat(self._formats.spacer_char())
        table = self._cursor.insertTable(len(rows), columns, self._table_format())
        place: tuple[int, int] | None = None
        for index in range(first, last):
            cell = self._blocks[index]
            here = (row_of[cell.row], cell.column)
            if here != place:
                self._cursor = table.cellAt(*here).firstCursorPosition()
                self._is_fresh = True
                place = here
            self._add_block(index, None)
        self._cursor = table.lastCursorPosition()
        self._cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
        self._is_fresh = True
        self._above = self._blocks[last - 1]

    def _table_format(self) -> QTextTableFormat:
        made = QTextTableFormat()
        made.setBorder(0)
        made.setCellSpacing(0)
        made.setCellPadding(self._formats.style.px(CELL_PADDING))
        made.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        made.setTopMargin(self._formats.style.px(10 if self._above else 0))
        made.setBottomMargin(self._formats.style.px(14))
        return made


def _is_table(cells: Sequence[Block]) -> bool:
    """True where cells can be laid out as a QTextTable: in reading order, few columns."""
    places = [(cell.row, cell.column) for cell in cells]
    return places == sorted(places) and all(
        row >= 0 and 0 <= column < MAX_COLUMNS for row, column in places
    )


def _runs(
    inlines: tuple[Inline, ...], start: int, end: int
) -> Iterator[tuple[int, int, tuple[Inline, ...]]]:
    """Cut `[start, end)` where a style begins or ends; with the styles of each piece."""
    if not inlines:
        yield start, end, ()
        return
    inside = [run for run in inlines if run.start < end and run.end > start]
    edges = {start, end}
    for run in inside:
        edges |= {max(run.start, start), min(run.end, end)}
    ordered = sorted(edges)
    pending = sorted(inside, key=lambda run: run.start)
    current: list[Inline] = []
    at = 0
    for left, right in pairwise(ordered):
        while at < len(pending) and pending[at].start <= left:
            current.append(pending[at])
            at += 1
        current = [run for run in current if run.end > left]
        yield left, right, tuple(current)
