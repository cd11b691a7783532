import pytest

from annotations import (
    AccessedThrough,
    Authority,
    Category,
    Certainty,
    Relation,
    Severity,
    SourceType,
    Status,
    TargetRole,
)
from reader.views.card_sides import EXCERPT_LENGTH
from reader.views.card_text import card_text
from reader.views.wording import without_isolates
from tests.reader.views.card_samples import (
    WORDS,
    annotation,
    article,
    evidence,
    note,
    reviewed,
    source,
    target,
)

TEXT = "Moss tea cures colds. Nothing else is known. Colds last a week whatever you drink."
CLAIM, OTHER = "Moss tea cures colds.", "Colds last a week whatever you drink."


def _card(made, *, others=(), order=1, total=1):
    return card_text(made, reviewed([TEXT], [made], others=others), WORDS, order=order, total=total)


def _one(of=None, *, proof=(), extra=(), status=Status.READY):
    return annotation("a", [target(TEXT, CLAIM), *extra], of, proof=proof, status=status)


def test_name_says_severity_place_and_headline():
    text = _card(_one(note(Severity.CRITICAL)), order=1, total=12)
    assert text.name == "Critical caution, 1 of 12: Moss does not cure colds."


def test_headline_falls_back_to_the_first_line_of_why_and_is_not_said_twice():
    text = _card(_one(note(correction="", body="First line.\n\nSecond  paragraph.")))
    assert text.headline == "First line."
    assert text.why == ("Second  paragraph.",)


def test_a_note_without_words_has_its_category_as_headline():
    assert _card(_one(note(correction="", body=""))).headline == "Factually inaccurate"


def test_why_is_paragraphs_without_empty_ones():
    assert _card(_one(note(body="One.\n\n\n Two. \n"))).why == ("One.", "Two.")


def test_claim_stands_in_curly_quotes_and_long_ones_are_cut_at_a_word():
    assert _card(_one()).claim == f"\u201c{CLAIM}\u201d"
    long = "word " * 200
    made = annotation("a", [target(long, long.strip())])
    claim = card_text(made, reviewed([long.strip()], [made]), WORDS, order=1, total=1).claim
    assert len(claim) <= EXCERPT_LENGTH + 4
    assert claim.endswith("word \u2026\u201d")


def test_sources_are_ranked_best_first_with_rank_and_reason_in_words():
    proof = (
        evidence(source("News", kind=SourceType.NEWS)),
        evidence(source("Guide", kind=SourceType.GUIDELINE), Relation.QUALIFIES),
        evidence(source("Copy", accessed_through=AccessedThrough.COPY)),
        evidence(source("Gone", retracted=True, retraction_note="Made up.")),
    )
    text = _card(_one(proof=proof))
    assert [s.citation for s in text.sources] == ["Guide", "Copy", "News", "Gone"]
    assert [s.rank for s in text.sources] == [Authority.A, Authority.C, Authority.E, Authority.E]
    assert text.best_rank is Authority.A
    copied, gone = text.sources[1], text.sources[3]
    assert without_isolates(copied.rank_words) == "C, weaker study (read through a copy)"
    assert without_isolates(copied.detail) == "read through a copy"
    assert gone.is_retracted
    assert gone.paragraphs == ("Made up.",)
    assert text.sources_open == "4 sources, best first"
    assert text.sources_closed == "4 sources, A, C and E"


@pytest.mark.parametrize(
    ("count", "line"), [(1, "1 source, B"), (2, "2 sources, both B"), (3, "3 sources, all B")]
)
def test_equal_ranks_are_said_once(count, line):
    proof = [evidence(source(f"Study {i}")) for i in range(count)]
    assert _card(_one(proof=proof)).sources_closed == line


def test_only_the_sources_own_words_stand_in_quotes():
    proof = (
        evidence(
            source("Quoted"),
            quote="no effect",
            why="tried it",
            locator="p. 2",
            checked="2026-11-19",
        ),
        evidence(source("Summed up", establishes="It does nothing.")),
    )
    quoted, summed = _card(_one(proof=proof)).sources
    assert quoted.paragraphs == ("tried it", "\u201cno effect\u201d")
    assert without_isolates(quoted.detail) == "p. 2 · checked <2026-11-19>"
    assert summed.paragraphs == ("It does nothing.",)


def test_a_quote_is_not_quoted_twice():
    proof = (evidence(quote="\u201cno effect\u201d"),)
    assert _card(_one(proof=proof)).sources[0].paragraphs == ("\u201cno effect\u201d",)


def test_address_is_the_url_else_the_doi():
    proof = (
        evidence(source("Url", url="https://example.org/a?b")),
        evidence(source("Doi", doi="10.1/x")),
    )
    url, doi = _card(_one(proof=proof)).sources
    assert (url.address, url.host) == ("https://example.org/a?b", "example.org")
    assert doi.address == "https://doi.org/10.1/x"


def test_without_sources_the_reason_is_said():
    assert (
        without_isolates(_card(_one(note(no_source_needed="it is arithmetic"))).sources_closed)
        == "No source needed: it is arithmetic"
    )
    assert _card(_one()).sources_closed == "No source yet"


def test_footer_says_who_when_how_sure_and_where_else():
    of = note(as_of="2025-05-01", certainty=Certainty.VERY_LOW)
    extra = (
        target(TEXT, "Nothing else is known."),
        target(TEXT, OTHER, role=TargetRole.CONFLICT),
    )
    assert without_isolates(_card(_one(of, extra=extra)).footer) == (
        "A. Reviewer · <2026-11-20> · as of <2025-05-01> · very low certainty · "
        "conflicts with 1 sentence here"
    )


def test_a_draft_says_so():
    card = _card(_one(status=Status.DRAFT))
    assert card.status_word == "Draft"
    assert card.name.startswith("Draft: serious caution, ")


def test_foreign_names_are_isolated_and_lose_stray_direction_marks():
    made = _one()
    from dataclasses import replace

    named = replace(made, reviewer=replace(made.reviewer, name="Eve\u202e\u2069"))
    assert _card(named).footer.startswith("\u2068Eve\u2069 · ")


def test_a_contradiction_shows_both_sides_with_their_headings():
    extra = (
        target(
            TEXT, OTHER, role=TargetRole.CONFLICT, why="'cures' v. 'last a week'", heading="Facts"
        ),
    )
    text = _card(_one(note(category=Category.CONTRADICTION), extra=extra))
    assert text.shows_pair
    assert [(e.number, e.is_claim) for e in text.excerpts] == [(1, True), (2, False)]
    claim, conflict = text.excerpts
    assert claim.place == "This article"
    assert without_isolates(conflict.place) == "Facts"
    assert conflict.span is not None
    assert [claim.text[a:b] for a, b in claim.decisive] == ["cures"]
    assert [conflict.text[a:b] for a, b in conflict.decisive] == ["last a week"]


def test_other_categories_keep_conflicts_under_the_sources():
    extra = (target(TEXT, OTHER, role=TargetRole.CONFLICT),)
    text = _card(_one(extra=extra))
    assert not text.shows_pair
    assert [e.text for e in text.conflicts] == [f"\u201c{OTHER}\u201d"]


def test_a_conflict_in_another_article_names_it_and_can_be_gone_to():
    extra = (target("", OTHER, role=TargetRole.CONFLICT, uid="other"),)
    text = _card(_one(extra=extra), others=[article("other", "Cold Facts")])
    side = text.conflicts[0]
    assert text.shows_pair
    assert (without_isolates(side.place), side.article_uid, side.span) == (
        "Cold Facts",
        "other",
        None,
    )
    assert "conflicts with" not in text.footer


def test_a_conflict_without_a_place_is_shown_but_leads_nowhere():
    extra = (target("", OTHER, role=TargetRole.CONFLICT, uid=None),)
    side = _card(_one(extra=extra)).conflicts[0]
    assert (side.article_uid, side.span) == ("", None)
    assert side.place == "An article that is not in this library"


def test_a_note_of_another_article_says_where_it_comes_from():
    made = annotation(
        "a",
        [target("", CLAIM, uid="other"), target(TEXT, OTHER, role=TargetRole.CONFLICT)],
    )
    text = _card(made, others=[article("other", "Cold Facts")])
    assert without_isolates(text.origin) == "Contradicted from \u201cCold Facts\u201d"
    assert text.claim == ""
    assert text.shows_pair


def test_description_quotes_the_sentence_and_everything_the_card_shows():
    of = note(body="Because.", advice="See a doctor.")
    text = _card(_one(of, proof=(evidence(),)))
    for words in (CLAIM, "Because.", "Instead: See a doctor.", "disputes Moss trial 2019, rank B"):
        assert words in text.description
    assert "\u2068" not in text.description


def test_a_note_on_the_whole_article_quotes_nothing():
    made = annotation("a", [target(TEXT, "")])
    assert _card(made).claim == ""


def test_warnings_for_reviewers_are_not_shown():
    made = _one(note(Severity.CRITICAL))
    assert made.warnings
    text = _card(made)
    shown = " ".join([text.description, text.footer, *text.why])
    assert not any(warning in shown for warning in made.warnings)
