"""What an undo stack is rebuilt from: undo and redo folded away, chains of any length."""

from __future__ import annotations

import random

import pytest

from annotations.storage.library import open_library
from tests.annotations.storage.builders import OWNER, REVIEWER, add, evidence, note, sheet
from tests.annotations.storage.drafts import HOURLY, OTHER, new_note, place


@pytest.fixture
def article(library):
    return add(library).article.uid


def stack(library, limit=200):
    """Label suffix and whether it is undone, oldest first."""
    return [(a.id, a.is_undone) for a in reversed(library.recent_actions(limit=limit))]


def titled(library, article, *titles):
    return [library.edit_article(article, title=title).action for title in titles]


def test_undone_actions_wait_on_top(library, article):
    (imported,) = (a.id for a in library.recent_actions())
    one, two, three = titled(library, article, "One", "Two", "Three")
    library.undo(three)
    library.undo(two)
    assert stack(library) == [(imported, False), (one, False), (two, True), (three, True)]
    library.redo(two)
    assert stack(library) == [(imported, False), (one, False), (two, False), (three, True)]
    (four,) = titled(library, article, "Four")
    assert stack(library) == [(imported, False), (one, False), (two, False), (four, False)]


def test_long_chain_of_undo_and_redo(library, article):
    one, two = titled(library, article, "One", "Two")
    for _ in range(60):
        library.undo(two)
        library.undo(one)
        library.redo(one)
        library.redo(two)
    library.undo(two)
    assert stack(library, limit=2)[-2:] == [(one, False), (two, True)]


@pytest.mark.usefixtures("article")
def test_an_undone_sheet_of_many_rows_is_one_action(library):
    report = library.annotate(
        sheet(note("n1", HOURLY, evidence=[evidence()]), article={"author": "A writer"})
    )
    library.undo(report.change.action)
    (last, *_) = library.recent_actions()
    assert (last.id, last.is_undone) == (report.change.action, True)
    assert last.label == "Add notes from a review sheet"
    library.redo(report.change.action)
    assert not library.recent_actions(limit=1)[0].is_undone


def test_only_this_reviewer(library, article):
    library.set_reviewer(OTHER)
    assert library.recent_actions() == ()
    saved = library.save_note(new_note(place(library, article, HOURLY)))
    assert [a.id for a in library.recent_actions()] == [saved.change.action]
    library.set_reviewer(REVIEWER)
    assert [a.label for a in library.recent_actions()] == ["Import article"]


def test_limit(library, article):
    titles = titled(library, article, "One", "Two", "Three")
    assert [a.id for a in library.recent_actions(limit=2)] == titles[:0:-1]
    assert library.recent_actions(limit=0) == ()


@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_a_stack(path, library, article, seed):
    """Random walks over a stack, read back after a restart."""
    chance = random.Random(seed)
    done = [a.id for a in library.recent_actions()]
    undone = []
    for step in range(40):
        match chance.choice("nnuur"):
            case "n":
                done += titled(library, article, f"Title {step}")
                undone = []
            case "u" if len(done) > 1:
                undone.append(done.pop())
                library.undo(undone[-1])
            case "r" if undone:
                done.append(undone.pop())
                library.redo(done[-1])
            case _:
                continue
    library.close()
    with open_library(path, owner=OWNER, reviewer=REVIEWER) as again:
        expected = [(uid, False) for uid in done] + [(uid, True) for uid in reversed(undone)]
        assert stack(again) == expected
