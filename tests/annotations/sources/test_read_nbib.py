"""PubMed's own format."""

import pytest

from annotations.sources.bibliography import read_bibliography
from annotations.vocabulary import SourceType

ARTICLE = """\
PMID- 24698080
OWN - NLM
STAT- MEDLINE
DCOM- 20150109
IS  - 1879-0046 (Electronic)
DP  - 2014 Jun 1
TI  - Kratom (Mitragyna speciosa) dependence, withdrawal symptoms and craving in
      regular users.
PG  - 132-7
LID - 10.1016/j.drugalcdep.2014.03.017 [doi]
AB  - BACKGROUND: Kratom is a tree.
FAU - Singh, Darshan
AU  - Singh D
AD  - Centre for Drug Research. Electronic address: x@example.org.
FAU - Müller, Christian P
AU  - Müller CP
CN  - The Study Group
CN  - Another Group
LA  - eng
PT  - Journal Article
PHST- 2014/01/01 00:00 [received]
JT  - Drug and alcohol dependence
PMC - PMC77
AID - S0376-8716(14)00798-6 [pii]
AID - 10.1016/j.drugalcdep.2014.03.017 [doi]
SO  - Drug Alcohol Depend. 2014 Jun 1;139:132-7.
"""


def read(text):
    result = read_bibliography(text)
    assert not result.refused, result.refused
    return result.sources


def test_every_field_of_an_article():
    (source,) = read(ARTICLE)
    assert source.type is SourceType.STUDY
    assert source.title == (
        "Kratom (Mitragyna speciosa) dependence, withdrawal symptoms and craving in regular users"
    )
    assert source.authors == (
        "Singh, Darshan", "Müller, Christian P", "The Study Group", "Another Group",
    )  # fmt: skip
    assert source.container == "Drug and alcohol dependence"
    assert source.issued == "2014-06-01"
    assert source.doi == "10.1016/j.drugalcdep.2014.03.017"
    assert (source.pmid, source.pmcid) == ("24698080", "PMC77")
    assert not source.retracted


def test_records_are_told_apart_with_and_without_empty_lines():
    other = ARTICLE.replace("24698080", "5")
    assert [s.pmid for s in read(f"{ARTICLE}\n{other}")] == ["24698080", "5"]
    assert [s.pmid for s in read(ARTICLE + other)] == ["24698080", "5"]
    assert [s.pmid for s in read(ARTICLE.replace("\n", "\r\n"))] == ["24698080"]


def test_records_of_pubmed_central_begin_with_its_own_number():
    text = "\nPMC - PMC1\nPMID- 11\nTI  - One.\n\nPMC - PMC2\nPMID- 22\nTI  - Two.\n"
    assert [(s.pmcid, s.pmid, s.title) for s in read(text)] == [
        ("PMC1", "11", "One"),
        ("PMC2", "22", "Two"),
    ]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Systematic Review", SourceType.SYSTEMATIC_REVIEW),
        ("Meta-Analysis", SourceType.SYSTEMATIC_REVIEW),
        ("Practice Guideline", SourceType.GUIDELINE),
        ("Randomized Controlled Trial", SourceType.STUDY),
        ("Case Reports", SourceType.CASE_REPORT),
        ("Preprint", SourceType.PREPRINT),
        ("Review", SourceType.NARRATIVE_REVIEW),
        ("Editorial", SourceType.EXPERT_STATEMENT),
        ("Retraction of Publication", SourceType.RETRACTION_NOTICE),
        ("Retraction Notice", SourceType.RETRACTION_NOTICE),
    ],
)
def test_publication_types(said, kind):
    (source,) = read(ARTICLE.replace("PT  - Journal", f"PT  - {said}\nPT  - Journal"))
    assert source.type is kind


def test_retracted_publication_stays_a_study_and_says_where():
    text = ARTICLE.replace(
        "LA  - eng", "PT  - Retracted Publication\nRIN - Drug Alcohol Depend. 2020;1:1. PMID: 9"
    )
    (source,) = read(text)
    assert source.retracted
    assert source.type is SourceType.STUDY
    assert source.retraction_note == "Retracted: Drug Alcohol Depend. 2020;1:1. PMID: 9"


@pytest.mark.parametrize(
    ("written", "issued"),
    [
        ("2014", "2014"),
        ("2014 Jun", "2014-06"),
        ("2014 May-Jun", "2014 May-Jun"),
        ("2014 Winter", "2014 Winter"),
    ],
)
def test_dates_are_partial_or_as_typed(written, issued):
    (source,) = read(ARTICLE.replace("2014 Jun 1\n", f"{written}\n", 1))
    assert source.issued == issued


def test_book_of_the_bookshelf():
    (source,) = read("PMID- 30000430\nDP  - 2006\nBTI - LactMed\nPB  - NICHD\nPT  - Book\n")
    assert (source.title, source.publisher) == ("LactMed", "NICHD")
    assert source.type is SourceType.TEXTBOOK


def test_broken_record_is_refused_and_the_rest_read():
    result = read_bibliography("PMID- many\nTI  - X\n\n" + ARTICLE)
    assert [s.pmid for s in result.sources] == ["24698080"]
    assert result.refused[0].startswith("Record 1: it is not as PubMed writes it")


def test_lines_that_pubmed_does_not_write_are_passed_over():
    (source,) = read("PMID- 5\nwhat is this\nTI  - X\n- nor this\n")
    assert source.title == "X"
