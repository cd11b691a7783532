"""The verbs on notes: what they store, what they refuse, and that each can be taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotations.editing import UnsavedEdit
from annotations.errors import (
    ActionConflictError,
    InvalidAnnotationError,
    LibraryReadOnlyError,
    NotFoundError,
)
from annotations.ids import EditUid, TargetUid
from annotations.model import Span
from annotations.storage.library import open_library
from annotations.vocabulary import AnchorState, SentenceState, Severity, Status, TargetRole
from tests.annotations.storage.builders import (
    OWNER,
    REVIEWER,
    TEA,
    VALERIAN,
    add,
    conversion,
    evidence,
    note,
    sheet,
)
from tests.annotations.storage.checks import assert_counts_are_true
from tests.annotations.storage.drafts import (
    BEER,
    HOURLY,
    LEGAL,
    OTHER,
    caution,
    citing,
    draft_of,
    new_note,
    place,
)


@pytest.fixture
def article(library):
    return add(library).article.uid


@pytest.fixture
def source(library, article):
    """A source of the library, cited by a note on another sentence."""
    library.annotate(sheet(note("n1", LEGAL, evidence=[evidence()])))
    (annotation,) = library.reviewed_article(article).annotations
    return annotation.evidence[0].source.uid


@pytest.fixture
def saved(library, article):
    return library.save_note(new_note(place(library, article, HOURLY))).annotation


@pytest.fixture
def colleague(library):
    """Lends the library to another reviewer."""

    def lend(verb):
        library.set_reviewer(OTHER)
        try:
            return verb(library)
        finally:
            library.set_reviewer(REVIEWER)

    return lend


def test_new_note_has_its_place_and_its_author(library, article, source):
    saved = library.save_note(
        new_note(
            place(library, article, HOURLY),
            place(library, article, BEER, TargetRole.CONFLICT, why="less often"),
            note=caution(tags=("dosing", "dosing", "Two\nlines")),
            evidence=(citing(source, quote="own words", locator="p. 2"),),
        )
    )
    annotation = saved.annotation
    assert saved.change.added == (annotation.uid,)
    assert saved.change.updated == (article,)
    claim, conflict = annotation.targets
    assert (claim.quote.exact, claim.heading) == (HOURLY, "How much to take")
    assert claim.quote.prefix.endswith("legal everywhere.\n")
    assert (conflict.role, conflict.why) == (TargetRole.CONFLICT, "less often")
    assert annotation.note.tags == ("dosing", "Two lines")
    assert annotation.evidence[0].quote == "own words"
    assert (annotation.reviewer, annotation.version) == (REVIEWER, 1)
    assert library.note(annotation.uid) == annotation
    assert annotation in library.reviewed_article(article).annotations
    assert_counts_are_true(library)


def test_edit_keeps_author_places_and_evidence(library, article, source, colleague):
    first = library.save_note(
        new_note(place(library, article, HOURLY), evidence=(citing(source),))
    ).annotation
    changed = draft_of(first, note=caution("Other words."))
    changed = replace(changed, targets=(*changed.targets, place(library, article, BEER)))
    second = colleague(lambda lent: lent.save_note(changed)).annotation
    assert second.note.correction == "Other words."
    assert (second.reviewer, second.version) == (REVIEWER, 2)
    assert second.targets[0] == first.targets[0]
    assert second.evidence == first.evidence
    assert second.created_at == first.created_at
    ((who,),) = library._connection.execute(
        "SELECT reviewer_uid FROM change_log WHERE uid = ? AND version = 2", (first.uid,)
    ).fetchall()
    assert who == OTHER.uid
    assert_counts_are_true(library)


def test_saving_without_a_change_is_no_action(library, saved):
    again = library.save_note(draft_of(saved))
    assert not again.change
    assert again.annotation == saved


def test_whole_article_and_one_place_twice(library, article):
    twice = place(library, article, HOURLY)
    annotation = library.save_note(new_note(place(library, article, None), twice, twice)).annotation
    assert [target.span for target in annotation.targets] == [None, twice.span]


def test_unsaved_edit_ends_with_the_note(library, article, saved):
    library.keep_edit(UnsavedEdit(uid=EditUid("e"), article_uid=article, annotation_uid=None))
    library.save_note(draft_of(saved), edit=EditUid("e"))
    assert library.unsaved_edits() == ()


def test_unsaved_edit_stays_where_saving_is_refused(library, article, saved):
    library.keep_edit(UnsavedEdit(uid=EditUid("e"), article_uid=article, annotation_uid=None))
    with pytest.raises(InvalidAnnotationError):
        library.save_note(draft_of(saved, targets=()), edit=EditUid("e"))
    assert len(library.unsaved_edits()) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"note": caution("x" * 20_001)}, "correction has 20,001"),
        ({"note": caution(body="x" * 20_001)}, "reason has 20,001"),
        ({"note": caution(tags=tuple(map(str, range(51))))}, "51 tags"),
        ({"evidence": (citing("none"),) * 51}, "51 sources"),
        ({"evidence": (citing("none", quote="x" * 20_001),)}, "quotation of a source"),
        ({"evidence": (citing("none"),)}, "not in the library any more"),
        ({"targets": ()}, "needs a sentence"),
        ({"status": Status.WITHDRAWN}, "withdrawn with a reason"),
    ],
)
def test_what_cannot_be_stored_is_refused(library, article, fields, said):
    draft = replace(new_note(place(library, article, HOURLY)), **fields)
    with pytest.raises(InvalidAnnotationError, match=said):
        library.save_note(draft)
    assert library.reviewed_article(article).annotations == ()


@pytest.mark.parametrize("span", [Span(0, 0), Span(5, 3), Span(-1, 4), Span(0, 100_000)])
def test_a_place_outside_the_text_is_refused(library, article, span):
    target = replace(place(library, article, HOURLY), span=span)
    with pytest.raises(InvalidAnnotationError, match="not in the text"):
        library.save_note(new_note(target))


def test_a_quote_without_an_article_cannot_be_chosen(library, article):
    target = replace(place(library, article, HOURLY), article_uid=None)
    with pytest.raises(InvalidAnnotationError, match="place in an article"):
        library.save_note(new_note(target))


def test_unknown_article_and_note(library, article, saved):
    with pytest.raises(NotFoundError, match="not in the library"):
        library.save_note(new_note(replace(place(library, article, HOURLY), article_uid="none")))
    with pytest.raises(NotFoundError, match="not in the library"):
        library.save_note(draft_of(saved, uid="none"))
    for verb in (library.note, library.delete_note, library.restore_note, library.approve_note):
        with pytest.raises(NotFoundError):
            verb("none")


def test_a_note_that_was_changed_meanwhile_is_not_overwritten(library, saved):
    library.save_note(draft_of(saved, note=caution("First.")))
    with pytest.raises(ActionConflictError, match="has been changed since you began"):
        library.save_note(draft_of(saved, note=caution("Second.")))
    library.delete_note(saved.uid)
    with pytest.raises(ActionConflictError, match="trash"):
        library.save_note(draft_of(library.note(saved.uid)))


def test_a_place_that_is_gone_is_not_made_up(library, saved):
    draft = draft_of(saved)
    gone = replace(draft.targets[0], uid=TargetUid("gone"))
    with pytest.raises(ActionConflictError, match="not there any more"):
        library.save_note(replace(draft, targets=(gone,)))


def test_a_text_that_was_replaced_meanwhile_is_said(library, article):
    target = place(library, article, HOURLY)
    library.replace_text(article, conversion(VALERIAN), data=b"other")
    with pytest.raises(ActionConflictError, match="has been replaced since you began"):
        library.save_note(new_note(target))


def test_deleted_note_comes_back_onto_another_text_as_lost(library, article, saved):
    deleted = library.delete_note(saved.uid)
    library.replace_text(article, conversion(VALERIAN), data=b"other")
    with pytest.raises(ActionConflictError, match="has been changed since"):
        library.undo(deleted.action)
    library.restore_note(saved.uid)
    (target,) = library.note(saved.uid).targets
    assert target.is_lost
    assert target.quote.exact == saved.targets[0].quote.exact


def test_deleted_note_of_a_text_that_was_taken_back_is_looked_up(library, article):
    replaced = library.replace_text(article, conversion(f"New.\n{TEA}"), data=b"other")
    note = library.save_note(new_note(place(library, article, HOURLY))).annotation
    library.delete_note(note.uid)
    library.undo(replaced.action)
    assert library.restore_note(note.uid)
    (target,) = library.note(note.uid).targets
    text = library.reviewed_article(article).revision.text
    assert text[target.span.start : target.span.end] == HOURLY
    assert target.state is AnchorState.SHIFTED


def test_text_is_not_taken_back_from_under_a_note(library, article):
    replaced = library.replace_text(article, conversion(VALERIAN), data=b"other")
    library.save_note(new_note(place(library, article, "The usual dose is 900 mg.")))
    with pytest.raises(ActionConflictError, match="has caution notes since"):
        library.undo(replaced.action)


def test_withdrawn_note_is_kept_with_its_reason_and_comes_back(library, article, saved):
    library.withdraw_note(saved.uid, " It was right.\x00 ")
    withdrawn = library.note(saved.uid)
    assert (withdrawn.status, withdrawn.withdrawn_reason) == (
        Status.WITHDRAWN,
        "It was right.\ufffd",
    )
    assert library.reviewed_article(article).annotations == ()
    assert library.reviewed_article(article).coverage.checked == 0
    assert library.reviewed_article(article, withdrawn=True).annotations == (withdrawn,)
    edited = library.save_note(draft_of(withdrawn, note=caution("Still."))).annotation
    assert edited.withdrawn_reason
    back = library.save_note(draft_of(edited, status=Status.READY)).annotation
    assert (back.status, back.withdrawn_reason) == (Status.READY, "")
    assert_counts_are_true(library)
    with pytest.raises(InvalidAnnotationError, match="20,001"):
        library.withdraw_note(saved.uid, "x" * 20_001)


def test_delete_and_restore(library, article, saved):
    assert library.delete_note(saved.uid).removed == (saved.uid,)
    assert not library.delete_note(saved.uid)
    assert library.reviewed_article(article).annotations == ()
    assert library.note(saved.uid).note == saved.note
    for verb in (
        lambda: library.withdraw_note(saved.uid, "why"),
        lambda: library.approve_note(saved.uid),
        lambda: library.add_claim(saved.uid, place(library, article, BEER)),
    ):
        with pytest.raises(ActionConflictError, match="Restore it first"):
            verb()
    assert library.restore_note(saved.uid).added == (saved.uid,)
    assert not library.restore_note(saved.uid)
    assert_counts_are_true(library)


def test_approval_is_by_another_and_for_these_words(library, saved, colleague):
    with pytest.raises(InvalidAnnotationError, match="You wrote this note"):
        library.approve_note(saved.uid)
    colleague(lambda lent: lent.approve_note(saved.uid))
    approved = library.note(saved.uid)
    assert (approved.status, approved.approved_by) == (Status.APPROVED, OTHER.name)
    assert approved.approved_at
    assert not colleague(lambda lent: lent.approve_note(saved.uid))
    assert not library.save_note(draft_of(approved)).change
    assert not library.save_note(draft_of(approved, status=Status.READY)).change
    edited = library.save_note(draft_of(approved, note=caution("Other."))).annotation
    assert (edited.status, edited.approved_by, edited.approved_at) == (Status.READY, "", "")


@pytest.mark.parametrize(("status", "said"), [(Status.DRAFT, "a draft"), (None, "withdrawn")])
def test_only_what_is_ready_is_approved(library, article, colleague, status, said):
    made = new_note(place(library, article, HOURLY), status=status or Status.READY)
    uid = library.save_note(made).annotation.uid
    if status is None:
        library.withdraw_note(uid, "")
    with pytest.raises(InvalidAnnotationError, match=said):
        colleague(lambda lent: lent.approve_note(uid))


def test_places_are_added_and_removed(library, article, saved, colleague):
    other = add(library, VALERIAN, "valerian.md").article.uid
    colleague(lambda lent: lent.approve_note(saved.uid))
    change = library.add_claim(saved.uid, place(library, other, "The usual dose is 900 mg."))
    assert set(change.updated) == {saved.uid, article, other}
    grown = library.note(saved.uid)
    assert grown.status is Status.READY
    assert [t.article_uid for t in grown.claims] == [article, other]
    assert not library.add_claim(saved.uid, place(library, other, "The usual dose is 900 mg."))
    assert_counts_are_true(library)
    library.remove_target(saved.uid, grown.targets[0].uid)
    assert library.reviewed_article(article).annotations == ()
    with pytest.raises(ActionConflictError, match="not speak of that place"):
        library.remove_target(saved.uid, grown.targets[0].uid)
    with pytest.raises(InvalidAnnotationError, match="last sentence"):
        library.remove_target(saved.uid, grown.targets[1].uid)
    assert_counts_are_true(library)


def test_drafts_are_not_flagged(library, article):
    library.save_note(new_note(place(library, article, HOURLY), status=Status.DRAFT))
    assert set(library.reviewed_article(article).sentence_states) == {SentenceState.UNSEEN}
    (summary,) = library.articles()
    assert (summary.drafts, summary.coverage.checked) == (1, 0)


def test_source_in_the_trash_is_not_cited(library, article, source):
    (cited,) = library.reviewed_article(article).annotations
    library.delete_note(cited.uid)
    library._connection.execute("UPDATE sources SET deleted_at = '2026-11-20'")
    with pytest.raises(InvalidAnnotationError, match="moved to the trash"):
        library.save_note(new_note(place(library, article, HOURLY), evidence=(citing(source),)))


@pytest.mark.parametrize("is_undone", [False, True])
def test_restored_note_brings_its_source_back(library, article, source, is_undone):
    (cited,) = library.reviewed_article(article).annotations
    deleted = library.delete_note(cited.uid)
    library.delete_source(source)
    restored = library.undo(deleted.action) if is_undone else library.restore_note(cited.uid)
    assert set(restored.added) == {cited.uid, source}
    assert library.source(source).deleted_at is None
    assert library.search("kratom").sources_total == 1
    assert_counts_are_true(library)
    undone = library.undo(restored.action)
    assert set(undone.removed) == {cited.uid, source}
    assert library.source(source).deleted_at is not None
    assert library.redo(restored.action)
    assert library.source(source).deleted_at is None
    assert_counts_are_true(library)


@pytest.mark.usefixtures("saved")
def test_renamed_reviewer_is_renamed_in_the_list(library):
    library.set_reviewer(replace(REVIEWER, name="Zoë"))
    second = add(library, VALERIAN, "valerian.md").article.uid
    library.save_note(new_note(place(library, second, "The usual dose is 900 mg.")))
    assert {summary.coverage.by for summary in library.articles()} == {("Zoë",)}
    assert_counts_are_true(library)


def test_reading_only(path, library, article, saved):
    library.close()
    with open_library(path, owner=OWNER, reviewer=REVIEWER, read_only=True) as reader:
        target = place(reader, article, HOURLY)
        edit = UnsavedEdit(uid=EditUid("e"), article_uid=article, annotation_uid=None)
        for verb in (
            lambda: reader.save_note(new_note(target)),
            lambda: reader.withdraw_note(saved.uid, "why"),
            lambda: reader.delete_note(saved.uid),
            lambda: reader.restore_note(saved.uid),
            lambda: reader.approve_note(saved.uid),
            lambda: reader.add_claim(saved.uid, target),
            lambda: reader.remove_target(saved.uid, saved.targets[0].uid),
            lambda: reader.mark_checked(article, []),
            lambda: reader.keep_edit(edit),
            lambda: reader.drop_edit(EditUid("e")),
        ):
            with pytest.raises(LibraryReadOnlyError):
                verb()
        assert reader.note(saved.uid) == saved


def test_warnings_are_kept_and_never_refuse(library, article):
    note = caution(severity=Severity.CRITICAL, no_source_needed="")
    annotation = library.save_note(new_note(place(library, article, HOURLY), note=note)).annotation
    assert len(annotation.warnings) == 2
    assert_counts_are_true(library)


def test_undo_is_refused_where_another_window_changed_the_note(path, library, saved):
    mine = library.save_note(draft_of(saved, note=caution("Mine.")))
    with open_library(path, owner=OWNER, reviewer=OTHER) as window:
        window.save_note(draft_of(window.note(saved.uid), note=caution("Theirs.")))
    with pytest.raises(ActionConflictError, match="“Edit note” cannot be undone: the note “Mine"):
        library.undo(mine.change.action)
    assert library.note(saved.uid).note.correction == "Theirs."
