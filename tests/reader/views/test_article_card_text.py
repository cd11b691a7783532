from dataclasses import replace

import pytest

from annotations import Category, CautionNote, Coverage, Severity, Status, TargetRole
from reader.views.article_card_text import article_card_text, coverage_line
from tests.reader.views.card_samples import annotation, note, reviewed, target

TEXT = "Moss tea cures colds. It is legal everywhere."


def _date(iso):
    return f"<{iso}>"


def _sum_up(*notes: CautionNote, coverage=None):
    made = [annotation(f"n{i}", [target(TEXT, TEXT[:21])], of) for i, of in enumerate(notes)]
    return article_card_text(reviewed([TEXT], made, coverage=coverage), _date)


@pytest.mark.parametrize(
    ("severity", "line"),
    [
        (Severity.CRITICAL, "Read with great care"),
        (Severity.SERIOUS, "Read with care"),
        (Severity.MODERATE, "Read with these notes in mind"),
        (Severity.INFO, "Read with these notes in mind"),
    ],
)
def test_overall_line_follows_the_worst(severity, line):
    assert _sum_up(note(Severity.INFO), note(severity)).overall == line


def test_nothing_flagged_says_what_was_checked_and_never_no_problems():
    text = _sum_up(coverage=Coverage(12, 58, "2026-11-20"))
    assert text.overall == "Nothing flagged in 12 of 58 sentences checked"
    assert text.counts == text.worst == ()


def test_unreviewed_article_says_that_nobody_looked():
    assert _sum_up(coverage=Coverage(0, 58)).reason == "Nobody has looked at its sentences yet."


def test_danger_comes_before_other_reasons():
    text = _sum_up(
        note(Severity.CRITICAL, Category.INACCURATE),
        note(Severity.CRITICAL, Category.INACCURATE),
        note(Severity.SERIOUS, Category.DANGEROUS),
    )
    assert text.reason == "Some of its advice could injure you if you follow it."


def test_the_law_comes_second():
    of = note(Severity.SERIOUS, tags=("legal-status",))
    assert _sum_up(of).reason == "What it says about the law could get you into trouble."


def test_else_the_category_that_most_of_the_worst_share():
    text = _sum_up(
        note(Severity.SERIOUS, Category.OVERSTATED),
        note(Severity.SERIOUS, Category.OVERSTATED),
        note(Severity.SERIOUS, Category.INACCURATE),
        note(Severity.INFO, Category.CONTEXT),
    )
    assert text.reason == "It promises more than the evidence shows."


@pytest.mark.parametrize("category", list(Category))
def test_every_category_has_a_reason(category):
    assert _sum_up(note(Severity.MODERATE, category)).reason.endswith(".")


def test_counts_and_worst_three_in_order():
    text = _sum_up(
        note(Severity.INFO),
        note(Severity.CRITICAL, correction="First."),
        note(Severity.SERIOUS, correction="Fourth."),
        note(Severity.CRITICAL, Category.DANGEROUS, correction="Worst."),
        note(Severity.CRITICAL, correction="Second."),
    )
    assert text.counts == ((Severity.CRITICAL, 3), (Severity.SERIOUS, 1), (Severity.INFO, 1))
    assert [row.headline for row in text.worst] == ["Worst.", "First.", "Second."]
    assert text.worst_heading == "Worst three"
    assert text.name == "Read with great care. 3 critical, 1 serious, 1 info"


def test_drafts_and_notes_of_other_articles_do_not_count():
    draft = annotation("d", [target(TEXT, TEXT[:21])], status=Status.DRAFT)
    foreign = annotation(
        "f",
        [target("", "x", uid="other"), target(TEXT, TEXT[:21], role=TargetRole.CONFLICT)],
    )
    text = article_card_text(reviewed([TEXT], [draft, foreign]), _date)
    assert text.counts == ()


def test_coverage_is_said_with_and_without_a_date():
    assert coverage_line(Coverage(11, 27, "2026-11-21"), _date) == (
        "11 of 27 sentences checked, last on <2026-11-21>"
    )
    assert coverage_line(Coverage(0, 1), _date) == "0 of 1 sentence checked"


def test_share_of_an_article_without_sentences_is_nothing():
    value = reviewed([TEXT], coverage=Coverage(0, 0))
    assert article_card_text(value, _date).share == 0
    assert article_card_text(replace(value, coverage=Coverage(1, 4)), _date).share == 0.25
