"""Queries as chips and words: what becomes a chip, and what a chip says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.models.query_words import chip_words, field_before, is_field, split_fields, tokens


def test_tokens_end_at_spaces_outside_of_quotes():
    assert tokens('tea  "two words" src:"a guide" -tag:law x') == (
        "tea",
        '"two words"',
        'src:"a guide"',
        "-tag:law",
        "x",
    )


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("cat:dangerous", True),
        ("-tag:law", True),
        ("SEV:>=serious", True),
        ('src:"a guide"', True),
        ("cat:", False),
        ("sev:>=", False),
        ('src:""', False),
        ('src:"a guide', False),
        ("http://example.org", False),
        ("note:this", False),
        ("cat:nothing", False),
        ("tea", False),
    ],
)
def test_a_field_with_a_value_is_one(token, expected):
    assert is_field(token) is expected


def test_fields_are_parted_from_words():
    assert split_fields('tea is:draft "a b" -tag:law') == (("is:draft", "-tag:law"), 'tea "a b"')


def test_the_field_that_ends_at_the_cursor_is_found():
    assert field_before("tea is:draft more", 12) == (4, 12)
    assert field_before("tea is:draft more", 11) == (4, 11)
    assert field_before("tea is:draft more", 3) is None
    assert field_before('src:"a gui', 10) is None


@pytest.mark.parametrize(
    ("token", "spoken"),
    [
        ("cat:dangerous", "category Dangerous advice"),
        ("-cat:outdated", "not category Outdated"),
        ("sev:>=serious", "severity serious or worse"),
        ("sev:critical", "severity critical"),
        ("sev:<moderate", "severity below moderate"),
        ("is:draft", "draft"),
        ("-is:draft", "not draft"),
        ('src:"a guide"', "source a guide"),
        ("type:case_report", "source type Case report"),
        ("rank:a", "rank A, guidance"),
        ("checked:<2026-01", "checked before Jan 2026"),
        ("checked:>=2026-11-01", "checked since 1 Nov 2026"),
        ("tea", "tea"),
    ],
)
def test_a_chip_says_what_it_means(token, spoken):
    assert chip_words(token).spoken == spoken


@given(st.text(alphabet='ab:"- is>', max_size=30))
def test_nothing_typed_is_lost(text):
    fields, rest = split_fields(text)
    assert sorted([*fields, *tokens(rest)]) == sorted(tokens(text))
