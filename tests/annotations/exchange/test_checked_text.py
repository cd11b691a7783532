"""The section of a report on what was checked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotations.exchange.checked_text import checked_markdown, unchecked
from annotations.exchange.markdown import export_markdown
from annotations.model import Coverage
from annotations.text.blocks import Block
from annotations.vocabulary import BlockKind, ExportLayout, SentenceState, Status, TargetRole
from tests.annotations.builders import make_annotation, make_reviewed, make_target
from tests.annotations.exchange.readers import render_all

BLOCKS = (
    "Before all. Not seen.",
    Block(BlockKind.H2, "How *much* to take"),
    "Take five. Take six.",
    Block(BlockKind.BOILERPLATE, "Related posts", folded=True),
    Block(BlockKind.P, "Folded away.", folded=True),
    Block(BlockKind.H2, "All is fine here"),
    "Sleep well.",
)


def reviewed(*states, by=("A <b>reviewer</b>",), on="2026-11-20", annotations=(), of=5):
    made = make_reviewed(BLOCKS, annotations)
    unseen = list(made.sentence_states)
    for index in states:
        unseen[index] = SentenceState.OK
    coverage = Coverage(len(states), of, on, by)
    return replace(made, sentence_states=tuple(unseen), coverage=coverage)


def test_unchecked_sentences_are_counted_under_their_heading():
    assert unchecked(reviewed(0, 3, 8)) == (("", 1), ("How *much* to take", 1))
    assert unchecked(reviewed(0, 1, 3, 4)) == (("All is fine here", 1),)
    assert unchecked(reviewed(0, 1, 3, 4, 8)) == ()


@pytest.mark.parametrize(
    ("status", "found"),
    [(Status.READY, (("How *much* to take", 1),)), (Status.DRAFT, ())],
)
def test_a_folded_block_counts_where_a_published_note_unfolds_it(status, found):
    start = make_reviewed(BLOCKS).revision.text.index("Folded")
    note = make_annotation(
        make_target("Before all.", 0),
        make_target("Folded away.", start, TargetRole.CONFLICT),
        status=status,
    )
    assert unchecked(reviewed(0, 1, 3, 4, 8, annotations=[note])) == found


def test_the_report_says_how_many_by_whom_and_where_not():
    exported = export_markdown(reviewed(0, 3, 8), ExportLayout.REPORT)
    assert "## What was checked" in exported
    for seen in render_all(exported).values():
        assert "3 of 5 sentences were checked by A <b>reviewer</b>, last on 2026-11-20." in (
            seen.words
        )
        assert "Not checked: 1 sentence at the beginning" in seen.words
        assert "Not checked: 1 sentence under “How *much* to take”" in seen.words


def test_other_layouts_leave_it_to_the_front_matter():
    exported = export_markdown(reviewed(0, 3, 8, by=("B", "C")))
    assert "What was checked" not in exported
    assert 'checked: "3 of 5 sentences, last on 2026-11-20 by B, C"' in exported


def test_all_none_and_nothing():
    assert checked_markdown(reviewed(0, 1, 3, 4, 8, by=())) == [
        "## What was checked",
        "All of 5 sentences were checked, last on 2026-11-20.",
    ]
    assert "None of 5 sentences has been checked." in checked_markdown(reviewed(by=(), on=""))
    assert checked_markdown(reviewed(of=0)) == []
