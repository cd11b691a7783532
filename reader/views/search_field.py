"""The search field of the library: fields as chips, then words, with what is found at its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from reader.models.query_words import field_before, split_fields
from reader.theme.fonts import sans
from reader.theme.glyphs import paint_search
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ElidedLabel, KeyCap, TextButton
from reader.views.chip_box import ChipBox

if TYPE_CHECKING:
    from annotations import Completion
    from reader.views.completion_popup import CompletionPopup

#: What may come next: text and cursor, in code points.
Complete = Callable[[str, int], "tuple[Completion, ...]"]

HEIGHT_PX = 40
DEBOUNCE_MS = 150
_RADIUS = 6
_ICON_PX = 38
_TOTALS_FROM_PX = 420
#: The words keep this much beside the chips.
_WORDS_PX = 190


class SearchField(QWidget):
    """A line of chips and words in a box of 40 px.

    A typed `field:value` becomes a chip on Space; Backspace before the words takes the last
    chip out, Left walks to it.

    Signals:
        words_changed: The whole query, trimmed, 150 ms after the last key, at once on Enter
            and where the field is emptied; never twice the same.
        left: Enter or Down: the results are wanted.
        escaped: Esc in an empty field.
        completing: Whether completions are shown.
    """

    words_changed = Signal(str)
    left = Signal()
    escaped = Signal()
    completing = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = ""
        self._problem = ""
        self._complete: Complete | None = None
        self._popup: CompletionPopup | None = None
        self.chips = ChipBox(theme, self)
        self.edit = QLineEdit(self)
        self.edit.setFrame(False)
        self.edit.setFont(sans(14))
        self.edit.setPlaceholderText("Search titles, texts, notes and sources")
        self.edit.setAccessibleName("Search the library")
        self.edit.setMaxLength(500)
        self.edit.installEventFilter(self)
        self._totals = ElidedLabel("", theme, self, font=sans(13, tabular=True), role=Role.TEXT2)
        self._totals.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._clear = TextButton("Clear", theme, self, height_px=24)
        self._cap = KeyCap("/", theme, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._lay_out()
        self._connect()
        self._arrange()
        self.set_theme(theme)

    @property
    def words(self) -> str:
        """The whole query: the fields of the chips, then what is typed, trimmed."""
        return " ".join((*self.chips.tokens, self.edit.text().strip())).strip()

    @property
    def popup(self) -> CompletionPopup | None:
        """The completions that are shown; None where none are."""
        return self._popup if self._popup is not None and self._popup.isVisible() else None

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.color(Role.SURFACE))
        self.edit.setPalette(palette)
        for child in (self.chips, self._totals, self._clear, self._cap):
            child.set_theme(theme)
        if self._popup is not None:
            self._popup.set_theme(theme)
        self.update()

    def set_completer(self, complete: Complete) -> None:
        """Offer what this says while somebody types."""
        self._complete = complete

    def set_totals(self, text: str) -> None:
        """Say at the end of the field what was found."""
        self._totals.set_text(text)
        self._describe()
        self._arrange()

    def set_problem(self, sentence: str) -> None:
        """Take what is said beneath the field for its description."""
        self._problem = sentence
        self._describe()

    def set_query(self, text: str) -> None:
        """Show another query without telling; whole fields become chips."""
        fields, rest = split_fields(text)
        self.chips.set_tokens(fields)
        self.edit.setText(rest)
        self._timer.stop()
        self._told = self.words
        self._arrange()

    def add_words(self, text: str) -> None:
        """Put a field in front of what is typed; one without a value waits for it."""
        fields, rest = split_fields(text)
        for token in fields:
            self.chips.add(token)
        if rest:
            typed = self.edit.text().rstrip()
            self.edit.setText(f"{typed} {rest}".lstrip())
        self._arrange()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.flush()
        if rest:
            self.offer_completions()

    def reset(self) -> None:
        """Empty the field without telling."""
        self.set_query("")
        self.set_totals("")

    def clear(self) -> None:
        """Empty the field, and tell."""
        self._hide_popup()
        self.chips.set_tokens(())
        self.edit.clear()
        self._arrange()
        self.flush()

    def flush(self) -> None:
        """Tell what is typed now, where that has not been told."""
        self._timer.stop()
        if self.words != self._told:
            self._told = self.words
            self.words_changed.emit(self._told)

    def offer_completions(self, *, asked: bool = True) -> None:
        """Show what may come next; unasked, only where a word has been begun."""
        text = self.edit.text()
        cursor = _code_points(text, self.edit.cursorPosition())
        has_begun = bool(text[:cursor][-1:].strip())
        offered = self._complete(text, cursor) if self._complete and (has_begun or asked) else ()
        if not offered:
            self._hide_popup()
            return
        popup = self._made_popup()
        first = offered[0]
        begun = QFontMetricsF(self.edit.font()).horizontalAdvance(text[first.start : cursor])
        x = self.edit.cursorRect().center().x() + (begun if self.isRightToLeft() else -begun)
        place = QPoint(self.edit.x() + round(x), HEIGHT_PX + 4)
        # An open field's value is its own label; a closed list is sure of what is meant.
        is_closed = first.label != first.text.strip('"')
        chooses = is_closed and not first.text.endswith(":") and first.start < cursor
        popup.offer(offered, self.mapTo(self.window(), place), chooses=chooses)
        self.completing.emit(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit:
            if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                self.update()
                if event.type() is QEvent.Type.FocusOut:
                    self._hide_popup()
            if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
                # Esc means this field, not the window's way back.
                if event.key() == Qt.Key.Key_Escape:
                    event.accept()
                    return True
            elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._handle_popup_key(event.key()) or self._handle_key(event)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hide_popup()
        self._arrange()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        has_focus = self.edit.hasFocus()
        width = 2.0 if has_focus else 1.0
        painter.setPen(QPen(self._theme.color(Role.ACCENT if has_focus else Role.EDGE), width))
        painter.setBrush(self._theme.color(Role.SURFACE))
        inset = width / 2
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        left = self.width() - 28 if self.isRightToLeft() else 12
        sign = QRectF(left, self.height() / 2 - 8, 16, 16)
        paint_search(painter, sign, self._theme.color(Role.TEXT2))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        self._row = row
        row.setSpacing(4)
        row.addWidget(self.chips)
        row.addWidget(self.edit, 1)
        row.addWidget(self._totals)
        row.addWidget(self._clear)
        row.addSpacing(4)
        row.addWidget(self._cap)
        self.setFixedHeight(HEIGHT_PX)
        self.setFocusProxy(self.edit)

    def _connect(self) -> None:
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.textEdited.connect(lambda: self.offer_completions(asked=False))
        self._clear.clicked.connect(self._on_clear_clicked)
        self._timer.timeout.connect(self.flush)
        self.chips.changed.connect(self._on_chips_changed)
        self.chips.opened.connect(self._on_chip_opened)
        self.chips.left.connect(self._on_chips_left)

    def _handle_popup_key(self, key: int) -> bool:
        popup = self.popup
        if popup is None:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._say(popup.step(1 if key == Qt.Key.Key_Down else -1))
        elif key == Qt.Key.Key_Tab:
            self._take(popup.current or popup.offered[0])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and popup.current is not None:
            self._take(popup.current)
        elif key == Qt.Key.Key_Escape:
            self._hide_popup()
        else:
            return False
        return True

    def _handle_key(self, event: QKeyEvent) -> bool:
        key, is_at_start = event.key(), self.edit.cursorPosition() == 0
        is_at_start = is_at_start and not self.edit.hasSelectedText()
        walks = Qt.Key.Key_Right if self.isRightToLeft() else Qt.Key.Key_Left
        if key == Qt.Key.Key_Escape:
            if self.words:
                self.clear()
            else:
                self.escaped.emit()
        elif key == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.offer_completions()
        elif key == Qt.Key.Key_Space:
            return self._make_chip()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self._make_chips()
            self.flush()
            self.left.emit()
        elif key == Qt.Key.Key_Backspace and is_at_start and self.chips.tokens:
            self.chips.remove_last()
        elif key == walks and is_at_start and not event.modifiers():
            return self.chips.focus_last()
        else:
            return False
        return True

    def _make_chip(self) -> bool:
        """Turn the field before the cursor into a chip; False where there is none."""
        text = self.edit.text()
        found = field_before(text, _code_points(text, self.edit.cursorPosition()))
        if found is None:
            return False
        start, end = found
        self.chips.add(text[start:end])
        before, after = text[:start], text[end:].lstrip()
        self.edit.setText(before + after)
        self.edit.setCursorPosition(_utf16(before))
        self._hide_popup()
        return True

    def _make_chips(self) -> None:
        self._hide_popup()
        fields, rest = split_fields(self.edit.text())
        for token in fields:
            self.chips.add(token)
        if fields:
            self.edit.setText(rest)

    def _take(self, chosen: Completion) -> None:
        text = self.edit.text()
        before = text[: chosen.start] + chosen.text
        self.edit.setText(before + text[chosen.end :])
        self.edit.setCursorPosition(_utf16(before))
        if chosen.text.endswith(":"):
            self.offer_completions()
        elif not self._make_chip():
            self._hide_popup()

    def _made_popup(self) -> CompletionPopup:
        if self._popup is None or self._popup.parentWidget() is not self.window():
            from reader.views.completion_popup import CompletionPopup

            self._popup = CompletionPopup(self._theme, self.window())
            self._popup.taken.connect(self._take)
        return self._popup

    def _hide_popup(self) -> None:
        if self._popup is not None and not self._popup.isHidden():
            self._popup.hide()
            self.completing.emit(False)

    def _describe(self) -> None:
        self.edit.setAccessibleDescription(self._problem or self._totals.text)

    def _say(self, words: str) -> None:
        # Imported by the first word said: it brings two hundred constants with it.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.edit, words))

    def _arrange(self) -> None:
        start, end = (10, _ICON_PX) if self.isRightToLeft() else (_ICON_PX, 10)
        self._row.setContentsMargins(start, 2, end, 2)
        has_words = bool(self.words)
        self._clear.setVisible(has_words)
        self._cap.setVisible(not has_words)
        self._totals.setVisible(bool(self._totals.text) and self.width() >= _TOTALS_FROM_PX)
        used = _ICON_PX + _WORDS_PX + self._clear.sizeHint().width()
        if not self._totals.isHidden():
            used += self._totals.sizeHint().width()
        self.chips.set_room(max(80, self.width() - used))
        has_chips = bool(self.chips.tokens)
        self.edit.setPlaceholderText("" if has_chips else "Search titles, texts, notes and sources")

    def _on_text_changed(self) -> None:
        self._arrange()
        self._timer.start()

    def _on_chips_changed(self) -> None:
        self._arrange()
        self.flush()

    def _on_chip_opened(self, token: str) -> None:
        self.edit.setText(f"{token} {self.edit.text()}".rstrip())
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.setCursorPosition(_utf16(token))
        self._on_chips_changed()

    def _on_chips_left(self, letter: str) -> None:
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.deselect()
        self.edit.setCursorPosition(0)
        if letter:
            self.edit.insert(letter)
            self.offer_completions(asked=False)

    def _on_clear_clicked(self) -> None:
        self.clear()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _code_points(text: str, utf16: int) -> int:
    """Turn a place of Qt's, which counts UTF-16, into one of Python's."""
    return len(text.encode("utf-16-le")[: 2 * utf16].decode("utf-16-le", "ignore"))


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
