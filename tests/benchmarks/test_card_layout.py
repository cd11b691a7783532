"""Placing cards: 1,000 in 0.3 ms and 10,000 in 6 ms on the machine of the design."""

import random

import pytest

from reader.views.card_layout import Screen, fold_where_dense, resting_pin, settle


def _cards(count):
    chance = random.Random(count)
    wanted = sorted(chance.uniform(0, count * 40) for _ in range(count))
    return wanted, [chance.choice((32.0, 32.0, 180.0)) for _ in range(count)], [8.0] * count


@pytest.mark.parametrize("count", [1_000, 10_000])
def test_placing_cards(benchmark, count):
    wanted, heights, gaps = _cards(count)
    column = benchmark(settle, wanted, heights, gaps, active=count // 2, floor=16.0)
    assert len(column) == count


@pytest.mark.parametrize("count", [1_000, 10_000])
def test_folding_dense_runs(benchmark, count):
    wanted, heights, _gaps = _cards(count)
    folded = benchmark(fold_where_dense, wanted, heights, gap=8.0, screen_height=812.0)
    assert len(folded) == count


def test_visible_slice_of_ten_thousand(benchmark):
    wanted, heights, gaps = _cards(10_000)
    column = settle(wanted, heights, gaps, active=5_000, floor=16.0)
    screen = Screen(200_000.0, 200_812.0)
    pin = resting_pin(column, wanted, Screen(wanted[5_000] - 300, wanted[5_000] + 512))
    assert benchmark(column.visible, screen, pin)
