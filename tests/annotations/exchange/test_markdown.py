"""What the three Markdown layouts say, and where."""

from __future__ import annotations

from dataclasses import replace

import frontmatter
import pytest

from annotations.exchange.markdown import ReportGrouping, export_markdown
from annotations.ids import ArticleUid
from annotations.model import ArticleFields, CautionNote, Span
from annotations.text.blocks import Block
from annotations.text.convert import convert_bytes
from annotations.vocabulary import (
    AnchorState,
    BlockKind,
    Category,
    Certainty,
    ExportLayout,
    Severity,
    Status,
    TargetRole,
)
from tests.annotations.builders import (
    annotate_quotes,
    make_annotation,
    make_evidence,
    make_reviewed,
    make_source,
    make_target,
)
from tests.annotations.exchange.readers import render_all


@pytest.mark.parametrize("layout", [ExportLayout.ANNOTATED, ExportLayout.REPORT])
def test_every_word_of_a_note_is_there(layout):
    text = "It is safe with wine. Some say it is not."
    source = make_source(
        "Valerian & Sleep", publisher="NCCIH", url="https://x.org/a(b)", issued="2024-05"
    )
    annotation = make_annotation(
        make_target("It is safe with wine.", 0),
        make_target(
            "Some say it is not.", 22, TargetRole.CONFLICT, heading="Safety", why="says no"
        ),
        note=CautionNote(
            category=Category.DANGEROUS,
            severity=Severity.CRITICAL,
            correction="Not with alcohol.",
            body="First why.\n\nSecond why.",
            advice="Drink water.",
            tags=("dosing",),
            certainty=Certainty.HIGH,
            as_of="2024",
        ),
        evidence=(
            make_evidence(
                source, quote="own words", why="in short", locator="p. 2", checked="2026"
            ),
        ),
    )
    exported = export_markdown(make_reviewed([text], [annotation]), layout)
    for name, seen in render_all(exported).items():
        for words in (
            "Critical: dangerous advice", "Not with alcohol.", "First why.", "Second why.",
            "Instead: Drink water.", 'The article says: "It is safe with wine."',
            'It conflicts with: "Some say it is not." (Safety; says no)', "disputes (B) NCCIH",
            "Valerian & Sleep", "2024-05", '"own words"', "p. 2", "checked 2026", "Tags: dosing",
            "Certainty of the evidence: high", "As of: 2024", "A reviewer, 2026-11-20",
        ):  # fmt: skip
            assert words in seen.words, (name, words)
        assert "https://x.org/a%28b%29" in seen.addresses


def test_the_article_stands_whole_with_marks_after_its_sentences():
    text = "The dose is 900 mg. Take it with wine. Sleep well."
    annotations = annotate_quotes(text, ["The dose is 900 mg.", "Take it with wine."])
    exported = export_markdown(make_reviewed([text], annotations))
    assert "The dose is 900 mg.[^1] Take it with wine.[^2] Sleep well." in exported
    assert "[^1]: Critical: dangerous advice. Do not take it with alcohol. See note 1." in exported
    for seen in render_all(exported).values():
        assert seen.words.count(text) == 1
        assert len(seen.notes) == 2


def test_a_second_place_of_a_note_has_a_label_of_its_own():
    text = "One claim. Other words. The same claim."
    annotation = make_annotation(
        make_target("One claim.", 0), make_target("The same claim.", text.index("The same"))
    )
    exported = export_markdown(make_reviewed([text], [annotation]))
    assert "One claim.[^1] Other words. The same claim.[^1-2]" in exported
    assert "[^1-2]: See note 1." in exported


def test_two_notes_on_one_sentence_have_two_marks():
    text = "One claim."
    annotations = annotate_quotes(text, [text, text])
    exported = export_markdown(make_reviewed([text], annotations))
    assert "One claim.[^1][^2]" in exported
    for seen in render_all(exported).values():
        assert len(seen.notes) == 2


def test_the_structure_of_an_article_is_kept_in_all_readers():
    source = (
        "# Valerian for Sleep\n\n**So they say.** It *calms* and heals, see [the trial](https://x.org/t_1).\n\n"
        "## Doses\n\n- one\n    - nested\n- two\n\n1. first\n2. second\n\n> quoted words\n\n"
        "| form | dose |\n|---|---|\n| tea | 2 g |\n\n```\ncode *here*\n  indented\n```\n\n---\n\nEnd.\n"
    )
    conversion = convert_bytes(source.encode(), "v.md")
    exported = export_markdown(make_reviewed(conversion.blocks))
    seen = render_all(exported)
    for name, one in seen.items():
        assert one.elements == seen["markdown-it"].elements, name
        assert one.words == seen["markdown-it"].words, name
    elements = seen["markdown-it"].elements
    assert elements["h1"] == 1
    assert (elements["li"], elements["tr"], elements["blockquote"]) == (5, 2, 1)
    assert (elements["em"], elements["strong"], elements["pre"], elements["hr"]) == (1, 1, 1, 1)
    assert "https://x.org/t_1" in seen["markdown-it"].addresses


def test_front_matter_reads_back():
    fields = ArticleFields(
        title='A "quoted" \\ title: #1 \U0001f600 \u2028', author="Ann: O'Hara", url="https://x.org"
    )
    exported = export_markdown(make_reviewed(["Words."], fields=fields))
    values, _ = frontmatter.parse(exported)
    assert values["title"] == fields.title
    assert values["author"] == fields.author
    assert values["caveat-article"] == "article-here"
    assert values["checked"] == "0 of 1 sentences, last on 2026-11-20 by A reviewer"
    assert values["notice"] == "Not medical advice."


def test_folded_blocks_are_left_out_unless_a_note_is_on_them():
    blocks = [
        Block(BlockKind.BOILERPLATE, "close", folded=True),
        Block(BlockKind.META, "Meta Description: It cures all.", folded=True),
        Block(BlockKind.P, "Words."),
    ]
    plain = export_markdown(make_reviewed(blocks))
    assert "close" not in plain
    assert "Meta Description" not in plain
    noted = make_annotation(make_target("It cures all.", 24))
    exported = export_markdown(make_reviewed(blocks, [noted]))
    assert "Meta Description: It cures all.[^1]" in exported


def test_drafts_are_marked_and_withdrawn_notes_never_leave():
    text = "One claim. Two claims."
    annotations = [
        make_annotation(make_target("One claim.", 0), status=Status.DRAFT),
        make_annotation(make_target("Two claims.", 11), status=Status.WITHDRAWN),
    ]
    exported = export_markdown(make_reviewed([text], annotations))
    assert "### 1. Critical: dangerous advice (draft)" in exported
    assert "Two claims.[^" not in exported


def test_a_report_groups_by_severity_category_or_article():
    text = "One. Two."
    notes = [
        CautionNote(category=Category.UNSUPPORTED, severity=Severity.INFO, correction="a"),
        CautionNote(category=Category.DANGEROUS, severity=Severity.SERIOUS, correction="b"),
    ]
    annotations = [
        make_annotation(make_target("One.", 0), note=notes[0]),
        make_annotation(make_target("Two.", 5), note=notes[1]),
    ]
    reviewed = make_reviewed([text], annotations)
    by_severity = export_markdown(reviewed, ExportLayout.REPORT)
    assert by_severity.index("## Serious") < by_severity.index("## Info")
    by_category = export_markdown(reviewed, ExportLayout.REPORT, group_by=ReportGrouping.CATEGORY)
    assert by_category.index("## Dangerous advice") < by_category.index("## Unsupported")
    by_article = export_markdown(reviewed, ExportLayout.REPORT, group_by=ReportGrouping.ARTICLE)
    assert "## Valerian for Sleep" in by_article


def test_a_table_has_a_row_for_each_note_and_place():
    text = "One | two. Three."
    annotation = make_annotation(
        make_target("One | two.", 0), make_target("Three.", 11, TargetRole.CONFLICT)
    )
    for seen in render_all(
        export_markdown(make_reviewed([text], [annotation]), ExportLayout.TABLE)
    ).values():
        assert seen.elements["tr"] == 3
        assert "One | two." in seen.words
        assert "conflicts with: Three." in seen.words


def test_an_article_without_notes_says_what_was_checked():
    exported = export_markdown(make_reviewed(["Words. More words."]))
    assert "nothing flagged in 0 of 2 sentences checked. Not medical advice." in exported
    assert "Caution notes" not in exported


def test_a_sentence_that_another_article_contradicts_is_not_called_wrong_itself():
    text = "There is no standard dose."
    elsewhere = ArticleUid("article-there")
    annotation = make_annotation(
        make_target("Take 5 grams.", article=elsewhere),
        make_target(text, 0, TargetRole.CONFLICT),
    )
    own = make_annotation(make_target(text, 0), note=CautionNote(
        category=Category.CONTEXT, severity=Severity.INFO, correction="It is so"))  # fmt: skip
    here = make_reviewed([text], [annotation, own])
    there = replace(here.article, uid=elsewhere, fields=ArticleFields(title="Kratom!"))
    reviewed = replace(here, other_articles={elsewhere: there})
    exported = export_markdown(reviewed)
    assert (
        "[^1]: Contradicted from “Kratom!” (critical: dangerous advice). "
        "Do not take it with alcohol. See note 1."
    ) in exported
    assert "[^2]: Info: context. It is so. See note 2." in exported
    assert "### 1. Critical: dangerous advice (contradicted from “Kratom!”)" in exported
    report = export_markdown(reviewed, ExportLayout.REPORT)
    assert "## Critical" not in report.splitlines()
    assert report.index("## Info") < report.index("## Contradicted from other articles")


def test_ranks_are_explained_and_a_retraction_says_why():
    source = make_source("A trial", retracted=True, retraction_note="Data were irregular.")
    annotation = make_annotation(make_target("Words.", 0), evidence=(make_evidence(source),))
    exported = export_markdown(make_reviewed(["Words."], [annotation]))
    assert "Ranks: A guidance, B strong study, C weaker study, D indirect" in exported
    assert "- (E, retracted) *A trial* (Data were irregular.)" in exported


@pytest.mark.parametrize("layout", ExportLayout)
def test_what_changed_or_is_lost_since_it_was_reviewed_says_so(layout):
    text = "It is safe with water. Some say so."
    changed = replace(
        make_target("It is safe with wine.", 0),
        span=Span(0, 22),
        state=AnchorState.CHANGED,
        flags=frozenset(["modal"]),
    )
    lost = replace(
        make_target("It never [harmed]* anybody.", 0), span=None, state=AnchorState.ORPHAN
    )
    twice = replace(make_target("Some say so.", 23), span=None, state=AnchorState.AMBIGUOUS)
    conflict = replace(
        make_target("Wine is fine.", 0, TargetRole.CONFLICT, why="says yes"),
        span=None,
        state=AnchorState.ORPHAN,
    )
    reviewed = make_reviewed(
        [text], [make_annotation(changed, conflict), make_annotation(lost), make_annotation(twice)]
    )
    for name, seen in render_all(export_markdown(reviewed, layout)).items():
        wanted = [
            ("It is safe with wine.", "(changed since it was reviewed)"),
            ("It never [harmed]* anybody.", "(no longer found in the text)"),
            ("Some say so.", "(found more than once in the text since it was changed)"),
        ]
        for quote, state in wanted:
            words = f"{quote} {state}" if layout is ExportLayout.TABLE else f'"{quote}" {state}'
            assert words in seen.words, (name, words)
        if layout is not ExportLayout.TABLE:
            assert 'The article said: "It never' in seen.words, name
            assert "says yes; no longer found in the text" in seen.words, name
            assert "This holds for the whole article." not in seen.words, name
        if layout is ExportLayout.ANNOTATED:
            (footnote,) = seen.notes
            assert "Changed since it was reviewed. See note 1." in footnote, name
