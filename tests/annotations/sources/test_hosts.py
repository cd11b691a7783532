"""What a host tells of a page."""

import pytest

from annotations.sources.hosts import guessed_title, publisher_and_type
from annotations.vocabulary import SourceType


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
