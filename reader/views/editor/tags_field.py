"""The tags of a note, on one line with commas between them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reader.editing.tags import MAX_TAGS, tags_line, tags_of
from reader.theme.theme import Theme
from reader.views.editor.line_field import LineField


class TagsField(LineField):
    """Reads tags as they are typed; what is typed is never rewritten under the caret.

    Signals:
        tags_edited: The tags, 50 at most, after each change that the user made.
    """

    tags_edited = Signal(tuple)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Tags", theme, parent, hint="commas between them")
        self.edit.setMaxLength(20_000)
        self.edited.connect(self._on_edited)

    def show_tags(self, tags: tuple[str, ...]) -> None:
        """Show tags without telling, unless the line says the same already."""
        if tags_of(self.text()) != tags:
            self.set_text(tags_line(tags))

    def _on_edited(self, line: str) -> None:
        self.tags_edited.emit(tags_of(line)[:MAX_TAGS])
