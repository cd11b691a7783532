import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.editing.tags import tags_line, tags_of
from reader.editing.typed import MAX_FIELD, beyond_limit, clean_typed, date_problem


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("a\r\nb\rc\u2028d\u2029e\x0bf", "a\nb\nc\nd\ne\nf"),
        ("tab\there", "tab here"),
        ("no\x00 bell\x07, \x1b[31mred\x9f", "no bell, [31mred"),
        ("half \ud83d pair", "half \ufffd pair"),
        ("no-break\u00a0space, e\u0301, \U0001f600, \u05d0", None),
        ("object \ufffc here", "object  here"),
    ],
)
def test_pasted_text_is_cleaned(text, clean):
    assert clean_typed(text) == (text if clean is None else clean)


def test_a_line_has_no_line_ends():
    assert clean_typed("one\n\n  \ntwo\r\nthree", is_line=True) == "one two three"


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    once = clean_typed(text)
    assert clean_typed(once) == once
    assert "\n" not in clean_typed(text, is_line=True)


def test_the_limit_counts_code_points():
    assert beyond_limit("\U0001f600" * MAX_FIELD) == 0
    assert beyond_limit("a" * (MAX_FIELD + 3)) == 3


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("", ()),
        (" , ,", ()),
        ("dosing", ("dosing",)),
        ("dosing,  legal status ,dosing", ("dosing", "legal status")),
        ('"vitamin D, high dose", dosing', ("vitamin D, high dose", "dosing")),
        ('dosing, "half open', ("dosing", '"half open')),
    ],
)
def test_tags_are_parted_by_commas(line, tags):
    assert tags_of(line) == tags


_tags = st.lists(
    st.text(min_size=1, max_size=8).map(str.strip).filter(bool), max_size=5, unique=True
).map(tuple)


@given(_tags)
def test_tags_come_back_from_their_line(tags):
    assert tags_of(tags_line(tags)) == tags


@pytest.mark.parametrize("date", ["", " ", "2024", "2024-05", "2024-02-29", " 1999-12-31 ", "0001"])
def test_dates_of_the_right_form(date):
    assert date_problem(date) == ""


@pytest.mark.parametrize("date", ["May 2024", "24", "2024-5", "2024/05", "2024-05-06Z", "٢٠٢٤"])
def test_dates_of_another_form_are_told_how_to_be_written(date):
    assert date_problem(date) == "Write 2024, 2024-05 or 2024-05-06."


@pytest.mark.parametrize("date", ["2023-02-29", "2024-13", "2024-00-01", "0000"])
def test_dates_that_never_were_are_told(date):
    assert date_problem(date) == "The calendar has no such date."
