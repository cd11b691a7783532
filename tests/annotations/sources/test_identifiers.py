import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.sources.identifiers import (
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_orcid,
    normalise_pmcid,
    normalise_pmid,
)


@pytest.mark.parametrize(
    ("typed", "known_as"),
    [
        ("10.1000/ABC", "10.1000/abc"),
        ("https://doi.org/10.1000/abc", "10.1000/abc"),
        ("http://dx.doi.org/10.1000/abc.", "10.1000/abc"),
        ("doi: 10.1000/abc", "10.1000/abc"),
        ("10.1016/S0140-6736(05)67586-X", "10.1016/s0140-6736(05)67586-x"),
        ("(10.1000/abc)", ""),
        ("10.1000/abc)", "10.1000/abc"),
        ("10.1000/a%20b", ""),
        ("10.10/x", ""),
        ("", ""),
    ],
)
def test_doi(typed, known_as):
    assert normalise_doi(typed) == known_as


@pytest.mark.parametrize(
    ("typed", "known_as"),
    [
        ("17145239", "17145239"),
        ("PMID: 017145239", ""),
        ("PMID: 0123", "123"),
        ("https://pubmed.ncbi.nlm.nih.gov/17145239/", "17145239"),
        ("9783161484101", ""),
        ("12a", ""),
    ],
)
def test_pmid(typed, known_as):
    assert normalise_pmid(typed) == known_as


@pytest.mark.parametrize(
    ("typed", "known_as"),
    [
        ("pmc4394901", "PMC4394901"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC4394901/", "PMC4394901"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC4394901", "PMC4394901"),
        ("4394901", ""),
    ],
)
def test_pmcid(typed, known_as):
    assert normalise_pmcid(typed) == known_as


@pytest.mark.parametrize(
    ("typed", "known_as"),
    [
        ("0-306-40615-2", "9780306406157"),
        ("ISBN 978-3-16-148410-0", "9783161484100"),
        ("9783161484101", ""),
        ("080442957X", "9780804429573"),
        ("0-306-40615-3", ""),
    ],
)
def test_isbn(typed, known_as):
    assert normalise_isbn(typed) == known_as


def test_issn_and_orcid_have_check_digits():
    assert normalise_issn("0378-5955") == "0378-5955"
    assert normalise_issn("2434561x") == "2434-561X"
    assert normalise_issn("0378-5956") == ""
    assert normalise_orcid("https://orcid.org/0000-0002-1825-0097") == "0000-0002-1825-0097"
    assert normalise_orcid("0000-0002-1694-233X") == "0000-0002-1694-233X"
    assert normalise_orcid("0000-0002-1825-0098") == ""


@given(st.text(max_size=60))
def test_what_is_normal_stays_as_it_is(text):
    for normalise in (
        normalise_doi, normalise_pmid, normalise_pmcid, normalise_isbn, normalise_issn,
        normalise_orcid,
    ):  # fmt: skip
        once = normalise(text)
        assert normalise(once) == once
