"""Where column, gutter, lane and cards stand for a width: numbers only, no Qt.

The page is the text column with its gutter on one side and lane and cards on the other,
between two outer margins. A narrower view takes, in this order: the free width of both
margins, the margin beyond the cards, the width of the cards; then the cards become a drawer
over the margin; then the margins go, and at last the column narrows.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Column width in text sizes: about 69 characters of Source Serif 4.
MEASURE = 33
GUTTER_STEP = 22
#: From the column's edge to the centre of the first gutter glyph.
GUTTER_OFFSET = 24
#: From the column's edge to the lane, and the width of the lane.
LANE_GAP = 6
LANE_WIDTH = 78
CARDS_WIDTH = 408
CARDS_MIN_WIDTH = 320
#: Least width beside the column: three gutter glyphs; one glyph in a narrow window.
MARGIN = 80
NARROW_MARGIN = 34
#: Least room beyond a narrowed column, for the corners of marks.
NARROW_END = 4
#: Margin that the page likes beyond the cards; the overview strip stands outside the view.
OUTER_MARGIN = 42
MIN_COLUMN = 160
#: Room beyond the cards for the ring of the focus.
RING_MARGIN = 8
#: Room that the document keeps for lane, cards and the least outer margin.
FAR_MARGIN = LANE_GAP + LANE_WIDTH + CARDS_WIDTH + RING_MARGIN
#: Room on both sides of the cards in a drawer.
DRAWER_PADDING = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class PageGeometry:
    """Places on one row of the page, in pixels of the article view's viewport.

    Left is left also in a right-to-left page: there the gutter lies right of the column and
    the lane and the cards left of it.
    """

    rtl: bool
    column_left: float
    column_width: float
    #: Centre of the glyph next to the column; the next lies `gutter_step` from it.
    gutter_x: float
    gutter_step: float
    #: How many gutter glyphs fit.
    gutter_places: int
    lane_left: float
    lane_right: float
    cards_left: float
    cards_width: float
    #: True where the cards lie over the text's margin and show on demand.
    is_drawer: bool
    #: Left viewport margin, and how far the document is scrolled sideways under it.
    viewport_margin: int
    document_shift: int

    @property
    def column_right(self) -> float:
        """Right edge of the text column."""
        return self.column_left + self.column_width

    @property
    def lane_start(self) -> float:
        """The lane's edge at the text, where connectors begin."""
        return self.lane_right if self.rtl else self.lane_left

    @property
    def lane_end(self) -> float:
        """The lane's edge at the cards."""
        return self.lane_left if self.rtl else self.lane_right


def document_margins(*, rtl: bool) -> tuple[int, int]:
    """Left and right frame margins of the document: constant, so that no resize lays out.

    The right one is wide enough for every sideways shift of the document.
    """
    return (FAR_MARGIN, FAR_MARGIN + MARGIN) if rtl else (MARGIN, FAR_MARGIN)


def page_geometry(width: int, text_size_px: int, *, rtl: bool = False) -> PageGeometry:
    """Place everything in a view of `width` pixels, its own viewport margin included."""
    measure = MEASURE * text_size_px
    near, column, cards, is_drawer = _divide(width, measure)
    cards_left = near + column + LANE_GAP + LANE_WIDTH
    if is_drawer:
        cards_left = width - cards - DRAWER_PADDING
    lane_left = near + column + LANE_GAP
    places = max(1, (near - GUTTER_OFFSET + GUTTER_STEP // 2 + 2) // GUTTER_STEP)
    column_left = width - near - column if rtl else near
    shift = column_left - document_margins(rtl=rtl)[0]
    viewport_margin = max(0, shift)

    def place(left: int, size: int) -> int:
        return (width - left - size if rtl else left) - viewport_margin

    gutter_x = near - GUTTER_OFFSET
    return PageGeometry(
        rtl=rtl,
        column_left=place(near, column),
        column_width=column,
        gutter_x=place(gutter_x, 0),
        gutter_step=GUTTER_STEP if rtl else -GUTTER_STEP,
        gutter_places=min(3, places),
        lane_left=place(lane_left, LANE_WIDTH),
        lane_right=place(lane_left, LANE_WIDTH) + LANE_WIDTH,
        cards_left=place(cards_left, cards),
        cards_width=cards,
        is_drawer=is_drawer,
        viewport_margin=viewport_margin,
        document_shift=max(0, -shift),
    )


def _divide(width: int, measure: int) -> tuple[int, int, int, bool]:
    """Share a width out: margin beside the gutter, column, cards, whether a drawer."""
    page = MARGIN + measure + LANE_GAP + LANE_WIDTH
    spare = width - page - CARDS_WIDTH - OUTER_MARGIN
    if spare >= 0:
        return MARGIN + spare // 2, measure, CARDS_WIDTH, False
    cards = min(CARDS_WIDTH, width - page)
    if cards >= CARDS_MIN_WIDTH:
        return MARGIN, measure, cards, False
    cards = max(1, min(CARDS_WIDTH, width - 2 * DRAWER_PADDING))
    spare = width - MARGIN - measure
    if spare >= 0:
        return MARGIN + spare // 2, measure, cards, True
    near = max(NARROW_MARGIN, MARGIN + spare - NARROW_END)
    return near, max(MIN_COLUMN, min(measure, width - near - NARROW_END)), cards, True
