"""The inside of a card: where its words, badges and hot spots stand, and how high it is.

Made without a widget, so that a column can know the height of a card that is not alive; the
widget paints the very same body, so the two heights cannot differ. Places are pixels from
the card's upper left corner.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor

from annotations import Authority, Severity
from reader.theme.fonts import sans, serif
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.card_text import CardText, Excerpt, SourceText
from reader.views.paragraph import Paragraph, Run

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
    #: The triangle of the disclosure, and the key cap of "other side".
    triangle: QRectF | None = None
    key_cap: QRectF | None = None
    hot_spots: list[HotSpot] = field(default_factory=list)

    def disc_y(self, number: int) -> float:
        """Height at which the curve of a numbered side meets the card."""
        for center, found in self.discs:
            if found == number:
                return center.y()
        return CONNECT_Y


def lay_out_card(text: CardText, width: float, state: CardState, theme: Theme) -> CardBody:
    """Lay a card out at its full height, or cut at the limit.

    Args:
        text: What it says.
        width: Of the card, outline included.
        state: Open, whole, mirrored.
        theme: For the colours of the words; heights do not depend on it.
    """
    builder = _Builder(text, width, state, theme)
    builder.build()
    return builder.body


class _Builder:
    """Puts one part below the other; `y` is where the next one starts."""

    def __init__(self, text: CardText, width: float, state: CardState, theme: Theme) -> None:
        self.text, self.state, self.theme = text, state, theme
        self.body = CardBody(width)
        self.ink = theme.severity(text.severity).ink
        self.y: float = TOP
        near, far = SIDE + TEXT_INDENT, FAR_SIDE
        self.left = far if state.rtl else near
        self.right = width - (near if state.rtl else far)

    def build(self) -> None:
        """Lay out all parts in the card's order."""
        text = self.text
        self._head()
        if text.shows_pair:
            self._pair()
        for index, paragraph in enumerate(text.why):
            self.y += 6 if index else 8
            self._say(paragraph, 13, 20)
        if text.claim and self.state.shows_claim and not text.shows_pair:
            self._claim()
        if text.advice:
            self.y += 8
            self._add([self._run("Instead: ", 13, weight=600), self._run(text.advice, 13)], 20)
        self._sources()
        self._footer()
        self.body.height = round(self.y + BOTTOM)
        limit = self.state.limit_px
        if limit and not self.state.is_whole and self.body.height > limit:
            self._cut(limit)

    def _head(self) -> None:
        text, body = self.text, self.body
        glyph_x = body.width - SIDE - GLYPH if self.state.rtl else SIDE
        body.glyph = QRectF(glyph_x, self.y + 2, GLYPH, GLYPH)
        self._say(text.headline, 15, 22, weight=600)
        self.y += 4
        self._add(
            [
                self._run(text.severity_word, 12, weight=600, color=self.ink),
                self._run(f" · {text.category}", 12, role=Role.TEXT2),
            ],
            16,
        )
        if text.origin:
            self.y += 2
            self._say(text.origin, 12, 16, role=Role.TEXT2)

    def _pair(self) -> None:
        """The box with both sides of a contradiction."""
        self.y += 10
        top = self.y
        self.y += 8
        inner_left, inner_right = self._indent(41, 12)
        for excerpt in self.text.excerpts:
            if not excerpt.is_claim:
                self.y += 6
                self._say(
                    "conflicts with",
                    12,
                    16,
                    weight=600,
                    color=self.ink,
                    x=inner_left,
                    right=inner_right,
                )
                self.y += 6
            self._side(excerpt, inner_left, inner_right)
        self.y += 9
        self.body.boxes.append(
            QRectF(self.left + 0.5, top + 0.5, self.right - self.left - 1, self.y - top - 1)
        )
        self.y += 1

    def _side(self, excerpt: Excerpt, left: float, right: float) -> None:
        top = self.y
        disc_x = right + 19 if self.state.rtl else left - 19
        self.body.discs.append((QPointF(disc_x, top + 10), excerpt.number))
        is_elsewhere = bool(excerpt.article_uid)
        self._say(
            excerpt.place,
            12,
            16,
            x=left,
            right=right,
            role=Role.LINK if is_elsewhere else Role.TEXT2,
            weight=500 if is_elsewhere else 400,
        )
        self._add(self._excerpt_runs(excerpt, 15), 22, x=left, right=right)
        if excerpt.why:
            self._say(excerpt.why, 12, 17, role=Role.TEXT2, x=left, right=right)
        if excerpt.span is not None or is_elsewhere:
            where = "in the other article" if is_elsewhere else "in the text"
            self._hot(
                HotKind.PLACE,
                QRectF(self.left + 4, top - 4, self.right - self.left - 8, self.y - top + 8),
                f"Show this sentence {where}: {excerpt.text}",
                excerpt=excerpt,
            )

    def _excerpt_runs(self, excerpt: Excerpt, px: int) -> list[Run]:
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

    def _claim(self) -> None:
        self.y += 8
        top = self.y
        left, right = self._indent(12, 0)
        self._add(
            [
                self._run("The article says: ", 12, role=Role.TEXT3),
                Run(self.text.claim, serif(14), self.theme.color(Role.TEXT2)),
            ],
            20,
            x=left,
            right=right,
        )
        x = self.right - 2 if self.state.rtl else self.left
        self.body.rules.append(QRectF(x, top + 2, 2, self.y - top - 4))

    def _sources(self) -> None:
        text, state = self.text, self.state
        self.y += 10
        if not text.sources and not self._hidden_conflicts:
            self._say(text.sources_closed, 12, 16, role=Role.TEXT3)
            return
        top = self.y
        triangle_x = self.right - 8 if state.rtl else self.left
        self.body.triangle = QRectF(triangle_x, top + 6, 8, 8)
        left, right = self._indent(16, 0)
        question = self._add(
            [self._run("Why believe this?", 13, weight=600, role=Role.LINK)],
            20,
            x=left,
            right=right,
        )
        line = text.sources_open if state.is_open else text.sources_closed
        self._beside(question, line, top)
        action = "Hide" if state.is_open else "Show"
        self._hot(
            HotKind.DISCLOSURE,
            QRectF(self.left - 4, top - 2, self.right - self.left + 8, self.y - top + 4),
            f"Why believe this? {action} {line}",
        )
        if state.is_open:
            self.y += 6
            for source in text.sources:
                self._source(source)
            for excerpt in self._hidden_conflicts:
                self._conflict(excerpt)
            self.y -= 6

    @property
    def _hidden_conflicts(self) -> tuple[Excerpt, ...]:
        """Conflicts that stand under the sources, the card being no pair."""
        return () if self.text.shows_pair else self.text.conflicts

    def _beside(self, question: Paragraph, line: str, top: float) -> None:
        """Put the count of the sources on the line of the question, or below it."""
        run = self._run(line, 12, role=Role.TEXT3, tabular=True)
        free = self.right - self.left - 16 - question.natural_width - 10
        probe = Paragraph([run], 0, 0, 10_000, 20)
        if probe.natural_width + 1 > free:
            left, right = self._indent(16, 0)
            self._add([run], 16, x=left, right=right)
            return
        beside = self.right - free
        if self.state.rtl:
            beside = self.left
        wide = free if self.state.is_open else probe.natural_width + 2
        if not self.state.rtl and not self.state.is_open:
            beside = question.x + question.natural_width + 8
        self.body.paragraphs.append(
            Paragraph([run], beside, top, wide, 20, align_right=not self.state.rtl)
        )

    def _source(self, source: SourceText) -> None:
        left, right = self._row_start(source.rank_words, source.rank)
        ink = self.theme.severity(Severity.SERIOUS).ink
        runs = [self._run(f"{source.relation} ", 13, weight=600)]
        if source.is_retracted:
            runs.append(self._run("Retracted ", 13, weight=600, color=ink))
        color = self.theme.color(Role.TEXT)
        runs.append(Run(source.citation, sans(13, 500), color, strike=source.is_retracted))
        self._add(runs, 20, x=left, right=right)
        for paragraph in source.paragraphs:
            self._say(paragraph, 12, 17, role=Role.TEXT2, x=left, right=right)
        self._detail(source, left, right)
        self.y += 6

    def _detail(self, source: SourceText, left: float, right: float) -> None:
        """The last line of a source: where, when checked, and its address as a link."""
        runs = []
        if source.detail:
            runs.append(self._run(source.detail, 12, role=Role.TEXT3, tabular=True))
        if source.address:
            if runs:
                runs.append(self._run(" · ", 12, role=Role.TEXT3))
            link = self.theme.color(Role.LINK)
            runs.append(Run(source.host, sans(12), link, underline=True))
        if not runs:
            return
        top = self.y
        self._add(runs, 17, x=left, right=right)
        if source.address:
            self._hot(
                HotKind.LINK,
                QRectF(left - 3, top, right - left + 6, self.y - top),
                f"Open {source.citation} at {source.address}",
                tip=source.address,
                address=source.address,
            )

    def _conflict(self, excerpt: Excerpt) -> None:
        left, right = self._row_start("", None)
        top = self.y
        self._add(
            [
                self._run("conflicts with ", 13, weight=600),
                self._run(excerpt.place, 13, weight=500),
            ],
            20,
            x=left,
            right=right,
        )
        self._add(self._excerpt_runs(excerpt, 14), 20, x=left, right=right)
        if excerpt.why:
            self._say(excerpt.why, 12, 17, role=Role.TEXT2, x=left, right=right)
        self._hot(
            HotKind.PLACE,
            QRectF(self.left - 4, top - 3, self.right - self.left + 8, self.y - top + 6),
            f"Show this sentence in the text: {excerpt.text}",
            excerpt=excerpt,
        )
        self.y += 6

    def _row_start(self, rank_words: str, rank: Authority | None) -> tuple[float, float]:
        """A hairline, then a badge or the sign of a conflict; the room of the words."""
        self.body.hairlines.append((self.left, self.right, self.y))
        self.y += 7
        x = self.right - BADGE if self.state.rtl else self.left
        square = QRectF(x, self.y, BADGE, BADGE)
        if rank is None:
            self.body.conflict_signs.append(square)
        else:
            self.body.badges.append((square, rank, rank_words))
        return self._indent(SOURCE_INDENT, 0)

    def _footer(self) -> None:
        text = self.text
        self.y += 10
        has_other_side = len(text.excerpts) > 1
        room = 88 if has_other_side else 0
        left, right = self._indent(0, room)
        top = self.y
        self._add(
            [self._run(text.footer, 12, role=Role.TEXT3, tabular=True)], 16, x=left, right=right
        )
        if has_other_side:
            self._other_side(top)

    def _other_side(self, top: float) -> None:
        left, right = (
            (self.left, self.left + 80) if self.state.rtl else (self.right - 80, self.right)
        )
        cap = QRectF(right - 19, top - 2, 19, 20)
        self.body.key_cap = cap
        self.body.paragraphs.append(
            Paragraph(
                [self._run("other side", 12, role=Role.TEXT2)],
                left - 10,
                top,
                cap.left() - left + 5,
                16,
                align_right=True,
            )
        )
        self._hot(
            HotKind.OTHER_SIDE,
            QRectF(left - 6, top - 4, right - left + 8, 24),
            "Go to the other side of the contradiction",
            tip="Go to the other sentence",
        )

    def _cut(self, limit: int) -> None:
        """Keep what ends above the limit, and offer the rest."""
        body = self.body
        line = limit - BOTTOM - 28.0
        body.paragraphs = [p for p in body.paragraphs if p.keep_lines(line)]
        body.hairlines = [h for h in body.hairlines if h[2] < line]
        body.rules = [_cut_rect(r, line) for r in body.rules if r.top() < line]
        body.boxes = [_cut_rect(b, line) for b in body.boxes if b.top() < line - 20]
        body.badges = [b for b in body.badges if b[0].bottom() <= line]
        body.discs = [d for d in body.discs if d[0].y() + DISC / 2 <= line]
        body.conflict_signs = [s for s in body.conflict_signs if s.bottom() <= line]
        body.hot_spots = [h for h in body.hot_spots if h.rect.bottom() <= line + 4]
        if body.triangle is not None and body.triangle.bottom() > line:
            body.triangle = None
        if body.key_cap is not None and body.key_cap.bottom() > line:
            body.key_cap = None
        self.y = max((p.bottom for p in body.paragraphs), default=float(TOP)) + 8
        body.hairlines.append((self.left, self.right, self.y))
        self.y += 4
        top = self.y
        self._say("Show all", 13, 20, weight=600, role=Role.LINK)
        self._hot(
            HotKind.WHOLE,
            QRectF(self.left - 4, top - 2, self.right - self.left + 8, 24),
            "Show all of this caution",
        )
        body.height = round(self.y + BOTTOM - 4)

    def _indent(self, near: float, far: float) -> tuple[float, float]:
        """Left and right of the text's room, indented at its leading and its far side."""
        if self.state.rtl:
            return self.left + far, self.right - near
        return self.left + near, self.right - far

    def _run(
        self,
        words: str,
        px: int,
        *,
        weight: int = 400,
        role: Role = Role.TEXT,
        color: QColor | None = None,
        tabular: bool = False,
    ) -> Run:
        return Run(words, sans(px, weight, tabular=tabular), color or self.theme.color(role))

    def _say(
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
        run = self._run(words, px, weight=weight, role=role, color=color)
        return self._add([run], pitch, x=x, right=right)

    def _add(
        self, runs: list[Run], pitch: int, *, x: float | None = None, right: float | None = None
    ) -> Paragraph:
        left = self.left if x is None else x
        edge = self.right if right is None else right
        paragraph = Paragraph(runs, left, self.y, edge - left, pitch)
        self.body.paragraphs.append(paragraph)
        self.y = paragraph.bottom
        return paragraph

    def _hot(
        self,
        kind: HotKind,
        rect: QRectF,
        name: str,
        *,
        tip: str = "",
        address: str = "",
        excerpt: Excerpt | None = None,
    ) -> None:
        self.body.hot_spots.append(HotSpot(kind, rect, name, tip, address, excerpt))


def _cut_rect(rect: QRectF, bottom: float) -> QRectF:
    return QRectF(rect.left(), rect.top(), rect.width(), min(rect.bottom(), bottom) - rect.top())
