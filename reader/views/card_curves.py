"""The curves of a column of cards: from places in the text to the edges of cards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF

from annotations import TargetRole
from reader.views.card_body import CONNECT_FOLDED_Y, CONNECT_Y, CardBody
from reader.views.card_deck import Anchor, Entry
from reader.views.card_layout import Screen
from reader.views.connectors import Connector
from reader.views.page_geometry import PageGeometry


@dataclass(frozen=True, slots=True)
class CardEnd:
    """The card's side of its curves."""

    entry: Entry
    #: Top of the card in content coordinates, as it is shown at this moment.
    top: float
    #: None where it is folded.
    body: CardBody | None
    is_active: bool
    is_hovered: bool


def curves_of(end: CardEnd, page: PageGeometry, screen: Screen) -> Iterator[Connector]:
    """Yield a card's curves: to its claims always, to a conflict where both are at hand.

    An active pair wears numbered discs, and its curves meet the card at the same discs. A
    withdrawn note has no curve until it is active.
    """
    entry = end.entry
    if entry.is_withdrawn and not end.is_active:
        return
    numbers = _numbers(end)
    for anchor in entry.anchors:
        is_conflict = anchor.target.role is TargetRole.CONFLICT
        is_near = screen.top <= anchor.underline_y <= screen.bottom
        if is_conflict and not end.is_active and not is_near:
            continue
        number = numbers.get(anchor.target.uid)
        yield Connector(
            start=QPointF(page.lane_start, anchor.underline_y),
            end=QPointF(_card_edge(page), end.top + _meeting_y(end.body, number)),
            severity=entry.annotation.note.severity,
            active=end.is_active,
            hovered=end.is_hovered,
            disc=number,
            from_text_end_x=None if anchor.end_x is None else anchor.end_x - page.document_shift,
        )


def _numbers(end: CardEnd) -> dict[str, int]:
    """Numbers of the sides by target, for the active card of a contradiction."""
    if not end.is_active or end.body is None or not end.body.discs:
        return {}
    text = end.entry.text
    if text is None:
        return {}
    numbers: dict[str, int] = {}
    for excerpt in text.excerpts:
        anchor = _anchor_at(end.entry, excerpt.target_uid)
        if anchor is not None:
            numbers[anchor.target.uid] = excerpt.number
    return numbers


def _anchor_at(entry: Entry, target_uid: str) -> Anchor | None:
    return next((a for a in entry.anchors if a.target.uid == target_uid), None)


def _meeting_y(body: CardBody | None, number: int | None) -> float:
    if body is None:
        return CONNECT_FOLDED_Y
    return CONNECT_Y if number is None else body.disc_y(number)


def _card_edge(page: PageGeometry) -> float:
    return page.cards_left + page.cards_width if page.rtl else page.cards_left
