"""A new text for an article: everything is found again, or said to be lost, and undone whole."""

from __future__ import annotations

import threading

import pytest

from annotations.errors import ImportCancelledError, NotFoundError
from annotations.storage.library import open_library
from annotations.storage.library_revisions import preview_update_at
from annotations.vocabulary import AnchorState, SentenceState, TargetRole
from tests.annotations.storage.builders import OWNER, TEA, add, conversion
from tests.annotations.storage.checks import assert_counts_are_true
from tests.annotations.storage.drafts import (
    BEER,
    HOURLY,
    LEGAL,
    new_note,
    place,
    sentence,
)

AWAKE = "Kratom is a plant."
LATER = f"A new paragraph. It comes first.\n{TEA}"
CHANGED = TEA.replace("Take nine grams with a beer.", "Take six grams with a beer.")
LOST = TEA.replace("- It is legal everywhere.\n", "")
OTHER_TEXT = "# Pottery\nClay is dug from the ground. It is fired in a kiln.\n"


@pytest.fixture
def article(library):
    return add(library).article.uid


def noted(library, article, quote, **fields):
    return library.save_note(new_note(place(library, article, quote), **fields)).annotation


def update(library, article, text, **fields):
    return library.accept_update(article, conversion(text), data=text.encode(), **fields)


def target_of(library, note):
    return library.note(note.uid).targets[0]


def words_at(library, article, target):
    text = library.reviewed_article(article).revision.text
    return text[target.span.start : target.span.end]


def state_of(library, article, quote):
    reviewed = library.reviewed_article(article)
    states = zip(reviewed.revision.sentences, reviewed.sentence_states, strict=True)
    return dict(states)[sentence(library, article, quote)]


def test_note_follows_its_sentence(library, article):
    note = noted(library, article, HOURLY)
    before = target_of(library, note)
    change = update(library, article, LATER, file_name="later.md")
    after = target_of(library, note)
    assert after.state is AnchorState.SHIFTED
    assert words_at(library, article, after) == HOURLY
    assert (after.quote, after.confirmed_revision_uid) == (before.quote, before.revision_uid)
    assert after.revision_uid == library.reviewed_article(article).revision.uid
    assert after.score == 1.0
    assert not after.needs_review
    assert {article, note.uid} <= set(change.updated)
    assert library.article(article).file_name == "later.md"
    assert_counts_are_true(library)


def test_changed_sentence_says_so(library, article):
    note = noted(library, article, BEER)
    update(library, article, CHANGED)
    after = target_of(library, note)
    assert after.state is AnchorState.CHANGED
    assert words_at(library, article, after) == "Take six grams with a beer."
    assert after.quote.exact == BEER
    assert after.flags == {"number"}
    assert 0.5 < after.score < 1.0
    assert after.needs_review
    assert state_of(library, article, "Take six") is SentenceState.FLAGGED


def test_lost_sentence_keeps_its_note_in_the_article(library, article):
    note = noted(library, article, LEGAL)
    update(library, article, LOST)
    reviewed = library.reviewed_article(article)
    (shown,) = reviewed.annotations
    assert shown.uid == note.uid
    assert shown.targets[0].is_lost
    assert shown.targets[0].span is None
    assert shown.targets[0].quote.exact == LEGAL
    (summary,) = library.articles()
    assert sum(summary.counts.values()) == 1
    assert summary.strip == ()
    assert summary.coverage.checked == 0
    assert_counts_are_true(library)


def test_two_copies_are_ambiguous(library):
    words = "Drink water with it."
    article = add(library, f"Doses\n{words}\n", "doses.md").article.uid
    note = noted(library, article, words)
    twice = f"Start.\n{words}\nMiddle.\n{words}\nEnd.\n"
    update(library, article, twice)
    after = target_of(library, note)
    assert after.state is AnchorState.AMBIGUOUS
    assert after.is_lost
    text = library.reviewed_article(article).revision.text
    assert {text[span.start : span.end] for span in after.suggestions} == {words}
    assert len(after.suggestions) == 2


def test_conflicts_whole_articles_and_quotes_without_place(library, article):
    conflict = place(library, article, HOURLY, TargetRole.CONFLICT, why="the opposite")
    other = add(library, OTHER_TEXT, "pottery.md").article.uid
    saved = library.save_note(
        new_note(place(library, other, None), place(library, other, "Clay is"), conflict)
    ).annotation
    update(library, article, LATER)
    update(library, other, OTHER_TEXT.replace("Clay is dug", "Red clay is dug"))
    whole, claim, opposed = library.note(saved.uid).targets
    assert (whole.span, whole.state, whole.needs_review) == (None, AnchorState.EXACT, False)
    assert claim.state is AnchorState.TYPOGRAPHIC
    assert words_at(library, other, claim) == "clay is"
    assert words_at(library, article, opposed) == HOURLY
    assert opposed.why == "the opposite"
    assert_counts_are_true(library)


def test_nothing_drifts(library, article):
    """Each text is compared with the one that a person saw, not with the one before."""
    note = noted(library, article, BEER)
    update(library, article, LOST.replace(f"{BEER} ", ""))
    assert target_of(library, note).is_lost
    update(library, article, LATER)
    back = target_of(library, note)
    assert back.state is AnchorState.SHIFTED
    assert words_at(library, article, back) == BEER


def test_return_to_the_text_of_the_note(library, article):
    note = noted(library, article, BEER)
    update(library, article, CHANGED)
    update(library, article, TEA)
    assert target_of(library, note).state is AnchorState.EXACT


def test_checked_sentences_stay_where_they_are_the_same(library, article):
    plant, beer = sentence(library, article, AWAKE), sentence(library, article, BEER)
    hourly = sentence(library, article, HOURLY)
    library.mark_checked(article, [plant, beer, hourly])
    text = CHANGED.replace(AWAKE, "KRATOM is a plant.")
    change = update(library, article, f"First.\n{text}")
    assert state_of(library, article, "KRATOM is") is SentenceState.OK
    assert state_of(library, article, HOURLY) is SentenceState.OK
    assert state_of(library, article, "Take six") is SentenceState.UNSEEN
    assert len(change.removed) == 1
    (summary,) = library.articles()
    assert summary.coverage.checked == 2
    assert_counts_are_true(library)


def test_undo_and_redo_take_everything_along(library, article):
    notes = [noted(library, article, quote) for quote in (HOURLY, BEER, LEGAL)]
    library.mark_checked(article, [sentence(library, article, AWAKE)])
    before = library.reviewed_article(article)
    change = update(library, article, LOST.replace("nine", "six").replace(AWAKE, "It is a tree."))
    after = library.reviewed_article(article)
    assert library.undo(change.action)
    undone = library.reviewed_article(article)
    assert undone.revision == before.revision
    assert undone.sentence_states == before.sentence_states
    assert [n.targets for n in undone.annotations] == [n.targets for n in before.annotations]
    assert_counts_are_true(library)
    assert library.redo(change.action)
    again = library.reviewed_article(article)
    assert again.revision == after.revision
    assert [n.targets for n in again.annotations] == [n.targets for n in after.annotations]
    assert len(again.annotations) == len(notes)
    assert_counts_are_true(library)


def test_same_text_changes_nothing(library, article):
    noted(library, article, HOURLY)
    preview = library.preview_update(article, conversion(TEA))
    assert preview.is_same_text
    assert preview.counts[AnchorState.EXACT] == 1
    assert not update(library, article, TEA)
    assert len(library.revisions(article)) == 1


def test_preview_counts_and_changes_nothing(library, article):
    for quote in (HOURLY, BEER, LEGAL):
        noted(library, article, quote)
    deleted = noted(library, article, "Nobody was ever harmed by it.")
    library.delete_note(deleted.uid)
    checked = [sentence(library, article, quote) for quote in (AWAKE, BEER)]
    library.mark_checked(article, checked)
    before = library.reviewed_article(article)
    new = conversion(LOST.replace("nine", "six"))
    preview = library.preview_update(article, new)
    assert not preview.is_same_text
    assert not preview.looks_like_another_article
    found = {state: number for state, number in preview.counts.items() if number}
    assert found == {AnchorState.SHIFTED: 1, AnchorState.CHANGED: 1, AnchorState.ORPHAN: 1}
    assert preview.to_review == 2
    assert (preview.checks_kept, preview.checks_lost) == (1, 1)
    assert len(preview.anchors) == 4
    assert library.reviewed_article(article) == before


def test_what_was_previewed_is_what_comes(library, article):
    notes = [noted(library, article, quote) for quote in (HOURLY, BEER, LEGAL)]
    new = conversion(LOST.replace("nine", "six"))
    preview = library.preview_update(article, new)
    library.accept_update(article, new, data=b"new", preview=preview)
    for note in notes:
        target = target_of(library, note)
        anchor = preview.anchors[target.uid]
        start, end = (target.span.start, target.span.end) if target.span else (None, None)
        assert (target.state, start, end) == (anchor.state, anchor.start, anchor.end)


def test_note_that_came_after_the_preview_is_looked_up_too(library, article):
    preview = library.preview_update(article, conversion(LATER))
    note = noted(library, article, HOURLY)
    library.accept_update(article, conversion(LATER), data=b"new", preview=preview)
    assert words_at(library, article, target_of(library, note)) == HOURLY


def test_preview_of_another_text_is_not_believed(library, article):
    note = noted(library, article, HOURLY)
    preview = library.preview_update(article, conversion(LOST))
    library.accept_update(article, conversion(LATER), data=b"new", preview=preview)
    assert words_at(library, article, target_of(library, note)) == HOURLY


def test_preview_on_another_thread(library, article, path):
    noted(library, article, HOURLY)
    found, steps = [], []

    def look():
        found.append(
            preview_update_at(
                path,
                article,
                conversion(LATER),
                progress=lambda share, word: steps.append((share, word)),
            )
        )

    thread = threading.Thread(target=look)
    thread.start()
    thread.join(30)
    assert found[0].counts[AnchorState.SHIFTED] == 1
    assert [share for share, _ in steps] == sorted(share for share, _ in steps)
    change = library.accept_update(article, conversion(LATER), data=b"new", preview=found[0])
    assert change


def test_cancelled_preview(library, article):
    with pytest.raises(ImportCancelledError, match="Nothing was changed"):
        library.preview_update(article, conversion(LATER), is_cancelled=lambda: True)


def test_no_such_article(library):
    for verb in (
        lambda: library.preview_update("none", conversion(TEA)),
        lambda: library.accept_update("none", conversion(TEA), data=b""),
        lambda: library.revisions("none"),
        lambda: library.to_review("none"),
        lambda: library.newer_reading("none"),
        lambda: library.stored_original("none"),
        lambda: library.set_block_kind("none", 0, None),
    ):
        with pytest.raises(NotFoundError, match="“none”"):
            verb()


def test_texts_of_an_article_and_the_notes_on_each(library, article):
    old = noted(library, article, LEGAL)
    update(library, article, f"New one.\n{LOST}", file_name="second.md")
    new = noted(library, article, "New one.")
    present, first = library.revisions(article)
    assert (present.file, present.is_present, present.notes) == ("second.md", True, 2)
    assert (first.file, first.is_present, first.notes) == ("tea.md", False, 1)
    then = library.reviewed_article(article, revision=first.uid)
    assert then.revision.text.startswith("Kratom tea")
    (shown,) = then.annotations
    assert shown.uid == old.uid
    assert shown.targets[0].state is AnchorState.EXACT
    span = shown.targets[0].span
    assert then.revision.text[span.start : span.end] == LEGAL
    assert SentenceState.FLAGGED in then.sentence_states
    now = library.reviewed_article(article, revision=present.uid)
    assert {n.uid for n in now.annotations} == {old.uid, new.uid}
    assert now == library.reviewed_article(article)


def test_text_of_another_article_is_not_found(library, article):
    other = add(library, OTHER_TEXT, "pottery.md")
    with pytest.raises(NotFoundError):
        library.reviewed_article(article, revision=other.revision.uid)


def test_heading_of_a_place_follows(library, article):
    note = noted(library, article, BEER)
    assert target_of(library, note).heading == "How much to take"
    update(library, article, TEA.replace("How much to take", "Doses"))
    assert target_of(library, note).heading == "Doses"


def test_reading_of_another_version_is_offered_and_taken(library, article):
    noted(library, article, HOURLY)
    assert library.newer_reading(article)
    original = library.stored_original(article)
    assert (original.data, original.file_name) == (TEA.encode(), "tea.md")
    from annotations.text.convert import convert_bytes

    again = convert_bytes(original.data, original.file_name, encoding=original.encoding)
    library.accept_update(article, again, data=original.data, file_name=original.file_name)
    assert not library.newer_reading(article)
    (note,) = library.reviewed_article(article).annotations
    assert words_at(library, article, note.targets[0]) == HOURLY


def test_survives_a_restart(library, article, path):
    note = noted(library, article, BEER)
    update(library, article, CHANGED)
    before = library.reviewed_article(article)
    library.close()
    with open_library(path, owner=OWNER) as again:
        assert again.reviewed_article(article) == before
        assert target_of(again, note).flags == {"number"}


def test_version_from_before_comes_back_to_its_place_in_the_new_text(library, article):
    note = noted(library, article, HOURLY)
    library.withdraw_note(note.uid, "said twice")
    update(library, article, LATER)
    library.restore_version(note.uid, 1)
    target = target_of(library, note)
    assert target.state is AnchorState.SHIFTED
    assert words_at(library, article, target) == HOURLY
    assert_counts_are_true(library)
