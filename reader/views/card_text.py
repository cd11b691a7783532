"""What a card says: a note as plain words in the order of the card, without Qt.

Each part is kept apart, so that the card can lay it out and a test can read it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from annotations import (
    AnchorState,
    Annotation,
    Authority,
    Evidence,
    ReviewedArticle,
    Severity,
    Source,
    Status,
    TargetRole,
)
from reader.views.card_sides import EXCERPT_LENGTH, Excerpt, excerpts_of, origin, stands_as_pair
from reader.views.wording import counted, isolate, listed, one_line, quoted, without_isolates


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How a card words what depends on the reader's settings and on other rooms."""

    #: From `2026-11-20` (or longer UTC text) to the user's format.
    format_date: Callable[[str], str]
    #: Short citation of a source: "Singh et al. 2014".
    cite: Callable[[Source], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """One row under "Why believe this?"."""

    rank: Authority
    #: "B, strong study", with why it is lowered: "C, weaker study (read through a copy)".
    rank_words: str
    #: "disputes", "cited by the article".
    relation: str
    citation: str
    is_retracted: bool
    #: What it says on the matter, a paragraph each; the source's own words in curly quotes.
    paragraphs: tuple[str, ...]
    #: "p. 2 · checked 19 Nov 2026 · read through a copy"; may be empty.
    detail: str
    #: Whole address; empty where there is none.
    address: str

    @property
    def host(self) -> str:
        """The address's host, as the link shows it."""
        return urlsplit(self.address).hostname or self.address


@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    """All words of a card."""

    uid: str
    severity: Severity
    status: Status
    #: "Draft" or "Withdrawn"; empty for what readers see.
    status_word: str
    #: Why it was withdrawn; empty for every other status.
    withdrawn: str
    headline: str
    severity_word: str
    category: str
    #: "Contradicted from ..." where no claim of the note stands in this article.
    origin: str
    why: tuple[str, ...]
    #: The sentence in curly quotes; empty for a note on the whole article.
    claim: str
    advice: str
    #: True where both sides stand on the card itself (else under the sources).
    shows_pair: bool
    excerpts: tuple[Excerpt, ...]
    sources: tuple[SourceText, ...]
    #: "4 sources, best first" and "2 sources, B and C"; or why there is none.
    sources_open: str
    sources_closed: str
    #: "A reviewer · 20 Nov 2026 · approved by B on 21 Nov 2026 · conflicts with 2 sentences here".
    footer: str
    #: "also at 3 places", of which each can be gone to; empty for a note with one claim.
    also_at: str
    #: "changed since it was reviewed, match 0.81" or that its sentence was not found; empty
    #: where it stands where a person saw it.
    doubt: str
    #: Rules of the model that the note breaks; for its reviewers alone.
    warnings: tuple[str, ...]
    #: For assistive technology: "Critical caution, 1 of 12: Kratom acts on ...".
    name: str
    description: str

    @property
    def doubt_word(self) -> str:
        """The doubt in a word, for a line that has no room for more; empty for none."""
        return _DOUBT_WORDS.get(self.doubt.partition(" ")[0], "")

    @property
    def best_rank(self) -> Authority | None:
        """Rank of the best source; None where there is no source."""
        return self.sources[0].rank if self.sources else None

    @property
    def conflicts(self) -> tuple[Excerpt, ...]:
        """The sides that the claim conflicts with."""
        return tuple(excerpt for excerpt in self.excerpts if not excerpt.is_claim)

    @property
    def is_across(self) -> bool:
        """True where one side of a contradiction stands in another article."""
        return self.shows_pair and any(excerpt.span is None for excerpt in self.excerpts)

    @property
    def elsewhere(self) -> tuple[Excerpt, ...]:
        """The first side in each other article that can be opened, in the card's order."""
        found: dict[str, Excerpt] = {}
        for excerpt in self.excerpts:
            if excerpt.article_uid:
                found.setdefault(excerpt.article_uid, excerpt)
        return tuple(found.values())


def card_text(
    annotation: Annotation, reviewed: ReviewedArticle, words: Words, *, order: int, total: int
) -> CardText:
    """Word a note for its card in an article.

    Args:
        annotation: Of the article, or one that only contradicts a sentence of it.
        reviewed: The article that is shown.
        words: Formats of dates and citations.
        order: Number of the card, from 1.
        total: How many cards there are.
    """
    note = annotation.note
    headline = one_line(note.headline) or note.category.label
    why = _paragraphs(note.body)
    if not note.correction and why:
        why = why[1:]
    excerpts = excerpts_of(annotation, reviewed)
    shows_pair = stands_as_pair(annotation, reviewed, excerpts)
    sources = tuple(_source_text(evidence, words) for evidence in annotation.ranked_evidence)
    claims = reviewed.places(annotation, TargetRole.CLAIM)
    quote = next((t.quote.exact for t in claims if t.quote), "")
    text = CardText(
        uid=annotation.uid,
        severity=note.severity,
        status=annotation.status,
        status_word=_STATUS_WORDS.get(annotation.status, ""),
        withdrawn=one_line(annotation.withdrawn_reason),
        headline=headline,
        severity_word=note.severity.label,
        category=note.category.label,
        origin=origin(annotation, reviewed),
        why=why,
        claim=quoted(quote, EXCERPT_LENGTH) if quote else "",
        advice=note.advice.strip(),
        shows_pair=shows_pair,
        excerpts=excerpts,
        sources=sources,
        sources_open=_sources_line(sources, note.no_source_needed, is_open=True),
        sources_closed=_sources_line(sources, note.no_source_needed, is_open=False),
        footer=_footer(annotation, reviewed, words, shows_pair=shows_pair),
        also_at=_also_at(annotation),
        doubt=_doubt(annotation, reviewed),
        warnings=annotation.warnings,
        name=_name(annotation, f"{order} of {total}: {headline}"),
        description="",
    )
    return _described(text)


def _paragraphs(body: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in body.splitlines() if line.strip())


def _source_text(evidence: Evidence, words: Words) -> SourceText:
    source = evidence.source
    rank = source.rank
    reason = f" ({isolate(source.rank_reason)})" if source.rank_reason else ""
    said = [one_line(evidence.why)] if evidence.why else []
    if evidence.quote:
        said.append(quoted(evidence.quote))
    if not said and source.establishes:
        said.append(one_line(source.establishes))
    if source.retracted and source.retraction_note:
        said.append(one_line(source.retraction_note))
    details = [
        isolate(one_line(evidence.locator)) if evidence.locator else "",
        f"checked {words.format_date(evidence.checked)}" if evidence.checked else "",
        isolate(one_line(source.rank_reason)) if source.rank_reason else "",
    ]
    return SourceText(
        rank=rank,
        rank_words=f"{rank.value}, {rank.label}{reason}",
        relation=evidence.relation.label,
        citation=one_line(words.cite(source)),
        is_retracted=source.retracted,
        paragraphs=tuple(said),
        detail=" · ".join(part for part in details if part),
        address=_address(source),
    )


def _address(source: Source) -> str:
    if source.url:
        return source.url
    return f"https://doi.org/{source.doi}" if source.doi else ""


def _sources_line(sources: tuple[SourceText, ...], no_source_needed: str, *, is_open: bool) -> str:
    if not sources:
        reason = one_line(no_source_needed)
        return f"No source needed: {isolate(reason)}" if reason else "No source yet"
    count = counted(len(sources), "source")
    if is_open:
        return f"{count}, best first" if len(sources) > 1 else count
    ranks = sorted({source.rank.value for source in sources})
    if len(ranks) > 1 or len(sources) == 1:
        line = f"{count}, {listed(ranks)}"
    else:
        line = f"{count}, {_ALL.get(len(sources), 'all')} {ranks[0]}"
    return line


_ALL = {2: "both"}


def _footer(
    annotation: Annotation, reviewed: ReviewedArticle, words: Words, *, shows_pair: bool
) -> str:
    note = annotation.note
    conflicts = len(reviewed.places(annotation, TargetRole.CONFLICT))
    parts = [
        isolate(annotation.reviewer.name) if annotation.reviewer.name else "",
        words.format_date(annotation.modified_at[:10]),
        f"as of {words.format_date(note.as_of)}" if note.as_of else "",
        f"{note.certainty.label.lower()} certainty" if note.certainty.value else "",
        _approval(annotation, words),
        f"conflicts with {counted(conflicts, 'sentence')} here"
        if conflicts and not shows_pair
        else "",
    ]
    return " · ".join(part for part in parts if part)


_STATUS_WORDS = {Status.DRAFT: "Draft", Status.WITHDRAWN: "Withdrawn"}


def _approval(annotation: Annotation, words: Words) -> str:
    if annotation.status is not Status.APPROVED or not annotation.approved_by:
        return ""
    day = f" on {words.format_date(annotation.approved_at[:10])}" if annotation.approved_at else ""
    return f"approved by {isolate(annotation.approved_by)}{day}"


#: By the first word of the doubt.
_DOUBT_WORDS = {"not": "Not found", "in": "Which copy", "changed": "Changed"}


def _doubt(annotation: Annotation, reviewed: ReviewedArticle) -> str:
    """What the article's new text did to the places of the note; the worst of them."""
    here = [t for t in annotation.targets if t.article_uid == reviewed.article.uid]
    states = {target.state: target for target in here if target.needs_review}
    if AnchorState.ORPHAN in states:
        return "not found in this text"
    if AnchorState.AMBIGUOUS in states:
        return "in this text more than once: which one is meant?"
    if AnchorState.CHANGED in states:
        score = min(t.score for t in here if t.state is AnchorState.CHANGED)
        return f"changed since it was reviewed, match {score:.2f}"
    return ""


def _also_at(annotation: Annotation) -> str:
    others = len([claim for claim in annotation.claims if claim.article_uid]) - 1
    return f"also at {counted(others, 'place')}" if others > 0 else ""


def _name(annotation: Annotation, rest: str) -> str:
    kind = f"{annotation.note.severity.label} caution"
    status = _STATUS_WORDS.get(annotation.status, "")
    return f"{status}: {kind.lower()}, {rest}" if status else f"{kind}, {rest}"


def _described(text: CardText) -> CardText:
    """Add the description: what a screen reader says after the name."""
    parts = [text.category, text.doubt, text.origin]
    if text.status_word:
        parts.append(f"{text.status_word}: {text.withdrawn}" if text.withdrawn else "")
    if text.claim:
        parts.append(f"The article says: {text.claim}")
    parts += text.why
    if text.advice:
        parts.append(f"Instead: {text.advice}")
    parts += [f"Conflicts with {side.text}, {side.place}" for side in text.conflicts]
    parts += [
        f"{source.relation} {source.citation}, rank {source.rank_words}" for source in text.sources
    ]
    parts += ["" if text.sources else text.sources_open, text.footer, text.also_at]
    return replace(text, description=without_isolates("\n".join(p for p in parts if p)))
