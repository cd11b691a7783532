"""Search finds what it should, and never stumbles over what is typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.storage.excerpts import LENGTH, cut
from annotations.storage.library import open_library
from annotations.storage.listing import ArticleFilter
from annotations.vocabulary import Severity
from tests.annotations.storage.builders import (
    OWNER,
    REVIEWER,
    SOURCE,
    VALERIAN,
    add,
    evidence,
    note,
    sheet,
)
from tests.annotations.storage.leading import let_lead


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A library to search in; not changed by a test."""
    path = tmp_path_factory.mktemp("search") / "search.caveat"
    with open_library(path, owner=OWNER, reviewer=REVIEWER, create=True) as library:
        add(library, author="Zoë Müller", publisher="A health site")
        add(library, VALERIAN, "valerian.md")
        library.annotate(
            sheet(
                note(
                    "n1", "Repeat every hour.", correction="Opioid-like dependence is documented.",
                    body="Réspiratory depression.", severity="critical", advice="Call a doctor.",
                    tags=["legal-status"], evidence=[evidence()],
                ),
                note("n2", "Kratom is a plant.", correction="", body="A draft", status="draft"),
                note("n3", "It is legal everywhere.", correction="", body="First line.\nDoctors.",
                     evidence=[evidence()]),
                sources=[{**SOURCE, "doi": "10.1000/xyz.1"}],
            )
        )  # fmt: skip
        yield library


def headlines(results):
    return sorted(hit.headline for hit in results.notes)


def test_note_hit(filled):
    results = filled.search("dependence opioid")
    (hit,) = results.notes
    assert (results.notes_total, results.articles_total, results.sources_total) == (1, 0, 0)
    assert hit.headline == "Opioid-like dependence is documented."
    assert hit.severity is Severity.CRITICAL
    assert hit.article_title == "Kratom tea for long shifts"
    assert hit.excerpt == "Opioid-like dependence is documented."
    reviewed = filled.reviewed_article(hit.article)
    assert hit.annotation in {annotation.uid for annotation in reviewed.annotations}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("doctor", ["First line.", "Opioid-like dependence is documented."]),  # stems
        ("respirat", ["Opioid-like dependence is documented."]),  # accents, beginnings
        ("legal-status", ["Opioid-like dependence is documented."]),
        ("draft", []),
        ("depend nothing", []),
    ],
)
def test_notes_by_words(filled, words, found):
    assert headlines(filled.search(words)) == found


@pytest.mark.parametrize("words", ["nine grams", "zoe muller", "health site", "gram nin", "KRATOM"])
def test_articles_by_words(filled, words):
    results = filled.search(words)
    assert [hit.title for hit in results.articles][:1] == ["Kratom tea for long shifts"]
    assert results.articles[0].excerpt
    assert filled.articles(ArticleFilter(words=words))


def test_article_excerpt_shows_the_words(filled):
    (hit,) = filled.search("beer").articles
    assert "Take nine grams with a beer. Nobody" in hit.excerpt
    assert hit.excerpt.startswith("…")
    (hit,) = filled.search("zoe").articles
    assert hit.excerpt == "Zoë Müller"


@pytest.mark.parametrize("words", ["know", "nccih", "10.1000/xyz.1", "example.org/kratom"])
def test_sources_by_words(filled, words):
    (hit,) = filled.search(words).sources
    assert hit.source.title == "Kratom: what you need to know"
    assert hit.cited_in == 2


def test_limit_and_totals(filled):
    results = filled.search("is", limit=1)
    assert (len(results.articles), results.articles_total) == (1, 2)
    results = filled.search("doctor", limit=1)
    assert (len(results.notes), results.notes_total) == (1, 2)


def test_newest_first_beyond_the_cap(filled, monkeypatch):
    let_lead(monkeypatch, 2)
    results = filled.search("doctor")
    assert [hit.headline for hit in results.notes] == [
        "First line.",
        "Opioid-like dependence is documented.",
    ]
    assert results.notes_total == 2


def test_trash_is_not_searched(library):
    uid = add(library).article.uid
    library.annotate(sheet(note("n1", "Repeat every hour.", evidence=[evidence()])))
    assert library.search("kratom").sources[0].cited_in == 1
    library.remove_article(uid)
    results = library.search("kratom")
    assert (results.articles, results.notes) == ((), ())
    assert results.sources[0].cited_in == 0
    assert library.search("hour").notes_total == 0
    library.restore_article(uid)
    assert library.search("hour").notes_total == 1


def test_index_follows_an_edit(library):
    uid = add(library).article.uid
    library.edit_article(uid, title="Herbal brew", author="Somebody")
    assert library.search("herbal somebody kratom").articles_total == 1
    library.edit_article(uid, title="Tea")
    assert library.search("herbal").articles_total == 0


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=20)
    | st.lists(
        st.sampled_from(
            ["AND", "OR", "NOT", "NEAR(", ")", '"', "*", "^", "-", "title:", "{a}", "+", "\0", "kr",
             "\ud800", "é", "😀", "١", "ﬁ", "%", "_", "\\", "'", ";"]
        ),
        max_size=6,
    ).map(" ".join)
)  # fmt: skip
def test_nothing_typed_is_an_error(filled, words):
    results = filled.search(words)
    assert results.words == words
    filled.articles(ArticleFilter(words=words))


@given(st.text(alphabet="ab \n", min_size=1, max_size=400), st.data())
def test_excerpt_holds_its_word(text, data):
    position = data.draw(st.integers(0, len(text) - 1))
    shown = cut(text, position)
    assert len(shown) <= LENGTH + 2
    assert "\n" not in shown
    word = text[position : position + 40].split()
    if word and not text[position].isspace():
        assert word[0][:40] in shown


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("kratom", (1, 0, 1)),
        ("cat:dangerous", (0, 0, 0)),
        ("sev:critical", (1, 1, 0)),
        ("dependence sev:critical", (0, 1, 0)),
        ("dependence sev:info", (0, 0, 0)),
        ("article:kratom", (1, 2, 0)),
        ("type:government", (1, 2, 1)),
        ("kratom type:study", (0, 0, 0)),
        ("doctor -dependence", (0, 1, 0)),
        ("-kratom", (0, 2, 0)),
        ("is:draft", (0, 0, 0)),
        ("is:uncited", (0, 0, 0)),
    ],
)
@pytest.mark.parametrize("most", [500, 1])
def test_fields(filled, monkeypatch, words, numbers, most):
    let_lead(monkeypatch, most)
    found = filled.search(words)
    assert (len(found.articles), len(found.notes), len(found.sources)) == numbers


def test_a_problem_is_told_and_the_rest_searched(filled):
    results = filled.search("dependence cat:nonsense")
    assert "nonsense" in results.problem
    assert results.notes_total == 1


def test_best_first_where_words_are_rare(library):
    add(library)
    library.annotate(
        sheet(
            note("n1", "Repeat every hour.", correction="Dose.", body="Dose, dose and dose."),
            note("n2", "Kratom is a plant.", correction="Short.", body="A dose among many words."),
        )
    )
    assert headlines_in_order(library.search("dose")) == ["Dose.", "Short."]


def headlines_in_order(results):
    return [hit.headline for hit in results.notes]


def test_a_total_that_is_a_lower_bound_says_so(filled, monkeypatch):
    assert not filled.search("doctor", limit=1).notes_more
    let_lead(monkeypatch, 2)
    assert filled.search("doctor", limit=1).notes_more
    # All that there is was read here.
    assert not filled.search("doctor").notes_more
