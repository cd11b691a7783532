"""Articles in a library: added, listed, found, edited, removed, restored."""

import subprocess
import sys
import textwrap

import pytest

from annotations.errors import (
    AmbiguousNameError,
    InvalidAnnotationError,
    NotFoundError,
)
from annotations.model import ArticleFields, LibraryChange
from annotations.storage.library import UNNAMED_REVIEWER, open_library
from annotations.storage.listing import ArticleFilter, ArticleOrder, CoverageFilter
from annotations.text.blocks import Block, Inline, InlineStyle, canonical_text
from annotations.vocabulary import AnchorState, BlockKind, Category, SentenceState, Severity
from tests.annotations.storage.builders import (
    OWNER,
    TEA,
    VALERIAN,
    add,
    conversion,
    evidence,
    note,
    sheet,
)
from tests.annotations.storage.leading import let_lead


def titles(summaries):
    return [summary.article.title for summary in summaries]


def test_added_article_comes_back_whole(library):
    source = conversion(TEA)
    added = library.add_article(source, file_name="folder/tea.md", data=b"bytes")
    assert added.change.added == (added.article.uid,)
    assert added.notice == ""
    assert added.article.file_name == "tea.md"
    assert added.article.title == "Kratom tea for long shifts"
    assert added.article.title_is_suggested
    assert added.revision.text == canonical_text(source.blocks)
    assert added.revision.blocks == source.blocks
    assert added.revision.sentences == source.sentences
    assert (added.revision.encoding, added.revision.segmenter) == ("utf-8", "stops/1")
    assert library.original(added.article.uid) == b"bytes"
    assert library.reviewed_article(added.article.uid).revision == added.revision


def test_every_field_of_a_block_comes_back(library):
    blocks = (
        Block(
            BlockKind.LI, "a 😀 link", (Inline(2, 8, InlineStyle.LINK, "https://e.org"),), "3.", 2
        ),
        Block(BlockKind.CELL, "", table=1, row=0, column=4, is_table_heading=True, rtl=True),
        Block(BlockKind.RULE, ""),
        Block(BlockKind.CODE, "x = 1", quoted=True, folded=True),
    )
    source = conversion("x.")
    added = library.add_article(
        type(source)(
            blocks=blocks, sentences=(), fields=ArticleFields(), title_is_suggested=True,
            encoding="", notice="Shown as plain text.", extractor="e", segmenter="s",
        ),
        file_name="",
        data=b"",
    )  # fmt: skip
    assert added.revision.blocks == blocks
    assert added.revision.notice == "Shown as plain text."
    assert added.article.title == "Untitled"


def test_text_that_sqlite_cannot_keep_is_cleaned_one_for_one(library):
    source = conversion("a\0b \udc80 c.")
    added = library.add_article(source, file_name="a\ud800.md", data=b"", fields=ArticleFields())
    assert added.revision.text == "a\ufffdb \ufffd c."
    assert added.revision.blocks[0].text == "a\ufffdb \ufffd c."
    assert added.article.file_name == "a\ufffd.md"


def test_given_fields_win_over_those_of_the_file(library):
    added = add(library, title="Tea, reviewed", author="A writer", language="en")
    assert added.article.fields == ArticleFields(
        title="Tea, reviewed", author="A writer", language="en"
    )
    assert not added.article.title_is_suggested


def test_title_from_the_file_name_where_there_is_no_other(library):
    assert add(library, "a line.", "some-tea.txt").article.title == "some-tea"


def test_same_text_is_not_added_twice(library):
    first = add(library)
    again = add(library, file_name="other.md")
    assert not again.change
    assert again.article == first.article
    assert "Kratom tea for long shifts" in again.notice
    assert len(library.articles()) == 1


def test_same_text_in_the_trash_is_restored(library):
    first = add(library)
    library.remove_article(first.article.uid)
    again = add(library)
    assert again.article.uid == first.article.uid
    assert again.article.deleted_at is None
    assert again.change.added == (first.article.uid,)
    assert "restored" in again.notice


def test_edit_article(library):
    uid = add(library).article.uid
    change = library.edit_article(uid, author="  A\n writer ", url="https://example.org")
    assert change.updated == (uid,)
    article = library.article(uid)
    assert article.fields.author == "A writer"
    assert article.title_is_suggested
    library.edit_article(uid, title="Tea")
    assert library.article(uid).title == "Tea"
    assert not library.article(uid).title_is_suggested


def test_edit_that_changes_nothing_is_no_change(library):
    uid = add(library, title="Tea").article.uid
    before = library.article(uid)
    assert library.edit_article(uid, title="Tea") == LibraryChange()
    assert library.article(uid) == before


def test_confirmed_title_is_no_suggestion_any_more(library):
    article = add(library).article
    assert library.edit_article(article.uid, title=article.title)
    assert not library.article(article.uid).title_is_suggested


@pytest.mark.parametrize("title", ["", " \n"])
def test_article_keeps_a_title(library, title):
    uid = add(library).article.uid
    with pytest.raises(InvalidAnnotationError, match="needs a title"):
        library.edit_article(uid, title=title)


def test_field_that_is_too_long(library):
    uid = add(library).article.uid
    with pytest.raises(InvalidAnnotationError, match="20,001 characters"):
        library.edit_article(uid, author="x" * 20_001)
    with pytest.raises(TypeError):
        library.edit_article(uid, subtitle="x")


def test_remove_and_restore(library):
    uid = add(library).article.uid
    assert library.remove_article(uid).removed == (uid,)
    assert library.remove_article(uid) == LibraryChange()
    assert library.articles() == ()
    (summary,) = library.articles(ArticleFilter(in_trash=True))
    assert summary.article.deleted_at is not None
    assert library.reviewed_article(uid).revision.text
    assert library.restore_article(uid).added == (uid,)
    assert library.restore_article(uid) == LibraryChange()
    assert len(library.articles()) == 1


@pytest.mark.parametrize(
    "verb",
    [
        lambda library: library.article("none"),
        lambda library: library.reviewed_article("none"),
        lambda library: library.original("none"),
        lambda library: library.edit_article("none", title="x"),
        lambda library: library.remove_article("none"),
        lambda library: library.restore_article("none"),
        lambda library: library.replace_text("none", conversion("x"), data=b"x"),
        lambda library: library.find_article("none"),
    ],
)
def test_no_such_article(library, verb):
    with pytest.raises(NotFoundError, match="“none”"):
        verb(library)


def test_replace_text(library):
    uid = add(library).article.uid
    better = conversion(TEA.replace("cousin", "café"))
    change = library.replace_text(uid, better, data=b"better")
    assert change.updated == (uid,)
    assert "café" in library.reviewed_article(uid).revision.text
    assert library.original(uid) == b"better"
    assert library.search("café").articles_total == 1
    assert library.search("cousin").articles_total == 0
    assert not library.replace_text(uid, better, data=b"better")
    assert library.undo(change.action)
    assert library.original(uid) == TEA.encode()


def test_text_with_notes_is_replaced_and_they_go_along(library):
    uid = add(library, file_name="tea.md").article.uid
    library.annotate(sheet(note("n1", "Repeat every hour.")))
    better = conversion(TEA.replace("cousin", "café").replace("calm", "very calm"))
    library.replace_text(uid, better, data=b"better")
    reviewed = library.reviewed_article(uid)
    (target,) = reviewed.annotations[0].targets
    assert reviewed.revision.text[target.span.start : target.span.end] == "Repeat every hour."
    assert target.state is AnchorState.SHIFTED
    assert library.stored_original(uid).file_name == "tea.md"


def test_sentences_outside_the_text_are_our_mistake(library):
    source = conversion("One.")
    long = conversion("One. Two.")
    with pytest.raises(ValueError, match="outside the text"):
        library.add_article(
            type(source)(
                **{name: getattr(source, name) for name in source.__slots__ if name != "sentences"},
                sentences=long.sentences,
            ),
            file_name="",
            data=b"",
        )
    assert library.articles() == ()


def test_orders(library):
    tea = add(library).article.uid
    add(library, VALERIAN, "valerian.md")
    add(library, "An apple a day.", "apple.md", title="an apple")
    library.annotate(sheet(note("n1", "Repeat every hour.", severity="moderate"), file="tea.md"))
    library.annotate(
        sheet(note("n2", "The usual dose is 900 mg.", severity="critical"), file="valerian.md")
    )
    assert titles(library.articles(order=ArticleOrder.WORST)) == [
        "Valerian for sleep", "Kratom tea for long shifts", "an apple",
    ]  # fmt: skip
    assert titles(library.articles(order=ArticleOrder.TITLE)) == [
        "an apple", "Kratom tea for long shifts", "Valerian for sleep",
    ]  # fmt: skip
    library.edit_article(tea, author="x")
    assert titles(library.articles(order=ArticleOrder.MODIFIED))[0] == "Kratom tea for long shifts"
    pages = [library.articles(order=ArticleOrder.TITLE, offset=n, limit=1)[0] for n in range(3)]
    assert titles(pages) == titles(library.articles(order=ArticleOrder.TITLE))


def test_summary_of_an_article(library):
    add(library)
    library.annotate(
        sheet(
            note("n1", "Repeat every hour.", severity="moderate", evidence=[evidence()]),
            note("n2", "Take nine grams with a beer.", severity="critical", advice="Do not."),
            note("n3", "It is legal everywhere.", status="draft"),
        )
    )
    (summary,) = library.articles()
    assert summary.counts == {
        Severity.INFO: 0, Severity.MODERATE: 1, Severity.SERIOUS: 0, Severity.CRITICAL: 1,
    }  # fmt: skip
    assert summary.drafts == 1
    assert (summary.coverage.checked, summary.coverage.of) == (2, 7)
    assert summary.coverage.by == ("A reviewer",)
    assert [tick.severity for tick in summary.strip] == [Severity.CRITICAL, Severity.MODERATE]
    assert 0 < summary.strip[0].position < summary.strip[1].position < 1
    reviewed = library.reviewed_article(summary.article.uid)
    assert reviewed.coverage == summary.coverage
    assert reviewed.sentence_states.count(SentenceState.FLAGGED) == 2


def test_boilerplate_never_counts_even_with_a_note(library):
    add(library)
    library.annotate(sheet(note("n1", "3 min read", severity="info")))
    (summary,) = library.articles()
    assert (summary.coverage.checked, summary.coverage.of) == (0, 7)
    assert len(summary.strip) == 1


@pytest.mark.parametrize("rare", [True, False])
def test_filters(library, monkeypatch, rare):
    let_lead(monkeypatch, 1000 if rare else 1)
    add(library)
    add(library, VALERIAN, "valerian.md")
    add(library, "# Sugar\nSugar is sweet.", "sugar.md")
    library.annotate(sheet(note("n1", "Repeat every hour.", category="dangerous")))
    library.annotate(
        sheet(
            note("n2", "The usual dose is 900 mg.", category="outdated", severity="info"),
            note("n3", "Valerian works at once.", category="dangerous", status="draft"),
            file="valerian.md",
        )
    )
    library.annotate(sheet(note("n4", "Sugar is sweet.", category="accurate"), file="sugar.md"))

    def found(**where: object):
        return sorted(titles(library.articles(ArticleFilter(**where))))

    assert found(severity=Severity.INFO) == ["Valerian for sleep"]
    assert found(severity=Severity.CRITICAL) == []
    assert found(category=Category.DANGEROUS) == ["Kratom tea for long shifts"]
    assert found(category=Category.OUTDATED) == ["Valerian for sleep"]
    assert found(coverage=CoverageFilter.FULLY_CHECKED) == ["Sugar"]
    assert len(found(coverage=CoverageFilter.IN_REVIEW)) == 2
    assert found(words="usual dos") == ["Valerian for sleep"]
    assert found(words='"!') == []
    assert found(words="is", category=Category.ACCURATE) == ["Sugar"]
    assert found(in_trash=True) == []
    library.remove_article(library.find_article("sugar").uid)
    assert found(in_trash=True, category=Category.ACCURATE) == ["Sugar"]


def test_facets(library):
    assert library.facets().articles == 0
    tea = add(library).article.uid
    add(library, VALERIAN, "valerian.md")
    library.annotate(
        sheet(
            note("n1", "Repeat every hour.", category="dangerous"),
            note("n2", "It is legal everywhere.", severity="critical"),
            note("n3", "It keeps you awake and calm.", status="draft"),
        )
    )
    facets = library.facets()
    assert (facets.articles, facets.in_review, facets.fully_checked) == (2, 2, 0)
    assert (facets.notes, facets.drafts, facets.trash) == (2, 1, 0)
    assert facets.by_severity[Severity.CRITICAL] == 1
    assert facets.by_category[Category.DANGEROUS] == 1
    assert set(facets.by_category) == set(Category)
    library.remove_article(tea)
    facets = library.facets()
    assert (facets.articles, facets.notes, facets.drafts, facets.trash) == (1, 0, 0, 1)
    library.restore_article(tea)
    assert library.facets().notes == 2


def test_find_article(library):
    tea = add(library, file_name="health.tea.md").article
    valerian = add(library, VALERIAN, "valerian.md").article
    assert library.find_article(tea.uid) == tea
    assert library.find_article(tea.uid.upper()[:-1]) == tea
    assert library.find_article("health.tea.md") == tea
    assert library.find_article("health.tea") == tea
    assert library.find_article(" Valerian for sleep ") == valerian
    for name in ("health", "Valerian", "valerian for sleep", "", "tea.md"):
        with pytest.raises(NotFoundError):
            library.find_article(name)
    library.remove_article(tea.uid)
    with pytest.raises(NotFoundError, match="No article"):
        library.find_article(tea.uid)
    for name in ("health.tea.md", tea.title):
        with pytest.raises(NotFoundError, match="in the trash"):
            library.find_article(name)


def test_two_articles_of_one_name(library):
    add(library, file_name="page.html")
    other = add(library, VALERIAN, "page.htm").article
    with pytest.raises(AmbiguousNameError) as caught:
        library.find_article("page")
    assert "Kratom tea for long shifts" in str(caught.value)
    assert "Valerian for sleep" in str(caught.value)
    assert library.find_article("page.htm") == other
    with pytest.raises(AmbiguousNameError):
        library.find_article(other.uid[:4])


def test_reviewer_without_a_profile(path):
    with open_library(path, owner=OWNER) as library:
        uid = add(library).article.uid
        library.annotate(sheet(note("n1", "Repeat every hour.")))
        (annotation,) = library.reviewed_article(uid).annotations
        assert annotation.reviewer.name == UNNAMED_REVIEWER


def test_another_window_is_noticed(library, path):
    before = library.data_version()
    assert library.data_version() == before
    with open_library(path, owner=OWNER) as second:
        uid = add(second).article.uid
    assert library.data_version() != before
    assert library.article(uid).uid == uid


def test_two_processes_write_in_turn(library, path):
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from annotations.storage.library import open_library
        from tests.annotations.storage.builders import OWNER, add
        with open_library(Path(sys.argv[1]), owner=OWNER) as library:
            for number in range(25):
                add(library, f"Text {sys.argv[2]} {number}.", "")
    """)
    others = [
        subprocess.Popen([sys.executable, "-c", script, str(path), name]) for name in ("a", "b")
    ]
    for number in range(25):
        add(library, f"Text here {number}.", "")
    assert [other.wait(30) for other in others] == [0, 0]
    assert library.facets().articles == 75


def test_reading_needs_neither_sqlite_utils_nor_the_exporters(library, path):
    uid = add(library).article.uid
    library.annotate(sheet(note("n1", "Repeat every hour.", evidence=[evidence()])))
    library.close()
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from annotations import open_library
        with open_library(Path(sys.argv[1]), owner=sys.argv[2]) as library:
            assert library.articles()
            assert library.reviewed_article(sys.argv[3]).annotations
        wanted = {"sqlite_utils", "click", "annotations.exchange.review_sheet", "PySide6",
                  "annotations.storage.sheets", "annotations.storage.migrations"}
        print(sorted(wanted & set(sys.modules)))
    """)
    done = subprocess.run(
        [sys.executable, "-c", script, str(path), OWNER, uid],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "['annotations.storage.migrations']"
