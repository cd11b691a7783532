"""Selected words of a card: from one place in its paragraphs to another."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from reader.views.card_body import CardBody
from reader.views.wording import without_isolates

#: Index of the paragraph and text position in it, UTF-16 units.
Place = tuple[int, int]


class CardSelection:
    """Where a selection began and where it ends; empty at first."""

    def __init__(self) -> None:
        self._anchor: Place = (0, 0)
        self._end: Place = (0, 0)

    def clear(self) -> None:
        """Select nothing."""
        self._anchor = self._end = (0, 0)

    def begin(self, body: CardBody, point: QPointF) -> None:
        """Start at a point in the card."""
        self._anchor = self._end = _place_at(body, point)

    def extend(self, body: CardBody, point: QPointF) -> None:
        """Select from where it began to a point."""
        self._end = _place_at(body, point)

    def select_all(self, body: CardBody) -> None:
        """Select every word that is shown."""
        last = len(body.paragraphs) - 1
        self._anchor = (0, 0)
        self._end = (last, body.paragraphs[last].visible_end) if last >= 0 else (0, 0)

    def select_word(self, body: CardBody, point: QPointF) -> None:
        """Select the word at a point."""
        index, position = _place_at(body, point)
        if index < len(body.paragraphs):
            start, end = body.paragraphs[index].word_at(position)
            self._anchor, self._end = (index, start), (index, end)

    def is_over_text(self, body: CardBody, point: QPointF) -> bool:
        """True where a point lies on a paragraph."""
        return any(paragraph.rect.contains(point) for paragraph in body.paragraphs)

    def by_paragraph(self, body: CardBody) -> dict[int, tuple[int, int]]:
        """Selected text positions of each paragraph that has any."""
        first, last = sorted((self._anchor, self._end))
        if first == last:
            return {}
        found = {}
        for index in range(first[0], min(last[0] + 1, len(body.paragraphs))):
            end = body.paragraphs[index].visible_end
            start = first[1] if index == first[0] else 0
            stop = min(last[1], end) if index == last[0] else end
            if start < stop:
                found[index] = (start, stop)
        return found

    def text(self, body: CardBody) -> str:
        """The selected words; paragraphs on lines of their own."""
        parts = []
        for index, (start, stop) in self.by_paragraph(body).items():
            units = body.paragraphs[index].text.encode("utf-16-le", "surrogatepass")
            words = units[2 * start : 2 * stop].decode("utf-16-le", "replace")
            parts.append(words.replace("\u2028", "\n"))
        return without_isolates("\n".join(parts))


def _place_at(body: CardBody, point: QPointF) -> Place:
    """The place nearest to a point: in the paragraph on that height, else the one above."""
    best = 0
    for index, paragraph in enumerate(body.paragraphs):
        if paragraph.y <= point.y():
            beside = paragraph.x <= point.x() < paragraph.x + paragraph.width
            same_line = paragraph.y == body.paragraphs[best].y and index != best
            if not same_line or beside:
                best = index
    if not body.paragraphs:
        return 0, 0
    return best, body.paragraphs[best].position_at(point)
