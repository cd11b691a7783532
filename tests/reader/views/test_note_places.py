from annotations import TargetRole
from reader.views.note_places import next_place, places_in_turn
from tests.reader.views.card_samples import annotation, target

TEXT = "One claim. Another claim. A third claim."


def _note(*claims):
    return annotation("n", claims)


HERE = target(TEXT, "One claim.")
HERE_TOO = target(TEXT, "A third claim.")
THERE = target("", "Elsewhere.", uid="other")
AGAIN = target("", "And again.", uid="other")
UNKNOWN = target("", "Nowhere.", uid="")


def test_places_are_visited_article_by_article():
    note = _note(HERE_TOO, THERE, HERE, AGAIN)
    assert places_in_turn(note) == (HERE, HERE_TOO, THERE, AGAIN)


def test_the_walk_meets_every_place_once():
    note = _note(HERE_TOO, THERE, HERE)
    assert next_place(note, "article", "") == HERE_TOO
    assert next_place(note, "article", HERE_TOO.uid) == THERE
    assert next_place(note, "other", "") == HERE


def test_one_place_leads_nowhere():
    assert next_place(_note(HERE), "article", "") is None
    assert next_place(_note(HERE, UNKNOWN), "article", "") is None


def test_conflicts_are_no_places():
    conflict = target(TEXT, "Another claim.", role=TargetRole.CONFLICT)
    assert places_in_turn(_note(HERE, conflict)) == (HERE,)


def test_from_an_article_that_only_contradicts_it_begins_at_the_first():
    assert next_place(_note(HERE, HERE_TOO), "third", "") == HERE
