"""Small reviewed articles for tests of cards, made from texts of their own."""

from dataclasses import replace
from typing import Any

from annotations import (
    Annotation,
    Article,
    ArticleFields,
    Block,
    BlockKind,
    Category,
    CautionNote,
    Certainty,
    Coverage,
    Evidence,
    Relation,
    ReviewedArticle,
    Reviewer,
    Revision,
    SentenceState,
    Severity,
    Source,
    SourceType,
    Span,
    Status,
    Target,
    TargetRole,
    TextQuoteSelector,
)
from reader.views.card_text import Words

STAMP = "2026-11-20T10:00:00.000Z"
WORDS = Words(format_date=lambda iso: f"<{iso}>", cite=lambda source: source.title)


def source(title="Moss trial 2019", *, kind=SourceType.STUDY, **fields: Any):
    return Source(uid=f"source-{title}", type=kind, title=title, **fields)


def evidence(of=None, relation=Relation.DISPUTES, **fields: Any):
    of = of or source()
    return Evidence(uid=f"evidence-{of.title}", source=of, relation=relation, **fields)


def note(
    severity=Severity.SERIOUS,
    category=Category.INACCURATE,
    correction="Moss does not cure colds.",
    **fields: Any,
):
    return CautionNote(severity=severity, category=category, correction=correction, **fields)


def article(uid="article", title="Moss Tea"):
    return Article(
        uid=uid,
        fields=ArticleFields(title=title),
        file_name=f"{uid}.txt",
        title_is_suggested=False,
        created_at=STAMP,
        modified_at=STAMP,
    )


def target(text, quote, *, role=TargetRole.CLAIM, uid="article", why="", heading=""):
    start = text.find(quote)
    here = uid == "article"
    return Target(
        uid=f"{role}-{uid}-{start}-{quote[:12]}",
        role=role,
        article_uid=uid,
        revision_uid="revision" if here else None,
        span=Span(start, start + len(quote)) if here and quote else None,
        quote=TextQuoteSelector(quote) if quote else None,
        why=why,
        heading=heading,
    )


def annotation(uid, targets, of=None, *, proof=(), status=Status.READY):
    return Annotation(
        uid=uid,
        note=of or note(),
        status=status,
        targets=tuple(targets),
        evidence=tuple(proof),
        reviewer=Reviewer(uid="reviewer", name="A. Reviewer"),
        created_at=STAMP,
        modified_at=STAMP,
    )


def reviewed(paragraphs, annotations=(), *, others=(), coverage=None, rtl=False):
    blocks = tuple(
        Block(
            kind=BlockKind.H2 if words.startswith("# ") else BlockKind.P,
            text=words.removeprefix("# "),
            rtl=rtl,
        )
        for words in paragraphs
    )
    text = "\n".join(block.text for block in blocks)
    spans, at = [], 0
    for block in blocks:
        spans.append(Span(at, at + len(block.text)))
        at += len(block.text) + 1
    return ReviewedArticle(
        article=article(),
        revision=Revision(
            uid="revision",
            article_uid="article",
            text=text,
            blocks=blocks,
            sentences=tuple(spans),
            encoding="utf-8",
            notice="",
            extractor="test",
            segmenter="test",
            text_sha256="",
            created_at=STAMP,
        ),
        annotations=tuple(annotations),
        sentence_states=(SentenceState.UNSEEN,) * len(spans),
        coverage=coverage or Coverage(2, 5, "2026-11-20"),
        other_articles={other.uid: other for other in others},
    )


def moss_article(count=3, *, filler=3, severities=tuple(Severity), long=False):
    """An article with `count` claims, each in a paragraph of its own among fillers."""
    paragraphs, quotes = ["# Moss tea"], []
    for index in range(count):
        quotes.append(f"Claim number {index} says that moss cures cold number {index}.")
        paragraphs.append(f"{quotes[-1]} And so it goes on for a while in plain words.")
        paragraphs += ["Nothing is claimed here, in several words that fill the line."] * filler
    text = "\n".join(words.removeprefix("# ") for words in paragraphs)
    notes = []
    for index, quote in enumerate(quotes):
        body = "It was tried, and it did not work. " * (40 if long else 1)
        of = note(
            severities[index % len(severities)],
            correction=f"Cold number {index} is not cured by moss.",
            body=body,
            certainty=Certainty.HIGH,
        )
        proof = (evidence(quote="It did not work.", checked="2026-11-19"),)
        notes.append(annotation(f"note-{index}", [target(text, quote)], of, proof=proof))
    return reviewed(paragraphs, notes)


def with_notes(article_value, notes):
    return replace(article_value, annotations=tuple(notes))
