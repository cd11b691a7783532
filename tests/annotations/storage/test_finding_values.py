"""What the open fields of a query are completed with."""

from annotations.query import parse_query
from annotations.query_completion import QueryValues, complete_query
from annotations.storage.library import open_library
from tests.annotations.storage.builders import OWNER, REVIEWER
from tests.annotations.storage.test_finding import fill


def test_values_are_those_in_use_the_most_used_first(tmp_path):
    path = tmp_path / "values.caveat"
    with open_library(path, owner=OWNER, reviewer=REVIEWER, create=True) as library:
        assert library.query_values() == QueryValues(reviewers=library.query_values().reviewers)
        fill(library)
        values = library.query_values()
        assert set(values.tags) >= {"legal-status", "dosing", "Legal"}
        assert REVIEWER.name in values.reviewers
        assert all(values.sources)
        assert len(set(values.sources)) == len(values.sources)
        for field, names in (("tag", values.tags), ("src", values.sources)):
            offered = complete_query(f"{field}:", len(field) + 1, values)
            assert [each.label for each in offered] == list(names[:12])
            found = library.find_notes(f"{field}:{offered[0].text}")
            assert found.total > 0
            assert parse_query(f"{field}:{offered[0].text}").problem == ""


def test_what_is_deleted_offers_nothing(tmp_path):
    path = tmp_path / "values.caveat"
    with open_library(path, owner=OWNER, reviewer=REVIEWER, create=True) as library:
        fill(library)
        for note in library.find_notes("tag:dosing").notes:
            library.delete_note(note.annotation)
        assert "dosing" not in library.query_values().tags
