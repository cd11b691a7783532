"""Export a reviewed article as Markdown, in three layouts.

The result is a pure function of the data: no time of export, dates as stored, UTC, no
locale; identical data give identical bytes. It reads the same in Python-Markdown (tables,
footnotes, sane_lists), markdown-it, cmark-gfm and pandoc.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from enum import StrEnum

from annotations.exchange import escape
from annotations.exchange.article_text import article_markdown, block_indexes
from annotations.exchange.checked_text import checked_markdown
from annotations.exchange.note_text import (
    NumberedNote,
    closed,
    evidence_words,
    home_words,
    note_markdown,
    numbered_notes,
    place_name,
    source_words,
    state_words,
    title_words,
)
from annotations.model import ReviewedArticle, Source, Span, Target
from annotations.text.blocks import block_starts
from annotations.vocabulary import Authority, Category, ExportLayout, Severity, TargetRole

FORMAT = 1


class ReportGrouping(StrEnum):
    """How the review report groups its notes."""

    SEVERITY = "severity"
    CATEGORY = "category"
    ARTICLE = "article"


def export_markdown(
    reviewed: ReviewedArticle,
    layout: ExportLayout = ExportLayout.ANNOTATED,
    *,
    sources_as_list: bool = True,
    front_matter: bool = True,
    group_by: ReportGrouping = ReportGrouping.SEVERITY,
) -> str:
    """Write an article and what is said of it.

    Args:
        reviewed: Drafts are written where it holds them; withdrawn notes never are.
        layout: The whole article with footnotes, the notes alone, or a table.
        sources_as_list: Close with the list of all sources, best rank first.
        front_matter: Begin with YAML: the article's fields, ids, coverage, reviewers.
        group_by: Order of the review report.

    Returns:
        Markdown that ends in one line feed.
    """
    notes = numbered_notes(reviewed)
    parts = [_front_matter(reviewed)] if front_matter else []
    if layout is ExportLayout.ANNOTATED:
        parts += _annotated(reviewed, notes, sources_as_list=sources_as_list)
    elif layout is ExportLayout.REPORT:
        parts += _report(reviewed, notes, group_by)
        parts += _sources(notes) if sources_as_list else []
    else:
        parts += _table(reviewed, notes)
    return "\n\n".join(parts) + "\n"


def _annotated(
    reviewed: ReviewedArticle, notes: Sequence[NumberedNote], *, sources_as_list: bool
) -> list[str]:
    labels = _labels(reviewed, notes)
    marks: dict[int, list[str]] = defaultdict(list)
    noted: set[int] = set()
    starts = block_starts(reviewed.revision.blocks)
    for label, (_, _, span) in labels.items():
        words = reviewed.revision.text[span.start : span.end].rstrip()
        marks[span.start + len(words)].append(label)
        noted.update(block_indexes(starts, span.start, span.end))
    parts = [f"# {escape.line(reviewed.article.title)}", _summary(reviewed, notes)]
    parts += article_markdown(
        reviewed.revision.blocks, marks, frozenset(noted), reviewed.article.title
    )
    if notes:
        parts.append("## Caution notes")
        for numbered in notes:
            parts += note_markdown(reviewed, numbered)
    parts += _sources(notes) if sources_as_list else []
    # Some readers list footnotes as they are defined, some as they are met: make them agree.
    for end in sorted(marks):
        parts += [_footnote(reviewed, label, *labels[label][:2]) for label in marks[end]]
    return parts


def _labels(
    reviewed: ReviewedArticle, notes: Sequence[NumberedNote]
) -> dict[str, tuple[NumberedNote, Target, Span]]:
    """A label for each place in this article: `7`, then `7-2`, in the order of the notes.

    A place without words, such as a rule, can carry no mark.
    """
    labels = {}
    text = reviewed.revision.text
    for numbered in notes:
        role = TargetRole.CLAIM if reviewed.belongs(numbered.annotation) else TargetRole.CONFLICT
        places = [
            (target, target.span)
            for target in reviewed.places(numbered.annotation, role)
            if target.span and text[target.span.start : target.span.end].strip()
        ]
        for index, (target, span) in enumerate(places, 1):
            label = str(numbered.number) if index == 1 else f"{numbered.number}-{index}"
            labels[label] = (numbered, target, span)
    return labels


def _footnote(reviewed: ReviewedArticle, label: str, numbered: NumberedNote, target: Target) -> str:
    see = f"See note {numbered.number}."
    if state := state_words(target):
        see = f"{state.capitalize()}. {see}"
    if "-" in label:
        return f"[^{label}]: {see}"
    annotation = numbered.annotation
    said = title_words(annotation)
    if not reviewed.belongs(annotation):
        # The fault is the other article's: this sentence is only what it contradicts.
        said = f"Contradicted from {home_words(reviewed, annotation)} ({said.lower()})"
    headline = escape.inline(closed(escape.one_line(annotation.note.headline)))
    return f"[^{label}]: {' '.join(filter(None, (f'{said}.', headline, see)))}"


def _report(
    reviewed: ReviewedArticle, notes: Sequence[NumberedNote], group_by: ReportGrouping
) -> list[str]:
    title = escape.inline(escape.one_line(reviewed.article.title))
    parts = [f"# Review of “{title}”", _summary(reviewed, notes)]
    for name, group in _groups(reviewed, notes, group_by):
        parts.append(f"## {name}")
        for numbered in group:
            parts += note_markdown(reviewed, numbered)
    return [*parts, *checked_markdown(reviewed)]


def _groups(
    reviewed: ReviewedArticle, notes: Sequence[NumberedNote], group_by: ReportGrouping
) -> list[tuple[str, list[NumberedNote]]]:
    keys: dict[ReportGrouping, Callable[[NumberedNote], str]] = {
        ReportGrouping.SEVERITY: lambda n: n.annotation.note.severity.label,
        ReportGrouping.CATEGORY: lambda n: n.annotation.note.category.label,
        ReportGrouping.ARTICLE: lambda n: _home(reviewed, n),
    }
    order: dict[ReportGrouping, list[str]] = {
        ReportGrouping.SEVERITY: [severity.label for severity in reversed(Severity)],
        ReportGrouping.CATEGORY: [category.label for category in Category],
        ReportGrouping.ARTICLE: sorted({_home(reviewed, n) for n in notes}),
    }
    key = keys[group_by]
    own, foreign = list(notes), list[NumberedNote]()
    if group_by is not ReportGrouping.ARTICLE:
        own = [n for n in notes if reviewed.belongs(n.annotation)]
        foreign = [n for n in notes if not reviewed.belongs(n.annotation)]
    groups = [(name, [n for n in own if key(n) == name]) for name in order[group_by]]
    groups.append(("Contradicted from other articles", foreign))
    return [(name, group) for name, group in groups if group]


def _home(reviewed: ReviewedArticle, numbered: NumberedNote) -> str:
    """Escaped title of the article that a note belongs to."""
    if reviewed.belongs(numbered.annotation) or not numbered.annotation.claims:
        return escape.inline(escape.one_line(reviewed.article.title))
    return escape.inline(escape.one_line(place_name(reviewed, numbered.annotation.claims[0])))


def _table(reviewed: ReviewedArticle, notes: Sequence[NumberedNote]) -> list[str]:
    title = escape.inline(escape.one_line(reviewed.article.title))
    parts = [f"# Cautions for “{title}”", _summary(reviewed, notes)]
    if not notes:
        return parts
    heads = ("No.", "Severity", "Category", "Quote", "Correction", "Body", "Sources")
    rows = [heads, ("---",) * len(heads)]
    for numbered in notes:
        annotation = numbered.annotation
        note = annotation.note
        sources = "; ".join(evidence_words(item) for item in annotation.ranked_evidence)
        if not annotation.evidence and note.no_source_needed:
            sources = f"None needed: {escape.inline(escape.one_line(note.no_source_needed))}"
        rows += [
            (
                str(numbered.number),
                note.severity.label,
                note.category.label,
                _place_words(reviewed, target),
                escape.inline(escape.one_line(note.correction)),
                escape.inline(escape.one_line(note.body)),
                sources,
            )
            for target in annotation.targets
        ]
    parts.append("\n".join(f"| {' | '.join(cell or ' ' for cell in row)} |" for row in rows))
    return parts


def _place_words(reviewed: ReviewedArticle, target: Target) -> str:
    words = target.quote.exact if target.quote else "the whole article"
    if target.role is TargetRole.CONFLICT:
        words = f"conflicts with: {words}"
    if target.article_uid != reviewed.article.uid:
        words = f"{words} ({place_name(reviewed, target)})"
    if state := state_words(target):
        words = f"{words} ({state})"
    return escape.inline(escape.one_line(words))


def _summary(reviewed: ReviewedArticle, notes: Sequence[NumberedNote]) -> str:
    counts = [
        f"{count} {severity.id}"
        for severity in reversed(Severity)
        if (
            count := sum(
                1
                for n in notes
                if n.annotation.note.severity is severity and reviewed.belongs(n.annotation)
            )
        )
    ]
    if counts:
        said = ", ".join(counts)
    else:
        coverage = reviewed.coverage
        said = f"nothing flagged in {coverage.checked} of {coverage.of} sentences checked"
    return f"Reviewed with Caveat: {said}. Not medical advice."


def _sources(notes: Sequence[NumberedNote]) -> list[str]:
    sources: dict[str, Source] = {}
    for numbered in notes:
        for evidence in numbered.annotation.evidence:
            sources.setdefault(evidence.source.uid, evidence.source)
    if not sources:
        return []
    lines = sorted({(s.rank.value, f"- {source_words(s)}") for s in sources.values()})
    ranks = ", ".join(f"{rank.value} {rank.label}" for rank in Authority)
    return ["## Sources", f"Ranks: {ranks}.", "\n".join(text for _, text in lines)]


def _front_matter(reviewed: ReviewedArticle) -> str:
    fields = reviewed.article.fields
    coverage = reviewed.coverage
    checked = f"{coverage.checked} of {coverage.of} sentences"
    if coverage.last_on:
        checked += f", last on {coverage.last_on}"
    if coverage.by:
        checked += f" by {', '.join(coverage.by)}"
    rows = [
        ("title", fields.title),
        ("author", fields.author),
        ("publisher", fields.publisher),
        ("url", fields.url),
        ("published", fields.published),
        ("retrieved", fields.retrieved),
        ("language", fields.language),
        ("file", reviewed.article.file_name),
    ]
    lines = [f"{name}: {escape.yaml_string(value)}" for name, value in rows if value]
    lines.append(f"caveat-format: {FORMAT}")
    lines.append(f"caveat-article: {escape.yaml_string(reviewed.article.uid)}")
    lines.append(f"caveat-text-sha256: {escape.yaml_string(reviewed.revision.text_sha256)}")
    lines.append(f"checked: {escape.yaml_string(checked)}")
    if coverage.by:
        names = ", ".join(escape.yaml_string(name) for name in coverage.by)
        lines.append(f"reviewers: [{names}]")
    lines.append(f"notice: {escape.yaml_string('Not medical advice.')}")
    return "\n".join(["---", *lines, "---"])
