"""Keys are given by pressing them: real key events on the recorder and the dialog."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QWidget

from reader.action_table import ACTIONS
from reader.actions import Actions
from reader.controllers.help import HelpController
from reader.dialogs.key_recorder import KeyRecorder
from reader.dialogs.rebind import RebindDialog
from reader.key_map import KeyMap
from reader.preferences import Preferences
from reader.settings import Settings

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    widget.resize(1000, 900)
    qtbot.addWidget(widget)
    widget.show()
    return widget


class Heard:
    """The dialog, and what it told."""

    def __init__(self, theme, window, keys=None, **options) -> None:
        self.dialog = RebindDialog(keys or KeyMap(), theme, window, **options)
        self.told = []
        self.dialog.keys_changed.connect(lambda chosen: self.told.append(dict(chosen)))
        self.dialog.open()

    def press(self, key, modifiers=NONE):
        self.dialog.recorder.setFocus()
        QTest.keyClick(self.dialog.recorder, key, modifiers)


@pytest.mark.parametrize(
    ("key", "modifiers", "written"),
    [
        (Qt.Key.Key_J, NONE, "J"),
        (Qt.Key.Key_J, SHIFT, "Shift+J"),
        (Qt.Key.Key_Question, SHIFT, "?"),
        (Qt.Key.Key_Plus, Qt.KeyboardModifier.KeypadModifier, "+"),
        (Qt.Key.Key_Return, CTRL, "Ctrl+Return"),
        (Qt.Key.Key_Space, NONE, "Space"),
        (Qt.Key.Key_F5, NONE, "F5"),
    ],
)
def test_the_recorder_writes_what_is_pressed(qtbot, light, key, modifiers, written):
    recorder = KeyRecorder(light)
    qtbot.addWidget(recorder)
    recorder.show()
    with qtbot.waitSignal(recorder.recorded) as told:
        QTest.keyClick(recorder, key, modifiers)
    assert told.args == [written]
    assert recorder.keys == written


def test_a_modifier_alone_is_not_recorded(qtbot, light):
    recorder = KeyRecorder(light)
    qtbot.addWidget(recorder)
    QTest.keyClick(recorder, Qt.Key.Key_Shift)
    QTest.keyClick(recorder, Qt.Key.Key_Control)
    assert recorder.keys == ""


def test_free_keys_act_at_once(light, window):
    heard = Heard(light, window)
    heard.dialog.choose("pin_note")
    heard.press(Qt.Key.Key_Z)
    assert heard.told == [{"pin_note": "Z"}]
    assert heard.dialog.message.text() == "Z does “Pin, to add sentences of other articles” now."


def test_a_double_is_named_and_taken_only_when_asked(light, window):
    heard = Heard(light, window)
    heard.dialog.choose("pin_note")
    heard.press(Qt.Key.Key_X)
    assert heard.told == []
    assert heard.dialog.message.text() == (
        "X already does “Mark contradiction”. Take the keys from it?"
    )
    assert heard.dialog.take_button.isVisible()
    QTest.keyClick(heard.dialog.take_button, Qt.Key.Key_Return)
    assert heard.told == [{"pin_note": "X", "contradiction": ""}]
    assert not heard.dialog.take_button.isVisible()


def test_another_choice_forgets_the_question(light, window):
    heard = Heard(light, window)
    heard.dialog.choose("pin_note")
    heard.press(Qt.Key.Key_X)
    heard.dialog.choose("quit")
    assert not heard.dialog.take_button.isVisible()
    assert heard.dialog.recorder.keys == ""


def test_one_or_all_are_reset(light, window):
    keys = KeyMap({"find": "Ctrl+J", "pin_note": "Z"})
    heard = Heard(light, window, keys)
    heard.dialog.choose("find")
    QTest.keyClick(heard.dialog.reset_button, Qt.Key.Key_Return)
    assert heard.told == [{"pin_note": "Z"}]
    QTest.keyClick(heard.dialog.reset_all_button, Qt.Key.Key_Return)
    assert heard.told[-1] == {}
    assert not heard.dialog.reset_all_button.isEnabled()


def test_resetting_asks_before_it_takes_keys_back(light, window):
    keys = KeyMap().with_keys("pin_note", ["X"])
    heard = Heard(light, window, keys)
    heard.dialog.choose("contradiction")
    QTest.keyClick(heard.dialog.reset_button, Qt.Key.Key_Return)
    assert heard.told == []
    assert "Pin" in heard.dialog.message.text()
    QTest.keyClick(heard.dialog.take_button, Qt.Key.Key_Return)
    assert heard.told == [{"pin_note": ""}]


def test_an_action_may_have_no_keys(light, window):
    heard = Heard(light, window)
    heard.dialog.choose("quit")
    QTest.keyClick(heard.dialog.none_button, Qt.Key.Key_Return)
    assert heard.told == [{"quit": ""}]


def test_the_whole_way_by_keyboard(light, window):
    heard = Heard(light, window)
    field = heard.dialog.field
    QTest.keyClicks(field, "mark contradiction")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert heard.dialog.chosen_id == "contradiction"
    assert heard.dialog.focusWidget() is heard.dialog.recorder
    QTest.keyClick(heard.dialog.recorder, Qt.Key.Key_Z)
    assert heard.told == [{"contradiction": "Z"}]
    QTest.keyClick(heard.dialog.recorder, Qt.Key.Key_Escape)
    assert heard.dialog.focusWidget() is heard.dialog.list
    assert heard.dialog.isVisible()


def test_every_action_can_be_found(light, window):
    dialog = Heard(light, window).dialog
    for spec in ACTIONS:
        dialog.choose(spec.id)
        assert dialog.chosen_id == spec.id
    dialog.filter("ctrl+shift+v")
    assert _shown(dialog) == ["paste_quote"]


def test_what_is_chosen_acts_at_once_and_survives(light, tmp_path, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 800)
    path = tmp_path / "window.json"
    preferences = Preferences(path, Settings())
    actions = Actions(window)
    controller = HelpController(actions, preferences, _Shell(window, light), window)
    controller.change_keys()
    dialog = window.findChild(RebindDialog)
    dialog.choose("find")
    dialog.recorder.setFocus()
    QTest.keyClick(dialog.recorder, Qt.Key.Key_J, CTRL)
    assert [key.toString() for key in actions["find"].shortcuts()] == ["Ctrl+J"]
    dialog.single_keys.click()
    assert actions["next_caution"].shortcuts() == []
    assert not actions["single_keys"].isChecked()
    preferences.save()
    again = Preferences(path)
    fresh = Actions(QObject(window), again.value.keys)
    assert [key.toString() for key in fresh["find"].shortcuts()] == ["Ctrl+J"]
    assert not again.value.single_keys


def test_senseless_keys_in_the_settings_are_told_once(light, qtbot, caplog):
    window = QMainWindow()
    qtbot.addWidget(window)
    settings = Settings(keys={"find": "Ctrl+Nonsense", "nothing": "J", "quit": "ctrl+w"})
    preferences = Preferences(None, settings)
    actions = Actions(window, settings.keys)
    HelpController(actions, preferences, _Shell(window, light), window)
    told = len(caplog.records)
    assert told == 2
    preferences.update(text_size_px=24)
    assert len(caplog.records) == told
    assert [key.toString() for key in actions["find"].shortcuts()] == ["Ctrl+F", "/"]
    assert [key.toString() for key in actions["quit"].shortcuts()] == ["Ctrl+W"]


def _shown(dialog):
    return [spec.id for spec in ACTIONS if not dialog._items[spec.id].isHidden()]


class _Shell:
    """As much of the window as the help menu uses."""

    def __init__(self, widget, theme) -> None:
        self.widget, self.theme = widget, theme
