"""What was: every version in words, and any of them brought back as a new one."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from annotations.errors import ActionConflictError, NotFoundError
from annotations.model import CautionNote
from annotations.storage.library import open_library
from annotations.storage.snapshots import read_record
from annotations.storage.versions import FieldChange, changed_fields
from annotations.vocabulary import Category, Severity, Status, TargetRole
from tests.annotations.builders import make_source
from tests.annotations.storage.builders import STRANGER, TEA, VALERIAN, add, conversion
from tests.annotations.storage.checks import assert_counts_are_true
from tests.annotations.storage.drafts import (
    BEER,
    HOURLY,
    OTHER,
    caution,
    citing,
    draft_of,
    new_note,
    place,
)


def saved(library, note: CautionNote | None = None, **fields):
    """A note on the beer in the article on tea."""
    article = add(library).article.uid
    draft = new_note(place(library, article, BEER), note=note, **fields)
    return library.save_note(draft).annotation


def edited(library, annotation, correction: str, **fields):
    note = replace(annotation.note, correction=correction)
    return library.save_note(draft_of(annotation, note=note, **fields)).annotation


def said(library, uid):
    return [
        (version.version, version.label, [(c.name, c.old, c.new) for c in version.changes])
        for version in library.history_of(uid)
    ]


def test_every_version_says_what_it_changed(library):
    note = saved(library, caution("Not so.", tags=("beer", "dose")))
    note = edited(library, note, "Not with beer.")
    library.withdraw_note(note.uid, "said twice")
    withdrawn, changed, made = library.history_of(note.uid)
    assert (made.version, made.label, made.reviewer) == (1, "Add note", "A reviewer")
    assert made.fields == {
        "Category": "Factually inaccurate",
        "Severity": "Serious",
        "Status": "Ready",
        "Correction": "Not so.",
        "Speaks of": f"“{BEER}” (Kratom tea for long shifts)",
        "Tags": "beer, dose",
        "No source needed": "arithmetic",
    }
    assert changed.changes == (FieldChange("Correction", "Not so.", "Not with beer."),)
    assert withdrawn.changes == (FieldChange("Status", "Ready", "Withdrawn: said twice"),)
    assert [version.is_present for version in (withdrawn, changed, made)] == [True, False, False]


def test_sources_and_conflicts_are_named(library):
    article = add(library).article.uid
    source = library.add_source(make_source(title="Kratom", issued="2024")).source
    note = library.save_note(
        new_note(
            place(library, article, BEER),
            place(library, article, HOURLY, TargetRole.CONFLICT, "both cannot be"),
            place(library, article, None),
            evidence=(citing(source.uid, quote="Never.", locator="p. 2", checked="2026-11-20"),),
        )
    ).annotation
    fields = library.history_of(note.uid)[0].fields
    title = "Kratom tea for long shifts"
    assert fields["Sources"] == "disputes: Kratom, 2024; “Never.”; p. 2; checked 2026-11-20"
    assert fields["Speaks of"] == f"“{BEER}” ({title})\nAll of {title}"
    assert fields["Conflicts with"] == f"“{HOURLY}” ({title}); both cannot be"


def test_an_approval_names_who_gave_it(library):
    note = saved(library)
    library.set_reviewer(OTHER)
    library.approve_note(note.uid)
    version = library.history_of(note.uid)[0]
    assert (version.reviewer, version.fields["Status"]) == (OTHER.name, f"Approved by {OTHER.name}")


def test_a_source_has_a_history(library):
    source = library.add_source(make_source(title="Kratom", authors=("A", "B"))).source
    library.edit_source(source.uid, replace(source, title="Kratom tea", retracted=True))
    library.mark_source_checked(source.uid, "2026-11-20")
    assert said(library, source.uid)[:2] == [
        (3, "Check source", [("Last checked", "", "2026-11-20, A reviewer")]),
        (2, "Edit source", [("Title", "Kratom", "Kratom tea"), ("Retracted", "", "Yes")]),
    ]
    library.restore_version(source.uid, 1)
    assert library.source(source.uid).source == source


def test_an_earlier_version_comes_back_as_a_new_one_that_undo_reverses(library):
    note = saved(library, caution("One.", category=Category.DANGEROUS))
    library.delete_note(edited(library, note, "Two.").uid)
    change = library.restore_version(note.uid, 1)
    back = library.note(note.uid)
    assert (back.note, back.targets, back.version) == (note.note, note.targets, 4)
    assert library.history_of(note.uid)[0].label == "Restore an earlier version"
    assert_counts_are_true(library)
    library.undo(change.action)
    assert library.note(note.uid).note.correction == "Two."
    assert library.recent_actions()[0].is_undone
    library.redo(change.action)
    assert library.note(note.uid).note == note.note


def test_the_present_version_restored_is_no_change(library):
    note = saved(library)
    assert not library.restore_version(note.uid, 1)
    assert len(library.history_of(note.uid)) == 1


def test_a_version_that_cites_a_source_in_the_trash_waits_for_it(library):
    article = add(library).article.uid
    source = library.add_source(make_source(title="Kratom")).source
    draft = new_note(place(library, article, BEER), evidence=(citing(source.uid),))
    note = library.save_note(draft).annotation
    library.save_note(draft_of(note, evidence=()))
    library.delete_source(source.uid)
    with pytest.raises(ActionConflictError, match=r"“Kratom”, which is in the trash"):
        library.restore_version(note.uid, 1)
    library.restore_source(source.uid)
    library.restore_version(note.uid, 1)
    assert library.note(note.uid).evidence == note.evidence


@pytest.mark.parametrize("gone", ["sources", "articles"])
def test_a_version_that_names_what_is_gone_is_refused(library, path, gone):
    article = add(library).article.uid
    source = library.add_source(make_source(title="Kratom")).source
    draft = new_note(place(library, article, BEER), evidence=(citing(source.uid),))
    note = library.save_note(draft).annotation
    library.save_note(draft_of(note, evidence=()))
    uid, unknown = (source.uid, "s") if gone == "sources" else (article, "a")
    with closing(sqlite3.connect(path)) as connection:
        ((snapshot,),) = connection.execute(
            "SELECT snapshot FROM change_log WHERE uid = ? AND version = 1", (note.uid,)
        ).fetchall()
        connection.execute(
            "UPDATE change_log SET snapshot = ? WHERE uid = ? AND version = 1",
            (snapshot.replace(uid, unknown), note.uid),
        )
        connection.commit()
    with pytest.raises(ActionConflictError, match="not in this library any more"):
        library.restore_version(note.uid, 1)
    assert "not in the library any more" in str(library.history_of(note.uid)[1].fields)
    assert library.note(note.uid).version == 2


def test_snapshots_of_the_first_format_have_a_history(library, path):
    note = edited(library, saved(library), "Two.")
    with closing(sqlite3.connect(path)) as connection:
        for version, snapshot in connection.execute(
            "SELECT version, snapshot FROM change_log WHERE uid = ?", (note.uid,)
        ).fetchall():
            record = json.loads(snapshot)
            for name in ("withdrawn_reason", "approved_at", "approved_by"):
                del record[name]
            connection.execute(
                "UPDATE change_log SET snapshot = ? WHERE uid = ? AND version = ?",
                (json.dumps(record), note.uid, version),
            )
        connection.commit()
    assert len(library.history_of(note.uid)) == 2
    library.restore_version(note.uid, 1)
    assert library.note(note.uid).note.correction == "Not so."


def test_fields_of_an_article_come_back_and_its_text_stays(library):
    added = add(library)
    library.edit_article(added.article.uid, title="Tea", author="A writer")
    library.replace_text(added.article.uid, conversion(VALERIAN), data=b"x")
    library.restore_version(added.article.uid, 1)
    reviewed = library.reviewed_article(added.article.uid)
    assert reviewed.article.fields == added.article.fields
    assert reviewed.revision.text == library.reviewed_article(added.article.uid).revision.text
    assert reviewed.revision.uid != added.revision.uid


def test_a_version_from_before_an_update_stands_where_its_sentence_is_now(library):
    note = edited(library, saved(library), "Two.")
    (claim,) = note.targets
    text = f"Something new.\n{TEA.replace('nine grams', 'ten grams')}"
    library.accept_update(claim.article_uid, conversion(text), data=text.encode())
    (moved,) = library.note(note.uid).targets
    assert "changed since it was reviewed" in library.history_of(note.uid)[0].fields["Speaks of"]
    library.restore_version(note.uid, 1)
    back = library.note(note.uid)
    assert (back.note.correction, back.targets) == ("Not so.", (moved,))
    assert_counts_are_true(library)


def test_what_has_no_history(library):
    note = saved(library)
    with pytest.raises(NotFoundError):
        library.history_of("unknown")
    with pytest.raises(NotFoundError):
        library.restore_version(note.uid, 7)


def test_a_history_is_read_in_a_library_of_somebody_else(library, path):
    note = saved(library, status=Status.DRAFT)
    with open_library(path, owner=STRANGER, read_only=True) as opened:
        assert opened.history_of(note.uid)[0].fields["Status"] == "Draft"


def test_restored_content_equals_the_version_field_by_field(library):
    note = saved(library, caution("One.", severity=Severity.INFO, as_of="2024"))
    before = read_record(library._connection, "annotation", note.uid)
    edited(library, note, "Two.", status=Status.DRAFT)
    library.restore_version(note.uid, 1)
    assert read_record(library._connection, "annotation", note.uid) == before


def test_changed_fields_name_what_came_went_and_changed():
    old, new = {"A": "1", "B": "2", "C": "3"}, {"D": "4", "B": "5", "C": "3"}
    assert changed_fields(old, new) == (
        FieldChange("D", "", "4"),
        FieldChange("B", "2", "5"),
        FieldChange("A", "1", ""),
    )
