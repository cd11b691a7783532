import pytest

from reader.editing.source_text import is_record, recognised

BIBTEX = "@article{moss,\n title = {Moss in tea},\n year = {2019}\n}\n"
RIS = "TY  - JOUR\nTI  - Moss in tea\nER  - \n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10.1000/XYZ", "DOI 10.1000/xyz"),
        ("https://doi.org/10.1000/xyz", "DOI 10.1000/xyz"),
        ("PMID 1234", "PMID 1234"),
        ("1234567", "PMID 1234567"),
        ("PMC123456", "PMC123456"),
        ("978-0-306-40615-7", "ISBN 9780306406157"),
        ("www.fda.gov/kratom", "www.fda.gov/kratom"),
        ("https://www.fda.gov/kratom", "www.fda.gov/kratom"),
        (BIBTEX, "BibTeX record"),
        (RIS, "RIS record"),
        (RIS + RIS.replace("tea", "milk"), "2 sources"),
        (BIBTEX * 1000, "1000 BibTeX records"),
    ],
)
def test_what_can_be_added_is_named(text, words):
    found = recognised(text)
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize("text", ["", "valerian", "2019", "Bent 2006", "e.g. sleep", "a, b. c"])
def test_words_are_only_words(text):
    assert recognised(text) is None


def test_a_record_says_its_title():
    found = recognised(BIBTEX)
    assert found is not None
    assert found.detail == "Moss in tea"
    assert is_record(RIS)
    assert not is_record("TYPE - a word")
