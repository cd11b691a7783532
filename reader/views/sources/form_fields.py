"""The fields of a source, each with what is to be said of it at once."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from annotations import AccessedThrough, Authority, Severity, SourceType
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.sources.facts import container_label
from reader.views.sources.fields import ChoiceField, LineField, TextField
from reader.views.sources.form_values import SourceForm, checks, rank_of, rank_words
from reader.views.sources.labels import Dressed, RankBadge, Words

#: Label and hint of the fields of one line.
_LINES = {
    "container": ("Published in", ""),
    "publisher": ("Publisher or institution", ""),
    "issued": ("Issued", "2024-05-06, 2024-05 or 2024"),
    "jurisdiction": ("Jurisdiction", "US, EU, UK ..."),
    "url": ("Web address", "https://..."),
    "doi": ("DOI", "10.1002/cpt.2891"),
    "pmid": ("PMID", "36924284"),
    "pmcid": ("PMCID", "PMC10198846"),
    "isbn": ("ISBN", ""),
}
#: Label and least lines of the others.
_TEXTS = {
    "title": ("Title", 1),
    "authority_reason": ("Why this rank", 1),
    "authors": ("Authors, a line for each", 1),
    "establishes": ("What it establishes, in one line", 2),
    "retraction_note": ("What the retraction says", 1),
}
_BESIDE = (
    *(("container",), ("publisher",), ("issued", "jurisdiction"), ("url",)),
    *(("doi",), ("pmid", "pmcid"), ("isbn",)),
)
_ACCESS = {
    AccessedThrough.ORIGINAL: "The original",
    AccessedThrough.COPY: "A copy (one rank lower)",
    AccessedThrough.SECONDARY: "A secondary account (one rank lower)",
}


class SourceFields(QWidget):
    """All fields, in one column. They are made in the order in which they are read, which is
    the order in which Tab goes through them.

    Signals:
        changed: After every edit by hand.
        entered: The field that has the keyboard now.
    """

    changed = Signal()
    entered = Signal(QWidget)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_filling = False
        #: False until a title was missed: that it is empty is no fault of one who has begun.
        self._misses_title = False
        self.lines: dict[str, LineField] = {}
        self.texts: dict[str, TextField] = {}
        self._captions: dict[str, Words] = {}
        self._said: dict[str, Words] = {}
        self._groups: dict[str, QWidget] = {}
        self._fields: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._make()
        self._connect()

    @property
    def form(self) -> SourceForm:
        """What is typed now."""
        rank = self.rank_box.currentData()
        return SourceForm(
            **{name: field.text() for name, field in self.lines.items()},
            **{name: field.text for name, field in self.texts.items()},
            type=SourceType(self.type_box.currentData()),
            accessed_through=AccessedThrough(self.access_box.currentData()),
            authority=Authority(rank) if rank else None,
            retracted=self.retracted_box.isChecked(),
        )

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in self._dressed():
            child.set_theme(theme)
        self.retracted_box.setPalette(theme.palette())

    def set_margins(self, left: int, right: int) -> None:
        """Stand so far from the edges."""
        self._column.setContentsMargins(left, 12, right, 16)

    def fill(self, form: SourceForm) -> None:
        """Show other values."""
        self._is_filling = True
        self._misses_title = False
        for name, line in self.lines.items():
            line.setText(getattr(form, name))
            line.setCursorPosition(0)
        for name, text in self.texts.items():
            text.edit.setPlainText(getattr(form, name))
        rank = form.authority.value if form.authority is not None else ""
        for box, value in (
            (self.type_box, form.type.value),
            (self.access_box, form.accessed_through.value),
            (self.rank_box, rank),
        ):
            box.setCurrentIndex(box.findData(value))
        self.retracted_box.setChecked(form.retracted)
        self._is_filling = False
        self._say_checks()

    def go_to(self, name: str) -> None:
        """Put the cursor into a field that needs something."""
        self._misses_title = self._misses_title or name == "title"
        self._say_checks()
        self._fields[name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.entered.emit(watched)
        return super().eventFilter(watched, event)

    def _make(self) -> None:
        self._add_text("title")
        self.type_box = self._add_choice(
            "type", "Type", {k.value: f"{k.label} ({k.authority.value})" for k in SourceType}
        )
        self.type_box.setMaxVisibleItems(len(SourceType))
        self._badge = RankBadge(self._theme, self)
        self._rank_words = Words("", self._theme, self, px=12, role=Role.TEXT2)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 8)
        row.setSpacing(8)
        row.addWidget(self._badge)
        row.addWidget(self._rank_words, 1)
        self._column.addLayout(row)
        ranks = {rank.value: f"{rank.value}, {rank.label}" for rank in Authority}
        self.rank_box = self._add_choice("rank", "Rank", {"": "", **ranks})
        self._add_text("authority_reason")
        self._add_text("authors")
        for names in _BESIDE:
            self._add_lines(names)
        self._add_text("establishes")
        self.access_box = self._add_choice(
            "access", "Read through", {access.value: words for access, words in _ACCESS.items()}
        )
        self.retracted_box = QCheckBox("Retracted", self)
        self.retracted_box.setAccessibleName("Retracted")
        self.retracted_box.setFont(sans(13))
        self._column.addSpacing(2)
        self._column.addWidget(self.retracted_box)
        self._column.addSpacing(10)
        self._add_text("retraction_note")
        self._column.addStretch(1)

    def _add_text(self, name: str) -> None:
        label, least = _TEXTS[name]
        self.texts[name] = TextField(label, self._theme, self, least=least)
        self._column.addWidget(self._group(name, label, self.texts[name]))

    def _add_choice(self, name: str, label: str, choices: dict[str, str]) -> ChoiceField:
        box = ChoiceField(label, self._theme, self)
        for value, words in choices.items():
            box.addItem(words, value)
        self._column.addWidget(self._group(name, label, box))
        return box

    def _add_lines(self, names: tuple[str, ...]) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for name in names:
            label, hint = _LINES[name]
            line = LineField(label, self._theme, self)
            line.setPlaceholderText(hint)
            self.lines[name] = line
            row.addWidget(self._group(name, label, line), 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _group(self, name: str, label: str, field: QWidget) -> QWidget:
        """A label, the field, and room for what is said of it."""
        group = QWidget(self)
        caption = Words(label, self._theme, group, px=12, weight=500, role=Role.TEXT2, wraps=False)
        caption.set_inset(0, 0, 0, 4)
        said = Words("", self._theme, group, px=12)
        said.set_inset(0, 3, 0, 0)
        said.hide()
        self._captions[name], self._said[name], self._groups[name] = caption, said, group
        inside = QVBoxLayout(group)
        inside.setContentsMargins(0, 0, 0, 10)
        inside.setSpacing(0)
        self._fields[name] = field.edit if isinstance(field, TextField) else field
        for widget in (caption, field, said):
            inside.addWidget(widget)
        return group

    def _connect(self) -> None:
        for line in self.lines.values():
            line.textChanged.connect(self._on_edited)
        for text in self.texts.values():
            text.changed.connect(self._on_edited)
        for box in (self.type_box, self.rank_box, self.access_box):
            box.currentIndexChanged.connect(self._on_edited)
        self.retracted_box.toggled.connect(self._on_edited)
        for field in (
            *self.lines.values(),
            *(text.edit for text in self.texts.values()),
            *(self.type_box, self.rank_box, self.access_box, self.retracted_box),
        ):
            field.installEventFilter(self)

    def _dressed(self) -> Iterable[Dressed]:
        yield from (self._badge, self._rank_words)
        yield from (self.type_box, self.rank_box, self.access_box)
        yield from self._captions.values()
        yield from self._said.values()
        yield from self.lines.values()
        yield from self.texts.values()

    def _say_checks(self) -> None:
        form = self.form
        said = checks(form)
        for name, words in self._said.items():
            check = said.get(name)
            is_silent = name == "title" and not self._misses_title
            words.show_text("" if check is None or is_silent else check.words)
            self._fields[name].setAccessibleDescription(words.text())
            if check is not None:
                words.set_role(Role.ACCENT if check.is_good else Severity.MODERATE)
        usual = form.type.authority
        self.rank_box.setItemText(0, f"Default for this type: {usual.value}, {usual.label}")
        self._rank_words.setText(rank_words(form))
        self._badge.show_rank(rank_of(form))
        self._captions["container"].setText(container_label(form.type))
        self._groups["authority_reason"].setVisible(form.authority is not None)
        self._groups["retraction_note"].setVisible(form.retracted)

    def _on_edited(self) -> None:
        if not self._is_filling:
            self._say_checks()
            self.changed.emit()
