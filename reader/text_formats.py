"""How each kind of block is set: fonts, colours, margins, as Qt formats.

All sizes are pixels at text size 20 and scale with the size. Line pitch is
`LineDistanceHeight`: `FixedHeight` clips fallback scripts, `ProportionalHeight` multiplies the
font's own height. Space between blocks is the top margin of the lower one, decided from the
kinds of both.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QTextBlockFormat, QTextCharFormat

from annotations import Block, BlockKind, Inline, InlineStyle
from reader.theme.fonts import line_distance, sans, serif
from reader.theme.roles import Role
from reader.theme.theme import Theme

#: Text sizes that a reader can choose, with the line pitch of each.
PITCH_OF_SIZE = {16: 25, 18: 28, 20: 31, 22: 34, 24: 37}
LIST_INDENT = 28
QUOTE_INDENT = 20
MAX_QUOTES = 6
CODE_PADDING = 12
CELL_PADDING = 8
#: Styled runs of a block; Qt is quadratic in them, so more are shown plain.
MAX_INLINES = 2_000
#: Height of the line that stands for folded blocks, with the space around it.
FOLD_LINE = 20
FOLD_GAP = 12

#: Kind to (size, pitch, weight) in the serif; every other kind is text or below.
_HEADINGS = {1: (36, 44, 700), 2: (25, 32, 700), 3: (21, 29, 700)}
_LOW_HEADING = (20, 28, 700)
_NO_STYLES: frozenset[InlineStyle] = frozenset()
_SMALL = frozenset({BlockKind.META, BlockKind.BOILERPLATE})


@dataclass(frozen=True, slots=True)
class TextStyle:
    """What the layout of a text depends on besides the text."""

    size_px: int = 20

    @property
    def scale(self) -> float:
        """Factor on all sizes of text size 20."""
        return self.size_px / 20

    def px(self, at_20: float) -> int:
        """A length in whole pixels."""
        return round(at_20 * self.scale)


class Formats:
    """Block and character formats of one style and theme, each made once."""

    def __init__(self, style: TextStyle, theme: Theme) -> None:
        self.style = style
        self.theme = theme
        self._char: dict[tuple[object, ...], QTextCharFormat] = {}
        self._block: dict[tuple[object, ...], QTextBlockFormat] = {}
        self._gaps: dict[tuple[BlockKind, BlockKind, bool], int] = {}
        self._fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)

    def block_format(
        self, block: Block, above: Block | None, *, continued: bool = False
    ) -> QTextBlockFormat:
        """Format of a block that follows `above`; `continued` for a later part of one."""
        gap = 0 if continued or above is None else self._space_between(above, block)
        key = (block.kind, block.depth, block.quoted, block.rtl, block.is_table_heading, gap)
        if key not in self._block:
            self._block[key] = self._make_block_format(block, gap)
        return self._block[key]

    def char_format(self, block: Block, runs: tuple[Inline, ...] = ()) -> QTextCharFormat:
        """Format of a run that all of `runs` cover."""
        styles = frozenset(run.style for run in runs) if runs else _NO_STYLES
        key = (block.kind, block.is_table_heading, styles)
        if key not in self._char:
            self._char[key] = self._make_char_format(block, styles)
        return self._char[key]

    def spacer(self, height: float) -> QTextBlockFormat:
        """Format of an empty block of ours that is `height` pixels high."""
        made = QTextBlockFormat()
        made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return made

    def spacer_char(self) -> QTextCharFormat:
        """Character format of a spacer: too small to stretch it."""
        made = QTextCharFormat()
        made.setFont(sans(1))
        return made

    def _make_block_format(self, block: Block, gap: int) -> QTextBlockFormat:
        made = QTextBlockFormat()
        font, pitch = self.font(block)
        # Qt rounds the height of a line up: whole distances make whole pitches.
        height = math.floor(line_distance(font, pitch))
        made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        if block.kind is BlockKind.RULE:
            made = self.spacer(1)
        made.setTopMargin(gap)
        indent = self.indent(block)
        direction = Qt.LayoutDirection.RightToLeft if block.rtl else Qt.LayoutDirection.LeftToRight
        made.setLayoutDirection(direction)
        if block.kind is BlockKind.CODE:
            made.setLeftMargin(indent)
            made.setRightMargin(self.style.px(CODE_PADDING))
        elif block.rtl:
            made.setRightMargin(indent)
        else:
            made.setLeftMargin(indent)
        return made

    def indent(self, block: Block) -> int:
        """Pixels from the column's leading edge to the words of a block."""
        px = self.style.px
        quotes = block.depth + 1 if block.kind is BlockKind.QUOTE else int(block.quoted)
        steps = min(quotes, MAX_QUOTES) * px(QUOTE_INDENT)
        if block.kind is BlockKind.LI:
            steps += (min(block.depth, 8) + 1) * px(LIST_INDENT)
        elif block.kind is BlockKind.CODE:
            steps += px(CODE_PADDING)
        elif block.kind is BlockKind.TOC:
            steps += px(QUOTE_INDENT) * min(block.depth, 6)
        return steps

    def font(self, block: Block) -> tuple[QFont, int]:
        """Font of unstyled words of a block and the line pitch in pixels."""
        px = self.style.px
        if block.kind.heading_level:
            size, pitch, weight = _HEADINGS.get(block.kind.heading_level, _LOW_HEADING)
            return serif(px(size), weight), px(pitch)
        if block.kind is BlockKind.CELL:
            return sans(px(15), 600 if block.is_table_heading else 400), px(23)
        if block.kind is BlockKind.CODE:
            return self._fixed_font(px(16)), px(24)
        if block.kind is BlockKind.TOC:
            return sans(px(15)), px(24)
        if block.kind in _SMALL:
            return sans(px(14)), px(21)
        return serif(self.style.size_px), PITCH_OF_SIZE.get(self.style.size_px, px(31))

    def _fixed_font(self, px: int) -> QFont:
        font = QFont(self._fixed)
        font.setPixelSize(px)
        return font

    def _make_char_format(self, block: Block, styles: frozenset[InlineStyle]) -> QTextCharFormat:
        font, _ = self.font(block)
        if InlineStyle.CODE in styles:
            font = self._fixed_font(round(font.pixelSize() * 0.85))
        if InlineStyle.STRONG in styles:
            font.setWeight(QFont.Weight(700 if _is_serif(block) else 600))
        if InlineStyle.EMPHASIS in styles:
            font.setItalic(True)
        made = QTextCharFormat()
        made.setFont(font)
        if block.kind in _SMALL or block.kind is BlockKind.TOC:
            made.setForeground(self.theme.color(Role.TEXT2))
        if InlineStyle.SUPERSCRIPT in styles:
            made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        if InlineStyle.LINK in styles:
            # No anchor: an address of its own for each run costs Qt seconds, and the block
            # model knows it.
            made.setForeground(self.theme.color(Role.LINK))
            made.setFontUnderline(True)
        return made

    def _space_between(self, above: Block, below: Block) -> int:
        key = (above.kind, below.kind, above.row != below.row)
        if key not in self._gaps:
            self._gaps[key] = self.style.px(_gap(above, below))
        return self._gaps[key]


def _plain_kind(kind: BlockKind) -> BlockKind:
    same_as_text = (BlockKind.LI, BlockKind.QUOTE, BlockKind.RULE)
    return BlockKind.P if kind in same_as_text else kind


def _is_serif(block: Block) -> bool:
    return _plain_kind(block.kind) is BlockKind.P or bool(block.kind.heading_level)


def _gap(above: Block, below: Block) -> int:
    """Space between two blocks at text size 20."""
    if below.kind.heading_level:
        return 28 if not above.kind.heading_level else 12
    if above.kind.heading_level:
        gap = 12 if above.kind is BlockKind.H1 else 8
        gap += 6 if below.kind is BlockKind.QUOTE else 0
    elif above.kind is below.kind:
        is_new_row = below.kind is BlockKind.CELL and above.row != below.row
        gap = 2 * CELL_PADDING if is_new_row else _GAP_BETWEEN_SAME.get(below.kind, 16)
    elif BlockKind.RULE in (above.kind, below.kind):
        gap = 24
    else:
        gap = 16
    if below.kind is BlockKind.CODE and above.kind is not BlockKind.CODE:
        gap += CODE_PADDING
    if above.kind is BlockKind.CODE and below.kind is not BlockKind.CODE:
        gap += CODE_PADDING
    return gap


_GAP_BETWEEN_SAME = {
    BlockKind.LI: 6,
    BlockKind.CODE: 0,
    BlockKind.CELL: 0,
    BlockKind.TOC: 2,
    BlockKind.META: 4,
    BlockKind.BOILERPLATE: 4,
    BlockKind.QUOTE: 10,
}
