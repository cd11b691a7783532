from PySide6.QtGui import QUndoStack

from annotations import ActionId
from reader.commands import ActionCommand


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
