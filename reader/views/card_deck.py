"""The cards of an article before any of them is a widget: order, heights, places.

Heights are estimated from the length of the words and measured only for cards that come
near the screen, places are asked for from the top of the text down. So a text with ten
thousand notes opens as fast as one with ten; what is left is filled in at idle moments.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from annotations import Annotation, Category, ReviewedArticle, Severity, Status, Target
from reader.theme.theme import Theme
from reader.views.card_body import (
    CONNECT_FOLDED_Y,
    CONNECT_Y,
    DEFAULT_KEYS,
    FOLDED_HEIGHT,
    CardBody,
    CardKeys,
    CardState,
)
from reader.views.card_builder import lay_out_card
from reader.views.card_layout import Column, Screen, fold_where_dense, settle
from reader.views.card_sides import EXCERPT_LENGTH
from reader.views.card_text import CardText, Words, card_text
from reader.views.note_order import first_place, notes_in_order

#: Gap between two cards; between two folded ones; the column's upper and lower edge.
GAP, FOLDED_GAP, EDGE = 8.0, 6.0, 16.0
#: Laid-out cards that are kept; heights are kept for all.
BODIES = 64
#: What decides about a laid-out card: uid, state, width.
BodyKey = tuple[str, CardState, float]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where one target of a note stands, in content coordinates.

    Equal to what the text says of it; kept here so that the deck knows no view.
    """

    target: Target
    #: Middle of its first line, level with which the card likes to stand.
    middle: float
    underline_y: float
    #: Where its words end on the first line, x of the document; None where other text
    #: follows there.
    end_x: float | None


@dataclass(slots=True)
class Entry:
    """One card of the deck."""

    annotation: Annotation
    #: Places in this article: of the claims first, then of the conflicts.
    targets: tuple[Target, ...]
    text: CardText | None = None
    anchors: tuple[Anchor, ...] = ()
    is_open: bool = False
    is_whole: bool = False
    #: Which of its sides was last gone to; -1 before any was.
    side: int = -1
    #: Uid of the claim that was last gone to; empty before any was.
    place: str = ""

    @property
    def uid(self) -> str:
        """Of the note."""
        return self.annotation.uid

    @property
    def is_withdrawn(self) -> bool:
        """True where its card folds whatever room there is."""
        return self.annotation.status is Status.WITHDRAWN


@dataclass(frozen=True, slots=True)
class Frame:
    """What all cards of a column share."""

    width: float = 408.0
    screen_height: float = 800.0
    rtl: bool = False
    #: True where cards quote their sentence: no curve joins them to it.
    shows_claims: bool = False
    #: True where cards list what their notes break, and the active one offers changes.
    is_reviewing: bool = False
    keys: CardKeys = DEFAULT_KEYS


class CardDeck:
    """The cards of one article from a threshold up, in text order; none without an article."""

    def __init__(
        self,
        reviewed: ReviewedArticle | None,
        words: Words,
        theme: Theme,
        find: Callable[[Target], Anchor | None],
        *,
        threshold: Severity = Severity.INFO,
        withdrawn: bool = False,
    ) -> None:
        self.reviewed, self._words, self.theme, self._find = reviewed, words, theme, find
        placed = notes_in_order(reviewed, threshold, withdrawn=withdrawn) if reviewed else []
        self.entries = [Entry(annotation, targets) for annotation, targets in placed]
        self.index = {entry.uid: at for at, entry in enumerate(self.entries)}
        self.frame = Frame()
        #: Content height of the article card with its gap; 0 where there is none.
        self.head_height = 0.0
        self._known = 0
        self._wanted: list[float] = []
        self._estimates: list[float] = []
        #: Heights of cards that are neither active nor folded: measured or still estimated.
        self._rest_heights: list[float] = []
        self._folded: tuple[bool, ...] = ()
        self._heights: dict[BodyKey, float] = {}
        self._bodies: OrderedDict[BodyKey, CardBody] = OrderedDict()
        self.column = Column((), (), ())
        #: Where each known card would stand were it alone; as of the last `settle`.
        self.wanted_tops: list[float] = []

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def is_complete(self) -> bool:
        """True once the place of every card is known."""
        return self._known == len(self.entries)

    @property
    def known(self) -> int:
        """How many cards, from the first, have places."""
        return self._known

    def set_frame(self, frame: Frame) -> None:
        """Take another width or screen; what was measured for the old one is forgotten."""
        if frame != self.frame:
            if frame.width != self.frame.width:
                self._bodies.clear()
                self._heights.clear()
                known = self.entries[: self._known]
                self._estimates = [_estimate(e, frame.width) for e in known]
            self._rest_heights = self._estimates.copy()
            self.frame = frame
            self._folded = ()

    def forget_places(self) -> None:
        """The text was laid out anew: ask for every place again."""
        self._known = 0
        self._wanted.clear()
        self._estimates.clear()
        self._rest_heights.clear()
        self._folded = ()

    def set_theme(self, theme: Theme) -> None:
        """Lay bodies out in other colours; heights stay."""
        self.theme = theme
        self._bodies.clear()

    def text(self, index: int) -> CardText:
        """The words of a card."""
        entry = self.entries[index]
        if entry.text is None and self.reviewed is not None:
            entry.text = card_text(
                entry.annotation,
                self.reviewed,
                self._words,
                order=index + 1,
                total=len(self.entries),
            )
        if entry.text is None:
            raise IndexError(index)
        return entry.text

    def extend(
        self, *, count: int = 0, down_to: float | None = None, before: int | None = None
    ) -> bool:
        """Ask for more places; False where none was added.

        Args:
            count: So many more.
            down_to: And all above this height of the content.
            before: Of the `count`, only those that begin before this code point.
        """
        goal = min(self._known + count, len(self.entries))
        if before is not None:
            begins = bisect_left(self.entries, float(before), key=self._first_place)
            goal = min(goal, begins)
        at = self._known
        while at < len(self.entries) and (
            at < goal or (down_to is not None and (at == 0 or self._wanted[-1] < down_to))
        ):
            self._place(at)
            at += 1
        grew, self._known = at > self._known, at
        return grew

    def _first_place(self, entry: Entry) -> float:
        uid = self.reviewed.article.uid if self.reviewed else ""
        return first_place((entry.annotation, entry.targets), uid)

    def extend_to(self, index: int) -> None:
        """Make sure that a card has a place."""
        if index >= self._known:
            self.extend(count=index - self._known + 1)

    def _place(self, index: int) -> None:
        entry = self.entries[index]
        found = (self._find(target) for target in entry.targets)
        entry.anchors = tuple(anchor for anchor in found if anchor)
        before = self._wanted[-1] if self._wanted else 0.0
        place = entry.anchors[0].middle if entry.anchors else before
        self._wanted.append(max(place, before))
        self._estimates.append(_estimate(entry, self.frame.width))
        self._rest_heights.append(self._estimates[-1])

    def fold(self) -> bool:
        """Say which of the known cards fold; False where that has been said."""
        if len(self._folded) == self._known:
            return False
        self._fold()
        return True

    def _fold(self) -> None:
        dense = fold_where_dense(
            [want - CONNECT_Y for want in self._wanted],
            self._estimates,
            gap=GAP,
            screen_height=self.frame.screen_height,
            floor=self.head_height,
        )
        self._folded = tuple(
            is_folded or entry.is_withdrawn
            for is_folded, entry in zip(dense, self.entries, strict=False)
        )

    def is_folded(self, index: int, active: int) -> bool:
        """True where a card shows one line only."""
        return index != active and index < len(self._folded) and self._folded[index]

    def state(self, index: int, active: int) -> CardState:
        """How an unfolded card is laid out."""
        entry = self.entries[index]
        limit = round(self.frame.screen_height * 2 / 3)
        return CardState(
            is_open=entry.is_open and index == active,
            is_whole=entry.is_whole,
            shows_claim=self.frame.shows_claims,
            limit_px=max(160, limit),
            rtl=self.frame.rtl,
            is_reviewing=self.frame.is_reviewing,
            offers_changes=self.frame.is_reviewing and index == active,
            keys=self.frame.keys,
        )

    def body(self, index: int, active: int) -> CardBody | None:
        """The laid-out card; None where it is folded."""
        if self.is_folded(index, active):
            return None
        key = self._key(index, active)
        found = self._bodies.get(key)
        if found is None:
            text, width = self.text(index), self.frame.width
            found = lay_out_card(text, width, self.state(index, active), self.theme)
            self._bodies[key], self._heights[key] = found, found.height
            if len(self._bodies) > BODIES:
                self._bodies.popitem(last=False)
        return found

    def _key(self, index: int, active: int) -> BodyKey:
        return self.entries[index].uid, self.state(index, active), self.frame.width

    def settle(self, active: int, ceiling: float, screen: Screen) -> Column:
        """Place all cards that are known.

        Heights of unfolded cards within two screens of `screen` are measured, others stay
        estimated until they come near.
        """
        self.fold()
        folded = list(self._folded)
        is_known = 0 <= active < self._known
        if is_known:
            folded[active] = False
        heights = [
            FOLDED_HEIGHT if is_folded else height
            for is_folded, height in zip(folded, self._rest_heights, strict=True)
        ]
        for index in {*self._near(screen), *([active] if is_known else [])}:
            if not folded[index]:
                heights[index] = self._measure(index, active)
                if index != active:
                    self._rest_heights[index] = heights[index]
        wanted = [
            want - (CONNECT_FOLDED_Y if is_folded else CONNECT_Y)
            for want, is_folded in zip(self._wanted, folded, strict=True)
        ]
        gaps = [
            FOLDED_GAP if is_folded and is_next_folded else GAP
            for is_folded, is_next_folded in zip(folded, [*folded[1:], True], strict=False)
        ]
        self.wanted_tops = wanted
        self.column = settle(
            wanted,
            heights,
            gaps,
            active=active if active < self._known else -1,
            floor=self.head_height,
            ceiling=max(ceiling - EDGE, self.head_height) if self.is_complete else None,
        )
        return self.column

    def _near(self, screen: Screen) -> range:
        reach = 2 * screen.height
        first = bisect_left(self._wanted, screen.top - reach)
        last = bisect_left(self._wanted, screen.bottom + reach)
        return range(first, last)

    def is_measured(self, index: int, active: int) -> bool:
        """True where the height of a card is no estimate."""
        if self.is_folded(index, active):
            return True
        return (
            self.entries[index].uid,
            self.state(index, active),
            self.frame.width,
        ) in self._bodies

    def with_sentence_on(self, screen: Screen) -> range:
        """Cards whose first place lies on the screen."""
        first = bisect_left(self._wanted, screen.top)
        return range(first, bisect_left(self._wanted, screen.bottom))

    def _measure(self, index: int, active: int) -> float:
        """Height of a card that is not folded."""
        known = self._heights.get(self._key(index, active))
        if known is None:
            body = self.body(index, active)
            known = body.height if body else float(FOLDED_HEIGHT)
        return known


def _estimate(entry: Entry, width: float) -> float:
    """Guess a card's height from the length of its words, in pixels."""
    if entry.is_withdrawn:
        return float(FOLDED_HEIGHT)
    note, room = entry.annotation.note, max(60.0, width - 66)
    body = note.body if note.correction else note.body.partition("\n")[2]
    height = 15.0 + _lines(note.headline, room / 8.2) * 22 + 20 + 26 + 13
    height += sum(_lines(words, room / 6.6) * 20 + 8 for words in (body, note.advice) if words)
    height += 30 if entry.annotation.evidence else 26
    conflicts = entry.annotation.conflicts
    here = entry.targets[0].article_uid if entry.targets else None
    if note.category is Category.CONTRADICTION or any(c.article_uid != here for c in conflicts):
        sides = [*entry.annotation.claims[:1], *conflicts]
        quotes = [side.quote.exact[:EXCERPT_LENGTH] for side in sides if side.quote]
        height += sum(_lines(quote, (room - 53) / 7.0) * 22 + 50 for quote in quotes)
    return height


def _lines(words: str, per_line: float) -> int:
    return 1 + int(len(words) // per_line)
