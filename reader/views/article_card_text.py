"""What the article card says: how carefully to read, why, and what was looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from annotations import Annotation, Category, Coverage, ReviewedArticle, Severity
from reader.views.wording import counted, one_line

WORST = 3
_LEGAL_TAGS = frozenset({"legal-status", "legal", "law"})
_REASONS: Mapping[Category, str] = {
    Category.DANGEROUS: "Some of its advice could injure you if you follow it.",
    Category.INACCURATE: "Good evidence contradicts some of what it says.",
    Category.UNSUPPORTED: "Some of its claims stand without evidence.",
    Category.MISLEADING: "Some of it leaves a false impression.",
    Category.OVERSTATED: "It promises more than the evidence shows.",
    Category.CONTRADICTION: "It contradicts itself.",
    Category.CHERRY_PICKED: "It tells the favourable evidence only.",
    Category.MISREPRESENTS_SOURCE: "It says other things than the works it cites.",
    Category.UNATTRIBUTED: "It leans on studies or experts that it does not name.",
    Category.OUTDATED: "Some of it has been superseded.",
    Category.FLAWED_REASONING: "Some of its conclusions do not follow.",
    Category.MISSING_HARMS: "It leaves out harms that you should know of.",
    Category.DISCLOSURE: "It does not say what its author stands to gain.",
    Category.UNVERIFIABLE: "Some of its claims cannot be checked.",
    Category.IMPRECISE: "Some of it is worded too loosely to rely on.",
    Category.CONTEXT: "Some of it needs context.",
    Category.ACCURATE: "What was noted confirms it.",
}
_LEGAL_REASON = "What it says about the law could get you into trouble."


@dataclass(frozen=True, slots=True)
class WorstRow:
    """A row of the article card that jumps to its note."""

    uid: str
    severity: Severity
    headline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCardText:
    """All words of the article card."""

    overall: str
    reason: str
    #: Published notes of the article by severity, the worst first; none with a count of 0.
    counts: tuple[tuple[Severity, int], ...]
    worst: tuple[WorstRow, ...]
    #: "Worst three", or "Cautions" where there are fewer.
    worst_heading: str
    coverage: str
    #: Share of sentences checked, 0 to 1.
    share: float
    #: For assistive technology.
    name: str


def article_card_text(
    reviewed: ReviewedArticle, format_date: Callable[[str], str]
) -> ArticleCardText:
    """Sum an article up from its published notes."""
    notes = [
        annotation
        for annotation in reviewed.annotations
        if annotation.status.is_published and reviewed.belongs(annotation)
    ]
    counter = Counter(annotation.note.severity for annotation in notes)
    counts = tuple((s, counter[s]) for s in sorted(Severity, reverse=True) if counter[s])
    coverage = reviewed.coverage
    worst = tuple(
        WorstRow(a.uid, a.note.severity, one_line(a.note.headline) or a.note.category.label)
        for a in sorted(notes, key=_gravity)[:WORST]
    )
    overall = _overall(counts, coverage)
    said = ", ".join(f"{count} {severity.label.lower()}" for severity, count in counts)
    return ArticleCardText(
        overall=overall,
        reason=_reason(notes, coverage),
        counts=counts,
        worst=worst,
        worst_heading="Worst three" if len(notes) > WORST else "Cautions",
        coverage=coverage_line(coverage, format_date),
        share=coverage.checked / coverage.of if coverage.of else 0.0,
        name=f"{overall}. {said}" if said else overall,
    )


def _gravity(annotation: Annotation) -> tuple[int, bool]:
    """Sort key: the most severe first, dangerous advice before other reasons."""
    note = annotation.note
    return -note.severity, note.category is not Category.DANGEROUS


def coverage_line(coverage: Coverage, format_date: Callable[[str], str]) -> str:
    """Write "38 of 61 sentences checked, last on 20 Nov 2026"."""
    line = f"{coverage.checked} of {counted(coverage.of, 'sentence')} checked"
    return f"{line}, last on {format_date(coverage.last_on)}" if coverage.last_on else line


def _overall(counts: Sequence[tuple[Severity, int]], coverage: Coverage) -> str:
    if not counts:
        checked = f"{coverage.checked} of {counted(coverage.of, 'sentence')}"
        return f"Nothing flagged in {checked} checked"
    return {
        Severity.CRITICAL: "Read with great care",
        Severity.SERIOUS: "Read with care",
    }.get(counts[0][0], "Read with these notes in mind")


def _reason(notes: Sequence[Annotation], coverage: Coverage) -> str:
    """Name the gravest reason: injury, then the law, then what most of the worst share."""
    if not notes:
        if coverage.checked:
            return "Only the sentences that a person looked at are counted."
        return "Nobody has looked at its sentences yet."
    grave = [a.note for a in notes if a.note.severity >= Severity.SERIOUS]
    if any(note.category is Category.DANGEROUS for note in grave):
        return _REASONS[Category.DANGEROUS]
    if any(not _LEGAL_TAGS.isdisjoint(note.tags) for note in grave):
        return _LEGAL_REASON
    worst = max(a.note.severity for a in notes)
    shared = Counter(a.note.category for a in notes if a.note.severity == worst)
    order = list(Category)
    return _REASONS[min(shared, key=lambda c: (-shared[c], order.index(c)))]
