"""What a review report says of the sentences: how many were checked, by whom, and which not."""

from __future__ import annotations

from bisect import bisect_left

from annotations.exchange import escape
from annotations.model import ReviewedArticle, Span
from annotations.text.blocks import block_starts
from annotations.vocabulary import SentenceState


def checked_markdown(reviewed: ReviewedArticle) -> list[str]:
    """The section, one Markdown block an entry; nothing where there is nothing to check."""
    coverage = reviewed.coverage
    if not coverage.of:
        return []
    if not coverage.checked:
        said = f"None of {_counted(coverage.of)} has been checked."
    elif coverage.checked == coverage.of:
        said = f"All of {_counted(coverage.of)} {_done(reviewed)}."
    else:
        said = f"{coverage.checked} of {_counted(coverage.of)} {_done(reviewed)}."
    left = unchecked(reviewed)
    lines = [f"- Not checked: {_counted(number)} {_under(heading)}" for heading, number in left]
    return ["## What was checked", said, *(["\n".join(lines)] if lines else [])]


def unchecked(reviewed: ReviewedArticle) -> tuple[tuple[str, int], ...]:
    """Where sentences are that nobody has checked: heading above them, empty before the
    first, and how many there are, in the order of the text.
    """
    found: list[tuple[str, int]] = []
    heading, number = "", 0
    sentences = reviewed.revision.sentences
    starts = block_starts(reviewed.revision.blocks)
    places = _places(reviewed)
    for start, block in zip(starts, reviewed.revision.blocks, strict=True):
        whole = Span(start, start + len(block.text))
        if block.kind.heading_level and not block.folded:
            found.append((heading, number))
            heading, number = " ".join(block.text.split()), 0
        elif block.kind.counts_for_coverage and (
            not block.folded or any(whole.overlaps(place) for place in places)
        ):
            first = bisect_left(sentences, whole.start, key=_start)
            last = bisect_left(sentences, whole.end, key=_start)
            states = reviewed.sentence_states[first:last]
            number += sum(state is SentenceState.UNSEEN for state in states)
    found.append((heading, number))
    return tuple(item for item in found if item[1])


def _places(reviewed: ReviewedArticle) -> list[Span]:
    """Places of the published notes that belong to the article."""
    return [
        target.span
        for note in reviewed.annotations
        if note.status.is_published and reviewed.belongs(note)
        for target in note.targets
        if target.span and target.article_uid == reviewed.article.uid
    ]


def _start(span: Span) -> int:
    return span.start


def _counted(number: int) -> str:
    return "1 sentence" if number == 1 else f"{number} sentences"


def _done(reviewed: ReviewedArticle) -> str:
    coverage = reviewed.coverage
    said = "was checked" if coverage.of == 1 else "were checked"
    if coverage.by:
        said += f" by {', '.join(escape.inline(escape.one_line(name)) for name in coverage.by)}"
    return f"{said}, last on {coverage.last_on}" if coverage.last_on else said


def _under(heading: str) -> str:
    return f"under “{escape.inline(escape.one_line(heading))}”" if heading else "at the beginning"
