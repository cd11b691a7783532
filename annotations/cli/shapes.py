"""The JSON shapes of `list` and `show`. Their keys are a promise to scripts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from annotations.model import (
    Annotation,
    ArticleSummary,
    Evidence,
    ReviewedArticle,
    Revision,
    Source,
    Target,
)
from annotations.text.blocks import block_starts
from annotations.vocabulary import Severity


def summary_shape(summary: ArticleSummary) -> dict[str, Any]:
    """One article of `list --json`."""
    return {
        "uid": summary.article.uid,
        "title": summary.article.title,
        "file": summary.article.file_name,
        "counts": {s.id: summary.counts.get(s, 0) for s in reversed(Severity)},
        "checked": summary.coverage.checked,
        "of": summary.coverage.of,
        "modified": summary.article.modified_at,
    }


def article_shape(reviewed: ReviewedArticle) -> dict[str, Any]:
    """What `show --json` prints; offsets are code points of `text`, half-open."""
    article, revision = reviewed.article, reviewed.revision
    return {
        "article": {
            "uid": article.uid,
            "file": article.file_name,
            **asdict(article.fields),
            "created": article.created_at,
            "modified": article.modified_at,
        },
        "revision": {
            "uid": revision.uid,
            "encoding": revision.encoding,
            "notice": revision.notice,
            "extractor": revision.extractor,
            "segmenter": revision.segmenter,
            "text_sha256": revision.text_sha256,
            "created": revision.created_at,
        },
        "text": revision.text,
        "blocks": _blocks(revision),
        "sentences": [
            {"start": span.start, "end": span.end, "state": state.value}
            for span, state in zip(revision.sentences, reviewed.sentence_states, strict=True)
        ],
        "annotations": [_annotation(annotation) for annotation in reviewed.annotations],
    }


def _blocks(revision: Revision) -> list[dict[str, Any]]:
    starts = block_starts(revision.blocks)
    return [
        {
            "kind": block.kind.value,
            "start": start,
            "end": start + len(block.text),
            "folded": block.folded,
        }
        for start, block in zip(starts, revision.blocks, strict=True)
    ]


def _annotation(annotation: Annotation) -> dict[str, Any]:
    note = annotation.note
    return {
        "uid": annotation.uid,
        "category": note.category.value,
        "severity": note.severity.id,
        "status": annotation.status.value,
        "correction": note.correction,
        "body": note.body,
        "advice": note.advice,
        "tags": list(note.tags),
        "warnings": list(annotation.warnings),
        "targets": [_target(target) for target in annotation.targets],
        "evidence": [_evidence(evidence) for evidence in annotation.evidence],
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "role": target.role.value,
        "article": target.article_uid,
        "exact": target.quote.exact if target.quote else None,
        "start": target.span.start if target.span else None,
        "end": target.span.end if target.span else None,
        "state": target.state.value,
        "why": target.why,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "source": _source(evidence.source),
        "relation": evidence.relation.value,
        "why": evidence.why,
        "quote": evidence.quote,
        "locator": evidence.locator,
        "checked": evidence.checked,
    }


def _source(source: Source) -> dict[str, Any]:
    return {**asdict(source), "rank": source.rank.value}
