"""How things look: text size, colours, motion, and which cautions are marked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from annotations import Severity
from reader.actions import Actions
from reader.controllers.shell import Shell
from reader.preferences import Preferences
from reader.settings import DEFAULT_TEXT_SIZE_PX, TEXT_SIZES_PX, ThemeChoice

if TYPE_CHECKING:
    from reader.views.reader_page import ReaderPage


class LooksController(QObject):
    """Keeps the page, the menus and the settings of one mind."""

    def __init__(
        self, preferences: Preferences, actions: Actions, shell: Shell, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._actions = actions
        self._shell = shell
        self._page: ReaderPage | None = None
        preferences.changed.connect(self._apply)
        self._apply()

    def attach(self, page: ReaderPage) -> None:
        """Take charge of the page, which has just been made."""
        self._page = page
        page.zoom_requested.connect(self.step_text_size)
        page.set_marks_visible(not self._actions["hide_marks"].isChecked())
        self._apply()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions of the View menu do."""
        return {
            "text_larger": partial(self.step_text_size, 1),
            "text_smaller": partial(self.step_text_size, -1),
            "text_normal": partial(self.set_text_size, DEFAULT_TEXT_SIZE_PX),
            "hide_marks": self._on_hide_marks,
            "reduced_motion": self._on_reduced_motion,
            **{f"theme_{choice}": partial(self.set_theme, choice) for choice in ThemeChoice},
            **{
                f"threshold_{severity.id}": partial(self.set_threshold, severity)
                for severity in Severity
            },
        }

    def step_text_size(self, steps: int) -> None:
        """Go up or down the sizes of the text; at the ends nothing happens."""
        now = TEXT_SIZES_PX.index(self._preferences.value.text_size_px)
        self.set_text_size(TEXT_SIZES_PX[min(max(now + steps, 0), len(TEXT_SIZES_PX) - 1)])

    def set_text_size(self, px: int) -> None:
        """Set the size of the article's text, one of `TEXT_SIZES_PX`."""
        self._preferences.update(text_size_px=px)
        self._shell.status.say(f"Text size {px}")

    def set_theme(self, choice: ThemeChoice) -> None:
        """Choose the colours."""
        self._preferences.update(theme=choice)

    def set_threshold(self, severity: Severity) -> None:
        """Mark only cautions of this severity or worse."""
        self._preferences.update(threshold=severity)
        which = "All" if severity is Severity.INFO else f"Only {severity.label.lower()}"
        tail = " and worse" if Severity.INFO < severity < Severity.CRITICAL else ""
        self._shell.status.say(f"{which}{tail} cautions are shown.")

    def show_popup(self, below: QWidget) -> None:
        """Open the small panel of text size and colours under its button."""
        from reader.dialogs.text_popup import TextPopup

        popup = TextPopup(self._preferences.value, self._shell.theme, self._shell.widget)
        popup.size_chosen.connect(self.set_text_size)
        popup.theme_chosen.connect(lambda choice: self.set_theme(ThemeChoice(choice)))
        popup.open_below(below)

    def _on_hide_marks(self) -> None:
        hidden = self._actions["hide_marks"].isChecked()
        if self._page is not None:
            self._page.set_marks_visible(not hidden)
        self._shell.status.say("Marks are hidden." if hidden else "Marks are shown.")

    def _on_reduced_motion(self) -> None:
        self._preferences.update(reduced_motion=self._actions["reduced_motion"].isChecked())

    def _apply(self) -> None:
        value = self._preferences.value
        self._actions[f"theme_{value.theme}"].setChecked(True)
        self._actions[f"threshold_{value.threshold.id}"].setChecked(True)
        self._actions["reduced_motion"].setChecked(value.reduced_motion)
        self._actions["text_larger"].setEnabled(value.text_size_px < TEXT_SIZES_PX[-1])
        self._actions["text_smaller"].setEnabled(value.text_size_px > TEXT_SIZES_PX[0])
        if self._page is not None:
            self._page.set_text_size(value.text_size_px)
            self._page.set_threshold(value.threshold)
            self._page.set_reduced_motion(value.reduced_motion)
