"""Sources are found by words, fields and state, and while their first letters are typed."""

import datetime as dt

import pytest

from annotations.ids import SourceUid
from annotations.model import Source
from annotations.storage.finding_sources import SourceState
from annotations.storage.library import open_library
from annotations.vocabulary import SourceType
from tests.annotations.storage.builders import OWNER, REVIEWER, add, evidence, note, sheet
from tests.annotations.storage.test_finding import SOURCES, fill

TODAY = dt.datetime.now(tz=dt.UTC).date()


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A library to search in; not changed by a test."""
    path = tmp_path_factory.mktemp("sources") / "sources.caveat"
    with open_library(path, owner=OWNER, reviewer=REVIEWER, create=True) as library:
        fill(library)
        yield library


def titles(found):
    return [row.source.title for row in found.rows]


KRATOM, HERBS, TRIAL, HAND = (source["title"] for source in SOURCES[:4])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", [HERBS, KRATOM, HAND, TRIAL]),
        ("kratom know", [KRATOM]),
        ("-kratom", [HERBS, HAND, TRIAL]),
        ("10.1000/xyz.1", [KRATOM]),
        ("doi:10.1000/xyz.1", [KRATOM]),
        ("src:her", [HERBS]),
        ("-src:her", [KRATOM, HAND, TRIAL]),
        ("type:study", [TRIAL]),
        ("rank:B", [KRATOM, HAND]),
        ("rank:A rank:E", [HERBS, TRIAL]),
        ("-rank:B", [HERBS, TRIAL]),
        ("is:retracted", [TRIAL]),
        ("-is:retracted", [HERBS, KRATOM, HAND]),
        ("is:uncited", []),
        ("cat:dangerous", [HERBS, KRATOM, HAND, TRIAL]),
        ("zz:1 kratom", [KRATOM]),
    ],
)
def test_finds(filled, query, found):
    page = filled.find_sources(query)
    assert titles(page) == found
    assert page.total == len(found)
    assert bool(page.problem) == ("zz:" in query)


def test_pages(filled):
    page = filled.find_sources(offset=1, limit=2)
    assert titles(page) == [KRATOM, HAND]
    assert page.total == 4


def test_the_best_rank_comes_first_then_the_title(library):
    for kind, title in (("news", "A"), ("study", "c"), ("guideline", "Z"), ("study", "B")):
        library.add_source(Source(uid=SourceUid(""), type=SourceType(kind), title=title))
    library.add_source(
        Source(uid=SourceUid(""), type=SourceType.GUIDELINE, title="AA", retracted=True)
    )
    assert titles(library.find_sources()) == ["Z", "B", "c", "A", "AA"]
    assert titles(library.find_sources(state=SourceState.UNCITED)) == ["Z", "B", "c", "A", "AA"]


def test_a_row_says_who_cites_it_and_when_it_was_checked(filled):
    rows = {row.source.title: row for row in filled.find_sources().rows}
    assert {title: row.notes for title, row in rows.items()} == dict.fromkeys(rows, 1)
    assert rows[HERBS].checked_on == "2024"
    assert rows[HERBS].is_stale
    assert rows[KRATOM].checked_on == "2026-03-04"
    assert rows[HAND].checked_on == ""
    assert not rows[HAND].is_stale


def test_stale_is_what_was_checked_more_than_a_year_ago(library):
    add(library)
    days = [TODAY - dt.timedelta(days=days) for days in (10, 364, 366, 4000)]
    notes = [
        note(f"n{index}", "Repeat every hour.", evidence=[evidence(f"s{index}", checked=str(day))])
        for index, day in enumerate(days)
    ]
    sources = [{"id": f"s{i}", "type": "study", "title": f"Title {i}"} for i in range(4)]
    library.annotate(sheet(*notes, sources=sources))
    assert titles(library.find_sources(state=SourceState.STALE)) == ["Title 2", "Title 3"]
    assert titles(library.find_sources("is:stale")) == ["Title 2", "Title 3"]
    assert library.find_notes("is:stale").total == 2
    assert library.source_counts()[SourceState.STALE] == 2


def test_counts(library):
    add(library)
    cited = note("n1", "Repeat every hour.", evidence=[evidence("old")])
    change = library.annotate(sheet(cited, sources=SOURCES)).change
    assert library.source_counts() == {
        SourceState.ALL: 1,
        SourceState.RETRACTED: 1,
        SourceState.STALE: 0,
        SourceState.UNCITED: 0,
    }
    library.undo(change.action)
    assert set(library.source_counts().values()) == {0}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kr", [KRATOM]),
        ("know krat", [KRATOM]),
        ("10.1000", [KRATOM]),
        ("he sl", [HERBS]),
        ("le", [TRIAL]),
        ("nothing", []),
        ("-", []),
        ('"cat:', []),
    ],
)
def test_suggests_while_letters_are_typed(filled, words, found):
    assert [hit.source.title for hit in filled.suggest_sources(words)] == found


@pytest.mark.parametrize("few", [100, 0])
def test_suggests_what_was_used_last_and_retracted_ones_at_the_end(library, monkeypatch, few):
    monkeypatch.setattr("annotations.storage.finding_sources._FEW", few)
    add(library)
    sources = [{"id": f"s{i}", "type": "study", "title": f"Trial {i}"} for i in range(8)]
    sources[6]["retracted"] = True
    used = [0, 1, 0, 0, 2, 6, 3, 3, 1, 4, 5, 7]
    notes = [
        note(f"n{index}", "Repeat every hour.", evidence=[evidence(f"s{source}")])
        for index, source in enumerate(used)
    ]
    library.annotate(sheet(*notes, sources=sources))
    wanted = [
        "Trial 7",
        "Trial 5",
        "Trial 4",
        "Trial 1",
        "Trial 3",
        "Trial 2",
        "Trial 0",
        "Trial 6",
    ]
    assert [hit.source.title for hit in library.suggest_sources("tr", limit=9)] == wanted
    assert [hit.source.title for hit in library.suggest_sources("", limit=9)] == wanted
    hits = library.suggest_sources("", limit=5)
    assert [(hit.source.title, hit.cited_in) for hit in hits][3:] == [
        ("Trial 1", 2),
        ("Trial 3", 2),
    ]
