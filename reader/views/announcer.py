"""Says to assistive technology what is only painted: which sentences carry a caution."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from annotations import Annotation, ReviewedArticle, Severity
from reader.views.note_order import notes_in_order, shown_notes


def mark_name(annotation: Annotation, order: int, total: int) -> str:
    """Name of a note's marks: "Critical caution, 1 of 12: ..."; `order` counts from 1."""
    note = annotation.note
    return f"{note.severity.label} caution, {order} of {total}: {note.headline}"


class Announcer:
    """Keeps a widget's accessible description and speaks when the text caret meets a mark."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._reviewed: ReviewedArticle | None = None
        self._threshold = Severity.INFO
        self._count = 0
        self._names: dict[str, str] | None = None
        self._spoken = ""

    def show_notes(self, reviewed: ReviewedArticle | None, threshold: Severity) -> None:
        """Take the notes of an article of at least `threshold`."""
        self._reviewed, self._threshold = reviewed, threshold
        self._count = len(shown_notes(reviewed, threshold)) if reviewed else 0
        self._names = None
        self._spoken = ""
        self.describe(None)

    def _name(self, uid: str | None) -> str:
        """Name of a note's marks, counted as the cards are; empty for no such note."""
        if self._names is None:
            placed = notes_in_order(self._reviewed, self._threshold) if self._reviewed else []
            self._names = {
                annotation.uid: mark_name(annotation, order, len(placed))
                for order, (annotation, _) in enumerate(placed, start=1)
            }
        return self._names.get(uid or "", "")

    def describe(self, active: str | None) -> None:
        """Set the description: how many cautions there are, and the active one."""
        many = f"{self._count} cautions are marked."
        words = "1 caution is marked." if self._count == 1 else many
        name = self._name(active) if active else ""
        self._widget.setAccessibleDescription(f"{words} Active: {name}" if name else words)

    def meet(self, uids: tuple[str, ...]) -> None:
        """Announce the notes whose marks the caret stands in, unless they were just said."""
        words = ". ".join(name for uid in uids if (name := self._name(uid)))
        if words != self._spoken:
            self._spoken = words
            if words:
                self.say(lambda: words)

    def say(self, words: Callable[[], str]) -> None:
        """Announce what `words` returns; it is asked only where somebody listens."""
        # Imported by the first word said: it brings two hundred constants to every start.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self._widget, words())
            QAccessible.updateAccessibility(event)
