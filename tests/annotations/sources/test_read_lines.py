"""Lines that people paste: which of them are a work each, and which are refused."""

from annotations.sources.bibliography import read_bibliography


def read(text):
    result = read_bibliography(text)
    assert not result.refused, result.refused
    return result.sources


def one(text):
    (source,) = read(text)
    return source


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


def test_bare_numbers_below_an_identifier_are_records():
    assert [s.doi or s.pmid or s.isbn for s in read("10.1000/a\n24698080\n9783161484100")] == [
        "10.1000/a", "24698080", "9783161484100",
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
