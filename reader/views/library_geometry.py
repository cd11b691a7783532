"""Where the columns of the library stand at a width. Pure numbers, no Qt.

What goes first when it gets narrow: half the strip, the strip, the words of the coverage
(its ring stays), then the counts.
"""

from __future__ import annotations

from dataclasses import dataclass

ROW_PX = 68
HEADER_PX = 40
#: Room above a group that follows another.
HEADER_GAP_PX = 12
NOTE_PX = 56
SOURCE_PX = 42

PAD_PX = 12
RING_PX = 32
TITLE_LEFT_PX = 60
COUNT_PX = 44
_TITLE_GAP_PX = 20
_STRIP_GAP_PX = 16
_COUNTS_PX = 4 * COUNT_PX
_COVERAGE_PX = 104
#: From wide to narrow: least width of the title, then strip, counts and coverage.
_CHOICES = (
    (360, 208, _COUNTS_PX, _COVERAGE_PX),
    (280, 128, _COUNTS_PX, _COVERAGE_PX),
    (220, 0, _COUNTS_PX, _COVERAGE_PX),
    (160, 0, _COUNTS_PX, 0),
)


@dataclass(frozen=True, slots=True)
class RowGeometry:
    """Columns of a row in logical pixels from its left edge; a width of 0 is left out."""

    title_width: int
    strip_left: int
    strip_width: int
    counts_left: int
    counts_width: int
    coverage_left: int
    coverage_width: int


def row_geometry(width_px: int) -> RowGeometry:
    """Lay the columns out from the right; the title takes what is left."""
    for title_min, strip, counts, coverage in _CHOICES:
        found = _columns(width_px, strip, counts, coverage)
        if found.title_width >= title_min:
            return found
    return _columns(width_px, 0, 0, 0)


def _columns(width_px: int, strip: int, counts: int, coverage: int) -> RowGeometry:
    coverage_left = width_px - PAD_PX - coverage
    counts_left = coverage_left - counts
    strip_left = counts_left - (strip + _STRIP_GAP_PX if strip else 0)
    return RowGeometry(
        title_width=max(0, strip_left - _TITLE_GAP_PX - TITLE_LEFT_PX),
        strip_left=strip_left,
        strip_width=strip,
        counts_left=counts_left,
        counts_width=counts,
        coverage_left=coverage_left,
        coverage_width=coverage,
    )
