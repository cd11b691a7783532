"""Quotations in a canonical text, and sentences under spans."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Span
from annotations.storage.coverage import overlapped, to_be_checked
from annotations.storage.placing import MOST_PLACES, describe, find_quote, fold


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("One. Two.", "Two.", ["Two."]),
        ("One. Two.", " Two.\n", ["Two."]),
        ("One two three.", "two\n   three.", ["two three."]),
        ("One\ntwo\u00a0three.", "One two three.", ["One\ntwo\u00a0three."]),
        ("One two.\nOne\u2003two.", "One two.", ["One two."]),  # the exact one wins
        ("One  two. One   two.", "One two.", ["One  two.", "One   two."]),
        ("aaa", "aa", ["aa", "aa"]),
        ("a.c abc", "a.c", ["a.c"]),
        ("(a) [b] *c*", "[b]  *c*", ["[b] *c*"]),
        ("One.", "one.", []),
        ("One.", "", []),
        ("One. Two", " \n", []),
        ("😀 takes 2 g", "takes 2 g", ["takes 2 g"]),
    ],
)
def test_find_quote(text, quote, found):
    assert [text[span.start : span.end] for span in find_quote(text, quote)] == found


def test_folded_matches_may_overlap():
    assert find_quote("a  b  a  b  a", "a b a") == (Span(0, 7), Span(6, 13))


@given(st.lists(st.sampled_from(["a", "b.", "ab", "é"]), min_size=1, max_size=6), st.data())
def test_every_piece_of_a_text_is_found_in_it(words, data):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote = data.draw(st.sampled_from(["\n", "  ", "\t "])).join(words[start:end])
    assert any(fold(text[s.start : s.end]) == fold(quote) for s in find_quote(text, quote))


@pytest.mark.parametrize("end", ["end", "word"])
def test_repeated_words_take_no_quadratic_time(end):
    text = "word " * 200_000
    started = time.perf_counter()
    assert len(find_quote(text, "word  " * 3_000 + end)) == (0 if end == "end" else MOST_PLACES)
    assert time.perf_counter() - started < 5


def test_describe_keeps_context_inside_the_text():
    quote = describe("abc" + "x" * 100, Span(1, 3))
    assert (quote.exact, quote.prefix, quote.suffix) == ("bc", "a", "x" * 64)


_SENTENCES = ((0, 4), (5, 9), (10, 14))


@pytest.mark.parametrize(
    ("place", "indexes"),
    [
        ((0, 4), {0}),
        ((4, 5), set()),  # between two
        ((3, 6), {0, 1}),
        ((0, 14), {0, 1, 2}),
        ((9, 10), set()),
        ((14, 20), set()),
    ],
)
def test_overlapped(place, indexes):
    assert overlapped(_SENTENCES, [place]) == indexes


@given(
    cuts=st.lists(st.integers(0, 60), unique=True).map(sorted),
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9))),
)
def test_overlapped_agrees_with_asking_each(cuts, spans):
    sentences = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    asked = [(start, start + length) for start, length in spans]
    each = {i for i, s in enumerate(sentences) if any(Span(*s).overlaps(Span(*a)) for a in asked)}
    assert overlapped(sentences, asked) == each


def test_folded_block_counts_once_a_note_lies_in_it():
    blocks = [("p", 4, False), ("p", 4, True), ("h1", 4, False)]
    assert to_be_checked(_SENTENCES, blocks, []) == {0}
    assert to_be_checked(_SENTENCES, blocks, [(0, 4)]) == {0}
    assert to_be_checked(_SENTENCES, blocks, [(8, 12), (0, 1)]) == {0, 1}
