"""The form of a source, in the place of its details."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotations import Severity, Source, SourceType, SourceUid
from reader.theme.roles import Role
from reader.theme.scroll_bar import WIDTH_PX as SCROLL_BAR_PX
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, Hairline, TextButton
from reader.views.sources.form_fields import SourceFields
from reader.views.sources.form_values import SourceForm, checks
from reader.views.sources.labels import Dressed, Words
from reader.views.sources.panel_scroll import PanelScroll

MARGIN_PX = 24
#: So much of what stands round a field is shown with it.
_AROUND_PX = 60


class FormPanel(QWidget):
    """Every field of a source. What is typed is checked at once, and stays typed.

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
        self._heading = Words("", theme, self, px=14, weight=600, wraps=False)
        self._kept_row = QWidget(self)
        self._kept_words = Words(
            "What you typed before is still here.", theme, self._kept_row, px=12, role=Role.TEXT2
        )
        self.afresh_button = TextButton("Start again", theme, self._kept_row, height_px=24)
        self.fields = SourceFields(theme)
        self._scroll = PanelScroll(theme, self, self.fields)
        self._refusal = Words("", theme, self, px=12, weight=500)
        self._refusal.set_role(Severity.SERIOUS)
        self.save_button = TextButton(
            "Save", theme, self, kind=ButtonKind.PRIMARY, keys="Ctrl Enter"
        )
        self.cancel_button = TextButton("Cancel", theme, self, keys="Esc")
        self._lines = (Hairline(theme, self), Hairline(theme, self))
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    @property
    def form(self) -> SourceForm:
        """What is typed now."""
        return self.fields.form

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
        dressed: tuple[Dressed, ...] = (
            *(self._heading, self._kept_words, self.fields, self._scroll, self._refusal),
            *(self.afresh_button, self.save_button, self.cancel_button, *self._lines),
        )
        for child in dressed:
            child.set_theme(theme)
        self.update()

    def open_source(
        self, source: Source, filled: SourceForm | None = None, *, is_kept: bool = False
    ) -> None:
        """Show a source to be edited.

        Args:
            source: As it stands; with an empty uid it is new.
            filled: What the form says at first; None says what the source does.
            is_kept: True where that was typed before, and can be begun again.
        """
        self._source = source
        self._heading.setText("Edit source" if source.uid else "New source")
        self._kept_row.setVisible(is_kept)
        self._refusal.show_text("")
        self.fields.fill(filled or SourceForm.of(source))
        self._scroll.to_top()

    def take_keyboard(self) -> None:
        """Put the cursor into the title."""
        edit = self.fields.texts["title"].edit
        edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        edit.selectAll()

    def save(self) -> None:
        """Ask to save; where something must be said first, say what and go there."""
        form = self.form
        stops = {name: check.words for name, check in checks(form).items() if check.stops}
        if stops:
            name, words = next(iter(stops.items()))
            self.fields.go_to(name)
            self._refusal.show_text(words)
        else:
            self._refusal.show_text("")
            self.saved.emit(form.apply_to(self._source))

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

    def _lay_out(self) -> None:
        kept = QHBoxLayout(self._kept_row)
        kept.setContentsMargins(MARGIN_PX, 0, MARGIN_PX - 8, 6)
        kept.addWidget(self._kept_words, 1)
        kept.addWidget(self.afresh_button)
        self._heading.set_inset(MARGIN_PX, 16, MARGIN_PX, 10)
        self._refusal.set_inset(MARGIN_PX, 8, MARGIN_PX, 0)
        self.fields.set_margins(MARGIN_PX, MARGIN_PX - SCROLL_BAR_PX)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN_PX - 4, 8, MARGIN_PX - 4, 12)
        foot.setSpacing(4)
        foot.addWidget(self.save_button)
        foot.addWidget(self.cancel_button)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (self._heading, self._kept_row, self._lines[0]):
            whole.addWidget(widget)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._lines[1])
        whole.addWidget(self._refusal)
        whole.addLayout(foot)

    def _connect(self) -> None:
        self.fields.changed.connect(self._on_edited)
        self.fields.entered.connect(self._on_entered)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.closed)
        self.afresh_button.clicked.connect(self._on_afresh_clicked)

    def _on_edited(self) -> None:
        self._refusal.show_text("")
        self.changed.emit()

    def _on_entered(self, field: QWidget) -> None:
        self._scroll.ensureWidgetVisible(field, 0, _AROUND_PX)

    def _on_afresh_clicked(self) -> None:
        self.open_source(self._source)
        self.take_keyboard()
        self.changed.emit()
