"""A review sheet is read to the last note that can be read; the rest is said with a reason."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import SheetRefusedError
from annotations.exchange.review_sheet import MAX_BYTES, MAX_RECORDS, read_review_sheet
from annotations.vocabulary import (
    AccessedThrough,
    Authority,
    Category,
    Certainty,
    Relation,
    Severity,
    SourceType,
    Status,
)

SOURCE = {"id": "s1", "type": "study", "title": "A study"}
EVIDENCE = {"source": "s1", "relation": "disputes"}


def note(**changes):
    record = {
        "id": "n1",
        "quote": "It is safe.",
        "category": "dangerous",
        "severity": "critical",
        "evidence": [EVIDENCE],
    }
    return {**record, **changes}


def sheet(*notes, sources=(SOURCE,), **changes):
    article = {"id": "a", "file": "a.md", "notes": list(notes)}
    record = {
        "format": "caveat-review-sheet",
        "version": 1,
        "articles": [article],
        "sources": list(sources),
    }
    return json.dumps({**record, **changes}).encode()


def read_one(**changes):
    read = read_review_sheet(sheet(note(**changes)))
    assert read.refused == ()
    return read.articles[0].notes[0]


def refusal(record, **changes):
    """The one refusal of a sheet whose other note is kept."""
    read = read_review_sheet(sheet(record, note(id="kept"), **changes))
    assert [kept.id for kept in read.articles[0].notes] == ["kept"]
    (refused,) = read.refused
    return refused


def test_every_field_arrives():
    source = {
        **SOURCE, "authors": ["A. One", "B. Two"], "publisher": "P", "container": "C",
        "issued": "spring 2014", "url": "https://x.org", "doi": "10.1000/a", "pmid": "1",
        "pmcid": "PMC1", "isbn": "9", "jurisdiction": "US", "retracted": True,
        "retraction_note": "why", "establishes": "this", "accessed_through": "copy",
        "authority": "C", "authority_reason": "small",
    }  # fmt: skip
    record = note(
        status="draft", correction="c", body="b\n\nb", advice="a", tags=["t", "u"],
        certainty="very_low", as_of="2021-06", is_verdict=True, no_source_needed="plain",
        conflicts_with=[{"article": "other", "quote": "q", "why": "w"}, {"quote": "here"}],
        evidence=[{**EVIDENCE, "why": "w", "quote": "q", "locator": "p. 2", "checked": "2026"}],
    )  # fmt: skip
    read = read_review_sheet(sheet(record, sources=[source]))
    one = read.articles[0].notes[0]
    assert (one.status, one.note.category, one.note.severity) == (
        Status.DRAFT, Category.DANGEROUS, Severity.CRITICAL,
    )  # fmt: skip
    assert (one.note.correction, one.note.body, one.note.advice) == ("c", "b\n\nb", "a")
    assert (one.note.tags, one.note.certainty) == (("t", "u"), Certainty.VERY_LOW)
    assert (one.note.as_of, one.note.is_verdict) == ("2021-06", True)
    assert one.note.no_source_needed == "plain"
    assert [(c.article, c.quote, c.why) for c in one.conflicts] == [
        ("other", "q", "w"), ("a", "here", ""),
    ]  # fmt: skip
    evidence = one.evidence[0]
    assert (evidence.source_id, evidence.relation) == ("s1", Relation.DISPUTES)
    assert (evidence.why, evidence.quote) == ("w", "q")
    assert (evidence.locator, evidence.checked) == ("p. 2", "2026")
    work = read.sources["s1"]
    assert (work.type, work.title, work.authors) == (
        SourceType.STUDY, "A study", ("A. One", "B. Two"),
    )  # fmt: skip
    assert work.issued == "spring 2014"
    assert (work.retracted, work.accessed_through) == (True, AccessedThrough.COPY)
    assert work.authority is Authority.C
    texts = ("publisher", "container", "url", "doi", "pmid", "pmcid", "isbn", "jurisdiction",
             "retraction_note", "establishes", "authority_reason")  # fmt: skip
    assert {key: getattr(work, key) for key in texts} == {key: source[key] for key in texts}


def test_what_is_left_out_has_its_default():
    one = read_one(correction=None, tags=None)
    assert one.status is Status.READY
    assert (one.note.correction, one.note.tags, one.conflicts) == ("", (), ())
    assert one.note.certainty is Certainty.NONE


def test_the_samples_are_read_whole():
    data = files("resources").joinpath("samples", "reviews.json").read_bytes()
    read = read_review_sheet(data)
    told = json.loads(data)
    assert read.refused == ()
    assert [len(article.notes) for article in read.articles] == [
        len(article["notes"]) for article in told["articles"]
    ]
    assert len(read.sources) == len(told["sources"])


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"category": "wrong"}, "“category” is “wrong”"),
        ({"category": None}, "“category” is missing"),
        ({"severity": "high"}, "critical, serious, moderate, info"),
        ({"severity": 4}, "“severity” must be text in quotation marks, not a number"),
        ({"status": "done"}, "“status” is “done”"),
        ({"certainty": "sure"}, "“certainty” is “sure”"),
        ({"body": 5}, "“body” must be text"),
        ({"body": ["a"]}, "not a list"),
        ({"advice": {"a": 1}}, "not an object"),
        ({"quote": ""}, "“quote” is missing"),
        ({"quote": " \n"}, "“quote” is missing"),
        ({"tags": "one"}, "“tags” must be a list"),
        ({"tags": [1]}, "“tags” must be text"),
        ({"tags": ["t"] * 51}, "“tags” has 51 entries; 50 is the most"),
        ({"is_verdict": "yes"}, "“is_verdict” must be true or false"),
        ({"as_of": "June 2021"}, "“as_of” is “June 2021”, which is no date"),
        ({"as_of": "2023-02-29"}, "which is no date"),
        ({"body": "x" * 20_001}, "“body” has 20,001 characters; 20,000 is the most"),
        ({"conflicts_with": [{"article": "a"}]}, "“quote” is missing"),
        ({"conflicts_with": ["words"]}, "“conflicts_with” must be a list of objects"),
        ({"conflicts_with": [{"quote": "q"}] * 51}, "“conflicts_with” has 51 entries"),
        ({"evidence": [EVIDENCE] * 51}, "“evidence” has 51 entries"),
        ({"evidence": [{**EVIDENCE, "source": "s9"}]}, "“s9” is not among the sheet's sources"),
        ({"evidence": [{**EVIDENCE, "relation": "proves"}]}, "“relation” is “proves”"),
        ({"evidence": [{**EVIDENCE, "checked": "yesterday"}]}, "“checked” is “yesterday”"),
    ],
)
def test_a_note_with_a_fault_is_refused_by_name_and_the_next_is_kept(changes, says):
    refused = refusal(note(**changes))
    assert refused.note == "n1"
    assert refused.reason.startswith("Note n1: ")
    assert says in refused.reason


@pytest.mark.parametrize("record", [7, None, "n", [], {"quote": "no id"}, {"id": 3}, {"id": " "}])
def test_a_note_without_a_name_is_called_by_its_place(record):
    refused = refusal(record)
    assert refused.note == "note 1 of a"
    assert refused.reason.startswith("Note 1 of a: ")


@pytest.mark.parametrize(
    "changes",
    [
        {"body": "x" * 20_000}, {"tags": [f"t{i}" for i in range(50)]},
        {"evidence": [EVIDENCE] * 50}, {"as_of": "2024-02-29"}, {"as_of": "1960"},
        {"mood": {"unknown": ["key"]}, "start": "x", "end": None},
    ],
)  # fmt: skip
def test_what_is_just_within_the_limits_is_read(changes):
    assert read_one(**changes).id == "n1"


def test_words_are_kept_but_for_what_cannot_be_stored():
    told = " “Ω” \u202e\r\nline\t two\u2028 "
    assert read_one(body=told).note.body == told
    assert read_one(body="a\0b\ud800c").note.body == "a\ufffdb\ufffdc"
    # Two halves of a pair are one character, as JSON writes it.
    assert read_one(body="\ud83d\ude00").note.body == "\U0001f600"


def test_blank_and_repeated_tags_are_left_out():
    assert read_one(tags=[" dosing", "", "dosing", "law "]).note.tags == ("dosing", "law")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ({**SOURCE, "type": "blog"}, "“type” is “blog”"),
        ({**SOURCE, "title": ""}, "“title” is missing"),
        ({**SOURCE, "authors": "A. One"}, "“authors” must be a list"),
        ({**SOURCE, "retracted": "no"}, "“retracted” must be true or false"),
        ({**SOURCE, "accessed_through": "friend"}, "“accessed_through” is “friend”"),
        ({**SOURCE, "authority": "Z"}, "“authority” is “Z”"),
    ],
)
def test_a_source_with_a_fault_is_refused_with_the_notes_that_name_it(source, says):
    read = read_review_sheet(sheet(note(), note(id="n2", evidence=[]), sources=[source]))
    assert [kept.id for kept in read.articles[0].notes] == ["n2"]
    assert [refused.note for refused in read.refused] == ["s1", "n1"]
    assert says in read.refused[0].reason
    assert "“s1” has a fault of its own" in read.refused[1].reason


def test_an_id_of_two_sources_is_told_and_the_first_is_kept():
    read = read_review_sheet(sheet(note(), sources=[SOURCE, SOURCE, {**SOURCE, "title": "Other"}]))
    assert read.sources["s1"].title == "A study"
    assert [refused.note for refused in read.refused] == ["s1"]
    assert "stands twice" in read.refused[0].reason


@pytest.mark.parametrize(
    ("article", "says"),
    [
        (4, "Article 1: it must be an object"),
        ({"notes": [note()]}, "Article 1: it has no file and no title"),
        ({"file": "a.md", "notes": {}}, "Article 1: “notes” must be a list"),
        ({"id": "a", "file": "a.md", "author": 5, "notes": [note()]}, "Article a: “author”"),
    ],
)
def test_an_article_with_a_fault_is_refused_with_all_its_notes(article, says):
    kept = {"file": "b.md", "notes": [note(id="kept")]}
    read = read_review_sheet(sheet(articles=[article, kept]))
    assert [one.file for one in read.articles] == ["b.md"]
    assert all(refused.reason.startswith(says) for refused in read.refused)
    notes = article.get("notes", []) if isinstance(article, dict) else []
    assert [refused.note for refused in read.refused[1:]] == [one["id"] for one in notes]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not valid JSON"),
        (b"{\n\n,", "line 3"),
        (b"\xff\xfe\xff", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"1" * 5_000, "not valid JSON"),
        (b"[]", "not a review sheet"),
        (b'{"format": "csl-json"}', "not a review sheet"),
        (sheet(version=2), "newer Caveat"),
        (sheet(version=True), "newer Caveat"),
        (sheet(articles={}), "“articles” must be a list"),
        (b'{"format": "caveat-review-sheet", "version": 1, "sources": "s"}', "“sources” must be"),
        (sheet(*[{}] * MAX_RECORDS), "more than 20,000"),
        (b" " * (MAX_BYTES + 1), "10 MB is the most"),
    ],
    ids=range(13),
)
def test_what_is_no_sheet_is_refused_whole(data, says):
    with pytest.raises(SheetRefusedError, match=says):
        read_review_sheet(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_any_unicode_encoding_is_read(encoding):
    data = sheet(note(quote="薬")).decode().encode(encoding)
    assert read_review_sheet(data).articles[0].notes[0].quote == "薬"


_ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(key=st.sampled_from([*note(), "tags", "conflicts_with", "status", "as_of"]), value=_ANY_JSON)
def test_no_value_breaks_the_reader(key, value):
    read = read_review_sheet(sheet(note(**{key: value}), note(id="kept")))
    assert read.articles[0].notes[-1].id == "kept"
    assert len(read.articles[0].notes) + len(read.refused) == 2
