"""Export to Markdown: choose a layout, see both faces of it, copy or save."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotations import ExportLayout, ReviewedArticle
from reader.dialogs.export_choices import CheckRow, LayoutCard
from reader.dialogs.export_file import (
    ExportChoices,
    markdown_of,
    suggested_name,
    write_whole,
)
from reader.dialogs.export_preview import ExportPreview
from reader.dialogs.file_dialogs import documents_folder
from reader.dialogs.sheet import Sheet
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, ElidedLabel, Hairline, TextButton

_SIZE = QSize(1224, 760)
_CHOICES_WIDTH_PX = 312
_NARROW_CHOICES_WIDTH_PX = 288
_NARROW_BELOW_PX = 1000
#: Buttons and cards bring this margin for their focus ring; what has none is indented by it.
_FOCUS_PX = 4


class ExportDialog(Sheet):
    """Layouts and what to include on the left, the Markdown and its rendering beside it.

    Signals:
        saved: Path of the file that has been written, as text.
        failed: A sentence; nothing has been written.

    Args:
        reviewed: The article with its drafts.
        folder: Where to save; empty for the user's documents.
    """

    saved = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        reviewed: ReviewedArticle,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        choices: ExportChoices | None = None,
        folder: str = "",
    ) -> None:
        super().__init__("Export to Markdown", theme, parent, _SIZE)
        self._reviewed = reviewed
        self._choices = choices or ExportChoices()
        self._folder = Path(folder) if folder and Path(folder).is_dir() else documents_folder()
        self._markdown = ""
        self._confirmed: Path | None = None
        self.preview = ExportPreview(reviewed.article, theme, self)
        self._side = self._build_side()
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._side)
        line = Hairline(theme, self)
        line.setMinimumHeight(0)
        line.setMaximumHeight(16_777_215)
        line.setFixedWidth(1)
        row.addWidget(line)
        row.addWidget(self.preview, 1)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.addLayout(row, 1)
        self._build_foot()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._refresh)
        self._later.start()
        self.cards[self._choices.layout].setFocus()

    @property
    def choices(self) -> ExportChoices:
        """What is chosen now."""
        return self._choices

    @property
    def markdown(self) -> str:
        """What would be saved now."""
        return markdown_of(self._reviewed, self._choices)

    @property
    def path(self) -> Path:
        """Where it would be saved now."""
        name = self.name.text().strip()
        return self._folder / (name if Path(name).suffix else f"{name}.md")

    @property
    def message(self) -> str:
        """What the foot of the dialog says."""
        return self._message.text()

    def copy(self) -> None:
        """Put the Markdown on the clipboard."""
        QGuiApplication.clipboard().setText(self.markdown)
        self._say("Copied.")

    def save(self) -> None:
        """Write the file and close; a file that is there is replaced at the second press."""
        path = self.path
        if not self.name.text().strip():
            self._say("Give the file a name first.", is_warning=True)
            self.name.setFocus()
            return
        if path.exists() and self._confirmed != path:
            self._confirmed = path
            self._say(f"{path.name} is there already.", is_warning=True)
            self._save_button.set_label("Replace it")
            return
        try:
            write_whole(path, self.markdown)
        except OSError as error:
            reason = error.strerror or str(error)
            self._say(
                f"{path.name} was not saved: {reason}. Choose another folder.", is_warning=True
            )
            return
        self.saved.emit(str(path))
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW_BELOW_PX
        self._side.setFixedWidth(_NARROW_CHOICES_WIDTH_PX if is_narrow else _CHOICES_WIDTH_PX)

    def done(self, result: int) -> None:
        """Called however the dialog is closed; the worker goes with it."""
        self.preview.close_worker()
        super().done(result)

    def _build_side(self) -> QScrollArea:
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(20, 14, 6, 14)
        column.setSpacing(2)
        column.addWidget(self._caption("Layout"))
        self.cards: dict[ExportLayout, LayoutCard] = {}
        group = QButtonGroup(self)
        for layout in ExportLayout:
            card = LayoutCard(layout, self.theme, inner)
            card.setChecked(layout is self._choices.layout)
            card.toggled.connect(self._on_chosen)
            group.addButton(card)
            column.addWidget(card)
            self.cards[layout] = card
        column.addSpacing(10)
        column.addWidget(self._caption("Include"))
        self._add_checks(column)
        column.addSpacing(10)
        column.addWidget(self._caption("Save to"))
        self._add_place(column)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setVerticalScrollBar(ThinScrollBar(self.theme, area))
        # Always there, though it shows nothing then: its coming must not wrap the cards anew.
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _add_checks(self, column: QVBoxLayout) -> None:
        notes = self._reviewed.annotations
        published = sum(note.status.is_published for note in notes)
        drafts = len(notes) - published
        sources = len({item.source.uid for note in notes for item in note.evidence})
        self.checks = {
            "published": CheckRow("Ready and approved notes", self.theme, self, count=published),
            "drafts": CheckRow("Drafts", self.theme, self, count=drafts),
            "sources_as_list": CheckRow("Sources as a list", self.theme, self, count=sources),
            "front_matter": CheckRow("Front matter and note ids", self.theme, self),
        }
        self.checks["drafts"].setEnabled(drafts > 0)
        for name, check in self.checks.items():
            check.setChecked(getattr(self._choices, name))
            check.toggled.connect(self._on_chosen)
            column.addWidget(check)

    def _add_place(self, column: QVBoxLayout) -> None:
        self.name = QLineEdit(suggested_name(self._reviewed), self)
        self.name.setFont(sans(13))
        self.name.setMinimumHeight(32)
        self.name.setTextMargins(6, 0, 6, 0)
        self.name.setAccessibleName("File name")
        self.name.textChanged.connect(self._forget_confirmation)
        field = QHBoxLayout()
        field.setContentsMargins(_FOCUS_PX, 0, _FOCUS_PX, 0)
        field.addWidget(self.name)
        column.addLayout(field)
        row = QHBoxLayout()
        row.setContentsMargins(_FOCUS_PX, 0, 0, 0)
        self._place = ElidedLabel(f"in {self._folder}", self.theme, self, font=sans(12))
        self._place.set_role(Role.TEXT3)
        row.addWidget(self._place, 1)
        choose = TextButton("Folder...", self.theme, self)
        choose.setAccessibleName("Choose the folder")
        choose.clicked.connect(self._on_choose_folder)
        row.addWidget(choose)
        column.addLayout(row)

    def _build_foot(self) -> None:
        self._message = self.label("", px=13, role=Role.TEXT2)
        self._say("The same notes always give the same file.")
        self.foot.addWidget(self._message, 1)
        copy = TextButton("Copy", self.theme, self, kind=ButtonKind.OUTLINED, keys="Ctrl C")
        copy.clicked.connect(self.copy)
        self._save_button = TextButton(
            "Save file", self.theme, self, kind=ButtonKind.PRIMARY, keys="Enter"
        )
        self._save_button.clicked.connect(self.save)
        self.foot.addWidget(copy)
        self.foot.addWidget(self._save_button)

    def _caption(self, text: str) -> QLabel:
        label = self.label(text, px=12, weight=600, role=Role.TEXT2, wraps=False)
        label.setContentsMargins(_FOCUS_PX, 0, 0, 2)
        return label

    def _say(self, sentence: str, *, is_warning: bool = False) -> None:
        self._message.setText(sentence)
        palette = self._message.palette()
        role = Role.DEL if is_warning else Role.TEXT2
        palette.setColor(self._message.foregroundRole(), self.theme.color(role))
        self._message.setPalette(palette)

    def _forget_confirmation(self) -> None:
        self._confirmed = None
        self._save_button.set_label("Save file")

    def _on_chosen(self) -> None:
        layout = next(layout for layout, card in self.cards.items() if card.isChecked())
        chosen = {name: check.isChecked() for name, check in self.checks.items()}
        self._choices = ExportChoices(layout=layout, **chosen)
        self._later.start()

    def _refresh(self) -> None:
        self.preview.show_markdown(self.markdown)

    def _on_choose_folder(self) -> None:
        dialog = QFileDialog(self, "Save the export in", str(self._folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_folder_chosen)
        dialog.open()

    def _on_folder_chosen(self, name: str) -> None:
        self._folder = Path(name)
        self._place.set_text(f"in {name}")
        self._forget_confirmation()
