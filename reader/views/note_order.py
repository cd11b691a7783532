"""The order of the notes of an article: the one that is counted and walked everywhere."""

from __future__ import annotations

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
    """Notes as their cards stand: those without a place first, then in text order."""
    placed = []
    for annotation in shown_notes(reviewed, threshold, withdrawn=withdrawn):
        places = reviewed.places(annotation, TargetRole.CLAIM)
        places += reviewed.places(annotation, TargetRole.CONFLICT)
        placed.append((annotation, tuple(t for t in places if t.span is not None)))
    return sorted(placed, key=lambda each: first_place(each[1]))


def first_place(targets: tuple[Target, ...]) -> int:
    """Code point of the first target; -1 where there is none."""
    span = targets[0].span if targets else None
    return span.start if span else -1
