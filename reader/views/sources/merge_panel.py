"""Two entries become one: choose the other, see both side by side, Enter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from annotations import Severity, Source
from reader.models.source_list import name_and_title
from reader.theme.fonts import sans
from reader.theme.glyphs import paint_rank_badge
from reader.theme.painting import RADIUS_PX, elide
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, Hairline, TextButton
from reader.views.sources.filter_field import FilterField
from reader.views.sources.labels import Dressed, Words
from reader.views.sources.merge_values import MergeRow, filled_words, merge_rows, veto
from reader.views.sources.panel_scroll import PanelScroll
from reader.views.sources.row_buttons import PlainButton

MARGIN_PX = 24
#: So many entries are offered at once; half of them where the panel is lower than that.
CANDIDATES = 6
_HIGH_PX = 720
_ROW_PX = 36


class _Candidate(PlainButton):
    """An entry that may be the same work; checked while it is the one compared."""

    def __init__(self, source: Source, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.source = source
        self._name, self._title = name_and_title(source)
        self.setCheckable(True)
        # The field above keeps the keyboard: Up and Down choose from there.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(_ROW_PX)
        rank = f"{source.rank.value}, {source.rank.label}"
        self.setAccessibleName(f"{rank}: {self._name}, {self._title}")
        self.setToolTip(source.title)

    def sizeHint(self) -> QSize:
        return QSize(200, _ROW_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setPen(QPen(self._theme.color(Role.ACCENT), 2))
            painter.setBrush(self._theme.color(Role.ACCENT_BG))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS_PX, RADIUS_PX)
        elif self.underMouse():
            painter.setBrush(self._theme.color(Role.HOVER))
            painter.drawRoundedRect(box, RADIUS_PX, RADIUS_PX)
        badge = QRectF(10, (_ROW_PX - 20) / 2, 20, 20)
        paint_rank_badge(painter, badge, self.source.rank, self._theme)
        text = box.adjusted(40, 0, -10, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(sans(13, 600))
        painter.setPen(self._theme.color(Role.TEXT))
        name = elide(self._name, sans(13, 600), text.width())
        painter.drawText(text, align, name)
        text.setLeft(text.left() + painter.fontMetrics().horizontalAdvance(name) + 8)
        painter.setFont(sans(13))
        painter.setPen(self._theme.color(Role.TEXT2))
        painter.drawText(text, align, elide(self._title, sans(13), max(0.0, text.width())))


class MergePanel(QWidget):
    """Compares two entries and asks for the merge.

    Signals:
        words_changed: What was typed to find the other entry; empty for the likeliest ones.
        merge_requested: Uids of the entry that is kept and of the one that goes.
        closed: Esc, or the button.
    """

    words_changed = Signal(str)
    merge_requested = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source: Source | None = None
        self._is_swapped = False
        self._candidates: list[_Candidate] = []
        self._cells: list[Words] = []
        self._make(theme)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    @property
    def pair(self) -> tuple[Source, Source] | None:
        """The entry that is kept and the one that goes; None until one is chosen."""
        chosen = next((c.source for c in self._candidates if c.isChecked()), None)
        if self._source is None or chosen is None:
            return None
        return (chosen, self._source) if self._is_swapped else (self._source, chosen)

    @property
    def verdict(self) -> str:
        """What is said below the comparison."""
        return self._verdict.text()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in (*self._dressed, *self._candidates, *self._cells):
            child.set_theme(theme)
        self.update()

    def open_source(self, source: Source) -> None:
        """Begin for a source."""
        self._source = source
        self._is_swapped = False
        self.field.reset()

    def show_candidates(self, sources: Sequence[Source]) -> None:
        """Offer entries, the likeliest first, which is chosen."""
        for button in self._candidates:
            button.hide()
            button.deleteLater()
        self._candidates = []
        is_high = self.height() >= _HIGH_PX
        for source in sources[: CANDIDATES if is_high else CANDIDATES // 2]:
            button = _Candidate(source, self._theme, self)
            button.clicked.connect(lambda _=False, b=button: self._choose(b))
            self._candidates.append(button)
            self._candidate_column.addWidget(button)
        words = self.field.words
        self._nothing.show_text(
            ""
            if sources
            else f"No other source has “{words}”."
            if words
            else "No other entry looks like this work. Type words of the other one."
        )
        if self._candidates:
            self._choose(self._candidates[0])
        else:
            self._compare()

    def take_keyboard(self) -> None:
        """Put the cursor into the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def merge(self) -> None:
        """Ask for the merge, where nothing speaks against it."""
        self.field.flush()
        pair = self.pair
        if pair is not None and not veto(*pair):
            self.merge_requested.emit(pair[0].uid, pair[1].uid)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if watched is self.field and is_key and self._take_key(cast("QKeyEvent", event)):
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(Role.SURFACE))

    def _make(self, theme: Theme) -> None:
        self._heading = Words(
            "Merge two entries of one work", theme, self, px=14, weight=600, wraps=False
        )
        self.field = FilterField("Find the other entry", theme, self)
        self.field.setPlaceholderText("Find the other entry: words, or an identifier")
        self._nothing = Words("", theme, self, px=13, role=Role.TEXT2)
        self._scroll = PanelScroll(theme, self)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName("Both entries side by side")
        self._content = self._scroll.content
        self._verdict = Words("", theme, self, px=13)
        self.merge_button = TextButton("Merge", theme, self, kind=ButtonKind.PRIMARY, keys="Enter")
        self.swap_button = TextButton(
            "Keep the other one", theme, self, kind=ButtonKind.OUTLINED, keys="Alt S"
        )
        self.cancel_button = TextButton("Cancel", theme, self, keys="Esc")
        self._hairlines = tuple(Hairline(theme, self) for _ in range(3))
        self._dressed: tuple[Dressed, ...] = (
            *(self._heading, self.field, self._nothing, self._verdict, self._scroll),
            *(self.merge_button, self.swap_button, self.cancel_button),
            *self._hairlines,
        )

    def _lay_out(self) -> None:
        self._candidate_column = QVBoxLayout()
        self._candidate_column.setSpacing(2)
        top = QVBoxLayout()
        top.setContentsMargins(MARGIN_PX, 12, MARGIN_PX, 12)
        top.setSpacing(8)
        for widget in (self.field, self._nothing):
            top.addWidget(widget)
        top.addLayout(self._candidate_column)
        self._grid = QGridLayout(self._content)
        self._grid.setContentsMargins(MARGIN_PX, 8, MARGIN_PX - 14, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, 88)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._heading.set_inset(MARGIN_PX, 16, MARGIN_PX, 10)
        self._verdict.set_inset(MARGIN_PX, 10, MARGIN_PX, 0)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN_PX - 4, 8, MARGIN_PX - 4, 12)
        foot.setSpacing(4)
        for button in (self.merge_button, self.swap_button, self.cancel_button):
            foot.addWidget(button)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._heading)
        whole.addWidget(self._hairlines[0])
        whole.addLayout(top)
        whole.addWidget(self._hairlines[1])
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._hairlines[2])
        whole.addWidget(self._verdict)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.field.words_changed.connect(self.words_changed)
        self.merge_button.clicked.connect(self.merge)
        self.swap_button.clicked.connect(self._swap)
        self.cancel_button.clicked.connect(self.closed)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.merge()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_S and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._swap()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        checked = [n for n, each in enumerate(self._candidates) if each.isChecked()]
        if self._candidates:
            place = (checked[0] if checked else -by) + by
            self._choose(self._candidates[min(max(place, 0), len(self._candidates) - 1)])

    def _choose(self, chosen: _Candidate) -> None:
        for each in self._candidates:
            each.setChecked(each is chosen)
        self._compare()

    def _swap(self) -> None:
        self._is_swapped = not self._is_swapped
        self._compare()

    def _compare(self) -> None:
        for cell in self._cells:
            cell.hide()
            cell.deleteLater()
        self._cells = []
        pair = self.pair
        rows = merge_rows(*pair) if pair is not None else ()
        if pair is not None:
            self._say(0, 1, "Is kept", weight=600)
            self._say(0, 2, "Goes to the trash", weight=600, role=Role.TEXT2)
        for number, row in enumerate(rows, 1):
            self._show_row(number, row)
        self._grid.setRowStretch(len(rows) + 1, 1)
        refusal = veto(*pair) if pair is not None else ""
        said = f"{filled_words(rows)} Notes that cite the other one will cite the kept one."
        self._verdict.show_text(refusal or (said if pair is not None else ""))
        self._verdict.set_role(Severity.SERIOUS if refusal else Role.TEXT2)
        self.merge_button.setEnabled(pair is not None and not refusal)
        self.swap_button.setEnabled(pair is not None)

    def _show_row(self, number: int, row: MergeRow) -> None:
        self._say(number, 0, row.label, px=12, weight=500, role=Role.TEXT2)
        if row.is_taken:
            kept = self._say(number, 1, f"+ {row.result}", weight=600, role=Role.ACCENT)
        else:
            kept = self._say(number, 1, row.kept)
        kept.setAccessibleName(row.spoken)
        other = "the same" if row.is_same else row.other
        quiet = not row.is_taken
        self._say(number, 2, other, role=Role.TEXT3 if quiet else Role.TEXT)

    def _say(
        self,
        row: int,
        column: int,
        text: str,
        *,
        px: int = 13,
        weight: int = 400,
        role: Role = Role.TEXT,
    ) -> Words:
        cell = Words(text, self._theme, self._content, px=px, weight=weight, role=role)
        cell.setMinimumWidth(0)
        self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
        self._cells.append(cell)
        return cell
