"""An article and its notes as text for a person at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from annotations.cli.table import plain
from annotations.exchange.note_text import state_words
from annotations.model import Annotation, Evidence, ReviewedArticle, Target
from annotations.sources.citation import citation
from annotations.vocabulary import Severity, TargetRole

_WIDTH = 88
_INDENT = "   "


def article_text(reviewed: ReviewedArticle) -> str:
    """What `show` prints: the fields, how far it is checked, each note whole."""
    lines = [plain(reviewed.article.title), *_fields(reviewed), "", *_summary(reviewed)]
    for number, annotation in enumerate(reviewed.annotations, start=1):
        lines += ["", *_note(reviewed, annotation, number)]
    return "\n".join(lines) + "\n"


def _fields(reviewed: ReviewedArticle) -> Iterator[str]:
    article = reviewed.article
    fields = article.fields
    named = {
        "Author": fields.author,
        "Publisher": fields.publisher,
        "Address": fields.url,
        "Published": fields.published,
        "Retrieved": fields.retrieved,
        "Language": fields.language,
        "File": article.file_name,
        "Uid": article.uid,
    }
    for name, value in named.items():
        if value:
            yield f"{name}: {plain(value)}"
    if reviewed.revision.notice:
        yield reviewed.revision.notice


def _summary(reviewed: ReviewedArticle) -> Iterator[str]:
    coverage = reviewed.coverage
    last = f", last on {coverage.last_on}" if coverage.last_on else ""
    by = f" by {plain(', '.join(coverage.by))}" if coverage.by else ""
    yield f"{coverage.checked} of {coverage.of} sentences checked{last}{by}."
    own = [a.note.severity for a in reviewed.annotations if reviewed.belongs(a)]
    counts = [f"{own.count(s)} {s.id}" for s in reversed(Severity) if s in own]
    yield (", ".join(counts) + "." if counts else "No notes.") + " Not medical advice."


def _note(reviewed: ReviewedArticle, annotation: Annotation, number: int) -> Iterator[str]:
    note = annotation.note
    status = "" if annotation.status.is_published else f" ({annotation.status.value})"
    yield f"{number}. {note.severity.label}: {note.category.label.lower()}{status}"
    for target in reviewed.places(annotation, TargetRole.CLAIM):
        verb = "said" if target.is_lost else "says"
        yield from _wrapped(f"The article {verb}: {_quote(target)}")
    if not reviewed.belongs(annotation):
        for target in annotation.claims:
            yield from _wrapped(f"{_where(reviewed, target)} says: {_quote(target)}")
    yield from _wrapped(note.correction)
    for paragraph in note.body.split("\n"):
        yield from _wrapped(paragraph)
    yield from _wrapped(f"Instead: {note.advice}" if note.advice else "")
    for target in annotation.conflicts:
        why = f": {target.why}" if target.why else ""
        yield from _wrapped(f"It conflicts with {_quote(target)} ({_where(reviewed, target)}){why}")
    for evidence in annotation.ranked_evidence:
        yield from _wrapped(_source(evidence), "- ")
    for warning in annotation.warnings:
        yield from _wrapped(f"Mind: {warning}")


def _quote(target: Target) -> str:
    state = state_words(target)
    said = f" ({state})" if state else ""
    return f"“{target.quote.exact}”{said}" if target.quote else "the whole article"


def _where(reviewed: ReviewedArticle, target: Target) -> str:
    if target.article_uid is None:
        return "not in this library"
    if target.article_uid == reviewed.article.uid:
        return target.heading or "this article"
    other = reviewed.other_articles.get(target.article_uid)
    return f"“{other.title}”" if other else "another article"


def _source(evidence: Evidence) -> str:
    source = evidence.source
    marks = [source.rank.value, *filter(None, [source.rank_reason])]
    said = f": “{evidence.quote}”" if evidence.quote else ""
    checked = f"checked {evidence.checked}" if evidence.checked else ""
    place = "; ".join(filter(None, (evidence.locator, checked)))
    return (
        f"{evidence.relation.label} ({', '.join(marks)}) {citation(source).rstrip('.')}{said}"
        + (f" ({place})" if place else "")
        + (f": {evidence.why}" if evidence.why else "")
    )


def _wrapped(text: str, mark: str = "") -> list[str]:
    return textwrap.wrap(
        plain(text),
        width=_WIDTH,
        initial_indent=_INDENT + mark,
        subsequent_indent=_INDENT + " " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
