"""Where a note stands in a new text, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.anchoring.flags import ChangeFlag, change_flags
from annotations.anchoring.keys import typographic_key
from annotations.model import Span
from annotations.vocabulary import AnchorState

#: How many places are offered for a note that was not found.
SUGGESTIONS = 5
#: What is not the very same is never quite certain.
_NEARLY = 0.99


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in the new text, or what can be offered instead.

    Attributes:
        state: How it was found.
        start: Half-open code points of the new text; None where it is ambiguous or lost.
        end: See `start`.
        score: How much alike old and new words are, 0 to 1.
        flags: What a changed sentence says otherwise.
        suggestions: Where it may be instead, likeliest first; copies where it is ambiguous.
    """

    state: AnchorState
    start: int | None = None
    end: int | None = None
    score: float = 0.0
    flags: frozenset[ChangeFlag] = frozenset()
    suggestions: tuple[Span, ...] = ()


def anchored(before: str, start: int, after: str, found: Span, score: float) -> Anchor:
    """An anchor at `found`, its state told by the words before and after.

    Args:
        before: The words in the old text.
        start: Where they stood there.
        after: The words at `found` in the new text.
        found: Half-open code points of the new text.
        score: How much alike they are where they differ.
    """
    if before == after:
        state = AnchorState.EXACT if found.start == start else AnchorState.SHIFTED
        return Anchor(state, found.start, found.end, 1.0)
    if typographic_key(before) == typographic_key(after):
        return Anchor(AnchorState.TYPOGRAPHIC, found.start, found.end, 1.0)
    return changed(found, score, change_flags(before, after), (found,))


def changed(
    found: Span, score: float, flags: frozenset[ChangeFlag], suggestions: tuple[Span, ...]
) -> Anchor:
    """An anchor that asks for a second look."""
    return Anchor(
        AnchorState.CHANGED, found.start, found.end, min(score, _NEARLY), flags, suggestions
    )
