"""Undo and redo: versions come back as new versions, and never over somebody's change."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.errors import ActionConflictError
from annotations.ids import ActionId
from annotations.storage.library import open_library
from annotations.storage.listing import ArticleFilter
from annotations.storage.snapshots import read_record
from tests.annotations.storage.builders import OWNER, add, conversion, evidence, note, sheet
from tests.annotations.storage.checks import assert_counts_are_true


def content(library):
    """All that a user sees, times of modification and versions left out."""
    state = {}
    for trash in (False, True):
        for summary in library.articles(ArticleFilter(in_trash=trash)):
            reviewed = library.reviewed_article(summary.article.uid, drafts=True)
            state[summary.article.uid] = (
                trash,
                summary.article.fields,
                summary.article.title_is_suggested,
                summary.counts,
                (summary.coverage.checked, summary.coverage.of, summary.coverage.by),
                summary.strip,
                reviewed.revision,
                tuple(
                    (a.uid, a.note, a.status, a.targets, a.evidence) for a in reviewed.annotations
                ),
            )
    # What was added and undone lies in the trash.
    return state, replace(library.facets(), deleted=0)


def versions(library, uid):
    with closing(sqlite3.connect(library.path)) as connection:
        return connection.execute(
            "SELECT version, label, snapshot FROM change_log WHERE uid = ? ORDER BY version", (uid,)
        ).fetchall()


def test_undo_and_redo_an_edit(library):
    uid = add(library).article.uid
    before = content(library)
    change = library.edit_article(uid, title="Tea", author="A writer")
    after = content(library)
    undone = library.undo(change.action)
    assert undone.updated == (uid,)
    assert content(library) == before
    assert library.redo(change.action).updated == (uid,)
    assert content(library) == after
    labels = [label for _, label, _ in versions(library, uid)]
    assert labels == ["Import article", "Edit article", "Undo: Edit article", "Redo: Edit article"]


def test_undo_down_the_stack_and_up_again(library):
    uid = add(library).article.uid
    states, actions = [content(library)], []
    for title in ("One", "Two", "Three"):
        actions.append(library.edit_article(uid, title=title).action)
        states.append(content(library))
    for _ in range(2):
        for action, state in zip(reversed(actions), reversed(states[:-1]), strict=True):
            library.undo(action)
            assert content(library) == state
        for action, state in zip(actions, states[1:], strict=True):
            library.redo(action)
            assert content(library) == state


def test_undo_an_import(library):
    added = add(library)
    after = content(library)
    assert library.undo(added.change.action).removed == (added.article.uid,)
    assert library.articles() == ()
    assert library.redo(added.change.action).added == (added.article.uid,)
    assert content(library) == after


def test_undo_remove_and_restore(library):
    uid = add(library).article.uid
    removed = library.remove_article(uid)
    assert library.undo(removed.action).added == (uid,)
    assert library.redo(removed.action).removed == (uid,)
    restored = library.restore_article(uid)
    assert library.undo(restored.action).removed == (uid,)


def test_undo_a_review_sheet(library):
    uid = add(library).article.uid
    before = content(library)
    report = library.annotate(
        sheet(
            note("n1", "Repeat every hour.", evidence=[evidence()]),
            note("n2", "It is legal everywhere.", status="draft"),
            article={"author": "A writer"},
        )
    )
    after = content(library)
    undone = library.undo(report.change.action)
    assert len(undone.removed) == 3
    assert undone.updated == (uid,)
    assert content(library) == before
    assert library.search("kratom need").sources_total == 0
    library.redo(report.change.action)
    assert content(library) == after
    (annotation,) = library.reviewed_article(uid).annotations
    assert annotation.version == 3


def test_sheet_can_be_added_again_after_undo(library):
    uid = add(library).article.uid
    content_of_sheet = sheet(note("n1", "Repeat every hour.", evidence=[evidence()]))
    library.undo(library.annotate(content_of_sheet).change.action)
    assert library.annotate(content_of_sheet).added == ("n1",)
    assert len(library.reviewed_article(uid).annotations) == 1


def test_source_that_is_cited_since_stays(library):
    uid = add(library).article.uid
    first = library.annotate(sheet(note("n1", "Repeat every hour.", evidence=[evidence()])))
    library.annotate(sheet(note("n2", "Kratom is a plant.", evidence=[evidence()])))
    library.undo(first.change.action)
    (annotation,) = library.reviewed_article(uid).annotations
    assert annotation.evidence[0].source.title == "Kratom: what you need to know"
    library.redo(first.change.action)
    assert len(library.reviewed_article(uid).annotations) == 2


@pytest.mark.parametrize("verb", ["undo", "redo"])
def test_unknown_action(library, verb):
    with pytest.raises(ActionConflictError):
        getattr(library, verb)(ActionId("none"))


def test_undo_twice_and_redo_first(library):
    uid = add(library).article.uid
    change = library.edit_article(uid, title="Tea")
    with pytest.raises(ActionConflictError, match="already"):
        library.redo(change.action)
    library.undo(change.action)
    with pytest.raises(ActionConflictError, match="already"):
        library.undo(change.action)


def test_change_of_another_window_is_not_lost(library, path):
    uid = add(library).article.uid
    change = library.edit_article(uid, title="Mine")
    with open_library(path, owner=OWNER) as other:
        other.edit_article(uid, title="Theirs")
        other.edit_article(uid, title="Mine")
    before = versions(library, uid)
    with pytest.raises(ActionConflictError) as caught:
        library.undo(change.action)
    assert "“Rename article” cannot be undone: “Mine” has been changed since" in str(caught.value)
    assert versions(library, uid) == before


def test_import_with_notes_since_is_not_undone(library):
    added = add(library)
    library.annotate(sheet(note("n1", "Repeat every hour.")))
    with pytest.raises(ActionConflictError, match="has caution notes since"):
        library.undo(added.change.action)
    assert len(library.articles()) == 1


@pytest.mark.parametrize(
    ("entity", "name"), [("annotation", "the note “Not so"), ("source", "the source “Kratom")]
)
def test_note_and_source_changed_since(library, entity, name):
    uid = add(library).article.uid
    report = library.annotate(sheet(note("n1", "Repeat every hour.", evidence=[evidence()])))
    (annotation,) = library.reviewed_article(uid).annotations
    changed = annotation.uid if entity == "annotation" else annotation.evidence[0].source.uid
    with library._acting("Edit by a later verb") as (action, _):
        record = read_record(action.connection, entity, changed)
        field = "body" if entity == "annotation" else "publisher"
        action.write(entity, changed, {**record, field: "Other words."})
    with pytest.raises(ActionConflictError, match=name):
        library.undo(report.change.action)


def test_changed_and_changed_back_within_a_verb_is_no_change(library):
    uid = add(library).article.uid
    before = versions(library, uid)
    with library._acting("Edit") as (action, done):
        record = read_record(action.connection, "article", uid)
        action.write("article", uid, {**record, "author": "A writer"})
        action.write("article", uid, record)
    assert not done[0]
    assert versions(library, uid) == before


def test_log_holds_whole_records(library):
    uid = add(library).article.uid
    report = library.annotate(
        sheet(note("n1", "Repeat every hour.", tags=["dosing"], evidence=[evidence()]))
    )
    (annotation,) = library.reviewed_article(uid).annotations
    ((version, label, snapshot),) = versions(library, annotation.uid)
    assert (version, label) == (1, "Add notes from a review sheet")
    record = json.loads(snapshot)
    assert record["body"] == annotation.note.body
    assert record["targets"][0]["article"] == uid
    assert record["targets"][0]["exact"] == "Repeat every hour."
    assert record["evidence"][0]["source"] == annotation.evidence[0].source.uid
    assert annotation.uid in report.change.added


_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "title", "author", "remove", "restore", "note", "undo", "redo"]),
        st.integers(0, 2),
        st.sampled_from(["One", "Two", "Three"]),
    ),
    max_size=14,
)


def act(library, verb, index, word):
    """Do one verb to the article with that number; returns its action, if it did anything."""
    name = f"{index}.md"
    if verb == "add":
        added = library.add_article(
            conversion(f"# Tea {index}\nIt heals. It helps."), file_name=name, data=b"x"
        )
        return added.change.action
    found = [
        summary.article.uid
        for trash in (False, True)
        for summary in library.articles(ArticleFilter(in_trash=trash))
        if summary.article.file_name == name
    ]
    if not found:
        return None
    match verb:
        case "title" | "author":
            return library.edit_article(found[0], **{verb: word}).action
        case "remove":
            return library.remove_article(found[0]).action
        case "restore":
            return library.restore_article(found[0]).action
        case _:
            quote = "It heals." if word == "One" else "It helps."
            content_of_sheet = sheet(note(word, quote, evidence=[evidence()]), file=name)
            return library.annotate(content_of_sheet).change.action


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=_STEPS)
def test_undo_is_the_way_back(tmp_path_factory, empty_library, steps):
    """A window's undo stack over any verbs gives back the states that a model remembers."""
    path = tmp_path_factory.mktemp("undo") / "library.caveat"
    path.write_bytes(empty_library.read_bytes())
    with open_library(path, owner=OWNER) as library:
        done, undone = [], []
        state = content(library)
        for verb, index, word in steps:
            if verb == "undo" and done:
                action, before = done.pop()
                library.undo(action)
                undone.append((action, state))
                assert visible(content(library)) == visible(before)
            elif verb == "redo" and undone:
                action, after = undone.pop()
                done.append((action, state))
                library.redo(action)
                assert visible(content(library)) == visible(after)
            elif verb not in ("undo", "redo"):
                action = act(library, verb, index, word)
                if action is not None:
                    done.append((action, state))
                    undone.clear()
            state = content(library)
        assert_counts_are_true(library)


def visible(state):
    """Undoing an import puts the article into the trash, where the model has none."""
    articles, facets = state
    shown = {uid: values for uid, values in articles.items() if not values[0]}
    return shown, (facets.articles, facets.notes, facets.drafts, facets.by_category)
