"""Candidates by rare words."""

from __future__ import annotations

from annotations.anchoring.lookup import SentenceLookup

KEYS = ["the tea is warm", "the tea is cold", "the root is bitter", "这种药很安全", "the law"]


def test_the_sentence_that_shares_the_rarest_words_comes_first() -> None:
    lookup = SentenceLookup(KEYS)
    assert lookup.candidates("a bitter tea", 3)[0] == 2
    assert lookup.candidates("tea that is cold", 9)[:2] == [1, 0]
    assert lookup.candidates("tea", 1) == [0]


def test_scripts_without_spaces_are_looked_up_by_pairs() -> None:
    assert SentenceLookup(KEYS).candidates("药很安", 2) == [3]


def test_members_alone_are_found() -> None:
    assert SentenceLookup(KEYS, [1, 4]).candidates("the tea is warm", 9) == [1, 4]


def test_nothing_in_common_finds_nothing() -> None:
    assert SentenceLookup(KEYS).candidates("kava", 5) == []
    assert SentenceLookup([]).candidates("tea", 5) == []


def test_words_that_most_sentences_have_are_looked_at_where_there_is_no_rarer_one() -> None:
    lookup = SentenceLookup(["take it daily"] * 300)
    assert lookup.candidates("take", 4) == [0, 1, 2, 3]
