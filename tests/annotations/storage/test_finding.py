"""The grammar finds the notes that it should, page by page and group by group."""

import pytest
from hypothesis import given, settings

from annotations.storage import finding_plan
from annotations.storage.finding import NoteGrouping
from annotations.storage.library import open_library
from annotations.vocabulary import Category, Severity, Status
from tests.annotations.storage.builders import (
    OWNER,
    REVIEWER,
    SOURCE,
    VALERIAN,
    add,
    evidence,
    note,
    sheet_of,
)
from tests.annotations.storage.leading import let_lead
from tests.annotations.test_query import typed

SOURCES = [
    {**SOURCE, "doi": "10.1000/xyz.1"},
    {"id": "cochrane", "type": "systematic_review", "title": "Herbs for sleep", "issued": "2020"},
    {"id": "old", "type": "study", "title": "Withdrawn trial", "authors": ["Lee, B"],
     "retracted": True},
    {"id": "blog", "type": "guideline", "title": "Second hand", "accessed_through": "secondary"},
    {"id": "none", "type": "news", "title": "Never cited"},
]  # fmt: skip
TEA_NOTES = [
    note("n1", "Repeat every hour.", correction="Dependence is documented.", category="dangerous",
         severity="critical", advice="Call a doctor.", tags=["legal-status", "dosing"],
         evidence=[evidence(checked="2026-03-04"), evidence("cochrane", checked="2024")]),
    note("n2", "Kratom is a plant.", correction="A draft of a doctor.", status="draft"),
    note("n3", "It is legal everywhere.", correction="", body="First line.\nDoctors.",
         category="outdated", severity="moderate", tags=["Legal"],
         evidence=[evidence("old", checked="2025-11-30")]),
    note("n4", "Nobody was ever harmed by it.", correction="People were.", severity="moderate",
         category="dangerous", no_source_needed=""),
    note("n5", "My cousin drinks it daily.", correction="Taken back.", status="withdrawn"),
]  # fmt: skip
SLEEP_NOTES = [
    note("v1", "Valerian works at once.", correction="It takes weeks.", severity="info",
         is_verdict=True, evidence=[evidence("blog")]),
]  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A library to search in; not changed by a test."""
    path = tmp_path_factory.mktemp("finding") / "finding.caveat"
    with open_library(path, owner=OWNER, reviewer=REVIEWER, create=True) as library:
        fill(library)
        yield library


def fill(library):
    """Two articles with their notes and sources."""
    add(library, language="en-GB")
    add(library, VALERIAN, "valerian.md", language="de")
    articles = [
        {"id": "a1", "file": "tea.md", "title": "", "notes": TEA_NOTES},
        {"id": "a2", "file": "valerian.md", "title": "", "notes": SLEEP_NOTES},
    ]
    assert not library.annotate(sheet_of(articles, SOURCES)).refused


def headlines(found):
    return [item.headline for item in found.notes]


WORST_FIRST = ["Dependence is documented.", "First line.", "People were.", "It takes weeks."]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {0, 1, 2, 3}),
        ("doctor", {0, 1}),
        ('"call a doctor"', {0}),
        ("doctor -dependence", {1}),
        ("-doctor", {2, 3}),
        ("***", set()),
        ("cat:dangerous", {0, 2}),
        ("-cat:dangerous", {1, 3}),
        ("cat:outdated cat:inaccurate", {1, 3}),
        ("sev:critical", {0}),
        ("sev:>=moderate", {0, 1, 2}),
        ("sev:<critical sev:>info", {1, 2}),
        ("-sev:info", {0, 1, 2}),
        ("status:ready", {0, 1, 2, 3}),
        ("status:approved", set()),
        ("-status:ready", set()),
        ("tag:legal", {0, 1}),
        ("tag:legal-status", {0}),
        ("tag:LEGAL-", {0}),
        ("-tag:dosing", {1, 2, 3}),
        ("tag:dosing tag:legal", {0}),
        ("by:a", {0, 1, 2, 3}),
        ("by:review", {0, 1, 2, 3}),
        ("by:%", set()),
        ("-by:reviewer", set()),
        ("src:kratom", {0}),
        ("src:10.1000/xyz", {0}),
        ("src:nobody", set()),
        ("-src:nccih", {1, 2, 3}),
        ("type:government", {0}),
        ("type:government type:study", {0, 1}),
        ("rank:A", {0}),
        ("rank:E", {1}),
        ("rank:B", {0, 3}),
        ("src:kratom rank:A", set()),
        ("checked:2026", {0}),
        ("checked:<2026", {0, 1}),
        ("checked:<2025", {0}),
        ("checked:>=2026-03", {0}),
        ("checked:>2026-03", set()),
        ("checked:<=2025-11", {0, 1}),
        ("src:kratom checked:<2026", set()),
        ("is:unsourced", {2}),
        ("-is:unsourced", {0, 1, 3}),
        ("is:warned", {2}),
        ("is:verdict", {3}),
        ("is:retracted", {1}),
        ("is:uncited", set()),
        ("is:ready", {0, 1, 2, 3}),
        ("article:kratom", {0, 1, 2}),
        ("article:val", {3}),
        ("-article:valerian", {0, 1, 2}),
        ("lang:en", {0, 1, 2}),
        ("lang:DE", {3}),
        ("lang:en tag:legal sev:>=serious doctor", {0}),
        ("cat:nonsense doctor", {0, 1}),
    ],
)
@pytest.mark.parametrize("cap", [500, 0], ids=["few lead", "all are walked"])
def test_finds(filled, monkeypatch, query, found, cap):
    let_lead(monkeypatch, cap)
    page = filled.find_notes(query)
    wanted = [WORST_FIRST[index] for index in sorted(found)]
    assert sorted(headlines(page)) == sorted(wanted)
    if cap:
        assert headlines(page) == wanted
        assert (page.total, page.is_more) == (len(found), False)


def test_a_found_note_says_what_opens_it(filled):
    (item,) = filled.find_notes("dependence").notes
    reviewed = filled.reviewed_article(item.article)
    (own,) = [a for a in reviewed.annotations if a.uid == item.annotation]
    assert own.claims[0].quote.exact == item.claim == "Repeat every hour."
    assert item.article_title == "Kratom tea for long shifts"
    assert (item.category, item.severity) == (Category.DANGEROUS, Severity.CRITICAL)
    assert (item.status, item.reviewer, item.sources) == (Status.READY, "A reviewer", 2)
    assert item.tags == ("legal-status", "dosing")
    assert item.excerpt == "Dependence is documented."
    assert not item.is_warned
    assert not item.is_deleted


def test_without_words_the_excerpt_is_the_beginning_of_the_body(filled):
    (item,) = filled.find_notes("is:unsourced").notes
    assert item.excerpt.startswith("Why it is not so.")
    assert item.is_warned


def test_pages(filled):
    seen = [headlines(filled.find_notes(offset=start, limit=2)) for start in (0, 2, 4)]
    assert seen == [WORST_FIRST[:2], WORST_FIRST[2:], []]
    assert filled.find_notes(offset=1, limit=1).total == 4


def test_many_are_counted_to_a_bound(filled, monkeypatch):
    let_lead(monkeypatch, 2)
    monkeypatch.setattr(finding_plan, "REACH", 2)
    page = filled.find_notes("-tag:nothing", limit=1)
    assert (page.total, page.is_more) == (2, True)
    assert filled.find_notes("doctor", limit=1).is_more
    # More are counted where more are shown.
    assert filled.find_notes("-tag:nothing").total == 4
    # What the library counts by itself is known however many there are.
    page = filled.find_notes("sev:>info -cat:inaccurate", limit=1)
    assert (page.total, page.is_more) == (3, False)


def test_newest_first_where_many_notes_have_the_words(filled, monkeypatch):
    let_lead(monkeypatch, 2)
    assert headlines(filled.find_notes("doctor")) == ["First line.", "Dependence is documented."]


@pytest.mark.parametrize("query", ["status:draft", "is:draft", "is:withdrawn", "is:deleted"])
def test_what_a_reader_does_not_see_is_said(filled, query):
    page = filled.find_notes(query)
    assert page.notes == ()
    assert "reviewer" in page.problem


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", WORST_FIRST),
        ("status:draft", ["A draft of a doctor."]),
        ("is:draft doctor", ["A draft of a doctor."]),
        ("is:withdrawn", ["Taken back."]),
        ("is:draft is:withdrawn", ["A draft of a doctor.", "Taken back."]),
        ("is:draft cat:dangerous", []),
        ("is:deleted", []),
    ],
)
def test_a_reviewer_sees_the_others_when_asking(filled, query, found):
    page = filled.find_notes(query, drafts=True)
    assert sorted(headlines(page)) == sorted(found)
    assert page.problem == ""


def test_deleted_notes_and_notes_of_the_trash(library):
    uid = add(library).article.uid
    sheet = {"id": "a1", "file": "tea.md", "title": "", "notes": TEA_NOTES}
    change = library.annotate(sheet_of([sheet], SOURCES)).change
    library.remove_article(uid)
    assert library.find_notes().notes == ()
    assert library.find_notes("is:deleted", drafts=True).notes == ()
    library.restore_article(uid)
    assert library.find_notes().total == 3
    library.undo(change.action)
    assert library.find_notes().notes == ()
    page = library.find_notes("is:deleted doctor", drafts=True)
    assert page.total == 3
    assert all(item.is_deleted for item in page.notes)
    assert {item.article for item in page.notes} == {uid}


def groups(library, query, by):
    return [(group.label, group.count) for group in library.note_groups(query, by)]


@pytest.mark.parametrize(
    ("by", "query", "found"),
    [
        (NoteGrouping.CATEGORY, "",
         [("Dangerous advice", 2), ("Factually inaccurate", 1), ("Outdated", 1)]),
        (NoteGrouping.SEVERITY, "", [("Critical", 1), ("Moderate", 2), ("Info", 1)]),
        (NoteGrouping.ARTICLE, "", [("Kratom tea for long shifts", 3), ("Valerian for sleep", 1)]),
        (NoteGrouping.REVIEWER, "", [("A reviewer", 4)]),
        (NoteGrouping.SOURCE, "", [("NCCIH, Kratom: what you need to know", 1),
            ("Herbs for sleep, 2020", 1), ("Lee, Withdrawn trial", 1), ("Second hand", 1)]),
        (NoteGrouping.CATEGORY, "doctor", [("Dangerous advice", 1), ("Outdated", 1)]),
        (NoteGrouping.SEVERITY, "sev:<critical", [("Moderate", 2), ("Info", 1)]),
        (NoteGrouping.ARTICLE, "sev:info", [("Valerian for sleep", 1)]),
        (NoteGrouping.REVIEWER, "tag:legal", [("A reviewer", 2)]),
        (NoteGrouping.SOURCE, "is:retracted", [("Lee, Withdrawn trial", 1)]),
        (NoteGrouping.SOURCE, "cat:accurate", []),
    ],
)  # fmt: skip
def test_groups(filled, by, query, found):
    made = groups(filled, query, by)
    assert sorted(made) == sorted((label, count) for label, count in found)
    assert [count for _, count in made] == [count for _, count in found]
    for group in filled.note_groups(query, by):
        page = filled.find_notes(query, group=(by, group.key))
        assert (page.total, page.is_more) == (group.count, group.is_more)
        assert len(page.notes) == group.count


def test_an_unknown_group_is_empty(filled):
    for by in NoteGrouping:
        assert filled.find_notes(group=(by, "nothing")).notes == ()


@settings(max_examples=200, deadline=None)
@given(typed)
def test_nothing_typed_is_an_error(filled, text):
    filled.find_notes(text, drafts=True)
    filled.find_sources(text)
    filled.suggest_sources(text)
    for by in NoteGrouping:
        filled.note_groups(text, by)
