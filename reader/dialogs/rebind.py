"""Gives actions other keys: choose one, press the keys, and hear at once who has them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from reader.action_spec import ActionSpec
from reader.action_table import ACTIONS
from reader.dialogs.key_recorder import KeyRecorder
from reader.dialogs.sheet import Sheet
from reader.key_map import KeyMap, is_character_key
from reader.theme.fonts import sans
from reader.theme.roles import Role
from reader.theme.scroll_bar import ThinScrollBar
from reader.theme.theme import Theme
from reader.theme.widgets import ButtonKind, TextButton
from reader.views.wording import listed

_ROW_PX = 26
_SINGLE_HINT = (
    "Without them, speech input and a slip of the hand start nothing; menus and keys with Ctrl "
    "or Alt still do."
)


class RebindDialog(Sheet):
    """A list of all actions, and below it the keys of the one that is chosen.

    Signals:
        keys_changed: action id -> keys, as the settings keep them; after every change.
        single_keys_changed: False where letters, digits and signs shall do nothing by
            themselves.
    """

    keys_changed = Signal(object)
    single_keys_changed = Signal(bool)

    def __init__(
        self,
        keys: KeyMap,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        has_single_keys: bool = True,
    ) -> None:
        super().__init__("Change keys", theme, parent, QSize(640, 680))
        self._keys = keys
        self._items: dict[str, QTreeWidgetItem] = {}
        self._groups: dict[str, QTreeWidgetItem] = {}
        #: Keys that wait for "Take it", with whose they are.
        self._waiting = ""
        self._losers: tuple[ActionSpec, ...] = ()
        self.field = self._search_field()
        self.list = self._list()
        self.recorder = KeyRecorder(theme, self)
        self.recorder.recorded.connect(self._on_recorded)
        self.message = self.label("", role=Role.TEXT2)
        self.message.setMinimumHeight(36)
        self.message.setAccessibleName("What the new keys mean")
        self.take_button = self._button("Take them", self._take, kind=ButtonKind.PRIMARY)
        self.none_button = self._button("No keys", self._remove)
        self.reset_button = self._button("Its own keys again", self._reset)
        self.reset_all_button = self._button("All as at first", self._reset_all)
        self.single_keys = QCheckBox("Single-letter keys", self)
        self.single_keys.setFont(sans(13))
        self.single_keys.setChecked(has_single_keys)
        self.single_keys.setAccessibleDescription(_SINGLE_HINT)
        self.single_keys.toggled.connect(self.single_keys_changed)
        self._lay_out()
        self._fill()
        self.field.setFocus()

    @property
    def chosen_id(self) -> str:
        """Id of the chosen action; empty for none."""
        item = self.list.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) or "" if item is not None else ""

    def choose(self, action_id: str) -> None:
        """Choose an action, as a press of its row does."""
        self.list.setCurrentItem(self._items[action_id])
        self.list.scrollToItem(self._items[action_id])

    def filter(self, words: str) -> None:
        """Show the actions that hold every one of the words."""
        wanted = words.casefold().split()
        for spec in ACTIONS:
            item = self._items[spec.id]
            text = f"{spec.plain_text} {spec.group} {spec.submenu} {item.text(1)}".casefold()
            item.setHidden(not all(word in text for word in wanted))
        for title, group in self._groups.items():
            rows = [self._items[spec.id] for spec in ACTIONS if spec.group == title]
            group.setHidden(all(row.isHidden() for row in rows))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the search field into the list, Enter on to the keys, Escape back."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Down and focus is self.field:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            self._choose_first()
        elif is_enter and focus in (self.list, self.field):
            if not self.chosen_id:
                self._choose_first()
            self.recorder.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() == Qt.Key.Key_Escape and focus is self.recorder:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def _search_field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setPlaceholderText("Find an action or a key")
        field.setAccessibleName("Find an action or a key")
        field.setClearButtonEnabled(True)
        field.setMinimumHeight(32)
        field.setTextMargins(6, 0, 6, 0)
        field.textChanged.connect(self.filter)
        return field

    def _list(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setColumnCount(2)
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setFont(sans(13))
        tree.setIndentation(12)
        tree.setUniformRowHeights(True)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setVerticalScrollBar(ThinScrollBar(self.theme, tree, ground=Role.SURFACE))
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setAccessibleName("All actions and their keys")
        tree.setColumnWidth(0, 360)
        tree.currentItemChanged.connect(self._on_chosen)
        return tree

    def _button(
        self, text: str, slot: object, *, kind: ButtonKind = ButtonKind.OUTLINED
    ) -> TextButton:
        button = TextButton(text, self.theme, self, kind=kind)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.recorder, 1)
        for button in (self.take_button, self.none_button, self.reset_button):
            row.addWidget(button)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.message)
        self.body.addWidget(self.single_keys)
        self.body.addWidget(self.label(_SINGLE_HINT, px=12, role=Role.TEXT3))
        self.foot.addWidget(self.reset_all_button)
        self.foot.addStretch(1)
        close = self._button("Done", self.accept, kind=ButtonKind.PRIMARY)
        self.foot.addWidget(close)

    def _fill(self) -> None:
        for spec in ACTIONS:
            if spec.group not in self._groups:
                group = QTreeWidgetItem(self.list, [spec.group])
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
                group.setForeground(0, self.theme.color(Role.TEXT3))
                group.setFont(0, sans(12, 600))
                group.setSizeHint(0, QSize(0, _ROW_PX))
                self._groups[spec.group] = group
            item = QTreeWidgetItem(self._groups[spec.group], [_title(spec), ""])
            item.setSizeHint(0, QSize(0, _ROW_PX))
            item.setData(0, Qt.ItemDataRole.UserRole, spec.id)
            self._items[spec.id] = item
        self.list.expandAll()
        self._show_keys()
        self._on_chosen()

    def _show_keys(self) -> None:
        for spec in ACTIONS:
            item = self._items[spec.id]
            item.setText(1, keys_in_words(spec, self._keys))
            changed = self._keys.is_changed(spec.id)
            item.setFont(1, sans(13, 600 if changed else 400))
            item.setToolTip(1, "Changed by you" if changed else "")
        is_chosen = bool(self.chosen_id)
        self.reset_button.setEnabled(is_chosen and self._keys.is_changed(self.chosen_id))
        self.none_button.setEnabled(is_chosen and bool(self._keys.all_keys(self.chosen_id)))
        self.reset_all_button.setEnabled(bool(self._keys.chosen))

    def _choose_first(self) -> None:
        if self.chosen_id:
            return
        for spec in ACTIONS:
            if not self._items[spec.id].isHidden():
                self.choose(spec.id)
                return

    # What is pressed

    def _on_chosen(self) -> None:
        self._forget()
        self.recorder.setEnabled(bool(self.chosen_id))
        self._say("" if self.chosen_id else "Choose an action, then press its new keys.")
        self._show_keys()

    def _on_recorded(self, keys: str) -> None:
        self._waiting = ""
        self.take_button.hide()
        uid = self.chosen_id
        if keys in self._keys.all_keys(uid):
            self._say(f"{_native(keys)} does “{self._name(uid)}” already.")
            return
        doubles = self._keys.doubles(uid, [keys])
        if doubles:
            self._ask(keys, doubles)
            return
        self._change(self._keys.with_keys(uid, [keys]))
        aside = ""
        if is_character_key(keys) and not self.single_keys.isChecked():
            aside = " It acts once single-letter keys are switched on."
        self._say(f"{_native(keys)} does “{self._name(uid)}” now.{aside}")

    def _ask(self, keys: str, doubles: tuple[ActionSpec, ...]) -> None:
        self._waiting, self._losers = keys, doubles
        names = listed(f"“{spec.plain_text}”" for spec in doubles)
        pronoun = "it" if len(doubles) == 1 else "them"
        self._say(f"{_native(keys)} already does {names}. Take the keys from {pronoun}?")
        self.take_button.show()

    def _take(self) -> None:
        keys, uid = self._waiting, self.chosen_id
        if keys == _OWN:
            self._change(self._keys.with_default(uid))
            self._say(f"“{self._name(uid)}” has its own keys again.")
        elif keys:
            self._change(self._keys.with_keys(uid, [keys]))
            self._say(f"{_native(keys)} does “{self._name(uid)}” now.")
        self._forget()

    def _remove(self) -> None:
        self._forget()
        self._change(self._keys.with_keys(self.chosen_id, []))
        self._say(f"“{self._name(self.chosen_id)}” has no keys now. The menu still has it.")

    def _reset(self) -> None:
        self._forget()
        uid = self.chosen_id
        doubles = self._keys.default_doubles(uid)
        if doubles:
            self._waiting, self._losers = _OWN, doubles
            names = listed(f"“{spec.plain_text}”" for spec in doubles)
            self._say(f"Its own keys are now with {names}. Take them from there?")
            self.take_button.show()
            return
        self._change(self._keys.with_default(uid))
        self._say(f"“{self._name(uid)}” has its own keys again.")

    def _reset_all(self) -> None:
        self._forget()
        self._change(KeyMap())
        self._say("All actions have their own keys again.")

    def _change(self, keys: KeyMap) -> None:
        self._keys = keys
        self._show_keys()
        chosen: Mapping[str, str] = keys.chosen
        self.keys_changed.emit(chosen)

    def _forget(self) -> None:
        self._waiting, self._losers = "", ()
        self.take_button.hide()
        self.recorder.clear()

    def _say(self, sentence: str) -> None:
        self.message.setText(sentence)
        self.message.setAccessibleDescription(sentence)

    def _name(self, action_id: str) -> str:
        return next(spec.plain_text for spec in ACTIONS if spec.id == action_id)


#: Stands for the table's own keys where they wait to be taken.
_OWN = "own"


def keys_in_words(spec: ActionSpec, keys: KeyMap) -> str:
    """Keys of an action; where they differ while reviewing, both are told."""
    plain = _listed(keys.keys(spec.id, is_reviewing=False))
    reviewing = _listed(keys.keys(spec.id, is_reviewing=True))
    if spec.is_for_reviewing is not None:
        return reviewing if spec.is_for_reviewing else plain
    if plain == reviewing:
        return plain
    return f"{plain or 'none'}; reviewing: {reviewing or 'none'}"


def _listed(keys: tuple[str, ...]) -> str:
    return " or ".join(_native(key) for key in keys)


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _title(spec: ActionSpec) -> str:
    submenu = spec.submenu.replace("&", "")
    return f"{submenu}: {spec.plain_text}" if submenu else spec.plain_text
