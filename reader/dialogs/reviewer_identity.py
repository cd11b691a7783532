"""Asks who reviews: kindly, once, and again whenever one wants to change it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from annotations import UNNAMED_REVIEWER, Reviewer, check_identifier
from reader.dialogs.sheet import Sheet
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton

_ROW_PX = 32
_LONGEST_NAME = 200
_LONGEST_INTERESTS = 2000

_WHY = (
    "Your name stands on every note that you write, in the library's history, and in every "
    "export or copy that you share. It stays on this computer until you share something."
)
_ORCID_HINT = "Your researcher number, as 0000-0002-1825-0097. Leave it empty if you have none."
_INTERESTS_HINT = "Say if someone pays you, or you sell something, that an article may touch."


class ReviewerDialog(Sheet):
    """Name, and if one likes ORCID and interests.

    Signals:
        chosen: where "Start reviewing" or "Save" was pressed, the `Reviewer`, and whether it
            is somebody else than before; then the uid is still that of who was before.
    """

    chosen = Signal(object, bool)

    def __init__(
        self,
        reviewer: Reviewer,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        is_first: bool = False,
    ) -> None:
        heading = "Who is reviewing?" if is_first else "Who reviews"
        super().__init__(heading, theme, parent, QSize(560, 470))
        self._reviewer = reviewer
        self._known_name = "" if reviewer.name == UNNAMED_REVIEWER else reviewer.name
        self.body.addWidget(self.label(_WHY, role=Role.TEXT2))
        self.body.addSpacing(8)
        self.name = self._line("Your name", self._known_name, _LONGEST_NAME)
        self.somebody_else = QCheckBox(self)
        self.somebody_else.setFont(sans(13))
        self.orcid = self._line("ORCID, optional", reviewer.orcid, 64)
        self.orcid_hint = self.label(_ORCID_HINT, px=12, role=Role.TEXT3)
        self.interests = self._interests(reviewer.conflict_of_interest)
        self._fill_form()
        self._fill_foot(is_first=is_first)
        self.name.textChanged.connect(self._look)
        self.orcid.textChanged.connect(self._look)
        self._look()
        self.name.setFocus()
        self.name.selectAll()

    @property
    def reviewer(self) -> Reviewer:
        """What the fields say."""
        return replace(
            self._reviewer,
            name=_one_line(self.name.text()),
            orcid=check_identifier("orcid", self.orcid.text()).normalised,
            conflict_of_interest=self.interests.toPlainText().strip()[:_LONGEST_INTERESTS],
        )

    def _line(self, name: str, text: str, longest: int) -> QLineEdit:
        line = QLineEdit(text, self)
        line.setFont(sans(13))
        line.setMinimumHeight(_ROW_PX)
        line.setTextMargins(6, 0, 6, 0)
        line.setMaxLength(longest)
        line.setAccessibleName(name)
        line.returnPressed.connect(self._on_save)
        return line

    def _interests(self, text: str) -> QPlainTextEdit:
        field = QPlainTextEdit(self)
        field.setPlainText(text)
        field.setFont(sans(13))
        field.document().setDocumentMargin(6)
        field.setTabChangesFocus(True)
        field.setFixedHeight(64)
        field.setVerticalScrollBar(ThinScrollBar(self.theme, field, ground=Role.SURFACE))
        field.setAccessibleName("Interests to declare, optional")
        field.setAccessibleDescription(_INTERESTS_HINT)
        return field

    def _fill_form(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(6)
        form.addRow(self._caption("Your name"), self.name)
        form.addRow("", self.somebody_else)
        form.addRow(self._caption("ORCID"), self.orcid)
        form.addRow("", self.orcid_hint)
        form.addRow(self._caption("Interests"), self.interests)
        form.addRow("", self.label(_INTERESTS_HINT, px=12, role=Role.TEXT3))
        self.body.addLayout(form)
        self.body.addStretch(1)

    def _fill_foot(self, *, is_first: bool) -> None:
        later = "You can change this at any time, in the Review menu." if is_first else ""
        self.foot.addWidget(self.label(later, px=12, role=Role.TEXT3), 1)
        self.skip_button = TextButton("Not now" if is_first else "Cancel", self.theme, self)
        if is_first:
            self.skip_button.setToolTip(f"Your notes will be by “{UNNAMED_REVIEWER}”")
        self.skip_button.clicked.connect(self.reject)
        self.save_button = TextButton(
            "Start reviewing" if is_first else "Save",
            self.theme,
            self,
            kind=ButtonKind.PRIMARY,
            keys="Enter",
        )
        self.save_button.clicked.connect(self._on_save)
        for button in (self.skip_button, self.save_button):
            self.foot.addWidget(button)

    def _caption(self, text: str) -> QLabel:
        label = self.label(text, px=12, weight=500, role=Role.TEXT2, wraps=False)
        label.setMinimumHeight(_ROW_PX)
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return label

    def _is_renamed(self) -> bool:
        name = _one_line(self.name.text())
        return bool(self._known_name) and bool(name) and name != self._known_name

    def _look(self) -> None:
        """Say what the fields lack, and offer what a new name may mean."""
        self.somebody_else.setVisible(self._is_renamed())
        self.somebody_else.setText(f"I am somebody else than {self._known_name}")
        orcid = check_identifier("orcid", self.orcid.text())
        hint = orcid.sentence or _ORCID_HINT
        self.orcid_hint.setText(hint)
        self.orcid.setAccessibleDescription(hint)
        self.save_button.setEnabled(bool(_one_line(self.name.text())) and orcid.ok)

    def _on_save(self) -> None:
        if self.save_button.isEnabled():
            is_other = self._is_renamed() and self.somebody_else.isChecked()
            self.chosen.emit(self.reviewer, is_other)
            self.accept()


def _one_line(text: str) -> str:
    return " ".join(text.split())
