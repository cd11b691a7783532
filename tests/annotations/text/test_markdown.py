from pathlib import Path

import pytest

from annotations.model import ArticleFields
from annotations.text.blocks import canonical_text
from annotations.text.convert import convert_bytes
from annotations.text.markdown import MAX_FRONT_MATTER, looks_like_markdown, markdown_blocks
from annotations.vocabulary import BlockKind

SAMPLES = Path(__file__).parents[3] / "resources" / "samples"


def shape(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in markdown_blocks(text)[0]]


def fields(front_matter: str) -> ArticleFields:
    return markdown_blocks(f"---\n{front_matter}\n---\n\nWords.\n")[1]


def test_the_ordinary_marks():
    text = (
        "# Ginger\n\nSoft\nbreak, *em*, **strong**, `code`.  \nHard break.\n\nHead two\n---\n\n"
        "- Tea\n    - Green\n- Powder\n\n3. Three\n4. Four\n\n> Quoted.\n\n---\n\n"
        "```python\nif a:\n    b = '<p>'\n```\n\n    indented\n"
    )
    assert shape(text) == [
        ("h1", "Ginger"),
        ("p", "Soft break, em, strong, code."),
        ("p", "Hard break."),
        ("h2", "Head two"),
        ("li", "Tea"),
        ("li", "Green"),
        ("li", "Powder"),
        ("li", "Three"),
        ("li", "Four"),
        ("quote", "Quoted."),
        ("rule", ""),
        ("code", "if a:"),
        ("code", "    b = '<p>'"),
        ("code", "indented"),
    ]
    markers = [b.marker for b in markdown_blocks(text)[0] if b.kind is BlockKind.LI]
    assert markers == ["•", "◦", "•", "3.", "4."]


def test_tables_links_and_pictures():
    blocks, _ = markdown_blocks(
        "| Herb | Dose |\n|---|---|\n| [Ginger](https://example.org/) | 1 g |\n\n"
        "![A root](root.png) and ![](x.png)[local](file.html) <https://example.org/b>\n"
    )
    assert [(b.kind.value, b.row, b.column, b.text) for b in blocks[:4]] == [
        ("cell", 0, 0, "Herb"),
        ("cell", 0, 1, "Dose"),
        ("cell", 1, 0, "Ginger"),
        ("cell", 1, 1, "1 g"),
    ]
    assert blocks[2].inlines[0].href == "https://example.org/"
    assert blocks[4].text == "[A root] and local https://example.org/b"
    assert [i.href for i in blocks[4].inlines] == ["https://example.org/b"]


def test_footnotes_stand_at_the_end_without_their_arrows():
    text = "A claim.[^a] Another.[^b]\n\n[^a]: A study.\n[^b]: No *study*.\n\nAfter.\n"
    assert shape(text) == [
        ("p", "A claim.1 Another.2"),
        ("p", "After."),
        ("rule", ""),
        ("li", "A study."),
        ("li", "No study."),
    ]


def test_raw_html_is_read_but_never_obeyed():
    text = (
        "Words <b>bold</b> <script>alert(1)</script> <u>more</u>.\n\n<div onclick='x()'>\n"
        "<p>A block</p>\n</div>\n\n<!-- hidden -->\n\n[x](javascript:alert(1))\n"
    )
    assert shape(text) == [("p", "Words bold more."), ("p", "A block"), ("p", "x")]
    assert not any(i.href for block in markdown_blocks(text)[0] for i in block.inlines)


def test_tags_nested_too_deep_are_not_parsed():
    with pytest.raises(RecursionError):
        markdown_blocks("<div>\n" * 300)
    notice = convert_bytes(b"<div>\n" * 300 + b"Words.", "a.md").notice
    assert notice == (
        "Shown as plain text, because its lists, quotes or tags are nested too deeply."
    )


def test_front_matter_gives_the_fields_and_is_no_text():
    text = (
        "---\ntitle: Ginger\nauthor: [A. Writer, {name: B. Writer}]\nsite_name: Example\n"
        "canonical_url: https://example.org/g\ndate: 2024-03-05\naccessed: 2025\nlang: en\n"
        "tags: [x]\n---\n\n# Head\n\nWords.\n"
    )
    blocks, found = markdown_blocks(text)
    assert canonical_text(blocks) == "Head\nWords."
    assert found == ArticleFields(
        title="Ginger",
        author="A. Writer, B. Writer",
        publisher="Example",
        url="https://example.org/g",
        published="2024-03-05",
        retrieved="2025",
        language="en",
    )


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("date: 2024-03-05T10:20:30Z", "published", "2024-03-05"),
        ("Date: '2024-03'", "published", "2024-03"),
        ("date: last spring\ntitle: x", "published", ""),
        ("authors:\n  - A\n  - B\n", "author", "A, B"),
        ("author:\n  name: A\n  age: 3", "author", "A"),
        ("by: 'A  B '", "author", "A B"),
        ("title: 1984", "title", "1984"),
        ("title: true\nlang: en", "title", ""),
        ("title: |\n  Two\n  lines", "title", "Two lines"),
        ("title: [[nested], [lists]]\nlang: en", "title", ""),
        ("title: \"tab\\tand\\u0001bell\"", "title", "tab and\ufffdbell"),
        ("title: " + "word " * 1_000, "title", "word " * 400),
    ],
)  # fmt: skip
def test_odd_values_in_front_matter(line, name, value):
    assert getattr(fields(line), name).strip() == value.strip()


@pytest.mark.parametrize(
    "front_matter",
    [
        'title: !!python/object/apply:os.system ["touch pwned"]',
        "title: Ginger: what it does",
        "title: [unclosed",
        "title: *nowhere",
        "? {a: 1}: b\ntitle: x",
        "title: 'unclosed",
        "date: 9999-99-99",
        "<<: 3",
        "title: " + "9" * 6_000,
        "a: " + "[" * 3_000,
    ],
)
def test_front_matter_that_cannot_be_read_safely_stays_as_folded_lines(
    front_matter, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    text = f"---\n{front_matter}\n---\n\nThe first words. More.\n"
    blocks, found = markdown_blocks(text)
    assert found == ArticleFields()
    lines = [block for block in blocks if block.kind is BlockKind.META]
    assert [block.text for block in lines] == front_matter.split("\n")
    assert all(block.folded for block in lines)
    assert convert_bytes(text.encode(), "a.md").fields.title == "The first words"
    assert list(tmp_path.iterdir()) == []


def test_front_matter_that_says_nothing_known_is_kept_as_folded_lines():
    blocks, found = markdown_blocks("---\nlayout: post\n\nwarning: not with wine\n---\nWords.\n")
    assert found == ArticleFields()
    assert [(b.kind.value, b.folded, b.text) for b in blocks] == [
        ("meta", True, "layout: post"),
        ("meta", True, "warning: not with wine"),
        ("p", False, "Words."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA paragraph between rules.\n\n---\n\nMore.\n",
        "---\n- a list\n---\n\nMore.\n",
        "---\nNever closed: yes\n\nMore.\n",
        "---\n" + "title: x\n" * (MAX_FRONT_MATTER // 9 + 1) + "---\n\nMore.\n",
    ],
    ids=["paragraph", "list", "unclosed", "too long"],
)
def test_what_is_no_front_matter_stays_in_the_text(text):
    blocks, found = markdown_blocks(text)
    assert found == ArticleFields()
    assert blocks[-1].text.endswith("More.")
    said = canonical_text(blocks)
    for word in ("paragraph", "a list", "Never closed", "title: x"):
        assert (word in text) == (word in said)


def test_front_matter_may_be_empty_or_end_with_dots():
    assert shape("---\n---\nWords.\n") == [("p", "Words.")]
    assert markdown_blocks("---\ntitle: T\n...\nWords.\n")[1].title == "T"
    assert markdown_blocks("\ufeff---\ntitle: T\n---\nWords.\n")[1].title == "T"


def test_a_bomb_of_anchors_is_not_unfolded():
    levels = "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
    )
    text = f'---\na: &a ["x"]\n{levels}title: *j\nlang: en\n---\n\nWords.\n'
    assert markdown_blocks(text)[1] == ArticleFields(language="en")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_every_kind_of_line_end_is_read(end):
    text = "---\ntitle: T\n---\n\n# Head\n\n- a\n- b\n".replace("\n", end)
    conversion = convert_bytes(text.encode(), "a.md")
    assert canonical_text(conversion.blocks) == "Head\na\nb"
    assert conversion.fields.title == "T"


def test_the_notice_of_the_samples_is_never_folded():
    for sample in sorted(SAMPLES.glob("*.md")):
        conversion = convert_bytes(sample.read_bytes(), sample.name)
        notice = next(b for b in conversion.blocks if b.kind is BlockKind.QUOTE)
        assert "deliberate errors" in notice.text
        assert not any(block.folded for block in conversion.blocks)
        assert not conversion.notice


def test_what_looks_like_markdown():
    for text in ("# Head\n", "Words\n\n```\ncode\n", "[1]: https://e.org", "a **b** c",
                 "see [x](https://e.org)", "---\ntitle: x\n---\n"):  # fmt: skip
        assert looks_like_markdown(text)
    for text in ("Words.", "- a bullet", "#1 in sales", "a ** b", "3 * 4 * 5", "-----\nWords"):
        assert not looks_like_markdown(text)


def test_reserved_marks_of_the_converter_are_ordinary_characters():
    text = "`a` \x02klzzwxh:0001\x03 `b`\n"
    assert convert_bytes(text.encode(), "a.md").blocks[0].text.startswith("a ")
