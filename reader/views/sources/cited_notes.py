"""The notes that cite a source; a press opens one in its article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotations import Status
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import TextButton
from reader.views.sources.labels import Dressed, Words
from reader.views.sources.row_buttons import LINK_MARGIN_PX, NoteButton
from reader.views.wording import counted, one_line

if TYPE_CHECKING:
    from annotations import SourceUse

#: So many are listed at once; the rest at a press.
AT_ONCE = 20


class CitedNotes(QWidget):
    """The list of notes.

    Signals:
        note_requested: Uids of an article and of a note in it.
        more_shown: Other buttons stand there now.
    """

    note_requested = Signal(str, str)
    more_shown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._uses: tuple[SourceUse, ...] = ()
        self.buttons: list[NoteButton] = []
        self._heading = Words("", theme, self, px=12, weight=600, role=Role.TEXT2)
        self.more_button = TextButton("", theme, self, height_px=24)
        self.more_button.clicked.connect(self._on_more_clicked)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 4, 0, 0)
        self._heading.set_inset(LINK_MARGIN_PX, 0, 0, 0)
        self._rows.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addLayout(self._rows)
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme from now on."""
        self._theme = theme
        parts: tuple[Dressed, ...] = (self._heading, self.more_button, *self.buttons)
        for child in parts:
            child.set_theme(theme)

    def show_uses(self, uses: Sequence[SourceUse], notes: int) -> None:
        """Show these places, the first ones at once.

        Args:
            uses: What is listed; a note may cite the source twice.
            notes: How many notes there are in all.
        """
        self._uses = tuple(uses)
        self._heading.setText(f"Cited in {counted(notes, 'note')}" if notes else "Not cited yet")
        self._show(self._uses[:AT_ONCE])

    def _show(self, uses: Sequence[SourceUse]) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for use in uses:
            button = NoteButton(
                use.severity,
                one_line(use.headline) or "A note without words",
                (use.relation.label, _where(use)),
                self._theme,
                self,
            )
            button.clicked.connect(
                lambda _=False, use=use: self.note_requested.emit(
                    use.article_uid, use.annotation_uid
                )
            )
            self.buttons.append(button)
            self._rows.addWidget(button)
        self.more_button.setVisible(len(uses) < len(self._uses))
        self.more_button.set_label(f"Show all {len(self._uses)}")

    def _on_more_clicked(self) -> None:
        self._show(self._uses)
        self.more_shown.emit()
        self.buttons[AT_ONCE].show()
        self.buttons[AT_ONCE].setFocus(Qt.FocusReason.TabFocusReason)


def _where(use: SourceUse) -> str:
    title = one_line(use.article_title)
    return title if use.status.is_published else f"{title} ({_UNPUBLISHED[use.status]})"


_UNPUBLISHED = {Status.DRAFT: "draft", Status.WITHDRAWN: "withdrawn"}
