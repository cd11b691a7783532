"""What a new text would do to an article's notes, before anything is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from annotations import AnchorState
from reader.dialogs.sheet import Sheet
from reader.theme.roles import Role
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton
from reader.views.wording import counted, quoted

if TYPE_CHECKING:
    from annotations import UpdatePreview

_SIZE = QSize(560, 300)
#: States as the summary counts them: typography is no change.
_COUNTED = (
    ("unchanged", (AnchorState.EXACT, AnchorState.TYPOGRAPHIC)),
    ("moved", (AnchorState.SHIFTED,)),
    ("changed", (AnchorState.CHANGED,)),
    ("ambiguous", (AnchorState.AMBIGUOUS,)),
    ("lost", (AnchorState.ORPHAN,)),
)


def counts_words(preview: UpdatePreview) -> str:
    """As in "41 unchanged, 3 moved, 2 changed, 0 ambiguous, 1 lost"."""
    return ", ".join(
        f"{sum(preview.counts.get(state, 0) for state in states)} {word}"
        for word, states in _COUNTED
    )


def checks_words(preview: UpdatePreview) -> str:
    """How many of the checked sentences stay checked; empty where none was."""
    total = preview.checks_kept + preview.checks_lost
    if not total:
        return ""
    said = "is the same and stays" if total == 1 else "are the same and stay"
    return f"{preview.checks_kept} of {counted(total, 'checked sentence')} {said} checked."


def review_words(preview: UpdatePreview) -> str:
    """What there is to do afterwards."""
    if not any(preview.counts.values()):
        return "The article has no notes to look at."
    if not preview.to_review:
        return "Every note finds its sentence. There is nothing to look at again."
    notes = counted(preview.to_review, "place")
    return f"{notes} of notes {'needs' if preview.to_review == 1 else 'need'} your eyes afterwards."


class UpdateSummary(Sheet):
    """Accept with Enter, leave with Escape.

    Signals:
        update_accepted: The text is to be taken.
    """

    update_accepted = Signal()

    def __init__(
        self, title: str, preview: UpdatePreview, theme: Theme, parent: QWidget | None
    ) -> None:
        super().__init__("Update the text?", theme, parent, _SIZE)
        self.body.addWidget(self.label(f"A new text of {quoted(title)}", px=13, role=Role.TEXT2))
        self.counts = self.label(counts_words(preview), px=16, weight=600)
        self.counts.setAccessibleName(f"Notes: {self.counts.text()}")
        self.body.addWidget(self.counts)
        self.warning = self.label(
            "This looks like a different article: next to nothing of the text is left. Leave it,"
            " and import it as a new article instead.",
            weight=600,
            role=Role.DEL,
        )
        self.warning.setVisible(preview.looks_like_another_article)
        self.body.addWidget(self.warning)
        for words in (checks_words(preview), review_words(preview)):
            if words:
                self.body.addWidget(self.label(words))
        self.body.addWidget(
            self.label(
                "Nothing is stored yet. The text that was there stays among the earlier texts,"
                " with its notes, and Undo takes the update back whole.",
                role=Role.TEXT2,
            )
        )
        self.body.addStretch(1)
        self.leave_button = TextButton("Leave", theme, self, kind=ButtonKind.OUTLINED, keys="Esc")
        self.accept_button = TextButton(
            "Accept", theme, self, kind=ButtonKind.PRIMARY, keys="Enter"
        )
        self.leave_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._on_accepted)
        self.foot.addStretch(1)
        self.foot.addWidget(self.leave_button)
        self.foot.addWidget(self.accept_button)
        first = self.leave_button if preview.looks_like_another_article else self.accept_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        said = (counts_words(preview), checks_words(preview), review_words(preview))
        self.setAccessibleDescription(" ".join(said))

    def _on_accepted(self) -> None:
        self.accept()
        self.update_accepted.emit()
