"""Which sentence became which: edits, moves, joined and parted sentences."""

from __future__ import annotations

import pytest

from annotations.anchoring import align
from annotations.anchoring.align import Kind, align_keys

AROUND = ("kratom grows in the swamps of thailand", "its leaves were chewed by farmhands")
ROOT = "the root of valerian is dug in autumn and dried for several weeks"
DRIED = "in autumn the root of valerian is dug up and then dried for weeks"
LAW = "nobody may sell the powder to children in the state of vermont"


def images(
    old: list[str], new: list[str], breaks: tuple[int, ...] = ()
) -> dict[int, tuple[int, ...]]:
    found = align_keys(old, new, breaks=breaks)
    return {i: match.new for i, match in sorted(found.matches.items())}


def test_an_edited_sentence_is_found_between_its_neighbours() -> None:
    old, new = [AROUND[0], ROOT, AROUND[1]], [AROUND[0], DRIED, AROUND[1]]
    found = align_keys(old, new)
    assert found.matches[1].new == (1,)
    assert found.matches[1].kind is Kind.EDITED
    assert 0.5 < found.matches[1].score < 1


def test_what_came_in_place_of_a_deleted_sentence_is_not_taken_for_it() -> None:
    assert images([AROUND[0], ROOT, AROUND[1]], [AROUND[0], LAW, AROUND[1]]) == {0: (0,), 2: (2,)}


def test_a_new_sentence_is_given_away_once() -> None:
    old = [AROUND[0], ROOT, ROOT.replace("autumn", "spring"), AROUND[1]]
    assert images(old, [AROUND[0], DRIED, AROUND[1]]) == {0: (0,), 1: (1,), 3: (2,)}


def test_a_moved_and_edited_sentence_is_found_elsewhere() -> None:
    old, new = [ROOT, *AROUND, LAW], [*AROUND, LAW, DRIED]
    assert images(old, new) == {0: (3,), 1: (0,), 2: (1,), 3: (2,)}


def test_a_place_elsewhere_beats_a_poor_one_between_the_old_neighbours() -> None:
    twin = "the root of ginger is dug in spring and eaten for several days"
    old, new = [AROUND[0], ROOT, AROUND[1], LAW], [AROUND[0], twin, AROUND[1], LAW, f"{ROOT} or so"]
    assert images(old, new)[1] == (4,)


def test_two_like_places_elsewhere_are_no_place() -> None:
    old = [ROOT, *AROUND]
    new = [*AROUND, LAW, ROOT.replace("autumn", "may"), LAW, ROOT.replace("autumn", "june"), LAW]
    assert 0 not in images(old, new)


def test_a_parted_sentence_became_both_parts() -> None:
    first, second = "the root of valerian is dug in autumn", "it is dried for several weeks"
    old, new = [AROUND[0], ROOT, AROUND[1]], [AROUND[0], first, second, AROUND[1]]
    assert images(old, new)[1] == (1, 2)


def test_parts_of_two_paragraphs_are_not_joined() -> None:
    first, second = "the root of valerian is dug in autumn", "it is dried for several weeks"
    old, new = [AROUND[0], ROOT, AROUND[1]], [AROUND[0], first, second, AROUND[1]]
    assert images(old, new, breaks=(2,))[1] == (1,)


def test_two_sentences_that_were_joined_became_one() -> None:
    first, second = "the root is dug in autumn when it is strongest", "it is dried for weeks"
    joined = "the root is dug in autumn when it is strongest, and it is dried for weeks"
    assert images([AROUND[0], first, second, AROUND[1]], [AROUND[0], joined, AROUND[1]]) == {
        0: (0,),
        1: (1,),
        2: (1,),
        3: (2,),
    }


def test_clauses_that_changed_places_are_one_sentence_still() -> None:
    before = "if you're starting from a blank slate, it's hard to go wrong with this license"
    after = "it's hard to go wrong with this license if you're starting with a blank slate"
    assert images([AROUND[0], before], [AROUND[0], after])[1] == (1,)


def test_a_text_in_another_language_is_not_the_same() -> None:
    english = ["create a branch for your edits", "a contributing file tells your audience more"]
    portuguese = [
        "crie um branch para suas edições",
        "um arquivo contributing diz mais à audiência",
    ]
    assert images([*english, *AROUND], [*portuguese, *AROUND]) == {2: (2,), 3: (3,)}


def test_a_text_of_which_nothing_is_left_gives_nothing_away() -> None:
    assert images([ROOT, LAW], list(AROUND)) == {}
    assert images([], [ROOT]) == images([ROOT], []) == images([], []) == {}


def test_copies_without_surroundings_are_unclear() -> None:
    old = ["a", "ask a doctor first", "b"]
    new = ["ask a doctor first", "c", "d", "e", "f", "ask a doctor first"]
    assert align_keys(old, new).unclear == {1: (0, 5)}


def test_long_texts_with_nothing_in_common_are_not_compared_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(align, "STRANGE_FROM", 20)
    old = [f"{ROOT} number {n}" for n in range(30)]
    new = [f"{DRIED} number {n}" for n in range(30)]
    found = align_keys(old, new)
    assert found.is_strange
    assert found.matches == {}
    assert not align_keys(old, old).is_strange
    assert not align_keys(old[:20], new).is_strange
