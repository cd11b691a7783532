"""What forms, details and merging say, as values."""

from dataclasses import replace

import pytest

from annotations import AccessedThrough, Authority, Source, SourceState, SourceType
from reader.views.sources.empty_words import empty_text
from reader.views.sources.facts import (
    identifier_facts,
    rank_line,
    review_facts,
    work_facts,
)
from reader.views.sources.filter_field import complete_source_query
from reader.views.sources.form_values import SourceForm, checks, rank_words
from reader.views.sources.geometry import source_columns
from reader.views.sources.merge_values import filled_words, merge_rows, veto
from tests.reader.source_values import NCCIH, SATEIA, SOURCES, VINEGAR, record


class TestFacts:
    def test_what_is_not_known_is_left_out(self):
        assert [(f.label, f.text) for f in work_facts(NCCIH)] == [
            ("Publisher", "National Center for Complementary and Integrative Health (NCCIH)"),
            ("Type", "Government"),
        ]

    def test_authors_and_others(self):
        some = replace(SATEIA, authors=("Rakshit S. Tanna", "et al."))
        assert work_facts(some)[0].text == "Rakshit S. Tanna et al."

    def test_the_work_that_it_appeared_in_is_named_after_its_kind(self):
        assert [f.label for f in work_facts(SATEIA)][1] == "Published in"
        study = replace(SATEIA, type=SourceType.STUDY)
        assert [f.label for f in work_facts(study)][1] == "Journal"

    def test_identifiers_say_that_they_are_well_formed_and_no_more(self):
        odd = replace(SATEIA, isbn="9780306406158")
        assert [(f.label, f.mark) for f in identifier_facts(odd)] == [
            ("DOI", "well formed"),
            ("ISBN", "not well formed"),
        ]

    def test_who_checked_it_when(self):
        said = {f.label: f.text for f in review_facts(record(SATEIA))}
        assert said["Checked"] == "20 Nov 2026 by A reviewer"
        assert said["Retracted"] == "no"
        never = {f.label: f.text for f in review_facts(record(VINEGAR, checked_on=""))}
        assert never["Checked"] == "never"
        assert never["Retracted"] == "yes: The numbers do not add up."

    @pytest.mark.parametrize(
        ("changes", "line"),
        [
            ({}, "Guidance · the default for this type is A"),
            (
                {"authority": Authority.C, "authority_reason": "small panel"},
                "Weaker study · small panel; default for this type is A",
            ),
            (
                {"authority": Authority.C},
                "Weaker study · set by hand without a reason; default for this type is A",
            ),
            (
                {"accessed_through": AccessedThrough.COPY},
                "Strong study · read through a copy; default for this type is A",
            ),
        ],
    )
    def test_why_the_rank_is_what_it_is(self, changes, line):
        assert rank_line(replace(SATEIA, **changes)) == line


class TestForm:
    @pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.uid)
    def test_a_form_that_nobody_touched_changes_nothing(self, source):
        assert SourceForm.of(source).apply_to(source) == source

    def test_white_space_is_folded_and_authors_are_lines(self):
        form = SourceForm(title=" A\n title ", authors="One\n\n  Two Three \n", doi=" 10.1000/x ")
        source = form.apply_to(NCCIH)
        assert (source.title, source.doi) == ("A title", "10.1000/x")
        assert source.authors == ("One", "Two Three")
        assert source.uid == "nccih"

    def test_a_reason_without_a_rank_is_dropped(self):
        form = SourceForm(title="T", authority_reason="why", retraction_note="what")
        source = form.apply_to(NCCIH)
        assert (source.authority_reason, source.retraction_note) == ("", "")

    def test_paragraphs_of_a_retraction_stay(self):
        source = replace(VINEGAR, retraction_note="One.\n\nTwo.")
        assert SourceForm.of(source).apply_to(source) == source

    def test_a_good_form_has_nothing_against_it(self):
        said = checks(SourceForm.of(SATEIA))
        assert {name: check.words for name, check in said.items()} == {"doi": "Well formed."}
        assert said["doi"].is_good

    def test_the_normal_form_is_shown_where_it_differs(self):
        form = SourceForm(title="T", doi="https://doi.org/10.5664/JCSM.6470")
        assert checks(form)["doi"].words == "Well formed: 10.5664/jcsm.6470"

    @pytest.mark.parametrize(
        ("name", "value", "begins"),
        [
            ("doi", "10.5664", "A DOI begins with"),
            ("isbn", "9780306406158", "The check digit of this ISBN"),
            ("pmid", "x", "A PMID is a number"),
            ("issued", "spring 2024", "Kept as typed. "),
            ("issued", "2024-13", "Kept as typed. "),
            ("url", "example.org", "Kept as typed, but it cannot be opened"),
        ],
    )
    def test_what_is_odd_is_said_and_saved(self, name, value, begins):
        check = checks(SourceForm(title="T", **{name: value}))[name]
        assert check.words.startswith(begins)
        assert not check.stops
        assert not check.is_good

    @pytest.mark.parametrize("name", ["title", "url", "doi", "pmid", "pmcid", "isbn"])
    def test_it_must_be_known_by_something(self, name):
        assert checks(SourceForm())["title"].stops
        assert "title" not in checks(SourceForm(**{name: "x"}))

    def test_a_rank_by_hand_wants_a_reason(self):
        form = SourceForm(title="T", authority=Authority.A)
        assert checks(form)["authority_reason"].stops
        assert "authority_reason" not in checks(replace(form, authority_reason="huge"))

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({}, "Rank B, strong study: the default for this type."),
            (
                {"authority": Authority.D, "authority_reason": "x"},
                "Rank D, indirect: set by hand; the default for this type is B.",
            ),
            (
                {"accessed_through": AccessedThrough.SECONDARY},
                "Rank C, weaker study: one lower, because the original was not read.",
            ),
            ({"retracted": True}, "Rank E, not authoritative: it is retracted."),
        ],
    )
    def test_the_rank_that_it_will_have(self, changes, words):
        assert rank_words(SourceForm(title="T", **changes)) == words


class TestMerge:
    def test_what_is_empty_is_taken_from_the_other(self):
        kept = replace(NCCIH, issued="", title="Valerian")
        other = replace(NCCIH, uid="o", issued="2024", title="VALERIAN")
        rows = {row.label: row for row in merge_rows(kept, other)}
        assert rows["Issued"].is_taken
        assert rows["Issued"].spoken == "Issued: taken from the other entry, 2024"
        assert rows["Title"].spoken == "Title: stays Valerian; the other says VALERIAN"
        assert rows["Publisher"].is_same
        assert filled_words(merge_rows(kept, other)) == "Taken from the other entry: Issued."
        assert "DOI" not in rows

    def test_nothing_is_missing(self):
        assert filled_words(merge_rows(NCCIH, NCCIH)) == (
            "Nothing is missing in the entry that is kept."
        )

    def test_a_retraction_is_never_lost(self):
        kept = replace(VINEGAR, retracted=False, uid="k")
        rows = {row.label: row for row in merge_rows(kept, VINEGAR)}
        assert (rows["Retracted"].kept, rows["Retracted"].result) == ("", "yes")
        assert rows["Rank"].result == "E, not authoritative"

    def test_a_rank_by_hand_counts_before_one_that_was_not(self):
        other = replace(SATEIA, authority=Authority.B, authority_reason="small")
        rows = {row.label: row for row in merge_rows(SATEIA, other)}
        assert rows["Rank"].result == "B, strong study"
        rows = {row.label: row for row in merge_rows(other, SATEIA)}
        assert not rows["Rank"].is_taken

    @pytest.mark.parametrize(
        ("name", "one", "two"),
        [
            ("doi", "10.1000/x", "10.1000/y"),
            ("pmid", "1", "2"),
            ("pmcid", "PMC1", "PMC2"),
            ("isbn", "9780306406157", "9783161484100"),
        ],
    )
    def test_a_differing_identifier_forbids_it(self, name, one, two):
        said = veto(replace(NCCIH, **{name: one}), replace(NCCIH, **{name: two}))
        assert name.upper() in said
        assert one in said
        assert two in said
        assert veto(replace(NCCIH, **{name: one}), NCCIH) == ""

    def test_the_same_identifier_in_another_spelling_does_not(self):
        one = replace(NCCIH, doi="10.1000/X")
        two = replace(NCCIH, doi="https://doi.org/10.1000/x")
        assert veto(one, two) == ""


class TestColumns:
    def test_at_full_width_every_column_is_there(self):
        columns = source_columns(871)
        assert (columns.type_left, columns.notes_left) == (431, 567)
        assert (columns.checked_left, columns.flag_left) == (615, 707)

    @pytest.mark.parametrize(
        ("width", "wanted"),
        [
            (871, (True, True, True)),
            (612, (False, True, True)),
            (570, (False, True, True)),
            (520, (False, False, True)),
            (420, (False, False, False)),
        ],
    )
    def test_what_goes_when_it_gets_narrow(self, width, wanted):
        columns = source_columns(width)
        assert (
            columns.type_width > 0,
            columns.notes_width > 0,
            columns.checked_width > 0,
        ) == wanted
        assert columns.name_width >= 150

    @pytest.mark.parametrize("width", range(300, 1400, 37))
    def test_columns_never_overlap(self, width):
        columns = source_columns(width)
        assert 48 + columns.name_width <= columns.type_left
        assert columns.type_left + columns.type_width <= columns.notes_left
        assert columns.notes_left + columns.notes_width <= columns.checked_left
        assert columns.checked_left + columns.checked_width <= columns.flag_left
        assert columns.flag_left + columns.flag_width == width


@pytest.mark.parametrize(
    ("words", "state", "is_writable", "title"),
    [
        ("", SourceState.ALL, True, "No sources yet"),
        ("", SourceState.ALL, False, "No sources"),
        ("", SourceState.RETRACTED, True, "Nothing retracted"),
        ("", SourceState.STALE, True, "All checked"),
        ("", SourceState.UNCITED, True, "All cited"),
        ("rank:E", SourceState.STALE, True, "Nothing found"),
    ],
)
def test_an_empty_list_says_why(words, state, is_writable, title):
    said = empty_text(words, state, is_writable=is_writable)
    assert said.title == title
    assert bool(said.button) == is_writable


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("", []),
        ("tea ", []),
        ("tea r", ["rank:"]),
        ("rank:", list("ABCDE")),
        ("type:la", ["law", "law_guide"]),
        ("is:", ["retracted", "stale", "uncited"]),
        ("s", []),
        ("sev:", []),
        ("😀 -r", ["rank:"]),
    ],
)
def test_only_fields_of_sources_are_offered(text, offered):
    found = [each.text for each in complete_source_query(text, len(text))]
    assert sorted(found) == sorted(offered)


def test_a_source_without_anything_has_a_form():
    blank = Source(uid="", type=SourceType.STUDY, title="")
    assert SourceForm.of(blank) == SourceForm()
