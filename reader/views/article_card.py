"""The card of the whole article: first in the column, or a strip above a narrow page."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from annotations import Severity
from reader.theme.fonts import sans
from reader.theme.glyphs import draw_severity_glyph, paint_disclosure
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import FOCUS_MARGIN_PX, elide
from reader.views.article_card_text import ArticleCardText, WorstRow
from reader.views.hot_spot import HotSpotButton
from reader.views.paragraph import Paragraph, Run

HALO = FOCUS_MARGIN_PX
_SIDE, _TOP, _BOTTOM = 21, 15, 17
_ROW, _GLYPH = 24, 16
_BAR_WIDTH, _BAR_HEIGHT = 56, 6


@dataclass(slots=True)
class ArticleCardBody:
    """Where everything stands, in pixels from the card's upper left corner."""

    width: float
    height: float = 0.0
    paragraphs: list[Paragraph] = field(default_factory=list)
    glyphs: list[tuple[QRectF, Severity]] = field(default_factory=list)
    hairlines: list[float] = field(default_factory=list)
    rows: list[tuple[QRectF, WorstRow]] = field(default_factory=list)
    bar: QRectF = field(default_factory=QRectF)
    #: Of the disclosure on a compact card.
    triangle: QRectF | None = None
    is_expanded: bool = False
    rtl: bool = False


def lay_out_article_card(
    text: ArticleCardText,
    width: float,
    theme: Theme,
    *,
    rtl: bool = False,
    is_compact: bool = False,
    is_expanded: bool = False,
) -> ArticleCardBody:
    """Lay the article card out in a width; without a widget, so that its height is known.

    Args:
        text: What it says.
        width: Of the card.
        theme: For the colours of the words.
        rtl: True beside a right-to-left article.
        is_compact: True above the title of a narrow page: the worst three show on demand.
        is_expanded: True while they do.
    """
    layout = _Layout(text, width, theme, rtl=rtl)
    layout.build(is_compact=is_compact, is_expanded=is_expanded)
    return layout.body


class _Layout:
    def __init__(self, text: ArticleCardText, width: float, theme: Theme, *, rtl: bool) -> None:
        self.text, self.theme, self.rtl = text, theme, rtl
        self.body = ArticleCardBody(width, rtl=rtl)
        self.left, self.right = _SIDE, width - _SIDE
        self.y: float = _TOP

    def build(self, *, is_compact: bool, is_expanded: bool) -> None:
        text = self.text
        self._say(text.overall, 16, 24, 600)
        if is_compact and text.worst:
            self._expander(self.y - 22)
            self.body.is_expanded = is_expanded
        self._say(text.reason, 13, 20, 400, Role.TEXT2)
        if text.counts:
            self.y += 10
            self._counts()
            self.y += 1
        if text.counts and (is_expanded or not is_compact):
            self.y += 1
            self._hairline()
            self.y += 10
            self._say(text.worst_heading, 12, 16, 600, Role.TEXT2)
            self.y += 4
            self._worst()
        if is_compact and not is_expanded:
            self.y -= 4
        else:
            self._hairline()
        self._coverage()
        self.body.height = round(self.y + _BOTTOM)

    def _expander(self, y: float) -> None:
        """The disclosure of the worst cautions, at the far end of the first line."""
        run = Run(self.text.worst_heading, sans(13, 600), self.theme.color(Role.LINK))
        wide = Paragraph([run], 0, 0, 10_000, 20).natural_width + 2
        room = self._mirrored(self.right - wide, y, wide, 20)
        self.body.paragraphs.append(Paragraph([run], room.x(), y, wide, 20))
        self.body.triangle = self._mirrored(self.right - wide - 14, y + 6, 8, 8)

    def _counts(self) -> None:
        """Glyph and words for each severity; on a second line where they do not fit."""
        x, first = float(self.left), True
        for severity, count in self.text.counts:
            words = f"{count} {severity.label.lower()}"
            run = Run(words, sans(13, 600, tabular=True), self.theme.severity(severity).ink)
            probe = Paragraph([run], 0, 0, 10_000, 20)
            wide = probe.natural_width + 2
            if not first and x + 22 + wide > self.right + 4:
                x, self.y = float(self.left), self.y + _ROW
            self.body.glyphs.append((self._mirrored(x, self.y + 2, _GLYPH, _GLYPH), severity))
            room = self._mirrored(x + 22, self.y, wide, 20)
            self.body.paragraphs.append(Paragraph([run], room.x(), room.y(), wide, 20))
            x, first = x + 22 + wide + 14, False
        self.y += 20

    def _worst(self) -> None:
        font = sans(13)
        room = self.right - self.left - 24
        for row in self.text.worst:
            glyph = self._mirrored(self.left, self.y + 4, _GLYPH, _GLYPH)
            self.body.glyphs.append((glyph, row.severity))
            run = Run(elide(row.headline, font, room), font, self.theme.color(Role.TEXT))
            place = self._mirrored(self.left + 24, self.y + 2, room, 20)
            self.body.paragraphs.append(
                Paragraph([run], place.x(), place.y(), room, 20, align_right=self.rtl)
            )
            area = QRectF(self.left - 6, self.y, self.right - self.left + 12, _ROW)
            self.body.rows.append((area, row))
            self.y += _ROW

    def _coverage(self) -> None:
        self.y += 12
        self.body.bar = self._mirrored(self.left, self.y + 5, _BAR_WIDTH, _BAR_HEIGHT)
        near = _BAR_WIDTH + 12
        left = self.left if self.rtl else self.left + near
        run = Run(self.text.coverage, sans(12, tabular=True), self.theme.color(Role.TEXT2))
        width = self.right - self.left - near
        paragraph = Paragraph([run], left, self.y, width, 16, align_right=self.rtl)
        self.body.paragraphs.append(paragraph)
        self.y = paragraph.bottom

    def _hairline(self) -> None:
        self.y += 8
        self.body.hairlines.append(self.y)
        self.y += 1

    def _say(self, words: str, px: int, pitch: int, weight: int, role: Role = Role.TEXT) -> None:
        run = Run(words, sans(px, weight), self.theme.color(role))
        paragraph = Paragraph(
            [run], self.left, self.y, self.right - self.left, pitch, align_right=self.rtl
        )
        self.body.paragraphs.append(paragraph)
        self.y = paragraph.bottom

    def _mirrored(self, x: float, y: float, width: float, height: float) -> QRectF:
        left = self.body.width - x - width if self.rtl else x
        return QRectF(left, y, width, height)


class ArticleCard(QWidget):
    """The article card as a widget.

    Signals:
        note_requested: uid of a note of the worst three.
        expansion_changed: The worst three of a compact card were shown or hidden.
    """

    note_requested = Signal(str)
    expansion_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text: ArticleCardText | None = None
        self._body = ArticleCardBody(0)
        self._rows: list[HotSpotButton] = []
        self._is_expanded = False
        self._expander = HotSpotButton(theme, self)
        self._expander.clicked.connect(self._on_expander_clicked)

    @property
    def is_expanded(self) -> bool:
        """True where a compact card shows its worst three."""
        return self._is_expanded

    @property
    def rows(self) -> tuple[HotSpotButton, ...]:
        """Its buttons, in reading order: the disclosure of a compact card, the worst three."""
        rows = self._rows[: len(self._body.rows)]
        return (self._expander, *rows) if self._body.triangle is not None else tuple(rows)

    @property
    def card_rect(self) -> QRectF:
        """The card itself, without the room of focus rings."""
        return QRectF(self.rect()).adjusted(HALO, HALO, -HALO, -HALO)

    def show_article(self, text: ArticleCardText, body: ArticleCardBody, theme: Theme) -> None:
        """Show an article; `body` was laid out from `text` in the same theme."""
        self._text, self._body, self._theme = text, body, theme
        self.resize(round(body.width) + 2 * HALO, round(body.height) + 2 * HALO)
        self.setAccessibleName(text.name)
        self.setAccessibleDescription(f"{text.reason}\n{text.coverage}")
        while len(self._rows) < len(body.rows):
            button = HotSpotButton(theme, self)
            button.clicked.connect(self._on_row_clicked)
            self._rows.append(button)
        for index, button in enumerate(self._rows):
            button.setVisible(index < len(body.rows))
            if index < len(body.rows):
                area, row = body.rows[index]
                name = f"{row.severity.label} caution: {row.headline}"
                button.set_theme(theme)
                button.place(area.translated(HALO, HALO), name, row.headline, takes_focus=True)
        self._expander.setVisible(body.triangle is not None)
        if body.triangle is not None:
            head = QRectF(_SIDE - 6, 8, body.width - 2 * _SIDE + 12, 28)
            action = "Hide" if body.is_expanded else "Show"
            name = f"{text.overall}. {action} the worst cautions"
            self._expander.set_theme(theme)
            self._expander.place(head.translated(HALO, HALO), name, "", takes_focus=True)
        self.update()

    def _on_expander_clicked(self) -> None:
        self._is_expanded = not self._is_expanded
        self.expansion_changed.emit()

    def _on_row_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, HotSpotButton) and button in self._rows:
            self.note_requested.emit(self._body.rows[self._rows.index(button)][1].uid)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._text is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(HALO, HALO)
        theme, body = self._theme, self._body
        painter.setPen(QPen(theme.color(Role.LINE), 1))
        painter.setBrush(theme.color(Role.SURFACE))
        painter.drawRoundedRect(QRectF(0.5, 0.5, body.width - 1, body.height - 1), 7.5, 7.5)
        for y in body.hairlines:
            painter.fillRect(QRectF(_SIDE, y, body.width - 2 * _SIDE, 1), theme.color(Role.LINE))
        for rect, severity in body.glyphs:
            draw_severity_glyph(painter, rect.topLeft(), severity, _GLYPH, theme)
        for paragraph in body.paragraphs:
            paragraph.paint(painter, theme)
        if body.triangle is not None:
            color = theme.color(Role.LINK)
            paint_disclosure(painter, body.triangle, color, open=body.is_expanded, is_rtl=body.rtl)
        self._paint_bar(painter, body.bar, self._text.share)

    def _paint_bar(self, painter: QPainter, rect: QRectF, share: float) -> None:
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(self._theme.color(Role.TRACK))
        painter.drawRoundedRect(rect, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
        if share > 0:
            done = QRectF(rect)
            done.setWidth(max(_BAR_HEIGHT, rect.width() * min(1.0, share)))
            painter.setBrush(self._theme.color(Role.ACCENT))
            painter.drawRoundedRect(done, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
