"""Completion offers what may stand at the cursor, and what it offers is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.query import QueryField, parse_query
from annotations.query_completion import QueryValues, complete_query
from tests.annotations.test_query import typed

VALUES = QueryValues(
    tags=("dosing", "legal status"), reviewers=("Ada Okafor",), sources=("FDA 2024", 'A "b" c')
)


def offered(text, cursor=None):
    found = complete_query(text, len(text) if cursor is None else cursor, VALUES)
    return [item.text for item in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [f"{name.value}:" for name in QueryField]),
        ("kratom ", [f"{name.value}:" for name in QueryField]),
        ("s", ["sev:", "status:", "src:"]),
        ("-c", ["cat:", "checked:"]),
        ("kratom", []),
        ("sev:", ["critical", "serious", "moderate", "info"]),
        ("sev:>=s", ["serious"]),
        ("cat:contra", ["contradiction"]),
        ("cat:harms", ["missing_harms"]),
        ("cat:dangerous", []),
        ("tag:", ["dosing", '"legal status"']),
        ("tag:stat", ['"legal status"']),
        ('tag:"legal s', ['"legal status"']),
        ("by:oka", ['"Ada Okafor"']),
        ("src:b", ['"A b c"']),
        ("checked:2", []),
        ("zz:a", []),
        ('"nine', []),
    ],
)
def test_offers(text, found):
    assert offered(text) == found


def test_in_the_middle():
    (item,) = complete_query("tea sev:ser kratom", 10, VALUES)
    assert (item.start, item.end, item.text, item.label) == (8, 11, "serious", "Serious")
    assert offered("tea kratom", 4) == []


@given(typed, st.integers(-2, 40))
def test_what_is_offered_is_understood(text, cursor):
    for item in complete_query(text, cursor, VALUES):
        assert 0 <= item.start <= item.end <= len(text)
        assert item.label
        if not item.text.endswith(":"):
            head = text[: item.start].rpartition(" ")[2].lstrip("-")
            if head.partition(":")[0] in ("cat", "sev", "is", "tag", "by"):
                assert parse_query(f"{head}{item.text}").problem == ""
