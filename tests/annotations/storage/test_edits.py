"""What is being typed: kept outside of notes and history."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotations.editing import UnsavedEdit
from annotations.errors import InvalidAnnotationError, LibraryCorruptError, NotFoundError
from annotations.ids import AnnotationUid, ArticleUid, EditUid
from annotations.storage import edits
from annotations.storage.library import open_library
from tests.annotations.storage.builders import OWNER, VALERIAN, add


@pytest.fixture
def article(library):
    return add(library).article.uid


@pytest.fixture
def clock(monkeypatch):
    """Each keeping is a second later."""
    times = iter(f"2026-11-20T10:00:{second:02}.000Z" for second in range(60))
    monkeypatch.setattr(edits, "utc_now", lambda: next(times))


def edit(article, uid="e1", **fields):
    return UnsavedEdit(
        **{
            "uid": EditUid(uid),
            "article_uid": ArticleUid(article),
            "annotation_uid": None,
            "form": {"body": "Kein \x00 Wort \ud800"},
            "holder": "window-1",
            **fields,
        }
    )


def test_kept_edit_is_there_after_a_restart(path, library, article):
    kept = library.keep_edit(edit(article, annotation_uid=AnnotationUid("n"), form={"a": ["é", 1]}))
    assert kept.kept_at
    library.close()
    with open_library(path, owner=OWNER) as again:
        assert again.unsaved_edits() == (kept,)


@pytest.mark.usefixtures("clock")
def test_later_words_replace_the_earlier(library, article):
    library.keep_edit(edit(article))
    later = library.keep_edit(edit(article, form={"body": "more"}, holder="window-2"))
    assert library.unsaved_edits(article) == (later,)
    library.drop_edit(EditUid("e1"))
    library.drop_edit(EditUid("e1"))
    assert library.unsaved_edits() == ()


@pytest.mark.usefixtures("clock")
def test_newest_first_and_of_one_article(library, article):
    other = add(library, VALERIAN, "valerian.md").article.uid
    for uid, where in (("a", article), ("b", other), ("c", article)):
        library.keep_edit(edit(where, uid))
    library.keep_edit(edit(article, "a"))
    assert [kept.uid for kept in library.unsaved_edits()] == ["a", "c", "b"]
    assert [kept.uid for kept in library.unsaved_edits(article)] == ["a", "c"]
    assert library.unsaved_edits("none") == ()


def test_what_sqlite_cannot_keep_is_replaced(library, article):
    library.keep_edit(edit(article))
    (kept,) = library.unsaved_edits()
    assert kept.form["body"] == "Kein \x00 Wort \ufffd"


def test_no_history_and_no_counters(library, article):
    before = library._connection.execute("SELECT count(*) FROM change_log").fetchall()
    modified = library.article(article).modified_at
    library.keep_edit(edit(article))
    assert library._connection.execute("SELECT count(*) FROM change_log").fetchall() == before
    assert library.article(article).modified_at == modified


def test_refusals(library, article):
    with pytest.raises(NotFoundError):
        library.keep_edit(edit("none"))
    with pytest.raises(InvalidAnnotationError, match="million"):
        library.keep_edit(edit(article, form={"body": "x" * (1 << 20)}))
    library.keep_edit(edit(article, form={"body": "x" * ((1 << 20) - 100)}))


def test_a_broken_form_is_damage(library, article):
    library.keep_edit(edit(article))
    library._connection.execute("UPDATE unsaved_edits SET form = '{'")
    with pytest.raises(LibraryCorruptError):
        library.unsaved_edits()


def test_reviewer_is_known_by_then(library, article):
    library.keep_edit(replace(edit(article), uid=EditUid("e2")))
    found = library._connection.execute(
        "SELECT r.name FROM unsaved_edits e JOIN reviewers r ON r.id = e.reviewer_id"
    ).fetchall()
    assert found == [(library.reviewer.name,)]
