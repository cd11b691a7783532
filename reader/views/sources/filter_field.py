"""The field above the list of sources: words and fields, with what may come next below."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent
from PySide6.QtWidgets import QWidget

from annotations import complete_query
from reader.theme.theme import Theme
from reader.views.sources.fields import LineField

if TYPE_CHECKING:
    from annotations import Completion
    from reader.views.completion_popup import CompletionPopup

DEBOUNCE_MS = 150
#: What can be asked of a source; other fields of the grammar speak of notes.
_FIELDS = ("rank:", "type:", "checked:", "is:")
_STATES = ("retracted", "stale", "uncited")

Complete = Callable[[str, int], "tuple[Completion, ...]"]


def complete_source_query(text: str, cursor: int) -> tuple[Completion, ...]:
    """What may stand at the cursor of a query for sources; nothing where no word is begun.

    Args:
        text: As typed so far.
        cursor: Place between its code points.
    """
    words = text[:cursor].split(" ")
    if not words[-1]:
        return ()
    field, colon, _ = words[-1].removeprefix("-").partition(":")
    found = complete_query(text, cursor)
    if not colon:
        return tuple(each for each in found if each.text in _FIELDS)
    if field == "is":
        return tuple(each for each in found if each.text in _STATES)
    return found if f"{field}:" in _FIELDS else ()


class FilterField(LineField):
    """One line of a query.

    Signals:
        words_changed: The trimmed words, 150 ms after the last key, at once where `flush`
            is called; never twice the same.
        left: Enter or Down: the list is wanted.
        escaped: Esc in an empty field; the first Esc empties it.
        completing: Whether what may come next is shown.
    """

    words_changed = Signal(str)
    left = Signal()
    escaped = Signal()
    completing = Signal(bool)

    def __init__(
        self,
        name: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        complete: Complete | None = None,
    ) -> None:
        self._popup: CompletionPopup | None = None
        super().__init__(name, theme, parent)
        self._complete = complete
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._timer.timeout.connect(self.flush)
        self.textChanged.connect(self._timer.start)
        self.textEdited.connect(self._offer)

    @property
    def words(self) -> str:
        """What is looked for, trimmed."""
        return self.text().strip()

    @property
    def popup(self) -> CompletionPopup | None:
        """What may come next, while it is shown."""
        return self._popup if self._popup is not None and self._popup.isVisible() else None

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        super().set_theme(theme)
        # A popup is made anew when it is next needed.
        self._popup = None

    def reset(self) -> None:
        """Empty the field without telling."""
        self._told = ""
        self.clear()
        self._timer.stop()

    def flush(self) -> None:
        """Tell what is typed now, where that has not been told."""
        self._timer.stop()
        if self.words != self._told:
            self._told = self.words
            self.words_changed.emit(self._told)

    def event(self, event: QEvent) -> bool:
        # Qt would take Tab for the way to the next field before a key press is told.
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self._handle_popup_key(event.key())
        ):
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._handle_popup_key(event.key()):
            return
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self.flush()
            else:
                self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.flush()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hide_popup()

    def _handle_popup_key(self, key: int) -> bool:
        popup = self.popup
        if popup is None:
            return False
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            popup.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Tab:
            self._take(popup.current or popup.offered[0])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and popup.current is not None:
            self._take(popup.current)
        elif key == Qt.Key.Key_Escape:
            self._hide_popup()
        else:
            return False
        return True

    def _offer(self) -> None:
        cursor = len(_units(self.text())[: 2 * self.cursorPosition()].decode("utf-16-le"))
        offered = self._complete(self.text(), cursor) if self._complete is not None else ()
        if not offered:
            self._hide_popup()
            return
        popup = self._made_popup()
        begun = self.text()[offered[0].start : cursor]
        x = self.cursorRect().center().x() - QFontMetricsF(self.font()).horizontalAdvance(begun)
        place = self.mapTo(self.window(), QPoint(round(x), self.height() + 4))
        popup.offer(offered, place, chooses=False)
        self.completing.emit(True)

    def _take(self, chosen: Completion) -> None:
        before = self.text()[: chosen.start] + chosen.text
        self.setText(before + self.text()[chosen.end :])
        self.setCursorPosition(len(_units(before)) // 2)
        self._offer()

    def _made_popup(self) -> CompletionPopup:
        if self._popup is None or self._popup.parentWidget() is not self.window():
            from reader.views.completion_popup import CompletionPopup

            self._popup = CompletionPopup(self._theme, self.window())
            self._popup.taken.connect(self._take)
        return self._popup

    def _hide_popup(self) -> None:
        if self.popup is not None:
            self.popup.hide()
            self.completing.emit(False)


def _units(text: str) -> bytes:
    """The text as Qt counts it, two bytes a unit."""
    return text.encode("utf-16-le")
