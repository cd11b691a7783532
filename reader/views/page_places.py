"""Places of a text on the screen, as its view tells and remembers them."""

from __future__ import annotations

from dataclasses import dataclass

from annotations import Span

#: A jump lands at this share of the height, so that a line of context stays above it.
LANDING = 1 / 3


@dataclass(frozen=True, slots=True)
class PlaceGeometry:
    """Where a target stands: y in pixels from the top of the document, x of the viewport."""

    top: float
    #: Middle of the upper underline of the first line: where a connector leaves.
    underline_y: float
    bottom: float
    #: Left and right edge of its words on the first line.
    start_x: float
    end_x: float
    #: Where the underline may run on to the lane: the edge of the words there. None where
    #: other words stand between.
    run_on_x: float | None


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """A place to come back to, also after the text was set in another size."""

    code_point: int
    #: From the top of the viewport to the line of the code point, in pixels.
    offset: float
    #: Where the sentence cursor of a review stood; None in reading.
    cursor: Span | None = None
