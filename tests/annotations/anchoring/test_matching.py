"""Equal sentences in order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.matching import equal_pairs


def test_what_was_put_in_and_left_out_is_stepped_over() -> None:
    assert equal_pairs(list("abcdef"), list("aXbdfY")) == [(0, 0), (1, 2), (3, 3), (5, 4)]


def test_a_repeated_sentence_needs_a_neighbour() -> None:
    old = ["dose", "a", "b", "dose"]
    assert equal_pairs(old, ["x", "dose", "y"]) == []
    assert equal_pairs(old, ["dose", "y", "dose"]) == []
    assert equal_pairs(old, ["x", "b", "dose"]) == [(2, 1), (3, 2)]


def test_a_text_of_one_sentence() -> None:
    assert equal_pairs(["a"], ["a"]) == [(0, 0)]
    assert equal_pairs(["a"], ["b"]) == []
    assert equal_pairs([], ["a"]) == equal_pairs(["a"], []) == equal_pairs([], []) == []


def test_the_longer_part_of_a_swap_is_kept_in_order() -> None:
    assert equal_pairs(list("abcde"), list("deabc")) == [(0, 2), (1, 3), (2, 4)]


def test_texts_without_unique_sentences_are_compared_whole() -> None:
    old, new = list("aabbab"), list("abbaab")
    pairs = equal_pairs(old, new)
    assert pairs
    assert all(old[i] == new[j] for i, j in pairs)


@given(
    st.lists(st.sampled_from("abcde"), max_size=12),
    st.lists(st.sampled_from("abcdef"), max_size=12),
)
def test_pairs_are_equal_and_ascend(old: list[str], new: list[str]) -> None:
    pairs = equal_pairs(old, new)
    assert all(old[i] == new[j] for i, j in pairs)
    assert all(i < k and j < m for (i, j), (k, m) in pairwise(pairs))


@given(st.lists(st.sampled_from("abcde"), min_size=1, max_size=12))
def test_a_text_is_paired_with_itself(keys: list[str]) -> None:
    assert equal_pairs(keys, keys) == [(i, i) for i in range(len(keys))]
