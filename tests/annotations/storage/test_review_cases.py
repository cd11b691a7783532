"""What a person has to look at after an update, and what they say of it."""

from __future__ import annotations

import pytest

from annotations.errors import ActionConflictError, InvalidAnnotationError, NotFoundError
from annotations.model import Span
from annotations.storage.library import open_library
from annotations.vocabulary import AnchorState, Severity, Status, TargetRole
from tests.annotations.storage.builders import OWNER, add, conversion
from tests.annotations.storage.checks import assert_counts_are_true
from tests.annotations.storage.drafts import OTHER, caution, new_note, place

OLD = """\
# Magnesium
It helps most people with sleep at night. Take 300 mg with food in the evening.
You should not take it with antibiotics at all. Doctors like it a great deal.
The powder tastes of oranges and lemons. It is sold in every large shop.
Water is wet and good to drink. Nothing here has moved at all.
"""
NEW = """\
# Magnesium
It helps many people with sleep at night. Take 600 mg with food in the evening.
You should take it with antibiotics at all times. Water is wet and good to drink.
The powder tastes of oranges and cherries. Water is wet and good to drink.
Nothing here has moved at all.
"""
HELPS, DOSE = "It helps most people with sleep at night.", "Take 300 mg with food in the evening."
NOT, POWDER = (
    "You should not take it with antibiotics at all.",
    "The powder tastes of oranges and lemons.",
)
SHOP, STILL = "It is sold in every large shop.", "Nothing here has moved at all."


@pytest.fixture
def article(library):
    return add(library, OLD, "magnesium.md").article.uid


def noted(library, article, quote, severity=Severity.SERIOUS, **fields):
    note = caution(severity=severity, advice="Leave it.")
    draft = new_note(place(library, article, quote), note=note, **fields)
    return library.save_note(draft).annotation


def update(library, article, text=NEW):
    return library.accept_update(article, conversion(text), data=text.encode())


def test_worst_first_with_old_and_new_words(library, article):
    for quote in (HELPS, DOSE, POWDER, SHOP, STILL):
        noted(library, article, quote)
    critical = noted(library, article, POWDER, Severity.CRITICAL)
    draft = noted(library, article, NOT, status=Status.DRAFT)
    withdrawn = noted(library, article, SHOP)
    library.withdraw_note(withdrawn.uid, "It was right.")
    update(library, article)
    cases = library.to_review(article)
    assert [case.old_sentence for case in cases] == [POWDER, HELPS, DOSE, NOT, SHOP, POWDER]
    assert cases[0].annotation.uid == critical.uid
    assert cases[3].annotation.uid == draft.uid
    by_words = {case.old_sentence: case for case in cases[1:]}
    assert by_words[DOSE].flags == {"number"}
    assert by_words[DOSE].new_sentence == "Take 600 mg with food in the evening."
    assert "negation" in by_words[NOT].flags
    assert "modal" in by_words[HELPS].flags
    powder = by_words[POWDER]
    assert (powder.state, powder.flags) == (AnchorState.CHANGED, frozenset())
    assert 0.5 < powder.score < 1
    lost = by_words[SHOP]
    assert (lost.state, lost.new_sentence, lost.new_at) == (AnchorState.ORPHAN, "", None)
    old = library.revisions(article)[-1].uid
    old_text = library.reviewed_article(article, revision=old).revision.text
    text = library.reviewed_article(article).revision.text
    for case in cases:
        assert old_text[case.old_at.start : case.old_at.end] == case.old_sentence
        if case.new_at:
            assert text[case.new_at.start : case.new_at.end] == case.new_sentence
        assert all(0 <= span.start < span.end <= len(text) for span in case.suggestions)


def test_part_of_a_sentence_is_shown_whole(library, article):
    noted(library, article, "300 mg")
    update(library, article)
    (case,) = library.to_review(article)
    assert case.old_sentence == DOSE
    assert case.target.quote.exact == "300 mg"
    assert case.new_sentence in ("", "Take 600 mg with food in the evening.")


def test_nothing_to_review(library, article):
    noted(library, article, STILL)
    assert library.to_review(article) == ()
    update(library, article)
    assert library.to_review(article) == ()


def test_confirm_makes_the_new_words_the_notes_own(library, article):
    note = noted(library, article, DOSE)
    update(library, article)
    (case,) = library.to_review(article)
    change = library.confirm_target(note.uid, case.target.uid)
    assert note.uid in change.updated
    (target,) = library.note(note.uid).targets
    assert target.uid == case.target.uid
    assert (target.state, target.score, target.flags) == (AnchorState.EXACT, 1.0, frozenset())
    assert target.quote.exact == "Take 600 mg with food in the evening."
    assert target.quote.prefix.endswith("sleep at night. ")
    assert target.confirmed_revision_uid == target.revision_uid
    assert library.to_review(article) == ()
    assert not library.confirm_target(note.uid, target.uid)
    assert library.undo(change.action)
    assert [c.target for c in library.to_review(article)] == [case.target]
    assert library.redo(change.action)
    assert_counts_are_true(library)


def test_confirmed_place_is_the_one_that_the_next_text_is_compared_with(library, article):
    note = noted(library, article, DOSE)
    update(library, article)
    library.confirm_target(note.uid, library.note(note.uid).targets[0].uid)
    update(library, article, OLD)
    (case,) = library.to_review(article)
    assert case.old_sentence == "Take 600 mg with food in the evening."
    assert case.new_sentence == DOSE


def test_lost_sentence_is_not_confirmed_but_attached_anew(library, article):
    note = noted(library, article, SHOP)
    update(library, article)
    (case,) = library.to_review(article)
    with pytest.raises(InvalidAnnotationError, match="not in the text any more"):
        library.confirm_target(note.uid, case.target.uid)
    text = library.reviewed_article(article).revision.text
    start = text.index(STILL)
    change = library.reattach_target(note.uid, case.target.uid, Span(start, start + len(STILL)))
    (target,) = library.note(note.uid).targets
    assert (target.uid, target.state) == (case.target.uid, AnchorState.EXACT)
    assert target.quote.exact == STILL
    assert library.to_review(article) == ()
    assert library.articles()[0].coverage.checked == 1
    assert library.undo(change.action)
    assert library.note(note.uid).targets[0].is_lost
    assert_counts_are_true(library)


def test_conflict_is_attached_anew_with_its_word(library, article):
    conflict = place(library, article, SHOP, TargetRole.CONFLICT, why="no shop has it")
    saved = library.save_note(new_note(place(library, article, STILL), conflict)).annotation
    update(library, article)
    (case,) = library.to_review(article)
    assert case.target.role is TargetRole.CONFLICT
    library.reattach_target(saved.uid, case.target.uid, Span(0, 9))
    target = library.note(saved.uid).targets[1]
    assert (target.role, target.why, target.span) == (
        TargetRole.CONFLICT,
        "no shop has it",
        Span(0, 9),
    )


def test_approval_was_for_the_old_words(library, article, path):
    note = noted(library, article, DOSE)
    library.close()
    with open_library(path, owner=OWNER, reviewer=OTHER) as other:
        other.approve_note(note.uid)
        update(other, article)
        assert other.note(note.uid).status is Status.APPROVED
        other.confirm_target(note.uid, note.targets[0].uid)
        confirmed = other.note(note.uid)
        assert (confirmed.status, confirmed.approved_by) == (Status.READY, "")


@pytest.mark.parametrize("span", [Span(3, 3), Span(-1, 4), Span(0, 10_000)])
def test_place_outside_of_the_text(library, article, span):
    note = noted(library, article, SHOP)
    with pytest.raises(InvalidAnnotationError, match="is not in the text"):
        library.reattach_target(note.uid, note.targets[0].uid, span)


def test_what_is_not_there(library, article):
    note = noted(library, article, SHOP)
    with pytest.raises(NotFoundError):
        library.confirm_target("none", "none")
    with pytest.raises(ActionConflictError, match="does not speak of that place"):
        library.confirm_target(note.uid, "none")
    library.delete_note(note.uid)
    with pytest.raises(ActionConflictError, match="trash"):
        library.reattach_target(note.uid, note.targets[0].uid, Span(0, 9))
