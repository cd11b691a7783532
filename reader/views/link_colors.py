"""Links inside active marks, painted as text: link colour is too faint on an active fill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from annotations import InlineStyle, Span
from reader.text_bridge import TextBridge
from reader.theme.roles import Role
from reader.views.article_page import ArticlePage
from reader.views.marks import Mark


def link_selections(page: ArticlePage, marks: Iterable[Mark]) -> list[QTextEdit.ExtraSelection]:
    """Selections that paint the links inside the claims among `marks` in text colour."""
    plain = QTextCharFormat()
    plain.setForeground(page.theme.color(Role.TEXT))
    selections = []
    for mark in marks:
        for span in links_in(page.bridge, mark.span) if mark.is_claim else ():
            cursor = QTextCursor(page.document)
            cursor.setPosition(page.bridge.to_qt(span.start))
            cursor.setPosition(page.bridge.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
            # The stub does not know the fields of this structure.
            selection: Any = QTextEdit.ExtraSelection()
            selection.cursor, selection.format = cursor, plain
            selections.append(selection)
    return selections


def links_in(bridge: TextBridge, span: Span) -> Iterator[Span]:
    """Yield the parts of links that lie in a span."""
    for index in sorted({chunk.block for chunk in bridge.chunks_in(span)}):
        start = bridge.block_start(index)
        for run in bridge.blocks[index].inlines:
            link = Span(max(span.start, start + run.start), min(span.end, start + run.end))
            if run.style is InlineStyle.LINK and link.start < link.end:
                yield link
