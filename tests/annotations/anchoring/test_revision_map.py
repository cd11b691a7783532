"""Looking notes up in a new text: states, scores, flags, suggestions."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from annotations.anchoring import align
from annotations.anchoring.anchor import SUGGESTIONS, Anchor
from annotations.anchoring.flags import ChangeFlag
from annotations.anchoring.revision_map import align_revisions
from annotations.model import Span
from annotations.vocabulary import AnchorState

ROOT = Path(__file__).resolve().parents[3]
ARTICLE = (
    "What kratom is\n"
    "Kratom grows in the swamps of Thailand. Its leaves “were” chewed by farmhands for ages.\n"
    "How to take it\n"
    "Take at most 5 g a day. It’s not meant for children, and nobody under 18 may buy it.\n"
    "Ask a doctor first.\n"
    "What valerian is\n"
    "The dried root smells of old socks. Most people sleep better after two weeks of tea.\n"
    "Ask a doctor first.\n"
)


def note(old: str, words: str, new: str, *, nth: int = 0) -> Anchor:
    """The anchor of the nth copy of the words."""
    at = -1
    for _ in range(nth + 1):
        at = old.index(words, at + 1)
    return align_revisions(old, new).locate(at, at + len(words))


def words(anchor: Anchor, new: str) -> str | None:
    return None if anchor.start is None else new[anchor.start : anchor.end]


def test_the_same_place_is_exact_and_another_one_shifted() -> None:
    claim = "Take at most 5 g a day."
    same = note(ARTICLE, claim, ARTICLE + "More.\n")
    assert (same.state, same.score, same.flags) == (AnchorState.EXACT, 1.0, frozenset())
    new = "Put in before it all.\n" + ARTICLE
    moved = note(ARTICLE, claim, new)
    assert (moved.state, words(moved, new)) == (AnchorState.SHIFTED, claim)


@pytest.mark.parametrize(
    "change",
    [
        str.upper,
        lambda text: unicodedata.normalize("NFD", text.replace("people", "peopl\u00e9")),
        lambda text: text.replace("“", '"').replace("”", '"').replace("’", "'"),
        lambda text: text.replace(" a day", "\u00a0a day").replace("children", "chil\u00addren"),
    ],
)
def test_typography_is_no_change(change) -> None:
    old = ARTICLE.replace("people", "peopl\u00e9")
    new = change(old)
    for claim in ("Its leaves “were” chewed by farmhands for ages.", "Take at most 5 g a day."):
        found = note(old, claim, new)
        assert found.state in {AnchorState.TYPOGRAPHIC, AnchorState.SHIFTED, AnchorState.EXACT}
        assert found.score == 1.0
    sleep = "Most peopl\u00e9 sleep better after two weeks of tea."
    assert note(old, sleep, new).start is not None


def test_lines_wrapped_anew_and_hyphenated_are_no_change() -> None:
    old = (
        "The root of the plant has long been chewed by farmhands in the hills of the north, who\n"
        "say that it keeps them awake.\n\n"
        "The law of the land did not forbid it until the last war\nhad ended. Nobody knows why.\n"
    )
    new = (
        "The root of the plant has long been chewed by farm-\n"
        "hands in the hills of the north, who say that it keeps\nthem awake.\n\n"
        "The law of the land did not forbid it until the last\nwar had ended. Nobody knows why.\n"
    )
    found = note(old, old[: old.index("\n\n")], new)
    assert found.state is AnchorState.TYPOGRAPHIC
    assert (found.start, found.end) == (0, new.index("\n\n"))


@pytest.mark.parametrize(
    ("before", "after", "flag"),
    [
        ("at most 5 g a day", "at most 50 g a day", ChangeFlag.NUMBER),
        ("nobody under 18 may buy", "everybody over 18 may buy", ChangeFlag.NEGATION),
        ("Most people sleep better", "Some people sleep better", ChangeFlag.MODAL),
    ],
)
def test_what_turns_the_meaning_is_flagged_where_it_stands(before, after, flag) -> None:
    new = ARTICLE.replace(before, after)
    aligned = align_revisions(ARTICLE, new)
    at = ARTICLE.index(before)
    sentence = next(s for s in aligned._old_sentences if s.start <= at < s.end)
    whole = aligned.locate(sentence.start, sentence.end)
    assert whole.state is AnchorState.CHANGED
    assert flag in whole.flags
    assert 0.5 < whole.score < 1
    assert after in (words(whole, new) or "")


def test_the_very_words_in_a_sentence_that_was_turned_round_are_changed() -> None:
    new = ARTICLE.replace("It’s not meant for children", "It’s meant for children")
    found = note(ARTICLE, "nobody under 18 may buy it", new)
    assert words(found, new) == "nobody under 18 may buy it"
    assert found.state is AnchorState.CHANGED
    assert found.flags == {ChangeFlag.NEGATION}


def test_a_sentence_that_was_put_into_a_longer_one_is_changed() -> None:
    new = ARTICLE.replace("Take at most 5 g a day.", "Never say: “Take at most 5 g a day.” to me!")
    found = note(ARTICLE, "Take at most 5 g a day.", new)
    assert words(found, new) == "Take at most 5 g a day."
    assert found.state is AnchorState.CHANGED
    assert ChangeFlag.NEGATION in found.flags


def test_a_deleted_sentence_is_lost_and_has_its_likeliest_places() -> None:
    new = ARTICLE.replace("Take at most 5 g a day. ", "") + "At most 5 g, they say, is fine.\n"
    found = note(ARTICLE, "Take at most 5 g a day.", new)
    assert (found.state, found.start, found.end) == (AnchorState.ORPHAN, None, None)
    assert (found.score, found.flags) == (0.0, frozenset())
    first = found.suggestions[0]
    assert new[first.start : first.end] == "At most 5 g, they say, is fine."
    assert len(found.suggestions) <= SUGGESTIONS


def test_there_are_at_most_five_suggestions() -> None:
    new = "\n".join(f"The dose of herb {n} is so many grams a day." for n in range(9))
    found = note("Read on.\nThe usual dose of herbs a day.", "The usual dose of herbs a day.", new)
    assert found.state is AnchorState.ORPHAN
    assert len(found.suggestions) == SUGGESTIONS
    assert len(set(found.suggestions)) == SUGGESTIONS


def test_five_copies_of_which_one_was_deleted() -> None:
    parts = ["alpine arnica", "bitter borage", "comfrey", "dried dill", "eyebright"]
    old = "\n".join(
        f"This is about {each}.\nAsk a doctor first.\nSo much for {each}." for each in parts
    )
    new = old.replace("about comfrey.\nAsk a doctor first.\n", "about comfrey.\n")
    for n in range(5):
        found = note(old, "Ask a doctor first.", new, nth=n)
        if n == 2:
            assert found.state is AnchorState.ORPHAN
        else:
            before = new[: found.start].rstrip().rsplit("\n", 1)[-1]
            assert before == f"This is about {parts[n]}."


def test_copies_that_nothing_tells_apart_are_ambiguous() -> None:
    old = "Chew it.\nAsk a doctor first.\nDrink it."
    new = "Ask a doctor first.\nBoil it.\nMash it.\nFry it.\nRoast it.\nAsk a doctor first."
    found = note(old, "Ask a doctor first.", new)
    assert (found.state, found.start, found.end) == (AnchorState.AMBIGUOUS, None, None)
    assert [new[s.start : s.end] for s in found.suggestions] == ["Ask a doctor first."] * 2


def test_swapped_halves_are_found() -> None:
    half = ARTICLE.index("What valerian is")
    new = ARTICLE[half:] + ARTICLE[:half]
    aligned = align_revisions(ARTICLE, new)
    for span in aligned._old_sentences:
        claim = ARTICLE[span.start : span.end]
        found = aligned.locate(span.start, span.end)
        assert found.state is AnchorState.SHIFTED
        assert words(found, new) == claim


def test_a_part_of_a_sentence_is_found_inside_of_what_it_became() -> None:
    new = ARTICLE.replace("smells of old socks", "smells strongly of very old socks")
    found = note(ARTICLE, "The dried root", "Now.\n" + new)
    assert (found.state, words(found, "Now.\n" + new)) == (AnchorState.SHIFTED, "The dried root")
    edited = note(ARTICLE, "smells of old socks", new)
    assert edited.state is AnchorState.CHANGED
    assert (words(edited, new) or "").endswith(" of very old socks")


def test_a_part_that_comes_twice_in_its_sentence_keeps_its_rank() -> None:
    old, new = "They say no, no and no again.", "First. They say no, no and no again."
    for n in range(3):
        found = note(old, "no", new, nth=n)
        assert found.start == old.index("no") + [0, 4, 11][n] + len("First. ")


def test_a_part_that_was_left_out_is_lost() -> None:
    new = ARTICLE.replace(", and nobody under 18 may buy it", "")
    found = note(ARTICLE, "nobody under 18 may buy it", new)
    assert found.state is AnchorState.ORPHAN
    assert found.suggestions


def test_a_note_on_several_sentences_keeps_them_together() -> None:
    claim = ARTICLE[ARTICLE.index("Take at most") : ARTICLE.index("\nAsk a doctor")]
    assert note(ARTICLE, claim, "New.\n" + ARTICLE).state is AnchorState.SHIFTED
    put_in = ARTICLE.replace("a day. It’s", "a day. Weigh it on a good scale. It’s")
    found = note(ARTICLE, claim, put_in)
    assert found.state is AnchorState.CHANGED
    assert words(found, put_in) == claim.replace(
        "a day. It’s", "a day. Weigh it on a good scale. It’s"
    )


def test_a_note_on_several_sentences_of_which_next_to_none_is_left_is_lost() -> None:
    claim = ARTICLE[ARTICLE.index("Take at most") : ARTICLE.index("\nAsk a doctor")]
    new = ARTICLE.replace(claim, "Take at most 5 g a day.")
    assert note(ARTICLE, claim, new).state is AnchorState.ORPHAN


def test_a_heading_of_which_a_word_changed_is_found_but_not_what_stood_below_it() -> None:
    old = ARTICLE.replace("What valerian is\n", "Valerian\nIt has its own page, with doses.\n")
    new = ARTICLE.replace("What valerian is\n", "Valerian tea\n")
    assert words(note(old, "Valerian", new), new) == "Valerian"
    assert note(old, "It has its own page, with doses.", new).state is AnchorState.ORPHAN


def test_white_space_at_the_ends_does_not_count() -> None:
    at = ARTICLE.index("Take at most")
    end = at + len("Take at most 5 g a day.")
    aligned = align_revisions(ARTICLE, ARTICLE)
    padded = aligned.locate(at - 1, end + 1)
    assert (padded.state, padded.start, padded.end) == (AnchorState.EXACT, at, end)
    assert aligned.locate(end, end + 1).state is AnchorState.ORPHAN


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4), (0, 10_000)])
def test_a_span_outside_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        align_revisions(ARTICLE, ARTICLE).locate(start, end)


def test_texts_that_are_empty_or_one_sentence() -> None:
    gone = align_revisions("Take it daily.", "").locate(0, 14)
    assert (gone.state, gone.suggestions) == (AnchorState.ORPHAN, ())
    assert not align_revisions("", "Take it.").looks_like_another_article
    assert align_revisions("", "").looks_like_another_article is False
    assert note("Take it daily.", "Take it daily.", "Take it daily.").state is AnchorState.EXACT
    assert note("Take it daily.", "Take it daily.", "Rest.").state is AnchorState.ORPHAN
    edited = note("Take the tea daily.", "Take the tea daily.", "Take the tea twice daily.")
    assert edited.state is AnchorState.CHANGED
    assert edited.flags == {ChangeFlag.NUMBER}


def test_a_long_text_of_which_nothing_is_left_looks_like_another_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(align, "STRANGE_FROM", 4)
    other = "Ships sail at dawn.\nSails are of hemp.\nRopes are tarred.\nMasts bend.\nWinds blow.\n"
    aligned = align_revisions(ARTICLE, other)
    assert aligned.looks_like_another_article
    assert aligned.locate(0, 14).state is AnchorState.ORPHAN
    assert not align_revisions(ARTICLE, ARTICLE[40:]).looks_like_another_article


def test_sentences_that_are_given_are_used() -> None:
    old, new = "one two three four", "zero one two three four"
    aligned = align_revisions(
        old, new, old_sentences=[Span(0, 7), Span(8, 18)], new_sentences=[Span(0, 12), Span(13, 23)]
    )
    assert aligned.locate(8, 18) == Anchor(AnchorState.SHIFTED, 13, 23, 1.0)


DETERMINED = """
from annotations.anchoring.revision_map import align_revisions
from tests.benchmarks.anchoring import edited_text, joined, made_text
old = made_text(6_000, seed=1)
new = joined(edited_text(old[10:] + old[:10], seed=2)[:40])
old = joined(old)
aligned = align_revisions(old, new)
for span in aligned._old_sentences:
    print(aligned.locate(span.start, span.end - 1), aligned.locate(span.start, span.end))
"""


def test_hash_seeds_change_nothing() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", DETERMINED],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(said) == 1
    assert b"suggestions" in said.pop()
