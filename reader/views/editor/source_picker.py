"""The field that adds a source: some letters of a known one, or what a new one is made from."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from annotations import Source, SourceHit
from reader.editing.source_text import is_record, recognised
from reader.editing.typed import clean_typed
from reader.theme.fonts import sans
from reader.theme.painting import key_cap_size, paint_key_cap
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.editor.field_parts import FIELD_PX, PADDING, field_palette, paint_box
from reader.views.editor.line_field import PlainLine
from reader.views.editor.source_popup import Offer, SourcePopup
from reader.views.editor.stack import HALO

_LEAD = "Add source"
_HELP = "Letters of its title or author, or a DOI, PMID, ISBN, address or record"
_NOTHING = "No source has these words. Paste a DOI, PMID, ISBN, address or record."


class PickerLine(PlainLine):
    """Sends the keys of the list to the list, and keeps the lines of a pasted record.

    Signals:
        stepped: +1 or -1.
        entered: Enter.
        record_pasted: A text whose lines matter.
    """

    stepped = Signal(int)
    entered = Signal()
    record_pasted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.is_composing:
            super().keyPressEvent(event)
            return
        key, is_plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif is_plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._pastes_record():
            event.accept()
        else:
            super().keyPressEvent(event)

    def _pastes_record(self) -> bool:
        text = QGuiApplication.clipboard().text()
        if not is_record(text):
            return False
        self.record_pasted.emit(text)
        return True


class SourcePicker(QWidget):
    """Field and list. The list is a child of `host`, over everything in it.

    Signals:
        words_changed: The words to look for, at once; never empty.
        source_chosen: A known `Source` to add.
        text_entered: What a new source is to be made from; the field keeps it until `clear`.
        popup_changed: The list opened or closed, or another row is marked.
    """

    words_changed = Signal(str)
    source_chosen = Signal(object)
    text_entered = Signal(str)
    popup_changed = Signal()

    def __init__(self, theme: Theme, keys: str, parent: QWidget) -> None:
        """Make an empty field; `keys` stands on its cap."""
        super().__init__(parent)
        self._theme, self._keys = theme, keys
        self._host: QWidget = parent
        self._popup: SourcePopup | None = None
        #: The pasted record that the field stands for, with its lines.
        self._record = ""
        self.edit = PickerLine(self)
        self.edit.setObjectName("source")
        self.edit.setAccessibleName(_LEAD)
        self._describe()
        self.edit.installEventFilter(self)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.stepped.connect(self._on_stepped)
        self.edit.entered.connect(self._on_entered)
        self.edit.record_pasted.connect(self._on_record_pasted)
        self.setFocusProxy(self.edit)
        self.set_theme(theme)

    @property
    def popup(self) -> SourcePopup | None:
        """The list while it shows; None otherwise."""
        return self._popup if self._popup is not None and self._popup.isVisible() else None

    def set_host(self, host: QWidget) -> None:
        """Say over what the list may lie."""
        if host is not self._host:
            self._host = host
            if self._popup is not None:
                self._popup.hide()
                self._popup.setParent(host)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.edit.setPalette(field_palette(theme))
        if self._popup is not None:
            self._popup.set_theme(theme)
        self.update()

    def show_suggestions(self, hits: tuple[SourceHit, ...]) -> None:
        """Show known sources for what stands in the field now."""
        text = self._text()
        if not text.strip() or not self.edit.hasFocus():
            self.close_popup()
            return
        made = recognised(text)
        offers: list[Offer] = []
        if made is not None:
            offers.append(Offer(f"Add {made.words}", made.detail or "a new source", text=text))
        offers += [Offer.of_hit(hit) for hit in hits]
        self._open(tuple(offers) or (Offer(_NOTHING),))

    def clear(self, added: str = "") -> None:
        """Empty the field; the keyboard stays.

        Args:
            added: What was added just now, for who cannot see the row.
        """
        self._record = ""
        self.edit.clear()
        self.close_popup()
        if added:
            self.edit.setAccessibleDescription(f"Added: {added}. {_HELP}")

    def close_popup(self) -> bool:
        """Close the list; False where it was closed."""
        was_open = self.popup is not None
        if self._popup is not None:
            self._popup.hide()
        if was_open:
            self._describe()
            self.popup_changed.emit()
        return was_open

    def place_popup(self) -> None:
        """Keep the list at the field, where that is still to be seen."""
        popup = self.popup
        if popup is None:
            return
        corner = self.mapTo(self._host, QPoint(HALO, 0))
        field = QRect(corner, QSize(self.width() - 2 * HALO, FIELD_PX))
        popup.lie_at(field, self._host.rect())

    def sizeHint(self) -> QSize:
        return QSize(408, FIELD_PX)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.update()
        elif event.type() is QEvent.Type.FocusOut:
            self.close_popup()
            self.update()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lead = QFontMetricsF(sans(13)).horizontalAdvance(_LEAD)
        left = round(HALO + PADDING + lead + 6)
        cap = key_cap_size(self._keys).width() if self._keys else 0
        right = HALO + PADDING + cap + 4
        self.edit.setGeometry(left, 2, self.width() - left - right, FIELD_PX - 4)
        self.place_popup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(HALO, 0, self.width() - 2 * HALO, FIELD_PX)
        paint_box(painter, box, self._theme, has_focus=self.edit.hasFocus())
        painter.setFont(sans(13))
        painter.setPen(self._theme.color(Role.TEXT3))
        painter.drawText(
            box.adjusted(PADDING, 0, 0, 0),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            _LEAD,
        )
        if not self._keys:
            return
        cap = key_cap_size(self._keys)
        right = box.right() - PADDING
        cap_box = QRectF(right - cap.width(), (FIELD_PX - 18) / 2, cap.width(), cap.height())
        paint_key_cap(painter, cap_box, self._keys, self._theme)

    def _text(self) -> str:
        return self._record or self.edit.text()

    def _open(self, offers: tuple[Offer, ...]) -> None:
        if self._popup is None:
            self._popup = SourcePopup(self._theme, self._host)
            self._popup.chosen.connect(self._take)
            self._popup.marked_changed.connect(self._describe)
        self._popup.show_offers(offers)
        self._popup.show()
        self._popup.raise_()
        self.place_popup()
        self._describe()
        self.popup_changed.emit()

    def _describe(self) -> None:
        popup = self.popup
        self.edit.setAccessibleDescription(popup.spoken() if popup is not None else _HELP)

    def _on_edited(self, text: str) -> None:
        self._record = ""
        if not text.strip():
            self.close_popup()
            return
        # What can be made of the text shows at once; known sources as soon as they are found.
        if recognised(text) is not None:
            self.show_suggestions(())
        self.words_changed.emit(text.strip())

    def _on_record_pasted(self, text: str) -> None:
        self._record = text
        self.edit.setText(clean_typed(text[:400], is_line=True))
        self.edit.setCursorPosition(0)
        self.show_suggestions(())

    def _on_stepped(self, by: int) -> None:
        if self.popup is not None:
            self.popup.step(by)
        elif self._text().strip():
            self.words_changed.emit(self.edit.text().strip())

    def _on_entered(self) -> None:
        if self.popup is not None and self.popup.marked >= 0:
            self._take(self.popup.marked)
        elif recognised(self._text()) is not None:
            self.text_entered.emit(self._text())

    def _take(self, index: int) -> None:
        popup = self._popup
        if popup is None or not 0 <= index < len(popup.offers):
            return
        offer = popup.offers[index]
        if offer.hit is not None:
            chosen: Source = offer.hit.source
            self.source_chosen.emit(chosen)
        elif offer.text:
            self.text_entered.emit(offer.text)
