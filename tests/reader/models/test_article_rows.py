"""What the rows of the library say."""

from dataclasses import replace

import pytest

from annotations import ArticleFields, ArticleHit, ArticleOrder, Category, SearchResults
from reader.models.article_rows import (
    ArticleRow,
    HeaderRow,
    NoteRow,
    SourceRow,
    article_origin,
    found_rows,
    list_rows,
    totals_in_words,
    used_categories,
)
from tests.reader.library_values import (
    ARTICLES,
    CHAMOMILE,
    CRITICAL,
    KRATOM,
    SILVER,
    VALERIAN,
    facets,
    found,
    note_hit,
    source_hit,
    summary,
)


def rows_of(summaries=ARTICLES, order=ArticleOrder.WORST, folded=frozenset(), *, whole=True):
    return list_rows(summaries, order, folded, is_complete=whole)


def words(rows):
    return [f"{r.title} ({r.count})" if isinstance(r, HeaderRow) else r.title for r in rows]


def test_articles_are_grouped_by_their_worst_caution():
    assert words(rows_of()) == [
        "Critical (2 articles)",
        "Kratom Tea for Long Shifts",
        "Valerian for Sleep",
        "Serious (1 article)",
        "Colloidal Silver",
        "Nothing flagged (1 article)",
        "Chamomile before Bed",
    ]


def test_a_folded_group_keeps_its_header_and_count():
    assert words(rows_of(folded={"group critical"}))[:2] == [
        "Critical (2 articles)",
        "Serious (1 article)",
    ]


def test_the_last_group_is_open_ended_while_more_can_be_loaded():
    assert words(rows_of((KRATOM, SILVER), whole=False)) == [
        "Critical (1 article)",
        "Kratom Tea for Long Shifts",
        "Serious (1 or more)",
        "Colloidal Silver",
    ]


@pytest.mark.parametrize("order", [ArticleOrder.TITLE, ArticleOrder.MODIFIED])
def test_other_orders_have_no_groups(order):
    assert all(isinstance(row, ArticleRow) for row in rows_of(order=order))


def test_keys_are_unique():
    rows = [
        *rows_of(),
        NoteRow(hit=note_hit("n1")),
        NoteRow(hit=note_hit("n1", article=SILVER)),
        SourceRow(hit=source_hit(), title="Singh 2014"),
    ]
    assert len({row.key for row in rows}) == len(rows)


def test_a_row_says_title_cautions_and_coverage():
    assert ArticleRow(summary=KRATOM).spoken == (
        "Kratom Tea for Long Shifts, 6 critical, 3 serious, 2 moderate, 1 info, "
        "38 of 61 sentences checked"
    )
    assert ArticleRow(summary=CHAMOMILE).spoken == (
        "Chamomile before Bed, nothing flagged, 0 of 10 sentences checked"
    )
    empty = ArticleRow(summary=summary("e", "Empty", of=0))
    assert empty.spoken.endswith("no sentences to check")
    assert empty.checked == "–"


def test_a_title_of_several_lines_is_one_line():
    assert ArticleRow(summary=summary("x", "Two\nlines\tand  tabs")).title == "Two lines and tabs"


@pytest.mark.parametrize(
    ("fields", "file_name", "origin"),
    [
        ({"author": "Jane Doe", "publisher": "A Site"}, "a.md", "Jane Doe · A Site · a.md"),
        ({}, "a.md", "a.md · no author or site given"),
        ({"url": "https://example.org"}, "a.md", "a.md"),
        ({"author": "Jane\nDoe"}, "", "Jane Doe · pasted text"),
    ],
)
def test_origin_names_who_and_where_from(fields, file_name, origin):
    article = replace(KRATOM.article, fields=ArticleFields(title="T", **fields))
    assert article_origin(replace(article, file_name=file_name)) == origin


def test_a_search_lists_articles_then_notes_then_sources():
    results = replace(
        found([note_hit("n1")], [source_hit()]),
        articles=(ArticleHit(article="kratom", title="Kratom", excerpt="… is safe …"),),
    )
    source = SourceRow(hit=source_hit(), title="Singh 2014")
    rows = found_rows((KRATOM,), results, (source,), set(), is_complete=True)
    assert words(rows) == [
        "Articles (1)",
        "Kratom Tea for Long Shifts",
        "Notes (1)",
        "No dose is known to be safe.",
        "Sources (1)",
        "Singh 2014",
    ]
    assert rows[1].excerpt == "… is safe …"


def test_parts_without_matches_are_left_out_and_cut_ones_say_so():
    rows = found_rows((), found([note_hit("n1")], of_notes=80), (), set(), is_complete=True)
    assert words(rows) == ["Notes (the best 1 of 80)", "No dose is known to be safe."]
    folded = found_rows((), found([note_hit("n1")]), (), {"notes"}, is_complete=True)
    assert words(folded) == ["Notes (1)"]


def test_notes_and_sources_speak():
    assert NoteRow(hit=note_hit("n1", severity=CRITICAL)).spoken == (
        "Critical caution: No dose is known to be safe., in Kratom Tea for Long Shifts"
    )
    assert SourceRow(hit=source_hit(), title="Singh 2014").spoken == (
        "Source Singh 2014, rank B, strong study, cited in 3 notes"
    )
    assert SourceRow(hit=source_hit(cited_in=0), title="S").cited == "unused"
    assert NoteRow(hit=note_hit("n", headline=" ")).title == "A note without words"


def test_a_heading_says_that_there_are_more_than_were_counted():
    results = found([note_hit("n1")], [source_hit()], of_notes=2000, of_articles=2000, is_more=True)
    sources = (SourceRow(hit=source_hit(), title="Singh 2014"),)
    rows = found_rows((KRATOM,), results, sources, frozenset(), is_complete=False)
    counts = [row.count for row in rows if isinstance(row, HeaderRow)]
    assert counts == ["2,000+", "the best 1 of 2,000+", "the best 1 of 1+"]


@pytest.mark.parametrize(
    ("results", "said"),
    [
        (SearchResults(words="x"), "nothing found"),
        (found([note_hit("1"), note_hit("2", article=SILVER)]), "2 notes in 2 articles"),
        (found([note_hit("1"), note_hit("2")]), "2 notes in 1 article"),
        (found([note_hit("1")], of_notes=60, of_articles=7), "60 notes, 7 articles"),
        (found([note_hit("1")], of_notes=60), "60 notes"),
        (found(of_articles=1), "1 article"),
        (found(of_sources=2), "2 sources"),
        (found([note_hit("1")], of_notes=2000, is_more=True), "2,000+ notes"),
        (found([note_hit("1")], is_more=True), "1+ notes"),
        (found(of_notes=2000, of_articles=2000, is_more=True), "2,000+ notes, 2,000+ articles"),
        (found(of_sources=2000, is_more=True), "2,000+ sources"),
    ],
)
def test_totals_are_told_in_words(results, said):
    assert totals_in_words(results) == said


def test_categories_come_most_used_first_and_only_where_used():
    used = used_categories(
        facets(categories={Category.OUTDATED: 3, Category.DANGEROUS: 3, Category.CONTEXT: 9})
    )
    assert used == ((Category.CONTEXT, 9), (Category.DANGEROUS, 3), (Category.OUTDATED, 3))
    assert VALERIAN in ARTICLES


@pytest.mark.parametrize(
    ("excerpt", "shown"),
    [
        ("", ""),
        ("…dose is known to be safe.", ""),
        ("No trial has tested it …", "No trial has tested it …"),
    ],
)
def test_an_excerpt_that_the_headline_says_is_left_out(excerpt, shown):
    assert NoteRow(hit=replace(note_hit("n"), excerpt=excerpt)).excerpt == shown


def test_an_article_s_excerpt_does_not_repeat_its_title():
    row = ArticleRow(summary=KRATOM, excerpt="Kratom Tea for Long Shifts It is sold …")
    assert row.subtitle == "It is sold …"
    assert ArticleRow(summary=KRATOM, excerpt=KRATOM.article.title).subtitle == row.origin
