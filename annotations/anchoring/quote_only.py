"""Find a quotation in a text when the text that it was taken from is not known."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.anchoring.anchor import SUGGESTIONS, Anchor, changed
from annotations.anchoring.flags import change_flags
from annotations.anchoring.keys import typographic_key
from annotations.anchoring.lookup import SentenceLookup
from annotations.anchoring.passages import occurrences
from annotations.anchoring.similarity import context_similarity, similarity
from annotations.anchoring.texts import sentences_of
from annotations.anchoring.words import WordWeights
from annotations.model import Span, TextQuoteSelector
from annotations.vocabulary import AnchorState

#: Of several copies of the words one is chosen where its surroundings are so much alike, and
#: lead by so much. Lower chooses more often, and a wrong copy at times.
CONTEXT_LEAST = 0.45
CONTEXT_MARGIN = 0.08
#: A changed sentence is taken where it is so much alike, or a little less and its surroundings
#: agree, and where it leads the next best by so much.
CHANGED = 0.60
CHANGED_IN_CONTEXT = 0.50
CHANGED_MARGIN = 0.06
_CONTEXT = 64
_LOOKED_AT = 20


def find_by_quote(
    text: str, quote: TextQuoteSelector, *, sentences: Sequence[Span] | None = None
) -> Anchor:
    """Find what a TextQuoteSelector names.

    Args:
        text: Canonical text, in whose code points the answer counts.
        quote: The words, with what stood before and after them where that is known.
        sentences: Sentences of the text, ascending and disjoint; found where None.

    Returns:
        `shifted` for the very words, `typographic` where only typography differs, `changed`
        for the likeliest sentence, `ambiguous` where several copies are as likely.
    """
    if not quote.exact.strip():
        return Anchor(AnchorState.ORPHAN)
    words = quote.exact.strip()
    exact = [Span(at, at + len(words)) for at in occurrences(text, words)]
    if exact:
        return _chosen(text, quote, exact, AnchorState.SHIFTED)
    spans = sentences_of(text) if sentences is None else sentences
    keys = [typographic_key(text[span.start : span.end]) for span in spans]
    wanted = typographic_key(quote.exact)
    equal = [span for span, key in zip(spans, keys, strict=True) if key == wanted]
    if equal:
        return _chosen(text, quote, equal, AnchorState.TYPOGRAPHIC)
    return _changed(text, quote, spans, keys)


def _chosen(
    text: str, quote: TextQuoteSelector, spans: Sequence[Span], state: AnchorState
) -> Anchor:
    if len(spans) == 1:
        return Anchor(state, spans[0].start, spans[0].end, 1.0)
    ranked = sorted(spans, key=lambda span: (-_context(text, quote, span), span))
    best, second = _context(text, quote, ranked[0]), _context(text, quote, ranked[1])
    if best >= CONTEXT_LEAST and best - second >= CONTEXT_MARGIN:
        return Anchor(state, ranked[0].start, ranked[0].end, 1.0)
    return Anchor(AnchorState.AMBIGUOUS, suggestions=tuple(ranked[:SUGGESTIONS]))


def _context(text: str, quote: TextQuoteSelector, span: Span) -> float:
    before = text[max(0, span.start - _CONTEXT) : span.start]
    after = text[span.end : span.end + _CONTEXT]
    return context_similarity((quote.prefix, quote.suffix), (before, after))


def _changed(
    text: str, quote: TextQuoteSelector, spans: Sequence[Span], keys: Sequence[str]
) -> Anchor:
    wanted = typographic_key(quote.exact)
    weights = WordWeights(keys)
    near = SentenceLookup(keys).candidates(wanted, _LOOKED_AT)
    scored = sorted(((similarity(wanted, keys[j], weights), j) for j in near), reverse=True)
    suggestions = tuple(spans[j] for _, j in scored[:SUGGESTIONS])
    if not scored:
        return Anchor(AnchorState.ORPHAN)
    score, j = scored[0]
    margin = score - (scored[1][0] if len(scored) > 1 else 0.0)
    in_context = 0.75 * score + 0.25 * _context(text, quote, spans[j])
    is_alike = score >= CHANGED or min(score, in_context) >= CHANGED_IN_CONTEXT
    if not is_alike or margin < CHANGED_MARGIN:
        return Anchor(AnchorState.ORPHAN, suggestions=suggestions)
    found = spans[j]
    flags = change_flags(quote.exact, text[found.start : found.end])
    return changed(found, score, flags, suggestions)
