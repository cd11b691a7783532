import pytest
from PySide6.QtCore import Qt

from reader.models.source_list import PAGE, ROW_ROLE, SourceList, name_and_title, spoken
from tests.reader.source_values import NCCIH, ROWS, SATEIA, VINEGAR, fetcher, many, row


@pytest.fixture
def model(qtmodeltester):
    model = SourceList()
    model.set_sources(fetcher())
    qtmodeltester.check(model)
    return model


def test_rows_are_values_with_a_name_and_a_sentence(model):
    assert [model.data(model.index(n), ROW_ROLE) for n in range(3)] == list(ROWS)
    assert model.data(model.index(0)) == "Sateia et al. 2017"
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == (
        "A, guidance: Sateia et al. 2017, Clinical Practice Guideline for Chronic Insomnia, "
        "guideline, cited in 1 note, checked 20 Nov 2026"
    )
    assert model.row(3) is None
    assert model.row(-1) is None


def test_a_row_says_what_is_wrong_with_the_source():
    assert spoken(ROWS[1]).endswith("checked 3 Oct 2025, not checked for a year")
    assert spoken(ROWS[2]).endswith("not cited, never checked, retracted")
    assert spoken(ROWS[2]).startswith("E, not authoritative: Abou-Khalil and Andary 2024, Apple")


def test_who_and_when_stand_apart_from_the_title():
    assert name_and_title(SATEIA)[0] == "Sateia et al. 2017"
    assert name_and_title(NCCIH) == ("NCCIH", "Valerian: Usefulness and Safety")
    nameless = many(1)[0].source
    assert name_and_title(nameless) == ("Study number 0", "")


def test_only_the_pages_that_are_looked_at_are_read(qtmodeltester):
    asked = []
    model = SourceList()
    model.set_sources(fetcher(many(5000), asked=asked))
    assert model.rowCount() == 5000
    assert model.row(4999).source.uid == "s04999"
    assert asked == [(0, PAGE), (4900, PAGE)]
    qtmodeltester.check(model)


def test_a_source_is_looked_for_near_where_it_was():
    asked = []
    model = SourceList()
    model.set_sources(fetcher(many(1000), asked=asked))
    assert model.number_of("s00505", near=480) == 505
    assert len(asked) <= 4
    assert model.number_of("gone") == -1


def test_fewer_and_more_rows_leave_the_others_where_they_are(model, qtmodeltester):
    told = []
    model.rowsInserted.connect(lambda _parent, first, last: told.append(("in", first, last)))
    model.rowsRemoved.connect(lambda _parent, first, last: told.append(("out", first, last)))
    model.modelReset.connect(lambda: told.append("reset"))
    model.set_sources(fetcher(ROWS[:1]))
    model.set_sources(fetcher((*ROWS, row(VINEGAR))))
    assert told == [("out", 1, 2), ("in", 1, 3)]
    qtmodeltester.check(model)


def test_a_problem_of_the_words_is_handed_on(model):
    assert model.set_sources(fetcher(problem="There is no rank Z.")) == "There is no rank Z."
    assert model.rowCount() == 3


def test_a_refusal_of_the_library_leaves_no_rows(model):
    assert model.set_sources(lambda _offset, _limit: None) == ""
    assert model.rowCount() == 0
    assert model.row(0) is None
