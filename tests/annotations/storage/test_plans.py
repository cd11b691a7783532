"""No hot query reads a whole table: what a library grows to must not slow it down."""

from dataclasses import replace

import pytest

from annotations.ids import SourceUid
from annotations.model import Source
from annotations.query import QueryField, State
from annotations.storage.finding import NoteGrouping
from annotations.storage.finding_sources import SourceState
from annotations.storage.listing import ArticleFilter, ArticleOrder, CoverageFilter
from annotations.vocabulary import Category, Severity, SourceType
from tests.annotations.storage.builders import VALERIAN, add, evidence, note, sheet
from tests.annotations.storage.leading import let_lead

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
    library.annotate(sheet(note("n1", "Repeat every hour.", tags=["law"], evidence=[evidence()])))

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


#: Scans that do not grow with the library, or stop when a page is full.
_HARMLESS = (
    "VIRTUAL TABLE INDEX",  # FTS5 says so of a search by words
    "facet_counts",  # small tables of counts
    "article_counts",
    "CONSTANT ROW",
    "SCAN (",  # what a query inside has given
    "SCAN w",  # likewise: the notes that are looked at to count
    "SCAN r",  # reviewers: a few people
    "SCAN reviewers",
)
#: Indexes that hold just what is listed, in its order: they are walked until a page is full.
_WALKED = (
    "n USING INDEX annotations_published",
    "n USING INDEX annotations_published_category",
    "n USING INDEX annotations_published_reviewer",
    "n USING COVERING INDEX annotations_published",
    "n USING COVERING INDEX annotations_published_category",
    "evidence",  # its latest rows
)


def is_scan(line):
    step, _, statement = line.partition(" <- ")
    if not step.startswith("SCAN") or any(word in step for word in _HARMLESS):
        return False
    if step == "SCAN n" and "FROM facet_counts n" in statement:
        return False
    is_walked = any(step == f"SCAN {walked}" for walked in _WALKED)
    return not (is_walked and " LIMIT " in statement)


@pytest.mark.parametrize(
    "query",
    [
        lambda library, uid: library.reviewed_article(uid),
        lambda library, uid: library.reviewed_article(uid, drafts=True),
        lambda library, uid: library.article(uid),
        lambda library, uid: library.original(uid),
        lambda library, _: library.facets(),
        lambda library, _: library.suggest_sources("kra"),
        lambda library, _: library.suggest_sources(""),
        lambda library, _: library.source_counts(),
        lambda library, _: library.find_notes(offset=50),
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
@pytest.mark.parametrize("cap", [0, 500])
def test_lists(plans, monkeypatch, where, order, cap):
    let_lead(monkeypatch, cap)
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


#: Every field, and fields together.
_QUERIES = [
    "", "kratom dose", "krat", "kratom -beer", "-kratom", '"nine grams"', "***",
    *(name.example for name in QueryField), *(f"-{name.example}" for name in QueryField),
    *(f"is:{state}" for state in State), "checked:2026 src:kratom", "lang:en rank:A kratom",
    "cat:dangerous sev:serious sev:<critical tag:law", "is:draft cat:dangerous",
    "is:draft is:ready", "is:withdrawn is:draft by:a", "is:deleted is:warned",
    "article:kratom type:study is:stale",
]  # fmt: skip


@pytest.mark.parametrize("query", _QUERIES)
@pytest.mark.parametrize("cap", [0, 500])
def test_finding(plans, monkeypatch, query, cap):
    let_lead(monkeypatch, cap)
    assert plans(lambda library, _: library.find_notes(query, drafts=True)) == []
    assert plans(lambda library, _: library.find_sources(query)) == []
    for order in ArticleOrder:
        where = ArticleFilter(words=query, drafts=True)
        assert plans(lambda library, _, o=order, w=where: library.articles(w, order=o)) == []
    for by in NoteGrouping:
        assert plans(lambda library, _, by=by: library.note_groups(query, by, drafts=True)) == []
        group = (by, "a key")
        assert plans(lambda library, _, g=group: library.find_notes(query, group=g)) == []
    if query:
        assert plans(lambda library, _: library.search(query)) == []


@pytest.mark.parametrize("state", SourceState)
def test_states_of_sources(plans, state):
    assert plans(lambda library, _: library.find_sources(state=state)) == []


def test_what_walks_is_told_apart_from_what_reads_all():
    assert is_scan("SCAN annotations <- SELECT * FROM annotations LIMIT 5")
    assert is_scan("SCAN n USING INDEX annotations_published <- SELECT count(*) FROM annotations n")
    assert not is_scan("SCAN n USING INDEX annotations_published <- SELECT n.id LIMIT 5")


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
