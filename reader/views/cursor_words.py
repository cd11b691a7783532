"""What the sentence cursor stands on, in words that are spoken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from annotations import Annotation, SentenceState
from reader.views.sentence_cursor import CursorInfo

_STATES = {
    SentenceState.UNSEEN: "not checked",
    SentenceState.OK: "checked, nothing to say",
    SentenceState.FLAGGED: "checked",
}


def cursor_in_words(
    info: CursorInfo, words: str, notes: Iterable[Annotation], *, is_part: bool
) -> str:
    """Say where the cursor stands.

    Args:
        info: What is known of the place.
        words: The words of the article there.
        notes: The notes that lie there.
        is_part: True where the cursor stands on less than whole sentences.

    Returns:
        "Sentence 22 of 61, not checked, under How much to take: For faster ... 1 serious
        caution."
    """
    parts = [_number(info, is_part=is_part)]
    if info.number:
        parts.append(_STATES[info.state])
    if info.heading:
        parts.append(f"under {info.heading}")
    cautions = notes_in_words(notes)
    said = f"{', '.join(parts)}: {' '.join(words.split())}"
    return f"{said} {cautions}." if cautions else said


def _number(info: CursorInfo, *, is_part: bool) -> str:
    if not info.number:
        return "Heading" if info.is_heading else "Outside the count"
    number = f"{info.number} of {info.of}"
    if info.through != info.number:
        number = f"{info.number} to {info.through} of {info.of}"
        return f"Part of sentences {number}" if is_part else f"Sentences {number}"
    return f"Part of sentence {number}" if is_part else f"Sentence {number}"


def notes_in_words(notes: Iterable[Annotation]) -> str:
    """Count notes: "1 critical caution, 2 serious cautions, 1 moderate draft"."""
    counts = Counter((note.status.is_published, note.note.severity) for note in notes)
    found = []
    for is_published, severity in sorted(counts, reverse=True):
        count = counts[is_published, severity]
        noun = "caution" if is_published else "draft"
        plural = "" if count == 1 else "s"
        found.append(f"{count} {severity.label.lower()} {noun}{plural}")
    return ", ".join(found)
