import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.errors import ImportRefusedError
from annotations.text import convert
from annotations.text.block_writer import MAX_BLOCKS
from annotations.text.blocks import block_starts, canonical_text
from annotations.text.convert import (
    MAX_BYTES,
    MAX_MARKUP_BYTES,
    MAX_SENTENCES,
    MAX_SUGGESTED_TITLE_CHARACTERS,
    conversion_from_json,
    conversion_to_json,
    convert_bytes,
    serve,
)
from annotations.vocabulary import BlockKind

SENTENCE = "Ginger helps with nausea in some people, says a study. "
INTRICATE = "[" * 5_000


def kinds(data: str, file_name: str, **options: object) -> list[str]:
    return [b.kind.value for b in convert_bytes(data.encode(), file_name, **options).blocks]


@pytest.mark.parametrize(
    ("file_name", "expected"),
    [
        ("a.md", ["h1", "p"]),
        ("a.MARKDOWN", ["h1", "p"]),
        ("a.mkd", ["h1", "p"]),
        ("a.txt", ["p", "p", "p"]),
        ("a", ["p", "p", "p"]),
        ("a.md.txt", ["p", "p", "p"]),
        ("a.html", ["p"]),
        ("folder.md/a.text", ["p", "p", "p"]),
    ],
)
def test_the_ending_says_what_a_file_is(file_name, expected):
    assert kinds("# Head:\n\nWords *here*\nand there.\n", file_name) == expected


def test_marks_in_plain_text_are_ordinary_characters():
    text = "<p>Not a tag</p>, **not strong**, [not](a link) &amp; so on.\n"
    (block,) = convert_bytes(text.encode(), "a.txt").blocks
    assert block.text == text.strip()
    assert convert_bytes(text.encode(), "a.md", as_plain_text=True).blocks == (block,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Head\n\nWords.", ["h1", "p"]),
        ("Words with **strong** ones.", ["p"]),
        ("<p>One.</p><p>Two.</p>", ["p", "p"]),
        ("  <!DOCTYPE html><body><h2>Head</h2>Words.", ["h1", "p"]),
        ("<div>One.</div>", ["p"]),
        ("Words < words > words.\nMore.", ["p", "p"]),
        ("<3 is a heart.\nMore.", ["p", "p"]),
        ("- one\n- two", ["li", "li"]),
    ],
)
def test_pasted_text_is_looked_at(text, expected):
    conversion = convert_bytes(text.encode(), "")
    assert [b.kind.value for b in conversion.blocks] == expected
    assert conversion.encoding == ""


def test_html_as_plain_text_is_its_words_and_not_its_tags():
    page = "<h1>Head</h1><script>x</script><p>One &amp; <b>two</b>.</p>"
    conversion = convert_bytes(page.encode(), "a.html", as_plain_text=True)
    assert canonical_text(conversion.blocks) == "Head\nOne & two."
    assert conversion.notice == ""


@pytest.mark.parametrize("file_name", ["a.txt", "a.md", "a.html", ""])
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", b"\x00" * 40])
def test_what_holds_nothing_is_refused(data, file_name):
    with pytest.raises(ImportRefusedError) as caught:
        convert_bytes(data, file_name)
    assert file_name in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("text", ["---\n\n***\n", "<!-- nothing -->", "[1]: https://e.org/\n"])
def test_markdown_without_words_is_refused(text):
    with pytest.raises(ImportRefusedError, match=r"“a\.md” holds no text"):
        convert_bytes(text.encode(), "a.md")


def test_above_twenty_megabytes_is_refused_whatever_it_is():
    data = b"a" * (MAX_BYTES + 1)
    for file_name, named in (("a.txt", "“a.txt” is 20 MB"), ("", "The pasted text is 20 MB")):
        with pytest.raises(ImportRefusedError, match=named):
            convert_bytes(data, file_name)


@pytest.mark.parametrize("file_name", ["a.md", "a.html"])
def test_above_two_megabytes_marks_are_ordinary_characters(file_name):
    paragraph = SENTENCE * 200 + "\n\n"
    text = paragraph * (MAX_MARKUP_BYTES // len(paragraph) + 1)
    conversion = convert_bytes(text.encode(), file_name)
    assert conversion.notice == "Shown as plain text, because it is larger than 2 MB."
    assert conversion.blocks[0].text == (SENTENCE * 200).strip()


def test_intricate_markdown_is_plain_text_with_a_banner():
    conversion = convert_bytes(f"# Head\n\n{INTRICATE}".encode(), "a.md")
    assert conversion.notice == (
        "Shown as plain text, because its Markdown is too intricate to convert safely."
    )
    assert canonical_text(conversion.blocks) == f"# Head\n{INTRICATE}"


def test_a_page_nested_too_deep_is_plain_text_with_a_banner():
    conversion = convert_bytes(b"<div>" * 500 + b"<p>One.</p><p>Two.</p>", "a.html")
    assert conversion.notice == "Shown as plain text, because it is nested too deeply."
    assert canonical_text(conversion.blocks) == "One.\nTwo."


def test_more_lines_than_can_be_shown_are_refused():
    for file_name in ("a.txt", "a.md"):
        with pytest.raises(ImportRefusedError, match="more than 50,000 paragraphs and lines"):
            convert_bytes(b"a\n" * (MAX_BLOCKS + 1), file_name, as_plain_text=True)
    with pytest.raises(ImportRefusedError, match="more than 500,000 sentences"):
        convert_bytes(b"A. " * (MAX_SENTENCES + 1), "a.txt")


@pytest.mark.parametrize(
    ("text", "file_name", "title"),
    [
        ("Words first.\n\n## A *fine* head\n\nMore.", "a.md", "A fine head"),
        ("One sentence! Another.", "a.md", "One sentence"),
        ("Ginger for Nausea\n\n" + SENTENCE * 3, "a.txt", "Ginger for Nausea"),
        ("close\nMenu\n3 min read\nOne sentence. Another.", "a.txt", "One sentence"),
        ("Meta Description: words\n\nIs it so? It is.", "a.txt", "Is it so"),
        ("生姜は効く。本当に。", "a.txt", "生姜は効く"),
        ("!", "a.txt", "!"),
        ("close\nmenu\n", "old page.txt", "old page"),
        ("close\nmenu\n", "", "Untitled article"),
        ("word " * 60, "a.txt", ("word " * 23)[:-1] + "…"),
        ("w" * 300, "a.txt", "w" * (MAX_SUGGESTED_TITLE_CHARACTERS - 1) + "…"),
    ],
)
def test_a_title_is_suggested(text, file_name, title):
    conversion = convert_bytes(text.encode(), file_name)
    assert conversion.fields.title == title
    assert conversion.title_is_suggested


def test_a_title_that_the_file_gives_is_no_suggestion():
    conversion = convert_bytes(b"---\ntitle: Given\n---\n\n# Head\n\nWords.", "a.md")
    assert (conversion.fields.title, conversion.title_is_suggested) == ("Given", False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("file_name", ["a.txt", "a.md", "a.html"])
def test_line_ends_and_unicode_encodings_change_nothing(file_name, end, encoding):
    text = "<p>" if file_name == "a.html" else ""
    text += f"Où est la preuve ? {SENTENCE}\n\n<p>Two.\n"
    if file_name != "a.html":
        text = text.replace("<p>", "")
    data = text.replace("\n", end).encode(encoding)
    conversion = convert_bytes(data, file_name)
    assert canonical_text(conversion.blocks) == f"Où est la preuve ? {SENTENCE.strip()}\nTwo."


def test_a_form_feed_ends_a_line_of_plain_text():
    text = f"{SENTENCE}\f{SENTENCE}\v{SENTENCE}"
    assert len(convert_bytes(text.encode(), "a.txt").blocks) == 3


def test_the_encoding_asked_for_is_used_and_told():
    data = "Où ?".encode("cp1252")
    conversion = convert_bytes(data, "a.txt", encoding="cp1252")
    assert (conversion.blocks[0].text, conversion.encoding) == ("Où ?", "cp1252")
    with pytest.raises(ImportRefusedError, match="not written in utf-8"):
        convert_bytes(data, "a.txt", encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Comments", True),
        ("Share", True),
        ("Comments on the study", False),
        ("Share the root with a friend.", False),
    ],
)
def test_furniture_folds_only_where_it_is_the_whole_line(text, folded):
    blocks = convert_bytes(f"{SENTENCE * 3}\n{text}\n{SENTENCE * 3}".encode(), "a.txt").blocks
    assert [block.folded for block in blocks] == [False, folded, False]


def test_a_heading_of_markdown_is_never_furniture():
    blocks = convert_bytes(b"# Share\n\nWords.\n\n## Comments\n\nclose\n", "a.md").blocks
    assert not any(block.folded for block in blocks)


def test_progress_is_told_in_order():
    told = []
    convert_bytes(b"# Head\n\nWords.", "a.md", on_progress=lambda *step: told.append(step))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert all(0 < share <= 1 and word for share, word in told)


def check(conversion: convert.Conversion) -> None:
    """What holds for every conversion."""
    text = canonical_text(conversion.blocks)
    assert text.strip()
    text.encode("utf-8")
    assert not any("\n" in block.text for block in conversion.blocks)
    ends = [start + len(b.text) for b, start in zip(
        conversion.blocks, block_starts(conversion.blocks), strict=True)]  # fmt: skip
    block = position = 0
    for sentence in conversion.sentences:
        assert position <= sentence.start < sentence.end
        while ends[block] < sentence.end:
            block += 1
        assert sentence.start >= ends[block] - len(conversion.blocks[block].text)
        assert text[sentence.start : sentence.end].strip() == text[sentence.start : sentence.end]
        position = sentence.end
    assert conversion.fields.title
    sent = json.dumps(conversion_to_json(conversion))
    assert conversion_from_json(json.loads(sent)) == conversion


SOUP = st.lists(
    st.sampled_from(
        ["Ginger helps. ", "\n", "\n\n", "# ", "- ", "> ", "1. ", "<p>", "</p>", "<b>", "<td>",
         "<table>", "| a | b |\n|---|---|\n| c | d |\n", "```", "---\n", "title: x\n", "[a](b)",
         "[^1]", "[^1]: ", "    ", "\t", "&amp;", "&#0;", "<!--", "-->", "<script>", "שלום. ",
         "日本。", "\U0001f469\u200d\U0001f467", "\x00", "\ufffe", "\u2028", "\r", "\f", "\u00a0",
         "“a. B.” ", "Dr. ", "close\n", "*", "_"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


def converted(data: bytes, file_name: str, **options: object) -> convert.Conversion | None:
    """None where the file is refused, with a sentence."""
    try:
        return convert_bytes(data, file_name, **options)
    except ImportRefusedError as error:
        refusal = str(error)
    assert refusal.endswith(".")
    return None


@pytest.mark.parametrize("file_name", ["a.txt", "a.md", "a.html", ""])
@settings(max_examples=60)
@given(text=SOUP, as_plain_text=st.booleans())
def test_any_text_becomes_sound_blocks_or_is_refused(file_name, text, as_plain_text):
    conversion = converted(text.encode(), file_name, as_plain_text=as_plain_text)
    if conversion is not None:
        check(conversion)


@settings(max_examples=150)
@given(
    data=st.binary(max_size=400),
    file_name=st.sampled_from(["a.txt", "a.md", "a.html", ""]),
    encoding=st.sampled_from([None, "utf-8", "utf-16", "cp1252", "shift_jis", "rot13", "zlib"]),
)
def test_any_bytes_become_sound_blocks_or_are_refused(data, file_name, encoding):
    conversion = converted(data, file_name, encoding=encoding)
    if conversion is not None:
        check(conversion)


def test_the_child_answers_each_request_with_one_last_line():
    files = [
        ("a.md", b"# Head\n\nWords."),
        ("b.txt", b"%PDF-1.7"),
        ("c.txt", "日本。\n".encode()),
    ]
    requests = b"".join(
        json.dumps(
            {"size": len(data), "file_name": name, "encoding": None, "as_plain_text": False,
             "timeout_s": 20.0}
        ).encode() + b"\n" + data
        for name, data in files
    )  # fmt: skip
    answers = io.BytesIO()
    serve(io.BytesIO(requests), answers)
    last = [a for a in map(json.loads, answers.getvalue().splitlines()) if "progress" not in a]
    assert [next(iter(answer)) for answer in last] == ["result", "refused", "result"]
    assert conversion_from_json(last[0]["result"]) == convert_bytes(files[0][1], "a.md")
    assert "a PDF document" in last[1]["refused"]
    assert answers.getvalue().isascii()


def test_a_file_that_needs_too_much_memory_is_refused(monkeypatch):
    def starve(*_args: object) -> None:
        raise MemoryError

    monkeypatch.setattr(convert, "plain_blocks", starve)
    request = {"size": 1, "file_name": "a.txt", "encoding": None, "as_plain_text": False}
    answers = io.BytesIO()
    serve(io.BytesIO(json.dumps({**request, "timeout_s": 9.0}).encode() + b"\na"), answers)
    last = json.loads(answers.getvalue().splitlines()[-1])
    assert last == {"refused": "“a.txt” needs too much memory to convert."}


def test_every_kind_of_block_comes_back_from_the_pipe():
    page = (
        "# Head\n\n- item\n\n> quote\n\n---\n\n    code\n\n| a |\n|---|\n| [b](https://e.org/) |\n"
        "\n**שלום**\n"
    )
    conversion = convert_bytes(page.encode(), "a.md")
    assert {b.kind for b in conversion.blocks} == {
        BlockKind.H1, BlockKind.LI, BlockKind.QUOTE, BlockKind.RULE, BlockKind.CODE,
        BlockKind.CELL, BlockKind.P,
    }  # fmt: skip
    check(conversion)
