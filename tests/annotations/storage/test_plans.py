"""No hot query reads a whole table: what a library grows to must not slow it down."""

from dataclasses import replace

import pytest

from annotations.ids import SourceUid
from annotations.model import Source
from annotations.storage import search as search_module
from annotations.storage.listing import ArticleFilter, ArticleOrder, CoverageFilter
from annotations.vocabulary import Category, Severity, SourceType
from tests.annotations.storage.builders import VALERIAN, add, evidence, note, sheet

_FILTERS = [
    ArticleFilter(),
    ArticleFilter(in_trash=True),
    ArticleFilter(severity=Severity.CRITICAL),
    ArticleFilter(category=Category.DANGEROUS),
    ArticleFilter(coverage=CoverageFilter.IN_REVIEW),
    ArticleFilter(words="valerian"),
    ArticleFilter(
        severity=Severity.INFO,
        category=Category.OUTDATED,
        coverage=CoverageFilter.FULLY_CHECKED,
        words="dose",
    ),
]


@pytest.fixture
def plans(library):
    """Run something on a filled library: `plans(what)` gives the plan lines that scan."""
    uid = add(library).article.uid
    add(library, VALERIAN, "valerian.md")
    library.annotate(sheet(note("n1", "Repeat every hour.", evidence=[evidence()])))

    def scans(what):
        statements = []
        library._connection.set_trace_callback(statements.append)
        what(library, uid)
        library._connection.set_trace_callback(None)
        lines = []
        for statement in statements:
            if statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
                plan = library._connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
                lines += [f"{row[3]} <- {statement}" for row in plan]
        assert lines
        return [line for line in lines if is_scan(line)]

    return scans


def is_scan(line):
    step = line.split(" <- ")[0]
    # FTS5 says SCAN of a search by words; the two small tables of counts are read whole.
    harmless = ("VIRTUAL TABLE INDEX", "facet_counts", "article_counts", "CONSTANT ROW", "SCAN (")
    return step.startswith("SCAN") and not any(word in step for word in harmless)


@pytest.mark.parametrize(
    "query",
    [
        lambda library, uid: library.reviewed_article(uid),
        lambda library, uid: library.reviewed_article(uid, drafts=True),
        lambda library, uid: library.article(uid),
        lambda library, uid: library.original(uid),
        lambda library, _: library.facets(),
        lambda library, _: library.search("kratom dose"),
        lambda library, uid: library.find_article(uid),
        lambda library, uid: library.find_article(uid[:-1]),
        lambda library, _: library.find_article("tea.md"),
        lambda library, _: library.find_article("tea"),
        lambda library, _: library.find_article("Valerian for sleep"),
    ],
)
def test_queries(plans, query):
    assert plans(query) == []


@pytest.mark.parametrize("order", ArticleOrder)
@pytest.mark.parametrize("where", _FILTERS)
@pytest.mark.parametrize("break_even", [0, 1000])
def test_lists(plans, monkeypatch, where, order, break_even):
    monkeypatch.setattr("annotations.storage.listing._BREAK_EVEN", break_even)
    assert plans(lambda library, _: library.articles(where, order=order)) == []


@pytest.mark.parametrize("order", ArticleOrder)
def test_a_page_needs_no_sorting(library, order):
    add(library)
    statements = []
    library._connection.set_trace_callback(statements.append)
    library.articles(order=order)
    library._connection.set_trace_callback(None)
    (plan,) = library._connection.execute(f"EXPLAIN QUERY PLAN {statements[0]}").fetchall()
    assert "TEMP B-TREE" not in plan[3]
    assert f"articles_by_{order}" in plan[3]


def test_newest_first_beyond_the_cap(plans, monkeypatch):
    monkeypatch.setattr(search_module, "CAP", 0)
    assert plans(lambda library, _: library.search("kratom")) == []


@pytest.mark.parametrize(
    "verb",
    [
        lambda library, uid: library.edit_article(uid, title="Tea"),
        lambda library, uid: library.remove_article(uid),
        lambda library, _: library.annotate(
            sheet(
                note("n1", "Repeat every hour."),
                note("n2", "Kratom is a plant.", evidence=[evidence("s2")]),
                sources=[{"id": "s2", "type": "study", "title": "T", "doi": "10.1000/x"}],
            )
        ),
        lambda library, uid: library.undo(library.edit_article(uid, title="Tea").action),
    ],
)
def test_verbs(plans, verb):
    assert plans(verb) == []


PAGE = Source(uid=SourceUid(""), type=SourceType.STUDY, title="Kratom dependence in users")


@pytest.mark.parametrize(
    "ask",
    [
        lambda library, uid: library.source(uid),
        lambda library, uid: library.source_notes(uid),
        lambda library, uid: library.possible_doubles(uid),
        lambda library, uid: library.attachments(uid),
        lambda library, _: library.add_source(replace(PAGE, doi="10.1000/x", pmid="5")),
        lambda library, _: library.add_source(
            replace(PAGE, title="https://example.org/kratom", url="https://example.org/kratom")
        ),
        lambda library, uid: library.edit_source(uid, PAGE),
        lambda library, uid: library.mark_source_checked(uid, "2026-11-20"),
        lambda library, uid: library.merge_sources(library.add_source(PAGE).source.uid, uid),
        lambda library, uid: library.attachment_data(
            library.attach_file(uid, "a.txt", b"abc").attachment.uid
        ),
        lambda library, uid: library.remove_attachment(
            library.attach_file(uid, "a.txt", b"abc").attachment.uid
        ),
        lambda library, _: library.delete_source(library.add_source(PAGE).source.uid),
    ],
)
def test_sources(plans, ask):
    def of_source(library, _):
        (hit,) = library.search("kratom need").sources
        ask(library, hit.source.uid)

    assert plans(of_source) == []
