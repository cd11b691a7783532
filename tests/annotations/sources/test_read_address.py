"""Addresses and identifiers as people paste them."""

import pytest

from annotations.sources.bibliography import read_bibliography
from annotations.sources.hosts import guessed_title, publisher_and_type
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


@pytest.mark.parametrize(
    ("address", "publisher", "kind"),
    [
        ("https://www.who.int/news-room/x", "World Health Organization", SourceType.GOVERNMENT),
        ("https://www.who.int/publications/i/item/9789240012233", "World Health Organization",
         SourceType.GUIDELINE),
        ("https://www.nice.org.uk/guidance/ng215", "NICE", SourceType.GUIDELINE),
        ("https://www.fda.gov/drugs/x", "U.S. Food and Drug Administration", SourceType.REGULATOR),
        ("https://www.ema.europa.eu/en/x", "European Medicines Agency", SourceType.REGULATOR),
        ("https://www.gov.uk/drug-safety-update/x", "MHRA", SourceType.REGULATOR),
        ("https://www.gov.uk/x", "UK Government", SourceType.GOVERNMENT),
        ("https://nida.nih.gov/x", "National Institute on Drug Abuse", SourceType.GOVERNMENT),
        ("https://www.cochranelibrary.com/x", "Cochrane", SourceType.SYSTEMATIC_REVIEW),
        ("https://clinicaltrials.gov/study/NCT00000001", "ClinicalTrials.gov",
         SourceType.TRIAL_REGISTRATION),
        ("https://www.bbc.co.uk/news/x", "BBC", SourceType.NEWS),
        ("https://health.example.gov/x", "", SourceType.GOVERNMENT),
        ("https://example.org/x", "", SourceType.ORGANISATION_PAGE),
        ("https://shop.example.com/x", "", SourceType.OTHER),
        ("https://notfda.gov.example.com/x", "", SourceType.OTHER),
    ],
)  # fmt: skip
def test_host_tells_publisher_and_kind(address, publisher, kind):
    assert publisher_and_type(address) == (publisher, kind)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("https://e.org/blog/what-is-kratom.html?x=1#top", "What is kratom"),
        ("https://www.fda.gov/news/fda-and-kratom", "FDA and kratom"),
        ("https://www.nice.org.uk/guidance/ng215", "Guidance ng215"),
        ("https://www.example.org/", "example.org"),
        ("https://e.org/2024/05/06/", "e.org"),
        ("https://e.org/%C3%BCber_uns", "Über uns"),
    ],
)
def test_title_is_guessed_from_the_address(address, title):
    assert guessed_title(address) == title


def test_long_title_is_cut_at_a_word():
    title = guessed_title("https://e.org/" + "-".join(["words"] * 60))
    assert len(title) <= 121
    assert title.endswith(" words…")


def test_page_has_publisher_title_and_address():
    source = one("www.nice.org.uk/guidance/ng215")
    assert source.uid == ""
    assert source.url == "https://www.nice.org.uk/guidance/ng215"
    assert (source.title, source.publisher) == ("Guidance ng215", "NICE")


def test_cochrane_and_preprints_are_known_by_doi():
    assert one("10.1002/14651858.CD013874").type is SourceType.SYSTEMATIC_REVIEW
    assert one("10.1101/2020.03.03.20030593").type is SourceType.PREPRINT
    assert one("10.1101/gr.123456.107").type is SourceType.STUDY


def test_identifier_stands_in_for_the_title():
    assert one("10.1000/x").title == "doi:10.1000/x"
    assert one("PMID 5").title == "PMID 5"


def test_citation_keeps_its_words_and_all_its_identifiers():
    source = one(
        "12. Singh D, Müller CP. Kratom dependence. Drug Alcohol Depend. 2014;139:132-7."
        " doi: 10.1016/j.drugalcdep.2014.03.017. PMID: 24698080; PMCID: PMC77."
    )
    assert source.title.startswith("Singh D, Müller CP. Kratom dependence.")
    assert "doi" not in source.title
    assert (source.doi, source.pmid, source.pmcid) == (
        "10.1016/j.drugalcdep.2014.03.017", "24698080", "PMC77",
    )  # fmt: skip


def test_a_line_is_a_record():
    sources = read("10.1000/a\n10.1000/b\r\nPMID 5\n\nhttps://example.org/page")
    assert [s.doi or s.pmid or s.url for s in sources] == [
        "10.1000/a", "10.1000/b", "5", "https://example.org/page",
    ]  # fmt: skip


def test_several_addresses_of_one_line_are_several_records():
    assert [s.url for s in read("https://a.org/x, https://b.org/y")] == [
        "https://a.org/x",
        "https://b.org/y",
    ]


def test_labelled_identifiers_below_each_other_are_one_work():
    (source,) = read("PMID: 1\nPMCID: PMC2\nDOI: 10.1000/c")
    assert (source.pmid, source.pmcid, source.doi) == ("1", "PMC2", "10.1000/c")


def test_wrapped_citation_is_one_record():
    (source,) = read("Singh D. Kratom use in\nMalaysia and the United States.\ndoi:10.1000/c")
    assert source.title == "Singh D. Kratom use in Malaysia and the United States"


def test_numbered_list_is_a_record_each():
    sources = read("1. Smith A. A title here. doi:10.1000/a\n2. Jones B. Another\n  one. PMID: 7")
    assert [s.doi or s.pmid for s in sources] == ["10.1000/a", "7"]


def test_what_holds_nothing_is_refused_and_the_rest_read():
    result = read_bibliography("hello world\n\n10.1000/a\n\n" + "x" * 20_001)
    assert [s.doi for s in result.sources] == ["10.1000/a"]
    assert len(result.refused) == 2
    assert result.refused[0].startswith("“hello world”: there is no address")


def test_same_identifier_twice_in_a_line_is_one():
    assert len(read("doi:10.1000/a https://example.org/10.1000/x 10.1000/a")) >= 1
    assert len(read("10.1000/a 10.1000/a")) == 1


def test_address_keeps_its_parentheses_and_loses_its_full_stop():
    assert one("https://en.example.org/wiki/Kratom_(tree).").url.endswith("Kratom_(tree)")
    assert one("see (https://example.org/x) for more on this").url == "https://example.org/x"


def test_words_with_slashes_are_no_addresses():
    assert read_bibliography("either/or, 1.5mg/kg and more").sources == ()


def test_identifiers_of_an_address():
    assert identifiers_in("https://example.org/") == {}
    assert identifiers_in("https://doi.org/10.1000/full") == {"doi": "10.1000/full"}
