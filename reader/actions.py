"""The table of actions come alive: one QAction a row, its keys, the menus.

The table itself is `action_table`, what a row says is `action_spec`, which keys hold is
`key_map`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from reader.action_spec import ActionSpec, Situation
from reader.action_table import ACTIONS
from reader.key_guard import KeyGuard
from reader.key_map import KeyMap, is_character_key

__all__ = ["ACTIONS", "ActionSpec", "Actions", "Situation", "fill_menu_bar"]


class Actions:
    """One QAction a row, owned by `parent`.

    Where `parent` is a window, keys without Ctrl or Alt act only while nothing that takes text
    has the focus.

    Args:
        parent: Owner of the actions.
        keys: What the user chose, as the settings keep it.
        single_keys: False leaves out letters, digits and signs pressed by themselves.
    """

    def __init__(
        self,
        parent: QObject,
        keys: Mapping[str, str] | None = None,
        *,
        single_keys: bool = True,
    ) -> None:
        self._actions: dict[str, QAction] = {}
        self._is_reviewing = False
        groups: dict[str, QActionGroup] = {}
        for spec in ACTIONS:
            action = QAction(spec.text, parent)
            action.setObjectName(spec.id)
            action.setCheckable(bool(spec.choice) or spec.is_switch)
            if spec.choice:
                group = groups.setdefault(spec.choice, QActionGroup(parent))
                group.addAction(action)
            self._actions[spec.id] = action
        self._guard = KeyGuard(parent) if isinstance(parent, QWidget) else None
        self.set_keys(keys or {}, single_keys=single_keys)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        return ((spec, self._actions[spec.id]) for spec in ACTIONS)

    @property
    def key_map(self) -> KeyMap:
        """Which keys do what."""
        return self._key_map

    @property
    def has_single_keys(self) -> bool:
        """False where letters, digits and signs pressed by themselves do nothing."""
        return self._has_single_keys

    def set_keys(self, keys: Mapping[str, str], *, single_keys: bool = True) -> None:
        """Give the actions their shortcuts; `keys` (id -> portable text) replaces defaults."""
        self._key_map = KeyMap(keys)
        self._has_single_keys = single_keys
        self._apply_keys()

    def keys_shown(self, action_id: str, *, is_reviewing: bool) -> tuple[str, ...]:
        """Keys that act in a mode, as the user's platform writes them."""
        return tuple(
            QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
            for key in self._usable(action_id, is_reviewing=is_reviewing)
        )

    def connect(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Bind actions to what they do; a handler takes no argument."""
        for action_id, handler in handlers.items():
            self._actions[action_id].triggered.connect(handler)

    def update(self, now: Situation) -> None:
        """Enable what can be used now, and give every action the keys that hold now."""
        if now.is_reviewing != self._is_reviewing:
            self._is_reviewing = now.is_reviewing
            self._apply_keys()
        for spec, action in self:
            action.setEnabled(spec.is_usable(now))

    def _apply_keys(self) -> None:
        for spec, action in self:
            keys = self._usable(spec.id, is_reviewing=self._mode_shown(spec))
            shortcuts = [QKeySequence(key) for key in keys]
            if shortcuts != action.shortcuts():
                action.setShortcuts(shortcuts)

    def _mode_shown(self, spec: ActionSpec) -> bool:
        """Menus show the keys of what is disabled in this mode, too."""
        return self._is_reviewing if spec.is_for_reviewing is None else spec.is_for_reviewing

    def _usable(self, action_id: str, *, is_reviewing: bool) -> list[str]:
        keys = self._key_map.keys(action_id, is_reviewing=is_reviewing)
        return [key for key in keys if self._has_single_keys or not is_character_key(key)]


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> dict[str, QMenu]:
    """Make the menus of the table; returns those of the bar by title without ampersand."""
    menus: dict[str, QMenu] = {}
    inner: dict[tuple[str, str], QMenu] = {}
    for spec, action in actions:
        if spec.group not in menus:
            menus[spec.group] = bar.addMenu(spec.menu)
            is_first = True
        else:
            is_first = False
        menu = menus[spec.group]
        if spec.submenu:
            place = (spec.group, spec.submenu)
            if place not in inner:
                inner[place] = menu.addMenu(spec.submenu)
            menu = inner[place]
        if spec.starts_section and not is_first:
            menu.addSeparator()
        menu.addAction(action)
    return menus
