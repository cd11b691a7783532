"""HTML to blocks: what a reader sees of it, and nothing that a browser would do with it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.block_writer import (
    MAX_BLOCKS,
    MAX_INLINES,
    MAX_TABLE_CELLS,
    BlockWriter,
    TooManyBlocksError,
)
from annotations.text.blocks import Block, Inline, InlineStyle
from annotations.text.markup import markup_blocks
from annotations.vocabulary import BlockKind


def shape(html: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in markup_blocks(html)]


def items(html: str) -> list[tuple[str, str, int, str]]:
    return [(b.kind.value, b.marker, b.depth, b.text) for b in markup_blocks(html)]


def styled(html: str) -> list[tuple[str, str, str]]:
    (block,) = markup_blocks(html)
    return [(i.style.value, block.text[i.start : i.end], i.href) for i in block.inlines]


def cells(html: str) -> list[tuple[int, int, int, bool, str]]:
    return [
        (b.table, b.row, b.column, b.is_table_heading, b.text)
        for b in markup_blocks(html)
        if b.kind is BlockKind.CELL
    ]


def test_headings_of_every_level_and_paragraphs():
    html = "".join(f"<h{n}>Level {n}</h{n}><p>Words {n}.</p>" for n in range(1, 7))
    assert [kind for kind, _ in shape(html)] == "h1 p h2 p h3 p h4 p h5 p h6 p".split()
    assert shape(html)[4] == ("h3", "Level 3")


def test_white_space_is_folded_and_ends_are_trimmed():
    assert shape("<p> a\n  b\t<b> c </b> d \n</p>") == [("p", "a b c d")]
    assert shape("<p>900\u00a0mg</p><p>\u00a0</p><p> </p>") == [("p", "900\u00a0mg")]


def test_a_style_ends_before_the_space_that_is_trimmed():
    assert styled("<p>one <b>two </b></p>") == [("strong", "two", "")]


def test_words_outside_any_block_are_a_paragraph():
    assert shape("loose <b>words</b><p>and</p> more") == [
        ("p", "loose words"),
        ("p", "and"),
        ("p", "more"),
    ]


def test_nested_lists_have_markers_and_depths():
    html = (
        "<ul><li>Tea<ul><li>Green<ul><li>Sencha<ul><li>Kyoto</li></ul></li></ul></li></ul></li>"
        "<li>Powder</li></ul><ol start=3><li>Third</li><li>Fourth</li></ol>"
    )
    assert items(html) == [
        ("li", "•", 0, "Tea"),
        ("li", "◦", 1, "Green"),
        ("li", "▪", 2, "Sencha"),
        ("li", "▪", 3, "Kyoto"),
        ("li", "•", 0, "Powder"),
        ("li", "3.", 0, "Third"),
        ("li", "4.", 0, "Fourth"),
    ]


def test_a_start_that_is_no_number_counts_from_one():
    assert [item[1] for item in items('<ol start="-2"><li>a</li></ol>')] == ["1."]
    assert [item[1] for item in items('<ol start="²"><li>a</li></ol>')] == ["1."]


def test_a_second_paragraph_of_an_item_has_no_marker():
    assert items("<ol><li><p>First.</p><p>Still first.</p></li><li><p>Second.</p></li></ol>") == [
        ("li", "1.", 0, "First."),
        ("li", "", 0, "Still first."),
        ("li", "2.", 0, "Second."),
    ]


def test_an_empty_item_leaves_no_marker_behind():
    assert items("<ul><li></li><li>Tea</li></ul><p>After.</p>") == [
        ("li", "•", 0, "Tea"),
        ("p", "", 0, "After."),
    ]


def test_an_item_without_a_list_is_still_an_item():
    assert items("<li>Lost")[0] == ("li", "•", 0, "Lost")


def test_a_heading_in_an_item_stays_a_heading():
    assert items("<ul><li><h3>Tea</h3><p>Hot.</p></li></ul>") == [
        ("h3", "", 0, "Tea"),
        ("li", "", 0, "Hot."),
    ]


def test_quotes_nest_and_mark_what_they_hold():
    blocks = markup_blocks(
        "<blockquote><p>One.</p><blockquote>Two.</blockquote><ul><li>Three</li></ul>"
        "</blockquote><p>Four.</p>"
    )
    assert [(b.kind.value, b.depth, b.quoted) for b in blocks] == [
        ("quote", 0, True),
        ("quote", 1, True),
        ("li", 0, True),
        ("p", 0, False),
    ]


def test_an_inline_quotation_gets_its_signs():
    assert shape("<p>He said <q>no</q>.</p>") == [("p", "He said “no”.")]


def test_definitions_are_paragraphs():
    assert shape("<dl><dt>Root</dt><dd>What is below.</dd></dl>") == [
        ("p", "Root"),
        ("p", "What is below."),
    ]


def test_a_table_keeps_its_places():
    html = (
        "<table><caption>Doses</caption><thead><tr><th>Herb<th>Dose</tr></thead>"
        "<tbody><tr><td>Ginger<td></tr><tr><td><p>Mint</p><p>leaf</p><td>2<br>cups</table>"
    )
    assert shape(html)[0] == ("p", "Doses")
    assert cells(html) == [
        (0, 0, 0, True, "Herb"),
        (0, 0, 1, True, "Dose"),
        (0, 1, 0, False, "Ginger"),
        (0, 1, 1, False, ""),
        (0, 2, 0, False, "Mint leaf"),
        (0, 2, 1, False, "2 cups"),
    ]


def test_tables_are_numbered_and_spans_are_not_believed():
    html = "<table><tr><td colspan=2000000000>a<td>b</table>" * 2
    assert [(cell[0], cell[2]) for cell in cells(html)] == [(0, 0), (0, 1), (1, 0), (1, 1)]


def test_a_table_in_a_cell_is_words_of_that_cell():
    html = "<table><tr><td>before<table><tr><td>in<td>side</table>after<td>next</table><p>Then.</p>"
    assert cells(html) == [(0, 0, 0, False, "before in side after"), (0, 0, 1, False, "next")]
    assert shape(html)[-1] == ("p", "Then.")


def test_lists_and_headings_in_a_cell_are_its_words():
    html = "<table><tr><td><h2>Head</h2><ul><li>one<li>two</ul><pre>a\nb</pre><hr></table>"
    assert shape(html) == [("cell", "Head one two a b")]


def test_a_table_too_large_becomes_rows_of_text():
    def table(rows: int, columns: int) -> str:
        return "<table>" + ("<tr>" + "<td>a" * columns) * rows + "</table>"

    assert len(cells(table(50, 100))) == MAX_TABLE_CELLS
    assert shape(table(51, 100) + "<p>After.</p>") == [
        *[("p", " | ".join("a" * 100))] * 51,
        ("p", "After."),
    ]


def test_code_keeps_white_space_a_block_for_each_line():
    html = "<pre><code>\nif a:\n\tb = 1  \n\n    # <b>no</b>\n</code></pre><p>After.</p>"
    assert shape(html) == [
        ("code", "if a:"),
        ("code", "\tb = 1"),
        ("code", ""),
        ("code", "    # no"),
        ("p", "After."),
    ]


def test_a_line_break_starts_a_block_of_the_same_kind():
    assert shape("<p>one<br>two<br/><br>three") == [("p", "one"), ("p", "two"), ("p", "three")]
    assert shape("<h2>one<br>two</h2>") == [("h2", "one"), ("h2", "two")]


def test_a_rule_is_an_empty_block():
    assert shape("<p>a<hr><p>b") == [("p", "a"), ("rule", ""), ("p", "b")]


def test_a_picture_is_its_words_or_nothing():
    html = '<p>See <img src="x.png" alt=" A root "> and <img src="y.png" alt=""><img src=z></p>'
    assert shape(html) == [("p", "See [A root] and")]


def test_links_are_absolute_web_or_mail_addresses_only():
    for href in ("https://example.org/a?b=1", "HTTP://example.org", "mailto:a@example.org"):
        assert styled(f'<p><a href="{href}">x</a></p>') == [("a", "x", href)]
    for href in (
        "/a", "a.html", "#top", "//example.org/", "javascript:alert(1)", "file:///etc/passwd",
        "data:text/html,x", "ftp://example.org/", "http:///x", "mailto:", "http://", " ", "",
        "java\nscript:alert(1)",
    ):  # fmt: skip
        assert styled(f'<p><a href="{href}">x</a></p>') == []


def test_styles_overlap_and_the_same_style_twice_is_once():
    assert styled("<p><b>a <i>b</i></b> <code>c</code><sup>2</sup></p>") == [
        ("strong", "a b", ""),
        ("em", "b", ""),
        ("code", "c", ""),
        ("sup", "2", ""),
    ]
    assert styled("<p><b>a <b>b</b> c</b> d</p>") == [("strong", "a b c", "")]
    assert sorted(styled('<p><a href="https://e.org/"><b>a</b></a></p>')) == [
        ("a", "a", "https://e.org/"),
        ("strong", "a", ""),
    ]


def test_a_style_goes_on_over_a_line_break():
    first, second = markup_blocks("<p><b>one<br>two</b> three</p>")
    assert first.inlines == (Inline(0, 3, InlineStyle.STRONG),)
    assert second.inlines == (Inline(0, 3, InlineStyle.STRONG),)


def test_spans_have_a_cap():
    (block,) = markup_blocks("<p>" + "<b>a</b> <i>b</i> " * MAX_INLINES)
    assert len(block.inlines) == MAX_INLINES
    assert block.text.count("a") == MAX_INLINES


def test_styles_that_nothing_closes_stay_few():
    blocks = markup_blocks("<p><b><i><b><i><b><i>a</p>" + "<p>b</p>" * 20)
    assert [b.text for b in blocks] == ["a"] + ["b"] * 20
    assert all(len(b.inlines) <= 2 for b in blocks)


def test_direction_comes_from_the_words_or_from_the_page():
    html = '<p>שלום עולם</p><p dir="rtl">900 mg</p><p>Mixed שלום</p><div dir=rtl><p>12</p></div>'
    assert [b.rtl for b in markup_blocks(html)][:3] == [True, True, False]


def test_what_is_not_for_reading_goes():
    html = (
        "<html><head><title>T</title><style>p{}</style></head><body><script>x()</script>"
        "<p onclick=x() style='color:red'>Words</p><!-- no --><iframe src=x>no</iframe>"
        "<svg><text>no</text></svg><button>no</button><template><p>no</template>"
        "<select><option>no</select><textarea>no</textarea>"
    )
    assert shape(html) == [("p", "Words")]


def test_entities_are_read_once():
    assert shape("<p>a &lt;b&gt; &amp;amp; &eacute; &#8220;c&#x201D; &nbsp;d</p>") == [
        ("p", "a <b> &amp; é “c” \u00a0d")
    ]


def test_what_cannot_be_stored_is_replaced_one_for_one():
    assert shape("<p>a\x01b &#xFFFC; c</p>") == [("p", "a\ufffdb \ufffd c")]


def test_the_arrow_of_a_footnote_is_not_for_reading():
    html = (
        '<p>Note<sup id="fnref:1"><a href="#fn:1">1</a></sup></p><ol><li><p>Words.&#160;'
        '<a href="#fnref:1" title="Jump back">&#8617;</a></p></li></ol>'
    )
    assert shape(html) == [("p", "Note1"), ("li", "Words.")]


def test_more_blocks_than_can_be_shown_are_refused():
    with pytest.raises(TooManyBlocksError, match="50,000 paragraphs"):
        markup_blocks("<pre>" + "a\n" * (MAX_BLOCKS + 1))


def test_styles_that_would_grow_a_page_beyond_measure_are_refused():
    html = "<p>" + "<b><i><u><s><code>" * 38 + "</p>" + "<p>a" * 30_000
    with pytest.raises(RecursionError):
        markup_blocks(html)


PIECES = st.sampled_from(
    "<p> </p> <b> </b> <i> </i> <ul> </ul> <ol> <li> </li> <blockquote> </blockquote> <pre> "
    "</pre> <br> <hr> <table> </table> <tr> <td> </td> <th> <h2> </h2> <q> </q> <dl> <dt> <dd> "
    "words more&amp; </a> < > & \x00 שלום".split()
) | st.sampled_from(['<a href="https://e.org/">', '<img alt="a > b">', " ", "\n"])


@given(st.lists(PIECES, max_size=40))
def test_any_soup_of_tags_becomes_blocks(pieces):
    for block in markup_blocks("".join(pieces)):
        assert "\n" not in block.text
        assert block.text == block.text.rstrip(" ")
        assert (block.table >= 0) == (block.kind is BlockKind.CELL)
        for inline in block.inlines:
            assert 0 <= inline.start < inline.end <= len(block.text)
        assert list(block.inlines) == sorted(block.inlines, key=lambda i: (i.start, -i.end))


VERBS = st.sampled_from(
    [
        ("text", ("words ",)), ("open_style", ("em",)), ("close_style", ("em",)),
        ("break_line", ()), ("rule", ()), ("open_block", (BlockKind.H2,)), ("close_block", ()),
        ("open_item", ()), ("close_item", ()), ("close_list", ()), ("open_quote", ()),
        ("close_quote", ()), ("open_code", ()), ("close_code", ()), ("open_table", ()),
        ("close_table", ()), ("open_row", ()), ("close_cell", ()), ("drop_trailing_space", ()),
    ]
)  # fmt: skip


@given(st.lists(VERBS, max_size=40))
def test_the_writer_takes_its_verbs_in_any_order(verbs):
    writer = BlockWriter()
    for verb, arguments in verbs:
        getattr(writer, verb)(*arguments)
    blocks = writer.finish()
    assert all(isinstance(block, Block) for block in blocks)
    # Two words stand together where the space between them was dropped; none is lost.
    said = "".join(" ".join(block.text for block in blocks).split())
    assert said == "words" * sum(1 for verb, _ in verbs if verb == "text")
