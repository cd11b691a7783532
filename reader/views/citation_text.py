"""A sentence with its cautions and their sources as plain text, for the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from annotations import Annotation, Article, Evidence, Source
from reader.views.wording import one_line, quoted


def citation_text(
    article: Article,
    quote: str,
    annotations: Iterable[Annotation],
    *,
    cite: Callable[[Source], str],
    format_date: Callable[[str], str],
) -> str:
    """Write a sentence, where it stands, and what is to be said of it.

    Args:
        article: That the sentence is of.
        quote: Its words; empty for the article as a whole.
        annotations: The notes on it, each with its sources.
        cite: Full citation of a source on one line.
        format_date: From `2026-11-20` to the reader's format.

    Returns:
        Paragraphs separated by empty lines; no markup, no invisible marks.
    """
    parts = [_origin(article, quote, format_date)]
    for annotation in annotations:
        note = annotation.note
        head = f"{note.severity.label} caution ({note.category.label.lower()}): "
        body = [head + one_line(note.headline or note.category.label)]
        if note.correction and note.body:
            body.append(note.body.strip())
        body += _conflicts(annotation, quote)
        if note.advice:
            body.append(f"Instead: {note.advice.strip()}")
        sources = [_source_line(evidence, cite) for evidence in annotation.ranked_evidence]
        if sources:
            body.append("Sources:\n" + "\n".join(sources))
        elif note.no_source_needed:
            body.append(f"No source needed: {one_line(note.no_source_needed)}")
        parts += body
    return "\n\n".join(part for part in parts if part) + "\n"


def _origin(article: Article, quote: str, format_date: Callable[[str], str]) -> str:
    fields = article.fields
    places = [fields.author, one_line(article.title), fields.publisher, fields.published]
    where = ", ".join(place for place in places if place)
    if fields.url:
        where += f", {fields.url}"
    if fields.retrieved:
        where += f" (retrieved {format_date(fields.retrieved)})"
    return f"{quoted(quote)}\n{where}" if quote else where


def _conflicts(annotation: Annotation, quote: str) -> list[str]:
    """The sentences that the cited one contradicts, each with its heading."""
    lines = []
    for target in annotation.conflicts:
        if target.quote is not None and target.quote.exact != quote:
            line = f"It conflicts with: {quoted(target.quote.exact)}"
            lines.append(f"{line} ({one_line(target.heading)})" if target.heading else line)
    return lines


def _source_line(evidence: Evidence, cite: Callable[[Source], str]) -> str:
    line = f"- {evidence.relation.label} ({evidence.source.rank.value}): {cite(evidence.source)}"
    if evidence.quote:
        line = f"{line.removesuffix('.')}: {quoted(evidence.quote)}"
    return line + (f" ({evidence.locator})" if evidence.locator else "")
