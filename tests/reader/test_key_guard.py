"""Which keys reach the window's actions while something has the keyboard: real key events."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reader.actions import Actions, Situation
from reader.key_guard import accepts_text
from reader.views.article_view import ArticleView
from reader.views.card import Card

REVIEWING = Situation(
    is_writable=True,
    shows_article=True,
    has_article=True,
    is_reviewing=True,
    has_cursor=True,
    has_note=True,
)
PLAIN = [
    (Qt.Key.Key_J, "j", "next_sentence"),
    (Qt.Key.Key_N, "n", "new_note"),
    (Qt.Key.Key_1, "1", "category_dangerous"),
    (Qt.Key.Key_0, "0", "category_outdated"),
    (Qt.Key.Key_Plus, "+", "add_claim"),
    (Qt.Key.Key_Question, "?", "keys"),
    (Qt.Key.Key_BracketRight, "]", "next_note"),
    (Qt.Key.Key_Space, " ", "mark_checked"),
]
CONTROLS = [
    (Qt.Key.Key_Return, "new_note"),
    (Qt.Key.Key_Down, "next_sentence"),
    (Qt.Key.Key_Up, "previous_sentence"),
    (Qt.Key.Key_Delete, "delete_note"),
    (Qt.Key.Key_Backspace, "go_back"),
]
WITH_MODIFIER = [
    (Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier, "next_unseen"),
    (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, "review_mode"),
    (Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier, "guideline"),
]


class Desk:
    """A window with all actions and one widget; `done` lists what was started."""

    def __init__(self, qtbot, make) -> None:
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        body = QWidget(self.window)
        self.window.setCentralWidget(body)
        self.widget = make(body)
        QVBoxLayout(body).addWidget(self.widget)
        self.actions = Actions(self.window)
        self.done = []
        for spec, action in self.actions:
            self.window.addAction(action)
            action.triggered.connect(lambda _on=False, uid=spec.id: self.done.append(uid))
        self.actions.update(REVIEWING)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.widget.setFocus()
        assert QApplication.focusWidget() is self.widget

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.done.clear()
        QTest.keyClick(self.widget, key, modifiers)
        return self.done


FIELDS = {"line": QLineEdit, "text": QPlainTextEdit}


@pytest.mark.parametrize("make", FIELDS.values(), ids=FIELDS.keys())
@pytest.mark.parametrize(("key", "letter", "action"), PLAIN)
def test_what_is_typed_is_text(qtbot, make, key, letter, action):
    desk = Desk(qtbot, make)
    assert desk.press(key) == []
    text = desk.widget.text() if make is QLineEdit else desk.widget.toPlainText()
    assert text == letter, action


@pytest.mark.parametrize("make", FIELDS.values(), ids=FIELDS.keys())
@pytest.mark.parametrize(("key", "action"), CONTROLS)
def test_what_moves_and_deletes_in_text_starts_nothing(qtbot, make, key, action):
    assert Desk(qtbot, make).press(key) == [], action


@pytest.mark.parametrize("make", FIELDS.values(), ids=FIELDS.keys())
@pytest.mark.parametrize(("key", "modifiers", "action"), WITH_MODIFIER)
def test_keys_with_ctrl_or_alt_act_while_typing(qtbot, make, key, modifiers, action):
    assert Desk(qtbot, make).press(key, modifiers) == [action]


def test_return_in_a_line_is_the_lines(qtbot):
    desk = Desk(qtbot, QLineEdit)
    with qtbot.waitSignal(desk.widget.returnPressed):
        assert desk.press(Qt.Key.Key_Return) == []


@pytest.mark.parametrize(("key", "letter", "action"), PLAIN)
def test_an_input_method_may_compose_with_any_key(qtbot, key, letter, action):
    desk = Desk(qtbot, QPlainTextEdit)
    QApplication.sendEvent(desk.widget, QInputMethodEvent("k", []))
    assert desk.press(key) == [], (letter, action)


@pytest.mark.parametrize("make", [ArticleView, Card])
def test_they_act_in_the_article_and_on_a_card(qtbot, light, make):
    desk = Desk(qtbot, lambda parent: make(light, parent))
    for key, letter, action in PLAIN:
        assert desk.press(key) == [action], letter


@pytest.mark.parametrize(("key", "action"), CONTROLS)
def test_return_arrows_and_delete_act_in_the_article(qtbot, light, key, action):
    assert Desk(qtbot, lambda parent: ArticleView(light, parent)).press(key) == [action]


def test_return_on_a_card_is_the_cards(qtbot, light):
    desk = Desk(qtbot, lambda parent: Card(light, parent))
    assert desk.press(Qt.Key.Key_Return) == []
    assert desk.press(Qt.Key.Key_Down) == ["next_sentence"]
    assert desk.press(Qt.Key.Key_Delete) == ["delete_note"]


def test_a_button_keeps_space_and_return(qtbot):
    desk = Desk(qtbot, QPushButton)
    with qtbot.waitSignal(desk.widget.clicked):
        assert desk.press(Qt.Key.Key_Space) == []
    assert desk.press(Qt.Key.Key_Down) == []
    assert desk.press(Qt.Key.Key_J) == ["next_sentence"]


def test_a_list_keeps_its_arrows_and_gives_delete_away(qtbot):
    desk = Desk(qtbot, QListWidget)
    assert desk.press(Qt.Key.Key_Down) == []
    assert desk.press(Qt.Key.Key_Delete) == ["delete_note"]


def test_two_keys_one_after_the_other(qtbot, light):
    desk = Desk(qtbot, lambda parent: ArticleView(light, parent))
    assert desk.press(Qt.Key.Key_M) == []
    assert desk.press(Qt.Key.Key_1) == ["category_flawed_reasoning"]
    assert desk.press(Qt.Key.Key_1) == ["category_dangerous"]


def test_no_key_is_ambiguous(qtbot, light):
    desk = Desk(qtbot, lambda parent: ArticleView(light, parent))
    enabled = [action for _spec, action in desk.actions if action.isEnabled()]
    keys = [key.toString() for action in enabled for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_who_takes_text(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    box = QComboBox(parent)
    assert not accepts_text(box)
    box.setEditable(True)
    assert accepts_text(box)
    assert accepts_text(QSpinBox(parent))
    line = QLineEdit(parent)
    assert accepts_text(line)
    line.setReadOnly(True)
    assert not accepts_text(line)
    assert not accepts_text(None)
