"""Where the sentences that are to be checked begin: what a review shows in the gutter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextBlock

from annotations import SentenceState, Span
from reader.theme.glyphs import paint_check
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.sentence_cursor import SentenceMap
from reader.views.text_places import TextPlaces

_RING, _EDGE = 6.4, 1.4
#: Side of the square of the check.
_CHECK = 12.0


@dataclass(frozen=True, slots=True)
class SentenceBegin:
    """A sentence that begins on a line and has a sign of its own there."""

    #: Index of the sentence.
    index: int
    #: Code point at which it begins.
    start: int
    state: SentenceState


class SentenceGutter:
    """The states of the sentences of one article, by place."""

    def __init__(self, sentences: SentenceMap, states: Sequence[SentenceState]) -> None:
        self._sentences = sentences
        self._states = states

    def begins(
        self, text_block: QTextBlock, places: TextPlaces
    ) -> list[tuple[QRectF, SentenceBegin]]:
        """Unseen and checked sentences that begin in a text block, with the box of the line.

        A flagged one is left out: the sign of its note says it.
        """
        chunk = places.bridge.chunk_of(text_block)
        if chunk is None:
            return []
        shown = [
            index
            for index in self._sentences.starts_in(Span(chunk.start, chunk.end))
            if self._sentences.number(index) and self._states[index] is not SentenceState.FLAGGED
        ]
        starts = [self._sentences.sentences[index].start for index in shown]
        lines = places.lines_at(text_block, [chunk.to_units(start) for start in starts])
        return [
            (line, SentenceBegin(index, start, self._states[index]))
            for index, start, line in zip(shown, starts, lines, strict=True)
        ]


def paint_state(painter: QPainter, center: QPointF, state: SentenceState, theme: Theme) -> None:
    """Draw the sign of an unseen or a checked sentence."""
    if state is SentenceState.OK:
        square = QRectF(center.x() - _CHECK / 2, center.y() - _CHECK / 2, _CHECK, _CHECK)
        paint_check(painter, square, theme.color(Role.ACCENT))
        return
    painter.setPen(QPen(theme.color(Role.EDGE), _EDGE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = _RING / 2
    painter.drawEllipse(center, radius, radius)
