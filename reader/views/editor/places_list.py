"""The other places of a note: further claims, and the sentences that conflict."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotations import Severity, TargetDraft, TargetRole
from reader.editing.form import NoteForm
from reader.editing.places import Describe, PlaceWords
from reader.theme.fonts import sans, serif
from reader.theme.glyphs import paint_conflict_glyph
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.views.editor.field_parts import LABEL_PX, RADIUS, paint_label
from reader.views.editor.plain_field import PlainField
from reader.views.editor.small_button import SIDE_PX, ButtonSign, SmallButton
from reader.views.editor.stack import HALO, Stack
from reader.views.paragraph import Paragraph, Run
from reader.views.wording import isolate, quoted

_PADDING = 8
_MOST_LINES = 2


class PlaceRow(QWidget):
    """One place, with a button that takes it out.

    Signals:
        removed: Its index; it is to be taken out.
        why_edited: Its index, and why it conflicts.
        height_changed: It needs another height.
        warned: A sentence on a field that is too long; empty once it is right.
    """

    removed = Signal(int)
    why_edited = Signal(int, str)
    height_changed = Signal()
    warned = Signal(str)

    def __init__(
        self, at: int, target: TargetDraft, words: PlaceWords, severity: Severity, theme: Theme
    ) -> None:
        """Show the target that has the index `at` in the form."""
        super().__init__()
        self._at, self._words = at, words
        self._severity, self._theme = severity, theme
        self.is_conflict = target.role is TargetRole.CONFLICT
        self._heading = "Conflicts with" if self.is_conflict else "Also claimed"
        name = f"Take this place out: {words.excerpt[:80] or words.article}"
        self.remove_button = SmallButton(ButtonSign.REMOVE, name, theme, self)
        self.remove_button.setObjectName(f"place-{at}-remove")
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.why: PlainField | None = None
        if self.is_conflict:
            self.why = PlainField("", theme, self, lines=(1, 3), is_line=True)
            self.why.edit.setObjectName(f"place-{at}-why")
            self.why.edit.setAccessibleName("Why they conflict")
            self.why.set_placeholder("why they conflict")
            self.why.set_text(target.why)
            self.why.edited.connect(self._on_why_edited)
            self.why.height_changed.connect(self.height_changed)
            self.why.warned.connect(self.warned)
        self.setAccessibleName(f"{self._heading}: {words.excerpt or words.article}")

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return [*([self.why.edit] if self.why is not None else []), self.remove_button]

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self.remove_button.set_theme(theme)
        if self.why is not None:
            self.why.set_theme(theme)
        self.update()

    def set_severity(self, severity: Severity) -> None:
        """Paint the sign of a conflict in another colour."""
        self._severity = severity
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._words_bottom(width) + _PADDING
        if self.why is not None:
            height += 4 + self.why.heightForWidth(width - 2 * _PADDING)
        return round(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        right = self.width() - HALO - 4
        self.remove_button.setGeometry(right - SIDE_PX, _PADDING + 8 - 14, SIDE_PX, SIDE_PX)
        if self.why is not None:
            width = self.width() - 2 * _PADDING
            top = round(self._words_bottom(self.width()) + 4)
            self.why.setGeometry(_PADDING, top, width, self.why.heightForWidth(width))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(HALO + 0.5, 0.5, -HALO - 0.5, -0.5)
        painter.setPen(QPen(self._theme.color(Role.LINE), 1))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self.is_conflict:
            sign = QRectF(HALO + _PADDING, _PADDING, 16, 16)
            paint_conflict_glyph(painter, sign, self._theme.severity(self._severity).ink)
        for paragraph in self._paragraphs(self.width()):
            paragraph.paint(painter, self._theme)

    def _on_remove_clicked(self) -> None:
        self.removed.emit(self._at)

    def _on_why_edited(self, why: str) -> None:
        self.why_edited.emit(self._at, why)

    def _words_bottom(self, width: int) -> float:
        return self._paragraphs(width)[-1].bottom

    def _paragraphs(self, width: int) -> list[Paragraph]:
        theme = self._theme
        left = HALO + _PADDING + (20 if self.is_conflict else 0)
        heading = [Run(self._heading, sans(12, 600), theme.color(Role.TEXT2))]
        if self._words.article:
            article = f"  {isolate(self._words.article)}"
            heading.append(Run(article, sans(12), theme.color(Role.TEXT3)))
        room = width - HALO - SIDE_PX - 4 - left
        found = [Paragraph(heading, left, _PADDING, room, 16)]
        found[0].keep_lines(_PADDING + 16)
        excerpt = quoted(self._words.excerpt, 240) if self._words.excerpt else "The whole article"
        run = Run(isolate(excerpt), serif(14), theme.color(Role.TEXT))
        left = HALO + _PADDING
        room = width - HALO - _PADDING - left
        found.append(Paragraph([run], left, found[0].bottom + 2, room, 20))
        found[1].keep_lines(found[1].y + _MOST_LINES * 20)
        return found


class PlacesList(Stack):
    """The places besides the sentence that the editor stands beside.

    Signals:
        why_edited: Index of the target in the form, and why it conflicts.
        removed: Index of the target in the form.
        height_changed: It needs another height.
        warned: A sentence on a field that is too long; empty once it is right.
    """

    why_edited = Signal(int, str)
    removed = Signal(int)
    height_changed = Signal()
    warned = Signal(str)

    def __init__(self, theme: Theme, describe: Describe, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.describe = theme, describe
        self._rows: dict[int, PlaceRow] = {}
        self._key: tuple[object, ...] = ()
        self._label = _Label(theme, self)
        self.add(self._label)
        self.hide()

    @property
    def rows(self) -> tuple[PlaceRow, ...]:
        """The rows, in the order of the form."""
        return tuple(self._rows.values())

    @property
    def stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        return [stop for row in self._rows.values() for stop in row.stops]

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        self._label.set_theme(theme)
        for row in self._rows.values():
            row.set_theme(theme)

    def show_form(self, form: NoteForm) -> bool:
        """Show the places of a form; rows that are there already keep the keyboard.

        Returns:
            False where they are there already.
        """
        others = other_places(form)
        key = tuple((at, t.role, t.article_uid, t.span, t.uid) for at, t in others)
        if key == self._key:
            for at, target in others:
                row = self._rows[at]
                row.set_severity(form.severity)
                if row.why is not None and row.why.text() != target.why:
                    row.why.set_text(target.why)
            return False
        self._key = key
        for row in self._rows.values():
            self.take(row)
            row.deleteLater()
        self._rows.clear()
        for at, target in others:
            self._add_row(at, target, form.severity)
        self.setVisible(bool(others))
        return True

    def _add_row(self, at: int, target: TargetDraft, severity: Severity) -> None:
        row = PlaceRow(at, target, self.describe(target), severity, self._theme)
        row.why_edited.connect(self.why_edited)
        row.removed.connect(self.removed)
        row.height_changed.connect(self.height_changed)
        row.warned.connect(self.warned)
        self._rows[at] = row
        self.add(row, 4)
        row.show()


class _Label(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, _width: int) -> int:
        return LABEL_PX

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_label(QPainter(self), self.width(), "Other places", "", self._theme)


def other_places(form: NoteForm) -> tuple[tuple[int, TargetDraft], ...]:
    """Places besides the first claim, with their index in the form."""
    claims = [at for at, t in enumerate(form.targets) if t.role is TargetRole.CLAIM]
    first = claims[0] if claims else -1
    return tuple((at, target) for at, target in enumerate(form.targets) if at != first)
