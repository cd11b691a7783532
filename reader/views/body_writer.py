"""Puts words one below the other into a card's body."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from annotations import Status
from reader.theme.fonts import sans, serif
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import key_cap_size
from reader.views.card_body import (
    FAR_SIDE,
    SIDE,
    TEXT_INDENT,
    TOP,
    CardBody,
    CardState,
    HotKind,
    HotSpot,
)
from reader.views.card_sides import Excerpt
from reader.views.card_text import CardText
from reader.views.paragraph import Paragraph, Run


class BodyWriter:
    """A body and the place in it where the next part goes.

    Attributes:
        body: What has been written.
        y: Where the next part starts; a gap is an addition to it.
        left: Left edge of the text, right of the glyph where the card is not mirrored.
        right: Its right edge.
        ink: Colour of the severity.
    """

    def __init__(self, text: CardText, width: float, state: CardState, theme: Theme) -> None:
        self.text, self.state, self.theme = text, state, theme
        self.body = CardBody(width)
        is_withdrawn = text.status is Status.WITHDRAWN
        self.ink = theme.color(Role.TEXT3) if is_withdrawn else theme.severity(text.severity).ink
        self.y: float = TOP
        near, far = SIDE + TEXT_INDENT, FAR_SIDE
        self.left: float = far if state.rtl else near
        self.right: float = width - (near if state.rtl else far)

    def indent(self, near: float, far: float = 0.0) -> tuple[float, float]:
        """Left and right of a room indented at its leading and at its far side."""
        if self.state.rtl:
            return self.left + far, self.right - near
        return self.left + near, self.right - far

    def run(
        self,
        words: str,
        px: int,
        *,
        weight: int = 400,
        role: Role = Role.TEXT,
        color: QColor | None = None,
        tabular: bool = False,
    ) -> Run:
        """Words in Inter, in the colour of a role unless another is given."""
        return Run(words, sans(px, weight, tabular=tabular), color or self.theme.color(role))

    def say(
        self,
        words: str,
        px: int,
        pitch: int,
        *,
        weight: int = 400,
        role: Role = Role.TEXT,
        color: QColor | None = None,
        x: float | None = None,
        right: float | None = None,
    ) -> Paragraph:
        """Write one run and go on below it; `x` and `right` narrow its room."""
        run = self.run(words, px, weight=weight, role=role, color=color)
        return self.add([run], pitch, x=x, right=right)

    def add(
        self, runs: list[Run], pitch: int, *, x: float | None = None, right: float | None = None
    ) -> Paragraph:
        """Write a paragraph of runs and go on below it."""
        left = self.left if x is None else x
        edge = self.right if right is None else right
        rtl = self.state.rtl
        paragraph = Paragraph(runs, left, self.y, edge - left, pitch, align_right=rtl)
        self.body.paragraphs.append(paragraph)
        self.y = paragraph.bottom
        return paragraph

    def hot(
        self,
        kind: HotKind,
        rect: QRectF,
        name: str,
        *,
        tip: str = "",
        address: str = "",
        excerpt: Excerpt | None = None,
    ) -> None:
        """Make a part of the card something to press."""
        self.body.hot_spots.append(HotSpot(kind, rect, name, tip, address, excerpt))

    def cap(self, left: float, middle: float, keys: str) -> float:
        """Put a key cap at a height; its right edge, `left` where there are no keys."""
        if not keys:
            return left
        size = key_cap_size(keys)
        place = QRectF(left, middle - size.height() / 2, size.width(), size.height())
        self.body.key_caps.append((place, keys))
        return place.right()

    def excerpt_runs(self, excerpt: Excerpt, px: int) -> list[Run]:
        """Words of the article in the serif, the decisive ones on the fill."""
        plain, bold = serif(px), serif(px, 600)
        color = self.theme.color(Role.TEXT)
        fill = self.theme.severity(self.text.severity).rest
        runs, at = [], 0
        for start, end in excerpt.decisive:
            runs.append(Run(excerpt.text[at:start], plain, color))
            runs.append(Run(excerpt.text[start:end], bold, color, fill))
            at = end
        runs.append(Run(excerpt.text[at:], plain, color))
        return [run for run in runs if run.text]
