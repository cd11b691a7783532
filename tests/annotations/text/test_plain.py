"""The shapes of scraped articles, in texts of our own."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.blocks import canonical_text
from annotations.text.plain import plain_blocks
from annotations.vocabulary import BlockKind

PROSE = (
    "Ginger has been used for a long time by a great many people in a great many places, and it "
    "is said to help with a great many complaints. It is a root."
)


def shape(text: str) -> list[tuple[str, bool, str]]:
    return [(b.kind.value, b.folded, b.text[:24]) for b in plain_blocks(text)]


def test_a_table_of_contents_repeats_the_headings():
    text = "\n".join(
        [PROSE, "- What is ginger? A short overview", "- Is ginger safe? Exploring the law",
         "What is ginger? A short overview", PROSE, "Is ginger safe? Exploring the law", PROSE]
    )  # fmt: skip
    assert [b.kind.value for b in plain_blocks(text)] == ["p", "toc", "toc", "h2", "p", "h2", "p"]


def test_page_furniture_doubled_titles_and_metadata_are_folded():
    text = (
        "close\nclose\nginger for nausea\n\nginger for nausea\n\n3 min read 15-03-2025\n"
        f"ginger for nausea\n\nMeta Description: {PROSE}\n\nHow Ginger Works\n\n{PROSE}\n\n"
        "Related Posts"
    )
    assert [(b.kind.value, b.folded) for b in plain_blocks(text)] == [
        ("boilerplate", True),
        ("boilerplate", True),
        ("h1", False),
        ("boilerplate", True),
        ("boilerplate", True),
        ("boilerplate", True),
        ("meta", True),
        ("h2", False),
        ("p", False),
        ("boilerplate", True),
    ]
    assert "Meta Description: Ginger" in canonical_text(plain_blocks(text))


def test_bullets_have_markers_that_are_not_text():
    text = (
        f"{PROSE}\n\nIt comes as:\n\n  • Tea: a cup.\n  • Powder: a spoon.\n    - fresh\n"
        f"  • Syrup.\n\n1. First\n2. Second\n\n{PROSE}"
    )
    items = [(b.marker, b.depth, b.text) for b in plain_blocks(text) if b.kind is BlockKind.LI]
    assert items == [
        ("•", 0, "Tea: a cup."),
        ("•", 0, "Powder: a spoon."),
        ("-", 1, "fresh"),
        ("•", 0, "Syrup."),
        ("1.", 0, "First"),
        ("2.", 0, "Second"),
    ]


def test_lines_wrapped_by_hand_are_joined():
    wrapped = "\n".join(
        ["Ginger has been used for a long time by a great many people in many",
         "places, and it is said to help with a great many complaints. It is a",
         "root, and roots keep well in sand."]
    )  # fmt: skip
    blocks = plain_blocks(f"{wrapped}\n\n{wrapped}\n\n- an item that is also\n  wrapped here\n")
    assert [b.kind.value for b in blocks] == ["p", "p", "li"]
    assert blocks[0].text == wrapped.replace("\n", " ")
    assert blocks[2].text == "an item that is also wrapped here"


def test_a_line_is_a_block_where_nothing_was_wrapped():
    assert len(plain_blocks(f"{PROSE}\n{PROSE}\n{PROSE}")) == 3


def test_a_short_sentence_or_a_line_with_a_colon_is_no_heading():
    kinds = [
        b.kind.value for b in plain_blocks(f"It works.\n\n{PROSE}\n\nYou can take:\n\n{PROSE}")
    ]
    assert kinds == ["p", "p", "p", "p"]


def test_right_to_left_and_cjk():
    blocks = plain_blocks("שלום עולם. זה טקסט ארוך מאוד.\n日本語の文です。二つ目の文です。")
    assert [b.rtl for b in blocks] == [True, False]


def test_rules_and_quotes():
    blocks = plain_blocks(f"{PROSE}\n\n-----\n\n> quoted words here\n")
    assert [(b.kind.value, b.text) for b in blocks[1:]] == [
        ("rule", ""),
        ("quote", "quoted words here"),
    ]


@given(st.text(st.sampled_from("abZ .,-*•1)#>:|\n\r\t\u00a0“”日ש\x00"), max_size=300))
def test_no_word_is_lost_and_no_block_holds_a_line_end(text):
    blocks = plain_blocks(text)
    shown = canonical_text(blocks)
    for block in blocks:
        assert "\n" not in block.text
        assert block.text == block.text.strip(" ")
    letters = [c for c in text if c in "bZ日ש"]
    kept = [c for c in shown + "".join(b.marker for b in blocks) if c in "bZ日ש"]
    assert sorted(letters) == sorted(kept)
