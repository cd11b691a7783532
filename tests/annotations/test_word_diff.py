"""Word by word, what changed: nothing is lost, and it reads as a person would say it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.word_diff import DiffKind, diff_words

MARKS = {DiffKind.SAME: "{}", DiffKind.REMOVED: "[-{}-]", DiffKind.ADDED: "[+{}+]"}

words = st.lists(
    st.sampled_from(
        [
            "a",
            "the",
            "dose",
            "0.5",
            "5",
            "mg",
            " ",
            "  ",
            "\n",
            ".",
            ", ",
            "用",
            "法",
            "é",
            "e\u0301",
        ]
    ),
    max_size=40,
).map("".join)
texts = st.one_of(words, st.text(max_size=60))


def said(old: str, new: str) -> str:
    return "".join(MARKS[run.kind].format(run.text) for run in diff_words(old, new))


@given(texts, texts)
def test_the_runs_give_both_texts(old: str, new: str) -> None:
    runs = diff_words(old, new)
    assert "".join(run.text for run in runs if run.kind is not DiffKind.ADDED) == old
    assert "".join(run.text for run in runs if run.kind is not DiffKind.REMOVED) == new


@given(texts, texts)
def test_runs_are_neither_empty_nor_split(old: str, new: str) -> None:
    runs = diff_words(old, new)
    assert all(run.text for run in runs)
    assert all(first.kind is not second.kind for first, second in pairwise(runs))
    assert (DiffKind.ADDED, DiffKind.REMOVED) not in pairwise(run.kind for run in runs)


@given(texts)
def test_a_text_and_itself_are_the_same(text: str) -> None:
    assert [run.kind for run in diff_words(text, text)] == ([DiffKind.SAME] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It does not help.", "It does help.", "It does [-not -]help."),
        ("a b", "a c b", "a [+c +]b"),
        ("Take 0.5 mg", "Take 5 mg", "Take [-0.5-][+5+] mg"),
        ("of 1,000 people", "of 2,000 people", "of [-1,000-][+2,000+] people"),
        ("two three", "two, not three", "two[+, not+] three"),
        ("服用前に相談", "服用後に相談", "服用[-前-][+後+]に相談"),
        (
            "the cat sat on the mat by a wall",
            "every dog lay in a kennel by the house",
            "[-the cat sat on the mat by a wall-][+every dog lay in a kennel by the house+]",
        ),
        (
            "Valerian is safe for all adults and children.",
            "Valerian has not been tested in children.",
            "Valerian [-is safe for all adults and-][+has not been tested in+] children.",
        ),
        ("One.\nTwo.", "One.\nNot two.\n", "One.\n[-Two.-][+Not two.\n+]"),
        ("", "new", "[+new+]"),
        ("old", "", "[-old-]"),
    ],
)
def test_it_reads_as_a_person_would_say_it(old: str, new: str, expected: str) -> None:
    assert said(old, new) == expected


def test_texts_too_long_to_compare_are_told_by_their_ends() -> None:
    old = "It is said that " + "a " * 20_000 + "is true."
    new = "It is said that " + "b " * 20_000 + "is true."
    runs = diff_words(old, new)
    assert [run.kind for run in runs] == ["same", "removed", "added", "same"]
    assert (runs[0].text, runs[-1].text) == ("It is said that ", " is true.")
