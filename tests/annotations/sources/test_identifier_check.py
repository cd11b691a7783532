"""What a form says of an identifier."""

import pytest

from annotations.sources.identifier_check import check_identifier

GOOD = {
    "doi": ("https://doi.org/10.1000/XYZ", "10.1000/xyz"),
    "pmid": ("PMID: 0123", "123"),
    "pmcid": ("pmc77", "PMC77"),
    "isbn": ("3-16-148410-X", "9783161484100"),
    "issn": ("20493630", "2049-3630"),
    "orcid": ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
}


@pytest.mark.parametrize("kind", GOOD)
def test_good_one_gets_its_normal_form(kind):
    written, normal = GOOD[kind]
    assert check_identifier(kind, f"  {written} ") == (normal, True, "Well formed.")


@pytest.mark.parametrize("kind", GOOD)
def test_nothing_is_nothing_wrong(kind):
    assert check_identifier(kind, "  ") == ("", True, "")


@pytest.mark.parametrize(
    ("kind", "written", "sentence"),
    [
        ("doi", "11.1000/x", "A DOI begins with 10., a number and a slash, as in 10.1000/182."),
        ("pmid", "123456789", "A PMID is a number of one to eight digits."),
        ("pmcid", "77", "A PMCID is PMC and a number, as in PMC1234567."),
        ("isbn", "ISBN 978-3-16-148410-1",
         "The check digit of this ISBN does not fit. Look for a mistyped digit."),
        ("isbn", "97831614841", "An ISBN has 10 digits, or 13 that begin with 978 or 979."),
        ("issn", "2049-3631",
         "The check digit of this ISSN does not fit. Look for a mistyped digit."),
        ("issn", "2049", "An ISSN has eight digits, as in 2049-3630."),
        ("orcid", "0000-0002-1825-0098",
         "The check digit of this ORCID does not fit. Look for a mistyped digit."),
        ("orcid", "me", "An ORCID has four groups of four digits, as in 0000-0002-1825-0097."),
    ],
)  # fmt: skip
def test_wrong_one_is_told_why(kind, written, sentence):
    assert check_identifier(kind, written) == ("", False, sentence)
