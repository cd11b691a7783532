"""CSL-JSON as reference managers and registries write it."""

import json

import pytest

from annotations.sources.bibliography import read_bibliography
from annotations.vocabulary import SourceType


def read(*items):
    result = read_bibliography(json.dumps(list(items)))
    assert not result.refused, result.refused
    return result.sources


def one(**item):
    (source,) = read({"title": "X", **item})
    return source


def test_every_field_of_an_article():
    (source,) = read(
        {
            "id": "a",
            "type": "article-journal",
            "title": "Uses of <i>Mitragynine</i> &amp; <sup>2</sup>more",
            "author": [
                {"family": "Singh", "given": "Darshan"},
                {"family": "Berg", "given": "A", "non-dropping-particle": "van den"},
                {"family": "King", "given": "M", "suffix": "Jr."},
                {"literal": "World Health Organization"},
            ],
            "container-title": "Drug Alcohol Depend",
            "publisher": "Elsevier",
            "issued": {"date-parts": [["2014", 6, "1"]]},
            "URL": "https://e.org/x",
            "DOI": "10.1000/X",
            "PMID": 24698080,
            "PMCID": "PMC77",
            "ISBN": "978-3-16-148410-0",
        }
    )
    assert source.title == "Uses of Mitragynine & 2more"
    assert source.authors == (
        "Singh, Darshan", "van den Berg, A", "King, M, Jr.", "World Health Organization",
    )  # fmt: skip
    assert (source.container, source.publisher) == ("Drug Alcohol Depend", "Elsevier")
    assert source.issued == "2014-06-01"
    assert (source.doi, source.pmid, source.pmcid) == ("10.1000/x", "24698080", "PMC77")
    assert (source.url, source.isbn) == ("https://e.org/x", "9783161484100")


def test_what_crossref_answers():
    source = one(
        type="journal-article",
        title=["A title", "another"],
        author=[{"name": "A group"}, {"given": "B", "family": "C"}],
        ISBN=["978-3-16-148410-0"],
        issued={"date-parts": [[2014]]},
        **{"container-title": ["A journal"]},
    )
    assert (source.title, source.container) == ("A title", "A journal")
    assert source.authors == ("A group", "C, B")
    assert (source.issued, source.isbn) == ("2014", "9783161484100")
    wrapped = {"status": "ok", "message": {"title": ["A title"], "DOI": "10.1000/a"}}
    assert read_bibliography(json.dumps(wrapped)).sources[0].doi == "10.1000/a"


@pytest.mark.parametrize(
    ("issued", "read_as"),
    [
        ({"date-parts": [[2014, 6]]}, "2014-06"),
        ({"date-parts": [[2014, 6], [2014, 7]], "literal": "June and July 2014"},
         "June and July 2014"),
        ({"raw": "2014 Jun 1"}, "2014-06-01"),
        ({"literal": "in press"}, "in press"),
        ({"date-parts": [[None]]}, ""),
        ("2014-06", "2014-06"),
        (None, ""),
        (2014, ""),
    ],
)  # fmt: skip
def test_dates(issued, read_as):
    assert one(issued=issued).issued == read_as


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ({"type": "legislation"}, SourceType.LAW),
        ({"type": "book"}, SourceType.TEXTBOOK),
        ({"type": "posted-content"}, SourceType.PREPRINT),
        ({"type": "article-newspaper"}, SourceType.NEWS),
        ({"type": "webpage", "genre": "Guideline"}, SourceType.GUIDELINE),
        ({"type": "article-journal", "genre": "Systematic review"}, SourceType.SYSTEMATIC_REVIEW),
        ({"type": "article-journal", "DOI": "10.1002/14651858.CD1"}, SourceType.SYSTEMATIC_REVIEW),
        ({"type": 5}, SourceType.OTHER),
        ({}, SourceType.OTHER),
    ],
)
def test_types(item, kind):
    assert one(**item).type is kind


def test_what_is_no_record_is_refused_by_its_number():
    result = read_bibliography('[{"title": "One"}, 5, {}, {"title": "Two"}]')
    assert [source.title for source in result.sources] == ["One", "Two"]
    assert result.refused == (
        "Record 2: it is not a record.",
        "Record 3: it has no title, identifier or address to cite it by.",
    )


def test_text_that_breaks_off_is_said_to_be_incomplete():
    assert "not complete" in read_bibliography('[{"title": "One", ').refused[0]


def test_retracted_by_status():
    assert one(status="retracted").retracted
