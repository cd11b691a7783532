"""The Help menu: keys and how they are changed, the guideline, the page about Caveat."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.actions import Actions
from reader.controllers.shell import Shell
from reader.preferences import Preferences

if TYPE_CHECKING:
    from reader.dialogs.guideline import GuidelineWindow
    from reader.theme.theme import Theme
    from reader.views.reader_page import ReaderPage


class HelpController(QObject):
    """Opens what explains the window, and keeps keys and settings of one mind.

    Signals:
        keys_changed: Other keys hold; key caps are to be painted anew.
    """

    keys_changed = Signal()

    def __init__(
        self, actions: Actions, preferences: Preferences, shell: Shell, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._preferences = preferences
        self._shell = shell
        self._guideline: GuidelineWindow | None = None
        self._page: ReaderPage | None = None
        #: The keys of the settings that hold, as they were read: the window begins with them.
        self._applied = (dict(preferences.value.keys), actions.has_single_keys)
        preferences.changed.connect(self._apply)
        self._apply()

    def attach(self, page: ReaderPage) -> None:
        """Keep the key caps of the page, which has just been made, as the keys are."""
        self._page = page
        self._show_keys_on_cards()

    def set_theme(self, theme: Theme) -> None:
        """Paint in another theme what stays open beside the window."""
        if self._guideline is not None:
            self._guideline.set_theme(theme)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions do."""
        return {
            "keys": self.show_keys,
            "change_keys": self.change_keys,
            "single_keys": self._on_single_keys,
            "guideline": self.show_guideline,
            "about": self.show_about,
        }

    def show_keys(self) -> None:
        """Show every action with its keys."""
        from reader.dialogs.keys import KeysDialog

        dialog = KeysDialog(self._actions, self._shell.theme, self._shell.widget)
        dialog.change_requested.connect(self.change_keys)
        dialog.open()

    def change_keys(self) -> None:
        """Let the user give actions other keys; what is chosen holds at once."""
        from reader.dialogs.rebind import RebindDialog

        dialog = RebindDialog(
            self._actions.key_map,
            self._shell.theme,
            self._shell.widget,
            has_single_keys=self._actions.has_single_keys,
        )
        dialog.keys_changed.connect(self._on_keys_changed)
        dialog.single_keys_changed.connect(self._set_single_keys)
        dialog.open()

    def show_guideline(self) -> None:
        """Open the guideline beside the article, or bring it to the front."""
        from reader.dialogs.guideline import GuidelineWindow

        if self._guideline is None:
            keys = self._actions.key_map
            self._guideline = GuidelineWindow(self._shell.theme, keys, self._shell.widget)
            self._guideline.destroyed.connect(self._on_guideline_closed)
        self._guideline.show()
        self._guideline.raise_()
        self._guideline.activateWindow()

    def show_about(self) -> None:
        """Show the version and all licences."""
        from reader.dialogs.about import AboutDialog

        AboutDialog(self._shell.theme, self._shell.widget).open()

    def _on_keys_changed(self, chosen: Mapping[str, str]) -> None:
        self._preferences.update(keys=chosen)

    def _on_single_keys(self) -> None:
        is_on = self._actions["single_keys"].isChecked()
        self._set_single_keys(is_on)
        self._shell.status.say(
            "Single-letter keys act again." if is_on else "Single-letter keys do nothing now."
        )

    def _set_single_keys(self, is_on: bool) -> None:  # noqa: FBT001 - a signal's slot
        self._preferences.update(single_keys=is_on)

    def _on_guideline_closed(self) -> None:
        self._guideline = None

    def _apply(self) -> None:
        value = self._preferences.value
        self._actions["single_keys"].setChecked(value.single_keys)
        self._actions["advance_after_save"].setChecked(value.advance_after_save)
        wanted = (dict(value.keys), value.single_keys)
        if wanted != self._applied:
            self._applied = wanted
            self._actions.set_keys(value.keys, single_keys=value.single_keys)
            self._show_keys_on_cards()
            self.keys_changed.emit()

    def _show_keys_on_cards(self) -> None:
        if self._page is None:
            return
        from reader.views.card_body import CardKeys

        self._page.column.set_keys(
            CardKeys(
                other_side=self.cap("swap_focus"),
                next_place=self.cap("next_place"),
                edit=self.cap("edit_note"),
                withdraw=self.cap("withdraw_note"),
                delete=self.cap("delete_note"),
            )
        )

    def cap(self, action_id: str) -> str:
        """The first of an action's keys as a cap shows it; empty for none."""
        keys = self._actions.keys_shown(action_id, is_reviewing=True)
        return keys[0].replace("+", " ") if keys and len(keys[0]) > 1 else "".join(keys[:1])
