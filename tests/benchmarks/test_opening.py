"""A smoke run of the opening benchmark: a library ten times as large opens as fast."""

from __future__ import annotations

from tests.benchmarks.opening import made, measure, report, slowdown


def test_opening_does_not_slow_with_the_library(benchmark, tmp_path):
    libraries = [made(tmp_path, 20), made(tmp_path, 200)]
    benchmark.pedantic(measure, (libraries, 9), rounds=1)
    assert report(libraries[1]).startswith("   200 articles: opening ")
    # The whole benchmark asks for 1.25; here a busy machine is left more room.
    assert slowdown(libraries) < 2.5
