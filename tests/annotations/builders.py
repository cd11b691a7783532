"""Small makers of domain values for tests: every field has a plain default."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import count

from annotations.ids import (
    AnnotationUid,
    ArticleUid,
    EvidenceUid,
    ReviewerUid,
    RevisionUid,
    SourceUid,
    TargetUid,
)
from annotations.model import (
    Annotation,
    Article,
    ArticleFields,
    CautionNote,
    Coverage,
    Evidence,
    ReviewedArticle,
    Reviewer,
    Revision,
    Source,
    Span,
    Target,
    TextQuoteSelector,
)
from annotations.text.blocks import Block, canonical_text
from annotations.text.sentences import SEGMENTER, segment
from annotations.vocabulary import (
    BlockKind,
    Category,
    Relation,
    SentenceState,
    Severity,
    SourceType,
    Status,
    TargetRole,
)

WHEN = "2026-11-20T10:00:00.000Z"
HERE = ArticleUid("article-here")
_numbers = count(1)


def make_source(title: str = "Valerian: Usefulness and Safety", **fields) -> Source:
    fields.setdefault("uid", SourceUid(f"source-{next(_numbers):06}"))
    fields.setdefault("type", SourceType.CLINICAL_REFERENCE)
    return Source(title=title, **fields)


def make_evidence(source: Source | None = None, **fields) -> Evidence:
    fields.setdefault("uid", EvidenceUid(f"evidence-{next(_numbers):06}"))
    fields.setdefault("relation", Relation.DISPUTES)
    return Evidence(source=source or make_source(), **fields)


def make_target(
    quote: str | None,
    start: int = 0,
    role: TargetRole = TargetRole.CLAIM,
    article: ArticleUid | None = HERE,
    **fields,
) -> Target:
    is_placed = quote is not None and article is not None
    return Target(
        uid=TargetUid(f"target-{next(_numbers):06}"),
        role=role,
        article_uid=article,
        revision_uid=RevisionUid("revision") if article else None,
        span=Span(start, start + len(quote)) if is_placed and quote else None,
        quote=TextQuoteSelector(quote) if quote is not None else None,
        **fields,
    )


def make_annotation(
    *targets: Target, note: CautionNote | None = None, status: Status = Status.READY, **fields
) -> Annotation:
    fields.setdefault("uid", AnnotationUid(f"annotation-{next(_numbers):06}"))
    fields.setdefault("evidence", (make_evidence(),))
    fields.setdefault("reviewer", Reviewer(uid=ReviewerUid("reviewer"), name="A reviewer"))
    return Annotation(
        note=note
        or CautionNote(
            category=Category.DANGEROUS,
            severity=Severity.CRITICAL,
            correction="Do not take it with alcohol.",
            body="It adds up.\n\nBoth slow the breath.",
            advice="Leave out the wine.",
        ),
        status=status,
        targets=targets,
        created_at=WHEN,
        modified_at=WHEN,
        **fields,
    )


def make_reviewed(
    blocks: Sequence[Block | str],
    annotations: Sequence[Annotation] = (),
    *,
    title: str = "Valerian for Sleep",
    **fields,
) -> ReviewedArticle:
    """An article of those blocks (a text is a paragraph); flagged by its claims."""
    made = tuple(b if isinstance(b, Block) else Block(BlockKind.P, b) for b in blocks)
    text = canonical_text(made)
    sentences = segment(made)
    spans = [t.span for a in annotations for t in a.claims if t.span and t.article_uid == HERE]
    states = tuple(
        SentenceState.FLAGGED if any(s.overlaps(c) for c in spans) else SentenceState.UNSEEN
        for s in sentences
    )
    checked = sum(state is SentenceState.FLAGGED for state in states)
    return ReviewedArticle(
        article=Article(
            uid=HERE,
            fields=fields.pop("fields", ArticleFields(title=title)),
            file_name="valerian.md",
            title_is_suggested=False,
            created_at=WHEN,
            modified_at=WHEN,
        ),
        revision=Revision(
            uid=RevisionUid("revision"),
            article_uid=HERE,
            text=text,
            blocks=made,
            sentences=sentences,
            encoding="utf-8",
            notice="",
            extractor="test/1",
            segmenter=SEGMENTER,
            text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            created_at=WHEN,
        ),
        annotations=tuple(annotations),
        sentence_states=states,
        coverage=Coverage(checked, len(sentences), "2026-11-20", ("A reviewer",)),
        **fields,
    )


def annotate_quotes(text: str, quotes: Sequence[str], **fields) -> list[Annotation]:
    """One annotation for each quote of the text, at its first place."""
    return [make_annotation(make_target(q, text.index(q)), **fields) for q in quotes]
