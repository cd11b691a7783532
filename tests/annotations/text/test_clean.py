import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.clean import clean, fold_space, reads_right_to_left, split_lines

ANY_TEXT = st.text(st.characters(codec=None), max_size=200)


@given(ANY_TEXT)
def test_cleaning_keeps_every_length_and_place(text):
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    for before, after in zip(text, cleaned, strict=True):
        assert after in (before, "\ufffd")


@given(ANY_TEXT)
def test_what_is_cleaned_can_be_stored_and_shown(text):
    cleaned = clean(text)
    cleaned.encode("utf-8")
    for character in cleaned:
        assert character == "\t" or unicodedata.category(character) != "Cc"
        assert not 0xFDD0 <= ord(character) <= 0xFDEF
        assert ord(character) & 0xFFFE != 0xFFFE
        assert character not in "\u2028\u2029\ufff9\ufffa\ufffb\ufffc"


def test_letters_quotes_and_combining_marks_are_left_alone():
    text = "“naïve” e\u0301 ﬁ 👩‍👩‍👧 \u00a0 日本 שלום \U00020000"
    assert clean(text) == text


def test_white_space_is_folded_but_a_no_break_space_stays():
    assert fold_space(" \t900\u00a0mg \n a\r\n day ") == "900\u00a0mg a day"


def test_every_line_end_parts_lines():
    assert split_lines("a\r\nb\rc\nd\fe\vf") == ["a", "b", "c", "d", "e", "f"]


def test_direction_is_that_of_the_first_strong_character():
    assert reads_right_to_left("12. שלום world")
    assert reads_right_to_left("انخفض")
    assert not reads_right_to_left("Mixed: שלום")
    assert not reads_right_to_left("日本語")
