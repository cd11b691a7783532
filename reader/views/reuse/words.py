"""What is said of notes that are used again."""

from __future__ import annotations

from collections.abc import Sequence

from annotations import ChangeFlag, ClaimNote, NoteSuggestion, ReusableNote, SameClaim, Status
from reader.views.reuse.offer_list import OfferRow
from reader.views.wording import counted, isolate, one_line, quoted

_FLAGS = {
    ChangeFlag.NUMBER: "numbers differ",
    ChangeFlag.NEGATION: "a “not” differs",
    ChangeFlag.MODAL: "“may” or “must” differs",
}
_STATUS = {Status.DRAFT: "draft", Status.WITHDRAWN: "withdrawn"}
_LONGEST = 160


def flags_in_words(flags: frozenset[ChangeFlag]) -> str:
    """In what two sentences differ that may turn the meaning; empty for nothing."""
    return ", ".join(words for flag, words in _FLAGS.items() if flag in flags)


def likeness_in_words(suggestion: NoteSuggestion) -> str:
    """How much alike both sentences are, and what differs."""
    if suggestion.is_identical:
        return "word for word"
    alike = f"{_percent(suggestion.score)} alike"
    flags = flags_in_words(suggestion.flags)
    return f"{alike}, {flags}" if flags else alike


def quiet_line(places: int, notes: int) -> str:
    """What an article says of its suggestions while none is looked at."""
    return (
        f"{counted(notes, 'note')} of other sentences may fit {counted(places, 'sentence')} here."
    )


def suggestion_words(suggestion: NoteSuggestion) -> tuple[str, str]:
    """A suggestion in two lines: what the note says, and where it stands."""
    headline = one_line(suggestion.headline) or "A note without words"
    where = (
        "elsewhere in this article"
        if suggestion.article == suggestion.here
        else f"in {isolate(one_line(suggestion.article_title))}"
    )
    said = isolate(quoted(suggestion.exact, _LONGEST))
    return isolate(headline), f"{likeness_in_words(suggestion)} \u00b7 {where}: {said}"


def reusable_row(note: ReusableNote) -> OfferRow:
    """A note as a row of the picker."""
    parts = [
        isolate(quoted(note.claim, _LONGEST)) if note.claim else "the whole article",
        isolate(one_line(note.article_title)) if note.article_title else "",
        f"{note.places} places" if note.places > 1 else "",
        _STATUS.get(note.status, ""),
    ]
    return OfferRow(
        title=isolate(one_line(note.headline) or "A note without words"),
        detail=" \u00b7 ".join(part for part in parts if part),
        severity=note.severity,
    )


def claim_row(claim: SameClaim) -> OfferRow:
    """A sentence as a row of the same claim elsewhere."""
    likeness = "word for word" if claim.score == 1 else f"{_percent(claim.score)} alike"
    flags = flags_in_words(claim.flags)
    parts = [likeness, flags, isolate(one_line(claim.article_title)), _notes(claim.notes)]
    return OfferRow(
        title=isolate(quoted(claim.exact, _LONGEST)),
        detail=" \u00b7 ".join(part for part in parts if part),
        severity=claim.notes[0].severity if claim.notes else None,
        badge="same" if claim.is_same else "",
    )


def _notes(notes: Sequence[ClaimNote]) -> str:
    if not notes:
        return "no note"
    said = isolate(one_line(notes[0].headline)[:_LONGEST])
    return said if len(notes) == 1 else f"{counted(len(notes), 'note')}: {said}"


def _percent(score: float) -> str:
    # Never a hundred for what is not word for word.
    return f"{min(99, int(score * 100))} %"
