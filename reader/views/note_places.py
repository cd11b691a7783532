"""The places of one note, in this article and in others, in the order in which they are visited."""

from __future__ import annotations

from annotations import Annotation, Span, Target


def places_in_turn(annotation: Annotation) -> tuple[Target, ...]:
    """Claims that can be gone to: article by article, and within each in text order.

    Who arrives in an article begins at its first place, so that a walk through all of them
    meets each one once.
    """
    known = [claim for claim in annotation.claims if claim.article_uid]
    articles = list(dict.fromkeys(claim.article_uid for claim in known))
    return tuple(sorted(known, key=lambda c: (articles.index(c.article_uid), c.span or Span(0, 0))))


def next_place(annotation: Annotation, article_uid: str, target_uid: str) -> Target | None:
    """The place after one of the article that is shown; None where there is no other.

    Args:
        annotation: The note.
        article_uid: Of the article that is shown.
        target_uid: Of the place that was gone to last; the article's first where unknown.
    """
    places = places_in_turn(annotation)
    if len(places) < 2:
        return None
    here = [place for place in places if place.article_uid == article_uid]
    now = next((place for place in here if place.uid == target_uid), here[0] if here else None)
    at = places.index(now) if now is not None else -1
    return places[(at + 1) % len(places)]
