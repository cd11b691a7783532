"""The sources that match what is typed, below the field; it never takes the keyboard."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotations import SourceHit, short_citation
from reader.theme.fonts import sans
from reader.theme.glyphs import paint_rank_badge
from reader.theme.painting import elide, key_cap_size, paint_key_cap
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.wording import counted, isolate, one_line

ROW_PX = 42
MOST_ROWS = 6
_PADDING = 5
_GAP = 4
#: Room around the popup for its shadow.
SHADOW = 8
_BADGE = 20
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine

#: With so many rows below the field the list stays there.
_FEW_ROWS = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """One row: a known source, a text to make one from, or a word on what is missing."""

    title: str
    detail: str = ""
    hit: SourceHit | None = None
    #: What to make a source from; empty where there is nothing to make.
    text: str = ""

    @property
    def is_choice(self) -> bool:
        """True where Enter does something."""
        return self.hit is not None or bool(self.text)

    @classmethod
    def of_hit(cls, hit: SourceHit) -> Offer:
        """The row of a source of the library."""
        source = hit.source
        cited = short_citation(source)
        title = one_line(source.title)
        words = cited if title in cited or not source.authors else f"{cited}, {title}"
        where = source.container or source.publisher
        used = f"cited in {counted(hit.cited_in, 'note')}" if hit.cited_in else "not cited yet"
        parts = (isolate(one_line(where)) if where else "", used)
        return cls(isolate(words), " \u00b7 ".join(part for part in parts if part), hit)


class SourcePopup(QWidget):
    """A list over everything else, as wide as the field.

    Signals:
        chosen: Index of the row that was pressed.
        marked_changed: Another row is marked.
    """

    chosen = Signal(int)
    marked_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._offers: tuple[Offer, ...] = ()
        self._marked = -1
        #: Index of the first row that shows, and how many do.
        self._first, self._visible = 0, MOST_ROWS
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Sources")
        self.hide()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The rows."""
        return self._offers

    @property
    def marked(self) -> int:
        """Index of the row that Enter takes; -1 where there is none."""
        return self._marked

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.update()

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Show these rows, the first that can be taken marked."""
        self._offers = offers[:MOST_ROWS]
        choices = (at for at, offer in enumerate(self._offers) if offer.is_choice)
        self._marked = next(choices, -1)
        self._first = 0
        self._tell()

    def step(self, by: int) -> None:
        """Mark the row after or before, round the ends."""
        choices = [at for at, offer in enumerate(self._offers) if offer.is_choice]
        if choices:
            at = choices.index(self._marked) if self._marked in choices else -1
            self._marked = choices[(at + by) % len(choices)]
            self._tell()

    def lie_at(self, field: QRect, room: QRect) -> None:
        """Take the place 4 px below a field, or above it where three rows have no room there.

        Rows that do not fit come up as they are marked.

        Args:
            field: Of the field's box, in the parent's coordinates.
            room: That may be covered, likewise.
        """
        below = _rows_in(room.bottom() - field.bottom() - _GAP)
        above = _rows_in(field.top() - room.top() - _GAP)
        wanted = len(self._offers)
        goes_below = below >= min(wanted, _FEW_ROWS) or below >= above
        self._visible = max(1, min(wanted, below if goes_below else above))
        height = self._visible * ROW_PX + 2 * _PADDING
        self._show_marked()
        top = field.bottom() + 1 + _GAP if goes_below else field.top() - _GAP - height
        body = QRect(field.left(), top, field.width(), height)
        self.setGeometry(body.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = self._body()
        self._paint_shadow(painter, body)
        painter.setPen(QPen(self._theme.color(Role.POPUP_EDGE), 1))
        painter.setBrush(self._theme.color(Role.SURFACE))
        painter.drawRoundedRect(body.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        for at in self._shown():
            is_marked = at == self._marked
            self._paint_row(painter, self._row_rect(at), self._offers[at], is_marked=is_marked)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().toPoint())
        if at >= 0 and at != self._marked:
            self._marked = at
            self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().toPoint())
        if at >= 0:
            self.chosen.emit(at)

    def spoken(self) -> str:
        """The marked row in words, with its place in the list."""
        if self._marked < 0:
            return self._offers[0].title if self._offers else ""
        offer = self._offers[self._marked]
        rank = ""
        if offer.hit is not None:
            of = offer.hit.source.rank
            rank = f", {of.value}, {of.label}"
        place = f"{self._marked + 1} of {len(self._offers)}"
        return f"{place}: {offer.title}{rank}. {offer.detail}. Enter adds it."

    def _tell(self) -> None:
        self._show_marked()
        self.setAccessibleDescription(self.spoken())
        self.marked_changed.emit()
        self.update()

    def _show_marked(self) -> None:
        """Bring the marked row among those that show."""
        if self._marked >= 0:
            first = max(self._first, self._marked - self._visible + 1)
            self._first = min(first, self._marked)

    def _shown(self) -> range:
        return range(self._first, min(self._first + self._visible, len(self._offers)))

    def _body(self) -> QRectF:
        return QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    def _row_rect(self, at: int) -> QRectF:
        body = self._body()
        top = body.top() + _PADDING + (at - self._first) * ROW_PX
        return QRectF(body.left() + 1, top, body.width() - 2, ROW_PX)

    def _row_at(self, point: QPoint) -> int:
        for at in self._shown():
            if self._offers[at].is_choice and self._row_rect(at).contains(point.toPointF()):
                return at
        return -1

    def _paint_shadow(self, painter: QPainter, body: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        for step in range(SHADOW - 1, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 9))
            grown = body.adjusted(-step * 0.6, -step * 0.2, step * 0.6, step)
            painter.drawRoundedRect(grown, 8 + step * 0.6, 8 + step * 0.6)

    def _paint_row(self, painter: QPainter, row: QRectF, offer: Offer, *, is_marked: bool) -> None:
        theme = self._theme
        if is_marked:
            painter.fillRect(row, theme.color(Role.ACCENT_BG))
        left = row.left() + 10
        if offer.hit is not None:
            badge = QRectF(left, row.center().y() - _BADGE / 2, _BADGE, _BADGE)
            paint_rank_badge(painter, badge, offer.hit.source.rank, theme)
        elif offer.is_choice:
            self._paint_plus(painter, QRectF(left, row.center().y() - 10, 20, 20))
        left += _BADGE + 10
        right = row.right() - 11
        if is_marked:
            cap = key_cap_size("Enter")
            box = QRectF(right - cap.width(), row.center().y() - 9, cap.width(), cap.height())
            paint_key_cap(painter, box, "Enter", theme)
            right = box.left() - 12
        room = right - left
        font = sans(13, 600 if offer.is_choice else 400)
        painter.setFont(font)
        painter.setPen(theme.color(Role.TEXT if offer.is_choice else Role.TEXT3))
        top = row.top() + (3 if offer.detail else 11)
        painter.drawText(QRectF(left, top, room, 20), _LEFT, elide(offer.title, font, room))
        if offer.detail:
            font = sans(12)
            painter.setFont(font)
            painter.setPen(theme.color(Role.TEXT3))
            painter.drawText(
                QRectF(left, row.top() + 21, room, 17), _LEFT, elide(offer.detail, font, room)
            )

    def _paint_plus(self, painter: QPainter, box: QRectF) -> None:
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color(Role.EDGE), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        pen = QPen(self._theme.color(Role.TEXT), 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        at = box.center()
        painter.drawLine(at + QPoint(-4, 0), at + QPoint(4, 0))
        painter.drawLine(at + QPoint(0, -4), at + QPoint(0, 4))
        painter.restore()


def _rows_in(pixels: int) -> int:
    return max(0, (pixels - 2 * _PADDING) // ROW_PX)
