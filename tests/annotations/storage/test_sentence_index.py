"""The index of sentences holds the texts that are shown, whatever is done to them."""

import sqlite3
from contextlib import closing

from annotations.storage.library import open_library
from annotations.storage.sentence_index import (
    MOST,
    index_sentences,
    place_of_row,
    rebuild_sentences,
    row_number,
)
from tests.annotations.storage.builders import OWNER, VALERIAN, add, conversion
from tests.annotations.storage.test_migrations import load_dump

CHINESE = "# 茶\n喝茶可以治百病。每天喝十杯。\n"


def held(connection, index):
    """Every word with the rows that have it."""
    connection.execute(f"CREATE VIRTUAL TABLE temp.held USING fts5vocab(main, {index}, instance)")
    found = connection.execute("SELECT term, doc, offset FROM temp.held ORDER BY 1, 2, 3")
    rows = found.fetchall()
    connection.execute("DROP TABLE temp.held")
    return rows


def assert_index_is_true(library):
    """The same as what a new index would hold."""
    connection = library._connection
    kept = [held(connection, name) for name in ("sentences_fts", "unparted_sentences_fts")]
    connection.execute("SAVEPOINT anew")
    rebuild_sentences(connection)
    anew = [held(connection, name) for name in ("sentences_fts", "unparted_sentences_fts")]
    connection.execute("ROLLBACK TO anew")
    connection.execute("RELEASE anew")
    assert kept == anew
    return kept


def test_rows_tell_where_a_sentence_stands():
    assert place_of_row(row_number(7, 12)) == (7, 12)
    assert place_of_row(row_number(1, MOST - 1)) == (1, MOST - 1)


def test_it_follows_imports_updates_and_undo(library):
    change = add(library).change
    uid = add(library, CHINESE, "tea-2.md").article.uid
    first = assert_index_is_true(library)
    assert all(first)
    replaced = library.replace_text(uid, conversion(VALERIAN), data=b"new")
    assert assert_index_is_true(library)[1] == []
    library.undo(replaced.action)
    assert assert_index_is_true(library) == first
    library.undo(change.action)
    assert assert_index_is_true(library) == first
    library.redo(change.action)
    assert assert_index_is_true(library) == first


def test_headings_are_left_out(library):
    add(library)
    words = {row[0] for row in held(library._connection, "sentences_fts")}
    assert "shift" not in words
    assert "cousin" in words


def test_the_same_text_is_not_indexed_anew(library):
    add(library)
    connection = library._connection
    before = held(connection, "sentences_fts")
    index_sentences(connection, 1, 1)
    assert held(connection, "sentences_fts") == before


def test_an_older_library_gets_it(tmp_path):
    path = tmp_path / "old.caveat"
    load_dump(path)
    with open_library(path, owner=OWNER) as library:
        assert assert_index_is_true(library)[0]
        (article,) = (row.article for row in library.articles())
        reviewed = library.reviewed_article(article.uid)
        span = reviewed.revision.sentences[-1]
        said = reviewed.revision.text[span.start : span.end]
        assert library.same_claim(said)[0].exact == said
    with closing(sqlite3.connect(path)) as connection:
        claims = held(connection, "claims_fts")
        connection.execute("INSERT INTO claims_fts(claims_fts) VALUES('rebuild')")
        assert held(connection, "claims_fts") == claims != []
