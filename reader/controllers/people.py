"""Who reviews: asked once, kept in the profile, changed whenever one likes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from annotations import Reviewer, load_profile, save_profile
from reader.controllers.shell import Shell
from reader.preferences import Preferences


class PeopleController(QObject):
    """Asks who reviews.

    Signals:
        reviewer_changed: the `Reviewer` who writes from now on.
    """

    reviewer_changed = Signal(object)

    def __init__(self, preferences: Preferences, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._shell = shell

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {"reviewer_identity": self.ask}

    def ask_once(self, reviewer: Reviewer) -> bool:
        """Ask who reviews where that was never asked; False where it was.

        Args:
            reviewer: Who writes now; one who is named already is not asked.
        """
        from annotations import UNNAMED_REVIEWER

        if self._preferences.value.asked_reviewer:
            return False
        self._preferences.update(asked_reviewer=True)
        if reviewer.name != UNNAMED_REVIEWER:
            return False
        self._open(reviewer, is_first=True)
        return True

    def ask(self) -> None:
        """Ask who reviews, with what is known of them."""
        self._open(load_profile().reviewer, is_first=False)

    def _open(self, reviewer: Reviewer, *, is_first: bool) -> None:
        from reader.dialogs.reviewer_identity import ReviewerDialog

        dialog = ReviewerDialog(reviewer, self._shell.theme, self._shell.widget, is_first=is_first)
        dialog.chosen.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, reviewer: Reviewer, is_somebody_else: bool) -> None:  # noqa: FBT001 - a signal's slot
        if is_somebody_else:
            # A name that was here before comes back with its own uid.
            uid = load_profile(reviewer_name=reviewer.name).reviewer.uid
            reviewer = replace(reviewer, uid=uid)
        try:
            save_profile(replace(load_profile(), reviewer=reviewer))
        except OSError as error:
            self._shell.banner.warn(
                f"Your name holds until Caveat is closed, but could not be kept: {error}."
            )
        else:
            self._shell.status.say(f"Notes are now by {reviewer.name}.")
        self.reviewer_changed.emit(reviewer)
