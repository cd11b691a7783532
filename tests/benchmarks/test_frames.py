"""A smoke run of the frame benchmark: a crowded text of 100 KB beside one with ten notes."""

from __future__ import annotations

import pytest

from tests.benchmarks.frames import frame_times, made_article, report
from tests.benchmarks.machine import median_ms

TEXT_BYTES = 100_000
#: As many times the frame of 10 notes: three on a quiet machine.
MOST_TIMES = 6


@pytest.mark.usefixtures("qapp")
def test_frames_of_a_crowded_text(benchmark, tmp_path):
    few = made_article(tmp_path, notes=10, text_bytes=TEXT_BYTES)
    many = made_article(tmp_path, notes=1_000, text_bytes=TEXT_BYTES)
    base = frame_times(few, stretches=4)
    times = benchmark.pedantic(frame_times, (many,), {"stretches": 4}, rounds=1)
    assert len(times.frames) == 40
    assert report(1_000, times).startswith(" 1,000 notes: frame ")
    assert median_ms(times.frames) < MOST_TIMES * median_ms(base.frames)
    in_review = frame_times(many, stretches=4, reviewing=True)
    assert len(in_review.moves) == 40
    assert "in a review, to the next sentence" in report(1_000, in_review)
    assert median_ms(in_review.frames) < MOST_TIMES * median_ms(base.frames)
