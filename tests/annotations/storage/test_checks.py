"""Sentences that were checked and need no note."""

from __future__ import annotations

import pytest

from annotations.errors import InvalidAnnotationError, NotFoundError
from annotations.model import Span
from annotations.storage.library import open_library
from annotations.vocabulary import SentenceState
from tests.annotations.storage.builders import (
    OWNER,
    REVIEWER,
    VALERIAN,
    add,
    conversion,
)
from tests.annotations.storage.checks import assert_counts_are_true
from tests.annotations.storage.drafts import BEER, HOURLY, LEGAL, OTHER, new_note, place, sentence


@pytest.fixture
def article(library):
    return add(library).article.uid


def state(library, article, quote):
    reviewed = library.reviewed_article(article)
    index = reviewed.revision.sentences.index(sentence(library, article, quote))
    return reviewed.sentence_states[index]


def test_checked_sentence_counts_and_is_taken_back(library, article):
    spans = [sentence(library, article, quote) for quote in (HOURLY, LEGAL, HOURLY)]
    change = library.mark_checked(article, spans)
    assert len(change.added) == 2
    assert change.updated == (article,)
    assert state(library, article, HOURLY) is SentenceState.OK
    (summary,) = library.articles()
    assert (summary.coverage.checked, summary.coverage.by) == (2, (REVIEWER.name,))
    assert summary.coverage.last_on
    assert not library.mark_checked(article, spans)
    library.mark_checked(article, spans[:1], checked=False)
    assert state(library, article, HOURLY) is SentenceState.UNSEEN
    assert state(library, article, LEGAL) is SentenceState.OK
    assert not library.mark_checked(article, spans[:1], checked=False)
    library.mark_checked(article, spans)
    assert library.reviewed_article(article).coverage.checked == 2
    assert_counts_are_true(library)


def test_a_sentence_with_a_note_stays_flagged_and_is_ok_without(library, article):
    note = library.save_note(new_note(place(library, article, HOURLY))).annotation
    library.mark_checked(article, [sentence(library, article, HOURLY)])
    assert state(library, article, HOURLY) is SentenceState.FLAGGED
    assert library.reviewed_article(article).coverage.checked == 1
    library.delete_note(note.uid)
    assert state(library, article, HOURLY) is SentenceState.OK
    assert library.reviewed_article(article).coverage.checked == 1
    assert_counts_are_true(library)


def test_who_checked_first_stays(library, article):
    span = sentence(library, article, HOURLY)
    library.mark_checked(article, [span])
    library.set_reviewer(OTHER)
    assert not library.mark_checked(article, [span])
    assert library.reviewed_article(article).coverage.by == (REVIEWER.name,)
    library.mark_checked(article, [span], checked=False)
    library.mark_checked(article, [span])
    assert library.reviewed_article(article).coverage.by == (OTHER.name,)
    assert_counts_are_true(library)


@pytest.mark.parametrize("span", [Span(0, 5), Span(3, 3), Span(0, 9_999), Span(9_000, 9_001)])
def test_only_whole_sentences(library, article, span):
    with pytest.raises(InvalidAnnotationError, match="not a whole sentence"):
        library.mark_checked(article, [sentence(library, article, BEER), span])
    assert library.reviewed_article(article).coverage.checked == 0


def test_unknown_article(library):
    with pytest.raises(NotFoundError):
        library.mark_checked("none", [])


def test_labels_say_how_many(library, article):
    spans = [sentence(library, article, quote) for quote in (HOURLY, LEGAL)]
    library.mark_checked(article, spans)
    library.mark_checked(article, spans[:1], checked=False)
    labels = [action.label for action in library.recent_actions(limit=2)]
    assert labels == ["Mark sentence not checked", "Mark 2 sentences checked"]


def test_undo_redo_and_reopen(path, library, article):
    change = library.mark_checked(article, [sentence(library, article, HOURLY)])
    library.close()
    with open_library(path, owner=OWNER, reviewer=REVIEWER) as again:
        assert state(again, article, HOURLY) is SentenceState.OK
        again.undo(change.action)
        assert state(again, article, HOURLY) is SentenceState.UNSEEN
        assert again.reviewed_article(article).coverage.last_on == ""
        again.redo(change.action)
        assert state(again, article, HOURLY) is SentenceState.OK
        assert_counts_are_true(again)


def test_checks_are_of_one_text(library, article):
    library.mark_checked(article, [sentence(library, article, "Kratom is a plant.")])
    replaced = library.replace_text(article, conversion(VALERIAN), data=b"other")
    assert library.reviewed_article(article).coverage.checked == 0
    assert_counts_are_true(library)
    library.undo(replaced.action)
    assert library.reviewed_article(article).coverage.checked == 1
    assert_counts_are_true(library)


def test_a_version_of_a_check_is_small(library, article):
    library.mark_checked(article, [sentence(library, article, HOURLY)])
    ((size,),) = library._connection.execute(
        "SELECT length(snapshot) FROM change_log WHERE entity = 'sentence'"
    ).fetchall()
    assert size < 400
