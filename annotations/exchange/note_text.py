"""One caution note as Markdown: whole for the article and the report, in cells for the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotations.exchange import escape
from annotations.model import Annotation, Evidence, ReviewedArticle, Source, Target
from annotations.sources.citation import address, byline, imprint
from annotations.vocabulary import AnchorState, Status, TargetRole


@dataclass(frozen=True, slots=True)
class NumberedNote:
    """A note with its number, by the place of its first claim in the article, from 1."""

    number: int
    annotation: Annotation


def numbered_notes(reviewed: ReviewedArticle) -> tuple[NumberedNote, ...]:
    """Number the notes that are exported: all but the withdrawn, in the given order."""
    kept = [a for a in reviewed.annotations if a.status is not Status.WITHDRAWN]
    return tuple(NumberedNote(number, a) for number, a in enumerate(kept, 1))


def title_words(annotation: Annotation) -> str:
    """`Critical: dangerous advice`, and `(draft)` where it is one; not escaped."""
    note = annotation.note
    label = note.category.label
    draft = " (draft)" if annotation.status is Status.DRAFT else ""
    return f"{note.severity.label}: {label[0].lower()}{label[1:]}{draft}"


def note_markdown(reviewed: ReviewedArticle, numbered: NumberedNote) -> list[str]:
    """The whole note, one Markdown block an entry."""
    annotation = numbered.annotation
    heading = f"### {numbered.number}. {title_words(annotation)}"
    if not reviewed.belongs(annotation):
        heading += f" (contradicted from {home_words(reviewed, annotation)})"
    ids = escape.comment(f"{annotation.uid} {annotation.version}")
    parts = [heading, f"<!-- caveat:note {ids} -->", _alert(annotation)]
    parts += _places(reviewed, annotation)
    details = _details(annotation)
    if details:
        parts.append(details)
    evidence = annotation.ranked_evidence
    if evidence:
        parts.append("\n".join(f"- {evidence_words(item)}" for item in evidence))
    elif annotation.note.no_source_needed:
        reason = escape.one_line(annotation.note.no_source_needed)
        parts.append(f"No source is needed: {escape.inline(closed(reason))}")
    return parts


def home_words(reviewed: ReviewedArticle, annotation: Annotation) -> str:
    """The article that a note belongs to, where that is not this one; escaped."""
    uid = annotation.claims[0].article_uid if annotation.claims else None
    other = reviewed.other_articles.get(uid) if uid else None
    return f"“{escape.inline(escape.one_line(other.title))}”" if other else "another article"


def closed(text: str) -> str:
    """A text that ends as a sentence does."""
    return text if not text or text[-1] in '.!?…。！？”"' else f"{text}."


def evidence_words(evidence: Evidence) -> str:
    """How a source bears on the claim, the source, and its own words."""
    relation = escape.inline(evidence.relation.label)
    words = f"**{relation}** {source_words(evidence.source)}"
    if evidence.quote:
        words += f": {quoted(evidence.quote)}"
    elif evidence.why:
        words += f": {escape.inline(escape.one_line(evidence.why))}"
    where = [escape.inline(escape.one_line(evidence.locator))] if evidence.locator else []
    if evidence.quote and evidence.why:
        where.insert(0, escape.inline(escape.one_line(evidence.why)))
    if evidence.checked:
        where.append(f"checked {escape.inline(evidence.checked)}")
    return f"{words} ({'; '.join(where)})" if where else words


def source_words(source: Source) -> str:
    """`(B) NCCIH, *Valerian*, 2024, doi:..., <https://...>`; one line."""
    rank = f"({source.rank.value})"
    if source.rank_reason:
        rank = f"({source.rank.value}, {escape.inline(escape.one_line(source.rank_reason))})"
    title = escape.one_line(source.title)
    where = address(source)
    parts = [
        escape.inline(escape.one_line(byline(source))),
        _italic(title),
        *(escape.inline(escape.one_line(item)) for item in imprint(source, beside=where)),
        escape.autolink(where) if where else escape.inline(escape.one_line(source.url)),
    ]
    words = f"{rank} {', '.join(part for part in parts if part)}"
    retraction = escape.one_line(source.retraction_note) if source.retracted else ""
    return f"{words} ({escape.inline(retraction)})" if retraction else words


def quoted(text: str) -> str:
    """Verbatim words in quotation marks, on one line."""
    return f'"{escape.inline(escape.one_line(text))}"'


def state_words(target: Target) -> str:
    """What has become of the quoted words since a person saw them; empty where they stand."""
    if not target.needs_review:
        return ""
    return _STATE_WORDS[target.state]


_STATE_WORDS = {
    AnchorState.CHANGED: "changed since it was reviewed",
    AnchorState.AMBIGUOUS: "found more than once in the text since it was changed",
    AnchorState.ORPHAN: "no longer found in the text",
}


def quoted_claim(target: Target) -> str:
    """The words of a target as they were reviewed, and what has become of them."""
    if target.quote is None:
        return "the whole article"
    state = state_words(target)
    words = quoted(target.quote.exact)
    return f"{words} ({state})" if state else words


def place_name(reviewed: ReviewedArticle, target: Target) -> str:
    """Where a target stands: its heading, or the other article's title; plain text."""
    here = target.article_uid == reviewed.article.uid
    if here:
        return target.heading
    other = reviewed.other_articles.get(target.article_uid) if target.article_uid else None
    title = f"“{other.title}”" if other else "an article that is not in the library"
    return f"{title}, {target.heading}" if target.heading else title


def _alert(annotation: Annotation) -> str:
    note = annotation.note
    blocks = [f"[!{note.severity.alert}]"]
    correction = escape.one_line(note.correction)
    if correction:
        blocks.append(f"**{escape.inline(correction)}**")
    blocks += [escape.hard_broken(lines) for lines in escape.paragraphs(note.body)]
    advice = escape.paragraphs(note.advice)
    if advice:
        advice[0][0] = f"Instead: {advice[0][0]}"
        blocks += [escape.hard_broken(lines) for lines in advice]
    return "\n>\n".join("\n".join(f"> {row}" for row in block.split("\n")) for block in blocks)


def _italic(text: str) -> str:
    return f"*{escape.inline(text)}*" if text else ""


def _places(reviewed: ReviewedArticle, annotation: Annotation) -> list[str]:
    sentences = [_claims(reviewed, annotation), _conflicts(reviewed, annotation)]
    text = " ".join(sentence for sentence in sentences if sentence)
    return [text] if text else []


def _claims(reviewed: ReviewedArticle, annotation: Annotation) -> str:
    here = reviewed.places(annotation, TargetRole.CLAIM)
    elsewhere = [c for c in annotation.claims if c.article_uid != reviewed.article.uid]
    said = [quoted_claim(target) for target in here if target.quote and not target.is_lost]
    lost = [quoted_claim(target) for target in here if target.quote and target.is_lost]
    parts = []
    if said:
        parts.append(f"The article says: {' and: '.join(said)}")
    if lost:
        parts.append(f"The article said: {' and: '.join(lost)}")
    elif here and not said:
        parts.append("This holds for the whole article.")
    for target in elsewhere:
        name = escape.inline(escape.one_line(place_name(reviewed, target)))
        verb = "said" if target.is_lost else "says"
        words = f" {verb}: {quoted_claim(target)}" if target.quote else " says the same."
        parts.append(f"{name[:1].upper()}{name[1:]}{words}")
    return " ".join(parts)


def _conflicts(reviewed: ReviewedArticle, annotation: Annotation) -> str:
    parts = []
    for target in annotation.conflicts:
        where = [place_name(reviewed, target), target.why, state_words(target)]
        notes = "; ".join(escape.inline(escape.one_line(part)) for part in where if part)
        words = quoted(target.quote.exact) if target.quote else "the whole of it"
        parts.append(f"{words} ({notes})" if notes else words)
    return f"It conflicts with: {' and with: '.join(parts)}" if parts else ""


def _details(annotation: Annotation) -> str:
    note = annotation.note
    tags = ", ".join(note.tags)
    parts: Sequence[tuple[str, str]] = (
        ("Certainty of the evidence", note.certainty.label.lower()),
        ("As of", note.as_of),
        ("Tags", tags),
        (
            "Noted by",
            ", ".join(filter(None, (annotation.reviewer.name, annotation.created_at[:10]))),
        ),
    )
    said = [f"{label}: {escape.inline(escape.one_line(words))}" for label, words in parts if words]
    return ". ".join(said) + "." if said else ""
