"""The inside of a card: where its words, badges and hot spots stand, and how high it is.

Values only; `card_builder` lays them out. Places are pixels from the card's upper left
corner.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QPointF, QRectF

from annotations import Authority
from reader.views.card_sides import Excerpt
from reader.views.paragraph import Paragraph

FOLDED_HEIGHT = 32
BAR = 5
#: Outline and padding together.
TOP, BOTTOM, SIDE, FAR_SIDE = 15, 13, 21, 17
GLYPH = 18
TEXT_INDENT = 28
SOURCE_INDENT = 30
BADGE = 20
DISC = 18
#: Width of "other side" and its key cap.
OTHER_SIDE = 80
#: Where the connector meets the card.
CONNECT_Y, CONNECT_FOLDED_Y = 24, 16


class HotKind(Enum):
    """What a hot spot does when it is pressed."""

    DISCLOSURE = "disclosure"
    LINK = "link"
    PLACE = "place"
    OTHER_SIDE = "other side"
    WHOLE = "whole"
    NEXT_PLACE = "next place"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    DELETE = "delete"
    REREVIEW = "look again"


@dataclass(frozen=True, slots=True)
class HotSpot:
    """A part of a card that can be pressed."""

    kind: HotKind
    rect: QRectF
    #: For assistive technology.
    name: str
    tip: str = ""
    address: str = ""
    excerpt: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class CardKeys:
    """What stands on the key caps of a card; empty text leaves a cap out."""

    other_side: str = "G"
    next_place: str = "Shift G"
    edit: str = "E"
    withdraw: str = "W"
    delete: str = "Del"


#: As the table of actions has them.
DEFAULT_KEYS = CardKeys()


@dataclass(frozen=True, slots=True)
class CardState:
    """What decides about the height of a card besides its words and its width."""

    is_open: bool = False
    #: True once "Show all" was pressed.
    is_whole: bool = False
    #: True where the sentence may be out of sight, so that the card quotes it.
    shows_claim: bool = False
    #: The card is cut above this many pixels; 0 never cuts.
    limit_px: int = 0
    #: Leading edge on the right.
    rtl: bool = False
    #: True where nothing can be pressed: addresses are written out.
    on_paper: bool = False
    #: True for reviewers: what the note breaks is listed.
    is_reviewing: bool = False
    #: True where it can be changed from the card: the active one, while reviewing.
    offers_changes: bool = False
    keys: CardKeys = DEFAULT_KEYS


@dataclass(slots=True)
class CardBody:
    """A laid-out card; what it holds is painted in this order."""

    width: float
    height: float = 0.0
    paragraphs: list[Paragraph] = field(default_factory=list)
    glyph: QRectF = field(default_factory=QRectF)
    hairlines: list[tuple[float, float, float]] = field(default_factory=list)
    #: The 2 px rule beside a quoted claim.
    rules: list[QRectF] = field(default_factory=list)
    boxes: list[QRectF] = field(default_factory=list)
    badges: list[tuple[QRectF, Authority, str]] = field(default_factory=list)
    discs: list[tuple[QPointF, int]] = field(default_factory=list)
    conflict_signs: list[QRectF] = field(default_factory=list)
    #: Rows of this article in a contradiction across articles: a quiet fill.
    fills: list[QRectF] = field(default_factory=list)
    #: Glyphs before the rules that the note breaks.
    warning_signs: list[QRectF] = field(default_factory=list)
    triangle: QRectF | None = None
    key_caps: list[tuple[QRectF, str]] = field(default_factory=list)
    #: The row of buttons of a card that can be changed.
    actions: QRectF | None = None
    hot_spots: list[HotSpot] = field(default_factory=list)

    def disc_y(self, number: int) -> float:
        """Height at which the curve of a numbered side meets the card."""
        for center, found in self.discs:
            if found == number:
                return center.y()
        return CONNECT_Y
