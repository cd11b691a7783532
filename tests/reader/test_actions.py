from collections import Counter

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenuBar

from reader.actions import ACTIONS, Actions, Situation, fill_menu_bar

READING = Situation(is_writable=True, shows_article=True, has_article=True, has_address=True)


@pytest.fixture
def actions():
    parent = QObject()
    yield Actions(parent)
    parent.deleteLater()


def test_every_action_has_an_id_a_menu_and_a_key_of_its_own():
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)
    assert [spec.id for spec in ACTIONS if not spec.keys] == []
    keys = Counter(
        QKeySequence(key).toString() or pytest.fail(f"{spec.id}: {key} is no key")
        for spec in ACTIONS
        for key in spec.keys
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_mnemonics_are_unique_in_each_menu():
    for menu in {spec.menu for spec in ACTIONS}:
        marked = [
            spec.text[spec.text.index("&") + 1].lower()
            for spec in ACTIONS
            if spec.menu == menu and "&" in spec.text
        ]
        assert len(marked) == len(set(marked)), (menu, marked)


def test_menus_hold_every_action(actions):
    bar = QMenuBar()
    menus = fill_menu_bar(bar, actions)
    assert list(menus) == ["File", "Edit", "View", "Article", "Help"]
    shown = [action for menu in menus.values() for action in menu.actions()]
    assert sum(not action.isSeparator() for action in shown) == len(ACTIONS)


def test_what_cannot_be_used_is_disabled(actions):
    actions.update(Situation())
    assert not actions["next_caution"].isEnabled()
    assert not actions["remove"].isEnabled()
    assert not actions["undo"].isEnabled()
    assert actions["import_files"].isEnabled()
    actions.update(READING)
    assert actions["next_caution"].isEnabled()
    assert actions["remove"].isEnabled()
    assert not actions["restore"].isEnabled()


def test_a_read_only_library_is_not_arranged(actions):
    actions.update(Situation(is_writable=False, shows_article=True, has_article=True))
    assert not actions["rename"].isEnabled()
    assert not actions["remove"].isEnabled()
    assert actions["export"].isEnabled()
    assert actions["details"].isEnabled()


def test_the_trash_offers_only_the_way_back(actions):
    actions.update(Situation(is_writable=True, has_article=True, is_in_trash=True))
    assert actions["restore"].isEnabled()
    assert not actions["remove"].isEnabled()


def test_keys_can_be_rebound():
    parent = QObject()
    actions = Actions(parent, {"next_caution": "J"})
    assert [key.toString() for key in actions["next_caution"].shortcuts()] == ["J"]
    assert [key.toString() for key in actions["previous_caution"].shortcuts()] == ["P"]
