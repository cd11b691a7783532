import json

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.text.blocks import (
    Block,
    Inline,
    InlineStyle,
    block_starts,
    blocks_from_json,
    blocks_to_json,
    canonical_text,
)
from annotations.vocabulary import BlockKind

LINE = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=40)


@st.composite
def blocks(draw):
    text = draw(LINE)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    inlines = tuple(
        Inline(min(place), max(place), draw(st.sampled_from(InlineStyle)), draw(LINE))
        for place in draw(st.lists(places, max_size=3))
    )
    return Block(
        kind=draw(st.sampled_from(BlockKind)),
        text=text,
        inlines=inlines,
        marker=draw(st.sampled_from(["", "•", "3.", "b)"])),
        depth=draw(st.integers(0, 12)),
        quoted=draw(st.booleans()),
        table=draw(st.integers(-1, 3)),
        row=draw(st.integers(-1, 3)),
        column=draw(st.integers(-1, 3)),
        is_table_heading=draw(st.booleans()),
        rtl=draw(st.booleans()),
        folded=draw(st.booleans()),
    )


MANY = st.lists(blocks(), max_size=6).map(tuple)


@settings(max_examples=40)
@given(MANY)
def test_blocks_come_back_from_json_as_they_were(given_blocks):
    written = json.dumps(blocks_to_json(given_blocks))
    assert blocks_from_json(json.loads(written)) == given_blocks


@settings(max_examples=40)
@given(MANY)
def test_starts_are_places_of_the_canonical_text(given_blocks):
    text = canonical_text(given_blocks)
    starts = block_starts(given_blocks)
    assert len(starts) == len(given_blocks)
    for block, start in zip(given_blocks, starts, strict=True):
        assert text[start : start + len(block.text)] == block.text


def test_what_is_ordinary_takes_no_room():
    assert blocks_to_json([Block(BlockKind.P, "Words.")]) == [["p", "Words."]]
    link = Inline(0, 5, InlineStyle.LINK, "https://example.org/")
    assert blocks_to_json([Block(BlockKind.LI, "Words", (link,), marker="•")]) == [
        ["li", "Words", {"marker": "•", "inlines": [[0, 5, "a", "https://example.org/"]]}]
    ]
