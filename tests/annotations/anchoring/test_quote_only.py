"""Quotations in a text whose earlier state is not known."""

from __future__ import annotations

import pytest

from annotations.anchoring.anchor import SUGGESTIONS, Anchor
from annotations.anchoring.flags import ChangeFlag
from annotations.anchoring.quote_only import find_by_quote
from annotations.anchoring.texts import sentences_of
from annotations.model import TextQuoteSelector
from annotations.vocabulary import AnchorState

TEXT = (
    "Kratom grows in the swamps of Thailand 🌿. Its leaves were chewed by farmhands.\n"
    "Take at most 5 g a day.\n"
    "Ask a doctor first.\n"
    "The dried root of valerian smells of old socks.\n"
    "Ask a doctor first.\n"
)


def found(exact: str, prefix: str = "", suffix: str = "", text: str = TEXT) -> Anchor:
    return find_by_quote(text, TextQuoteSelector(exact, prefix, suffix))


def words(anchor: Anchor, text: str = TEXT) -> str | None:
    return None if anchor.start is None else text[anchor.start : anchor.end]


@pytest.mark.parametrize(
    "quote", ["Take at most 5 g a day.", "swamps of Thailand 🌿", " old socks "]
)
def test_the_very_words_are_found(quote: str) -> None:
    anchor = found(quote)
    assert (anchor.state, anchor.score) == (AnchorState.SHIFTED, 1.0)
    assert words(anchor) == quote.strip()


def test_typography_is_no_change() -> None:
    anchor = found("TAKE AT MOST\u00a05 g a day.")
    assert anchor.state is AnchorState.TYPOGRAPHIC
    assert words(anchor) == "Take at most 5 g a day."


def test_one_of_several_copies_is_chosen_by_its_surroundings() -> None:
    first = found("Ask a doctor first.", "Take at most 5 g a day.\n", "\nThe dried root of")
    second = found("Ask a doctor first.", "valerian smells of old socks.\n", "\n")
    assert first.start == TEXT.index("Ask a doctor")
    assert second.start == TEXT.rindex("Ask a doctor")


def test_without_surroundings_copies_are_ambiguous() -> None:
    anchor = found("Ask a doctor first.")
    assert (anchor.state, anchor.start, anchor.end) == (AnchorState.AMBIGUOUS, None, None)
    assert [TEXT[s.start : s.end] for s in anchor.suggestions] == ["Ask a doctor first."] * 2


def test_a_changed_sentence_is_found_and_flagged() -> None:
    anchor = found("Take at most 50 g a day.")
    assert anchor.state is AnchorState.CHANGED
    assert anchor.flags == {ChangeFlag.NUMBER}
    assert words(anchor) == "Take at most 5 g a day."
    assert 0.6 <= anchor.score < 1


def test_surroundings_help_a_sentence_that_changed_more() -> None:
    quote = "The root, once it is dried, has a smell of socks"
    assert found(quote).state is AnchorState.ORPHAN
    anchor = found(quote, "Ask a doctor first.\n", "\nAsk a doctor first.")
    assert words(anchor) == "The dried root of valerian smells of old socks."


def test_one_of_two_like_sentences_is_not_guessed() -> None:
    text = "The dose of borage is 5 g a day.\nThe dose of arnica is 5 g a day.\n"
    anchor = found("The dose of comfrey is 5 g a day.", text=text)
    assert anchor.state is AnchorState.ORPHAN
    assert len(anchor.suggestions) == 2


@pytest.mark.parametrize("quote", ["", "  ", "Ships sail at dawn."])
def test_what_is_not_there_is_lost(quote: str) -> None:
    anchor = found(quote)
    assert (anchor.state, anchor.start, anchor.score) == (AnchorState.ORPHAN, None, 0.0)


def test_there_are_at_most_five_suggestions() -> None:
    text = "\n".join(f"The dose of herb {n} is so many grams." for n in range(9))
    assert len(found("The usual dose of herbs", text=text).suggestions) == SUGGESTIONS
    copies = "Ask first.\nRest.\n" * 9
    assert len(found("Ask first.", text=copies).suggestions) == SUGGESTIONS


def test_an_empty_text_has_nothing() -> None:
    assert found("Take it.", text="") == Anchor(AnchorState.ORPHAN)


def test_sentences_that_are_given_are_used() -> None:
    quote = TextQuoteSelector("Take at most 50 g a day.")
    assert find_by_quote(TEXT, quote, sentences=sentences_of(TEXT)) == find_by_quote(TEXT, quote)
    assert find_by_quote(TEXT, quote, sentences=()).state is AnchorState.ORPHAN
