from collections import Counter

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenuBar

from reader.actions import ACTIONS, Actions, Situation, fill_menu_bar

READING = Situation(is_writable=True, shows_article=True, has_article=True, has_address=True)
REVIEWING = Situation(
    is_writable=True, shows_article=True, has_article=True, is_reviewing=True, has_cursor=True
)


@pytest.fixture
def actions():
    parent = QObject()
    yield Actions(parent)
    parent.deleteLater()


@pytest.mark.parametrize("is_reviewing", [False, True])
def test_every_key_does_one_thing(is_reviewing):
    assert len({spec.id for spec in ACTIONS}) == len(ACTIONS)
    keys = Counter(
        QKeySequence(key).toString() or pytest.fail(f"{spec.id}: {key} is no key")
        for spec in ACTIONS
        for key in spec.default_keys(is_reviewing=is_reviewing)
    )
    assert [key for key, count in keys.items() if count > 1] == []
    assert [key for key in keys if any(other.startswith(f"{key}, ") for other in keys)] == []


def test_every_action_has_a_key_wherever_it_can_be_used():
    for spec in ACTIONS:
        for mode in (False, True):
            if spec.is_for_reviewing in (None, mode):
                assert spec.default_keys(is_reviewing=mode), (spec.id, mode)


def test_mnemonics_are_unique_in_each_menu():
    for place in {(spec.menu, spec.submenu) for spec in ACTIONS}:
        texts = [spec.text for spec in ACTIONS if (spec.menu, spec.submenu) == place]
        texts += {spec.submenu for spec in ACTIONS if spec.submenu and (spec.menu, "") == place}
        marked = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        doubles = [letter for letter, count in Counter(marked).items() if count > 1]
        assert doubles == [], (place, marked)


def test_menus_hold_every_action(actions):
    bar = QMenuBar()
    menus = fill_menu_bar(bar, actions)
    assert list(menus) == ["File", "Edit", "View", "Article", "Review", "Note", "Help"]
    shown = [action for menu in menus.values() for action in menu.actions()]
    inner = [action.menu() for action in shown if action.menu()]
    assert [menu.title() for menu in inner] == ["&Category", "Severit&y"]
    shown = [action for action in shown if not action.menu()]
    shown += [action for menu in inner for action in menu.actions()]
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
    assert not actions["review_mode"].isEnabled()
    assert not actions["deleted_notes"].isEnabled()
    assert actions["export"].isEnabled()
    assert actions["details"].isEnabled()


def test_the_trash_offers_only_the_way_back(actions):
    actions.update(Situation(is_writable=True, has_article=True, is_in_trash=True))
    assert actions["restore"].isEnabled()
    assert not actions["remove"].isEnabled()


def test_reviewing_has_actions_of_its_own(actions):
    actions.update(READING)
    assert not actions["next_sentence"].isEnabled()
    assert not actions["mark_checked"].isEnabled()
    actions.update(REVIEWING)
    assert actions["next_sentence"].isEnabled()
    assert actions["mark_checked"].isEnabled()
    assert actions["new_note"].isEnabled()
    assert not actions["next_caution"].isEnabled()
    assert not actions["edit_note"].isEnabled()
    assert not actions["save_ready"].isEnabled()


def test_what_needs_a_note_or_an_editor_waits_for_it(actions):
    actions.update(Situation(**_values(REVIEWING), has_note=True))
    assert all(actions[uid].isEnabled() for uid in ("edit_note", "withdraw_note", "delete_note"))
    assert actions["add_claim"].isEnabled()
    assert actions["pin_note"].isEnabled()
    actions.update(Situation(**_values(REVIEWING), is_editing=True))
    assert all(actions[uid].isEnabled() for uid in ("save_ready", "save_draft", "add_source"))
    assert actions["severity_critical"].isEnabled()
    assert not actions["delete_note"].isEnabled()


def test_some_keys_change_with_the_mode(actions):
    actions.update(READING)
    assert _keys(actions, "samples") == ["F1"]
    assert _keys(actions, "close_article") == ["Esc", "Alt+Left"]
    assert _keys(actions, "remove") == ["Del"]
    actions.update(REVIEWING)
    assert _keys(actions, "guideline") == ["F1"]
    assert _keys(actions, "close_article") == ["Esc"]
    assert _keys(actions, "delete_note") == ["Del"]
    assert _keys(actions, "remove") == ["Ctrl+Del"]
    actions.update(READING)
    assert _keys(actions, "samples") == ["F1"]


def test_keys_can_be_rebound(actions):
    actions.set_keys({"next_caution": "J"})
    assert _keys(actions, "next_caution") == ["J"]
    assert _keys(actions, "previous_caution") == ["P"]


def test_single_letters_can_be_switched_off(actions):
    actions.set_keys({}, single_keys=False)
    assert _keys(actions, "next_caution") == []
    assert _keys(actions, "find") == ["Ctrl+F"]
    assert _keys(actions, "extend_next") == []
    assert _keys(actions, "category_disclosure") == []
    assert _keys(actions, "mark_checked") == ["Space"]
    assert _keys(actions, "next_sentence") == ["Down"]
    actions.set_keys({}, single_keys=True)
    assert _keys(actions, "next_caution") == ["N"]


def _keys(actions, action_id):
    return [key.toString() for key in actions[action_id].shortcuts()]


def _values(situation):
    return {
        name: getattr(situation, name)
        for name in ("is_writable", "shows_article", "has_article", "is_reviewing", "has_cursor")
    }
