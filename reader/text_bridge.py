"""The one place that turns code points of a canonical text into Qt positions and back.

One QTextBlock stands for each block (`text_builder` makes them); a block that is too long for
Qt's layout becomes several, a run of cells a QTextTable. Empty text blocks of our own (the
space above and below, the line of a fold) belong to no code point.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextDocument

from annotations import Block, BlockKind, InlineStyle, Span, block_starts
from reader.text_chunks import Chunk, Fold


class TextBridge:
    """A document and the map between its positions and the canonical text."""

    def __init__(
        self,
        document: QTextDocument,
        blocks: tuple[Block, ...],
        chunks: tuple[Chunk, ...],
        folds: tuple[Fold, ...],
    ) -> None:
        self.document = document
        self.blocks = blocks
        self.chunks = chunks
        self.folds = folds
        self._starts = [chunk.start for chunk in chunks]
        self._qt_starts = [chunk.qt_start for chunk in chunks]
        self._of_number = {chunk.qt_number: chunk for chunk in chunks}
        self._open: set[Fold] = set()
        self._hidden = {index for fold in folds for index in range(fold.first, fold.last)}
        self._fold_lines = {fold.qt_start: fold for fold in folds}
        self._block_starts = block_starts(blocks)

    @property
    def length(self) -> int:
        """Code points of the canonical text."""
        return self.chunks[-1].end if self.chunks else 0

    def to_qt(self, cp: int) -> int:
        """Qt position of a code point; positions outside the text are clamped."""
        if not self.chunks:
            return 0
        chunk = self.chunk_at(cp)
        return chunk.qt_start + chunk.to_units(cp)

    def to_cp(self, position: int) -> int:
        """Code point at a Qt position; between two blocks the end of the upper one."""
        index = bisect_right(self._qt_starts, position) - 1
        if index < 0:
            return 0
        chunk = self.chunks[index]
        return chunk.to_cp(position - chunk.qt_start)

    def chunk_at(self, cp: int) -> Chunk:
        """The chunk that shows a code point, or the line feed after it; clamped."""
        return self.chunks[max(0, bisect_right(self._starts, cp) - 1)]

    def chunk_of(self, text_block: QTextBlock) -> Chunk | None:
        """The chunk that a text block shows; None for one of our own."""
        return self._of_number.get(text_block.blockNumber())

    def block_start(self, index: int) -> int:
        """Code point at which a block of the article begins."""
        return self._block_starts[index]

    def chunks_of_blocks(self, first: int, last: int) -> Iterator[Chunk]:
        """Yield the chunks of the article's blocks `[first, last)`."""
        index = bisect_left(self.chunks, first, key=lambda chunk: chunk.block)
        while index < len(self.chunks) and self.chunks[index].block < last:
            yield self.chunks[index]
            index += 1

    def text_block(self, chunk: Chunk) -> QTextBlock:
        """The text block of a chunk."""
        return self.document.findBlock(chunk.qt_start)

    def chunks_in(self, span: Span) -> Iterator[Chunk]:
        """Yield the chunks that hold code points of a span."""
        index = max(0, bisect_right(self._starts, span.start) - 1)
        while index < len(self.chunks) and self.chunks[index].start < span.end:
            if self.chunks[index].end > span.start:
                yield self.chunks[index]
            index += 1

    def is_open(self, fold: Fold) -> bool:
        """True where the blocks of a fold are shown."""
        return fold in self._open

    def set_open(self, fold: Fold, *, is_open: bool) -> bool:
        """Show or hide the blocks of a fold; False where that is how it is."""
        if is_open == self.is_open(fold):
            return False
        (self._open.add if is_open else self._open.discard)(fold)
        inside = range(fold.first, fold.last)
        (self._hidden.difference_update if is_open else self._hidden.update)(inside)
        for chunk in self.chunks_of_blocks(fold.first, fold.last):
            text_block = self.text_block(chunk)
            text_block.setVisible(is_open)
            self.document.markContentsDirty(text_block.position(), text_block.length())
        return True

    def fold_at(self, text_block: QTextBlock) -> Fold | None:
        """The fold whose line a text block is; None for any other."""
        return self._fold_lines.get(text_block.position()) if self.folds else None

    def link_at(self, cp: int) -> str:
        """Address of the link over a code point; empty where there is none."""
        if not self.chunks:
            return ""
        index = self.chunk_at(cp).block
        offset = cp - self._block_starts[index]
        for run in self.blocks[index].inlines:
            if run.style is InlineStyle.LINK and run.start <= offset < run.end:
                return run.href
        return ""

    def after_fold(self, text_block: QTextBlock) -> QTextBlock:
        """The text block after those that a closed fold hides together with this one."""
        chunk = self.chunk_of(text_block)
        fold = self.fold_of(chunk.block) if chunk else None
        if fold is None:
            return text_block.next()
        last = bisect_left(self.chunks, fold.last, key=lambda each: each.block) - 1
        return self.document.findBlockByNumber(self.chunks[last].qt_number + 1)

    def folds_over(self, span: Span) -> tuple[Fold, ...]:
        """Folds that hold any of a span."""
        return tuple(fold for fold in self.folds if fold.span.overlaps(span))

    def fold_of(self, block_index: int) -> Fold | None:
        """The fold that holds a block of the article, open or closed."""
        at = bisect_right(self.folds, block_index, key=lambda fold: fold.first) - 1
        return self.folds[at] if at >= 0 and block_index < self.folds[at].last else None

    def is_hidden(self, block_index: int) -> bool:
        """True where a block of the article lies in a closed fold."""
        return block_index in self._hidden

    def visible_text(self, start: int, end: int) -> str:
        """Words of the canonical text in `[start, end)` as they are copied.

        A line feed stands between blocks, a tab between cells of a row; closed folds are
        left out.
        """
        parts: list[str] = []
        before: Block | None = None
        starts = self._block_starts
        index = max(0, bisect_right(starts, start) - 1)
        while index < len(self.blocks) and starts[index] < max(end, start + 1):
            block, offset = self.blocks[index], starts[index]
            if not self.is_hidden(index):
                if before is not None:
                    parts.append(_separator(before, block))
                parts.append(block.text[max(0, start - offset) : max(0, end - offset)])
                before = block
            index += 1
        return "".join(parts)


def _separator(before: Block, block: Block) -> str:
    is_same_row = (
        block.kind is BlockKind.CELL
        and before.kind is BlockKind.CELL
        and (before.table, before.row) == (block.table, block.row)
        and before.column != block.column
    )
    return "\t" if is_same_row else "\n"
