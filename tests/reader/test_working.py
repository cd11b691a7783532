"""Work on a thread: done, refused, stopped, and over when the window closes."""

import logging

import pytest

from annotations import CaveatError
from reader.working import Worker


@pytest.fixture
def worker(qapp):
    made = Worker(qapp)
    yield made
    made.close()
    made.deleteLater()


def test_what_the_work_gives_is_told(worker, qtbot):
    told = []
    worker.progressed.connect(lambda share, stage: told.append((share, stage)))

    def work(tell):
        tell(0.5, "half")
        return 42

    with qtbot.waitSignal(worker.done) as done:
        worker.start(work)
    assert done.args == [42]
    assert told == [(0.5, "half")]
    qtbot.waitUntil(lambda: not worker.is_busy)


def test_a_refusal_is_a_sentence(worker, qtbot):
    def work(_tell):
        raise CaveatError("The disk is full.")

    with qtbot.waitSignal(worker.refused) as refused:
        worker.start(work)
    assert refused.args == ["The disk is full."]


def test_the_unforeseen_reaches_the_log(worker, qtbot, caplog):
    def work(_tell):
        raise ZeroDivisionError

    with caplog.at_level(logging.ERROR), qtbot.waitSignal(worker.refused):
        worker.start(work)
    assert "ZeroDivisionError" in caplog.text


def test_work_that_is_stopped_gives_nothing_and_the_next_does(worker, qtbot):
    done = []
    worker.done.connect(done.append)
    worker.stop()
    with qtbot.waitSignal(worker.ended):
        worker.start(lambda tell: tell(0.1, "begun"))
    with qtbot.waitSignal(worker.ended):
        worker.start(lambda _tell: "next")
    assert done == ["next"]


def test_nothing_begins_after_the_end(worker):
    worker.close()
    worker.start(lambda _tell: 1)
    assert not worker.is_busy
