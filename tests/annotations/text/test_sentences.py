"""Sentences: what is cut, what is not, and what always holds."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.blocks import Block, canonical_text
from annotations.text.sentences import segment, segment_text
from annotations.vocabulary import BlockKind


def cut(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in segment_text(text, language)]


def test_quotation_of_several_sentences_is_cut() -> None:
    text = "“It has no adverse effects. It is entirely safe. Nobody was ever harmed.”"
    assert len(cut(text)) == 3


def test_heading_is_one_unit() -> None:
    blocks = (
        Block(BlockKind.H2, "Is it legal? Exploring the status"),
        Block(BlockKind.P, "It is. It was."),
    )
    text = canonical_text(blocks)
    assert [text[s.start : s.end] for s in segment(blocks)] == [
        "Is it legal? Exploring the status",
        "It is.",
        "It was.",
    ]


@given(st.text())
def test_nothing_is_lost(text: str) -> None:
    spans = segment_text(text)
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
