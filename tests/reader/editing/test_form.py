from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import (
    AccessedThrough,
    Annotation,
    Authority,
    Category,
    CautionNote,
    Certainty,
    Evidence,
    Relation,
    Reviewer,
    Severity,
    Source,
    SourceType,
    Span,
    Status,
    Target,
    TargetDraft,
    TargetRole,
)
from reader.editing.form import EvidenceForm, FormField, NoteForm, default_relation


def _source(kind=SourceType.GUIDELINE, **fields):
    return Source(uid="source", type=kind, title="Moss, a guideline", **fields)


def _target(role=TargetRole.CLAIM, start=0, **fields):
    return TargetDraft(
        role=role,
        article_uid="article",
        revision_uid="revision",
        span=Span(start, start + 5),
        **fields,
    )


# Rules of choosing


def test_a_new_note_begins_unsupported_and_moderate():
    form = NoteForm.for_new((_target(),))
    assert (form.category, form.severity) == (Category.UNSUPPORTED, Severity.MODERATE)
    assert form.uid is None
    assert form.base_version == 0


def test_dangerous_advice_is_serious_until_the_severity_is_set_by_hand():
    form = NoteForm.for_new((), Category.DANGEROUS)
    assert form.severity is Severity.SERIOUS
    assert form.with_category(Category.OUTDATED).severity is Severity.MODERATE
    by_hand = form.with_severity(Severity.INFO)
    assert by_hand.with_category(Category.DANGEROUS).severity is Severity.INFO


@pytest.mark.parametrize(
    ("category", "relation"),
    [
        (Category.ACCURATE, Relation.SUPPORTS),
        (Category.CONTEXT, Relation.BACKGROUND),
        (Category.INACCURATE, Relation.DISPUTES),
    ],
)
def test_the_relation_of_a_source_follows_from_the_category(category, relation):
    assert default_relation(category) is relation
    assert NoteForm.for_new((), category).with_evidence(_source()).evidence[0].relation is relation


def test_a_relation_that_is_said_holds():
    form = NoteForm().with_evidence(_source(), Relation.QUALIFIES)
    assert form.evidence[0].relation is Relation.QUALIFIES


def test_rows_and_places_come_and_go():
    form = NoteForm.for_new((_target(),)).with_evidence(_source()).with_evidence(_source())
    form = form.with_row(1, replace(form.evidence[1], locator="p. 2"))
    assert form.without_row(0).evidence[0].locator == "p. 2"
    form = form.with_target(_target(TargetRole.CONFLICT, 10))
    assert form.with_target(_target(TargetRole.CONFLICT, 10)) == form
    assert form.with_why(1, "it says otherwise").targets[1].why == "it says otherwise"
    assert form.is_last_claim
    assert not form.with_target(_target(start=30)).is_last_claim
    assert form.without_target(1).targets == (_target(),)


# Warnings


def _fields(form, status=Status.READY):
    return [warning.field for warning in form.warnings(status)]


def test_each_warning_stands_where_it_is_mended():
    form = NoteForm(category=Category.DANGEROUS, severity=Severity.INFO)
    assert _fields(form) == [FormField.SEVERITY, FormField.EVIDENCE]
    assert _fields(form, Status.DRAFT) == [FormField.SEVERITY]
    critical = NoteForm(severity=Severity.CRITICAL)
    assert _fields(critical, Status.DRAFT) == [FormField.ADVICE]
    assert _fields(replace(critical, advice="Ask a pharmacist."), Status.DRAFT) == []


@pytest.mark.parametrize("kind", [SourceType.NEWS, SourceType.PREPRINT])
def test_weak_sources_alone_are_told(kind):
    form = NoteForm().with_evidence(_source(kind))
    assert [w.sentence for w in form.warnings(Status.READY)] == [
        "Only weak sources (D, E): look for guidance or a study."
    ]
    assert not form.with_evidence(_source()).warnings(Status.READY)


def test_a_reason_stands_for_a_source():
    assert _fields(NoteForm(no_source_needed="it is arithmetic")) == []
    assert _fields(NoteForm(no_source_needed="   ")) == [FormField.EVIDENCE]


# From and to the library


def _annotation():
    note = CautionNote(
        category=Category.DANGEROUS,
        severity=Severity.INFO,
        correction="No.",
        body="Why.\n\nMore.",
        advice="Do not.",
        tags=("dosing",),
        certainty=Certainty.LOW,
        as_of="2024-05",
        is_verdict=True,
        no_source_needed="",
    )
    target = Target(
        uid="target",
        role=TargetRole.CLAIM,
        article_uid="article",
        revision_uid="revision",
        span=Span(3, 9),
        quote=None,
        why="",
    )
    evidence = Evidence(
        uid="evidence",
        source=_source(),
        relation=Relation.SUPPORTS,
        why="direct",
        quote="No.",
        locator="p. 2",
        checked="2026-11-19",
    )
    return Annotation(
        uid="note",
        note=note,
        status=Status.APPROVED,
        targets=(target,),
        evidence=(evidence,),
        reviewer=Reviewer(uid="reviewer", name="A. Reviewer"),
        created_at="",
        modified_at="",
        version=4,
    )


def test_a_stored_note_comes_back_as_it_is():
    annotation = _annotation()
    form = NoteForm.for_note(annotation)
    draft = form.draft(Status.READY)
    assert draft.note == annotation.note
    assert (draft.uid, draft.base_version, draft.status) == ("note", 4, Status.READY)
    assert draft.targets[0].uid == "target"
    assert draft.targets[0].span == Span(3, 9)
    row = draft.evidence[0]
    assert (row.uid, row.source_uid, row.relation) == ("evidence", "source", Relation.SUPPORTS)
    assert (row.why, row.quote, row.locator, row.checked) == ("direct", "No.", "p. 2", "2026-11-19")


def test_the_severity_of_a_stored_note_is_kept_by_its_category():
    assert NoteForm.for_note(_annotation()).with_category(Category.DANGEROUS).severity is (
        Severity.INFO
    )


def test_white_space_at_the_ends_is_not_stored():
    form = NoteForm(correction="  Moss is moss.\n", body="\n\nWhy. \n", advice="   ")
    note = form.draft(Status.DRAFT).note
    assert (note.correction, note.body, note.advice) == ("Moss is moss.", "Why.", "")
    assert not NoteForm(correction="  ").has_words
    assert NoteForm(tags=("dosing",)).has_words
    assert NoteForm(targets=(_target(why="so"),)).has_words


# JSON

_texts = st.text(max_size=12)
_uids = st.none() | st.text(min_size=1, max_size=5)
_spans = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(0, 900),
    st.integers(0, 90),
)
_sources = st.builds(
    Source,
    uid=st.text(min_size=1, max_size=5),
    type=st.sampled_from(SourceType),
    title=_texts,
    authors=st.lists(_texts, max_size=3).map(tuple),
    publisher=_texts,
    doi=_texts,
    retracted=st.booleans(),
    establishes=_texts,
    accessed_through=st.sampled_from(AccessedThrough),
    authority=st.none() | st.sampled_from(Authority),
    authority_reason=_texts,
)
_rows = st.builds(
    EvidenceForm,
    source=_sources,
    relation=st.sampled_from(Relation),
    why=_texts,
    quote=_texts,
    locator=_texts,
    checked=_texts,
    uid=_uids,
)
_targets = st.builds(
    TargetDraft,
    role=st.sampled_from(TargetRole),
    article_uid=_uids,
    revision_uid=_uids,
    span=st.none() | _spans,
    why=_texts,
    uid=_uids,
)
_forms = st.builds(
    NoteForm,
    category=st.sampled_from(Category),
    severity=st.sampled_from(Severity),
    severity_is_chosen=st.booleans(),
    correction=_texts,
    body=_texts,
    advice=_texts,
    tags=st.lists(_texts, max_size=3).map(tuple),
    certainty=st.sampled_from(Certainty),
    as_of=_texts,
    is_verdict=st.booleans(),
    no_source_needed=_texts,
    targets=st.lists(_targets, max_size=3).map(tuple),
    evidence=st.lists(_rows, max_size=3).map(tuple),
    uid=_uids,
    base_version=st.integers(0, 9),
    status=st.sampled_from(Status),
)


@given(_forms)
def test_a_form_comes_back_from_json(form):
    import json

    assert NoteForm.from_json(json.loads(json.dumps(form.to_json()))) == form


@given(_forms, st.data())
def test_missing_keys_are_as_in_a_new_note(form, data):
    written = form.to_json()
    gone = data.draw(st.sets(st.sampled_from(sorted(written))))
    read = NoteForm.from_json({key: value for key, value in written.items() if key not in gone})
    new = NoteForm()
    for key in written.keys() - {"form"}:
        assert getattr(read, key) == getattr(new if key in gone else form, key)


_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(NoteForm().to_json())), _junk))
def test_whatever_stands_in_json_gives_a_form(data):
    assert isinstance(NoteForm.from_json(data), NoteForm)


def test_broken_rows_of_json_are_left_out():
    row = NoteForm().with_evidence(_source()).to_json()["evidence"][0]
    form = NoteForm.from_json(
        {
            "category": "cursed",
            "severity": "deadly",
            "base_version": True,
            "evidence": [row, {"source": {}}, "row", {"relation": "disputes"}],
            "targets": [{"span": [9, 3]}, {"span": ["1", 2]}, 7],
        }
    )
    assert form.category is Category.UNSUPPORTED
    assert form.severity is Severity.MODERATE
    assert form.base_version == 0
    assert [each.source.uid for each in form.evidence] == ["source"]
    assert [target.span for target in form.targets] == [None, None]
