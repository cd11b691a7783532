"""The fields of an article, edited where they stand; and how its file was read."""

from __future__ import annotations

from dataclasses import fields as fields_of

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from annotations import Article, ArticleFields, Revision
from reader.dialogs.sheet import Sheet
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton

_LABELS = {
    "title": "Title",
    "author": "Author",
    "publisher": "Publisher",
    "url": "Web address",
    "published": "Published",
    "retrieved": "Retrieved",
    "language": "Language",
}
_HINTS = {
    "url": "https://...",
    "published": "2024-05-06, 2024-05 or 2024",
    "retrieved": "2024-05-06",
    "language": "en",
}
#: Name as Python knows it, and what people call it. Common ones, most common first.
ENCODINGS = (
    ("utf-8", "Unicode (UTF-8)"),
    ("cp1252", "Western European (Windows-1252)"),
    ("iso8859-15", "Western European (ISO 8859-15)"),
    ("mac_roman", "Western European (Mac)"),
    ("cp1250", "Central European (Windows-1250)"),
    ("cp1251", "Cyrillic (Windows-1251)"),
    ("koi8-r", "Cyrillic (KOI8-R)"),
    ("cp1253", "Greek (Windows-1253)"),
    ("cp1254", "Turkish (Windows-1254)"),
    ("cp1255", "Hebrew (Windows-1255)"),
    ("cp1256", "Arabic (Windows-1256)"),
    ("cp1257", "Baltic (Windows-1257)"),
    ("gb18030", "Chinese, simplified (GB 18030)"),
    ("big5", "Chinese, traditional (Big5)"),
    ("shift_jis", "Japanese (Shift JIS)"),
    ("euc_jp", "Japanese (EUC)"),
    ("euc_kr", "Korean (EUC)"),
    ("utf-16", "Unicode (UTF-16)"),
)
PREVIEW_BYTES = 4000
PREVIEW_LINES = 8
_ROW_PX = 32


def preview(data: bytes, encoding: str) -> str:
    """The first lines of a file, read in an encoding; what does not fit shows as U+FFFD."""
    text = data[:PREVIEW_BYTES].decode(encoding, "replace")
    lines = [line.strip() for line in text.splitlines()]
    return "\n".join([line for line in lines if line][:PREVIEW_LINES])


class DetailsDialog(Sheet):
    """Each field is saved when it is left, as one change that can be undone.

    Signals:
        field_edited: Name of a field of `ArticleFields`, and its new text.
        encoding_chosen: Python's name of the encoding that the file shall be read in.
    """

    field_edited = Signal(str, str)
    encoding_chosen = Signal(str)

    def __init__(
        self,
        article: Article,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        is_editable: bool = True,
        focus: str = "",
    ) -> None:
        super().__init__("Details of the article", theme, parent, QSize(560, 420))
        self._article = article
        self.fields: dict[str, QLineEdit] = {}
        self.encodings = QComboBox(self)
        self._preview = QPlainTextEdit(self)
        self.apply_button = TextButton("Read the file so", theme, self, kind=ButtonKind.OUTLINED)
        self._data = b""
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        for field in fields_of(ArticleFields):
            self._add_field(field.name, is_editable=is_editable)
        self._add_fact("File", article.file_name or "Pasted text")
        self.body.addLayout(self._form)
        for widget in (self.encodings, self._preview, self.apply_button):
            widget.hide()
        self.body.addStretch(1)
        note = "Changes are saved as you leave a field." if is_editable else "Read-only library."
        self.foot.addWidget(self.label(note, px=12, role=Role.TEXT3), 1)
        close = TextButton("Done", theme, self, kind=ButtonKind.PRIMARY)
        close.clicked.connect(self.accept)
        self.foot.addWidget(close)
        first = self.fields[focus or "title"]
        first.setFocus()
        first.selectAll()

    @property
    def preview_text(self) -> str:
        """The first lines of the file in the encoding that is looked at."""
        return self._preview.toPlainText()

    def show_encoding(self, revision: Revision, data: bytes, *, may_change: bool) -> None:
        """Say how the file was read, and let another encoding be tried.

        Args:
            revision: The text that stands.
            data: The bytes of the file.
            may_change: False where the text is fixed: it has notes, or is read-only.
        """
        if not revision.encoding:
            return
        self._data = data
        known = dict(ENCODINGS)
        now = revision.encoding.lower().replace("_", "-")
        names = {name.replace("_", "-"): name for name in known}
        if not may_change:
            label = known.get(names.get(now, ""), revision.encoding)
            self._add_fact("Read as", label)
            return
        for name, label in ENCODINGS:
            self.encodings.addItem(label, name)
        if now not in names:
            self.encodings.insertItem(0, revision.encoding, revision.encoding)
        self.encodings.setCurrentIndex(self.encodings.findData(names.get(now, revision.encoding)))
        self.encodings.setMinimumHeight(_ROW_PX)
        self.encodings.setAccessibleName("Encoding of the file")
        self.encodings.currentIndexChanged.connect(self._on_encoding_changed)
        self._preview.setReadOnly(True)
        self._preview.setFont(sans(12))
        self._preview.document().setDocumentMargin(8)
        self._preview.setFixedHeight(120)
        self._preview.setAccessibleName("First lines in this encoding")
        self._preview.setTabChangesFocus(True)
        self.apply_button.clicked.connect(self._on_apply)
        self._form.addRow(self._caption("Read as"), self.encodings)
        self._form.addRow("", self._preview)
        self._form.addRow("", self.apply_button)
        for widget in (self.encodings, self._preview, self.apply_button):
            widget.show()
        self._on_encoding_changed()
        self.apply_button.setEnabled(False)
        self.resize(self.width(), self.height() + 230)

    def done(self, result: int) -> None:
        """Closing saves the field that is being edited."""
        for name in self.fields:
            self._on_edited(name)
        super().done(result)

    def _add_field(self, name: str, *, is_editable: bool) -> None:
        field = QLineEdit(getattr(self._article.fields, name), self)
        field.setFont(sans(13))
        field.setMinimumHeight(_ROW_PX)
        field.setTextMargins(6, 0, 6, 0)
        field.setReadOnly(not is_editable)
        field.setPlaceholderText(_HINTS.get(name, "") if is_editable else "")
        field.setAccessibleName(_LABELS[name])
        field.setCursorPosition(0)
        field.editingFinished.connect(lambda: self._on_edited(name))
        self.fields[name] = field
        self._form.addRow(self._caption(_LABELS[name]), field)

    def _add_fact(self, caption: str, text: str) -> None:
        fact = self.label(text, role=Role.TEXT2)
        fact.setMinimumHeight(_ROW_PX)
        self._form.addRow(self._caption(caption), fact)

    def _caption(self, text: str) -> QLabel:
        label = self.label(text, px=12, weight=500, role=Role.TEXT2, wraps=False)
        label.setMinimumHeight(_ROW_PX)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return label

    def _on_edited(self, name: str) -> None:
        text = " ".join(self.fields[name].text().split())
        if text == getattr(self._article.fields, name) or self.fields[name].isReadOnly():
            return
        if name == "title" and not text:
            self.fields[name].setText(self._article.title)
            return
        from dataclasses import replace

        self._article = replace(self._article, fields=replace(self._article.fields, **{name: text}))
        self.field_edited.emit(name, text)

    def _on_encoding_changed(self) -> None:
        self._preview.setPlainText(preview(self._data, self.encodings.currentData()))
        self.apply_button.setEnabled(True)

    def _on_apply(self) -> None:
        self.apply_button.setEnabled(False)
        self.encoding_chosen.emit(self.encodings.currentData())
