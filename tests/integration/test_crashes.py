"""A writer is killed, and two write at once: what was acknowledged is there, the file sound."""

import pytest

from tests.benchmarks import crashes


@pytest.mark.slow
def test_killed_while_typing(tmp_path):
    losses = crashes.kill_typists(tmp_path, rounds=3, seed=5)
    assert losses.promised >= 3


@pytest.mark.slow
def test_killed_while_saving(tmp_path):
    losses = crashes.kill_savers(tmp_path, rounds=3, seed=5)
    assert losses.promised >= 3


@pytest.mark.slow
def test_killed_while_taking_a_new_text(tmp_path):
    losses = crashes.kill_updaters(tmp_path, rounds=3, seed=5)
    assert losses.promised >= 3


@pytest.mark.slow
def test_two_writers_lose_nothing(tmp_path):
    crashes.write_together(tmp_path, notes=40)
