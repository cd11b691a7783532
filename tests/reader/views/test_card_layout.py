from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.views.card_layout import (
    EDGE_PX,
    FAR,
    FOLDED_PX,
    Screen,
    clamp_to_screen,
    fold_where_dense,
    resting_pin,
    settle,
)

PLACES = st.floats(0, 50_000, allow_nan=False)
CARDS = st.lists(st.tuples(PLACES, st.floats(20, 900), st.floats(0, 16)), max_size=40)


def _columns(cards):
    cards = sorted(cards)
    return [c[0] for c in cards], [c[1] for c in cards], [c[2] for c in cards]


def _assert_apart(tops, heights, gaps):
    for i in range(len(tops) - 1):
        assert tops[i + 1] >= tops[i] + heights[i] + gaps[i] - 1e-3


@given(CARDS)
def test_cards_keep_their_order_and_never_overlap(cards):
    wanted, heights, gaps = _columns(cards)
    _assert_apart(settle(wanted, heights, gaps).tops(), heights, gaps)


@given(CARDS, st.data(), PLACES)
def test_the_active_card_stands_where_it_is_pinned_and_the_others_give_way(cards, data, pin):
    if not cards:
        return
    wanted, heights, gaps = _columns(cards)
    active = data.draw(st.integers(0, len(wanted) - 1))
    tops = settle(wanted, heights, gaps, active=active).tops(pin)
    assert tops[active] == pytest.approx(pin)
    _assert_apart(tops, heights, gaps)


@given(CARDS, PLACES, st.floats(100, 2000))
def test_visible_is_exactly_what_shows_on_the_screen(cards, top, height):
    wanted, heights, gaps = _columns(cards)
    column = settle(wanted, heights, gaps)
    screen = Screen(top, top + height)
    tops = column.tops()
    shown = [
        i for i in range(len(tops)) if tops[i] < screen.bottom and tops[i] + heights[i] > top + 1e-5
    ]
    assert set(shown) <= set(column.visible(screen))
    assert len(column.visible(screen)) <= len(shown) + 1


@given(CARDS)
def test_no_placement_is_nearer_to_the_sentences(cards):
    wanted, heights, gaps = _columns(cards)
    tops = settle(wanted, heights, gaps).tops()
    cost = sum((t - w) ** 2 for t, w in zip(tops, wanted, strict=True))
    greedy, below = [], float("-inf")
    for want, height, gap in zip(wanted, heights, gaps, strict=True):
        greedy.append(max(want, below))
        below = greedy[-1] + height + gap
    assert cost <= sum((t - w) ** 2 for t, w in zip(greedy, wanted, strict=True)) + 1e-3


@given(CARDS, st.floats(0, 500))
def test_no_card_rests_above_the_floor(cards, floor):
    wanted, heights, gaps = _columns(cards)
    tops = settle(wanted, heights, gaps, floor=floor).tops()
    assert all(top >= floor - 1e-6 for top in tops)
    _assert_apart(tops, heights, gaps)


def test_cards_with_room_stand_at_their_sentences():
    assert settle([10, 300, 900], [100] * 3, [8] * 3).tops() == (10, 300, 900)


def test_a_crowded_pair_shares_the_displacement():
    assert settle([100, 100], [50, 50], [10, 10]).tops() == (70, 130)


def test_the_floor_is_kept_and_the_rest_is_pushed_down():
    assert settle([0, 0], [50, 50], [10, 10], floor=16).tops() == (16, 76)


def test_the_ceiling_keeps_the_last_card_in_reach():
    assert settle([900, 950], [100, 100], [10, 10], ceiling=1000).tops() == (790, 900)


def test_the_floor_wins_where_the_ceiling_leaves_no_room():
    assert settle([0, 0], [100, 100], [10, 10], floor=0, ceiling=150).tops() == (0, 110)


def test_lengths_must_agree():
    with pytest.raises(ValueError, match="parallel"):
        settle([1], [1, 2], [1])


def test_nothing_is_settled_from_nothing():
    column = settle([], [], [], floor=0, ceiling=10)
    assert column.tops() == ()
    assert list(column.visible(Screen(0, 100))) == []


def test_active_card_is_pulled_up_so_that_followers_on_screen_stay_visible():
    wanted, heights, gaps = [497, 614, 645, 744], [400, 32, 32, 32], [8] * 4
    column = settle(wanted, heights, gaps, active=0, floor=280)
    pin = resting_pin(column, wanted, Screen(0, 812))
    assert pin == 812 - EDGE_PX - 400 - 3 * 40
    assert column.tops(pin)[3] + 32 <= 812


def test_active_card_stays_at_its_sentence_where_there_is_room():
    wanted, heights, gaps = [100, 500], [50, 100], [8, 8]
    column = settle(wanted, heights, gaps, active=1)
    assert resting_pin(column, wanted, Screen(0, 800)) == 500


def test_active_card_is_whole_on_screen_even_where_neighbours_cannot_be():
    wanted, heights, gaps = [0, 10, 20], [400, 500, 400], [8] * 3
    column = settle(wanted, heights, gaps, active=1)
    pin = resting_pin(column, wanted, Screen(0, 600))
    assert EDGE_PX <= pin <= 600 - 500 - EDGE_PX


def test_cards_below_a_card_that_left_the_floor_follow_it():
    column = settle([100, 200], [300, 100], [8, 8], active=0, floor=280)
    assert column.tops(50) == (50, 358)


def test_active_card_keeps_below_the_article_card_where_it_can():
    wanted, heights, gaps = [48, 200], [370, 180], [8, 8]
    column = settle(wanted, heights, gaps, active=0, floor=280)
    assert resting_pin(column, wanted, Screen(0, 812)) == 280


@pytest.mark.parametrize(
    ("top", "expected"), [(-100, EDGE_PX), (300, 300), (900, 800 - EDGE_PX - 100)]
)
def test_a_card_is_moved_the_least(top, expected):
    assert clamp_to_screen(top, 100, Screen(0, 800)) == expected


def test_a_card_taller_than_the_screen_scrolls_and_covers_it():
    screen = Screen(0, 800)
    assert clamp_to_screen(-150, 1000, screen) == -150
    assert clamp_to_screen(-900, 1000, screen) == 800 - EDGE_PX - 1000
    assert clamp_to_screen(500, 1000, screen) == EDGE_PX


def test_a_card_leaves_the_screen_with_its_sentence_without_a_jump():
    places = [clamp_to_screen(0, 100, Screen(s, s + 800), [20.0]) - s for s in range(200)]
    assert places[10] == EDGE_PX
    assert places[-1] < -100
    assert max(abs(b - a) for a, b in pairwise(places)) <= 1


def test_sparse_cards_do_not_fold():
    assert fold_where_dense([0, 400, 800], [200] * 3, gap=8, screen_height=800) == (False,) * 3


def test_a_lone_tall_card_does_not_fold():
    assert fold_where_dense([0], [5000], gap=8, screen_height=800) == (False,)


def test_a_crowded_screen_folds_and_the_sparse_rest_does_not():
    wanted = [*range(0, 800, 100), 5000]
    assert fold_where_dense(wanted, [250] * 9, gap=8, screen_height=800) == (True,) * 8 + (False,)


def test_where_the_distance_adds_up_as_many_fold_as_bring_the_rest_home():
    wanted = [i * 200.0 for i in range(100)]
    folded = fold_where_dense(wanted, [250] * 100, gap=8, screen_height=800)
    assert any(folded)
    assert not all(folded)
    heights = [FOLDED_PX if fold else 250 for fold in folded]
    tops = settle(wanted, heights, [8] * 100).tops()
    assert max(abs(top - want) for top, want in zip(tops, wanted, strict=True)) <= FAR * 800


def test_cards_under_the_article_card_fold_where_it_pushes_them_far():
    assert fold_where_dense([0, 10], [200, 200], gap=8, screen_height=400) == (False, False)
    pushed = fold_where_dense([0, 10], [200, 200], gap=8, screen_height=400, floor=280)
    assert pushed == (True, True)


@given(CARDS, st.floats(300, 2000))
def test_folding_says_something_of_every_card(cards, height):
    wanted, heights, _gaps = _columns(cards)
    folded = fold_where_dense(wanted, heights, gap=8, screen_height=height)
    assert len(folded) == len(wanted)
    if sum(heights) + 8 * len(heights) <= FITS * height:
        assert not any(folded)


FITS = 0.5
