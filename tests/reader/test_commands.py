import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from annotations import ActionId, PastAction, ReviewerUid
from reader.commands import ActionCommand
from reader.undo import UndoHistory


class Replayer:
    def __init__(self) -> None:
        self.calls = []
        self.refuses = False

    def undo_action(self, action):
        self.calls.append(("undo", action))
        return not self.refuses

    def redo_action(self, action):
        self.calls.append(("redo", action))
        return not self.refuses


def stack_with(replayer):
    stack = QUndoStack()
    stack.push(ActionCommand(ActionId("a1"), "the removal", replayer))
    return stack


def test_pushing_does_nothing_because_it_is_done():
    replayer = Replayer()
    stack = stack_with(replayer)
    assert replayer.calls == []
    assert stack.undoText() == "the removal"


def test_undo_and_redo_go_by_the_id():
    replayer = Replayer()
    stack = stack_with(replayer)
    stack.undo()
    stack.redo()
    stack.undo()
    assert replayer.calls == [("undo", "a1"), ("redo", "a1"), ("undo", "a1")]


def test_a_refused_undo_is_dropped_from_the_stack():
    replayer = Replayer()
    stack = stack_with(replayer)
    replayer.refuses = True
    stack.undo()
    assert stack.count() == 0
    assert not stack.canRedo()


def test_a_refused_redo_is_dropped_from_the_stack():
    replayer = Replayer()
    stack = stack_with(replayer)
    stack.undo()
    replayer.refuses = True
    stack.redo()
    assert not stack.canUndo()


def past(action, *, is_undone=False):
    return PastAction(
        id=ActionId(action),
        label=f"Save {action}",
        at="2026-11-20T10:00:00.000Z",
        reviewer_uid=ReviewerUid("r"),
        is_undone=is_undone,
    )


@pytest.mark.usefixtures("qapp")
def test_history_is_taken_up_where_an_earlier_window_left_it():
    replayer, owner = Replayer(), QObject()
    history = UndoHistory(replayer, owner)
    history.begin([past("a3", is_undone=True), past("a2"), past("a1")])
    assert (history.stack.undoText(), history.stack.redoText()) == ("save a2", "save a3")
    assert replayer.calls == []
    history.stack.redo()
    history.stack.undo()
    history.stack.undo()
    assert replayer.calls == [("redo", "a3"), ("undo", "a3"), ("undo", "a2")]


@pytest.mark.usefixtures("qapp")
def test_what_was_undone_before_a_later_change_cannot_be_done_again():
    owner = QObject()
    history = UndoHistory(Replayer(), owner)
    history.begin([past("a3"), past("a2", is_undone=True), past("a1")])
    assert history.stack.count() == 2
    assert not history.stack.canRedo()
