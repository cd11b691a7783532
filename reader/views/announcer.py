"""Says to assistive technology what is only painted: which sentences carry a caution."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from annotations import Annotation, ReviewedArticle, Severity


def mark_name(annotation: Annotation, order: int, total: int) -> str:
    """Name of a note's marks: "Critical caution, 1 of 12: ..."; `order` counts from 1."""
    note = annotation.note
    return f"{note.severity.label} caution, {order} of {total}: {note.headline}"


class Announcer:
    """Keeps a widget's accessible description and speaks when the text caret meets a mark."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._names: dict[str, str] = {}
        self._spoken = ""

    def show_notes(self, reviewed: ReviewedArticle | None, threshold: Severity) -> None:
        """Take the notes of an article of at least `threshold`."""
        notes = [
            annotation
            for annotation in (reviewed.annotations if reviewed else ())
            if annotation.note.severity >= threshold
        ]
        self._names = {
            annotation.uid: mark_name(annotation, order, len(notes))
            for order, annotation in enumerate(notes, start=1)
        }
        self._spoken = ""
        self.describe(None)

    def describe(self, active: str | None) -> None:
        """Set the description: how many cautions there are, and the active one."""
        count = len(self._names)
        words = "1 caution is marked." if count == 1 else f"{count} cautions are marked."
        if active in self._names:
            words = f"{words} Active: {self._names[active]}"
        self._widget.setAccessibleDescription(words)

    def meet(self, uids: tuple[str, ...]) -> None:
        """Announce the notes whose marks the caret stands in, unless they were just said."""
        words = ". ".join(self._names[uid] for uid in uids if uid in self._names)
        if words != self._spoken:
            self._spoken = words
            if words and QAccessible.isActive():
                event = QAccessibleAnnouncementEvent(self._widget, words)
                QAccessible.updateAccessibility(event)
