from dataclasses import replace

import pytest

from annotations import AnchorState, DiffKind, ReviewCase, Severity, Span, diff_words
from reader.views.rereview.case_text import (
    CaseGroup,
    Headings,
    case_text,
    flag_chips,
    settled,
    whole_sentences,
)
from tests.reader.views.card_samples import annotation, evidence, note, reviewed, source, target

TEXT = ("# How much", "Take 600 mg.", "# Is it legal", "It is sold freely.", "Some take more.")


def changed(text, quote, **fields):
    values = {
        "state": AnchorState.CHANGED,
        "score": 0.81,
        "confirmed_revision_uid": "before",
        "heading": "How much",
        **fields,
    }
    return replace(target(text, quote), **values)


def words_of(case, article, **days):
    return case_text(
        case,
        article,
        {"before": "2026-11-20T10", "revision": "2026-11-21T9", **days},
        lambda cited: cited.title,
    )


@pytest.fixture
def article():
    return reviewed(TEXT)


@pytest.fixture
def case(article):
    place = changed(article.revision.text, "Take 600 mg.", flags=frozenset({"number"}))
    of = note(Severity.CRITICAL, correction="No dose is known.", body="It was never tested.")
    return ReviewCase(
        annotation=annotation("a", [place], of, proof=[evidence(source("Dose trial"))]),
        target=place,
        old_sentence="Take 900 mg.",
        new_sentence="Take 600 mg.",
        old_at=Span(9, 21),
        new_at=place.span,
    )


class TestCaseText:
    def test_a_changed_sentence_is_told_with_what_changed(self, case, article):
        text = words_of(case, article)
        assert text.group is CaseGroup.CHANGED
        assert text.title == "The sentence changed"
        assert text.chips == ("Numbers: 900 → 600",)
        assert text.detail == "How much · numbers differ"
        assert text.match == "match 0.81"
        assert (text.old_text, text.new_text) == ("Take 900 mg.", "Take 600 mg.")
        assert [run.text for run in text.old if run.kind is DiffKind.REMOVED] == ["900"]
        assert [run.text for run in text.new if run.kind is DiffKind.ADDED] == ["600"]
        assert (text.old_on, text.new_on) == ("2026-11-20", "2026-11-21")
        assert text.may_hold
        assert text.note.citation == "Dose trial"

    def test_texts_of_one_day_are_not_told_apart_by_the_day(self, case, article):
        text = words_of(case, article, before="2026-11-21T08")
        assert (text.old_on, text.new_on) == ("", "")

    def test_all_of_it_is_said_to_who_cannot_see_it(self, case, article):
        said = words_of(case, article).description
        for words in ("900 → 600", "“Take 900 mg.”", "“Take 600 mg.”", "No dose is known", "0.81"):
            assert words in said

    def test_a_lost_sentence_offers_others_and_says_where_they_are(self, case, article):
        text = article.revision.text
        places = tuple(
            Span(text.index(words), text.index(words) + len(words))
            for words in ("Take 600 mg.", "It is sold freely.")
        )
        lost = replace(case.target, state=AnchorState.ORPHAN, span=None, suggestions=places)
        shown = words_of(replace(case, target=lost, new_sentence="", new_at=None), article)
        assert shown.group is CaseGroup.LOST
        assert not shown.may_hold
        assert shown.new == ()
        assert shown.match == ""
        assert shown.detail == "How much · 2 suggestions"
        assert [each.place for each in shown.suggestions] == [
            "same section",
            "under “Is it legal”",
        ]

    def test_the_place_that_it_has_is_not_suggested_again(self, case, article):
        there = replace(case.target, suggestions=(case.target.span, Span(0, 8)))
        shown = words_of(replace(case, target=there), article)
        assert [each.span for each in shown.suggestions] == [Span(0, 8)]

    def test_no_more_is_suggested_than_there_are_keys(self, case, article):
        spans = tuple(Span(at, at + 1) for at in range(9))
        lost = replace(case.target, state=AnchorState.ORPHAN, span=None, suggestions=spans)
        shown = words_of(replace(case, target=lost, new_sentence="", new_at=None), article)
        assert len(shown.suggestions) == 5


@pytest.mark.parametrize(
    ("old", "new", "flags", "chips"),
    [
        ("Take 900 mg.", "Take 600 mg.", {"number"}, ["Numbers: 900 → 600"]),
        ("Take it thrice, 3 times.", "Take it thrice.", {"number"}, None),
        ("It is safe.", "It is not safe.", {"negation"}, ["Negation: “not” added"]),
        ("It is not safe.", "It is safe.", {"negation"}, ["Negation: “not” left out"]),
        ("It will help.", "It may help.", {"modal"}, ["How sure: “will” → “may”"]),
        ("A cat.", "A dog.", set(), []),
        ("A cat.", "A dog.", {"number"}, ["Numbers differ"]),
    ],
)
def test_a_flag_quotes_the_words_that_raised_it(old, new, flags, chips):
    found = list(flag_chips(diff_words(old, new), flags))
    if chips is None:
        assert found[0].startswith("Numbers: ")
        assert found[0].endswith(" left out")
    else:
        assert found == chips


def test_a_long_change_is_cut_on_its_chip():
    old = "It is safe."
    new = f"It is {'really and truly ' * 9}never safe."
    (chip,) = flag_chips(diff_words(old, new), {"negation"})
    assert len(chip) < 60


def test_what_needed_no_eyes_is_counted(article):
    text = article.revision.text
    states = [AnchorState.EXACT] * 2 + [AnchorState.TYPOGRAPHIC] + [AnchorState.SHIFTED] * 3
    places = [changed(text, "Take 600 mg.", state=state) for state in states]
    places.append(
        changed(text, "Some take", state=AnchorState.EXACT, confirmed_revision_uid="revision")
    )
    quiet = settled(replace(article, annotations=(annotation("a", places),)))
    assert (quiet.in_place, quiet.typographic, quiet.moved, quiet.unchanged) == (2, 1, 3, 3)
    assert quiet.rows == (
        ("3 moved, word for word the same", "positions updated"),
        ("3 unchanged", "2 in place, 1 differ only in typography"),
    )


def test_headings_are_found_above_a_place(article):
    headings = Headings(article)
    assert headings.above(article.revision.text.index("sold")) == "Is it legal"
    assert headings.above(0) == ""


def test_a_piece_grows_to_its_sentences():
    sentences = (Span(0, 5), Span(6, 10), Span(11, 20))
    assert whole_sentences(sentences, Span(7, 12)) == Span(6, 20)
    assert whole_sentences(sentences, Span(5, 6)) == Span(5, 6)
