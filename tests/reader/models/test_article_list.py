"""The library's model: pages, folding, refreshing without losing places."""

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QSignalSpy

from annotations import ArticleOrder
from reader.models.article_list import PAGE, ROW_ROLE, ArticleList
from reader.models.article_rows import ArticleRow, HeaderRow, SourceRow
from tests.reader.library_values import (
    ARTICLES,
    KRATOM,
    SILVER,
    VALERIAN,
    fetcher,
    found,
    note_hit,
    source_hit,
    summary,
)


@pytest.fixture
def model(qtmodeltester):
    model = ArticleList()
    model.set_articles(fetcher(ARTICLES), ArticleOrder.WORST)
    yield model
    qtmodeltester.check(model)


def titles(model):
    return [model.index(place).data() for place in range(model.rowCount())]


def many(number):
    return tuple(summary(f"a{n}", f"Article {n}", (1,)) for n in range(number))


def test_rows_carry_value_title_and_spoken_text(model):
    index = model.index_of("article kratom")
    assert index.data() == "Kratom Tea for Long Shifts"
    assert index.data(Qt.ItemDataRole.EditRole) == index.data()
    assert index.data(ROW_ROLE) == ArticleRow(summary=KRATOM)
    assert "6 critical" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert index.data(Qt.ItemDataRole.DecorationRole) is None
    assert model.index(99).data() is None
    assert not model.index_of("article none").isValid()


def test_only_articles_of_a_writable_library_can_be_edited(model):
    header, article = model.index(0), model.index(1)
    assert not article.flags() & Qt.ItemFlag.ItemIsEditable
    model.set_editable(is_editable=True)
    assert article.flags() & Qt.ItemFlag.ItemIsEditable
    assert not header.flags() & Qt.ItemFlag.ItemIsEditable
    assert not model.setData(article, "Other")


def test_pages_are_read_as_they_are_wanted(qtmodeltester):
    asked = []
    model = ArticleList()
    model.set_articles(fetcher(many(450), asked), ArticleOrder.WORST)
    assert asked == [(0, PAGE)]
    assert model.rowCount() == PAGE + 1
    assert model.row(model.index(0)).count == "200 or more"
    assert not model.is_complete
    while model.canFetchMore(model.index(-1)):
        model.fetchMore(model.index(-1))
    assert asked == [(0, PAGE), (PAGE, PAGE), (2 * PAGE, PAGE)]
    assert model.is_complete
    assert model.article_count == 450
    assert model.row(model.index(0)).count == "450 articles"
    model.fetchMore(model.index(-1))
    assert len(asked) == 3
    qtmodeltester.check(model)


def test_a_refresh_reads_as_much_as_was_loaded():
    asked = []
    model = ArticleList()
    model.set_articles(fetcher(many(450), asked), ArticleOrder.WORST)
    model.fetchMore(model.index(-1))
    model.set_articles(fetcher(many(450), asked), ArticleOrder.WORST)
    assert asked[-1] == (0, 2 * PAGE)
    model.set_articles(fetcher(many(450), asked), ArticleOrder.TITLE)
    assert asked[-1] == (0, PAGE)


def test_folding_hides_articles_and_unfolding_brings_them_back(model):
    before = titles(model)
    model.toggle("group critical")
    assert titles(model) == [
        t for t in before if t not in ("Kratom Tea for Long Shifts", "Valerian for Sleep")
    ]
    assert not model.row(model.index(0)).is_open
    assert model.first_article().data() == "Colloidal Silver"
    model.toggle("group critical")
    assert titles(model) == before


def test_a_refresh_keeps_indexes_of_rows_that_stay(model):
    kept = QPersistentModelIndex(model.index_of("article silver"))
    gone = QPersistentModelIndex(model.index_of("article valerian"))
    model.set_articles(fetcher((KRATOM, SILVER)), ArticleOrder.WORST)
    assert kept.isValid()
    assert kept.data() == "Colloidal Silver"
    assert not gone.isValid()


def test_a_change_of_order_moves_only_what_moved(model):
    first = QPersistentModelIndex(model.index(0))
    last = QPersistentModelIndex(model.index(model.rowCount() - 1))
    model.set_articles(fetcher((VALERIAN, KRATOM, *ARTICLES[2:])), ArticleOrder.WORST)
    assert titles(model)[:3] == ["Critical", "Valerian for Sleep", "Kratom Tea for Long Shifts"]
    assert first.isValid()
    assert last.isValid()


def test_a_rename_changes_data_and_moves_nothing(model):
    inserted, removed = QSignalSpy(model.rowsInserted), QSignalSpy(model.rowsRemoved)
    changed = QSignalSpy(model.dataChanged)
    other = summary("valerian", "Another Title", (1, 5, 4, 1))
    articles = tuple(other if a is VALERIAN else a for a in ARTICLES)
    model.set_articles(fetcher(articles), ArticleOrder.WORST)
    assert model.index_of("article valerian").data() == "Another Title"
    assert (inserted.count(), removed.count(), changed.count()) == (0, 0, 1)


def test_an_added_article_is_one_insertion(model):
    inserted, removed = QSignalSpy(model.rowsInserted), QSignalSpy(model.rowsRemoved)
    added = summary("new", "New", (3,))
    model.set_articles(fetcher((ARTICLES[0], added, *ARTICLES[1:])), ArticleOrder.WORST)
    assert (inserted.count(), removed.count()) == (1, 0)
    assert titles(model)[:3] == ["Critical", "Kratom Tea for Long Shifts", "New"]


def test_a_search_shows_its_parts_and_ends(model):
    before = titles(model)
    source = SourceRow(hit=source_hit(), title="Singh 2014")
    model.set_articles(fetcher((KRATOM,)), ArticleOrder.WORST)
    model.set_results(found([note_hit("n1")], [source_hit()]), (source,))
    assert model.has_results
    assert [r.title for r in map(model.row, map(model.index, range(6)))][::2] == [
        "Articles",
        "Notes",
        "Sources",
    ]
    model.set_results(None)
    model.set_articles(fetcher(ARTICLES), ArticleOrder.WORST)
    assert not model.has_results
    assert titles(model) == before


def test_more_articles_of_a_search_come_before_its_notes(qtmodeltester):
    model = ArticleList()
    model.set_articles(fetcher(many(250)), ArticleOrder.WORST)
    model.set_results(found([note_hit("n1")], of_articles=250))
    assert model.row(model.index(0)).count == "250"
    model.fetchMore(model.index(-1))
    assert model.rowCount() == 250 + 3
    assert isinstance(model.row(model.index(251)), HeaderRow)
    qtmodeltester.check(model)


def test_an_empty_model_has_nothing_to_open(qtmodeltester):
    model = ArticleList()
    assert not model.first_article().isValid()
    assert not model.canFetchMore(model.index(-1))
    model.fetchMore(model.index(-1))
    model.set_articles(fetcher(()), ArticleOrder.WORST)
    assert model.rowCount() == 0
    qtmodeltester.check(model)
