"""What is marked in an article: places of its notes, as values without geometry."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from annotations import (
    AnchorState,
    Annotation,
    ReviewedArticle,
    Severity,
    Span,
    Status,
    TargetRole,
)

#: A target in one of these states has no place that could be shown.
_PLACELESS = frozenset({AnchorState.AMBIGUOUS, AnchorState.ORPHAN})


@dataclass(frozen=True, slots=True)
class Mark:
    """One place of one note in the text that is shown."""

    annotation_uid: str
    role: TargetRole
    #: Code points of the canonical text; never empty.
    span: Span
    severity: Severity
    #: Number of the note among those of the article, from 0, in the article's order.
    order: int
    #: True for a note that is not published yet.
    is_draft: bool = False
    #: True where the words have changed since a person saw them.
    is_doubtful: bool = False

    @property
    def is_claim(self) -> bool:
        """True where the note holds for the place; False where it is contradicted there."""
        return self.role is TargetRole.CLAIM


def marks_of(reviewed: ReviewedArticle, threshold: Severity = Severity.INFO) -> tuple[Mark, ...]:
    """Collect the places of all notes of at least `threshold`, ordered by start and end.

    Withdrawn notes, whole-article notes and places that were lost are left out; a span that
    runs over the end of the text is cut.
    """
    marks = [
        mark
        for order, annotation in enumerate(reviewed.annotations)
        if annotation.note.severity >= threshold and annotation.status is not Status.WITHDRAWN
        for mark in _marks_of_note(reviewed, annotation, order)
    ]
    marks.sort(key=lambda mark: (mark.span.start, mark.span.end, mark.order))
    return tuple(marks)


def _marks_of_note(reviewed: ReviewedArticle, annotation: Annotation, order: int) -> Iterator[Mark]:
    article_uid, length = reviewed.article.uid, len(reviewed.revision.text)
    severity, is_draft = annotation.note.severity, not annotation.status.is_published
    for target in annotation.targets:
        span = target.span
        if span is None or target.article_uid != article_uid or target.state in _PLACELESS:
            continue
        if not 0 <= span.start < min(span.end, length):
            continue
        if span.end > length:
            span = Span(span.start, length)
        is_doubtful = target.state is AnchorState.CHANGED
        yield Mark(annotation.uid, target.role, span, severity, order, is_draft, is_doubtful)


class MarkIndex:
    """Marks, searchable by place and by note."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self.marks = tuple(marks)
        self._starts = [mark.span.start for mark in self.marks]
        #: Largest end of the marks up to each one: what makes long marks findable.
        self._reach = list(accumulate((mark.span.end for mark in self.marks), max))
        self._of_note: dict[str, list[Mark]] = {}
        for mark in self.marks:
            self._of_note.setdefault(mark.annotation_uid, []).append(mark)

    def overlapping(self, span: Span) -> Iterator[Mark]:
        """Yield the marks that share a code point with `span`, in order of start."""
        last = bisect_left(self._starts, span.end)
        first = bisect_left(self._reach, span.start + 1)
        for index in range(first, last):
            if self.marks[index].span.end > span.start:
                yield self.marks[index]

    def of_note(self, annotation_uid: str | None) -> tuple[Mark, ...]:
        """Marks of one note in text order; empty for None and for an unknown note."""
        return tuple(self._of_note.get(annotation_uid or "", ()))

    def covers(self, span: Span) -> bool:
        """True where any mark shares a code point with `span`."""
        return next(self.overlapping(span), None) is not None
