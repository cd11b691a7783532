"""Notes that are found again by letters."""

import pytest

from tests.annotations.storage.builders import add
from tests.annotations.storage.drafts import BEER, HOURLY, LEGAL, caution, new_note, place


@pytest.fixture
def notes(library):
    """Three notes: on a correction, a body and a tag."""
    uid = add(library).article.uid
    made = {
        BEER: caution("Four grams are the most."),
        HOURLY: caution("", body="Waiting a day is safer.\nThat is known."),
        LEGAL: caution("It is banned in Denmark.", tags=("law",)),
    }
    return {
        quote: library.save_note(new_note(place(library, uid, quote), note=note)).annotation.uid
        for quote, note in made.items()
    }


def found(library, words):
    return [each.claim for each in library.find_reusable(words)]


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        ("fou", BEER), ("bee", BEER), ("wai", HOURLY), ("law", LEGAL), ("DEN", LEGAL),
        ("gram mo", BEER), ('"four grams"', BEER),
    ],
)  # fmt: skip
def test_letters_of_correction_body_tag_and_claim(library, notes, words, claim):
    assert notes
    assert found(library, words) == [claim]


@pytest.mark.parametrize("words", ["zebra", "four zebra", '"', "***"])
def test_other_words(library, notes, words):
    assert notes
    assert found(library, words) in ([], found(library, ""))


def test_nothing_typed_gives_the_latest(library, notes):
    assert notes
    assert found(library, "") == [LEGAL, HOURLY, BEER]
    assert len(library.find_reusable("", limit=2)) == 2


def test_a_note_that_is_used_often_comes_first(library, notes):
    uid = add(library, "# More\nA. B. C.\n", "more.md").article.uid
    for quote in ("A.", "B."):
        library.add_claim(notes[BEER], place(library, uid, quote))
    library.save_note(new_note(place(library, uid, "C."), note=caution("Newest.")))
    first = library.find_reusable("")[0]
    assert (first.annotation, first.places) == (notes[BEER], 3)


def test_what_a_row_says(library, notes):
    (row,) = library.find_reusable("waiting")
    assert row.annotation == notes[HOURLY]
    assert row.headline == "Waiting a day is safer."
    assert row.article_title == "Kratom tea for long shifts"


def test_notes_that_are_gone_are_not_found(library, notes):
    library.delete_note(notes[BEER])
    library.withdraw_note(notes[LEGAL], "wrong")
    assert found(library, "") == [HOURLY]
    assert found(library, "gram") == []
