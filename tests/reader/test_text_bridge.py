import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from annotations import Block, BlockKind, Inline, InlineStyle, Span, canonical_text
from reader.text_builder import build_document
from reader.text_chunks import MAX_CHUNK, MAX_UNBROKEN, chunk_ends
from reader.text_formats import TextStyle
from reader.theme.theme import load_theme

_ALPHABET = "ab \u00a0é\u0301\u0308שלוםنسأل東京。\u200d\u200f\u202e\ufe0f😀👩🏽𠀀𪛖\ufffd\t"
_KINDS = [kind for kind in BlockKind if kind not in (BlockKind.CELL, BlockKind.RULE)]


def _build(blocks, keep_open=lambda _: False):
    return build_document(blocks, TextStyle(), load_theme("light"), keep_open=keep_open)


def _characters(bridge):
    """Characters of the document by Qt position, as UTF-16 counts them."""
    data = bridge.document.toRawText().encode("utf-16-le")

    def at(position, char):
        width = 4 if char > "\uffff" else 2
        return data[2 * position : 2 * position + width].decode("utf-16-le")

    return at


def _assert_round_trip(blocks):
    bridge = _build(blocks)
    text = canonical_text(blocks)
    at = _characters(bridge)
    before = -1
    for cp, char in enumerate(text):
        position = bridge.to_qt(cp)
        assert position > before
        assert bridge.to_cp(position) == cp
        if char != "\n":
            assert at(position, char) == char
        before = position
    assert bridge.to_cp(bridge.to_qt(len(text))) == len(text) == bridge.length
    for chunk in bridge.chunks:
        text_block = bridge.text_block(chunk)
        assert text_block.position() == chunk.qt_start
        assert text_block.blockNumber() == chunk.qt_number
        assert text_block.text() == text[chunk.start : chunk.end]
    return bridge


texts = st.text(alphabet=_ALPHABET, max_size=40)


@st.composite
def plain_blocks(draw):
    text = draw(texts)
    spans = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
    inlines = tuple(
        Inline(min(a, b), min(max(a, b), len(text)), style, "https://x.org" * (style == "a"))
        for (a, b), style in zip(sorted(spans), InlineStyle, strict=False)
        if min(a, b) < min(max(a, b), len(text))
    )
    return Block(
        kind=draw(st.sampled_from(_KINDS)),
        text=text,
        inlines=inlines,
        depth=draw(st.integers(0, 2)),
        rtl=draw(st.booleans()),
        folded=draw(st.booleans()),
    )


@st.composite
def tables(draw):
    number = draw(st.integers(0, 10**6))
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 9))
    cells = []
    for row in range(rows):
        for column in range(columns):
            # Cells may be missing, and a line break in a cell makes two blocks of it.
            for text in draw(st.lists(texts, max_size=2)):
                cell = Block(BlockKind.CELL, text, table=number, row=row, column=column)
                cells.append(cell)
    return cells


articles = st.lists(st.one_of(plain_blocks().map(lambda block: [block]), tables()), max_size=6)


@settings(max_examples=150, deadline=None)
@given(articles)
def test_every_code_point_maps_to_qt_and_back(parts):
    _assert_round_trip([block for part in parts for block in part])


@pytest.mark.parametrize(
    "text",
    [
        "a😀b👩🏽\u200d🚀c",
        "nai\u0308ve e\u0301\u0302",
        "שלום עולם, 44%",
        "𠀀𠀁𪛖 and 東京",
        "before\ufffdafter",
        "no\u00a0break",
    ],
)
def test_hard_characters_map_one_for_one(text):
    _assert_round_trip([Block(BlockKind.P, text), Block(BlockKind.H2, text[::-1])])


@pytest.mark.parametrize("char", ["\0", "\u2029", "\u2028", "\ufdd0", "\ufffc", "\ud800", "\r"])
def test_characters_that_qt_would_not_keep_cost_no_offset(char):
    bridge = _build([Block(BlockKind.P, f"a{char}b"), Block(BlockKind.P, "next")])
    assert bridge.document.findBlock(bridge.to_qt(4)).text() == "next"
    assert bridge.text_block(bridge.chunks[0]).text() == "a\ufffdb"


def test_position_inside_a_surrogate_pair_is_its_character():
    bridge = _build([Block(BlockKind.P, "a😀b")])
    start = bridge.to_qt(0)
    assert [bridge.to_cp(start + unit) for unit in range(5)] == [0, 1, 1, 2, 3]


def test_positions_outside_the_text_are_clamped():
    bridge = _build([Block(BlockKind.P, "word")])
    assert bridge.to_cp(10**6) == 4
    assert bridge.to_cp(0) == 0
    assert bridge.to_qt(10**6) == bridge.to_qt(4)


def test_an_empty_article_has_no_place():
    bridge = _build([])
    assert (bridge.to_qt(5), bridge.to_cp(5), bridge.length) == (0, 0, 0)


def test_a_long_block_is_split_at_a_space_and_still_maps():
    text = "word and 😀 more " * 3_000
    bridge = _assert_round_trip([Block(BlockKind.P, text), Block(BlockKind.P, "after")])
    assert len(bridge.chunks) == 4
    assert all(text[chunk.end - 1] == " " for chunk in bridge.chunks[:2])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("x é😀"), st.integers(1, 9_000)), max_size=6))
def test_chunks_cover_a_text_and_none_is_too_long_to_lay_out(runs):
    text = "".join(char * count for char, count in runs)
    ends = chunk_ends(text)
    assert ends == sorted(set(ends))
    assert ends[-1] == len(text)
    start = 0
    for end in ends:
        assert end - start <= MAX_CHUNK
        assert all(len(word) <= MAX_UNBROKEN for word in text[start:end].split(" "))
        start = end


def test_a_cut_never_parts_a_letter_from_its_accents():
    text = "e\u0301" * 5_000
    assert all(not unicodedata.combining(text[end]) for end in chunk_ends(text)[:-1])


@pytest.mark.parametrize("text", ["x" * 1_000_000, "é" * 300_000, "word " * 200_000])
def test_a_million_characters_without_a_break_are_laid_out(qtbot, text):
    bridge = _build([Block(BlockKind.P, text)])
    edit = QTextEdit()
    qtbot.addWidget(edit)
    bridge.document.setLayoutEnabled(True)
    edit.setDocument(bridge.document)
    assert bridge.document.size().height() > 1_000


def test_more_spans_than_qt_can_lay_out_are_left_out():
    spans = tuple(Inline(i, i + 1, InlineStyle.STRONG) for i in range(0, 10_000, 2))
    bridge = _assert_round_trip([Block(BlockKind.P, "xy" * 5_000, inlines=spans)])
    runs = sum(1 for chunk in bridge.chunks for _ in bridge.text_block(chunk).textFormats())
    assert 3_000 < runs <= 4_010


def test_links_and_overlapping_styles_reach_the_words():
    runs = (
        Inline(0, 9, InlineStyle.STRONG),
        Inline(4, 14, InlineStyle.EMPHASIS),
        Inline(6, 9, InlineStyle.LINK, "https://example.org/"),
    )
    bridge = _build([Block(BlockKind.P, "abcd efghi jklm", inlines=runs)])
    cursor = QTextCursor(bridge.document)

    def format_at(cp):
        cursor.setPosition(bridge.to_qt(cp) + 1)
        return cursor.charFormat()

    assert format_at(1).font().bold()
    assert not format_at(1).font().italic()
    assert format_at(7).fontUnderline()
    assert format_at(7).font().italic()
    assert format_at(7).font().bold()
    assert not format_at(12).font().bold()
    assert [bridge.link_at(cp) for cp in (5, 6, 8, 9)] == ["", *["https://example.org/"] * 2, ""]


# Folds

FURNITURE = [
    Block(BlockKind.H1, "Title"),
    Block(BlockKind.BOILERPLATE, "close", folded=True),
    Block(BlockKind.META, "3 min read", folded=True),
    Block(BlockKind.P, "Body."),
    Block(BlockKind.BOILERPLATE, "Related Posts", folded=True),
]


def test_neighbouring_furniture_makes_one_fold():
    bridge = _assert_round_trip(FURNITURE)
    assert [(fold.first, fold.last) for fold in bridge.folds] == [(1, 3), (4, 5)]
    shown = [bridge.text_block(chunk).isVisible() for chunk in bridge.chunks]
    assert shown == [True, False, False, True, False]


def test_opening_a_fold_shows_its_blocks_and_keeps_every_offset():
    bridge = _build(FURNITURE)
    before = [bridge.to_qt(cp) for cp in range(bridge.length)]
    assert bridge.set_open(bridge.folds[0], is_open=True)
    assert not bridge.set_open(bridge.folds[0], is_open=True)
    shown = [bridge.text_block(chunk).isVisible() for chunk in bridge.chunks]
    assert shown == [True, True, True, True, False]
    assert [bridge.to_qt(cp) for cp in range(bridge.length)] == before


def test_a_block_with_a_note_is_never_folded():
    read = Span(12, 22)
    bridge = _build(FURNITURE, keep_open=lambda span: span.overlaps(read))
    assert [(fold.first, fold.last) for fold in bridge.folds] == [(1, 2), (4, 5)]


def test_copied_words_leave_closed_folds_out():
    bridge = _build(FURNITURE)
    assert bridge.visible_text(0, bridge.length) == "Title\nBody."
    bridge.set_open(bridge.folds[0], is_open=True)
    assert bridge.visible_text(2, bridge.length) == "tle\nclose\n3 min read\nBody."


def test_copied_cells_of_a_row_are_parted_by_tabs():
    cells = [
        Block(BlockKind.CELL, f"{row}{column}", table=0, row=row, column=column)
        for row in range(2)
        for column in range(3)
    ]
    bridge = _build(cells)
    assert bridge.visible_text(0, bridge.length) == "00\t01\t02\n10\t11\t12"


def test_a_table_of_too_many_columns_becomes_rows_of_text():
    cells = [Block(BlockKind.CELL, str(c), table=0, row=0, column=c) for c in range(30)]
    bridge = _assert_round_trip(cells)
    assert bridge.document.rootFrame().childFrames() == []


def test_cells_out_of_order_become_rows_of_text():
    cells = [Block(BlockKind.CELL, str(r), table=0, row=r, column=0) for r in (1, 0)]
    bridge = _assert_round_trip(cells)
    assert bridge.document.rootFrame().childFrames() == []
