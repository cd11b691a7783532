"""The order of the notes of an article: the one that is counted and walked everywhere."""

from __future__ import annotations

from math import inf

from annotations import Annotation, ReviewedArticle, Severity, Status, Target, TargetRole

#: A note with the targets that have a place in the article, claims first.
Placed = tuple[Annotation, tuple[Target, ...]]


def shown_notes(
    reviewed: ReviewedArticle, threshold: Severity, *, withdrawn: bool = False
) -> list[Annotation]:
    """Notes of at least `threshold`, withdrawn ones only if asked, in the article's order."""
    return [
        annotation
        for annotation in reviewed.annotations
        if annotation.note.severity >= threshold
        and (withdrawn or annotation.status is not Status.WITHDRAWN)
    ]


def notes_in_order(
    reviewed: ReviewedArticle, threshold: Severity, *, withdrawn: bool = False
) -> list[Placed]:
    """Notes as their cards stand: those on the whole article first, then in text order, at
    last those whose sentence was lost.
    """
    placed = []
    for annotation in shown_notes(reviewed, threshold, withdrawn=withdrawn):
        places = reviewed.places(annotation, TargetRole.CLAIM)
        places += reviewed.places(annotation, TargetRole.CONFLICT)
        placed.append((annotation, tuple(t for t in places if t.span is not None)))
    return sorted(placed, key=lambda each: first_place(each, reviewed.article.uid))


def first_place(placed: Placed, article_uid: str) -> float:
    """Code point of the first target; -1 for a note on the whole article, infinity for one
    whose sentence was lost.
    """
    annotation, targets = placed
    if targets and targets[0].span:
        return targets[0].span.start
    return inf if is_lost(annotation, article_uid) else -1


def places_to_review(reviewed: ReviewedArticle) -> list[str]:
    """Uids of the places in an article that a person has to look at again."""
    return [
        target.uid
        for annotation in reviewed.annotations
        if annotation.status is not Status.WITHDRAWN
        for target in annotation.targets
        if target.article_uid == reviewed.article.uid and target.needs_review
    ]


def is_lost(annotation: Annotation, article_uid: str) -> bool:
    """True where no sentence that the note speaks of was found in the article's text."""
    here = [target for target in annotation.targets if target.article_uid == article_uid]
    return any(target.is_lost for target in here) and not any(target.span for target in here)
