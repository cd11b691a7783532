"""An article is recounted at the changed places alone, and comes out as if all was counted."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from annotations.editing import TargetDraft
from annotations.model import Span
from annotations.storage import recounting
from annotations.storage.coverage import TextShape
from annotations.storage.rows import blocks_to_text, sentences_to_blob
from annotations.text.blocks import Block, canonical_text
from annotations.vocabulary import BlockKind, Severity, Status, TargetRole
from tests.annotations.storage.builders import REVIEWER, conversion
from tests.annotations.storage.checks import assert_counts_are_true
from tests.annotations.storage.drafts import OTHER, caution, draft_of, new_note

#: Every third paragraph is folded; one is longer than what the index of places looks back.
_WORDS = "One sentence here. And a second one. The third."
_LONG = " ".join(f"Sentence number {number} of a long block." for number in range(200))


def shaped():
    made = conversion("\n".join(["# Title", *[_WORDS] * 9, _LONG, *[_WORDS] * 3]))
    blocks = tuple(
        replace(block, folded=index % 3 == 0) if index else block
        for index, block in enumerate(made.blocks)
    )
    return replace(made, blocks=blocks)


@pytest.fixture
def article(library):
    made = shaped()
    text = canonical_text(made.blocks).encode()
    return library.add_article(made, file_name="shaped.md", data=text).article.uid


def random_span(chance, reviewed):
    """A sentence, a part of one, several, a gap between two, or nearly everything."""
    length = len(reviewed.revision.text)
    one = chance.choice(reviewed.revision.sentences)
    match chance.randrange(6):
        case 0:
            return None
        case 1:
            return Span(one.start, min(one.start + 3, one.end))
        case 2:
            return Span(one.start, min(length, one.end + chance.randrange(200)))
        case 3:
            return Span(one.end - 1, min(length, one.end + 1))
        case 4:
            return Span(chance.randrange(50), length - chance.randrange(50))
        case _:
            return one


def random_draft(chance, library, article):
    reviewed = library.reviewed_article(article)
    targets = tuple(
        TargetDraft(
            role=role,
            article_uid=article,
            revision_uid=reviewed.revision.uid,
            span=random_span(chance, reviewed),
        )
        for role in (TargetRole.CLAIM, *chance.choices(list(TargetRole), k=chance.randrange(3)))
    )
    note = caution(str(chance.random()), severity=Severity(chance.randint(1, 4)))
    status = chance.choice([Status.READY, Status.READY, Status.DRAFT])
    return new_note(*targets, note=note, status=status)


@pytest.mark.parametrize("seed", range(6))
def test_random_notes_and_checks(library, article, seed):
    chance = random.Random(seed)
    sentences = library.reviewed_article(article).revision.sentences
    notes = []
    for _ in range(40):
        library.set_reviewer(chance.choice([REVIEWER, OTHER]))
        match chance.randrange(7):
            case 0 if notes:
                uid = chance.choice(notes)
                chance.choice([library.delete_note, library.restore_note])(uid)
            case 1 if notes:
                library.restore_note(uid := chance.choice(notes))
                drafted = random_draft(chance, library, article)
                stored = library.note(uid)
                status = chance.choice([Status.READY, Status.DRAFT])
                library.save_note(
                    draft_of(stored, targets=drafted.targets, note=drafted.note, status=status)
                )
            case 2 | 3:
                spans = chance.sample(sentences, chance.choice([1, 3, 90]))
                library.mark_checked(article, spans, checked=chance.random() < 0.7)
            case _:
                saved = library.save_note(random_draft(chance, library, article))
                notes.append(saved.annotation.uid)
    assert_counts_are_true(library)


def test_one_place_is_recounted_without_the_others(library, article, monkeypatch):
    def refuse(*_):
        raise AssertionError("all of the article was counted")

    monkeypatch.setattr(recounting, "recount_article", refuse)
    reviewed = library.reviewed_article(article)
    library.mark_checked(article, reviewed.revision.sentences[:5])
    (summary,) = library.articles()
    assert summary.coverage.checked == 4


def test_reviewers_go_with_their_last_word(library, article):
    sentences = library.reviewed_article(article).revision.sentences
    library.mark_checked(article, sentences[1:2])
    library.set_reviewer(OTHER)
    checked = library.mark_checked(article, sentences[2:3])
    assert library.articles()[0].coverage.by == (REVIEWER.name, OTHER.name)
    library.undo(checked.action)
    assert library.articles()[0].coverage.by == (REVIEWER.name,)
    library.mark_checked(article, sentences[1:2], checked=False)
    assert library.articles()[0].coverage == replace(
        library.articles()[0].coverage, checked=0, last_on="", by=()
    )


@pytest.mark.parametrize(
    ("place", "areas"),
    [
        ((0, 4), [(0, 4)]),
        ((4, 5), []),
        ((2, 7), [(0, 9)]),
        ((12, 13), [(10, 17)]),
        ((7, 11), [(5, 17)]),
        ((0, 99), [(0, 17)]),
    ],
)
def test_areas_are_sentences_and_folded_blocks(place, areas):
    blocks = [Block(BlockKind.P, "Yes. No!!"), Block(BlockKind.P, "Folded", folded=True)]
    sentences = [Span(0, 4), Span(5, 9), Span(10, 16)]
    shape = TextShape(sentences_to_blob(sentences), blocks_to_text(blocks))
    assert shape.length == len(canonical_text(blocks))
    assert shape.areas([place]) == areas
    assert shape.count(shape.whole, [(0, 1)], []) == (1, 2)
    assert shape.count((10, 17), [(10, 16)], [(11, 12)]) == (1, 1)
    assert shape.count((5, 9), [], []) == (0, 1)


def test_a_text_without_words():
    shape = TextShape(b"", "[]")
    assert shape.length == 0
    assert shape.areas([(0, 1)]) == []
    assert shape.count(shape.whole, [], []) == (0, 0)
