"""Ticks of the caution strip: merging, order of painting, shapes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from annotations import Severity, StripTick
from reader.theme.roles import Role
from reader.views.caution_strip import MERGE_PX, TICK_SIZE, merged_ticks, paint_strip

INFO, MODERATE, SERIOUS, CRITICAL = Severity
ticks_strategy = st.lists(
    st.builds(StripTick, st.floats(0, 1), st.sampled_from(Severity)), max_size=60
)


def test_neighbours_closer_than_two_pixels_become_the_gravest():
    ticks = [StripTick(0.5, INFO), StripTick(0.505, CRITICAL), StripTick(0.6, MODERATE)]
    merged = merged_ticks(ticks, 208)
    assert [severity for _, severity in merged] == [MODERATE, CRITICAL]
    assert len(merged_ticks(ticks, 2080)) == 3


def test_the_gravest_is_painted_last():
    ticks = [StripTick(0.1, CRITICAL), StripTick(0.5, INFO), StripTick(0.9, SERIOUS)]
    assert [s for _, s in merged_ticks(ticks, 208)] == [INFO, SERIOUS, CRITICAL]


@given(ticks_strategy, st.integers(20, 400))
def test_merging_keeps_the_worst_and_stays_inside(ticks, width):
    merged = merged_ticks(ticks, width)
    assert max((s for _, s in merged), default=None) == max(
        (t.severity for t in ticks), default=None
    )
    assert len(merged) <= len(ticks)
    assert len(merged) <= width / MERGE_PX + 1
    assert all(3 <= x <= width - 3 for x, _ in merged)


def test_places_out_of_range_stay_on_the_strip():
    merged = merged_ticks([StripTick(-1, INFO), StripTick(7, INFO)], 100)
    assert [x for x, _ in merged] == [3, 97]


@pytest.mark.parametrize("severity", Severity)
def test_each_severity_has_its_own_height(theme, severity):
    image = QImage(100, 20, QImage.Format.Format_RGB32)
    image.fill(theme.color(Role.CANVAS))
    painter = QPainter(image)
    paint_strip(painter, QRectF(0, 0, 100, 20), [StripTick(0.5, severity)], theme)
    painter.end()
    ink = theme.severity(severity).ink
    column = [y for y in range(20) if image.pixelColor(50, y) == ink]
    height = TICK_SIZE[severity][1]
    assert height - 2 <= len(column) <= height
    assert image.pixelColor(10, 10) == theme.color(Role.TRACK)
