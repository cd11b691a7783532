"""Which of several equal sentences is which."""

from __future__ import annotations

from annotations.anchoring.copies import CONTEXT, pair_copies, surroundings


def test_a_single_copy_on_both_sides_is_a_pair() -> None:
    found = pair_copies(["a", "dose"], ["dose", "b"], [0, 1], [0, 1])
    assert found.pairs == [(1, 0)]
    assert found.unclear == {}


def test_copies_are_told_apart_by_what_stands_around_them() -> None:
    root, tea = "chew the root slowly", "tea is brewed for an hour"
    found = pair_copies(
        [root, "ask first", tea, "ask first"], [tea, "ask first", root, "ask first"], [1, 3], [1, 3]
    )
    assert sorted(found.pairs) == [(1, 3), (3, 1)]


def test_like_surroundings_leave_it_open() -> None:
    old = ["x", "ask first", "y"]
    new = ["x", "ask first", "y", "x", "ask first", "y"]
    found = pair_copies(old, new, [1], [1, 4])
    assert found.pairs == []
    assert found.unclear == {1: (1, 4)}


def test_more_old_copies_than_new_ones_lose_the_rest() -> None:
    old = ["chew the root slowly", "ask", "it is bitter", "tea is brewed", "ask", "it is sweet"]
    new = ["chew the root slowly", "ask", "it is bitter"]
    found = pair_copies(old, new, [1, 4], [1])
    assert found.pairs == [(1, 1)]
    assert found.unclear == {}


def test_surroundings_end_at_so_many_characters() -> None:
    keys = ["x" * 90, "here", "y" * 90]
    assert surroundings(keys, 1) == ("x" * CONTEXT, "y" * CONTEXT)
    assert surroundings(keys, 0)[0] == ""
