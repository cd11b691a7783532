"""Whether two sources are one work."""

from dataclasses import replace

import pytest

from annotations.ids import SourceUid
from annotations.model import Source
from annotations.sources.doubles import (
    are_alike,
    are_one_work,
    differing_identifier,
    normalised_title,
)
from annotations.vocabulary import SourceType

ONE = Source(
    uid=SourceUid("1"),
    type=SourceType.STUDY,
    title="Kratom (Mitragyna speciosa) dependence in regular users",
    issued="2014-06",
    doi="10.1000/A",
)


@pytest.mark.parametrize(
    ("changes", "is_one"),
    [
        ({}, True),
        ({"title": "Quite another title"}, True),
        ({"doi": "https://doi.org/10.1000/a", "title": "?"}, True),
        ({"doi": "10.1000/b"}, False),
        ({"doi": ""}, True),
        ({"doi": "", "issued": ""}, True),
        ({"doi": "", "issued": "2015"}, False),
        ({"doi": "", "title": "Kratom (Mitragyna speciosa) Dependance in regular users."}, True),
        ({"doi": "", "title": "Kratom withdrawal in regular users"}, False),
        ({"doi": "not one"}, True),
    ],
)
def test_identifiers_then_titles_and_years(changes, is_one):
    other = replace(ONE, uid=SourceUid("2"), **changes)
    assert are_one_work(ONE, other) is is_one
    assert are_one_work(other, ONE) is is_one


def test_one_differing_identifier_vetoes_another_that_agrees():
    one = replace(ONE, pmid="1")
    assert not are_one_work(one, replace(one, pmid="2"))
    assert differing_identifier(one, replace(one, pmid="2")) == "PMID"
    assert differing_identifier(one, replace(one, pmid="01")) == ""
    assert differing_identifier(one, replace(one, pmid="")) == ""


def test_same_address_is_one_work():
    one = replace(ONE, doi="", url="https://www.fda.gov/x/")
    assert are_one_work(one, replace(one, title="?", url="http://fda.gov/x#top"))
    assert not are_one_work(one, replace(one, title="?", url="http://fda.gov/y"))
    assert not are_one_work(replace(one, url=""), replace(one, title="?", url=""))


def test_short_titles_and_other_numbers_are_not_alike():
    assert not are_alike("Kratom", "Kratom")
    assert not are_alike("Annual report on drugs 2014", "Annual report on drugs 2015")
    assert are_alike("Effets de l'été sur la santé", "EFFETS DE L’ETE SUR LA SANTE")


def test_title_without_accents_case_and_signs():
    assert normalised_title("  L’Été: “Straße”, 2nd—ed. ") == "l ete strasse 2nd ed"
