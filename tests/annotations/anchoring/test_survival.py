"""What holds for every note in every text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.anchoring.anchor import SUGGESTIONS, Anchor
from annotations.anchoring.keys import typographic_key
from annotations.anchoring.revision_map import align_revisions
from annotations.anchoring.similarity import containment
from annotations.model import Span
from annotations.vocabulary import AnchorState
from tests.annotations.anchoring.texts_made import SENTENCES, indexes, laid_out, some_indexes

PIECES = st.sampled_from(
    [
        *["Take it. ", "Take it daily. ", "It is safe", "It is not safe", "5 mg", "50 mg", "no "],
        *[". ", "! ", "\n", "\n\n", " ", "“", "”", "’s", "\u00ad", "\u00a0", "-\n", "a", "B"],
        *["😀", "👩‍👧", "\U00020000", "这药安全。", "שלום ", "e\u0301", "ﬁ", "هذا "],
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@st.composite
def texts_with_a_place(draw: st.DrawFn) -> tuple[str, str, int, int]:
    old = draw(TEXTS.filter(bool))
    start = draw(st.integers(0, len(old) - 1))
    return old, draw(TEXTS), start, draw(st.integers(start + 1, len(old)))


def check(old: str, new: str, place: Span, found: Anchor) -> None:
    """State, span, score and suggestions agree with each other."""
    spans = [Span(s.start, s.end) for s in found.suggestions]
    assert len(spans) <= SUGGESTIONS
    assert all(0 <= s.start < s.end <= len(new) for s in spans)
    assert 0 <= found.score <= 1
    before = old[place.start : place.end].strip()
    if found.start is None or found.end is None:
        assert found.state in {AnchorState.AMBIGUOUS, AnchorState.ORPHAN}
        assert found.start is found.end is None
        assert (found.score, found.flags) == (0.0, frozenset())
        assert found.state is AnchorState.ORPHAN or len(spans) >= 1
        return
    assert 0 <= found.start < found.end <= len(new)
    after = new[found.start : found.end]
    assert after == after.strip()
    match found.state:
        case AnchorState.EXACT:
            assert (found.start, after) == (old.index(before, place.start), before)
        case AnchorState.SHIFTED:
            assert after == before
            assert found.start != old.index(before, place.start)
        case AnchorState.TYPOGRAPHIC:
            assert after != before
            assert typographic_key(after) == typographic_key(before)
        case state:
            assert state is AnchorState.CHANGED
            assert found.score < 1
            # The very words are changed only where what stands beside them is.
            assert after != before or new != old
    if found.state is not AnchorState.CHANGED:
        assert (found.score, found.flags) == (1.0, frozenset())


@given(texts_with_a_place())
def test_states_agree_with_spans(given_: tuple[str, str, int, int]) -> None:
    old, new, start, end = given_
    check(old, new, Span(start, end), align_revisions(old, new).locate(start, end))


@given(TEXTS)
def test_a_text_is_exactly_where_it_was_in_itself(text: str) -> None:
    aligned = align_revisions(text, text)
    for first, last in pairwise([*aligned._old_sentences, *aligned._old_sentences[-1:]]):
        for place in (first, Span(first.start, last.end)):
            found = aligned.locate(place.start, place.end)
            assert (found.state, found.start, found.end) == (
                AnchorState.EXACT,
                place.start,
                place.end,
            )


@given(texts_with_a_place())
def test_so_is_every_part_of_it(given_: tuple[str, str, int, int]) -> None:
    text, _, start, end = given_
    words = text[start:end].strip()
    assume(words)
    aligned = align_revisions(text, text)
    assume(any(span.start < end and start < span.end for span in aligned._old_sentences))
    found = aligned.locate(start, end)
    at = text.index(words, start)
    assert (found.state, found.start, found.end) == (AnchorState.EXACT, at, at + len(words))


@given(some_indexes, indexes, st.randoms(use_true_random=False))
def test_what_was_put_in_left_out_and_moved_leaves_the_others_where_they_can_be_found(
    kept: list[int], others: list[int], chance
) -> None:
    """From the old text to the new one and back again, every note is where it was."""
    old_only, new_only = others[::2], others[1::2]
    olds = [n for n in kept if n not in others] + old_only
    news = [n for n in kept if n not in others] + new_only
    chance.shuffle(olds)
    chance.shuffle(news)
    old, old_spans = laid_out([SENTENCES[n] for n in olds])
    new, new_spans = laid_out([SENTENCES[n] for n in news])
    there = align_revisions(old, new, old_sentences=old_spans, new_sentences=new_spans)
    back = align_revisions(new, old, old_sentences=new_spans, new_sentences=old_spans)
    for n, span in zip(olds, old_spans, strict=True):
        found = there.locate(span.start, span.end)
        if n not in news:
            assert found.state is AnchorState.ORPHAN
            continue
        assert found.start is not None
        assert found.end is not None
        assert new[found.start : found.end] == SENTENCES[n]
        returned = back.locate(found.start, found.end)
        assert (returned.start, returned.end) == (span.start, span.end)


@given(TEXTS, TEXTS)
def test_two_sentences_share_a_place_only_where_they_were_joined(old: str, new: str) -> None:
    aligned = align_revisions(old, new)
    places: list[tuple[Span, str]] = []
    for span in aligned._old_sentences:
        found = aligned.locate(span.start, span.end)
        if found.start is not None and found.end is not None:
            places.append((Span(found.start, found.end), old[span.start : span.end]))
    for index, (place, words) in enumerate(places):
        for other, more in places[:index]:
            if place.overlaps(other):
                whole = max(place, other, key=lambda s: s.end - s.start)
                key = typographic_key(new[whole.start : whole.end])
                parts = [typographic_key(words), typographic_key(more)]
                assert max(containment(part, key) for part in parts) >= 0.8


@given(TEXTS, TEXTS)
def test_the_same_texts_give_the_same_answers(old: str, new: str) -> None:
    one, other = align_revisions(old, new), align_revisions(old, new)
    for span in one._old_sentences:
        assert one.locate(span.start, span.end) == other.locate(span.start, span.end)
