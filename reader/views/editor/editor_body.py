"""What scrolls inside the editor: chips, segments, fields, evidence, places, and the rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from annotations import Severity, Status, TargetDraft
from reader.editing.form import FormField, NoteForm
from reader.editing.hints import EditorKeys
from reader.editing.places import PlaceWords
from reader.theme.theme import Theme
from reader.views.editor.category_chips import CategoryChips
from reader.views.editor.claim_line import ClaimLine
from reader.views.editor.evidence_list import EvidenceList
from reader.views.editor.more_fields import MoreButton, MoreFields, more_summary
from reader.views.editor.places_list import PlacesList
from reader.views.editor.plain_field import PlainField
from reader.views.editor.severity_segments import SeveritySegments
from reader.views.editor.stack import Stack
from reader.views.editor.warnings_line import WarningsLine

_GAP, _SMALL_GAP = 8, 4


def _unnamed(_target: TargetDraft) -> PlaceWords:
    return PlaceWords("")


class EditorBody(Stack):
    """Shows a form and says what the user does to it; holds no value of its own.

    Signals:
        text_edited: Name of a field of `NoteForm`, and its new value.
        height_changed: It needs another height.
        stops_changed: There are other things for Tab to stop at.
        opened: A part that was opened and is to be seen.
    """

    text_edited = Signal(str, object)
    height_changed = Signal()
    stops_changed = Signal()
    opened = Signal(QWidget)

    def __init__(
        self, theme: Theme, today: Callable[[], str], keys: EditorKeys, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.claim = ClaimLine(theme)
        self.categories = CategoryChips(theme)
        self.severities = SeveritySegments(theme, keys)
        self.correction = PlainField(
            "Correction", theme, hint="the right fact, one sentence", lines=(1, 4), is_line=True
        )
        self.why = PlainField("Why", theme, lines=(2, 6))
        self.advice = PlainField("Advice", theme, hint="needed when critical", lines=(1, 4))
        self.evidence = EvidenceList(theme, today, keys)
        self.places = PlacesList(theme, _unnamed)
        self.more = MoreButton(theme)
        self.more_fields = MoreFields(theme)
        self._fields = {"correction": self.correction, "body": self.why, "advice": self.advice}
        self._lines = {
            name: WarningsLine(theme) for name in (FormField.SEVERITY.value, *self._fields)
        }
        self._lines[FormField.EVIDENCE.value] = self.evidence.warnings
        #: Sentences on fields that were filled beyond their limit, by the name of the line.
        self._limits: dict[str, str] = {}
        self._form = NoteForm()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.add(self.claim)
        self.add(self.categories, _GAP)
        self.add(self.severities, _GAP)
        self.add(self._lines["severity"], _SMALL_GAP)
        for name, field in self._fields.items():
            field.edit.setObjectName(name)
            self.add(field, _GAP)
            self.add(self._lines[name], _SMALL_GAP)
        self.add(self.evidence, _GAP)
        self.add(self.places, _GAP)
        self.add(self.more, _GAP)
        self.add(self.more_fields, _SMALL_GAP)
        self.more_fields.hide()

    def _connect(self) -> None:
        for part in (self.categories, self.evidence, self.places, self.more_fields):
            part.height_changed.connect(self._on_part_changed)
        for field in self._fields.values():
            field.edited.connect(self._on_field_edited)
            field.warned.connect(self._on_field_warned)
            field.height_changed.connect(self.height_changed)
        for part in (self.evidence, self.places, self.more_fields):
            part.warned.connect(self._on_row_warned)
        self.more_fields.edited.connect(self.text_edited)
        self.more.toggled.connect(self._on_more_toggled)

    @property
    def warning_lines(self) -> Mapping[str, WarningsLine]:
        """The lines below fields, by the name of the field."""
        return self._lines

    def begin(self) -> None:
        """Forget what was open, before another note is shown."""
        self._limits.clear()
        self.evidence.picker.clear()
        self.evidence.close_rows()
        self.categories.show_rare(shown=False)
        self.more.setChecked(False)
        for name, field in self._fields.items():
            # Also where the words are the same: what was undone belongs to another note.
            field.set_text(getattr(self._form, name))

    def show_form(self, form: NoteForm) -> bool:
        """Show a form; fields that say the same already are left alone.

        Returns:
            True where parts came, went or may be of another height.
        """
        self._form = form
        self.categories.choose(form.category)
        self.severities.choose(form.severity)
        for name, field in self._fields.items():
            if field.text() != getattr(form, name):
                field.set_text(getattr(form, name))
        self.more_fields.show_form(form)
        self.more.set_summary(more_summary(form))
        changed = (self.evidence.show_form(form), self.places.show_form(form), self._warn())
        return any(changed)

    def say(self, field: FormField, sentence: str) -> None:
        """Show a sentence below a field until the next edit of it."""
        self._limits[field.value] = sentence
        if self._warn():
            self.height_changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Paint everything in another theme."""
        self.claim.set_theme(theme)
        self.categories.set_theme(theme)
        self.severities.set_theme(theme)
        for field in self._fields.values():
            field.set_theme(theme)
        for line in self._lines.values():
            line.set_theme(theme)
        self.evidence.set_theme(theme)
        self.places.set_theme(theme)
        self.more.set_theme(theme)
        self.more_fields.set_theme(theme)

    def stops(self) -> list[QWidget]:
        """What Tab stops at, in order: category and severity, the texts, the sources, the rest."""
        chosen = [group.tab_stop for group in (self.categories, self.severities)]
        return [
            *(stop for stop in chosen if stop is not None),
            *(field.edit for field in self._fields.values()),
            self.evidence.picker.edit,
            *self.evidence.row_stops,
            *self.places.stops,
            self.more,
            *(self.more_fields.stops if self.more.isChecked() else []),
        ]

    def stop_named(self, name: str) -> QWidget | None:
        """The stop of that name, opened where it is closed; None where there is none."""
        parts = name.split("-")
        rows = self.evidence.rows
        if parts[0] == "evidence" and len(parts) == 3 and parts[1].isdigit():
            at = int(parts[1])
            if at < len(rows) and parts[2] in ("quote", "locator", "checked", "why"):
                rows[at].set_open(True)
        elif any(stop.objectName() == name for stop in self.more_fields.stops):
            self.more.setChecked(True)
        return next((stop for stop in self.stops() if stop.objectName() == name), None)

    def _warn(self) -> bool:
        """Show what is wrong; True where that is something else than before."""
        status = Status.READY if self._form.has_words else Status.DRAFT
        found: dict[str, list[str]] = {name: [] for name in self._lines}
        for name, sentence in self._limits.items():
            found[name].append(sentence)
        for warning in self._form.warnings(status):
            found[warning.field.value].append(warning.sentence)
        changed = [line.show_sentences(tuple(found[name])) for name, line in self._lines.items()]
        self._hint_advice()
        return any(changed)

    def _hint_advice(self) -> None:
        is_critical = self._form.severity is Severity.CRITICAL
        self.advice.set_hint("what to do instead" if is_critical else "needed when critical")

    def _set_limit(self, name: str, sentence: str) -> None:
        if sentence:
            self._limits[name] = sentence
        else:
            self._limits.pop(name, None)
        if self._warn():
            self.height_changed.emit()

    def _on_field_edited(self, text: str) -> None:
        field = self.sender()
        for name, each in self._fields.items():
            if each is field:
                self.text_edited.emit(name, text)

    def _on_field_warned(self, sentence: str) -> None:
        field = self.sender()
        for name, each in self._fields.items():
            if each is field:
                self._set_limit(name, sentence)

    def _on_row_warned(self, sentence: str) -> None:
        self._set_limit(FormField.EVIDENCE.value, sentence)

    def _on_part_changed(self) -> None:
        self.stops_changed.emit()
        self.height_changed.emit()

    def _on_more_toggled(self, is_open: bool) -> None:  # noqa: FBT001 - a signal's value
        self.more_fields.setVisible(is_open)
        self.more.update()
        self._on_part_changed()
        if is_open:
            self.opened.emit(self.more_fields)
