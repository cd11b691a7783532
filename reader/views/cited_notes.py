"""What is copied with its cautions: the selected words, else the sentence of the active note."""

from __future__ import annotations

from annotations import Annotation, ReviewedArticle, Span


def cited_notes(
    reviewed: ReviewedArticle, selected: Span | None, active: str | None
) -> tuple[str, list[Annotation]]:
    """The words that are quoted, and the notes on them.

    Args:
        reviewed: The article.
        selected: What is selected in its text; None for nothing.
        active: Uid of the active note, whose sentence is taken where nothing is selected.
    """
    if selected is not None:
        text = reviewed.revision.text[selected.start : selected.end]
        return text, [a for a in reviewed.annotations if _touches(reviewed, a, selected)]
    found = [a for a in reviewed.annotations if a.uid == active]
    quotes = [t.quote.exact for a in found for t in a.targets if t.quote]
    return (quotes[0] if quotes else ""), found


def _touches(reviewed: ReviewedArticle, annotation: Annotation, span: Span) -> bool:
    return any(
        target.span is not None
        and target.article_uid == reviewed.article.uid
        and target.span.overlaps(span)
        for target in annotation.targets
    )
