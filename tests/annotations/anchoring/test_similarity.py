"""How much alike sentences are: orders that must hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.similarity import containment, context_similarity, similarity
from annotations.anchoring.words import WordWeights

OTHERS = ("it is sold in the north", "the law says so", "people take it with tea")


def alike(one: str, other: str) -> float:
    return similarity(one, other, WordWeights([one, *OTHERS], [other, *OTHERS]))


def test_equal_keys_are_wholly_alike_and_nothing_is_like_nothing() -> None:
    assert alike("it is safe", "it is safe") == 1
    assert alike("", "it is safe") == alike("it is safe", "") == 0


@pytest.mark.parametrize(
    ("old", "near", "far"),
    [
        (
            "kratom is sold in the north of thailand",
            "in the north of thailand kratom is sold",
            "the law is set by the state of vermont",
        ),
        (
            "we've broken the infinite chain by adding a box",
            "by using a box, we've broken the infinite chain",
            "we've fixed the defective lock by adding a bolt",
        ),
        (
            "create a branch for your edits",
            "make a branch for all of your edits",
            "crie um branch para suas edições",
        ),
        ("这种药是安全的", "这种药很安全", "那条法律是新的"),
    ],
)
def test_rewrites_are_more_alike_than_sentences_of_one_pattern(
    old: str, near: str, far: str
) -> None:
    assert alike(old, near) > alike(old, far) + 0.1


@given(st.text(alphabet="ab cé中", max_size=30), st.text(alphabet="ab cé中", max_size=30))
def test_likeness_is_a_share(one: str, other: str) -> None:
    assert 0 <= alike(one, other) <= 1


def test_a_part_is_found_in_the_whole_and_never_the_other_way() -> None:
    assert containment("it is safe", "they say that it is safe.") == 1
    assert containment("they say that it is safe.", "it is safe") == 0
    assert containment("it was kept", "they say that it is safe.") < 0.8


def test_surroundings_count_on_both_sides() -> None:
    both = context_similarity(("before", "after"), ("before", "after"))
    left = context_similarity(("before", "after"), ("before", "xyz"))
    neither = context_similarity(("before", "after"), ("uvw", "xyz"))
    assert both == 1
    assert 1 > left > neither >= 0


def test_an_end_of_both_texts_says_less_than_equal_words() -> None:
    at_an_end = context_similarity(("before", ""), ("before", ""))
    assert context_similarity(("before", "on"), ("before", "on")) > at_an_end
    assert at_an_end > context_similarity(("before", ""), ("before", "on"))
