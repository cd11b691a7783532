"""What most notes do without: tags, certainty, date of a law, verdict, why no source."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from annotations import Certainty
from reader.editing.form import NoteForm
from reader.editing.typed import date_problem
from reader.theme.fonts import sans
from reader.theme.glyphs import paint_disclosure
from reader.theme.painting import elide, paint_focus_ring
from reader.theme.ring_button import RingButton
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.editor.check_line import CheckLine
from reader.views.editor.chips import ChipGroup, ChoiceChip
from reader.views.editor.field_parts import LABEL_GAP, LABEL_PX, paint_label
from reader.views.editor.line_field import LineField
from reader.views.editor.plain_field import PlainField
from reader.views.editor.stack import HALO, Stack
from reader.views.editor.tags_field import TagsField
from reader.views.wording import counted

_NOT_GRADED = "Not graded"
_ALIGN = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class MoreButton(RingButton):
    """Opens what is below it; says what is set there while it is closed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._summary = ""
        self.setCheckable(True)
        self.setObjectName("more")
        self.setText("More")
        self.setAccessibleName("More: tags, certainty, dates, no source needed")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_summary(self, summary: str) -> None:
        """Say what is set."""
        if summary == self._summary:
            return
        self._summary = summary
        self.setAccessibleDescription(summary)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._theme
        color = theme.color(Role.LINK)
        triangle = QRectF(HALO, (self.height() - 8) / 2, 8, 8)
        paint_disclosure(painter, triangle, color, open=self.isChecked())
        painter.setFont(sans(13, 600))
        painter.setPen(color)
        left = HALO + 16
        painter.drawText(QRectF(left, 0, 120, self.height()), _ALIGN, self.text())
        width = painter.fontMetrics().horizontalAdvance(self.text())
        words = self._summary or "tags, certainty, date of a law, no source needed"
        font = sans(12)
        room = QRectF(left + width + 10, 0, self.width() - left - width - 10 - HALO, self.height())
        if not self.isChecked():
            painter.setFont(font)
            painter.setPen(theme.color(Role.TEXT3))
            painter.drawText(room, _ALIGN, elide(words, font, room.width()))
        if self._shows_ring and self.hasFocus():
            ring = QRectF(HALO, 4, 16 + width + 2, self.height() - 8)
            paint_focus_ring(painter, ring, theme, 4)


class CertaintyChips(ChipGroup):
    """How certain the evidence is, in GRADE's words.

    Signals:
        chosen: The `Certainty` that the user chose.
    """

    chosen = Signal(object)
    top = LABEL_PX + LABEL_GAP

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName("Certainty of the evidence")
        self._chips: dict[Certainty, ChoiceChip] = {}
        for certainty in (Certainty.NONE, *list(Certainty)[:-1]):
            chip = ChoiceChip(certainty.label or _NOT_GRADED, theme, self)
            chip.setObjectName(f"certainty-{certainty.value or 'none'}")
            chip.setAccessibleName(f"Certainty of the evidence: {chip.text()}")
            chip.clicked.connect(self._on_clicked)
            self._chips[certainty] = chip
        self.take_buttons(tuple(self._chips.values()))

    def choose(self, certainty: Certainty) -> None:
        """Mark one as chosen, without telling."""
        if self._chips[certainty].isChecked():
            return
        self._chips[certainty].setChecked(True)
        self.give_tab_stop()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_label(QPainter(self), self.width(), "Certainty of the evidence", "GRADE", self.theme)

    def _on_clicked(self) -> None:
        chip = self.sender()
        for certainty, each in self._chips.items():
            if each is chip:
                self.give_tab_stop()
                self.chosen.emit(certainty)
                return


class MoreFields(Stack):
    """The fields below "More".

    Signals:
        edited: Name of a field of `NoteForm`, and its new value.
        height_changed: It needs another height.
        warned: A sentence on a field that is too long; empty once it is right.
    """

    edited = Signal(str, object)
    height_changed = Signal()
    warned = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tags = TagsField(theme)
        self.certainty = CertaintyChips(theme)
        self.as_of = LineField(
            "As of",
            theme,
            hint="for notes on law",
            placeholder="2024-05-06, 2024-05 or 2024",
            check=date_problem,
        )
        self.reason = PlainField(
            "No source needed",
            theme,
            hint="the reason why",
            lines=(1, 3),
            is_line=True,
        )
        self.verdict = CheckLine("May be exported as a fact-check verdict", theme)
        for field, name in (
            (self.tags, "tags"),
            (self.as_of, "as_of"),
            (self.reason, "no_source_needed"),
        ):
            field.edit.setObjectName(name)
        self.verdict.setObjectName("is_verdict")
        for part in (self.tags, self.certainty, self.as_of, self.reason, self.verdict):
            self.add(part, 8)
        self._connect()

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        chip = self.certainty.tab_stop
        return [
            self.tags.edit,
            *([chip] if chip is not None else []),
            self.as_of.edit,
            self.reason.edit,
            self.verdict,
        ]

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        for part in (self.tags, self.certainty, self.as_of, self.reason, self.verdict):
            part.set_theme(theme)

    def show_form(self, form: NoteForm) -> None:
        """Fill in what says something else, without telling."""
        self.tags.show_tags(form.tags)
        self.certainty.choose(form.certainty)
        if self.as_of.text() != form.as_of:
            self.as_of.set_text(form.as_of)
        if self.reason.text() != form.no_source_needed:
            self.reason.set_text(form.no_source_needed)
        self.verdict.setChecked(form.is_verdict)

    def _connect(self) -> None:
        self.tags.tags_edited.connect(self._on_tags)
        self.certainty.chosen.connect(self._on_certainty)
        self.as_of.edited.connect(self._on_as_of)
        self.reason.edited.connect(self._on_reason)
        for field in (self.as_of, self.reason):
            field.height_changed.connect(self.height_changed)
        self.reason.warned.connect(self.warned)
        self.verdict.clicked.connect(self._on_verdict)

    def _on_tags(self, tags: tuple[str, ...]) -> None:
        self.edited.emit("tags", tags)

    def _on_certainty(self, certainty: Certainty) -> None:
        self.edited.emit("certainty", certainty)

    def _on_as_of(self, text: str) -> None:
        self.edited.emit("as_of", text)

    def _on_reason(self, text: str) -> None:
        self.edited.emit("no_source_needed", text)

    def _on_verdict(self, is_checked: bool) -> None:  # noqa: FBT001 - a signal's value
        self.edited.emit("is_verdict", is_checked)


def more_summary(form: NoteForm) -> str:
    """What is set below "More", in a few words; empty where nothing is."""
    parts = []
    if form.tags:
        parts.append(counted(len(form.tags), "tag"))
    if form.certainty is not Certainty.NONE:
        parts.append(f"certainty {form.certainty.label.lower()}")
    if form.as_of.strip():
        parts.append(f"as of {form.as_of.strip()}")
    if form.no_source_needed.strip():
        parts.append("no source needed")
    if form.is_verdict:
        parts.append("verdict")
    return ", ".join(parts)
