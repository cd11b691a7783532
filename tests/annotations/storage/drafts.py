"""Small notes as a reviewer types them, for tests of the verbs."""

from __future__ import annotations

from typing import Any

from annotations.editing import EvidenceDraft, NoteDraft, TargetDraft
from annotations.ids import ReviewerUid, SourceUid
from annotations.model import Annotation, CautionNote, Reviewer, Span
from annotations.storage.library import Library
from annotations.vocabulary import Category, Relation, Severity, Status, TargetRole

OTHER = Reviewer(uid=ReviewerUid("0192f0c1-0000-7000-8000-00000000000b"), name="B reviewer")
HOURLY = "Repeat every hour."
LEGAL = "It is legal everywhere."
BEER = "Take nine grams with a beer."


def place(
    library: Library, article: str, quote: str | None, role: TargetRole = TargetRole.CLAIM,
    why: str = "",
) -> TargetDraft:  # fmt: skip
    """The first place of a quotation in an article; None for the whole article."""
    reviewed = library.reviewed_article(article)
    start = reviewed.revision.text.index(quote) if quote else 0
    return TargetDraft(
        role=role,
        article_uid=reviewed.article.uid,
        revision_uid=reviewed.revision.uid,
        span=Span(start, start + len(quote)) if quote else None,
        why=why,
    )


def sentence(library: Library, article: str, quote: str) -> Span:
    """The sentence that begins with a quotation."""
    reviewed = library.reviewed_article(article)
    start = reviewed.revision.text.index(quote)
    return next(span for span in reviewed.revision.sentences if span.start == start)


def caution(correction: str = "Not so.", **fields: Any) -> CautionNote:
    """A note with what every note has."""
    values = {
        "category": Category.INACCURATE,
        "severity": Severity.SERIOUS,
        "correction": correction,
        "no_source_needed": "arithmetic",
        **fields,
    }
    return CautionNote(**values)


def new_note(
    *targets: TargetDraft, note: CautionNote | None = None, status: Status = Status.READY,
    **fields: Any,
) -> NoteDraft:  # fmt: skip
    """A draft of a note that is not stored yet."""
    return NoteDraft(note=note or caution(), status=status, targets=targets, **fields)


def draft_of(annotation: Annotation, **fields: Any) -> NoteDraft:
    """A stored note as an editor holds it when it opens."""
    values = {
        "note": annotation.note,
        "status": annotation.status,
        "targets": tuple(
            TargetDraft(
                role=target.role,
                article_uid=target.article_uid,
                revision_uid=target.revision_uid,
                span=target.span,
                why=target.why,
                uid=target.uid,
            )
            for target in annotation.targets
        ),
        "evidence": tuple(
            EvidenceDraft(
                source_uid=item.source.uid,
                relation=item.relation,
                why=item.why,
                quote=item.quote,
                locator=item.locator,
                checked=item.checked,
                uid=item.uid,
            )
            for item in annotation.evidence
        ),
        "uid": annotation.uid,
        "base_version": annotation.version,
        **fields,
    }
    return NoteDraft(**values)


def citing(source: str, **fields: Any) -> EvidenceDraft:
    """Evidence that disputes with a source."""
    return EvidenceDraft(source_uid=SourceUid(source), relation=Relation.DISPUTES, **fields)
