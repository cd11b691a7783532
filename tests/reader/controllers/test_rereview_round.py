from dataclasses import replace

import pytest

from annotations import AnchorState, ReviewCase, Severity
from reader.controllers.rereview_round import Round, summary
from reader.views.rereview.case_text import Settled
from tests.reader.views.card_samples import annotation, note, target

TEXT = "Take 600 mg. It is sold freely."


def case(uid, quote, state, **fields):
    values = {"uid": uid, "state": state, "confirmed_revision_uid": "before", **fields}
    place = replace(target(TEXT, quote), **values)
    of = annotation(f"note-{uid}", [place], note(Severity.SERIOUS, correction="No dose is known."))
    return ReviewCase(
        annotation=of,
        target=place,
        old_sentence=quote,
        new_sentence="",
        old_at=None,
        new_at=None,
    )


@pytest.fixture
def dose():
    return case("dose", "Take 600 mg.", AnchorState.CHANGED)


@pytest.fixture
def sale():
    return case("sale", "It is sold freely.", AnchorState.ORPHAN)


@pytest.fixture
def round_():
    return Round("article", "now")


def test_what_the_library_lists_no_longer_is_decided(round_, dose, sale):
    assert round_.look([dose, sale]) == ""
    assert round_.decided == {}
    assert round_.look([sale]) == ""
    assert round_.decided == {"dose": "is decided"}


def test_what_was_decided_keeps_its_words(round_, dose):
    round_.look([dose])
    round_.decided["dose"] = "still holds"
    round_.look([])
    assert round_.decided == {"dose": "still holds"}


def test_what_was_undone_is_open_again_and_comes_first(round_, dose, sale):
    round_.look([dose, sale])
    round_.look([])
    assert round_.look([dose, sale]) == "sale"
    assert round_.decided == {}


def test_a_note_that_keeps_its_quote_stays_decided(round_, sale):
    round_.look([sale])
    round_.kept.add("sale")
    round_.decided["sale"] = "keeps its quote"
    assert round_.look([sale]) == ""
    assert round_.decided == {"sale": "keeps its quote"}


def test_the_bar_counts_what_was_seen_not_what_is_left(round_, dose, sale):
    round_.look([dose, sale])
    round_.look([sale])
    days = {"before": "2026-11-20T10", "now": "2026-11-21T09"}
    made = summary(round_, [sale], Settled(in_place=3, moved=2), days)
    assert (made.changed, made.lost, made.decided, made.of) == (1, 1, 1, 2)
    assert (made.unchanged, made.moved) == (3, 2)
    assert made.changed_on
    assert made.compared_with
    assert made.changed_on != made.compared_with
