"""Sentences: what is cut, what is not, and what always holds."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.blocks import Block, block_starts, canonical_text
from annotations.text.language import guess_language
from annotations.text.sentences import SEGMENTER, segment, segment_text
from annotations.vocabulary import BlockKind

#: Each sentence ends at a bar.
ENGLISH = [
    "It is legal.| It is not safe.",
    "Dr. Smith et al. (2014) found no effect.| E. coli was not used.",
    "Take max. 30 mg q.d. with approx. 5 ml of water.| See fig. 3 and no. 5.",
    "At 5 p.m. Monday it began.| From 9 a.m. to 5 p.m. they work.",
    "In the U.S., sellers mark it.| It is illegal in the U.K.| The law says so.",
    "Visit https://example.org/a.b?x=1 first.| Version 2.0 of file.txt is 37.5 kB.",
    "“Is it safe?” she asked.| “It is,” he said.",
    "“It has no harm. |It is entirely safe. |Nobody was ever hurt by it.”",
    'They were less interested.| "The way she drew it was bold."',
    'It was put to bed early."| After the match he spoke.',
    '"It is a long game." - A reader',
    "He said, “It works. |I tried it,” and left.",
    "(It was tested in mice.)| Later it failed (see Table 2).| It is sold.",
    "The drug (Alpha. Not Beta) works.| He left (in 2001).| She stayed.",
    "She won for Viva Maria! (1965), and again later.",
    "It works.[1]| It does not.[2][3]| More is needed.[citation needed]| However, no.",
    "It works. [12]| It does not.",
    "“It rose [...]| However, the future is open.",
    "A propensity to innovate.23| Open minds matter.¹| Others do not.",
    "They found grit. 1| In a 2007 study it helped.",
    "Then it fell. 50 people died.".replace(". 50", ".| 50"),
    "1. Take two pills. |2. Drink water. |3. Sleep.",
    "a. The first item |b. The second item |c. The third",
    "1. The type of audience matters.",
    "Is it a good idea?!| Yes...| The end.",
    "Some vaccines work.| mRNA vaccines do.| pH matters.",
    "Take 5 mg. of it.| Rest.",
    "*Warning!* |Do not take it.",
    "It is a herb.It is sold.".replace(".It", ".|It"),
]

OTHERS = [
    ("zh", "2007年发表。|2008年又来。|他说：「不好。很坏。」|然后走了。"),
    ("zh", "真的吗?|是的。"),
    ("zh", "他看了《你好！世界》这本书。|很好。"),
    ("ja", "これは薬です。|「安全です。大丈夫です。」と言った。|終わり。"),
    ("de", "Das ist z.B. gut.| Am 3. Mai 2020 kam Dr. Müller.| Er blieb."),
    ("es", "¿Es seguro?| ¡No!| El Sr. García dijo que no."),
    ("fr", "M. Dupont est venu.| Il a dit « non ».| C'est tout."),
    ("ru", "Это т.е. вещество.| Оно опасно!"),
]


def marked(text: str, language: str = "") -> str:
    plain = text.replace("|", "")
    spans = segment_text(plain, language)
    return "|".join(plain[s.start : s.end] for s in spans)


def expected(text: str) -> str:
    return "|".join(part.strip() for part in text.split("|"))


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_cut_where_a_reader_would(text: str) -> None:
    assert marked(text, "en") == expected(text)


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_other_languages_are_cut_where_a_reader_would(language: str, text: str) -> None:
    assert marked(text, language) == expected(text)


def test_a_language_that_is_not_known_is_guessed() -> None:
    text = "Das ist nicht gut für die Leber und z.B. das Herz.| Es wird mit der Zeit schlechter."
    assert guess_language(text) == "de"
    assert marked(text) == expected(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", ""),
        ("en", "1234 !!"),
        ("en", "The plant is sold in the north of the country."),
        ("fr", "Les plantes sont vendues dans le nord et pas sur la côte."),
        ("es", "Las plantas se venden en el norte y no es seguro."),
        ("it", "Le piante sono vendute nel nord e non è sicuro per il cuore."),
        ("ja", "この薬は安全です。"),
        ("zh", "这种药很安全。"),
        ("ru", "Это лекарство безопасно."),
        ("ar", "هذا الدواء آمن."),
    ],
)
def test_guessed_language(language: str, text: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize(
    "kind", [k for k in BlockKind if not k.counts_for_coverage and k is not BlockKind.RULE]
)
def test_headings_and_the_like_are_one_unit(kind: BlockKind) -> None:
    text = "Is it legal? Exploring the status. And more."
    (span,) = segment((Block(kind, text),))
    assert (span.start, span.end) == (0, len(text))


def test_spans_stand_in_the_canonical_text() -> None:
    blocks = (
        Block(BlockKind.H1, "Tea 😀"),
        Block(BlockKind.RULE, ""),
        Block(BlockKind.P, "It is 𠀋. It was."),
        Block(BlockKind.CODE, ""),
        Block(BlockKind.LI, "One. Two."),
    )
    text = canonical_text(blocks)
    found = [text[s.start : s.end] for s in segment(blocks)]
    assert found == ["Tea 😀", "It is 𠀋.", "It was.", "One.", "Two."]


def test_the_segmenter_names_the_version_that_is_installed() -> None:
    from importlib.metadata import version

    assert SEGMENTER.startswith(f"sentencex/{version('sentencex')}+")


PIECES = st.sampled_from(
    [
        *'aBéЖ中你1 .!?。！"“”‘’«»「」()[]*…-–,;:',
        *[". ", "? ", "J\u2009.", "Dr. ", "U.S. ", " [1]"],
        *[
            "\xa0",
            "\u3000",
            "\t",
            "😀",
            "e\u0301",
            "שלום",
            "\u2028",
            "\x85",
            "\ud800",
            "1. ",
            "a) ",
        ],
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)
BLOCKS = st.lists(
    st.builds(Block, st.sampled_from(list(BlockKind)), TEXTS.map(lambda t: t.replace("\n", " "))),
    max_size=8,
)


@given(TEXTS)
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    spans = segment_text(text, "en")
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for span in spans:
        words = text[span.start : span.end]
        assert words
        assert words == words.strip()
    gaps = [text[a.end : b.start] for a, b in pairwise(spans)]
    assert all(not gap.strip() for gap in gaps)


@given(BLOCKS)
def test_no_sentence_crosses_a_block(blocks: list[Block]) -> None:
    spans = segment(blocks, "en")
    expect = [
        (start + span.start, start + span.end)
        for block, start in zip(blocks, block_starts(blocks), strict=True)
        for span in segment((block,), "en")
    ]
    assert [(s.start, s.end) for s in spans] == expect
    assert all(a.end <= b.start for a, b in pairwise(spans))
    text = canonical_text(blocks)
    covered = "".join(text[s.start : s.end] for s in spans)
    assert "".join(covered.split()) == "".join(text.split())


@given(st.text(alphabet="ab. \"(“”'", max_size=30), st.sampled_from(["de", "xx", "en-GB", "zh"]))
def test_any_language_tag_is_answered(text: str, language: str) -> None:
    assert "".join(text.split()) == "".join(
        "".join(text[s.start : s.end].split()) for s in segment_text(text, language)
    )


def test_a_window_leaves_no_trace() -> None:
    sentence = "This is sentence number 12 of “many. And more” of (such) things."
    text = " ".join([sentence] * 400)
    assert len(segment_text(text, "en")) == 2 * 400


@pytest.mark.parametrize("unit", ["“", '"', "“a. ", "「。", "(", "a", ".[", '"A" b. ', "1. ", "'"])
def test_time_grows_with_length_alone(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.perf_counter()
    spans = segment_text(text, "en")
    assert time.perf_counter() - start < 5
    assert spans[0].start == 0
