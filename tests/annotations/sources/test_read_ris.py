"""RIS as reference managers and databases write it."""

import pytest

from annotations.sources.bibliography import read_bibliography
from annotations.vocabulary import SourceType


def one(text):
    result = read_bibliography(text)
    assert not result.refused, result.refused
    (source,) = result.sources
    return source


def test_every_field_of_an_article():
    source = one(
        "TY  - JOUR\nTI  - Kratom and\n  its <i>uses</i> &amp; harms\nAU  - Singh, Darshan\n"
        "A1  - World Health Organization\nJO  - J. Short\nT2  - Journal in full\n"
        "PB  - Elsevier\nPY  - 2014\nDA  - 2014/06/01/\nDO  - 10.1000/X\n"
        "UR  - https://e.org/a;b=1?c\nAN  - 24698080\nDB  - PubMed\nC2  - PMC77\n"
        "AB  - long\nN1  - a note\nER  - \n"
    )
    assert source.type is SourceType.STUDY
    assert source.title == "Kratom and its uses & harms"
    assert source.authors == ("Singh, Darshan", "World Health Organization")
    assert (source.container, source.publisher) == ("Journal in full", "Elsevier")
    assert source.issued == "2014-06-01"
    assert (source.doi, source.pmid, source.pmcid) == ("10.1000/x", "24698080", "PMC77")
    assert source.url == "https://e.org/a;b=1?c"


def test_record_that_does_not_end_is_kept():
    result = read_bibliography("TY  - JOUR\nTI  - One\nTY  - BOOK\nTI  - Two\n")
    assert [source.title for source in result.sources] == ["One", "Two"]
    assert result.refused == ()


def test_record_without_a_title_is_refused_by_its_number():
    result = read_bibliography("TY  - JOUR\nTI  - One\nER  -\nTY  - JOUR\nAU  - A\nER  -\n")
    assert [source.title for source in result.sources] == ["One"]
    assert result.refused == ("Record 2: it has no title, identifier or address to cite it by.",)


@pytest.mark.parametrize("line", ["TI - X", "TI  -  X", " TI  - X", "T1  - X", "TI\t- X"])
def test_loose_spelling_of_tags(line):
    assert one(f"TY  - JOUR\r\n{line}\r\nER  - \r\n").title == "X"


@pytest.mark.parametrize(
    ("lines", "issued"),
    [
        ("PY  - 2014/05/06/epub", "2014-05-06"),
        ("PY  - 2014///", "2014"),
        ("Y1  - 2014/05//", "2014-05"),
        ("PY  - 2014\nDA  - 2014/05/06", "2014-05-06"),
        ("PY  - 2014\nDA  - May-Jun", "2014"),
        ("PY  - in press", "in press"),
    ],
)
def test_dates(lines, issued):
    assert one(f"TY  - JOUR\nTI  - x\n{lines}\nER  -\n").issued == issued


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ("TY  - BOOK\nTI  - X", SourceType.TEXTBOOK),
        ("TY  - STAT\nTI  - X", SourceType.LAW),
        ("TY  - GOVDOC\nTI  - X", SourceType.GOVERNMENT),
        ("TY  - NEWS\nTI  - X", SourceType.NEWS),
        ("TY  - JOUR\nTI  - X\nM3  - Practice Guideline", SourceType.GUIDELINE),
        ("TY  - JOUR\nTI  - X\nM3  - Journal Article; Review", SourceType.NARRATIVE_REVIEW),
        ("TY  - JOUR\nTI  - X\nM3  - Case Reports", SourceType.CASE_REPORT),
        ("TY  - JOUR\nTI  - X: a meta-analysis", SourceType.SYSTEMATIC_REVIEW),
        ("TY  - WHAT\nTI  - X", SourceType.OTHER),
    ],
)
def test_types(lines, kind):
    assert one(f"{lines}\nER  -\n").type is kind


def test_isbn_is_told_from_an_issn():
    assert one("TY  - BOOK\nTI  - X\nSN  - 978-3-16-148410-0 (print)\nER  -").isbn == (
        "9783161484100"
    )
    assert one("TY  - JOUR\nTI  - X\nSN  - 2049-3630\nER  -").isbn == ""


def test_narrow_names_and_several_addresses_of_a_line():
    source = one(
        "TY  - JOUR\nTI  - X\nAU  - Shannon,Claude E.\nAU  - WHO\n"
        "UR  - https://a.org/x;y; https://b.org\nER  -"
    )
    assert source.authors == ("Shannon, Claude E.", "WHO")
    assert source.url == "https://a.org/x;y"


def test_accession_number_of_another_database_is_no_pmid():
    assert one("TY  - JOUR\nTI  - X\nAN  - 12345678\nDB  - Embase\nER  -").pmid == ""
