"""The sentence cursor in numbers: every way it can go, and what never happens on any way."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations import Block, BlockKind, SentenceState, Span, block_starts, canonical_text
from annotations.storage.coverage import to_be_checked
from annotations.text.sentences import segment
from reader.views.sentence_cursor import SentenceCursor, SentenceMap, passed_over

UNSEEN, OK, FLAGGED = SentenceState.UNSEEN, SentenceState.OK, SentenceState.FLAGGED
BLOCKS = [
    Block(BlockKind.BOILERPLATE, "close the window", folded=True),
    Block(BlockKind.H1, "Tea"),
    Block(BlockKind.TOC, "Dangers"),
    Block(BlockKind.P, "Tea cures all colds. It keeps you warm. Nobody knows why."),
    Block(BlockKind.RULE, ""),
    Block(BlockKind.H2, "Dangers  of it"),
    Block(BlockKind.CODE, "boil(tea)"),
    Block(BlockKind.LI, "It is hot. Wait."),
]
#: Sentences by name, for readable expectations.
CLOSE, TITLE, CONTENTS, CURES, WARM, NOBODY, DANGERS, CODE, HOT, WAIT = range(10)
TEXT = canonical_text(BLOCKS)
ALL_UNSEEN = (UNSEEN,) * 10


def make(blocks=BLOCKS, **fields):
    return SentenceMap(canonical_text(blocks), blocks, segment(blocks, "en"), **fields)


def walk(sentences, by=1):
    """Every stop from one end of the text to the other."""
    cursor = sentences.sentence(0 if by > 0 else len(sentences.sentences) - 1)
    found = []
    while cursor is not None:
        found.append(cursor.first)
        cursor = sentences.move(cursor, by)
    return found


def words(cursor):
    return TEXT[cursor.span.start : cursor.span.end]


def test_it_stops_at_all_that_is_shown_but_at_lines_of_contents():
    assert walk(make())[1:] == [TITLE, CURES, WARM, NOBODY, DANGERS, CODE, HOT, WAIT]
    assert walk(make(), -1) == [WAIT, HOT, CODE, DANGERS, NOBODY, WARM, CURES, TITLE]


def test_it_stops_at_folded_blocks_that_are_open_or_noted():
    assert passed_over(BLOCKS) == (0, 2)
    assert walk(make(shown={0, 2})) == list(range(10))


def test_only_sentences_that_are_to_be_checked_have_a_number():
    sentences = make()
    assert sentences.of == 5
    assert [sentences.number(i) for i in range(10)] == [0, 0, 0, 1, 2, 3, 0, 0, 4, 5]


def test_a_folded_paragraph_counts_where_a_note_is_published_on_it():
    blocks = [replace(BLOCKS[3], folded=True), BLOCKS[7]]
    assert make(blocks).of == 2
    assert make(blocks, shown={0}).of == 2
    assert make(blocks, shown={0}, counted={0}).of == 5


def test_moving_goes_many_sentences_and_stops_at_the_ends():
    sentences = make()
    cursor = sentences.move(sentences.sentence(CURES), 3)
    assert cursor == sentences.sentence(DANGERS)
    assert sentences.move(cursor, 100) == sentences.sentence(WAIT)
    assert sentences.move(cursor, -100) == sentences.sentence(TITLE)
    assert sentences.move(sentences.sentence(WAIT), 1) is None
    assert sentences.move(sentences.sentence(TITLE), -1) is None


def test_extending_takes_sentences_along_and_leaves_them_again():
    sentences = make()
    one = sentences.sentence(WARM)
    two = sentences.move(one, 1, extend=True)
    assert words(two) == "It keeps you warm. Nobody knows why."
    assert sentences.move(two, -1, extend=True) == one
    back = sentences.move(one, -1, extend=True)
    assert (back.first, back.last, back.is_reversed) == (CURES, WARM, True)
    assert sentences.move(back, 1, extend=True) == one
    assert sentences.move(one, 2, extend=True).last == DANGERS


def test_moving_on_from_several_sentences_goes_beyond_them():
    sentences = make()
    two = sentences.move(sentences.sentence(WARM), 1, extend=True)
    assert sentences.move(two, 1) == sentences.sentence(DANGERS)
    assert sentences.move(two, -1) == sentences.sentence(CURES)


def test_extending_to_a_sentence_keeps_where_it_began():
    sentences = make()
    one = sentences.sentence(WARM)
    below = sentences.extend_to(one, HOT)
    assert (below.first, below.last) == (WARM, HOT)
    above = sentences.extend_to(below, TITLE)
    assert (above.first, above.last) == (TITLE, WARM)


def test_trimming_goes_by_words_and_back():
    sentences = make()
    cursor = sentences.sentence(CURES)
    cursor = sentences.trim(cursor, "end", -1)
    assert words(cursor) == "Tea cures all"
    cursor = sentences.trim(cursor, "start", 2)
    assert words(cursor) == "all"
    assert sentences.trim(cursor, "start", 1) == cursor
    assert sentences.trim(cursor, "end", -1) == cursor
    cursor = sentences.trim(cursor, "end", 1)
    assert words(cursor) == "all colds."
    assert words(sentences.trim(cursor, "start", -2)) == "Tea cures all colds."


def test_a_fragment_becomes_whole_by_moving():
    sentences = make()
    trimmed = sentences.trim(sentences.sentence(CURES), "start", 1)
    assert sentences.move(trimmed, 1) == sentences.sentence(WARM)
    assert words(sentences.move(trimmed, 1, extend=True)) == (
        "Tea cures all colds. It keeps you warm."
    )


def test_trimming_several_sentences_goes_through_them():
    sentences = make()
    two = sentences.extend_to(sentences.sentence(CURES), WARM)
    assert words(sentences.trim(two, "end", -4)) == "Tea cures all colds"
    assert words(sentences.trim(two, "start", 4)) == "It keeps you warm."


def test_a_place_is_taken_without_the_space_around_it():
    sentences = make()
    start = TEXT.index("cures all")
    assert words(sentences.place(Span(start - 1, start + 10))) == "cures all"
    across = sentences.place(Span(start, TEXT.index("you warm")))
    assert (across.first, across.last) == (CURES, WARM)
    assert words(across) == "cures all colds. It keeps"


def test_a_place_without_words_is_the_sentence_there():
    sentences = make()
    gap = sentences.sentences[CURES].end
    assert sentences.place(Span(gap, gap + 1)) == sentences.sentence(CURES)
    assert sentences.place(Span(gap, gap)) == sentences.sentence(CURES)
    assert sentences.place(Span(10_000, 10_000)) == sentences.sentence(WAIT)
    assert sentences.place(Span(-5, 0)) == sentences.sentence(CLOSE)


def test_an_article_without_sentences_has_no_cursor():
    empty = SentenceMap("", (), ())
    assert empty.at(0) is None
    assert empty.place(Span(0, 5)) is None
    assert empty.first_between(Span(0, 5), ()) is None


def test_the_next_unseen_sentence_is_looked_for_from_the_top_after_the_last():
    sentences = make()
    states = [OK, UNSEEN, UNSEEN, UNSEEN, FLAGGED, OK, UNSEEN, UNSEEN, OK, FLAGGED]
    assert sentences.next_unseen(sentences.sentence(WARM), states).first == CURES
    states[WAIT] = UNSEEN
    assert sentences.next_unseen(sentences.sentence(WARM), states).first == WAIT
    assert sentences.next_unseen(sentences.sentence(WAIT), states).first == CURES
    states[CURES] = states[WAIT] = OK
    assert sentences.next_unseen(sentences.sentence(WARM), states) is None


def test_a_review_begins_on_the_first_unseen_sentence_of_the_screen():
    sentences = make()
    states = [UNSEEN] * 10
    states[CURES] = OK
    screen = Span(0, sentences.sentences[NOBODY].end)
    assert sentences.first_between(screen, states).first == WARM
    assert sentences.first_between(screen, [OK] * 10).first == TITLE
    assert sentences.first_between(Span(len(TEXT), len(TEXT)), states).first == WAIT


def test_what_is_known_of_a_place():
    sentences = make()
    states = [UNSEEN] * 9 + [OK]
    info = sentences.info(sentences.sentence(WAIT), states, ("n1",))
    assert (info.number, info.through, info.of) == (5, 5, 5)
    assert (info.heading, info.state, info.notes) == ("Dangers of it", OK, ("n1",))
    heading = sentences.info(sentences.sentence(DANGERS), states)
    assert (heading.number, heading.is_heading, heading.heading) == (0, True, "Tea")
    several = sentences.info(sentences.extend_to(sentences.sentence(NOBODY), WAIT), states)
    assert (several.number, several.through, several.state) == (3, 5, UNSEEN)
    assert not several.is_heading
    assert sentences.info(sentences.sentence(TITLE), states).heading == ""


@pytest.mark.parametrize(
    ("here", "said"),
    [((OK, OK), OK), ((OK, FLAGGED), FLAGGED), ((FLAGGED, UNSEEN), UNSEEN)],
)
def test_the_state_of_several_sentences_is_that_which_asks_for_most(here, said):
    sentences = make()
    states = [UNSEEN] * 10
    states[CURES], states[WARM] = here
    cursor = sentences.extend_to(sentences.sentence(CURES), WARM)
    assert sentences.info(cursor, states).state is said


# On any text

_PIECES = st.sampled_from(
    [
        "Tea ",
        "cures. ",
        "(900 mg) ",
        "Is it so? ",
        "缬草。",
        "...",
        " ",
        "שלום ",
        "e\u0301 ",
        "😀! ",
    ]
)
_KINDS = st.sampled_from(
    [BlockKind.P, BlockKind.P, BlockKind.LI, BlockKind.H2, BlockKind.TOC, BlockKind.BOILERPLATE]
)


@st.composite
def articles(draw):
    texts = draw(st.lists(st.lists(_PIECES, max_size=8).map("".join), min_size=1, max_size=6))
    return [
        Block(kind := draw(_KINDS), text.strip(), folded=kind is BlockKind.BOILERPLATE)
        for text in texts
    ]


_STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.integers(-4, 4).filter(bool), st.booleans()),
        st.tuples(st.just("trim"), st.sampled_from(["start", "end"]), st.integers(-4, 4)),
        st.tuples(st.just("place"), st.integers(-2, 60), st.integers(-2, 60)),
        st.tuples(st.just("extend"), st.integers(0, 30), st.just(0)),
    ),
    max_size=25,
)


def step(sentences, cursor, kind, first, second):
    if kind == "move":
        return sentences.move(cursor, first, extend=second) or cursor
    if kind == "trim":
        return sentences.trim(cursor, first, second)
    if kind == "place":
        return sentences.place(Span(min(first, second), max(first, second)))
    return sentences.extend_to(cursor, first % len(sentences.sentences))


@given(articles(), _STEPS)
def test_it_never_leaves_the_text_and_is_never_empty(blocks, steps):
    sentences = make(blocks)
    cursor = sentences.at(0)
    if cursor is None:
        return
    for kind, first, second in steps:
        cursor = step(sentences, cursor, kind, first, second)
        assert isinstance(cursor, SentenceCursor)
        assert 0 <= cursor.first <= cursor.last < len(sentences.sentences)
        start, end = sentences.sentences[cursor.first], sentences.sentences[cursor.last]
        assert start.start <= cursor.span.start < cursor.span.end <= end.end
        fragment = sentences.text[cursor.span.start : cursor.span.end]
        assert fragment == fragment.strip()


@given(articles(), st.integers(0, 20), st.sampled_from(["start", "end"]), st.integers(1, 9))
def test_what_was_trimmed_can_be_widened_again(blocks, index, edge, by_words):
    sentences = make(blocks)
    if not sentences.sentences:
        return
    whole = sentences.sentence(index % len(sentences.sentences))
    inwards = 1 if edge == "start" else -1
    trimmed = sentences.trim(whole, edge, inwards * by_words)
    taken = [whole.span]
    while taken[-1] != trimmed.span:
        narrower = sentences.trim(replace(whole, span=taken[-1]), edge, inwards)
        assert narrower.span != taken[-1]
        taken.append(narrower.span)
    for span in reversed(taken[:-1]):
        trimmed = sentences.trim(trimmed, edge, -inwards)
        assert trimmed.span == span


@given(articles())
def test_the_ways_forth_and_back_are_the_same(blocks):
    sentences = make(blocks)
    stops = walk(sentences)[1:] if sentences.sentences else []
    for above, below in pairwise(stops):
        assert sentences.move(sentences.sentence(above), 1) == sentences.sentence(below)
        assert sentences.move(sentences.sentence(below), -1) == sentences.sentence(above)


@given(articles(), st.data())
def test_every_unseen_sentence_is_reached(blocks, data):
    sentences = make(blocks)
    count = len(sentences.sentences)
    states = data.draw(
        st.lists(st.sampled_from(list(SentenceState)), min_size=count, max_size=count)
    )
    wanted = {i for i in range(count) if states[i] is UNSEEN and sentences.number(i)}
    cursor = sentences.at(0)
    found = set()
    for _ in wanted:
        cursor = sentences.next_unseen(cursor, states)
        found.add(cursor.first)
        states[cursor.first] = OK
    assert found == wanted
    assert cursor is None or sentences.next_unseen(cursor, states) is None


@given(articles(), st.sets(st.integers(0, 5)))
def test_what_is_counted_is_what_the_library_counts(blocks, noted):
    blocks = [replace(block, folded=block.folded or not n % 3) for n, block in enumerate(blocks)]
    starts = block_starts(blocks)
    places = [
        (starts[index], starts[index] + len(blocks[index].text))
        for index in noted
        if index < len(blocks) and blocks[index].text
    ]
    sentences = make(blocks, shown=noted, counted=noted)
    counted = to_be_checked(
        [(each.start, each.end) for each in sentences.sentences],
        [(block.kind.value, len(block.text), block.folded) for block in blocks],
        places,
    )
    assert {n for n in range(len(sentences.sentences)) if sentences.number(n)} == counted
    assert sentences.of == len(counted)
