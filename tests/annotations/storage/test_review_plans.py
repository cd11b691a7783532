"""What a reviewer does reads by index only, however many notes stand beside."""

from __future__ import annotations

import pytest

from annotations.editing import UnsavedEdit
from annotations.ids import EditUid
from annotations.model import Span
from annotations.vocabulary import BlockChoice
from tests.annotations.storage.builders import TEA, add, conversion
from tests.annotations.storage.drafts import BEER, caution, draft_of, new_note, place, sentence
from tests.annotations.storage.test_plans import is_scan


def traced(library, act):
    """The statements that an act runs, but those of transactions."""
    statements: list[str] = []
    library._connection.set_trace_callback(statements.append)
    act()
    library._connection.set_trace_callback(None)
    wanted = ("SELECT", "UPDATE", "DELETE", "INSERT")
    # The index of words looks its own settings up.
    ours = [text for text in statements if "_fts_config" not in text]
    return [text for text in ours if text.lstrip().upper().startswith(wanted)]


def _a_note(library, uid):
    return library.save_note(new_note(place(library, uid, BEER))).annotation.uid


_CHANGED = conversion(TEA.replace("nine", "six"))


def _updated(library, uid):
    return library.accept_update(uid, _CHANGED, data=b"new")


def _moved(library, uid):
    note = _a_note(library, uid)
    _updated(library, uid)
    return note, library.note(note).targets[0].uid


@pytest.mark.parametrize(
    "act",
    [
        _a_note,
        lambda library, uid: library.save_note(
            draft_of(library.note(_a_note(library, uid)), note=caution("Other words.", tags=("a",)))
        ),
        lambda library, uid: library.withdraw_note(_a_note(library, uid), "why"),
        lambda library, uid: library.restore_note(
            library.delete_note(_a_note(library, uid)).removed[0]
        ),
        lambda library, uid: library.add_claim(
            _a_note(library, uid), place(library, uid, "Repeat every hour.")
        ),
        lambda library, uid: library.undo(
            library.mark_checked(uid, [sentence(library, uid, BEER)]).action
        ),
        lambda library, uid: library.mark_checked(
            uid,
            [
                sentence(library, uid, BEER)
                for _ in library.mark_checked(uid, [sentence(library, uid, BEER)]).added
            ],
            checked=False,
        ),
        lambda library, uid: library.keep_edit(
            UnsavedEdit(uid=EditUid("e"), article_uid=uid, annotation_uid=None)
        ),
        lambda library, uid: library.unsaved_edits(uid),
        lambda library, _: library.drop_edit(EditUid("e")),
        lambda library, _: library.recent_actions(),
        lambda library, uid: library.reviewed_article(uid, drafts=True, withdrawn=True),
        lambda library, uid: library.preview_update(uid, _CHANGED),
        lambda library, uid: library.undo(_updated(library, uid).action),
        lambda library, uid: _updated(library, uid) and library.to_review(uid),
        lambda library, uid: library.confirm_target(*_moved(library, uid)),
        lambda library, uid: library.reattach_target(*_moved(library, uid), Span(0, 4)),
        lambda library, uid: library.set_block_kind(uid, 2, BlockChoice.HEADING),
        lambda library, uid: library.revisions(uid),
        lambda library, uid: library.reviewed_article(uid, revision=library.revisions(uid)[-1].uid),
        lambda library, _: library.likely_article(_CHANGED, "tea.md"),
        lambda library, uid: library.stored_original(uid) and library.newer_reading(uid),
    ],
)
def test_reviewing_reads_by_index_only(library, act):
    uid = add(library).article.uid
    statements = traced(library, lambda: act(library, uid))
    plans = [
        f"{row[3]} <- {statement}"
        for statement in statements
        for row in library._connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    ]
    assert plans
    assert [line for line in plans if is_scan(line)] == []


def test_only_the_notes_around_a_place_are_read(library):
    uid = add(library).article.uid
    statements = traced(library, lambda: _a_note(library, uid))
    (around,) = [text for text in statements if "UNION ALL" in text]
    plan = [row[3] for row in library._connection.execute(f"EXPLAIN QUERY PLAN {around}")]
    places = "targets_place (article_id=? AND place_start>? AND place_start<?)"
    assert any(places in row for row in plan)
    assert any("targets_long (article_id=?)" in row for row in plan)
