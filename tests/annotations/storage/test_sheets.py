"""Review sheets: each note at its quotation, nothing twice, what cannot be placed reported."""

import pytest

from annotations.exchange.review_sheet import Refusal
from annotations.model import TextQuoteSelector
from annotations.vocabulary import (
    AnchorState,
    Category,
    Certainty,
    Relation,
    Severity,
    Status,
    TargetRole,
)
from tests.annotations.storage.builders import (
    SOURCE,
    TEA,
    VALERIAN,
    add,
    evidence,
    note,
    sheet,
    sheet_of,
)


def notes_of(library, uid, **options: bool):
    return library.reviewed_article(uid, **options).annotations


def test_note_comes_back_whole(library):
    article = add(library).article
    report = library.annotate(
        sheet(
            note(
                "n1",
                "Take nine grams with a beer.",
                category="dangerous",
                severity="critical",
                correction="Do not take it with alcohol.",
                body="First.\n\nSecond  paragraph.\n",
                advice="Leave out the beer.",
                tags=["dosing", "alcohol and more"],
                certainty="high",
                as_of="2026-11",
                is_verdict=True,
                conflicts_with=[
                    {"article": "a1", "quote": "Repeat every hour.", "why": "that is more"}
                ],
                evidence=[evidence(quote="It can kill.", locator="p. 2", checked="2026-11-19")],
            )
        )
    )
    assert report.added == ("n1",)
    assert (report.known, report.changed, report.refused, report.notices) == ((), (), (), ())
    (annotation,) = notes_of(library, article.uid)
    caution = annotation.note
    assert (caution.category, caution.severity) == (Category.DANGEROUS, Severity.CRITICAL)
    assert caution.correction == "Do not take it with alcohol."
    assert caution.body == "First.\n\nSecond  paragraph.\n"
    assert caution.advice == "Leave out the beer."
    assert caution.tags == ("dosing", "alcohol and more")
    assert (caution.certainty, caution.as_of) == (Certainty.HIGH, "2026-11")
    assert caution.is_verdict
    assert annotation.status is Status.READY
    assert annotation.reviewer.name == "A reviewer"
    assert annotation.version == 1
    claim, conflict = annotation.targets
    assert (claim.role, conflict.role) == (TargetRole.CLAIM, TargetRole.CONFLICT)
    text = library.reviewed_article(article.uid).revision.text
    assert text[claim.span.start : claim.span.end] == "Take nine grams with a beer."
    assert claim.quote.exact == "Take nine grams with a beer."
    assert text.startswith(claim.quote.prefix, claim.span.start - 64)
    assert len(claim.quote.prefix) == len(claim.quote.suffix) == 64
    assert (claim.heading, claim.state) == ("How much to take", AnchorState.EXACT)
    assert (conflict.why, conflict.heading) == ("that is more", "How much to take")
    (item,) = annotation.evidence
    assert item.relation is Relation.DISPUTES
    assert (item.quote, item.locator, item.checked) == ("It can kill.", "p. 2", "2026-11-19")
    assert item.source.title == SOURCE["title"]
    assert item.source.authors == ("NCCIH",)


def test_annotations_are_ordered_by_place(library):
    uid = add(library).article.uid
    library.annotate(
        sheet(
            note("n1", "Repeat every hour."),
            note("n2", "Kratom is a plant."),
            note("n3", "Kratom is a plant. It keeps you awake and calm."),
            note("n4", "Kratom is a plant."),
        )
    )
    quotes = [a.note.correction for a in notes_of(library, uid)]
    assert quotes == [
        "Not so: Kratom is a plant.",
        "Not so: Kratom is a plant.",
        "Not so: Kratom is a plant. It keeps you awake and calm.",
        "Not so: Repeat every hour.",
    ]


def test_a_contradiction_has_the_place_of_its_claim(library):
    uid = add(library).article.uid
    conflict = {"article": "a1", "quote": "Kratom is a plant.", "why": "it is not all"}
    library.annotate(
        sheet(
            note("n1", "Repeat every hour.", conflicts_with=[conflict]),
            note("n2", "It is legal everywhere."),
        )
    )
    quotes = [a.note.correction for a in notes_of(library, uid)]
    assert quotes == ["Not so: It is legal everywhere.", "Not so: Repeat every hour."]


def test_twice_adds_nothing(library):
    uid = add(library).article.uid
    content = sheet(
        note(
            "n1",
            "Repeat  every\nhour.",
            evidence=[evidence()],
            conflicts_with=[
                {"article": "", "quote": "Kratom is a plant.", "why": "x"},
                {"article": "elsewhere", "quote": "Something\nelse.", "why": ""},
            ],
        ),
        note("n2", "It is legal everywhere.", status="draft"),
    )
    first = library.annotate(content)
    before = library.path.read_bytes()
    second = library.annotate(content)
    assert first.added == ("n1", "n2")
    assert (second.added, second.known, second.changed) == ((), ("n1", "n2"), ())
    assert not second.change
    assert library.path.read_bytes() == before
    assert len(notes_of(library, uid, drafts=True)) == 2


def test_same_note_twice_in_a_sheet(library):
    add(library)
    one = note("n1", "Repeat every hour.")
    report = library.annotate(sheet(one, one, {**one, "body": "Otherwise."}))
    assert (report.added, report.known, report.changed) == (("n1",), ("n1",), ("n1",))


@pytest.mark.parametrize(
    "other",
    [
        {"severity": "info"},
        {"body": "Why it is not so."},
        {"status": "draft"},
        {"tags": ["dosing"]},
        {"evidence": []},
        {"evidence": [evidence(why="another reason")]},
        {"evidence": [evidence("new")]},
        {"conflicts_with": [{"quote": "Kratom is a plant.", "why": "x"}]},
    ],
)
def test_note_with_other_content_is_left_alone(library, other):
    uid = add(library).article.uid
    first = note("n1", "Repeat every hour.", evidence=[evidence()])
    library.annotate(sheet(first))
    before = notes_of(library, uid)
    new = {**SOURCE, "id": "new", "title": "Another work"}
    report = library.annotate(sheet({**first, **other}, sources=(SOURCE, new)))
    assert (report.added, report.known, report.changed) == ((), (), ("n1",))
    assert not report.change
    assert notes_of(library, uid, drafts=True) == before
    assert library.search("another work").sources_total == 0


def test_same_id_with_another_quote_is_another_note(library):
    uid = add(library).article.uid
    library.annotate(sheet(note("n1", "Repeat every hour.")))
    report = library.annotate(sheet(note("n1", "Kratom is a plant.")))
    assert report.added == ("n1",)
    assert len(notes_of(library, uid)) == 2


def test_quote_that_is_missing_or_stands_twice(library):
    uid = add(library, TEA + "Repeat every hour.\n").article.uid
    report = library.annotate(
        sheet(
            note("n1", "It cures everything that there is to be cured, and then some more of it."),
            note("n2", "Repeat every hour."),
            note("n3", "It is legal everywhere."),
        )
    )
    assert report.added == ("n3",)
    missing, twice = report.refused
    assert missing == Refusal(
        "n1",
        "Note n1: The quote “It cures everything that there is to be cured, and then som…” is not"
        " in “Kratom tea for long shifts”. Copy it from the article's text.",
    )
    assert "stands 2 times" in twice.reason
    assert len(notes_of(library, uid)) == 1


def test_refusals_of_the_reader_come_first(library):
    add(library)
    report = library.annotate(
        sheet(
            note("n1", "It is not there."),
            note("n2", "Repeat every hour.", category="silly"),
            note("n3", "Repeat every hour."),
        )
    )
    assert [refusal.note for refusal in report.refused] == ["n2", "n1"]
    assert report.added == ("n3",)


def test_article_that_is_not_in_the_library(library):
    report = library.annotate(sheet(note("n1", "x y."), note("n2", "z."), file="gone.md"))
    assert [refusal.note for refusal in report.refused] == ["n1", "n2"]
    assert "Import it first" in report.refused[0].reason
    assert not report.change


def test_article_in_the_trash(library):
    library.remove_article(add(library).article.uid)
    report = library.annotate(sheet(note("n1", "Repeat every hour.")))
    assert "is in the trash. Restore it first." in report.refused[0].reason


@pytest.mark.parametrize("file", ["valerian.md", "valerian"])
def test_article_is_found_by_file(library, file):
    add(library, VALERIAN, "valerian.md")
    report = library.annotate(sheet(note("n1", "The usual dose is 900 mg."), file=file))
    assert report.added == ("n1",)


def test_article_is_found_by_title(library):
    add(library, VALERIAN, "download (1).md")
    article = {"title": "Valerian for sleep"}
    report = library.annotate(
        sheet(note("n1", "The usual dose is 900 mg."), file="", article=article)
    )
    assert report.added == ("n1",)


def test_title_decides_between_files_of_one_name(library):
    add(library, TEA, "index.html")
    other = add(library, VALERIAN, "index.html").article
    content = note("n1", "The usual dose is 900 mg.")
    report = library.annotate(sheet(content, file="index.html"))
    assert "More than one article" in report.refused[0].reason
    report = library.annotate(
        sheet(content, file="index.html", article={"title": "Valerian for sleep"})
    )
    assert report.added == ("n1",)
    assert len(notes_of(library, other.uid)) == 1


def test_fields_fill_what_is_empty_or_suggested(library):
    uid = add(library, author="A writer").article.uid
    article = {
        "title": "Tea",
        "author": "Somebody else",
        "publisher": "A site",
        "url": "https://e.org",
    }
    report = library.annotate(sheet(article=article))
    assert report.change.updated == (uid,)
    found = library.article(uid)
    assert (found.title, found.fields.author) == ("Tea", "A writer")
    assert (found.fields.publisher, found.fields.url) == ("A site", "https://e.org")
    assert not found.title_is_suggested
    library.annotate(sheet(article={"title": "Another title"}))
    assert library.article(uid).title == "Tea"


def test_conflict_in_another_article(library):
    tea = add(library).article
    valerian = add(library, VALERIAN, "valerian.md").article
    report = library.annotate(
        sheet_of(
            [
                {
                    "id": "a1",
                    "file": "tea.md",
                    "notes": [
                        note(
                            "n1",
                            "Repeat every hour.",
                            conflicts_with=[
                                {"article": "a2", "quote": "It takes four weeks to work."}
                            ],
                        )
                    ],
                },
                {"id": "a2", "file": "valerian.md", "notes": []},
            ]
        )
    )
    assert report.notices == ()
    here = library.reviewed_article(tea.uid)
    there = library.reviewed_article(valerian.uid)
    assert here.annotations == there.annotations
    (annotation,) = here.annotations
    assert here.belongs(annotation)
    assert not there.belongs(annotation)
    assert there.other_articles == {tea.uid: tea} | {
        uid: library.article(uid) for uid in there.other_articles
    }
    assert there.coverage.checked == 0
    assert library.articles()[1].counts[Severity.SERIOUS] == 0
    library.remove_article(tea.uid)
    assert notes_of(library, valerian.uid) == ()
    assert len(notes_of(library, tea.uid)) == 1


@pytest.mark.parametrize(
    ("conflict", "said"),
    [
        ({"article": "a9", "quote": "Sugar is sweet."}, "“a9” is not in the library"),
        ({"article": "a2", "quote": "Sugar is sweet."}, "“sugar.md” is not in the library"),
        ({"article": "a1", "quote": "It cures all."}, "is not in “Kratom tea"),
        ({"article": "", "quote": "a"}, "stands"),
    ],
)
def test_conflict_without_a_place_is_kept_as_a_quotation(library, conflict, said):
    uid = add(library).article.uid
    report = library.annotate(
        sheet_of(
            [
                {
                    "id": "a1",
                    "file": "tea.md",
                    "notes": [
                        note("n1", "Repeat every hour.", conflicts_with=[{**conflict, "why": "w"}])
                    ],
                },
                {"id": "a2", "file": "sugar.md", "notes": []},
            ]
        )
    )
    assert report.added == ("n1",)
    (notice,) = report.notices
    assert said in notice
    assert "kept without a place" in notice
    (annotation,) = notes_of(library, uid)
    (target,) = annotation.conflicts
    assert (target.article_uid, target.revision_uid, target.span) == (None, None, None)
    assert target.quote == TextQuoteSelector(conflict["quote"])
    assert (target.why, target.state) == ("w", AnchorState.ORPHAN)


def test_conflict_finds_an_imported_article_that_the_sheet_leaves_out(library):
    add(library)
    add(library, VALERIAN, "valerian.md")
    conflict = {"article": "valerian", "quote": "Valerian works at once."}
    report = library.annotate(sheet(note("n1", "Repeat every hour.", conflicts_with=[conflict])))
    assert report.notices == ()


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ({}, {}, True),
        ({}, {"title": "Another work"}, False),
        ({"doi": "10.1000/ABC"}, {"doi": "https://doi.org/10.1000/abc", "title": "T"}, True),
        ({"pmid": "123"}, {"pmid": "PMID: 123", "title": "T"}, True),
        ({"isbn": "0-306-40615-2"}, {"isbn": "9780306406157", "title": "T"}, True),
        ({"isbn": "0-306-40615-3"}, {"isbn": "0-306-40615-3", "title": "T"}, False),
        ({"doi": "10.1000/abc"}, {"doi": "10.1000/xyz"}, False),
    ],
)
def test_source_is_known_again(library, first, second, is_same):
    uid = add(library).article.uid
    library.annotate(
        sheet(
            note("n1", "Repeat every hour.", evidence=[evidence()]), sources=[{**SOURCE, **first}]
        )
    )
    library.annotate(
        sheet(
            note("n2", "Kratom is a plant.", evidence=[evidence("s2")]),
            sources=[{**SOURCE, **second, "id": "s2"}],
        )
    )
    sources = {a.evidence[0].source.uid for a in notes_of(library, uid)}
    assert len(sources) == (1 if is_same else 2)


def test_sources_of_one_identifier_are_one(library):
    add(library)
    chapters = [
        {**SOURCE, "id": "c1", "doi": "10.1000/abc", "title": "One"},
        {**SOURCE, "id": "c2", "doi": "10.1000/abc", "title": "Two"},
    ]
    content = sheet(
        note("n1", "Repeat every hour.", evidence=[evidence("c1"), evidence("c2")]),
        sources=chapters,
    )
    assert library.annotate(content).added == ("n1",)
    assert library.annotate(content).known == ("n1",)
    assert library.search("10.1000/abc").sources_total == 1


def test_unused_sources_stay_out(library):
    add(library)
    library.annotate(sheet(note("n1", "Repeat every hour.")))
    assert library.search("kratom").sources_total == 0


def test_drafts_are_shown_when_asked(library):
    uid = add(library).article.uid
    library.annotate(
        sheet(
            note("n1", "Repeat every hour.", status="draft"),
            note("n2", "Kratom is a plant.", status="withdrawn"),
            note("n3", "It is legal everywhere.", status="approved"),
        )
    )
    assert [a.status for a in notes_of(library, uid)] == [Status.APPROVED]
    assert {a.status for a in notes_of(library, uid, drafts=True)} == {
        Status.APPROVED,
        Status.DRAFT,
    }
    reviewed = library.reviewed_article(uid, drafts=True)
    assert reviewed.coverage.checked == 1
