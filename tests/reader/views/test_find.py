import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import Span
from reader.views.find import MAX_HITS, find_spans


def words_found(text, words):
    return [text[span.start : span.end] for span in find_spans(text, words)]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Tea and TEA and tea.", "tea", ["Tea", "TEA", "tea"]),
        ("Café CAFE cafe\u0301 cafés", "cafe", ["Café", "CAFE", "cafe\u0301", "café"]),
        ("naïve", "naive", ["naïve"]),
        ("Straße STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("Don’t “do” it", 'don\'t "do"', ["Don’t “do”"]),
        ("2–3 spoons", "2-3", ["2–3"]),
        ("no\u00a0break here", "no break", ["no\u00a0break"]),
        ("😀 tea 𠀀 tea", "tea", ["tea", "tea"]),
        ("שלום עולם", "שלום", ["שלום"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("ﬁne wine", "fine", ["ﬁne"]),
        ("tea", "coffee", []),
        ("tea", "   ", []),
        ("tea", "", []),
        ("", "tea", []),
        ("two  words", "two   words", []),
        ("two words", "  two   words ", ["two words"]),
    ],
)
def test_case_diacritics_and_typography_do_not_matter(text, words, found):
    assert words_found(text, words) == found


def test_hits_are_code_points_of_the_text():
    assert find_spans("😀é tea", "tea") == (Span(3, 6),)


def test_hits_are_capped():
    assert len(find_spans("a" * (MAX_HITS * 2), "a")) == MAX_HITS


@given(st.text("aéE\u0301ßİ😀 שש", max_size=60), st.text("aéE\u0301ßİ😀ש", min_size=1, max_size=3))
def test_hits_are_sorted_disjoint_whole_and_inside(text, words):
    hits = find_spans(text, words)
    assert list(hits) == sorted(hits)
    end = 0
    for hit in hits:
        assert end <= hit.start < hit.end <= len(text)
        end = hit.end


@given(st.text("abcé ", max_size=30), st.text("abcé", min_size=1, max_size=5))
def test_what_stands_there_is_found(text, words):
    assert any(hit.start <= len(text) for hit in find_spans(text + words, words))


def test_a_decomposed_text_is_found_by_composed_words():
    text = unicodedata.normalize("NFD", "Él tomó café")
    assert words_found(text, "tomó café") == [unicodedata.normalize("NFD", "tomó café")]
