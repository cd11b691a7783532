"""Emphasis, code and links are written where all readers agree, and parted at a mark."""

from __future__ import annotations

import pytest

from annotations.exchange.markdown import export_markdown
from annotations.exchange.runs import run_markdown, runs
from annotations.text.blocks import Block, Inline, InlineStyle
from annotations.vocabulary import BlockKind
from tests.annotations.builders import annotate_quotes, make_reviewed
from tests.annotations.exchange.readers import render_all

EM, STRONG, CODE, LINK, SUP = (
    InlineStyle.EMPHASIS, InlineStyle.STRONG, InlineStyle.CODE, InlineStyle.LINK,
    InlineStyle.SUPERSCRIPT,
)  # fmt: skip


def styled(text, *parts, kind=BlockKind.P):
    """A block with the named parts of its text styled."""
    inlines = []
    for words, style in parts:
        start = text.index(words)
        href = "https://x.org/a" if style is LINK else ""
        inlines.append(Inline(start, start + len(words), style, href))
    return Block(kind, text, tuple(sorted(inlines, key=lambda i: i.start)))


def written(block, ends=()):
    return [run_markdown(run, block.text) for run in runs(block, ends)]


@pytest.mark.parametrize(
    ("text", "parts", "found"),
    [
        ("take it now", [("it", EM)], ["*it*"]),
        ("Take it now!", [("Take it now!", STRONG)], ["**Take it now!**"]),
        ("“Quoted.” So.", [("“Quoted.”", EM)], ["*“Quoted.”*"]),
        ("see it—now", [("it", EM)], ["*it*"]),
        ("un-believ-able", [("believ", EM)], ["*believ*"]),
        ("unbelievable", [("believ", EM)], []),
        ("a kratom's b", [("kratom", EM)], ["*kratom*"]),
        ("$5 a day", [("$5", EM)], []),
        ("it (so) it", [("(so)", EM)], ["*(so)*"]),
        ("10 2 grams", [("2", SUP)], []),
        ("the a*b word", [("a*b", CODE)], ["`a*b`"]),
        ("the a`b word", [("a`b", CODE)], []),
        ("see here now", [("here", LINK)], ["[here](<https://x.org/a>)"]),
        ("see it here now", [("it here", STRONG), ("here", LINK)],
         ["**it [here](<https://x.org/a>)**"]),
        ("see here now", [("here", STRONG), ("here", LINK)], ["**[here](<https://x.org/a>)**"]),
        ("see it here now", [("it here", LINK), ("here", EM)], ["[it here](<https://x.org/a>)"]),
        ("so very much", [("so very", EM), ("very much", STRONG)], ["*so very*"]),
        ("so much", [("so much", EM), ("so much", STRONG)], ["**so much**"]),
        ("Wow! here it is", [("Wow! here", EM), ("here", LINK)],
         ["*Wow! [here](<https://x.org/a>)*"]),
    ],
)  # fmt: skip
def test_runs(text, parts, found):
    block = styled(text, *parts)
    assert written(block) == found
    for seen in render_all(export_markdown(make_reviewed([block]))).values():
        assert text in seen.words
        assert seen.elements["em"] == sum(run[0] == "*" and run[1] != "*" for run in found)
        assert seen.elements["strong"] == sum(run[:2] == "**" for run in found)


def test_a_link_that_cannot_be_opened_stands_plain():
    block = Block(BlockKind.P, "see it", (Inline(4, 6, LINK, "javascript:alert(1)"),))
    assert written(block) == []


def test_code_with_a_pipe_stands_plain_in_a_table():
    assert written(styled("a|b", ("a|b", CODE))) == ["`a|b`"]
    assert written(styled("a|b", ("a|b", CODE), kind=BlockKind.CELL)) == []


def test_emphasis_of_two_sentences_is_parted_at_the_mark():
    text = "It cures all. Buy it now! Or not."
    block = styled(text, ("It cures all. Buy it now!", STRONG))
    annotations = annotate_quotes(text, ["It cures all.", "Buy it now!", "Or not."])
    exported = export_markdown(make_reviewed([block], annotations))
    assert "**It cures all.**[^1] **Buy it now!**[^2] Or not.[^3]" in exported


def test_a_mark_within_a_word_or_a_link_leaves_the_run_whole():
    text = "It cures here. All."
    block = styled(text, ("It cures here.", EM), ("here", LINK))
    annotations = annotate_quotes(text, ["It cu", "cures he"])
    exported = export_markdown(make_reviewed([block], annotations))
    assert "*It cures [here](<https://x.org/a>).*[^1][^2] All." in exported


def test_an_exclamation_before_a_mark_or_a_link_makes_no_image():
    text = "Buy now! here"
    block = styled(text, ("here", LINK))
    exported = export_markdown(make_reviewed([block], annotate_quotes(text, ["Buy now!"])))
    assert "Buy now\\![^1] [here](<https://x.org/a>)" in exported
    for seen in render_all(exported).values():
        assert seen.elements["img"] == 0
        assert "Buy now! here" in seen.words
