"""The exports read the same in three readers, whatever is in the article and its notes."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.exchange import escape
from annotations.exchange.checked_text import unchecked
from annotations.exchange.markdown import export_markdown
from annotations.model import ArticleFields, CautionNote, Evidence, ReviewedArticle
from annotations.text.blocks import Block, Inline, InlineStyle, canonical_text
from annotations.text.clean import clean, fold_space
from annotations.vocabulary import (
    BlockKind,
    Category,
    Certainty,
    ExportLayout,
    Severity,
    TargetRole,
)
from tests.annotations.builders import (
    make_annotation,
    make_evidence,
    make_reviewed,
    make_source,
    make_target,
)
from tests.annotations.exchange.readers import render_all

LAYOUTS = list(ExportLayout)
ARTICLE_KINDS = [
    BlockKind.P, BlockKind.H1, BlockKind.H2, BlockKind.H5, BlockKind.LI, BlockKind.QUOTE,
    BlockKind.CODE, BlockKind.TOC, BlockKind.CELL, BlockKind.META, BlockKind.RULE,
]  # fmt: skip

HOSTILE = (
    "# heading", "- item", "+ item", "* item", "1. one", "1986\\. A year", "1986. A year", "a. one",
    "i) one", "(c) two", "xviii. Old", "> quote", "    code", "\tcode", "```\ncode\n```", "~~~",
    "---", "===", "* * *", "_ _ _", "text\n===", "text\n---", "<script>alert(1)</script>",
    "<b>bold</b>", "<!-- x", "-->", "<img src=x onerror=y>", "< 5 mg", "<5 mg", "a > b", "A & B",
    "AT&T;", "&amp; &lt; &#35; &copy;", "&copy", "**bold**", "__bold__", "*em*", "_em_", "***",
    "`code`", "``a`b``", "`", "[link](http://x.org)", "[a][b]", "[^1]", "[^1]: note", "[^7-2]",
    "[ref]: http://x.org", "![img](x.png)", "now!", "!", "!!!", "<http://x.org>",
    "http://x.org/a_b_c?d=e&f", "www.x.org", "me@example.org", "mailto:me@example.org",
    "| a | b |\n|---|---|\n| c | d |", "a | b", "~~gone~~", "~sub~", "^sup^", "==mark==", "$x^2$",
    "$$", "$5 and $10", "@user #1", ":smile:", ": definition", "Term\n: def", "*[HTML]: abbr",
    "{: .class}", "{#id}", "\\", "\\\\", "ends with \\", "two  \nlines", "a\\\nb",
    "\u202eevil\u202c", "\u2066x\u2069", "zero\u200bwidth", "a\u2028b", "a\u0085b", "nul\x00l",
    "\ufeffbom", "---\ntitle: x\n---", "+++", "%%", "::: note", "!!! note", "[TOC]", "[[wiki]]",
    "> [!NOTE]", "[x] done", "שלום עולם", "日本語の文。", "*a", "b*", "_c", "caveat:note",
    "👩‍👩‍👧 family", "naïve e\u0301", "ﬁ ligature", "\u00a0nbsp\u00a0", "’quotes“", "--", "—",
    "...", "'single' \"double\"", "a  b   c", " lead", "trail ", "#", "##", ">", "-", "1.", "|",
    "Dr. A. Who (1986).",
)  # fmt: skip


def hostile_texts(number: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    joins = (" ", "\n", "", " word ", "\n\n", "*", "[", "`", "<", "|", "\\", "_", "!")
    texts = list(HOSTILE)
    while len(texts) < number:
        parts = [chance.choice(HOSTILE) for _ in range(chance.randint(1, 4))]
        texts.append(chance.choice(joins).join(parts))
    return texts


def converted(text: str) -> str:
    """What conversion leaves of a line: no controls, no line ends."""
    return fold_space(clean(text))


def folded(text: str) -> str:
    """The words of a text as a person sees them on one line."""
    return " ".join(escape.one_line(text).split())


def hostile_reviewed(seed: int, notes: int = 40) -> ReviewedArticle:
    """Notes, tags, sources, titles and article text made of what breaks Markdown."""
    chance = random.Random(seed)
    texts = hostile_texts(400, seed)

    def pick() -> str:
        return chance.choice(texts)

    lines = [f"Claim {i} {' '.join(pick().split())} ends." for i in range(notes)]
    blocks = [Block(BlockKind.P, converted(line)) for line in lines]
    annotations = []
    position = 0
    for block in blocks:
        source = make_source(
            pick(), publisher=pick(), container=pick(), url=pick(), establishes=pick(),
            retracted=chance.random() < 0.2, retraction_note=pick(),
        )  # fmt: skip
        annotations.append(
            make_annotation(
                make_target(block.text, position, heading=pick()),
                make_target(pick(), role=TargetRole.CONFLICT, article=None, why=pick()),
                note=CautionNote(
                    category=chance.choice(list(Category)),
                    severity=chance.choice(list(Severity)),
                    correction=pick(),
                    body=pick(),
                    advice=pick(),
                    tags=(pick(), pick()),
                    certainty=chance.choice(list(Certainty)),
                ),
                evidence=(make_evidence(source, why=pick(), quote=pick(), locator=pick()),),
            )
        )
        position += len(block.text) + 1
    fields = ArticleFields(title=pick(), author=pick(), publisher=pick(), url=pick())
    return make_reviewed(blocks, annotations, fields=fields)


def assert_readers_agree(exported: str):
    seen = render_all(exported)
    reference = seen["markdown-it"]
    for name, other in seen.items():
        assert other.words == reference.words, name
        assert other.notes == reference.notes, name
        assert other.elements == reference.elements, name
        # cmark-gfm makes links of e-mail addresses even where their @ is written as an entity.
        safe = re.compile(r"https?://|_*mailto:[^:]*$")
        assert [address for address in other.addresses if not safe.match(address)] == [], name
    return reference


def expected_elements(reviewed: ReviewedArticle, layout: ExportLayout) -> Counter[str]:
    """How often each element must stand in an export of plain paragraphs."""
    notes = [a.note for a in reviewed.annotations]
    evidence = [e for a in reviewed.annotations for e in a.evidence]
    if layout is ExportLayout.TABLE:
        cells = [e for a in reviewed.annotations for _ in a.targets for e in a.evidence]
        rows = 1 + sum(len(a.targets) for a in reviewed.annotations)
        return Counter(h1=1, table=1, tr=rows, strong=len(cells), em=titled(cells))
    corrections = sum(bool(folded(note.correction)) for note in notes)
    is_report = layout is ExportLayout.REPORT
    groups = len({note.severity for note in notes}) if is_report else 1
    return Counter(
        h1=1,
        h2=groups + 1 + is_report,
        h3=len(notes),
        blockquote=len(notes),
        li=2 * len(evidence) + (len(unchecked(reviewed)) if is_report else 0),
        strong=corrections + len(evidence),
        em=2 * titled(evidence),
    )


def titled(evidence: Sequence[Evidence]) -> int:
    return sum(bool(folded(item.source.title)) for item in evidence)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(8))
def test_hostile_notes_keep_their_words_and_make_nothing_else(layout, seed):
    reviewed = hostile_reviewed(seed)
    seen = assert_readers_agree(export_markdown(reviewed, layout))
    assert seen.elements == expected_elements(reviewed, layout)
    for annotation in reviewed.annotations:
        note, evidence = annotation.note, annotation.evidence[0]
        texts = [note.correction, evidence.source.title, evidence.quote, evidence.locator]
        texts += [t.quote.exact for t in annotation.targets if t.quote]
        if layout is not ExportLayout.TABLE:
            texts += [*note.tags, *note.advice.splitlines(), evidence.why]
        for text in (*texts, note.body):
            assert folded(text) in seen.words


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", range(5))
def test_hostile_articles_keep_their_words_in_all_readers(layout, seed):
    reviewed = hostile_article(seed)
    seen = assert_readers_agree(export_markdown(reviewed, layout))
    assert not {"script", "img", "style", "iframe", "del"} & set(seen.elements)
    if layout is ExportLayout.ANNOTATED:
        for block in reviewed.revision.blocks:
            if block.kind is not BlockKind.CODE:
                assert folded(block.text) in seen.words


def hostile_article(seed: int) -> ReviewedArticle:
    """Blocks of every kind with runs over one another, and notes on spans anywhere."""
    chance = random.Random(seed)
    blocks = []
    for text in hostile_texts(220, seed):
        words = converted(text)
        if words:
            blocks += hostile_blocks(chance, chance.choice(ARTICLE_KINDS), words)
    text = canonical_text(blocks)
    spans = [sorted(chance.sample(range(len(text)), 2)) for _ in range(12)]
    for _ in range(25):
        start = chance.randrange(len(text) - 30)
        spans.append([start, start + chance.randint(1, 30)])
    spans.sort()
    return make_reviewed(blocks, [make_annotation(make_target(text[a:b], a)) for a, b in spans])


def hostile_blocks(chance: random.Random, kind: BlockKind, words: str) -> list[Block]:
    inlines = () if kind is BlockKind.CODE else hostile_runs(chance, words)
    if kind is BlockKind.RULE:
        return [Block(kind, "")]
    if kind is BlockKind.CELL:
        table = chance.randrange(1_000_000)
        return [
            Block(kind, words if (row, column) == (1, 1) else "cell",
                  inlines if (row, column) == (1, 1) else (), table=table, row=row, column=column,
                  is_table_heading=row == 0)
            for row in range(2) for column in range(2)
        ]  # fmt: skip
    is_quoted = kind is BlockKind.QUOTE or chance.random() < 0.1
    marker = chance.choice(("•", "1.", "7.", "b)")) if kind is BlockKind.LI else ""
    depth = chance.choice((0, 0, 1, 2))
    return [Block(kind, words, inlines, marker, depth=depth, quoted=is_quoted)]


def hostile_runs(chance: random.Random, words: str) -> tuple[Inline, ...]:
    """Up to three runs, mostly of whole words."""
    edges = [0, len(words), *(i for i, c in enumerate(words) if c == " ")]
    found = []
    for _ in range(chance.randint(0, 3)):
        start, end = sorted((chance.choice(edges), chance.randint(0, len(words))))
        start += words[start : start + 1] == " "
        end = chance.choice((end, len(words)))
        if start < end:
            style = chance.choice(list(InlineStyle))
            href = "https://x.org/?q=(a)|b" if style is InlineStyle.LINK else ""
            found.append(Inline(start, end, style, href))
    return tuple(sorted(found, key=lambda run: run.start))


_SIGNS = "ab1 .,!?#*_-+=~`<>&|\\[](){}^:$@%\"'/\n\t\u0085\u2028\u202e\u200b’é中"
_NASTY = st.text(alphabet=st.sampled_from(_SIGNS), max_size=30)


@settings(max_examples=60, deadline=None)
@given(text=_NASTY, layout=st.sampled_from(LAYOUTS))
def test_any_text_in_any_place_is_shown_as_it_is(text, layout):
    claim = converted(text) or "It is safe."
    annotation = make_annotation(
        make_target(claim, 6),
        note=CautionNote(
            category=Category.UNSUPPORTED,
            severity=Severity.INFO,
            correction=text,
            body=f"{text}\n\n{text}",
            advice=text,
            tags=(text,),
        ),
        evidence=(make_evidence(make_source(f"t {text}", publisher=text), quote=text),),
    )
    reviewed = make_reviewed(["Some.", claim, f"{claim} so"], [annotation], title=f"T {text}")
    seen = assert_readers_agree(export_markdown(reviewed, layout))
    assert seen.words.count(folded(text)) >= 4
    assert seen.elements == expected_elements(reviewed, layout)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_front_matter_reads_back_what_was_written(text):
    fields = ArticleFields(title=text or "t", author=text, url=text)
    values, _ = frontmatter.parse(export_markdown(make_reviewed(["Words."], fields=fields)))
    assert values["title"] == fields.title
    assert values.get("author", "") == text
    assert values.get("url", "") == text


PROGRAM = """
import sys
from tests.annotations.exchange.test_hostile_markdown import hostile_reviewed
from annotations.exchange.markdown import export_markdown
from annotations.vocabulary import ExportLayout
for layout in ExportLayout:
    sys.stdout.buffer.write(export_markdown(hostile_reviewed(3), layout).encode())
"""


def test_the_same_data_give_the_same_bytes_in_any_zone_and_locale():
    outputs = set()
    for zone, locale, seed in (("Asia/Tokyo", "C", "1"), ("America/New_York", "C.UTF-8", "2")):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=Path(__file__).parents[3],
            env={**os.environ, "TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": seed,
                 "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        )  # fmt: skip
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert len(outputs.pop()) > 10_000
