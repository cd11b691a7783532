"""Every action of the window, in one table: what it is called, its keys, its menu, and when
it can be used. Menus, shortcuts and the list of keys are all made from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What decides which actions can be used now."""

    #: False where another owner's library is open.
    is_writable: bool = False
    shows_article: bool = False
    #: An article is open, or one is selected in the list.
    has_article: bool = False
    #: The article at hand lies in the trash.
    is_in_trash: bool = False
    #: The open article has a web address.
    has_address: bool = False
    can_undo: bool = False
    can_redo: bool = False


def _always(_situation: Situation) -> bool:
    return True


def _reading(now: Situation) -> bool:
    return now.shows_article


def _at_hand(now: Situation) -> bool:
    return now.has_article


def _removable(now: Situation) -> bool:
    return now.is_writable and now.has_article and not now.is_in_trash


def _restorable(now: Situation) -> bool:
    return now.is_writable and now.has_article and now.is_in_trash


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One row of the table."""

    id: str
    #: As in the menu; the mnemonic is marked with an ampersand.
    text: str
    menu: str
    #: Shortcuts in portable text, the one shown in the menu first.
    keys: tuple[str, ...] = ()
    when: Callable[[Situation], bool] = _always
    #: Name of the set of actions of which exactly one is checked; empty for none.
    choice: str = ""
    is_switch: bool = False
    starts_section: bool = False

    @property
    def plain_text(self) -> str:
        """The text without mnemonic and ellipsis."""
        return self.text.replace("&", "").removesuffix("...")


def _file() -> tuple[ActionSpec, ...]:
    row = _rows("&File")
    return (
        row("new_library", "&New library...", "Ctrl+N"),
        row("open_library", "Open &library...", "Ctrl+Shift+O"),
        row("save_copy", "&Save a copy of the library...", "Ctrl+Shift+S"),
        row("import_files", "&Import articles...", "Ctrl+O", section=True),
        row("paste_article", "Paste text as an &article", "Ctrl+V"),
        row("show_folder", "Show the library's &folder", "Ctrl+Shift+D", section=True),
        row(
            "export",
            "&Export to Markdown...",
            "Ctrl+E",
            "Ctrl+Shift+E",
            when=_at_hand,
            section=True,
        ),
        row("print", "&Print...", "Ctrl+P", when=_reading),
        row("close_article", "&Close the article", "Esc", "Alt+Left", when=_reading, section=True),
        row("quit", "&Quit", "Ctrl+Q", section=True),
    )


def _edit() -> tuple[ActionSpec, ...]:
    row = _rows("&Edit")
    return (
        row("undo", "&Undo", "Ctrl+Z", when=lambda now: now.can_undo),
        row("redo", "&Redo", "Ctrl+Shift+Z", "Ctrl+Y", when=lambda now: now.can_redo),
        row("copy", "&Copy", "Ctrl+C", section=True),
        row("copy_citation", "Copy with ci&tation", "Ctrl+Shift+C", when=_reading),
        row("find", "&Find", "Ctrl+F", "/", section=True),
        row("find_next", "Find &next", "F3", "Ctrl+G", when=_reading),
        row("find_previous", "Find &previous", "Shift+F3", "Ctrl+Shift+G", when=_reading),
        row("search_library", "Search all articles", "Ctrl+Shift+F"),
    )


def _view() -> tuple[ActionSpec, ...]:
    row = _rows("&View")
    return (
        row("show_library", "&Library", "Ctrl+L"),
        row("next_caution", "&Next caution", "N", when=_reading, section=True),
        row("previous_caution", "&Previous caution", "P", when=_reading),
        row("swap_focus", "From note to text, and &back", "G", when=_reading),
        row("go_back", "&Where I was before", "Backspace", when=_reading),
        row("threshold_info", "&All cautions", "Ctrl+1", choice="threshold", section=True),
        row("threshold_moderate", "&Moderate and worse", "Ctrl+2", choice="threshold"),
        row("threshold_serious", "&Serious and worse", "Ctrl+3", choice="threshold"),
        row("threshold_critical", "&Critical only", "Ctrl+4", choice="threshold"),
        row("hide_marks", "&Hide marks", "H", when=_reading, switch=True),
        row("text_larger", "La&rger text", "Ctrl++", "Ctrl+=", section=True),
        row("text_smaller", "Smaller te&xt", "Ctrl+-"),
        row("text_normal", "N&ormal text size", "Ctrl+0"),
        row("theme_system", "Colours of the s&ystem", "F6", choice="theme", section=True),
        row("theme_light", "L&ight", "F7", choice="theme"),
        row("theme_dark", "&Dark", "F8", choice="theme"),
        row("reduced_motion", "R&educed motion", "Ctrl+Shift+M", switch=True, section=True),
    )


def _article() -> tuple[ActionSpec, ...]:
    row = _rows("&Article")
    return (
        row("details", "&Details", "Ctrl+I", when=_at_hand),
        row("rename", "&Rename", "F2", when=_removable),
        row("open_address", "&Open web address...", "Ctrl+U", when=lambda now: now.has_address),
        row("remove", "Re&move", "Delete", when=_removable, section=True),
        row("restore", "Res&tore", "Ctrl+Shift+R", when=_restorable),
    )


def _help() -> tuple[ActionSpec, ...]:
    row = _rows("&Help")
    return (
        row("samples", "&Welcome: the sample articles", "F1"),
        row("keys", "&Keys", "?"),
        row("about", "&About Caveat", "Shift+F1", section=True),
    )


def _rows(menu: str) -> Callable[..., ActionSpec]:
    def row(
        action_id: str,
        text: str,
        *keys: str,
        when: Callable[[Situation], bool] = _always,
        choice: str = "",
        switch: bool = False,
        section: bool = False,
    ) -> ActionSpec:
        return ActionSpec(
            id=action_id,
            text=text,
            menu=menu,
            keys=keys,
            when=when,
            choice=choice,
            is_switch=switch,
            starts_section=section,
        )

    return row


ACTIONS: tuple[ActionSpec, ...] = (*_file(), *_edit(), *_view(), *_article(), *_help())


class Actions:
    """The table come alive: one QAction a row, owned by `parent`."""

    def __init__(self, parent: QObject, keys: Mapping[str, str] | None = None) -> None:
        self._actions: dict[str, QAction] = {}
        groups: dict[str, QActionGroup] = {}
        for spec in ACTIONS:
            action = QAction(spec.text, parent)
            action.setObjectName(spec.id)
            action.setCheckable(bool(spec.choice) or spec.is_switch)
            if spec.choice:
                group = groups.setdefault(spec.choice, QActionGroup(parent))
                group.addAction(action)
            self._actions[spec.id] = action
        self.set_keys(keys or {})

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        return ((spec, self._actions[spec.id]) for spec in ACTIONS)

    def set_keys(self, keys: Mapping[str, str]) -> None:
        """Give the actions their shortcuts; `keys` (id -> portable text) replaces defaults."""
        for spec, action in self:
            chosen = (keys[spec.id],) if spec.id in keys else spec.keys
            action.setShortcuts([QKeySequence(key) for key in chosen])

    def connect(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Bind actions to what they do; a handler takes no argument."""
        for action_id, handler in handlers.items():
            self._actions[action_id].triggered.connect(handler)

    def update(self, now: Situation) -> None:
        """Enable what can be used now."""
        for spec, action in self:
            action.setEnabled(spec.when(now))


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> dict[str, QMenu]:
    """Make the menus of the table; returns them by title without ampersand."""
    menus: dict[str, QMenu] = {}
    for spec, action in actions:
        title = spec.menu.replace("&", "")
        if title not in menus:
            menus[title] = bar.addMenu(spec.menu)
        elif spec.starts_section:
            menus[title].addSeparator()
        menus[title].addAction(action)
    return menus
