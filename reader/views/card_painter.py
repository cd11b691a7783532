"""How a card looks: frame, bar and everything that its body holds, drawn from the theme."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPagedPaintDevice, QPainter, QPainterPath, QPen

from annotations import Severity, Status
from reader.theme.fonts import sans
from reader.theme.glyphs import (
    draw_severity_glyph,
    paint_conflict_glyph,
    paint_disclosure,
    paint_rank_badge,
    paint_severity_glyph,
)
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import elide, paint_key_cap
from reader.views.card_body import BAR, FOLDED_HEIGHT, CardBody
from reader.views.card_text import CardText
from reader.views.connectors import paint_disc

RADIUS = 8
_FOLDED_GLYPH, _FOLDED_BADGE = 16, 18
#: The glyph of a withdrawn note; its status is said in words beside it.
_WITHDRAWN_OPACITY = 0.5


@dataclass(frozen=True, slots=True)
class CardLook:
    """What changes how a card is painted, but not its height."""

    theme: Theme
    severity: Severity
    is_active: bool = False
    is_hovered: bool = False
    is_open: bool = False
    rtl: bool = False
    status: Status = Status.READY

    @property
    def ink(self) -> QColor:
        """Colour of bar, outline and discs: of the severity, grey once it is withdrawn."""
        if self.status is Status.WITHDRAWN:
            return self.theme.color(Role.EDGE)
        return self.theme.severity(self.severity).ink


def paint_frame(painter: QPainter, rect: QRectF, look: CardLook, radius: float = RADIUS) -> None:
    """Fill, severity bar at the leading edge, outline."""
    theme, ink = look.theme, look.ink
    outline, bar = _frame_paths(rect.getRect(), radius, look.rtl)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(outline, theme.color(Role.SURFACE))
    if look.is_active:
        pen = QPen(ink, 2)
    else:
        pen = QPen(theme.color(Role.POPUP_EDGE if look.is_hovered else Role.LINE), 1)
    if look.status is Status.DRAFT:
        if not look.is_active:
            pen.setColor(theme.color(Role.EDGE))
        pen.setDashPattern([4 / pen.widthF(), 3 / pen.widthF()])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    half = pen.widthF() / 2
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)
    painter.fillPath(bar, ink)


@lru_cache(maxsize=64)
def _frame_paths(
    place: tuple[float, float, float, float],
    radius: float,
    rtl: bool,  # noqa: FBT001 - part of the key of the cache
) -> tuple[QPainterPath, QPainterPath]:
    """Outline and bar of a card; all folded cards share theirs."""
    rect = QRectF(*place)
    outline = QPainterPath()
    outline.addRoundedRect(rect, radius, radius)
    bar = QRectF(rect.left(), rect.top(), BAR, rect.height())
    if rtl:
        bar.moveRight(rect.right())
    edge = QPainterPath()
    edge.addRect(bar)
    return outline, outline.intersected(edge)


def paint_body(
    painter: QPainter,
    body: CardBody,
    look: CardLook,
    selection: dict[int, tuple[int, int]] | None = None,
) -> None:
    """Draw what a card holds.

    Args:
        painter: Moved to the card's upper left corner.
        body: Laid out with the same theme.
        look: Active, hovered, open.
        selection: Selected text positions by index of the paragraph.
    """
    theme = look.theme
    for row in body.fills:
        painter.fillRect(row, theme.color(Role.SUNKEN))
    _paint_glyph(painter, body.glyph, look)
    painter.setPen(QPen(theme.color(Role.LINE), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for box in body.boxes:
        painter.drawRoundedRect(box, 6, 6)
    for left, right, y in body.hairlines:
        painter.fillRect(QRectF(left, round(y), right - left, 1), theme.color(Role.LINE))
    for rule in body.rules:
        painter.fillRect(rule, theme.color(Role.EDGE))
    for index, paragraph in enumerate(body.paragraphs):
        chosen = selection.get(index) if selection else None
        paragraph.paint(painter, theme, chosen)
    _paint_signs(painter, body, look)
    if body.triangle is not None:
        paint_disclosure(
            painter, body.triangle, theme.color(Role.LINK), open=look.is_open, is_rtl=look.rtl
        )
    for place, keys in body.key_caps:
        paint_key_cap(painter, place, keys, theme)


def _paint_signs(painter: QPainter, body: CardBody, look: CardLook) -> None:
    """Draw what stands before words: ranks, conflicts, numbers of sides, warnings."""
    theme = look.theme
    for square, authority, _words in body.badges:
        paint_rank_badge(painter, square, authority, theme)
    for square in body.conflict_signs:
        paint_conflict_glyph(painter, square, look.ink)
    for center, number in body.discs:
        paint_disc(painter, center, number, look.ink, theme)
    for square in body.warning_signs:
        _paint_sign(painter, square, Severity.MODERATE, theme)


def paint_folded(painter: QPainter, width: float, text: CardText, look: CardLook) -> None:
    """Draw the one line of a folded card: glyph, headline, best rank."""
    theme = look.theme
    middle = FOLDED_HEIGHT / 2
    glyph = QRectF(17, middle - _FOLDED_GLYPH / 2, _FOLDED_GLYPH, _FOLDED_GLYPH)
    words = QRectF(41, 0, width - 41 - 40, FOLDED_HEIGHT)
    badge = QRectF(width - 13 - _FOLDED_BADGE, middle - 9, _FOLDED_BADGE, _FOLDED_BADGE)
    if look.rtl:
        for rect in (glyph, words, badge):
            rect.moveLeft(width - rect.right())
    _paint_glyph(painter, glyph, look)
    font = sans(13, 500)
    painter.setFont(font)
    painter.setPen(theme.color(Role.TEXT3 if look.status is Status.WITHDRAWN else Role.TEXT))
    side = Qt.AlignmentFlag.AlignRight if look.rtl else Qt.AlignmentFlag.AlignLeft
    painter.drawText(
        words,
        int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine),
        elide(_folded_words(text), font, words.width()),
    )
    if text.best_rank is not None:
        paint_rank_badge(painter, badge, text.best_rank, theme)


def _folded_words(text: CardText) -> str:
    word = text.status_word or text.doubt_word
    return f"{word}: {text.headline}" if word else text.headline


def _paint_glyph(painter: QPainter, rect: QRectF, look: CardLook) -> None:
    painter.save()
    if look.status is Status.WITHDRAWN:
        painter.setOpacity(_WITHDRAWN_OPACITY)
    _paint_sign(painter, rect, look.severity, look.theme, filled=look.is_active)
    painter.restore()


def _paint_sign(
    painter: QPainter, rect: QRectF, severity: Severity, theme: Theme, *, filled: bool = False
) -> None:
    """Crisp on the screen, from paths on paper."""
    if isinstance(painter.device(), QPagedPaintDevice):
        paint_severity_glyph(painter, rect, severity, theme, filled=filled)
    else:
        size = round(rect.width())
        draw_severity_glyph(painter, rect.topLeft(), severity, size, theme, filled=filled)
