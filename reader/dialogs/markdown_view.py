"""Markdown as it is written, lightly coloured."""

from __future__ import annotations

import re

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from annotations import Severity
from reader.theme.fonts import line_distance
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme

_TEXT_PX = 12
_PITCH_PX = 19
_FENCE = "---"
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,40}\]")
_ALERTS = {f"[!{severity.alert}]": severity for severity in Severity}


class MarkdownView(QTextEdit):
    """Read-only, always plain text. The copy key with nothing selected is left to the dialog."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(_TEXT_PX)
        self.setFont(font)
        self.setReadOnly(True)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.document().setDocumentMargin(20)
        self.setVerticalScrollBar(ThinScrollBar(theme, self, ground=Role.SURFACE))
        self.setAccessibleName("Markdown")
        self.setTabChangesFocus(True)
        self._highlighter = _Highlighter(self.document(), theme)

    def show_markdown(self, text: str) -> None:
        """Show another text, at its top."""
        self.setPlainText(text)
        pitch = QTextBlockFormat()
        distance = line_distance(self.font(), _PITCH_PX)
        pitch.setLineHeight(distance, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(pitch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Highlighter(QSyntaxHighlighter):
    """Headings bold, alerts in the colour of their severity, machinery quiet."""

    _IN_FRONT_MATTER = 1

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._quiet = _format(theme.color(Role.TEXT3))
        self._second = _format(theme.color(Role.TEXT2))
        self._bold = _format(theme.color(Role.TEXT), bold=True)
        self._link = _format(theme.color(Role.LINK))
        self._alerts = {
            sign: _format(theme.severity(severity).ink, bold=True)
            for sign, severity in _ALERTS.items()
        }

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - a name of Qt
        if self._front_matter(text):
            self.setFormat(0, len(text), self._quiet)
        elif text.startswith("#"):
            self.setFormat(0, len(text), self._bold)
        elif text.startswith("<!--"):
            self.setFormat(0, len(text), self._quiet)
        elif text.startswith(">"):
            said = text[1:].strip()
            form = self._alerts.get(said)
            bold = self._bold if said.startswith("**") else self._second
            self.setFormat(0, len(text), form or bold)
        for found in _FOOTNOTE.finditer(text):
            self.setFormat(found.start(), len(found[0]), self._link)

    def _front_matter(self, text: str) -> bool:
        is_first = self.currentBlock().blockNumber() == 0
        was_inside = self.previousBlockState() == self._IN_FRONT_MATTER
        is_fence = text.rstrip() == _FENCE
        is_inside = (is_first and is_fence) or (was_inside and not is_fence)
        self.setCurrentBlockState(self._IN_FRONT_MATTER if is_inside else 0)
        return is_inside or was_inside


def _format(color: QColor, *, bold: bool = False) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(color)
    if bold:
        form.setFontWeight(QFont.Weight.Bold)
    return form
