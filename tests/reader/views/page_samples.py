"""Small articles with marks for tests of the page; a mark is written as a quote."""

from itertools import count

from annotations import (
    Annotation,
    Article,
    ArticleFields,
    Block,
    BlockKind,
    Category,
    CautionNote,
    Coverage,
    ReviewedArticle,
    Reviewer,
    Revision,
    Severity,
    Span,
    Status,
    Target,
    TargetRole,
    canonical_text,
)

_numbers = count()


def p(text, **fields):
    return Block(BlockKind.P, text, **fields)


def target(text, quote, role=TargetRole.CLAIM, *, article="article", **fields):
    span = quote
    if isinstance(quote, str):
        start = text.index(quote)
        span = Span(start, start + len(quote))
    return Target(
        uid=f"target-{next(_numbers)}",
        role=role,
        article_uid=article,
        revision_uid="revision",
        span=span,
        quote=None,
        **fields,
    )


def annotation(uid, targets, severity=Severity.SERIOUS, status=Status.READY):
    return Annotation(
        uid=uid,
        note=CautionNote(
            category=Category.INACCURATE, severity=severity, correction=f"Correction of {uid}."
        ),
        status=status,
        targets=tuple(targets),
        evidence=(),
        reviewer=Reviewer(uid="reviewer", name="A reviewer"),
        created_at="",
        modified_at="",
    )


def reviewed(blocks, *annotations: Annotation, revision="revision", title="Tea"):
    text = canonical_text(blocks)
    return ReviewedArticle(
        article=Article(
            uid="article",
            fields=ArticleFields(title=title),
            file_name="tea.txt",
            title_is_suggested=False,
            created_at="",
            modified_at="",
        ),
        revision=Revision(
            uid=revision,
            article_uid="article",
            text=text,
            blocks=tuple(blocks),
            sentences=(),
            encoding="utf-8",
            notice="",
            extractor="",
            segmenter="",
            text_sha256="",
            created_at="",
        ),
        annotations=tuple(annotations),
        sentence_states=(),
        coverage=Coverage(0, 0),
    )


def marked(blocks, *notes: tuple, **fields):
    """An article with notes n0, n1 ...: each (quote, severity) or (.., [conflict quotes])."""
    text = canonical_text(blocks)
    made = []
    for number, (quote, severity, *conflicts) in enumerate(notes):
        sides = [(conflict, TargetRole.CONFLICT) for each in conflicts for conflict in each]
        targets = [target(text, *side) for side in [(quote, TargetRole.CLAIM), *sides]]
        made.append(annotation(f"n{number}", targets, severity))
    return reviewed(blocks, *made, **fields)


def long_article(paragraphs=60):
    """Numbered paragraphs of five lines or so; `sentence(n)` is the first of each."""
    rest = " and so the tea is warm and the evening long, as it was said before" * 4
    return [p(f"{sentence(number)}{rest}.") for number in range(paragraphs)]


def sentence(number):
    return f"Paragraph {number} says a thing."
