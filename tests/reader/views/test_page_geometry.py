import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.views.page_geometry import document_margins, page_geometry

#: The window of the design is 1360 wide; strip and edge take 22 of it.
DESIGN_WIDTH = 1360 - 22


def window_x(page, x):
    return page.viewport_margin + x


def test_the_page_of_the_design():
    page = page_geometry(DESIGN_WIDTH, 20)
    assert window_x(page, page.column_left) == 112
    assert page.column_width == 660
    assert window_x(page, page.gutter_x) == 88
    assert (window_x(page, page.lane_left), window_x(page, page.lane_right)) == (778, 856)
    assert (window_x(page, page.cards_left), page.cards_width) == (856, 408)
    assert not page.is_drawer


def test_cards_shrink_to_320_and_then_become_a_drawer():
    fits = 660 + 506 - 22
    assert page_geometry(fits + 88, 20).cards_width == 408
    assert page_geometry(fits, 20).cards_width == 320
    assert not page_geometry(fits, 20).is_drawer
    assert page_geometry(fits - 1, 20).is_drawer


def test_the_column_narrows_below_720_only():
    assert page_geometry(720 - 22, 20).column_width == 660
    assert page_geometry(720 - 23, 20).column_width == 659
    assert page_geometry(50, 20).column_width == 160


@pytest.mark.parametrize(("size", "column"), [(16, 528), (18, 594), (22, 726), (24, 792)])
def test_the_measure_follows_the_text_size(size, column):
    assert page_geometry(1400, size).column_width == column


widths, sizes = st.integers(300, 4000), st.sampled_from((16, 18, 20, 22, 24))


@given(widths, sizes)
def test_a_right_to_left_page_is_the_mirror(width, size):
    page, mirror = page_geometry(width, size), page_geometry(width, size, rtl=True)

    def mirrored(x, extent=0.0):
        return width - window_x(page, x) - extent

    assert window_x(mirror, mirror.column_left) == mirrored(page.column_left, page.column_width)
    assert window_x(mirror, mirror.gutter_x) == mirrored(page.gutter_x)
    assert window_x(mirror, mirror.cards_left) == mirrored(page.cards_left, page.cards_width)
    assert window_x(mirror, mirror.lane_start) == mirrored(page.lane_start)
    assert window_x(mirror, mirror.lane_end) == mirrored(page.lane_end)
    assert mirror.gutter_step == -page.gutter_step


@given(widths, sizes, st.booleans())
def test_margins_and_shift_put_the_document_under_the_column(width, size, rtl):
    page = page_geometry(width, size, rtl=rtl)
    left, right = document_margins(rtl=rtl)
    assert page.column_left == left - page.document_shift
    assert min(page.viewport_margin, page.document_shift) == 0
    # The document reaches far enough to be scrolled sideways by the shift.
    document = left + page.column_width + right
    assert document - page.document_shift >= width - page.viewport_margin or not page.document_shift


@given(widths, sizes)
def test_nothing_overlaps_and_all_glyphs_are_on_the_page(width, size):
    page = page_geometry(width, size)
    outermost = page.gutter_x + (page.gutter_places - 1) * page.gutter_step
    assert window_x(page, outermost) >= 9
    assert page.column_right <= page.lane_left
    if not page.is_drawer:
        assert page.cards_left == page.lane_right
        assert window_x(page, page.cards_left + page.cards_width) <= width
    else:
        assert window_x(page, page.cards_left + page.cards_width) <= max(width, 25) - 12


@pytest.mark.parametrize("size", [16, 20])
def test_the_focus_ring_of_cards_has_room_in_a_mirrored_page(size):
    page = page_geometry(1344, size, rtl=True)
    assert page.cards_left >= 4
