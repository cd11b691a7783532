"""Columns of the library: nothing overlaps, and things go in a fixed order."""

import pytest

from reader.views.library_geometry import TITLE_LEFT_PX, row_geometry

WIDTHS = range(200, 1900, 7)


def test_columns_stand_beside_each_other_inside_the_row():
    for width in WIDTHS:
        g = row_geometry(width)
        right = TITLE_LEFT_PX + g.title_width
        for left, size in (
            (g.strip_left, g.strip_width),
            (g.counts_left, g.counts_width),
            (g.coverage_left, g.coverage_width),
        ):
            if size:
                assert left >= right, width
                right = left + size
        assert right <= width


def test_narrowing_drops_strip_then_coverage_then_counts():
    seen = []
    for width in reversed(WIDTHS):
        g = row_geometry(width)
        state = (g.strip_width, bool(g.coverage_width), bool(g.counts_width))
        if not seen or seen[-1] != state:
            seen.append(state)
    assert seen == [
        (208, True, True),
        (128, True, True),
        (0, True, True),
        (0, False, True),
        (0, False, False),
    ]


def test_at_the_design_s_width_everything_is_there():
    g = row_geometry(1064)
    assert (g.strip_width, g.counts_width, g.title_width >= 440) == (208, 176, True)


@pytest.mark.parametrize("width", [1064, 854, 674])
def test_titles_keep_room(width):
    assert row_geometry(width).title_width >= 280
