"""What goes into a row comes out of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.ids import SourceUid, new_uid
from annotations.model import CautionNote, Source, Span
from annotations.storage import rows
from annotations.storage.changes import Action, immediate
from annotations.storage.library import open_library
from annotations.storage.snapshots import read_record, source_keys
from annotations.storage.sources import find_source, source_record
from annotations.vocabulary import (
    AccessedThrough,
    Authority,
    Category,
    Certainty,
    Severity,
    SourceType,
    Status,
)
from tests.annotations.storage.builders import OWNER, REVIEWER

#: Any text that Python can hold, NUL and lone surrogates among it.
_TEXT = st.text(max_size=12) | st.text(
    alphabet="\0\ud800\udfffa\n\t\"'%_😀\u0301\u202e", max_size=6
)
_LINES = st.lists(_TEXT, max_size=3).map(tuple)


def lines(items):
    """Lists keep their items, blank ones left out, each on one line."""
    return tuple(rows.clean(item).replace("\n", " ") for item in items if item.strip())


@pytest.fixture(scope="module")
def action(tmp_path_factory):
    """An action of a library that stays open for all examples."""
    path = tmp_path_factory.mktemp("rows") / "rows.caveat"
    with (
        open_library(path, owner=OWNER, create=True) as library,
        immediate(library._connection, path),
    ):
        yield Action(library._connection, "Test", REVIEWER)


_settings = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@_settings
@given(
    source=st.builds(
        Source,
        uid=st.builds(lambda: SourceUid(new_uid())),
        type=st.sampled_from(SourceType),
        title=_TEXT,
        authors=_LINES,
        publisher=_TEXT,
        container=_TEXT,
        issued=_TEXT,
        url=_TEXT,
        doi=_TEXT | st.just("10.1000/ABC"),
        pmid=_TEXT,
        pmcid=_TEXT,
        isbn=_TEXT | st.just("0-306-40615-2"),
        jurisdiction=_TEXT,
        retracted=st.booleans(),
        retraction_note=_TEXT,
        establishes=_TEXT,
        accessed_through=st.sampled_from(AccessedThrough),
        authority=st.none() | st.sampled_from(Authority),
        authority_reason=_TEXT,
    )
)
def test_sources(action, source):
    record = source_record(source, action.at)
    action.write("source", source.uid, record)
    assert read_record(action.connection, "source", source.uid) == record
    names = rows.columns(rows.SOURCE_COLUMNS)
    found = action.connection.execute(
        f"SELECT {names} FROM sources WHERE uid = ?",  # noqa: S608 - our own names
        (source.uid,),
    ).fetchone()
    read = rows.source_from_row(found)
    for name in rows.SOURCE_COLUMNS:
        was = getattr(source, name)
        if name == "authors":
            was = lines(was)
        elif name not in ("uid", "retracted", "type", "accessed_through", "authority"):
            was = rows.clean(was)
        assert getattr(read, name) == was
    same = find_source(action.connection, record)
    assert same is not None
    keys = source_keys(read_record(action.connection, "source", same))
    assert keys["fields_sha256"] == source_keys(record)["fields_sha256"]


@_settings
@given(
    note=st.builds(
        CautionNote,
        category=st.sampled_from(Category),
        severity=st.sampled_from(Severity),
        correction=_TEXT,
        body=_TEXT,
        advice=_TEXT,
        tags=_LINES,
        certainty=st.sampled_from(Certainty),
        as_of=_TEXT,
        is_verdict=st.booleans(),
        no_source_needed=_TEXT,
    ),
    status=st.sampled_from(Status),
)
def test_notes(action, note, status):
    uid = new_uid()
    record = {
        **rows.new_note_record(note, status, reviewer=action.reviewer_uid(), at=action.at),
        "targets": [],
        "evidence": [],
    }
    action.write("annotation", uid, record)
    assert read_record(action.connection, "annotation", uid) == record
    names = rows.columns(rows.ANNOTATION_COLUMNS)
    found = action.connection.execute(
        f"SELECT {names} FROM annotations WHERE uid = ?",  # noqa: S608 - our own names
        (uid,),
    ).fetchone()
    read = rows.annotation_from_row(found, (), (), REVIEWER, "")
    assert read.status is status
    for name in note.__slots__:
        was = getattr(note, name)
        if name == "tags":
            was = lines(dict.fromkeys(was))
        elif isinstance(was, str) and name not in ("category", "certainty"):
            was = rows.clean(was)
        assert getattr(read.note, name) == was


@given(numbers=st.lists(st.integers(0, 2**32 - 1), max_size=20).map(sorted))
def test_sentences(numbers):
    spans = tuple(Span(n, n) for n in numbers)
    assert rows.sentences_from_blob(rows.sentences_to_blob(spans)) == spans


def test_sentences_are_little_endian():
    assert rows.sentences_to_blob([Span(1, 258)]) == b"\1\0\0\0\2\1\0\0"


@pytest.mark.parametrize(
    ("blob", "said"), [(b"\0", "multiple of item size"), (b"\0\0\0\0", "shorter")]
)
def test_broken_sentences(blob, said):
    with pytest.raises(ValueError, match=said):
        rows.sentences_from_blob(blob)


def test_strip_keeps_the_worst_of_each_place():
    blob = rows.strip_to_blob([(0.5, 2), (0.5001, 4), (0.0, 1), (2.0, 3)])
    assert [(round(t.position, 2), int(t.severity)) for t in rows.strip_from_blob(blob)] == [
        (0.0, 1),
        (0.5, 4),
        (1.0, 3),
    ]
