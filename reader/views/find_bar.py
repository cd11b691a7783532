"""The bar that finds words in the article: field, count, previous and next."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from annotations import Span
from reader.theme.fonts import sans
from reader.theme.glyphs import paint_search
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import TextButton, paint_focus_ring
from reader.views.article_view import ArticleView
from reader.views.find import MAX_HITS

_HEIGHT = 48
_FIELD_WIDTH = 280


class FindField(QLineEdit):
    """A field for words, painted in the window's own style; its ring is always drawn."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setFrame(False)
        self.setFont(sans(13))
        self.setFixedSize(_FIELD_WIDTH, 40)
        # Room for the ring around the field of 32 px and for the sign before the words.
        self.setTextMargins(32, 4, 12, 4)
        self.setPlaceholderText("Find in this article")
        self.setAccessibleName("Find in this article")
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field under its words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = QRectF(self.rect()).adjusted(4.5, 4.5, -4.5, -4.5)
        painter.setPen(QPen(self._theme.color(Role.EDGE), 1))
        painter.setBrush(self._theme.color(Role.SURFACE))
        painter.drawRoundedRect(field, 6, 6)
        if self.hasFocus():
            paint_focus_ring(painter, field.adjusted(1, 1, -1, -1), self._theme, 5)
        sign = QRectF(field.left() + 9, field.center().y() - 7, 14, 14)
        paint_search(painter, sign, self._theme.color(Role.TEXT3))
        painter.end()
        super().paintEvent(event)


class FindBar(QWidget):
    """Finds words in an article view and steps through the hits.

    Signals:
        closed(): Esc or the button; the hits are gone by then.
    """

    closed = Signal()

    def __init__(self, view: ArticleView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self._hits: tuple[Span, ...] = ()
        self._current: int | None = None
        #: Where the search begins: the first code point on screen when the bar opened.
        self._origin = 0
        self.field = FindField(theme)
        self._previous = TextButton("Previous", theme)
        self._next = TextButton("Next", theme)
        self._done = TextButton("Close", theme, keys="Esc")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(4)
        row.addWidget(self.field)
        row.addSpacing(132)
        for button in (self._previous, self._next, self._done):
            row.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.field.textChanged.connect(self._on_words_changed)
        self._previous.clicked.connect(self.find_previous)
        self._next.clicked.connect(self.find_next)
        self._done.clicked.connect(self.close_bar)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for widget in (self.field, self._previous, self._next, self._done):
            widget.set_theme(theme)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its parts, 48 high."""
        return QSize(self._row.sizeHint().width(), _HEIGHT)

    @property
    def count_words(self) -> str:
        """What the bar says of the hits: "3 of 12", "Not found", or nothing."""
        if not self.field.text().strip():
            return ""
        if not self._hits:
            return "Not found"
        of = f"{MAX_HITS:,}+" if len(self._hits) == MAX_HITS else f"{len(self._hits):,}"
        return f"{(self._current or 0) + 1:,} of {of}"

    def open_bar(self) -> None:
        """Show the bar with the selected words, or those of last time, ready to type over."""
        self._origin = self._view.visible_span().start
        selected = self._view.selected_text()
        self.show()
        if selected and "\n" not in selected:
            self.field.setText(selected)
        self._search()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_bar(self) -> None:
        """Hide the bar and the hits; the article keeps its place and takes the focus."""
        self.hide()
        self._hits, self._current = (), None
        self._view.set_find_hits(())
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def find_next(self) -> None:
        """Go to the next hit, from the last to the first."""
        self._step(1)

    def find_previous(self) -> None:
        """Go to the hit before, from the first to the last."""
        self._step(-1)

    def search_again(self) -> None:
        """Search the article that is shown now: another one came while the bar was open."""
        self._origin = 0
        self._search()

    def _on_words_changed(self) -> None:
        self._search()

    def _search(self) -> None:
        self._hits = self._view.find_all(self.field.text())
        self._current = None
        if self._hits:
            at = bisect_left(self._hits, self._origin, key=lambda hit: hit.start)
            self._current = at % len(self._hits)
        self._show_current()

    def _step(self, by: int) -> None:
        if not self._hits:
            self._search()
        elif self._current is not None:
            self._current = (self._current + by) % len(self._hits)
            self._show_current()

    def _show_current(self) -> None:
        self._view.set_find_hits(self._hits, self._current)
        if self._current is not None:
            self._view.show_span(self._hits[self._current])
        self.field.setAccessibleDescription(self.count_words)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Enter goes on, with Shift back."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(-1 if back else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar as a popup, and the count between field and buttons."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color(Role.POPUP_EDGE), 1))
        painter.setBrush(self._theme.color(Role.SURFACE))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setFont(sans(13, tabular=True))
        is_missing = self.count_words == "Not found"
        painter.setPen(self._theme.color(Role.DEL if is_missing else Role.TEXT2))
        left = self.field.geometry().right() + 8
        box = QRectF(left, 0, self._previous.x() - left - 4, self.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, flags, self.count_words)
