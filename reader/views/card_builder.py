"""Lays a card out: where its words, badges and hot spots stand, and how high it is.

Done without a widget, so that a column can know the height of a card that is not alive; the
widget paints the very same body, so the two heights cannot differ.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRectF

from annotations import Status
from reader.theme.fonts import serif
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.body_writer import BodyWriter
from reader.views.card_across import write_across
from reader.views.card_body import (
    BOTTOM,
    DISC,
    GLYPH,
    OTHER_SIDE,
    SIDE,
    TOP,
    CardBody,
    CardState,
    HotKind,
)
from reader.views.card_pair import write_pair
from reader.views.card_review import write_actions, write_doubt, write_next_place, write_warnings
from reader.views.card_sources import write_sources
from reader.views.card_text import CardText
from reader.views.paragraph import Paragraph, Run
from reader.views.wording import isolate

#: A card that is less than this above its limit shows whole: a cut would hide too little.
_WORTH_CUTTING = 60
#: From the part of a side that can be pressed up to the side before: "conflicts with".
_BETWEEN_SIDES = 24.0
_BOX_BOTTOM = 8.0


def lay_out_card(text: CardText, width: float, state: CardState, theme: Theme) -> CardBody:
    """Lay a card out at its full height, or cut at the limit.

    Args:
        text: What it says.
        width: Of the card, outline included.
        state: Open, whole, mirrored.
        theme: For the colours of the words; heights do not depend on it.
    """
    w = BodyWriter(text, width, state, theme)
    _head(w)
    if text.is_across:
        write_across(w)
    elif text.shows_pair:
        write_pair(w)
    for index, paragraph in enumerate(text.why):
        w.y += 6 if index else 8
        w.say(paragraph, 13, 20)
    if text.claim and state.shows_claim and not text.shows_pair:
        _claim(w)
    if text.advice:
        w.y += 8
        w.add([w.run("Instead: ", 13, weight=600), w.run(isolate(text.advice), 13)], 20)
    write_sources(w)
    _footer(w)
    if state.is_reviewing and text.status is not Status.WITHDRAWN:
        write_warnings(w)
    w.body.height = round(w.y + BOTTOM)
    if state.limit_px and not state.is_whole and w.body.height > state.limit_px + _WORTH_CUTTING:
        _cut(w, state.limit_px)
    if state.offers_changes:
        write_actions(w)
        w.body.height = round(w.y + BOTTOM - 4)
    return w.body


def _head(w: BodyWriter) -> None:
    text, body = w.text, w.body
    glyph_x = body.width - SIDE - GLYPH if w.state.rtl else SIDE
    body.glyph = QRectF(glyph_x, w.y + 2, GLYPH, GLYPH)
    role = Role.TEXT2 if text.status is Status.WITHDRAWN else Role.TEXT
    w.say(text.headline, 15, 22, weight=600, role=role)
    w.y += 4
    runs = [
        w.run(text.severity_word, 12, weight=600, color=w.ink),
        w.run(f" · {text.category}", 12, role=Role.TEXT2),
    ]
    if text.status_word:
        runs.append(w.run(f" · {text.status_word}", 12, weight=600, role=Role.TEXT2))
    w.add(runs, 16)
    if text.doubt:
        write_doubt(w)
    if text.withdrawn:
        w.y += 2
        w.say(f"Withdrawn because: {isolate(text.withdrawn)}", 12, 17, role=Role.TEXT2)
    if text.origin:
        w.y += 2
        w.say(text.origin, 12, 16, role=Role.TEXT2)


def _claim(w: BodyWriter) -> None:
    w.y += 8
    top = w.y
    left, right = w.indent(12, 0)
    w.add(
        [
            w.run("The article says: ", 12, role=Role.TEXT3),
            Run(isolate(w.text.claim), serif(14), w.theme.color(Role.TEXT2)),
        ],
        20,
        x=left,
        right=right,
    )
    x = w.right - 2 if w.state.rtl else w.left
    w.body.rules.append(QRectF(x, top + 2, 2, w.y - top - 4))


def _footer(w: BodyWriter) -> None:
    text = w.text
    w.y += 10
    has_other_side = len(text.excerpts) > 1 and not w.state.on_paper
    room = 88 if has_other_side else 0
    left, right = w.indent(0, room)
    top = w.y
    words = text.footer
    if text.also_at and w.state.on_paper:
        words = f"{words} · {text.also_at}"
    w.add([w.run(words, 12, role=Role.TEXT3, tabular=True)], 16, x=left, right=right)
    if has_other_side:
        _other_side(w, top)
    if text.also_at and not w.state.on_paper:
        write_next_place(w)


def _other_side(w: BodyWriter, top: float) -> None:
    left = w.left if w.state.rtl else w.right - OTHER_SIDE
    right = left + OTHER_SIDE
    cap = QRectF(right - 19, top - 2, 19, 20)
    if w.state.keys.other_side:
        w.body.key_caps.append((cap, w.state.keys.other_side))
    w.body.paragraphs.append(
        Paragraph(
            [w.run("other side", 12, role=Role.TEXT2)],
            left - 10,
            top,
            cap.left() - left + 5,
            16,
            align_right=True,
        )
    )
    w.hot(
        HotKind.OTHER_SIDE,
        QRectF(left - 6, top - 4, right - left + 8, 24),
        "Go to the other side of the contradiction",
        tip="Go to the other sentence",
    )


def _cut(w: BodyWriter, limit: int) -> None:
    """Keep what ends above the limit, and offer the rest."""
    body = w.body
    line = _cut_line(body, limit - BOTTOM - 28.0)
    body.paragraphs = [p for p in body.paragraphs if p.keep_lines(line)]
    body.hairlines = [h for h in body.hairlines if h[2] < line]
    body.rules = [_cut_rect(r, line) for r in body.rules if r.top() < line]
    body.badges = [b for b in body.badges if b[0].bottom() <= line]
    body.discs = [d for d in body.discs if d[0].y() + DISC / 2 <= line]
    body.conflict_signs = [s for s in body.conflict_signs if s.bottom() <= line]
    body.hot_spots = [h for h in body.hot_spots if h.rect.bottom() <= line + 4]
    if body.triangle is not None and body.triangle.bottom() > line:
        body.triangle = None
    body.key_caps = [cap for cap in body.key_caps if cap[0].bottom() <= line]
    body.warning_signs = [s for s in body.warning_signs if s.bottom() <= line]
    body.fills = [_cut_rect(f, line) for f in body.fills if f.top() < line]
    end = max((p.bottom for p in body.paragraphs), default=float(TOP))
    is_torn = any(box.top() < end < box.bottom() for box in body.boxes)
    body.boxes = [_cut_rect(b, end + _BOX_BOTTOM) for b in body.boxes if b.top() < end]
    w.y = end + 8
    if is_torn:
        w.y = end + _BOX_BOTTOM + 4
    else:
        body.hairlines.append((w.left, w.right, w.y))
    w.y += 4
    top = w.y
    w.say("Show all", 13, 20, weight=600, role=Role.LINK)
    w.hot(
        HotKind.WHOLE,
        QRectF(w.left - 4, top - 2, w.right - w.left + 8, 24),
        "Show all of this caution",
    )
    body.height = round(w.y + BOTTOM - 4)


def _cut_line(body: CardBody, line: float) -> float:
    """Where to cut: between two sides of a contradiction rather than within the second."""
    boxes = [box for box in body.boxes if box.top() < line < box.bottom()]
    if not boxes:
        return line
    line -= _BOX_BOTTOM
    inside = (h.rect for h in body.hot_spots if h.kind is HotKind.PLACE)
    sides = [rect for rect in inside if boxes[0].contains(rect.center())]
    for before, side in pairwise(sides):
        if before.bottom() <= line < side.bottom():
            return side.top() - _BETWEEN_SIDES
    return line


def _cut_rect(rect: QRectF, bottom: float) -> QRectF:
    return QRectF(rect.left(), rect.top(), rect.width(), min(rect.bottom(), bottom) - rect.top())
