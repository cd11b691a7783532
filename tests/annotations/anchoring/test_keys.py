"""Typographic keys: what is no change to a reader, and what is one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.keys import typographic_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“It’s safe,” he said.", '"It\'s safe," he said.'),
        ("«Sûr»", '"Sûr"'),
        ("a – b — c", "a - b - c"),
        ("two\u00a0words", "two  words"),
        ("two\nlines", "two lines"),
        ("hyphen-\nated", "hyphenated"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth", "zerowidth"),
        ("caf\u00e9", unicodedata.normalize("NFD", "caf\u00e9")),
        ("UPPER Case", "upper case"),
        ("STRASSE", "straße"),
        ("ﬁne", "fine"),
        ("and so on…", "and so on..."),
        ("５ ｍｇ", "5 mg"),
    ],
)
def test_typography_alone_is_no_change(one: str, other: str) -> None:
    assert typographic_key(one) == typographic_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("It is safe.", "It is not safe."),
        ("5 mg", "50 mg"),
        ("well-known", "well known"),
        ("Tee", "Té"),
        ("a.", "a?"),
    ],
)
def test_words_and_signs_are(one: str, other: str) -> None:
    assert typographic_key(one) != typographic_key(other)


@given(st.text(alphabet="aé B-’“\n\u00ad\u00a0…5", max_size=30))
def test_a_key_is_its_own_key(text: str) -> None:
    key = typographic_key(text)
    assert typographic_key(key) == key
