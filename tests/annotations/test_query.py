"""The grammar understands what is typed, explains what it cannot, and never raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.query import (
    CLOSED,
    Comparison,
    Condition,
    Query,
    QueryField,
    Word,
    format_query,
    parse_query,
    read_terms,
)

#: Text that is likely to stumble.
typed = st.text(max_size=30) | st.lists(
    st.sampled_from(
        ["kratom", '"', '"nine grams"', "-", "--", "-x", "cat:", "cat:dang", "CAT:Dangerous",
         "sev:>=serious", "sev:<", 'tag:"a b"', 'tag:"', "tag:==", 'tag:=a"b', "src:<x", "is:",
         "zz:", "checked:<2026", "checked:2026-13", "https://a.org/b", "doi:10.1/x", "doi:cat:x",
         "10:30", ":", "<", "\0", "\ud800", "é", "by:K", "\x1c", " ", "article:'", "rank:b",
         "-is:draft"]
    ),
    max_size=6,
).flatmap(lambda parts: st.sampled_from([" ".join(parts), "".join(parts)]))  # fmt: skip


def conditions(text):
    return [(c.field.value, c.comparison.value, c.value) for c in parse_query(text).conditions]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("cat:dangerous", ("cat", "", "dangerous")),
        ("cat:dang", ("cat", "", "dangerous")),
        ("Category:DANGEROUS", ("cat", "", "dangerous")),
        ('cat:"contradicts itself"', ("cat", "", "contradiction")),
        ("cat:cherry-picked", ("cat", "", "cherry_picked")),
        ("cat:harms", ("cat", "", "missing_harms")),
        ("sev:serious", ("sev", "", "serious")),
        ("sev:>=Serious", ("sev", ">=", "serious")),
        ("sev:=crit", ("sev", "", "critical")),
        ("status:withdrawn", ("status", "", "withdrawn")),
        ("rank:a", ("rank", "", "A")),
        ("type:guide", ("type", "", "guideline")),
        ("type:study", ("type", "", "study")),
        ("checked:<2026", ("checked", "<", "2026")),
        ("checked:>=2026-05", ("checked", ">=", "2026-05")),
        ("checked:2026-05-17", ("checked", "", "2026-05-17")),
        ("is:uns", ("is", "", "unsourced")),
        ('tag:"legal status"', ("tag", "", "legal status")),
        ("by:Okafor", ("by", "", "Okafor")),
        ("src:fda", ("src", "", "fda")),
        ("article:valerian", ("article", "", "valerian")),
        ("lang:en-GB", ("lang", "", "en-GB")),
    ],
)
def test_field(text, found):
    assert conditions(text) == [found]
    assert parse_query(text).problem == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kratom tea", [Word("kratom"), Word("tea")]),
        ('"nine grams" tea', [Word("nine grams", is_phrase=True), Word("tea")]),
        ('-beer -"my cousin"', [Word("beer", False, True), Word("my cousin", True, True)]),
        ("covid-19 10:30", [Word("covid-19"), Word("10:30")]),
        ("https://a.org/b?c=d", [Word("https://a.org/b?c=d")]),
        ("doi:10.1000/x", [Word("10.1000/x")]),
        ('say"no" - AND', [Word('say"no"'), Word("-"), Word("AND")]),
        ('""  "  "', []),
    ],
)
def test_words(text, words):
    assert list(parse_query(text).words) == words
    assert parse_query(text).problem == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("cat:foo", "There is no category “foo”. Try cat:dangerous"),
        ("cat:outdatd", "Try cat:outdated,"),
        ("cat:un", "“un” could be unsupported, unattributed or unverifiable."),
        ("catt:x", "There is no field “catt:”. Did you mean cat:?"),
        ("zzz:x", "There are cat:, sev:, status:"),
        ("tag:", "Say which tag after tag:, as in tag:dosing."),
        ('by:""', "Say which reviewer after by:"),
        ("cat:>dangerous", "cat: takes no “>”."),
        ("checked:soon", "“soon” is not a date."),
        ("checked:2026-13", "“2026-13” is not a date."),
        ('kratom "nine grams', "The quotation mark before “nine grams” is not closed."),
    ],
)
def test_what_is_broken_is_explained_and_the_rest_used(text, says):
    query = parse_query(f"first {text}")
    assert says in query.problem
    assert query.terms[0] == Word("first")


def test_an_unclosed_phrase_is_used():
    assert parse_query('"nine gr').words == (Word("nine gr", is_phrase=True),)


def test_the_first_problem_is_told():
    assert "foo" in parse_query("cat:foo zz:1").problem


@pytest.mark.parametrize("name", CLOSED)
def test_every_value_is_found_by_id_and_by_label(name):
    for item, label in CLOSED[name]:
        for written in (item, item.upper(), f'"{label}"'):
            (found,) = parse_query(f"{name.value}:{written}").conditions
            assert (found.field, found.value) == (name, item)


def test_examples_are_queries():
    for name in QueryField:
        query = parse_query(name.example)
        assert query.problem == ""
        assert query.asks(name)


@given(typed)
def test_any_text_is_understood_and_written_so_that_it_is_read_again(text):
    query = parse_query(text)
    again = parse_query(format_query(query))
    assert again == query
    assert again.problem == ""


@given(typed)
def test_terms_cover_all_but_spaces(text):
    position = 0
    for term in read_terms(text):
        assert text[position : term.start].strip() == ""
        assert term.start < term.end
        assert term.start <= term.value_start <= term.end
        position = term.end
    assert text[position:].strip() == ""


def test_a_query_is_what_it_asks_for():
    made = Query((Word("tea"), Condition(QueryField.SEVERITY, "serious", Comparison.BELOW)))
    assert format_query(made) == "tea sev:<serious"
    assert parse_query("tea  sev:<serious") == made
