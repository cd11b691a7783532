"""One source of the note: how it bears on the claim, what it is, its own words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotations import Relation, short_citation
from reader.editing.form import EvidenceForm
from reader.editing.hints import EditorKeys
from reader.editing.typed import MAX_FIELD, clean_typed
from reader.theme.glyphs import paint_rank_badge
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import FOCUS_MARGIN_PX, ButtonKind, TextButton
from reader.views.editor.evidence_fields import EvidenceFields
from reader.views.editor.evidence_summary import (
    Summary,
    SummaryRoom,
    lay_out_summary,
    paint_summary,
    spoken,
)
from reader.views.editor.field_parts import RADIUS
from reader.views.editor.small_button import SIDE_PX, ButtonSign, SmallButton
from reader.views.editor.stack import HALO

#: Letters that set the relation while a button of the row has the keyboard.
RELATION_KEYS = {
    Qt.Key.Key_D: Relation.DISPUTES,
    Qt.Key.Key_S: Relation.SUPPORTS,
    Qt.Key.Key_Q: Relation.QUALIFIES,
    Qt.Key.Key_B: Relation.BACKGROUND,
    Qt.Key.Key_C: Relation.CITED_BY_ARTICLE,
}
_PADDING = 8
_BADGE = 20


class EvidenceRow(QWidget):
    """Shows one row of evidence, and its fields on demand.

    Signals:
        changed: The `EvidenceForm`, after each edit.
        removed: It is to be taken out.
        height_changed: It needs another height.
        warned: A sentence on a field that is too long; empty once it is right.
    """

    changed = Signal(object)
    removed = Signal()
    height_changed = Signal()
    warned = Signal(str)

    def __init__(
        self,
        row: EvidenceForm,
        theme: Theme,
        today: Callable[[], str],
        keys: EditorKeys,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._paste_keys = keys.paste_quote
        self._row, self._theme, self._today = row, theme, today
        self._at = 0
        self._fields: EvidenceFields | None = None
        self._summary: tuple[object, Summary] | None = None
        self.relation_button = TextButton(
            row.relation.label, theme, self, kind=ButtonKind.OUTLINED, has_menu=True, height_px=24
        )
        self.details_button = SmallButton(
            ButtonSign.DISCLOSE, "Quote, page and date of this source", theme, self
        )
        self.remove_button = SmallButton(ButtonSign.REMOVE, "Take this source out", theme, self)
        self.relation_button.clicked.connect(self._open_menu)
        self.details_button.toggled.connect(self.set_open)
        self.remove_button.clicked.connect(self.removed)
        for button in (self.relation_button, self.details_button, self.remove_button):
            button.installEventFilter(self)
        self._name_parts()

    # What it holds

    @property
    def row(self) -> EvidenceForm:
        """The row as it is now."""
        return self._row

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        stops: list[QWidget] = [self.relation_button, self.details_button]
        if self.is_open and self._fields is not None:
            stops += self._fields.stops
        return [*stops, self.remove_button]

    @property
    def is_open(self) -> bool:
        """True while its fields show."""
        return self.details_button.isChecked()

    def set_row(self, row: EvidenceForm) -> None:
        """Show another row without telling."""
        self._row = row
        self.relation_button.set_label(row.relation.label)
        if self._fields is not None:
            self._fields.show_row(row)
        self._name_parts()
        self._lay_out()

    def set_place(self, at: int) -> None:
        """Name its parts by its place in the list, from 0."""
        self._at = at
        self.relation_button.setObjectName(f"evidence-{at}-relation")
        self.details_button.setObjectName(f"evidence-{at}-details")
        self.remove_button.setObjectName(f"evidence-{at}-remove")
        if self._fields is not None:
            self._fields.set_place(at)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self._summary = None
        for part in (self.relation_button, self.details_button, self.remove_button, self._fields):
            if part is not None:
                part.set_theme(theme)
        self.update()

    def set_open(self, is_open: bool) -> None:  # noqa: FBT001 - a toggle's slot
        """Show or hide the fields."""
        if is_open and self._fields is None:
            self._fields = EvidenceFields(self._theme, self._paste_keys, self)
            self._fields.set_place(self._at)
            self._fields.show_row(self._row)
            self._fields.edited.connect(self._on_field_edited)
            self._fields.height_changed.connect(self.height_changed)
            self._fields.warned.connect(self.warned)
        if self._fields is not None:
            self._fields.setVisible(is_open)
        self.details_button.setChecked(is_open)
        self._lay_out()
        self.height_changed.emit()

    def set_relation(self, relation: Relation) -> None:
        """Say how the source bears on the claim."""
        if relation is not self._row.relation:
            self.relation_button.set_label(relation.label)
            self._take(replace(self._row, relation=relation))
            self._lay_out()
            self.height_changed.emit()

    def paste_quote(self, text: str) -> None:
        """Take text for the source's own words, after those that are there."""
        words = clean_typed(text).strip()
        if not words:
            return
        if self.is_open and self._fields is not None:
            self._fields.append_quote(words)
            return
        before = self._row.quote.strip()
        words = f"{before} {words}" if before else words
        self._on_field_edited("quote", words[:MAX_FIELD])
        if self._fields is not None:
            self._fields.show_row(self._row)
        self._lay_out()
        self.height_changed.emit()

    # Geometry

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = max(24.0, self._lay_out_words(width).height)
        height = 2 * _PADDING + words
        if self.is_open and self._fields is not None:
            height += 4 + self._fields.heightForWidth(self._fields_width(width))
        return round(height)

    def arrange(self) -> None:
        """Put buttons and fields in their places."""
        margin = FOCUS_MARGIN_PX
        top = _PADDING - margin
        self.relation_button.resize(self.relation_button.sizeHint())
        self.relation_button.move(HALO + _PADDING - margin, top)
        right = self.width() - HALO - 4
        buttons_top = _PADDING + 10 - SIDE_PX // 2
        self.remove_button.setGeometry(right - SIDE_PX, buttons_top, SIDE_PX, SIDE_PX)
        self.details_button.setGeometry(right - 2 * SIDE_PX + 6, buttons_top, SIDE_PX, SIDE_PX)
        if self._fields is not None:
            words = max(24.0, self._lay_out_words(self.width()).height)
            width = self._fields_width(self.width())
            self._fields.setGeometry(
                HALO + _PADDING - HALO,
                round(_PADDING + words + 4),
                width,
                self._fields.heightForWidth(width),
            )
            self._fields.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(HALO, 0, -HALO, 0)
        painter.setPen(QPen(self._theme.color(Role.LINE), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        badge = QRectF(self._badge_x(), _PADDING, _BADGE, _BADGE)
        paint_rank_badge(painter, badge, self._row.source.rank, self._theme)
        painter.translate(0, _PADDING)
        paint_summary(painter, self._lay_out_words(self.width()), self._theme)

    def _lay_out(self) -> None:
        self._summary = None
        self.arrange()
        self.update()

    def _lay_out_words(self, width: int) -> Summary:
        left = self._badge_x() + _BADGE + 8
        key = (self._row, left, width, self.is_open)
        if self._summary is None or self._summary[0] != key:
            start = HALO + _PADDING + 2
            right = max(start + 80.0, width - HALO - _PADDING - 4)
            room = SummaryRoom(left, right, start, beside=2 * SIDE_PX - 12)
            summary = lay_out_summary(
                self._row,
                room,
                self._theme,
                is_open=self.is_open,
                paste_keys=self._paste_keys,
            )
            self._summary = (key, summary)
        return self._summary[1]

    def _badge_x(self) -> float:
        button = self.relation_button.sizeHint().width() - 2 * FOCUS_MARGIN_PX
        return HALO + _PADDING + button + 8

    def _fields_width(self, width: int) -> int:
        return width - 2 * _PADDING

    # Keys and mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._handle_key(event)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self.is_open and self.rect().contains(event.position().toPoint()):
            self.set_open(True)
            if self._fields is not None:
                self._fields.stops[0].setFocus(Qt.FocusReason.MouseFocusReason)

    def _handle_key(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        relation = RELATION_KEYS.get(Qt.Key(event.key()))
        if relation is not None:
            self.set_relation(relation)
            return True
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
            return True
        return False

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName("Relation")
        for key, relation in RELATION_KEYS.items():
            action = QAction(f"{relation.label.capitalize()}\t{key.name[-1]}", menu)
            action.setCheckable(True)
            action.setChecked(relation is self._row.relation)
            action.setData(relation.value)
            menu.addAction(action)
        menu.triggered.connect(self._on_relation_chosen)
        menu.popup(self.relation_button.mapToGlobal(QPoint(4, self.relation_button.height())))

    def _on_relation_chosen(self, action: QAction) -> None:
        self.set_relation(Relation(action.data()))

    def _on_field_edited(self, name: str, text: Any) -> None:
        is_first = name == "quote" and not self._row.quote and not self._row.checked
        row = replace(self._row, **{name: text})
        if is_first and text.strip():
            # Who copies its words has just looked at it.
            row = replace(row, checked=self._today())
            if self._fields is not None:
                self._fields.show_checked(row.checked)
        self._take(row)

    def _take(self, row: EvidenceForm) -> None:
        self._row = row
        self._name_parts()
        self.update()
        self.changed.emit(row)

    def _name_parts(self) -> None:
        cited = short_citation(self._row.source)
        rank = self._row.source.rank
        self.setAccessibleName(f"Source: {spoken(self._row)}")
        self.setToolTip(f"{rank.value}, {rank.label}")
        self.relation_button.setAccessibleName(f"Relation: {spoken(self._row)}")
        self.relation_button.setAccessibleDescription(
            "D disputes, S supports, Q qualifies, B background, C cited by the article"
        )
        self.details_button.set_name(f"Quote, page and date: {cited}")
        self.remove_button.set_name(f"Take out: {cited}")
