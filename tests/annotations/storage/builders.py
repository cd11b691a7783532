"""Small articles and review sheets for the tests of the library file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from annotations.exchange.review_sheet import ReviewSheet, read_review_sheet
from annotations.ids import OwnerId, ReviewerUid
from annotations.model import ArticleFields, Conversion, Reviewer, Span
from annotations.storage.articles import AddedArticle
from annotations.storage.library import Library
from annotations.text.blocks import Block, block_starts
from annotations.vocabulary import BlockKind

OWNER = OwnerId("0192f0c1-0000-7000-8000-000000000001")
STRANGER = OwnerId("0192f0c1-0000-7000-8000-000000000002")
REVIEWER = Reviewer(uid=ReviewerUid("0192f0c1-0000-7000-8000-00000000000a"), name="A reviewer")

_MARKS = {
    "# ": BlockKind.H1,
    "## ": BlockKind.H2,
    "- ": BlockKind.LI,
    "> ": BlockKind.QUOTE,
    "~ ": BlockKind.BOILERPLATE,
}

TEA = """\
# Kratom tea for long shifts
~ 3 min read
Kratom is a plant. It keeps you awake and calm.
## How much to take
Take nine grams with a beer. Nobody was ever harmed by it.
- It is legal everywhere.
- Repeat every hour.
> My cousin drinks it daily.
"""
VALERIAN = """\
# Valerian for sleep
Valerian works at once. It takes four weeks to work.
The usual dose is 900 mg.
"""


def conversion(text: str, *, title: str = "", suggested: bool = True) -> Conversion:
    """A text of one block a line: `#` and `##` head, `-`, `>`, and `~` for boilerplate."""
    blocks = []
    for line in text.splitlines():
        mark = next((mark for mark in _MARKS if line.startswith(mark)), "")
        kind = _MARKS.get(mark, BlockKind.P)
        folded = kind is BlockKind.BOILERPLATE
        blocks.append(Block(kind, line.removeprefix(mark), folded=folded))
    heading = next((b.text for b in blocks if b.kind.heading_level), "")
    return Conversion(
        blocks=tuple(blocks),
        sentences=tuple(_sentences(blocks)),
        fields=ArticleFields(title=title or heading),
        title_is_suggested=suggested,
        encoding="utf-8",
        notice="",
        extractor="lines/1",
        segmenter="stops/1",
    )


def marked(blocks: Iterable[Block]) -> str:
    """The text that `conversion` makes such blocks of."""
    marks = {kind: mark for mark, kind in _MARKS.items()}
    return "\n".join(marks.get(block.kind, "") + block.text for block in blocks)


def _sentences(blocks):
    for start, block in zip(block_starts(blocks), blocks, strict=True):
        for match in re.finditer(r"\S.*?(?:\.(?=\s|$)|$)", block.text):
            yield Span(start + match.start(), start + match.end())


def add(
    library: Library, text: str = TEA, file_name: str = "tea.md", **fields: str
) -> AddedArticle:
    """Add an article of the given text."""
    return library.add_article(
        conversion(text), file_name=file_name, data=text.encode(), fields=ArticleFields(**fields)
    )


def note(note_id: str, quote: str, **values: Any) -> dict[str, Any]:
    """A note of a review sheet."""
    return {
        "id": note_id,
        "quote": quote,
        "category": "inaccurate",
        "severity": "serious",
        "correction": f"Not so: {quote}",
        "body": "Why it is not so.\n\nA second paragraph.",
        "no_source_needed": "arithmetic",
        **values,
    }


SOURCE = {
    "id": "nccih",
    "type": "government",
    "title": "Kratom: what you need to know",
    "authors": ["NCCIH"],
    "url": "https://example.org/kratom",
}


def evidence(source: str = "nccih", **values: Any) -> dict[str, Any]:
    """A piece of evidence of a note."""
    return {"source": source, "relation": "disputes", "why": "says otherwise", **values}


def sheet(*notes: dict[str, Any], file: str = "tea.md", **values: Any) -> ReviewSheet:
    """A review sheet of one article."""
    article = {"id": "a1", "file": file, "title": "", "notes": list(notes)}
    return sheet_of([{**article, **values.pop("article", {})}], **values)


def sheet_of(articles: list[dict[str, Any]], sources: Any = (SOURCE,)) -> ReviewSheet:
    """A review sheet of several articles."""
    content = {
        "format": "caveat-review-sheet",
        "version": 1,
        "articles": articles,
        "sources": list(sources),
    }
    return read_review_sheet(json.dumps(content).encode())
