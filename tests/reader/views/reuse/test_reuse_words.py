"""What is said of notes that are used again."""

from dataclasses import replace

import pytest

from annotations import (
    AnnotationUid,
    ArticleUid,
    Category,
    ChangeFlag,
    ClaimNote,
    NoteSuggestion,
    ReusableNote,
    RevisionUid,
    SameClaim,
    Severity,
    Span,
    Status,
)
from reader.views.reuse.words import (
    claim_row,
    flags_in_words,
    likeness_in_words,
    quiet_line,
    reusable_row,
    suggestion_words,
)
from reader.views.wording import without_isolates

SUGGESTION = NoteSuggestion(
    annotation=AnnotationUid("n"),
    category=Category.INACCURATE,
    severity=Severity.SERIOUS,
    status=Status.READY,
    headline="Four cups are the most.",
    article=ArticleUid("there"),
    article_title="Coffee",
    exact="Drink nine cups.",
    here=ArticleUid("here"),
    revision=RevisionUid("r"),
    span=Span(0, 15),
    words="Drink ten cups.",
    score=0.999,
    flags=frozenset({ChangeFlag.NUMBER}),
    is_identical=False,
)
CLAIM = SameClaim(
    article=ArticleUid("there"),
    article_title="Coffee",
    span=Span(0, 16),
    exact="Drink nine cups.",
    score=0.92,
    flags=frozenset(),
    is_same=True,
    notes=(),
)
NOTE = ClaimNote(
    annotation=AnnotationUid("n"),
    severity=Severity.CRITICAL,
    status=Status.READY,
    headline="Four are the most.",
)


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ((), ""),
        ((ChangeFlag.NUMBER,), "numbers differ"),
        ((ChangeFlag.MODAL, ChangeFlag.NEGATION), "a “not” differs, “may” or “must” differs"),
    ],
)
def test_flags(flags, words):
    assert flags_in_words(frozenset(flags)) == words


def test_nothing_but_the_same_words_is_word_for_word():
    assert likeness_in_words(SUGGESTION) == "99 % alike, numbers differ"
    assert likeness_in_words(replace(SUGGESTION, is_identical=True)) == "word for word"


@pytest.mark.parametrize(
    ("places", "notes", "words"),
    [
        (1, 1, "1 note of other sentences may fit 1 sentence here."),
        (4, 3, "3 notes of other sentences may fit 4 sentences here."),
    ],
)
def test_the_quiet_line_counts(places, notes, words):
    assert quiet_line(places, notes) == words


def test_a_suggestion_says_where_its_note_stands():
    headline, detail = map(without_isolates, suggestion_words(SUGGESTION))
    assert headline == "Four cups are the most."
    assert detail == "99 % alike, numbers differ · in Coffee: “Drink nine cups.”"
    inside = replace(SUGGESTION, article=ArticleUid("here"))
    assert "elsewhere in this article" in suggestion_words(inside)[1]


def test_a_reusable_note_says_its_claim_and_places():
    note = ReusableNote(
        annotation=AnnotationUid("n"),
        category=Category.INACCURATE,
        severity=Severity.INFO,
        status=Status.DRAFT,
        headline="",
        article_title="Coffee",
        claim="Drink nine cups.",
        places=3,
    )
    row = reusable_row(note)
    assert without_isolates(row.title) == "A note without words"
    assert without_isolates(row.detail) == "“Drink nine cups.” · Coffee · 3 places · draft"
    assert "the whole article" in reusable_row(replace(note, claim="")).detail


def test_a_claim_says_its_notes():
    row = claim_row(CLAIM)
    assert (row.badge, row.severity) == ("same", None)
    assert without_isolates(row.detail) == "92 % alike · Coffee · no note"
    noted = claim_row(replace(CLAIM, notes=(NOTE, NOTE), is_same=False, score=1.0))
    assert (noted.badge, noted.severity) == ("", Severity.CRITICAL)
    assert without_isolates(noted.detail) == "word for word · Coffee · 2 notes: Four are the most."
