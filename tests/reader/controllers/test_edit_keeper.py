from dataclasses import replace

import pytest

from annotations import (
    ArticleUid,
    EditUid,
    LibraryBusyError,
    LibraryUnavailableError,
    UnsavedEdit,
)
from reader.controllers.edit_keeper import EditKeeper, Typing


class FakeSession:
    """Keeps edits in memory, or refuses as a full disk does."""

    def __init__(self) -> None:
        self.kept = []
        self.refuses = False
        self.busy_times = 0

    def keep_edit(self, edit):
        if self.busy_times:
            self.busy_times -= 1
            raise LibraryBusyError("Another window is writing.")
        if self.refuses:
            raise LibraryUnavailableError("The disk is full.")
        self.kept.append(dict(edit.form))
        return replace(edit, kept_at=f"2026-11-20T14:02:{len(self.kept):02}.000Z")


@pytest.fixture
def session():
    return FakeSession()


@pytest.fixture
def keeper(qapp, session):
    keeper = EditKeeper(session, qapp)
    yield keeper
    keeper.end()
    keeper.deleteLater()


def edit(**form):
    return UnsavedEdit(
        uid=EditUid("e1"), article_uid=ArticleUid("a1"), annotation_uid=None, form=form
    )


def test_nothing_is_kept_before_something_is_typed(keeper, session):
    keeper.begin(edit(body=""))
    assert keeper.keep_now()
    assert session.kept == []
    assert keeper.is_safe


def test_what_is_typed_is_kept_soon_and_only_the_last_of_it(keeper, session, qtbot):
    keeper.begin(edit(body=""))
    for text in ("N", "No", "Not"):
        keeper.touch({"body": text})
    assert not keeper.is_safe
    assert keeper.typing.is_pending
    qtbot.waitUntil(lambda: bool(session.kept))
    assert session.kept == [{"body": "Not"}]
    assert keeper.typing == Typing(kept_at="2026-11-20T14:02:01.000Z")
    assert keeper.is_safe


def test_a_refusal_is_told_and_the_text_stays(keeper, session):
    session.refuses = True
    keeper.begin(edit(body=""))
    keeper.touch({"body": "Not safe"})
    assert not keeper.keep_now()
    assert keeper.typing.problem == "The disk is full."
    assert keeper.edit.form == {"body": "Not safe"}
    session.refuses = False
    assert keeper.keep_now()
    assert session.kept == [{"body": "Not safe"}]
    assert keeper.typing.problem == ""


def test_typing_goes_on_after_a_refusal_and_is_tried_again(keeper, session, qtbot, monkeypatch):
    monkeypatch.setattr("reader.controllers.edit_keeper.RETRY_MS", 1)
    session.refuses = True
    keeper.begin(edit(body=""))
    keeper.touch({"body": "a"})
    keeper.keep_now()
    keeper.touch({"body": "ab"})
    session.refuses = False
    qtbot.waitUntil(lambda: session.kept == [{"body": "ab"}])


def test_an_edit_taken_up_again_is_kept_at_once_under_the_new_holder(keeper, session):
    keeper.begin(replace(edit(body="left"), kept_at="2026-11-20T14:00:00.000Z", holder="me"))
    assert session.kept == [{"body": "left"}]


def test_an_ended_edit_takes_nothing_more(keeper, session):
    keeper.begin(edit(body=""))
    keeper.touch({"body": "x"})
    keeper.end()
    keeper.touch({"body": "xy"})
    assert keeper.keep_now()
    assert session.kept == []


def test_a_moment_of_another_window_s_writing_is_not_worth_a_word(keeper, session, qtbot):
    said = []
    keeper.typing_changed.connect(lambda typing: said.append(typing.problem))
    session.busy_times = 3
    keeper.begin(edit(body=""))
    keeper.touch({"body": "a"})
    assert not keeper.keep_now()
    qtbot.waitUntil(lambda: session.kept == [{"body": "a"}])
    assert set(said) == {""}


def test_a_window_that_goes_on_writing_is_told(keeper, session):
    session.busy_times = 100
    keeper.begin(edit(body=""))
    keeper.touch({"body": "a"})
    for _ in range(5):
        assert not keeper.keep_now()
    assert keeper.typing.problem == "Another window is writing."
