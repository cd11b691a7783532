"""What is typed becomes a query that FTS5 understands, whatever it is."""

import sqlite3

import pytest
from hypothesis import given

from annotations.query import parse_query
from annotations.storage.words import fts_query, prefix_query, unwanted_query, wanted_words
from tests.annotations.test_query import typed


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("", ""),
        ("  \n", ""),
        ('"', ""),
        ("covid-19", '"covid-19"*'),
        ("AND NOT", '"AND" AND "NOT"*'),
        ('say "no"', '"say" AND "no"'),
        ('say"no', '"say""no"*'),
        ("b", '"b"'),
        ("茶", '"茶"*'),
        ("a* ^b (c)", '"a*" AND "^b" AND "(c)"*'),
        ("tea cat:dangerous", '"tea"'),
        ("tea -beer", '("tea") NOT ("beer")'),
        ("-beer", ""),
        ("mitragy", '("mitragy"* OR "mitrag"*)'),
    ],
)
def test_wanted(words, query):
    assert fts_query(parse_query(words)) == query


def test_a_finished_word_is_no_beginning():
    assert fts_query(parse_query("nine gram"), is_open=False) == '"nine" AND "gram"'


def test_unwanted():
    assert unwanted_query(parse_query('tea -beer -"my cousin" -*')) == '"beer" OR "my cousin"'


def test_words_of_excerpts():
    assert wanted_words(parse_query('tea "nine grams" -beer * cat:x')) == ("tea", "nine grams")


def test_beginnings():
    assert prefix_query("fda  20* *") == '"fda"* AND "20*"*'
    assert prefix_query("valerian sleep", column="title") == '{title} : ("valerian"* AND "sleep"*)'
    assert prefix_query('"', column="title") == ""


@pytest.fixture(scope="module")
def index():
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(title, body)")
    yield connection
    connection.close()


@given(typed)
def test_no_text_is_an_error(index, text):
    query = parse_query(text)
    for words in (
        fts_query(query),
        unwanted_query(query),
        prefix_query(text),
        prefix_query(text, column="title"),
    ):
        if words:
            index.execute("SELECT rowid FROM words WHERE words MATCH ?", (words,)).fetchall()


def test_the_beginning_of_a_word_that_ends_in_y_is_looked_for_before_it_too():
    assert prefix_query("Mitragy") == '("Mitragy"* OR "Mitrag"*)'
    assert prefix_query("my") == '"my"*'
    assert fts_query(parse_query("daily mitragy")) == '"daily" AND ("mitragy"* OR "mitrag"*)'
