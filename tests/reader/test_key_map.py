import pytest

from reader.actions import ACTIONS
from reader.key_map import KeyMap, is_character_key


def ids(specs):
    return [spec.id for spec in specs]


@pytest.mark.parametrize(
    ("key", "is_one"),
    [
        ("N", True),
        ("Shift+J", True),
        ("?", True),
        ("+", True),
        ("0", True),
        ("M, 1", True),
        ("[", True),
        ("Space", False),
        ("Return", False),
        ("Down", False),
        ("Del", False),
        ("F1", False),
        ("Ctrl+K", False),
        ("Alt+1", False),
        ("", False),
    ],
)
def test_a_character_key_is_pressed_by_itself(key, is_one):
    assert is_character_key(key) is is_one


def test_the_tables_own_keys_have_no_doubles():
    keys = KeyMap()
    for spec in ACTIONS:
        assert keys.default_doubles(spec.id) == (), spec.id


def test_a_double_is_named():
    assert ids(KeyMap().doubles("pin_note", ["X"])) == ["contradiction"]
    assert ids(KeyMap().doubles("find", ["Ctrl+K"])) == ["add_source"]
    assert KeyMap().doubles("contradiction", ["X"]) == ()


def test_the_beginning_of_two_keys_is_a_double():
    assert "category_disclosure" in ids(KeyMap().doubles("pin_note", ["M"]))
    assert ids(KeyMap().doubles("pin_note", ["M, 9"])) == []


def test_actions_that_never_meet_may_share_a_key():
    keys = KeyMap()
    assert ids(keys.doubles("previous_caution", ["J"])) == []
    assert ids(keys.doubles("print", ["N"])) == ["next_caution", "new_note"]


def test_taking_a_key_leaves_the_other_its_rest():
    keys = KeyMap().with_keys("pin_note", ["J"])
    assert keys.keys("pin_note", is_reviewing=True) == ("J",)
    assert keys.keys("next_sentence", is_reviewing=True) == ("Down",)
    assert keys.is_changed("next_sentence")
    assert not keys.is_changed("previous_sentence")


def test_what_is_taken_from_one_mode_makes_no_double_in_the_other():
    keys = KeyMap().with_keys("find", ["F1"])
    for mode in (False, True):
        held = [key for spec in ACTIONS for key in keys.keys(spec.id, is_reviewing=mode)]
        assert len(held) == len(set(held))
    assert keys.all_keys("samples") == ()
    assert keys.all_keys("guideline") == ("Ctrl+F1",)


def test_a_default_comes_back_and_is_taken_from_who_has_it():
    keys = KeyMap().with_keys("pin_note", ["X"])
    assert keys.keys("contradiction", is_reviewing=True) == ()
    assert ids(keys.default_doubles("contradiction")) == ["pin_note"]
    keys = keys.with_default("contradiction")
    assert keys.keys("contradiction", is_reviewing=True) == ("X",)
    assert keys.keys("pin_note", is_reviewing=True) == ()
    assert keys.with_default("pin_note").keys("pin_note", is_reviewing=True) == ("T",)


def test_chosen_keys_survive_the_settings():
    keys = KeyMap().with_keys("find", ["Ctrl+J", "F9"]).with_keys("quit", [])
    again = KeyMap(dict(keys.chosen))
    assert again.keys("find") == ("Ctrl+J", "F9")
    assert again.keys("quit") == ()
    assert again.chosen == keys.chosen


def test_what_cannot_be_read_is_left_out_and_told(caplog):
    keys = KeyMap({"find": "Ctrl+Nonsense", "no_such_action": "J", "quit": "Ctrl+W"})
    assert keys.keys("find") == ("Ctrl+F", "/")
    assert keys.keys("quit") == ("Ctrl+W",)
    assert "find" in caplog.text
    assert "no_such_action" in caplog.text
