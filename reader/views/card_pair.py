"""The two sides of a contradiction on a card."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from reader.theme.roles import Role
from reader.views.body_writer import BodyWriter
from reader.views.card_body import HotKind
from reader.views.card_sides import Excerpt


def write_pair(w: BodyWriter) -> None:
    """The box with both sides of a contradiction, each a part that can be pressed."""
    w.y += 10
    top = w.y
    w.y += 8
    inner_left, inner_right = w.indent(41, 12)
    for excerpt in w.text.excerpts:
        if not excerpt.is_claim:
            w.y += 6
            w.say(
                "conflicts with",
                12,
                16,
                weight=600,
                color=w.ink,
                x=inner_left,
                right=inner_right,
            )
            w.y += 6
        _side(w, excerpt, inner_left, inner_right)
    w.y += 9
    w.body.boxes.append(QRectF(w.left + 0.5, top + 0.5, w.right - w.left - 1, w.y - top - 1))
    w.y += 1


def _side(w: BodyWriter, excerpt: Excerpt, left: float, right: float) -> None:
    top = w.y
    disc_x = right + 19 if w.state.rtl else left - 19
    w.body.discs.append((QPointF(disc_x, top + 10), excerpt.number))
    is_elsewhere = bool(excerpt.article_uid)
    w.say(
        excerpt.place,
        12,
        16,
        x=left,
        right=right,
        role=Role.LINK if is_elsewhere else Role.TEXT2,
        weight=500 if is_elsewhere else 400,
    )
    w.add(w.excerpt_runs(excerpt, 15), 22, x=left, right=right)
    if excerpt.why:
        w.say(excerpt.why, 12, 17, role=Role.TEXT2, x=left, right=right)
    if excerpt.span is not None or is_elsewhere:
        where = "in the other article" if is_elsewhere else "in the text"
        w.hot(
            HotKind.PLACE,
            QRectF(w.left + 4, top - 4, w.right - w.left - 8, w.y - top + 8),
            f"Show this sentence {where}: {excerpt.text}",
            excerpt=excerpt,
        )
