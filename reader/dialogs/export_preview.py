"""The two faces of an export: its Markdown, and what a reader will see, side by side."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from annotations import Article
from reader.dialogs.markdown_view import MarkdownView
from reader.dialogs.rendered_view import rendered
from reader.importing import Converted, Importer, ImportRequest, Refused
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, ElidedLabel, Hairline, TextButton
from reader.views.article_view import ArticleView
from reader.views.overview_strip import OverviewStrip

#: Narrower than this, one face is shown at a time.
_BOTH_FROM_PX = 720
_TEXT_SIZE_PX = 16
_RENDERED_MARGIN_PX = 20
_BYTES_PER_KB = 1000
_BOTH_CAPTION = "Preview: the Markdown, and as a reader sees it"


class ExportPreview(QWidget):
    """Shows Markdown at once, and its rendering as soon as the worker has read it."""

    def __init__(self, article: Article, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._article = article
        self._theme = theme
        self._wanted = b""
        self._is_waiting = False
        self._importer = Importer(parent=self)
        self._importer.converted.connect(self._on_converted)
        self._importer.refused.connect(self._on_refused)
        self._importer.finished.connect(self._on_finished)
        self.markdown = MarkdownView(theme, self)
        self.rendering = ArticleView(theme, self)
        self.rendering.set_text_size(_TEXT_SIZE_PX)
        self.rendering.setAccessibleName("As a reader sees it")
        self._refusal = ElidedLabel("", theme, self, font=sans(13), role=Role.TEXT3)
        self._refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Hairline(theme, self))
        faces = QHBoxLayout()
        faces.setSpacing(0)
        faces.addWidget(self.markdown, 1)
        faces.addWidget(self._rendered_face(theme), 1)
        column.addLayout(faces, 1)
        column.addWidget(self._refusal)

    @property
    def shows_both(self) -> bool:
        """True where there is room for both faces side by side."""
        return self.width() >= _BOTH_FROM_PX

    def show_markdown(self, text: str) -> None:
        """Show another export."""
        self.markdown.show_markdown(text)
        self._wanted = text.encode()
        lines = text.count("\n")
        self._size.set_text(
            f"{lines:,} lines, {max(1, round(len(self._wanted) / _BYTES_PER_KB))} kB"
        )
        self._convert()

    def close_worker(self) -> None:
        """End the worker; the preview stays as it is."""
        self._wanted = b""
        self._importer.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _rendered_face(self, theme: Theme) -> QWidget:
        """The rendering between its margins, with the strip that scrolls it."""
        self._face = QWidget(self)
        row = QHBoxLayout(self._face)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_RENDERED_MARGIN_PX)
        row.addWidget(self.rendering, 1)
        row.addWidget(OverviewStrip(self.rendering, theme, self._face))
        return self._face

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(20, 6, 20, 6)
        row.setSpacing(0)
        self._caption = ElidedLabel("", self._theme, self, font=sans(12, 600), role=Role.TEXT2)
        row.addWidget(self._caption)
        row.addSpacing(8)
        self.faces = QButtonGroup(self)
        for index, text in enumerate(("Markdown", "As a reader sees it")):
            button = TextButton(text, self._theme, self, kind=ButtonKind.OUTLINED, height_px=26)
            button.setCheckable(True)
            button.setChecked(index == 0)
            self.faces.addButton(button, index)
            row.addWidget(button)
        self.faces.idClicked.connect(self._arrange)
        row.addStretch(1)
        self._size = ElidedLabel("", self._theme, self, font=sans(12, tabular=True))
        self._size.set_role(Role.TEXT3)
        row.addWidget(self._size)
        return row

    def _arrange(self) -> None:
        chosen = self.faces.checkedId()
        self._caption.set_text(_BOTH_CAPTION if self.shows_both else "Preview")
        for button in self.faces.buttons():
            button.setVisible(not self.shows_both)
        self.markdown.setVisible(self.shows_both or chosen == 0)
        self._face.setVisible(self.shows_both or chosen == 1)

    def _convert(self) -> None:
        """Render what is wanted now; while something older is being rendered, wait for it."""
        if self._importer.is_running:
            self._is_waiting = True
            self._importer.cancel()
            return
        self._is_waiting = False
        self._importer.start(
            [ImportRequest(file_name="export.md", data=self._wanted, encoding="utf-8")]
        )

    def _on_converted(self, result: Converted) -> None:
        if result.data == self._wanted:
            self._refusal.hide()
            self.rendering.show_article(rendered(result.conversion, self._article))

    def _on_refused(self, refused: Refused) -> None:
        self._refusal.set_text(refused.sentence)
        self._refusal.show()

    def _on_finished(self) -> None:
        if self._is_waiting:
            self._convert()
