"""What the library says of its lists, and what it asks for notes with."""

import pytest

from annotations import ArticleFilter, Category, CoverageFilter, NoteGroup, Severity
from reader.models.note_list import Grouped
from reader.views.library_words import (
    is_about_articles,
    notes_empty_text,
    notes_line,
    notes_query,
)

GROUPS = (NoteGroup("a", "A", 60), NoteGroup("b", "B", 18))


@pytest.mark.parametrize(
    ("where", "query"),
    [
        (ArticleFilter(), ""),
        (ArticleFilter(words="is:draft tea"), "is:draft tea"),
        (ArticleFilter(severity=Severity.SERIOUS), "sev:serious"),
        (ArticleFilter(category=Category.CHERRY_PICKED), "cat:cherry_picked"),
        (ArticleFilter(coverage=CoverageFilter.IN_REVIEW), ""),
    ],
)
def test_a_choice_becomes_a_query_for_notes(where, query):
    assert notes_query(where) == query


def test_coverage_and_trash_are_about_articles():
    assert is_about_articles(ArticleFilter(in_trash=True))
    assert is_about_articles(ArticleFilter(coverage=CoverageFilter.FULLY_CHECKED))
    assert not is_about_articles(ArticleFilter(severity=Severity.INFO))


@pytest.mark.parametrize(
    ("shown", "line"),
    [
        (Grouped(groups=GROUPS, total=78, by_article=True), "78 notes in 2 articles"),
        (Grouped(groups=GROUPS, total=78), "78 notes"),
        (Grouped(groups=None, total=1), "1 note"),
        (Grouped(groups=None, total=2000, is_more=True), "2,000 notes or more"),
        (
            Grouped(groups=GROUPS, total=2000, is_more=True, is_cut=True, by_article=True),
            "2,000 notes or more, the first 2 groups of them",
        ),
        (Grouped(groups=(), total=0), ""),
    ],
)
def test_the_line_counts_what_is_shown(shown, line):
    assert notes_line(shown) == line


def test_no_notes_are_told_apart_from_none_found():
    assert notes_empty_text("", is_read_only=False).title == "No notes yet"
    assert notes_empty_text("", is_read_only=True).title == "No notes here"
    said = notes_empty_text("cat:dangerous -tag:law", is_read_only=False)
    assert said.text.startswith("No note matches cat:dangerous -tag:law.")
    assert said.button == "Clear the search"
