"""Addresses and identifiers as people paste them."""

import pytest

from annotations.sources.bibliography import read_bibliography
from annotations.sources.read_address import identifiers_in
from annotations.vocabulary import SourceType


def read(text):
    result = read_bibliography(text)
    assert not result.refused, result.refused
    return result.sources


def one(text):
    (source,) = read(text)
    return source


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1016/j.drugalcdep.2014.03.017", "10.1016/j.drugalcdep.2014.03.017"),
        ("doi:10.1000/XYZ", "10.1000/xyz"),
        ("DOI: 10.1000/xyz.", "10.1000/xyz"),
        ("doi.org/10.1000/xyz", "10.1000/xyz"),
        ("https://doi.org/10.1000/xyz", "10.1000/xyz"),
        ("http://dx.doi.org/10.1000/xyz", "10.1000/xyz"),
        ("(10.1000/xyz)", "10.1000/xyz"),
        ("10.1016/S0140-6736(20)30183-5", "10.1016/s0140-6736(20)30183-5"),
        ("<https://doi.org/10.1000/xyz>", "10.1000/xyz"),
        ("https://www.nejm.org/doi/full/10.1056/NEJMoa2034577", "10.1056/nejmoa2034577"),
        ("https://onlinelibrary.wiley.com/doi/10.1002/a.b/abstract", "10.1002/a.b"),
        ("https://www.medrxiv.org/content/10.1101/2020.03.03.20030593v2.full.pdf",
         "10.1101/2020.03.03.20030593"),
        ("https://arxiv.org/pdf/2101.00001v2", "10.48550/arxiv.2101.00001"),
        ("arXiv:2101.00001", "10.48550/arxiv.2101.00001"),
    ],
)  # fmt: skip
def test_doi_in_any_spelling(text, doi):
    assert one(text).doi == doi


@pytest.mark.parametrize(
    ("text", "pmid"),
    [
        ("PMID: 24698080", "24698080"),
        ("PMID 123", "123"),
        ("pubmed id: 123", "123"),
        ("24698080", "24698080"),
        ("https://pubmed.ncbi.nlm.nih.gov/24698080/", "24698080"),
        ("pubmed.ncbi.nlm.nih.gov/123/", "123"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/123", "123"),
        ("https://europepmc.org/article/MED/24698080", "24698080"),
    ],
)
def test_pmid_in_any_spelling(text, pmid):
    source = one(text)
    assert (source.pmid, source.pmcid, source.doi) == (pmid, "", "")
    assert source.type is SourceType.STUDY


@pytest.mark.parametrize(
    "text",
    [
        "PMC1234567",
        "PMCID: PMC1234567",
        "www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1234567/?report=classic",
        "pmc.ncbi.nlm.nih.gov/articles/PMC1234567",
        "https://europepmc.org/articles/PMC1234567",
    ],
)
def test_pmcid_in_any_spelling(text):
    source = one(text)
    assert (source.pmcid, source.pmid) == ("PMC1234567", "")


@pytest.mark.parametrize(
    "text",
    [
        "978-3-16-148410-0",
        "9783161484100",
        "ISBN 3-16-148410-X",
        "ISBN-13: 978 3 16 148410 0",
        "https://openlibrary.org/isbn/9783161484100",
        "https://books.example.com/books?isbn=9783161484100",
    ],
)
def test_isbn_in_any_spelling(text):
    assert one(text).isbn == "9783161484100"


def test_year_or_page_alone_is_no_pmid():
    result = read_bibliography("2024")
    assert result.sources == ()
    assert "no address, DOI, PMID" in result.refused[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("978-3-16-148410-1", "The check digit of this ISBN does not fit"),
        ("10.1/x", "A DOI begins with 10."),
        ("PMID: 123456789", "A PMID is a number of one to eight digits"),
        ("PMCID: 12", "A PMCID is PMC and a number"),
    ],
)
def test_mistyped_identifier_is_refused_with_what_is_wrong(text, sentence):
    result = read_bibliography(text)
    assert result.sources == ()
    assert sentence in result.refused[0]


def test_page_has_publisher_title_and_address():
    source = one("www.nice.org.uk/guidance/ng215")
    assert source.uid == ""
    assert source.url == "https://www.nice.org.uk/guidance/ng215"
    assert (source.title, source.publisher) == ("Guidance ng215", "NICE")


def test_cochrane_and_preprints_are_known_by_doi():
    assert one("10.1002/14651858.CD013874").type is SourceType.SYSTEMATIC_REVIEW
    assert one("10.1101/2020.03.03.20030593").type is SourceType.PREPRINT
    assert one("10.1101/gr.123456.107").type is SourceType.STUDY


def test_page_is_not_ranked_by_what_it_calls_itself():
    page = one("https://shop.example.com/kratom-clinical-guidelines-and-systematic-review")
    assert page.type is SourceType.OTHER


def test_identifier_stands_in_for_the_title():
    assert one("10.1000/x").title == "doi:10.1000/x"
    assert one("PMID 5").title == "PMID 5"


def test_identifiers_of_an_address():
    assert identifiers_in("https://example.org/") == {}
    assert identifiers_in("https://doi.org/10.1000/full") == {"doi": "10.1000/full"}
