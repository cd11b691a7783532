"""The list of articles answers the grammar: words of the text, and what its notes have."""

import pytest

from annotations.storage.library import open_library
from annotations.storage.listing import ArticleFilter, ArticleOrder
from annotations.vocabulary import Category, Severity
from tests.annotations.storage.builders import OWNER, REVIEWER, add, evidence, note, sheet
from tests.annotations.storage.leading import let_lead
from tests.annotations.storage.test_finding import fill

TEA, SLEEP, SUGAR = "Kratom tea for long shifts", "Valerian for sleep", "Sugar"


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A library to search in; not changed by a test."""
    path = tmp_path_factory.mktemp("articles") / "articles.caveat"
    with open_library(path, owner=OWNER, reviewer=REVIEWER, create=True) as library:
        fill(library)
        add(library, "# Sugar\nSugar is sweet.", "sugar.md", language="en")
        yield library


def titles(summaries):
    return {summary.article.title for summary in summaries}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", {TEA, SLEEP, SUGAR}),
        ("is", {TEA, SLEEP, SUGAR}),
        ("sweet", {SUGAR}),
        ("is -sweet", {TEA, SLEEP}),
        ("-sweet", {TEA, SLEEP}),
        ('"nine grams"', {TEA}),
        ("cat:dangerous", {TEA}),
        ("cat:dangerous sev:critical", {TEA}),
        ("cat:outdated sev:critical", set()),
        ("sev:<serious", {TEA, SLEEP}),
        ("-cat:dangerous", {SLEEP, SUGAR}),
        ("-sev:info", {TEA, SUGAR}),
        ("tag:legal", {TEA}),
        ("tag:legal cat:outdated", {TEA}),
        ("tag:dosing cat:outdated", set()),
        ("src:kratom", {TEA}),
        ("rank:B", {TEA, SLEEP}),
        ("-rank:B", {SUGAR}),
        ("checked:<2026", {TEA}),
        ("is:unsourced", {TEA}),
        ("is:verdict", {SLEEP}),
        ("is:draft", set()),
        ("article:val", {SLEEP}),
        ("-article:val", {TEA, SUGAR}),
        ("lang:en", {TEA, SUGAR}),
        ("lang:en cat:dangerous", {TEA}),
        ("by:review", {TEA, SLEEP}),
        ("beer tag:legal sev:>=serious lang:en", {TEA}),
    ],
)
@pytest.mark.parametrize("cap", [1000, 0], ids=["few lead", "all are walked"])
def test_finds(filled, monkeypatch, words, found, cap):
    let_lead(monkeypatch, cap)
    for order in ArticleOrder:
        assert titles(filled.articles(ArticleFilter(words=words), order=order)) == found


def test_a_reviewer_may_ask_for_drafts(filled):
    asked = ArticleFilter(words="is:draft", drafts=True)
    assert titles(filled.articles(asked)) == {TEA}
    assert titles(filled.articles(ArticleFilter(words="-is:draft", drafts=True))) == {SLEEP, SUGAR}


def test_filters_and_words_are_asked_together(filled):
    asked = ArticleFilter(words="rank:B", category=Category.DANGEROUS, severity=Severity.CRITICAL)
    assert titles(filled.articles(asked)) == {TEA}
    asked = ArticleFilter(words="rank:C", category=Category.DANGEROUS)
    assert filled.articles(asked) == ()


def test_most_left_to_check_first(library):
    add(library, "# One\nSugar is sweet.", "one.md")
    add(library, "# Three\nSugar is sweet. It is. So it is.", "three.md")
    add(library, "# Two\nSugar is sweet. It is so.", "two.md")
    library.annotate(sheet(note("n1", "It is.", evidence=[evidence()]), file="three.md"))
    library.annotate(sheet(note("n1", "Sugar is sweet.", evidence=[evidence()]), file="one.md"))
    listed = library.articles(order=ArticleOrder.LEFT)
    assert [summary.article.title for summary in listed] == ["Three", "Two", "One"]


def test_facets_count_what_a_reader_does_not_see(library):
    add(library)
    library.annotate(
        sheet(
            note("n1", "Repeat every hour.", status="draft"),
            note("n2", "Kratom is a plant.", status="withdrawn"),
            note("n3", "It is legal everywhere.", status="withdrawn"),
        )
    )
    gone = library.annotate(sheet(note("n4", "My cousin drinks it daily."))).change
    library.undo(gone.action)
    facets = library.facets()
    assert (facets.notes, facets.drafts, facets.withdrawn, facets.deleted) == (0, 1, 2, 1)
