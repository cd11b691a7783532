import pytest

from annotations import SentenceState, Severity, Status
from reader.views.cursor_words import cursor_in_words, notes_in_words
from reader.views.sentence_cursor import CursorInfo
from tests.reader.views.page_samples import annotation

UNSEEN = SentenceState.UNSEEN


def said(info, words="Tea cures\ncolds.", notes=(), *, is_part=False):
    return cursor_in_words(info, words, notes, is_part=is_part)


def test_a_sentence_is_told_with_number_state_heading_and_notes():
    info = CursorInfo(22, 61, "How much to take", UNSEEN, ("n0",), through=22)
    note = annotation("n0", [], Severity.SERIOUS)
    assert said(info, notes=[note]) == (
        "Sentence 22 of 61, not checked, under How much to take: Tea cures colds."
        " 1 serious caution."
    )


@pytest.mark.parametrize(
    ("info", "is_part", "words"),
    [
        (CursorInfo(2, 9, "", SentenceState.OK, through=2), False, "Sentence 2 of 9, checked"),
        (CursorInfo(2, 9, "", UNSEEN, through=2), True, "Part of sentence 2 of 9, not checked:"),
        (CursorInfo(2, 9, "", UNSEEN, through=4), False, "Sentences 2 to 4 of 9, not checked:"),
        (CursorInfo(2, 9, "", UNSEEN, through=4), True, "Part of sentences 2 to 4 of 9,"),
        (CursorInfo(0, 9, "Tea", UNSEEN, is_heading=True), False, "Heading, under Tea: Tea cures"),
        (CursorInfo(0, 9, "", UNSEEN), False, "Outside the count: Tea cures colds."),
    ],
)
def test_other_places_are_told(info, is_part, words):
    assert said(info, is_part=is_part).startswith(words)


def test_notes_are_counted_published_and_worst_first():
    notes = [
        annotation("n0", [], Severity.INFO, Status.DRAFT),
        annotation("n1", [], Severity.SERIOUS),
        annotation("n2", [], Severity.CRITICAL),
        annotation("n3", [], Severity.SERIOUS, Status.APPROVED),
    ]
    assert notes_in_words(notes) == "1 critical caution, 2 serious cautions, 1 info draft"
    assert notes_in_words([]) == ""
