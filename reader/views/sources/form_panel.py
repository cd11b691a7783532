"""The form of a source, in the place of its details."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from annotations import AccessedThrough, Authority, Severity, Source, SourceType, SourceUid
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, Hairline, TextButton
from reader.views.sources.facts import container_label
from reader.views.sources.fields import ChoiceField, LineField, TextField
from reader.views.sources.form_values import SourceForm, checks, rank_words
from reader.views.sources.labels import RankBadge, Words
from reader.views.sources.panel_scroll import PanelScroll

if TYPE_CHECKING:
    from collections.abc import Iterable

MARGIN_PX = 24
_LINES = {
    "container": ("Published in", ""),
    "publisher": ("Publisher or institution", ""),
    "issued": ("Issued", "2024-05-06, 2024-05 or 2024"),
    "url": ("Web address", "https://..."),
    "doi": ("DOI", "10.1002/cpt.2891"),
    "pmid": ("PMID", "36924284"),
    "pmcid": ("PMCID", "PMC10198846"),
    "isbn": ("ISBN", ""),
    "jurisdiction": ("Jurisdiction", "For laws and regulators: US, EU, UK ..."),
    "authority_reason": ("Why this rank", ""),
    "retraction_note": ("What the retraction says", ""),
}
_TEXTS = {
    "title": ("Title", 1),
    "authors": ("Authors, a line for each", 1),
    "establishes": ("What it establishes, in one line", 2),
}
_ACCESS = {
    AccessedThrough.ORIGINAL: "The original",
    AccessedThrough.COPY: "A copy (one rank lower)",
    AccessedThrough.SECONDARY: "A secondary account (one rank lower)",
}


class FormPanel(QWidget):
    """Every field of a source. What is typed is checked at once, and never refused.

    Signals:
        saved: The `Source` as it is to be stored; its uid is that of the source that the form
            was opened for, empty for a new one.
        changed: After every edit.
        closed: Esc, or the button: nothing is to be saved now.
    """

    saved = Signal(object)
    changed = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._source = Source(uid=SourceUid(""), type=SourceType.STUDY, title="")
        self._is_filling = False
        self.lines: dict[str, LineField] = {}
        self.texts: dict[str, TextField] = {}
        self._captions: dict[str, Words] = {}
        self._said: dict[str, Words] = {}
        self._holders: dict[str, QWidget] = {}
        self._groups: dict[str, QWidget] = {}
        self._make(theme)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    @property
    def form(self) -> SourceForm:
        """What is typed now."""
        return SourceForm(
            **{name: field.text() for name, field in self.lines.items()},
            **{name: field.text for name, field in self.texts.items()},
            type=SourceType(self.type_box.currentData()),
            accessed_through=AccessedThrough(self.access_box.currentData()),
            authority=_authority(self.rank_box.currentData()),
            retracted=self.retracted_box.isChecked(),
        )

    @property
    def is_edited(self) -> bool:
        """True where saving would change something."""
        return self.form.apply_to(self._source) != self._source

    @property
    def uid(self) -> str:
        """Uid of the source that the form is for; empty for a new one."""
        return self._source.uid

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        for child in self._dressed():
            child.set_theme(theme)
        self.retracted_box.setPalette(theme.palette())
        self.update()

    def open_source(self, source: Source, kept: SourceForm | None = None) -> None:
        """Show a source to be edited.

        Args:
            source: As it stands; with an empty uid it is new.
            kept: What was typed for it before; None where nothing was.
        """
        self._source = source
        self._heading.setText("Edit source" if source.uid else "New source")
        self._kept_row.setVisible(kept is not None)
        self._refusal.show_text("")
        self._fill(kept or SourceForm.of(source))
        self._scroll.to_top()

    def take_keyboard(self) -> None:
        """Put the cursor into the title."""
        edit = self.texts["title"].edit
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit.selectAll()

    def save(self) -> None:
        """Ask to save; where something must be said first, say what and go there."""
        form = self.form
        stops = [name for name, check in checks(form).items() if check.stops]
        if stops:
            field = self._holders[stops[0]]
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._scroll.ensureWidgetVisible(field, 0, 60)
            self._refusal.show_text(checks(form)[stops[0]].words)
        else:
            self._refusal.show_text("")
            self.saved.emit(form.apply_to(self._source))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._scroll.ensureWidgetVisible(watched, 0, 40)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color(Role.SURFACE))

    def _make(self, theme: Theme) -> None:
        self._scroll = PanelScroll(theme, self)
        content = self._content = self._scroll.content
        self._heading = Words("", theme, self, px=14, weight=600, wraps=False)
        self._kept_row = QWidget(self)
        self._kept_words = Words(
            "What you typed before is still here.", theme, self._kept_row, px=12, role=Role.TEXT2
        )
        self.afresh_button = TextButton("Start again", theme, self._kept_row, height_px=24)
        for name, (label, hint) in _LINES.items():
            field = LineField(label, theme, content)
            field.setPlaceholderText(hint)
            self.lines[name] = field
            self._holders[name] = field
        for name, (label, least) in _TEXTS.items():
            self.texts[name] = TextField(label, theme, content, least=least)
            self._holders[name] = self.texts[name].edit
        self.type_box = ChoiceField("Type", theme, content)
        for kind in SourceType:
            self.type_box.addItem(f"{kind.label} ({kind.authority.value})", kind.value)
        self.type_box.setMaxVisibleItems(len(SourceType))
        self.rank_box = ChoiceField("Rank", theme, content)
        self.rank_box.addItem("", "")
        for rank in Authority:
            self.rank_box.addItem(f"{rank.value}, {rank.label}", rank.value)
        self.access_box = ChoiceField("Read through", theme, content)
        for access, words in _ACCESS.items():
            self.access_box.addItem(words, access.value)
        self.retracted_box = QCheckBox("Retracted", content)
        self.retracted_box.setAccessibleName("Retracted")
        self.retracted_box.setFont(sans(13))
        self._badge = RankBadge(theme, content)
        self._rank_words = Words("", theme, content, px=12, role=Role.TEXT2)
        self._refusal = Words("", theme, self, px=12, weight=500, role=Role.TEXT)
        self._refusal.set_role(Severity.SERIOUS)
        self.save_button = TextButton(
            "Save", theme, self, kind=ButtonKind.PRIMARY, keys="Ctrl Enter"
        )
        self.cancel_button = TextButton("Cancel", theme, self, keys="Esc")
        self._lines_between = (Hairline(theme, self), Hairline(theme, self))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._content)
        column.setContentsMargins(MARGIN_PX, 12, MARGIN_PX - 14, 16)
        column.setSpacing(0)
        self._add(column, "title", self.texts["title"])
        self._add(column, "type", self.type_box, "Type")
        rank_row = QHBoxLayout()
        rank_row.setContentsMargins(0, 0, 0, 8)
        rank_row.setSpacing(8)
        rank_row.addWidget(self._badge)
        rank_row.addWidget(self._rank_words, 1)
        column.addLayout(rank_row)
        self._add(column, "rank", self.rank_box, "Rank")
        self._add(column, "authority_reason", self.lines["authority_reason"])
        self._add(column, "authors", self.texts["authors"])
        for names in (("container",), ("publisher",), ("issued", "jurisdiction"), ("url",)):
            self._add_beside(column, names)
        for names in (("doi",), ("pmid", "pmcid"), ("isbn",)):
            self._add_beside(column, names)
        self._add(column, "establishes", self.texts["establishes"])
        self._add(column, "access", self.access_box, "Read through")
        column.addSpacing(4)
        column.addWidget(self.retracted_box)
        column.addSpacing(8)
        self._add(column, "retraction_note", self.lines["retraction_note"])
        column.addStretch(1)
        self._lay_out_whole()

    def _lay_out_whole(self) -> None:
        kept = QHBoxLayout(self._kept_row)
        kept.setContentsMargins(MARGIN_PX, 0, MARGIN_PX - 8, 6)
        kept.addWidget(self._kept_words, 1)
        kept.addWidget(self.afresh_button)
        self._heading.set_inset(MARGIN_PX, 16, MARGIN_PX, 10)
        self._refusal.set_inset(MARGIN_PX, 8, MARGIN_PX, 0)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN_PX - 4, 8, MARGIN_PX - 4, 12)
        foot.setSpacing(4)
        foot.addWidget(self.save_button)
        foot.addWidget(self.cancel_button)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (self._heading, self._kept_row, self._lines_between[0]):
            whole.addWidget(widget)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._lines_between[1])
        whole.addWidget(self._refusal)
        whole.addLayout(foot)

    def _add(self, column: QVBoxLayout, name: str, field: QWidget, label: str = "") -> None:
        """A label, the field, and room for what is said of it."""
        text = label or _TEXTS.get(name, ("", 0))[0] or _LINES[name][0]
        group = QWidget(self._content)
        caption = Words(text, self._theme, group, px=12, weight=500, role=Role.TEXT2, wraps=False)
        caption.set_inset(0, 0, 0, 4)
        said = Words("", self._theme, group, px=12)
        said.set_inset(0, 3, 0, 0)
        said.hide()
        self._captions[name], self._said[name], self._groups[name] = caption, said, group
        inside = QVBoxLayout(group)
        inside.setContentsMargins(0, 0, 0, 10)
        inside.setSpacing(0)
        for widget in (caption, field, said):
            inside.addWidget(widget)
        column.addWidget(group)

    def _add_beside(self, column: QVBoxLayout, names: tuple[str, ...]) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        for name in names:
            part = QVBoxLayout()
            part.setSpacing(0)
            self._add(part, name, self.lines[name])
            part.addStretch(1)
            row.addLayout(part, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        for line in self.lines.values():
            line.textChanged.connect(self._on_edited)
            line.installEventFilter(self)
        for text in self.texts.values():
            text.changed.connect(self._on_edited)
            text.edit.installEventFilter(self)
        for box in (self.type_box, self.rank_box, self.access_box):
            box.currentIndexChanged.connect(self._on_edited)
            box.installEventFilter(self)
        self.retracted_box.toggled.connect(self._on_edited)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.closed)
        self.afresh_button.clicked.connect(self._on_afresh_clicked)
        order = (
            *(self._holders["title"], self.type_box, self.rank_box, self.lines["authority_reason"]),
            self._holders["authors"],
            *(self.lines[n] for n in ("container", "publisher", "issued", "jurisdiction", "url")),
            *(self.lines[name] for name in ("doi", "pmid", "pmcid", "isbn")),
            *(self._holders["establishes"], self.access_box, self.retracted_box),
            *(self.lines["retraction_note"], self.save_button, self.cancel_button),
        )
        for one, other in pairwise(order):
            QWidget.setTabOrder(one, other)

    def _dressed(
        self,
    ) -> Iterable[Words | LineField | TextField | TextButton | RankBadge | Hairline]:
        yield from (self._heading, self._kept_words, self._rank_words, self._refusal, self._badge)
        yield from (self.afresh_button, self.save_button, self.cancel_button)
        yield from self._lines_between
        yield from (self.type_box, self.rank_box, self.access_box)
        yield from self._captions.values()
        yield from self._said.values()
        yield from self.lines.values()
        yield from self.texts.values()

    def _fill(self, form: SourceForm) -> None:
        self._is_filling = True
        for name, line in self.lines.items():
            line.setText(getattr(form, name))
            line.setCursorPosition(0)
        for name, text in self.texts.items():
            text.edit.setPlainText(getattr(form, name))
        self.type_box.setCurrentIndex(self.type_box.findData(form.type.value))
        self.access_box.setCurrentIndex(self.access_box.findData(form.accessed_through.value))
        authority = form.authority.value if form.authority is not None else ""
        self.rank_box.setCurrentIndex(self.rank_box.findData(authority))
        self.retracted_box.setChecked(form.retracted)
        self._is_filling = False
        self._say_checks()

    def _say_checks(self) -> None:
        form = self.form
        said = checks(form)
        for name, words in self._said.items():
            check = said.get(name)
            # An empty title is no fault of one who has just begun.
            is_silent = check is None or (name == "title" and not self._refusal.text())
            words.show_text("" if is_silent or check is None else check.words)
            if check is not None:
                words.set_role(Role.ACCENT if check.is_good else Severity.MODERATE)
        usual = form.type.authority
        self.rank_box.setItemText(0, f"Default for this type: {usual.value}, {usual.label}")
        self._rank_words.setText(rank_words(form))
        self._badge.show_rank(replace(form.apply_to(self._source), title="-").rank)
        self._captions["container"].setText(container_label(form.type))
        for name, is_wanted in (
            ("authority_reason", form.authority is not None),
            ("retraction_note", form.retracted),
        ):
            self._groups[name].setVisible(is_wanted)

    def _on_edited(self) -> None:
        if not self._is_filling:
            self._say_checks()
            self.changed.emit()

    def _on_afresh_clicked(self) -> None:
        self.open_source(self._source)
        self.take_keyboard()
        self.changed.emit()


def _authority(value: str) -> Authority | None:
    return Authority(value) if value else None
