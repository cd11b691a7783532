"""Words of sentences and their weights."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.words import WordWeights, words_of

KEYS = ("the tea is warm", "the tea is cold", "the root is bitter", "kava")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("it's 5 mg.", ["it", "s", "5", "mg"]),
        ("это чай", ["это", "чай"]),
        ("这种药", ["这种", "种药"]),
        ("薬 5 mg", ["薬", "5", "mg"]),
        ("\U00020000\U00020001\U00020002", ["\U00020000\U00020001", "\U00020001\U00020002"]),
        ("한국어", ["한국", "국어"]),
        ("...", []),
        ("", []),
    ],
)
def test_words(key: str, words: list[str]) -> None:
    assert words_of(key) == words


def test_rare_words_in_common_count_more_than_common_ones() -> None:
    weights = WordWeights(KEYS, KEYS)
    rare = weights.shared("the root is bitter", "bitter root")
    common = weights.shared("the root is bitter", "the is")
    assert rare > common > 0


def test_the_second_of_equal_words_counts_on_its_own() -> None:
    weights = WordWeights(["no", "no no"], [])
    assert weights.shared("no no", "no") < weights.shared("no no", "no no") == 1
    assert weights.length("no no") == 2


def test_a_word_of_both_texts_weighs_as_much_as_one_of_a_single_text() -> None:
    weights = WordWeights(["kava calms"], ["kava harms"])
    assert weights.shared("kava calms", "kava harms") == pytest.approx(0.5)


def test_nothing_in_common_and_no_words_at_all() -> None:
    weights = WordWeights(KEYS)
    assert weights.shared("kava", "unheard of") == 0
    assert weights.shared("...", "...") == 0
    assert WordWeights().shared("kava", "kava") == 0


@given(st.text(alphabet="ab 中文\U00020000é", max_size=20), st.text(alphabet="ab 中", max_size=20))
def test_shares_are_the_same_both_ways(one: str, other: str) -> None:
    weights = WordWeights([one, other], ["a b"])
    share = weights.shared(one, other)
    assert 0 <= share <= 1
    assert weights.shared(other, one) == share
    assert not words_of(one) or weights.shared(one, one) == 1
