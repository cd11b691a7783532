"""The notes of an article as printed pages: every card whole, with its sources open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPagedPaintDevice, QPainter

from annotations import ReviewedArticle
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import load_theme
from reader.views.article_card_text import article_card_text
from reader.views.card_body import CardBody, CardState
from reader.views.card_builder import lay_out_card
from reader.views.card_painter import CardLook, paint_body, paint_frame
from reader.views.card_text import CardText, Words, card_text
from reader.views.print_foot import FOOT, PrintFoot

#: Pixels in which cards are laid out for an inch of paper.
DPI = 96.0
GAP = 14.0
_HEADING = 40.0


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """A card on paper."""

    #: The number beside its sentence in the text, from 1.
    number: int
    text: CardText
    body: CardBody


def printed_cards(reviewed: ReviewedArticle, words: Words, width: float) -> tuple[PrintedCard, ...]:
    """Lay all published notes out for paper, in the order of the article.

    Args:
        reviewed: The article.
        words: Formats of dates and citations.
        width: Of the page's inside in pixels of `DPI`.
    """
    theme = load_theme("light")
    state = CardState(is_open=True, is_whole=True, shows_claim=True, on_paper=True)
    total = len(reviewed.annotations)
    texts = [
        card_text(annotation, reviewed, words, order=order, total=total)
        for order, annotation in enumerate(reviewed.annotations, 1)
    ]
    return tuple(
        PrintedCard(number, text, lay_out_card(text, width, state, theme))
        for number, text in enumerate(texts, 1)
    )


def print_notes(
    painter: QPainter,
    device: QPagedPaintDevice,
    reviewed: ReviewedArticle,
    words: Words,
    foot: PrintFoot,
) -> None:
    """Print the notes on pages of their own, after what `painter` has printed so far.

    A card that fits on a page is never torn; a taller one goes on on the next page.

    Args:
        painter: Scaled to pixels of `DPI`.
        device: That it paints on.
        reviewed: The article.
        words: Formats of dates and citations.
        foot: Finishes each page.
    """
    width, height = foot.page.width(), foot.page.height() - FOOT
    summary = article_card_text(reviewed, words.format_date)
    device.newPage()
    _print_heading(painter, f"{summary.name}. {summary.coverage}.", width)
    y = _HEADING
    for card in printed_cards(reviewed, words, width):
        if y > 0 and y + card.body.height > height:
            foot.paint(painter)
            device.newPage()
            y = 0.0
        for index, part in enumerate(_slices(card.body.height, height)):
            if index:
                foot.paint(painter)
                device.newPage()
                y = 0.0
            _print_card(painter, card, part, y)
            y += part[1] - part[0]
        y += GAP
    foot.paint(painter)


def _print_heading(painter: QPainter, words: str, width: float) -> None:
    painter.setFont(sans(13, 600))
    painter.setPen(load_theme("light").color(Role.TEXT))
    box = QRectF(0, 0, width, _HEADING)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), words)


def _slices(height: float, page: float) -> Iterator[tuple[float, float]]:
    """Cut a height into parts that fit on pages, `[top, bottom)`."""
    top = 0.0
    while top < height:
        yield top, min(height, top + page)
        top += page


def _print_card(painter: QPainter, card: PrintedCard, part: tuple[float, float], y: float) -> None:
    body, text = card.body, card.text
    look = CardLook(load_theme("light"), text.severity, is_open=True)
    painter.save()
    painter.setClipRect(QRectF(0, y, body.width, part[1] - part[0]))
    painter.translate(QPointF(0, y - part[0]))
    paint_frame(painter, QRectF(0, 0, body.width, body.height), look)
    paint_body(painter, body, look)
    painter.setFont(sans(12, 600, tabular=True))
    painter.setPen(look.theme.severity(text.severity).ink)
    below_glyph = body.glyph.translated(0, body.glyph.height() + 2)
    painter.drawText(
        below_glyph.adjusted(-9, 0, 9, 0), Qt.AlignmentFlag.AlignCenter, str(card.number)
    )
    painter.restore()
