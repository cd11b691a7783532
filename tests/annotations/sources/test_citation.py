import pytest

from annotations.sources.citation import address, citation, citation_name, short_citation
from annotations.vocabulary import SourceType
from tests.annotations.builders import make_source


@pytest.mark.parametrize(
    ("fields", "cited_as"),
    [
        ({"authors": ("Darshan Singh", "C. Müller", "B. Vicknasingam"), "issued": "2014-06-01"},
         "Singh et al. 2014"),
        ({"authors": ("Man C. Fung", "Debra L. Bowen"), "issued": "1996"}, "Fung and Bowen 1996"),
        ({"authors": ("Rakshit S. Tanna", "et al."), "issued": "2023"}, "Tanna et al. 2023"),
        ({"authors": ("Vincent van Gogh",), "issued": "1889"}, "van Gogh 1889"),
        ({"authors": ("Olsen, Emily O'Malley",), "issued": "2019"}, "Olsen 2019"),
        ({"authors": ("Martin King Jr.",), "issued": "1960"}, "King 1960"),
        ({"authors": ("TMI Associates",)}, "TMI Associates, A title"),
        ({"publisher": "National Center for Complementary and Integrative Health (NCCIH), NIH"},
         "NCCIH, A title"),
        ({"publisher": "U.S. Food and Drug Administration", "issued": "2018"},
         "FDA, A title, 2018"),
        ({"publisher": "European Medicines Agency, Committee (HMPC)"}, "EMA, A title"),
        ({"publisher": "Mayo Clinic"}, "Mayo Clinic, A title"),
        ({"publisher": "", "container": "Cutis"}, "Cutis, A title"),
        ({}, "A title"),
    ],
)  # fmt: skip
def test_short_citation(fields, cited_as):
    assert short_citation(make_source("A title", **fields)) == cited_as


def test_an_institution_is_not_said_twice():
    source = make_source("FDA and Kratom", publisher="U.S. Food and Drug Administration")
    assert short_citation(source) == "FDA and Kratom"


def test_a_long_title_is_cut_at_its_colon_or_at_a_word():
    colon = make_source("Schedules of Controlled Substances: " + "Temporary Placement " * 4)
    assert short_citation(colon) == "Schedules of Controlled Substances"
    words = make_source("Rulemaking history for all the products that hold colloidal silver")
    assert short_citation(words) == "Rulemaking history for all the products that hold…"


def test_full_citation_names_who_what_where_when_and_how_to_find_it():
    source = make_source(
        "Valerian for sleep",
        type=SourceType.SYSTEMATIC_REVIEW,
        authors=("Stephen Bent", "Amy Padula", "Dan Moore", "Michael Patterson"),
        container="American Journal of Medicine",
        issued="2006-12",
        doi="https://doi.org/10.1016/J.AMJMED.2006.02.026",
        pmid="17145239",
    )
    assert citation(source) == (
        "Stephen Bent, Amy Padula, Dan Moore et al., Valerian for sleep, American Journal of "
        "Medicine, 2006-12, doi:10.1016/j.amjmed.2006.02.026, PMID 17145239."
    )


def test_others_are_named_once_and_a_doi_is_not_said_beside_its_address():
    source = make_source(
        "Kratom",
        authors=("Rakshit S. Tanna", "et al."),
        issued="2023-06",
        doi="10.1002/CPT.2891",
        pmid="36924284",
        url="https://doi.org/10.1002/cpt.2891",
    )
    assert citation(source) == (
        "Rakshit S. Tanna et al., Kratom, 2023-06, PMID 36924284, https://doi.org/10.1002/cpt.2891"
    )


def test_names_with_commas_are_told_apart():
    source = make_source("Kratom", authors=("Singh, Darshan", "Müller, C."), issued="2014")
    assert citation(source) == "Singh, Darshan; Müller, C., Kratom, 2014."


def test_identifier_that_stands_in_for_the_title_is_said_once():
    assert citation(make_source("doi:10.1000/x", doi="10.1000/x")) == "doi:10.1000/x."
    assert citation(make_source("PMID 12", pmid="12")) == "PMID 12."


def test_no_full_stop_follows_an_address():
    assert citation(make_source("A title", url="https://x.org/a")) == "A title, https://x.org/a"
    assert citation(make_source("A title")) == "A title."


def test_the_address_is_the_one_entered_else_from_an_identifier():
    assert address(make_source(url="https://x.org", doi="10.1000/a")) == "https://x.org"
    assert address(make_source(doi="10.1000/A")) == "https://doi.org/10.1000/a"
    assert address(make_source(pmid="12")) == "https://pubmed.ncbi.nlm.nih.gov/12/"
    assert address(make_source(url="javascript:alert(1)")) == ""


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"authors": ("Bent S", "Padula A", "Moore D"), "issued": "2006-12"}, "S et al. 2006"),
        ({"authors": ("Bent, S.", "Padula, A."), "issued": "2006"}, "Bent and Padula 2006"),
        ({"publisher": "European Medicines Agency", "issued": "2016-02-02"}, "EMA 2016"),
        ({"publisher": "U.S. Food and Drug Administration"}, "FDA"),
        ({"container": "Sleep"}, "Sleep"),
        ({"issued": "2016"}, ""),
        ({}, ""),
    ],
)
def test_the_name_says_who_and_when_without_the_title(fields, name):
    assert citation_name(make_source("A title", **fields)) == name
