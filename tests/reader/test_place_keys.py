"""The keys of a place are in the list of keys, and they are those that the place takes."""

from collections import Counter

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QWidget

from reader.actions import Actions
from reader.dialogs.keys import KeysDialog
from reader.place_keys import PLACE_KEYS
from reader.theme.theme import load_theme
from reader.views.editor.evidence_row import RELATION_KEYS
from reader.views.list_switch import ListKind


def keys_of(place):
    return {row.keys[0] for row in PLACE_KEYS if row.place == place}


def test_a_key_means_one_thing_in_a_place():
    said = Counter((row.place, row.text.split(":")[0]) for row in PLACE_KEYS if ":" not in row.text)
    assert set(said.values()) == {1}
    keys = Counter((row.place, key) for row in PLACE_KEYS for key in row.keys)
    assert [key for key, number in keys.items() if number > 1] == []


def test_the_letters_are_those_that_the_places_take():
    relations = {key.name.removeprefix("Key_") for key in RELATION_KEYS}
    assert relations <= keys_of("While a note is written")
    assert {kind.keys for kind in ListKind} <= keys_of("In the library")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("library ctrl+space", "In the search field: what can be searched for: Ctrl+Space"),
        ("restore trash", "Restore the selected note from the trash: R"),
        ("place of sources merge another", "Merge it with another entry: M"),
        ("written disputes", "On a source: it disputes the sentence: D"),
        ("notes again withdraw", "Withdraw the note: W"),
    ],
)
def test_they_are_found_in_the_list_of_keys(qtbot, words, said):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(QSize(1000, 700))
    dialog = KeysDialog(Actions(QObject(window)), load_theme("light"), window)
    dialog.filter(words)
    shown = [
        widget.accessibleName()
        for widget in dialog.findChildren(QWidget)
        if widget.accessibleName().endswith(said) and not widget.isHidden()
    ]
    assert said in shown
